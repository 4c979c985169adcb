"""Storage, lines and electrolysers: equations by hand, delays, and what a lever brings into service when."""

import numpy as np
import pytest
from power_model import at, run

from model.sectors import storage

BY_HAND = [
    (storage.storage_demand, dict(storage_approvals=10, storage_requirement=0.1, pv_demand=200, wind_demand=100), 40),
    (storage.required_storage_construction, dict(storage_requirement=0.1, pv_completion=200, wind_completion=100), 30),
    (storage.storage_construction, dict(storage_approvals=10, plant_funded_share=0.8, required_storage_construction=30), 38),
    (storage.required_storage_retirement, dict(required_storage=100, storage_retirement_rate=0.07), 7),
    (storage.storage_payment, dict(green_capital_rate=0.03, storage_retirement_rate=0.07, storage_unit_cost=2000, storage_capacity=300, required_storage=100, storage_capacity_base=50, pumped_storage_retirement_rate=0.01, pumped_storage_unit_cost=6000, pumped_storage_capacity=100, pumped_storage_capacity_base=0, hundred_million_per_ten_thousand=1e-4), 5.4),
    (storage.storage_retirement, dict(storage_capacity=100, storage_retirement_rate=0.07), 7),
    (storage.pumped_storage_start, dict(pumped_storage_approvals=100, plant_funded_share=0.8), 80),
    (storage.pumped_storage_retirement, dict(pumped_storage_capacity=100, pumped_storage_retirement_rate=0.01), 1),
    (storage.storage_investment_demand, dict(storage_demand=40, storage_unit_cost=3500, pumped_storage_approvals=100, pumped_storage_unit_cost=6000, hundred_million_per_ten_thousand=1e-4), 74),
    (storage.export_line_start, dict(export_line_approvals=100, plant_funded_share=0.8), 80),
    (storage.export_line_commissioning, dict(export_line_projects=800), 800),
    (storage.export_line_investment_demand, dict(export_line_approvals=100, line_unit_cost=3000, hundred_million_per_ten_thousand=1e-4), 30),
    (storage.electrolyser_construction, dict(hydrogen_programme=50, plant_funded_share=0.8), 40),
    (storage.electrolyser_retirement, dict(electrolyser_capacity=100, electrolyser_retirement_rate=0.06), 6),
    (storage.hydrogen_investment_demand, dict(hydrogen_programme=50, electrolyser_unit_cost=2000, hundred_million_per_ten_thousand=1e-4), 10),
    (storage.battery_energy, dict(storage_capacity=100, storage_hours=2, storage_cycles=300, hundred_million_per_ten_thousand=1e-4), 6),
    (storage.pumped_energy, dict(pumped_storage_capacity=50, pumped_storage_hours=6, storage_cycles=300, hundred_million_per_ten_thousand=1e-4), 9),
    (storage.storage_power, dict(storage_capacity=100, pumped_storage_capacity=50), 150),
    (storage.storage_learning_exponent, dict(storage_learning_rate=0.5), 1),
    (storage.electrolyser_learning_exponent, dict(electrolyser_learning_rate=0.75), 2),
    (storage.storage_unit_cost, dict(storage_unit_cost_base=3500, storage_experience=200, storage_experience_base=100, storage_learning_exponent=1), 1750),
    (storage.electrolyser_unit_cost, dict(electrolyser_unit_cost_base=2500, electrolyser_experience=400, electrolyser_experience_base=100, electrolyser_learning_exponent=0.5), 1250),
    (storage.storage_experience_gain, dict(storage_construction=100, local_experience_weight=3, outside_storage_additions=1000), 1300),
    (storage.electrolyser_experience_gain, dict(electrolyser_construction=10, local_experience_weight=3, outside_electrolyser_additions=400), 430),
    (storage.hydrogen_coal_relief, dict(electrolyser_use=10, hydrogen_coal_spared=1.2), 12),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12)


def test_a_new_line_fills_as_the_line_of_2016_did():
    """A ramp of four and a half years: half after about two, nearly all after five."""
    found = run(2021, {"export_line_projects": {2016: 800.0}}, base=2015)
    filled = (found.ends["contracted_line_capacity"][:, 0] - 400) / 800
    assert found.ends["export_line_capacity"][1, 0] == pytest.approx(1200, rel=1e-9)
    assert 0 < filled[1] < 0.2 and filled[3] == pytest.approx(0.6, abs=0.15) and filled[5] > 0.85
    assert (np.diff(filled) > 0).all()


def test_pumped_storage_takes_years():
    found = run(2040, {"pumped_storage_approvals": 100})
    stands = found.ends["pumped_storage_capacity"][:, 0]
    assert stands[3] < 60 and stands[20] > 800


def test_nothing_is_lost_under_construction():
    found = run(2045, {"export_line_approvals": {2021: 100.0}})
    assert found.ends["export_line_capacity"][-1, 0] == pytest.approx(1200 + 85, rel=1e-3)


def test_electrolysers_burn_no_more_coal():
    """They take surplus alone, so what they spare is net."""
    few, many = at(pv_capacity_base=6000.0), at(pv_capacity_base=6000.0, electrolyser_capacity_base=500.0)
    assert many["coal_burnt_for_power"] == few["coal_burnt_for_power"]
    assert many["electrolyser_use"] > 0 and many["hydrogen_coal_relief"] > 0
    assert many["curtailment_rate"] < few["curtailment_rate"]


def test_what_is_built_here_and_elsewhere_makes_batteries_cheaper():
    cost = {
        (here, outside): run(2030, {"storage_approvals": here, "outside_storage_additions": outside}).ends[
            "storage_unit_cost"
        ][-1, 0]
        for here in (0.0, 300.0)
        for outside in (0.0, 1000.0)
    }
    assert cost[0.0, 0.0] == pytest.approx(3500)
    assert cost[300.0, 0.0] < cost[0.0, 0.0] and cost[300.0, 1000.0] < cost[0.0, 1000.0] < 0.7 * 3500
