"""Slices of the year: profiles that add up, however they are drawn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power_model import at, by_slice

from model.sectors import slices

BY_HAND = [
    (slices.slice_hours, dict(hours_per_year=8760, season_share=0.25, block_share=0.5, wind_state_share=0.2), 219),
    (slices.pv_profile, dict(pv_season_share=0.3, pv_block_share=0.7, wind_state_share=0.5), 0.105),
    (slices.wind_profile, dict(wind_season_share=0.3, block_share=0.5, wind_state_output=0.6), 0.09),
    (slices.load_profile, dict(season_share=0.25, load_season_level=1.2, block_share=0.5, load_block_level=0.8), 0.12),
    (slices.pv_slice_share, dict(pv_profile=0.1, pv_profile_total=1.25), 0.08),
    (slices.load_level, dict(load_season_level=1.2, load_block_level=0.8, load_profile_total=0.96), 1),
    (slices.mean_load, dict(electricity_demand=876, hours_per_year=8760, hundred_million_per_ten_thousand=1e-4), 1000),
    (slices.net_load, dict(local_load=1200, contract_export=900, hydro_generation=20, hours_per_year=8000, hundred_million_per_ten_thousand=1e-4), 2075),
    (slices.local_load, dict(mean_load=1000, load_level=1.1), 1100),
    (slices.variable_potential, dict(pv_potential=100, pv_slice_share=0.1, wind_potential=200, wind_slice_share=0.05), 20),
    (slices.pv_potential, dict(pv_capacity=1000, pv_hours=1400, hundred_million_per_ten_thousand=1e-4, pv_cleanness=0.5), 70),
    (slices.pv_potential_base, dict(pv_generation_base=95, curtailment_rate_base=5, percent=100), 100),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12)


LEVELS = st.tuples(st.floats(0.5, 2), st.floats(0.5, 2))


@settings(max_examples=50, deadline=None)
@given(LEVELS, LEVELS, LEVELS)
def test_the_year_is_whole_however_the_profiles_are_drawn(load, sun, wind):
    drawn = {"load_season_level[winter]": load[0], "load_block_level[night]": load[1]}
    drawn |= {"pv_season_share[summer]": sun[0], "pv_block_share[spring,midday]": sun[1]}
    drawn |= {"wind_season_share[spring]": wind[0], "wind_state_output[windy]": wind[1]}
    values = at(**drawn)
    assert sum(by_slice(values, "slice_hours").values()) == pytest.approx(8760, rel=1e-9)
    assert sum(by_slice(values, "pv_slice_share").values()) == pytest.approx(1, rel=1e-12)
    assert sum(by_slice(values, "wind_slice_share").values()) == pytest.approx(1, rel=1e-12)
    served = values["electricity_supplied"] + values["unserved_load_in_year"]
    assert served == pytest.approx(values["electricity_demand"], rel=1e-9)


def test_night_has_no_sun_in_winter_and_wind_blows_through_it():
    values = at()
    assert values["pv_slice_share[winter,night,calm]"] == 0
    assert values["wind_slice_share[winter,night,windy]"] > values["wind_slice_share[winter,night,calm]"] > 0
