"""Ecology: grassland by condition, its cover, the herd that lives on it, and forest.

Stocks   four classes of grassland, basic_grassland_area, grassland_cover, livestock, forest_area, vegetation_rain
Gives    grassland_carbon_sink, forest_carbon_sink, ecology_investment_demand
Loops    livestock -> cover falls -> feed short -> sales (balancing); degradation -> lower capacity -> cover -> more
         pressure -> degradation (collapse); sink revenue -> restoration -> sink (small)
"""

import numpy as np

from model.engine.declare import Balance, Lever, Parameter, Stock, auxiliary, derived, flow, smooth

ANY, SHARE, PERCENT = (0.0, 1e12), (0.0, 1.0), (0.0, 100.0)
GRASS, AREA, SINK = "1e4 mu", "1e4 mu/year", "1e4 t/year"

restoration_programme = Lever(AREA, title="Grassland restored a year", title_zh="草原年修复规模", domain=(0, 3000))
afforestation_programme = Lever(AREA, title="Forest planted a year", title_zh="年造林规模", domain=(0, 2000))
grazing_ban_enforcement = Lever("1", title="Enforcement of the grazing ban", title_zh="禁牧执行程度", domain=SHARE)
destocking = Lever("1/year", title="Herd sold by policy", title_zh="政策性压减存栏率", domain=(0, 2))
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
free_grazing_share = Parameter("1", title="Feed grazed without a ban", title_zh="无禁牧时放牧采食比例", domain=SHARE)
grazing_ban_base = Parameter(
    "1", title="Enforcement of the ban, base year", title_zh="禁牧执行程度（基年）", domain=SHARE
)
feed_need = Parameter("t/sheep_unit/year", title="Feed of a sheep unit", title_zh="单位羊年采食量")
grass_output_base = Parameter("1e4 t/year", title="Dry grass output, base year", title_zh="干草产量（基年）")
grass_feed_share = Parameter("1", title="Share of grass usable as feed", title_zh="草原饲草可利用比例", domain=SHARE)
crop_feed = Parameter("1e4 t/year", title="Feed from crops and straw", title_zh="农作物饲料供给")
feed_sharpness = Parameter("1", title="Sharpness of feed shortage", title_zh="饲草短缺锐度")
herd_trend_base = Parameter("1/year", title="Growth of the herd at the start", title_zh="存栏初始增速")
sales_rate = Parameter("1/year", title="Sales of a well-fed herd", title_zh="正常出栏率")
forced_sales = Parameter("1", title="Rise of sales when feed is short", title_zh="缺草增售强度")
healthy_sink_rate = Parameter("t/ha/year", title="Carbon gain, healthy grassland", title_zh="健康草原碳积累率")
recovering_sink_rate = Parameter("t/ha/year", title="Carbon gain, recovering grassland", title_zh="恢复中草原碳积累率")
forest_sink_rate = Parameter("t/ha/year", title="Carbon gain, forest", title_zh="森林碳积累率")
ha_per_mu = Parameter("ha/mu", title="Hectares in a mu", title_zh="公顷每亩")
co2_per_carbon = Parameter("1", title="CO2 to carbon by mass", title_zh="二氧化碳与碳质量比")
credited_share = Parameter("1", title="Share of the sink sold as credits", title_zh="碳汇可交易比例", domain=SHARE)
restoration_cost = Parameter("CNY/mu", title="Cost of restoration", title_zh="草原修复亩均投资")
afforestation_cost = Parameter("CNY/mu", title="Cost of afforestation", title_zh="造林亩均投资")
forest_limit = Parameter(GRASS, title="Land fit for forest", title_zh="宜林地上限")
forest_cover_base = Parameter("%", title="Forest cover, base year", title_zh="森林覆盖率（基年）", domain=PERCENT)
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
livestock = Stock("1e4 sheep_unit", initial="livestock_base", title="Livestock", title_zh="牲畜存栏（羊单位）")
forest_area = Stock(GRASS, initial="forest_area_base", title="Forest area", title_zh="森林面积")
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


@derived("1", title="Grazing pressure, base year", title_zh="放牧压力（基年）")
def grazing_pressure_base(livestock_base, free_grazing_share, grazing_ban_base, feed_need, grass_output_base):
    """Grazed feed over itself and the growth of grass."""
    grazed = livestock_base * free_grazing_share * (1 - grazing_ban_base) * feed_need
    return grazed / (grazed + grass_output_base)


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


@derived("1", title="Feed adequacy, base year", title_zh="饲草保障程度（基年）")
def feed_adequacy_base(livestock_base, feed_need, crop_feed, grass_output_base, grass_feed_share, feed_sharpness):
    """Smooth minimum of 1 and feed over need at the start."""
    need = livestock_base * feed_need / (crop_feed + grass_output_base * grass_feed_share)
    return 1 / (1 + need**feed_sharpness) ** (1 / feed_sharpness)


@derived("1/year", title="Births of a well-fed herd", title_zh="正常繁殖率")
def herd_birth_rate(herd_trend_base, sales_rate, forced_sales, feed_adequacy_base):
    """Such that the herd starts with its trend."""
    return (herd_trend_base + sales_rate * (1 + forced_sales * (1 - feed_adequacy_base))) / feed_adequacy_base


@auxiliary("1", title="Effect of rain on vegetation", title_zh="降水对植被的影响")
def vegetation_rain_effect(vegetation_rain, mean_rain, rain_half_effect, dry_floor):
    """Saturating, 1 at mean rain; a floor remains without any."""
    wet = vegetation_rain / mean_rain
    return dry_floor + (1 - dry_floor) * wet * (1 + rain_half_effect) / (wet + rain_half_effect)


@auxiliary("1e4 t/year", title="Growth of grass", title_zh="草原产草量")
def forage_growth(grass_output_base, grassland_cover, grassland_cover_base, vegetation_rain_effect):
    """Output of the base year, as cover (which knows of land taken) and rain have changed since."""
    return grass_output_base * grassland_cover / grassland_cover_base * vegetation_rain_effect


@auxiliary("1", title="Grazing pressure", title_zh="放牧压力")
def grazing_pressure(livestock, free_grazing_share, grazing_ban_enforcement, feed_need, forage_growth):
    """Grazed feed over itself and the growth of grass: 0 without herds, 1 where nothing grows."""
    grazed = livestock * free_grazing_share * (1 - grazing_ban_enforcement) * feed_need
    return grazed / (grazed + forage_growth)


@auxiliary("1", title="Feed adequacy", title_zh="饲草保障程度")
def feed_adequacy(
    livestock, feed_need, crop_feed, agriculture_water_adequacy, forage_growth, grass_feed_share, feed_sharpness
):
    """Smooth minimum of 1 and feed over need; crops give less feed when water is short."""
    need = livestock * feed_need / (crop_feed * agriculture_water_adequacy + forage_growth * grass_feed_share)
    return 1 / (1 + need**feed_sharpness) ** (1 / feed_sharpness)


@flow("1e4 sheep_unit/year", into="livestock", title="Births", title_zh="繁殖")
def livestock_births(livestock, herd_birth_rate, feed_adequacy):
    """Fewer young live when feed is short."""
    return livestock * herd_birth_rate * feed_adequacy


@flow("1e4 sheep_unit/year", out_of="livestock", title="Sales", title_zh="出栏")
def livestock_sales(livestock, sales_rate, forced_sales, feed_adequacy, destocking):
    """More are sold when feed is short, and by policy."""
    return livestock * (sales_rate * (1 + forced_sales * (1 - feed_adequacy)) + destocking)


@flow(AREA, out_of="healthy_grassland_area", into="degraded_grassland_area", title="Degradation", title_zh="草原退化")
def degradation(
    healthy_grassland_area, degradation_by_grazing, grazing_pressure, degradation_by_drought, vegetation_rain, mean_rain
):
    """Rises with grazing pressure and with the lack of rain."""
    drought = np.maximum(1 - vegetation_rain / mean_rain, 0)
    return healthy_grassland_area * (degradation_by_grazing * grazing_pressure + degradation_by_drought * drought)


@auxiliary(AREA, title="Restoration planned", title_zh="计划修复面积")
def restoration_demand(restoration_programme, funded_share_base, restoration_capacity):
    """The programme before funding, within what can be worked."""
    return np.minimum(restoration_programme / funded_share_base, restoration_capacity)


@flow(AREA, out_of="degraded_grassland_area", into="recovering_grassland_area", title="Restoration", title_zh="修复")
def restoration(
    restoration_demand, funded_share, carbon_price, grassland_carbon_sink, credited_share, restoration_cost,
    degraded_grassland_area, shortest_conversion_time,
):  # fmt: skip
    """The funded programme, and what sales of the sink pay for, while degraded land is left."""
    paid_by_sink = carbon_price * grassland_carbon_sink * credited_share / restoration_cost
    paid = restoration_demand * funded_share + paid_by_sink
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
)  # fmt: skip


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
    grassland_area, vegetation_rain_effect,
):  # fmt: skip
    """Capacity by class, weighted by area, times the effect of rain."""
    better = healthy_grassland_area * cover_weight_healthy + recovering_grassland_area * cover_weight_recovering
    rest = degraded_grassland_area + converted_grassland_area * cover_weight_converted
    return degraded_cover_capacity * (better + rest) / grassland_area * vegetation_rain_effect


@flow("%/year", into="grassland_cover", title="Growth of cover", title_zh="盖度增长")
def cover_growth(grassland_cover, cover_growth_constant, cover_capacity):
    """Logistic; negative where cover exceeds what the land bears."""
    return cover_growth_constant * grassland_cover * (1 - grassland_cover / cover_capacity)


@flow("%/year", out_of="grassland_cover", title="Cover lost to grazing", title_zh="放牧盖度损失")
def cover_loss(grassland_cover, grazing_cover_loss, grazing_pressure):
    """In proportion to pressure."""
    return grassland_cover * grazing_cover_loss * grazing_pressure


@auxiliary(AREA, title="Afforestation planned", title_zh="计划造林面积")
def afforestation_demand(afforestation_programme, funded_share_base, forest_area, forest_limit):
    """The programme before funding; it tapers as land fit for forest runs out."""
    return afforestation_programme / funded_share_base * np.maximum(1 - forest_area / forest_limit, 0)


@flow(AREA, into="forest_area", title="Afforestation", title_zh="造林")
def afforestation(afforestation_demand, funded_share):
    """What of the plan is funded, net of losses."""
    return afforestation_demand * funded_share


@derived(GRASS, title="Land of the region", title_zh="区域土地面积")
def land_area(forest_area_base, forest_cover_base, percent):
    """Of which the published forest is the published share."""
    return forest_area_base / forest_cover_base * percent


@auxiliary("%", base="forest_cover_base", title="Forest cover", title_zh="森林覆盖率")
def forest_cover(forest_area, land_area, percent):
    """Forest over all land."""
    return forest_area / land_area * percent


@auxiliary(SINK, title="Grassland carbon sink", title_zh="草原碳汇")
def grassland_carbon_sink(
    recovering_grassland_area, recovering_sink_rate, healthy_grassland_area, healthy_sink_rate,
    grassland_cover, grassland_cover_base, ha_per_mu, co2_per_carbon,
):  # fmt: skip
    """CO2 taken up by soils of recovering and healthy grassland, in proportion to cover."""
    carbon = recovering_grassland_area * recovering_sink_rate + healthy_grassland_area * healthy_sink_rate
    return carbon * grassland_cover / grassland_cover_base * ha_per_mu * co2_per_carbon


@auxiliary(SINK, title="Forest carbon sink", title_zh="森林碳汇")
def forest_carbon_sink(forest_area, forest_sink_rate, vegetation_rain_effect, ha_per_mu, co2_per_carbon):
    """CO2 taken up by forest, as rain allows."""
    return forest_area * forest_sink_rate * vegetation_rain_effect * ha_per_mu * co2_per_carbon


@auxiliary("1e8 CNY/year", title="Investment demand of ecology programmes", title_zh="生态工程投资需求")
def ecology_investment_demand(
    restoration_demand, restoration_cost, afforestation_demand, afforestation_cost, hundred_million_per_ten_thousand
):
    """What restoration and afforestation cost, before funding."""
    cost = restoration_demand * restoration_cost + afforestation_demand * afforestation_cost
    return cost * hundred_million_per_ten_thousand
