"""Water by hand: users, allocation, irrigation."""

from math import exp

from model.sectors import allocation, irrigation, water

WAN_YI = 1e-4  # hundred_million_per_ten_thousand
CASES = [
    (
        allocation.river_limit,
        dict(
            water_quota=70, local_water_share=0.1, stored_inflow=100, river_inflow_base=400, river_share_elasticity=0.25,
            inflow_sharing=2, largest_river_share=0.8,
        ),
        31.5,
    ),
    (
        allocation.river_limit,
        dict(
            water_quota=70, local_water_share=0.1, stored_inflow=100, river_inflow_base=400, river_share_elasticity=0.25,
            inflow_sharing=0, largest_river_share=0.8,
        ),
        63,
    ),
    (
        allocation.river_limit,
        dict(
            water_quota=70, local_water_share=0.1, stored_inflow=100, river_inflow_base=400, river_share_elasticity=0.25,
            inflow_sharing=0, largest_river_share=0.25,
        ),
        25,
    ),
    (
        allocation.local_limit,
        dict(water_quota=70, local_water_share=0.1, rain=72.25, mean_rain=289, local_water_elasticity=0.5),
        3.5,
    ),
    (allocation.sewage, dict(industry_water_demand=4, household_water_demand=4, sewage_return_share=0.5), 4),
    (allocation.reuse_building, dict(sewage_reuse=0.4, reused_sewage_share=0.1, reuse_building_time=3), 0.1),
    (allocation.reuse_investment_demand, dict(reuse_building=0.1, sewage=4, reuse_cost=10), 4),
    (allocation.reuse_investment_demand, dict(reuse_building=-0.1, sewage=4, reuse_cost=10), 0),
    (allocation.reclaimed_water, dict(sewage=4, reused_sewage_share=0.25, treated_sewage_ratio=1.2), 1.2),
    (allocation.reclaimed_water, dict(sewage=4, reused_sewage_share=0.9, treated_sewage_ratio=1.2), 4),
    (
        allocation.agriculture_limit_base,
        dict(
            water_quota_base=73, sewage_return_share=0.5, reused_sewage_share_base=0.1, industry_water_base=4,
            household_water_base=4, water_use_base=70, agriculture_water_base=58,
        ),
        61.4,
    ),
    (
        allocation.agriculture_need_base,
        dict(agriculture_water_base=30, agriculture_limit_base=60, adequacy_sharpness=1),
        60,
    ),
    (
        allocation.first_water_demand,
        dict(household_water_demand=4, industry_water_demand=4, environment_water_demand=4, farming_rank=0.25),
        10,
    ),
    (
        allocation.last_water_demand,
        dict(agriculture_water_demand=60, industry_water_demand=4, environment_water_demand=4, farming_rank=0.25),
        62,
    ),
    (allocation.first_water_adequacy, dict(water_supply=6, first_water_demand=12), 0.5),
    (allocation.first_water_adequacy, dict(water_supply=70, first_water_demand=12), 1),
    (allocation.last_water_limit, dict(water_supply=70, first_water_demand=12), 58),
    (allocation.last_water_limit, dict(water_supply=6, first_water_demand=12), 0),
    (allocation.last_taken_share, dict(last_water_limit=60, last_water_demand=60, adequacy_sharpness=1), 0.5),
    (allocation.last_water_adequacy, dict(last_water_limit=60, last_taken_share=0.5, last_water_demand=40), 0.75),
    (allocation.water_adequacy, dict(first_water_adequacy=1, last_water_adequacy=0.6, farming_rank=0.25), 0.9),
    (allocation.agriculture_water_use, dict(agriculture_water_demand=80, last_water_adequacy=0.5), 40),
    (
        allocation.agriculture_water_adequacy,
        dict(last_water_adequacy=0.5, agriculture_water_base=50, agriculture_need_base=80),
        0.8,
    ),
    (
        allocation.drawn_share,
        dict(last_taken_share=0.5, first_water_demand=24, reclaimed_water=1, river_limit=80, local_limit=12),
        0.625,
    ),
    (
        water.industry_water_demand,
        dict(industrial_value_added=1400, industrial_water_intensity=30, hundred_million_per_ten_thousand=WAN_YI),
        4.2,
    ),
    (
        water.household_water_demand,
        dict(
            population=700, household_need_base=50, income_ratio=4, household_income_elasticity=0.5,
            hundred_million_per_ten_thousand=WAN_YI, tap_water_use=0.02,
        ),
        7.02,
    ),
    (water.household_water_use, dict(household_water_demand=4, first_water_adequacy=0.5), 2),
    (
        water.water_investment_demand,
        dict(
            efficient_irrigation_demand=30, efficient_irrigation_cost=2000, farmland_demand=40,
            high_standard_farmland_cost=1500, industrial_water_saving_investment=3, reuse_investment_demand=1,
            hundred_million_per_ten_thousand=WAN_YI,
        ),
        16,
    ),
    (
        water.environment_water_demand,
        dict(environmental_water_base=3, planting_water_base=0.5, environmental_water_level=1.2, planting_water=0.4),
        3.4,
    ),
    (
        irrigation.water_rights_payment,
        dict(water_rights_trading=0.5, industry_water_demand=4, perceived_growth=0.05, water_rights_price=6),
        0.6,
    ),
    (
        irrigation.water_rights_payment,
        dict(water_rights_trading=0.5, industry_water_demand=4, perceived_growth=-0.05, water_rights_price=6),
        0,
    ),
    (
        irrigation.efficient_irrigation_demand,
        dict(
            efficient_irrigation_programme=30, water_rights_payment=0.4, efficient_irrigation_cost=2000,
            funded_share_base=0.8, efficient_irrigation_area=450, irrigated_area=900, saturation_sharpness=1,
            hundred_million_per_ten_thousand=WAN_YI,
        ),
        20,
    ),
    (
        irrigation.land_gain_base,
        dict(
            farmland_yield_gain=0.2, high_standard_farmland_area_base=900, cropland_area=1800, irrigation_yield_gain=0.1,
            efficient_irrigation_area_base=450, irrigated_area=900,
        ),
        0.15,
    ),
    (
        irrigation.farmland_yield,
        dict(
            farmland_yield_gain=0.2, high_standard_farmland_area=1800, cropland_area=1800, irrigation_yield_gain=0.1,
            efficient_irrigation_area=900, irrigated_area=900, land_gain_base=0.04,
        ),
        1.25,
    ),
    (
        irrigation.land_gain_five_years_before,
        dict(
            farmland_yield_gain=0.2, high_standard_farmland_five_years_before=450, cropland_area=1800,
            irrigation_yield_gain=0.1, efficient_irrigation_five_years_before=225, irrigated_area=900,
        ),
        0.075,
    ),
    (
        irrigation.farmland_yield_trend,
        dict(land_gain_base=0.25, land_gain_five_years_before=0.125, trend_years=5),
        0.02,
    ),
    (
        irrigation.farm_water_thrift,
        dict(farm_water_price=0.28, farm_water_price_base=0.07, farm_water_price_elasticity=0.5),
        0.5,
    ),
    (
        irrigation.agriculture_water_demand,
        dict(
            irrigated_area=900, crop_need_base=400, crop_rain_sensitivity=0.25, rain=0, mean_rain=289,
            irrigation_efficiency=0.6, irrigation_efficiency_base=0.5, irrigation_rebound=1, farm_water_thrift=0.5,
            hundred_million_per_ten_thousand=WAN_YI,
        ),
        36 * exp(0.25),
    ),
    (
        irrigation.crop_water_adequacy,
        dict(agriculture_water_adequacy=1.1, farm_water_thrift=0.25, field_waste_share=0.5),
        0.55,
    ),
    (
        irrigation.farming_by_water_bill,
        dict(
            farm_water_price=0.6, farm_water_price_base=0.1, agriculture_water_demand=60,
            agriculture_value_added_base=240, base_year_carry=1.25, farm_supply_elasticity=0.2,
        ),
        exp(-0.02),
    ),
]  # fmt: skip
