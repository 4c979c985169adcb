"""Responses to levers: what a run of its own would give, at every end; and whether each lever acts."""

import pytest
import toy

from model.analysis import responses as subject
from model.analysis.reality import settings
from model.analysis.reality.cases import move
from model.analysis.reality.settings import scenario
from model.analysis.responses import ACTS, reach, responses
from model.data.levers import Range, ranges
from model.results.annual import annual_values
from model.results.label import HEADLINES
from model.results.run import integrate


@pytest.fixture
def toy_levers(monkeypatch):
    """The toy's one lever, with bounds."""
    found = {"saving": Range("saving", 0.0, 50.0, 5.0)}
    for module in (subject, settings):
        monkeypatch.setattr(module, "ranges", lambda: found)
    return toy.system()


def test_a_response_is_by_hand(toy_levers):
    low, high = responses(toy_levers, ["lake", "rain"], (2025,))
    assert (low.kind, low.end, low.value, high.end, high.value) == ("bounds", "low", 0, "high", 50)
    assert low.moves == {"lake": {2025: 0}, "rain": {2025: 0}}
    saved = scenario(("levers.saving=50",), toy_levers)
    lake = annual_values(integrate(saved, toy_levers), toy_levers)["lake"][-1, 0]
    assert high.moves["lake"][2025] == pytest.approx(lake - 100, rel=1e-9)  # of a lake that stands at 100


def test_an_end_without_a_limit_is_left_out(toy_levers):
    assert {row.kind for row in responses(toy_levers, ["lake"], (2025,))} == {"bounds"}


def test_a_run_that_leaves_its_domain_says_so(toy_levers, monkeypatch):
    for module in (subject, settings):
        monkeypatch.setattr(module, "ranges", lambda: {"rain": Range("rain", 5.0, -1e3, 5.0)})
    low, high = responses(toy_levers, ["lake"], (2025,))
    assert low.fault == "" and "lake is " in high.fault and high.moves == {}


def test_shipped_levers_at_every_finite_end(region):
    rows = responses(region)
    assert list(dict.fromkeys(row.lever for row in rows)) == list(ranges())
    for lever, bound in ranges().items():
        assert [(r.end, r.value) for r in rows if (r.lever, r.kind) == (lever, "bounds")] == [
            ("low", bound.low),
            ("high", bound.high),
        ]
    assert all(
        set(row.moves) == set(HEADLINES) and set(row.moves["gdp"]) == {2025, 2035} for row in rows if not row.fault
    )


def test_a_move_is_in_points_where_the_result_is_in_per_cent(region):
    assert move(region, "non_fossil_share", 12.0, 10.0) == 2
    assert move(region, "gdp", 12.0, 10.0) == pytest.approx(20)
    assert move(region, "gdp", -12.0, -10.0) == pytest.approx(-20)
    assert move(region, "gdp", 0.0, 0.0) == 0


@pytest.fixture(scope="module")
def reached(region):
    return reach(region)


@pytest.mark.parametrize("lever", ranges())
def test_every_lever_moves_a_headline_or_a_target(reached, lever):
    _, _, size = reached[lever]
    assert abs(size) >= ACTS
