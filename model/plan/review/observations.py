"""Published figures of the years so far, as a wide CSV: ``indicator,unit,source`` and a column for each year.

Every row is one series: a variable of the model by its element name, such as ``gdp`` or ``programme_coverage[tap]``, or
by its title in English or Chinese; the unit its numbers are in, and where they were published. An empty cell is a year
without a figure. Figures that are far from what is projected are no slip that goes unseen: see :func:`far`.
"""

import csv
import math
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import xarray as xr

from model.data.decoding import content_of, decoded, no_table, separator
from model.engine.build import System
from model.engine.declare import Declaration, Derived, Driver, Lever, Parameter
from model.errors import Problems, control_character, shown
from model.plan.targets import series
from model.scenario.element import title_of, variable_of
from model.scenario.load import Scenario, describe_domain, inside
from model.scenario.units import COMMA, NUMBER, convert

HEAD = ("indicator", "unit", "source")
FAR = 0.3  # of what is projected, or of the base year's value: how far a figure may be from it unasked
CONFIRM = "--confirm takes it as it stands"
CHINESE_HEAD = ("指标", "单位", "来源")
LARGEST = 1_000_000  # bytes of a file


@dataclass(frozen=True)
class Observation:
    """One published figure."""

    indicator: str  # element name of the model's variable
    year: int
    value: float  # in the variable's own units
    source: str  # where it was published
    place: str  # its ``file:line``
    printed: str = ""  # the number as the file has it


def table_in(path: str | os.PathLike) -> bytes:
    """What is in the file, as it stands now; raises InputError where it cannot be read or is too large."""
    try:
        content = content_of(path, LARGEST + 1)
    except (OSError, ValueError) as error:
        raise no_table(path, getattr(error, "strerror", None) or error) from None
    if len(content) > LARGEST:
        raise no_table(path, f"more than {LARGEST} bytes") from None
    return content


def read_observations(
    path: str | os.PathLike, scenario: Scenario, system: System, content: bytes | None = None
) -> list[Observation]:
    """Read published figures and hold them against the model.

    Parameters
    ----------
    path
        The CSV file, in UTF-8 or GB18030.
    scenario : Scenario
        Within whose horizon, after its start, the years must lie.
    system
        The model whose variables the indicators are.
    content
        What is in the file, where it was read already.

    Returns
    -------
    list of Observation
        In the order of the file.

    Raises
    ------
    InputError
        With a line for every fault: an unknown indicator or one that does not move, a unit that measures something
        else, no number, a row twice, a year outside the horizon, no source, a value outside its variable's domain.
    """
    path = os.fspath(path)
    reader = _Reader(path, scenario, system)
    rows = _rows(path, table_in(path) if content is None else content)
    observations = reader.read(rows)
    if not observations and not reader.problems.lines:
        reader.problems.note(f"{path}:1", ("file",), "found no figure; expected at least one")
    reader.problems.stop()
    return observations


def _rows(path: str, content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the file that are not empty, each with the number of the line it ends on."""
    try:
        table = decoded(content, path)
        lines = csv.reader(table.splitlines(), delimiter=separator(table), strict=True)
        return [(lines.line_num, [cell.strip() for cell in row]) for row in lines if any(map(str.strip, row))]
    except (ValueError, csv.Error) as error:  # a fault of the encoding is a ValueError
        raise no_table(path, error) from None


def names(system: System) -> dict[str, str]:
    """Element names by what a table may call them: themselves, and titles in English and Chinese that are no other's."""
    elements = system.elements(system.declarations)
    titles = [(title_of(element, system, lang), element) for lang in ("en", "zh") for element in elements]
    once = Counter(title for title, _ in titles)
    return {title: element for title, element in titles if once[title] == 1} | {name: name for name in elements}


class _Reader:
    def __init__(self, path: str, scenario: Scenario, system: System):
        self.path, self.system, self.problems = path, system, Problems()
        self.first, self.last = scenario.start + 1, scenario.end
        self.known = names(system)
        self.seen = {}

    def read(self, rows: Sequence[tuple[int, Sequence[str]]]) -> list[Observation]:
        """The figures of all rows."""
        line, head = rows[0] if rows else (1, [])
        if tuple(head[:3]) not in (HEAD, CHINESE_HEAD):
            given = ",".join(head[:3]) or None
            self._note(line, "head", f"found {shown(given)}; expected {','.join(HEAD)} and then a column for each year")
            self.problems.stop()
        years = [self._year(line, text) for text in head[3:]]
        if not years:
            self._note(line, "head", f"found no year; expected columns from {self.first} to {self.last}")
        for year in {year for year in years if year and years.count(year) > 1}:
            self._note(line, str(year), "found twice; expected each year once")
        return [figure for line, row in rows[1:] for figure in self._row(line, row, years)]

    def _note(self, line: int, key: str, fault: str, word: str = "", names: Sequence | Mapping[str, str] = ()) -> None:
        self.problems.note(f"{self.path}:{line}", (key,), fault, word, names)

    def _year(self, line: int, text: str) -> int | None:
        digits = text.removesuffix("年")
        if re.fullmatch("[0-9]{4}", digits, re.ASCII) and self.first <= int(digits) <= self.last:
            return int(digits)
        self._note(line, "head", f"found the column {shown(text)}; expected a year from {self.first} to {self.last}")
        return None

    def _row(self, line: int, row: Sequence[str], years: Sequence[int | None]) -> Iterator[Observation]:
        given, unit, source = (*row, "", "", "")[:3]
        name, cells = self.known.get(given, given), row[3:]
        if not any(cells):  # a series without a figure, as the template has it
            return
        if len(cells) > len(years):
            self._note(line, name, f"found {len(row)} cells; expected {len(years) + 3}, as in the head")
        if name in self.seen:
            self._note(line, name, f"found twice, first in line {self.seen[name]}; expected each indicator in one row")
        self.seen.setdefault(name, line)
        self._check_text(line, name, row, source)
        declaration = self._declaration(line, name)
        if not declaration or not self._measures(line, name, unit, declaration):
            return
        for year, text in zip(years, cells, strict=False):
            value = self._value(line, name, year, text, unit, declaration) if year and text else None
            if year and value is not None:
                yield Observation(name, year, value, source, f"{self.path}:{line}", text)

    def _check_text(self, line: int, name: str, row: Sequence[str], source: str) -> None:
        if not source:
            self._note(line, name, "found no source; expected where the figures were published")
        if mark := control_character("".join(row)):
            self._note(line, name, f"found the character {mark}; expected text without such characters")

    def _declaration(self, line: int, name: str) -> Declaration | None:
        """The variable's declaration, or None and a problem."""
        if name not in self.known:
            self._note(line, name, "found no variable of this name; expected one of the model's", name, self.known)
            return None
        declaration = self.system.declarations[variable_of(name)]
        if isinstance(declaration, Parameter | Derived):
            fault = f"found a {declaration.kind}, which holds for all years; expected a variable that moves"
            self._note(line, name, fault)
            return None
        return declaration

    def _measures(self, line: int, name: str, unit: str, declaration: Declaration) -> bool:
        """Whether the row's unit measures what the variable's does."""
        try:
            convert(f"1 {unit}", declaration.units)
        except ValueError as error:
            fault = str(error).replace(repr(f"1 {unit}"), f"the unit {shown(unit)}", 1) if unit else "found no unit"
            self._note(line, name, fault if unit else f"{fault}; expected units that convert to {declaration.units}")
            return False
        return True

    def _value(self, line: int, name: str, year: int, text: str, unit: str, declaration: Declaration) -> float | None:
        """The figure in the variable's own units, or None and a problem."""
        plain = float(text.replace(",", "")) if re.fullmatch(f"[+-]?{NUMBER}", text, re.ASCII) else math.nan
        if not math.isfinite(plain):
            why = f", {COMMA}" if re.fullmatch(r"[+-]?\d+,\d+", text, re.ASCII) else ""
            self._note(line, f"{name}.{year}", f"found {shown(text)}{why}; expected a finite number in {unit}")
            return None
        value = convert(f"{plain!r} {unit}", declaration.units)
        if not inside(value, declaration):
            self._note(line, f"{name}.{year}", f"found {text} {unit}; expected {describe_domain(declaration)}")
            return None
        return value


def far(observations: Iterable[Observation], results: xr.Dataset) -> list[str]:
    """A line for every figure that is further from the projection than a figure of the same thing should be.

    Parameters
    ----------
    results
        The scenario's own projection.
    """
    lines = []
    for each in observations:
        path = series(results, each.indicator)
        projected, usual = float(path.sel(year=each.year)), abs(float(path[0]))
        if abs(each.value - projected) > FAR * max(abs(projected), usual):
            ratio = each.value / projected if projected else math.inf
            read = f"{each.printed}, read as {each.value:.6g}" if "," in each.printed else f"{each.value:.6g}"
            name, found = f"{each.indicator}.{each.year}", f"found {read}, where {projected:.6g} is projected"
            lines.append(f"{each.place}: {name}: {found} ({ratio:.3g} times): ten times, or another unit? {CONFIRM}")
    return lines


def is_input(indicator: str, system: System) -> bool:
    """Whether an indicator is a lever or a driver, whose figure replaces the scenario's."""
    return isinstance(system.declarations[variable_of(indicator)], Lever | Driver)
