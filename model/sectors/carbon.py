"""Carbon: emissions by fuel in two accounts, who pays for them, capture and sinks.

Stocks   cumulative_emissions (by fuel), carbon_capture_capacity
Told     fuels by fuels, coal burnt by dispatch, sinks by ecology, coverage of the carbon market by date
Gives    co2_emissions; what carbon costs at the margin and on the mean to dispatch, coal power, prices and ecology

Boundary: energy consumption in the region, as the plan's carbon intensity. The territory's account, with the coal
burnt for exported power and process emissions, stands beside it.
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

fuel = Dimension("fuel", {"coal": ("Coal", "煤炭"), "oil": ("Oil", "石油"), "gas": ("Gas", "天然气")})

cumulative_emissions = Stock(
    "1e4 t",
    initial="cumulative_emissions_base",
    dimensions=(fuel,),
    title="CO2 emitted since the base year",
    title_zh="基年以来累计排放",
)
carbon_capture_capacity = Stock(
    "1e4 t/year", initial="carbon_capture_capacity_base", title="Carbon capture capacity", title_zh="碳捕集能力"
)

coal_carbon_content = Parameter("t/tce", title="CO2 of coal", title_zh="煤炭排放系数")
oil_carbon_content = Parameter("t/tce", title="CO2 of oil", title_zh="石油排放系数")
gas_carbon_content = Parameter("t/tce", title="CO2 of natural gas", title_zh="天然气排放系数")
process_emission_intensity = Parameter(
    "t/1e4 CNY", title="Process CO2 per value added of other industry", title_zh="其他工业单位增加值过程排放"
)
net_payment_share = Parameter(
    "1", domain=(0, 1), title="Emissions beyond the free benchmark", title_zh="超出免费基准的排放比例"
)
combusted_share = Parameter(
    "1", domain=(0, 1), title="Carbon of direct fuel that is given off here", title_zh="终端燃料碳在区内排放比例"
)
capture_reach = Parameter("1", domain=(0, 1), title="Part of a plant's CO2 that capture takes", title_zh="碳捕集率上限")
capture_building_time = Parameter("year", title="Shortest time to fit capture", title_zh="碳捕集改造最短时间")
capture_power_need = Parameter("1e8 kWh/(1e4 t)", title="Electricity per tonne captured", title_zh="单位捕集用电")
capture_running_cost = Parameter("CNY/t", title="Running cost per tonne captured", title_zh="单位捕集运行成本")
capture_cost = Parameter("CNY/t*year", title="Cost of capture capacity", title_zh="碳捕集能力单位投资")
carbon_price = Lever(
    "CNY/t",
    domain=(0, 5000),
    authority="national",
    title="Carbon price of the national market",
    title_zh="全国碳市场碳价",
)
quota_decline = Lever(
    "%",
    domain=(-50, 90),
    authority="national",
    title="Free quota, decline since the base year",
    title_zh="免费配额较基年降幅",
)
power_carbon_coverage = Driver(
    "1", domain=(0, 1), authority="national", title="Coal power under the carbon price", title_zh="煤电纳入碳市场比例"
)
industry_carbon_coverage = Driver(
    "1",
    domain=(0, 1),
    authority="national",
    title="Other industry under the carbon price",
    title_zh="其他工业纳入碳市场比例",
)
carbon_capture_programme = Lever(
    "1e4 t/year/year", domain=(0, 500), title="Carbon capture offered a year", title_zh="碳捕集年建设规模"
)


@derived("1e4 t/year", title="CO2 emissions, base year", title_zh="二氧化碳排放量（基年）")
def co2_emissions_base(
    direct_coal_base,
    local_power_coal_base,
    coal_carbon_content,
    oil_consumption_base,
    gas_consumption_base,
    oil_carbon_content,
    gas_carbon_content,
):
    """Fuels by their factors."""
    coal = (direct_coal_base + local_power_coal_base) * coal_carbon_content
    return coal + oil_consumption_base * oil_carbon_content + gas_consumption_base * gas_carbon_content


@derived("t/1e4 CNY", title="CO2 per GDP, base year", title_zh="单位GDP二氧化碳排放（基年）")
def carbon_intensity_base(co2_emissions_base, gdp_base):
    """Of the year's totals."""
    return co2_emissions_base / gdp_base


fuel_use = stack(
    fuel,
    "1e4 tce/year",
    {"coal": "coal_consumption", "oil": "oil_consumption", "gas": "gas_consumption"},
    title="Fuel consumption",
    title_zh="分品种化石能源消费",
)
emission_factor = stack(
    fuel,
    "t/tce",
    {"coal": "coal_carbon_content", "oil": "oil_carbon_content", "gas": "gas_carbon_content"},
    title="CO2 emission factor",
    title_zh="二氧化碳排放系数",
)


@auxiliary(
    "1e4 t/year",
    dimensions=(fuel,),
    annual="equation",
    title="CO2 by fuel, before capture",
    title_zh="分品种二氧化碳产生量",
)
def emissions_by_fuel(fuel_use, emission_factor):
    """Fuels by their factors."""
    return fuel_use * emission_factor


carbon_in_fuels = total("emissions_by_fuel", fuel, "1e4 t/year", title="CO2 before capture", title_zh="二氧化碳产生量")


@flow(
    "1e4 t/year",
    dimensions=(fuel,),
    into="cumulative_emissions",
    title="CO2 added to the sum since the base year",
    title_zh="累计排放增加",
)
def emission_accumulation(emissions_by_fuel, co2_emissions, carbon_in_fuels):
    """What is emitted stays; capture is shared among fuels."""
    return emissions_by_fuel * co2_emissions / carbon_in_fuels


@flow("1e4 t/year/year", into="carbon_capture_capacity", title="Carbon capture built", title_zh="碳捕集投产")
def carbon_capture_construction(carbon_capture_demand, funded_share):
    """What is funded."""
    return carbon_capture_demand * funded_share


@auxiliary("1e4 t/year", title="CO2 that capture can reach", title_zh="可捕集二氧化碳")
def capturable_carbon(capture_reach, power_co2_emissions, industry_carbon, carbon_in_fuels):
    """Of power plants and of industry's coal; no more than the plan's account has."""
    return capture_reach * np.minimum(power_co2_emissions + industry_carbon, carbon_in_fuels)


@auxiliary("1e4 t/year/year", title="Carbon capture wanted", title_zh="碳捕集建设需求")
def carbon_capture_demand(carbon_capture_programme, capturable_carbon, carbon_capture_capacity, capture_building_time):
    """The programme, while there is carbon left to capture."""
    return np.clip((capturable_carbon - carbon_capture_capacity) / capture_building_time, 0, carbon_capture_programme)


@auxiliary("1e8 CNY/year", title="Investment wanted in capture", title_zh="碳捕集投资需求")
def carbon_capture_investment_demand(carbon_capture_demand, capture_cost, hundred_million_per_ten_thousand):
    """Capacity at its cost."""
    return carbon_capture_demand * capture_cost * hundred_million_per_ten_thousand


@auxiliary("1e4 t/year", title="CO2 captured", title_zh="二氧化碳捕集量")
def carbon_captured(carbon_capture_capacity, capturable_carbon):
    """Capacity, while there is carbon to capture."""
    return np.minimum(carbon_capture_capacity, capturable_carbon)


capture_in_use = smooth(
    "carbon_captured", over="one_year", initial="carbon_capture_capacity_base", units="1e4 t/year",
    title="Capture that runs, as power plants know it", title_zh="运行中的碳捕集",
)  # fmt: skip


@auxiliary("1e8 kWh/year", title="Electricity for capture", title_zh="碳捕集用电")
def capture_power(capture_in_use, capture_power_need):
    """By the tonne."""
    return capture_in_use * capture_power_need


@auxiliary("1e8 CNY/year", title="Inputs of capture", title_zh="碳捕集中间投入")
def capture_expense(
    capture_in_use, capture_running_cost, capture_power, industrial_power_price, hundred_million_per_ten_thousand
):
    """What running it takes, electricity with it, at base-year prices."""
    return (
        capture_in_use * capture_running_cost * hundred_million_per_ten_thousand
        + capture_power * industrial_power_price
    )


@auxiliary(
    "1e4 t/year", annual="equation", title="CO2 emissions of energy consumption", title_zh="能源消费二氧化碳排放量"
)
def co2_emissions(carbon_in_fuels, carbon_captured):
    """The plan's account: energy consumed in the region."""
    return carbon_in_fuels - carbon_captured


@ratio("t/1e4 CNY", title="CO2 per GDP", title_zh="单位GDP二氧化碳排放")
def carbon_intensity(co2_emissions, gdp):
    """At constant base-year prices."""
    return co2_emissions / gdp


@ratio("%", title="CO2 per GDP, change since the base year", title_zh="单位GDP二氧化碳排放较基年变化")
def carbon_intensity_change(carbon_intensity, carbon_intensity_base, percent):
    """A fall is negative."""
    return (carbon_intensity / carbon_intensity_base - 1) * percent


# -- who pays ----------------------------------------------------------------------------------------------------------
@auxiliary("1", title="Emissions that are paid for", title_zh="需付费的排放比例")
def paid_share(net_payment_share, quota_decline, percent):
    """What lies beyond the free quota; a larger quota than that of the base year sells nothing."""
    return np.clip(net_payment_share + (1 - net_payment_share) * quota_decline / percent, 0, 1)


@auxiliary("CNY/t", title="Cost of one more tonne to a covered coal plant", title_zh="煤电边际碳成本")
def marginal_carbon_cost(carbon_price, power_carbon_coverage):
    """A quota by benchmark leaves differences: the full price acts between plants and, as an upper bound, on exports."""
    return carbon_price * power_carbon_coverage


@auxiliary("CNY/t", title="Carbon paid for by coal power, per tonne emitted", title_zh="煤电平均碳成本")
def net_carbon_cost(carbon_price, power_carbon_coverage, paid_share):
    """Rate less benchmark: what enters the margin, and what stands against sun and wind."""
    return carbon_price * power_carbon_coverage * paid_share


@auxiliary("CNY/t", title="Cost of a tonne to other industry", title_zh="其他工业碳成本")
def industry_carbon_cost(carbon_price, industry_carbon_coverage):
    """Where industry is covered, the full price acts on what it chooses."""
    return carbon_price * industry_carbon_coverage


# -- the territory -----------------------------------------------------------------------------------------------------
@auxiliary(
    "1e4 t/year", annual="equation", title="CO2 of coal power, export included", title_zh="煤电二氧化碳排放量（含外送）"
)
def power_co2_emissions(coal_burnt_for_power, coal_carbon_content):
    """Of all coal that plants burn."""
    return coal_burnt_for_power * coal_carbon_content


@auxiliary("1e4 t/year", title="CO2 of processes", title_zh="工业过程二氧化碳排放量")
def process_co2_emissions(other_industry_value_added, process_emission_intensity):
    """What cement kilns give off."""
    return other_industry_value_added * process_emission_intensity


@auxiliary(
    "1e4 t/year",
    annual="equation",
    title="CO2 of the territory, export included",
    title_zh="属地二氧化碳排放量（含外送电）",
)
def territorial_co2_emissions(
    power_co2_emissions, direct_coal, coal_carbon_content, oil_consumption, oil_carbon_content, gas_consumption,
    gas_carbon_content, combusted_share, process_co2_emissions, carbon_captured,
):  # fmt: skip
    """Fuels burnt in the region, less the carbon that leaves in products, and processes, less what is captured."""
    direct = direct_coal * coal_carbon_content + oil_consumption * oil_carbon_content
    burnt = (direct + gas_consumption * gas_carbon_content) * combusted_share
    return power_co2_emissions + burnt + process_co2_emissions - carbon_captured


@auxiliary("1e4 t/year", annual="equation", title="CO2 emissions net of sinks", title_zh="净二氧化碳排放量")
def net_co2_emissions(co2_emissions, grassland_carbon_sink, forest_carbon_sink):
    """Sinks count beside the plan's account, not in it."""
    return co2_emissions - grassland_carbon_sink - forest_carbon_sink


carbon_balance = Balance(
    "1e4 t/year",
    sources=("emissions_by_fuel",),
    uses=("emission_accumulation", "carbon_captured"),
    title="Carbon: what is in the fuels is emitted or captured",
    title_zh="碳平衡：燃料含碳等于排放与捕集之和",
)
