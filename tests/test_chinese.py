"""Under ``--lang zh`` nothing is told in English: on the terminal, in tables, in documents and in figures, of every command.

What stays as it is, by kind: names that are typed (variables, targets, scenarios, loops, checks, figures), paths, options,
expressions, titles of publications, and the few signs that Chinese print writes in Latin letters. A column that is in
English says so in its head. What programs read (JSON, the tables of ``estimate``) is in English; help and faults have tests of
their own (``test_help``, ``test_messages``, ``test_chinese_faults``).
"""

import csv
import html
import re
from functools import cache
from importlib.resources import files

import pytest

from model.analysis.loops import loops
from model.cli import main
from model.data import ROOT, bases
from model.data.catalogue import records
from model.plan.selection import wanted_targets
from model.present.figures import figures
from model.present.page.content import page_content
from model.present.text.explain import explain
from model.present.text.sources import chinese
from model.present.text.words import subject
from model.scenario.load import load_scenario
from model.scenario.shipped import shipped
from model.sectors import load

RUN, OTHER = "{run}", "{other}"  # folders that are made before
COMMANDS = {  # a line a command: what is typed after simulate
    "run": ["run", "baseline", "-o", "{here}/run"],
    "run with members": ["run", "baseline", "--members", "8", "-o", "{here}/run"],
    "run of another base year": ["run", "baseline", "--set", "base=2015", "--no-figures", "-o", "{here}/run"],
    "pace": ["pace", "-o", "{here}/pace"],
    "pace as a table": ["pace", "-o", "{here}/pace", "--csv"],
    "targets": ["targets"],
    "targets as a table": ["targets", "--csv"],
    "audit": ["audit"],
    "compare": ["compare", RUN, OTHER],
    "compare as a table": ["compare", RUN, OTHER, "--csv", "{here}/table.csv", "-o", "{here}/drawn"],
    "figures": ["figures", RUN, "-o", "{here}/figures"],
    "report": ["report", RUN, "-o", "{here}/report.html"],
    "observed-template": ["observed-template", "-o", "{here}/observed.csv"],
    "scenarios": ["scenarios"],
    "new": ["new", "mine"],
    "variables": ["variables"],
    "explain": ["explain", "gdp"],
    "explain a lever": ["explain", "pv_approvals"],
    "explain a stock": ["explain", "loans"],
    "explain what projects complete": ["explain", "large_projects"],
    "check": ["check"],
    "evidence": ["evidence", "--top", "2000"],
    "loops": ["loops"],
    "loops as a table": ["loops", "--csv", "{here}/loops.csv"],
    "loops in a scenario": ["loops", "dry-years"],
    "validate": ["validate"],
    "page": ["page", "baseline", "-o", "{here}/page.html"],
    "ensemble": ["ensemble", "baseline", "--members", "8", "-o", "{here}/many"],
    "solve": ["solve", "{reached}", "-o", "{here}/solved"],
    "solve with a trade-off": ["solve", "{reached}", "--tradeoff", "gdp", "-o", "{here}/solved"],
    "solve what conflicts": ["solve", "{missed}", "--no-figures", "-o", "{here}/solved"],
    "solve after figures": ["solve", "{reached}", "--observed", "{seen}", "--no-figures", "-o", "{here}/solved"],
    "report of a solution": ["report", "{met}", "-o", "{here}/report.html"],
    "report of what conflicts": ["report", "{conflicting}", "-o", "{here}/report.html"],
    "estimate": ["estimate", "--cut-off", "2013", "-o", "{here}/posterior.csv"],
}
ASKED = """name: asked
title: {en: Asked, zh: 所求}
extends: baseline.yaml
targets: {pv-capacity-2025: VALUE, wind-capacity-2025: {}, coal-consumption-peak: {}, listed-companies-2025: {}}
solve: {starts: 1, levers: [pv_approvals, wind_approvals, storage_approvals, coal_flexibility_programme, listing_support]}
"""
SEEN = "指标,单位,来源,2021\n地区生产总值（基年价）,亿元,公报,4180\n"
MISSING = {"solve what conflicts"}  # which ends with 1
LONG = {
    "check",
    "loops",
    "loops as a table",
    "validate",
    "ensemble",
    "estimate",
    "evidence",
    "loops in a scenario",
    "report",
    "run",
    "run with members",
    "figures",
    "solve",
    "solve with a trade-off",
    "solve what conflicts",
    "solve after figures",
    "report of a solution",
    "report of what conflicts",
}
DRAWING = {"run", "pace", "figures", "report", "ensemble", "solve"}  # commands that draw
READ_BY_PROGRAMS = {"posterior.csv"}  # what the model reads back
SIGNS = {  # Latin letters of Chinese print
    "GDP", "CO", "CO2", "SF6", "NumPy", "CSV", "PDF", "HTML", "YAML", "JSON", "NetCDF", "PNG", "SVG", "rk4", "RK4", "euler", "PM2", "COD", "zh", "en",
    "PPI", "CEADs", "SHA", "JavaScript", "MB",
    "Python", "python", "numpy", "xarray", "netCDF4", "post1", "English",
}  # fmt: skip
GOES_ON = re.compile(r"(?<=\S)\n {4}(?=\S)")  # a line that was broken
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
TYPED = re.compile(  # what is typed: commands, paths, options, names with a sign in them, and files; and digests
    r"simulate [a-z]+|[0-9a-f]{64}|(?:[\w.~-]*/)+[\w.~-]*|--?[a-z][a-z-]*|\w+(?:\[[\w, ]*\])+|[\w-]+\.(?:ya?ml|csv|nc|json|zarr|html|py|svg|png)|[A-Za-z0-9]\w*_\w+(?:\[[\w, ]*\])?"
    r"|[a-z0-9]+(?:-[a-z0-9]+)+"
)


@cache
def typed():
    """The rows of the reality checks, as they are typed."""
    with (ROOT / "reality_checks.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def names():
    """Everything that has a name of its own, without a sign in it."""
    system = load()
    found = {*system.declarations, *shipped(), *(figure.name for figure in figures())}
    found |= {
        label for d in system.declarations.values() for along in d.dimensions for label in (along.name, *along.labels)
    }
    found |= {"keep", "asked"}  # before the name of a headline that is kept; the scenario of these tests
    found |= set(loops()) | {row["name"] for row in typed()}
    return found


@cache
def phrases():
    """Names of publications that have no other, and expressions, the longest first: they are told as they stand."""
    found = {record.document for record in records()} | set(chinese("publications").values())
    found |= {row[key] for row in typed() for key in ("settings", "against", "reading")}
    for loop in loops().values():
        found |= {loop.pulse, loop.pulse_text, loop.link}
    return sorted((text for text in found if text), key=len, reverse=True)


def english(text):
    """The words of a text that are English and of no kind that stays as it is."""
    if not WORD.search(text):
        return []
    for phrase in phrases():
        text = text.replace(phrase, " ")
    text = TYPED.sub(" ", text)
    return [word for word in WORD.findall(text) if word not in SIGNS and word not in names()]


def cells(text):
    """The heads and cells of a table, but those of a column whose head says that it is in English."""
    rows = list(csv.reader(text.splitlines()))
    kept = [at for at, head in enumerate(rows[0]) if "（英文）" not in head]
    return "\n".join("\n".join(row[at] for at in kept) for row in rows)


def document(text):
    """What a reader of a document sees or hears."""
    text = re.sub(r"(?s)<(script|style|svg|code|pre).*?</\1>|<!--.*?-->", " ", text)
    heard = re.findall(r'(?:alt|title|aria-label)="([^"]*)"', text)
    return html.unescape("\n".join([*heard, re.sub(r"<[^>]*>", "\n", text)]))


def remarks(text):
    """The comments of a scenario, but those that are settings or commands."""
    typed = re.compile(r"#\s+(?:[\w-]+:(?: {.*)?$|simulate |# )")
    return "\n".join(line for line in text.splitlines() if line.startswith("#") and not typed.match(line))


READERS = {".csv": cells, ".html": document, ".yaml": remarks}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two folders of results."""
    folder = tmp_path_factory.mktemp("made")
    for name, scenario in (("run", "baseline"), ("other", "dry-years")):
        assert main(["run", scenario, "-q", "--lang", "zh", "--no-figures", "-o", str(folder / name)]) == 0
    return {name: str(folder / name) for name in ("run", "other")}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A scenario that is met, one that is not, and figures of a year."""
    folder = tmp_path_factory.mktemp("asked")
    texts = {
        "reached": ASKED.replace("VALUE", "{value: 2400}").replace("coal-consumption-peak: {}, ", ""),
        "missed": ASKED.replace("VALUE", "{value: 9000}"),
        "seen": SEEN,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: str(folder / name) for name in texts}


@pytest.fixture(scope="module")
def solved(asked, tmp_path_factory):
    """Folders of two solutions."""
    folder = tmp_path_factory.mktemp("solved")
    for name, scenario in (("met", "reached"), ("conflicting", "missed")):
        place = ["-o", str(folder / name)]
        assert main(["solve", asked[scenario], "-q", "--lang", "zh", "--no-figures", *place]) in (0, 1)
    return {name: str(folder / name) for name in ("met", "conflicting")}


@pytest.fixture
def drawn(monkeypatch):
    """The texts of every figure that is drawn."""
    from matplotlib.text import Text

    from model.present.canvas.canvas import Canvas

    finish, texts = Canvas.finish, []

    def seen(self, figure):
        done = finish(self, figure)
        texts.extend(text.get_text() for text in done.findobj(Text))
        return done

    monkeypatch.setattr(Canvas, "finish", seen)
    return texts


@pytest.mark.parametrize(
    "command", [pytest.param(name, marks=[pytest.mark.slow] * (name in LONG)) for name in COMMANDS]
)
def test_nothing_is_told_in_english(command, made, asked, drawn, tmp_path, monkeypatch, capsys, request):
    monkeypatch.chdir(tmp_path)
    places = {"here": tmp_path, **made, **asked}
    places |= request.getfixturevalue("solved") if command.startswith("report of") else {}
    arguments = [part.format(**places) for part in COMMANDS[command]]
    capsys.readouterr()
    assert main([*arguments, "--lang", "zh", "-v"]) == (command in MISSING)
    said = capsys.readouterr()
    files = [path for path in tmp_path.rglob("*") if path.suffix in READERS and path.name not in READ_BY_PROGRAMS]
    told = {"notes": said.err, "figures": "\n".join(drawn)}
    told |= {"terminal": cells(said.out) if arguments[-1] == "--csv" else GOES_ON.sub(" ", said.out)}
    told |= {path.name: READERS[path.suffix](path.read_text(encoding="utf-8-sig")) for path in files}
    faults = [
        f"{place}: {', '.join(words)} in {line.strip()[:200]}"
        for place, text in told.items() for line in text.splitlines() if (words := english(line))
    ]  # fmt: skip
    assert not faults, "\n".join(dict.fromkeys(faults))
    wanted = arguments[0] in DRAWING or "{here}/drawn" in COMMANDS[command]
    assert bool(drawn) == (wanted and "--no-figures" not in arguments)


@pytest.mark.slow
@pytest.mark.parametrize("base", bases())
def test_every_variable_is_explained_in_chinese(base):
    """All but its equation, as it is typed."""
    system = load(base)
    lines = [line for name in system.declarations for line in explain(name, system, "zh").splitlines()]
    assert {line for line in lines if english(line) and not line.startswith("  方程")} == set()


LETTERED = {"FILE", "auto", "Ctrl", "uPlot", "IPO"}  # options, keys and signs that single texts have


def test_no_text_of_ours_is_english():
    """Whatever may be told: the words of every subject, titles of variables and names of targets."""
    words_folder = files("model.present.text.words")
    subjects = [path.name.removesuffix(".csv") for path in words_folder.iterdir() if path.name.endswith(".csv")]
    told = {re.sub(r"{[^}]*}", " ", text) for name in subjects for _, text in subject(name).values()}
    told |= {declaration.title_zh for base in bases() for declaration in load(base).declarations.values()}
    told |= {record.label_zh for record in records()}
    assert {text: words for text in told if (words := set(english(text)) - LETTERED)} == {}


def test_the_page_has_nothing_in_english():
    """What its programs show of the content that they are given."""

    def said(content):
        for key, value in content.items() if isinstance(content, dict) else enumerate(content):
            if key == "zh" and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from said(value)

    scenario = load_scenario(str(shipped()["baseline"]), load)
    texts = set(said(page_content(scenario, wanted_targets(scenario))))
    assert len(texts) > 500
    assert {text: words for text in texts if (words := english(text))} == {}


def test_every_command_is_tried():
    """What prints the schema has no language."""
    from model.cli.shared import commands

    tried = {arguments[0] for arguments in COMMANDS.values()}
    assert set(commands.commands) - tried == {"schema"}


def test_english_is_found_and_names_are_not():
    assert english("指标 total of year") == ["total", "of", "year"]
    assert english("pv_capacity（水平值） outputs/x/results.nc --lang zh 宁夏GDP") == []
    assert english("1e4 kW 的 moves most") == ["e4", "kW", "moves", "most"]
