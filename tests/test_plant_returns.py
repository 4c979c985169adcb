"""Returns of plants: by hand, and that uptake is a share that ends at a loss."""

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power_model import at

from model.sectors import plant_returns

BY_HAND = [
    (plant_returns.slice_glut, dict(variable_potential=100, variable_generation=75, smallest_energy=1e-9), 0.25),
    (plant_returns.slice_worth, dict(slice_glut=0.25, glut_response=2), 0.5),
    (plant_returns.slice_worth, dict(slice_glut=0.5, glut_response=3), 0),
    (plant_returns.pv_worth_part, dict(pv_slice_share=0.1, slice_worth=0.5), 0.05),
    (plant_returns.wind_worth_part, dict(wind_slice_share=0.2, slice_worth=0.5), 0.1),
    (plant_returns.green_capital_rate, dict(green_loan_rate=5, percent=100, one_year=1, inflation_base=0.02, least_real_rate=0.005), 0.03),
    (plant_returns.coal_capital_rate, dict(ordinary_loan_rate=1, percent=100, one_year=1, inflation_base=0.02, least_real_rate=0.005), 0.005),
    (plant_returns.pv_charge, dict(green_capital_rate=0.04, pv_life=25), 0.04 / (1 - exp(-1))),
    (plant_returns.wind_charge, dict(green_capital_rate=0.05, wind_life=20), 0.05 / (1 - exp(-1))),
    (plant_returns.coal_power_charge, dict(coal_capital_rate=0.02, coal_power_life=50), 0.02 / (1 - exp(-1))),
    (plant_returns.pv_return, dict(pv_hours=1400, pv_worth=0.5, market_power_price=0.3, renewable_input_share=0.1, pv_subsidy=0.13, pv_unit_cost=3500, required_storage_cost=500, pv_charge=0.07), 1),
    (plant_returns.wind_return, dict(wind_hours=2000, wind_worth=1, market_power_price=0.25, renewable_input_share=0.2, wind_subsidy=0, wind_unit_cost=5000, required_storage_cost=0, wind_charge=0.1), 0.8),
    (plant_returns.coal_power_return, dict(power_sale_price=0.3, coal_power_fuel_cost=0.2, coal_power_other_inputs=0.02, coal_power_hours=4000, coal_power_unit_cost=4000, coal_power_charge=0.06, coal_upkeep_rate=0.02), 1),
    (plant_returns.pv_uptake, dict(pv_return=0.7, uptake_threshold=0.7, uptake_sharpness=10), 0.5),
    (plant_returns.wind_uptake, dict(wind_return=0.9, uptake_threshold=0.7, uptake_sharpness=10), 1 / (1 + exp(-2))),
    (plant_returns.coal_uptake, dict(coal_power_return=0.5, uptake_threshold=0.7, uptake_sharpness=10, thin_margin=0), 1 / (1 + exp(2))),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 3000), st.floats(100, 3000), st.floats(1, 20000))
def test_a_start_is_a_share_of_what_is_approved(hours, coal, sun):
    values = at(pv_hours=hours, coal_price=coal, pv_capacity_base=sun)
    for plant in ("pv", "wind", "coal"):
        assert 0 <= values[f"{plant}_uptake"] <= 1
    assert values["coal_power_demand"] <= values["coal_power_approvals"]


def test_at_a_deep_loss_next_to_nothing_is_started():
    assert at(pv_hours=0.0)["pv_uptake"] < 0.01
    assert at(coal_price=3000.0)["coal_uptake"] < 0.01
