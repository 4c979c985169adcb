"""The money of a year as flows: what enters a pool leaves it, every flow is a variable, labels apart."""

import warnings
from itertools import combinations

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from model.export.netcdf import read, write
from model.present.canvas.canvas import SIZES, SMALL, Canvas
from model.present.diagrams import rivers
from model.present.diagrams.rivers import Diagram, Ribbon, Slot
from model.present.figures.figure import Run
from model.present.figures.run.money_flow import BANKS, INVESTMENT, LEAST, POOL, MoneyFlow, flows, unfunded
from model.results.run import load_scenario, run

ROUNDING = 1e-9  # relative, of what a year's totals add up to
STORIES = ("baseline", "plan-consistent-solved", "coal-rebound")
SLACK = 0.5  # pixels that boxes of text may share


@pytest.fixture(scope="module")
def inflated(region):
    """Results of the baseline at an inflation below and above that of the trends, by inflation."""
    baseline = ROOT / "scenarios" / "baseline.yaml"
    return {value: run(load_scenario(baseline, (f"parameters.inflation={value}",)), region) for value in (0.0, 0.05)}


def years(results):
    return [int(year) for year in results["year"].values if year > 2020]


def every(runs):
    return [(name, results, year) for name, results in runs.items() for year in years(results)]


def sums(found, end):
    return sum(f.value for f in found if f.target == end), sum(f.value for f in found if f.source == end)


def page(results, year=None, lang="en", size="page"):
    [drawn] = MoneyFlow(year).draw(Run(results, []), Canvas(lang, size))
    return drawn


def money_flow(*asked):
    return page(*asked).figure


def labels(figure):
    return [text for text in figure.axes[0].texts if text.get_text().strip()]


def test_what_enters_a_pool_leaves_it_in_every_year_of_every_scenario(runs):
    for name, results, year in every(runs):
        found = flows(results, year)
        for pool in (BANKS, POOL, INVESTMENT):
            into, out_of = sums(found, pool)
            assert into == pytest.approx(out_of, rel=ROUNDING), (name, year, pool)


def test_every_flow_is_a_variable_of_the_results(runs):
    for _, results, year in every(runs):
        now = results.sel(year=year)
        for flow in flows(results, year):
            value = now[flow.variable].sel(purpose=flow.index) if flow.index else now[flow.variable]
            assert abs(float(value)) == flow.value


def test_flows_are_those_of_the_declared_balances(region, inflated):
    """Sources and uses of both accounts of the money sector, and of the banks' less what they lend anew."""
    shown = {flow.variable for flow in flows(inflated[0.05])}
    for balance in ("financing_account", "money_account"):
        declared = region.balances[balance]
        ends = {"programme_outlay", "net_new_loans"}  # the use itself, where two flows meet; a sum of two flows
        assert {*declared.sources, *declared.uses} - ends <= shown
    banks = region.balances["bank_account"]
    lent_anew = {"loan_exit"}
    lent = {f"{kind}_lending" for kind in ("green", "coal", "other")}
    assert {*banks.sources, *banks.uses} - lent_anew - lent <= shown


@pytest.mark.parametrize("inflation", [0.0, 0.05])
def test_pools_close_at_any_inflation_and_what_runs_down_turns_round(inflated, inflation):
    found = flows(inflated[inflation])
    for pool in (BANKS, POOL, INVESTMENT):
        into, out_of = sums(found, pool)
        assert into == pytest.approx(out_of, rel=ROUNDING), pool
    turned = {flow.source: flow.target for flow in found if flow.variable == "loan_revaluation"}
    assert turned == ({BANKS: "loan_revaluation"} if inflation else {"loan_run_down": BANKS})
    money_flow(inflated[inflation]).draw_without_rendering()


def test_the_ends_are_the_variables_that_the_model_has_for_them(runs):
    for _, results, year in every(runs):
        now, found = results.sel(year=year), flows(results, year)
        turned = (
            -min(float(now["public_costs"]), 0)
            - min(float(now["working_capital_financing"]), 0)
            - min(float(now["new_lending"]), 0)
        )
        social = (
            float(now["total_social_financing_increment"] - now["loan_revaluation"] + now["earned_repayment"]) + turned
        )
        assert sums(found, POOL)[0] == pytest.approx(social, rel=ROUNDING)
        assert sums(found, "programmes")[0] == pytest.approx(float(now["programme_outlay"]), rel=ROUNDING)
        assert sums(found, INVESTMENT)[1] == pytest.approx(float(now["investment_outlay"].sum()), rel=ROUNDING)


def test_what_is_not_funded_is_what_the_model_says(runs):
    for _, results, year in every(runs):
        now, short = results.sel(year=year), unfunded(results, year)
        assert short[INVESTMENT] == pytest.approx(float(now["investment_shortfall"].sum()), rel=1e-6)
        wanted = float(now["working_capital_demand"] - now["working_capital_met"])
        assert short["working_capital"] == pytest.approx(wanted, rel=1e-9)


def test_the_last_year_is_taken_where_none_is_given(runs):
    assert flows(runs["baseline"]) == flows(runs["baseline"], 2025)
    assert flows(runs["baseline"], 2021) != flows(runs["baseline"], 2025)


@pytest.mark.parametrize("year", [2020, 2031])
def test_a_year_without_totals_is_refused(runs, year):
    with pytest.raises(ValueError, match=f"year: found {year}; expected one of 2021, .*2025"):
        money_flow(runs["baseline"], year)


def test_money_that_leaves_the_region_turns_round(runs):
    results = runs["baseline"].copy()
    results["net_outside_funding"] = -results["net_outside_funding"]
    turned = [flow for flow in flows(results) if flow.variable == "net_outside_funding"]
    assert [(flow.source, flow.target, flow.value > 0) for flow in turned] == [(BANKS, "net_outside_outflow", True)]


def test_a_flow_that_goes_one_way_may_not_be_negative(runs):
    results = runs["baseline"].copy()
    results["own_funds"] = -results["own_funds"]
    with pytest.raises(ValueError, match="own_funds: found -"):
        flows(results)


def test_the_table_has_every_flow_and_what_is_not_funded(runs):
    rows = page(runs["baseline"], 2023, "zh").rows
    assert [row["数值"] for row in rows] == [f.value for f in flows(runs["baseline"], 2023)] + [
        *unfunded(runs["baseline"], 2023).values()
    ]
    assert {row["单位"] for row in rows} == {"亿元"}
    assert "investment_outlay[pv]" in [row["变量"] for row in rows]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("story", STORIES)
def test_labels_are_apart_within_the_page_and_large_enough(runs, story, lang, size):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = money_flow(runs[story], None, lang, size)
        figure.draw_without_rendering()
    boxes, page = [(text.get_text(), text.get_window_extent()) for text in labels(figure)], figure.bbox
    for (a, one), (b, other) in combinations(boxes, 2):
        wide, high = min(one.x1, other.x1) - max(one.x0, other.x0), min(one.y1, other.y1) - max(one.y0, other.y0)
        assert wide <= SLACK or high <= SLACK, (a, b)
    for text, box in boxes:
        assert page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1, text
    assert min(text.get_fontsize() for text in labels(figure)) >= SMALL


def test_every_use_of_more_than_nothing_has_its_label(runs):
    results = runs["plan-consistent-solved"]
    shown = " ".join(text.get_text() for text in labels(money_flow(results))).split()
    uses = [flow for flow in flows(results) if flow.source == INVESTMENT]
    assert any(flow.value >= LEAST for flow in uses)
    for flow in uses:
        assert (f"{flow.value:,.1f}" in shown) == (flow.value >= LEAST), flow


def test_results_from_a_file_draw_the_same(runs, tmp_path):
    write(runs["baseline"], tmp_path / "results.nc")
    assert flows(read(tmp_path / "results.nc")) == flows(runs["baseline"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.1, 1e4), min_size=1, max_size=9), st.floats(3, 9))
def test_a_column_never_leaves_its_room_and_slots_never_overlap(values, high):
    column = [Slot(rank=i, value=value, text="x", label=f"x {value:.1f}") for i, value in enumerate(values)]
    pool = [Slot(rank=0, value=sum(values), text="pool", label="pool")]
    unit = rivers._fit([column, pool, column], high, 1.0)
    assert unit > 0
    for slots, inner in ((column, False), (pool, True)):
        rivers._stack(slots, (0.0, high), unit, 1.0, inner)
        edges = [edge for slot in slots for edge in (slot.top, slot.top + rivers._need(slot, unit, 1.0, inner))]
        assert np.all(np.diff(edges) >= -1e-9) and edges[0] >= -1e-9 and edges[-1] <= high + 1e-9


def test_ribbons_lie_side_by_side_at_a_bar():
    """Two ribbons of 1 and 3 leave a bar of 4 without a gap or an overlap."""
    from matplotlib.figure import Figure

    slots = {(0, "a"): Slot(0, 4.0, text="a"), (1, "b"): Slot(0, 1.0, text="b"), (1, "c"): Slot(1, 3.0, text="c")}
    ribbons = [Ribbon([(0, "a"), (1, "b")], 1.0, "k"), Ribbon([(0, "a"), (1, "c")], 3.0, "k")]
    axes = Figure(figsize=(4, 4)).add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 4), ylim=(4, 0))
    rivers.draw(axes, Diagram(slots, ribbons), (0.5, 3.5), 1.0, (20, 20))
    bar, first, second = slots[0, "a"].bar, *(patch.get_path().vertices for patch in axes.patches[:2])
    unit = second[0, 1] - first[0, 1]
    assert first[0, 1] == pytest.approx(bar)
    assert second[0, 1] == pytest.approx(bar + unit)
    assert axes.patches[2].get_height() == pytest.approx(4 * unit)
