"""Sun and wind: equations by hand, and what answers what."""

import pytest
from power_model import at, run, yearly

from model.sectors import renewables

BY_HAND = [
    (renewables.pv_under_construction_base, dict(pv_additions_trend=200, pv_construction_time=0.75), 150),
    (renewables.pv_learning_exponent, dict(pv_learning_rate=0.5), 1),
    (renewables.wind_learning_exponent, dict(wind_learning_rate=0.75), 2),
    (renewables.pv_unit_cost, dict(pv_unit_cost_base=4000, pv_experience=200, pv_experience_base=100, pv_learning_exponent=1), 2000),
    (renewables.pv_experience_gain, dict(pv_completion=100, local_experience_weight=3, outside_pv_additions=4000), 4300),
    (renewables.required_storage_cost, dict(storage_requirement=0.1, storage_unit_cost=3500), 350),
    (renewables.pv_demand, dict(pv_approvals=100, renewal_share=0.5, pv_retirement=20, pv_uptake=0.5), 55),
    (renewables.wind_demand, dict(wind_approvals=100, renewal_share=0, wind_retirement=20, wind_uptake=0.9), 90),
    (renewables.pv_start, dict(pv_demand=200, plant_funded_share=0.85), 170),
    (renewables.pv_completion, dict(pv_under_construction=150, pv_construction_time=0.75), 200),
    (renewables.pv_ageing, dict(pv_age=0.5, pv_life=25, stages_of_life=3), 0.06),
    (renewables.pv_retirement, dict(pv_capacity=1000, pv_old_share=0.5, pv_life=25, stages_of_life=3), 60),
    (renewables.wind_age_mixing, dict(wind_age=0.5, age_of_new=1, wind_completion=100, wind_capacity=1000, smallest_capacity=1e-9, wind_old_share=0.2, wind_life=20, stages_of_life=4), 0.07),
    (renewables.wind_investment_demand, dict(wind_demand=100, wind_unit_cost=7000, hundred_million_per_ten_thousand=1e-4), 70),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("plant", ["pv", "wind"])
def test_curtailment_holds_back_what_it_hits(plant):
    ample, glut = at(), at(**{f"{plant}_capacity_base": 20000.0})
    assert glut[f"{plant}_demand"] < ample[f"{plant}_demand"]


def test_storage_asked_for_costs_its_builders_and_stands_beside_the_plants():
    free, asked = (run(2030, {"storage_requirement": share}) for share in (0.0, 0.2))
    assert asked.ends["pv_demand"][1, 0] < free.ends["pv_demand"][1, 0]
    assert asked.ends["storage_capacity"][-1, 0] > free.ends["storage_capacity"][-1, 0] + 300
    assert asked.ends["curtailment_rate"][-1, 0] < free.ends["curtailment_rate"][-1, 0]


def test_renewable_generation_never_falls_with_approvals():
    """To 2035, over the domain of the lever; and no kW is curtailed by more than it makes."""
    before = None
    for approvals in range(0, 2001, 250):
        (found,) = yearly(run(2035, {"pv_approvals": approvals}))
        now = {name: found[name][1:, 0] for name in ("renewable_generation", "pv_potential", "wind_potential")}
        if before:
            gain = now["renewable_generation"] - before["renewable_generation"]
            offered = sum(now[name] - before[name] for name in ("pv_potential", "wind_potential"))
            assert (gain > 0).all() and (gain <= offered * (1 + 1e-9)).all(), approvals
        before = now
