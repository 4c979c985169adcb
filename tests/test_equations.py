"""Equations of every sector by hand, their units and balances, and that every way of evaluating them says the same."""

from math import exp, isclose
from pathlib import Path

import by_hand.banks
import by_hand.capital
import by_hand.carbon
import by_hand.ecology
import by_hand.economy
import by_hand.energy_need
import by_hand.energy_prices
import by_hand.energy_quota
import by_hand.fuels
import by_hand.government_debt
import by_hand.green_finance
import by_hand.guarantees
import by_hand.insurance
import by_hand.money
import by_hand.people
import by_hand.prices
import by_hand.structure
import by_hand.water
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.analysis.checks import check_units
from model.data import numbers
from model.engine.declare import Equation, Parameter, Stock
from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate, start_values
from model.engine.trace import symbol
from model.export.symbolic import to_sympy
from model.sectors import SECTORS, capital_market, credit, finance

WAN_YI = 1e-4  # hundred_million_per_ten_thousand
ELSEWHERE = (
    by_hand.economy, by_hand.structure, by_hand.prices, by_hand.capital, by_hand.people, by_hand.energy_need, by_hand.energy_prices, by_hand.energy_quota, by_hand.fuels,
    by_hand.carbon, by_hand.money, by_hand.banks,
    by_hand.guarantees, by_hand.government_debt, by_hand.green_finance, by_hand.insurance,
    by_hand.water, by_hand.ecology,
)  # fmt: skip
BY_HAND = [case for module in ELSEWHERE for case in module.CASES] + [
    # finance
    (finance.supply_headroom, dict(funded_share_base=0.6, financing_sharpness=2), 1.25),
    (finance.funded_share, dict(financing_supply=75, financing_demand=100, financing_sharpness=2), 0.6),
    (
        finance.real_loan_rate,
        dict(
            real_loan_rate_base=5,
            policy_rate_change=1,
            rate_risk_response=0.5,
            perceived_bad_loan_ratio=5,
            bad_loan_ratio_base=3,
            rate_scarcity_response=10,
            perceived_funded_share=0.9,
            funded_share_base=0.8,
            excess_inflation=0.01,
            interest_period=1,
            percent=100,
        ),
        6,
    ),
    (
        finance.real_loan_rate,
        dict(
            real_loan_rate_base=5,
            policy_rate_change=-3,
            rate_risk_response=0.5,
            perceived_bad_loan_ratio=3,
            bad_loan_ratio_base=3,
            rate_scarcity_response=10,
            perceived_funded_share=0.8,
            funded_share_base=0.8,
            excess_inflation=-0.04,
            interest_period=1,
            percent=100,
        ),
        4,
    ),
    (
        finance.credit_supply,
        dict(
            start_gross_lending=1000,
            lending_scale=1.2,
            loan_funding_ratio=0.64,
            loan_funding_ratio_base=1,
            funding_elasticity=0.5,
            perceived_bad_loan_ratio=12,
            bad_loan_ratio_base=3,
            risk_elasticity=0.5,
            capital_ease=1.5,
            credit_stance=0.5,
            supported_lending=80,
        ),
        400,
    ),
    (
        finance.trend_lending,
        dict(loans_base=1000, loans_five_years_before=600, five_years=5, loan_exit_rate=0.1, lending_carry=1.5),
        240,
    ),
    (
        finance.recent_lending,
        dict(
            loans_base=1000,
            loans_year_before=800,
            one_year=1,
            loan_exit_rate=0.1,
            base_year_carry=1.21,
            credit_output_elasticity=0.5,
            inflation_base=0,
        ),
        319,
    ),
    (finance.start_gross_lending, dict(trend_lending=240, recent_lending=320, recent_lending_weight=0.25), 260),
    (
        finance.lending_carry,
        dict(base_year_carry=1.08, middle_gdp_base=0.75, credit_output_elasticity=0.5, inflation_base=0, five_years=5),
        1.2,
    ),
    (finance.lending_scale, dict(general_price=1.5, gdp=400, gdp_start=100, credit_output_elasticity=0.5), 3),
    (
        finance.capital_ease,
        dict(bank_capital_ratio=6, bank_capital_ratio_base=12, bank_capital_elasticity=1, local_bank_share=0.4),
        0.8,
    ),
    (finance.market_use, dict(financing_met=1800, placed_money=100, market_supply=2000), 0.85),
    (finance.corporate_loan_rate, dict(real_loan_rate=5, excess_inflation=0.03, interest_period=1, percent=100), 8),
    (finance.net_new_loans, dict(loan_financing=500, loan_revaluation=-150), 350),
    # credit
    (
        credit.green_default,
        dict(
            green_loans=900,
            green_default_rate=0.01,
            green_plant_loan_share=0.25,
            curtailment_rate=9.2,
            curtailment_rate_base=2.3,
            curtailment_default_elasticity=0.5,
            default_ceiling=0.3,
        ),
        11.25,
    ),
    (
        credit.start_green_lending,
        dict(green_loans_base=1000, green_loan_growth=0.1, green_loan_maturity=10, green_default_rate=0.01),
        210,
    ),
    (
        credit.start_project_lending,
        dict(
            green_debt_share=0.5,
            investment_start=2100,
            programme_spending_base=100,
            dedicated_investment_share_base=0.1,
            group_share_of_investment_base=0.06,
        ),
        40,
    ),
    (credit.other_green_share, dict(start_green_lending=210, start_project_lending=40, start_gross_lending=1700), 0.1),
    (credit.other_green_share, dict(start_green_lending=30, start_project_lending=40, start_gross_lending=1700), 0),
    (credit.other_green_lending, dict(other_green_share=0.1, gross_lending=2000), 200),
    (
        credit.green_lending_demand,
        dict(
            green_debt_share=0.5,
            investment_price=1.5,
            green_investment_demand=200,
            green_group_investment_demand=100,
            funded_share=0.8,
            other_green_lending=200,
        ),
        260,
    ),
    (credit.miner_stress, dict(coal_price=1120, coal_price_base=560), -1),
    (
        credit.coal_plant_stress,
        dict(coal_power_margin=-0.08, coal_power_margin_base=0.02, coal_power_margin_scale=0.05),
        2,
    ),
    (
        credit.miner_default_rate,
        dict(
            coal_default_rate=0.02,
            coal_default_sensitivity=0.5,
            miner_stress=-1,
            coal_stress_limit=2,
            default_ceiling=0.3,
        ),
        0.02 * exp(-0.5),
    ),
    (
        credit.coal_plant_default_rate,
        dict(
            coal_default_rate=0.02,
            coal_default_sensitivity=1,
            coal_plant_stress=9,
            coal_stress_limit=2,
            default_ceiling=0.3,
        ),
        0.02 * exp(2),
    ),
    (
        credit.coal_plant_default_rate,
        dict(
            coal_default_rate=0.02,
            coal_default_sensitivity=1,
            coal_plant_stress=9,
            coal_stress_limit=2,
            default_ceiling=0.1,
        ),
        0.1,
    ),
    (
        credit.coal_default,
        dict(coal_loans=1000, coal_mining_loan_share=0.75, miner_default_rate=0.01, coal_plant_default_rate=0.05),
        20,
    ),
    (credit.project_lending_share, dict(gross_lending=300, green_lending_demand=300, coal_lending_demand=100), 0.75),
    (credit.project_lending_share, dict(gross_lending=900, green_lending_demand=300, coal_lending_demand=100), 1),
    (
        credit.other_default_rate,
        dict(
            bad_loans_base=200,
            start_disposal=80,
            start_loan_growth=0.05,
            loans_base=10000,
            bad_loan_ratio_trend_base=-0.2,
            percent=100,
            green_loans_base=1000,
            green_default_rate=0.01,
            coal_loans_base=2000,
            coal_default_rate=0.01,
            other_loans_base=4000,
        ),
        0.01,
    ),
    (credit.bad_loan_revaluation, dict(bad_loans=200, excess_inflation=0.05), 10),
    (credit.other_lending, dict(gross_lending=900, green_lending=300, coal_lending=100), 500),
    (
        credit.other_repayment_rate,
        dict(
            loan_exit_rate=0.1,
            loans_base=10000,
            green_loans_base=1000,
            green_loan_maturity=10,
            coal_loans_base=1000,
            coal_loan_maturity=5,
            start_disposal=100,
            other_loans_base=6000,
        ),
        0.1,
    ),
    (
        credit.debt_burden,
        dict(
            loans=12000,
            loans_base=10000,
            general_price=1.2,
            perceived_gdp=5000,
            perceived_gdp_start=4000,
            contract_rate=5,
            real_loan_rate_base=4,
        ),
        1,
    ),
    (credit.farm_distress, dict(farm_loan_share=0.1, farm_default_response=5, uninsured_farm_loss=0.4), 1.2),
    (
        credit.industry_distress,
        dict(
            industry_loan_share=0.3,
            other_industry_relative_price=0.8,
            rationed_output=0.625,
            industry_default_elasticity=1,
        ),
        1.3,
    ),
    (credit.slump_distress, dict(growth_default_response=5, expected_growth=0.06, perceived_growth=0.04), np.exp(0.1)),
    (
        credit.write_off,
        dict(bad_loans=100, write_off_rate=0.25, recovery_rate=0.15, bad_loan_disposal=2, bad_loan_recovery=20),
        60,
    ),
    (
        credit.bad_loan_recovery,
        dict(bad_loans=100, recovery_rate=0.15, bad_loan_disposal=4, disposal_haste=0.5),
        30,
    ),
    # capital market
    (
        capital_market.other_asset_acquisition,
        dict(other_asset_share=0.1, nominal_gdp=4000, insurance_asset_retention=0.3, premium_income=200, claims=300),
        400,
    ),
    (credit.start_loan_growth, dict(start_net_new_loans=600, loans_base=7500), 0.08),
]
BALANCES = {
    "energy_balance", "production_account", "shares_account", "capital_account", "people_account", "electricity_balance", "carbon_balance", "financing_account", "bank_account", "bank_books", "money_account", "water_balance", "power_payment_account",
    "land_balance", "grass_account", "feed_account", "herd_account", "public_money_account", "programme_account",
}  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12)


def test_every_sector_is_checked_by_hand():
    own = {name for name in SECTORS if Path(__file__).with_name(f"test_{name}.py").exists()}  # a file of its own
    assert {function.__module__.rpartition(".")[2] for function, _, _ in BY_HAND} | own == set(SECTORS)
    assert len({function for function, _, _ in BY_HAND}) >= 25


def test_units_of_every_equation_are_consistent(region):
    assert check_units(region) == []


def test_the_balances_are_declared(region):
    assert set(region.balances) >= BALANCES


def test_every_shipped_scenario_balances_to_2035(region, shipped):
    """The run refuses a balance that is open by more than 1e-9; here the year ends are added up once more."""
    for name, scenario in shipped.items():
        found = simulate(region, 2035, Setup(parameters=scenario.parameters, inputs=scenario.levers))
        values = found.constants | found.ends
        for balance, declared in region.balances.items():
            sides = [sum(values[e] for e in region.elements(terms)) for terms in (declared.sources, declared.uses)]
            assert np.allclose(*sides, rtol=1e-9, atol=0), (name, balance)


# -- one equation, three ways ------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def start(region):
    """Every value at the start, off its calibrated point so that no ratio to 2020 is simply one."""
    values = start_values(region, {}, {"carbon_price": 42.85, "coal_price": 700.0})
    names = {n: values[n] * (1 + 0.01 * (1 + i % 7)) for i, n in enumerate(region.elements(region.of_kind(Stock)))}
    return {name: float(value) for name, value in (values | names).items()}


def _names(region):
    return [n for n, d in region.declarations.items() if isinstance(d, Equation)]


def test_floats_kernel_and_sympy_agree_on_every_equation(region, start):
    """Each equation called with floats, traced and then printed for the kernel, and traced into SymPy."""
    seen = 0
    for name in _names(region):
        equation = region.declarations[name]
        plain = equation.elements(lambda n, i: start[region.element(n, i)])
        traced = equation.elements(lambda n, i: symbol(region.element(n, i)))
        for element, number, expression in zip(region.elements([name]), plain, traced, strict=True):
            assert _evaluated(expression, start) == pytest.approx(float(number), rel=1e-9, abs=1e-12), element
            seen += 1
    assert seen > 200


def _evaluated(expression, start):
    symbolic = to_sympy(expression)
    return float(symbolic.evalf(30, subs={s: start[s.name] for s in symbolic.free_symbols}, maxn=200))


def test_the_kernel_computes_the_equations(region, start):
    """One step of the kernel, of floats and of arrays, against the plain functions called in their order."""
    kernel = Kernel(region)
    stocks, constants = ([start[n] for n in names] for names in (kernel.stocks, kernel.constants))
    inputs = [start[n] for n in kernel.inputs]
    values = dict(zip([*kernel.stocks, *kernel.constants, *kernel.inputs], [*stocks, *constants, *inputs], strict=True))
    for name in region.order:
        found = region.declarations[name].elements(lambda n, i: values[region.element(n, i)])
        values |= dict(zip(region.elements([name]), found, strict=True))
    floats, _ = kernel.of_floats["step"](stocks, constants, inputs)
    arrays, _ = kernel.of_arrays["step"](*([np.float64(v) for v in group] for group in (stocks, constants, inputs)))
    assert len(kernel.values) > 150
    for name, one, other in zip(kernel.values, floats, arrays, strict=True):
        assert isclose(one, values[name], rel_tol=1e-9, abs_tol=1e-12), name
        assert one == float(other), name


# -- members of a batch ------------------------------------------------------------------------------------------------
UNCERTAIN = {n: f for n, f in numbers().items() if f.low is not None and f.high is not None and f.low < f.high}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_member_of_a_batch_is_the_member_alone(region, data):
    """Random parameters within their ranges: the bits of the second member are those of its own run."""
    names = data.draw(st.lists(st.sampled_from(_uncertain(region)), min_size=1, max_size=6, unique=True))
    drawn = {n: [data.draw(st.floats(UNCERTAIN[n].low, UNCERTAIN[n].high)) for _ in range(3)] for n in names}
    alone = [_attempt(region, {n: values[i] for n, values in drawn.items()}) for i in range(3)]
    batch = _attempt(region, {n: np.array(values) for n, values in drawn.items()})
    if any(run is None for run in alone):
        assert batch is None  # a member that leaves its domain stops the batch
        return
    for group in ("ends", "totals"):
        for name, values in getattr(batch, group).items():
            for i, run in enumerate(alone):
                assert np.array_equal(values[:, i], getattr(run, group)[name][:, 0]), (group, name, i)


def _attempt(region, parameters):
    try:
        return simulate(region, 2023, Setup(parameters=parameters))
    except RunError:
        return None


def _uncertain(region):
    parameters = set(region.elements(region.of_kind(Parameter)))
    return sorted(parameters & set(UNCERTAIN))
