"""Bad input at the command line under ``--lang zh``: told in Chinese with place, key, what was found and what was expected.

Each line is held whole; and in none is a word left that is English and neither a name, a key, an option nor what was typed.
"""

import json
import re
import shutil
from functools import partial
from pathlib import Path

import pytest
from test_messages import left

from model.cli import main

NAMES = {"true", "false", "simulate", "run"}
NAMES |= {"auto", "compiled", "numpy", "binding", "expected", "striven", "for"}  # that may be typed
MINE = "name: mine\ntitle: {en: Mine, zh: 我的}\n"
SCENARIOS = {  # what a scenario says in its third line, and what is told of it
    "levers: {pv_approvls: 3}": "levers.pv_approvls：没有名为“pv_approvls”的政策变量或外部变量；应为模型中的名称；是否指“pv_approvals”？",
    "parameters: {pv_approvals: 3}": "parameters.pv_approvals：读到政策变量；应为参数，“pv_approvals”应写在“levers”之下",
    "levers: {pv_approvals: -5}": "levers.pv_approvals：读到-5；应为不低于0且不超过2000（单位：万千瓦/年）",
    "levers: {pv_approvals: 3 kg}": "levers.pv_approvals：读到“3 kg”，量纲不符；应为可换算为万千瓦/年的单位",
    "levers: {pv_approvals: 3 foo}": "levers.pv_approvals：读到“3 foo”，其中“foo”不是单位；应为可换算为万千瓦/年的单位",
    "levers: {pv_approvals: [1, 2]}": "levers.pv_approvals：读到含2项的列表；应为有限数值（单位：万千瓦/年），或带单位的文本",
    "levers: {pv_approvals: {2050: 3}}": "levers.pv_approvals.2050：读到年份2050；应为2021至2025年之间的整数年份",
    "levers: {pv_approvals: abc}": "levers.pv_approvals：读到“abc”；应为数值（单位：万千瓦/年），或带有可换算单位的数值",
    "levers: {pv_approvals: '1,5'}": "levers.pv_approvals：读到“1,5”，其中逗号未作千位分隔（如12,345），小数点应写作“.”；应为数值（单位：万千瓦/年）",
    "horzon: {end: 2030}": "horzon：未知的键；应为以下之一：name、title、extends、base、horizon、method、step、parameters、levers、restatement、"
    "shocks、uncertain、targets、solve；是否指“horizon”？",
    "horizon: {end: 2019}": "horizon.end：读到2019；应为基年2020之后、不晚于2060的年份",
    "horizon: {end: x y}": "horizon.end：读到“x y”；应为整数",
    "method: rk5": "method：读到“rk5”；应为“rk4”或“euler”",
    "step: 0.3": "step：读到0.3；应为一年的整数分之一，从1到1/64",
    "base: 1999": "base：读到1999；应为备有数据的基年，即以下之一：2015、2020；是否指2015？",
    "a: b: c": "不是有效的YAML：此处不能有映射的值（多余的“:”，或缩进有误）；应为一个YAML 1.2映射",
    "\tx: 1": "不是有效的YAML：字符“\\t”不能作为开头；应为一个YAML 1.2映射",
    "name: a": "name：重复出现，首次在mine.yaml:1；每个键应只出现一次",
    "step: *x": "step：读到别名“x”；应直接写出其值",
    "extends: baselin": "extends：读到“baselin”；应为情景文件的路径（相对于本文件），或随模型提供的情景；是否指“baseline”？",
    "targets: {pv-capacity-2026: {}}": "targets：没有名为“pv-capacity-2026”的目标（是否指“pv-capacity-2025”？）",
    "targets: {pv-capacity-2025: {value: abc}}": "targets.pv-capacity-2025.value：读到“abc”；应为数值（单位：万千瓦），或带有可换算单位的数值",
    "targets: {own: {variable: gdp, year: 2025}}": "targets.own：缺少relation；自设目标须有此项",
    "targets: {pv-capacity-2025: {relation: between, value: 3, upper: 1}}": "targets.pv-capacity-2025：读到3至1；应由小到大",
    "shocks: {x: {on: pv_approvals, start: 2021, end: 2022}}": "shocks.x：读到含3项的映射；应为“multiply”与“add”两者只取其一",
    "shocks: {x: {on: pv_approvals, start: 2030, end: 2022, multiply: 2}}": "shocks.x：读到2030至2022年；应为2021至2025之间、先后有序的年份",
    "restatement: {gdp: {2022: 3}}": "restatement.gdp：没有名为“gdp”的存量；应为模型中的名称",
    "solve: {starts: 0}": "solve.starts：读到0；应为不小于1的数值",
    "solve: {levers: pv_approvals}": "solve.levers：读到“pv_approvals”；应为“regional”、“all”，或名称的列表",
    "solve: {keep: 3}": "solve.keep：读到3；应为true、false，或由名称到守住方式的映射",
    "solve: {rounded: 3}": "solve.rounded：读到3；应为true或false",
    "solve: {ranges: {pv_approvals: {yearly_change: -1}}}": "solve.ranges.pv_approvals.yearly_change：读到-1；应为大于0的数值",
}  # fmt: skip
QUESTIONS = {  # the same of what is asked of the solver
    "solve: {keep: {gdp: 3}}": "solve.keep.gdp：读到3；应为份额，如5.5%或0.055",
    "solve: {levers: [pv_approvls]}": "solve.levers：没有名为“pv_approvls”的政策变量（是否指“pv_approvals”？）",
    "solve: {ranges: {pv_approvals: {low: 9, high: 1}}}": "solve.ranges.pv_approvals：读到界限9至1；下限应不高于上限",
    "base: 2015": "base：读到2015；应为2020，因为规划目标以该年为基年",
}
OBSERVED = {  # a row after the head, and what is told of it
    "gdp,亿元,公报,abc": "2：gdp.2021：读到“abc”；应为有限数值（单位：亿元）",
    "gpd,亿元,公报,4000": "2：gpd：没有该名称的变量；应为模型中的变量；是否指“gdp”？",
    "gdp,吨,公报,4000": "2：gdp：读到单位“吨”，量纲不符；应为可换算为亿元/年的单位",
    "gdp,亿元,,4000": "2：gdp：缺少来源；应注明数据的发布出处",
    "gdp,亿元,公报,-4000": "2：gdp.2021：读到-4000 亿元；应为不低于0且不超过1e+07（单位：亿元/年）",
    "gdp,亿元,公报,4000,3": "2：gdp：本行有5格；应与表头相同，为4格",
    "": "1：没有数据；应至少有一个",
}
COMMANDS = {  # what is typed after simulate, and the whole of what is told
    "rn": "没有命令“rn”。是否指“run”？（详见 simulate --help --lang zh）",
    "run": "缺少参数“情景”。（详见 simulate run --help --lang zh）",
    "run baseline extra": "多余的参数（extra）（详见 simulate run --help --lang zh）",
    "run baseline --memberz 3": "没有选项“--memberz”。是否指“--members”？（详见 simulate run --help --lang zh）",
    "run baseline --members 0": "“--members”取值无效：0不在范围1<=x<=100000之内。（详见 simulate run --help --lang zh）",
    "run baseline --members x": "“--members”取值无效：“x”不是有效的整数。（详见 simulate run --help --lang zh）",
    "run baseline --engine fast": "“--engine”取值无效：“fast”不在可选值之列：“auto”、“compiled”、“numpy”。（详见 simulate run --help --lang zh）",
    "run baselin": "baselin：没有可读取的文件（文件或文件夹不存在）；应为YAML格式的情景文件；是否指“baseline”？",
    "run .": ".：这是文件夹；应为情景文件，或随模型提供的情景的名称",
    "run baseline --set step": "--set step：不是有效的设定；应为“键=值”，如 levers.rain.2022=150",
    "run baseline --set step=[1": "--set step=[1：不是有效的YAML：应为“,”或“]”，读到“文件结束”；应为一个YAML 1.2映射",
    "solve baseline --tradeoff gpd": "--tradeoff：没有名为“gpd”的可守住指标或目标（是否指“gdp”？）",
    "solve baseline --observed none.csv": "none.csv：没有可读取的表格（文件或文件夹不存在）；应为UTF-8、UTF-16或GB18030编码的CSV文件",
    "targets --gazette none.txt": "none.txt：文件或文件夹不存在",
    "explain gpd": "没有名为“gpd”的变量（是否指“gdp”？）",
    "evidence --year 1900": "读到年份1900；应为2020至2025年之间的年份",
    "targets --nature bindin": "“bindin”不是有效的属性（是否指“约束性”？）；可选：力争、约束性、预期性",
    "estimate --cut-off 1900": "--cut-off：读到1900；应为2013至2021年之间的年份",
    "new baseline": "baseline.yaml：随模型提供的情景已用此名；请另取名称",
    "new con": "读到名称“con”；应为其他名称，因为该名称在Windows中保留给设备使用",
    "report nowhere": "nowhere：不存在；应为 simulate run 或 solve 写出的结果文件夹",
    "report .": ".：缺少provenance.json、results.nc和targets.csv；应为 simulate run 或 solve 写出的结果文件夹",
    "compare nowhere": "nowhere：没有可读取的结果（文件或文件夹不存在）",
    "compare head.csv": "head.csv：没有可读取的结果（不是NetCDF文件）",
    "page baseline": "缺少选项“-o”、“--output”。（详见 simulate page --help --lang zh）",
    "page baseline -o .": ".：这是文件夹；应为待写文件的名称",
    "page baseline -o head.csv/x.html": "head.csv/x.html：无法写入（路径中有一段不是文件夹）",
    "pace baseline --set base=2015": "[^:]*baseline.yaml：规划目标以2020年为基期；基年为2015年时，各项目标均不作评判。",
    "run baseline --no-figures -o head.csv/x": "head.csv/x：无法写入（路径中有一段不是文件夹）",
    "ensemble baseline --members 2 -o head.csv/x": "head.csv/x：无法写入（路径中有一段不是文件夹）",
    "report {good} -o x.txt": "x.txt：扩展名为“.txt”；应为 .html 或 .pdf",
}  # fmt: skip
FAILURES = {  # the same of what the model could not do
    "run baseline --no-figures --set parameters.gdp_base=1e300": r"gdp在202\d年为.*（成员0）；应为0至1e\+07（据.*）",
}


def changed(key, value, folder):
    """The record of a run with a key of its scenario set to another value."""
    place = folder / "provenance.json"
    record = json.loads(place.read_text(encoding="utf-8"))
    record["scenario"][key] = value
    place.write_text(json.dumps(record), encoding="utf-8")


def written(name, content, folder):
    """A file of a folder with another content."""
    (folder / name).write_bytes(content)


FOLDERS = {  # what is done to a folder of results, and what is told of it
    "provenance.json：不是有效的JSON：缺少取值（第1行第7列）；应为 simulate run 或 solve 写出的内容": partial(
        written, "provenance.json", b'{"a": x}'
    ),
    "provenance.json：command：缺少此项；应为 simulate run 或 solve 写出的内容": partial(
        written, "provenance.json", b"{}"
    ),
    "provenance.json：scenario.method：应为“rk4”或“euler”；应为 simulate run 或 solve 写出的内容": partial(
        changed, "method", 3
    ),
    "provenance.json：scenario.levers：“.*”属于另一版本的模型；请用本版本重新生成结果": partial(changed, "levers", {}),
    "results.nc：与provenance.json所记的文件不符：写入时运行被中断，或文件后来被改动；请重新生成结果": partial(
        written, "results.nc", b"cut"
    ),
    "targets.csv：有0项目标，而按 results.nc 应为193项；请用本版本重新生成结果": partial(
        written, "targets.csv", b"cut"
    ),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A folder of results."""
    folder = tmp_path_factory.mktemp("made") / "good"
    assert main(["run", "baseline", "-q", "--no-figures", "-o", str(folder)]) == 0
    return folder


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """The faults that are told of a command in an empty folder, without their first word; and that none is in English."""
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()

    def run(arguments, status, typed=""):
        assert main([*arguments, "--lang", "zh", "-q"]) == status
        said = capsys.readouterr()
        assert said.out == "" and all(line.startswith("错误：") for line in said.err.splitlines())
        own = NAMES | set(re.findall("[A-Za-z][A-Za-z0-9]+", " ".join([*arguments, typed])))
        assert [word for word in left(said.err) if word not in own] == []
        return said.err.replace("错误：", "").rstrip("\n")

    return run


@pytest.mark.parametrize("line", SCENARIOS)
def test_a_fault_of_a_scenario(line, told):
    Path("mine.yaml").write_text(f"{MINE}{line}\n", encoding="utf-8")
    assert told(["run", "mine.yaml"], 2, line) == f"mine.yaml:3：{SCENARIOS[line]}"


@pytest.mark.parametrize("line", QUESTIONS)
def test_a_fault_of_what_is_asked_of_the_solver(line, told):
    Path("mine.yaml").write_text(f"{MINE}{line}\n", encoding="utf-8")
    assert told(["solve", "mine.yaml"], 2, line) == f"mine.yaml:3：{QUESTIONS[line]}"


@pytest.mark.parametrize("row", OBSERVED)
def test_a_fault_of_published_figures(row, told):
    Path("seen.csv").write_text(f"指标,单位,来源,2021\n{row}\n", encoding="utf-8")
    assert told(["solve", "baseline", "--observed", "seen.csv"], 2, row) == f"seen.csv:{OBSERVED[row]}"


@pytest.mark.parametrize(("command", "status"), [(c, 2) for c in COMMANDS] + [(c, 1) for c in FAILURES])
def test_a_fault_of_what_is_typed_or_of_a_run(command, status, told, good):
    Path("head.csv").write_text("no results", encoding="utf-8")
    said = told(command.format(good=good).split(" "), status)
    expected = (COMMANDS | FAILURES)[command]
    assert said == expected or re.fullmatch(expected, said)


@pytest.mark.parametrize("expected", FOLDERS)
def test_a_fault_of_a_folder_of_results(expected, told, good):
    shutil.copytree(good, "mine")
    FOLDERS[expected](Path("mine"))
    said = told(["report", "mine"], 2)
    assert said == f"mine/{expected}" or re.fullmatch(f"mine/{expected}", said)


@pytest.mark.parametrize(("head", "found"), [("", "缺少表头"), ("名称,单位,来源", "读到“名称,单位,来源”")])
def test_a_fault_of_the_head_of_published_figures(head, found, told):
    Path("seen.csv").write_text(f"{head}\n", encoding="utf-8")
    said = told(["solve", "baseline", "--observed", "seen.csv"], 2, "indicator,unit,source")
    assert said == f"seen.csv:1：表头：{found}；应为“指标,单位,来源”或“indicator,unit,source”，其后每年一列"


def test_faults_beyond_a_hundred_are_counted(told):
    lines = "".join(f"key{n}: 1\n" for n in range(105))
    Path("mine.yaml").write_text(MINE + lines, encoding="utf-8")
    assert told(["run", "mine.yaml"], 2, lines).splitlines()[-1] == "另有5处"


def test_a_name_that_is_empty_is_told(told):
    assert told(["run", ""], 2) == "缺少名称；应为情景文件，或随模型提供的情景的名称"


def test_in_english_nothing_changes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "gpd"]) == 2
    assert capsys.readouterr().err == "error: 'gpd' is no variable (did you mean 'gdp'?)\n"
