"""Slices of the year: how sun, wind and load fall over seasons, blocks of the day and states of the wind.

Stocks   none
Told     capacities by renewables, electricity_demand by fuels, contract_export by power_market
Gives    slice_hours, variable_potential and net_load to dispatch; local_load to generation

A state of the wind lasts the day and comes in every season alike; the sun shines alike in all of them. The shares and
levels are made to add up, so that the year's energy is the same however the profiles are drawn.
"""

from model.engine.declare import Parameter, auxiliary, derived, total
from model.sectors.dimensions import SLICE, block, season, wind_state

ENERGY = "1e8 kWh/year"

season_share = Parameter("1", dimensions=(season,), title="Length of the season", title_zh="季节时长占比")
block_share = Parameter("1", dimensions=(block,), title="Length of the block of the day", title_zh="时段时长占比")
wind_state_share = Parameter("1", dimensions=(wind_state,), title="Days of the wind state", title_zh="风况天数占比")
pv_season_share = Parameter("1", dimensions=(season,), title="Sun power by season", title_zh="光伏出力季节分布")
pv_block_share = Parameter(
    "1", dimensions=(season, block), title="Sun power by block of the day", title_zh="光伏出力时段分布"
)
wind_season_share = Parameter("1", dimensions=(season,), title="Wind power by season", title_zh="风电出力季节分布")
wind_state_output = Parameter(
    "1", dimensions=(wind_state,), title="Wind power by wind state", title_zh="各风况出力占比"
)
load_season_level = Parameter("1", dimensions=(season,), title="Load by season over its mean", title_zh="负荷季节系数")
load_block_level = Parameter("1", dimensions=(block,), title="Load by block over its mean", title_zh="负荷时段系数")
pv_hours = Parameter("h/year", title="PV hours before curtailment", title_zh="光伏可利用小时")
wind_hours = Parameter("h/year", title="Wind hours before curtailment", title_zh="风电可利用小时")


@derived("h/year", dimensions=SLICE, title="Hours of the slice", title_zh="时段小时数")
def slice_hours(hours_per_year, season_share, block_share, wind_state_share):
    """Every wind state comes in every season."""
    return hours_per_year * season_share * block_share * wind_state_share


@derived(
    "1", dimensions=SLICE, title="Sun power by slice, before it is made to add up", title_zh="光伏出力分布（未归一）"
)
def pv_profile(pv_season_share, pv_block_share, wind_state_share):
    """The sun shines alike in every wind state."""
    return pv_season_share * pv_block_share * wind_state_share


@derived(
    "1", dimensions=SLICE, title="Wind power by slice, before it is made to add up", title_zh="风电出力分布（未归一）"
)
def wind_profile(wind_season_share, block_share, wind_state_output):
    """A wind state lasts the day."""
    return wind_season_share * block_share * wind_state_output


@derived(
    "1",
    dimensions=(season, block),
    title="Load by season and block, before it is made to add up",
    title_zh="负荷分布（未归一）",
)
def load_profile(season_share, load_season_level, block_share, load_block_level):
    """An even load: smelters and furnaces run day and night."""
    return season_share * load_season_level * block_share * load_block_level


pv_profile_total = total("pv_profile", SLICE, "1", title="Sun power by slice, sum", title_zh="光伏出力分布合计")
wind_profile_total = total("wind_profile", SLICE, "1", title="Wind power by slice, sum", title_zh="风电出力分布合计")
load_profile_total = total("load_profile", (season, block), "1", title="Load, sum", title_zh="负荷分布合计")


@derived("1", dimensions=SLICE, title="Sun power by slice", title_zh="光伏出力分布")
def pv_slice_share(pv_profile, pv_profile_total):
    """Adds up to one."""
    return pv_profile / pv_profile_total


@derived("1", dimensions=SLICE, title="Wind power by slice", title_zh="风电出力分布")
def wind_slice_share(wind_profile, wind_profile_total):
    """Adds up to one."""
    return wind_profile / wind_profile_total


@derived("1", dimensions=(season, block), title="Load by season and block over its mean", title_zh="负荷系数")
def load_level(load_season_level, load_block_level, load_profile_total):
    """With a mean of one over the year."""
    return load_season_level * load_block_level / load_profile_total


@auxiliary("1e4 kW", title="Mean load of the region", title_zh="区内平均负荷")
def mean_load(electricity_demand, hours_per_year, hundred_million_per_ten_thousand):
    """Consumption over the hours of the year."""
    return electricity_demand / hours_per_year / hundred_million_per_ten_thousand


@auxiliary(
    "1e4 kW", dimensions=(season, block), title="Load of the region, by season and block", title_zh="区内负荷（分时段）"
)
def local_load(mean_load, load_level):
    """By its profile."""
    return mean_load * load_level


@auxiliary(
    "1e4 kW",
    dimensions=(season, block),
    domain=(0, 1e7),
    title="Load that coal, sun and wind serve",
    title_zh="净负荷（扣除水电）",
)
def net_load(local_load, contract_export, hydro_generation, hours_per_year, hundred_million_per_ten_thousand):
    """The region and the contracts, less the run of the river."""
    return local_load + contract_export - hydro_generation / hours_per_year / hundred_million_per_ten_thousand


@derived(ENERGY, title="PV power before curtailment, base year", title_zh="光伏可发电量（基年）")
def pv_potential_base(pv_generation_base, curtailment_rate_base, percent):
    """What was generated and what was curtailed."""
    return pv_generation_base / (1 - curtailment_rate_base / percent)


@derived(ENERGY, title="Wind power before curtailment, base year", title_zh="风电可发电量（基年）")
def wind_potential_base(wind_generation_base, curtailment_rate_base, percent):
    """What was generated and what was curtailed."""
    return wind_generation_base / (1 - curtailment_rate_base / percent)


@auxiliary(ENERGY, base="pv_potential_base", title="PV power before curtailment", title_zh="光伏可发电量")
def pv_potential(pv_capacity, pv_hours, pv_cleanness, hundred_million_per_ten_thousand):
    """Capacity by hours, as far as dust leaves the light."""
    return pv_capacity * pv_hours * pv_cleanness * hundred_million_per_ten_thousand


@auxiliary(ENERGY, base="wind_potential_base", title="Wind power before curtailment", title_zh="风电可发电量")
def wind_potential(wind_capacity, wind_hours, hundred_million_per_ten_thousand):
    """Capacity by hours."""
    return wind_capacity * wind_hours * hundred_million_per_ten_thousand


@auxiliary(
    ENERGY, dimensions=SLICE, title="Sun and wind before curtailment, by slice", title_zh="新能源可发电量（分时段）"
)
def variable_potential(pv_potential, pv_slice_share, wind_potential, wind_slice_share):
    """Both by their profiles."""
    return pv_potential * pv_slice_share + wind_potential * wind_slice_share
