"""The reality checks as data: ``model/data/reality_checks.csv`` read, and every scenario and reading of it made ready.

A row is a check, or, where it repeats the name of the row above and holds nothing else, a further reading of that one.
A fault of form in the file is bad input; what names nothing that the model has is a fault of the one check, which then
fails and says so.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import model
from model.analysis.grammar import NUMBER, Expectation, Place, Reading, Unknown, Unreadable, expectation, reading
from model.data import BASE_YEAR, bases
from model.data.levers import ranges
from model.engine.build import System, nearest
from model.engine.declare import LARGEST
from model.scenario import Scenario, load_scenario
from model.scenario_file import InputError
from model.sectors import SECTORS, load

FILE = "reality_checks.csv"
COLUMNS = (
    "name", "title", "title_zh", "sector", "settings", "against", "base", "horizon", "reading", "expectation", "mutation", "source",
)  # fmt: skip
REQUIRED = ("name", "title", "title_zh", "sector", "horizon", "reading", "expectation", "source")
OF_A_READING = ("name", "reading", "expectation")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EVENLY = re.compile(rf"(?P<first>{NUMBER})\s*,\s*(?P<second>{NUMBER})\s*\.\.\s*(?P<last>{NUMBER})")
SCENARIOS = Path(model.__file__).parents[1] / "scenarios"
MOST_CASES = 1000


@dataclass(frozen=True)
class Case:
    """One run of a check: its label within the sweep, the number of its setting where that is one, and the scenario."""

    label: str
    setting: float | None
    scenario: Scenario


@dataclass(frozen=True)
class Criterion:
    """A reading and what is expected of it; the fault where the reading names what the model has not."""

    expected: Expectation
    text: str
    reading: Reading | None
    fault: str = ""


@dataclass(frozen=True)
class Check:
    """A check as its row says it, with the runs that it needs; ``fault`` says why they cannot be made."""

    name: str
    title: str
    title_zh: str
    sector: str
    settings: str
    against: str
    base: int
    horizon: int
    mutation: str
    source: str
    swept: bool
    cases: tuple[Case, ...]
    comparison: Scenario | None
    criteria: tuple[Criterion, ...]
    fault: str = ""


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
    groups = _groups(path or files("model.data") / FILE, faults)
    checks = [_Row(group, systems, faults).check() for group in groups]
    if faults:
        raise InputError(faults)
    return checks


def _groups(path, faults):
    """The rows of each check, each row as its line and its cells by column."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        if tuple(header) != COLUMNS:
            raise InputError([f"{path.name}:1: found the columns {', '.join(header)}; expected {', '.join(COLUMNS)}"])
        groups = {}
        last = None
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if len(cells) != len(COLUMNS):
                faults.append(f"{where}: found {len(cells)} cells; expected {len(COLUMNS)}")
                continue
            row = dict(zip(COLUMNS, map(str.strip, cells), strict=True))
            name = row["name"]
            if name in groups and name != last:
                faults.append(f"{where}: name: found '{name}' again; expected its rows one below the other")
            groups.setdefault(name, []).append((where, row))
            last = name
    return list(groups.values())


class _Row:
    """One check of the file, made ready; faults of form go to ``faults``."""

    def __init__(self, group, systems, faults):
        self.group, self.systems, self.faults = group, systems, faults
        self.where, self.cells = group[0]

    def check(self):
        """The check; one that is not of the right form is left half made, for its fault stops all."""
        if not self._sound():
            return None
        cells, base = self.cells, int(self.cells["base"] or BASE_YEAR)
        horizon, system = int(cells["horizon"]), self.systems(base)
        swept, cases = self._cases(cells["settings"], system)
        common = (f"horizon.end={horizon}", *([f"base={base}"] if base != BASE_YEAR else []))
        made, comparison, fault = self._made(system, cases, common)
        numeric = swept and all(setting is not None for _, setting, _, _ in cases)
        place = Place(system, tuple(range(base, horizon + 1)), swept, numeric)
        kept = {
            key: cells[key]
            for key in ("name", "title", "title_zh", "sector", "settings", "against", "mutation", "source")
        }
        criteria = tuple(self._criterion(where, row, place) for where, row in self.group)
        return Check(
            **kept,
            base=base,
            horizon=horizon,
            swept=swept,
            cases=made,
            comparison=comparison,
            criteria=criteria,
            fault=fault,
        )

    def _made(self, system, cases, common):
        """The cases and what they are compared with; or the fault why they cannot be made."""
        made, own, column = [], (), "settings"
        try:
            for label, setting, path, own in cases:
                made.append(Case(label, setting, load_scenario(path, system, (*common, *own))))
            column, own = "against", tuple(self._split("against"))
            return tuple(made), load_scenario(None, system, (*common, *own)), ""
        except InputError as error:
            return (), None, f"{self.where}: {column}: {_told(error.problems[0], own)}"

    def _fault(self, where, column, fault):
        self.faults.append(f"{where}: {column}: {fault}")

    def _sound(self):
        before = len(self.faults)
        where, cells = self.where, self.cells
        for column in REQUIRED:
            if not cells[column]:
                self._fault(where, column, "found nothing")
        if not NAME.fullmatch(cells["name"]):
            self._fault(where, "name", f"found '{cells['name']}'; expected lower-case words with hyphens between them")
        if cells["sector"] not in SECTORS:
            self._fault(
                where,
                "sector",
                f"found '{cells['sector']}'{nearest(cells['sector'], SECTORS)}; expected one of {', '.join(SECTORS)}",
            )
        if cells["base"] and cells["base"] not in map(str, bases()):
            self._fault(where, "base", f"found '{cells['base']}'; expected one of {', '.join(map(str, bases()))}")
        if not re.fullmatch(r"20[0-9]{2}", cells["horizon"]):
            self._fault(where, "horizon", f"found '{cells['horizon']}'; expected a year")
        if cells["mutation"] and not re.fullmatch(r"\w+: .+ -> .*", cells["mutation"]):
            self._fault(
                where, "mutation", f"found '{cells['mutation']}'; expected such as 'equation: old text -> new text'"
            )
        for where, row in self.group[1:]:
            for column in COLUMNS:
                if column not in OF_A_READING and row[column]:
                    self._fault(where, column, f"found '{row[column]}'; expected nothing where a check is read further")
        return len(self.faults) == before

    def _criterion(self, where, row, place):
        column = "expectation"
        try:
            expected, column = expectation(row["expectation"]), "reading"
            return Criterion(expected, row["reading"], reading(row["reading"], place))
        except Unreadable as error:
            self._fault(where, column, error)
        except Unknown as error:
            return Criterion(expected, row["reading"], None, f"{where}: {column}: {error}")
        return None

    def _split(self, column):
        parts = [part.strip() for part in self.cells[column].split(";") if part.strip()]
        for part in parts:
            if "=" not in part:
                self._fault(self.where, column, f"found '{part}'; expected KEY=VALUE, such as levers.rain.2022=150")
        return [part for part in parts if "=" in part]

    def _cases(self, text, system):
        """Whether there is a sweep, and of each case the label, the number of its setting, the file and the settings."""
        fixed, sweeps = [], []
        for part in self._split("settings"):
            key, _, value = part.partition("=")
            found = self._sweep(key.strip(), value.strip(), system)
            if found is None:
                fixed.append(part)
            else:
                sweeps.append(found)
        if len(sweeps) > 1:
            self._fault(self.where, "settings", "found two sweeps; expected one at most")
        if not sweeps:
            return False, [("", None, None, tuple(fixed))]
        return True, [(label, setting, path, (*fixed, *own)) for label, setting, path, own in sweeps[0]]

    def _sweep(self, key, value, system):
        """The cases of a sweep; None where the value is a single one."""
        if key == "levers":
            return self._each_lever(value, system)
        if key == "scenario":
            return self._shipped(value)
        if not value.startswith("["):
            return None
        values = self._listed(value)
        return [(text, _number(text), None, (f"{key}={text}",)) for text in values]

    def _listed(self, value):
        inside = value[1:-1].strip()
        if match := EVENLY.fullmatch(inside):
            first, second, last = (float(match[key]) for key in ("first", "second", "last"))
            count = (last - first) / (second - first) if second != first else -1
            if 0 < count < MOST_CASES and abs(count - round(count)) < 1e-9:
                return [f"{first + i * (second - first):.12g}" for i in range(round(count) + 1)]
        elif value.endswith("]") and all(part.strip() for part in inside.split(",")) and ".." not in inside:
            return [part.strip() for part in inside.split(",")]
        self._fault(
            self.where, "settings", f"found the sweep '{value}'; expected such as [100, 200, 400] or [0, 200 .. 2000]"
        )
        return []

    def _each_lever(self, value, system):
        """Each lever alone at both ends of its solver's bounds, or of its domain."""
        if value == "bounds":
            ends = [(name, end) for name, bound in ranges().items() for end in (bound.low, bound.high)]
        elif value == "domain":
            names = system.elements(ranges())
            ends = [(name, end) for name in names for end in system.declarations[name.partition("[")[0]].domain]
        else:
            self._fault(self.where, "settings", f"found 'levers={value}'; expected levers=bounds or levers=domain")
            return []
        return [
            (f"{name}={end:g}", None, None, (f"levers.{name}={end!r}",)) for name, end in ends if abs(end) < LARGEST
        ]

    def _shipped(self, value):
        """A shipped scenario, or every one."""
        found = {path.stem: path for path in sorted(SCENARIOS.glob("*.yaml"))} or {"baseline": None}
        names = found if value == "every" else [value]
        for name in names:
            if name not in found:
                self._fault(self.where, "settings", f"found no scenario '{name}'{nearest(name, found)} that ships")
        return [(name, None, found[name], ()) for name in names if name in found]


def _number(text):
    return float(text) if re.fullmatch(NUMBER, text) else None


def _told(problem, settings):
    """A problem of the settings without the words of the command line."""
    for setting in settings:
        problem = problem.removeprefix(f"--set {setting[:100]}: ")
    return problem
