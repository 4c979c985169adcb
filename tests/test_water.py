"""Water: farming is served last, use answers the river as it did on record, and no account opens in any drought."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate
from model.results.annual import annual_values
from model.sectors import allocation
from model.sectors.dimensions import water_user

END = 2035
USERS = water_user.labels


@pytest.fixture(scope="module")
def project(region):
    """Run to 2035 with levers and drivers set in some years; the values by element, one a year."""
    kernel = Kernel(region)

    def project(**inputs):
        found = annual_values(simulate(region, END, Setup(inputs=inputs), kernel=kernel), region)
        return {name: np.ravel(array) for name, array in found.items()}

    return project


def during(default, share, first=2021, last=2025):
    return {year: default * (share if first <= year <= last else 1) for year in range(2020, END + 1)}


@pytest.fixture(scope="module")
def base(project):
    return project()


def test_the_base_year_is_the_published_one(base):
    assert base["water_use"][0] == pytest.approx(70.2, rel=1e-9)
    assert base["agriculture_water_adequacy"][0] == pytest.approx(1, abs=1e-3) and base["water_adequacy"][0] == 1


def test_at_first_use_answers_the_inflow_as_on_record(region):
    """The elasticity of all use to a river that stays a little higher, at the start."""
    start = {n: float(v[0]) if np.ndim(v) else float(v) for n, v in simulate(region, 2021).constants.items()}
    shares = ("water_quota_base", "local_water_share", "river_share_elasticity", "river_inflow_base")
    quota, local, elasticity, inflow = (start[name] for name in shares)

    def use(felt):
        river = allocation.river_limit(quota, local, felt, inflow, elasticity, 1, 1) - quota * (1 - local)
        limit = start["agriculture_limit_base"] + river
        return limit * allocation.last_taken_share(limit, start["agriculture_need_base"], start["adequacy_sharpness"])

    assert use(inflow) == pytest.approx(start["agriculture_water_base"], rel=1e-12)
    answer = (use(inflow * 1.001) - use(inflow * 0.999)) / start["water_use_base"] / np.log(1.001 / 0.999)
    assert answer == pytest.approx(start["water_use_inflow_elasticity"], rel=1e-4)


def test_a_dry_river_takes_from_farming_alone(project, base):
    dry = project(river_inflow=during(330.0, 0.6), rain=during(289.0, 0.5))
    assert (dry["water_use"][1:6] < base["water_use"][1:6]).all()
    lost = base["water_use_by_user[agriculture]"] - dry["water_use_by_user[agriculture]"]
    assert (lost[2:6] > 0.9 * (base["water_use"] - dry["water_use"])[2:6]).all() and (dry["water_adequacy"] == 1).all()
    assert dry["agriculture_water_adequacy"][-1] == pytest.approx(base["agriculture_water_adequacy"][-1], rel=0.02)


def test_the_river_is_felt_over_two_years(project, base):
    """A single dry year is felt in the year itself and in the next, and is over soon after."""
    dry = project(river_inflow=during(330.0, 0.6, 2023, 2023))
    gap = 1 - dry["water_use"] / base["water_use"]
    assert gap[2] == 0 and gap[3] > 0.01 and gap[4] > 0.01 and gap[6] < 0.3 * gap[4]


def test_half_the_quota_spares_those_served_first(project, base):
    half = project(water_quota=during(73.0, 0.5, 2021, END))
    assert (half["water_adequacy"] == 1).all() and (half["agriculture_water_adequacy"][1:] < 0.6).all()
    for user in ("household", "environment"):
        assert half[f"water_use_by_user[{user}]"] == pytest.approx(base[f"water_use_by_user[{user}]"], rel=0.03)
    assert half["claims"][-1] > base["claims"][-1] and half["livestock"][-1] < base["livestock"][-1]


@given(
    supply=st.just(0.0) | st.floats(1e-6, 300),
    first=st.floats(0.1, 100),
    need=st.floats(0.1, 200),
    sharpness=st.floats(2, 20),
)
def test_nobody_uses_more_than_he_needs_or_than_there_is(supply, first, need, sharpness):
    limit = allocation.last_water_limit(supply, first)
    farming = limit * allocation.last_taken_share(limit, need, sharpness)
    others = first * allocation.first_water_adequacy(supply, first)
    assert 0 <= farming <= min(need, limit) * (1 + 1e-12)
    assert others + farming <= supply * (1 + 1e-12)


@given(
    river=st.floats(0.1, 200),
    local=st.floats(0.1, 50),
    reclaimed=st.floats(0, 5),
    first=st.floats(5, 100),
    need=st.floats(1, 200),
)
def test_what_is_drawn_is_what_is_used(river, local, reclaimed, first, need):
    supply = allocation.water_supply(river, local, reclaimed)
    limit = allocation.last_water_limit(supply, first)
    taken = allocation.last_taken_share(limit, need, 10)
    drawn = (river + local) * allocation.drawn_share(taken, first, reclaimed, river, local) + reclaimed
    assert drawn == pytest.approx(first * allocation.first_water_adequacy(supply, first) + limit * taken, rel=1e-9)


def test_the_forest_is_its_published_share_of_the_land(base):
    assert base["forest_cover"][0] == pytest.approx(15.8)
    assert np.diff(base["forest_cover"]).min() > 0 and base["forest_cover"][-1] < 27
