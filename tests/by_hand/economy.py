"""Economy by hand."""

from math import log

from model.sectors import economy

CASES = [
    (economy.other_industry_value_added, dict(industry_produced=2000, rationed_output=0.5, capture_expense=1000 * log(2), large_project_value=10), 510),
    (economy.base_year_carry, dict(gdp_growth_trend=0.21), 1.1),
    (
        economy.produced,
        dict(
            produced_base=1000, base_year_carry=1.1, productivity=1.2, capital=400, capital_base=100,
            capital_elasticity=0.5, labour_ratio=0.25, capacity_utilisation=0.5, branch_orders=0.8,
        ),
        528,
    ),
    (economy.industry_orders, dict(national_market=0.25, market_elasticity=0.5, orders_limit=1.2), 0.5),
    (economy.industry_orders, dict(national_market=4, market_elasticity=0.5, orders_limit=1.2), 1.2),
    (
        economy.productivity_gain,
        dict(
            productivity=2, productivity_limit=3, productivity_growth=0.02, strategic_emerging_share=40,
            strategic_emerging_share_base=10, productivity_elasticity=0.5,
        ),
        0.04,
    ),
    (
        economy.farming_productivity_gain,
        dict(farming_productivity=1, farming_practice_growth=0.04, farming_productivity_limit=2),
        0.04,
    ),
    (
        economy.agriculture_value_added,
        dict(
            agriculture_value_added_base=300, base_year_carry=1, farming_productivity=1.5, season_water_adequacy=0.25,
            farming_water_elasticity=0.5, farmland_yield=2.4, farming_by_water_bill=0.5, herd_part=0.5, herd_output=0.8, farm_practice_value=5,
        ),
        320,
    ),
    (
        economy.farming_practice_growth,
        dict(farming_productivity_growth=0.04, herd_part=0.4, herd_trend_base=0.02, farmland_yield_trend=0.01),
        0.026,
    ),
    (
        economy.construction_value_added,
        dict(
            construction_value_added_base=300, base_year_carry=1.1, work_under_way=1000, investment_start=4000,
            construction_elasticity=0.5,
        ),
        165,
    ),
    (economy.nominal_value_added, dict(value_added_by_branch=100, branch_price=1.1, general_price=2), 220),
    (economy.gdp_deflator, dict(nominal_gdp=4400, gdp=4000), 1.1),
    (
        economy.income_ratio,
        dict(perceived_gdp=6000, perceived_gdp_start=4000, population=720, population_base=600),
        1.25,
    ),
    (economy.indicated_utilisation, dict(water_adequacy=0.25, water_elasticity=0.5, power_adequacy=0.8), 0.4),
    (
        economy.services_value_added_base,
        dict(
            gdp_base=4000, agriculture_value_added_base=400, industrial_value_added_base=1300,
            construction_value_added_base=300,
        ),
        2000,
    ),
]  # fmt: skip
