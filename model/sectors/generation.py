"""Generation: flexible coal, shortage and exports in every slice, the year's electricity by kind, and the coal it burnt.

Stocks   none
Told     sun, wind and storage by slice from dispatch, stored_inflow by allocation, coal asked for and shortages to be expected from adequacy, plants by class from coal_power, marginal_carbon_cost by carbon
Gives    generation by kind, net_export, curtailment_rate, power_adequacy, coal_burnt_for_power

Where plants fall short, exports give first and the region last. Plants share the hours by plan, each class alike; the dearer
a tonne of carbon is, the more the best run before the others.
"""

import numpy as np

from model.engine.declare import Balance, Parameter, auxiliary, derived, ratio, total
from model.sectors.dimensions import SLICE, plant_class

ENERGY = "1e8 kWh/year"
BY_CLASS = (plant_class,)

merit_order_response = Parameter(
    "1", title="Response of merit order to carbon cost over fuel cost", title_zh="按煤耗排序调度对碳成本的响应"
)
pv_generation_base = Parameter(ENERGY, title="PV generation, base year", title_zh="光伏发电量（基年）")
wind_generation_base = Parameter(ENERGY, title="Wind generation, base year", title_zh="风电发电量（基年）")
coal_generation_base = Parameter(ENERGY, title="Coal generation, base year", title_zh="煤电发电量（基年）")
hydro_capacity = Parameter("1e4 kW", title="Hydro power capacity", title_zh="水电装机")
hydro_inflow_elasticity = Parameter(
    "1", title="Response of hydro generation to the river's inflow", title_zh="水电发电量对来水的弹性"
)


# -- the base year -------------------------------------------------------------------------------------------------------
@derived(ENERGY, title="Renewable generation, base year", title_zh="可再生能源发电量（基年）")
def renewable_generation_base(pv_generation_base, wind_generation_base, hydro_generation_base):
    """PV, wind and hydro."""
    return pv_generation_base + wind_generation_base + hydro_generation_base


@derived(ENERGY, title="Generation, base year", title_zh="发电量（基年）")
def generation_base(renewable_generation_base, coal_generation_base):
    """All power made in the region."""
    return renewable_generation_base + coal_generation_base


@derived(ENERGY, title="Net export of electricity, base year", title_zh="净外送电量（基年）")
def net_export_base(generation_base, electricity_demand_base):
    """What was generated and not used in the region."""
    return generation_base - electricity_demand_base


# -- hydro ---------------------------------------------------------------------------------------------------------------
@auxiliary(ENERGY, base="hydro_generation_base", title="Hydro generation", title_zh="水电发电量")
def hydro_generation(
    hydro_generation_base, stored_inflow, river_inflow_base, hydro_inflow_elasticity, hydro_capacity, hours_per_year,
    hundred_million_per_ten_thousand,
):  # fmt: skip
    """As much as the reservoirs upstream pass on, less than in proportion; no more than all turbines at full load."""
    made = hydro_generation_base * (stored_inflow / river_inflow_base) ** hydro_inflow_elasticity
    return np.minimum(made, hydro_capacity * hours_per_year * hundred_million_per_ten_thousand)


# -- coal and shortage ---------------------------------------------------------------------------------------------------
@auxiliary(ENERGY, dimensions=SLICE, title="Coal power that must run, by slice", title_zh="煤电必开电量（分时段）")
def must_run_by_slice(must_run, slice_hours, hundred_million_per_ten_thousand):
    """Over its hours."""
    return must_run * slice_hours * hundred_million_per_ten_thousand


must_run_in_year = total("must_run_by_slice", SLICE, ENERGY, title="Coal power that must run", title_zh="煤电必开电量")


@auxiliary(ENERGY, dimensions=SLICE, title="Flexible coal power, by slice", title_zh="可调煤电发电（分时段）")
def flexible_coal(coal_asked, coal_asked_locally, local_hours_left, export_hours_left):
    """What is asked, within the hours of the year."""
    return coal_asked_locally * local_hours_left + (coal_asked - coal_asked_locally) * export_hours_left


@auxiliary(ENERGY, dimensions=SLICE, title="Coal generation, by slice", title_zh="煤电发电（分时段）")
def coal_generation_by_slice(must_run_by_slice, flexible_coal):
    """What must run and what moves."""
    return must_run_by_slice + flexible_coal


@auxiliary(ENERGY, dimensions=SLICE, title="Shortage, by slice", title_zh="电力缺口（分时段）")
def shortage(
    expected_shortage,
    residual_need,
    storage_discharge,
    coal_asked,
    coal_asked_locally,
    local_hours_left,
    export_hours_left,
):
    """What no plant can make, and what the hours of the year do not allow."""
    idle = coal_asked_locally * (1 - local_hours_left) + (coal_asked - coal_asked_locally) * (1 - export_hours_left)
    return np.minimum(expected_shortage, residual_need - storage_discharge) + idle


@auxiliary(ENERGY, dimensions=SLICE, title="Exports by contract, by slice", title_zh="合同外送电量（分时段）")
def contract_by_slice(
    contract_export, slice_hours, hundred_million_per_ten_thousand, open_need, variable_used, residual_need
):
    """What buyers take: the contract less the coal power that they decline."""
    declined = open_need - variable_used - residual_need
    return contract_export * slice_hours * hundred_million_per_ten_thousand - declined


@auxiliary(ENERGY, dimensions=SLICE, title="Exports, by slice", title_zh="外送电量（分时段）")
def export_by_slice(contract_by_slice, shortage, unserved_load, surplus_export):
    """Contracts, which give first where there is a shortage, and surplus."""
    return contract_by_slice - (shortage - unserved_load) + surplus_export


@auxiliary(ENERGY, dimensions=SLICE, title="Load of the region not served, by slice", title_zh="区内缺电量（分时段）")
def unserved_load(shortage, contract_by_slice, expected_shortage, expected_local_shortage, smallest_energy):
    """The part of a shortage that exports cannot give, in the mean of the slice and in its worst hours."""
    worst = np.minimum(shortage / np.maximum(expected_shortage, smallest_energy), 1) * expected_local_shortage
    return np.clip(worst, np.maximum(shortage - contract_by_slice, 0), shortage)


@auxiliary(
    ENERGY, dimensions=SLICE, title="Electricity supplied in the region, by slice", title_zh="区内供电（分时段）"
)
def supply_by_slice(local_load, slice_hours, hundred_million_per_ten_thousand, unserved_load):
    """The load, as far as it is served."""
    return local_load * slice_hours * hundred_million_per_ten_thousand - unserved_load


@auxiliary(ENERGY, dimensions=SLICE, title="Hydro generation, by slice", title_zh="水电发电（分时段）")
def hydro_generation_by_slice(hydro_generation, slice_hours, hours_per_year):
    """The run of the river, even over the year."""
    return hydro_generation * slice_hours / hours_per_year


power_balance_by_slice = Balance(
    ENERGY,
    sources=("coal_generation_by_slice", "variable_generation", "hydro_generation_by_slice", "storage_discharge"),
    uses=("supply_by_slice", "export_by_slice", "storage_charge", "electrolysis"),
    title="Electricity in every slice: what is made equals what is used, stored and sent out",
    title_zh="分时段电力平衡：发电等于用电、储能与外送",
    by=SLICE,
)


# -- the year ------------------------------------------------------------------------------------------------------------
pv_generation = total(
    "pv_generation_by_slice", SLICE, ENERGY, base="pv_generation_base", title="PV generation", title_zh="光伏发电量"
)
variable_generation_in_year = total(
    "variable_generation", SLICE, ENERGY, title="PV and wind generation", title_zh="新能源发电量"
)
coal_generation = total(
    "coal_generation_by_slice",
    SLICE,
    ENERGY,
    base="coal_generation_base",
    title="Coal generation",
    title_zh="煤电发电量",
)
flexible_coal_in_year = total("flexible_coal", SLICE, ENERGY, title="Flexible coal power", title_zh="可调煤电发电量")
net_export = total(
    "export_by_slice", SLICE, ENERGY, base="net_export_base", title="Net export of electricity", title_zh="净外送电量"
)
electricity_supplied = total(
    "supply_by_slice",
    SLICE,
    ENERGY,
    base="electricity_demand_base",
    title="Electricity supplied in the region",
    title_zh="区内供电量",
)
unserved_load_in_year = total(
    "unserved_load", SLICE, ENERGY, title="Load of the region not served", title_zh="区内缺电量"
)
electrolyser_use = total(
    "electrolysis", SLICE, ENERGY, title="Electricity used by electrolysers", title_zh="电解制氢用电量"
)
storage_charge_in_year = total(
    "storage_charge", SLICE, ENERGY, title="Storage filled in the year", title_zh="储能充电量"
)
storage_discharge_in_year = total(
    "storage_discharge", SLICE, ENERGY, title="Storage emptied in the year", title_zh="储能放电量"
)


@auxiliary(ENERGY, base="wind_generation_base", annual="equation", title="Wind generation", title_zh="风电发电量")
def wind_generation(variable_generation_in_year, pv_generation):
    """What is not PV."""
    return variable_generation_in_year - pv_generation


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
def curtailment_rate(pv_generation, wind_generation, pv_potential, wind_potential, percent, smallest_energy):
    """Of the year's power before curtailment."""
    lost = pv_potential + wind_potential - pv_generation - wind_generation
    return lost / np.maximum(pv_potential + wind_potential, smallest_energy) * percent


@ratio("1", title="Sun and wind that find no buyer at a price", title_zh="无价可售的新能源比例")
def unsold_share(variable_generation_in_year, electrolyser_use, pv_potential, wind_potential, smallest_energy):
    """Curtailed, or left to electrolysers, which run on what is left over."""
    unsold = pv_potential + wind_potential - variable_generation_in_year + electrolyser_use
    return unsold / np.maximum(pv_potential + wind_potential, smallest_energy)


@auxiliary(ENERGY, title="Coal power at full load all year", title_zh="煤电满发电量")
def coal_power_at_full(coal_power_capacity, hours_per_year, hundred_million_per_ten_thousand):
    """Of the capacity as it stood over the year."""
    return coal_power_capacity * hours_per_year * hundred_million_per_ten_thousand


@ratio("h/year", title="Hours of coal power", title_zh="煤电利用小时")
def coal_power_hours(coal_generation, coal_power_at_full, hours_per_year):
    """Generation over the mean capacity of the year."""
    return coal_generation / coal_power_at_full * hours_per_year


@ratio("1", title="Adequacy of power supply", title_zh="电力保障程度")
def power_adequacy(unserved_load_in_year, electricity_demand):
    """Local load served over local load: exactly one where none goes short."""
    return 1 - unserved_load_in_year / electricity_demand


@auxiliary(ENERGY, title="Lost in storage", title_zh="储能损耗电量")
def storage_loss(storage_charge_in_year, storage_discharge_in_year):
    """What goes in and does not come out."""
    return storage_charge_in_year - storage_discharge_in_year


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


@derived("1e4 tce/year", title="Coal burnt for power, base year", title_zh="发电耗煤（基年）")
def coal_burnt_for_power_base(coal_generation_base, coal_rate_base, hundred_million_per_ten_thousand):
    """What was generated in the base year at the fleet's rate: the start makes less, with the sun and wind of its December."""
    return coal_generation_base * coal_rate_base / hundred_million_per_ten_thousand


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
    "coal_burnt_by_class", plant_class, "1e4 tce/year", base="coal_burnt_for_power_base",
    title="Coal burnt for power", title_zh="发电耗煤",
)  # fmt: skip


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
