"""The power sectors alone: what the other sectors tell them is given by the test, and the state of the start is any state."""

import sys
from functools import cache

from model.data import numbers
from model.engine.build import build
from model.engine.declare import Driver, Lever, Parameter, Stock
from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate, start_values
from model.results.annual import annual_values
from model.scenario.element import variable_of
from model.sectors import (
    adequacy,
    coal_power,
    dispatch,
    flexibility,
    generation,
    plant_returns,
    power_market,
    renewables,
    slices,
    storage,
)

SECTORS = (
    renewables,
    storage,
    coal_power,
    flexibility,
    slices,
    dispatch,
    generation,
    adequacy,
    power_market,
    plant_returns,
)


def _driver(units):
    return Driver(units, title="Told", title_zh="外给")


electricity_demand = _driver("1e8 kWh/year")
plant_funded_share = _driver("1")
green_loan_rate = _driver("%")
ordinary_loan_rate = _driver("%")
coal_price = _driver("CNY/tce")
intensive_power = _driver("1e8 kWh/year")
marginal_carbon_cost = _driver("CNY/t")
net_carbon_cost = _driver("CNY/t")
general_price = _driver("1")
pv_cleanness = _driver("1")
national_market = _driver("1")
stored_inflow = _driver("1e8 m3/year")
percent = Parameter("%", title="One", title_zh="一")
hundred_million_per_ten_thousand = Parameter("1e8/1e4", title="One", title_zh="一")
hours_per_year = Parameter("h/year", title="Hours", title_zh="小时")
electricity_demand_base = Parameter("1e8 kWh/year", title="Use", title_zh="用电")
electricity_need_base = Parameter("1e8 kWh/year", title="Need", title_zh="用电需求")
real_loan_rate_base = Parameter("%", title="Rate", title_zh="利率")
coal_price_base = Parameter("CNY/tce", title="Coal", title_zh="煤价")
one_year = Parameter("year", title="One year", title_zh="一年")
inflation_base = Parameter("1/year", title="Rise of prices", title_zh="涨价")
river_inflow_base = Parameter("1e8 m3/year", title="Inflow", title_zh="来水量")
coal_carbon_content = Parameter("t/tce", title="CO2 of coal", title_zh="煤炭排放系数")

TOLD = {
    "electricity_demand": 1060.0, "intensive_power": 460.0, "plant_funded_share": 0.85, "green_loan_rate": 5.0, "pv_cleanness": 1.0, "ordinary_loan_rate": 5.0, "coal_price": 560.0,
    "marginal_carbon_cost": 0.0, "net_carbon_cost": 0.0, "general_price": 1.0, "national_market": 1.0, "percent": 100.0,
    "hundred_million_per_ten_thousand": 1e-4, "hours_per_year": 8760.0, "electricity_demand_base": 1038.0,
    "electricity_need_base": 1055.0, "real_loan_rate_base": 5.0, "coal_price_base": 560.0,
    "coal_carbon_content": 2.459, "stored_inflow": 520.0, "river_inflow_base": 520.0, "one_year": 1.0, "inflation_base": 0.02,
}  # fmt: skip

TOLD_IN = {
    2020: {},
    2015: {"electricity_demand": 880.0, "electricity_demand_base": 878.33, "electricity_need_base": 880.0},
}


@cache
def system(base: int = 2020):
    """The power sectors with the figures of a base year."""
    records = {name: number.value for name, number in numbers(base).items()} | TOLD | TOLD_IN[base]
    modules = [*SECTORS, sys.modules[__name__]]
    needed = build_names(modules)
    return build(modules, {name: value for name, value in records.items() if variable_of(name) in needed}, base)


def build_names(modules):
    """Names of the parameters, levers and drivers of the modules, and of the published bases of their stocks."""
    declared = {name: value for module in modules for name, value in vars(module).items()}
    own = {name for name, value in declared.items() if isinstance(value, Parameter | Lever | Driver)}
    return own | {value.initial for value in declared.values() if isinstance(value, Stock)} - set(declared)


@cache
def kernel(base: int = 2020):
    """Its equations, compiled once."""
    return Kernel(system(base))


def at(base: int = 2020, **state) -> dict:
    """Every value at a state: ``pv_capacity_base`` and the like are the stocks; drivers and levers go by their names."""
    inputs = {name: value for name, value in state.items() if name in kernel(base).inputs}
    parameters = {name: value for name, value in state.items() if name not in inputs}
    return start_values(system(base), parameters, inputs, kernel=kernel(base), floats=True)


def run(end: int, inputs: dict, base: int = 2020, parameters: dict | None = None):
    """A run of the power sectors: each input is a number or a path by year."""
    years = range(base, end + 1)
    paths = {name: value if isinstance(value, dict) else dict.fromkeys(years, value) for name, value in inputs.items()}
    return simulate(system(base), end, Setup(parameters or {}, paths), kernel=kernel(base))


def yearly(*runs, base: int = 2020):
    """What each of the runs reports by year."""
    return [annual_values(found, system(base)) for found in runs]


def by_slice(values: dict, name: str) -> dict:
    """The elements of a variable by slice, as ``{"spring,midday,calm": value}``."""
    return {key[len(name) + 1 : -1]: value for key, value in values.items() if key.startswith(f"{name}[")}
