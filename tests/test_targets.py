"""Targets against results: every reading and relation, on series whose answers are known."""

from dataclasses import replace

import numpy as np
import pytest
from made_targets import RESULTS, row, target

from model.data.catalogue import by_id, targets, two_sided
from model.plan.targets import judge, limits, meets


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
        ("squares", "yearly_increase", 1),
    ],
)
def test_readings(variable, reading, expected):
    assert row(variable, reading, value=0.0).projected == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("relation", "value", "upper", "met", "gap"),
    [
        ("at least", 15, None, True, 0),
        ("at least", 16, None, False, -1),
        ("above", 14, None, True, 1),
        ("above", 15, None, False, 0),
        ("below", 15, None, False, 0),
        ("below", 16, None, True, -1),
        ("at most", 15, None, True, 0),
        ("at most", 14, None, False, 1),
        ("equal", 15, None, True, 0),
        ("equal", 15.5, None, False, -0.5),
        ("equal", 15.4, None, False, -0.4),
        ("about", 15.4, None, True, -0.4),
        ("about", 16, None, False, -1),
        ("between", 14, 16, True, 0),
        ("between", 16, 17, False, -1),
        ("between", 12, 14, True, 0),
        ("rises by", 15, None, True, 0),
        ("rises by", 16, None, False, -1),
    ],
)
def test_relations(relation, value, upper, met, gap):
    found = row("linear", "level", relation, value, upper=upper)
    assert found.met is met
    assert found.gap == pytest.approx(gap)


@pytest.mark.parametrize(("relation", "value", "upper"), [("about", 14, None), ("between", 12, 14)])
def test_more_than_asked_is_a_miss_only_of_what_is_two_sided(relation, value, upper):
    assert row("linear", "level", relation, value, upper=upper).met is True
    assert row("linear", "level", relation, value, upper=upper, two_sided="a reason").met is False
    assert row("linear", "level", relation, 16, upper=17, two_sided="").met is False


def test_what_is_two_sided_is_about_a_value_or_between_two_and_says_why():
    known = {record.id: record for record in targets()}
    assert all(known[name].relation in ("about", "between") and reason for name, reason in two_sided().items())


def test_a_fall_is_stored_as_its_size():
    assert row("falling", "change_percent", "falls by", 15).met is True
    short = row("falling", "change_percent", "falls by", 17)
    assert short.met is False
    assert (short.projected, short.gap) == (pytest.approx(15), pytest.approx(-2))


def test_a_test_without_a_number_is_held_against_the_base_or_against_no_change():
    assert row("falling", "level", base_value=90.0).met is False
    assert row("falling", "level", base_value=85.0).met is True
    assert row("deposits", "growth_above_gdp").met is True
    assert row("gdp", "growth_above_gdp").met is True
    assert row("linear", "change", "rises by").met is True
    assert row("flat", "change", "rises by").met is False
    assert row("falling", "change", "falls by").met is True
    with pytest.raises(ValueError, match="t1: needs a value or a base value"):
        row("linear", "level")


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
    assert (found.met, found.projected) == (met, projected)


@pytest.mark.parametrize("other", [{"year": 2030}, {"year": None}])
def test_what_a_run_cannot_tell_is_left_open(other):
    found = judge([target(**{"variable": "linear", "reading": "level", "value": 1.0} | other)], RESULTS)[0]
    assert (found.projected, found.met, found.gap) == (None, None, None)


def test_what_the_model_does_not_track_has_no_row():
    assert judge([target("", "", value=1.0)], RESULTS) == []


def test_about_full_is_five_per_cent_below_and_no_more():
    target = by_id()["resettled-income-2025"]
    assert limits(target) == (95.0, np.inf) and not meets(target, 94.9) and meets(target, 95.0)


def test_full_coverage_is_what_rounds_to_it():
    assert row("coverage", "level", value=100.0, unit="%").met is True
    assert row("coverage", "level", value=100.0, printed="100.0").met is False


def test_about_unchanged_is_within_the_width_of_the_base():
    assert row("linear", "change", "about", 0.0, year=2021, base_value=30.0).met is True
    assert row("linear", "change", "about", 0.0, year=2021, base_value=10.0, two_sided="so").met is False


@pytest.mark.parametrize(
    ("relation", "value", "printed", "met"),
    [
        ("at least", 15.4, "15.4", False),  # half a digit is 0.05
        ("at least", 15.04, "15.0", True),
        ("at least", 15.4, "15", True),
        ("at most", 14.6, "15", True),
        ("above", 15.2, "15", False),  # strict: what rounds to the limit is not above it
        ("between", 15.3, "15", True),
        ("at least", 15.9, "2", False),  # a digit as coarse as the figure says that a round number is meant
    ],
)
def test_what_rounds_to_the_printed_figure_meets_it(relation, value, printed, met):
    upper = 20.0 if relation == "between" else None
    assert row("linear", "level", relation, value, printed=printed, upper=upper).met is met


@pytest.mark.parametrize(
    ("value", "unit", "met"),
    [(15.0, "count", True), (16.0, "count", False), (15.4, "count", True), (100.0, "count", False)],
)
def test_few_things_are_counted_whole(value, unit, met):
    results = RESULTS.map(lambda values: values + 0.9, keep_attrs=True)  # 15.9 of them
    assert row("linear", "level", value=value, unit=unit, results=results).met is met


def test_things_are_whole_below_a_hundred_alone():
    results = RESULTS.map(lambda values: values + 184.6, keep_attrs=True)  # 199.6 of them
    assert row("linear", "level", value=200.0, unit="count", results=results).met is True
    nearly = RESULTS.map(lambda values: values - 1e-12, keep_attrs=True)
    assert row("linear", "level", value=15.0, unit="count", results=nearly).met is True


def test_a_relaxed_target_is_judged_as_printed_too():
    plan = by_id()["non-fossil-share-2025"]
    results = RESULTS.assign(non_fossil_share=RESULTS["linear"] - 1)  # 14 in 2025
    relaxed, as_it_is = judge([replace(plan, value=13.0, printed="13"), plan], results)
    assert (relaxed.met, relaxed.as_printed.met, relaxed.as_printed.target.value) == (True, False, 15.0)
    assert as_it_is.printed is None and as_it_is.as_printed is as_it_is
