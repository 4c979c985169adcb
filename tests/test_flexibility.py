"""Flexible coal power: equations by hand, and that retrofits make room and come to an end."""

import pytest
from power_model import at, by_slice, run

from model.sectors import flexibility

BY_HAND = [
    (flexibility.committed_peak, dict(peak_load=1400, hydro_generation=8.76, firm_storage=100, wind_capacity=1000, firm_wind_share=0.1, hours_per_year=8760, hundred_million_per_ten_thousand=1e-4), 1190),
    (flexibility.committed_peak, dict(peak_load=100, hydro_generation=8.76, firm_storage=100, wind_capacity=1000, firm_wind_share=0.1, hours_per_year=8760, hundred_million_per_ten_thousand=1e-4), 0),
    (flexibility.committed_least_output, dict(committed_peak=1000, local_least_output=0.4, contract_export=1000, export_competitiveness=0.8, contract_least_output=0.25), 600),
    (flexibility.must_run, dict(heat_must_run=400, must_run_season_level=1.1, committed_least_output=600, retrofit_depth=0.5, flexible_share=0.4, coal_power_available=2000, net_load=1500), 832),
    (flexibility.must_run, dict(heat_must_run=400, must_run_season_level=1, committed_least_output=600, retrofit_depth=0.5, flexible_share=0, coal_power_available=300, net_load=1500), 300),
    (flexibility.must_run, dict(heat_must_run=400, must_run_season_level=1, committed_least_output=600, retrofit_depth=0.5, flexible_share=0, coal_power_available=3000, net_load=700), 700),
    (flexibility.flexibility_demand, dict(coal_flexibility_programme=60, retrofit_response=0.5, unsold_share=0.04, coal_power_capacity=3000, flexible_coal_power=1000, flexibility_time=1), 100),
    (flexibility.flexibility_demand, dict(coal_flexibility_programme=60, retrofit_response=0.5, unsold_share=0.04, coal_power_capacity=3000, flexible_coal_power=2970, flexibility_time=1), 30),
    (flexibility.flexibility_demand, dict(coal_flexibility_programme=60, retrofit_response=0.5, unsold_share=0.04, coal_power_capacity=3000, flexible_coal_power=3100, flexibility_time=1), 0),
    (flexibility.flexibility_retrofit, dict(flexibility_demand=60, plant_funded_share=0.5), 30),
    (flexibility.flexible_coal_power_retirement, dict(flexible_coal_power=600, coal_power_retired=300, coal_power_capacity=3000), 60),
    (flexibility.flexible_share, dict(flexible_coal_power=600, coal_power_capacity=3000), 0.2),
    (flexibility.flexible_share, dict(flexible_coal_power=4000, coal_power_capacity=3000), 1),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_retrofits_lower_what_must_run():
    plain, flexible = (at(flexible_coal_power_base=made) for made in (0.0, 3326.0))
    for each, output in by_slice(plain, "must_run").items():
        assert by_slice(flexible, "must_run")[each] == pytest.approx(output * (1 - 0.45), rel=1e-12)
    assert flexible["curtailment_rate"] < plain["curtailment_rate"]


def test_retrofits_end_when_all_plants_are_flexible():
    found = run(2060, {"coal_flexibility_programme": 2000})
    flexible, fleet = found.ends["flexible_coal_power"][:, 0], found.ends["coal_power_capacity"][:, 0]
    assert (flexible <= fleet * (1 + 1e-6)).all()
    assert flexible[-1] > 0.8 * fleet[-1]


def test_new_load_by_day_and_night_lets_sun_and_wind_in():
    """Of 325 (1e8 kWh) of new load, units kept on for its peak take a part, and sun and wind that were curtailed another."""
    fleet = dict(pv_capacity_base=3000.0, wind_capacity_base=2500.0)
    before, after = at(**fleet), at(**fleet, electricity_demand=1385.0)
    gain = after["renewable_generation"] - before["renewable_generation"]
    assert 30 < gain < 0.5 * 325
    assert after["curtailment_rate"] < before["curtailment_rate"] - 2


def test_what_stands_in_at_the_peak_lets_coal_stand_down():
    plain, firm = at(), at(storage_capacity_base=500.0, pumped_storage_capacity_base=300.0)
    assert by_slice(firm, "must_run")["spring,midday"] < by_slice(plain, "must_run")["spring,midday"] - 80
