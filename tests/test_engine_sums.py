"""Sums over dimensions: over several at once, before the start, of what stands ahead; and balances at every index."""

import sys

import pytest
from toy import USE

from model.engine.build import build
from model.engine.declare import Balance, Dimension, Driver, Parameter, Stock, ahead, auxiliary, flow, total
from model.engine.errors import BuildError, RunError
from model.engine.run import simulate
from model.present.text.explain import equation_text

SEASON = Dimension("season", {"dry": ("Dry", "旱季"), "wet": ("Wet", "雨季")})
BOTH = (USE, SEASON)

lake = Stock("m3", initial="lake_base", title="Lake", title_zh="湖")
rain = Driver("m3/year", title="Rain", title_zh="雨")
share = Parameter("1", dimensions=BOTH, title="Share", title_zh="比例")
leak = Parameter("m3/year", dimensions=BOTH, title="Leak", title_zh="渗漏")
share_sum = total("share", BOTH, "1", title="Sum of shares", title_zh="比例合计")


@flow("m3/year", into="lake", title="Inflow", title_zh="入流")
def inflow(rain):
    """All of it."""
    return rain


@auxiliary("m3/year", dimensions=BOTH, title="Drawn", title_zh="取水")
def drawn(rain, share, share_sum):
    """By its share."""
    return rain * share / share_sum


@auxiliary("m3/year", dimensions=BOTH, title="Used", title_zh="用水")
def used(drawn, leak):
    """Less a leak."""
    return drawn - leak


drawn_in_all = total("drawn", BOTH, "m3/year", title="Drawn in all", title_zh="取水合计")
drawn_by_season = total("drawn", USE, "m3/year", dimensions=(SEASON,), title="Drawn by season", title_zh="分季取水")
served_before = ahead("drawn", USE, "m3/year", dimensions=BOTH, title="Served before", title_zh="先行供水")
served_after = ahead("drawn", USE, "m3/year", dimensions=BOTH, behind=True, title="Served after", title_zh="其后供水")
water = Balance("m3/year", ("drawn",), ("used",), "Water", "水", by=BOTH)

FIGURES = {
    "lake_base": 1.0, "rain": 12.0,
    "share[farm,dry]": 1.0, "share[farm,wet]": 2.0, "share[town,dry]": 3.0, "share[town,wet]": 4.0,
} | {f"leak[{use},{season}]": 0.0 for use in USE.labels for season in SEASON.labels}  # fmt: skip
OWN = sys.modules[__name__]


def values(**figures):
    found = simulate(build([OWN], FIGURES | figures), 2021)
    return {name: float(array[-1, 0]) for name, array in found.ends.items()} | found.constants


def test_a_sum_over_two_dimensions_is_the_sum_of_all():
    found = values()
    assert found["share_sum"] == 10
    assert found["drawn_in_all"] == pytest.approx(12, rel=1e-15)
    assert [found[f"drawn_by_season[{s}]"] for s in ("dry", "wet")] == pytest.approx([4.8, 7.2], rel=1e-15)


def test_what_stands_ahead_is_nothing_for_the_first_and_behind_for_the_last():
    found = values()
    for season in ("dry", "wet"):
        assert found[f"served_before[farm,{season}]"] == 0
        assert found[f"served_before[town,{season}]"] == found[f"drawn[farm,{season}]"]
        assert found[f"served_after[farm,{season}]"] == found[f"drawn[town,{season}]"]
        assert found[f"served_after[town,{season}]"] == 0


def test_a_balance_closes_at_every_index():
    """Two gaps that cancel in the whole are found where they are."""
    values()
    with pytest.raises(RunError, match="water does not close"):
        values(**{"leak[farm,dry]": 1e-6, "leak[town,wet]": -1e-6})


def test_a_balance_by_a_dimension_needs_terms_that_have_it(monkeypatch):
    monkeypatch.setattr(OWN, "water", Balance("m3/year", ("drawn",), ("inflow",), "Water", "水", by=BOTH))
    with pytest.raises(BuildError, match="'inflow' has not the dimension use"):
        build([OWN], FIGURES)


def test_a_sum_needs_the_dimensions_that_it_is_over(monkeypatch):
    monkeypatch.setattr(OWN, "drawn_in_all", total("inflow", BOTH, "m3/year", title="All", title_zh="合计"))
    with pytest.raises(BuildError, match="a total over use, a dimension that 'inflow' has not"):
        build([OWN], FIGURES)


def test_sums_are_explained():
    assert equation_text(drawn_in_all)[0] == "sum of drawn over use and season"
    assert equation_text(served_before)[0] == "sum of drawn over what stands before in use"
    assert equation_text(served_after)[0] == "sum of drawn over what stands after in use"
