"""The numbers: one record each, one CSV file a sector, each with its source.

``numbers`` are parameters, the figures of a base year and the defaults of levers: what holds for any base year stands in
``numbers``, what belongs to one in its pack under ``bases``, with the ``projects`` that were under way or planned then.
``history`` gives the published series that a plot shows beside the projection (``model.data.observations`` has the whole
record), ``headlines`` names the variables that speak for all, ``main_places`` where the plan gives its main goals, ``estimable``
the assumptions that the record can inform. What the plan wants is in ``model.data.catalogue``.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from model.data.observations import PUBLISHED, shipped

if TYPE_CHECKING:
    import xarray as xr

ROOT = files("model.data")
PACKS = ROOT / "bases"  # a folder for each base year
BASE_YEAR = 2020  # of the plan, and of a scenario that names none
PROJECTS, PROJECT_NAME = "projects.csv", "[a-z0-9]+(-[a-z0-9]+)+"  # of a pack; of a project
STATUSES = ("gazette", "derived", "statistics", "literature", "assumption", "definition")


@dataclass(frozen=True)
class Number:
    """One number: its units, year, status, source, and, for what is uncertain, a range and a distribution."""

    name: str
    value: float
    units: str
    year: int | None
    status: str
    low: float | None = None
    high: float | None = None
    distribution: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Project:
    """What is completed in a calendar year, of what a lever or driver stands for: ``size`` is added to its figure.

    ``status``, range and source are as of a number; an uncertain size is spread as a triangle over its range.
    """

    project: str
    title: str
    title_zh: str
    input: str
    year: int
    size: float
    units: str
    status: str
    low: float | None
    high: float | None
    source: str
    note: str

    @property
    def number(self) -> Number:
        """The size as a number under the project's own name."""
        kind = "triangular" if self.status == "assumption" else ""
        of_number = (self.units, self.year, self.status, self.low, self.high, kind, self.source, self.note)
        return Number(self.project, self.size, *of_number)


def _parsed(text: str, kind: type = float) -> float | None:
    return kind(text) if text else None


def rows(file: Traversable) -> Iterator[dict[str, Any]]:
    """The rows of one of the model's own tables, by the names of its columns."""
    with file.open("r", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


@cache
def bases() -> tuple[int, ...]:
    """The base years for which there is a pack of figures, in order."""
    return tuple(sorted(int(entry.name) for entry in PACKS.iterdir() if entry.name.isdigit()))


@cache
def numbers(base: int = BASE_YEAR) -> dict[str, Number]:
    """Every number by element name: those of any base year, and those of the pack of one.

    Raises
    ------
    ValueError
        Where there is no such pack, a name stands twice, a status is unknown, or an assumption has no range.
    """
    if twice := any_year().keys() & pack(base).keys():
        raise ValueError(f"{min(twice)} stands twice, in the pack of {base} and among the numbers of any base year")
    digests(base)  # as they stand when they are read
    return any_year() | pack(base)


@cache
def any_year() -> dict[str, Number]:
    """The numbers that hold for any base year, by element name."""
    return _folder(ROOT / "numbers")


@cache
def pack(base: int) -> dict[str, Number]:
    """The numbers of one base year alone, by element name."""
    if base not in bases():
        raise ValueError(f"found no figures of the base year {base}; there are those of {', '.join(map(str, bases()))}")
    return _folder(PACKS / str(base))


def _folder(folder: Traversable) -> dict[str, Number]:
    records: dict[str, Number] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for number in map(_record, rows(file) if file.name != PROJECTS else ()):
            _keep(records, number.name, number, file)
    return records


def _record(row: dict[str, Any]) -> Number:
    return Number(**row | {"value": float(row["value"]), "year": _parsed(row["year"], int), **_range(row)})


def _range(row: Mapping[str, str]) -> dict[str, float | None]:
    return {key: _parsed(row[key]) for key in ("low", "high")}


def _keep(records: dict, name: str, record: Number | Project, file: Traversable) -> None:
    """Enter a record under its name, where nothing of that name stands and its status is sound."""
    if name in records:
        raise ValueError(f"{file.name}: {name} stands twice")
    if record.status not in STATUSES or (record.status == "assumption" and None in (record.low, record.high)):
        raise ValueError(f"{file.name}: {name} needs a status of {STATUSES}, and an assumption a range")
    records[name] = record


@cache
def projects(base: int = BASE_YEAR) -> dict[str, Project]:
    """The dated projects in the pack of a base year, by their names; none where it has no such file.

    Raises
    ------
    ValueError
        Where a name stands twice or has no hyphen, a status is unknown, or an assumption has no range.
    """
    file = PACKS / str(base) / PROJECTS
    records: dict[str, Project] = {}
    for row in rows(file) if file.is_file() else ():
        project = Project(**row | {"size": float(row["size"]), "year": int(row["year"]), **_range(row)})
        if not re.fullmatch(PROJECT_NAME, project.project):  # so that none is taken for a variable
            raise ValueError(
                f"{file.name}: '{project.project}' is no name of a project; expected one such as two-words"
            )
        _keep(records, project.project, project, file)
    return records


def completions(base: int = BASE_YEAR) -> dict[str, dict[int, float]]:
    """What the projects complete, all together, by element name of the lever or driver and by year."""
    completed: dict[str, dict[int, float]] = {}
    for project in projects(base).values():
        sizes = completed.setdefault(project.input, {})
        sizes[project.year] = sizes.get(project.year, 0.0) + project.size
    return completed


@cache
def figures(base: int = BASE_YEAR) -> dict[str, Number]:
    """Every number by element name, and the size of every project by the project's name."""
    return numbers(base) | {name: project.number for name, project in projects(base).items()}


def belongs_to(figure: str, base: int = BASE_YEAR) -> str:
    """The element whose figure this is: of a project the lever or driver that it completes."""
    return projects(base)[figure].input if figure in projects(base) else figure


def files_of(base: int) -> list[tuple[str, Traversable]]:
    """The files on which results from a base year rest, each with its place in ``model/data``, in order."""
    folders = {
        "": ROOT,
        "numbers/": ROOT / "numbers",
        "catalogue/": ROOT / "catalogue",
        f"bases/{base}/": PACKS / str(base),
    }
    entries = [(place + entry.name, entry) for place, folder in folders.items() for entry in folder.iterdir()]
    return sorted((place, entry) for place, entry in entries if place.endswith(".csv"))


@cache
def digests(base: int) -> dict[str, str]:
    """The SHA-256 of those files when they were first read, by place."""
    return {place: sha256(entry.read_bytes()).hexdigest() for place, entry in files_of(base)}


@cache
def published() -> tuple[Number, ...]:
    """Published values of single years, one record each; a name may stand for several years."""
    return tuple(
        Number(one.variable, one.value, "", one.year, one.status, source=one.source)
        for one in shipped()
        if not one.series and one.status in PUBLISHED
    )


@cache
def history() -> dict[str, dict[int, float]]:
    """Published values by variable and year."""
    by_name: dict[str, dict[int, float]] = {}
    for number in published():
        if number.year is not None:
            by_name.setdefault(number.name, {})[number.year] = number.value
    return by_name


@cache
def headlines() -> tuple[str, ...]:
    """The variables that speak for all, in order."""
    return tuple(row["variable"] for row in rows(ROOT / "headlines.csv"))


@dataclass(frozen=True)
class Outlay:
    """What money is paid out for, a variable at current prices, and the variable of the prices that it is paid at."""

    variable: str
    prices: str
    note: str


@cache
def outlays() -> tuple[Outlay, ...]:
    """What a plan's money is paid out for, no yuan twice."""
    return tuple(Outlay(**row) for row in rows(ROOT / "outlays.csv"))


@cache
def worse() -> dict[str, str]:
    """Of what nobody wants to lose, which side is worse: ``less`` or ``more``."""
    return {row["variable"]: row["worse"] for row in rows(ROOT / "kept.csv")}


@cache
def main_places() -> tuple[tuple[str, str], ...]:
    """The tables and articles of the plan's documents that give its main goals: document and place."""
    return tuple((row["document"], row["place"]) for row in rows(ROOT / "main_indicators.csv"))


@cache
def estimable() -> dict[str, tuple[str, ...]]:
    """By assumption, the series whose record to the base year can inform it; of the others it says little or nothing.

    Raises
    ------
    ValueError
        Where a name stands twice, is no assumption in any pack, or has no series.
    """
    informed_by: dict[str, tuple[str, ...]] = {}
    for row in rows(ROOT / "estimable.csv"):
        name, series = row["name"], tuple(row["series"].split())
        assumed = any(name in numbers(base) and numbers(base)[name].status == "assumption" for base in bases())
        if name in informed_by or not assumed or not series:
            raise ValueError(f"estimable.csv: {name} needs to be an assumption, to stand once and to have a series")
        informed_by[name] = series
    return informed_by


def base_year(results: "xr.Dataset") -> int:
    """The base year of results, an ``xarray.Dataset``: as they say themselves, else their first."""
    stated = results.attrs.get("base_year")
    return int(results["year"].values[0] if stated is None else stated)


def of_plan(results: "xr.Dataset") -> bool:
    """Whether results start from the plan's base year, from which alone its targets are judged."""
    return base_year(results) == BASE_YEAR
