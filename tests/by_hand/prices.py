"""Prices by hand."""

from math import log

from model.sectors import prices

CASES = [
    (prices.price_rise, dict(general_price=1.5, inflation=0.02), 0.03),
    (
        prices.coal_relative_price,
        dict(
            coal_price=1000, coal_price_base=500, coal_value_elasticity=2, coal_value_floor=0.05, coal_power_burden=3 * log(2)
        ),
        1.5,
    ),
    (
        prices.coal_relative_price,
        dict(coal_price=100, coal_price_base=500, coal_value_elasticity=2, coal_value_floor=0.05, coal_power_burden=0),
        0.05,
    ),
    (
        prices.perceived_coal_relative_price,
        dict(perceived_coal_price=600, coal_price_base=500, coal_value_elasticity=2, coal_value_floor=0.05),
        1.4,
    ),
    (
        prices.other_industry_relative_price,
        dict(producer_price=1.1, producer_price_elasticity=2, industry_energy_burden=1.21 * log(2)),
        0.605,
    ),
    (prices.services_value_price, dict(services_relative_price=1.1, services_power_burden=0), 1.1),
    (prices.construction_value_price, dict(construction_relative_price=2, construction_power_burden=2 * log(4)), 0.5),
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
