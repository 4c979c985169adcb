"""Responses to levers: what a run of its own would give, at every end; whether each lever acts; and what the pages say."""

import re

import pytest
import toy
from conftest import ROOT

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


# -- pages ------------------------------------------------------------------------------------------------------------------
PAGE = ROOT / "docs" / "explanation" / "levers.md"
REASONS = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
TOLD = re.compile(r"[+−±]\s?\d|\d\s?%|\d:")  # a move, or an end, that a run or the file of bounds would tell


def test_the_page_of_reasons_names_every_lever_and_tells_no_number_that_a_run_would():
    named = {name for line in REASONS for name in re.findall(r"{variable}`(\w+)`", line)}
    assert {lever.partition("[")[0] for lever in ranges()} <= named
    assert not [line for line in REASONS if TOLD.search(line)]
    assert TOLD.search("0.8: GDP") and TOLD.search("GDP −9.8") and TOLD.search("7.5 % of oil")


def test_ends_are_those_of_the_bounds_and_tell_what_moves_most(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    from lever_responses import ends

    moves = dict(gdp=-9.84, population=0.2, loans=0.04, deposits=3.0, employment=-1.5)
    rows = {
        "pv_approvals": [
            subject.Response("pv_approvals", "bounds", "low", 0.0, {n: {2025: 99, 2035: v} for n, v in moves.items()}),
            subject.Response("pv_approvals", "bounds", "high", 800.0, {}, fault="left"),
            subject.Response("pv_approvals", "domain", "low", -1.0, {}),
        ]
    }
    text = ends(rows)
    assert "0: {variable}`gdp` -9.8, {variable}`deposits` +3, {variable}`employment` -1.5\n" in text
    assert "800: left its domain" in text and "population" not in text and "-1:" not in text
