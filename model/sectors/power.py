"""Power plants: under construction and in service, lines and storage, and what building them costs.

Stocks   PV, wind and coal power under construction and in service; storage; export lines; experience in PV and wind
Told     renewable_worth and coal_power_margin by grid, funded_share and the loan rate by finance
Gives    capacities to grid, completions to ecology, and what the build-out asks of finance
"""

import numpy as np

from model.engine.declare import Driver, Lever, Parameter, Stock, auxiliary, delay, derived, flow

pv_under_construction = Stock(
    "1e4 kW", initial="pv_under_construction_base", title="PV under construction", title_zh="在建光伏"
)
pv_capacity = Stock("1e4 kW", initial="pv_capacity_base", title="PV capacity", title_zh="光伏发电装机")
wind_under_construction = Stock(
    "1e4 kW", initial="wind_under_construction_base", title="Wind under construction", title_zh="在建风电"
)
wind_capacity = Stock("1e4 kW", initial="wind_capacity_base", title="Wind capacity", title_zh="风电装机")
coal_power_under_construction = Stock(
    "1e4 kW", initial="coal_power_under_construction_base", title="Coal power under construction", title_zh="在建煤电"
)
coal_power_capacity = Stock(
    "1e4 kW", initial="coal_power_capacity_base", title="Coal power capacity", title_zh="煤电装机"
)
storage_capacity = Stock("1e4 kW", initial="storage_capacity_base", title="Storage capacity", title_zh="储能装机")
export_line_capacity = Stock(
    "1e4 kW", initial="export_line_capacity_base", title="Export line capacity", title_zh="外送通道能力"
)
pv_experience = Stock("1e4 kW", initial="pv_experience_base", title="Experience in PV", title_zh="光伏累计装机经验")
wind_experience = Stock(
    "1e4 kW", initial="wind_experience_base", title="Experience in wind", title_zh="风电累计装机经验"
)

pv_generation_base = Parameter("1e8 kWh/year", title="PV generation, base year", title_zh="光伏发电量（基年）")
wind_generation_base = Parameter("1e8 kWh/year", title="Wind generation, base year", title_zh="风电发电量（基年）")
pv_construction_time = Parameter("year", title="Construction time of PV", title_zh="光伏建设周期")
wind_construction_time = Parameter("year", title="Construction time of wind", title_zh="风电建设周期")
coal_power_construction_time = Parameter("year", title="Construction time of coal power", title_zh="煤电建设周期")
line_construction_time = Parameter("year", title="Construction time of export lines", title_zh="外送通道建设周期")
pv_additions_trend = Parameter("1e4 kW/year", title="PV added a year, 2016-2020", title_zh="2016-2020年光伏年均新增")
wind_additions_trend = Parameter(
    "1e4 kW/year", title="Wind added a year, 2016-2020", title_zh="2016-2020年风电年均新增"
)
coal_power_additions_trend = Parameter(
    "1e4 kW/year", title="Coal power added a year, 2016-2020", title_zh="2016-2020年煤电年均新增"
)
line_additions_trend = Parameter("1e4 kW/year", title="Export lines under way, a year", title_zh="外送通道年均在建能力")
renewable_retirement_rate = Parameter("1/year", title="Retirement of a young fleet", title_zh="新能源退役率")
coal_power_retirement_rate = Parameter("1/year", title="Retirement of coal power", title_zh="煤电自然退役率")
storage_retirement_rate = Parameter("1/year", title="Retirement of storage", title_zh="储能退役率")
pv_unit_cost_base = Parameter("CNY/kW", title="Cost of PV, base year", title_zh="光伏单位造价（基年）")
wind_unit_cost_base = Parameter("CNY/kW", title="Cost of wind, base year", title_zh="风电单位造价（基年）")
coal_power_unit_cost = Parameter("CNY/kW", title="Cost of coal power", title_zh="煤电单位造价")
storage_unit_cost = Parameter("CNY/kW", title="Cost of storage", title_zh="储能单位造价")
line_unit_cost = Parameter("CNY/kW", title="Cost of export lines", title_zh="外送通道单位造价")
pv_learning_rate = Parameter("1", title="Fall of PV cost at a doubling", title_zh="光伏学习率")
wind_learning_rate = Parameter("1", title="Fall of wind cost at a doubling", title_zh="风电学习率")
local_experience_weight = Parameter("1", title="Weight of experience made in the region", title_zh="本地经验权重")
return_response = Parameter("1", title="Response of starts to the return on cost", title_zh="开工对收益成本比的弹性")
rate_response = Parameter("1", title="Response of starts to the loan rate", title_zh="开工对贷款利率的弹性")
margin_response = Parameter("1", title="Response of coal starts to the margin", title_zh="煤电开工对利润率的响应")
pv_approvals = Lever("1e4 kW/year", domain=(0, 2000), title="PV approved a year", title_zh="光伏年核准规模")
wind_approvals = Lever("1e4 kW/year", domain=(0, 1000), title="Wind approved a year", title_zh="风电年核准规模")
coal_power_approvals = Lever(
    "1e4 kW/year", domain=(0, 1000), title="Coal power approved a year", title_zh="煤电年核准规模"
)
coal_power_early_retirement = Lever(
    "1/year", domain=(0, 1), title="Coal power retired early", title_zh="煤电提前退役率"
)
storage_approvals = Lever("1e4 kW/year", domain=(0, 1000), title="Storage approved a year", title_zh="储能年核准规模")
export_line_approvals = Lever(
    "1e4 kW/year", domain=(0, 1000), title="Export lines approved a year", title_zh="外送通道年核准能力"
)
outside_pv_additions = Driver(
    "1e4 kW/year", domain=(0, 1e5), title="PV added outside the region", title_zh="区外光伏年新增"
)
outside_wind_additions = Driver(
    "1e4 kW/year", domain=(0, 1e5), title="Wind added outside the region", title_zh="区外风电年新增"
)


@derived("1e4 kW", title="PV under construction, base year", title_zh="在建光伏（基年）")
def pv_under_construction_base(pv_additions_trend, pv_construction_time):
    """What completes the trend's additions."""
    return pv_additions_trend * pv_construction_time


@derived("1e4 kW", title="Wind under construction, base year", title_zh="在建风电（基年）")
def wind_under_construction_base(wind_additions_trend, wind_construction_time):
    """What completes the trend's additions."""
    return wind_additions_trend * wind_construction_time


@derived("1e4 kW", title="Coal power under construction, base year", title_zh="在建煤电（基年）")
def coal_power_under_construction_base(coal_power_additions_trend, coal_power_construction_time):
    """What completes the trend's additions."""
    return coal_power_additions_trend * coal_power_construction_time


@derived("1", title="Exponent of learning in PV", title_zh="光伏学习指数")
def pv_learning_exponent(pv_learning_rate):
    """LR = 1 - 2**-exponent (Wright's law)."""
    return -np.log(1 - pv_learning_rate) / np.log(2)


@derived("1", title="Exponent of learning in wind", title_zh="风电学习指数")
def wind_learning_exponent(wind_learning_rate):
    """LR = 1 - 2**-exponent (Wright's law)."""
    return -np.log(1 - wind_learning_rate) / np.log(2)


@auxiliary("CNY/kW", title="Cost of PV", title_zh="光伏单位造价")
def pv_unit_cost(pv_unit_cost_base, pv_experience, pv_experience_base, pv_learning_exponent):
    """Falls with experience."""
    return pv_unit_cost_base * (pv_experience / pv_experience_base) ** (-pv_learning_exponent)


@auxiliary("CNY/kW", title="Cost of wind", title_zh="风电单位造价")
def wind_unit_cost(wind_unit_cost_base, wind_experience, wind_experience_base, wind_learning_exponent):
    """Falls with experience."""
    return wind_unit_cost_base * (wind_experience / wind_experience_base) ** (-wind_learning_exponent)


@flow("1e4 kW/year", into="pv_experience", title="Experience gained in PV", title_zh="光伏经验增加")
def pv_experience_gain(pv_completion, local_experience_weight, outside_pv_additions):
    """The region's own additions weigh more than those outside."""
    return pv_completion * local_experience_weight + outside_pv_additions


@flow("1e4 kW/year", into="wind_experience", title="Experience gained in wind", title_zh="风电经验增加")
def wind_experience_gain(wind_completion, local_experience_weight, outside_wind_additions):
    """The region's own additions weigh more than those outside."""
    return wind_completion * local_experience_weight + outside_wind_additions


@auxiliary("1", title="Ease of credit for plants over that of 2020", title_zh="电源融资便利度相对2020年")
def credit_ease(real_loan_rate, real_loan_rate_base, rate_response):
    """Capital cost is most of the cost of wind and sun."""
    return (real_loan_rate_base / real_loan_rate) ** rate_response


@auxiliary("1e4 kW/year", title="PV wanted", title_zh="光伏开工意愿")
def pv_demand(pv_approvals, renewable_worth, pv_unit_cost, pv_unit_cost_base, return_response, credit_ease):
    """Approvals taken up as the return on cost allows."""
    return pv_approvals * (renewable_worth * pv_unit_cost_base / pv_unit_cost) ** return_response * credit_ease


@auxiliary("1e4 kW/year", title="Wind wanted", title_zh="风电开工意愿")
def wind_demand(wind_approvals, renewable_worth, wind_unit_cost, wind_unit_cost_base, return_response, credit_ease):
    """Approvals taken up as the return on cost allows."""
    return wind_approvals * (renewable_worth * wind_unit_cost_base / wind_unit_cost) ** return_response * credit_ease


@auxiliary("1e4 kW/year", title="Coal power wanted", title_zh="煤电开工意愿")
def coal_power_demand(coal_power_approvals, coal_power_margin, coal_power_margin_base, margin_response, power_price):
    """Approvals taken up as the margin allows: all at a high one, none at a deep loss."""
    return (
        2
        * coal_power_approvals
        / (1 + np.exp(-margin_response * (coal_power_margin - coal_power_margin_base) / power_price))
    )


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


@flow(
    "1e4 kW/year", out_of="wind_under_construction", into="wind_capacity", title="Wind completed", title_zh="风电投产"
)
def wind_completion(wind_under_construction, wind_construction_time):
    """After the construction time."""
    return wind_under_construction / wind_construction_time


@flow(
    "1e4 kW/year",
    out_of="coal_power_under_construction",
    into="coal_power_capacity",
    title="Coal power completed",
    title_zh="煤电投产",
)
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


@auxiliary("1e8 CNY/year", title="Hydrogen investment wanted", title_zh="制氢投资需求")
def hydrogen_investment_demand(storage_investment_demand):
    """None until electrolysers are modelled."""
    return 0 * storage_investment_demand


@auxiliary("1e8 CNY/year", title="Coal power investment wanted", title_zh="煤电投资需求")
def coal_power_investment_demand(coal_power_demand, coal_power_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return coal_power_demand * coal_power_unit_cost * hundred_million_per_ten_thousand
