"""Dispatch in slices: equations by hand, and what holds for any plants, lines, storage and load."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power_model import at, by_slice

from model.sectors import dispatch, generation

WAN_YI = 1e-4  # hundred_million_per_ten_thousand
HOURS = dict(slice_hours=100, hundred_million_per_ten_thousand=WAN_YI)
BY_HAND = [
    (generation.net_export_base, dict(generation_base=1900, electricity_demand_base=1000), 900),
    (dispatch.open_need, dict(net_load=2000, must_run=1000, **HOURS), 10),
    (dispatch.variable_used, dict(variable_potential=10, local_network_loss=0.1, open_need=8), 8),
    (dispatch.variable_used, dict(variable_potential=10, local_network_loss=0.1, open_need=80), 9),
    (dispatch.surplus, dict(variable_potential=10, local_network_loss=0.1, open_need=8), 1),
    (dispatch.surplus, dict(variable_potential=10, local_network_loss=0.1, open_need=80), 0),
    (dispatch.residual_need, dict(open_need=10, variable_used=6, contract_export=500, export_competitiveness=0.8, **HOURS), 3),
    (dispatch.residual_need, dict(open_need=10, variable_used=10, contract_export=500, export_competitiveness=0.8, **HOURS), 0),
    (dispatch.released_in_day, dict(stored_in_day=5, battery_energy=30, season_share=0.25, wind_state_share=0.4, storage_efficiency=0.9, pumped_storage_efficiency=0.7), 4.1),
    (dispatch.released_in_day, dict(stored_in_day=2, battery_energy=30, season_share=0.25, wind_state_share=0.4, storage_efficiency=0.9, pumped_storage_efficiency=0.7), 1.8),
    (dispatch.storable, dict(surplus=5, storage_power=200, **HOURS), 2),
    (dispatch.releasable, dict(residual_need=1, storage_power=200, **HOURS), 1),
    (dispatch.stored_in_day, dict(storable_in_day=9, releasable_in_day=7, battery_energy=6, pumped_energy=9, season_share=0.25, wind_state_share=0.4), 1.5),
    (dispatch.storage_charge, dict(storable=3, stored_in_day=4, storable_in_day=6, smallest_energy=1e-9), 2),
    (dispatch.storage_charge, dict(storable=0, stored_in_day=0, storable_in_day=0, smallest_energy=1e-9), 0),
    (dispatch.storage_discharge, dict(releasable=3, released_in_day=4, releasable_in_day=6, smallest_energy=1e-9), 2),
    (dispatch.electrolysis, dict(surplus=5, storage_charge=2, electrolyser_capacity=100, **HOURS), 1),
    (dispatch.surplus_export, dict(surplus=9, storage_charge=2, electrolysis=1, surplus_line_share=0.2, export_line_capacity=1200, contract_export=1000, **HOURS), 0.4),
    (dispatch.pv_generation_by_slice, dict(variable_generation=8, variable_potential=10, pv_potential=50, pv_slice_share=0.1, smallest_energy=1e-9), 4),
    (generation.must_run_by_slice, dict(must_run=1000, **HOURS), 10),
    (generation.flexible_coal, dict(coal_asked=7, coal_asked_locally=3, local_hours_left=1, export_hours_left=0.5), 5),
    (generation.coal_generation_by_slice, dict(must_run_by_slice=10, flexible_coal=5), 15),
    (generation.shortage, dict(expected_shortage=1, residual_need=9, storage_discharge=2, coal_asked=6, coal_asked_locally=4, local_hours_left=0.75, export_hours_left=0.5), 3),
    (generation.shortage, dict(expected_shortage=5, residual_need=4, storage_discharge=2, coal_asked=0, coal_asked_locally=0, local_hours_left=1, export_hours_left=1), 2),
    (generation.contract_by_slice, dict(contract_export=900, open_need=10, variable_used=6, residual_need=3, **HOURS), 8),
    (generation.export_by_slice, dict(contract_by_slice=8, shortage=3, unserved_load=1, surplus_export=0.5), 6.5),
    (generation.unserved_load, dict(shortage=3, contract_by_slice=8, expected_shortage=3, expected_local_shortage=0.1, smallest_energy=1e-9), 0.1),
    (generation.unserved_load, dict(shortage=9, contract_by_slice=8, expected_shortage=3, expected_local_shortage=0.1, smallest_energy=1e-9), 1),
    (generation.unserved_load, dict(shortage=1, contract_by_slice=8, expected_shortage=2, expected_local_shortage=0.1, smallest_energy=1e-9), 0.05),
    (generation.supply_by_slice, dict(local_load=1000, unserved_load=1, **HOURS), 9),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12, abs=1e-15)


# -- whatever stands ---------------------------------------------------------------------------------------------------
STATE = st.fixed_dictionaries({
    "pv_capacity_base": st.floats(1, 20000), "wind_capacity_base": st.floats(1, 10000),
    "coal_power_capacity_base": st.floats(1, 6000), "storage_capacity_base": st.floats(0, 5000),
    "pumped_storage_capacity_base": st.floats(0, 1000), "export_line_capacity_base": st.floats(0, 6000),
    "electrolyser_capacity_base": st.floats(0, 1000), "flexible_coal_power_base": st.floats(0, 3000),
    "electricity_demand": st.floats(300, 4000), "export_competitiveness_base": st.floats(0, 1),
})  # fmt: skip


def dispatched(state, **change):
    state = state | change
    return at(**state, contracted_line_capacity_base=state["export_line_capacity_base"])


@settings(max_examples=120, deadline=None)
@given(STATE)
def test_every_slice_balances_and_nothing_is_negative(state):
    values = dispatched(state)
    made = ("coal_generation_by_slice", "variable_generation", "hydro_generation_by_slice", "storage_discharge")
    gone = ("supply_by_slice", "export_by_slice", "storage_charge", "electrolysis")
    found = {name: by_slice(values, name) for name in (*made, *gone, "surplus_export", "flexible_coal", "shortage")}
    for each in found["shortage"]:
        left, right = (sum(found[name][each] for name in names) for names in (made, gone))
        assert left == pytest.approx(right, rel=1e-9)
        assert all(found[name][each] >= -1e-12 for name in found)
        assert found["variable_generation"][each] <= by_slice(values, "variable_potential")[each] * (1 + 1e-12)
    assert values["coal_power_hours"] <= 7000 * (1 + 1e-12)
    assert values["electricity_supplied"] <= values["electricity_demand"] * (1 + 1e-12)


@settings(max_examples=120, deadline=None)
@given(STATE, st.floats(0, 5000), st.sampled_from(["pv_capacity_base", "wind_capacity_base"]))
def test_marginal_curtailment_never_exceeds_one(state, more, plant):
    few, many = dispatched(state), dispatched(state, **{plant: state[plant] + more})
    gain = many["renewable_generation"] - few["renewable_generation"]
    offered = many["pv_potential"] + many["wind_potential"] - few["pv_potential"] - few["wind_potential"]
    assert -1e-9 * few["renewable_generation"] <= gain <= offered + 1e-9 * many["renewable_generation"]


@settings(max_examples=120, deadline=None)
@given(STATE, st.floats(0, 3000), st.sampled_from(["storage_capacity_base", "pumped_storage_capacity_base"]))
def test_storage_never_raises_coal_burn_or_curtailment(state, more, kind):
    few, many = dispatched(state), dispatched(state, **{kind: state[kind] + more})
    assert many["curtailment_rate"] <= few["curtailment_rate"] + 1e-9
    if sum(by_slice(few, "shortage").values()) <= 1e-9:
        assert many["coal_burnt_for_power"] <= few["coal_burnt_for_power"] * (1 + 1e-9)


@settings(max_examples=120, deadline=None)
@given(STATE)
def test_exports_give_before_the_region(state):
    """Load goes short on the mean of a slice where exports have ended, and elsewhere in its worst hours alone."""
    values = dispatched(state)
    found = {
        name: by_slice(values, name)
        for name in ("unserved_load", "contract_by_slice", "shortage", "expected_local_shortage", "export_by_slice")
    }
    for each, unserved in found["unserved_load"].items():
        if unserved > found["expected_local_shortage"][each] * (1 + 1e-9) + 1e-9:
            assert found["export_by_slice"][each] == pytest.approx(by_slice(values, "surplus_export")[each], abs=1e-9)
        cut = found["shortage"][each] - unserved
        assert -1e-12 <= cut <= found["contract_by_slice"][each] * (1 + 1e-9) + 1e-12
        lost = unserved / (by_slice(values, "supply_by_slice")[each] + unserved)
        assert (
            cut >= lost * found["contract_by_slice"][each] * (1 - 1e-6) - 1e-12
        )  # a larger part of exports than of load


@settings(max_examples=60, deadline=None)
@given(STATE, st.floats(0, 3000))
def test_lines_and_electrolysers_take_surplus(state, more):
    base = dispatched(state)
    for name in ("export_line_capacity_base", "electrolyser_capacity_base"):
        wider = at(
            **state | {name: state[name] + more}, contracted_line_capacity_base=state["export_line_capacity_base"]
        )
        assert wider["curtailment_rate"] <= base["curtailment_rate"] + 1e-9, name


def test_sun_beyond_the_need_of_midday_is_curtailed_first_there():
    values = at(pv_capacity_base=8000.0)
    spilled = {
        each: potential - by_slice(values, "variable_generation")[each]
        for each, potential in by_slice(values, "variable_potential").items()
    }
    by_block = {
        block: sum(v for each, v in spilled.items() if block in each) for block in ("midday", "shoulder", "night")
    }
    assert by_block["midday"] > by_block["shoulder"] > by_block["night"]


def test_storage_carries_midday_into_the_night():
    values = at(pv_capacity_base=6000.0, storage_capacity_base=1000.0)
    total = {
        name: {
            block: sum(v for each, v in by_slice(values, name).items() if f",{block}," in each)
            for block in ("midday", "night")
        }
        for name in ("storage_charge", "storage_discharge")
    }
    assert total["storage_charge"]["midday"] > total["storage_charge"]["night"]
    assert total["storage_discharge"]["night"] > total["storage_discharge"]["midday"]
    assert values["storage_discharge_in_year"] == pytest.approx(0.86 * values["storage_charge_in_year"], rel=1e-9)


# -- the record --------------------------------------------------------------------------------------------------------
RECORD = {  # yearly means of capacity; generation less consumption or the sum of plants; curtailment by generation
    2016: dict(pv=415, wind=755, coal=2074, lines=667, flexible=60, load=886.91, export=300, curtailment=11.4),
    2017: dict(pv=571, wind=890, coal=2374, lines=1200, flexible=180, load=978, export=427, curtailment=5.3),
    2018: dict(pv=718, wind=976, coal=2714, lines=1200, flexible=300, load=1065, export=510, curtailment=2.9),
    2019: dict(pv=867, wind=1064, coal=3032, lines=1200, flexible=420, load=1084, export=666, curtailment=2.6),
    2020: dict(pv=960, wind=1175, coal=3272, lines=1200, flexible=540, load=1038, export=843, curtailment=2.3),
}  # fmt: skip


@pytest.mark.parametrize("year", RECORD)
def test_curtailment_of_the_record(year):
    """With plants, load and exports as they were, within three points every year; coal generation then follows."""
    seen = RECORD[year]
    contracts = seen["export"] / 1e-4 / 7365
    values = at(
        pv_capacity_base=float(seen["pv"]), wind_capacity_base=float(seen["wind"]), storage_capacity_base=1.0,
        coal_power_capacity_base=float(seen["coal"]), export_line_capacity_base=float(seen["lines"]),
        contracted_line_capacity_base=contracts, flexible_coal_power_base=float(seen["flexible"]),
        electricity_demand=float(seen["load"]),
    )  # fmt: skip
    assert values["curtailment_rate"] == pytest.approx(seen["curtailment"], abs=3)
