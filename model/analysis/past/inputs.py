"""Levers and drivers of the years after an origin: as they came, or as they could be foreseen then.

What is outside the region and not yet known goes back to its mean of eight years by a tenth a year. What is approved goes on at the
mean of three years, growing by a tenth a year; dated projects come at their date where they were known. These rules were
chosen on the record and are the same for every origin.
"""

from collections.abc import Callable, Mapping

import numpy as np

from model.analysis.past.assumed import assumed, assumed_by_year
from model.analysis.past.origins import known_projects
from model.data.observations import Record

RETURN = assumed("price_return")  # a year, of what is not yet known to its mean: half of it in seven years
MEMORY = assumed("price_memory")  # years of that mean
GROWTH = assumed("approvals_growth")  # a year, of what is approved
FUNDED = assumed("funded_approvals")  # of what is approved, as in the packs
INFLATION = assumed("general_price_growth")  # a year, by which prices are taken over general prices
PLANTS = {
    "pv_capacity": "pv_approvals",
    "wind_capacity": "wind_approvals",
    "coal_power_capacity": "coal_power_approvals",
}
SUBSIDY = {name: assumed_by_year(f"{name}_subsidy") for name in ("pv", "wind")}
SPREADS = {lever: assumed(f"{lever}_spread") for lever in PLANTS.values()}  # of what is approved, the logarithm
MOST = assumed("most_approvals")

Paths = dict[str, dict[int, float]]


def relative_coal(record: Record, base: int) -> dict[int, float]:
    """Price of coal over general prices, 1 in ``base``: the mean of an index in which contracts weigh and of spot prices."""
    index, spot = (record.values("coal_price", series) for series in ("Bohai Rim", "Qinhuangdao"))
    mean = {year: (index[year] + spot[year]) / 2 for year in index if year in spot}
    return {year: value / mean[base] / (1 + INFLATION) ** (year - base) for year, value in mean.items()}


def relative_producer(record: Record, base: int) -> dict[int, float]:
    """National producer prices over general prices, 1 in ``base``."""
    level, levels = 1.0, {}
    for year, growth in record.values("producer_price", "growth").items():
        level *= (1 + growth / 100) / (1 + INFLATION)
        levels[year] = level
    return {year: value / levels[base] for year, value in levels.items()}


def outside(base: int, end: int, record: Record) -> Paths:
    """Prices, the river, policy and markets outside the region, as they came; years that are not known are left out."""
    years = range(base + 1, end + 1)
    known = {
        "coal_price": relative_coal(record, base),
        "producer_price": relative_producer(record, base),
        "river_inflow": record.values("river_inflow"),
        "rain": record.values("rain"),
    }
    rate = record.values("policy_rate", "one year")
    known["policy_rate_change"] = {year: value - rate[base] for year, value in rate.items()}
    for name in ("pv", "wind"):
        nation, region = record.values(f"{name}_experience", "nation"), record.values(f"{name}_capacity")
        gross = {year: nation[year] - nation[year - 1] for year in nation if year - 1 in nation}
        mine = {year: region[year] - region[year - 1] for year in region if year - 1 in region}
        least = assumed("least_outside_additions")
        known[f"outside_{name}_additions"] = {y: max(v - mine.get(y, 0.0), least) for y, v in gross.items()}
        known[f"{name}_subsidy"] = dict(SUBSIDY[name])
    return {name: {year: path[year] for year in years if year in path} for name, path in known.items()}


def foreseen(base: int, end: int, record: Record) -> Paths:
    """Levers and drivers after ``base`` as they could be foreseen from the record up to it."""
    record, years = Record(base, record.all()), range(base + 1, end + 1)
    paths: Paths = {}
    for name, series in (("coal_price", relative_coal), ("producer_price", relative_producer)):
        known = series(record, base)
        recent = [value for year, value in known.items() if year > base - MEMORY]
        mean = sum(recent) / len(recent)
        paths[name] = {year: mean + (known[base] - mean) * (1 - RETURN) ** (year - base) for year in years}
    paths["river_inflow"] = dict.fromkeys(years, assumed("mean_inflow"))
    for name in ("pv", "wind"):
        capacity = record.values(f"{name}_capacity")
        since = max((year for year in capacity if year <= base - 3), default=min(capacity))
        mean = max((capacity[base] - capacity[since]) / max(base - since, 1), assumed("least_additions"))
        paths[f"{name}_approvals"] = {year: mean / FUNDED * GROWTH ** (year - base) for year in years}
        paths[f"{name}_subsidy"] = dict.fromkeys(years, SUBSIDY[name][base])
        if base == 2016:
            paths[f"{name}_subsidy"] = dict.fromkeys(years, SUBSIDY[name][2017])
    paths["coal_power_approvals"] = dict.fromkeys(years, assumed("small_coal_power") / FUNDED)
    return paths | completed(base, end, base)


def completed(base: int, end: int, known: int) -> Paths:
    """What dated projects complete after ``base``, of those known in the year ``known``."""
    paths: Paths = {
        name: dict.fromkeys(range(base + 1, end + 1), 0.0)
        for name in ("large_projects", "export_line_projects", "coal_power_projects")
    }
    for row in known_projects():
        if row["known"] <= known and base < row["year"] <= end:
            paths[row["input"]][row["year"]] += row["size"]
    return paths


def as_built(base: int, end: int, record: Record, plants: Mapping[str, str], run: Callable) -> Paths:
    """Approvals by which plants come to stand as recorded: least squares, none below nothing.

    Parameters
    ----------
    plants
        The lever by which each capacity is approved.
    run
        Gives, of a batch of approvals by name and year, the capacities by name, shape (years, members).
    """
    from scipy.optimize import lsq_linear

    years = list(range(base + 1, end + 1))
    approvals = {name: np.full(len(years), 60.0) for name in plants.values()}
    for _ in range(3):
        for capacity, lever in plants.items():
            known = record.values(capacity)
            held = [i for i, year in enumerate(years) if year in known]
            members = np.array([approvals[lever]] + [approvals[lever] + 50.0 * row for row in np.eye(len(years))]).T
            paths = approvals | {lever: members}
            built = run({name: dict(zip(years, path, strict=True)) for name, path in paths.items()})[capacity][1:]
            slopes = ((built[:, 1:] - built[:, :1]) / 50.0)[held]
            target = np.array([known[years[i]] for i in held]) - built[held, 0]
            smooth = 0.02 * (np.eye(len(years)) - np.eye(len(years), k=1))[:-1]
            matrix = np.vstack([slopes, smooth])
            goal = np.concatenate([target, -smooth @ approvals[lever]])
            step = lsq_linear(matrix, goal, (-approvals[lever] - 1e-9, np.full(len(years), MOST)))
            approvals[lever] = np.clip(approvals[lever] + step.x, 0, MOST)
    return {name: dict(zip(years, map(float, path), strict=True)) for name, path in approvals.items()}
