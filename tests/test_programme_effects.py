"""What programmes do to energy, water and farms: each equation on its own, and the way that each effect goes."""

import numpy as np
import pytest

from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate
from model.sectors import programme_effects as effects

BY_HAND = [
    (effects.coverage_gain, dict(programme_coverage=80, programme_coverage_base=67), 13),
    (effects.count_gain, dict(programme_count=80, programme_count_base=52), 28),
    (
        effects.clean_heating_replacement,
        dict(clean_heating_works=5, clean_heating_coal=1.3, scattered_coal=160, shortest_replacement_time=3),
        6.5,
    ),
    (
        effects.clean_heating_replacement,
        dict(clean_heating_works=5, clean_heating_coal=1.3, scattered_coal=6, shortest_replacement_time=3),
        2,
    ),
    (
        effects.household_heat_left,
        dict(
            dwelling_retrofit_gain=40,
            old_dwelling_share=0.25,
            dwelling_retrofit_saving=0.3,
            quake_safe_saving=0.01,
            percent=100,
        ),
        0.96,
    ),
    (
        effects.quake_safe_saving,
        dict(quake_safe_home_gain=40000, rural_homes=800000, rural_home_fuel_share=0.5, quake_safe_home_saving=0.2),
        0.005,
    ),
    (effects.new_building_need, dict(green_building_gain=40, green_building_saving=0.1, percent=100), 0.96),
    (
        effects.office_energy_left,
        dict(thrifty_office_gain=50, office_energy_share=0.1, thrifty_office_saving=0.1, percent=100),
        0.995,
    ),
    (effects.park_energy_left, dict(park_recycling_gain=50, park_saving=0.02, percent=100), 0.99),
    (
        effects.industry_coal_saved,
        dict(green_factory_gain=40, factory_saving=0.1, solid_waste_gain=3, solid_waste_saving=2),
        10,
    ),
    (
        effects.bus_renewal,
        dict(
            bus_coverage_yinchuan=90,
            bus_coverage_others=70,
            yinchuan_bus_share=0.5,
            new_energy_bus_share=50,
            bus_life=10,
        ),
        3,
    ),
    (
        effects.transport_oil_saved,
        dict(
            new_energy_bus_share=60,
            new_energy_bus_share_base=40,
            bus_fuel=10,
            rail_freight_gain=10,
            rail_freight_saving=0.5,
            rail_connection_gain=20,
            rail_connection_saving=0.1,
            percent=100,
        ),
        9,
    ),
    (effects.transport_electricity, dict(transport_oil_saved=9, transport_electricity_ratio=0.2), 1.8),
    (effects.kitchen_biogas, dict(kitchen_waste_gain=40, kitchen_biogas_yield=0.01), 0.4),
    (
        effects.treated_sewage_ratio,
        dict(
            sewage_treated=99,
            sewage_collected=80,
            sewage_treated_base=96,
            sewage_collected_base=75,
            suburban_sewage_gain=40,
            suburban_sewage_part=0.05,
            percent=100,
        ),
        1.12,
    ),
    (
        effects.guarantee_reach,
        dict(shared_risk_ease=1.5, guarantee_county_gain=40, county_guarantee_capital=0.05, guarantee_capital=40),
        1.575,
    ),
    (
        effects.shared_risk_ease,
        dict(shared_risk=100, shared_risk_base=50, spared_guarantor_loss=0.5, percent=100),
        1.5,
    ),
    (
        effects.tap_water_use,
        dict(tap_water_gain=7, tap_water_need=0.003, integrated_supply_gain=20, leakage_saving=0.0008),
        0.005,
    ),
    (effects.hill_irrigation, dict(hill_irrigation_works=4, hill_irrigated_area=0.7), 2.8),
    (effects.practice_income, dict(coverage_gain=4, practice_value=0.1), 0.4),
    (effects.farm_item_income, dict(count_gain=200, farm_item_value=0.003), 0.6),
    (effects.farm_practice_value, dict(all_practice_income=2, all_farm_item_income=1), 3),
]
WAYS = [  # the programme pushed, what it moves, which way
    ("clean_heating", "scattered_coal", -1), ("clean_heating", "direct_coal", -1), ("clean_heating", "gas_consumption", 1),
    ("building_retrofit", "fuel_by_user[households]", -1), ("green_buildings", "electricity_by_user[services]", -1),
    ("green_offices", "electricity_by_user[services]", -1), ("park_recycling", "primary_energy", -1),
    ("industrial_solid_waste_use", "direct_coal", -1), ("green_factories", "direct_coal", -1),
    ("new_energy_buses_yinchuan", "oil_consumption", -1), ("new_energy_buses_other_cities", "oil_consumption", -1),
    ("rail_freight_share", "oil_consumption", -1), ("rail_connection", "oil_consumption", -1),
    ("rail_freight_share", "electricity_demand", 1), ("kitchen_waste_facilities", "gas_consumption", -1),
    ("urban_sewage_treatment", "reclaimed_water", 1), ("urban_sewage_collection", "reclaimed_water", 1),
    ("rural_tap_water", "household_water_demand", 1), ("mountain_efficient_irrigation", "efficient_irrigation_area", 1),
    ("straw_use", "agriculture_value_added", 1), ("manure_use", "agriculture_value_added", 1),
    ("film_recovery", "agriculture_value_added", 1), ("pesticide_efficiency", "agriculture_value_added", 1),
    ("income_projects", "agriculture_value_added", 1), ("village_industry", "agriculture_value_added", 1),
    ("degraded_farmland", "agriculture_value_added", 1), ("green_products", "agriculture_value_added", 1),
    ("modern_farm_parks", "agriculture_value_added", 1), ("hardened_roads", "agriculture_value_added", 1),
    ("township_roads", "agriculture_value_added", 1), ("suburban_sewage", "reclaimed_water", 1),
    ("integrated_water_supply", "household_water_demand", -1), ("quake_safe_homes", "fuel_by_user[households]", -1),
    ("guarantee_counties", "guaranteed_loans", 1), ("risk_sharing", "guaranteed_loans", 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def ways(region):
    """A run to 2023 with one programme left and with it pushed, by programme: both as members of a batch."""
    kernel = Kernel(region)

    def ways(label):
        name = f"programme_effort[{label}]"
        efforts = dict.fromkeys((2021, 2022, 2023), np.array([0.0, 2.0]))
        return simulate(region, 2023, Setup(inputs={name: {2020: 1.0} | efforts}), kernel=kernel)

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


def test_nothing_is_saved_at_the_start(region):
    run = simulate(region, 2021, kernel=Kernel(region))
    for name in (
        "transport_oil_saved",
        "industry_coal_saved",
        "kitchen_biogas",
        "tap_water_use",
        "quake_safe_saving",
        "farm_practice_value",
    ):
        assert run.ends[name][0, 0] == 0, name
    for name in (
        "park_energy_left",
        "household_heat_left",
        "office_energy_left",
        "new_building_need",
        "treated_sewage_ratio",
        "guarantee_reach",
    ):
        assert run.ends[name][0, 0] == 1, name
