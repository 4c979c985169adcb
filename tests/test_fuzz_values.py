"""Values at random: what is well formed and means something else, in scenarios, observation files and folders of results.

Extremes, wrong signs, other units, no numbers, dates, digits of other scripts, lists in lists, anchors. As in the other
tests of this kind each case ends with 0, 1 or 2, in words where it does not do what was asked, and its seed is its number.
"""

import csv
import io
import json
import random
import re
import shutil

import netCDF4
import numpy as np
import pytest
from signed_folder import sign
from test_fuzz import (
    FOLDER_CASES,
    OBSERVED,
    OBSERVED_CASES,
    SCENARIO_CASES,
    SCENARIOS,
    TEMPLATE,
    cases,
    folders,  # noqa: F401  (a fixture)
    here,  # noqa: F401  (a fixture)
    setting,
    stop,
    tried,
    tried_so_far,
)

from model.plan.review import mid_term

NUMBERS = [
    "0", "-0.0", "1", "-1", "-300", "1e-320", "5e-324", "1e-400", "1e15", "1e100", "1e308", "-1e308", "1.8e308", "1e400", "1e9999999",
    "9" * 25, "9" * 5000, "0." + "0" * 400 + "1", "0.30000000000000004", ".nan", ".NaN", ".inf", "-.inf", "+.Inf", "nan", "inf", "-Infinity",
    "true", "no", "null", "1_000", "0x7E5", "0o3747", "0b11", "1e5e5", "--3", "+-3", "3-", "1 000", "1,000", "1,000.5", "1.000,5", "1'000",
]  # fmt: skip
UNITS = [
    "3 GW", "-3 GW", "3 GW/year", "3 GW*year", "3 m/s", "3 GW/0", "0/0 GW", "3 GW^9", "3 GW**999999", "9**9**9**9 kW", "3 kW**-1", "3 %", "500 %",
    "3 percentage_point", "3 dozen", "60 USD/t", "60 CNY/kg", "60 CNY/t/year", "60 CNY", "60 CNY/tce", "1e400 CNY/t", "10 degC", "10 dB", "3 kilokW",
    "3 ((((kW", "3 " + "k" * 3000 + "W", "3 " + "kW*" * 400 + "kW", "3 kW kW kW", "kW", "kW 3", "3 GW 3 GW", "3 亿元", "3 万", "3 亿吨/亿吨", "3 °", "3 µg", "3 Å",
    "3 x", "3 lambda", "3 __import__('os')", "3 dimensionless", "3 count", "3 delta_degC", "nan GW", "inf GW", "1:30 h", "3 h/h/h/h",
]  # fmt: skip
DATES = [
    "2022-01-01", "2022-13-45", "2022-02-30T25:61:61Z", "2001-12-14t21:59:43.10-05:00", "12:30:45", "2025年", "二〇二五", "2025.5", "'2025'", "2025.0",
    "20 25", "0", "-2025", "99999", "1e400", "2020", "2019", "1999", "２０２５", "٢٠٢٥", "!!timestamp 2022-01-01", "Q1 2022", "FY22",
]  # fmt: skip
DIGITS = [
    "５６", "٣", "३", "Ⅻ", "½", "²", "二十", "廿", "〇", "３ＧＷ", "1\u00a0000", "1\u2009000", "１，０００", "−3", "–3", "3\u200b0", "\u202e003", "3.０", "𝟑", "①", "߃", "3％", "3‰",
]  # fmt: skip
NESTED = [
    "[1]", "[[1]]", "[1, [2, [3]]]", "[]", "{}", "{a: 1}", "{2021: {2022: {2023: 1}}}", "[" * 40 + "]" * 40, "[" * 3000 + "]" * 3000,
    "{a: " * 200 + "1" + "}" * 200, "{2021: [1, 2]}", "{2021: null}", "{[1]: 2}", "{{a: 1}: 2}", "{2021: 1, 2021: 2}", "{2021: 1, '2021': 2}", "{.nan: 1}",
    "{1e400: 1}", "{null: 1}", "{true: 1}", "{2021-01-01: 1}", "&a [*a]", "&a {a: *a}", "&a 1", "*nowhere", "&a [&b [*a, *b]]", "{<<: 1}", "{<<: {2021: 1}}",
    "!!float 1", "!!int 1.5", "!!str 3", "!!binary aGVsbG8=", "!!set {a, b}", "!!omap [a: 1]", "!!null 1", "!!bool 1", "!x 3", "!<tag:x> 3",
    "!!python/tuple [1]", "!!python/object/apply:os.system [x]",
    "{x: &l0 [1, 1, 1], y: &l1 [*l0, *l0, *l0], z: &l2 [*l1, *l1, *l1], w: [*l2, *l2, *l2]}",
]  # fmt: skip
VALUES = (NUMBERS, NUMBERS, UNITS, DATES, DIGITS, NESTED)
FACTORS = [0, 0.5, 0.9, 0.99, 1.001, 1.01, 1.1, 2, 10, 1e4, 1e8, 1e300, -1, 1e-8]
CELLS = [
    "=1+1",
    "@x",
    "-",
    "n/a",
    "..",
    "—",
    "(3)",
    "3*",
    "~3",
    "<3",
    "3 (p)",
    "#DIV/0!",
    "#N/A",
    "TRUE",
    "3;4",
    '3"',
    "3\n4",
    "\ufeff3",
    "3\t",
]
PLACES = re.compile(r"(?<=: )[^\s{}\[\],][^{}\[\],\n]*|\b20\d\d(?=:)|\b[a-z_]+(?=: )")  # values, years, names
STORED = [0.0, -1.0, np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324, 1e30, -1e-30]
WRITTEN = [
    0, -1, 1e308, float("nan"), float("inf"), 10**400, 2**63, -0.0, True, None, "", "x", "1", "nan", "2022-01-01", "５６", [], [[[[]]]], {}, {"": {}}, [1, "a", None],
    "../" * 40, "\u0000", "\ud800", "a" * 10000, ["x"] * 1000,
]  # fmt: skip


def other(chance, own=""):
    """Another value; for a year, oftener one of the same kind."""
    of = DATES if re.fullmatch(r"20\d\d", own) and chance.random() < 0.7 else chance.choice(VALUES)
    return chance.choice(of)


def moved(chance, own):
    """The same value with its first number a little or far away, or of another sign."""
    return re.sub(r"\d+(\.\d+)?", lambda number: f"{float(number[0]) * chance.choice(FACTORS):.10g}", own, count=1)


def with_other_values(text, chance):
    """A scenario in which a value, a year or a name, at times several, are others."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        if not (found := list(PLACES.finditer(text))):
            return text
        place = chance.choice(found)
        put = chance.choice((other, other, moved))(chance, place[0])
        text = text[: place.start()] + put + text[place.end() :]
    return text


def with_other_cells(text, chance):
    """A table of figures in which a cell, at times several, are others."""
    rows = list(csv.reader(io.StringIO(text)))
    for _ in range(chance.choice((1, 1, 2, 5))):
        row = chance.choice(rows)
        place = chance.randrange(len(row))
        row[place] = chance.choice((other(chance), chance.choice(CELLS), scaled(row[place], chance)))
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def scaled(cell, chance):
    """A number a power of ten away, or with another sign."""
    try:
        return repr(float(cell.replace(",", "")) * chance.choice(FACTORS))
    except ValueError:
        return cell


@pytest.mark.parametrize("numbers", cases(SCENARIO_CASES))
def test_other_values_of_a_scenario_are_run_or_refused(numbers, here, capsys):  # noqa: F811
    ends = {}
    for number in numbers:
        chance = random.Random(f"values {number}")
        parent = TEMPLATE.replace("PARENT", "baseline.yaml")
        source = chance.choice([parent, parent, chance.choice(SCENARIOS).read_text(encoding="utf-8")])
        text = with_other_values(source, chance)
        (here / "mine.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
        out = here / "out"
        status = tried(["run", "mine.yaml", "-o", out, "--no-figures", *setting(chance)], here, capsys)
        assert out.exists() == (status == 0), number
        ends[status] = ends.get(status, 0) + 1
        shutil.rmtree(out, ignore_errors=True)
    assert ends.get(2) and ends.get(0)


@pytest.mark.parametrize("numbers", cases(OBSERVED_CASES))
def test_other_values_of_a_table_of_figures_are_read_or_refused(numbers, here, capsys, monkeypatch):  # noqa: F811
    """As far as the state restated to it, which takes long and is tried of some; the search after it is of other tests."""
    monkeypatch.setattr("model.plan.solution.outcome._best_paths", stop)
    ends, restated = {}, mid_term.restate
    for number in numbers:
        monkeypatch.setattr(mid_term, "restate", stop if number % 25 else restated)
        chance = random.Random(f"values {number}")
        (here / "seen.csv").write_bytes(with_other_cells(OBSERVED, chance).encode("utf-8", "surrogatepass"))
        confirmed = ["--confirm"] * (chance.random() < 0.3)
        asked = ["solve", "plan", "--observed", "seen.csv", "--no-figures", "-o", here / "out", *confirmed]
        status = tried_so_far(asked, here, capsys)
        ends[status] = ends.get(status, 0) + 1
        assert not (here / "out").exists(), number
    assert ends.get(2)


@pytest.mark.parametrize("numbers", cases(FOLDER_CASES))
def test_other_values_of_a_folder_are_read_or_refused(numbers, folders, here, capsys, monkeypatch):  # noqa: F811
    """A report as far as its drawing, and a comparison; at times the record tells of the results that stand there."""
    monkeypatch.setattr("model.folder.report.write.html", stop)
    for number in numbers:
        chance = random.Random(f"values {number}")
        place = shutil.copytree(folders[0], here / "run")
        chance.choice((of_results, of_results, of_record, of_table))(place, chance)
        status = tried_so_far(["report", place], here, capsys)
        if number % 3 == 0:
            tried(["compare", place, folders[1]], here, capsys)
        assert status in (0, 2), number
        shutil.rmtree(place)


def of_results(place, chance):
    """Change values, years or attributes of results.nc."""
    with netCDF4.Dataset(place / "results.nc", "a") as file:
        file.set_always_mask(False)
        names = [name for name, variable in file.variables.items() if variable.dtype != str]
        variable = file.variables[chance.choice(["year", *[chance.choice(names)] * 9])]
        match chance.randrange(4):
            case 0 | 1 if variable.ndim:
                kept = np.array(variable[...])
                spots = chance.choice((np.s_[...], np.s_[-1], np.s_[0]))
                with np.errstate(all="ignore"):
                    kept[spots] = (
                        np.nan_to_num(chance.choice(STORED)).astype("i4")
                        if kept.dtype.kind in "iu"
                        else chance.choice(STORED)
                    )
                variable[...] = kept
            case 2:
                key = chance.choice(variable.ncattrs() or ["units"])
                variable.setncattr(
                    key,
                    chance.choice(["", "1", "nan", "3 GW", "５６", 3, 1e308, [1.0, 2.0], "x" * 3000, "\u202e", "[[["]),
                )
            case _:
                key = chance.choice(file.ncattrs())
                file.setncattr(key, chance.choice(["", "nan", "[[[", "{}", 3, -1e308, [1, 2], "５６", "2022-01-01"]))
    if chance.random() < 0.7:
        sign(place)


def of_record(place, chance):
    """Change one value of the record, however deep it stands."""
    path = place / "provenance.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    inner = record
    while True:
        key = chance.choice(list(inner))
        if isinstance(inner[key], dict) and inner[key] and chance.random() < 0.8:
            inner = inner[key]
            continue
        inner[key] = chance.choice(WRITTEN)
        break
    path.write_text(json.dumps(record), encoding="utf-8", errors="surrogatepass")


def of_table(place, chance):
    """Change cells of a table."""
    path = place / chance.choice(("targets.csv", "targets.csv", "results.csv"))
    path.write_text(
        with_other_cells(path.read_text(encoding="utf-8-sig"), chance), encoding="utf-8", errors="surrogatepass"
    )
