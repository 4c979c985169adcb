"""Generation: the year's electricity and the coal it burnt, by hand and against the record."""

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power_model import at

from model.sectors import generation
from model.sectors.dimensions import plant_class

BY_HAND = [
    (generation.renewable_generation, dict(pv_generation=100, wind_generation=200, hydro_generation=20), 320),
    (generation.generation, dict(coal_generation=1500, renewable_generation=320), 1820),
    (generation.curtailment_rate, dict(pv_generation=90, wind_generation=180, pv_potential=100, wind_potential=200, percent=100, smallest_energy=1e-9), 10),
    (generation.unsold_share, dict(variable_generation_in_year=280, electrolyser_use=10, pv_potential=100, wind_potential=200, smallest_energy=1e-9), 0.1),
    (generation.coal_power_at_full, dict(coal_power_capacity=1000, hours_per_year=8760, hundred_million_per_ten_thousand=1e-4), 876),
    (generation.coal_power_hours, dict(coal_generation=438, coal_power_at_full=876, hours_per_year=8760), 4380),
    (generation.power_adequacy, dict(unserved_load_in_year=100, electricity_demand=1000), 0.9),
    (generation.storage_loss, dict(storage_charge_in_year=10, storage_discharge_in_year=8.5), 1.5),
    (generation.coal_rate_part_base, dict(coal_plant_share_base=0.4, coal_rate=3e-4), 1.2e-4),
    (generation.coal_burnt_for_power_base, dict(coal_generation_base=1000, coal_rate_base=3e-4, hundred_million_per_ten_thousand=1e-4), 3000),
    (generation.hydro_generation, dict(hydro_generation_base=20, stored_inflow=100, river_inflow_base=400, hydro_inflow_elasticity=0.5, hydro_capacity=40, hours_per_year=8000, hundred_million_per_ten_thousand=1e-4), 10),
    (generation.hydro_generation, dict(hydro_generation_base=20, stored_inflow=1600, river_inflow_base=400, hydro_inflow_elasticity=0.5, hydro_capacity=40, hours_per_year=8000, hundred_million_per_ten_thousand=1e-4), 32),
    (generation.merit_share, dict(marginal_carbon_cost=224, coal_carbon_content=2.5, coal_price_base=560, merit_order_response=0.5), 1 - exp(-0.5)),
    (generation.merit_coal, dict(flexible_coal=50, coal_room=100, better_share=0.4, class_share=0.3), 10),
    (generation.merit_coal, dict(flexible_coal=90, coal_room=100, better_share=0.4, class_share=0.3), 30),
    (generation.merit_coal, dict(flexible_coal=30, coal_room=100, better_share=0.4, class_share=0.3), 0),
    (generation.coal_generation_by_class, dict(coal_generation=1000, flexible_coal_in_year=400, merit_share=0.5, class_share=0.3, merit_coal_in_year=100), 290),
    (generation.coal_burnt_by_class, dict(coal_generation_by_class=1000, coal_rate=3e-4, hundred_million_per_ten_thousand=1e-4), 3000),
    (generation.coal_rate_mean, dict(coal_burnt_for_power=3000, coal_generation=1000, hundred_million_per_ten_thousand=1e-4), 3e-4),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_without_carbon_cost_plants_share_the_hours():
    values = at()
    assert values["coal_rate_mean"] == pytest.approx(values["coal_rate_base"], rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 5000), st.floats(0, 5000), st.floats(1, 8000), st.floats(500, 6000))
def test_merit_order_adds_up_and_spares_coal(low, more, sun, fleet):
    """The dearer carbon is, the less a kWh burns, and never less than the best class burns."""
    state = dict(pv_capacity_base=sun, coal_power_capacity_base=fleet)
    one, other = (at(**state, marginal_carbon_cost=cost) for cost in (low, low + more))
    for values in (one, other):
        by_class = sum(values[f"coal_generation_by_class[{label}]"] for label in plant_class.labels)
        assert by_class == pytest.approx(values["coal_generation"], rel=1e-9)
    assert values["coal_rate[ultra_supercritical]"] <= other["coal_rate_mean"] <= one["coal_rate_mean"] * (1 + 1e-12)


def test_the_fleet_burns_what_the_energy_balance_has():
    """342 g a kWh in 2014 (coal input to power over thermal generation), within 5 % in the fleet of 2015."""
    assert at(2015)["coal_rate_base"] == pytest.approx(342e-6, rel=0.05)
    assert at(2020)["coal_rate_base"] < at(2015)["coal_rate_base"]


def test_the_start_lies_by_the_published_base():
    """The December rush of 2020 stands at the start, so sun and wind of the year before lie below the run rate."""
    values = at()
    assert values["coal_generation"] == pytest.approx(values["coal_generation_base"], rel=0.05)
    assert values["net_export"] == pytest.approx(values["net_export_base"], rel=0.05)
    year = at(pv_capacity_base=960.0, wind_capacity_base=1175.0, electricity_demand=1038.0, wind_hours=1690.0)
    assert year["pv_generation"] == pytest.approx(values["pv_generation_base"], rel=0.02)
    assert year["wind_generation"] == pytest.approx(values["wind_generation_base"], rel=0.02)
    assert year["curtailment_rate"] == pytest.approx(values["curtailment_rate_base"], abs=1)


def test_the_base_year_burns_at_the_rate_of_its_plants(runs):
    """The year after it burns less a kWh only as the carbon price orders plants and new ones come."""
    rate = runs["baseline"]["coal_rate_mean"].values
    assert rate[0] == pytest.approx(float(runs["baseline"]["coal_rate_base"]), rel=1e-9)
    assert 0.99 < rate[1] / rate[0] < 1
