"""Programmes: each equation on its own, the base year, the limits of coverage, and the money that all share."""

from math import isclose

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.data import bases, numbers
from model.data.catalogue import targets
from model.engine.declare import Lever
from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate, start_values
from model.sectors import finance, load, money, programmes

EFFORTS = ("rural_programme_effort", "urban_programme_effort", "service_programme_effort")
COVERAGES = [f"programme_coverage[{label}]" for label in programmes.programme.labels]
COUNTS = [f"programme_count[{label}]" for label in programmes.programme_count_item.labels]
PRINTED = {  # of 宁政办发〔2021〕93号, box 1
    "programme_coverage[rural_medical_insurance]": 100,
    "programme_coverage[education_retention]": 95,
    "programme_coverage[disabled_children_enrolment]": 93,
    "programme_coverage[rural_tap_water]": 91,
    "programme_coverage[safe_housing]": 100,
    "programme_coverage[rural_toilets]": 20.5,
    "programme_coverage[rural_waste_treatment]": 90,
    "programme_coverage[rural_sewage]": 20.5,
    "programme_count[disease_types]": 34,
}
BY_HAND = [
    (programmes.programme_coverage, dict(programme_works=101, coverage_saturation=100), 100),
    (programmes.programme_coverage, dict(programme_works=40, coverage_saturation=100), 40),
    (
        programmes.coverage_room,
        dict(coverage_saturation=100, programme_works=99.75, coverage_pace=2, finishing_time=0.5),
        0.5,
    ),
    (
        programmes.coverage_room,
        dict(coverage_saturation=100, programme_works=50, coverage_pace=2, finishing_time=0.5),
        1,
    ),
    (
        programmes.coverage_room,
        dict(coverage_saturation=100, programme_works=101, coverage_pace=2, finishing_time=0.5),
        0,
    ),
    (programmes.count_room, dict(count_limit=10, programme_count=9.75, count_pace=2, finishing_time=0.5), 0.5),
    (programmes.count_room, dict(count_limit=10, programme_count=11, count_pace=2, finishing_time=0.5), 0),
    (
        programmes.coverage_push,
        dict(
            coverage_kind_effort=1.2,
            programme_effort=0.5,
            funded_share_base=0.8,
            programme_delivery_headroom=2,
            coverage_room=0.5,
        ),
        0.375,
    ),
    (
        programmes.count_push,
        dict(
            count_kind_effort=4,
            programme_effort=1,
            funded_share_base=0.8,
            programme_delivery_headroom=2,
            count_room=0.5,
        ),
        1,
    ),
    (programmes.coverage_cost, dict(coverage_push=2, coverage_pace=5, coverage_unit_cost=0.5), 5),
    (programmes.count_cost, dict(count_push=2, count_pace=10, count_unit_cost=0.3), 6),
    (programmes.works_cost, dict(total_coverage_cost=40, total_count_cost=20), 60),
    (programmes.rural_funds, dict(bridging_fund=30, relocation_support=10, fujian_fund=5), 45),
    (programmes.rural_support_demand, dict(rural_funds=45, rural_support_share=0.6), 27),
    (programmes.programme_cost, dict(works_cost=60, rural_support_demand=27), 87),
    (
        programmes.programme_public_demand,
        dict(works_cost=60, programme_public_share=0.75, rural_support_demand=27),
        72,
    ),
    (programmes.programme_public_means, dict(programme_public_budget=35, rural_funds=45), 80),
    (programmes.rural_support, dict(rural_support_demand=27, programme_public_share_met=0.8), 21.6),
    (
        programmes.public_outlay_by_purse,
        dict(programme_public_outlay=60, public_purse_means=20, programme_public_means=80),
        15,
    ),
    (programmes.programme_credit_demand, dict(programme_cost=60, programme_public_demand=45), 15),
    (
        programmes.programme_public_share_met,
        dict(programme_public_means=30, programme_public_demand=30),
        0.5**0.25,
    ),
    (programmes.programme_public_share_met, dict(programme_public_means=30, programme_public_demand=0), 1),
    (
        programmes.programme_paid_share,
        dict(programme_public_share=0.75, programme_public_share_met=0.8, funded_share=0.4),
        0.7,
    ),
    (programmes.programme_spending, dict(works_cost=60, programme_paid_share=0.7, rural_support=20), 62),
    (programmes.coverage_expansion, dict(coverage_push=2, coverage_pace=5, programme_paid_share=0.7), 7),
    (programmes.count_building, dict(count_push=2, count_pace=10, programme_paid_share=0.7), 14),
    (
        finance.external_finance_share,
        dict(
            working_capital_share_of_financing_base=0.4,
            start_financing_demand=1000,
            programme_credit_demand_base=100,
            investment_demand_base=2500,
            group_share_of_investment_base=0.2,
        ),
        0.25,
    ),
    (
        finance.financing_demand,
        dict(
            external_finance_share=0.25,
            investment_price=1.1,
            investment_demand=1400,
            group_investment_demand=100,
            general_price=1.2,
            programme_credit_demand=75,
            working_capital_demand=552.5,
        ),
        1000,
    ),
    (money.programme_financing, dict(general_price=1.1, programme_credit_demand=50, funded_share=0.8), 44),
    (programmes.programme_outlay, dict(general_price=1.1, programme_spending=60), 66),
    (
        programmes.programme_public_outlay,
        dict(general_price=1.1, programme_public_demand=50, programme_public_share_met=0.8),
        44,
    ),
    (
        programmes.programme_public_shortfall,
        dict(general_price=1.1, programme_public_demand=50, programme_public_share_met=0.8),
        11,
    ),
    (
        programmes.programme_credit_shortfall,
        dict(general_price=1.1, programme_credit_demand=50, funded_share=0.8),
        11,
    ),
    (money.investment_outlay, dict(investment_price=1.1, investment_wanted=100, purpose_funded_share=0.8), 88),
    (money.investment_shortfall, dict(investment_price=1.1, investment_wanted=100, purpose_funded_share=0.8), 22),
    (
        money.own_funds,
        dict(
            external_finance_share=0.25,
            green_investment_financing=3,
            ordinary_investment_financing=18,
            coal_power_investment_financing=1,
        ),
        66,
    ),
]


@pytest.fixture(scope="module")
def project(region):
    """Run to a year with levers and parameters set from the start; the trajectory."""
    kernel = Kernel(region)

    def project(levers=None, parameters=None, end=2025):
        paths = {name: dict.fromkeys(range(2020, end + 1), value) for name, value in (levers or {}).items()}
        return simulate(region, end, Setup(parameters or {}, paths), kernel=kernel)

    return project


@pytest.fixture(scope="module")
def base(project):
    return project()


def last(trajectory, name):
    return float(trajectory.ends[name][-1, 0])


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12)


def test_every_equation_is_checked_by_hand():
    own = {f for f in vars(programmes).values() if hasattr(f, "declaration") and f.__module__ == programmes.__name__}
    assert own <= {function for function, _, _ in BY_HAND}


# -- the base year -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", PRINTED)
def test_printed_base(runs, name):
    variable, label = name.removesuffix("]").split("[")
    results = runs["baseline"][variable]
    assert float(results.sel({results.dims[1]: label, "year": 2020})) == PRINTED[name]
    assert numbers()[name.replace("[", "_base[")].status == "gazette"


def test_every_base_is_its_figure(base):
    for name in (*COVERAGES, *COUNTS):
        assert base.ends[name][0, 0] == numbers()[name.replace("[", "_base[")].value, name


def test_the_start_asks_for_the_credit_by_which_financing_is_calibrated(region):
    start = start_values(region, {}, {})
    assert isclose(start["programme_credit_demand"], start["programme_credit_demand_base"], rel_tol=1e-12)


@pytest.mark.parametrize("base", bases())
def test_the_start_asks_for_what_was_invested_and_financed(base):
    """But for power, which at the end of the base year makes other than its mean of the year with trend growth."""
    start = {name: float(value) for name, value in start_values(load(base), {}, {}).items()}
    invested = start["investment_demand_base"]
    assert start["investment_demand"] == pytest.approx(invested, rel=1e-5)
    assert start["investment"] == pytest.approx(start["investment_start"], rel=5e-4)  # programmes are a part of it
    assert start["group_investment_demand"] == pytest.approx(
        invested * start["group_share_of_investment_base"], rel=1e-5
    )
    power = start["nominal_gdp"] / start["gdp_start"] - 1
    carry = start["gdp_start"] / start["gdp_base"]
    earned = start["nominal_power_value_added"] - start["power_value_added_base"] * carry
    paid = sum(value for name, value in start.items() if name.startswith("power_bill_rise["))
    assert start["gdp_start"] * power == pytest.approx(
        earned - paid, abs=0.01
    )  # what users pay does not stay with them
    # what power's price moves at the start, nominal output and with it lending and working capital follow
    assert start["funded_share"] == pytest.approx(start["funded_share_base"], abs=5e-4)


def test_the_start_goes_at_the_pace_of_base(region):
    start = start_values(region, {}, {})
    for item in ("beautiful_villages", "green_factories", "principals_trained"):
        assert float(start[f"count_building[{item}]"] / start[f"count_pace[{item}]"]) == pytest.approx(1, abs=0.01)


def test_the_demand_is_plausible(region):
    start = start_values(region, {}, {})
    assert 30 < float(start["works_cost"]) < 110


def test_bases_stay_under_saturation_over_their_ranges():
    records = numbers()
    for name in COVERAGES:
        record = records[name.replace("[", "_base[")]
        limit = records[name.replace("programme_coverage", "coverage_saturation")]
        highest = record.value if record.high is None else record.high
        assert highest <= (limit.value if limit.low is None else limit.low), name


def test_no_programme_ends_short_of_its_target():
    figure = {name: record.value for name, record in numbers().items()}
    for target in targets():
        variable, _, label = (target.variable or "").removesuffix("]").partition("[")
        if target.kind != "target" or target.value is None or variable not in ("programme_coverage", "programme_count"):
            continue
        if variable == "programme_coverage":
            start = figure[f"programme_coverage_base[{label}]"] if target.reading == "change" else 0
            assert start + target.value <= figure[f"coverage_saturation[{label}]"], target.id
        else:
            start = 0 if target.reading == "level" else figure[f"programme_count_base[{label}]"]
            assert start + target.value <= figure[f"count_limit[{label}]"], target.id


def test_every_label_has_titles_of_its_own():
    for dimension in (programmes.programme, programmes.programme_count_item):
        for titles in zip(*dimension.titles.values(), strict=True):
            assert len(set(titles)) == len(dimension.labels)


def test_the_table_of_sources_counts_what_is_no_assumption(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(ROOT / "docs")
    from programme_sources import write_sources

    write_sources(tmp_path / "table.md")
    text = (tmp_path / "table.md").read_text(encoding="utf-8")
    prices = [record.status for name, record in numbers().items() if name.startswith(("coverage_unit", "count_unit"))]
    told = f"{sum(status != 'assumption' for status in prices)} of {len(prices)}"
    _, row = text.split("* - price")
    assert len(prices) == 112 and row.count(told) == len(bases())  # a price stands for every base year


# -- limits ------------------------------------------------------------------------------------------------------------
UNCERTAIN = [name for name, record in numbers().items() if name.startswith("coverage_") and record.low is not None]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_coverage_passes_its_saturation(project, data):
    drawn = data.draw(st.lists(st.sampled_from(UNCERTAIN), max_size=8, unique=True))
    parameters = {n: data.draw(st.floats(numbers()[n].low, numbers()[n].high)) for n in drawn}
    levers = {name: data.draw(st.floats(0, 5)) for name in EFFORTS}
    levers["programme_public_budget"] = data.draw(st.floats(0.1, 1000))
    run = project(levers, parameters, 2035)
    for name in COVERAGES:
        limit = run.constants[name.replace("programme_coverage", "coverage_saturation")]
        assert (np.diff(run.fine[name.replace("programme_coverage", "programme_works")][:, 0]) >= 0).all(), name
        assert run.ends[name].max() <= limit, name


@pytest.mark.parametrize("effort", [1.0, 2.0])
def test_each_programme_reaches_its_end_in_finite_time(project, effort):
    """At its pace or faster, where it is paid for: what is left over the pace, and half a year for the last works."""
    own = {f"programme_effort[{label}]": effort for label in programmes.any_programme.labels}
    run = project(own | {"programme_public_budget": 1000.0}, end=2060)
    for name in COVERAGES:
        limit = run.constants[name.replace("programme_coverage", "coverage_saturation")]
        pace = (
            run.constants[name.replace("programme_coverage", "coverage_pace")] * effort
        )  # paid as at the start or better
        due = 2020 + (limit - run.ends[name][0, 0]) / pace + 0.5 / effort + 1
        if due < 2060:
            assert run.ends[name][int(np.ceil(due)) - 2020, 0] == limit, name


def test_what_is_complete_asks_for_no_money(project):
    run = project(end=2060)
    for label in ("safe_housing", "rural_tap_water", "clean_heating"):
        assert last(run, f"programme_coverage[{label}]") == 100 and last(run, f"coverage_cost[{label}]") == 0


def test_numbers_end_at_their_limit(project):
    run = project({f"programme_effort[{label}]": 3.0 for label in ("fujian_parks", "tertiary_hospitals")}, end=2040)
    assert last(run, "programme_count[fujian_parks]") == pytest.approx(10, rel=0.01)
    assert last(run, "programme_count[tertiary_hospitals]") == pytest.approx(9, rel=0.01)
    assert last(run, "count_building[fujian_parks]") == 0


def test_each_programme_has_an_effort_of_its_own(project, base):
    pushed = project({"programme_effort[rural_sewage]": 1.5, "programme_effort[migrant_villages]": 0.0})
    assert last(pushed, "programme_coverage[rural_sewage]") > last(base, "programme_coverage[rural_sewage]")
    assert last(pushed, "programme_count[migrant_villages]") == 0
    for name in ("programme_coverage[rural_toilets]", "programme_count[beautiful_villages]"):
        assert last(pushed, name) == pytest.approx(last(base, name), rel=0.02), name


def test_full_coverage_stays(project, base):
    for run in (base, project(dict.fromkeys(EFFORTS, 5.0), end=2035)):
        assert (run.ends["programme_coverage[safe_housing]"] == 100).all()


def test_without_effort_nothing_moves_and_nothing_is_asked(project, base):
    idle = project(dict.fromkeys(EFFORTS, 0.0))
    assert all((idle.ends[name] == idle.ends[name][0]).all() for name in (*COVERAGES, *COUNTS))
    assert last(idle, "works_cost") == 0 and last(idle, "programme_public_share_met") > last(
        base, "programme_public_share_met"
    )


def test_effort_beyond_what_can_be_delivered_adds_nothing(project):
    some, more = (project({"rural_programme_effort": effort}) for effort in (4.0, 5.0))
    assert last(some, "programme_coverage[rural_sewage]") == last(more, "programme_coverage[rural_sewage]")


@pytest.mark.parametrize(
    ("lever", "own", "others"),
    [
        ("rural_programme_effort", "rural_sewage", ("building_retrofit", "villages_5g")),
        ("urban_programme_effort", "building_retrofit", ("rural_sewage", "villages_5g")),
        ("service_programme_effort", "villages_5g", ("rural_sewage", "building_retrofit")),
    ],
)
def test_effort_moves_its_own_group_and_takes_from_the_others(project, base, lever, own, others):
    pushed = project({lever: 2.0})
    assert last(pushed, f"programme_coverage[{own}]") > last(base, f"programme_coverage[{own}]")
    for other in others:
        assert last(pushed, f"programme_coverage[{other}]") < last(base, f"programme_coverage[{other}]"), other


# -- money -------------------------------------------------------------------------------------------------------------
def test_a_dearer_programme_takes_from_another(project, base):
    dear = project(parameters={"coverage_unit_cost[building_retrofit]": 5.0})
    assert last(dear, "programme_coverage[rural_sewage]") < last(base, "programme_coverage[rural_sewage]")
    assert last(dear, "programme_count[beautiful_villages]") < last(base, "programme_count[beautiful_villages]")


def test_more_public_money_raises_what_is_not_complete(project, base):
    rich = project({"programme_public_budget": 100.0})
    for name in (*COVERAGES, *COUNTS):
        end = base.constants.get(name.replace("programme_coverage", "coverage_saturation"), np.inf)
        if base.ends[name][0, 0] < last(base, name) < end:
            assert last(rich, name) > last(base, name), name


def test_programmes_and_investment_compete_for_financing(project, base):
    pushed = project(dict.fromkeys(EFFORTS, 2.0))
    for name in ("funded_share", "green_investment_funded", "pv_capacity", "branch_investment"):
        assert last(pushed, name) < last(base, name), name
    assert last(pushed, "programme_credit_demand") > last(base, "programme_credit_demand")


def test_a_credit_squeeze_reaches_programmes(project, base):
    tight = project({"credit_stance": 0.6})
    assert last(tight, "programme_coverage[rural_sewage]") < last(base, "programme_coverage[rural_sewage]")


FUNDS = ("bridging_fund", "relocation_support", "fujian_fund")


@pytest.mark.parametrize("fund", FUNDS)
def test_a_fund_is_in_the_account_and_pays_for_works(project, base, fund):
    rich = project({fund: 60.0})
    purse = fund.partition("_")[0]
    assert last(rich, f"public_outlay_by_purse[{purse}]") > last(base, f"public_outlay_by_purse[{purse}]")
    assert last(rich, "programme_outlay") > last(base, "programme_outlay")
    assert last(rich, "programme_coverage[rural_sewage]") > last(base, "programme_coverage[rural_sewage]")
    assert last(rich, "employment") > last(base, "employment")


def test_the_levers(region):
    own = [name for name in region.of_kind(Lever) if region.sectors[name] == "programmes"]
    assert own == [*EFFORTS, "programme_effort", "programme_public_budget", *FUNDS]
