"""Fuels: what meets the need, scattered coal, and three accounts of energy side by side.

Stocks   scattered_coal -> replaced_coal; shares of coal, gas and power in industry's heat
Told     fuel and electricity need by energy_need, generation and export by dispatch, costs by carrier by energy_prices
Gives    electricity_demand to dispatch, fuels to carbon, primary_energy and its intensity

Accounts: official consumption, as the plan counts it, with electricity at the coal that would have made it; the
territory's, with the coal that power plants burn; and the official with the options of boundary that were known by 2021.
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
    stack,
    total,
)
from model.sectors.dimensions import energy_user

FUEL, POWER, RATE = "1e4 tce/year", "1e8 kWh/year", "1e8 CNY/year"

heat_carrier = Dimension(
    "heat_carrier", {"coal": ("Coal", "煤炭"), "gas": ("Gas", "天然气"), "power": ("Electric power", "电力")}
)

oil_consumption_base = Parameter(FUEL, title="Oil consumption, base year", title_zh="石油消费量（基年）")
gas_consumption_base = Parameter(FUEL, title="Gas consumption, base year", title_zh="天然气消费量（基年）")
non_fossil_share_base = Parameter("%", title="Non-fossil share, base year", title_zh="非化石能源消费占比（基年）")
fuel_switch_elasticity = Parameter(
    "1", title="Substitution between carriers of industry's heat", title_zh="工业用热能源品种替代弹性"
)
heat_power_share_base = Parameter(
    "1", domain=(0, 1), title="Electric power in industry's heat, base year", title_zh="工业用热中电力比重（基年）"
)
heat_equipment_time = Parameter("year", title="Life of boilers and kilns", title_zh="锅炉窑炉使用年限")
heat_electricity_ratio = Parameter(
    "1e8 kWh/(1e4 tce)", title="Electricity in place of fuel in industry's heat", title_zh="工业电加热替代单位燃料用电"
)
calorific_equivalent = Parameter(
    "1e4 tce/(1e8 kWh)", title="Heat content of electricity", title_zh="电力当量值折标系数"
)
heating_gas_share = Parameter(
    "1", domain=(0, 1), title="Scattered coal replaced by gas", title_zh="散煤替代中天然气比例"
)
heating_gas_ratio = Parameter("1", title="Gas needed per coal replaced", title_zh="替代单位散煤所需天然气")
heating_electricity_ratio = Parameter(
    "1e8 kWh/(1e4 tce)", title="Electricity needed per coal replaced", title_zh="替代单位散煤所需电力"
)
shortest_replacement_time = Parameter("year", title="Shortest time to replace the rest", title_zh="散煤替代最短时间")
replacement_cost = Parameter("CNY/tce*year", title="Cost of replacing scattered coal", title_zh="散煤替代单位投资")
feedstock_base = Parameter(FUEL, title="Fuel used as feedstock, base year", title_zh="原料用能（基年）")
large_project_feedstock_share = Parameter(
    "1", domain=(0, 1), title="Feedstock in the need of large projects", title_zh="大型项目原料用能比例"
)
scattered_coal_replacement = Lever(
    "1e4 tce/year/year",
    domain=(0, 500),
    title="Boilers' and scattered coal replaced a year",
    title_zh="燃煤锅炉与散煤年替代量",
)

scattered_coal = Stock(
    FUEL, initial="scattered_coal_base", title="Coal of small boilers and stoves", title_zh="燃煤锅炉与散煤用量"
)
replaced_coal = Stock(FUEL, initial="replaced_coal_base", title="Scattered coal replaced", title_zh="已替代散煤")


@derived(FUEL, title="Coal used directly, base year", title_zh="直接用煤（基年）")
def direct_coal_base(direct_fuel_base, oil_consumption_base, gas_consumption_base):
    """Direct fuel that is neither oil nor gas."""
    return direct_fuel_base - oil_consumption_base - gas_consumption_base


@derived(FUEL, title="Non-fossil energy, base year", title_zh="非化石能源消费（基年）")
def non_fossil_energy_base(primary_energy_base, non_fossil_share_base, percent):
    """From the share."""
    return primary_energy_base * non_fossil_share_base / percent


@derived("1", title="Weight of exports in what leaves of renewable power", title_zh="外送电中可再生电量权重")
def renewable_export_weight(
    non_fossil_energy_base, coal_equivalent, renewable_generation_base, net_export_base, coal_generation_base
):
    """The renewable part that the non-fossil share says has left, over the part of all generation that was exported."""
    left = 1 - non_fossil_energy_base / coal_equivalent / renewable_generation_base
    return left * (renewable_generation_base + coal_generation_base) / net_export_base


@derived(FUEL, title="Coal for electricity used in the region, base year", title_zh="区内用电耗煤（基年）")
def local_power_coal_base(electricity_demand_base, coal_equivalent, non_fossil_energy_base):
    """Electricity consumption at its coal equivalent, less the non-fossil part."""
    return electricity_demand_base * coal_equivalent - non_fossil_energy_base


@derived("tce/1e4 CNY", title="Energy per GDP, base year", title_zh="单位GDP能耗（基年）")
def energy_intensity_base(primary_energy_base, gdp_base):
    """Of the year's totals."""
    return primary_energy_base / gdp_base


# -- scattered coal ----------------------------------------------------------------------------------------------------
@auxiliary("1e4 tce/year/year", title="Replacement planned", title_zh="散煤替代计划量")
def replacement_demand(scattered_coal_replacement, scattered_coal, shortest_replacement_time):
    """The programme, to a finite end."""
    return np.minimum(scattered_coal_replacement, scattered_coal / shortest_replacement_time)


@flow(
    "1e4 tce/year/year", out_of="scattered_coal", into="replaced_coal",
    title="Scattered coal replaced in the year", title_zh="当年散煤替代量",
)  # fmt: skip
def replacement(replacement_demand, funded_share):
    """What is funded."""
    return replacement_demand * funded_share


@auxiliary(RATE, title="Investment wanted in energy saving", title_zh="节能投资需求")
def efficiency_investment_demand(
    retrofit_demand, replacement_demand, replacement_cost, hundred_million_per_ten_thousand
):
    """Retrofits, and clean heat in place of scattered coal."""
    return retrofit_demand + replacement_demand * replacement_cost * hundred_million_per_ten_thousand


# -- industry's heat: coal, gas or power -------------------------------------------------------------------------------
@derived("1", title="Coal in industry's heat, base year", title_zh="工业用热中煤炭比重（基年）")
def heat_coal_share_base(direct_coal_base, gas_consumption_base, heat_power_share_base):
    """As coal and gas stand to one another."""
    return (1 - heat_power_share_base) * direct_coal_base / (direct_coal_base + gas_consumption_base)


@derived("1", title="Gas in industry's heat, base year", title_zh="工业用热中天然气比重（基年）")
def heat_gas_share_base(heat_coal_share_base, heat_power_share_base):
    """The rest."""
    return 1 - heat_power_share_base - heat_coal_share_base


heat_share_base = stack(
    heat_carrier, "1", {label: f"heat_{label}_share_base" for label in heat_carrier.labels},
    title="Carriers of industry's heat, base year", title_zh="工业用热能源结构（基年）",
)  # fmt: skip
heat_share = Stock(
    "1", initial="heat_share_base", dimensions=(heat_carrier,), domain=(0, 1),
    title="Carriers of industry's heat", title_zh="工业用热能源结构",
)  # fmt: skip


@auxiliary("1", title="Cost of coal to industry over that of the base year", title_zh="工业用煤成本相对基年")
def heat_coal_ratio(industry_coal_cost, coal_price_base):
    """Carbon with it."""
    return industry_coal_cost / coal_price_base


@auxiliary("1", title="Cost of gas to industry over that of the base year", title_zh="工业用气成本相对基年")
def heat_gas_ratio(industry_gas_cost, gas_price):
    """Carbon with it."""
    return industry_gas_cost / gas_price


heat_cost_ratio = stack(
    heat_carrier, "1", {"coal": "heat_coal_ratio", "gas": "heat_gas_ratio", "power": "perceived_industry_power_ratio"},
    title="Cost of carriers of heat over that of the base year", title_zh="工业用热能源成本相对基年",
)  # fmt: skip


@auxiliary(
    "1",
    dimensions=(heat_carrier,),
    title="Weight of carriers in new boilers and kilns",
    title_zh="新建锅炉窑炉能源权重",
)
def heat_weight(heat_share_base, heat_cost_ratio, fuel_switch_elasticity):
    """By cost."""
    return heat_share_base * heat_cost_ratio**-fuel_switch_elasticity


heat_weights = total(
    "heat_weight", heat_carrier, "1", title="Weights of carriers of heat, all", title_zh="用热能源权重合计"
)


@flow(
    "1/year",
    into="heat_share",
    dimensions=(heat_carrier,),
    title="Change of carriers of heat",
    title_zh="工业用热能源结构变化",
)
def heat_share_change(heat_weight, heat_weights, heat_share, heat_equipment_time):
    """As boilers and kilns are replaced; the shares add up to one."""
    return (heat_weight / heat_weights - heat_share) / heat_equipment_time


heat_coal_share = total(
    "heat_share", heat_carrier, "1", labels=("coal",), title="Coal in industry's heat", title_zh="工业用热中煤炭比重"
)
heat_gas_share = total(
    "heat_share", heat_carrier, "1", labels=("gas",), title="Gas in industry's heat", title_zh="工业用热中天然气比重"
)
heat_power_share = total(
    "heat_share",
    heat_carrier,
    "1",
    labels=("power",),
    title="Electric power in industry's heat",
    title_zh="工业用热中电力比重",
)
industry_fuel_need = total(
    "fuel_by_user", energy_user, FUEL, labels=("other_industry",),
    title="Industry's fuel need", title_zh="其他工业燃料需求",
)  # fmt: skip


@auxiliary(FUEL, title="Heat of industry", title_zh="工业用热")
def industry_heat(industry_fuel_need, oil_consumption_base, direct_fuel_base, heat_power_share_base):
    """Its fuel without oil, at the shares of the base year, and what was electric then."""
    return industry_fuel_need * (1 - oil_consumption_base / direct_fuel_base) / (1 - heat_power_share_base)


@auxiliary(POWER, title="Electricity for heat beyond the share of the base year", title_zh="新增工业电加热用电")
def added_heat_power(industry_heat, heat_power_share, heat_power_share_base, heat_electricity_ratio):
    """What was electric in the base year is in the need for electricity."""
    return industry_heat * (heat_power_share - heat_power_share_base) * heat_electricity_ratio


# -- fuels -------------------------------------------------------------------------------------------------------------
@auxiliary(FUEL, base="oil_consumption_base", title="Oil consumption", title_zh="石油消费量")
def oil_consumption(fuel_need, oil_consumption_base, direct_fuel_base, transport_oil_saved):
    """Its share of users' fuel, for engines take nothing else, less what buses and rail save."""
    return np.maximum(fuel_need * oil_consumption_base / direct_fuel_base - transport_oil_saved, 0 * fuel_need)


@auxiliary(FUEL, base="gas_consumption_base", title="Gas consumption", title_zh="天然气消费量")
def gas_consumption(
    fuel_need, industry_fuel_need, gas_consumption_base, direct_fuel_base, industry_heat, heat_gas_share, replaced_coal,
    heating_gas_share, heating_gas_ratio, kitchen_biogas,
):  # fmt: skip
    """Its share of industry's heat and of others' fuel, and in place of scattered coal; less gas of kitchen waste."""
    others = (fuel_need - industry_fuel_need) * gas_consumption_base / direct_fuel_base
    return (
        others + industry_heat * heat_gas_share + replaced_coal * heating_gas_share * heating_gas_ratio - kitchen_biogas
    )


@auxiliary(FUEL, title="Coal wanted directly", title_zh="直接用煤需求")
def direct_coal_demand(
    fuel_need,
    industry_fuel_need,
    direct_coal_base,
    direct_fuel_base,
    industry_heat,
    heat_coal_share,
    large_project_need,
):
    """Its share of industry's heat and of others' fuel, and large projects."""
    others = (fuel_need - industry_fuel_need) * direct_coal_base / direct_fuel_base
    return others + industry_heat * heat_coal_share + large_project_need


@auxiliary(FUEL, base="direct_coal_base", title="Coal used directly", title_zh="直接用煤")
def direct_coal(direct_coal_demand, replaced_coal, hydrogen_coal_relief, industry_coal_saved):
    """Less what clean heat, green hydrogen, green factories and used waste stand in for."""
    spared = replaced_coal + hydrogen_coal_relief + industry_coal_saved
    return np.maximum(direct_coal_demand - spared, 0 * direct_coal_demand)


@auxiliary(FUEL, base="direct_fuel_base", title="Direct fuel consumption", title_zh="终端燃料消费")
def direct_fuel(direct_coal, oil_consumption, gas_consumption):
    """Coal, oil and gas."""
    return direct_coal + oil_consumption + gas_consumption


@auxiliary(POWER, base="electricity_demand_base", title="Electricity consumption", title_zh="全社会用电量")
def electricity_demand(
    electricity_need, added_heat_power, capture_power, replaced_coal, heating_gas_share, heating_electricity_ratio, transport_electricity
):  # fmt: skip
    """Users' need, electric kilns, capture, heat pumps in place of scattered coal, buses and rail; electrolysers stand apart."""
    pumps = replaced_coal * (1 - heating_gas_share) * heating_electricity_ratio
    return electricity_need + added_heat_power + capture_power + pumps + transport_electricity


@auxiliary(
    POWER,
    base="electricity_demand_base",
    title="Electricity used in the region, electrolysers with it",
    title_zh="区内用电量（含制氢）",
)
def electricity_used(electricity_demand, electrolyser_use):
    """What the official account turns into coal."""
    return electricity_demand + electrolyser_use


@auxiliary(FUEL, base="non_fossil_energy_base", title="Non-fossil energy", title_zh="非化石能源消费")
def non_fossil_energy(
    renewable_generation, renewable_export_weight, net_export, generation, electricity_used, coal_equivalent
):
    """Renewable power that stays in the region, at its coal equivalent; no more than the region uses at all."""
    stays = renewable_generation * (1 - renewable_export_weight * net_export / generation)
    return np.minimum(stays, electricity_used) * coal_equivalent


@auxiliary(FUEL, base="local_power_coal_base", title="Coal for electricity used in the region", title_zh="区内用电耗煤")
def local_power_coal(electricity_used, coal_equivalent, non_fossil_energy):
    """Electricity consumption at its coal equivalent, less the non-fossil part."""
    return electricity_used * coal_equivalent - non_fossil_energy


# -- the official account ----------------------------------------------------------------------------------------------
@auxiliary(FUEL, annual="equation", title="Energy consumption", title_zh="能源消费总量")
def primary_energy(direct_fuel, electricity_used, coal_equivalent):
    """Fuel, and electricity at its coal equivalent."""
    return direct_fuel + electricity_used * coal_equivalent


@auxiliary(FUEL, annual="equation", title="Coal consumption", title_zh="煤炭消费总量")
def coal_consumption(direct_coal, local_power_coal):
    """Coal burnt directly and for electricity used in the region."""
    return direct_coal + local_power_coal


@ratio("%", domain=(0, 100), title="Non-fossil share of energy consumption", title_zh="非化石能源消费占比")
def non_fossil_share(non_fossil_energy, primary_energy, percent):
    """The plan's indicator."""
    return non_fossil_energy / primary_energy * percent


@ratio("tce/1e4 CNY", title="Energy per GDP", title_zh="单位GDP能耗")
def energy_intensity(primary_energy, gdp):
    """At constant base-year prices."""
    return primary_energy / gdp


@ratio("%", title="Energy per GDP, change since the base year", title_zh="单位GDP能耗较基年变化")
def energy_intensity_change(energy_intensity, energy_intensity_base, percent):
    """A fall is negative."""
    return (energy_intensity / energy_intensity_base - 1) * percent


# -- other boundaries --------------------------------------------------------------------------------------------------
@auxiliary(FUEL, annual="equation", title="Energy supplied in the territory", title_zh="属地一次能源消费量")
def territorial_primary_energy(direct_fuel, coal_burnt_for_power, renewable_generation, calorific_equivalent):
    """With the coal that plants burn for export too, and renewable power at its heat content."""
    return direct_fuel + coal_burnt_for_power + renewable_generation * calorific_equivalent


@auxiliary(
    FUEL, annual="equation", title="Energy consumption without feedstock", title_zh="能源消费总量（扣除原料用能）"
)
def energy_without_feedstock(
    primary_energy, feedstock_base, large_project_need, large_project_feedstock_share, hydrogen_coal_relief, direct_coal
):
    """An option that the central work conference named in December 2021; beside the plan's account, not in its place."""
    grown = (large_project_need - hydrogen_coal_relief) * large_project_feedstock_share
    return primary_energy - np.clip(feedstock_base + grown, 0, direct_coal)


@auxiliary(
    FUEL, annual="equation",
    title="Energy consumption without renewables added since the base year", title_zh="能源消费总量（扣除新增可再生能源）",
)  # fmt: skip
def energy_without_added_renewables(primary_energy, non_fossil_energy, non_fossil_energy_base):
    """The other option named then."""
    return primary_energy - (non_fossil_energy - non_fossil_energy_base)


energy_balance = Balance(
    FUEL,
    ("direct_coal", "local_power_coal", "oil_consumption", "gas_consumption", "non_fossil_energy"),
    ("primary_energy",),
    title="Energy: fuels supplied equal energy consumed", title_zh="能源平衡：各品种供应等于消费总量",
)  # fmt: skip
