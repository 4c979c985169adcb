"""Energy need by hand."""

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
        dict(fuel_frontier=0.8, equipment_effect=0.75, fuel_index=1, turnover=0.1),
        -0.04,
    ),
    (
        energy_need.plant_effect,
        dict(
            cost_effect=0.9, strategic_emerging_share=20, strategic_emerging_share_base=10, strategic_energy_relief=2,
            energy_review=0.5, review_reach=0.2, percent=100,
        ),
        0.648,
    ),
    (
        energy_need.retrofit,
        dict(
            retrofit_demand=100, funded_share=0.8, retrofit_cost=4000, industry_need=5000, retrofitted_share=0.1,
            retrofit_potential=0.2, hundred_million_per_ten_thousand=1e-4,
        ),
        0.02,
    ),
    (
        energy_need.retrofit,
        dict(
            retrofit_demand=400, funded_share=1, retrofit_cost=4000, industry_need=5000, retrofitted_share=0.2,
            retrofit_potential=0.2, hundred_million_per_ten_thousand=1e-4,
        ),
        0,
    ),
    (
        energy_need.power_price_ratio,
        dict(differential_power_price=0.2, differential_price_cover=0.5, industrial_power_price=0.4),
        1.25,
    ),
    (energy_need.energy_budget_room, dict(primary_energy=8000, energy_budget=8000, energy_budget_sharpness=1), 0.5),
    (energy_need.large_project_completion, dict(large_projects=100, large_project_admission=0.25), 25),
    (
        energy_need.differential_price_burden,
        dict(
            differential_power_price=0.1, differential_price_cover=0.5, industry_electricity=900,
            other_industry_value_added=900,
        ),
        0.05,
    ),
]  # fmt: skip
