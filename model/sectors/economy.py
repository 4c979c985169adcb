"""Economy: what each branch makes, and GDP at constant and at current prices with closed shares.

Stocks   productivity (by branch), farming_productivity
Told     capital by capital, labour_ratio and national_market by people, prices by prices, power's value added by power_market,
         adequacy of water and power by water and power_market, investment by capital
Gives    value_added, gdp, nominal_gdp, income_ratio to all
"""

import numpy as np

from model.engine.declare import Balance, Parameter, Stock, auxiliary, derived, flow, ratio, smooth, stack, total
from model.sectors.dimensions import branch, capital_branch

RATE = "1e8 CNY/year"

gdp_base = Parameter(RATE, title="GDP, base year", title_zh="地区生产总值（基年）")
gdp_growth_trend = Parameter(
    "1", title="Mean yearly growth of real GDP, five years to the base year", title_zh="基年前五年GDP年均实际增速"
)
agriculture_value_added_base = Parameter(
    RATE, title="Value added of farming, base year", title_zh="农林牧渔业增加值（基年）"
)
industrial_value_added_base = Parameter(RATE, title="Industrial value added, base year", title_zh="工业增加值（基年）")
coal_value_added_base = Parameter(
    RATE, title="Value added of coal mining, base year", title_zh="煤炭采选业增加值（基年）"
)
construction_value_added_base = Parameter(
    RATE, title="Value added of construction, base year", title_zh="建筑业增加值（基年）"
)
capital_elasticity = Parameter("1", title="Output elasticity of capital", title_zh="资本产出弹性")
productivity_growth = Parameter(
    "1/year",
    dimensions=(capital_branch,),
    title="Growth of productivity at the structure of the base year",
    title_zh="全要素生产率增速",
)
productivity_limit = Parameter(
    "1", title="Productivity at the best practice, base year = 1", title_zh="全要素生产率前沿水平（基年=1）"
)
productivity_elasticity = Parameter(
    "1", title="Response of productivity growth to emerging industries", title_zh="生产率增速对新兴产业比重的弹性"
)
farming_productivity_growth = Parameter(
    "1/year", title="Growth of farming in the years to the base year", title_zh="农业增速（基年）"
)
farming_productivity_limit = Parameter(
    "1", title="Productivity of farming in the end, base year = 1", title_zh="农业生产率终值（基年=1）"
)
farming_water_elasticity = Parameter(
    "1", title="Response of crops to their water", title_zh="种植业产出对供水保障的弹性"
)
herd_part = Parameter(
    "1", domain=(0, 1), title="Animal husbandry in farming, base year", title_zh="畜牧业占农林牧渔业比重（基年）"
)
season_time = Parameter("year", title="Time from watering to harvest", title_zh="灌溉至收获时间")
construction_elasticity = Parameter("1", title="Response of construction to investment", title_zh="建筑业对投资的弹性")
construction_lag = Parameter("year", title="Time in which works follow investment", title_zh="施工滞后时间")
utilisation_time = Parameter("year", title="Time in which use of capacity adjusts", title_zh="产能利用率调整时间")
market_elasticity = Parameter(
    "1", title="Response of other industry's orders to the nation's market", title_zh="其他工业订单对全国市场的弹性"
)
orders_limit = Parameter(
    "1", domain=(1, 2), title="Orders that capacity can serve, base year = 1", title_zh="产能可承接订单上限（基年=1）"
)
usual_orders = Parameter("1", title="Orders of branches that serve the region (=1)", title_zh="区内服务行业订单（=1）")
water_elasticity = Parameter("1", title="Response of output to adequacy of water", title_zh="产出对供水保障的弹性")

productivity = Stock(
    "1",
    initial="productivity_base",
    dimensions=(capital_branch,),
    title="Total factor productivity, base year = 1",
    title_zh="全要素生产率（基年=1）",
)
farming_productivity = Stock(
    "1",
    initial="farming_productivity_base",
    title="Productivity of farming, base year = 1",
    title_zh="农业生产率（基年=1）",
)


@derived("1", title="Run rate at the end of the base year over its total", title_zh="基年末年化值与全年值之比")
def base_year_carry(gdp_growth_trend):
    """A year's total stands at mid-year; half a year of trend growth leads to its end."""
    return (1 + gdp_growth_trend) ** (1 / 2)


@derived(RATE, title="Run rate of GDP at the end of the base year", title_zh="基年末GDP年化值")
def gdp_start(gdp_base, base_year_carry):
    """Output at the start."""
    return gdp_base * base_year_carry


@derived(RATE, title="Value added of other industry, base year", title_zh="其他工业增加值（基年）")
def other_industry_value_added_base(industrial_value_added_base, coal_value_added_base, power_value_added_base):
    """Industry without coal and power."""
    return industrial_value_added_base - coal_value_added_base - power_value_added_base


@derived(RATE, title="Value added of services, base year", title_zh="服务业增加值（基年）")
def services_value_added_base(
    gdp_base, agriculture_value_added_base, industrial_value_added_base, construction_value_added_base
):
    """The tertiary sector of the communique: GDP without the primary and the secondary sector."""
    return gdp_base - agriculture_value_added_base - industrial_value_added_base - construction_value_added_base


produced_base = stack(
    capital_branch, RATE,
    {label: f"{label}_value_added_base" for label in capital_branch.labels},
    title="Value added of branches with capital, base year", title_zh="按资本分组行业增加值（基年）",
)  # fmt: skip


@flow(
    "1/year",
    into="productivity",
    dimensions=(capital_branch,),
    title="Gain in productivity",
    title_zh="生产率提升",
)
def productivity_gain(
    productivity, productivity_limit, productivity_growth, strategic_emerging_share, strategic_emerging_share_base,
    productivity_elasticity,
):  # fmt: skip
    """Faster where emerging industries weigh more, slower as the region catches up with the best practice."""
    emerging = (strategic_emerging_share / strategic_emerging_share_base) ** productivity_elasticity
    return (
        productivity * productivity_growth * emerging * (productivity_limit - productivity) / (productivity_limit - 1)
    )


@derived("1/year", title="Growth of farming that is neither land nor herd", title_zh="农业技术进步增速（基年）")
def farming_practice_growth(farming_productivity_growth, herd_part, herd_trend_base, farmland_yield_trend):
    """Growth on record without what better land and a larger herd gave to it."""
    return farming_productivity_growth - herd_part * herd_trend_base - (1 - herd_part) * farmland_yield_trend


@flow("1/year", into="farming_productivity", title="Gain in farming's productivity", title_zh="农业生产率提升")
def farming_productivity_gain(farming_productivity, farming_practice_growth, farming_productivity_limit):
    """Logistic: the trend fades as the best practice is reached."""
    room = (farming_productivity_limit - farming_productivity) / (farming_productivity_limit - 1)
    return farming_productivity * farming_practice_growth * room


@auxiliary("1", title="Orders of other industry over those expected", title_zh="其他工业订单相对预期")
def industry_orders(national_market, market_elasticity, orders_limit):
    """What the region sells is a share of the nation's market; idle capacity is all that serves more than expected."""
    return np.minimum(national_market**market_elasticity, orders_limit)


branch_orders = stack(
    capital_branch, "1", {"coal": "usual_orders", "other_industry": "industry_orders", "services": "usual_orders"},
    title="Orders by branch over those expected", title_zh="分行业订单相对预期",
)  # fmt: skip


@auxiliary(
    RATE, base="produced_base", dimensions=(capital_branch,),
    title="Value added of branches with capital", title_zh="按资本分组行业增加值",
)  # fmt: skip
def produced(
    produced_base, base_year_carry, productivity, capital, capital_base, capital_elasticity, labour_ratio,
    capacity_utilisation, branch_orders,
):  # fmt: skip
    """Cobb-Douglas in the branch's capital and in people of working age, by the use of capacity: supplies and orders."""
    inputs = (capital / capital_base) ** capital_elasticity * labour_ratio ** (1 - capital_elasticity)
    return produced_base * base_year_carry * productivity * inputs * capacity_utilisation * branch_orders


coal_value_added = total(
    "produced", capital_branch, RATE, labels=("coal",), base="coal_value_added_base",
    title="Value added of coal mining", title_zh="煤炭采选业增加值",
)  # fmt: skip
industry_produced = total(
    "produced", capital_branch, RATE, labels=("other_industry",), base="other_industry_value_added_base",
    title="Value added of other industry before capture", title_zh="其他工业增加值（碳捕集前）",
)  # fmt: skip


@auxiliary(
    RATE, base="other_industry_value_added_base", title="Value added of other industry", title_zh="其他工业增加值"
)
def other_industry_value_added(industry_produced, rationed_output, capture_expense, large_project_value):
    """Within the quota of energy; less capture, which makes no product and earns some of its cost back; with large projects."""
    output = industry_produced * rationed_output
    return output * np.exp(-capture_expense / output) + large_project_value


services_value_added = total(
    "produced", capital_branch, RATE, labels=("services",), base="services_value_added_base",
    title="Value added of services", title_zh="服务业增加值",
)  # fmt: skip


season_water_adequacy = smooth(
    "crop_water_adequacy", over="season_time", initial="season_water_adequacy_base", units="1",
    title="Water of the seasons that harvests rest on", title_zh="作物生长季供水保障程度",
)  # fmt: skip


@auxiliary(RATE, base="agriculture_value_added_base", title="Value added of farming", title_zh="农林牧渔业增加值")
def agriculture_value_added(
    agriculture_value_added_base, base_year_carry, farming_productivity, season_water_adequacy,
    farming_water_elasticity, farmland_yield, farming_by_water_bill, herd_part, herd_output, farm_practice_value,
):  # fmt: skip
    """Practice, on crops by water, its cost and land, on animals by what they eat, and what programmes add."""
    watered = season_water_adequacy**farming_water_elasticity
    crops = (1 - herd_part) * watered * farming_by_water_bill * farmland_yield
    output = crops + herd_part * herd_output
    return agriculture_value_added_base * base_year_carry * farming_productivity * output + farm_practice_value


work_under_way = smooth(
    "investment", over="construction_lag", initial="investment_start", units=RATE,
    title="Investment under way", title_zh="在建投资规模",
)  # fmt: skip


@auxiliary(RATE, base="construction_value_added_base", title="Value added of construction", title_zh="建筑业增加值")
def construction_value_added(
    construction_value_added_base, base_year_carry, work_under_way, investment_start, construction_elasticity
):
    """Works follow investment, less than in proportion: equipment is bought elsewhere."""
    return (
        construction_value_added_base * base_year_carry * (work_under_way / investment_start) ** construction_elasticity
    )


value_added_base = stack(
    branch, RATE, {label: f"{label}_value_added_base" for label in branch.labels},
    title="Value added by branch, base year", title_zh="分行业增加值（基年）",
)  # fmt: skip
value_added_by_branch = stack(
    branch, RATE, {label: f"{label}_value_added" for label in branch.labels}, base="value_added_base",
    title="Value added by branch as computed", title_zh="分行业增加值（计算值）",
)  # fmt: skip


@auxiliary(
    RATE, base="value_added_base", dimensions=(branch,),
    title="Value added by branch, constant base-year prices", title_zh="分行业增加值（基年价）",
)  # fmt: skip
def value_added(value_added_by_branch):
    """Volumes at base-year prices."""
    return value_added_by_branch


@auxiliary(
    RATE, base="value_added_base", dimensions=(branch,),
    title="Value added by branch, current prices", title_zh="分行业增加值（现价）",
)  # fmt: skip
def nominal_value_added(value_added_by_branch, branch_price, general_price):
    """Volumes at the prices of the day."""
    return value_added_by_branch * branch_price * general_price


gdp = total(
    "value_added", branch, RATE, base="gdp_base", domain=(0, 1e7),
    title="GDP, constant base-year prices", title_zh="地区生产总值（基年价）",
)  # fmt: skip
nominal_gdp = total(
    "nominal_value_added", branch, RATE, base="gdp_base", title="GDP, current prices", title_zh="地区生产总值（现价）"
)
INDUSTRY = ("coal", "power", "other_industry")
industrial_value_added = total(
    "value_added", branch, RATE, labels=INDUSTRY, base="industrial_value_added_base",
    title="Industrial value added, constant prices", title_zh="工业增加值（基年价）",
)  # fmt: skip
nominal_industrial_value_added = total(
    "nominal_value_added", branch, RATE, labels=INDUSTRY, base="industrial_value_added_base",
    title="Industrial value added, current prices", title_zh="工业增加值（现价）",
)  # fmt: skip


@ratio("1", title="GDP deflator, base year = 1", title_zh="GDP平减指数（基年=1）")
def gdp_deflator(nominal_gdp, gdp):
    """The mean price of value added."""
    return nominal_gdp / gdp


@auxiliary("1", title="Lasting income per head over that at the start", title_zh="人均持久收入相对期初")
def income_ratio(perceived_gdp, perceived_gdp_start, population, population_base):
    """GDP per head as people have come to know it; demand for water, insurance and power of households rests on it."""
    return perceived_gdp / perceived_gdp_start * population_base / population


@auxiliary("1", title="Use of capacity that water and power allow", title_zh="水电允许的产能利用率")
def indicated_utilisation(water_adequacy, water_elasticity, power_adequacy):
    """Short water or power idles capacity."""
    return water_adequacy**water_elasticity * power_adequacy


capacity_utilisation = smooth(
    "indicated_utilisation", over="utilisation_time", initial="capacity_utilisation_base",
    units="1", title="Use of capacity", title_zh="产能利用率",
)  # fmt: skip

production_account = Balance(
    RATE, ("value_added",), ("gdp",),
    title="Value added by branch adds up to GDP", title_zh="分行业增加值合计等于GDP",
)  # fmt: skip
