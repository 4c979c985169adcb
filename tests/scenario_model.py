"""A small model for tests of scenarios: two stocks, levers, a driver, parameters, one dimension."""

from functools import cache

from model.engine.build import System, build
from model.engine.declare import Dimension, Driver, Lever, Parameter, Stock, flow

FUEL = Dimension("fuel", {"coal": ("coal", "煤"), "gas": ("gas", "天然气")})

FIGURES = {
    "reservoir_base": 40.0,
    "pv_capacity_base": 1200.0,
    "pv_additions": 200.0,
    "water_saving": 10.0,
    "carbon_price": 50.0,
    "plant_completions": 4.0,
    "plant_capacity_base": 100.0,
    "rain": 280.0,
    "runoff_share": 0.1,
    "emission_factor[coal]": 2.6,
    "emission_factor[gas]": 1.6,
}

reservoir = Stock("1e8 m3", initial="reservoir_base", title="Water stored", title_zh="蓄水量")
pv_capacity = Stock("1e4 kW", initial="pv_capacity_base", title="Solar capacity", title_zh="光伏装机")
pv_additions = Lever("1e4 kW/year", title="Solar additions", title_zh="新增光伏", domain=(0.0, 1000.0))
water_saving = Lever("%", title="Water saved", title_zh="节水率", domain=(0.0, 100.0))
carbon_price = Lever("CNY/t", authority="national", title="Carbon price", title_zh="碳价", domain=(0.0, 1000.0))
plant_capacity = Stock("1e4 kW", initial="plant_capacity_base", title="Plants", title_zh="电厂装机")
plant_completions = Driver(
    "1e4 kW/year", dated=True, title="Plants completed", title_zh="电厂投产", domain=(0.0, 1000.0)
)
rain = Driver("mm/year", title="Rain", title_zh="降水", domain=(0.0, 2000.0))
runoff_share = Parameter("1", title="Runoff share", title_zh="径流系数", domain=(0.0, 1.0))
emission_factor = Parameter("t/tce", title="Emission factor", title_zh="排放因子", dimensions=(FUEL,))


@flow("1e8 m3/year", into="reservoir", title="Inflow", title_zh="入库")
def inflow(rain, runoff_share, water_saving):
    """Rain that runs off, and what saving leaves."""
    return rain * runoff_share * (1 + water_saving / 100)


@flow("1e4 kW/year", into="plant_capacity", title="New plants", title_zh="新增电厂")
def new_plants(plant_completions):
    """As they are completed."""
    return plant_completions


@flow("1e4 kW/year", into="pv_capacity", title="New solar capacity", title_zh="新增光伏装机")
def new_pv(pv_additions):
    """As the lever says."""
    return pv_additions


@cache
def load(base: int = 2020) -> System:
    """The model, built, with the same figures for any base year; two plants are completed after 2020."""
    import scenario_model

    completions = {"plant_completions": {2021: 30.0, 2024: 66.0}} if base == 2020 else {}
    return build([scenario_model], FIGURES, base, completions)
