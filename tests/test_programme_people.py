"""What programmes do to people: each equation on its own, and the way that each effect goes."""

from math import exp

import numpy as np
import pytest

from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate
from model.sectors import programme_people as effects

BY_HAND = [
    (effects.placed_workers_start, dict(count_pace=6000, workers_per_placement=1e-4, placement_time=3), 1.8),
    (effects.worker_placement, dict(count_building=5000, workers_per_placement=1e-4), 0.5),
    (effects.placement_end, dict(placed_workers=6, placement_time=3), 2),
    (effects.job_workers, dict(coverage_gain=20, jobs_per_point=0.1), 2),
    (effects.added_workers, dict(placed_workers=3, placed_workers_start=1.8, additional_share=0.25), 0.3),
    (
        effects.programme_jobs,
        dict(
            all_job_workers=2, all_added_workers=1, rural_support=30, rural_support_base=20, jobs_per_support=0.1
        ),
        4,
    ),
    (effects.programme_workers, dict(programme_jobs=50, working_age_population=500, participation_rate=0.8, idle_hands_share=0.5), 50 * (1 - exp(-1))),
    (effects.programme_workers, dict(programme_jobs=-2, working_age_population=500, participation_rate=0.8, idle_hands_share=0.5), -2),
    (effects.stage_years_gained, dict(coverage_gain=5, stage_years=3, percent=100), 0.15),
    (effects.schooling_rise, dict(leaver_years=0.5, schooling=0.05, working_life=45), 0.01),
    (effects.labour_skill, dict(schooling=0.5, schooling_return=0.08), exp(0.04)),
    (effects.deaths_avoided_by_programme, dict(coverage_gain=40, deaths_avoided=0.01, percent=100), 0.004),
    (
        effects.deaths_avoided_by_care,
        dict(
            tertiary_hospital_gain=4, hospital_deaths_avoided=0.0005, health_centre_gain=50,
            health_centre_deaths_avoided=0.00002,
        ),
        0.003,
    ),
    (effects.death_ratio, dict(all_deaths_avoided=0.004, deaths_avoided_by_care=0.003), 0.993),
]  # fmt: skip
WAYS = [  # the programme pushed, what it moves, which way
    ("labour_transfers", "employment", 1), ("lifted_labour_transfers", "employment", 1), ("fujian_firms", "employment", 1),
    ("household_jobs", "employment", 1), ("village_four_haves", "employment", 1), ("household_jobs", "labour_ratio", 1),
    ("preschool_enrolment", "labour_skill", 1), ("education_retention", "labour_skill", 1),
    ("senior_secondary_enrolment", "labour_skill", 1), ("disabled_children_enrolment", "labour_skill", 1),
    ("rural_tap_water", "deaths", -1), ("water_quality", "deaths", -1), ("rural_toilets", "deaths", -1),
    ("rural_sewage", "deaths", -1), ("township_doctor_training", "deaths", -1), ("county_hospital_visits", "deaths", -1),
    ("tertiary_hospitals", "deaths", -1), ("township_health_centres", "deaths", -1),
    ("balanced_education", "labour_skill", 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def ways(region):
    """A run to 2023 with one programme left and with it pushed, by programme: both as members of a batch."""
    kernel = Kernel(region)

    def ways(label):
        efforts = dict.fromkeys((2021, 2022, 2023), np.array([0.0, 2.0]))
        return simulate(
            region, 2023, Setup(inputs={f"programme_effort[{label}]": {2020: 1.0} | efforts}), kernel=kernel
        )

    return ways


@pytest.mark.parametrize(("function", "inputs", "expected"), BY_HAND, ids=lambda v: getattr(v, "__name__", ""))
def test_by_hand(function, inputs, expected):
    assert function(**inputs) == pytest.approx(expected, rel=1e-12)


def test_every_equation_is_checked_by_hand():
    own = {f for f in vars(effects).values() if hasattr(f, "declaration") and f.__module__ == effects.__name__}
    assert own <= {function for function, _, _ in BY_HAND}


@pytest.mark.parametrize(("label", "moved", "way"), WAYS)
def test_a_programme_moves_what_it_should(ways, label, moved, way):
    left, pushed = ways(label).ends[moved][-1]
    assert (pushed - left) * way > 0


def test_placements_at_the_pace_of_before_add_nobody(region):
    """Those whom the usual pace places take the place of those whose time ends."""
    run = simulate(region, 2021, kernel=Kernel(region))
    assert run.ends["all_added_workers"][-1, 0] == pytest.approx(0, abs=0.1)
    assert run.ends["labour_skill"][0, 0] == run.ends["death_ratio"][0, 0] == 1
