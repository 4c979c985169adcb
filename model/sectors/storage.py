"""Storage, lines and electrolysers: what moves electricity over time, over distance and into another carrier.

Stocks   battery and pumped storage, pumped storage and lines under construction, export lines, electrolysers, experience in batteries and electrolysers
Told     completions of sun and wind by renewables, plant_funded_share by capital, cost of capital by plant_returns
Gives    capacities to dispatch, contracted_line_capacity, hydrogen_coal_relief to fuels, what building them asks of finance, storage_payment to energy_prices

Batteries and electrolysers grow cheaper with what is built anywhere; dams and lines do not. A line fills over some years after it is commissioned: the buyers' contracts and the plants at its head come in turn.
"""

import numpy as np

from model.engine.declare import Driver, Lever, Parameter, Stock, auxiliary, delay, derived, flow, smooth

storage_capacity = Stock(
    "1e4 kW", initial="storage_capacity_base", title="Battery storage capacity", title_zh="新型储能装机"
)
pumped_storage_capacity = Stock(
    "1e4 kW", initial="pumped_storage_capacity_base", title="Pumped storage capacity", title_zh="抽水蓄能装机"
)
export_line_capacity = Stock(
    "1e4 kW", initial="export_line_capacity_base", title="Export line capacity", title_zh="外送通道能力"
)
electrolyser_capacity = Stock(
    "1e4 kW", initial="electrolyser_capacity_base", title="Electrolyser capacity", title_zh="电解水制氢装机"
)

required_storage = Stock(
    "1e4 kW",
    initial="required_storage_base",
    title="Battery storage that owners of plants had to build",
    title_zh="新能源配建储能装机",
)
storage_experience = Stock(
    "1e4 kW", initial="storage_experience_base", title="Experience in batteries", title_zh="电池储能累计装机经验"
)
electrolyser_experience = Stock(
    "1e4 kW", initial="electrolyser_experience_base", title="Experience in electrolysers", title_zh="电解槽累计装机经验"
)

pumped_storage_construction_time = Parameter(
    "year", title="Construction time of pumped storage", title_zh="抽水蓄能建设周期"
)
line_construction_time = Parameter("year", title="Construction time of export lines", title_zh="外送通道建设周期")
contract_ramp_time = Parameter("year", title="Mean time in which a new line fills", title_zh="新投通道达产平均时间")
pumped_storage_additions_trend = Parameter(
    "1e4 kW/year", title="Pumped storage under way, a year", title_zh="抽水蓄能年均在建能力"
)
line_additions_trend = Parameter("1e4 kW/year", title="Export lines under way, a year", title_zh="外送通道年均在建能力")
contracted_line_capacity_base = Parameter(
    "1e4 kW", title="Line capacity that contracts fill, base year", title_zh="已达产外送通道能力（基年）"
)
storage_retirement_rate = Parameter("1/year", title="Retirement of batteries", title_zh="电池储能退役率")
pumped_storage_retirement_rate = Parameter("1/year", title="Retirement of pumped storage", title_zh="抽水蓄能退役率")
electrolyser_retirement_rate = Parameter("1/year", title="Retirement of electrolysers", title_zh="电解槽退役率")
storage_unit_cost_base = Parameter(
    "CNY/kW", title="Cost of battery storage, base year", title_zh="电池储能单位造价（基年）"
)
storage_learning_rate = Parameter("1", title="Fall of battery cost at a doubling", title_zh="电池储能学习率")
pumped_storage_unit_cost = Parameter("CNY/kW", title="Cost of pumped storage", title_zh="抽水蓄能单位造价")
line_unit_cost = Parameter("CNY/kW", title="Cost of export lines", title_zh="外送通道单位造价")
electrolyser_unit_cost_base = Parameter(
    "CNY/kW", title="Cost of electrolysers, base year", title_zh="电解槽单位造价（基年）"
)
electrolyser_learning_rate = Parameter("1", title="Fall of electrolyser cost at a doubling", title_zh="电解槽学习率")
storage_hours = Parameter("h", title="Hours that batteries last", title_zh="电池储能时长")
pumped_storage_hours = Parameter("h", title="Hours that pumped storage lasts", title_zh="抽水蓄能时长")
storage_cycles = Parameter("1/year", title="Days on which storage is filled", title_zh="储能年循环次数")
hydrogen_coal_spared = Parameter(
    "1e4 tce/(1e8 kWh)", title="Coal that hydrogen stands in for", title_zh="单位制氢用电替代煤炭"
)
storage_approvals = Lever("1e4 kW/year", domain=(0, 1000), title="Storage approved a year", title_zh="储能年核准规模")
storage_requirement = Lever(
    "1", domain=(0, 1), title="Storage asked for per kW of new sun and wind", title_zh="新增新能源配储比例"
)
pumped_storage_approvals = Lever(
    "1e4 kW/year", domain=(0, 500), title="Pumped storage approved a year", title_zh="抽水蓄能年核准规模"
)
export_line_approvals = Lever(  # lines between provinces are approved by the nation
    "1e4 kW/year",
    domain=(0, 1000),
    authority="national",
    title="Export lines approved a year",
    title_zh="外送通道年核准能力",
)
hydrogen_programme = Lever(
    "1e4 kW/year", domain=(0, 500), title="Electrolysers offered a year", title_zh="电解水制氢年建设规模"
)
outside_storage_additions = Driver(
    "1e4 kW/year", domain=(0, 1e5), title="Batteries added outside the region", title_zh="区外电池储能年新增"
)
outside_electrolyser_additions = Driver(
    "1e4 kW/year", domain=(0, 1e5), title="Electrolysers added outside the region", title_zh="区外电解槽年新增"
)
export_line_projects = Driver(
    "1e4 kW/year", domain=(0, 2000), dated=True, title="Export lines commissioned, by date", title_zh="按期投产外送通道"
)


# -- experience: batteries and electrolysers ------------------------------------------------------------------------------
@derived("1", title="Exponent of learning in batteries", title_zh="电池储能学习指数")
def storage_learning_exponent(storage_learning_rate):
    """LR = 1 - 2**-exponent (Wright's law)."""
    return -np.log(1 - storage_learning_rate) / np.log(2)


@derived("1", title="Exponent of learning in electrolysers", title_zh="电解槽学习指数")
def electrolyser_learning_exponent(electrolyser_learning_rate):
    """LR = 1 - 2**-exponent (Wright's law)."""
    return -np.log(1 - electrolyser_learning_rate) / np.log(2)


@auxiliary("CNY/kW", title="Cost of battery storage", title_zh="电池储能单位造价")
def storage_unit_cost(storage_unit_cost_base, storage_experience, storage_experience_base, storage_learning_exponent):
    """Falls with experience."""
    return storage_unit_cost_base * (storage_experience / storage_experience_base) ** (-storage_learning_exponent)


@auxiliary("CNY/kW", title="Cost of electrolysers", title_zh="电解槽单位造价")
def electrolyser_unit_cost(
    electrolyser_unit_cost_base, electrolyser_experience, electrolyser_experience_base, electrolyser_learning_exponent
):
    """Falls with experience."""
    gained = electrolyser_experience / electrolyser_experience_base
    return electrolyser_unit_cost_base * gained ** (-electrolyser_learning_exponent)


@flow("1e4 kW/year", into="storage_experience", title="Experience gained in batteries", title_zh="电池储能经验增加")
def storage_experience_gain(storage_construction, local_experience_weight, outside_storage_additions):
    """The region's own additions weigh more than those outside."""
    return storage_construction * local_experience_weight + outside_storage_additions


@flow(
    "1e4 kW/year", into="electrolyser_experience", title="Experience gained in electrolysers", title_zh="电解槽经验增加"
)
def electrolyser_experience_gain(electrolyser_construction, local_experience_weight, outside_electrolyser_additions):
    """The region's own additions weigh more than those outside."""
    return electrolyser_construction * local_experience_weight + outside_electrolyser_additions


# -- batteries and pumped storage ----------------------------------------------------------------------------------------
@auxiliary("1e4 kW/year", title="Battery storage wanted", title_zh="电池储能建设意愿")
def storage_demand(storage_approvals, storage_requirement, pv_demand, wind_demand):
    """What is approved for itself, and what is asked for with new plants."""
    return storage_approvals + storage_requirement * (pv_demand + wind_demand)


@flow("1e4 kW/year", into="required_storage", title="Battery storage built with plants", title_zh="新能源配建储能投产")
def required_storage_construction(storage_requirement, pv_completion, wind_completion):
    """What is asked for comes with the plants."""
    return storage_requirement * (pv_completion + wind_completion)


@flow("1e4 kW/year", into="storage_capacity", title="Battery storage built", title_zh="电池储能投产")
def storage_construction(storage_approvals, plant_funded_share, required_storage_construction):
    """Within the year, as far as funded, and with the plants."""
    return storage_approvals * plant_funded_share + required_storage_construction


@flow(
    "1e4 kW/year", out_of="required_storage", title="Battery storage of plants retired", title_zh="新能源配建储能退役"
)
def required_storage_retirement(required_storage, storage_retirement_rate):
    """As all batteries."""
    return required_storage * storage_retirement_rate


@flow("1e4 kW/year", out_of="storage_capacity", title="Battery storage retired", title_zh="电池储能退役")
def storage_retirement(storage_capacity, storage_retirement_rate):
    """Batteries age."""
    return storage_capacity * storage_retirement_rate


@flow(
    "1e4 kW/year",
    into="pumped_storage_completion_stage_1",
    title="Pumped storage started",
    title_zh="抽水蓄能开工",
)
def pumped_storage_start(pumped_storage_approvals, plant_funded_share):
    """What is funded."""
    return pumped_storage_approvals * plant_funded_share


pumped_storage_completion = delay(
    "pumped_storage_start", over="pumped_storage_construction_time", order=3, initial="pumped_storage_additions_trend",
    into="pumped_storage_capacity", units="1e4 kW/year", title="Pumped storage completed", title_zh="抽水蓄能投产",
)  # fmt: skip


@flow("1e4 kW/year", out_of="pumped_storage_capacity", title="Pumped storage retired", title_zh="抽水蓄能退役")
def pumped_storage_retirement(pumped_storage_capacity, pumped_storage_retirement_rate):
    """Dams last."""
    return pumped_storage_capacity * pumped_storage_retirement_rate


@auxiliary("1e8 CNY/year", title="Storage investment wanted", title_zh="储能投资需求")
def storage_investment_demand(
    storage_demand,
    storage_unit_cost,
    pumped_storage_approvals,
    pumped_storage_unit_cost,
    hundred_million_per_ten_thousand,
):
    """Batteries and pumped storage at their cost."""
    batteries = storage_demand * storage_unit_cost
    pumped = pumped_storage_approvals * pumped_storage_unit_cost
    return (batteries + pumped) * hundred_million_per_ten_thousand


@auxiliary("1e8 CNY/year", title="Yearly cost of storage that users of power pay", title_zh="由用户分摊的储能年成本")
def storage_payment(
    green_capital_rate, storage_retirement_rate, storage_unit_cost, storage_capacity, required_storage, storage_capacity_base,
    pumped_storage_retirement_rate, pumped_storage_unit_cost, pumped_storage_capacity, pumped_storage_capacity_base,
    hundred_million_per_ten_thousand,
):  # fmt: skip
    """Interest and wear of what stands beyond the base year's; owners of plants pay for what they had to build."""
    batteries = storage_unit_cost * (storage_capacity - required_storage - storage_capacity_base)
    dams = pumped_storage_unit_cost * (pumped_storage_capacity - pumped_storage_capacity_base)
    return (
        (green_capital_rate + storage_retirement_rate) * batteries
        + (green_capital_rate + pumped_storage_retirement_rate) * dams
    ) * hundred_million_per_ten_thousand


@auxiliary("1e4 kW", title="Power of all storage", title_zh="储能总功率")
def storage_power(storage_capacity, pumped_storage_capacity):
    """Batteries and pumped storage."""
    return storage_capacity + pumped_storage_capacity


@auxiliary("1e8 kWh/year", title="Energy that batteries can move in a year", title_zh="电池储能年吞吐能力")
def battery_energy(storage_capacity, storage_hours, storage_cycles, hundred_million_per_ten_thousand):
    """Power by the hours it lasts, on every day on which it is filled."""
    return storage_capacity * storage_hours * storage_cycles * hundred_million_per_ten_thousand


@auxiliary("1e8 kWh/year", title="Energy that pumped storage can move in a year", title_zh="抽水蓄能年吞吐能力")
def pumped_energy(pumped_storage_capacity, pumped_storage_hours, storage_cycles, hundred_million_per_ten_thousand):
    """Power by the hours it lasts, on every day on which it is filled."""
    return pumped_storage_capacity * pumped_storage_hours * storage_cycles * hundred_million_per_ten_thousand


# -- lines ---------------------------------------------------------------------------------------------------------------
@flow("1e4 kW/year", into="export_line_completion_stage_1", title="Export lines started", title_zh="外送通道开工")
def export_line_start(export_line_approvals, plant_funded_share):
    """What is funded."""
    return export_line_approvals * plant_funded_share


export_line_completion = delay(
    "export_line_start", over="line_construction_time", order=3, initial="line_additions_trend", into="export_line_capacity",
    units="1e4 kW/year", title="Export lines completed", title_zh="外送通道投产",
)  # fmt: skip


@flow("1e4 kW/year", into="export_line_capacity", title="Dated export lines commissioned", title_zh="按期外送通道投产")
def export_line_commissioning(export_line_projects):
    """Projects that were under construction at the base year, by their dates."""
    return np.maximum(export_line_projects, 0)


contracted_line_capacity = smooth(
    "export_line_capacity",
    over="contract_ramp_time",
    order=3,
    initial="contracted_line_capacity_base",
    units="1e4 kW",
    title="Line capacity that contracts fill",
    title_zh="已达产外送通道能力",
)


@auxiliary("1e8 CNY/year", title="Export line investment wanted", title_zh="外送通道投资需求")
def export_line_investment_demand(export_line_approvals, line_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return export_line_approvals * line_unit_cost * hundred_million_per_ten_thousand


# -- electrolysers -------------------------------------------------------------------------------------------------------
@flow("1e4 kW/year", into="electrolyser_capacity", title="Electrolysers built", title_zh="电解槽投产")
def electrolyser_construction(hydrogen_programme, plant_funded_share):
    """Within the year, as far as funded."""
    return hydrogen_programme * plant_funded_share


@flow("1e4 kW/year", out_of="electrolyser_capacity", title="Electrolysers retired", title_zh="电解槽退役")
def electrolyser_retirement(electrolyser_capacity, electrolyser_retirement_rate):
    """Stacks wear out."""
    return electrolyser_capacity * electrolyser_retirement_rate


@auxiliary("1e8 CNY/year", title="Hydrogen investment wanted", title_zh="绿氢投资需求")
def hydrogen_investment_demand(hydrogen_programme, electrolyser_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return hydrogen_programme * electrolyser_unit_cost * hundred_million_per_ten_thousand


@auxiliary("1e4 tce/year", title="Coal that green hydrogen stands in for", title_zh="绿氢替代煤炭")
def hydrogen_coal_relief(electrolyser_use, hydrogen_coal_spared):
    """Coal that chemical plants need not gasify."""
    return electrolyser_use * hydrogen_coal_spared
