"""The record: what was published of each year, as data that an estimate may see up to a cut-off and no further.

A row is one value of one series in one year. ``series`` is empty for the series in the model's own unit that figures show
beside a projection; others of the same variable, before a change of definition or in another unit, have a name and are
never joined. ``doubt`` is a standard error in the unit of the value. What no publication at hand gives is an assumption.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FILE = files("model.data") / "observations.csv"
COLUMNS = ("variable", "series", "year", "value", "unit", "vintage", "status", "doubt", "source", "note")
KINDS = {"year": int, "value": float, "doubt": float}  # the others are texts
PUBLISHED = ("gazette", "statistics", "derived")  # statuses of what figures show


@dataclass(frozen=True)
class Observation:
    """One value: of which series of which variable, when, in what unit, from where, and how sure."""

    variable: str
    series: str
    year: int
    value: float
    unit: str
    vintage: str
    status: str
    doubt: float
    source: str
    note: str


@cache
def shipped() -> tuple[Observation, ...]:
    """Every row of the shipped record."""
    with FILE.open("r", encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = list(csv.DictReader(lines))
    return tuple(Observation(**row | {key: kind(row[key]) for key, kind in KINDS.items()}) for row in rows)


class Record:
    """The observations up to a year; what is later is not in it.

    Parameters
    ----------
    cut_off
        The last year that may be seen; None for all.
    own
        Further observations, such as :func:`model.data.own_observations.rows_of` gives. One of the same series and year replaces the shipped one.
    """

    def __init__(self, cut_off: int | None = None, own: Iterable[Observation] = ()):
        self.cut_off = cut_off
        self._series: dict[tuple[str, str], dict[int, Observation]] = {}
        for one in (*shipped(), *own):
            if cut_off is None or one.year <= cut_off:
                self._series.setdefault((one.variable, one.series), {})[one.year] = one

    def rows(self, variable: str, series: str = "") -> dict[int, Observation]:
        """The observations of one series by year, in order; empty where there is none."""
        return dict(sorted(self._series.get((variable, series), {}).items()))

    def values(self, variable: str, series: str = "") -> dict[int, float]:
        """The values of one series by year, in order."""
        return {year: one.value for year, one in self.rows(variable, series).items()}

    def all(self) -> tuple[Observation, ...]:
        """Every observation, by series and year."""
        return tuple(one for key in sorted(self._series) for _, one in sorted(self._series[key].items()))
