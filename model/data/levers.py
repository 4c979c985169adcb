"""What a planner finds plausible for each lever: how low, how high, and how far within a year."""

from dataclasses import dataclass, replace
from functools import cache

from model.data import ROOT, rows

NUMBERS = ("low", "high", "yearly_change")
DIRECTIONS = ("both", "up", "none")


@dataclass(frozen=True)
class Range:
    """The plausible range of a lever, in its own units."""

    lever: str
    low: float  # the least value that a solver may choose
    high: float  # the largest
    yearly_change: float  # by how much a lever plausibly moves in a year: the unit in which effort is counted
    # which way a solver may move it from the scenario's own path: ``both``; ``up``, for what runs and is not cut to
    # save money; ``none``, for what moves only where a scenario lists it
    direction: str = "both"
    status: str = "assumption"  # as of every number
    note: str = ""  # what it rests on
    # ``none`` where neither a measure nor an outlay stands behind a lever, so that what it does is an upper bound
    cost: str = ""


@cache
def ranges() -> dict[str, Range]:
    """The plausible range of every lever, by element name.

    Raises
    ------
    ValueError
        Where a direction is none.
    """
    entries = [Range(**row) for row in rows(ROOT / "levers.csv")]
    for row in entries:
        if row.direction not in DIRECTIONS:
            raise ValueError(f"levers.csv: {row.lever}: found '{row.direction}'; expected {', '.join(DIRECTIONS)}")
    return {row.lever: replace(row, **{key: float(getattr(row, key)) for key in NUMBERS}) for row in entries}
