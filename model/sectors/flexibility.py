"""Flexible coal power: what must run for heat and the local network, and how retrofits lower it.

Stocks   coal power made flexible
Told     the fleet by coal_power, net_load by slices, peak_load and firm_storage by adequacy, unsold_share by generation, plant_funded_share by capital
Gives    must_run to dispatch, flexibility_demand to coal_power
"""

import numpy as np

from model.engine.declare import Lever, Parameter, Stock, auxiliary, flow
from model.sectors.dimensions import block, season

flexible_coal_power = Stock(
    "1e4 kW", initial="flexible_coal_power_base", title="Coal power made flexible", title_zh="已完成灵活性改造的煤电"
)
must_run_season_level = Parameter(
    "1", dimensions=(season,), title="Coal that must run, by season over its mean", title_zh="煤电必开出力季节系数"
)
heat_must_run = Parameter(
    "1e4 kW", title="Heat and captive plants that must run, before retrofits", title_zh="改造前供热与自备机组必开出力"
)
local_least_output = Parameter(
    "1", title="Least output of units on for local peaks, before retrofits", title_zh="改造前本地调峰机组最小出力率"
)
contract_least_output = Parameter(
    "1", title="Least output of units on for contracts, before retrofits", title_zh="改造前外送配套机组最小出力率"
)
retrofit_depth = Parameter("1", title="Must-run output spared by a retrofit", title_zh="灵活性改造降低必开出力比例")
retrofit_response = Parameter(
    "1/year", title="Response of retrofits to curtailment", title_zh="灵活性改造对弃电率的响应"
)
flexibility_time = Parameter(
    "year", title="Shortest time in which the rest is made flexible", title_zh="灵活性改造最短时间"
)
flexibility_unit_cost = Parameter("CNY/kW", title="Cost of making coal power flexible", title_zh="灵活性改造单位造价")
coal_flexibility_programme = Lever(
    "1e4 kW/year", domain=(0, 2000), title="Coal power made flexible a year", title_zh="煤电灵活性改造年规模"
)


@auxiliary("1e4 kW/year", title="Flexibility retrofits wanted", title_zh="灵活性改造需求")
def flexibility_demand(
    coal_flexibility_programme,
    retrofit_response,
    unsold_share,
    coal_power_capacity,
    flexible_coal_power,
    flexibility_time,
):
    """The programme, and what the balancing market pays for where sun and wind find no buyer, as far as plants are left."""
    left = np.maximum(coal_power_capacity - flexible_coal_power, 0)
    return np.minimum(coal_flexibility_programme + left * retrofit_response * unsold_share, left / flexibility_time)


@flow("1e4 kW/year", into="flexible_coal_power", title="Flexibility retrofits made", title_zh="完成灵活性改造")
def flexibility_retrofit(flexibility_demand, plant_funded_share):
    """What is funded."""
    return flexibility_demand * plant_funded_share


@flow("1e4 kW/year", out_of="flexible_coal_power", title="Flexible coal power retired", title_zh="灵活性煤电退役")
def flexible_coal_power_retirement(flexible_coal_power, coal_power_retired, coal_power_capacity):
    """With the fleet."""
    return flexible_coal_power * coal_power_retired / coal_power_capacity


@auxiliary("1", title="Share of coal power made flexible", title_zh="煤电灵活性改造比例")
def flexible_share(flexible_coal_power, coal_power_capacity):
    """Of the fleet."""
    return np.minimum(flexible_coal_power / coal_power_capacity, 1)


@auxiliary("1e4 kW", title="Peak that coal units are kept on for", title_zh="需煤电机组在网的本地高峰")
def committed_peak(
    peak_load, hydro_generation, firm_storage, wind_capacity, firm_wind_share, hours_per_year,
    hundred_million_per_ten_thousand,
):  # fmt: skip
    """The region's, less what else can be counted on at the peak."""
    hydro = hydro_generation / hours_per_year / hundred_million_per_ten_thousand
    return np.maximum(peak_load - hydro - firm_storage - wind_capacity * firm_wind_share, 0)


@auxiliary("1e4 kW", title="Least output of units on for peaks and contracts", title_zh="在网机组最小出力")
def committed_least_output(
    committed_peak, local_least_output, contract_export, export_competitiveness, contract_least_output
):
    """Whoever must be there in the evening is on at noon; none is on for power that buyers decline."""
    return committed_peak * local_least_output + contract_export * export_competitiveness * contract_least_output


@auxiliary("1e4 kW", dimensions=(season, block), title="Coal power that must run", title_zh="煤电必开出力")
def must_run(
    heat_must_run, must_run_season_level, committed_least_output, retrofit_depth, flexible_share, coal_power_available,
    net_load,
):  # fmt: skip
    """For heat by season, and for the peak; retrofits lower the least output."""
    asked = heat_must_run * must_run_season_level + committed_least_output
    return np.minimum(np.minimum(asked * (1 - retrofit_depth * flexible_share), coal_power_available), net_load)
