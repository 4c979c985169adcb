"""Power market: prices, margins, contracts and value added by hand, and which way each moves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power_model import at, run, yearly

from model.sectors import power_market

WAN_YI = 1e-4
BY_HAND = [
    (power_market.indicated_competitiveness, dict(power_price=0.26, delivery_cost=0.04, coal_rate_mean=3e-4, line_loss=0, buyer_power_price=0.4, buyer_coal_rate=2e-4, marginal_carbon_cost=400, coal_carbon_content=2.5, export_elasticity=1), 1.5 / 2),
    (power_market.contract_export, dict(contracted_line_capacity=1000, line_contract_hours=7008, hours_per_year=8760, export_line_capacity=1200, national_market=0.25, export_market_elasticity=0.5), 400),
    (power_market.contract_export, dict(contracted_line_capacity=1000, line_contract_hours=7008, hours_per_year=8760, export_line_capacity=700, national_market=1, export_market_elasticity=0.5), 700),
    (power_market.fuel_cost_rise, dict(coal_price=660, coal_price_base=560, net_carbon_cost=40, coal_carbon_content=2.5, coal_rate_base=3e-4), 0.06),
    (power_market.free_power_price, dict(power_price=0.25, price_pass_through=0.5, fuel_cost_rise=0.05, price_scarcity_response=0.5, firm_ratio_base=1.2, firm_ratio=1.2), 0.275),
    (power_market.free_power_price, dict(power_price=0.25, price_pass_through=1, fuel_cost_rise=0.5, price_scarcity_response=0.5, firm_ratio_base=1.2, firm_ratio=1), 0.775),
    (power_market.market_power_price, dict(power_price=0.25, free_power_price=0.775, price_float_limit=0.2), 0.3),
    (power_market.market_power_price, dict(power_price=0.25, free_power_price=0.1, price_float_limit=0.2), 0.1),
    (power_market.power_sale_price, dict(market_power_price=0.3, free_power_price=0.5, intensive_power=400, generation=1600, smallest_energy=1e-9), 0.35),
    (power_market.running_cost, dict(coal_price=600, net_carbon_cost=40, coal_carbon_content=2.5, coal_rate_base=0.0003), 0.21),
    (power_market.coal_power_margin_base, dict(power_price=0.26, coal_price_base=500, coal_rate_base=3e-4, coal_power_fixed_cost=160, coal_generation_base=1200, coal_power_capacity_base=3000, hundred_million_per_ten_thousand=WAN_YI), 0.07),
    (power_market.coal_power_fixed_burden, dict(coal_power_fixed_cost=160, coal_power_capacity=3000, coal_generation=1200, power_price=0.26, hundred_million_per_ten_thousand=WAN_YI), 0.04),
    (power_market.coal_power_fixed_burden, dict(coal_power_fixed_cost=160, coal_power_capacity=3000, coal_generation=0, power_price=0.26, hundred_million_per_ten_thousand=WAN_YI), 0.26),
    (power_market.coal_power_fuel_cost, dict(coal_price=560, net_carbon_cost=16, coal_carbon_content=2.5, coal_rate_mean=3e-4), 0.18),
    (power_market.coal_power_margin, dict(power_sale_price=0.26, coal_power_fuel_cost=0.18, coal_power_fixed_burden=0.04), 0.04),
    (power_market.coal_power_value, dict(power_sale_price=0.3, coal_price=600, coal_rate_mean=3e-4, coal_power_other_inputs=0.02), 0.1),
    (power_market.coal_power_unit_value, dict(power_price=0.26, coal_price_base=560, coal_rate_base=3e-4, coal_power_other_inputs=0.012), 0.08),
    (power_market.renewable_unit_value, dict(power_price=0.25, renewable_input_share=0.1), 0.225),
    (power_market.power_value_added_base, dict(coal_generation_base=1500, coal_power_unit_value=0.08, renewable_generation_base=300, renewable_unit_value=0.2, electricity_demand_base=1000, network_value_added=0.06), 240),
    (power_market.power_value_added, dict(coal_generation=1500, coal_power_unit_value=0.08, renewable_generation=300, renewable_unit_value=0.2, electricity_supplied=900, electrolyser_use=100, network_value_added=0.06), 240),
    (power_market.nominal_power_value_added, dict(coal_generation=1500, coal_power_value=0.08, renewable_generation=300, power_sale_price=0.225, renewable_input_share=0.1, power_price=0.25, electricity_supplied=900, electrolyser_use=100, network_value_added=0.06, storage_payment=10, general_price=1.5), 375),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.floats(100, 3000), st.floats(0, 5000), st.floats(100, 9000))
def test_the_price_floats_within_its_limits(coal, carbon, fleet):
    values = at(coal_price=coal, net_carbon_cost=carbon, coal_power_capacity_base=fleet)
    assert 0 < values["market_power_price"] <= 1.2 * values["power_price"] * (1 + 1e-12)
    assert values["market_power_price"] <= values["power_sale_price"] <= values["free_power_price"] * (1 + 1e-12)


def test_dear_coal_takes_margins_and_lifts_the_price_in_part():
    cheap, dear = at(), at(coal_price=700.0)
    assert dear["market_power_price"] > cheap["market_power_price"]
    assert dear["coal_power_margin"] < cheap["coal_power_margin"]
    assert dear["pv_return"] > cheap["pv_return"]


def test_general_prices_scale_nominal_value_alone():
    one, two = at(), at(general_price=2.0)
    assert two["nominal_power_value_added"] == pytest.approx(2 * one["nominal_power_value_added"], rel=1e-12)
    assert all(
        two[name] == one[name] for name in ("power_value_added", "coal_power_margin", "market_power_price", "pv_demand")
    )


@pytest.mark.parametrize("base", [2015, 2020])
def test_value_added_of_the_start_lies_by_its_base(base):
    values = at(base)
    assert values["power_value_added"] == pytest.approx(values["nominal_power_value_added"], rel=0.02)


def test_a_carbon_price_cuts_coal_power_through_every_channel():
    """Dispatch between classes, contracts, closing; by 2035 the part that literature to 2021 leaves with free allocation."""
    free, dear = (run(2035, {"marginal_carbon_cost": cost, "net_carbon_cost": cost / 20}) for cost in (0.0, 500.0))
    before, after = ({name: path[-1, 0] for name, path in each.items() if np.ndim(path)} for each in yearly(free, dear))
    assert -0.2 < after["coal_burnt_for_power"] / before["coal_burnt_for_power"] - 1 < -0.08
    assert all(after[name] < before[name] for name in ("coal_plants[small]", "net_export", "coal_rate_mean"))
    assert after["renewable_generation"] > before["renewable_generation"]


def test_lines_add_value():
    few, many = (run(2035, {"export_line_approvals": pace}) for pace in (0, 1000))
    little, much = (each["power_value_added"] for each in yearly(few, many))
    assert (much >= little * (1 - 1e-12)).all()
