"""Adequacy: what can be counted on at the peak, and what is short of it in the worst hours of every slice.

Stocks   none
Told     fleets by coal_power, renewables and storage; mean_load by slices, contract_export by power_market; gaps by dispatch and generation
Gives    firm_ratio to power_market, thin_margin to coal_power and plant_returns, coal that is asked for and shortages to generation

A slice has a mean margin and a spread about it, of load and of units that are out: the thinner the margin, the more hours lie
beyond it. Exports give first. Planners see the margin: where it is thin, they build what does not pay and keep what is old.
"""

import numpy as np

from model.engine.declare import Parameter, auxiliary, derived, total
from model.sectors.dimensions import SLICE

ENERGY = "1e8 kWh/year"

firm_coal_share = Parameter("1", title="Coal power that can be counted on", title_zh="煤电可靠容量系数")
firm_wind_share = Parameter("1", title="Wind that can be counted on", title_zh="风电可靠容量系数")
peak_hours = Parameter("h", title="Length of the peak of the day", title_zh="日高峰时长")
day_hours = Parameter("h", title="Hours of the day", title_zh="一日小时数")
peak_load_ratio = Parameter("1", title="Peak load over mean load", title_zh="最大负荷与平均负荷之比")
firm_ratio_wanted = Parameter(
    "1", title="Firm capacity at which planners begin to act", title_zh="规划关注的可靠容量裕度"
)
planning_sharpness = Parameter("1", title="Sharpness of planners' answer", title_zh="规划响应锐度")
load_spread = Parameter("1", title="Spread of load about a slice's mean", title_zh="时段内负荷标准差")
unit_size = Parameter("1e4 kW", title="Size of a coal unit", title_zh="煤电单机容量")
logistic_scale = Parameter(
    "1", title="Scale of a logistic spread over its deviation", title_zh="逻辑分布尺度与标准差之比"
)


# -- firm capacity -------------------------------------------------------------------------------------------------------
@derived("1", title="Firm capacity over peak need, base year", title_zh="可靠容量裕度（基年）")
def firm_ratio_base(
    coal_power_capacity_base, firm_coal_share, wind_capacity_base, firm_wind_share, electricity_need_base, peak_load_ratio,
    contracted_line_capacity_base, line_contract_hours, hours_per_year, hundred_million_per_ten_thousand,
):  # fmt: skip
    """Coal power and what blows on calm days, against peak load and contracts."""
    load = electricity_need_base / hours_per_year / hundred_million_per_ten_thousand * peak_load_ratio
    contracts = contracted_line_capacity_base * line_contract_hours / hours_per_year
    return (coal_power_capacity_base * firm_coal_share + wind_capacity_base * firm_wind_share) / (load + contracts)


@auxiliary("1e4 kW", title="Peak load of the region", title_zh="区内最大负荷")
def peak_load(mean_load, peak_load_ratio):
    """After sunset, as a rule."""
    return mean_load * peak_load_ratio


@auxiliary("1e4 kW", title="Coal power that can be counted on", title_zh="煤电可靠容量")
def firm_coal(coal_power_capacity, firm_coal_share):
    """Plants that are not out."""
    return coal_power_capacity * firm_coal_share


@auxiliary("1e4 kWh", title="Energy that storage holds", title_zh="储能电量")
def stored_energy(storage_capacity, storage_hours, pumped_storage_capacity, pumped_storage_hours):
    """Of batteries and pumped storage, full."""
    return storage_capacity * storage_hours + pumped_storage_capacity * pumped_storage_hours


@auxiliary("1e4 kW", title="Depth to which stored energy cuts the peak", title_zh="储能电量可削峰深度")
def peak_cut(stored_energy, peak_load, peak_hours, day_hours):
    """The deeper the cut, the longer it lasts: peak_hours at first, all day as it nears the load; its energy is what is stored."""
    free = stored_energy - peak_hours * peak_load
    return (free + np.sqrt(free**2 + 2 * 2 * day_hours * stored_energy * peak_load)) / (2 * day_hours)


@auxiliary("1e4 kW", title="Peak that a day's spare energy can fill", title_zh="日富余电量可支撑削峰功率")
def chargeable_storage(
    coal_power_capacity, coal_power_hours_limit, pv_capacity, pv_hours, wind_capacity, wind_hours, hours_per_year, mean_load,
    contract_export, export_competitiveness, day_hours, peak_hours,
):  # fmt: skip
    """Storage gives back what it was given: what coal, sun and wind can make in a day beyond what the day needs."""
    made = coal_power_capacity * coal_power_hours_limit + pv_capacity * pv_hours + wind_capacity * wind_hours
    spare = made / hours_per_year - mean_load - contract_export * export_competitiveness
    return np.maximum(spare, 0) * day_hours / peak_hours


@auxiliary("1e4 kW", title="Storage that can be counted on", title_zh="储能可靠容量")
def firm_storage(peak_cut, storage_capacity, pumped_storage_capacity, chargeable_storage):
    """As far as its energy cuts and can be had, and no more than its power."""
    return np.minimum(np.minimum(peak_cut, chargeable_storage), storage_capacity + pumped_storage_capacity)


@auxiliary("1e4 kW", title="Capacity that can be counted on", title_zh="可靠容量")
def firm_capacity(firm_coal, firm_storage, wind_capacity, firm_wind_share):
    """The sun is down at the peak; of wind, what blows on calm days."""
    return firm_coal + firm_storage + wind_capacity * firm_wind_share


@auxiliary("1", title="Firm capacity over peak need", title_zh="可靠容量裕度")
def firm_ratio(firm_capacity, peak_load, contract_export, export_competitiveness):
    """Of the region and of contracts, as far as buyers take their coal power."""
    return firm_capacity / (peak_load + contract_export * export_competitiveness)


@auxiliary("1", title="Firm capacity over the region's own peak", title_zh="区内可靠容量裕度")
def local_firm_ratio(firm_capacity, peak_load):
    """Exports give first, so this is what load rests on."""
    return firm_capacity / peak_load


@auxiliary("1", title="Thinness of firm capacity", title_zh="可靠容量紧张程度")
def thin_margin(firm_ratio, firm_ratio_wanted, planning_sharpness):
    """Near zero where capacity is ample, one where it is short: planners then build what does not pay and keep what is old."""
    return 1 / (1 + np.exp(planning_sharpness * (firm_ratio - firm_ratio_wanted)))


# -- the worst hours of a slice -----------------------------------------------------------------------------------------
@auxiliary(ENERGY, dimensions=SLICE, title="Coal power that can move, by slice", title_zh="煤电可调出力（分时段）")
def coal_room(firm_coal, loss_availability, must_run, slice_hours, hundred_million_per_ten_thousand):
    """Of plants that are not out and willing to run, beyond what must run."""
    return np.maximum(firm_coal * loss_availability - must_run, 0) * slice_hours * hundred_million_per_ten_thousand


@auxiliary("1e4 kW", title="Spread of the margin about a slice's mean", title_zh="时段内供需裕度离散尺度")
def margin_spread(mean_load, load_spread, firm_coal, firm_coal_share, unit_size, smallest_capacity, logistic_scale):
    """Load and outages of units, each independent of the other."""
    outages = firm_coal * (1 - firm_coal_share) * unit_size
    return logistic_scale * np.sqrt((mean_load * load_spread) ** 2 + outages) + smallest_capacity


@auxiliary(ENERGY, dimensions=SLICE, title="Mean gap that coal cannot fill, by slice", title_zh="时段平均供电缺口")
def power_gap(residual_need, surplus, storage_discharge, coal_room):
    """Negative where there is room: of coal, and of sun and wind that nobody asked for."""
    return residual_need - surplus - storage_discharge - coal_room


@auxiliary(ENERGY, dimensions=SLICE, title="Storage that can shave peaks, by slice", title_zh="可削峰储能（分时段）")
def spare_storage(firm_storage, slice_hours, storage_discharge, hundred_million_per_ten_thousand):
    """What is firm of it and not yet at work: it cuts peaks within a slice and makes no energy."""
    return np.maximum(firm_storage * slice_hours * hundred_million_per_ten_thousand - storage_discharge, 0)


@auxiliary(ENERGY, dimensions=SLICE, title="Shortage to be expected, by slice", title_zh="期望电力缺口（分时段）")
def expected_shortage(power_gap, spare_storage, margin_spread, slice_hours, hundred_million_per_ten_thousand):
    """The part of a logistic spread that lies beyond the capacity; no less than the mean gap."""
    spread = margin_spread * slice_hours * hundred_million_per_ten_thousand
    gap = power_gap - spare_storage
    tail = spread * np.log1p(np.exp(-np.maximum(gap, -gap) / spread))
    return np.maximum(np.maximum(gap, 0) + tail, power_gap)


@auxiliary(
    ENERGY,
    dimensions=SLICE,
    title="Shortage to be expected without exports, by slice",
    title_zh="停止外送后的期望缺口（分时段）",
)
def expected_local_shortage(
    power_gap, contract_by_slice, spare_storage, margin_spread, slice_hours, hundred_million_per_ten_thousand
):
    """The same where contracts have given all they can."""
    spread = margin_spread * slice_hours * hundred_million_per_ten_thousand
    gap = power_gap - contract_by_slice - spare_storage
    tail = spread * np.log1p(np.exp(-np.maximum(gap, -gap) / spread))
    return np.maximum(np.maximum(gap, 0) + tail, power_gap - contract_by_slice)


@auxiliary(ENERGY, dimensions=SLICE, title="Flexible coal power asked for, by slice", title_zh="可调煤电需求（分时段）")
def coal_asked(residual_need, storage_discharge, expected_shortage):
    """Fills what sun, wind and storage leave, as far as plants that are not out can."""
    return np.maximum(residual_need - storage_discharge - expected_shortage, 0)


@auxiliary(
    ENERGY, dimensions=SLICE, title="Flexible coal power asked for by the region", title_zh="区内可调煤电需求（分时段）"
)
def coal_asked_locally(residual_need, storage_discharge, contract_by_slice, expected_local_shortage):
    """What is left of it where contracts give all they can."""
    return np.maximum(residual_need - storage_discharge - contract_by_slice - expected_local_shortage, 0)


coal_asked_in_year = total(
    "coal_asked", SLICE, ENERGY, title="Flexible coal power asked for", title_zh="可调煤电需求合计"
)
coal_asked_locally_in_year = total(
    "coal_asked_locally",
    SLICE,
    ENERGY,
    title="Flexible coal power asked for by the region",
    title_zh="区内可调煤电需求合计",
)


@auxiliary(ENERGY, title="Flexible coal power that the hours of plants allow", title_zh="利用小时上限下的可调煤电")
def coal_allowed(coal_power_available, must_run_in_year, hours_per_year, hundred_million_per_ten_thousand):
    """Plants are out for repairs, so the year has fewer hours than a slice has power."""
    most = coal_power_available * hours_per_year * hundred_million_per_ten_thousand
    return np.maximum(most - must_run_in_year, 0)


@auxiliary("1", title="Part of the region's asking that hours allow", title_zh="区内需求可满足比例（小时上限）")
def local_hours_left(coal_allowed, coal_asked_locally_in_year, smallest_energy):
    """The region comes first."""
    return np.minimum(coal_allowed / np.maximum(coal_asked_locally_in_year, smallest_energy), 1)


@auxiliary("1", title="Part of exports' asking that hours allow", title_zh="外送需求可满足比例（小时上限）")
def export_hours_left(coal_allowed, coal_asked_in_year, coal_asked_locally_in_year, smallest_energy):
    """Contracts take what is left."""
    asked = np.maximum(coal_asked_in_year - coal_asked_locally_in_year, smallest_energy)
    return np.clip((coal_allowed - coal_asked_locally_in_year) / asked, 0, 1)
