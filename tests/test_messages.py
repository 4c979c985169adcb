"""Faults in Chinese: every text that can be told has its Chinese, with what is filled in, and nothing is read wrongly."""

import ast
import csv
import errno
import os
import re
from collections import Counter
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from message_sources import MODEL, called, pattern, texts
from test_chinese import english

from model.cli import _language
from model.present.text.messages import LONGEST, Template, told
from model.scenario.form import FORMS, WITHIN, ScenarioForm

CATALOGUES = ("own", "libraries")
KEYS = {key for form in (ScenarioForm, *FORMS.values(), *WITHIN.values()) for key in form.model_fields}
TYPED = KEYS | {"true", "false", "growth", "drop", "peak", "id", "probability", "nan"}
AS_TYPED = re.compile(  # what is quoted, names with points in them, keys that a line begins with, and forms of limits and checks
    r"“[A-Za-z-]+”|[A-Za-z_]*(?:\.[A-Za-z_]+)+|(?<![A-Za-z])[a-z]+(?:: |：)|scenario\.|tcp:\S+|\(\w+=0\)|at least|at most"
    r"|worse by|peaks by|pip install \S+|within [\de. of-]+|“between 0 and 100”|marginal|levers=(?:〈1〉|bounds|domain)"
)
PARTS = re.compile(
    r"^\(?Did you mean|^Choose from|^Choice|^Missing {|^Try|^Error|^[\w! ]+$"
)  # that are told within others
NEVER = re.compile(r"UUID|format|values are required")  # of kinds of options that no command has
PIECES = {  # of texts that have their Chinese as a whole alone, for as pieces they may be part of what was typed; and wholes
    "{1} to {2}": "gdp is -3 1e8 CNY/year at 2022, member 0; it must be 0 to 5",
    " (from {1})": "gdp is -3 1e8 CNY/year at 2022, member 0; it must be a finite number (from a_b = 1)",
    "{1} is {2} {3} at {4}, member {5}; it must be {6}": "gdp is -3 1 at 2022, member 0; it must be 0 to 5 (from a_b = 1)",
    "a file": "x_y: found a file; expected a folder of results, as simulate run and solve write it",
    " and no ": "x_y: found no provenance.json and no results.nc and no targets.csv; expected a folder of results, as simulate run and solve write it",
    " and {1} more": "x_y: found no variable 'a_b' and 3 more (did you mean 'c_d'?); make the results again with this version",
    "asks for {1} {2}; {3} is in its domain from {4}": "asks for at least 3 %; a_b is in its domain from any to 2",
    "{1}, in {2}": "found 3; expected at least 0 and at most 2, in mm",
    "{1} levels of nesting": "found more than 10 levels of nesting; expected a scenario, which needs far fewer",
    "where a comma parts no thousands, as in 12,345, and a decimal point is a point": "found '1,2', where a comma parts no thousands, as in 12,345, and a decimal point is a point; expected a number in mm",
    "found {1}, {2}; expected a number in {3}": "found '1,2', where a comma parts no thousands, as in 12,345, and a decimal point is a point; expected a number in mm",
    "did you mean '{1}'?": "found no lever 'rian'; expected one of the model's; did you mean 'rain'?",
    "did you mean one of {1}{2}?": "'rai' is no variable (did you mean one of 'rain', 'x_y' (铁路)?)",
    ", or of {1} more": "'rai' is no variable (did you mean one of 'rain' (雨量), 'x_y' (铁路), or of 3 more?)",
    "found {1}() of one {2}; expected several": "found marginal() of one case; expected several",
    "{1} values": "found more than 10 values; expected a scenario, which needs far fewer",
}
LINES = {
    "error: a.yaml:3: levers.rain.2022: found 400; expected at least 0 and at most 300, in mm; did you mean 'rain'?":
        '错误：a.yaml:3：levers.rain.2022：读到400；应为不低于0且不超过300（单位：毫米）；是否指“rain”？',
    "found '3 sheep', which measures something else; expected units that convert to 1e4 kW":
        "读到“3 sheep”，量纲不符；应为可换算为万千瓦的单位",
    "'gpd' is no variable (did you mean 'gdp'?)":
        '没有名为“gpd”的变量（是否指“gdp”？）',
    "'gpd' is no variable":
        '没有名为“gpd”的变量',
    "'雨' is no variable (did you mean one of 'rain' (雨量), 'x', or of 3 more?)":
        "没有名为“雨”的变量（是否指以下之一：“rain”（雨量）、“x”，或另外3个？）",
    "a.yaml:3: x: found nothing; expected the key 'y'; did you mean one of 'rain' (雨量), 'x', or of 3 more?":
        "a.yaml:3：x：缺少键“y”；是否指以下之一：“rain”（雨量）、“x”，或另外3个？",
    "a.yaml:3: x: found nothing; expected the key 'y'; did you mean one of 'rain' (雨量), 'x'?":
        "a.yaml:3：x：缺少键“y”；是否指以下之一：“rain”（雨量）、“x”？",
    "found no lever 'rain'; expected one of the model's":
        '没有名为“rain”的政策变量；应为模型中的名称',
    "targets: the model does not answer 'x-2025': water quality is not in the model":
        'targets：模型无法回答“x-2025”：模型不含水质',
    "a.csv:2: gdp: found the unit 'kg', which measures something else; expected units that convert to 1e8 CNY/year":
        "a.csv:2：gdp：读到单位“kg”，量纲不符；应为可换算为亿元/年的单位",
    'x-2025: asks for at most -3 %; a_b is in its domain from 0 to any':
        'x-2025：要求不超过-3%；而a_b的定义域为0至不限',
    'Got unexpected extra argument (b) (simulate run --help says more)':
        '多余的参数（b）（详见 simulate run --help --lang zh）',
    "x is -44.5 1e4 kW at 2021, member 24; it must be at least 0 (from a_b = 1)": "x在2021年为-44.5万千瓦（成员24）；应不低于0（据a_b = 1）",
    "x is 3 % at 2021, member 24; it must be at least 4": "x在2021年为3%（成员24）；应不低于4",
    "x is 3 % at 2021, member 24; it must be at most 2 (from a_b = 1)": "x在2021年为3%（成员24）；应不超过2（据a_b = 1）",
    "x is 3 % at 2021, member 24; it must be at most 2": "x在2021年为3%（成员24）；应不超过2",
    "found 'a,b'; expected indicator,unit,source and then a column for each year":
        "读到“a,b”；应为“指标,单位,来源”或“indicator,unit,source”，其后每年一列",
    "with the comparison: gdp does not close at 2022, member 0: sources 1, uses 2":
        "对照：gdp在2022年不平衡（成员0）：来源1，使用2",
    "Every target of plan that the solver was asked for; 17 of them are relaxed, by the":
        "情景plan中交由求解的全部目标；其中17项已放宽，",
    "least weighted sum of misses, to what was reached from 2 starts, and rounded to 3 digits. From what to what:":
        "以加权偏差之和最小为准，放宽至2个起点所达到的水平，取3位有效数字。原要求 -> 放宽后：",
    "  pv-capacity-2025: at least 3250 -> 3220 1e4 kW": "  pv-capacity-2025：不低于3250 -> 3220 万千瓦",
    "  coal-consumption-peak: peaks by 2025 -> not asked for": "  coal-consumption-peak：2025年达峰 -> 不再要求",
    "  x-2025: falls by a change -> 3 %": "  x-2025：下降 -> 3 %",
    "  x-2025: between 9 to 18 -> 3.62 count": "  x-2025：介于9至18 -> 3.62 个",
    "  x-2025: rises by a change -> the same, without holding it %": "  x-2025：提高 -> 要求不变（%），但不再要求保持",
    "with levers.rain=3: no finite number": "取levers.rain=3时：没有有限数值",
}  # fmt: skip
STANDING = {"key {1}", "{1} (again)"}  # names of keys that have none of their own
SIGNS = {"UTF", "GB18030", "Unicode", "WeasyPrint", "Dask", "Windows", "URI", "PYTHONUTF8", "PDF"}

NOT_OURS = re.compile(
    r"UUID|format|iterable|declar|deprecat|defined|Boolean option|executable|values are required|^[\w( :]+$"
)


def pairs(name):
    text = (files("model.present.text.messages") / f"{name}.csv").read_text(encoding="utf-8")
    head, *lines = csv.reader(text.splitlines())
    assert head == ["en", "zh"] and all(len(line) == 2 for line in lines)
    return lines


def gaps(text):
    return set(re.findall(r"{(\d+)(?::unit|:measure|:told|:listed|:names|:place|:metavar)?}", text))


def left(text):
    """The words of a text that are English and neither a sign nor typed."""
    return [word for word in english(AS_TYPED.sub(" ", text)) if word not in TYPED | SIGNS]


def filled(text):
    """A text with a sign in place of each that is filled in, and of what it follows."""
    return (
        ("〈0〉" if text[:1] in " ,;" and text[:2] != " (" else "")
        + re.sub(r"{(\d+)}", r"〈\1〉", text)
        + ("〈9〉" if text[-1:] == " " else "")
    )


def test_both_languages_have_the_same_parts():
    assert [pair for pair in pairs("own") if gaps(pair[0]) != gaps(pair[1])] == []


def test_of_what_libraries_tell_some_may_be_left_out():
    assert [pair for pair in pairs("libraries") if not gaps(pair[1]) <= gaps(pair[0])] == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_parts_are_numbered_in_the_order_of_the_english(name):
    numbers = [list(map(int, re.findall(r"{(\d+)}", english))) for english, _ in pairs(name)]
    assert [own for own in numbers if own != list(range(1, len(own) + 1))] == []


def test_no_text_stands_twice():
    known = Counter(english for name in CATALOGUES for english, _ in pairs(name))
    assert [english for english, count in known.items() if count > 1] == []


@pytest.mark.parametrize("text", sorted(texts().keys() - PIECES.keys() - STANDING))
def test_every_text_that_can_be_told_has_its_chinese(text):
    given = filled(text)
    chinese = told(given, "zh")
    assert not left(chinese), f"{texts()[text]}: {text!r} has no Chinese in present/text/messages/own.csv: {chinese}"
    assert sorted(re.findall("〈.〉", chinese)) == sorted(re.findall("〈.〉", given))


@pytest.mark.parametrize("piece", PIECES)
def test_what_is_put_together_of_pieces_has_its_chinese(piece):
    assert piece in texts()
    assert all(part in PIECES[piece] for part in re.split(r"{\d}", piece))
    assert not left(told(f"error: a.yaml: {PIECES[piece]}", "zh"))


def test_texts_are_found_where_they_are_raised_and_where_they_are_put_together():
    wanted = {
        "found nothing; expected the key '{1}'": "model.scenario.form",
        "{1}; the step is too coarse: this is by {2} with a step of {3}": "model.results.run",
        "a plain number, or units that convert to {1}": "model.scenario.units",
        "make the results again with this version": "model.folder.tables",
    }
    assert {text: texts().get(text, "").partition(":")[0] for text in wanted} == wanted


def test_no_text_is_left_over():
    """Every text of the catalogue, and each part of one that is put together, stands in the source."""
    nodes = [n for path in MODEL.rglob("*.py") for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    source = "\n".join(filter(None, map(pattern, nodes)))
    pieces = {
        english: [
            piece for part in re.split(r"{\d+}|; |, |found |expected ", english) if (piece := part.strip(" ;:,()"))
        ]
        for english, _ in pairs("own")
    }
    source += "\n".join([*PIECES.values(), *LINES])
    assert [english for english, own in pieces.items() if not all(piece in source for piece in own)] == []


def _of(package, *names):
    folder = Path(find_spec(package).submodule_search_locations[0])
    for name in names:
        yield from ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8")))


def test_what_click_tells_of_options_has_its_chinese():
    calls = [node for node in _of("click", "exceptions", "parser", "types") if called(node) in ("_", "ngettext")]
    found = {
        arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    }
    wanted = {re.sub("{[^}]*}", "〈1〉", text) for text in found if not (PARTS.search(text) or NEVER.search(text))}
    assert len(wanted) > 10
    assert {text: words for text in wanted if (words := left(told(text, "zh")))} == {}


def test_what_the_reader_of_yaml_tells_has_its_chinese():
    raised = [n for n in _of("ruamel.yaml", "scanner", "parser") if called(n).endswith("Error") and len(n.args) > 2]
    wanted = {re.sub(r"{\d+}", "〈1〉", text) for node in raised if (text := pattern(node.args[2]))}
    assert len(wanted) > 25
    assert {text: words for text in wanted if (words := left(told(text, "zh")))} == {}


@pytest.mark.parametrize("code", ["ENOENT", "EACCES", "EISDIR", "ENOTDIR", "EEXIST", "ENAMETOOLONG", "ENOSPC", "EROFS", "EIO", "EBUSY", "EILSEQ"])  # fmt: skip
def test_what_the_system_tells_of_a_file_has_its_chinese(code):
    assert left(told(os.strerror(getattr(errno, code)), "zh")) == []


@pytest.mark.parametrize(("line", "chinese"), LINES.items())
def test_a_line_is_told_whole(line, chinese):
    assert told(line, "zh") == chinese
    assert told(line, "en") == line


@given(st.sampled_from([": ", "; ", "found ", "expected ", "a", "' ", " and ", " or ", "nothing", "file", "lever"]))
def test_what_was_typed_stays_as_it_is(text):
    said = told(f"a.yaml:3: levers.x: found the year '{text}'; expected a whole year from 1 to 2", "zh")
    assert said.count(f"'{text}'") + said.count(f"“{text}”") == 1
    assert told(f"error: {text}/a: found a folder; expected the name of a file to write", "zh").startswith(
        f"错误：{text}/a："
    )


@given(
    st.lists(
        st.sampled_from([": ", "; ", "found ", "expected ", "a", "' ", "{1}", " and ", "error: ", "\\u4e00"]),
        max_size=60,
    )
)
def test_any_line_can_be_told(parts):
    assert isinstance(told("error: " + "".join(parts), "zh"), str)


def test_a_line_without_end_is_not_looked_into():
    assert told("found a" * LONGEST, "zh") == "found a" * LONGEST


@given(st.lists(st.text(alphabet="ab: ;"), min_size=2, max_size=4))
def test_what_is_filled_in_comes_back(parts):
    template = Template(("<", *["; "] * (len(parts) - 1), ">"), "")
    text = "<" + "; ".join(parts) + ">"
    found = template.parts(text)
    assert found and all("<" + "; ".join(own) + ">" == text for own in found)


def test_a_template_fits_from_the_left_and_from_the_right():
    assert Template(("", " (", ")"), "").parts("a (b) (c)") == [["a", "b) (c"], ["a (b)", "c"]]
    assert Template(("a", "b"), "").parts("a") == []


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["run", "x", "--lang", "zh"], "zh"),
        (["run", "--lang=zh", "x", "--memberz"], "zh"),
        (["run", "--lang", "zh", "--lang", "en"], "en"),
        (["run", "x", "--lang", "fr"], "en"),
        (["run", "x", "--lang"], "en"),
        (["explain", "--", "--lang", "zh"], "en"),
        ([], "en"),
    ],
)
def test_the_language_is_that_of_the_line_as_typed(arguments, lang):
    assert _language(arguments) == lang


def test_chinese_sentences_have_chinese_signs():
    odd = re.compile(r": |'{|}'|, {|[^a-z}]\(")
    assert [zh for name in ("own", "libraries") for _, zh in pairs(name) if odd.search(zh)] == []
    assert told("run: found a; expected one of 'b', 'c'", "zh") == "run：读到a；应为以下之一：“b”、“c”"
    assert told("found no unit", "zh") == "缺少单位"
