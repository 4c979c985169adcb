"""Prices: the general price level, and what coal, producer goods and branches cost relative to it.

Stocks   general_price; relative prices of farming and services; the coal price as perceived
Told     what dear energy takes from value added by energy_prices
Gives    branch prices to economy and capital, investment_price to finance

Coal and producer prices are relative to general prices, so the unit of money moves nothing real.
"""

import numpy as np

from model.engine.declare import Driver, Parameter, Stock, auxiliary, flow, smooth, stack
from model.sectors.dimensions import branch, capital_branch

percent = Parameter("%", title="One, in per cent", title_zh="百分数换算")
hundred_million_per_ten_thousand = Parameter("1e8/1e4", title="One 1e8 in 1e4", title_zh="亿与万换算")
one_year = Parameter("year", title="One year", title_zh="一年")
hours_per_year = Parameter("h/year", title="Hours in a year", title_zh="全年小时数")

general_price = Stock(
    "1", initial="general_price_base", title="General price level, base year = 1", title_zh="一般价格水平（基年=1）"
)
agriculture_relative_price = Stock(
    "1",
    initial="agriculture_relative_price_base",
    title="Price of farming over general prices",
    title_zh="农业相对价格",
)
services_relative_price = Stock(
    "1",
    initial="services_relative_price_base",
    title="Price of services over general prices",
    title_zh="服务业相对价格",
)

inflation = Parameter("1/year", title="Rise of general prices", title_zh="一般价格涨幅")
inflation_base = Parameter(
    "1/year", title="Rise of general prices in the trends of the base year", title_zh="基年趋势所含一般价格涨幅"
)
coal_price_base = Parameter("CNY/tce", title="Coal price, base year", title_zh="煤炭价格（基年）")
coal_value_elasticity = Parameter(
    "1", title="Response of value added per tonne of coal to its price", title_zh="煤炭单位增加值对煤价的弹性"
)
producer_price_elasticity = Parameter(
    "1", title="Response of industry's value added price to producer prices", title_zh="工业增加值价格对PPI的弹性"
)
construction_price_elasticity = Parameter(
    "1", title="Response of construction prices to producer prices", title_zh="建筑业价格对PPI的弹性"
)
coal_value_floor = Parameter(
    "1", title="Value added per tonne of the last mines, base year = 1", title_zh="煤炭单位增加值下限（基年=1）"
)
relative_price_time = Parameter("year", title="Time in which relative prices settle", title_zh="相对价格调整时间")
agriculture_relative_price_limit = Parameter(
    "1", title="Price of farming in the end, base year = 1", title_zh="农业相对价格终值（基年=1）"
)
services_relative_price_limit = Parameter(
    "1", title="Price of services in the end, base year = 1", title_zh="服务业相对价格终值（基年=1）"
)
coal_price_perception_time = Parameter(
    "year", title="Time in which investors believe a coal price", title_zh="投资者煤价感知时间"
)

coal_price = Driver(
    "CNY/tce", domain=(100, 3000), title="Coal price over general prices", title_zh="煤炭价格（相对一般价格）"
)
producer_price = Driver(
    "1",
    domain=(0.3, 3),
    title="Producer prices over general prices, base year = 1",
    title_zh="工业生产者价格（相对一般价格，基年=1）",
)


@flow("1/year", into="general_price", title="Rise of prices", title_zh="价格上涨")
def price_rise(general_price, inflation):
    """General inflation, of which the region is a taker."""
    return general_price * inflation


@flow("1/year", into="agriculture_relative_price", title="Change of farming's price", title_zh="农业相对价格变化")
def agriculture_relative_price_change(
    agriculture_relative_price, agriculture_relative_price_limit, relative_price_time
):
    """The drift of the last years, which comes to an end."""
    return (agriculture_relative_price_limit - agriculture_relative_price) / relative_price_time


@flow("1/year", into="services_relative_price", title="Change of services' price", title_zh="服务业相对价格变化")
def services_relative_price_change(services_relative_price, services_relative_price_limit, relative_price_time):
    """The drift of the last years, which comes to an end."""
    return (services_relative_price_limit - services_relative_price) / relative_price_time


perceived_coal_price = smooth(
    "coal_price", over="coal_price_perception_time", initial="coal_price_base",
    units="CNY/tce", title="Coal price as investors see it", title_zh="投资者感知煤价",
)  # fmt: skip


@auxiliary("1", title="Price of coal's value added over general prices", title_zh="煤炭增加值相对价格")
def coal_relative_price(coal_price, coal_price_base, coal_value_elasticity, coal_value_floor, coal_power_burden):
    """What a tonne sells for moves in full, what it costs to mine does not; mines that lose money stop."""
    value = np.maximum(1 + coal_value_elasticity * (coal_price / coal_price_base - 1), coal_value_floor)
    return value * np.exp(-coal_power_burden / value)


@auxiliary("1", title="Price of other industry's value added over general prices", title_zh="其他工业增加值相对价格")
def other_industry_relative_price(producer_price, producer_price_elasticity, industry_energy_burden):
    """Materials swing more than producer prices; dear energy takes its bill, and firms that it would ruin charge more."""
    value = producer_price**producer_price_elasticity
    return value * np.exp(-industry_energy_burden / value)


@auxiliary("1", title="Price of construction over general prices", title_zh="建筑业相对价格")
def construction_relative_price(producer_price, construction_price_elasticity):
    """Materials are a part of the cost."""
    return producer_price**construction_price_elasticity


@auxiliary("1", title="Price of construction's value added over general prices", title_zh="建筑业增加值相对价格")
def construction_value_price(construction_relative_price, construction_power_burden):
    """Less what dearer power takes."""
    return construction_relative_price * np.exp(-construction_power_burden / construction_relative_price)


@auxiliary("1", title="Price of services' value added over general prices", title_zh="服务业增加值相对价格")
def services_value_price(services_relative_price, services_power_burden):
    """Less what dearer power takes."""
    return services_relative_price * np.exp(-services_power_burden / services_relative_price)


@auxiliary("1", title="Price of capital goods, base year = 1", title_zh="投资品价格（基年=1）")
def investment_price(general_price, construction_relative_price):
    """Works and equipment, at the prices of the day."""
    return general_price * construction_relative_price


@auxiliary("1", title="Price of electric power's value added over general prices", title_zh="电力增加值相对价格")
def power_relative_price(nominal_power_value_added, power_value_added, general_price):
    """Sales less fuel and carbon at the prices of the day, over the same at those of the base year."""
    return nominal_power_value_added / power_value_added / general_price


branch_price = stack(
    branch, "1",
    {label: f"{label}_relative_price" for label in branch.labels}
    | {"construction": "construction_value_price", "services": "services_value_price"},
    title="Price of value added over general prices", title_zh="分行业增加值相对价格",
)  # fmt: skip


@auxiliary("1", title="Price of coal's value added as investors see it", title_zh="投资者感知的煤炭增加值相对价格")
def perceived_coal_relative_price(perceived_coal_price, coal_price_base, coal_value_elasticity, coal_value_floor):
    """A price must last before mines are built on it."""
    return np.maximum(1 + coal_value_elasticity * (perceived_coal_price / coal_price_base - 1), coal_value_floor)


expected_price = stack(
    capital_branch, "1",
    {
        "coal": "perceived_coal_relative_price", "other_industry": "other_industry_relative_price",
        "services": "services_value_price",
    },
    title="Price that investors expect, over general prices", title_zh="投资者预期的相对价格",
)  # fmt: skip
