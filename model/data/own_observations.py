"""Rows that a user lays over the record: a file with its columns, held against what the record has of each series."""

import csv
import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import Any

from model.data.decoding import NUMBER, content_of, decoded, no_table, separator
from model.data.observations import COLUMNS, Observation, shipped
from model.errors import InputError, Problems

YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
FAR = 10  # times what the record has of a series, or a part of it: a figure beyond is one of another unit


def rows_of(path: str | os.PathLike) -> tuple[Observation, ...]:
    """The rows of a file of one's own, which has the columns of the shipped record.

    Raises
    ------
    InputError
        With a line for every fault: no table, no such series, another unit, no number or one far from the record, no
        source, a year to come, a row twice.
    """
    name, seen, problems = os.fspath(path), {}, Problems()
    read = [_read(line, row, name, seen, problems) for line, row in _rows(name)]
    problems.stop()
    return tuple(one for one in read if one)


def _rows(path: str) -> Iterator[tuple[int, dict[str | None, Any]]]:
    """The rows by column, each with its line; cells beyond the head stand under None, those that are wanting are None."""
    try:
        text = decoded(content_of(path), path)
        reader = csv.DictReader(text.splitlines(keepends=True), delimiter=separator(text), strict=True)
        rows, columns = [(reader.line_num, row) for row in reader], reader.fieldnames or ()
    except (OSError, ValueError, csv.Error) as error:
        raise no_table(path, getattr(error, "strerror", None) or error) from None
    if missing := [column for column in COLUMNS if column not in columns]:
        raise InputError([f"{path}: found no column {missing[0]}; expected {', '.join(COLUMNS)}"])
    yield from rows


@cache
def _series() -> dict[tuple[str, str], list[Observation]]:
    """The shipped rows by variable and series."""
    found: dict[tuple[str, str], list[Observation]] = {}
    for one in shipped():
        found.setdefault((one.variable, one.series), []).append(one)
    return found


def _read(
    line: int, row: Mapping[str | None, Any], path: str, seen: dict[tuple, int], problems: Problems
) -> Observation | None:
    """A row; None, and what is wrong with it, where it cannot be used."""
    cells = {key: (row.get(key) or "").strip() for key in COLUMNS}
    note = partial(_note, f"{path}:{line}", cells["variable"], problems)
    if None in row or None in row.values():
        note("row", f"found a row that is longer or shorter than the first; expected {len(COLUMNS)} cells")
        return None
    before = _known(cells, note)
    if not cells["source"]:
        note("source", "found no source; expected where the figures were published")
    if not before or not YEAR.fullmatch(cells["year"]) or int(cells["year"]) > date.today().year:
        if before:
            note("year", f"found '{cells['year']}'; expected a year such as {before[-1].year + 1}")
        return None
    key = (cells["variable"], cells["series"], int(cells["year"]))
    if key in seen:
        note("year", f"found twice, first in line {seen[key]}; expected each year of a series in one row")
    seen.setdefault(key, line)
    known: dict[str, Any] = cells | {"year": key[-1]} | _numbers(cells, before, note)
    return Observation(**known)


def _note(
    place: str, variable: str, problems: Problems, key: str, fault: str, word: str = "", names: Iterable = ()
) -> None:
    problems.note(place, (variable, key) if variable else (key,), fault, word, tuple(names))


def _known(cells: Mapping[str, str], note: Any) -> list[Observation]:
    """What the record has of a row's series; nothing, and a problem, where it does not have it."""
    variable, series = cells["variable"], cells["series"]
    names = [own for name, own in _series() if name == variable]
    if not names:
        note(
            "variable",
            f"found '{variable}'; expected a variable of the record",
            variable,
            {name for name, _ in _series()},
        )
    elif series not in names:
        note("series", f"found '{series}'; expected one of {', '.join(map(repr, names))}", series, names)
    return _series().get((variable, series), [])


def _numbers(cells: Mapping[str, str], before: list[Observation], note: Any) -> dict[str, float]:
    """The value and its doubt, and problems where they are none, or in another unit."""
    unit, values = before[0].unit, [one.value for one in before]
    if cells["unit"] != unit:
        note("unit", f"found the unit '{cells['unit']}'; expected '{unit}'")
    high = max(map(abs, values)) * FAR
    lowest = {"value": min(values) / FAR if min(values) > 0 else -high, "doubt": 0.0}
    numbers = {key: float(cells[key]) if NUMBER.fullmatch(cells[key]) else math.nan for key in lowest}
    for key, low in lowest.items():
        if not low <= numbers[key] <= high:
            note(key, f"found '{cells[key]}'; expected a number from {low:.6g} to {high:.6g} in {unit}")
    return numbers
