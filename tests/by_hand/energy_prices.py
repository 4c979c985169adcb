"""Energy prices by hand."""

from model.sectors import energy_prices as subject

WAN_YI = 1e-4
CASES = [
    (subject.industry_coal_cost, dict(coal_price=560, industry_carbon_cost=20, coal_carbon_content=2.5), 610),
    (subject.industry_gas_cost, dict(gas_price=1600, industry_carbon_cost=100, gas_carbon_content=1.6), 1760),
    (subject.industry_oil_cost, dict(oil_price=4000, industry_carbon_cost=100, oil_carbon_content=2), 4200),
    (
        subject.fuel_cost_base,
        dict(
            direct_coal_base=4000, coal_price_base=500, gas_consumption_base=200, gas_price=1500, oil_consumption_base=200,
            oil_price=4000, hundred_million_per_ten_thousand=WAN_YI,
        ),
        310,
    ),
    (
        subject.industry_fuel_ratio,
        dict(
            direct_coal_base=4000, industry_coal_cost=1000, gas_consumption_base=200, industry_gas_cost=1500,
            oil_consumption_base=200, industry_oil_cost=4500, fuel_cost_base=260, hundred_million_per_ten_thousand=WAN_YI,
        ),
        2,
    ),
    (
        subject.other_fuel_ratio,
        dict(
            direct_coal_base=4000, coal_price=1000, coal_price_base=500, fuel_cost_base=400,
            hundred_million_per_ten_thousand=WAN_YI,
        ),
        1.5,
    ),
    (subject.intensive_power, dict(industry_power=900, differential_price_cover=0.5), 450),
    (subject.limited_power, dict(generation=1800, net_export=800, intensive_power=400), 600),
    (
        subject.business_power_rise,
        dict(
            market_power_price=0.3, power_price=0.25, limited_power=600, business_power=900, intensive_power=400,
            smallest_energy=1e-9, storage_price=0.01,
        ),
        0.07,
    ),
    (subject.storage_price, dict(storage_payment=9, business_power=900, smallest_energy=1e-9), 0.01),
    (
        subject.industry_power_rise,
        dict(
            business_power_rise=0.06, free_power_price=0.35, power_price=0.25, storage_price=0.01, differential_price_cover=0.5
        ),
        0.085,
    ),
    (subject.power_bill_rise, dict(power_rise=0.05, power_used=900), 45),
    (
        subject.power_income_rise,
        dict(
            market_power_price=0.3, power_price=0.25, limited_power=600, free_power_price=0.35, intensive_power=400,
            storage_payment=9,
        ),
        79,
    ),
    (
        subject.industry_power_ratio,
        dict(
            industry_power_rise=0.05, differential_power_price=0.1, differential_price_cover=0.5, industrial_power_price=0.4
        ),
        1.25,
    ),
    (subject.business_power_ratio, dict(business_power_rise=0.1, industrial_power_price=0.4), 1.25),
    (
        subject.industry_energy_cost_ratio,
        dict(
            perceived_industry_fuel_ratio=2, fuel_cost_base=300, perceived_industry_power_ratio=1.5,
            electricity_demand_base=500, industrial_power_price=0.4,
        ),
        1.8,
    ),
    (subject.power_burden, dict(power_bill_rise=45, user_activity=900), 0.05),
    (
        subject.coal_bill_rise,
        dict(direct_coal=4000, coal_price=660, coal_price_base=560, hundred_million_per_ten_thousand=WAN_YI),
        40,
    ),
    (
        subject.rivals_power_rise,
        dict(
            price_pass_through=0.5, coal_price=660, coal_price_base=560, buyer_coal_rate=4e-4, price_float_limit=0.2,
            buyer_power_price=0.4, differential_price_cover=0.25,
        ),
        0.02,
    ),
    (
        subject.rivals_power_rise,
        dict(
            price_pass_through=0.5, coal_price=1560, coal_price_base=560, buyer_coal_rate=4e-4, price_float_limit=0.2,
            buyer_power_price=0.4, differential_price_cover=0.25,
        ),
        0.08 * 0.75 + 0.2 * 0.25,
    ),
    (
        subject.passed_on,
        dict(cost_passed_on=0.5, coal_bill_rise=40, industry_power=1000, rivals_power_rise=0.02),
        30,
    ),
    (
        subject.industry_energy_burden,
        dict(industry_power_burden=0.05, coal_bill_rise=40, passed_on=30, other_industry_value_added=1000),
        0.06,
    ),
    (
        subject.industry_levy_burden,
        dict(
            differential_power_price=0.1, intensive_power=400, industry_carbon_cost=100, paid_share=0.1, industry_carbon=6000,
            other_industry_value_added=460, hundred_million_per_ten_thousand=WAN_YI,
        ),
        0.1,
    ),
    (subject.industry_carbon, dict(direct_coal=4000, coal_carbon_content=2.5, combusted_share=0.6), 6000),
]  # fmt: skip
