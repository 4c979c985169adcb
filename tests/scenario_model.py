"""A small model for tests of scenarios: two stocks, levers, a driver, parameters, one dimension."""

from model.engine.build import System, build
from model.engine.declare import Dimension, Driver, Lever, Parameter, Stock, flow

FUEL = Dimension("fuel", {"coal": ("coal", "煤"), "gas": ("gas", "天然气")})

FIGURES = {
    "reservoir_base": 40.0,
    "pv_capacity_base": 1200.0,
    "pv_additions": 200.0,
    "water_saving": 10.0,
    "carbon_price": 50.0,
    "rain": 280.0,
    "runoff_share": 0.1,
    "emission_factor[coal]": 2.6,
    "emission_factor[gas]": 1.6,
}

reservoir = Stock("1e8 m3", initial="reservoir_base", title="Water stored", title_zh="蓄水量")
pv_capacity = Stock("1e4 kW", initial="pv_capacity_base", title="Solar capacity", title_zh="光伏装机")
pv_additions = Lever("1e4 kW/year", title="Solar additions", title_zh="新增光伏", domain=(0.0, 1000.0))
water_saving = Lever("%", title="Water saved", title_zh="节水率", domain=(0.0, 100.0))
carbon_price = Lever("CNY/t", title="Carbon price", title_zh="碳价", domain=(0.0, 1000.0))
rain = Driver("mm/year", title="Rain", title_zh="降水", domain=(0.0, 2000.0))
runoff_share = Parameter("1", title="Runoff share", title_zh="径流系数", domain=(0.0, 1.0))
emission_factor = Parameter("t/tce", title="Emission factor", title_zh="排放因子", dimensions=(FUEL,))


@flow("1e8 m3/year", into="reservoir", title="Inflow", title_zh="入库")
def inflow(rain, runoff_share, water_saving):
    """Rain that runs off, and what saving leaves."""
    return rain * runoff_share * (1 + water_saving / 100)


@flow("1e4 kW/year", into="pv_capacity", title="New solar capacity", title_zh="新增光伏装机")
def new_pv(pv_additions):
    """As the lever says."""
    return pv_additions


def system() -> System:
    """The model, built."""
    import scenario_model

    return build([scenario_model], FIGURES)
