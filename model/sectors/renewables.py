"""Sun and wind: what is approved gets started as it pays and is financed, is built, grows cheaper with experience and ages.

Stocks   PV and wind under construction and in service, their ages; experience in PV and wind
Told     pv_uptake and wind_uptake by plant_returns, plant_funded_share by capital
Gives    pv_capacity and wind_capacity to dispatch, completions to storage and ecology, investment demands to finance
"""

import numpy as np

from model.engine.declare import Driver, Lever, Parameter, Stock, auxiliary, derived, flow, total
from model.sectors.dimensions import plant_age

pv_under_construction = Stock(
    "1e4 kW", initial="pv_under_construction_base", title="PV under construction", title_zh="在建光伏"
)
pv_capacity = Stock("1e4 kW", initial="pv_capacity_base", title="PV capacity", title_zh="光伏发电装机")
pv_age = Stock(
    "1", initial="pv_age_base", dimensions=(plant_age,), domain=(0, 1), title="PV by age", title_zh="光伏役龄构成"
)
wind_under_construction = Stock(
    "1e4 kW", initial="wind_under_construction_base", title="Wind under construction", title_zh="在建风电"
)
wind_capacity = Stock("1e4 kW", initial="wind_capacity_base", title="Wind capacity", title_zh="风电装机")
wind_age = Stock(
    "1", initial="wind_age_base", dimensions=(plant_age,), domain=(0, 1), title="Wind by age", title_zh="风电役龄构成"
)
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
smallest_capacity = Parameter("1e4 kW", title="Capacity below which there is none to share", title_zh="可分配装机下限")
age_of_new = Parameter("1", dimensions=(plant_age,), title="Age of new plants", title_zh="新机组役龄")
stages_of_life = Parameter("1", title="Stages of a plant's life", title_zh="役龄阶段数")
renewal_share = Parameter(
    "1", domain=(0, 1), title="Retired sun and wind that may be renewed on its site", title_zh="退役风光就地更新比例"
)
pv_unit_cost_base = Parameter("CNY/kW", title="Cost of PV, base year", title_zh="光伏单位造价（基年）")
wind_unit_cost_base = Parameter("CNY/kW", title="Cost of wind, base year", title_zh="风电单位造价（基年）")
pv_learning_rate = Parameter("1", title="Fall of PV cost at a doubling", title_zh="光伏学习率")
wind_learning_rate = Parameter("1", title="Fall of wind cost at a doubling", title_zh="风电学习率")
local_experience_weight = Parameter("1", title="Weight of experience made in the region", title_zh="本地经验权重")
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


@auxiliary("CNY/kW", title="Cost of the storage asked of a kW of sun and wind", title_zh="新能源配储单位成本")
def required_storage_cost(storage_requirement, storage_unit_cost):
    """Whoever builds a plant pays for the storage that is asked with it."""
    return storage_requirement * storage_unit_cost


@auxiliary("1e4 kW/year", title="PV wanted", title_zh="光伏开工意愿")
def pv_demand(pv_approvals, renewal_share, pv_retirement, pv_uptake):
    """What is approved, and sites of plants that retire, as far as it pays."""
    return (pv_approvals + renewal_share * pv_retirement) * pv_uptake


@auxiliary("1e4 kW/year", title="Wind wanted", title_zh="风电开工意愿")
def wind_demand(wind_approvals, renewal_share, wind_retirement, wind_uptake):
    """What is approved, and sites of plants that retire, as far as it pays."""
    return (wind_approvals + renewal_share * wind_retirement) * wind_uptake


@flow("1e4 kW/year", into="pv_under_construction", title="PV started", title_zh="光伏开工")
def pv_start(pv_demand, plant_funded_share):
    """What is funded."""
    return pv_demand * plant_funded_share


@flow("1e4 kW/year", into="wind_under_construction", title="Wind started", title_zh="风电开工")
def wind_start(wind_demand, plant_funded_share):
    """What is funded."""
    return wind_demand * plant_funded_share


@flow("1e4 kW/year", out_of="pv_under_construction", into="pv_capacity", title="PV completed", title_zh="光伏投产")
def pv_completion(pv_under_construction, pv_construction_time):
    """After the construction time."""
    return pv_under_construction / pv_construction_time


@flow("1e4 kW/year", out_of="pv_capacity", title="PV retired", title_zh="光伏退役")
def pv_retirement(pv_capacity, pv_old_share, pv_life, stages_of_life):
    """Out of the last stage of life."""
    return pv_capacity * pv_old_share * stages_of_life / pv_life


pv_old_share = total("pv_age", plant_age, "1", labels=("old",), title="Old PV", title_zh="光伏后期占比")


@flow(
    "1/year",
    out_of="pv_age",
    into="pv_age",
    along=plant_age,
    dimensions=(plant_age,),
    title="PV growing older",
    title_zh="光伏役龄增长",
)
def pv_ageing(pv_age, pv_life, stages_of_life):
    """Out of each stage over its years; out of the last, out of service."""
    return pv_age * stages_of_life / pv_life


@flow(
    "1/year",
    into="pv_age",
    dimensions=(plant_age,),
    title="PV by age, as it comes and goes",
    title_zh="光伏役龄构成随投退变化",
)
def pv_age_mixing(
    pv_age, age_of_new, pv_completion, pv_capacity, smallest_capacity, pv_old_share, pv_life, stages_of_life
):
    """What comes is young; what goes leaves its share to the others."""
    come = pv_completion / np.maximum(pv_capacity, smallest_capacity) * (age_of_new - pv_age)
    return come + pv_age * pv_old_share * stages_of_life / pv_life


@flow(
    "1e4 kW/year", out_of="wind_under_construction", into="wind_capacity", title="Wind completed", title_zh="风电投产"
)
def wind_completion(wind_under_construction, wind_construction_time):
    """After the construction time."""
    return wind_under_construction / wind_construction_time


@flow("1e4 kW/year", out_of="wind_capacity", title="Wind retired", title_zh="风电退役")
def wind_retirement(wind_capacity, wind_old_share, wind_life, stages_of_life):
    """Out of the last stage of life."""
    return wind_capacity * wind_old_share * stages_of_life / wind_life


wind_old_share = total("wind_age", plant_age, "1", labels=("old",), title="Old Wind", title_zh="风电后期占比")


@flow(
    "1/year",
    out_of="wind_age",
    into="wind_age",
    along=plant_age,
    dimensions=(plant_age,),
    title="Wind growing older",
    title_zh="风电役龄增长",
)
def wind_ageing(wind_age, wind_life, stages_of_life):
    """Out of each stage over its years; out of the last, out of service."""
    return wind_age * stages_of_life / wind_life


@flow(
    "1/year",
    into="wind_age",
    dimensions=(plant_age,),
    title="Wind by age, as it comes and goes",
    title_zh="风电役龄构成随投退变化",
)
def wind_age_mixing(
    wind_age, age_of_new, wind_completion, wind_capacity, smallest_capacity, wind_old_share, wind_life, stages_of_life
):
    """What comes is young; what goes leaves its share to the others."""
    come = wind_completion / np.maximum(wind_capacity, smallest_capacity) * (age_of_new - wind_age)
    return come + wind_age * wind_old_share * stages_of_life / wind_life


@auxiliary("1e8 CNY/year", title="PV investment wanted", title_zh="光伏投资需求")
def pv_investment_demand(pv_demand, pv_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return pv_demand * pv_unit_cost * hundred_million_per_ten_thousand


@auxiliary("1e8 CNY/year", title="Wind investment wanted", title_zh="风电投资需求")
def wind_investment_demand(wind_demand, wind_unit_cost, hundred_million_per_ten_thousand):
    """Capacity wanted at its cost."""
    return wind_demand * wind_unit_cost * hundred_million_per_ten_thousand
