"""Sun and wind: what is approved gets started as it pays and is financed, is built, and grows cheaper with experience.

Stocks   PV and wind under construction and in service; experience in PV and wind
Told     pv_worth and wind_worth by power_market, funded_share by finance, green_loan_rate by green_finance
Gives    pv_capacity and wind_capacity to dispatch, completions to storage and ecology, investment demands to finance
"""

import numpy as np

from model.engine.declare import Driver, Lever, Parameter, Stock, auxiliary, derived, flow

pv_under_construction = Stock(
    "1e4 kW", initial="pv_under_construction_base", title="PV under construction", title_zh="在建光伏"
)
pv_capacity = Stock("1e4 kW", initial="pv_capacity_base", title="PV capacity", title_zh="光伏发电装机")
wind_under_construction = Stock(
    "1e4 kW", initial="wind_under_construction_base", title="Wind under construction", title_zh="在建风电"
)
wind_capacity = Stock("1e4 kW", initial="wind_capacity_base", title="Wind capacity", title_zh="风电装机")
pv_experience = Stock("1e4 kW", initial="pv_experience_base", title="Experience in PV", title_zh="光伏累计装机经验")
wind_experience = Stock(
    "1e4 kW", initial="wind_experience_base", title="Experience in wind", title_zh="风电累计装机经验"
)

pv_construction_time = Parameter("year", title="Construction time of PV", title_zh="光伏建设周期")
wind_construction_time = Parameter("year", title="Construction time of wind", title_zh="风电建设周期")
pv_additions_trend = Parameter(
    "1e4 kW/year", title="PV added a year before the base year", title_zh="基年前光伏年均新增"
)
wind_additions_trend = Parameter(
    "1e4 kW/year", title="Wind added a year before the base year", title_zh="基年前风电年均新增"
)
renewable_retirement_rate = Parameter("1/year", title="Retirement of a young fleet", title_zh="新能源退役率")
pv_unit_cost_base = Parameter("CNY/kW", title="Cost of PV, base year", title_zh="光伏单位造价（基年）")
wind_unit_cost_base = Parameter("CNY/kW", title="Cost of wind, base year", title_zh="风电单位造价（基年）")
pv_learning_rate = Parameter("1", title="Fall of PV cost at a doubling", title_zh="光伏学习率")
wind_learning_rate = Parameter("1", title="Fall of wind cost at a doubling", title_zh="风电学习率")
local_experience_weight = Parameter("1", title="Weight of experience made in the region", title_zh="本地经验权重")
return_response = Parameter("1", title="Response of starts to the return on cost", title_zh="开工对收益成本比的弹性")
rate_response = Parameter("1", title="Response of starts to the loan rate", title_zh="开工对贷款利率的弹性")
pv_approvals = Lever("1e4 kW/year", domain=(0, 2000), title="PV approved a year", title_zh="光伏年核准规模")
wind_approvals = Lever("1e4 kW/year", domain=(0, 1000), title="Wind approved a year", title_zh="风电年核准规模")
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


@auxiliary("1", title="Ease of credit for plants over that of the base year", title_zh="电源融资便利度相对基年")
def credit_ease(green_loan_rate, real_loan_rate_base, rate_response):
    """Capital cost is most of the cost of wind and sun."""
    return (real_loan_rate_base / green_loan_rate) ** rate_response


@auxiliary("CNY/kW", title="Cost of the storage asked of a kW of sun and wind", title_zh="新能源配储单位成本")
def required_storage_cost(storage_requirement, storage_unit_cost):
    """Whoever builds a plant pays for the storage that is asked with it."""
    return storage_requirement * storage_unit_cost


@auxiliary("1e4 kW/year", title="PV wanted", title_zh="光伏开工意愿")
def pv_demand(
    pv_approvals, pv_worth, pv_unit_cost, pv_unit_cost_base, required_storage_cost, return_response, credit_ease
):
    """Approvals taken up as the return on cost allows."""
    return_ratio = pv_worth * pv_unit_cost_base / (pv_unit_cost + required_storage_cost)
    return pv_approvals * return_ratio**return_response * credit_ease


@auxiliary("1e4 kW/year", title="Wind wanted", title_zh="风电开工意愿")
def wind_demand(
    wind_approvals, wind_worth, wind_unit_cost, wind_unit_cost_base, required_storage_cost, return_response, credit_ease
):
    """Approvals taken up as the return on cost allows."""
    return_ratio = wind_worth * wind_unit_cost_base / (wind_unit_cost + required_storage_cost)
    return wind_approvals * return_ratio**return_response * credit_ease


@flow("1e4 kW/year", into="pv_under_construction", title="PV started", title_zh="光伏开工")
def pv_start(pv_demand, funded_share):
    """What is funded."""
    return pv_demand * funded_share


@flow("1e4 kW/year", into="wind_under_construction", title="Wind started", title_zh="风电开工")
def wind_start(wind_demand, funded_share):
    """What is funded."""
    return wind_demand * funded_share


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


@flow("1e4 kW/year", out_of="pv_capacity", title="PV retired", title_zh="光伏退役")
def pv_retirement(pv_capacity, renewable_retirement_rate):
    """The fleet is young."""
    return pv_capacity * renewable_retirement_rate


@flow("1e4 kW/year", out_of="wind_capacity", title="Wind retired", title_zh="风电退役")
def wind_retirement(wind_capacity, renewable_retirement_rate):
    """The fleet is young."""
    return wind_capacity * renewable_retirement_rate


@auxiliary("1e8 CNY/year", title="PV investment wanted", title_zh="光伏投资需求")
def pv_investment_demand(pv_demand, pv_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return pv_demand * pv_unit_cost * hundred_million_per_ten_thousand


@auxiliary("1e8 CNY/year", title="Wind investment wanted", title_zh="风电投资需求")
def wind_investment_demand(wind_demand, wind_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return wind_demand * wind_unit_cost * hundred_million_per_ten_thousand
