"""The figures: one record a number, one CSV file a sector, each with its source.

``figures`` are the base-year values, parameters and defaults of levers; ``history`` the published series that a plot
shows beside the projection. What the plan wants is in ``model.data.catalogue``.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STATUSES = ("gazette", "derived", "statistics", "literature", "assumption", "definition")


@dataclass(frozen=True)
class Figure:
    """One number: its units, year, status, source, and, for what is uncertain, a range and a distribution."""

    name: str
    value: float
    units: str
    year: int | None
    status: str
    low: float | None
    high: float | None
    distribution: str
    source: str
    note: str


def _number(text, kind=float):
    return kind(text) if text else None


def _rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def figures() -> dict[str, Figure]:
    """Every figure by element name.

    Raises
    ------
    ValueError
        Where a name stands twice, a status is unknown, or an assumption has no range.
    """
    found: dict[str, Figure] = {}
    folder = files(__package__) / "figures"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for row in _rows(file):
            low, high = _number(row["low"]), _number(row["high"])
            figure = Figure(
                **row | {"value": float(row["value"]), "year": _number(row["year"], int), "low": low, "high": high}
            )
            if figure.name in found:
                raise ValueError(f"{file.name}: {figure.name} stands twice")
            if figure.status not in STATUSES or (figure.status == "assumption" and None in (low, high)):
                raise ValueError(f"{file.name}: {figure.name} needs a status of {STATUSES}, and an assumption a range")
            found[figure.name] = figure
    return found


@cache
def published() -> tuple[Figure, ...]:
    """Published values before the base year, one record each; a name may stand for several years."""
    blank = {"units": "", "low": None, "high": None, "distribution": "", "note": ""}
    return tuple(
        Figure(row["variable"], float(row["value"]), year=int(row["year"]), status=row["status"], source=row["source"], **blank)
        for row in _rows(files(__package__) / "history.csv")
    )


@cache
def history() -> dict[str, dict[int, float]]:
    """Published values before the base year, by variable and year."""
    found: dict[str, dict[int, float]] = {}
    for figure in published():
        found.setdefault(figure.name, {})[figure.year] = figure.value
    return found
