"""Slices of years that never were: two seasons, blocks and states of the wind, in which electricity adds up."""

import numpy as np

ORDER = ("season", "block", "wind_state")
LABELS = {
    "season": ("warm", "cold"), "season_title": ("Warm", "Cold"), "season_title_zh": ("暖季", "冷季"),
    "block": ("day", "night"), "block_title": ("Day", "Night"), "block_title_zh": ("白天", "夜间"),
    "wind_state": ("still", "gusty"), "wind_state_title": ("Still", "Gusty"), "wind_state_title_zh": ("静风", "阵风"),
}  # fmt: skip
HOURS = 8760 * np.array([0.4, 0.6])[:, None, None] * np.array([0.25, 0.75])[:, None] * np.array([0.7, 0.3])
RATES = {  # mean power in 1e8 kW; the load is what they leave, and a tenth of it is not served
    "coal_generation_by_slice": 0.12, "flexible_coal": 0.03, "hydro_generation_by_slice": 0.002, "variable_generation": 0.06,
    "pv_generation_by_slice": 0.02, "variable_potential": 0.07, "storage_discharge": 0.004, "storage_charge": 0.005,
    "electrolysis": 0.003, "export_by_slice": 0.05,
}  # fmt: skip


def made(years):
    """Variables and coordinates, as arguments of ``xarray.Dataset``."""
    growth = np.linspace(1, 1.5, len(years))[:, None, None, None]
    data = {name: (("year", *ORDER), rate * HOURS * growth) for name, rate in RATES.items()}
    made_, gone = (
        ("coal_generation_by_slice", "variable_generation", "hydro_generation_by_slice", "storage_discharge"),
        ("storage_charge", "electrolysis", "export_by_slice"),
    )
    supply = sum(data[name][1] for name in made_) - sum(data[name][1] for name in gone)
    data["supply_by_slice"] = ("year", *ORDER), supply
    data["electricity_demand"] = "year", supply.sum(axis=(1, 2, 3)) / 0.9
    data["load_level"] = ("season", "block"), np.ones((2, 2))
    data["slice_hours"] = ORDER, HOURS
    data["block_share"] = "block", np.array([0.25, 0.75])
    data["coal_power_hours"] = "year", np.full(len(years), 4500.0)
    coordinates = {
        name: (name.partition("_title")[0], np.array(labels, dtype=object)) for name, labels in LABELS.items()
    }
    return data, coordinates
