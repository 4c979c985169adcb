"""Targets against results: every reading and relation, on series whose answers are known."""

import csv

import numpy as np
import pytest
import xarray as xr

from model.data import Target
from model.report.tables import COLUMNS, as_csv, as_text, judge, side_by_side, summary, write_targets

YEARS = np.arange(2020, 2028)
RESULTS = xr.Dataset(
    {
        "gdp": ("year", 100 * 1.05 ** (YEARS - 2020), {"units": "1e8 CNY/year"}),
        "deposits": ("year", 100 * 1.08 ** (YEARS - 2020), {"units": "1e8 CNY"}),
        "linear": ("year", 10.0 + (YEARS - 2020), {"units": "1"}),
        "falling": ("year", 100.0 - 3 * (YEARS - 2020), {"units": "1"}),
        "hill": ("year", [1.0, 2, 3, 4, 5, 4, 3, 2], {"units": "1"}),
        "two_hills": ("year", [1.0, 2, 3, 4, 5, 4, 3, 9], {"units": "1"}),
        "by_use": (("year", "use"), np.stack([YEARS - 2020.0, YEARS - 2010.0], axis=1), {"units": "1"}),
    },
    {"year": YEARS, "use": ["farm", "town"]},
)


def target(variable, reading, relation="at least", value=None, year=2025, **other):
    fields = {"base_value": None, "upper": None, "unit": "1", "document": "A", "place": "1", "sector": "water"}
    names = {"id": "t1", "indicator": "Thing", "indicator_zh": "事物"}
    wanted = {"variable": variable, "reading": reading, "relation": relation, "target_value": value, "year": year}
    return Target(**fields | names | wanted | other)


def row(*given, results=RESULTS, **other):
    return judge([target(*given, **other)], results)[0]


@pytest.mark.parametrize(
    ("variable", "reading", "expected"),
    [
        ("linear", "level", 15),
        ("by_use[town]", "level", 15),
        ("linear", "change", 5),
        ("linear", "increment", 5),
        ("falling", "change_percent", -15),
        ("deposits", "growth_rate", 8),
        ("deposits", "growth_above_gdp", 3),
        ("linear", "cumulative", 11 + 12 + 13 + 14 + 15),
    ],
)
def test_readings(variable, reading, expected):
    assert row(variable, reading, value=0.0)["projected"] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("relation", "value", "upper", "met", "gap"),
    [
        ("at least", 15, None, True, 0),
        ("at least", 16, None, False, -1),
        ("not below", 16, None, False, -1),
        ("at most", 15, None, True, 0),
        ("at most", 14, None, False, 1),
        ("equal", 15, None, True, 0),
        ("equal", 15.5, None, False, -0.5),
        ("equal", 15.4, None, False, -0.4),
        ("about", 15.4, None, True, -0.4),
        ("about", 16, None, False, -1),
        ("between", 14, 16, True, 0),
        ("between", 16, 17, False, -1),
        ("between", 12, 14, False, 1),
        ("rises by", 15, None, True, 0),
        ("rises by", 16, None, False, -1),
    ],
)
def test_relations(relation, value, upper, met, gap):
    found = row("linear", "level", relation, value, upper=upper)
    assert found["met"] is met
    assert found["gap"] == pytest.approx(gap)


def test_a_fall_is_stored_as_its_size():
    assert row("falling", "change_percent", "falls by", 15)["met"] is True
    short = row("falling", "change_percent", "falls by", 17)
    assert short["met"] is False
    assert (short["projected"], short["gap"]) == (pytest.approx(15), pytest.approx(-2))


def test_not_below_without_a_value_means_the_published_base():
    assert row("falling", "level", "not below", base_value=90.0)["met"] is False
    assert row("falling", "level", "not below", base_value=85.0)["met"] is True


@pytest.mark.parametrize(
    ("variable", "year", "end", "met", "projected"),
    [
        ("hill", 2025, 2027, True, 2024),
        ("hill", 2024, 2027, True, 2024),
        ("hill", 2023, 2027, False, None),
        ("two_hills", 2025, 2027, False, None),
        ("hill", 2025, 2025, True, 2024),
        ("hill", 2024, 2024, False, None),
    ],
)
def test_a_peak_is_behind_and_not_exceeded(variable, year, end, met, projected):
    found = row(variable, "peak", "peaks by", year=year, results=RESULTS.sel(year=slice(None, end)))
    assert (found["met"], found["projected"]) == (met, projected)


@pytest.mark.parametrize("other", [{"year": 2030}, {"year": None}, {"variable": ""}])
def test_what_a_run_cannot_tell_is_left_open(other):
    found = judge([target(**{"variable": "linear", "reading": "level", "value": 1.0} | other)], RESULTS)[0]
    assert (found["projected"], found["met"], found["gap"]) == (None, None, None)


def test_unknown_words_are_refused_by_name():
    with pytest.raises(ValueError, match="t1: 'height' is no reading"):
        row("linear", "height", value=1.0)
    with pytest.raises(ValueError, match="t1: 'above' is no relation"):
        row("linear", "level", "above", 1.0)


def test_the_file_has_the_columns_of_the_contract(tmp_path):
    rows = [row("linear", "level", value=16.0), row("linear", "level", value=1.0, year=2030)]
    write_targets(rows, tmp_path / "targets.csv")
    with open(tmp_path / "targets.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == COLUMNS
    assert (lines[0]["projected"], lines[0]["met"], lines[0]["gap"]) == ("15", "false", "-1")
    assert (lines[1]["projected"], lines[1]["met"]) == ("", "")


def test_the_summary_counts_by_sector_in_both_languages():
    rows = [row("linear", "level", value=value, year=year) for value, year in ((16.0, 2025), (1.0, 2025), (1.0, 2030))]
    assert "1 of 2 targets met" in summary(rows) and "Thing 15 (at least 16 1, 2025)" in summary(rows)
    assert "2项目标中1项达到" in summary(rows, "zh") and "水资源" in summary(rows, "zh")


def test_a_peak_that_does_not_come_is_named():
    rows = [row("linear", "peak", "peaks by")]
    assert "missed: Thing (2025)" in summary(rows) and "未达到: 事物（2025年）" in summary(rows, "zh")


def test_runs_side_by_side_show_the_difference_to_the_first():
    rows = side_by_side({"a": RESULTS, "b": RESULTS.map(lambda v: 2 * v, keep_attrs=True)})
    assert [r["year"] for r in rows if r["variable"] == "gdp"] == [2025, 2027]
    assert all(r["b - a"] == pytest.approx(r["a"]) for r in rows)
    assert as_csv(rows).splitlines()[0] == "variable,year,units,a,b,b - a"
    assert len(as_text(rows).splitlines()) == len(rows) + 1
