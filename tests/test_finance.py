"""Finance: money is neutral, flows start at the means of five years, and every account closes at any inflation."""

import numpy as np
import pytest

from model.engine.kernel import Kernel
from model.engine.run import simulate
from model.results.annual import annual_values
from model.sectors import finance

END = 2035
REAL = (
    "gdp", "primary_energy", "co2_emissions", "pv_capacity", "funded_share", "real_loan_rate", "bad_loan_ratio",
    "water_use", "grassland_cover", "insured_population", "programme_paid_share",
)  # fmt: skip
OWED = (
    "loans", "green_loans", "coal_loans", "other_loans", "bad_loans", "deposits", "other_financial_assets",
    "financial_assets",
)  # fmt: skip
SETTINGS = {
    "as it stands": {},
    "little credit": {"credit_stance": 0.4},
    "cheap money": {"policy_rate_change": -3.0, "government_bond_issuance": 400.0},
    "dear coal": {"coal_price": 1500.0},
}


@pytest.fixture(scope="module")
def project(region):
    """Run to 2035 with levers and parameters set from the start; the values by element, one a year."""
    kernel = Kernel(region)

    def project(levers=None, **parameters):
        paths = {name: dict.fromkeys(range(2020, END + 1), value) for name, value in (levers or {}).items()}
        found = annual_values(simulate(region, END, parameters=parameters, inputs=paths, kernel=kernel), region)
        return {name: np.ravel(array) for name, array in found.items()}

    return project


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("inflation", [0.0, 0.1])
def test_nothing_real_depends_on_inflation(project, setting, inflation):
    here, there = project(SETTINGS[setting]), project(SETTINGS[setting], inflation=inflation)
    for name in REAL:
        assert there[name] == pytest.approx(here[name], rel=1e-6), name
    for name in OWED:
        real = [run[name] / run["general_price"] for run in (here, there)]
        assert real[1] == pytest.approx(real[0], rel=1e-6), name


def test_inflation_is_in_the_loan_rate_and_in_what_is_owed(project):
    here, there = project(), project(inflation=0.05)
    assert there["corporate_loan_rate"][1:] - here["corporate_loan_rate"][1:] == pytest.approx(np.full(END - 2020, 3.0), abs=1e-5)
    assert there["total_social_financing_increment"][-1] > 1.5 * here["total_social_financing_increment"][-1]
    assert not here["loan_revaluation"].any() and not here["deposit_revaluation"].any()


def test_loans_rise_by_what_is_lent_at_any_inflation(project):
    for inflation in (0.0, 0.02, 0.1):
        found = project(inflation=inflation)
        assert np.diff(found["loans"]) == pytest.approx(found["net_new_loans"][1:], rel=1e-9)
        parts = ("loan_financing", "government_bond_financing", "bonds_and_equity_financing", "other_financing", "loan_revaluation")
        assert found["total_social_financing_increment"][1:] == pytest.approx(sum(found[part] for part in parts)[1:], rel=1e-9)


def test_flows_start_at_the_means_of_five_years(region):
    """宁政办发〔2021〕94号: 3597 of financing, 554 of government bonds and 2664.8 of loans in five years."""
    start = simulate(region, 2021).constants
    assert start["start_financing"] == pytest.approx(3597 / 5)
    assert start["government_bonds_base"] == pytest.approx(554 / 5)
    assert start["start_net_new_loans"] == pytest.approx((7782.6 - 5117.8) / 5)


def test_the_first_year_is_near_what_was_published(project):
    """RMB loans rose by 6.4 % and deposits by 4.8 % in 2021, and the ratio of bad loans fell to 2.69 %."""
    found = project()
    growth = {name: 100 * (found[name][1] / found[name][0] - 1) for name in ("loans", "deposits")}
    assert abs(growth["loans"] - 6.4) < 1 and abs(growth["deposits"] - 4.8) < 2
    assert found["bad_loan_ratio"][0] == pytest.approx(3.2)
    assert 2.69 < found["bad_loan_ratio"][1] < 3.2


@pytest.mark.parametrize("trend", [-0.5, -0.3, 0.0])
def test_the_ratio_of_bad_loans_starts_with_its_trend(project, trend):
    found = project(bad_loan_ratio_trend_base=trend)["bad_loan_ratio"]
    assert found[1] - found[0] == pytest.approx(trend, abs=0.25 * abs(trend) + 0.05)


def test_twice_the_investment_is_half_the_outside_money_of_each(region):
    """Whatever investment of the base year is, financing starts at its published mean."""
    start = simulate(region, 2021).constants
    inputs = {name: float(start[name]) for name in region.declarations["external_finance_share"].inputs}
    twice = inputs | {"investment_demand_base": 2 * inputs["investment_demand_base"]}
    once, half = (finance.external_finance_share(**values) for values in (inputs, twice))
    assert half == pytest.approx(once / 2) and 0 < once < 1


def test_investment_that_doubles_finds_less_of_what_it_asks_for(project):
    here, there = project(), project({"investment_climate": 2.0})
    assert (there["funded_share"] < 0.95 * here["funded_share"]).all() and there["funded_share"].min() > 0.5
    assert (there["total_social_financing_increment"][1:] > here["total_social_financing_increment"][1:]).all()
    assert there["project_lending_share"].min() > 0.9


def test_all_investment_wanted_is_stacked_by_purpose(region):
    """Each purpose of the money account is one that the demand for financing counts."""
    wanted = region.declarations["investment_wanted"].inputs
    green = set(region.declarations["green_investment_demand"].inputs)
    assert set(wanted) == green | {"ordinary_investment_demand", "coal_power_investment_demand"}
    assert "hydrogen_investment_demand" in green
