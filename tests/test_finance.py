"""Finance: money is neutral, flows start at the means of five years, and every account closes at any inflation."""

import numpy as np
import pytest

from model.data import bases
from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate, start_values
from model.results.annual import annual_values
from model.sectors import finance, load

END = 2035
REAL = (
    "gdp", "primary_energy", "co2_emissions", "pv_capacity", "funded_share", "real_loan_rate", "bad_loan_ratio",
    "water_use", "grassland_cover", "insurance_use", "programme_paid_share", "bank_capital_ratio", "debt_burden",
    "guaranteed_loans",
)  # fmt: skip
OWED = (
    "loans", "green_loans", "coal_loans", "other_loans", "bad_loans", "deposits", "other_financial_assets",
    "financial_assets", "outside_funding", "bank_capital", "central_bank_funding", "government_debt", "green_bonds",
)  # fmt: skip
SETTINGS = {
    "as it stands": {},
    "little credit": {"credit_stance": 0.4},
    "cheap money": {"policy_rate_change": -2.5, "government_bond_issuance": 180.0},  # by 3 points rates would meet zero
    "dear coal": {"coal_price": 1500.0},
    "every support": {
        "relending": 300.0, "guarantee_volume": 150.0, "guarantee_leverage": 8.0, "guarantee_loss_share": 1.0,
        "green_bond_issuance": 100.0, "bank_capital_injection": 30.0, "farm_insurance_subsidy": 18.0,
        "green_credit_assessment": 3.0,
    },
}  # fmt: skip


GUARANTEES = ("guarantee_counties", "risk_sharing")


@pytest.fixture(scope="module")
def project(region):
    """Run to 2035 with levers and parameters set from the start; the values by element, one a year."""
    kernel = Kernel(region)

    def project(levers=None, **parameters):
        paths = {name: dict.fromkeys(range(2020, END + 1), value) for name, value in (levers or {}).items()}
        found = annual_values(simulate(region, END, Setup(parameters=parameters, inputs=paths), kernel=kernel), region)
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
        fast = (
            name == "central_bank_funding"
        )  # follows its lever within a year, which steps of the run follow to five places
        assert real[1] == pytest.approx(real[0], rel=1e-5 if fast else 1e-6), name


def test_a_ceiling_of_debt_that_binds_is_neutral_too(project):
    """It binds within a year at one price level or another, which steps of the run follow to five places."""
    tight = {"government_debt_ceiling": 48.0, "government_bond_issuance": 300.0}
    here, there = project(tight), project(tight, inflation=0.1)
    assert (here["government_bond_financing"][3:] < 0.8 * 300 * here["general_price"][3:]).all()
    assert there["gdp"] == pytest.approx(here["gdp"], rel=1e-5)
    real = [run["government_debt"] / run["general_price"] for run in (here, there)]
    assert real[1] == pytest.approx(real[0], rel=1e-4)


def test_inflation_is_in_the_loan_rate_and_in_what_is_owed(project):
    here, there = project(), project(inflation=0.05)
    assert there["corporate_loan_rate"][1:] - here["corporate_loan_rate"][1:] == pytest.approx(
        np.full(END - 2020, 3.0), abs=1e-5
    )
    assert there["total_social_financing_increment"][-1] > 1.5 * here["total_social_financing_increment"][-1]
    assert not here["loan_revaluation"].any() and not here["deposit_revaluation"].any()


def test_loans_rise_by_what_is_lent_at_any_inflation(project):
    for inflation in (0.0, 0.02, 0.1):
        found = project(inflation=inflation)
        assert np.diff(found["loans"]) == pytest.approx(found["net_new_loans"][1:], rel=1e-9)
        lent = found["gross_lending"] - found["loan_repayment"] - found["write_off"] + found["loan_revaluation"]
        assert found["net_new_loans"][1:] == pytest.approx(lent[1:], rel=1e-9)
        parts = ("net_new_loans", "government_bond_financing", "bonds_and_equity_financing", "other_financing")
        assert found["total_social_financing_increment"][1:] == pytest.approx(
            sum(found[part] for part in parts)[1:], rel=1e-9
        )


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_stock_of_money_rises_by_its_account(project, setting):
    found = project(SETTINGS[setting], inflation=0.05)
    for stock, account in (
        ("deposits", "net_new_deposits"), ("outside_funding", "net_outside_funding"), ("bank_capital", "net_new_capital"),
        ("central_bank_funding", "net_new_relending"),
    ):  # fmt: skip
        assert np.diff(found[stock]) == pytest.approx(found[account][1:], rel=1e-9, abs=1e-9), stock
    owed = sum(found[name] for name in ("deposits", "outside_funding", "bank_capital", "central_bank_funding"))
    assert owed == pytest.approx(found["financial_assets"], rel=1e-9)
    debt = found["government_bond_financing"] + found["government_debt_revaluation"]
    assert np.diff(found["government_debt"]) == pytest.approx(debt[1:], rel=1e-9)


def test_flows_start_at_the_means_of_five_years(region):
    """宁政办发〔2021〕94号: 3597 of financing, 554 of government bonds and 2664.8 of loans in five years."""
    start = simulate(region, 2021).constants
    assert start["government_bonds_base"] == pytest.approx(554 / 5)
    assert start["start_bonds_and_equity"] == pytest.approx(194 / 5)
    assert start["start_other_financing"] == pytest.approx((3597 - 554 - 194 - 2664.8) / 5)
    mean = 2664.8 / 5 + 0.15 * (7782.6 + 5117.8) / 2
    assert start["trend_lending"] == pytest.approx(mean * start["lending_carry"])
    of_year = (7782.6 - start["loans_year_before"]) + 0.15 * (7782.6 + start["loans_year_before"]) / 2
    assert 1 < start["recent_lending"] / of_year < 1.05  # half a year of growth in output and prices
    halves = (start["trend_lending"] + start["recent_lending"]) / 2
    assert start["start_gross_lending"] == pytest.approx(halves)
    assert 1.1 < start["lending_carry"] < 1.2  # 2.5 years of growth in output and prices
    assert start["start_net_new_loans"] == pytest.approx(start["start_gross_lending"] - 0.15 * 7782.6)


def test_repayment_starts_at_its_share_of_loans(project):
    found = project()
    assert found["loan_exit"][0] == pytest.approx(0.15 * found["loans"][0], rel=1e-9)


def test_the_first_year_is_near_what_was_published(project):
    """RMB loans rose by 6.4 % and deposits by 4.8 % in 2021, and the ratio of bad loans fell to 2.69 %."""
    found = project()
    growth = {name: 100 * (found[name][1] / found[name][0] - 1) for name in ("loans", "deposits")}
    assert abs(growth["loans"] - 6.4) < 1.1 and abs(growth["deposits"] - 4.8) < 2.1
    assert found["bad_loan_ratio"][0] == pytest.approx(3.2)
    assert 2.69 < found["bad_loan_ratio"][1] < 3.2


def test_debt_stays_under_its_ceiling_and_bonds_stop_there(project):
    found = project({"government_bond_issuance": 1000.0, "government_debt_ceiling": 50.0})
    ceiling = 0.5 * found["nominal_gdp"][1:]
    assert (
        found["government_debt"][1:] < 1.05 * ceiling
    ).all()  # of a year's total; by the year's end output has grown
    assert (found["government_bond_financing"][2:] < 0.8 * 1000 * found["general_price"][2:]).all()


def test_interest_on_debt_is_paid_for_out_of_bonds(project):
    few, many = project({"government_bond_issuance": 0.0}), project({"government_bond_issuance": 200.0})
    assert (many["added_interest"][3:] > few["added_interest"][3:]).all()
    for found in (few, many):
        money = found["government_bond_financing"] - found["public_costs"]
        assert found["public_money"][1:] == pytest.approx(money[1:], rel=1e-9)


@pytest.mark.parametrize(
    ("lever", "value", "cost"),
    [
        ("bank_capital_injection", 20.0, "capital_put_in"), ("farm_insurance_subsidy", 12.0, "farm_insurance_public_cost"),
        ("guarantee_loss_share", 1.0, "guarantee_public_cost"), ("innovation_support", 3.0, "innovation_public_cost"),
    ],
)  # fmt: skip
def test_no_support_is_free(project, lever, value, cost):
    """Nothing is paid without it, where the programmes of guarantees rest: these add guarantees, and their cost."""
    rest = {f"programme_effort[{label}]": 0.0 for label in GUARANTEES}
    plain, supported = project(rest), project(rest | {lever: value})
    assert plain[cost][1:] == pytest.approx(np.zeros(END - 2020), abs=1e-9)
    assert (supported[cost][1:] > 0).all() and supported["public_money"][1] < plain["public_money"][1]


def test_haste_at_disposal_costs_capital(project):
    plain, hasty = project(), project({"bad_loan_disposal": 2.0})
    share = {
        k: run["bad_loan_recovery"][1:] / (run["bad_loan_recovery"] + run["write_off"])[1:]
        for k, run in (("plain", plain), ("hasty", hasty))
    }
    assert (share["hasty"] < 0.8 * share["plain"]).all()
    assert (hasty["bank_capital_ratio"][1:] < plain["bank_capital_ratio"][1:]).all()


def test_what_green_borrowers_are_spared_others_pay(project):
    found = project({"green_credit_assessment": 3.0})
    green = found["green_loans"] / found["loans"]
    mean = green * found["green_loan_rate"] + (1 - green) * found["ordinary_loan_rate"]
    assert mean == pytest.approx(found["real_loan_rate"], rel=1e-9)
    assert (found["green_loan_rate"] < found["ordinary_loan_rate"]).all()


def test_green_bonds_are_paid_back(project):
    found = project({"green_bond_issuance": 50.0})
    assert (
        found["green_bond_financing"][1] > 40
        and 0 < found["green_bond_financing"][-1] < 15 * found["general_price"][-1]
    )


def test_farm_insurance_pays_where_water_is_short(project):
    wet, dry = {"river_inflow": 520.0}, {"river_inflow": 150.0}  # as in the base year, and less than half of the mean
    wet, plain, insured = project(wet), project(dry), project(dry | {"farm_insurance_subsidy": 18.0})
    assert (plain["farm_claims"][3:] > 4 * wet["farm_claims"][3:]).all()
    assert (insured["farm_claims"][3:] > 1.5 * plain["farm_claims"][3:]).all()
    assert (insured["uninsured_farm_loss"][3:] < plain["uninsured_farm_loss"][3:]).all()


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


def test_what_groups_bring_from_outside_does_not_wait_for_the_banks_of_the_region(project):
    """Returns of plants move with the loan rate, so a little less is asked for; what is asked for is brought in full."""
    here, tight = project(), project({"credit_stance": 0.8})
    assert (tight["funded_share"][1:] < 0.95 * here["funded_share"][1:]).all()
    met = [run["group_funds"] / run["investment_price"] / run["group_investment_demand"] for run in (here, tight)]
    assert np.allclose(met[1][1:], met[0][1:], rtol=1e-3)
    assert (tight["group_funds"][1:] > 0.95 * here["group_funds"][1:]).all()
    assert 0.98 * here["pv_capacity"][-1] < tight["pv_capacity"][-1] < here["pv_capacity"][-1]


@pytest.mark.parametrize("base", bases())
def test_green_loans_start_with_the_growth_that_they_had(base):
    """But for coal plants' part of what projects borrow, and for curtailment apart from that of the base year."""
    start = {name: float(value) for name, value in start_values(load(base), {}, {}).items()}
    rise = start["green_lending"] - start["green_repayment"] - start["green_default"]
    assert rise / start["green_loans"] == pytest.approx(start["green_loan_growth"], abs=0.01)
    lent = start["green_lending"] + start["coal_lending"] + start["other_lending"]
    assert lent == pytest.approx(start["gross_lending"], rel=1e-12)


def test_green_loans_keep_up_with_the_green_fleet(project):
    found = project()
    assert (np.diff(found["green_loans"]) > 0).all() and (
        np.diff((found["green_loans"] / found["loans"])[:6]) > 0
    ).all()


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
