"""Herd: grass and feed are shared out whole, and nobody eats more than he needs or than there is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate
from model.results.annual import annual_values
from model.sectors import herd

SHARE, HEADS, GRASS = st.floats(0, 1), st.floats(0, 1e4), st.floats(1, 1e3)
NEED, FREE, USE, CUT, SHARPNESS = 0.55, 0.6, 0.4, 0.3, 6
END = 2035


@pytest.fixture(scope="module")
def project(region):
    """Run to 2035; the values by element, one a year."""
    kernel = Kernel(region)

    def project(parameters=None, **levers):
        paths = {name: dict.fromkeys(range(2021, END + 1), value) for name, value in levers.items()}
        found = annual_values(simulate(region, END, Setup(parameters or {}, paths), kernel=kernel), region)
        return {name: np.ravel(array) for name, array in found.items()}

    return project


@given(heads=HEADS, grass=GRASS, evasion=SHARE, open_share=SHARE, healthy=SHARE, supply=st.floats(1, 1e4))
def test_grass_and_feed_are_shared_out_whole(heads, grass, evasion, open_share, healthy, supply):
    illicit = herd.illicit_share(heads, NEED, FREE, evasion, grass)
    reach = herd.rotation_reach(open_share, healthy * 3000, 3000, USE)
    rotation = herd.rotation_share(reach, heads, NEED, grass)
    grazed = herd.illicit_grass(grass, illicit), herd.rotation_grass(grass, illicit, rotation)
    rest = herd.cut_grass(grass, illicit, rotation, CUT), herd.standing_grass(grass, illicit, rotation, CUT)
    assert min(*grazed, *rest) >= 0 and sum(grazed) + sum(rest) == pytest.approx(grass, rel=1e-12)
    ration = herd.fodder_ration(FREE, evasion, illicit, reach, grass, heads, NEED)
    adequacy = herd.fodder_adequacy(heads, NEED, ration, supply, SHARPNESS)
    fed = supply * herd.fodder_used_share(heads, NEED, ration, adequacy, supply)
    eaten = herd.feed_eaten(heads, NEED, herd.feed_adequacy(ration, adequacy))
    assert sum(grazed) + fed == pytest.approx(eaten, rel=1e-9, abs=1e-9)
    assert 0 <= ration <= 1 and eaten <= heads * NEED * (1 + 1e-12) and fed <= supply * (1 + 1e-12)


def test_the_herd_starts_with_its_trend(project, region):
    start = simulate(region, 2021).constants
    growth = float(start["herd_birth_rate"] * start["feed_adequacy_base"])
    growth -= float(start["sales_rate"] * (1 + start["forced_sales"] * (1 - start["feed_adequacy_base"])))
    assert growth == pytest.approx(float(start["herd_trend_base"]), rel=1e-9)
    assert project()["feed_adequacy"][0] == pytest.approx(float(start["feed_adequacy_base"]), abs=1e-3)


def test_a_herd_without_young_ends_and_farming_keeps_its_crops(project):
    base, none = project(), project(parameters={"herd_birth_rate": 0.0})
    assert none["livestock"][-1] < 0.01 * base["livestock"][-1]
    lost = 1 - none["value_added[agriculture]"][-1] / base["value_added[agriculture]"][-1]
    assert 0.25 < lost < 0.5
    assert none["grassland_cover"][-1] > base["grassland_cover"][-1]


def test_rotation_harms_less_than_grazing_in_spite_of_the_ban(project):
    """Both feed animals grass; a tonne taken by rotation costs less cover."""
    base, turns, night = project(), project(rotational_grazing=1.0), project(grazing_ban_enforcement=0.8)

    def cost(run):
        grass = sum(run[name][-1] - base[name][-1] for name in ("illicit_grass", "rotation_grass"))
        assert grass > 0
        return (base["grassland_cover"][-1] - run["grassland_cover"][-1]) / grass

    assert 0 < cost(turns) < cost(night)
