"""Prices: closed forms, solving anew, shares that sum to the price, the edge of reach, and the words."""

from dataclasses import replace

import numpy as np
import pytest
from made_targets import target
from solve_model import RANGES, SCENARIO, SYSTEM

from model.folder.write import write
from model.plan.question.claims import Kept
from model.plan.question.options import Options
from model.plan.solution.outcome import find
from model.plan.solution.prices import Price, prices, step_of, table
from model.plan.solution.wedges import wedges
from model.plan.solve.least_effort import solve
from model.present.text.solving.prices import prices_text, sentence
from model.results.run import load_scenario

LOOSE = Options(ramp=1e9, smoothness=0.0, starts=2)


def wanted(variable, value, relation="at least", reading="level", **other):
    return target(variable, reading, relation, value, **{"id": f"{variable}-{relation}-{value}"} | other)


def solved(*targets, options=LOOSE, ranges=RANGES):
    return solve(SCENARIO, SYSTEM, targets, None, ranges, options)


def test_a_price_is_what_a_step_costs_when_it_is_solved_anew():
    """To add D in five years takes a left change of D/25 and a right one of 2 D/25 a year: the effort is D²/25."""
    (price,) = prices(solved(wanted("both", 40.0)))
    assert (price.step, price.less, price.reachable) == (1.0, False, True)
    assert price.cost == pytest.approx((11**2 - 10**2) / 25, rel=1e-4)
    assert price.money == 0 and price.gdp is None
    assert price.shares["right_rate"] == pytest.approx(0.8, rel=1e-3)
    assert price.shares["left_rate"] == pytest.approx(0.2, rel=4e-3) and sum(price.shares.values()) == pytest.approx(
        1.0
    )
    assert next(iter(price.main)) == "right_rate"


def test_a_step_is_one_unit_or_one_per_cent():
    assert step_of(wanted("both", 40.0)) == 1.0
    assert step_of(wanted("both", 4000.0)) == 40.0
    assert step_of(wanted("both", 0.6)) == pytest.approx(0.006)
    assert step_of(wanted("left", 15.0, "falls by", "change_percent", unit="%")) == 1.0


def test_a_step_by_one_per_cent_of_exponential_growth():
    (price,) = prices(solved(wanted("herd", 300.0)))
    cost = [5 * (np.log(end / 100) / 5 / 0.1) ** 2 for end in (300.0, 303.0)]
    assert price.step == 3.0 and price.cost == pytest.approx(cost[1] - cost[0], rel=1e-3)


@pytest.mark.parametrize(
    ("asked", "less"),
    [
        (wanted("left", 8.0, "at most"), True),
        (wanted("left", 0.5, "falls by", "change"), False),
        (wanted("left", 2.0, "rises by", "change"), False),
        (wanted("left", 12.0, "between", upper=14.0), False),
        (wanted("left", 6.0, "between", upper=8.0, two_sided="so"), True),
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
    assert price.less is less and price.cost > 0


def test_more_than_a_range_is_no_miss_and_has_no_price():
    found = solved(wanted("left", 6.0, "between", upper=8.0))
    assert found.message == "already met" and prices(found) == []


def test_what_is_beyond_reach_is_said_and_not_drawn_on():
    found = solved(wanted("left", 35.0 - 1e-4))
    (price,) = prices(found)
    assert not price.reachable and price.cost is None
    assert "not reachable" in prices_text([price], found) and "须放松其他目标" in prices_text([price], found, "zh")
    assert "not reachable" not in prices_text(prices(solved(wanted("left", 30.0))), found)


def test_beside_a_target_that_excludes_the_step_it_is_not_reachable():
    (price,) = prices(solved(wanted("left", 20.0), wanted("left", 20.001, "at most")))
    assert price.target.relation == "at least" and not price.reachable


def test_only_the_dearest_are_solved_anew():
    found = prices(solved(wanted("left", 20.0), wanted("herd", 150.0)), most=1)
    assert len(found) == 1 and found[0].target.variable == "left"


def test_what_is_kept_has_a_price_too():
    keep = Kept("right", True, {2025: 24.0})
    found = solve(SCENARIO, SYSTEM, [wanted("left", 11.0)], None, RANGES, replace(LOOSE, keeps=lambda last: (keep,)))
    named = {price.target.id: price for price in prices(found)}
    assert not named["keep right"].less and named["keep right"].cost > 0


def test_a_peak_has_no_unit_price():
    ranges = RANGES | {"left_rate": replace(RANGES["left_rate"], low=-2, high=50)}
    peaks = target("left", "peak", "peaks by", None, 2023, id="left-peak", printed="")
    found = solved(wanted("left", 4.0, "at least", "increment"), peaks, ranges=ranges)
    assert found.met and [price.target.id for price in prices(found)] == ["left-at least-4.0"]


def test_what_does_not_bind_has_no_price():
    found = solved(wanted("left", 5.0))
    assert prices(found) == []
    assert prices_text([], found) == "no limit binds: none has a price"


def test_the_words_of_a_price():
    levers = {"right_rate": 0.7, "left_rate": 0.3}
    told = Price(wanted("both", 40.0, unit="%"), 1.0, False, 0.8, 0.7, -0.2, levers)
    assert sentence(told, SYSTEM) == (
        "asking 1 percentage point more costs CNY 0.7 × 10⁸ in present value and changes GDP of 2025 by CNY −0.2 × 10⁸, "
        "mostly through Right rate (70%), Left rate (30%)"
    )
    assert sentence(told, SYSTEM, "zh") == (
        "每提高1个百分点，需增加支出0.7亿元（现值），2025年地区生产总值相应变动−0.2亿元，主要依靠右率（70%）、左率（30%）"
    )
    assert sentence(replace(told, gdp=None), SYSTEM).startswith("asking 1 percentage point more costs 0.8 of effort")
    assert table([told])[0]["money"] == 0.7


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
        assert not price.reachable or sum(price.shares.values()) == pytest.approx(1.0, rel=1e-6)
    assert outcome.prices[0].money is not None and outcome.prices[0].gdp is not None
    for wedge in outcome.wedges.each:
        assert sum(wedge.shapley.values()) == pytest.approx(wedge.solved - wedge.baseline, abs=1e-9 * abs(wedge.solved))
    assert {wedge.target.id for wedge in outcome.wedges.each} == set(scenario.targets)
    assert wedges(solution.problem, solution.deviations).each == outcome.wedges.each
    files = write(outcome, tmp_path / "out", lang="zh")
    assert {"wedges.csv", "prices.csv", "wedges.png", "wedges.svg"} <= {path.name for path in files}
