"""Water: use by user, irrigation efficiency, and what the river and the quota leave to farming, which is served last.

Stocks   efficient_irrigation_area, high_standard_farmland_area, irrigation_efficiency, industrial_water_intensity
Gives    water_use, water_adequacy, agriculture_water_adequacy, rain, mean_rain, water_investment_demand
Loops    scarcity -> industrial saving -> demand (balancing); efficiency -> more irrigation (rebound)
"""

import numpy as np

from model.engine.declare import (
    Balance,
    Dimension,
    Driver,
    Lever,
    Parameter,
    Stock,
    auxiliary,
    derived,
    flow,
    ratio,
    smooth,
    stack,
    total,
)

ANY, SHARE = (0.0, 1e12), (0.0, 1.0)
WATER, LAND, AREA = "1e8 m3/year", "1e4 mu", "1e4 mu/year"
MONEY, INTENSITY = "1e8 CNY/year", "m3/1e4 CNY"

water_user = Dimension("water_user", {
    "agriculture": ("Agriculture", "农业"), "industry": ("Industry", "工业"),
    "household": ("Households", "生活"), "environment": ("Environment", "生态环境"),
})  # fmt: skip

rain = Driver("mm/year", title="Rain", title_zh="年降水量", domain=(0, 3000))
mean_rain = Parameter("mm/year", title="Mean rain, 1956-2000", title_zh="多年平均降水量（1956-2000年）", domain=ANY)
river_inflow = Driver(
    WATER, title="Inflow of the Yellow River at Lanzhou", title_zh="黄河兰州站年来水量", domain=(0, 1500)
)
river_inflow_base = Parameter(WATER, title="Inflow at Lanzhou, base year", title_zh="黄河兰州站年来水量（基年）")
reservoir_lag = Parameter("year", title="Mean time that reservoirs hold water back", title_zh="水库调蓄滞后")
water_use_inflow_elasticity = Parameter(
    "1", title="Answer of water use to the river's inflow", title_zh="用水量对来水的弹性"
)
water_quota = Lever(
    WATER,
    authority="national",
    title="Water quota in a year as the base year",
    title_zh="取用水总量控制指标",
    domain=(0, 500),
)
efficient_irrigation_programme = Lever(
    AREA, title="Efficient irrigation a year", title_zh="年高效节灌", domain=(0, 900)
)
high_standard_farmland_programme = Lever(AREA, title="Farmland built a year", title_zh="年高标准农田", domain=(0, 1800))
industrial_water_saving_investment = Lever(
    MONEY, title="Industrial saving", title_zh="工业节水计划投资", domain=(0, 200)
)
environmental_water_level = Lever(
    "1", title="Environmental water, base year = 1", title_zh="生态补水水平（基年=1）", domain=(0, 10)
)
water_quota_base = Parameter(WATER, title="Water quota, base year", title_zh="取用水总量控制指标（基年）")
water_use_base = Parameter(WATER, title="Water use, base year", title_zh="用水总量（基年）")
agriculture_water_base = Parameter(WATER, title="Agricultural water use, base year", title_zh="农业用水量（基年）")
industry_water_base = Parameter(WATER, title="Industrial water use, base year", title_zh="工业用水量（基年）")
household_water_base = Parameter(WATER, title="Household water use, base year", title_zh="生活用水量（基年）")
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
industrial_saving_rate = Parameter("1/year", title="Yearly fall of industrial intensity", title_zh="工业用水强度年降幅")
normal_saving_investment = Parameter(MONEY, title="Investment that gives this fall", title_zh="常规工业节水投资")
saving_investment_elasticity = Parameter("1", title="Answer of saving to investment", title_zh="工业节水对投资的弹性")
scarcity_response = Parameter("1", title="Answer of saving to scarcity", title_zh="工业节水对缺水的弹性")
household_income_elasticity = Parameter("1", title="Income elasticity of household use", title_zh="生活用水收入弹性")
local_water_share = Parameter("1", title="Local water in the quota", title_zh="当地水占比", domain=SHARE)
local_water_elasticity = Parameter("1", title="Answer of local water to rain", title_zh="当地水资源对降水的弹性")
reclaimed_share = Parameter("1", title="Reclaimed share of urban demand", title_zh="再生水利用比例", domain=SHARE)
adequacy_sharpness = Parameter("1", title="Sharpness of farming's limit", title_zh="农业水资源约束锐度")
efficient_irrigation_cost = Parameter("CNY/mu", title="Cost of efficient irrigation", title_zh="高效节灌亩均投资")
high_standard_farmland_cost = Parameter("CNY/mu", title="Cost of high-standard farmland", title_zh="高标准农田亩均投资")
efficient_irrigation_area = Stock(
    LAND, initial="efficient_irrigation_area_base", title="Efficient irrigation", title_zh="高效节灌面积")  # fmt: skip
high_standard_farmland_area = Stock(
    LAND, initial="high_standard_farmland_area_base", title="High-standard farmland", title_zh="高标准农田")  # fmt: skip
irrigation_efficiency = Stock(
    "1", initial="irrigation_efficiency_base", title="Irrigation efficiency", title_zh="灌溉水利用系数")  # fmt: skip
industrial_water_intensity = Stock(
    INTENSITY, initial="industrial_water_intensity_base", title="Industrial intensity", title_zh="工业用水强度")  # fmt: skip


@derived(WATER, title="Environmental water use, base year", title_zh="生态环境用水量（基年）")
def environmental_water_base(water_use_base, agriculture_water_base, industry_water_base, household_water_base):
    """The rest of the published total."""
    return water_use_base - agriculture_water_base - industry_water_base - household_water_base


@derived(INTENSITY, title="Water use per GDP, base year", title_zh="万元GDP用水量（基年）")
def water_intensity_base(water_use_base, gdp_base, hundred_million_per_ten_thousand):
    """Published water use over published GDP."""
    return water_use_base / gdp_base / hundred_million_per_ten_thousand


@derived(INTENSITY, title="Industrial water intensity, end of base year", title_zh="万元工业增加值用水量（基年末）")
def industrial_water_intensity_base(
    industry_water_base, industrial_value_added_base, base_year_carry, hundred_million_per_ten_thousand
):
    """Such that the run rate of output at the end of the base year uses what industry used in that year."""
    return industry_water_base / (industrial_value_added_base * base_year_carry) / hundred_million_per_ten_thousand


@derived(WATER, title="Water left for farming, base year", title_zh="农业可用水量（基年）")
def agriculture_limit_base(
    water_quota_base, reclaimed_share, industry_water_base, household_water_base, water_use_base, agriculture_water_base
):
    """What those served first leave of the quota and of reclaimed water."""
    supply = water_quota_base + reclaimed_share * (industry_water_base + household_water_base)
    return supply - (water_use_base - agriculture_water_base)


@derived(WATER, title="Water that farming asked for, base year", title_zh="农业需水量（基年）")
def agriculture_need_base(agriculture_water_base, agriculture_limit_base, adequacy_sharpness):
    """The need of which the limit left the published use: the smooth minimum of need and limit, solved for the need."""
    used = (agriculture_water_base / agriculture_limit_base) ** adequacy_sharpness
    return agriculture_water_base / (1 - used) ** (1 / adequacy_sharpness)


@derived("1", title="Answer of the river's share to its inflow", title_zh="黄河可取水量对来水的弹性")
def river_share_elasticity(
    water_use_inflow_elasticity, water_use_base, agriculture_limit_base, agriculture_water_base, adequacy_sharpness,
    water_quota_base, local_water_share,
):  # fmt: skip
    """Such that at first all use answers the inflow as it did on record."""
    slope = (agriculture_water_base / agriculture_limit_base) ** (adequacy_sharpness + 1)
    return water_use_inflow_elasticity * water_use_base / (slope * water_quota_base * (1 - local_water_share))


@derived("m3/mu/year", title="Net crop water need, base year", title_zh="作物亩均净需水量（基年）")
def crop_need_base(agriculture_need_base, irrigation_efficiency_base, irrigated_area, hundred_million_per_ten_thousand):
    """What the crops of each mu asked for in the base year."""
    return agriculture_need_base * irrigation_efficiency_base / irrigated_area / hundred_million_per_ten_thousand


@derived("m3/person/year", title="Household water use per head, base year", title_zh="人均生活用水量（基年）")
def household_need_base(household_water_base, population_base, hundred_million_per_ten_thousand):
    """Published use over published population."""
    return household_water_base / population_base / hundred_million_per_ten_thousand


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


@auxiliary(AREA, title="Efficient irrigation planned", title_zh="高效节灌计划规模")
def efficient_irrigation_demand(
    efficient_irrigation_programme, funded_share_base, efficient_irrigation_area, irrigated_area, saturation_sharpness
):
    """The programme before funding; it ends as all irrigation becomes efficient."""
    room = np.maximum(1 - (efficient_irrigation_area / irrigated_area) ** saturation_sharpness, 0)
    return efficient_irrigation_programme / funded_share_base * room


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


@flow("m3/1e4 CNY/year", out_of="industrial_water_intensity", title="Industrial saving", title_zh="工业节水")
def industrial_water_saving(
    industrial_water_intensity, industrial_saving_rate, industrial_water_saving_investment, funded_share,
    funded_share_base, normal_saving_investment, saving_investment_elasticity, agriculture_water_adequacy,
    scarcity_response,
):  # fmt: skip
    """A yearly share, larger with funded investment and when water is scarce, which farming feels first."""
    invested = industrial_water_saving_investment * funded_share / funded_share_base / normal_saving_investment
    answer = invested**saving_investment_elasticity * (1 + scarcity_response * (1 - agriculture_water_adequacy))
    return industrial_water_intensity * industrial_saving_rate * answer


@auxiliary(WATER, title="Agricultural water demand", title_zh="农业需水量")
def agriculture_water_demand(
    irrigated_area, crop_need_base, crop_rain_sensitivity, rain, mean_rain, irrigation_efficiency,
    irrigation_efficiency_base, irrigation_rebound, hundred_million_per_ten_thousand,
):  # fmt: skip
    """Net need over efficiency; more where rain falls short, and part of what is saved is irrigated with again."""
    need = crop_need_base * np.exp(crop_rain_sensitivity * (1 - rain / mean_rain))
    rebound = (irrigation_efficiency / irrigation_efficiency_base) ** irrigation_rebound
    return irrigated_area * need / irrigation_efficiency * rebound * hundred_million_per_ten_thousand


@auxiliary(WATER, title="Industrial water demand", title_zh="工业需水量")
def industry_water_demand(industrial_value_added, industrial_water_intensity, hundred_million_per_ten_thousand):
    """Value added times intensity."""
    return industrial_value_added * industrial_water_intensity * hundred_million_per_ten_thousand


@auxiliary(WATER, title="Household water demand", title_zh="生活需水量")
def household_water_demand(
    population, household_need_base, income_ratio, household_income_elasticity, hundred_million_per_ten_thousand
):
    """People times need per head, which rises with income."""
    need = household_need_base * income_ratio**household_income_elasticity
    return population * need * hundred_million_per_ten_thousand


@auxiliary(WATER, title="Environmental water demand", title_zh="生态环境需水量")
def environment_water_demand(environmental_water_base, environmental_water_level):
    """As policy sets it."""
    return environmental_water_base * environmental_water_level


water_demand = stack(
    water_user, WATER, {label: f"{label}_water_demand" for label in water_user.labels},
    title="Water demand by user", title_zh="分用户需水量",
)  # fmt: skip
total_water_demand = total("water_demand", water_user, WATER, title="Water demand", title_zh="总需水量")


stored_inflow = smooth(
    "river_inflow", over="reservoir_lag", initial="river_inflow_base", units=WATER,
    title="Inflow as reservoirs pass it on", title_zh="水库调蓄后的来水量",
)  # fmt: skip


@auxiliary(WATER, title="River water that may be drawn", title_zh="黄河可取水量")
def river_limit(water_quota, local_water_share, stored_inflow, river_inflow_base, river_share_elasticity):
    """The quota less its local part, more in years wetter than the base year and less in drier ones."""
    return water_quota * (1 - local_water_share) * (stored_inflow / river_inflow_base) ** river_share_elasticity


@auxiliary(WATER, title="Local water that can be drawn", title_zh="当地可供水量")
def local_limit(water_quota, local_water_share, rain, mean_rain, local_water_elasticity):
    """The local part of the quota, as far as rain fills it."""
    return water_quota * local_water_share * (rain / mean_rain) ** local_water_elasticity


@auxiliary(WATER, title="Reclaimed water used", title_zh="再生水利用量")
def reclaimed_water(industry_water_demand, household_water_demand, reclaimed_share):
    """A share of what industry and households ask for; it stands outside the quota."""
    return (industry_water_demand + household_water_demand) * reclaimed_share


@auxiliary(WATER, title="Water that can be used", title_zh="可供水量")
def water_supply(river_limit, local_limit, reclaimed_water):
    """Of the river, of the region itself, and reclaimed."""
    return river_limit + local_limit + reclaimed_water


@auxiliary(WATER, title="Water demand served first", title_zh="优先保障需水量")
def first_water_demand(industry_water_demand, household_water_demand, environment_water_demand):
    """Households, industry and environment come before farming."""
    return industry_water_demand + household_water_demand + environment_water_demand


@auxiliary("1", title="Water adequacy of households, industry and environment", title_zh="生活、工业与生态供水保障程度")
def water_adequacy(water_supply, first_water_demand):
    """All they ask for, while there is as much."""
    return np.minimum(1, water_supply / first_water_demand)


@auxiliary(WATER, title="Water left for farming", title_zh="农业可用水量")
def agriculture_water_limit(water_supply, first_water_demand):
    """What those served first leave."""
    return np.maximum(water_supply - first_water_demand, 0)


@auxiliary("1", title="Share of farming's water that it takes", title_zh="农业可用水量使用率")
def agriculture_taken_share(agriculture_water_limit, agriculture_water_demand, adequacy_sharpness):
    """Smooth minimum of need and limit, over the limit; scarcity is felt before the limit is reached."""
    closeness = (agriculture_water_limit / agriculture_water_demand) ** adequacy_sharpness
    return 1 / (1 + closeness) ** (1 / adequacy_sharpness)


@auxiliary(WATER, title="Agricultural water use", title_zh="农业用水量")
def agriculture_water_use(agriculture_water_limit, agriculture_taken_share):
    """Need, as far as there is water."""
    return agriculture_water_limit * agriculture_taken_share


@auxiliary("1", title="Water adequacy of farming, base year = 1", title_zh="农业供水保障程度（基年=1）")
def agriculture_water_adequacy(
    agriculture_water_use, agriculture_water_demand, agriculture_water_base, agriculture_need_base
):
    """Use over need, to that of the base year."""
    return agriculture_water_use / agriculture_water_demand / (agriculture_water_base / agriculture_need_base)


@auxiliary(WATER, title="Industrial water use", title_zh="工业用水量")
def industry_water_use(industry_water_demand, water_adequacy):
    """Demand, as far as there is water."""
    return industry_water_demand * water_adequacy


@auxiliary(WATER, title="Household water use", title_zh="生活用水量")
def household_water_use(household_water_demand, water_adequacy):
    """Demand, as far as there is water."""
    return household_water_demand * water_adequacy


@auxiliary(WATER, title="Environmental water use", title_zh="生态环境用水量")
def environment_water_use(environment_water_demand, water_adequacy):
    """Demand, as far as there is water."""
    return environment_water_demand * water_adequacy


water_use_by_user = stack(
    water_user, WATER, {label: f"{label}_water_use" for label in water_user.labels},
    title="Water use by user", title_zh="分用户用水量",
)  # fmt: skip
water_use = total("water_use_by_user", water_user, WATER, base="water_use_base", title="Water use", title_zh="用水总量")


@auxiliary("1", title="Share of the drawable water drawn", title_zh="可取水量使用率")
def drawn_share(agriculture_taken_share, first_water_demand, reclaimed_water, river_limit, local_limit):
    """Those served first draw what reclaimed water does not cover, farming its share of the rest."""
    first = np.minimum(1, (first_water_demand - reclaimed_water) / (river_limit + local_limit))
    return first + agriculture_taken_share * (1 - first)


@auxiliary(WATER, title="River withdrawal", title_zh="黄河取水量")
def river_withdrawal(river_limit, drawn_share):
    """River and local water are drawn in proportion to what each may give."""
    return river_limit * drawn_share


@auxiliary(WATER, title="Local and ground water drawn", title_zh="当地水与地下水取水量")
def local_withdrawal(local_limit, drawn_share):
    """River and local water are drawn in proportion to what each may give."""
    return local_limit * drawn_share


water_balance = Balance(
    WATER, ("river_withdrawal", "local_withdrawal", "reclaimed_water"), ("water_use_by_user",),
    title="Water drawn is water used", title_zh="供水等于用水",
)  # fmt: skip


@ratio(INTENSITY, title="Water use per GDP", title_zh="万元GDP用水量")
def water_intensity(water_use, gdp, hundred_million_per_ten_thousand):
    """Water use over GDP at constant prices."""
    return water_use / gdp / hundred_million_per_ten_thousand


@ratio("%", title="Change of water use per GDP since the base year", title_zh="万元GDP用水量较基年变化")
def water_intensity_change(water_intensity, water_intensity_base, percent):
    """A fall is negative."""
    return (water_intensity / water_intensity_base - 1) * percent


@auxiliary(MONEY, title="Investment demand of water programmes", title_zh="水利工程投资需求")
def water_investment_demand(
    efficient_irrigation_demand, efficient_irrigation_cost, farmland_demand, high_standard_farmland_cost,
    industrial_water_saving_investment, hundred_million_per_ten_thousand,
):  # fmt: skip
    """What the programmes cost, before funding."""
    land = efficient_irrigation_demand * efficient_irrigation_cost + farmland_demand * high_standard_farmland_cost
    return land * hundred_million_per_ten_thousand + industrial_water_saving_investment
