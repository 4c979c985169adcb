"""Dispatch: coal that must run, then sun and wind, then what is stored, made into hydrogen, sent out and curtailed.

Stocks   none
Told     capacities by storage, variable_potential and net_load by slices, must_run by flexibility, contract_export by power_market
Gives    what sun and wind make in each of 36 slices, and the need that is left to coal, to generation

A slice is a season, a block of the day and a state of the wind that lasts the day. In each, coal that must run comes first,
then sun and wind. What they make beyond the need fills storage, then electrolysers, then free lines, and the rest is
curtailed: so surplus serves a gap later in the day before it leaves. By slice, quantities are energy in a year.
"""

import numpy as np

from model.engine.declare import Parameter, auxiliary, total
from model.sectors.dimensions import DAY, SLICE, block

ENERGY = "1e8 kWh/year"

local_network_loss = Parameter("1", title="Sun and wind lost in the local network", title_zh="局部网架约束弃电比例")
surplus_line_share = Parameter(
    "1", title="Share of free line capacity that surplus finds", title_zh="富余电量可用的空闲通道比例"
)
storage_efficiency = Parameter("1", title="Efficiency of batteries", title_zh="电池储能效率")
pumped_storage_efficiency = Parameter("1", title="Efficiency of pumped storage", title_zh="抽水蓄能效率")
smallest_energy = Parameter(ENERGY, title="Energy below which there is none to share", title_zh="可分配电量下限")
hydro_generation_base = Parameter(ENERGY, title="Hydro generation, base year", title_zh="水电发电量（基年）")
curtailment_rate_base = Parameter("%", title="Curtailment, base year", title_zh="弃风弃光率（基年）")


# -- sun and wind: used, stored, sent out, curtailed ---------------------------------------------------------------------


@auxiliary(
    ENERGY,
    dimensions=SLICE,
    title="Need beside coal that must run, by slice",
    title_zh="必开煤电之外的用电需求（分时段）",
)
def open_need(net_load, must_run, slice_hours, hundred_million_per_ten_thousand):
    """What sun, wind, storage and flexible coal may serve."""
    return (net_load - must_run) * slice_hours * hundred_million_per_ten_thousand


@auxiliary(ENERGY, dimensions=SLICE, title="Sun and wind used at once, by slice", title_zh="新能源即时消纳（分时段）")
def variable_used(variable_potential, local_network_loss, open_need):
    """What the local network lets through, up to the need."""
    return np.minimum(variable_potential * (1 - local_network_loss), open_need)


@auxiliary(
    ENERGY,
    dimensions=SLICE,
    title="Need that storage and coal serve, by slice",
    title_zh="煤电与储能需满足的用电（分时段）",
)
def residual_need(
    open_need, variable_used, contract_export, export_competitiveness, slice_hours, hundred_million_per_ten_thousand
):
    """Less the coal power that buyers decline; they take sun and wind all the same."""
    declined = contract_export * (1 - export_competitiveness) * slice_hours * hundred_million_per_ten_thousand
    return np.maximum(open_need - variable_used - declined, 0)


@auxiliary(ENERGY, dimensions=SLICE, title="Surplus of sun and wind, by slice", title_zh="新能源富余（分时段）")
def surplus(variable_potential, local_network_loss, open_need):
    """What the local network lets through, beyond the need."""
    return np.maximum(variable_potential * (1 - local_network_loss) - open_need, 0)


@auxiliary(ENERGY, dimensions=SLICE, title="Surplus that storage could take, by slice", title_zh="可充电量（分时段）")
def storable(surplus, storage_power, slice_hours, hundred_million_per_ten_thousand):
    """Up to its power."""
    return np.minimum(surplus, storage_power * slice_hours * hundred_million_per_ten_thousand)


@auxiliary(ENERGY, dimensions=SLICE, title="Need that storage could serve, by slice", title_zh="可放电量（分时段）")
def releasable(residual_need, storage_power, slice_hours, hundred_million_per_ten_thousand):
    """Up to its power."""
    return np.minimum(residual_need, storage_power * slice_hours * hundred_million_per_ten_thousand)


storable_in_day = total(
    "storable", block, ENERGY, dimensions=DAY, title="Surplus that storage could take in a day", title_zh="日可充电量"
)
releasable_in_day = total(
    "releasable", block, ENERGY, dimensions=DAY, title="Need that storage could serve in a day", title_zh="日可放电量"
)


@auxiliary(ENERGY, dimensions=DAY, title="Stored over the day", title_zh="日充电量")
def stored_in_day(storable_in_day, releasable_in_day, battery_energy, pumped_energy, season_share, wind_state_share):
    """The least of surplus, of later need and of what storage holds; need is not grossed up by losses, so more never gives less."""
    held = (battery_energy + pumped_energy) * season_share * wind_state_share
    return np.minimum(np.minimum(storable_in_day, releasable_in_day), held)


@auxiliary(ENERGY, dimensions=DAY, title="Released over the day", title_zh="日放电量")
def released_in_day(
    stored_in_day, battery_energy, season_share, wind_state_share, storage_efficiency, pumped_storage_efficiency
):
    """Batteries lose less, so they are filled first."""
    batteries = np.minimum(stored_in_day, battery_energy * season_share * wind_state_share)
    return batteries * storage_efficiency + (stored_in_day - batteries) * pumped_storage_efficiency


@auxiliary(ENERGY, dimensions=SLICE, title="Storage filled, by slice", title_zh="储能充电（分时段）")
def storage_charge(storable, stored_in_day, storable_in_day, smallest_energy):
    """In proportion to what each slice offers."""
    return storable * (stored_in_day / np.maximum(storable_in_day, smallest_energy))


@auxiliary(ENERGY, dimensions=SLICE, title="Storage emptied, by slice", title_zh="储能放电（分时段）")
def storage_discharge(releasable, released_in_day, releasable_in_day, smallest_energy):
    """In proportion to what each slice needs."""
    return releasable * (released_in_day / np.maximum(releasable_in_day, smallest_energy))


@auxiliary(
    ENERGY, dimensions=SLICE, title="Electricity used by electrolysers, by slice", title_zh="电解制氢用电（分时段）"
)
def electrolysis(surplus, storage_charge, electrolyser_capacity, slice_hours, hundred_million_per_ten_thousand):
    """Surplus alone: hydrogen from coal power would burn more coal than it spares."""
    return np.minimum(surplus - storage_charge, electrolyser_capacity * slice_hours * hundred_million_per_ten_thousand)


@auxiliary(ENERGY, dimensions=SLICE, title="Surplus sent out, by slice", title_zh="富余新能源外送（分时段）")
def surplus_export(
    surplus, storage_charge, electrolysis, surplus_line_share, export_line_capacity, contract_export, slice_hours,
    hundred_million_per_ten_thousand,
):  # fmt: skip
    """On the part of the free lines for which a buyer is found at short notice."""
    free = (
        surplus_line_share * (export_line_capacity - contract_export) * slice_hours * hundred_million_per_ten_thousand
    )
    return np.minimum(surplus - storage_charge - electrolysis, free)


@auxiliary(ENERGY, dimensions=SLICE, title="Sun and wind generated, by slice", title_zh="新能源发电（分时段）")
def variable_generation(variable_used, storage_charge, electrolysis, surplus_export):
    """What is used, stored, made into hydrogen or sent out; the rest is curtailed."""
    return variable_used + storage_charge + electrolysis + surplus_export


@auxiliary(ENERGY, dimensions=SLICE, title="PV generated, by slice", title_zh="光伏发电（分时段）")
def pv_generation_by_slice(variable_generation, variable_potential, pv_potential, pv_slice_share, smallest_energy):
    """Sun and wind are curtailed alike."""
    return variable_generation * pv_potential * pv_slice_share / np.maximum(variable_potential, smallest_energy)
