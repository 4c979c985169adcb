"""What programmes reach: which act on other sectors, which are catalogued only, and how many targets hang on a mechanism."""

from model.data.catalogue import targets
from model.sectors import catalogued_only
from model.sectors.dimensions import any_programme


def hangs(target, only):
    """Whether a target reads a mechanism, or a programme that acts on another sector."""
    variable, _, label = (target.variable or "").removesuffix("]").partition("[")
    return bool(variable) and (variable not in ("programme_coverage", "programme_count") or label not in only)


def test_programmes_act_or_are_said_to_be_catalogued_only(region):
    only = catalogued_only(region)
    assert set(only) < set(any_programme.labels) and 35 <= len(any_programme.labels) - len(only)
    for label in ("clean_heating", "fujian_firms", "manure_use", "rural_sewage", "green_factories"):
        assert label not in only, label
    for label in ("media_visits", "villages_5g", "safe_housing"):
        assert label in only, label


def test_what_acts_is_read_by_another_sector(region):
    """Of what the sectors of effects give, each output is read outside them."""
    own = {name for name, sector in region.sectors.items() if sector in ("programme_effects", "programme_people")}
    outputs = [
        "transport_oil_saved", "transport_electricity", "industry_coal_saved", "kitchen_biogas", "park_energy_left",
        "household_heat_left", "office_energy_left", "new_building_need", "treated_sewage_ratio", "tap_water_use",
        "farm_practice_value", "programme_workers", "labour_skill", "death_ratio",
    ]  # fmt: skip
    for name in outputs:
        assert set(region.users(name)) - own, name


def test_at_least_half_of_the_answered_targets_with_a_number_hang_on_a_mechanism(region):
    """What has no variable says why it has none; of what has one, half is more than a programme's own count."""
    only = set(catalogued_only(region))
    answered = [target for target in targets() if target.value is not None and target.variable]
    hanging = [target.id for target in answered if hangs(target, only)]
    assert len(hanging) >= max(96, len(answered) / 2), f"{len(hanging)} of {len(answered)}"


def test_the_results_say_what_is_catalogued_only(runs, region):
    assert runs["baseline"].attrs["catalogued_only"].split() == list(catalogued_only(region))
