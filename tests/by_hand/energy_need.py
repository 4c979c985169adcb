"""Energy need by hand."""

from math import log

from model.sectors import energy_need

CASES = [
    (energy_need.direct_fuel_base, dict(primary_energy_base=8000, electricity_demand_base=1000, coal_equivalent=3), 5000),
    (
        energy_need.activity_ratio,
        dict(user_activity=440, user_activity_base=100, base_year_carry=1.1, activity_elasticity=0.5),
        2,
    ),
    (
        energy_need.household_activity,
        dict(gdp_start=4000, population=720, population_base=600, income_ratio=4, household_energy_elasticity=0.5),
        9600,
    ),
    (
        energy_need.fuel_index_change,
        dict(
            fuel_frontier=0.8, equipment_effect=1.5, fuel_cost_ratio=4, vintage_price_elasticity=0.5, fuel_index=1, turnover=0.1,
            scrapped_excess=2, depreciation_rate=0.05,
        ),
        -0.06,
    ),
    (
        energy_need.fuel_index_change,
        dict(
            fuel_frontier=0.8, equipment_effect=1.5, fuel_cost_ratio=4, vintage_price_elasticity=0.5, fuel_index=0.7, turnover=0.1,
            scrapped_excess=2, depreciation_rate=0.05,
        ),
        -0.01,
    ),
    (
        energy_need.plant_effect,
        dict(
            strategic_emerging_share=20, strategic_emerging_share_base=10, strategic_energy_relief=2,
            energy_review=0.5, review_reach=0.2, percent=100,
        ),
        0.72,
    ),
    (
        energy_need.retrofit,
        dict(
            retrofit_demand=100, funded_share=0.8, retrofit_cost=4000, industry_need=5000, retrofitted_share=0.1,
            retrofit_potential=0.2, shortest_retrofit_time=2, hundred_million_per_ten_thousand=1e-4,
        ),
        0.02,
    ),
    (
        energy_need.retrofit,
        dict(
            retrofit_demand=400, funded_share=1, retrofit_cost=4000, industry_need=5000, retrofitted_share=0.2,
            retrofit_potential=0.2, shortest_retrofit_time=2, hundred_million_per_ten_thousand=1e-4,
        ),
        0,
    ),
    (
        energy_need.retrofit,
        dict(
            retrofit_demand=4000, funded_share=1, retrofit_cost=4000, industry_need=5000, retrofitted_share=0.1,
            retrofit_potential=0.2, shortest_retrofit_time=2, hundred_million_per_ten_thousand=1e-4,
        ),
        0.05,
    ),
    (energy_need.industry_fuel_left, dict(retrofitted_share=0.2, park_energy_left=0.5, industry_ration=0.5), 0.2),
    (
        energy_need.industry_electricity_left,
        dict(
            retrofitted_share=0.2, park_energy_left=0.5, perceived_industry_power_ratio=1 + 5 * log(2),
            power_price_response=0.2, industry_ration=0.5,
        ),
        0.1,
    ),
    (energy_need.retrofit_demand, dict(efficiency_programme=20, industry_energy_cost_ratio=1.5), 30),
    (energy_need.large_project_value, dict(large_project_need=200, large_project_value_added=0.05), 10),
    (
        energy_need.large_project_completion,
        dict(
            large_projects=100, large_project_admission=0.25, primary_energy=8000, energy_budget=10000,
            energy_budget_sharpness=4,
        ),
        20,
    ),
    (
        energy_need.large_project_completion,
        dict(
            large_projects=100, large_project_admission=0.25, primary_energy=9000, energy_budget=8000,
            energy_budget_sharpness=4,
        ),
        0,
    ),
]  # fmt: skip
