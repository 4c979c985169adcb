"""Adequacy: firm capacity by hand, and how much load goes short as its margin thins."""

from math import log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power_model import at, by_slice

from model.sectors import adequacy, coal_power, plant_returns

WAN_YI = 1e-4
HOURS = dict(slice_hours=100, hundred_million_per_ten_thousand=WAN_YI)
BY_HAND = [
    (adequacy.firm_ratio_base, dict(coal_power_capacity_base=3000, firm_coal_share=0.9, wind_capacity_base=1000, firm_wind_share=0.06, electricity_need_base=876, peak_load_ratio=1.25, contracted_line_capacity_base=1000, line_contract_hours=8760, hours_per_year=8760, hundred_million_per_ten_thousand=WAN_YI), 2760 / 2250),
    (adequacy.peak_load, dict(mean_load=1000, peak_load_ratio=1.2), 1200),
    (adequacy.firm_coal, dict(coal_power_capacity=3000, firm_coal_share=0.9), 2700),
    (adequacy.stored_energy, dict(storage_capacity=100, storage_hours=2, pumped_storage_capacity=50, pumped_storage_hours=6), 500),
    (adequacy.peak_cut, dict(stored_energy=0, peak_load=1000, peak_hours=4, day_hours=24), 0),
    (adequacy.peak_cut, dict(stored_energy=2000, peak_load=1000, peak_hours=4, day_hours=24), 250),  # for 8 hours
    (adequacy.firm_storage, dict(peak_cut=100, storage_capacity=100, pumped_storage_capacity=50, chargeable_storage=1e3), 100),
    (adequacy.firm_storage, dict(peak_cut=200, storage_capacity=100, pumped_storage_capacity=50, chargeable_storage=1e3), 150),
    (adequacy.firm_storage, dict(peak_cut=200, storage_capacity=100, pumped_storage_capacity=50, chargeable_storage=80), 80),
    (adequacy.chargeable_storage, dict(coal_power_capacity=3000, coal_power_hours_limit=5000, pv_capacity=1000, pv_hours=1500, wind_capacity=1000, wind_hours=2000, hours_per_year=10000, mean_load=1000, contract_export=800, export_competitiveness=0.5, day_hours=24, peak_hours=4), 2700),
    (adequacy.firm_capacity, dict(firm_coal=2700, firm_storage=100, wind_capacity=1000, firm_wind_share=0.06), 2860),
    (adequacy.firm_ratio, dict(firm_capacity=2500, peak_load=1200, contract_export=1000, export_competitiveness=0.8), 1.25),
    (adequacy.local_firm_ratio, dict(firm_capacity=1800, peak_load=1200), 1.5),
    (adequacy.thin_margin, dict(firm_ratio=1, firm_ratio_wanted=1, planning_sharpness=20), 0.5),
    (adequacy.thin_margin, dict(firm_ratio=1 + log(3) / 20, firm_ratio_wanted=1, planning_sharpness=20), 0.25),
    (adequacy.coal_room, dict(firm_coal=2700, loss_availability=0.9, must_run=1430, **HOURS), 10),
    (adequacy.coal_room, dict(firm_coal=2700, loss_availability=0.5, must_run=1430, **HOURS), 0),
    (adequacy.margin_spread, dict(mean_load=1000, load_spread=0.03, firm_coal=400, firm_coal_share=0.9, unit_size=40, smallest_capacity=0, logistic_scale=0.5), 25),
    (adequacy.power_gap, dict(residual_need=9, surplus=0, storage_discharge=2, coal_room=5), 2),
    (adequacy.spare_storage, dict(firm_storage=300, storage_discharge=1, **HOURS), 2),
    (adequacy.spare_storage, dict(firm_storage=300, storage_discharge=9, **HOURS), 0),
    (adequacy.expected_shortage, dict(power_gap=0, spare_storage=0, margin_spread=100, **HOURS), log(2)),
    (adequacy.expected_shortage, dict(power_gap=3, spare_storage=0, margin_spread=100, **HOURS), 3.0485873515737420588),
    (adequacy.expected_shortage, dict(power_gap=-3, spare_storage=0, margin_spread=100, **HOURS), 0.0485873515737420588),
    (adequacy.expected_shortage, dict(power_gap=3, spare_storage=9, margin_spread=100, **HOURS), 3),
    (adequacy.expected_local_shortage, dict(power_gap=3, contract_by_slice=3, spare_storage=0, margin_spread=100, **HOURS), log(2)),
    (adequacy.coal_asked, dict(residual_need=9, storage_discharge=2, expected_shortage=1), 6),
    (adequacy.coal_asked, dict(residual_need=0, storage_discharge=0, expected_shortage=1), 0),
    (adequacy.coal_asked_locally, dict(residual_need=9, storage_discharge=2, contract_by_slice=4, expected_local_shortage=1), 2),
    (adequacy.coal_asked_locally, dict(residual_need=9, storage_discharge=2, contract_by_slice=8, expected_local_shortage=0), 0),
    (adequacy.coal_allowed, dict(coal_power_available=2000, must_run_in_year=1000, hours_per_year=8760, hundred_million_per_ten_thousand=WAN_YI), 752),
    (adequacy.local_hours_left, dict(coal_allowed=300, coal_asked_locally_in_year=400, smallest_energy=1e-9), 0.75),
    (adequacy.local_hours_left, dict(coal_allowed=300, coal_asked_locally_in_year=200, smallest_energy=1e-9), 1),
    (adequacy.export_hours_left, dict(coal_allowed=300, coal_asked_in_year=600, coal_asked_locally_in_year=200, smallest_energy=1e-9), 0.25),
    (adequacy.export_hours_left, dict(coal_allowed=300, coal_asked_in_year=600, coal_asked_locally_in_year=400, smallest_energy=1e-9), 0),
    (coal_power.coal_power_ageing, dict(coal_fleet=700, coal_power_life=35, stages_of_life=3, age_kept=1, life_extension=0.5, thin_margin=1), 30),
    (plant_returns.coal_uptake, dict(coal_power_return=0.7, uptake_threshold=0.7, uptake_sharpness=10, thin_margin=0.5), 0.75),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12, abs=1e-15)


def short(fleet, **state):
    """Load not served, and the region's own margin, with a fleet of coal plants."""
    values = at(coal_power_capacity_base=fleet, **state)
    return values["unserved_load_in_year"] / values["electricity_demand"], values["local_firm_ratio"] - 1


def test_the_less_margin_the_more_goes_short():
    """Next to nothing at a margin of a fifth, hours of a year at none, and per cents where a fifth is lacking."""
    found = sorted((short(float(fleet))[::-1] for fleet in range(600, 2700, 50)), reverse=True)
    lost = [lost for _, lost in found]
    assert lost == sorted(lost)
    at_margin = {round(margin, 1): lost for margin, lost in found}
    assert at_margin[0.2] < 2e-6
    assert 1e-5 < at_margin[0.0] < 3e-4
    assert 1e-3 < at_margin[-0.1] * 3 < 2e-2
    assert at_margin[-0.2] > 5e-3
    assert 2e-2 < at_margin[-0.3] < 0.1


def test_the_peak_is_the_worst_hour_of_a_year():
    """A logistic spread of load reaches the peak in one hour of 8760."""
    values = at()
    scale = values["logistic_scale"] * values["load_spread"]
    assert 1 + scale * log(8760) == pytest.approx(values["peak_load_ratio"], abs=0.01)
    assert values["logistic_scale"] == pytest.approx(sqrt(3) / 3.14159265359, rel=1e-8)


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 3000), st.floats(0, 3000), st.floats(300, 4000))
def test_firm_storage_is_no_more_than_it_holds(power, more, load):
    few, many = (at(storage_capacity_base=each, electricity_demand=load) for each in (power, power + more))
    assert many["firm_storage"] >= few["firm_storage"] - 1e-9
    cut, longest = few["peak_cut"], few["day_hours"]
    length = few["peak_hours"] + (longest - few["peak_hours"]) * cut / (cut + few["peak_load"])
    assert cut * length == pytest.approx(power * few["storage_hours"], rel=1e-9, abs=1e-9)
    assert few["firm_storage"] <= cut and few["firm_storage"] <= power


@settings(max_examples=60, deadline=None)
@given(st.floats(500, 4000), st.floats(0, 2000))
def test_more_of_anything_firm_leaves_less_unserved(fleet, more):
    base = short(fleet)[0]
    for name in ("storage_capacity_base", "pumped_storage_capacity_base"):
        assert short(fleet, **{name: 5.0 + more})[0] <= base * (1 + 1e-9) + 1e-12
    assert short(fleet + more)[0] <= base * (1 + 1e-9) + 1e-12


def test_contracts_take_no_power_from_load():
    """Exports give first: contracts for four times the lines leave what is unserved as it was, within a per cent of it."""
    few, many = (
        at(coal_power_capacity_base=1500.0, export_line_capacity_base=lines, contracted_line_capacity_base=lines)
        for lines in (600.0, 2400.0)
    )
    assert many["unserved_load_in_year"] == pytest.approx(few["unserved_load_in_year"], rel=0.01)
    assert sum(by_slice(many, "contract_by_slice").values()) > 3 * sum(by_slice(few, "contract_by_slice").values())
