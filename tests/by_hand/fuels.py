"""Fuels by hand."""

from model.sectors import fuels

CASES = [
    (fuels.primary_energy, dict(direct_fuel=5000, electricity_used=1000, coal_equivalent=3), 8000),
    (
        fuels.non_fossil_energy,
        dict(
            renewable_generation=400, renewable_export_weight=0.5, net_export=800, generation=1600, electricity_used=1000,
            coal_equivalent=3,
        ),
        900,
    ),
    (
        fuels.non_fossil_energy,
        dict(
            renewable_generation=4000, renewable_export_weight=0, net_export=800, generation=5000, electricity_used=1000,
            coal_equivalent=3,
        ),
        3000,
    ),
    (
        fuels.renewable_export_weight,
        dict(
            non_fossil_energy_base=900, coal_equivalent=3, renewable_generation_base=400, net_export_base=800,
            coal_generation_base=1200,
        ),
        0.5,
    ),
    (
        fuels.replacement_demand,
        dict(scattered_coal_replacement=40, scattered_coal=60, shortest_replacement_time=3),
        20,
    ),
    (
        fuels.fuel_weights,
        dict(
            direct_coal_base=800, oil_consumption_base=100, gas_consumption_base=100, direct_fuel_base=1000,
            coal_weight=0.5,
        ),
        0.6,
    ),
    (
        fuels.gas_consumption,
        dict(
            fuel_need=1200, gas_consumption_base=100, direct_fuel_base=1000, fuel_weights=0.6, replaced_coal=40,
            heating_gas_share=0.5, heating_gas_ratio=0.75, kitchen_biogas=5,
        ),
        210,
    ),
    (
        fuels.oil_consumption,
        dict(fuel_need=1200, oil_consumption_base=100, direct_fuel_base=1000, fuel_weights=0.6, transport_oil_saved=20),
        180,
    ),
    (
        fuels.direct_coal,
        dict(direct_coal_demand=100, replaced_coal=20, hydrogen_coal_relief=40, industry_coal_saved=10),
        30,
    ),
    (
        fuels.direct_coal,
        dict(direct_coal_demand=100, replaced_coal=80, hydrogen_coal_relief=40, industry_coal_saved=0),
        0,
    ),
    (
        fuels.electricity_demand,
        dict(
            electricity_need=1000, replaced_coal=100, heating_gas_share=0.5, heating_electricity_ratio=0.2,
            transport_electricity=2,
        ),
        1012,
    ),
    (
        fuels.territorial_primary_energy,
        dict(direct_fuel=5000, coal_burnt_for_power=4500, renewable_generation=400, calorific_equivalent=1.25),
        10000,
    ),
]  # fmt: skip
