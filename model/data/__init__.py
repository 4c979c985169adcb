"""The numbers: one record each, one CSV file a sector, each with its source.

``numbers`` are parameters, the figures of a base year and the defaults of levers: what holds for any base year stands in
``numbers``, what belongs to one in its pack under ``bases``. ``history`` holds the published series that a plot shows
beside the projection. What the plan wants is in ``model.data.catalogue``.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

BASE_YEAR = 2020  # of the plan, and of a scenario that names none
STATUSES = ("gazette", "derived", "statistics", "literature", "assumption", "definition")


@dataclass(frozen=True)
class Number:
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


def _parsed(text, kind=float):
    return kind(text) if text else None


def _rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def bases() -> tuple[int, ...]:
    """The base years for which there is a pack of figures, in order."""
    return tuple(sorted(int(entry.name) for entry in (files(__package__) / "bases").iterdir() if entry.name.isdigit()))


@cache
def numbers(base: int = BASE_YEAR) -> dict[str, Number]:
    """Every number by element name: those of any base year, and those of the pack of one.

    Raises
    ------
    ValueError
        Where a name stands twice, a status is unknown, or an assumption has no range.
    """
    found: dict[str, Number] = {}
    root = files(__package__)
    for folder in (root / "numbers", root / "bases" / str(base)):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name == "projects.csv":
                continue
            for number in map(_record, _rows(file)):
                if number.name in found:
                    raise ValueError(f"{file.name}: {number.name} stands twice")
                if number.status not in STATUSES or (number.status == "assumption" and None in (number.low, number.high)):
                    raise ValueError(f"{file.name}: {number.name} needs a status of {STATUSES}, and an assumption a range")
                found[number.name] = number
    return found


def _record(row):
    low, high = _parsed(row["low"]), _parsed(row["high"])
    return Number(**row | {"value": float(row["value"]), "year": _parsed(row["year"], int), "low": low, "high": high})


@cache
def published() -> tuple[Number, ...]:
    """Published values before the base year, one record each; a name may stand for several years."""
    blank = {"units": "", "low": None, "high": None, "distribution": "", "note": ""}
    return tuple(
        Number(row["variable"], float(row["value"]), year=int(row["year"]), status=row["status"], source=row["source"], **blank)
        for row in _rows(files(__package__) / "history.csv")
    )


@cache
def history() -> dict[str, dict[int, float]]:
    """Published values before the base year, by variable and year."""
    found: dict[str, dict[int, float]] = {}
    for number in published():
        found.setdefault(number.name, {})[number.year] = number.value
    return found
