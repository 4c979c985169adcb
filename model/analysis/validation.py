"""The reality checks run: every check's cases in few batches, every reading held to its expectation."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import groupby

import numpy as np
import pandas as pd
import xarray as xr

from model.analysis.cases import Cases, run_cases
from model.analysis.loops import strengths
from model.analysis.readings import Quantity
from model.analysis.reality_checks import Check, reality_checks
from model.engine.build import System, nearest
from model.scenario_file import InputError
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
    known = {check.name: check for check in reality_checks()}
    if unknown := [name for name in only if name not in known]:
        raise InputError([f"'{name}' is no check{nearest(name, known)}" for name in unknown])
    return findings([known[name] for name in known if not only or name in only], progress=progress)


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


def _run(checks, systems, run, progress):
    """The runs of each check that can run, by its name; checks of one base and horizon in one batch."""
    able = sorted((check for check in checks if not check.fault), key=_batch_of)
    batches = [list(group) for _, group in groupby(able, key=_batch_of)]
    sizes = [sum(check.horizon - check.base for check in batch) for batch in batches]
    found = {}
    for i, batch in enumerate(batches):
        progress(sum(sizes[:i]), sum(sizes))
        found |= _run_batch(batch, systems(batch[0].base), run)
    progress(sum(sizes), sum(sizes))
    return found


def _batch_of(check):
    return check.base, check.horizon


def _run_batch(checks, system, run):
    members = _Members()
    places = {check.name: [members.place(scenario) for scenario in check.scenarios] for check in checks}
    comparisons = {check.name: members.place(check.comparison) for check in checks}
    terms = [term for check in checks for c in check.criteria if c.reading for term in c.reading.terms]
    names = dict.fromkeys(element.partition("[")[0] for term in terms for element in sorted(term.elements))
    balanced = any("imbalance" in term.others for term in terms)
    cases = run(members.scenarios, system, names, system.balances if balanced else ())
    return {check.name: _Runs(check, system, cases, places[check.name], comparisons[check.name]) for check in checks}


class _Members:
    """The scenarios of a batch, each of which is run once."""

    def __init__(self):
        self.scenarios, self.places = [], {}

    def place(self, scenario):
        """The place of a scenario in the batch."""
        key = (scenario.path, tuple(sorted(scenario.settings)))
        if key not in self.places:
            self.places[key] = len(self.scenarios)
            self.scenarios.append(scenario)
        return self.places[key]


class _Runs:
    """What the readings of one check are computed from."""

    def __init__(self, check, system, cases, places, comparison):
        self.check, self.system = check, system
        self.found, self.places, self.other = cases, places, comparison

    @property
    def fault(self):
        """Why a case, or what it is compared with, did not run to its end; empty where all did."""
        labels = dict(zip(self.places, (run.label for run in self.check.runs), strict=True))
        for place in (*self.places, self.other):
            if place in self.found.left:
                label = labels.get(place, "the comparison")
                return f"with {label}: {self.found.left[place]}" if label else str(self.found.left[place])
        return ""

    def quantity(self, element):
        """The annual values of one element."""
        array = self.found.values[element]
        year = {"year": self.found.years}
        return Quantity(self._cases(array), xr.DataArray(array[:, self.other], year, ("year",)))

    def _cases(self, array):
        year = {"year": self.found.years}
        if not self.check.swept:
            return xr.DataArray(array[:, self.places[0]], year, ("year",))
        labels = np.array([run.label for run in self.check.runs], dtype=object)
        settings = np.array([np.nan if run.number is None else run.number for run in self.check.runs])
        return xr.DataArray(
            array[:, self.places].T, year | {"case": labels, "setting": ("case", settings)}, ("case", "year")
        )

    def imbalance(self):
        """By how much each balance is open at the end of each year, relative to its larger side."""
        names = pd.Index(self.found.gaps, dtype=object, name="variable")
        return xr.concat([self._cases(array) for array in self.found.gaps.values()], names)

    def loop_strength(self):
        """The size of each named loop in what the check's runs are compared with; NaN where a run left its domain."""
        found = {one.loop.name: one.size for one in strengths(self.check.comparison, self.system)}
        sizes = [np.nan if size is None else abs(size) for size in found.values()]
        return xr.DataArray(sizes, {"variable": np.array(list(found), dtype=object)}, ("variable",))


def _finding(check, criterion, runs):
    found, where, passed = None, "", False
    fault = check.fault or criterion.fault or runs.fault
    if not fault:
        found, where, passed, fault = _held(criterion, runs)
    of_check = {key: getattr(check, key) for key in ("title", "title_zh", "sector", "settings", "against", "horizon")}
    return Finding(
        check.name,
        **of_check,
        reading=criterion.text,
        expected=criterion.expected.text,
        found=found,
        where=where,
        passed=passed,
        fault=fault,
    )


def _held(criterion, runs):
    """What was found where it is nearest to failing, where that is, whether all is as expected, and any fault."""
    reading, expected = criterion.reading, criterion.expected
    with xr.set_options(arithmetic_join="exact"), np.errstate(all="ignore"):
        found = xr.DataArray(reading.measure.compute(runs))
        if reading.condition:
            term, condition = reading.condition
            found, held = xr.broadcast(found, condition.holds(xr.DataArray(term.compute(runs))))
            found = _flat(found).isel(place=np.flatnonzero(_flat(held)))
        else:
            found = _flat(found)
        if not found.size:
            return None, "", False, "the condition holds nowhere"
        worst = int(np.argmin(expected.room(found).fillna(-np.inf).values))
        number, where = found[worst].item(), _where(found, worst)
        if not np.isfinite(number):
            return None, where, False, "no finite number"
        return number, where, bool(expected.holds(found).all()), ""


def _flat(found):
    """What is found along one axis, ``place``."""
    return found.stack(place=found.dims, create_index=False) if found.dims else found.expand_dims("place")


def _where(found, place):
    """The variable, the setting and the year of a place, of those axes along which there are several."""
    there = found.isel(place=place)
    several = [name for name in ("variable", "case", "year") if name in found.coords and "place" in found[name].dims]
    return ", ".join(str(there[name].item()) for name in several)
