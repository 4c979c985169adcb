"""Grassland, herd and forest by hand."""

from math import e

from model.sectors import ecology, forest, herd

WAN_YI = 1e-4  # hundred_million_per_ten_thousand
LAND = dict(
    degraded_cover_capacity=80, healthy_grassland_area=500, cover_weight_healthy=1.5, recovering_grassland_area=500,
    cover_weight_recovering=1.1, degraded_grassland_area=900, converted_grassland_area=100, cover_weight_converted=1,
    grassland_area=2000, percent=100,
)  # fmt: skip
CASES = [
    (ecology.vegetation_rain_effect, dict(vegetation_rain=0, mean_rain=289, rain_half_effect=1, dry_floor=0.2), 0.2),
    (ecology.vegetation_rain_effect, dict(vegetation_rain=289, mean_rain=289, rain_half_effect=1, dry_floor=0.2), 1),
    (ecology.cover_growth, dict(grassland_cover=50, cover_growth_constant=0.2, cover_capacity=100), 5),
    (
        ecology.credited_restoration,
        dict(carbon_price=50, grassland_carbon_sink=20, sink_certification=0.5, restoration_cost=250),
        2,
    ),
    (
        ecology.restoration_demand,
        dict(restoration_programme=20, credited_restoration=4, funded_share_base=0.8, restoration_capacity=200),
        30,
    ),
    (
        ecology.restoration_demand,
        dict(restoration_programme=200, credited_restoration=4, funded_share_base=0.8, restoration_capacity=200),
        200,
    ),
    (
        ecology.native_seed_share,
        dict(seed_field_area=2, seed_yield=20, restoration_demand=50, other_sowing=10, seed_rate=2),
        0.25,
    ),
    (
        ecology.restoration_success,
        dict(native_seed_share=1, native_seed_share_base=0.5, outside_seed_failure=0.4),
        1.25,
    ),
    (
        ecology.restoration,
        dict(
            restoration_demand=30, funded_share=0.8, restoration_success=1.25, degraded_grassland_area=2000,
            shortest_conversion_time=2,
        ),
        30,
    ),
    (
        ecology.grassland_restored_share,
        dict(
            degraded_grassland_area=1500, converted_grassland_area=100, degraded_grassland_area_base=2000, percent=100
        ),
        20,
    ),
    (ecology.dust_ratio, dict(grassland_cover=60, grassland_cover_base=50, percent=100), 0.8),
    (ecology.pv_cleanness, dict(soiling_loss=0.2, local_dust_share=0.5, dust_ratio=0), 1.125),
    (
        herd.ban_evasion,
        dict(
            grazing_ban_enforcement=0.9, grazing_compensation=15, grazing_compensation_base=7.5, compensation_response=1,
            fodder_scarcity=2, fodder_response=1,
        ),
        0.2 / e,
    ),
    (
        herd.ban_evasion,
        dict(
            grazing_ban_enforcement=0, grazing_compensation=0, grazing_compensation_base=7.5, compensation_response=1,
            fodder_scarcity=1, fodder_response=1,
        ),
        1,
    ),
    (
        herd.illicit_share,
        dict(livestock=1000, free_grazing_share=0.6, ban_evasion=0.5, feed_need=0.5, forage_growth=450),
        0.25,
    ),
    (
        herd.rotation_reach,
        dict(rotational_grazing=0.5, healthy_grassland_area=800, grassland_area=3200, rotation_use=0.4),
        0.05,
    ),
    (herd.rotation_share, dict(rotation_reach=0.4, livestock=1000, feed_need=0.5, forage_growth=500), 0.2),
    (herd.grazing_pressure, dict(illicit_share=0.2, rotation_share=0.5, rotation_damage=0.5), 0.4),
    (herd.cut_grass, dict(forage_growth=200, illicit_share=0.2, rotation_share=0.5, grass_feed_share=0.25), 20),
    (herd.standing_grass, dict(forage_growth=200, illicit_share=0.2, rotation_share=0.5, grass_feed_share=0.25), 60),
    (
        herd.fodder_ration,
        dict(
            free_grazing_share=0.5, ban_evasion=0.4, illicit_share=0.5, rotation_reach=0.4, forage_growth=500,
            livestock=1000, feed_need=0.5,
        ),
        0.8,
    ),
    (
        herd.fodder_adequacy,
        dict(livestock=1000, feed_need=0.5, fodder_ration=0.8, fodder_supply=400, feed_sharpness=1),
        0.5,
    ),
    (herd.feed_adequacy, dict(fodder_ration=0.8, fodder_adequacy=0.5), 0.6),
    (herd.herd_output, dict(herd_size=1.1, feed_adequacy=0.72, feed_adequacy_base=0.9), 0.88),
    (herd.herd_size, dict(livestock=1100, livestock_base=1000, smallest_herd=1), 1.1),
    (herd.herd_size, dict(livestock=0, livestock_base=0, smallest_herd=1), 0),
    (
        herd.fodder_scarcity,
        dict(
            herd_size=1.5, crop_fodder=700, sown_fodder=300, crop_feed=500, forage_area_base=1000, forage_yield=0.3
        ),
        1.2,
    ),
    (
        herd.forage_demand,
        dict(forage_programme=20, funded_share_base=0.8, forage_area=600, forage_limit=1200),
        12.5,
    ),
    (
        herd.livestock_sales,
        dict(
            livestock=1000, sales_rate=0.5, forced_sales=1, feed_adequacy=0.8, fodder_scarcity=1, restocking_response=0.5,
            destocking=0.1,
        ),
        700,
    ),
    (
        herd.livestock_sales,
        dict(
            livestock=1000, sales_rate=0.5, forced_sales=1, feed_adequacy=0.8, fodder_scarcity=0.25, restocking_response=0.5,
            destocking=0,
        ),
        300,
    ),
    (
        herd.sales_rate,
        dict(herd_birth_rate_base=0.5, herd_trend_base=0.02, forced_sales=1, feed_adequacy_base=0.8),
        0.38 / 1.2,
    ),
    (
        herd.grazing_compensation_paid,
        dict(grazing_compensation=7.5, basic_grassland_area=2600, hundred_million_per_ten_thousand=WAN_YI),
        1.95,
    ),
    (forest.forest_cover, dict(forest_area=1500, land_area=7500, percent=100), 20),
    (
        forest.afforestation_base,
        dict(afforestation_programme_base=100, forest_area_base=500, forest_limit=2000),
        75,
    ),
    (
        forest.planting_water,
        dict(afforestation=80, planting_water_need=50, hundred_million_per_ten_thousand=WAN_YI),
        0.4,
    ),
    (
        forest.planting_water_base,
        dict(afforestation_base=60, planting_water_need=50, hundred_million_per_ten_thousand=WAN_YI),
        0.3,
    ),
    (ecology.cover_capacity, LAND | dict(vegetation_rain_effect=0.5), 46),
    (ecology.cover_capacity, LAND | dict(vegetation_rain_effect=2), 100),
]  # fmt: skip
