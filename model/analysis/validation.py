"""The reality checks run: every check's cases in few batches, every reading held to its expectation."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
import xarray as xr

from model.analysis.loops import strengths
from model.analysis.reality.cases import Cases, run_cases
from model.analysis.reality.checks import Check, Criterion, called, reality_checks
from model.analysis.reality.grammar import Expectation, Reading
from model.analysis.reality.readings import Quantity
from model.engine.build import System
from model.errors import InputError, meant
from model.scenario.element import variable_of
from model.scenario.load import Scenario
from model.sectors import SECTORS, load


@dataclass(frozen=True)
class Finding:
    """One reading of one check, held to its expectation.

    Attributes
    ----------
    check, title, title_zh, sector, settings, against, horizon
        Of the check.
    reading, expected
        What is read, and what is expected of it.
    found, where
        What was found where it is nearest to failing, or fails most: at which variable, setting and year. None where
        nothing could be read.
    passed
    fault
        Why nothing could be read.
    """

    check: str
    title: str
    title_zh: str
    sector: str
    settings: str
    against: str
    horizon: int
    reading: str
    expected: str
    found: float | None
    where: str
    passed: bool
    fault: str = ""

    def as_dict(self) -> dict:
        """The finding in plain types."""
        return asdict(self)


def validate(
    only: Iterable[str] = (), progress: Callable[[int, int], None] = lambda done, whole: None
) -> list[Finding]:
    """Run the reality checks, and hold every reading to its expectation.

    Parameters
    ----------
    only
        Names of checks; all where none are given.
    progress
        Called with how many years of runs are done, and of how many.

    Returns
    -------
    list of Finding
        One a reading, by sector and in the order of the file.

    Raises
    ------
    InputError
        Where there is no check of a name, or the file has a fault of form.
    """
    names = called()  # before the checks are made ready, which takes seconds
    if unknown := [name for name in only if name not in names.values()]:
        raise InputError([f"'{name}' is no check{meant(name, names)}" for name in unknown])
    return findings([check for check in reality_checks() if not only or check.name in only], progress=progress)


def findings(
    checks: Iterable[Check],
    systems: Callable[[int], System] = load,
    run: Callable[..., Cases] = run_cases,
    progress: Callable[[int, int], None] = lambda done, whole: None,
) -> list[Finding]:
    """What checks find in a model.

    Parameters
    ----------
    systems
        The model of each base year.
    run
        How a batch is run.
    progress
        As of :func:`validate`.
    """
    order = list(SECTORS)
    checks = sorted(checks, key=lambda check: order.index(check.sector))
    runs = _run(checks, systems, run, progress)
    return [_finding(check, criterion, runs.get(check.name)) for check in checks for criterion in check.criteria]


def _run(checks: Sequence[Check], systems: Callable, run: Callable, progress: Callable) -> "dict[str, _Runs]":
    """The runs of each check that can run, by its name; scenarios of one start, end, method and step in one batch."""
    able = [check for check in checks if not check.fault]
    batches, runs = _Batches(), {}
    for check in able:
        places = [batches.place(scenario, check) for scenario in (*check.scenarios, check.comparison) if scenario]
        runs[check.name] = _Runs(check, systems(check.base), batches, places)
    batches.run(systems, run, progress)
    return runs


class _Batches:
    """The scenarios of all checks, each of which is run once, and what they gave."""

    def __init__(self):
        self.batches: dict[tuple, dict[tuple, Scenario]] = {}
        self.names: dict[tuple, dict[str, None]] = {}
        self.balanced: set[tuple] = set()
        self.cases: dict[tuple, Cases] = {}

    def place(self, scenario: Scenario, check: Check) -> tuple[tuple[int, int, str, float], int]:
        """The batch of a scenario, and its number there; what the check reads is read of the whole batch."""
        batch = (scenario.start, scenario.end, scenario.method, scenario.step)
        members = self.batches.setdefault(batch, {})
        key = (scenario.path, tuple(sorted(scenario.settings)))
        members.setdefault(key, scenario)
        terms = [term for criterion in check.criteria if criterion.reading for term in criterion.reading.terms]
        elements = sorted({variable_of(element) for term in terms for element in term.elements})
        self.names.setdefault(batch, {}).update(dict.fromkeys(elements))
        if any("imbalance" in term.others for term in terms):
            self.balanced.add(batch)
        return batch, list(members).index(key)

    def run(self, systems: Callable, run: Callable, progress: Callable) -> None:
        """Run every batch."""
        sizes = {batch: len(members) * (batch[1] - batch[0]) for batch, members in self.batches.items()}
        done = 0
        for batch, members in self.batches.items():
            progress(done, sum(sizes.values()))
            system = systems(batch[0])
            balances = system.balances if batch in self.balanced else ()
            self.cases[batch] = run(list(members.values()), system, self.names[batch], balances)
            done += sizes[batch]
        progress(done, sum(sizes.values()))


class _Runs:
    """What the readings of one check are computed from: its runs, in the order of its settings, and the comparison."""

    def __init__(self, check: Check, system: System, batches: _Batches, places: Sequence[tuple[tuple, int]]):
        self.check, self.system, self.batches, self.places = check, system, batches, places
        self.years = {"year": np.arange(check.base, check.horizon + 1)}

    @property
    def fault(self) -> str:
        """Why a case, or what it is compared with, did not run to its end; empty where all did."""
        labels = [*(run.label for run in self.check.runs), "the comparison"]
        for (batch, number), label in zip(self.places, labels, strict=True):
            if error := self.batches.cases[batch].left.get(number):
                return f"with {label}: {error}" if label else str(error)
        return ""

    def _arrays(self, read: Callable) -> list[np.ndarray]:
        """What each run, and last the comparison, has of what ``read`` takes of its batch, in the years of the check."""
        return [read(self.batches.cases[batch])[-len(self.years["year"]) :, number] for batch, number in self.places]

    def _cases(self, arrays: Sequence[np.ndarray]) -> xr.DataArray:
        if not self.check.swept:
            return xr.DataArray(arrays[0], self.years, ("year",))
        labels = np.array([run.label for run in self.check.runs], dtype=object)
        settings = np.array([np.nan if run.number is None else run.number for run in self.check.runs])
        coordinates = {"case": labels, "setting": ("case", settings)} | self.years
        return xr.DataArray(np.array(arrays), coordinates, ("case", "year"))

    def quantity(self, element: str) -> Quantity:
        """The annual values of one element."""
        *cases, other = self._arrays(lambda batch: batch.values[element])
        return Quantity(self._cases(cases), xr.DataArray(other, self.years, ("year",)))

    def imbalance(self) -> xr.DataArray:
        """By how much each balance is open at the end of each year, relative to its larger side."""
        names = pd.Index(self.system.balances, dtype=object, name="variable")
        gaps = [self._cases(self._arrays(lambda cases, name=name: cases.gaps[name])[:-1]) for name in names]
        return xr.concat(gaps, names)

    def loop_strength(self) -> xr.DataArray:
        """The size of each named loop in what the check's runs are compared with; NaN where a run left its domain."""
        loops = strengths(self.check.comparison, self.system) if self.check.comparison else ()
        sizes = {one.loop.name: np.nan if one.size is None else abs(one.size) for one in loops}
        return xr.DataArray(list(sizes.values()), {"variable": np.array(list(sizes), dtype=object)}, ("variable",))


def _finding(check: Check, criterion: Criterion, runs: _Runs | None) -> Finding:
    found = None, "", False, check.fault or criterion.fault or (runs.fault if runs else "")
    if not found[-1] and criterion.reading and runs:
        found = _held(criterion.reading, criterion.expected, runs)
    of_check = check.name, check.title, check.title_zh, check.sector, check.settings, check.against, check.horizon
    return Finding(*of_check, criterion.text, criterion.expected.text, *found)


def _held(reading: Reading, expected: Expectation, runs: _Runs) -> tuple[float | None, str, bool, str]:
    """What was found where it is nearest to failing, where that is, whether all is as expected, and any fault."""
    with xr.set_options(arithmetic_join="exact"), np.errstate(all="ignore"):
        measure = xr.DataArray(reading.measure.compute(runs))
        if reading.condition:
            term, condition = reading.condition
            measure, held = xr.broadcast(measure, condition.holds(xr.DataArray(term.compute(runs))))
            measure = _flat(measure).isel(place=np.flatnonzero(_flat(held)))
        else:
            measure = _flat(measure)
        if not measure.size:
            return None, "", False, "the condition holds nowhere"
        worst = int(np.argmin(expected.room(measure).fillna(-np.inf).values))
        number, where = measure[worst].item(), _where(measure, worst)
        if not np.isfinite(number):
            return None, where, False, "no finite number"
        return number, where, bool(expected.holds(measure).all()), ""


def _flat(array: xr.DataArray) -> xr.DataArray:
    """What is found along one axis, ``place``."""
    return array.stack(place=array.dims, create_index=False) if array.dims else array.expand_dims("place")


def _where(array: xr.DataArray, place: int) -> str:
    """The variable, the setting and the year of a place, of those axes along which there are several."""
    there = array.isel(place=place)
    several = [name for name in ("variable", "case", "year") if name in array.coords and "place" in array[name].dims]
    return ", ".join(str(there[name].item()) for name in several)
