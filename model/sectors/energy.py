"""Energy: the need embodied in capital, and the fuels that meet it.

Stocks   embodied_fuel_need, embodied_electricity_need, perceived_energy_cost
Told     investment and depreciation by economy, renewable electricity by power, the carbon price by carbon
Gives    electricity_demand to power, fuels to carbon, energy_cost_ratio to economy, efficiency_investment_demand to finance

Intensity is an outcome: of what new capital needs, what old capital is scrapped, what is retrofitted, and of structure.
Electricity counts at the coal that would have made it, as the official statistics do.
"""

import numpy as np

from model.engine.declare import Balance, Lever, Parameter, Stock, auxiliary, derived, flow, ratio, smooth

embodied_fuel_need = Stock(
    "1e4 tce/year", initial="fuel_need_base", title="Fuel need embodied in capital", title_zh="资本内含燃料需求"
)
embodied_electricity_need = Stock(
    "1e8 kWh/year",
    initial="electricity_need_base",
    title="Electricity need embodied in capital",
    title_zh="资本内含用电需求",
)

primary_energy_base = Parameter("1e4 tce/year", title="Energy consumption, base year", title_zh="能源消费总量（基年）")
electricity_demand_base = Parameter(
    "1e8 kWh/year", title="Electricity consumption, base year", title_zh="全社会用电量（基年）"
)
oil_consumption_base = Parameter("1e4 tce/year", title="Oil consumption, base year", title_zh="石油消费量（基年）")
gas_consumption_base = Parameter("1e4 tce/year", title="Gas consumption, base year", title_zh="天然气消费量（基年）")
non_fossil_share_base = Parameter("%", title="Non-fossil share, base year", title_zh="非化石能源消费占比（基年）")
electricity_growth_trend = Parameter(
    "1", title="Mean yearly growth of electricity, 2016-2020", title_zh="2016-2020年用电量年均增速"
)
energy_intensity_trend = Parameter(
    "1", title="Yearly change of energy per GDP, base year", title_zh="单位GDP能耗年变化（基年）"
)
coal_equivalent = Parameter("1e4 tce/(1e8 kWh)", title="Coal equivalent of electricity", title_zh="电力折标煤系数")
new_vintage_fuel_ratio = Parameter(
    "1", title="Fuel need of new capital over the average of 2020", title_zh="新增资本单位燃料需求相对2020年"
)
new_vintage_electricity_ratio = Parameter(
    "1", title="Electricity need of new capital over the average of 2020", title_zh="新增资本单位用电需求相对2020年"
)
manufacturing_energy_weight = Parameter(
    "1", title="Energy need of manufacturing over the average", title_zh="制造业能耗权重"
)
services_energy_weight = Parameter("1", title="Energy need of services over the average", title_zh="服务业能耗权重")
other_energy_weight = Parameter("1", title="Energy need of other sectors over the average", title_zh="其他行业能耗权重")
strategic_energy_relief = Parameter(
    "1", title="Energy spared by emerging industries, per unit of share", title_zh="新兴产业节能效应"
)
vintage_price_elasticity = Parameter(
    "1", title="Response of new capital's need to energy cost", title_zh="新增资本能耗对能源成本的弹性"
)
fuel_switch_elasticity = Parameter(
    "1", title="Response of gas and oil shares to energy cost", title_zh="油气占比对煤炭成本的弹性"
)
retrofit_cost = Parameter("CNY/tce*year", title="Cost of saving energy by retrofit", title_zh="节能改造单位成本")
retrofit_fuel_share = Parameter("1", title="Share of savings that falls on fuel", title_zh="节能量中燃料占比")
coal_carbon_content = Parameter("t/tce", title="CO2 of coal", title_zh="煤炭排放系数")
carbon_cost_share = Parameter("1", title="Share of emissions that pays the carbon price", title_zh="需付费的排放比重")
energy_cost_perception_time = Parameter(
    "year", title="Time in which energy cost is perceived", title_zh="能源成本感知时间"
)
efficiency_programme = Lever(
    "1e8 CNY/year", domain=(0, 400), title="Efficiency investment offered", title_zh="节能改造投资计划"
)


@derived("1e4 tce/year", title="Direct fuel consumption, base year", title_zh="终端燃料消费（基年）")
def direct_fuel_base(primary_energy_base, electricity_demand_base, coal_equivalent):
    """What is not electricity."""
    return primary_energy_base - electricity_demand_base * coal_equivalent


@derived("1e4 tce/year", title="Fuel need at the end of 2020", title_zh="2020年末燃料需求")
def fuel_need_base(direct_fuel_base, base_year_carry, energy_intensity_trend):
    """The year's total carried half a year on, with output and the change of intensity."""
    return direct_fuel_base * base_year_carry * (1 + energy_intensity_trend) ** (1 / 2)


@derived("1e8 kWh/year", title="Electricity need at the end of 2020", title_zh="2020年末用电需求")
def electricity_need_base(electricity_demand_base, electricity_growth_trend):
    """The year's total carried half a year on."""
    return electricity_demand_base * (1 + electricity_growth_trend) ** (1 / 2)


@derived("1e4 tce/year", title="Non-fossil energy, base year", title_zh="非化石能源消费（基年）")
def non_fossil_energy_base(primary_energy_base, non_fossil_share_base, percent):
    """From the share."""
    return primary_energy_base * non_fossil_share_base / percent


@derived(
    "1", title="Renewable electricity used in the region, share, base year", title_zh="区内消纳可再生电量占比（基年）"
)
def local_renewable_share(non_fossil_energy_base, coal_equivalent, renewable_generation_base):
    """The share of renewable electricity that the non-fossil share implies stays in the region."""
    return non_fossil_energy_base / coal_equivalent / renewable_generation_base


@derived("1e4 tce/year", title="Coal for electricity used in the region, base year", title_zh="区内用电耗煤（基年）")
def local_power_coal_base(electricity_demand_base, coal_equivalent, non_fossil_energy_base):
    """Electricity consumption at its coal equivalent, less the non-fossil part."""
    return electricity_demand_base * coal_equivalent - non_fossil_energy_base


@derived("1e4 tce/year", title="Coal used directly, base year", title_zh="直接用煤（基年）")
def direct_coal_base(direct_fuel_base, oil_consumption_base, gas_consumption_base):
    """Direct fuel that is neither oil nor gas."""
    return direct_fuel_base - oil_consumption_base - gas_consumption_base


@derived("tce/1e4 CNY", title="Energy per GDP, base year", title_zh="单位GDP能耗（基年）")
def energy_intensity_base(primary_energy_base, gdp_base):
    """Of the year's totals."""
    return primary_energy_base / gdp_base


@derived("1", title="Energy weight of the structure of 2020", title_zh="2020年产业结构能耗权重")
def structure_weight_base(
    manufacturing_share_base,
    services_share_base,
    manufacturing_energy_weight,
    services_energy_weight,
    other_energy_weight,
    percent,
):
    """Shares by their energy weights."""
    other = (percent - manufacturing_share_base - services_share_base) * other_energy_weight
    return (
        manufacturing_share_base * manufacturing_energy_weight + services_share_base * services_energy_weight + other
    ) / percent


@auxiliary("1", title="Energy weight of the structure over that of 2020", title_zh="产业结构能耗权重相对2020年")
def structure_effect(
    manufacturing_share, services_share, manufacturing_energy_weight, services_energy_weight, other_energy_weight,
    strategic_emerging_share, strategic_emerging_share_base, strategic_energy_relief, structure_weight_base, percent,
):  # fmt: skip
    """Structure as an index; emerging industries need less than what they replace."""
    other = (percent - manufacturing_share - services_share) * other_energy_weight
    weight = (
        manufacturing_share * manufacturing_energy_weight + services_share * services_energy_weight + other
    ) / percent
    relief = strategic_energy_relief * (strategic_emerging_share - strategic_emerging_share_base) / percent
    return weight / structure_weight_base * (1 - relief)


@auxiliary("CNY/tce", title="Cost of energy: coal and its carbon", title_zh="能源成本（煤价与碳价）")
def energy_cost(coal_price, effective_carbon_price, coal_carbon_content, carbon_cost_share):
    """Coal sets the price of energy in a coal region."""
    return coal_price + effective_carbon_price * coal_carbon_content * carbon_cost_share


perceived_energy_cost = smooth(
    "energy_cost",
    over="energy_cost_perception_time",
    initial="coal_price_base",
    units="CNY/tce",
    title="Energy cost as perceived",
    title_zh="感知能源成本",
)


@auxiliary("1", title="Perceived energy cost over that of 2020", title_zh="能源成本相对2020年")
def energy_cost_ratio(perceived_energy_cost, coal_price_base):
    """No carbon price was paid in 2020."""
    return perceived_energy_cost / coal_price_base


@auxiliary("1", title="Energy need of new capital over the average of 2020", title_zh="新增资本能耗系数")
def new_vintage_effect(structure_effect, energy_cost_ratio, vintage_price_elasticity):
    """Structure and cost shape what is built."""
    return structure_effect / energy_cost_ratio**vintage_price_elasticity


@flow("1e4 tce/year/year", into="embodied_fuel_need", title="Fuel need added", title_zh="新增燃料需求")
def fuel_need_added(investment, capital_base, fuel_need_base, new_vintage_fuel_ratio, new_vintage_effect):
    """New capital brings its own need."""
    return investment / capital_base * fuel_need_base * new_vintage_fuel_ratio * new_vintage_effect


@flow("1e4 tce/year/year", out_of="embodied_fuel_need", title="Fuel need scrapped", title_zh="淘汰燃料需求")
def fuel_need_scrapped(embodied_fuel_need, depreciation_rate):
    """Old capital takes its need with it."""
    return embodied_fuel_need * depreciation_rate


@flow("1e4 tce/year/year", out_of="embodied_fuel_need", title="Fuel need retrofitted", title_zh="节能改造减少燃料需求")
def fuel_need_retrofitted(energy_saving, retrofit_fuel_share, embodied_fuel_need, fuel_need_base):
    """Cheap savings go first: the same money saves less as need falls."""
    return energy_saving * retrofit_fuel_share * embodied_fuel_need / fuel_need_base


@flow("1e8 kWh/year/year", into="embodied_electricity_need", title="Electricity need added", title_zh="新增用电需求")
def electricity_need_added(
    investment, capital_base, electricity_need_base, new_vintage_electricity_ratio, new_vintage_effect
):
    """New capital brings its own need."""
    return investment / capital_base * electricity_need_base * new_vintage_electricity_ratio * new_vintage_effect


@flow(
    "1e8 kWh/year/year", out_of="embodied_electricity_need", title="Electricity need scrapped", title_zh="淘汰用电需求"
)
def electricity_need_scrapped(embodied_electricity_need, depreciation_rate):
    """Old capital takes its need with it."""
    return embodied_electricity_need * depreciation_rate


@flow(
    "1e8 kWh/year/year",
    out_of="embodied_electricity_need",
    title="Electricity need retrofitted",
    title_zh="节能改造减少用电需求",
)
def electricity_need_retrofitted(
    energy_saving, retrofit_fuel_share, coal_equivalent, embodied_electricity_need, electricity_need_base
):
    """The part of the savings that is electricity."""
    return (
        energy_saving * (1 - retrofit_fuel_share) / coal_equivalent * embodied_electricity_need / electricity_need_base
    )


@auxiliary("1e8 CNY/year", title="Efficiency investment wanted", title_zh="节能改造投资需求")
def efficiency_investment_demand(efficiency_programme, energy_cost_ratio):
    """Dearer energy makes more retrofits pay."""
    return efficiency_programme * energy_cost_ratio


@auxiliary(
    "1e4 tce/year/year", annual="total", title="Energy saved by the year's retrofits", title_zh="当年节能改造节能量"
)
def energy_saving(efficiency_investment_demand, funded_share, retrofit_cost, hundred_million_per_ten_thousand):
    """Funded investment over unit cost."""
    return efficiency_investment_demand * funded_share / retrofit_cost / hundred_million_per_ten_thousand


@auxiliary("1e4 tce/year", base="direct_fuel_base", title="Direct fuel consumption", title_zh="终端燃料消费")
def direct_fuel(embodied_fuel_need, capacity_utilisation):
    """Need at the present use of capacity."""
    return embodied_fuel_need * capacity_utilisation


@auxiliary("1e8 kWh/year", base="electricity_demand_base", title="Electricity consumption", title_zh="全社会用电量")
def electricity_demand(embodied_electricity_need, capacity_utilisation):
    """Need at the present use of capacity."""
    return embodied_electricity_need * capacity_utilisation


@auxiliary("1e4 tce/year", base="oil_consumption_base", title="Oil consumption", title_zh="石油消费量")
def oil_consumption(direct_fuel, oil_consumption_base, direct_fuel_base, energy_cost_ratio, fuel_switch_elasticity):
    """Its share of direct fuel, more where coal is dear."""
    return direct_fuel * oil_consumption_base / direct_fuel_base * energy_cost_ratio**fuel_switch_elasticity


@auxiliary("1e4 tce/year", base="gas_consumption_base", title="Gas consumption", title_zh="天然气消费量")
def gas_consumption(direct_fuel, gas_consumption_base, direct_fuel_base, energy_cost_ratio, fuel_switch_elasticity):
    """Its share of direct fuel, more where coal is dear."""
    return direct_fuel * gas_consumption_base / direct_fuel_base * energy_cost_ratio**fuel_switch_elasticity


@auxiliary("1e4 tce/year", base="direct_coal_base", title="Coal used directly", title_zh="直接用煤")
def direct_coal(direct_fuel, oil_consumption, gas_consumption):
    """Direct fuel that is neither oil nor gas."""
    return direct_fuel - oil_consumption - gas_consumption


@auxiliary("1e4 tce/year", base="non_fossil_energy_base", title="Non-fossil energy", title_zh="非化石能源消费")
def non_fossil_energy(renewable_generation, local_renewable_share, electricity_demand, coal_equivalent):
    """Renewable electricity used in the region, at its coal equivalent; no more than the region uses at all."""
    return np.minimum(renewable_generation * local_renewable_share, electricity_demand) * coal_equivalent


@auxiliary(
    "1e4 tce/year",
    base="local_power_coal_base",
    title="Coal for electricity used in the region",
    title_zh="区内用电耗煤",
)
def local_power_coal(electricity_demand, coal_equivalent, non_fossil_energy):
    """Electricity consumption at its coal equivalent, less the non-fossil part."""
    return electricity_demand * coal_equivalent - non_fossil_energy


@auxiliary("1e4 tce/year", annual="equation", title="Energy consumption", title_zh="能源消费总量")
def primary_energy(direct_fuel, electricity_demand, coal_equivalent):
    """Fuel, and electricity at its coal equivalent."""
    return direct_fuel + electricity_demand * coal_equivalent


@auxiliary("1e4 tce/year", annual="equation", title="Coal consumption", title_zh="煤炭消费总量")
def coal_consumption(direct_coal, local_power_coal):
    """Coal burnt directly and for electricity used in the region."""
    return direct_coal + local_power_coal


@ratio("%", domain=(0, 100), title="Non-fossil share of energy consumption", title_zh="非化石能源消费占比")
def non_fossil_share(non_fossil_energy, primary_energy, percent):
    """The plan's indicator."""
    return non_fossil_energy / primary_energy * percent


@ratio("tce/1e4 CNY", title="Energy per GDP", title_zh="单位GDP能耗")
def energy_intensity(primary_energy, gdp):
    """At constant 2020 prices."""
    return primary_energy / gdp


@ratio("%", title="Energy per GDP, change since 2020", title_zh="单位GDP能耗较2020年变化")
def energy_intensity_change(energy_intensity, energy_intensity_base, percent):
    """A fall is negative."""
    return (energy_intensity / energy_intensity_base - 1) * percent


energy_balance = Balance(
    "1e4 tce/year",
    sources=("direct_coal", "local_power_coal", "oil_consumption", "gas_consumption", "non_fossil_energy"),
    uses=("primary_energy",),
    title="Energy: fuels supplied equal energy consumed",
    title_zh="能源平衡：各品种供应等于消费总量",
)
