"""What users mistype, mail and keep, at random: mutated scenarios, observation files and folders of results.

Each goes through the command line in process: it ends with 0, 1 or 2, in words where it does not do what was asked, and
nothing stands half-written. The seed of each case is its number, so that what fails is made again by it alone.
"""

import json
import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from model.cli import main
from model.export.placing import PASSING
from model.plan.review import mid_term
from model.sectors import load

ROOT = Path(__file__).parents[1]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
FEW, BLOCK = 12, 50  # cases that are always tried; cases of one slow test
SCENARIO_CASES, OBSERVED_CASES, FOLDER_CASES = 2000, 1000, 500
ODD = [
    "", "0", "-1", "1e309", "-1e300", ".nan", ".inf", "~", "true", "[]", "{}", "[[[]]]", "'", '"', "!!python/object:os.system x",
    "&a 1", "*a", "<<: {}", "2022", "'2022'", "1,234", "1,23", "3 gw", "400 万千瓦", "872 亿元", "５６", "\\", "C:\\x", "$x$", "=1+1",
    "\u202e", "\ufeff", "\x00", "\x07", "\x1b[31m", "\ud7ff", "👍", "a" * 300, "9" * 400, "{a: b", "- a", "a: b: c", "%YAML 1.1", "---", "...",
    "../../etc", "con", "nan", "1_000", "0x10", "1:30", "2022-01-01", "baseline", "baseline.yaml", "\t", "\r", "# x", "|", ">", "? a", "null",
]  # fmt: skip
TEMPLATE = """name: mine
title: {en: Mine, zh: 我的}
extends: PARENT
horizon: {start: 2020, end: 2027}
method: rk4
step: 0.25
parameters:
  inflation: 0.02
levers:
  carbon_price: 60 CNY/t
  pv_approvals: {2021: 3 GW/year, 2025: 600}
  programme_effort: {rural_tap_water: {2022: 1.5}}
  rain: 250
shocks:
  drought: {on: rain, multiply: 0.6, start: 2022, end: 2023, title: {en: Drought, zh: 干旱}}
  dear: {on: coal_price, add: 100 CNY/tce, start: 2022, end: 2023}
restatement:
  other_loans: {2021: 1}
targets:
  pv-capacity-2025: {value: 3000, year: 2027}
  grassland-cover-2025:
solve: {levers: [pv_approvals], ranges: {pv_approvals: {low: 0, high: 900}}, starts: 1, iterations: 2}
"""
OBSERVED = """indicator,unit,source,2021,2022
gdp,亿元,"Bulletin, 2022","4,522.3",5069.6
population,1e4 person,Bulletin,725,728
pv_capacity,万千瓦,Grid,1384,1584
rain,mm,Bulletin,246,
programme_coverage[rural_tap_water],%,Bulletin,96.5,
"""


def edited(text, chance):
    """A text with some of its lines, words, cells or characters changed."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        change = chance.choice((of_lines, of_words, of_words, of_cells, of_characters))
        text = change(text, chance)
    return text


def of_lines(text, chance):
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    own = lines[place]
    head, colon, _ = own.partition(":")
    moved, other = "  " * chance.randrange(4) + own.strip(), f"{head}{colon or ','} {chance.choice(ODD)}"
    lines[place : place + 1] = chance.choice(([], [own, chance.choice(lines)], [moved], [other]))
    return "\n".join(lines)


def of_words(text, chance):
    words = text.split(" ")
    place = chance.randrange(len(words))
    own, odd = words[place], chance.choice(ODD)
    words[place] = chance.choice((odd, own.replace(chance.choice(own or "a"), odd, 1)))
    return " ".join(words)


def of_cells(text, chance):
    cells = text.split(",")
    cells[chance.randrange(len(cells))] = chance.choice(ODD)
    return ",".join(cells)


def of_characters(text, chance):
    at = chance.randrange(len(text) + 1)
    put = chance.choice(("", "", chance.choice(ODD), chr(chance.randrange(0xD800)), text[at : at + 40]))
    return text[:at] + put + text[at + (0 if put else chance.randrange(60)) :]


def as_bytes(text, chance):
    """The text in UTF-8, at times in another encoding, with a mark, other line ends, or a byte of its own."""
    data = text.encode("utf-8", "surrogatepass")
    match chance.randrange(12):
        case 0:
            return b"\xef\xbb\xbf" + data
        case 1:
            return text.encode("utf-16", "surrogatepass")
        case 2:
            return text.encode("gb18030", "replace")
        case 3:
            return data.replace(b"\n", b"\r\n")
        case 4:
            at = chance.randrange(len(data) + 1)
            return data[:at] + bytes([chance.randrange(256)]) + data[at:]
    return data


def tried(arguments, folder, capsys):
    """Run a command; hold how it ends, and that nothing is left half-written."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert status in (0, 1, 2)
    assert "Traceback" not in said.err
    assert status == 0 or said.err.startswith("error: ") or "\nerror: " in said.err or said.out
    assert not [path for path in folder.rglob("*") if path.name.startswith((PASSING, ".writing"))]
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    if status == 2:
        assert after == before
    return status


def cases(count):
    """A few cases that are always tried, and all of them in slow tests."""
    few = [pytest.param(range(FEW), id="few")]
    return few + [
        pytest.param(range(first, first + BLOCK), id=f"{first}", marks=pytest.mark.slow)
        for first in range(0, count, BLOCK)
    ]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("numbers", cases(SCENARIO_CASES))
def test_a_mutated_scenario_is_run_or_refused(numbers, here, capsys):
    ends = {}
    for number in numbers:
        chance = random.Random(number)
        source = chance.choice(
            [TEMPLATE.replace("PARENT", "baseline.yaml"), chance.choice(SCENARIOS).read_text(encoding="utf-8")]
        )
        (here / "mine.yaml").write_bytes(as_bytes(edited(source, chance), chance))
        out = here / "out"
        status = tried(["run", "mine.yaml", "-o", out, "--no-figures", *setting(chance)], here, capsys)
        assert out.exists() == (status == 0), number
        ends[status] = ends.get(status, 0) + 1
        shutil.rmtree(out, ignore_errors=True)
    assert ends.get(2) and ends.get(0)


def test_what_is_mutated_is_accepted_as_it_stands(here, capsys, monkeypatch):
    """Else every change of it would be refused for a reason that is not the change."""
    (here / "mine.yaml").write_text(TEMPLATE.replace("PARENT", "baseline.yaml"), encoding="utf-8")
    (here / "seen.csv").write_text(OBSERVED, encoding="utf-8")
    assert tried(["run", "mine.yaml", "-q", "-o", here / "out", "--no-figures"], here, capsys) == 0
    monkeypatch.setattr(mid_term, "restate", stop)
    with pytest.raises(Stopped):
        tried(["solve", "plan", "--observed", "seen.csv", "--no-figures", "-o", here / "solved"], here, capsys)


def setting(chance):
    if chance.random() < 0.8:
        return []
    key = chance.choice(["levers.rain", "levers.rain.2022", "step", "title.en", "targets", chance.choice(ODD)])
    return ["--set", f"{key}={chance.choice(ODD)}"]


@pytest.mark.parametrize("numbers", cases(OBSERVED_CASES))
def test_a_mutated_table_of_figures_is_read_or_refused(numbers, here, capsys, monkeypatch):
    """As far as the state restated to it, which takes long and is tried of some; the search after it is of other tests."""
    monkeypatch.setattr("model.plan.solution.outcome._best_paths", stop)
    ends, restated = {}, mid_term.restate
    for number in numbers:
        monkeypatch.setattr(mid_term, "restate", stop if number % 25 else restated)
        chance = random.Random(number)
        (here / "seen.csv").write_bytes(as_bytes(edited(OBSERVED, chance), chance))
        asked = ["solve", "plan", "--observed", "seen.csv", "--no-figures", "-o", here / "out"]
        status = tried_so_far(asked, here, capsys)
        ends[status] = ends.get(status, 0) + 1
        assert not (here / "out").exists(), number
    assert ends.get(2)


class Stopped(Exception):
    """What is of other tests begins."""


def stop(*_):
    raise Stopped


def tried_so_far(arguments, here, capsys):
    """The exit status of a command; 0 where it came to what is of other tests."""
    try:
        return tried(arguments, here, capsys)
    except Stopped:
        capsys.readouterr()
        return 0


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Folders of two runs."""
    places = [tmp_path_factory.mktemp("runs") / name for name in ("baseline", "dry-years")]
    for place in places:
        assert main(["run", place.name, "-q", "-o", str(place), "--no-figures"]) == 0
    return places


@pytest.mark.parametrize("numbers", cases(FOLDER_CASES))
def test_a_mutated_folder_is_read_or_refused(numbers, folders, here, capsys, monkeypatch):
    """A report as far as its drawing, a comparison, and a run into it."""
    monkeypatch.setattr("model.folder.report.write.html", stop)
    for number in numbers:
        chance = random.Random(number)
        place = shutil.copytree(folders[0], here / "run")
        (place / "mine.txt").write_text("mine", encoding="utf-8")
        for _ in range(chance.choice((1, 1, 2))):
            spoil(place, folders[1], chance)
        status = tried_so_far(["report", place], here, capsys)
        if number % 3 == 0:
            tried(["compare", place, folders[1]], here, capsys)
        if number % 25 == 0:
            again = tried(["run", "baseline", "-q", "-o", place, "--no-figures"], here, capsys)
            assert again in (0, 2) and (again == 2 or tried(["compare", place], here, capsys) == 0), number
        assert (place / "mine.txt").read_text(encoding="utf-8") == "mine", number
        assert status in (0, 2), number
        shutil.rmtree(place)


def spoil(place, other, chance):
    """Change one file of a folder of results."""
    name = chance.choice(["results.nc", "targets.csv", "provenance.json", "provenance.json", "results.csv"])
    path = place / name
    if not path.is_file():
        return
    data, way = path.read_bytes(), chance.randrange(8)
    at = chance.randrange(len(data) or 1)
    if way in (0, 1):
        path.unlink()
        _ = way and path.mkdir()
    elif way < 6 or name.endswith("nc"):
        cut, foreign = data[:at], (other / name).read_bytes()
        hurt = data[:at] + chance.randbytes(chance.choice((1, 1, 8, 200))) + data[at + 1 :]
        path.write_bytes(chance.choice((cut, foreign, hurt, hurt)))
    else:
        path.write_bytes(of_text(data.decode("utf-8-sig", "replace"), chance))


def of_text(text, chance):
    """The bytes of a text that was changed; of a record in JSON, at times in one value alone."""
    if text.startswith("{") and chance.random() < 0.7:
        with suppress(ValueError):
            return json.dumps(damaged(json.loads(text), chance)).encode()
    return as_bytes(edited(text, chance), chance)


def damaged(record, chance):
    """A record in which one value is another."""
    inner, values = record, [1, -1, 1e300, None, "", [], {}, "x", True, [1], {"a": 1}, "\x00", "../x"]
    if not isinstance(record, dict):
        return chance.choice(values)
    while True:
        key = chance.choice(list(inner) or ["x"])
        if isinstance(inner.get(key), dict) and inner[key] and chance.random() < 0.7:
            inner = inner[key]
            continue
        if chance.random() < 0.3:
            inner.pop(key, None)
        else:
            inner[key] = chance.choice(values)
        return record


def test_the_parts_of_the_template_are_of_the_model():
    names = set(load().declarations)
    assert {
        "carbon_price",
        "pv_approvals",
        "programme_effort",
        "rain",
        "coal_price",
        "other_loans",
        "inflation",
    } <= names
    assert "programme_coverage[rural_tap_water]" in load().elements(["programme_coverage"])
