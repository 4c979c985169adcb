"""The record: what was published of each year, as data that an estimate may see up to a cut-off and no further.

A row is one value of one series in one year. ``series`` is empty for the series in the model's own unit that figures show
beside a projection; others of the same variable, before a change of definition or in another unit, have a name and are
never joined. ``doubt`` is a standard error in the unit of the value. What no publication at hand gives is an assumption.
"""

import csv
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from model.data.decoding import decoded, no_table, separator
from model.errors import InputError

FILE = files("model.data") / "observations.csv"
COLUMNS = ("variable", "series", "year", "value", "unit", "vintage", "status", "doubt", "source", "note")
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
        return tuple(_read(lines, FILE.name))


def rows_of(path: str | os.PathLike) -> tuple[Observation, ...]:
    """The rows of a file of one's own, which has the columns of the shipped record.

    Raises
    ------
    InputError
        Where it is no text, a column is missing, or a number cannot be read.
    """
    try:
        text = decoded(Path(path).read_bytes())
    except UnicodeDecodeError as error:
        raise no_table(path, error) from None
    return tuple(_read(io.StringIO(text, newline=""), os.fspath(path), separator(text)))


def _read(lines: IO[str], name: str, apart: str = ",") -> Iterator[Observation]:
    reader = csv.DictReader(lines, delimiter=apart)
    if missing := [column for column in COLUMNS if column not in (reader.fieldnames or ())]:
        raise InputError([f"{name}: found no column {missing[0]}; expected {', '.join(COLUMNS)}"])
    for number, row in enumerate(reader, 2):
        try:
            parsed = {"year": int(row["year"]), "value": float(row["value"]), "doubt": float(row["doubt"])}
        except (TypeError, ValueError) as error:
            raise InputError([f"{name}:{number}: {error}"]) from None
        known: dict[str, Any] = {key: row[key] for key in COLUMNS}
        yield Observation(**known | parsed)


class Record:
    """The observations up to a year; what is later is not in it.

    Parameters
    ----------
    cut_off
        The last year that may be seen; None for all.
    own
        Further observations, such as :func:`rows_of` gives. One of the same series and year replaces the shipped one.
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
