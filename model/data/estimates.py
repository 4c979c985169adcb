"""Estimates as stored: what the record to a cut-off taught of assumptions, and how they hang together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from model.data import BASE_YEAR, ROOT, rows

FOLDER = ROOT / "estimates"
REFERENCES = {"inflation": "inflation_base"}  # the rise of prices under which the trends of the record were seen


def with_references(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by element name, with the references that go with them: what is not known of a trend is no change of it."""
    return dict(values) | {REFERENCES[name]: value for name, value in values.items() if name in REFERENCES}


@dataclass(frozen=True)
class Estimated:
    """The posterior of one assumption: of its value, or of a factor on the figure of each base year.

    ``learned`` is the share of the prior's variance that the record took away; ``low`` and ``high`` are the ends of the range,
    ``interval`` that of 90 % of the posterior, ``series`` the data that were thought to tell it.
    """

    name: str
    form: str
    mean: float
    sd: float
    low: float
    high: float
    learned: float
    interval: tuple[float, float]
    series: tuple[str, ...]


@cache
def correlations(cut_off: int) -> dict[tuple[str, str], float]:
    """Correlations by pair of names, both ways; empty where none are stored of the cut-off."""
    by_pair = {}
    for row in rows(FOLDER / "correlations.csv"):
        if int(row["cut_off"]) == cut_off:
            by_pair[row["name"], row["other"]] = by_pair[row["other"], row["name"]] = float(row["correlation"])
    return by_pair


@cache
def posterior(cut_off: int) -> dict[str, Estimated]:
    """What the record to a cut-off taught, by name; empty where there is no such estimate."""
    estimates = {}
    for row in rows(FOLDER / "posterior.csv"):
        if int(row["cut_off"]) == cut_off:
            numbers = {key: float(row[key]) for key in ("mean", "sd", "low", "high", "learned")}
            told = {"interval": (float(row["from"]), float(row["to"])), "series": tuple(row["series"].split())}
            estimates[row["name"]] = Estimated(row["name"], row["form"], **numbers, **told)
    return estimates


@cache
def draws(cut_off: int) -> dict[str, tuple[float, ...]]:
    """Draws of the posterior at which every reality check holds, by name, in the form of the prior.

    Raises
    ------
    ValueError
        Where none of the cut-off are stored.
    """
    found = [row for row in rows(FOLDER / "draws.csv") if int(row["cut_off"]) == cut_off]
    if not found:
        raise ValueError(f"draws.csv: found no draws of the estimate at {cut_off}; expected those of docs/held.py")
    return {name: tuple(float(row[name]) for row in found) for name in found[0] if name not in ("cut_off", "number")}


def learned(base: int = BASE_YEAR) -> int | None:
    """The cut-off of the estimate that is told of a base year: of the year after it, or its own; None where there is none."""
    return next((year for year in (base + 1, base) if posterior(year)), None)


def latest(base: int = BASE_YEAR) -> int | None:
    """The cut-off of the estimate that draws from a base year rest on: of the year after it, or its own; None where there is none."""
    return next((year for year in (base + 1, base) if correlations(year)), None)
