"""Coal power by class: equations by hand, and that the worst close first and no more closes than is asked."""

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power_model import at, run

from model.sectors import coal_power
from model.sectors.dimensions import plant_class

CLASSES = plant_class.labels
BY_HAND = [
    (coal_power.coal_fleet_base, dict(coal_power_capacity_base=3000, coal_plant_share_base=0.4, coal_age_share_base=0.5), 600),
    (coal_power.coal_plants_under_construction_base, dict(coal_power_under_construction_base=100, new_plant_share=0.8), 80),
    (coal_power.coal_power_demand, dict(coal_power_approvals=200, coal_uptake=0.9), 180),
    (coal_power.coal_power_start, dict(coal_power_demand=200, plant_funded_share=0.5, new_plant_share=0.8), 80),
    (coal_power.coal_power_completion, dict(coal_plants_under_construction=100, coal_power_construction_time=2.5), 40),
    (coal_power.coal_power_commissioning, dict(coal_power_projects=200, new_plant_share=0.8), 160),
    (coal_power.early_closing, dict(coal_power_early_retirement=0.2, coal_power_capacity=3000, worse_coal_plants=0, coal_plants=400, coal_power_closing_time=1), 400),
    (coal_power.early_closing, dict(coal_power_early_retirement=0.2, coal_power_capacity=3000, worse_coal_plants=400, coal_plants=1000, coal_power_closing_time=1), 200),
    (coal_power.early_closing, dict(coal_power_early_retirement=0.2, coal_power_capacity=3000, worse_coal_plants=1400, coal_plants=1600, coal_power_closing_time=1), 0),
    (coal_power.carbon_closing_rate, dict(coal_rate=4e-4, coal_rate_mean=3e-4, marginal_carbon_cost=520, coal_carbon_content=2.5, power_price=0.26, carbon_retirement_response=0.2, coal_power_closing_time=1), 0.1),
    (coal_power.carbon_closing_rate, dict(coal_rate=3e-4, coal_rate_mean=4e-4, marginal_carbon_cost=520, coal_carbon_content=2.5, power_price=0.26, carbon_retirement_response=0.2, coal_power_closing_time=1), 0),
    (coal_power.coal_power_ageing, dict(coal_fleet=700, coal_power_life=35, stages_of_life=3, age_kept=0, life_extension=0.5, thin_margin=1), 60),
    (coal_power.coal_power_entry, dict(coal_power_completion=100, coal_power_commissioning=50, age_of_new=1), 150),
    (coal_power.closing_rate, dict(carbon_closing_rate=0.02, early_closing=50, coal_plants=1000, smallest_capacity=1e-9, coal_power_closing_time=1, stages_of_life=3, coal_power_life=30), 0.07),
    (coal_power.closing_rate, dict(carbon_closing_rate=0.02, early_closing=1000, coal_plants=1000, smallest_capacity=1e-9, coal_power_closing_time=1, stages_of_life=3, coal_power_life=30), 0.9),
    (coal_power.coal_power_closing, dict(coal_fleet=700, closing_rate=0.1), 70),
    (coal_power.coal_power_retirement, dict(coal_power_aged=20, coal_power_closed=50), 70),
    (coal_power.coal_power_investment_demand, dict(coal_power_demand=100, coal_power_unit_cost=4000, flexibility_demand=50, flexibility_unit_cost=100, hundred_million_per_ten_thousand=1e-4), 40.5),
    (coal_power.coal_power_available, dict(coal_power_capacity=3000, coal_power_hours_limit=7000, hours_per_year=8750, loss_availability=0.5), 1200),
    (coal_power.loss_availability, dict(running_cost=0.2, market_power_price=0.26, power_price=0.26, loss_response=1, least_availability=0.5), 1),
    (coal_power.loss_availability, dict(running_cost=0.5, market_power_price=0.25, power_price=0.25, loss_response=1, least_availability=0.5), 0.5 + 0.5 * exp(-1)),
    (coal_power.class_share, dict(coal_plants=1200, coal_power_capacity=3000), 0.4),
    (coal_power.better_share, dict(better_coal_plants=1200, coal_power_capacity=3000), 0.4),
]  # fmt: skip


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12, abs=1e-15)


def of_classes(values, name):
    return [values[f"{name}[{label}]"] for label in CLASSES]


def test_classes_stand_from_the_best_coal_rate_to_the_worst():
    rates = of_classes(at(), "coal_rate")
    assert rates == sorted(rates)


@pytest.mark.parametrize("base", [2015, 2020])
def test_the_classes_make_up_the_published_fleet(base):
    values = at(base)
    assert sum(of_classes(values, "coal_plants")) == pytest.approx(values["coal_power_capacity_base"], rel=1e-12)
    assert sum(of_classes(values, "new_plant_share")) == pytest.approx(1, rel=1e-12)


SHARES = st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda shares: sum(shares) > 0.1)


@settings(max_examples=100, deadline=None)
@given(SHARES, st.floats(0, 1))
def test_what_must_close_closes_the_worst_first(shares, rate):
    """The whole of what is asked closes, and no class while a worse one could still give."""
    shares = {
        f"coal_plant_share_base[{label}]": share / sum(shares) for label, share in zip(CLASSES, shares, strict=True)
    }
    values = at(coal_power_early_retirement=rate, **shares)
    plants, closed = of_classes(values, "coal_plants"), of_classes(values, "early_closing")
    assert sum(closed) == pytest.approx(rate * values["coal_power_capacity"], rel=1e-9, abs=1e-9)
    for i, amount in enumerate(closed):
        assert 0 <= amount <= plants[i] * (1 + 1e-12)
        if amount > 1e-9:
            assert closed[i + 1 :] == pytest.approx(plants[i + 1 :], rel=1e-9, abs=1e-9)


def test_a_carbon_cost_closes_only_what_burns_more_than_the_mean():
    values = at(marginal_carbon_cost=500.0)
    rates, mean = of_classes(values, "coal_rate"), values["coal_rate_mean"]
    closing = of_classes(values, "carbon_closing_rate")
    assert [rate > mean for rate in rates] == [rate > 0 for rate in closing]
    assert closing == sorted(closing)


def test_dated_projects_enter_the_fleet():
    plain, dated = (run(2025, {"coal_power_projects": {2022: size}}) for size in (0.0, 132.0))
    gain = dated.ends["coal_power_capacity"][:, 0] - plain.ends["coal_power_capacity"][:, 0]
    assert gain[1] == 0 and gain[2] == pytest.approx(132, rel=0.01)
