"""The problem that the solver solves: which targets are asked of a scenario's levers, in the model itself.

A target is one or more rows, each a smooth function of the levers that must lie between two limits, in halves of the
target's magnitude. Most readings are one row. The least increase in any year is a row a year. A peak is a row for each
year compared: the variable is not above its target year's value later or, where the run ends there, it falls in it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import xarray as xr

from model.data.catalogue import Record
from model.engine.build import System, nearest
from model.engine.declare import LARGEST
from model.engine.kernel import Kernel
from model.errors import InputError
from model.plan.solve.finite_differences import slopes
from model.plan.solve.paths import Paths
from model.plan.targets import aim, limits, reading
from model.results.annual import annual_values, needed
from model.results.run import integrate
from model.scenario.element import variable_of

STEP = 1e-5  # of a central difference, in plausible yearly changes
LEAST_CHANGE = 0.05  # of the base: what a change is at least held to be worth, as a scale
MARGIN = 1e-7  # by which a limit is kept to the inside, in halves of the target's magnitude


@dataclass(frozen=True)
class Row:
    """One limited function of the levers: of which target, and what scales it."""

    target: str
    low: float
    high: float
    scale: float


class Problem:
    """Targets, and the lever paths by which a scenario may meet them.

    Parameters
    ----------
    targets
        Those to be met; each needs a variable of the model and a year within the scenario's.
    paths
        What may be chosen.

    Raises
    ------
    InputError
        Naming every target that cannot be asked for, and every two that exclude each other as they stand.
    RunError
        Where the scenario as it stands does not run.
    """

    def __init__(self, scenario, system: System, targets: Iterable[Record], paths: Paths, kernel: Kernel | None = None):
        self.scenario, self.system, self.paths = scenario, system, paths
        self.targets, self.kernel = list(targets), kernel or system.kernel
        if problems := list(_faults(self.targets, scenario, system)):
            raise InputError(problems)
        self.runs = 0  # how many members have been integrated
        self.years, self.base = self._annual(np.zeros(paths.shape))
        self.rows = [row for target in self.targets for row in self._limits(target)]

    def only(self, ids: Iterable[str]) -> "Problem":
        """The same problem with some of its targets."""
        kept = set(ids)
        targets = [target for target in self.targets if target.id in kept]
        return Problem(self.scenario, self.system, targets, self.paths, self.kernel)

    @cached_property
    def low(self) -> np.ndarray:
        """The rows' lower limits, in halves of the targets' magnitudes, a hair inside."""
        return np.array([row.low / row.scale + self._margin(row) for row in self.rows])

    @cached_property
    def high(self) -> np.ndarray:
        """The rows' upper limits, likewise."""
        return np.array([row.high / row.scale - self._margin(row) for row in self.rows])

    def _margin(self, row):
        return min(MARGIN, self._room[row.target] / row.scale / 4)

    @cached_property
    def _room(self):
        """By target, how far apart its limits are, and those of others on the same reading of its variable with it."""
        room = {target.id: np.inf for target in self.targets}
        for group in _alike(self.targets):
            low, high = max(low for _, (low, _) in group), min(high for _, (_, high) in group)
            room |= {target.id: high - low for target, _ in group}
        return room

    @cached_property
    def owner(self) -> np.ndarray:
        """Which target each row belongs to, as its place in ``targets``."""
        places = {target.id: i for i, target in enumerate(self.targets)}
        return np.array([places[row.target] for row in self.rows], dtype=int)

    def inputs(self, deviations: np.ndarray) -> dict[str, dict[int, float | np.ndarray]]:
        """The levers and drivers of every year; ``deviations`` may have members as its last axis.

        After the last year that may be chosen, a lever keeps its value.
        """
        paths = self.paths
        found = {name: dict(path) for name, path in self.scenario.levers.items()}
        for name, path in zip(paths.names, paths.values(deviations), strict=True):
            found[name] |= dict(zip(paths.years, path, strict=True))
            found[name] |= {year: path[-1] for year in range(paths.years[-1] + 1, self.scenario.end + 1)}
        return found

    def project(self, deviations: np.ndarray) -> xr.Dataset:
        """Run the model and keep what the targets read; members as in ``inputs``.

        Raises
        ------
        RunError
            Where a run leaves its domain.
        """
        years, values = self._annual(deviations)
        data, labels = {}, {"year": years}
        for name in self._variables:
            dimensions = self.system.declarations[name].dimensions
            arrays = [values[element] for element in self.system.elements([name])]
            sizes = [len(dimension.labels) for dimension in dimensions]
            array = np.stack(arrays, axis=1).reshape(len(years), *sizes, arrays[0].shape[-1])
            data[name] = (("year", *(dimension.name for dimension in dimensions), "member"), array)
            labels |= {dimension.name: list(dimension.labels) for dimension in dimensions}
        return xr.Dataset(data, labels)

    def _annual(self, deviations):
        """The years, and by element name the annual values of what the targets read, shape (years, members)."""
        trajectory = integrate(
            self.scenario,
            self.system,
            inputs=self.inputs(deviations),
            kernel=self.kernel,
            kept=self.system.elements(self._needed),
        )
        self.runs += trajectory.members
        values = annual_values(trajectory, self.system, self._needed)
        shape = (len(trajectory.years), trajectory.members)
        elements = self.system.elements(self._variables)
        return trajectory.years, {element: np.broadcast_to(values[element], shape) for element in elements}

    @cached_property
    def _needed(self):
        return needed(self._variables, self.system)

    @cached_property
    def _variables(self):
        names = [variable_of(target.variable) for target in self.targets]
        return dict.fromkeys(names + ["gdp"] * any(target.reading == "growth_above_gdp" for target in self.targets))

    def values(self, deviations: np.ndarray) -> np.ndarray:
        """Every row, in halves of its target's magnitude, shape (rows,) or (rows, members)."""
        years, found = self._annual(deviations)
        rows = np.array([row for target in self.targets for row in _read(target, years, found)])
        rows = rows / np.array([[row.scale] for row in self.rows])
        return rows if deviations.ndim > 2 else rows[:, 0]

    def jacobian(self, deviations: np.ndarray) -> np.ndarray:
        """Derivatives of the rows by the deviations, shape (rows, levers * years), from one batch of runs."""
        low, high = (side.ravel() for side in self.paths.bounds)
        here = np.clip(deviations.ravel(), low, high)
        return slopes(lambda members: self.values(members.reshape(*self.paths.shape, -1)), here, low, high, STEP)

    def _limits(self, target):
        """The rows of a target, without their values."""
        rows = len(_read(target, self.years, self.base))
        low, high = (0.0, np.inf) if target.reading == "peak" else limits(target)
        scale = self._scale(target)
        if target.reading == "yearly_increase":  # the least increase keeps a lower limit if that of every year does
            return [Row(target.id, low, np.inf, scale)] * (rows - 1) + [Row(target.id, -np.inf, high, scale)]
        return [Row(target.id, low, high, scale)] * rows

    def _scale(self, target):
        """Half the target's magnitude; of a change, that is not less than a twentieth of the base it changes."""
        base = abs(float(self.base[target.variable][0, 0]))
        if target.reading == "peak":
            return base / 2 or 1.0
        if target.reading == "level":
            return abs(aim(target)) / 2 or base / 2 or 1.0
        return max(abs(aim(target)), LEAST_CHANGE * (100.0 if target.unit == "%" else base)) / 2 or 1.0


def _read(target, years, found):
    """What is limited of a target, a list of arrays of shape (members,)."""
    values = found[target.variable]
    last = target.year - int(years[0])
    if target.reading == "peak":
        return list(values[last] - values[last + 1 :]) or [values[last - 1] - values[last]]
    if target.reading == "yearly_increase":
        increases = np.diff(values[: last + 1], axis=0)
        return [*increases, increases.min(axis=0)]
    return [reading(target, years, values, found.get("gdp"))]


def asked(targets: Iterable[Record], scenario) -> tuple[list[Record], dict[str, str]]:
    """Those of the plan's targets that a solver can ask for, and of the others, by id, why it leaves them out.

    Raises
    ------
    InputError
        Where the scenario itself names a target that is not in the model or whose year is outside its horizon.
    """
    kept, left_out = [], {}
    for target in targets:
        if target.restates:
            left_out[target.id] = f"restates {target.restates}"
        elif not target.variable:
            left_out[target.id] = f"not in the model: {target.reason}"
        elif target.year is None or not scenario.start < target.year <= scenario.end:
            left_out[target.id] = (
                f"its year, {target.year or 'none'}, is not within {scenario.start + 1} to {scenario.end}"
            )
        else:
            kept.append(target)
    if scenario.targets != "all":
        _refuse_named({name: why for name, why in left_out.items() if not why.startswith("restates")}, scenario)
    return kept, left_out


def _refuse_named(left_out, scenario):
    """Of targets that a scenario names one by one, none may be left out unsaid."""
    if left_out:
        places = {name: scenario.origins.get(f"targets.{name}", scenario.path) for name in left_out}
        raise InputError(
            [f"{places[name]}: targets.{name}: cannot be asked for, {why}" for name, why in left_out.items()]
        )


def _faults(targets, scenario, system):
    """What is wrong with the targets, a sentence each."""
    if not targets:
        yield "found no target that the model can be held against"
    yield from (f"{name}: the target stands twice" for name, n in Counter(t.id for t in targets).items() if n > 1)
    sound = []
    for target in targets:
        fault = _fault(target, scenario, system)
        if fault:
            yield f"{target.id}: {fault}"
        else:
            sound.append(target)
    yield from _exclusive(sound)


def _fault(target, scenario, system):
    """What is wrong with one target, or None."""
    declaration = system.declarations.get(variable_of(target.variable))
    elements = system.elements([variable_of(target.variable)]) if declaration else []
    if target.variable not in elements:
        return f"found no variable '{target.variable}'{nearest(target.variable, system.elements(system.declarations))}"
    if target.year is None or not scenario.start < target.year <= scenario.end:
        return f"found the year {target.year}; expected one from {scenario.start + 1} to {scenario.end}"
    if target.reading == "peak":
        return None
    try:
        low, high = limits(target)
    except ValueError as error:
        return str(error)
    if not low <= high:
        return f"found limits from {low:g} to {high:g}; expected them in order"
    least, most = declaration.domain
    if target.reading == "level" and (low > most or high < least):
        asks = f"at least {low:g}" if low > most else f"at most {high:g}"
        bounds = " to ".join("any" if abs(end) >= LARGEST else f"{end:g}" for end in (least, most))
        return f"asks for {asks} {target.unit}; {target.variable} is in its domain from {bounds}"
    return None


def _exclusive(targets):
    """Every two targets of the same reading, variable and year whose limits exclude each other."""
    for group in _alike(targets):
        (least, (low, _)), (most, (_, high)) = max(group, key=lambda g: g[1][0]), min(group, key=lambda g: g[1][1])
        if low > high:
            yield f"{least.id} and {most.id}: exclude each other, one asks for {low:g} or more, one for {high:g} or less"


def _alike(targets):
    """Targets of the same reading, variable and year, each with its limits; peaks have none."""
    alike = {}
    for target in targets:
        if target.reading != "peak":
            alike.setdefault((target.variable, target.reading, target.year), []).append((target, _plain(target)))
    return alike.values()


def _plain(target):
    """The limits of the reading itself: those of a fall with their signs reversed."""
    low, high = limits(target)
    return (-high, -low) if target.relation == "falls by" else (low, high)


def with_levers(problem: Problem, deviations: np.ndarray):
    """The scenario with its levers at these deviations."""
    levers = {
        name: {year: float(value) for year, value in path.items()} for name, path in problem.inputs(deviations).items()
    }
    changed = tuple(dict.fromkeys((*problem.scenario.changed, *problem.paths.names)))
    title = {"en": f"{problem.scenario.title['en']} (solved)", "zh": f"{problem.scenario.title['zh']}（求解结果）"}
    name = f"{problem.scenario.name[:57]}-solved"
    return replace(problem.scenario, name=name, title=title, levers=levers, changed=changed)
