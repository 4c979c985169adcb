"""The reality checks as data: ``model/data/reality_checks.csv`` read, and every scenario and reading of it made ready.

A row is a check, or, where it repeats the name of the row above and holds nothing else, a further reading of that one.
A fault of form in the file is bad input; what names nothing that the model has is a fault of the one check, which then
fails and says so.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from model.analysis.reality.grammar import Expectation, Place, Reading, Unknown, Unreadable, expectation, reading
from model.analysis.reality.settings import Setting, split, swept
from model.data import BASE_YEAR, bases
from model.engine.build import System
from model.errors import InputError, meant
from model.scenario.load import Scenario, load_scenario
from model.scenario.shipped import DATA
from model.sectors import SECTORS, load

FILE = "reality_checks.csv"
COLUMNS = (
    "name", "title", "title_zh", "sector", "settings", "against", "base", "horizon", "reading", "expectation", "mutation",
    "source",
)  # fmt: skip
REQUIRED = ("name", "title", "title_zh", "sector", "horizon", "reading", "expectation", "source")
OF_A_READING = ("name", "reading", "expectation")
PATTERNS = {
    "name": (r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words with hyphens between them"),
    "horizon": (r"20[0-9]{2}", "a year"),
    "mutation": (r"\w+: .+ -> .*", "such as 'equation: old text -> new text'"),
}


@dataclass(frozen=True)
class Criterion:
    """A reading and what is expected of it; the fault where the reading names what the model has not."""

    text: str
    expected: Expectation
    reading: Reading | None
    fault: str = ""


@dataclass(frozen=True)
class Check:
    """A check as its rows say it, with the scenarios that it runs; ``fault`` says why they cannot be made."""

    name: str
    title: str
    title_zh: str
    sector: str
    settings: str
    against: str
    mutation: str
    source: str
    base: int
    horizon: int
    swept: bool  # whether the runs are those of a sweep
    runs: tuple[Setting, ...]  # what is set in each run of the check
    scenarios: tuple[Scenario, ...]  # what each of these makes
    comparison: Scenario | None  # what they are compared with: the scenario of the settings in ``against``
    criteria: tuple[Criterion, ...]
    fault: str


def reality_checks(systems: Callable[[int], System] = load, path: Path | None = None) -> list[Check]:
    """Every check of the file.

    Parameters
    ----------
    systems
        The model of each base year.
    path
        The file; the shipped one where none is given.

    Raises
    ------
    InputError
        With the file, line and column of every fault of form.
    """
    faults: list[str] = []
    groups = _groups(path or DATA / FILE, faults)
    checks = [one for rows in groups if _sound(rows, faults) and (one := _check(rows, systems, faults))]
    if faults:
        raise InputError(faults)
    return checks


def called(path: Path | None = None) -> dict[str, str]:
    """The names of the checks by what each is called, its titles and its name; none is made ready for it."""
    first = [rows[0][1] for rows in _groups(path or DATA / FILE, [])]
    return {row[key]: row["name"] for row in first for key in ("title", "title_zh", "name")}


def _groups(path: Path, faults: list[str]) -> list[list[tuple[str, dict]]]:
    """The rows of each check: of each row the file and line, and the cells by column."""
    groups, last = {}, None
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        if tuple(header) != COLUMNS:
            raise InputError([f"{path.name}:1: found the columns {', '.join(header)}; expected {', '.join(COLUMNS)}"])
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if len(cells) != len(COLUMNS):
                faults.append(f"{where}: found {len(cells)} cells; expected {len(COLUMNS)}")
                continue
            row = dict(zip(COLUMNS, map(str.strip, cells), strict=True))
            if row["name"] in groups and row["name"] != last:
                faults.append(f"{where}: name: found '{row['name']}' again; expected its rows one below the other")
            groups.setdefault(row["name"], []).append((where, row))
            last = row["name"]
    return list(groups.values())


def _sound(rows: Sequence[tuple[str, Mapping[str, str]]], faults: list[str]) -> bool:
    """Whether the cells of a check are of the right form; those that are not are faults."""
    where, cells = rows[0]
    amiss = [f"{where}: {column}: found nothing" for column in REQUIRED if not cells[column]]
    for column, (pattern, expected) in PATTERNS.items():
        if cells[column] and not re.fullmatch(pattern, cells[column]):
            amiss.append(f"{where}: {column}: found '{cells[column]}'; expected {expected}")
    for column, known in {"sector": SECTORS, "base": [str(year) for year in bases()]}.items():
        if cells[column] and cells[column] not in known:
            hint, expected = meant(cells[column], list(known)), ", ".join(known)
            amiss.append(f"{where}: {column}: found '{cells[column]}'{hint}; expected one of {expected}")
    faults += amiss + _further(rows)
    return not amiss


def _further(rows: Sequence[tuple[str, Mapping[str, str]]]) -> list:
    """Faults of the rows that read a check further."""
    return [
        f"{where}: {column}: found '{cell}'; expected nothing in a further row of a check"
        for where, row in rows[1:]
        for column, cell in row.items()
        if cell and column not in OF_A_READING
    ]


def _check(rows: Sequence[tuple[str, Mapping[str, str]]], systems: Callable, faults: list[str]) -> Check | None:
    """A check made ready; None where its settings cannot be read, which is then among the faults."""
    where, cells = rows[0]
    base, horizon = int(cells["base"] or BASE_YEAR), int(cells["horizon"])
    system, column = systems(base), "settings"
    try:
        sweeps, runs = swept(cells["settings"], system)
        column = "against"
        against = Setting(split(cells["against"]))
        column = "horizon"
        if horizon <= base:
            raise Unreadable(f"found {horizon}; expected a year after {base}")
    except Unreadable as error:
        faults.append(f"{where}: {column}: {error}")
        return None
    fixed = (f"horizon.end={horizon}", *([f"base={base}"] if base != BASE_YEAR else ()))
    scenarios, fault = _made([*runs, against], systems, fixed, where)
    place = Place(system, tuple(range(base, horizon + 1)), sweeps, all(run.number is not None for run in runs))
    criteria = tuple(one for at, row in rows if (one := _criterion(at, row, place, faults)))
    comparison = scenarios[-1] if scenarios else None
    return Check(
        **{key: cells[key] for key in ("name", "title", "title_zh", "sector", "settings", "against", "mutation", "source")},
        base=base, horizon=horizon, swept=sweeps, runs=tuple(runs), scenarios=tuple(scenarios[:-1]),
        comparison=comparison, criteria=criteria, fault=fault,
    )  # fmt: skip


def _made(runs: Sequence[Setting], systems: Callable, fixed: tuple[str, ...], where: str) -> tuple[list[Scenario], str]:
    """The scenario of each run, the last of which is the comparison; or the fault of the first that cannot be made."""
    scenarios = []
    for run in runs:
        try:
            scenarios.append(load_scenario(run.path, systems, (*fixed, *run.texts)))
        except InputError as error:
            column = "against" if run is runs[-1] else "settings"
            return [], f"{where}: {column}: {_told(error.problems[0], (*fixed, *run.texts))}"
    return scenarios, ""


def _told(problem: str, texts: Sequence[str]) -> str:
    """A problem of the settings without the words of the command line."""
    for text in texts:
        problem = problem.removeprefix(f"--set {text[:100]}: ")
    return problem


def _criterion(where: str, row: Mapping[str, str], place: Place, faults: list[str]) -> Criterion | None:
    """One reading and what is expected of it; None where they cannot be read, which is then among the faults."""
    column = "expectation"
    try:
        expected, column = expectation(row["expectation"]), "reading"
        return Criterion(row["reading"], expected, reading(row["reading"], place))
    except Unreadable as error:
        faults.append(f"{where}: {column}: {error}")
    except Unknown as error:
        return Criterion(row["reading"], expected, None, f"{where}: {column}: {error}")
    return None
