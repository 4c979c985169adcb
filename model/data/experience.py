"""What was done before: how fast a variable went, where, in which years, and who says so.

Which experience counts is the order of ``of``: the region first, the nation second, another province third; in each what is
published before what is assumed, and then as the rows of ``pace_experience.csv`` stand. Only the same thing by the same
definition is listed. A variable without a row has nothing to be compared with.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from model.data import BASE_YEAR, ROOT, STATUSES, rows

REGIONS = ("Ningxia", "China")  # before all others
WAYS = ("rate", "step")  # growth in % a year; units or points a year


@dataclass(frozen=True)
class Experience:
    """How fast a variable went once."""

    variable: str
    # ``rate``, or ``step``: what its pace is, and by which a need is held against it. Amounts of money and what is used
    # per GDP are compared by growth; shares by points, and what is built or counted by units a year
    by: str
    unit: str
    region: str
    start: int
    end: int
    before: float | None
    after: float | None
    # pace, unit: signed: a fall is negative. From the values ``before`` and ``after`` where these are given
    pace: float
    # status, source: as of every number; ``low`` and ``high`` bound an assumed pace
    status: str
    low: float | None
    high: float | None
    source: str
    note: str

    @property
    def years(self) -> str:
        """The first year, at whose end it began, and the last."""
        return f"{self.start}-{self.end}"

    def as_dict(self) -> dict:
        """As the pace of a target tells it."""
        return {key: getattr(self, key) for key in ("pace", "unit", "years", "region", "status", "source")}


@cache
def experiences() -> dict[str, tuple[Experience, ...]]:
    """Every experience by variable, the one that counts first.

    Raises
    ------
    ValueError
        Where a row is of another way than the variable's first, of a year after the plan's base year, without a source or a
        pace, or where an assumption has no range.
    """
    by_variable: dict[str, list[Experience]] = {}
    for row in rows(ROOT / "pace_experience.csv"):
        experience = _read(row)
        for fault in _faults(experience, by_variable.get(experience.variable, [experience])[0]):
            raise ValueError(f"pace_experience.csv: {experience.variable}: {fault}")
        by_variable.setdefault(experience.variable, []).append(experience)
    return {variable: tuple(sorted(group, key=_rank)) for variable, group in by_variable.items()}


def _rank(own: Experience) -> tuple[int, bool]:
    return REGIONS.index(own.region) if own.region in REGIONS else len(REGIONS), own.status == "assumption"


def _read(row: dict[str, Any]) -> Experience:
    numbers = {key: float(row[key]) if row[key] else None for key in ("before", "after", "pace", "low", "high")}
    start, end = int(row["start"]), int(row["end"])
    if numbers["pace"] is None and numbers["before"] is not None and numbers["after"] is not None and end > start:
        numbers["pace"] = pace_between(row["by"], numbers["before"], numbers["after"], end - start)
    return Experience(**row | {**numbers, "start": start, "end": end})


def pace_between(by: str, before: float, after: float, years: int) -> float:
    """The constant growth, % a year, or the constant step a year that leads from one value to another."""
    return 100 * ((after / before) ** (1 / years) - 1) if by == "rate" else (after - before) / years


def _faults(own: Experience, first: Experience) -> Iterator[str]:
    if own.by not in WAYS or (own.by, own.unit) != (first.by, first.unit):
        yield f"is told by {own.by} in {own.unit}, and first by {first.by} in {first.unit}"
    if not own.start < own.end <= BASE_YEAR:
        yield f"is of {own.years}; expected years in order, not after {BASE_YEAR}"
    if own.pace is None or own.status not in STATUSES or not own.source:
        yield "needs a pace, a status and a source"
    elif own.status == "assumption" and (own.low is None or own.high is None or not own.low <= own.pace <= own.high):
        yield "is an assumption, and needs a range about its pace"
