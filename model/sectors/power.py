"""Power: plants under construction and in service, lines, storage, and what is curtailed.

Stocks   PV, wind and coal power under construction and in service; storage; export lines; experience in PV and wind
Told     electricity_demand by energy, funded_share and the loan rate by finance, the carbon price by carbon
Gives    generation, curtailment_rate, coal_power_margin, power_adequacy, and what the build-out asks of finance
"""

import numpy as np

from model.engine.declare import Balance, Driver, Lever, Parameter, Stock, auxiliary, delay, derived, flow, ratio

pv_under_construction = Stock("1e4 kW", initial="pv_under_construction_2020", title="PV under construction", title_zh="在建光伏")
pv_capacity = Stock("1e4 kW", initial="pv_capacity_2020", title="PV capacity", title_zh="光伏发电装机")
wind_under_construction = Stock("1e4 kW", initial="wind_under_construction_2020", title="Wind under construction", title_zh="在建风电")
wind_capacity = Stock("1e4 kW", initial="wind_capacity_2020", title="Wind capacity", title_zh="风电装机")
coal_power_under_construction = Stock("1e4 kW", initial="coal_power_under_construction_2020", title="Coal power under construction", title_zh="在建煤电")
coal_power_capacity = Stock("1e4 kW", initial="coal_power_capacity_2020", title="Coal power capacity", title_zh="煤电装机")
storage_capacity = Stock("1e4 kW", initial="storage_capacity_2020", title="Storage capacity", title_zh="储能装机")
export_line_capacity = Stock("1e4 kW", initial="export_line_capacity_2020", title="Export line capacity", title_zh="外送通道能力")
pv_experience = Stock("1e4 kW", initial="pv_experience_2020", title="Experience in PV", title_zh="光伏累计装机经验")
wind_experience = Stock("1e4 kW", initial="wind_experience_2020", title="Experience in wind", title_zh="风电累计装机经验")

pv_generation_2020 = Parameter("1e8 kWh/year", title="PV generation, 2020", title_zh="光伏发电量（2020年）")
wind_generation_2020 = Parameter("1e8 kWh/year", title="Wind generation, 2020", title_zh="风电发电量（2020年）")
hydro_generation = Parameter("1e8 kWh/year", title="Hydro generation", title_zh="水电发电量")
coal_generation_2020 = Parameter("1e8 kWh/year", title="Coal generation, 2020", title_zh="煤电发电量（2020年）")
curtailment_rate_2020 = Parameter("%", title="Curtailment, 2020", title_zh="弃风弃光率（2020年）")
pv_hours = Parameter("h/year", title="PV hours before curtailment", title_zh="光伏可利用小时")
wind_hours = Parameter("h/year", title="Wind hours before curtailment", title_zh="风电可利用小时")
coal_power_hours_limit = Parameter("h/year", title="Most hours a coal plant can run", title_zh="煤电最大利用小时")
pv_construction_time = Parameter("year", title="Construction time of PV", title_zh="光伏建设周期")
wind_construction_time = Parameter("year", title="Construction time of wind", title_zh="风电建设周期")
coal_power_construction_time = Parameter("year", title="Construction time of coal power", title_zh="煤电建设周期")
line_construction_time = Parameter("year", title="Construction time of export lines", title_zh="外送通道建设周期")
pv_additions_trend = Parameter("1e4 kW/year", title="PV added a year, 2016-2020", title_zh="2016-2020年光伏年均新增")
wind_additions_trend = Parameter("1e4 kW/year", title="Wind added a year, 2016-2020", title_zh="2016-2020年风电年均新增")
coal_power_additions_trend = Parameter("1e4 kW/year", title="Coal power added a year, 2016-2020", title_zh="2016-2020年煤电年均新增")
line_additions_trend = Parameter("1e4 kW/year", title="Export lines under way, a year", title_zh="外送通道年均在建能力")
renewable_retirement_rate = Parameter("1/year", title="Retirement of a young fleet", title_zh="新能源退役率")
coal_power_retirement_rate = Parameter("1/year", title="Retirement of coal power", title_zh="煤电自然退役率")
storage_retirement_rate = Parameter("1/year", title="Retirement of storage", title_zh="储能退役率")
pv_unit_cost_2020 = Parameter("CNY/kW", title="Cost of PV, 2020", title_zh="光伏单位造价（2020年）")
wind_unit_cost_2020 = Parameter("CNY/kW", title="Cost of wind, 2020", title_zh="风电单位造价（2020年）")
coal_power_unit_cost = Parameter("CNY/kW", title="Cost of coal power", title_zh="煤电单位造价")
storage_unit_cost = Parameter("CNY/kW", title="Cost of storage", title_zh="储能单位造价")
line_unit_cost = Parameter("CNY/kW", title="Cost of export lines", title_zh="外送通道单位造价")
pv_learning_rate = Parameter("1", title="Fall of PV cost at a doubling", title_zh="光伏学习率")
wind_learning_rate = Parameter("1", title="Fall of wind cost at a doubling", title_zh="风电学习率")
local_experience_weight = Parameter("1", title="Weight of experience made in the region", title_zh="本地经验权重")
return_response = Parameter("1", title="Response of starts to the return on cost", title_zh="开工对收益成本比的弹性")
rate_response = Parameter("1", title="Response of starts to the loan rate", title_zh="开工对贷款利率的弹性")
margin_response = Parameter("1", title="Response of coal starts to the margin", title_zh="煤电开工对利润率的响应")
power_price = Parameter("CNY/kWh", title="On-grid price of coal power", title_zh="燃煤上网电价")
coal_rate = Parameter("tce/kWh", title="Coal burnt per kWh", title_zh="煤电煤耗")
coal_power_fixed_cost = Parameter("CNY/kW/year", title="Fixed cost of coal power", title_zh="煤电固定成本")
curtailment_exponent = Parameter("1", title="Steepness of curtailment in the variable ratio", title_zh="弃电对新能源渗透的陡度")
line_absorption = Parameter("1", title="Line capacity that absorbs variable power", title_zh="外送通道消纳系数")
storage_absorption = Parameter("1", title="Storage capacity that absorbs variable power", title_zh="储能消纳系数")
load_absorption = Parameter("1", title="Mean load that absorbs variable power", title_zh="负荷消纳系数")
adequacy_sharpness = Parameter("1", title="Sharpness of the limit of power supply", title_zh="电力供应约束锐度")

pv_approvals = Lever("1e4 kW/year", domain=(0, 2000), title="PV approved a year", title_zh="光伏年核准规模")
wind_approvals = Lever("1e4 kW/year", domain=(0, 1000), title="Wind approved a year", title_zh="风电年核准规模")
coal_power_approvals = Lever("1e4 kW/year", domain=(0, 1000), title="Coal power approved a year", title_zh="煤电年核准规模")
coal_power_early_retirement = Lever("1/year", domain=(0, 1), title="Coal power retired early", title_zh="煤电提前退役率")
storage_approvals = Lever("1e4 kW/year", domain=(0, 1000), title="Storage approved a year", title_zh="储能年核准规模")
export_line_approvals = Lever("1e4 kW/year", domain=(0, 1000), title="Export lines approved a year", title_zh="外送通道年核准能力")
outside_pv_additions = Driver("1e4 kW/year", domain=(0, 1e5), title="PV added outside the region", title_zh="区外光伏年新增")
outside_wind_additions = Driver("1e4 kW/year", domain=(0, 1e5), title="Wind added outside the region", title_zh="区外风电年新增")


@derived("1e4 kW", title="PV under construction, 2020", title_zh="在建光伏（2020年）")
def pv_under_construction_2020(pv_additions_trend, pv_construction_time):
    """What completes the trend's additions."""
    return pv_additions_trend * pv_construction_time


@derived("1e4 kW", title="Wind under construction, 2020", title_zh="在建风电（2020年）")
def wind_under_construction_2020(wind_additions_trend, wind_construction_time):
    """What completes the trend's additions."""
    return wind_additions_trend * wind_construction_time


@derived("1e4 kW", title="Coal power under construction, 2020", title_zh="在建煤电（2020年）")
def coal_power_under_construction_2020(coal_power_additions_trend, coal_power_construction_time):
    """What completes the trend's additions."""
    return coal_power_additions_trend * coal_power_construction_time


@derived("1e8 kWh/year", title="Renewable generation, 2020", title_zh="可再生能源发电量（2020年）")
def renewable_generation_2020(pv_generation_2020, wind_generation_2020, hydro_generation):
    """PV, wind and hydro."""
    return pv_generation_2020 + wind_generation_2020 + hydro_generation


@derived("1e8 kWh/year", title="Net export of electricity, 2020", title_zh="净外送电量（2020年）")
def net_export_2020(renewable_generation_2020, coal_generation_2020, electricity_demand_2020):
    """What was generated and not used in the region."""
    return renewable_generation_2020 + coal_generation_2020 - electricity_demand_2020


@derived("h/year", title="Hours of the export lines, 2020", title_zh="外送通道利用小时（2020年）")
def line_hours(net_export_2020, export_line_capacity_2020, hundred_million_per_ten_thousand):
    """Net export over line capacity."""
    return net_export_2020 / export_line_capacity_2020 / hundred_million_per_ten_thousand


@derived("CNY/kWh", title="Margin of coal power, 2020", title_zh="煤电利润（2020年）")
def coal_power_margin_2020(
    power_price, coal_price_2020, coal_rate, coal_power_fixed_cost, coal_generation_2020, coal_power_capacity_2020, hundred_million_per_ten_thousand
):
    """Price less fuel and fixed cost, at the hours of 2020."""
    hours = coal_generation_2020 / coal_power_capacity_2020 / hundred_million_per_ten_thousand
    return power_price - coal_price_2020 * coal_rate - coal_power_fixed_cost / hours


@derived("1", title="Variable capacity over what absorbs it, 2020", title_zh="新能源与消纳能力之比（2020年）")
def variable_ratio_2020(
    pv_capacity_2020, wind_capacity_2020, storage_capacity_2020, storage_absorption, export_line_capacity_2020, line_absorption,
    electricity_need_2020, load_absorption, hours_per_year, hundred_million_per_ten_thousand,
):  # fmt: skip
    """As ``variable_ratio``, at the start."""
    load = electricity_need_2020 / hours_per_year / hundred_million_per_ten_thousand * load_absorption
    absorbed = storage_capacity_2020 * storage_absorption + export_line_capacity_2020 * line_absorption + load
    return (pv_capacity_2020 + wind_capacity_2020) / absorbed


@auxiliary("1", title="Variable capacity over what absorbs it", title_zh="新能源与消纳能力之比")
def variable_ratio(
    pv_capacity, wind_capacity, storage_capacity, storage_absorption, export_line_capacity, line_absorption,
    electricity_demand, load_absorption, hours_per_year, hundred_million_per_ten_thousand,
):  # fmt: skip
    """Storage, lines and load take variable power."""
    load = electricity_demand / hours_per_year / hundred_million_per_ten_thousand * load_absorption
    return (pv_capacity + wind_capacity) / (storage_capacity * storage_absorption + export_line_capacity * line_absorption + load)


@auxiliary("1", title="Share of variable power curtailed", title_zh="弃电比例")
def curtailed_share(variable_ratio, variable_ratio_2020, curtailment_exponent, curtailment_rate_2020, percent):
    """Logistic in the variable ratio, through the rate of 2020."""
    odds = curtailment_rate_2020 / (percent - curtailment_rate_2020) * (variable_ratio / variable_ratio_2020) ** curtailment_exponent
    return odds / (1 + odds)


@auxiliary("1e8 kWh/year", base="pv_potential_2020", title="PV power before curtailment", title_zh="光伏可发电量")
def pv_potential(pv_capacity, pv_hours, hundred_million_per_ten_thousand):
    """Capacity by hours."""
    return pv_capacity * pv_hours * hundred_million_per_ten_thousand


@auxiliary("1e8 kWh/year", base="wind_potential_2020", title="Wind power before curtailment", title_zh="风电可发电量")
def wind_potential(wind_capacity, wind_hours, hundred_million_per_ten_thousand):
    """Capacity by hours."""
    return wind_capacity * wind_hours * hundred_million_per_ten_thousand


@derived("1e8 kWh/year", title="PV power before curtailment, 2020", title_zh="光伏可发电量（2020年）")
def pv_potential_2020(pv_generation_2020, curtailment_rate_2020, percent):
    """What was generated and what was curtailed."""
    return pv_generation_2020 / (1 - curtailment_rate_2020 / percent)


@derived("1e8 kWh/year", title="Wind power before curtailment, 2020", title_zh="风电可发电量（2020年）")
def wind_potential_2020(wind_generation_2020, curtailment_rate_2020, percent):
    """What was generated and what was curtailed."""
    return wind_generation_2020 / (1 - curtailment_rate_2020 / percent)


@auxiliary("1e8 kWh/year", base="pv_generation_2020", title="PV generation", title_zh="光伏发电量")
def pv_generation(pv_potential, curtailed_share):
    """What is not curtailed."""
    return pv_potential * (1 - curtailed_share)


@auxiliary("1e8 kWh/year", base="wind_generation_2020", title="Wind generation", title_zh="风电发电量")
def wind_generation(wind_potential, curtailed_share):
    """What is not curtailed."""
    return wind_potential * (1 - curtailed_share)


@ratio("%", title="Curtailment of PV and wind", title_zh="弃风弃光率")
def curtailment_rate(pv_generation, wind_generation, pv_potential, wind_potential, percent):
    """Of the year's power before curtailment."""
    return (1 - (pv_generation + wind_generation) / (pv_potential + wind_potential)) * percent


@auxiliary("1e8 kWh/year", annual="equation", title="Renewable generation", title_zh="可再生能源发电量")
def renewable_generation(pv_generation, wind_generation, hydro_generation):
    """PV, wind and hydro."""
    return pv_generation + wind_generation + hydro_generation


@auxiliary("1e8 kWh/year", title="Power that could be supplied", title_zh="可供电量")
def available_power(renewable_generation, coal_power_capacity, coal_power_hours_limit, hundred_million_per_ten_thousand):
    """Renewables, and coal at its most hours."""
    return renewable_generation + coal_power_capacity * coal_power_hours_limit * hundred_million_per_ten_thousand


@auxiliary("1", title="Adequacy of power supply", title_zh="电力保障程度")
def power_adequacy(available_power, electricity_demand, export_line_capacity, line_hours, hundred_million_per_ten_thousand, adequacy_sharpness):
    """A smooth minimum of one and the power available over that wanted."""
    wanted = electricity_demand + export_line_capacity * line_hours * hundred_million_per_ten_thousand
    return (1 + (wanted / available_power) ** adequacy_sharpness) ** (-1 / adequacy_sharpness)


@auxiliary("1e8 kWh/year", base="electricity_demand_2020", title="Electricity supplied in the region", title_zh="区内供电量")
def electricity_supplied(electricity_demand, available_power):
    """The region is served before export."""
    return np.minimum(electricity_demand, available_power)


@auxiliary("1e8 kWh/year", base="net_export_2020", title="Export by contract", title_zh="合同外送电量")
def contract_export(export_line_capacity, line_hours, hundred_million_per_ten_thousand, available_power, electricity_supplied):
    """What the lines carry, as far as power is left."""
    wanted = export_line_capacity * line_hours * hundred_million_per_ten_thousand
    return np.minimum(wanted, available_power - electricity_supplied)


@auxiliary("1e8 kWh/year", title="Renewable surplus sent out", title_zh="富余可再生电量外送")
def surplus_export(renewable_generation, electricity_supplied, contract_export):
    """Renewable power beyond demand and contracts leaves on the same lines."""
    return np.maximum(renewable_generation - electricity_supplied - contract_export, 0)


@auxiliary("1e8 kWh/year", base="net_export_2020", title="Net export of electricity", title_zh="净外送电量")
def net_export(contract_export, surplus_export):
    """By contract and of surplus."""
    return contract_export + surplus_export


@auxiliary("1e8 kWh/year", base="coal_generation_2020", title="Coal generation", title_zh="煤电发电量")
def coal_generation(electricity_supplied, contract_export, renewable_generation):
    """Coal fills what renewables leave."""
    return np.maximum(electricity_supplied + contract_export - renewable_generation, 0)


@auxiliary("1e8 kWh/year", annual="equation", title="Generation", title_zh="发电量")
def generation(coal_generation, renewable_generation):
    """All power made in the region."""
    return coal_generation + renewable_generation


@ratio("h/year", title="Hours of coal power", title_zh="煤电利用小时")
def coal_power_hours(coal_generation, coal_power_capacity, hundred_million_per_ten_thousand):
    """Generation over capacity."""
    return coal_generation / coal_power_capacity / hundred_million_per_ten_thousand


@auxiliary("CNY/kWh", title="Margin of coal power", title_zh="煤电利润")
def coal_power_margin(
    power_price, coal_price, coal_rate, effective_carbon_price, coal_carbon_content, carbon_cost_share, coal_power_fixed_cost,
    coal_power_capacity, coal_generation, hundred_million_per_ten_thousand,
):  # fmt: skip
    """Price less fuel, carbon and fixed cost; idle plants earn nothing to set against the fixed part."""
    fuel = (coal_price + effective_carbon_price * coal_carbon_content * carbon_cost_share) * coal_rate
    fixed = coal_power_fixed_cost * coal_power_capacity * hundred_million_per_ten_thousand / np.maximum(coal_generation, coal_power_capacity * coal_power_fixed_cost / power_price * hundred_million_per_ten_thousand)
    return power_price - fuel - fixed


@derived("1", title="Exponent of learning in PV", title_zh="光伏学习指数")
def pv_learning_exponent(pv_learning_rate):
    """LR = 1 - 2**-exponent (Wright's law)."""
    return -np.log(1 - pv_learning_rate) / np.log(2)


@derived("1", title="Exponent of learning in wind", title_zh="风电学习指数")
def wind_learning_exponent(wind_learning_rate):
    """LR = 1 - 2**-exponent (Wright's law)."""
    return -np.log(1 - wind_learning_rate) / np.log(2)


@auxiliary("CNY/kW", title="Cost of PV", title_zh="光伏单位造价")
def pv_unit_cost(pv_unit_cost_2020, pv_experience, pv_experience_2020, pv_learning_exponent):
    """Falls with experience."""
    return pv_unit_cost_2020 * (pv_experience / pv_experience_2020) ** (-pv_learning_exponent)


@auxiliary("CNY/kW", title="Cost of wind", title_zh="风电单位造价")
def wind_unit_cost(wind_unit_cost_2020, wind_experience, wind_experience_2020, wind_learning_exponent):
    """Falls with experience."""
    return wind_unit_cost_2020 * (wind_experience / wind_experience_2020) ** (-wind_learning_exponent)


@flow("1e4 kW/year", into="pv_experience", title="Experience gained in PV", title_zh="光伏经验增加")
def pv_experience_gain(pv_completion, local_experience_weight, outside_pv_additions):
    """The region's own additions weigh more than those outside."""
    return pv_completion * local_experience_weight + outside_pv_additions


@flow("1e4 kW/year", into="wind_experience", title="Experience gained in wind", title_zh="风电经验增加")
def wind_experience_gain(wind_completion, local_experience_weight, outside_wind_additions):
    """The region's own additions weigh more than those outside."""
    return wind_completion * local_experience_weight + outside_wind_additions


@auxiliary("1", title="Worth of a renewable kWh over that of 2020", title_zh="新能源电量价值相对2020年")
def renewable_worth(curtailed_share, curtailment_rate_2020, percent, effective_carbon_price, coal_carbon_content, coal_rate, carbon_cost_share, power_price):
    """Less where power is curtailed, more where coal pays for carbon."""
    sold = (1 - curtailed_share) / (1 - curtailment_rate_2020 / percent)
    return sold * (1 + effective_carbon_price * carbon_cost_share * coal_carbon_content * coal_rate / power_price)


@auxiliary("1", title="Ease of credit for plants over that of 2020", title_zh="电源融资便利度相对2020年")
def credit_ease(corporate_loan_rate, corporate_loan_rate_2020, rate_response):
    """Capital cost is most of the cost of wind and sun."""
    return (corporate_loan_rate_2020 / corporate_loan_rate) ** rate_response


@auxiliary("1e4 kW/year", title="PV wanted", title_zh="光伏开工意愿")
def pv_demand(pv_approvals, renewable_worth, pv_unit_cost, pv_unit_cost_2020, return_response, credit_ease):
    """Approvals taken up as the return on cost allows."""
    return pv_approvals * (renewable_worth * pv_unit_cost_2020 / pv_unit_cost) ** return_response * credit_ease


@auxiliary("1e4 kW/year", title="Wind wanted", title_zh="风电开工意愿")
def wind_demand(wind_approvals, renewable_worth, wind_unit_cost, wind_unit_cost_2020, return_response, credit_ease):
    """Approvals taken up as the return on cost allows."""
    return wind_approvals * (renewable_worth * wind_unit_cost_2020 / wind_unit_cost) ** return_response * credit_ease


@auxiliary("1e4 kW/year", title="Coal power wanted", title_zh="煤电开工意愿")
def coal_power_demand(coal_power_approvals, coal_power_margin, coal_power_margin_2020, margin_response, power_price):
    """Approvals taken up as the margin allows: all at a high one, none at a deep loss."""
    return 2 * coal_power_approvals / (1 + np.exp(-margin_response * (coal_power_margin - coal_power_margin_2020) / power_price))


@flow("1e4 kW/year", into="pv_under_construction", title="PV started", title_zh="光伏开工")
def pv_start(pv_demand, funded_share):
    """What is funded."""
    return pv_demand * funded_share


@flow("1e4 kW/year", into="wind_under_construction", title="Wind started", title_zh="风电开工")
def wind_start(wind_demand, funded_share):
    """What is funded."""
    return wind_demand * funded_share


@flow("1e4 kW/year", into="coal_power_under_construction", title="Coal power started", title_zh="煤电开工")
def coal_power_start(coal_power_demand, funded_share):
    """What is funded."""
    return coal_power_demand * funded_share


@flow("1e4 kW/year", out_of="pv_under_construction", into="pv_capacity", title="PV completed", title_zh="光伏投产")
def pv_completion(pv_under_construction, pv_construction_time):
    """After the construction time."""
    return pv_under_construction / pv_construction_time


@flow("1e4 kW/year", out_of="wind_under_construction", into="wind_capacity", title="Wind completed", title_zh="风电投产")
def wind_completion(wind_under_construction, wind_construction_time):
    """After the construction time."""
    return wind_under_construction / wind_construction_time


@flow("1e4 kW/year", out_of="coal_power_under_construction", into="coal_power_capacity", title="Coal power completed", title_zh="煤电投产")
def coal_power_completion(coal_power_under_construction, coal_power_construction_time):
    """After the construction time."""
    return coal_power_under_construction / coal_power_construction_time


@flow("1e4 kW/year", out_of="pv_capacity", title="PV retired", title_zh="光伏退役")
def pv_retirement(pv_capacity, renewable_retirement_rate):
    """The fleet is young."""
    return pv_capacity * renewable_retirement_rate


@flow("1e4 kW/year", out_of="wind_capacity", title="Wind retired", title_zh="风电退役")
def wind_retirement(wind_capacity, renewable_retirement_rate):
    """The fleet is young."""
    return wind_capacity * renewable_retirement_rate


@flow("1e4 kW/year", out_of="coal_power_capacity", title="Coal power retired", title_zh="煤电退役")
def coal_power_retirement(coal_power_capacity, coal_power_retirement_rate, coal_power_early_retirement):
    """By age, and early by policy."""
    return coal_power_capacity * (coal_power_retirement_rate + coal_power_early_retirement)


@flow("1e4 kW/year", into="storage_capacity", title="Storage built", title_zh="储能投产")
def storage_construction(storage_approvals, funded_share):
    """Built within the year, as far as funded."""
    return storage_approvals * funded_share


@flow("1e4 kW/year", out_of="storage_capacity", title="Storage retired", title_zh="储能退役")
def storage_retirement(storage_capacity, storage_retirement_rate):
    """Batteries age."""
    return storage_capacity * storage_retirement_rate


@flow("1e4 kW/year", into="export_line_completion_stage_1", title="Export lines started", title_zh="外送通道开工")
def export_line_start(export_line_approvals, funded_share):
    """What is funded."""
    return export_line_approvals * funded_share


export_line_completion = delay(
    "export_line_start", over="line_construction_time", order=3, initial="line_additions_trend", into="export_line_capacity",
    units="1e4 kW/year", title="Export lines completed", title_zh="外送通道投产",
)  # fmt: skip


@auxiliary("1e8 CNY/year", title="PV investment wanted", title_zh="光伏投资需求")
def pv_investment_demand(pv_demand, pv_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return pv_demand * pv_unit_cost * hundred_million_per_ten_thousand


@auxiliary("1e8 CNY/year", title="Wind investment wanted", title_zh="风电投资需求")
def wind_investment_demand(wind_demand, wind_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return wind_demand * wind_unit_cost * hundred_million_per_ten_thousand


@auxiliary("1e8 CNY/year", title="Storage investment wanted", title_zh="储能投资需求")
def storage_investment_demand(storage_approvals, storage_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return storage_approvals * storage_unit_cost * hundred_million_per_ten_thousand


@auxiliary("1e8 CNY/year", title="Export line investment wanted", title_zh="外送通道投资需求")
def export_line_investment_demand(export_line_approvals, line_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return export_line_approvals * line_unit_cost * hundred_million_per_ten_thousand


@auxiliary("1e8 CNY/year", title="Coal power investment wanted", title_zh="煤电投资需求")
def coal_power_investment_demand(coal_power_demand, coal_power_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return coal_power_demand * coal_power_unit_cost * hundred_million_per_ten_thousand


electricity_balance = Balance(
    "1e8 kWh/year",
    sources=("coal_generation", "pv_generation", "wind_generation", "hydro_generation"),
    uses=("electricity_supplied", "net_export"),
    title="Electricity: generation equals use and net export",
    title_zh="电力平衡：发电量等于区内用电与净外送",
)
