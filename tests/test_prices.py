"""Prices: closed forms, solving anew, shares that sum to the price, the edge of reach, and the words."""

from dataclasses import replace

import numpy as np
import pytest
from made_targets import target
from solve_model import RANGES, SCENARIO, SYSTEM

from model.folder.write import write
from model.plan.solution.outcome import find
from model.plan.solution.prices import Price, prices, table
from model.plan.solution.wedges import wedges
from model.plan.solve.least_effort import solve
from model.plan.solve.options import Options
from model.present.text.prices import prices_text, sentence
from model.results.run import load_scenario

LOOSE = Options(ramp=1e9, smoothness=0.0, starts=2)


def wanted(variable, value, relation="at least", reading="level", **other):
    return target(variable, reading, relation, value, **{"id": f"{variable}-{relation}-{value}"} | other)


def solved(*targets, options=LOOSE, ranges=RANGES):
    return solve(SCENARIO, SYSTEM, targets, None, ranges, options)


def test_two_levers_share_a_price_by_the_squares_of_their_yearly_changes():
    """To add D in five years takes a left change of D/25 and a right one of 2 D/25 a year: the effort is D^2/25."""
    (price,) = prices(solved(wanted("both", 40.0)))
    assert price.price == pytest.approx(2 * 10 / 25, rel=1e-5)
    assert price.resolved == pytest.approx(price.price, rel=1e-5)
    assert price.sides == ("tightened", "loosened") and not price.less
    assert price.shares == {
        "right_rate": pytest.approx(0.8, rel=1e-5),
        "left_rate": pytest.approx(0.2, rel=1e-5),
        "growth": pytest.approx(0.0, abs=1e-9),
    }
    assert list(price.main) == ["right_rate"]


def test_exponential_growth_has_the_derivative_of_its_closed_form():
    (price,) = prices(solved(wanted("herd", 150.0)))
    assert price.price == pytest.approx(2 * np.log(1.5) / 5 / 0.1**2 / 150, rel=1e-4)
    assert price.resolved == pytest.approx(price.price, rel=1e-3)
    assert price.shares["growth"] == pytest.approx(1.0, rel=1e-6)


@pytest.mark.parametrize(
    ("asked", "less"),
    [
        (wanted("left", 8.0, "at most"), True),
        (wanted("left", 0.5, "falls by", "change"), False),
        (wanted("left", 2.0, "rises by", "change"), False),
        (wanted("left", 12.0, "between", upper=14.0), False),
        (wanted("left", 6.0, "between", upper=8.0), True),
        (wanted("left", 12.0, "about"), False),
        (wanted("left", 1.5, "at least", "yearly_increase"), False),
        (wanted("herd", 3.0, "at least", "growth_rate", unit="%"), False),
        (wanted("left", 100.0, "at least", "level", unit="%"), False),  # full coverage is met by what rounds to it
    ],
    ids=lambda value: getattr(value, "id", None),
)
def test_every_relation_is_priced_in_its_own_direction(asked, less):
    ranges = RANGES | {"left_rate": replace(RANGES["left_rate"], low=-2, high=50)}
    (price,) = prices(solved(asked, ranges=ranges))
    assert price.less is less and price.price > 0
    assert price.resolved == pytest.approx(price.price, rel=0.05)
    assert sum(price.shares.values()) == pytest.approx(1.0, rel=1e-5)


def test_shares_sum_to_the_price_where_targets_and_levers_bind_together():
    ranges = RANGES | {"right_rate": replace(RANGES["right_rate"], high=1.0)}
    found = solved(wanted("both", 40.0), wanted("herd", 150.0), options=replace(LOOSE, smoothness=1.0), ranges=ranges)
    assert found.binding
    both, herd = sorted(prices(found), key=lambda price: price.target.id)
    assert both.shares["right_rate"] == pytest.approx(0, abs=1e-6)  # held at its bound, it carries nothing
    for price in (both, herd):
        assert sum(price.shares.values()) == pytest.approx(1.0, rel=1e-6)
        assert price.price == pytest.approx(found.answers[price.target.id].price)
        assert price.resolved == pytest.approx(price.price, rel=0.05)


def test_a_target_at_the_edge_of_reach_is_loosened():
    found = solved(wanted("left", 35.0 - 1e-4))
    (price,) = prices(found)
    assert price.sides == ("loosened",)
    assert price.resolved == pytest.approx(price.price, rel=0.05)
    assert "loosened only" in prices_text([price], found) and "仅按放宽" in prices_text([price], found, "zh")


def test_beside_a_target_that_excludes_the_move_it_is_loosened():
    found = solved(wanted("left", 20.0), wanted("left", 20.001, "at most"))
    (price,) = prices(found)
    assert price.target.relation == "at least" and price.sides == ("loosened",)


def test_only_the_dearest_are_solved_anew():
    found = prices(solved(wanted("left", 20.0), wanted("herd", 150.0)), checks=1)
    assert [price.checked for price in found] == [True, False]
    assert found[0].dear > found[1].dear and found[1].resolved is None
    assert [row["resolved_price"] is None for row in table(found)] == [False, True]


def test_a_goal_has_no_price_and_its_misses_share_in_those_of_others():
    goal, hard = wanted("left", 20.0), wanted("both", 32.0, "at most")
    found = solved(goal, hard, wanted("right", 25.0), options=replace(LOOSE, goals={goal.id: 5.0}))
    for price in prices(found):
        assert price.target is not goal
        assert sum(price.shares.values()) == pytest.approx(1.0, rel=1e-4)
        assert price.resolved == pytest.approx(price.price, rel=0.05)
        assert price.shares["goals"] > 0


def test_a_peak_has_no_unit_price_and_that_is_said():
    ranges = RANGES | {"left_rate": replace(RANGES["left_rate"], low=-2, high=50)}
    peaks = target("left", "peak", "peaks by", None, 2023, id="left-peak", printed="")
    found = solved(wanted("left", 4.0, "at least", "increment"), peaks, ranges=ranges)
    assert found.met and found.answers["left-peak"].price > 0
    assert [price.target.id for price in prices(found)] == ["left-at least-4.0"]
    assert "left-peak" in prices_text(prices(found), found)


def test_what_does_not_bind_has_no_price():
    found = solved(wanted("left", 5.0))
    assert prices(found) == []
    assert prices_text([], found) == "no target binds: none has a price"


def test_the_words_of_a_price():
    told = Price(wanted("both", 40.0, unit="%"), 0.8, False, 40.0, {"right_rate": 0.7, "left_rate": 0.3})
    assert sentence(told, SYSTEM) == (
        "asking 1 percentage point more costs 0.8 of effort, mostly through Right rate (70%), Left rate (30%)"
    )
    assert sentence(told, SYSTEM, "zh") == "每多要求1个百分点，需多付出0.8的努力，主要通过右率（70%）、左率（30%）"
    small = replace(told, less=True, magnitude=0.6, target=wanted("both", 0.6))
    assert sentence(small, SYSTEM).startswith("asking 0.01 less costs 0.008 of effort")
    large = replace(told, magnitude=3250.0, target=wanted("both", 3250.0, unit="1e4 kW"))
    assert sentence(large, SYSTEM).startswith("asking 1 × 10⁴ kW more") and "每多要求1万千瓦" in sentence(
        large, SYSTEM, "zh"
    )


SMALL = """name: small
title: {en: Small, zh: 小}
extends: %s
targets: [pv-capacity-2025, wind-capacity-2025, non-fossil-share-2025]
solve: {starts: 1}
"""


def test_the_model_itself(tmp_path, pytestconfig):
    file = tmp_path / "small.yaml"
    file.write_text(SMALL % (pytestconfig.rootpath / "scenarios" / "baseline.yaml"), encoding="utf-8")
    scenario = load_scenario(file)
    outcome = find(scenario)
    solution = outcome.best
    for price in outcome.prices:
        assert price.resolved == pytest.approx(price.price, rel=0.05)
        assert sum(price.shares.values()) == pytest.approx(1.0, rel=1e-6)
    assert next(iter(outcome.prices[0].main)) == "pv_approvals"
    for wedge in outcome.wedges.each:
        assert sum(wedge.shapley.values()) == pytest.approx(wedge.solved - wedge.baseline, abs=1e-9 * abs(wedge.solved))
    assert {wedge.target.id for wedge in outcome.wedges.each} == set(scenario.targets)
    assert wedges(solution.problem, solution.deviations).each == outcome.wedges.each
    files = write(outcome, tmp_path / "out", lang="zh")
    assert {"wedges.csv", "prices.csv", "wedges.png", "wedges.svg"} <= {path.name for path in files}
