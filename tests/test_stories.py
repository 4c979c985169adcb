"""Each scenario differs from the baseline in the way its title says."""

from dataclasses import replace

import pytest

from model.data.catalogue import targets
from model.plan.selection import wanted_targets
from model.results.run import run


@pytest.fixture
def change(runs):
    """The relative change of a result to the baseline: of a scenario, a variable and a year."""

    def relative(scenario, name, year=2025):
        there, here = (float(runs[which][name].sel(year=year)) for which in (scenario, "baseline"))
        return there / here - 1

    return relative


@pytest.mark.parametrize(
    "name", ["loans", "total_social_financing_increment", "green_investment_funded", "funded_share", "gdp", "deposits"]
)
def test_credit_squeeze_lowers(change, name):
    assert change("credit-squeeze", name) < -0.001


def test_credit_squeeze_makes_loans_dearer(runs):
    squeezed, base = (runs[name].corporate_loan_rate.sel(year=2025) for name in ("credit-squeeze", "baseline"))
    assert 0.5 < float(squeezed - base) < 2.5  # a point by policy, and what banks make of two fifths less to lend


def test_credit_squeeze_begins_in_2022(change):
    assert change("credit-squeeze", "loans", 2021) == 0
    assert change("credit-squeeze", "loans", 2022) < 0


@pytest.mark.parametrize(
    "name", ["grassland_cover", "agriculture_water_adequacy", "grassland_carbon_sink", "local_withdrawal", "gdp"]
)
def test_dry_years_lower(change, name):
    assert change("dry-years", name, 2024) < 0


@pytest.mark.parametrize("name", ["agriculture_water_demand", "claims"])
def test_dry_years_raise(change, name):
    assert change("dry-years", name, 2024) > 0


def test_dry_years_end(runs):
    rain = runs["dry-years"].rain.sel(year=[2021, 2022, 2024, 2025]) / runs["baseline"].rain.sel(year=2021)
    assert rain.values == pytest.approx([1, 0.6, 0.6, 1])
    adequacy = runs["dry-years"].agriculture_water_adequacy
    assert float(adequacy.sel(year=2025)) > float(adequacy.sel(year=2024))


@pytest.mark.parametrize("name", ["nominal_gdp", "industry_share", "coal_value_added"])
def test_coal_rebound_raises(runs, name):
    assert float(runs["coal-rebound"][name].sel(year=2025)) > float(runs["baseline"][name].sel(year=2025))


@pytest.mark.parametrize("name", ["coal_power_margin", "coal_power_capacity", "energy_intensity"])
def test_coal_rebound_lowers(runs, name):
    """Plants pay for dear coal, so fewer are built, in spite of more approvals; what is built needs less of it."""
    assert float(runs["coal-rebound"][name].sel(year=2025)) < float(runs["baseline"][name].sel(year=2025))


@pytest.mark.parametrize(
    "name",
    ["pv_capacity", "storage_capacity", "export_line_capacity", "non_fossil_share",
     "green_investment_funded", "renewable_generation"],
)  # fmt: skip
def test_fast_build_raises(change, name):
    assert change("fast-build", name) > 0.01


def test_fast_build_reaches_the_plan_of_wind_though_sun_takes_some_of_its_worth(change, runs):
    """Approvals of wind are hardly above the baseline's; with more sun in the grid a kWh of wind is worth less."""
    assert change("fast-build", "wind_worth") < -0.01
    assert abs(change("fast-build", "wind_capacity")) < 0.01
    assert float(runs["fast-build"].wind_capacity.sel(year=2025)) > 1750


@pytest.mark.parametrize("name", ["carbon_intensity", "co2_emissions", "pv_unit_cost", "coal_generation"])
def test_fast_build_lowers(change, name):
    assert change("fast-build", name) < 0


def test_fast_build_curtails_less_than_its_sun_and_wind_would(shipped, region, runs):
    """Storage and lines come with the plants: curtailment stays below what the same approvals have without them."""
    fast = shipped["fast-build"]
    bare = {name: dict.fromkeys(fast.levers[name], 0.0) for name in ("storage_approvals", "export_line_approvals")}
    alone = run(replace(fast, levers={**fast.levers, **bare}), region)
    assert float(runs["fast-build"].curtailment_rate[-1]) < float(alone.curtailment_rate[-1])


def test_the_plan_lists_every_target(shipped):
    assert [target.id for target in wanted_targets(shipped["plan"])] == [target.id for target in targets()]


def test_the_plan_starts_where_the_baseline_stands(runs):
    assert runs["plan"].drop_attrs().equals(runs["baseline"].drop_attrs())
