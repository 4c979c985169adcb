"""Prices by hand."""

from model.sectors import prices

CASES = [
    (prices.price_rise, dict(general_price=1.5, inflation=0.02), 0.03),
    (prices.energy_cost, dict(coal_price=560, industry_carbon_cost=20, coal_carbon_content=2.5), 610),
    (prices.coal_relative_price, dict(coal_price=1000, coal_price_base=500, coal_value_elasticity=2), 4),
    (
        prices.other_industry_relative_price,
        dict(
            producer_price=1.1, producer_price_elasticity=2, energy_cost=400, coal_price_base=100, energy_cost_burden=0.5
        ),
        0.605,
    ),
    (prices.investment_price, dict(general_price=2, construction_relative_price=1.1), 2.2),
    (
        prices.services_relative_price_change,
        dict(services_relative_price=1, services_relative_price_limit=1.2, relative_price_time=4),
        0.05,
    ),
    (
        prices.power_relative_price,
        dict(nominal_power_value_added=330, power_value_added=300, general_price=1.1),
        1,
    ),
]  # fmt: skip
