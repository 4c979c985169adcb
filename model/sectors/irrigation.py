"""Irrigation: efficient irrigation and high-standard farmland, what crops ask for, and what better land yields.

Stocks   efficient_irrigation_area, high_standard_farmland_area, irrigation_efficiency
Told     industry's water by water, growth by people, funded_share by finance, rain by allocation
Gives    agriculture_water_demand to allocation, crop_water_adequacy and farmland_yield to economy and herd,
         farming_by_water_bill to economy, demands for money to water
Loops    efficiency -> more irrigation (rebound)
"""

import numpy as np

from model.engine.declare import Lever, Parameter, Stock, auxiliary, derived, flow

SHARE = (0.0, 1.0)
WATER, LAND, AREA, MONEY = "1e8 m3/year", "1e4 mu", "1e4 mu/year", "1e8 CNY/year"

efficient_irrigation_programme = Lever(
    AREA, title="Efficient irrigation a year", title_zh="年高效节灌", domain=(0, 900)
)
high_standard_farmland_programme = Lever(AREA, title="Farmland built a year", title_zh="年高标准农田", domain=(0, 1800))
farm_water_price = Lever(
    "CNY/m3", title="Price of irrigation water, base-year prices", title_zh="农业水价（基年价）", domain=(0.01, 3)
)
water_rights_trading = Lever(
    "1",
    title="New water of industry that is bought of farming",
    title_zh="工业新增用水通过水权转让取得的比例",
    domain=SHARE,
)
farm_water_price_base = Parameter("CNY/m3", title="Price of irrigation water, base year", title_zh="农业水价（基年）")
farm_water_price_elasticity = Parameter("1", title="Answer of irrigation to its price", title_zh="灌溉用水价格弹性")
field_waste_share = Parameter(
    "1",
    title="Part of what a price spares that crops would not have used",
    title_zh="水价节水中的无效灌溉比例",
    domain=SHARE,
)
farm_supply_elasticity = Parameter("1", title="Response of farming to what it earns", title_zh="农业产出对收益的弹性")
water_rights_price = Parameter("CNY*year/m3", title="Price of the right to a m3 a year", title_zh="水权转让价格")
farmland_yield_gain = Parameter("1", title="Gain in yield on high-standard farmland", title_zh="高标准农田增产率")
irrigation_yield_gain = Parameter("1", title="Gain in yield under efficient irrigation", title_zh="高效节灌增产率")
efficient_irrigation_five_years_before = Parameter(
    LAND, title="Efficient irrigation, five years before", title_zh="高效节灌面积（基年前五年）"
)
high_standard_farmland_five_years_before = Parameter(
    LAND, title="High-standard farmland, five years before", title_zh="高标准农田面积（基年前五年）"
)
irrigated_area = Parameter(LAND, title="Irrigated area", title_zh="灌溉面积")
cropland_area = Parameter(LAND, title="Cropland", title_zh="耕地面积")
saturation_sharpness = Parameter("1", title="Sharpness at which land runs out", title_zh="建设空间饱和锐度")
irrigation_efficiency_five_years_before = Parameter(
    "1", title="Irrigation efficiency, five years before", title_zh="灌溉水利用系数（基年前五年）"
)
trend_years = Parameter("year", title="Years of the trend", title_zh="趋势期年数")
canal_renewal_time = Parameter("year", title="Time for canals to follow", title_zh="渠系更新与管理跟进时间")
efficient_irrigation_gain = Parameter("1", title="Gain of efficient irrigation", title_zh="全面高效节灌的效率增量")
farmland_gain = Parameter("1", title="Gain of good farmland", title_zh="全面高标准农田的效率增量")
irrigation_rebound = Parameter("1", title="Saved water irrigated with again", title_zh="节水回弹比例")
crop_rain_sensitivity = Parameter("1", title="Answer of crop water need to rain", title_zh="作物需水对降水的敏感度")
efficient_irrigation_cost = Parameter("CNY/mu", title="Cost of efficient irrigation", title_zh="高效节灌亩均投资")
high_standard_farmland_cost = Parameter("CNY/mu", title="Cost of high-standard farmland", title_zh="高标准农田亩均投资")
efficient_irrigation_area = Stock(
    LAND, initial="efficient_irrigation_area_base", title="Efficient irrigation", title_zh="高效节灌面积")  # fmt: skip
high_standard_farmland_area = Stock(
    LAND, initial="high_standard_farmland_area_base", title="High-standard farmland", title_zh="高标准农田")  # fmt: skip
irrigation_efficiency = Stock(
    "1", initial="irrigation_efficiency_base", title="Irrigation efficiency", title_zh="灌溉水利用系数")  # fmt: skip


@derived("m3/mu/year", title="Net crop water need, base year", title_zh="作物亩均净需水量（基年）")
def crop_need_base(agriculture_need_base, irrigation_efficiency_base, irrigated_area, hundred_million_per_ten_thousand):
    """What the crops of each mu asked for in the base year."""
    return agriculture_need_base * irrigation_efficiency_base / irrigated_area / hundred_million_per_ten_thousand


@derived("1", title="Efficiency without the two programmes", title_zh="无工程时的灌溉效率")
def conventional_efficiency(
    irrigation_efficiency_base, irrigation_efficiency_five_years_before, trend_years, canal_renewal_time,
    efficient_irrigation_area_base, irrigated_area, efficient_irrigation_gain,
    high_standard_farmland_area_base, cropland_area, farmland_gain,
):  # fmt: skip
    """What leaves efficiency rising at the start as it rose over the years of the trend."""
    trend = (irrigation_efficiency_base - irrigation_efficiency_five_years_before) / trend_years
    efficient = efficient_irrigation_gain * efficient_irrigation_area_base / irrigated_area
    farmland = farmland_gain * high_standard_farmland_area_base / cropland_area
    return irrigation_efficiency_base + trend * canal_renewal_time - efficient - farmland


@derived("1", title="Yield that better land adds, base year", title_zh="工程增产水平（基年）")
def land_gain_base(
    farmland_yield_gain, high_standard_farmland_area_base, cropland_area, irrigation_yield_gain,
    efficient_irrigation_area_base, irrigated_area,
):  # fmt: skip
    """By the share of the land that each programme has reached."""
    farmland = farmland_yield_gain * high_standard_farmland_area_base / cropland_area
    return farmland + irrigation_yield_gain * efficient_irrigation_area_base / irrigated_area


@derived("1", title="Yield that better land added, five years before", title_zh="工程增产水平（基年前五年）")
def land_gain_five_years_before(
    farmland_yield_gain, high_standard_farmland_five_years_before, cropland_area, irrigation_yield_gain,
    efficient_irrigation_five_years_before, irrigated_area,
):  # fmt: skip
    """By the share of the land that each programme had reached by then."""
    farmland = farmland_yield_gain * high_standard_farmland_five_years_before / cropland_area
    return farmland + irrigation_yield_gain * efficient_irrigation_five_years_before / irrigated_area


@derived("1/year", title="Growth of yields by better land up to the base year", title_zh="工程增产年均增速（基年前）")
def farmland_yield_trend(land_gain_base, land_gain_five_years_before, trend_years):
    """What the years of the trend built is in the growth on record."""
    return (land_gain_base - land_gain_five_years_before) / trend_years / (1 + land_gain_base)


@auxiliary(MONEY, title="Payments for water rights", title_zh="水权转让价款")
def water_rights_payment(water_rights_trading, industry_water_demand, perceived_growth, water_rights_price):
    """New plants need water; of that a part is bought, and what is paid lines canals and drips fields."""
    return water_rights_trading * industry_water_demand * np.maximum(perceived_growth, 0) * water_rights_price


@auxiliary(AREA, title="Efficient irrigation planned", title_zh="高效节灌计划规模")
def efficient_irrigation_demand(
    efficient_irrigation_programme, water_rights_payment, efficient_irrigation_cost, funded_share_base,
    efficient_irrigation_area, irrigated_area, saturation_sharpness, hundred_million_per_ten_thousand,
):  # fmt: skip
    """The programme and what buyers of rights pay for, before funding; it ends as all irrigation becomes efficient."""
    room = np.maximum(1 - (efficient_irrigation_area / irrigated_area) ** saturation_sharpness, 0)
    bought = water_rights_payment / efficient_irrigation_cost / hundred_million_per_ten_thousand
    return (efficient_irrigation_programme + bought) / funded_share_base * room


@auxiliary(AREA, title="High-standard farmland planned", title_zh="高标准农田计划规模")
def farmland_demand(
    high_standard_farmland_programme, funded_share_base, high_standard_farmland_area, cropland_area,
    saturation_sharpness,
):  # fmt: skip
    """The programme before funding; it ends as all cropland is of high standard."""
    room = np.maximum(1 - (high_standard_farmland_area / cropland_area) ** saturation_sharpness, 0)
    return high_standard_farmland_programme / funded_share_base * room


@flow(AREA, into="efficient_irrigation_area", title="Efficient irrigation built", title_zh="高效节灌建成")
def efficient_irrigation_construction(efficient_irrigation_demand, funded_share):
    """What of the plan is funded."""
    return efficient_irrigation_demand * funded_share


@flow(AREA, into="high_standard_farmland_area", title="High-standard farmland built", title_zh="高标准农田建成")
def farmland_construction(farmland_demand, funded_share):
    """What of the plan is funded."""
    return farmland_demand * funded_share


@auxiliary("1", title="Irrigation efficiency implied by what is built", title_zh="工程条件对应的灌溉效率")
def implied_efficiency(
    conventional_efficiency, efficient_irrigation_area, irrigated_area, efficient_irrigation_gain,
    high_standard_farmland_area, cropland_area, farmland_gain,
):  # fmt: skip
    """Conventional efficiency and the gains of both programmes, by their share of the land."""
    efficient = efficient_irrigation_gain * efficient_irrigation_area / irrigated_area
    return conventional_efficiency + efficient + farmland_gain * high_standard_farmland_area / cropland_area


@flow("1/year", into="irrigation_efficiency", title="Rise of irrigation efficiency", title_zh="灌溉效率提升")
def efficiency_rise(implied_efficiency, irrigation_efficiency, canal_renewal_time):
    """Efficiency follows what is built as canals and practice are renewed."""
    return (implied_efficiency - irrigation_efficiency) / canal_renewal_time


@auxiliary("1", title="Yield of the land by its works, base year = 1", title_zh="工程增产指数（基年=1）")
def farmland_yield(
    farmland_yield_gain, high_standard_farmland_area, cropland_area, irrigation_yield_gain, efficient_irrigation_area,
    irrigated_area, land_gain_base,
):  # fmt: skip
    """Level, drained fields and water at the root give more of every crop."""
    farmland = farmland_yield_gain * high_standard_farmland_area / cropland_area
    return (1 + farmland + irrigation_yield_gain * efficient_irrigation_area / irrigated_area) / (1 + land_gain_base)


@auxiliary(WATER, title="Agricultural water demand", title_zh="农业需水量")
def agriculture_water_demand(
    irrigated_area, crop_need_base, crop_rain_sensitivity, rain, mean_rain, irrigation_efficiency,
    irrigation_efficiency_base, irrigation_rebound, farm_water_thrift, hundred_million_per_ten_thousand,
):  # fmt: skip
    """Net need over efficiency; more where rain falls short, and part of what is saved is irrigated with again."""
    need = crop_need_base * np.exp(crop_rain_sensitivity * (1 - rain / mean_rain))
    rebound = (irrigation_efficiency / irrigation_efficiency_base) ** irrigation_rebound
    return (
        irrigated_area * need / irrigation_efficiency * rebound * farm_water_thrift * hundred_million_per_ten_thousand
    )


@auxiliary("1", title="Irrigation by its price, base year = 1", title_zh="水价对灌溉用水的影响（基年=1）")
def farm_water_thrift(farm_water_price, farm_water_price_base, farm_water_price_elasticity):
    """Who pays more for a cubic metre takes fewer; not many, for water is a small part of costs."""
    return (farm_water_price / farm_water_price_base) ** -farm_water_price_elasticity


@auxiliary("1", title="Water of the crops, base year = 1", title_zh="作物供水保障程度（基年=1）")
def crop_water_adequacy(agriculture_water_adequacy, farm_water_thrift, field_waste_share):
    """What the allocation leaves, less what crops go without because it is dear."""
    return agriculture_water_adequacy * farm_water_thrift ** (1 - field_waste_share)


@auxiliary("1", title="Farming by what its water costs, base year = 1", title_zh="水费对农业产出的影响（基年=1）")
def farming_by_water_bill(
    farm_water_price, farm_water_price_base, agriculture_water_demand, agriculture_value_added_base, base_year_carry,
    farm_supply_elasticity,
):  # fmt: skip
    """A dearer cubic metre of what is asked for works as cheaper crops do: what earns less is given less labour and fertiliser."""
    bill = (farm_water_price - farm_water_price_base) * agriculture_water_demand
    return np.exp(-farm_supply_elasticity * bill / (agriculture_value_added_base * base_year_carry))
