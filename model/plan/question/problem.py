"""The problem that the solver solves: what is asked of a scenario's levers, and what it costs, in the model itself.

The model is run as far as anything must still hold, which may be beyond the scenario's own end; after the last year that
may be chosen, levers keep their values. Money is what outlays of every kind come to in every year, at constant prices.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import xarray as xr

from model.data import outlays
from model.data.catalogue import Record
from model.engine.build import System
from model.engine.declare import Lever
from model.engine.kernel import Kernel
from model.errors import InputError
from model.plan.question.asked import faults
from model.plan.question.claims import Kept, Wanted, room
from model.plan.question.finite_differences import slopes
from model.plan.question.paths import Paths
from model.plan.targets import due
from model.results.annual import annual_values, needed
from model.results.run import integrate
from model.scenario.element import variable_of
from model.scenario.load import Scenario

STEP = 1e-5  # of a central difference, in plausible yearly changes
DIGITS = 12  # of a lever's value as it is written: no noise of the arithmetic
MARGIN = 1e-7  # by which a limit is kept to the inside, in halves of the claim's magnitude


@dataclass(frozen=True)
class Beyond:
    """What is asked beside the targets."""

    keeps: tuple[Kept, ...] = ()  # what must not get worse
    hold: int = 0  # how many years after its own a target must still hold
    # by element name, levers that are solved for apart: the value that each has from the first year on
    efforts: Mapping[str, float] = field(default_factory=dict)


NOTHING = Beyond()


class Problem:
    """Claims, and the lever paths by which a scenario may meet them.

    Parameters
    ----------
    targets
        Those to be met; each needs a variable of the model and a year within the scenario's.
    paths
        What may be chosen.
    beyond
        What is asked beside the targets.

    Raises
    ------
    InputError
        Naming every target that cannot be asked for, and every two that exclude each other as they stand.
    RunError
        Where the scenario as it stands does not run.
    """

    def __init__(
        self,
        scenario: Scenario,
        system: System,
        targets: Iterable[Record],
        paths: Paths,
        kernel: Kernel | None = None,
        beyond: Beyond = NOTHING,
    ):
        self.scenario, self.system, self.paths, self.beyond = scenario, system, paths, beyond
        self.targets, self.kernel = list(targets), kernel or system.kernel
        if problems := list(faults(self.targets, scenario, system)):
            raise InputError(problems)
        self.last = max([scenario.end, *(due(target) + beyond.hold for target in self.targets)])  # year of a run
        self.longer = longer(scenario, system, self.last)
        self.claims = [*(Wanted(target, scenario.end, beyond.hold) for target in self.targets), *beyond.keeps]
        self.runs = 0  # how many members have been integrated
        self.years, self.base = self._annual({name: dict(path) for name, path in self.longer.levers.items()})
        self.spent = self._money(self.base)[:, 0]  # on the scenario's own path, shape (outlays * years,)
        self.rows = [row for claim in self.claims for row in claim.rows(self.years, self.base)]

    def other(self, targets: Iterable[Record] | None = None, paths: Paths | None = None, **changes: Any) -> "Problem":
        """The same problem with other targets or paths, or beside other things, by the names of :class:`Beyond`."""
        asked = self.targets if targets is None else targets
        beyond = replace(self.beyond, **changes)
        return Problem(self.scenario, self.system, asked, paths or self.paths, self.kernel, beyond)

    def beside(self, efforts: Mapping[str, float]) -> "Problem":
        """The same problem with other values of the levers that are solved for apart."""
        other = copy(self)
        other.beyond = replace(self.beyond, efforts=dict(efforts))
        return other

    @cached_property
    def records(self) -> list[Record]:
        """The claims as records, in their order."""
        return [*self.targets, *(claim.record(self.system) for claim in self.beyond.keeps)]

    @cached_property
    def low(self) -> np.ndarray:
        """The rows' lower limits, in halves of the claims' magnitudes, a hair inside."""
        return np.array([row.low / row.scale for row in self.rows]) + self._margins

    @cached_property
    def high(self) -> np.ndarray:
        """The rows' upper limits, likewise."""
        return np.array([row.high / row.scale for row in self.rows]) - self._margins

    @cached_property
    def _margins(self) -> np.ndarray:
        apart = room(self.claims)
        return np.array([min(MARGIN, apart.get(row.claim, np.inf) / row.scale / 4) for row in self.rows])

    @cached_property
    def owner(self) -> np.ndarray:
        """Which claim each row belongs to, as its place in ``claims``."""
        places = {claim.id: i for i, claim in enumerate(self.claims)}
        return np.array([places[row.claim] for row in self.rows], dtype=int)

    def inputs(self, deviations: np.ndarray) -> dict[str, dict[int, float | np.ndarray]]:
        """The levers and drivers of every year of a run; ``deviations`` may have members as its last axis.

        After the last year that may be chosen, a lever keeps its value.
        """
        paths = self.paths
        inputs: dict[str, dict[int, float | np.ndarray]] = {n: {**path} for n, path in self.longer.levers.items()}
        for name, path in zip(paths.names, paths.values(deviations), strict=True):
            inputs[name] |= dict(zip(paths.years, path, strict=True))
            inputs[name] |= {year: path[-1] for year in range(paths.years[-1] + 1, self.last + 1)}
        for name, value in self.beyond.efforts.items():
            inputs[name] |= {year: max(inputs[name][year], value) for year in range(paths.years[0], self.last + 1)}
        return inputs

    def project(self, deviations: np.ndarray) -> xr.Dataset:
        """Run the model and keep what the claims read; members as in ``inputs``.

        Raises
        ------
        RunError
            Where a run leaves its domain.
        """
        years, values = self._annual(self.inputs(deviations))
        data, labels = {}, {"year": years}
        for name in self._variables:
            dimensions = self.system.declarations[name].dimensions
            arrays = [values[element] for element in self.system.elements([name])]
            sizes = [len(dimension.labels) for dimension in dimensions]
            array = np.stack(arrays, axis=1).reshape(len(years), *sizes, arrays[0].shape[-1])
            data[name] = (("year", *(dimension.name for dimension in dimensions), "member"), array)
            labels |= {dimension.name: list(dimension.labels) for dimension in dimensions}
        return xr.Dataset(data, labels)

    def annual(self, at: np.ndarray) -> dict[str, np.ndarray]:
        """Annual values of what the claims read at these deviations, by element name, shape (years, 1)."""
        return self._annual(self.inputs(at.reshape(self.paths.shape)))[1]

    def _annual(self, inputs: Mapping[str, Mapping]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """The years, and by element name the annual values of what the claims read, shape (years, members)."""
        trajectory = integrate(self.longer, self.system, inputs=inputs, kernel=self.kernel, kept=self._kept)
        self.runs += trajectory.members
        values = annual_values(trajectory, self.system, self._needed)
        shape = (len(trajectory.years), trajectory.members)
        return trajectory.years, {element: np.broadcast_to(values[element], shape) for element in self._elements}

    @cached_property
    def _needed(self) -> list[str]:
        return needed(self._variables, self.system)

    @cached_property
    def _kept(self) -> list[str]:
        return self.system.elements(self._needed)

    @cached_property
    def _elements(self) -> list[str]:
        return self.system.elements(self._variables)

    @cached_property
    def _variables(self) -> dict[str, None]:
        names = [variable_of(element) for claim in self.claims for element in claim.reads]
        gdp = ["gdp"] * ("gdp" in self.system.declarations)
        return dict.fromkeys([*names, *gdp, *(variable_of(name) for pair in self.outlays for name in pair)])

    @cached_property
    def outlays(self) -> list[tuple[str, str]]:
        """What money is paid out for, and the prices that it is paid at, of those in the model; element names."""
        known = set(self.system.elements(self.system.declarations))
        return [(row.variable, row.prices) for row in outlays() if row.variable in known]

    def evaluate(self, deviations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Every row, in halves of its claim's magnitude, and the money of every outlay and year, from one run.

        Shapes (rows,) and (outlays * years,), or with members last.
        """
        years, annual = self._annual(self.inputs(deviations))
        rows = np.array([row for claim in self.claims for row in claim.values(years, annual)])
        rows, money = rows / np.array([[row.scale] for row in self.rows]), self._money(annual)
        return (rows, money) if deviations.ndim > 2 else (rows[:, 0], money[:, 0])

    def values(self, deviations: np.ndarray) -> np.ndarray:
        """Every row, as :meth:`evaluate` gives it."""
        return self.evaluate(deviations)[0]

    def _money(self, annual: Mapping[str, np.ndarray]) -> np.ndarray:
        """What each outlay comes to in each year after the base year, at constant prices, shape (outlays * years, members)."""
        parts = [annual[name][1:] / annual[prices][1:] for name, prices in self.outlays]
        return np.concatenate(parts) if parts else np.zeros((0, next(iter(annual.values())).shape[-1]))

    def slopes(self, deviations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Derivatives of what ``evaluate`` gives by the deviations, each shape (values, levers * years), from one batch."""
        low, high = (side.ravel() for side in self.paths.bounds)
        here = np.clip(deviations.ravel(), low, high)
        members = (*self.paths.shape, -1)
        derivatives = slopes(lambda moved: np.vstack(self.evaluate(moved.reshape(members))), here, low, high, STEP)
        return derivatives[: len(self.rows)], derivatives[len(self.rows) :]


def longer(scenario: Scenario, system: System, last: int) -> Scenario:
    """The scenario to a later year: levers, and what the scenario sets, keep their values; other drivers go on as usual."""
    changed = {variable_of(name) for name in scenario.changed}
    held = set(system.elements(system.of_kind(Lever)))
    levers = {}
    for name, path in scenario.levers.items():
        keeps = not system.input(variable_of(name)).dated and (name in held or variable_of(name) in changed)
        after = range(scenario.end + 1, last + 1)
        usual = {year: path[scenario.end] if keeps else system.default(name, year) for year in after}
        levers[name] = dict(path) | usual
    return replace(scenario, end=max(last, scenario.end), levers=levers)


def with_levers(problem: Problem, deviations: np.ndarray) -> Scenario:
    """The scenario with its levers at these deviations, to its own end."""
    names = (*problem.paths.names, *problem.beyond.efforts)
    inputs, scenario = problem.inputs(deviations), problem.scenario
    levers = dict(scenario.levers) | {
        name: {year: float(f"{inputs[name][year]:.{DIGITS}g}") for year in scenario.levers[name]} for name in names
    }
    changed = tuple(dict.fromkeys((*scenario.changed, *names)))
    title = {"en": f"{scenario.title['en']} (solved)", "zh": f"{scenario.title['zh']}（求解结果）"}
    return replace(scenario, name=f"{scenario.name[:57]}-solved", title=title, levers=levers, changed=changed)
