"""What programmes reach: which act on other sectors, which are catalogued only, and how many targets hang on a mechanism."""

import numpy as np
import pytest

from model.data.catalogue import targets
from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate
from model.sectors import catalogued_only
from model.sectors.dimensions import any_programme

EFFECTS = ("programme_effects", "programme_people")
VISIBLE = 2e-4  # of the variable that is moved, between a programme left and one at twice its effort
PUSHED = [  # the programme, what it moves in another sector, which way, and when: schools need the years until pupils work
    ("hardened_roads", "agriculture_value_added", 1, 2025), ("township_roads", "agriculture_value_added", 1, 2025),
    ("suburban_sewage", "reclaimed_water", 1, 2025), ("integrated_water_supply", "household_water_demand", -1, 2025),
    ("quake_safe_homes", "fuel_by_user[households]", -1, 2025), ("balanced_education", "labour_ratio", 1, 2035),
    ("balanced_education", "gdp", 1, 2035), ("township_health_centres", "deaths", -1, 2025),
    ("guarantee_counties", "guaranteed_loans", 1, 2025), ("risk_sharing", "credit_supply", 1, 2025),
]  # fmt: skip


def hangs(target, only):
    """Whether a target reads a mechanism, or a programme that acts on another sector."""
    variable, _, label = (target.variable or "").removesuffix("]").partition("[")
    return bool(variable) and (variable not in ("programme_coverage", "programme_count") or label not in only)


def test_programmes_act_or_are_said_to_be_catalogued_only(region):
    only = catalogued_only(region)
    assert set(only) < set(any_programme.labels) and 49 <= len(any_programme.labels) - len(only)
    for label in ("clean_heating", "fujian_firms", "manure_use", "rural_sewage", "green_factories"):
        assert label not in only, label
    for label in ("media_visits", "villages_5g", "safe_housing"):
        assert label in only, label


def test_what_acts_is_read_by_another_sector(region):
    """Of what the sectors of effects give, each output is read outside them."""
    own = {name for name, sector in region.sectors.items() if sector in EFFECTS}
    outputs = [
        "transport_oil_saved", "transport_electricity", "industry_coal_saved", "kitchen_biogas", "park_energy_left",
        "household_heat_left", "office_energy_left", "new_building_need", "treated_sewage_ratio", "tap_water_use",
        "farm_practice_value", "programme_workers", "labour_skill", "death_ratio", "guarantee_reach",
    ]  # fmt: skip
    for name in outputs:
        assert set(region.users(name)) - own, name


@pytest.fixture(scope="module")
def pushed(region):
    """A run with one programme left and with it at twice its effort, both as members of a batch."""
    kernel = Kernel(region)

    def pushed(label, year):
        efforts = dict.fromkeys(range(2021, year + 1), np.array([0.0, 2.0]))
        return simulate(
            region, year, Setup(inputs={f"programme_effort[{label}]": {2020: 1.0} | efforts}), kernel=kernel
        )

    return pushed


@pytest.mark.parametrize(("label", "moved", "way", "year"), PUSHED)
def test_a_programme_is_seen_in_another_sector(region, pushed, label, moved, way, year):
    assert region.sectors[moved.partition("[")[0]] not in (*EFFECTS, "programmes")
    left, twice = pushed(label, year).ends[moved][-1]
    assert (twice / left - 1) * way > VISIBLE


def test_at_least_half_of_the_targets_with_a_number_hang_on_a_mechanism(region):
    """Of all that have a number, also of those that no variable answers, half is more than a programme's own count."""
    only = set(catalogued_only(region))
    numbered = [target for target in targets() if target.value is not None]
    hanging = [target.id for target in numbered if hangs(target, only)]
    assert len(hanging) * 2 >= len(numbered), f"{len(hanging)} of {len(numbered)}"


def test_the_results_say_what_is_catalogued_only(runs, region):
    assert runs["baseline"].attrs["catalogued_only"].split() == list(catalogued_only(region))
