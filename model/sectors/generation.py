"""Generation: the year's electricity by kind, its balance, and the coal it burnt.

Stocks   none
Told     energy by slice from dispatch, plants by class from coal_power, marginal_carbon_cost by carbon
Gives    renewable_generation, generation, curtailment_rate, coal_power_hours, power_adequacy, coal_burnt_for_power

Plants share the hours by plan, each class alike; the dearer a tonne of carbon is, the more the best run before the others.
"""

import numpy as np

from model.engine.declare import Balance, Parameter, auxiliary, derived, ratio, total
from model.sectors.dimensions import SLICE, plant_class

ENERGY = "1e8 kWh/year"
BY_CLASS = (plant_class,)

merit_order_response = Parameter(
    "1", title="Response of merit order to carbon cost over fuel cost", title_zh="按煤耗排序调度对碳成本的响应"
)
hydrogen_coal_spared = Parameter(
    "1e4 tce/(1e8 kWh)", title="Coal that hydrogen stands in for", title_zh="单位制氢用电替代煤炭"
)


# -- electricity ---------------------------------------------------------------------------------------------------------
@auxiliary(ENERGY, annual="equation", title="Renewable generation", title_zh="可再生能源发电量")
def renewable_generation(pv_generation, wind_generation, hydro_generation):
    """PV, wind and hydro."""
    return pv_generation + wind_generation + hydro_generation


@auxiliary(ENERGY, annual="equation", title="Generation", title_zh="发电量")
def generation(coal_generation, renewable_generation):
    """All power made in the region."""
    return coal_generation + renewable_generation


@ratio("%", title="Curtailment of PV and wind", title_zh="弃风弃光率")
def curtailment_rate(pv_generation, wind_generation, pv_potential, wind_potential, percent):
    """Of the year's power before curtailment."""
    return (1 - (pv_generation + wind_generation) / (pv_potential + wind_potential)) * percent


@auxiliary(ENERGY, title="Coal power at full load all year", title_zh="煤电满发电量")
def coal_power_at_full(coal_power_capacity, hours_per_year, hundred_million_per_ten_thousand):
    """Of the capacity as it stood over the year."""
    return coal_power_capacity * hours_per_year * hundred_million_per_ten_thousand


@ratio("h/year", title="Hours of coal power", title_zh="煤电利用小时")
def coal_power_hours(coal_generation, coal_power_at_full, hours_per_year):
    """Generation over the mean capacity of the year."""
    return coal_generation / coal_power_at_full * hours_per_year


@ratio("1", title="Adequacy of power supply", title_zh="电力保障程度")
def power_adequacy(electricity_supplied, electricity_demand):
    """Local load served over local load."""
    return electricity_supplied / electricity_demand


@auxiliary(ENERGY, title="Lost in storage", title_zh="储能损耗电量")
def storage_loss(storage_charge_in_year, storage_discharge_in_year):
    """What goes in and does not come out."""
    return storage_charge_in_year - storage_discharge_in_year


@auxiliary("1e4 tce/year", title="Coal that green hydrogen stands in for", title_zh="绿氢替代煤炭")
def hydrogen_coal_relief(electrolyser_use, hydrogen_coal_spared):
    """Coal that chemical plants need not gasify."""
    return electrolyser_use * hydrogen_coal_spared


electricity_balance = Balance(
    ENERGY,
    sources=("coal_generation", "pv_generation", "wind_generation", "hydro_generation"),
    uses=("electricity_supplied", "net_export", "electrolyser_use", "storage_loss"),
    title="Electricity: generation equals use, net export and losses of storage",
    title_zh="电力平衡：发电量等于区内用电、净外送与储能损耗",
)


# -- coal ----------------------------------------------------------------------------------------------------------------
@derived(
    "tce/kWh",
    dimensions=BY_CLASS,
    title="Part of a class in the mean coal rate, base year",
    title_zh="分类型煤耗构成（基年）",
)
def coal_rate_part_base(coal_plant_share_base, coal_rate):
    """Plants share the hours."""
    return coal_plant_share_base * coal_rate


coal_rate_base = total(
    "coal_rate_part_base",
    plant_class,
    "tce/kWh",
    title="Coal burnt per kWh, base year",
    title_zh="煤电平均煤耗（基年）",
)


@auxiliary("1", dimensions=BY_CLASS, title="Share of a class in coal power", title_zh="各类煤电机组占比")
def class_share(coal_plants, coal_power_capacity):
    """Of capacity."""
    return coal_plants / coal_power_capacity


@auxiliary("1", dimensions=BY_CLASS, title="Share of better classes in coal power", title_zh="煤耗更低机组占比")
def better_share(better_coal_plants, coal_power_capacity):
    """Of capacity."""
    return better_coal_plants / coal_power_capacity


@auxiliary("1", title="Coal power that runs in merit order", title_zh="按煤耗排序调度的比重")
def merit_share(marginal_carbon_cost, coal_carbon_content, coal_price_base, merit_order_response):
    """None without a carbon cost: hours are shared by plan."""
    return 1 - np.exp(-merit_order_response * marginal_carbon_cost * coal_carbon_content / coal_price_base)


@auxiliary(
    ENERGY, dimensions=(*BY_CLASS, *SLICE), title="Flexible coal power in merit order", title_zh="按煤耗排序的可调煤电"
)
def merit_coal(flexible_coal, coal_room, better_share, class_share):
    """A class runs once the better ones run full."""
    return np.clip(flexible_coal - coal_room * better_share, 0, coal_room * class_share)


merit_coal_in_year = total(
    "merit_coal",
    SLICE,
    ENERGY,
    dimensions=BY_CLASS,
    title="Flexible coal power in merit order, by class",
    title_zh="按煤耗排序的可调煤电（分类型）",
)


@auxiliary(
    ENERGY,
    dimensions=BY_CLASS,
    annual="equation",
    title="Coal generation, by class",
    title_zh="煤电发电量（分机组类型）",
)
def coal_generation_by_class(coal_generation, flexible_coal_in_year, merit_share, class_share, merit_coal_in_year):
    """A part in merit order, the rest shared by capacity."""
    return (coal_generation - merit_share * flexible_coal_in_year) * class_share + merit_share * merit_coal_in_year


@auxiliary(
    "1e4 tce/year", dimensions=BY_CLASS, title="Coal burnt for power, by class", title_zh="发电耗煤（分机组类型）"
)
def coal_burnt_by_class(coal_generation_by_class, coal_rate, hundred_million_per_ten_thousand):
    """Generation at the class's coal rate."""
    return coal_generation_by_class * coal_rate / hundred_million_per_ten_thousand


coal_burnt_for_power = total(
    "coal_burnt_by_class", plant_class, "1e4 tce/year", title="Coal burnt for power", title_zh="发电耗煤"
)


@ratio("tce/kWh", title="Coal burnt per kWh", title_zh="煤电平均煤耗")
def coal_rate_mean(coal_burnt_for_power, coal_generation, hundred_million_per_ten_thousand):
    """Of all coal power."""
    return coal_burnt_for_power / coal_generation * hundred_million_per_ten_thousand


coal_generation_balance = Balance(
    ENERGY,
    sources=("coal_generation_by_class",),
    uses=("coal_generation",),
    title="Coal generation by class adds up",
    title_zh="分类型煤电发电量合计等于煤电发电量",
)
