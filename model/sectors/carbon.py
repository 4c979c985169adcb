"""Carbon: emissions by fuel, the carbon price and its feedback, capture and sinks.

Stocks   cumulative_emissions (by fuel), carbon_capture_capacity, perceived_carbon_intensity
Told     fuels by energy, sinks by ecology
Gives    co2_emissions; effective_carbon_price to energy, power and ecology

Boundary: energy consumption in the region, as the plan's carbon intensity. The territory's account, which adds the
coal burnt for exported power and process emissions, stands beside it.
"""

import numpy as np

from model.engine.declare import (
    Balance,
    Dimension,
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
    title="CO2 emitted since 2020",
    title_zh="2020年以来累计排放",
)
carbon_capture_capacity = Stock(
    "1e4 t/year", initial="carbon_capture_capacity_base", title="Carbon capture capacity", title_zh="碳捕集能力"
)

oil_carbon_content = Parameter("t/tce", title="CO2 of oil", title_zh="石油排放系数")
gas_carbon_content = Parameter("t/tce", title="CO2 of natural gas", title_zh="天然气排放系数")
intensity_perception_time = Parameter(
    "year", title="Time in which carbon intensity is reported", title_zh="碳强度核算时间"
)
shortage_elasticity = Parameter(
    "1", title="Response of the carbon price to a shortage of quota", title_zh="碳价对配额缺口的弹性"
)
process_emission_intensity = Parameter(
    "t/1e4 CNY", title="Process CO2 per industrial value added", title_zh="单位工业增加值过程排放"
)
carbon_price = Lever("CNY/t", domain=(0, 5000), title="Carbon price of the national market", title_zh="全国碳市场碳价")
quota_decline = Lever(
    "%", domain=(-50, 90), title="Quota per GDP, decline since 2020", title_zh="单位GDP配额较2020年降幅"
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
    title="CO2 added to the sum since 2020",
    title_zh="累计排放增加",
)
def emission_accumulation(emissions_by_fuel, co2_emissions, carbon_in_fuels):
    """What is emitted stays; capture is shared among fuels."""
    return emissions_by_fuel * co2_emissions / carbon_in_fuels


@flow("1e4 t/year/year", into="carbon_capture_capacity", title="Carbon capture built", title_zh="碳捕集投产")
def carbon_capture_construction(carbon_capture_programme, funded_share):
    """What is funded."""
    return carbon_capture_programme * funded_share


@auxiliary("1e4 t/year", title="CO2 captured", title_zh="二氧化碳捕集量")
def carbon_captured(carbon_capture_capacity, carbon_in_fuels):
    """Capacity, while there is carbon to capture."""
    return np.minimum(carbon_capture_capacity, carbon_in_fuels)


@auxiliary(
    "1e4 t/year", annual="equation", title="CO2 emissions of energy consumption", title_zh="能源消费二氧化碳排放量"
)
def co2_emissions(carbon_in_fuels, carbon_captured):
    """The plan's account: energy consumed in the region."""
    return carbon_in_fuels - carbon_captured


@ratio("t/1e4 CNY", title="CO2 per GDP", title_zh="单位GDP二氧化碳排放")
def carbon_intensity(co2_emissions, gdp):
    """At constant 2020 prices."""
    return co2_emissions / gdp


@ratio("%", title="CO2 per GDP, change since 2020", title_zh="单位GDP二氧化碳排放较2020年变化")
def carbon_intensity_change(carbon_intensity, carbon_intensity_base, percent):
    """A fall is negative."""
    return (carbon_intensity / carbon_intensity_base - 1) * percent


perceived_carbon_intensity = smooth(
    "carbon_intensity",
    over="intensity_perception_time",
    initial="carbon_intensity_base",
    units="t/1e4 CNY",
    title="CO2 per GDP as reported",
    title_zh="核算的碳强度",
)


@auxiliary("CNY/t", title="Carbon price that firms face", title_zh="企业面临的碳价")
def effective_carbon_price(
    carbon_price, perceived_carbon_intensity, carbon_intensity_base, quota_decline, shortage_elasticity, percent
):
    """Short of quota, firms pay more than the national price; below it, less."""
    quota = carbon_intensity_base * (1 - quota_decline / percent)
    return carbon_price * (perceived_carbon_intensity / quota) ** shortage_elasticity


@auxiliary("CNY/t", title="What one more tonne costs a coal plant", title_zh="边际碳成本")
def marginal_carbon_cost(effective_carbon_price):
    """Allocation by benchmark leaves the margin."""
    return effective_carbon_price


@auxiliary("CNY/t", title="What is paid for a tonne on average", title_zh="平均碳成本")
def net_carbon_cost(effective_carbon_price, carbon_cost_share):
    """After free allocation."""
    return effective_carbon_price * carbon_cost_share


@auxiliary("1e4 t/year", title="CO2 of coal power, exports included", title_zh="煤电二氧化碳排放量（含外送）")
def power_co2_emissions(coal_burnt_for_power, coal_carbon_content):
    """The coal that plants burn, whoever uses the power."""
    return coal_burnt_for_power * coal_carbon_content


@auxiliary(
    "1e4 t/year",
    title="CO2 of the territory, exported power and processes included",
    title_zh="属地二氧化碳排放量（含外送电与工业过程）",
)
def territorial_co2_emissions(
    co2_emissions,
    power_co2_emissions,
    local_power_coal,
    coal_carbon_content,
    industrial_value_added,
    process_emission_intensity,
):
    """Adds the coal burnt for export and what cement kilns give off."""
    exported = power_co2_emissions - local_power_coal * coal_carbon_content
    return co2_emissions + exported + industrial_value_added * process_emission_intensity


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
