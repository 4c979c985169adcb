"""The audit: by hand on small plans, by Hypothesis on made-up ones, and on the gazette's own numbers."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_targets import target

from model.plan.audit.findings import audit

RATIO = {"kind": "ratio", "left": "r", "right": "a b", "factor": 100.0, "title": "r", "title_zh": "比"}
PARTS = {"kind": "parts", "left": "a", "right": "b c", "factor": 1.0, "title": "parts", "title_zh": "部分"}
SUM = {"kind": "sum", "left": "whole", "right": "a b c", "factor": 100.0, "title": "sum", "title_zh": "合计"}
BOUND = {"kind": "bound", "left": "", "right": "a b", "factor": 100.0, "title": "bound", "title_zh": "上限"}


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
    return [finding for finding in audit(plan, rules, {}) if finding.verdict in ("disagrees", "implausible")]


@pytest.mark.parametrize("kind", KINDS)
@given(a=SIZES, b=SIZES, c=SIZES, decimals=st.integers(0, 4))
def test_a_consistent_plan_yields_no_finding(kind, a, b, c, decimals):
    plan, rules = made(kind, a, b, c, decimals)
    found = audit(plan, rules, {})
    assert found and not worst(plan, rules)


@pytest.mark.parametrize("kind", KINDS)
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


def test_units_that_are_mixed_up_are_found():
    rate = [number("a", value, unit="%", year=year) for value, year in ((5.79, 2015), (4.96, 2020))]
    change = number("a", -0.83, measure="increase", unit="%", base_year=2015, place="table 1 row 1 column 3")
    growth = number("b", 12, measure="growth", unit="%", base_year=2015, place="table 1 row 2 column 3")
    found = {finding.identity: finding for finding in worst([*rate, change, growth], [])}
    assert set(found) == {"unit", "mixed units"}
    assert found["unit"].size == pytest.approx(5.79 * (1 - 0.0083) / 4.96 - 1)
    assert not worst([*rate, replace(change, unit="percentage_point")], [])


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
        "insurance-depth-increase-2025-table", "equity-raised-2016-2020", "corporate-bonds-doubled-2020",
    } <= names  # fmt: skip
    assert {f.implied["quantity"] for f in found if f.implied} == {
        "rest of financial_assets", "gdp_per_person", "nominal_gdp",
    }  # fmt: skip
    rounded = {r.id for f in found if f.verdict == "within_rounding" for r in f.cited}
    assert {"deposits-average-growth-2020", "financial-assets-growth-2020"} <= rounded
    assert sum(f.verdict == "disagrees" for f in found) == 8


def test_a_finding_has_the_keys_of_the_contract():
    for finding in audit():
        row = finding.as_dict()
        assert {"identity", "verdict", "size", "figures", "implied", "message"} <= set(row)
        assert math.isfinite(row["size"])
        assert all(set(cited) == {"id", "document", "place", "value"} for cited in row["figures"])
