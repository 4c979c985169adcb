"""Returns of plants: what a new plant would earn against what it costs, and so how much of what is approved is started.

Stocks   none
Told     surplus and its uses by dispatch, prices by power_market, loan rates by green_finance, unit costs by renewables, storage and coal_power
Gives    pv_uptake and wind_uptake to renewables, coal_uptake to coal_power

Absolute, not against the base year: income over capital charge and upkeep. At one a plant pays; builders owned by the state
start some that do not, and none at a deep loss. Nobody starts more than is approved.
"""

import numpy as np

from model.engine.declare import Driver, Parameter, auxiliary, total
from model.sectors.dimensions import SLICE

ENERGY, COST = "1e8 kWh/year", "CNY/kW/year"

pv_life = Parameter("year", title="Life of PV plants", title_zh="光伏寿命")
wind_life = Parameter("year", title="Life of wind plants", title_zh="风电寿命")
coal_power_life = Parameter("year", title="Life of coal plants", title_zh="煤电寿命")
least_real_rate = Parameter("1/year", title="Least real rate that capital asks", title_zh="最低实际资金成本")
coal_upkeep_rate = Parameter("1/year", title="Upkeep of coal plants over their cost", title_zh="煤电年运维费率")
uptake_sharpness = Parameter("1", title="Sharpness of the decision to build", title_zh="开工决策锐度")
uptake_threshold = Parameter(
    "1", title="Return at which half of what is approved is started", title_zh="半数核准项目开工的收益成本比"
)
glut_response = Parameter(
    "1", title="Fall of a kWh's worth with curtailment of its slice", title_zh="时段弃电对电量价值的影响"
)
pv_subsidy = Driver(
    "CNY/kWh",
    domain=(0, 2),
    authority="national",
    title="Subsidy of PV over the price of coal power",
    title_zh="光伏度电补贴",
)
wind_subsidy = Driver(
    "CNY/kWh",
    domain=(0, 2),
    authority="national",
    title="Subsidy of wind over the price of coal power",
    title_zh="风电度电补贴",
)


# -- what a kWh is worth, by slice ---------------------------------------------------------------------------------------
@auxiliary("1", dimensions=SLICE, title="Sun and wind that find no use, by slice", title_zh="新能源弃电比例（分时段）")
def slice_glut(variable_potential, variable_generation, smallest_energy):
    """Curtailed, of what could be made."""
    return (variable_potential - variable_generation) / np.maximum(variable_potential, smallest_energy)


@auxiliary("1", dimensions=SLICE, title="Worth of a kWh of sun and wind, by slice", title_zh="新能源电量价值（分时段）")
def slice_worth(slice_glut, glut_response):
    """Between the mean, which plants that are curtailed alike sell, and the margin, where one more kWh finds no use."""
    return np.clip(1 - glut_response * slice_glut, 0, 1)


@auxiliary(
    "1", dimensions=SLICE, title="Sun power that is worth its price, by slice", title_zh="光伏有效电量（分时段）"
)
def pv_worth_part(pv_slice_share, slice_worth):
    """By its profile."""
    return pv_slice_share * slice_worth


@auxiliary(
    "1", dimensions=SLICE, title="Wind power that is worth its price, by slice", title_zh="风电有效电量（分时段）"
)
def wind_worth_part(wind_slice_share, slice_worth):
    """By its profile."""
    return wind_slice_share * slice_worth


pv_worth = total("pv_worth_part", SLICE, "1", title="Worth of a PV kWh over the price", title_zh="光伏电量价值系数")
wind_worth = total(
    "wind_worth_part", SLICE, "1", title="Worth of a wind kWh over the price", title_zh="风电电量价值系数"
)


# -- what capital costs --------------------------------------------------------------------------------------------------
@auxiliary("1/year", title="Real cost of capital of sun and wind", title_zh="新能源实际资金成本")
def green_capital_rate(green_loan_rate, percent, one_year, inflation_base, least_real_rate):
    """The rate of green loans less inflation."""
    return np.maximum(green_loan_rate / percent / one_year - inflation_base, least_real_rate)


@auxiliary("1/year", title="Real cost of capital of coal power", title_zh="煤电实际资金成本")
def coal_capital_rate(ordinary_loan_rate, percent, one_year, inflation_base, least_real_rate):
    """The rate of all other loans less inflation."""
    return np.maximum(ordinary_loan_rate / percent / one_year - inflation_base, least_real_rate)


@auxiliary("1/year", title="Capital charge of PV", title_zh="光伏年资金费率")
def pv_charge(green_capital_rate, pv_life):
    """An annuity over its life."""
    return green_capital_rate / (1 - np.exp(-green_capital_rate * pv_life))


@auxiliary("1/year", title="Capital charge of wind", title_zh="风电年资金费率")
def wind_charge(green_capital_rate, wind_life):
    """An annuity over its life."""
    return green_capital_rate / (1 - np.exp(-green_capital_rate * wind_life))


@auxiliary("1/year", title="Capital charge of coal power", title_zh="煤电年资金费率")
def coal_power_charge(coal_capital_rate, coal_power_life):
    """An annuity over its life."""
    return coal_capital_rate / (1 - np.exp(-coal_capital_rate * coal_power_life))


# -- returns -------------------------------------------------------------------------------------------------------------
@auxiliary("1", title="Return of a new PV plant: income over cost", title_zh="新建光伏收益成本比")
def pv_return(
    pv_hours,
    pv_worth,
    market_power_price,
    renewable_input_share,
    pv_subsidy,
    pv_unit_cost,
    required_storage_cost,
    pv_charge,
):
    """What it sells less upkeep, over its capital charge."""
    income = pv_hours * pv_worth * (market_power_price * (1 - renewable_input_share) + pv_subsidy)
    return income / ((pv_unit_cost + required_storage_cost) * pv_charge)


@auxiliary("1", title="Return of a new wind plant: income over cost", title_zh="新建风电收益成本比")
def wind_return(
    wind_hours, wind_worth, market_power_price, renewable_input_share, wind_subsidy, wind_unit_cost, required_storage_cost,
    wind_charge,
):  # fmt: skip
    """What it sells less upkeep, over its capital charge."""
    income = wind_hours * wind_worth * (market_power_price * (1 - renewable_input_share) + wind_subsidy)
    return income / ((wind_unit_cost + required_storage_cost) * wind_charge)


@auxiliary("1", title="Return of a new coal plant: income over cost", title_zh="新建煤电收益成本比")
def coal_power_return(
    power_sale_price, coal_power_fuel_cost, coal_power_other_inputs, coal_power_hours, coal_power_unit_cost,
    coal_power_charge, coal_upkeep_rate,
):  # fmt: skip
    """Price less fuel, carbon and inputs, at the hours that plants run, over capital charge and upkeep."""
    income = (power_sale_price - coal_power_fuel_cost - coal_power_other_inputs) * coal_power_hours
    return income / (coal_power_unit_cost * (coal_power_charge + coal_upkeep_rate))


@auxiliary("1", title="Part of approved PV that is started", title_zh="光伏核准开工比例")
def pv_uptake(pv_return, uptake_threshold, uptake_sharpness):
    """Nearly all where it pays, next to none at a deep loss."""
    return 1 / (1 + np.exp(-uptake_sharpness * (pv_return - uptake_threshold)))


@auxiliary("1", title="Part of approved wind that is started", title_zh="风电核准开工比例")
def wind_uptake(wind_return, uptake_threshold, uptake_sharpness):
    """Nearly all where it pays, next to none at a deep loss."""
    return 1 / (1 + np.exp(-uptake_sharpness * (wind_return - uptake_threshold)))


@auxiliary("1", title="Part of approved coal power that is started", title_zh="煤电核准开工比例")
def coal_uptake(coal_power_return, uptake_threshold, uptake_sharpness, thin_margin):
    """Nearly all where it pays, next to none at a deep loss, unless firm capacity is short."""
    pays = 1 / (1 + np.exp(-uptake_sharpness * (coal_power_return - uptake_threshold)))
    return pays + (1 - pays) * thin_margin
