"""The audit: by hand on small plans, by Hypothesis on made-up ones, and on the gazette's own numbers."""

import math
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_targets import target

from model.plan.audit.findings import audit

RATIO = {"kind": "ratio", "left": "r", "right": "a b", "factor": 100.0, "title": "r", "title_zh": "比"}
PARTS = {"kind": "parts", "left": "a", "right": "b c", "factor": 1.0, "title": "parts", "title_zh": "部分"}
SUM = {"kind": "sum", "left": "whole", "right": "a b c", "factor": 100.0, "title": "sum", "title_zh": "合计"}
BOUND = {"kind": "bound", "left": "", "right": "a b", "factor": 100.0, "title": "bound", "title_zh": "上限"}


class Range(NamedTuple):
    """A figure of a base year, as far as the audit reads it."""

    value: float
    low: float | None
    high: float | None


def number(name, value, decimals=2, year=2020, measure="level", unit="x", **other):
    """A record whose value is rounded as it would be printed."""
    printed = f"{value:.{decimals}f}"
    words = {"kind": "figure", "relation": "equal", "quantity": name, "measure": measure, "unit": unit, "reading": ""}
    record = target("", value=float(printed), **words | {"id": f"{name}-{year}-{measure}", "year": year} | other)
    return replace(record, printed=printed, document="A", place=other.get("place", "1"))


def made(kind, a, b, c, decimals):
    """A consistent plan with one identity of a kind, and the general identities that it needs."""
    level = {"decimals": decimals}
    two = [number("a", a, year=2015, **level), number("a", b, year=2020, **level)]
    change = {"year": 2020, "base_year": 2015, "decimals": decimals}
    plans = {
        "ratio": [number("a", a, **level), number("b", b, **level), number("r", 100 * a / b, **level)],
        "growth": [*two, number("a", 100 * (b / a - 1), measure="growth", **change | {"unit": "%"})],
        "average growth": [
            *two, number("a", 100 * ((b / a) ** 0.2 - 1), measure="average_growth", **change | {"unit": "%"}),
        ],
        "multiple": [*two, number("a", b / a, measure="multiple", **change)],
        "increase": [*two, number("a", b - a, measure="increase", **change)],
        "parts": [number("a", b + c + a, **level), number("b", b, **level), number("c", c, **level)],
        "restatement": [
            number("a", a, **level), number("a", a, id="again", restates="a-2020-level", **level),
        ],
        "order": [
            number("a", a, year=2015, **level), number("a", 3 * a, **level), number("b", b, year=2015, **level),
            number("b", 2 * b, **level),
            replace(number("a", 1, measure="test", base_year=2015), value=None, compared_with="b", id="test"),
        ],
        "sum": [number("a", 100 * a / (a + b + c), **level), number("b", 100 * b / (a + b + c), **level)]
        + [number("c", 100 * c / (a + b + c), **level)],
        "bound": [number("a", 40 + a / 100, **level), number("b", 30 + b / 100, **level)],
    }  # fmt: skip
    rules = {"ratio": [RATIO], "parts": [PARTS], "sum": [SUM], "bound": [BOUND]}
    return plans[kind], rules.get(kind, [])


KINDS = ("ratio", "growth", "average growth", "multiple", "increase", "parts", "restatement", "order", "sum", "bound")
SIZES = st.floats(20, 900)


def worst(plan, rules):
    return [finding for finding in audit(plan, rules, {}, {}) if finding.verdict in ("disagrees", "implausible")]


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(a=SIZES, b=SIZES, c=SIZES, decimals=st.integers(0, 4))
def test_a_consistent_plan_yields_no_finding(kind, a, b, c, decimals):
    plan, rules = made(kind, a, b, c, decimals)
    found = audit(plan, rules, {})
    assert found and not worst(plan, rules)


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(a=SIZES, b=SIZES, c=SIZES, decimals=st.integers(2, 4))
def test_a_figure_moved_beyond_rounding_is_found_and_mended(kind, a, b, c, decimals):
    plan, rules = made(kind, a, b, c, decimals)
    if kind == "parts":  # a part that is more than the whole
        at, value = 1, plan[0].value * 1.5
    elif kind in ("bound", "order"):
        at, value = {"bound": (0, plan[0].value * 3), "order": (1, plan[1].value / 5)}[kind]
    else:
        at, value = len(plan) - 1, plan[-1].value * 1.5 + 5
    value = round(value, decimals)
    moved = [*plan[:at], replace(plan[at], value=value, printed=f"{value:.{decimals}f}"), *plan[at + 1 :]]
    found = [finding for finding in worst(moved, rules) if finding.verdict == "disagrees"]
    assert found and plan[at].id in {record.id for record in found[0].cited}
    assert found[0].size > 0 and "mended by" in found[0].message


def test_points_that_are_printed_in_per_cent_are_found_once():
    rate = [number("a", value, unit="%", year=year) for value, year in ((5.79, 2015), (4.96, 2020))]
    change = number("a", -0.83, measure="increase", unit="%", base_year=2015, place="table 1 row 1 column 3")
    growth = number("b", 12, measure="growth", unit="%", base_year=2015, place="table 1 row 2 column 3")
    (found,) = worst([*rate, change, growth], [])
    assert found.identity == "unit"
    assert found.size == pytest.approx(5.79 * (1 - 0.0083) / 4.96 - 1)
    assert not worst([*rate, replace(change, unit="percentage_point")], [])


def grown(value, measure, decimals=1, place="1", **other):
    other = {"year": 2025, "base_year": 2020, "unit": "%", "measure": measure, "place": place} | other
    return number("a", value, decimals, **other)


@pytest.mark.parametrize(("average", "total", "found"), [(5.0, 27.6, False), (5.0, 28.1, True), (5.1, 28.1, False)])
def test_an_average_growth_is_held_against_the_growth_in_all(average, total, found):
    targets = {"kind": "target", "relation": "rises by"}
    plan = [grown(average, "average_growth", **targets), grown(total, "growth", place="2", **targets)]
    assert [f.identity for f in worst(plan, [])] == ["average of total"] * found
    if found:
        assert "mended by a-2025-average_growth = 5.1" in worst(plan, [])[0].message


def test_a_mend_is_a_slip_of_a_digit_where_one_will_do():
    levels = [number("a", 4856, 0, year=2012), number("a", 11624, 0)]
    (found,) = worst([*levels, number("a", 2.4, 1, measure="growth", base_year=2012, unit="1")], [])
    assert "mended by a-2020-growth = 1.4" in found.message
    changed_places = number("a", 1931, 0, measure="increase", base_year=2012)
    (found,) = worst([number("a", 1000, 0, year=2012), number("a", 2913, 0), changed_places], [])
    assert "mended by a-2020-increase = 1913" in found.message


def test_a_mend_is_not_what_another_place_denies():
    base, more = number("a", 1311, 0), number("a", 500, 0, year=2025, measure="increase", base_year=2020)
    aim = number("a", 1800, 0, year=2025, relation="at least", kind="target")
    above = number("a", 1800, 0, year=2025, relation="above", kind="target", id="again", restates=aim.id, place="2")
    twice = number("a", 500, 0, year=2025, measure="increase", base_year=2020, id="more", restates=more.id, place="2")
    (found,) = (f for f in worst([base, aim, more, above, twice], []) if f.identity == "increase")
    assert f"mended by {aim.id} = 1811" in found.message


def test_what_two_places_say_alike_counts_once():
    levels = [number("a", 100, 0, year=2015), number("a", 150, 0)]
    told = number("a", 60, 0, measure="growth", base_year=2015, unit="%")
    again = replace(told, id="again", restates=told.id, place="2")
    assert len([f for f in worst([*levels, told, again], []) if f.identity == "growth"]) == 1


def test_a_target_that_the_text_meets_already_is_found_and_one_that_is_held_is_not():
    aim = number("a", 37, 0, year=2025, relation="at least", kind="target", base_year=2020, base_value=34.0)
    there = number("a", 37, 0, year=2021, place="2")
    (found,) = (f for f in worst([aim, there], []) if f.identity == "already met")
    assert found.size == pytest.approx(37 / 34 - 1)
    assert not [f for f in worst([replace(aim, base_value=37.0), there], []) if f.identity == "already met"]
    assert not [f for f in worst([aim, replace(there, value=36.0)], []) if f.identity == "already met"]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"relation": "done", "value": None}, {"relation": "basically done", "value": None}, True),
        ({"relation": "done", "value": None}, {"relation": "done", "value": None}, False),
        ({"nature": "striven for"}, {"nature": ""}, True),
        ({"nature": "striven for"}, {"nature": "expected"}, False),
        ({"nature": "striven for"}, {"nature": "striven for"}, False),
    ],
)
def test_a_firm_word_and_a_soft_one_for_the_same_are_found(one, other, found):
    first = replace(number("a", 10, 0, year=2025, kind="target", relation="at least"), **other)
    again = replace(first, **{"id": "again", "restates": first.id, "place": "2", "nature": ""} | one)
    assert [f.identity for f in worst([first, again], [])] == ["grade"] * found


def test_a_growth_with_fewer_decimals_than_its_column_is_told_to_theirs():
    def row(name, base, value, growth, line):
        place = f"table 2 row {line} column"
        change = {"measure": "growth", "unit": "%", "base_year": 2020, "year": 2025}
        return [
            number(name, base, 0, place=f"{place} 1"),
            number(name, value, 0, year=2025, place=f"{place} 2"),
            replace(number(name, 0, 0, place=f"{place} 3", **change), printed=growth, value=float(growth)),
        ]

    def fine(other):
        plan = [*row("a", 872, 1100, "26.1", 1), *row("b", 2926, other, "15", 2)]
        return [f for f in audit(plan, [], {}, {}) if f.identity == "precision"]

    (found,) = fine(3360)
    assert found.verdict == "within_rounding" and "it is 14.8" in found.message
    assert not fine(2926 * 1.15)


@pytest.mark.parametrize(("carbon", "verdict"), [(16.0, "agrees"), (18.0, "agrees"), (24.0, "disagrees")])
def test_energy_and_the_non_fossil_share_imply_emissions(carbon, verdict):
    aim = {"kind": "target", "year": 2025, "unit": "%"}
    fall = aim | {"relation": "falls by", "measure": "growth", "base_year": 2020}
    plan = [number("energy_intensity", 15, 0, **fall), number("carbon_intensity", carbon, 0, **fall)]
    plan += [number("non_fossil_share", 15, 0, relation="at least", **aim)]
    figures = {"non_fossil_share_base": Range(10.0, 8.8, 12.0)}
    (found,) = (f for f in audit(plan, [], {}, figures) if f.identity == "implied target")
    assert found.verdict == verdict
    assert found.interval == pytest.approx([100 - 85 * 85 / 88, 100 - 85 * 85 / 91.2])


@pytest.mark.parametrize(("share", "verdict"), [(15.0, "agrees"), (45.0, "disagrees")])
def test_capacities_at_their_hours_imply_energy(share, verdict):
    aim = {"kind": "target", "year": 2025, "relation": "at least"}
    plan = [number("pv_capacity", 3250, 0, **aim), number("wind_capacity", 1750, 0, **aim)]
    plan += [number("non_fossil_share", share, 0, unit="%", **aim)]
    figures = {"pv_hours": 1400.0, "wind_hours": 1800.0, "coal_equivalent": 3.0, "primary_energy_base": 8000.0}
    figures = {name: Range(value, None, None) for name, value in figures.items()}
    (found,) = (f for f in audit(plan, [], {}, figures) if f.identity == "implied target")
    assert found.verdict == verdict
    assert found.interval == pytest.approx([3 * (3250 * 0.14 + 1750 * 0.18)] * 2)


def test_a_quantity_that_two_pairs_fix_differently_is_found():
    plan = [number("a", 50), number("r", 10, unit="%"), number("c", 80), number("s", 10, unit="%")]
    rules = [RATIO, RATIO | {"left": "s", "right": "c b"}]
    (found,) = worst(plan, rules)
    assert (found.identity, found.verdict) == ("implied twice", "disagrees")
    assert not worst([*plan[:2], number("c", 50), plan[3]], rules)


def test_a_third_quantity_beyond_its_history_is_implausible():
    later = {"year": 2025, "kind": "target", "relation": "at least"}
    plan = [number("a", 50), number("r", 10, unit="%"), number("a", 60, **later), number("r", 12, unit="%", **later)]
    (found,) = worst_in(plan, {"b": {2015: 400.0, 2020: 500.0}})
    assert found.implied["quantity"] == "b" and found.implied["value"] == pytest.approx(500)
    assert found.implied["growth"] == pytest.approx(0, abs=1e-9)
    assert found.implied["historical range"] == pytest.approx([100 * (1.25**0.2 - 1)] * 2)
    assert worst_in(plan, {"b": {2015: 490.0, 2020: 500.0}}) == []


def worst_in(plan, history):
    return [finding for finding in audit(plan, [RATIO], history) if finding.verdict == "implausible"]


def test_at_least_leaves_a_side_open_between_places_and_none_in_a_row():
    base, aim = number("a", 1311, 0), number("a", 1800, 0, year=2025, relation="at least", kind="target")
    more = number("a", 500, 0, year=2025, measure="increase", base_year=2020)
    assert len(worst([base, aim, more], [])) == 1
    elsewhere = replace(more, place="2")
    assert worst([base, aim, elsewhere], []) == []


def test_the_gazette_has_the_disagreements_that_were_found_by_hand():
    found = audit()
    names = {record.id for f in found if f.verdict == "disagrees" for record in f.cited}
    assert {
        "lifted-income-growth-2020", "regional-board-increase-2025-table", "corporate-loan-rate-change-2020-table",
        "insurance-depth-increase-2025-table", "equity-raised-2016-2020", "premium-income-average-growth-2025",
        "disease-types-2025", "fujian-sales-2025-box", "hongsibu-zone-2025-section",
    } <= names  # fmt: skip
    implausible = [f.implied for f in found if f.verdict == "implausible"]
    assert {implied["quantity"] for implied in implausible} == {"rest of financial_assets", "nominal_gdp"}
    assert "mended by lifted-income-growth-2020 = 1.4" in next(f.message for f in found if f.identity == "growth")
    rounded = {r.id for f in found if f.verdict == "within_rounding" for r in f.cited}
    assert {
        "deposits-average-growth-2020",
        "financial-assets-growth-2020",
        "insurance-density-growth-2025-table",
    } <= rounded
    assert sum(f.verdict == "disagrees" for f in found) == 9
    assert len({f.told for f in found}) == len(found)


def test_a_finding_has_the_keys_of_the_contract():
    for finding in audit():
        row = finding.as_dict()
        assert {"identity", "verdict", "size", "figures", "implied", "message"} <= set(row)
        assert math.isfinite(row["size"])
        assert all(set(cited) == {"id", "document", "place", "value"} for cited in row["figures"])
