"""Ecology: grassland by condition, its cover, its restoration and its dust.

Stocks   four classes of grassland, basic_grassland_area, grassland_cover, seed_field_area, vegetation_rain
Told     grazing_pressure by herd, rain by allocation, carbon_price by carbon, PV completed by renewables
Gives    grassland_carbon_sink to carbon, pv_cleanness to slices, forage_growth to herd, ecology_investment_demand
Loops    degradation -> lower capacity -> cover -> more pressure -> degradation (collapse); sink revenue -> restoration ->
         sink (small)
"""

import numpy as np

from model.engine.declare import Balance, Lever, Parameter, Stock, auxiliary, derived, flow, ratio, smooth

SHARE, PERCENT = (0.0, 1.0), (0.0, 100.0)
GRASS, AREA, SINK, MONEY = "1e4 mu", "1e4 mu/year", "1e4 t/year", "1e8 CNY/year"

restoration_programme = Lever(AREA, title="Grassland restored a year", title_zh="草原年修复规模", domain=(0, 3000))
seed_field_programme = Lever(
    AREA, title="Fields of native grass seed a year", title_zh="年新建乡土草种繁育基地", domain=(0, 100)
)
sink_certification = Lever(
    "1", title="Share of the grassland sink that is certified and sold", title_zh="草原碳汇核证交易比例", domain=SHARE
)
basic_grassland_designation = Lever(AREA, title="Basic grassland added", title_zh="年划定基本草原", domain=(0, 3000))
basic_grassland_protection = Lever("1", title="Basic grassland protection", title_zh="基本草原保护力度", domain=SHARE)
grassland_area = Parameter(GRASS, title="Grassland, all classes", title_zh="草原总面积")
degraded_share_base = Parameter("%", title="Degraded share, base year", title_zh="退化草原占比（基年）", domain=PERCENT)
degradation_by_grazing = Parameter("1/year", title="Degradation under full pressure", title_zh="全强度放牧退化率")
degradation_by_drought = Parameter("1/year", title="Degradation without rain", title_zh="无雨退化率")
restoration_capacity = Parameter(AREA, title="Most that can be restored a year", title_zh="年修复能力上限")
shortest_conversion_time = Parameter("year", title="Shortest time to treat or take an area", title_zh="最短转换时间")
recovery_time = Parameter("year", title="Recovery time of restored grassland", title_zh="修复草原恢复时间")
relapse_rate = Parameter("1/year", title="Relapse under full pressure", title_zh="全强度放牧复退率")
pv_land_per_kw = Parameter("mu/kW", title="Land of a kW of PV", title_zh="光伏单位用地")
pv_grassland_share = Parameter("1", title="PV land that is grassland", title_zh="光伏占用草原比例", domain=SHARE)
construction_pressure = Parameter("1/year", title="Conversion of unprotected grassland", title_zh="未保护草原占用率")
cover_headroom = Parameter("1", title="Capacity of cover above the cover of the base year", title_zh="盖度承载余量")
cover_trend_base = Parameter("%/year", title="Trend of cover at the start", title_zh="盖度初始年增量")
cover_weight_healthy = Parameter("1", title="Cover, healthy to degraded", title_zh="健康草原盖度相对值")
cover_weight_recovering = Parameter("1", title="Cover, recovering to degraded", title_zh="恢复中草原盖度相对值")
cover_weight_converted = Parameter("1", title="Cover, converted to degraded", title_zh="占用草原盖度相对值")
grazing_cover_loss = Parameter("1/year", title="Loss of cover under full pressure", title_zh="全强度放牧盖度损失率")
rain_half_effect = Parameter("1", title="Rain at half effect, to the mean", title_zh="降水半效应值")
dry_floor = Parameter("1", title="Vegetation without rain, to that at mean rain", title_zh="无雨植被下限", domain=SHARE)
vegetation_response_time = Parameter("year", title="Response time of vegetation", title_zh="植被响应时间")
grass_output_base = Parameter("1e4 t/year", title="Dry grass output, base year", title_zh="干草产量（基年）")
healthy_sink_rate = Parameter("t/ha/year", title="Carbon gain, healthy grassland", title_zh="健康草原碳积累率")
recovering_sink_rate = Parameter("t/ha/year", title="Carbon gain, recovering grassland", title_zh="恢复中草原碳积累率")
ha_per_mu = Parameter("ha/mu", title="Hectares in a mu", title_zh="公顷每亩")
co2_per_carbon = Parameter("1", title="CO2 to carbon by mass", title_zh="二氧化碳与碳质量比")
restoration_cost = Parameter("CNY/mu", title="Cost of restoration", title_zh="草原修复亩均投资")
restoration_programme_base = Parameter(
    AREA, title="Grassland restored a year, base year", title_zh="草原年修复规模（基年）"
)
seed_rate = Parameter("kg/mu", title="Seed that a mu of restoration takes", title_zh="修复亩均用种量")
seed_yield = Parameter("kg/mu/year", title="Seed that a mu of field gives", title_zh="种子田亩产")
seed_field_life = Parameter("year", title="Life of a seed field", title_zh="种子田使用年限")
other_sowing = Parameter(AREA, title="Grass sown outside the programme", title_zh="计划外种草面积")
outside_seed_failure = Parameter(
    "1", title="Failure of land sown with seed from elsewhere", title_zh="外来草种修复失败率", domain=SHARE
)
seed_field_cost = Parameter("CNY/mu", title="Cost of a seed field", title_zh="种子田亩均投资")
soiling_loss = Parameter(
    "1", title="Sun power lost to dust on panels, base year", title_zh="光伏积尘损失率（基年）", domain=SHARE
)
local_dust_share = Parameter(
    "1", title="Dust that the region's own bare land raises", title_zh="本地裸地扬尘占比", domain=SHARE
)
healthy_grassland_area = Stock(
    GRASS, initial="healthy_grassland_area_base", title="Healthy grassland", title_zh="健康草原面积")  # fmt: skip
degraded_grassland_area = Stock(
    GRASS, initial="degraded_grassland_area_base", title="Degraded grassland", title_zh="退化草原面积")  # fmt: skip
recovering_grassland_area = Stock(
    GRASS, initial="recovering_grassland_area_base", title="Recovering grassland", title_zh="恢复草原面积")  # fmt: skip
converted_grassland_area = Stock(
    GRASS, initial="converted_grassland_area_base", title="PV on grassland", title_zh="光伏占用草原")  # fmt: skip
basic_grassland_area = Stock(
    GRASS, initial="basic_grassland_area_base", title="Basic grassland", title_zh="基本草原面积")  # fmt: skip
grassland_cover = Stock("%", initial="grassland_cover_base", title="Grassland cover", title_zh="草原综合植被盖度")
seed_field_area = Stock(
    GRASS, initial="seed_field_area_base", title="Fields of native grass seed", title_zh="乡土草种繁育基地面积"
)
vegetation_rain = smooth(
    "rain", over="vegetation_response_time", units="mm/year", order=3, initial="mean_rain",
    title="Rain as vegetation feels it", title_zh="植被感知降水量",
)  # fmt: skip


@derived(GRASS, title="Degraded grassland, base year", title_zh="退化草原面积（基年）")
def degraded_grassland_area_base(grassland_area, degraded_share_base, percent):
    """The degraded share of all grassland."""
    return grassland_area * degraded_share_base / percent


@derived(GRASS, title="Healthy grassland, base year", title_zh="健康草原面积（基年）")
def healthy_grassland_area_base(
    grassland_area, degraded_grassland_area_base, recovering_grassland_area_base, converted_grassland_area_base
):
    """The rest of all grassland."""
    treated = recovering_grassland_area_base + converted_grassland_area_base
    return grassland_area - degraded_grassland_area_base - treated


@derived("%", title="Cover capacity of degraded grassland", title_zh="退化草原盖度承载力")
def degraded_cover_capacity(
    grassland_cover_base, cover_headroom, grassland_area, healthy_grassland_area_base, cover_weight_healthy,
    recovering_grassland_area_base, cover_weight_recovering, degraded_grassland_area_base,
    converted_grassland_area_base, cover_weight_converted,
):  # fmt: skip
    """Such that the classes of the base year together can bear its cover and the headroom."""
    healthy = healthy_grassland_area_base * cover_weight_healthy
    better = healthy + recovering_grassland_area_base * cover_weight_recovering
    rest = degraded_grassland_area_base + converted_grassland_area_base * cover_weight_converted
    return grassland_cover_base * (1 + cover_headroom) * grassland_area / (better + rest)


@derived("1/year", title="Growth constant of cover", title_zh="盖度增长常数")
def cover_growth_constant(
    cover_trend_base, grassland_cover_base, grazing_cover_loss, grazing_pressure_base, cover_headroom
):
    """Such that cover starts with its trend under the pressure of the base year."""
    wanted = cover_trend_base / grassland_cover_base + grazing_cover_loss * grazing_pressure_base
    return wanted / (1 - 1 / (1 + cover_headroom))


@derived("1", title="Own seed in what is sown, base year", title_zh="乡土草种自给率（基年）")
def native_seed_share_base(
    seed_field_area_base, seed_yield, restoration_programme_base, funded_share_base, other_sowing, seed_rate
):
    """At the restoration of the base year."""
    seed = seed_field_area_base * seed_yield
    return seed / (seed + (restoration_programme_base / funded_share_base + other_sowing) * seed_rate)


@auxiliary("1", title="Effect of rain on vegetation", title_zh="降水对植被的影响")
def vegetation_rain_effect(vegetation_rain, mean_rain, rain_half_effect, dry_floor):
    """Saturating, 1 at mean rain; a floor remains without any."""
    wet = vegetation_rain / mean_rain
    return dry_floor + (1 - dry_floor) * wet * (1 + rain_half_effect) / (wet + rain_half_effect)


@auxiliary("1e4 t/year", title="Growth of grass", title_zh="草原产草量")
def forage_growth(grass_output_base, grassland_cover, grassland_cover_base, vegetation_rain_effect):
    """Output of the base year, as cover (which knows of land taken) and rain have changed since."""
    return grass_output_base * grassland_cover / grassland_cover_base * vegetation_rain_effect


@flow(AREA, out_of="healthy_grassland_area", into="degraded_grassland_area", title="Degradation", title_zh="草原退化")
def degradation(
    healthy_grassland_area, degradation_by_grazing, grazing_pressure, degradation_by_drought, vegetation_rain, mean_rain
):
    """Rises with grazing pressure and with the lack of rain."""
    drought = np.maximum(1 - vegetation_rain / mean_rain, 0)
    return healthy_grassland_area * (degradation_by_grazing * grazing_pressure + degradation_by_drought * drought)


@auxiliary(AREA, title="Restoration that buyers of the sink pay for", title_zh="碳汇收入支持的修复面积")
def credited_restoration(carbon_price, grassland_carbon_sink, sink_certification, restoration_cost):
    """What certified tonnes earn at the price of carbon."""
    return carbon_price * grassland_carbon_sink * sink_certification / restoration_cost


@auxiliary(AREA, title="Restoration planned", title_zh="计划修复面积")
def restoration_demand(restoration_programme, credited_restoration, funded_share_base, restoration_capacity):
    """The programme and what credits pay for, before funding, within what can be worked."""
    return np.minimum((restoration_programme + credited_restoration) / funded_share_base, restoration_capacity)


@auxiliary("1", title="Own seed in what is sown", title_zh="乡土草种自给率")
def native_seed_share(seed_field_area, seed_yield, restoration_demand, other_sowing, seed_rate):
    """Native seed meets the need the less, the more of it is sold elsewhere: half, where harvest and need are equal."""
    seed = seed_field_area * seed_yield
    return seed / (seed + (restoration_demand + other_sowing) * seed_rate)


@auxiliary("1", title="Success of restoration, base year = 1", title_zh="修复成效（基年=1）")
def restoration_success(native_seed_share, native_seed_share_base, outside_seed_failure):
    """Native grass takes root where seed from elsewhere fails."""
    failed = outside_seed_failure * (1 - native_seed_share)
    return (1 - failed) / (1 - outside_seed_failure * (1 - native_seed_share_base))


@flow(AREA, into="seed_field_area", title="Seed fields laid out", title_zh="种子田新建")
def seed_field_construction(seed_field_programme, funded_share, funded_share_base):
    """What of the plan is funded."""
    return seed_field_programme * funded_share / funded_share_base


@flow(AREA, out_of="seed_field_area", title="Seed fields worn out", title_zh="种子田退出")
def seed_field_end(seed_field_area, seed_field_life):
    """Perennial grasses give seed for some years."""
    return seed_field_area / seed_field_life


@flow(AREA, out_of="degraded_grassland_area", into="recovering_grassland_area", title="Restoration", title_zh="修复")
def restoration(
    restoration_demand, funded_share, restoration_success, degraded_grassland_area, shortest_conversion_time
):
    """What is funded and takes root, while degraded land is left."""
    paid = restoration_demand * funded_share * restoration_success
    return np.minimum(paid, degraded_grassland_area / shortest_conversion_time)


@flow(AREA, out_of="recovering_grassland_area", into="healthy_grassland_area", title="Recovery", title_zh="草原恢复")
def recovery(recovering_grassland_area, recovery_time, vegetation_rain_effect):
    """Restored land heals with time and rain."""
    return recovering_grassland_area / recovery_time * vegetation_rain_effect


@flow(AREA, out_of="recovering_grassland_area", into="degraded_grassland_area", title="Relapse", title_zh="草原复退")
def relapse(recovering_grassland_area, relapse_rate, grazing_pressure):
    """Restored land that is grazed degrades again."""
    return recovering_grassland_area * relapse_rate * grazing_pressure


@flow(AREA, out_of="degraded_grassland_area", into="converted_grassland_area", title="PV land", title_zh="光伏占地")
def pv_land_take(pv_completion, pv_land_per_kw, pv_grassland_share, degraded_grassland_area, shortest_conversion_time):
    """New stations stand on degraded grassland, while any is left."""
    wanted = pv_completion * pv_land_per_kw * pv_grassland_share
    return np.minimum(wanted, degraded_grassland_area / shortest_conversion_time)


land_balance = Balance(
    GRASS,
    ("healthy_grassland_area", "degraded_grassland_area", "recovering_grassland_area", "converted_grassland_area"),
    ("grassland_area",), title="Classes make up all grassland", title_zh="各类草原面积等于总面积",
    counterpart="degraded_grassland_area",
)  # fmt: skip


@ratio("%", title="Degraded grassland restored since the base year", title_zh="退化草原修复比例（较基年）")
def grassland_restored_share(degraded_grassland_area, converted_grassland_area, degraded_grassland_area_base, percent):
    """What is no longer degraded, land under panels left aside."""
    left = degraded_grassland_area + converted_grassland_area
    return (1 - left / degraded_grassland_area_base) * percent


@flow(AREA, into="basic_grassland_area", title="Basic grassland designated", title_zh="基本草原划定")
def designation(basic_grassland_designation, basic_grassland_area, grassland_area):
    """As planned, while other grassland is left."""
    return basic_grassland_designation * np.maximum(1 - basic_grassland_area / grassland_area, 0)


@flow(AREA, out_of="basic_grassland_area", title="Basic grassland built upon", title_zh="基本草原占用")
def basic_grassland_conversion(basic_grassland_area, construction_pressure, basic_grassland_protection):
    """What protection does not prevent."""
    return basic_grassland_area * construction_pressure * (1 - basic_grassland_protection)


@auxiliary("%", title="Cover that the land can bear", title_zh="盖度承载力")
def cover_capacity(
    degraded_cover_capacity, healthy_grassland_area, cover_weight_healthy, recovering_grassland_area,
    cover_weight_recovering, degraded_grassland_area, converted_grassland_area, cover_weight_converted,
    grassland_area, vegetation_rain_effect, percent,
):  # fmt: skip
    """Capacity by class, weighted by area, times the effect of rain; no more than all the ground."""
    better = healthy_grassland_area * cover_weight_healthy + recovering_grassland_area * cover_weight_recovering
    rest = degraded_grassland_area + converted_grassland_area * cover_weight_converted
    return np.minimum(degraded_cover_capacity * (better + rest) / grassland_area * vegetation_rain_effect, percent)


@flow("%/year", into="grassland_cover", title="Growth of cover", title_zh="盖度增长")
def cover_growth(grassland_cover, cover_growth_constant, cover_capacity):
    """Logistic; negative where cover exceeds what the land bears."""
    return cover_growth_constant * grassland_cover * (1 - grassland_cover / cover_capacity)


@flow("%/year", out_of="grassland_cover", title="Cover lost to grazing", title_zh="放牧盖度损失")
def cover_loss(grassland_cover, grazing_cover_loss, grazing_pressure):
    """In proportion to pressure."""
    return grassland_cover * grazing_cover_loss * grazing_pressure


@auxiliary(SINK, title="Grassland carbon sink", title_zh="草原碳汇")
def grassland_carbon_sink(
    recovering_grassland_area, recovering_sink_rate, healthy_grassland_area, healthy_sink_rate,
    grassland_cover, grassland_cover_base, ha_per_mu, co2_per_carbon,
):  # fmt: skip
    """CO2 taken up by soils of recovering and healthy grassland, in proportion to cover."""
    carbon = recovering_grassland_area * recovering_sink_rate + healthy_grassland_area * healthy_sink_rate
    return carbon * grassland_cover / grassland_cover_base * ha_per_mu * co2_per_carbon


@auxiliary("1", title="Dust of the region's bare land, base year = 1", title_zh="本地扬尘强度（基年=1）")
def dust_ratio(grassland_cover, grassland_cover_base, percent):
    """In proportion to bare ground."""
    return (percent - grassland_cover) / (percent - grassland_cover_base)


@auxiliary("1", title="Sun power that dust leaves, base year = 1", title_zh="积尘影响后的光伏出力（基年=1）")
def pv_cleanness(soiling_loss, local_dust_share, dust_ratio):
    """Panels lose less light where less dust is raised nearby; the rest comes from afar."""
    return (1 - soiling_loss * (1 - local_dust_share + local_dust_share * dust_ratio)) / (1 - soiling_loss)


@auxiliary(MONEY, title="Investment demand of ecology programmes", title_zh="生态工程投资需求")
def ecology_investment_demand(
    restoration_demand, restoration_cost, seed_field_programme, seed_field_cost, funded_share_base,
    afforestation_demand, afforestation_cost, forage_demand, forage_cost, hundred_million_per_ten_thousand,
):  # fmt: skip
    """What restoration, seed fields, afforestation and sown forage cost, before funding."""
    grass = restoration_demand * restoration_cost + seed_field_programme / funded_share_base * seed_field_cost
    cost = grass + afforestation_demand * afforestation_cost + forage_demand * forage_cost
    return cost * hundred_million_per_ten_thousand
