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
        fuels.heat_coal_share_base,
        dict(direct_coal_base=900, gas_consumption_base=100, heat_power_share_base=0.1),
        0.81,
    ),
    (fuels.heat_gas_share_base, dict(heat_coal_share_base=0.81, heat_power_share_base=0.1), 0.09),
    (fuels.heat_weight, dict(heat_share_base=0.8, heat_cost_ratio=4, fuel_switch_elasticity=0.5), 0.4),
    (
        fuels.heat_share_change,
        dict(heat_weight=0.4, heat_weights=0.5, heat_share=0.9, heat_equipment_time=10),
        -0.01,
    ),
    (
        fuels.industry_heat,
        dict(industry_fuel_need=1000, oil_consumption_base=100, direct_fuel_base=1000, heat_power_share_base=0.1),
        1000,
    ),
    (
        fuels.added_heat_power,
        dict(industry_heat=1000, heat_power_share=0.15, heat_power_share_base=0.1, heat_electricity_ratio=0.5),
        25,
    ),
    (
        fuels.gas_consumption,
        dict(
            fuel_need=1200, industry_fuel_need=1000, gas_consumption_base=100, direct_fuel_base=1000, industry_heat=1000,
            heat_gas_share=0.18, replaced_coal=40, heating_gas_share=0.5, heating_gas_ratio=0.75, kitchen_biogas=5,
        ),
        210,
    ),
    (
        fuels.oil_consumption,
        dict(fuel_need=1200, oil_consumption_base=100, direct_fuel_base=1000, transport_oil_saved=20),
        100,
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
        fuels.direct_coal_demand,
        dict(
            fuel_need=1200, industry_fuel_need=1000, direct_coal_base=800, direct_fuel_base=1000, industry_heat=1000,
            heat_coal_share=0.7, large_project_need=50,
        ),
        910,
    ),
    (
        fuels.electricity_demand,
        dict(
            electricity_need=995, added_heat_power=20, capture_power=5, replaced_coal=100, heating_gas_share=0.5,
            heating_electricity_ratio=0.2, transport_electricity=2,
        ),
        1032,
    ),
    (
        fuels.territorial_primary_energy,
        dict(direct_fuel=5000, coal_burnt_for_power=4500, renewable_generation=400, calorific_equivalent=1.25),
        10000,
    ),
]  # fmt: skip
