"""The model's own health: units, integration error, balances, and what a scenario changes in vain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.engine.build import System, dependencies
from model.engine.declare import Equation, Flow, Stock
from model.engine.errors import RunError
from model.engine.run import start_values
from model.results.annual import annual_values
from model.results.label import HEADLINES
from model.results.run import integrate
from model.scenario.element import variable_of
from model.scenario.load import Scenario
from model.scenario.units import quantity, registry

RATE = "is the rate of change of"
AGREEMENT = 1e-9  # relative; between an equation in units and the same in plain numbers
NOUGHT = 1e-12  # what is left of a difference of equal quantities


def check_units(system: System) -> list[str]:
    """Every conflict of units in the model, as sentences.

    Each equation is evaluated once at the start, on quantities that carry units: the dimension must be the declared
    one, and the number that of the plain evaluation, so that a percentage taken for a share is found too. The units
    of flows, initial values, published bases and balances are compared with what they belong to.
    """
    if unknown := _unknown_units(system):
        return unknown
    values, problems = start_values(system, {}, {}), []
    for name, declaration in system.declarations.items():
        if isinstance(declaration, Equation):
            problems += _Evaluation(name, system, values).conflicts()
    return problems + _links(system) + _balances(system)


def _unknown_units(system: System) -> list:
    problems = []
    for name, declaration in (system.declarations | system.balances).items():
        try:
            quantity(declaration.units)
        except ValueError as error:
            problems.append(f"{name}: units '{declaration.units}': {error}")
    return problems


@dataclass
class _Evaluation:
    """One equation, evaluated on quantities with units."""

    name: str
    system: System
    values: Mapping[str, float]

    def conflicts(self) -> list:
        declaration, elements = self.system.declarations[self.name], self.system.elements([self.name])
        try:
            with np.errstate(all="ignore"):  # np.where computes the branch that is not taken too
                results = declaration.elements(self._input)
        except (ZeroDivisionError, _units_error()) as error:
            return [f"{self.name} [{declaration.units}]: {error} (from {self._inputs()})"]
        pairs = zip(elements, results, strict=True)
        problems = [fault for element, result in pairs if (fault := self._compare(element, result, declaration.units))]
        return problems[:1]  # the elements of one variable share its equation

    def _input(self, name: str, index: Mapping[str, str]) -> Any:
        declaration = self.system.declarations[name]
        return quantity(declaration.units, float(self.values[self.system.element(name, index)]))

    def _inputs(self) -> str:
        declared = self.system.declarations
        return ", ".join(f"{name} [{declared[name].units}]" for name in dependencies(declared[self.name]))

    def _compare(self, element: str, result: Any, units: str) -> str | None:
        unit = quantity(units)
        ratio = result / unit  # also of a plain number, when the inputs have cancelled out
        if not ratio.dimensionless:
            given = f"its equation gives {getattr(result, 'dimensionality', 'a pure number')}"
            return f"{element}: {given}, declared '{units}' ({self._inputs()})"
        plain, magnitude = float(self.values[element]), float(ratio.to("").magnitude)
        if not np.isclose(magnitude, plain, rtol=AGREEMENT, atol=NOUGHT, equal_nan=True):
            found = f"{magnitude:.10g} {units} with units, {plain:.10g} without"
            return f"{element}: {found}; a scale is missing (from {self._inputs()})"
        return None


def _units_error() -> type[Exception]:
    import pint

    return pint.PintError


def _links(system: System) -> list:
    """Conflicts between a variable and what belongs to it: a flow's stocks, an initial value, a published base."""
    problems = []
    for name, declaration in system.declarations.items():
        if isinstance(declaration, Flow):
            ends = [end for end in (declaration.out_of, declaration.into) if end]
            problems += [_differ(system, name, end, RATE) for end in ends]
        if isinstance(declaration, Stock):
            problems.append(_differ(system, name, declaration.initial, "starts as"))
        if isinstance(declaration, Equation) and declaration.base:
            problems.append(_differ(system, name, declaration.base, "has the published base"))
    return [problem for problem in problems if problem]


def _differ(system: System, name: str, other: str, relation: str) -> str | None:
    mine, others = (system.declarations[n].units for n in (name, other))
    expected = quantity(others) / registry().Quantity(1.0, "year") if relation == RATE else quantity(others)
    if _same(quantity(mine), expected):
        return None
    return f"{name} [{mine}]: {relation} {other} [{others}], which does not fit"


def _same(one: Any, other: Any) -> bool:
    ratio = one / other
    return ratio.dimensionless and np.isclose(ratio.to("").magnitude, 1, rtol=AGREEMENT, atol=0)


def _balances(system: System) -> list:
    return [
        f"{name} [{balance.units}]: its term {term} is in {system.declarations[term].units}"
        for name, balance in system.balances.items()
        for term in (*balance.sources, *balance.uses)
        if not _same(quantity(system.declarations[term].units), quantity(balance.units))
    ]


def step_error(scenario: Scenario, system: System, variables: Sequence[str] = HEADLINES) -> dict[str, float]:
    """How much each variable at the end of the horizon changes, relatively, when the step is halved.

    Of a variable with dimensions, the largest change of its elements.
    """
    whole, half = (
        annual_values(integrate(scenario, system, step=step), system) for step in (scenario.step, scenario.step / 2)
    )
    return {
        name: max(_change(whole[element], half[element]) for element in system.elements([name]))
        for name in variables
        if name in system.declarations
    }


def _change(whole: np.ndarray, half: np.ndarray) -> float:
    one, other = float(whole[-1].item()), float(half[-1].item())
    return abs(one - other) / max(abs(one), abs(other)) if one != other else 0.0


def extremes(scenario: Scenario, system: System) -> int:
    """Run the scenario with each lever and driver alone at each end of its domain, all in one batch.

    Returns
    -------
    int
        How many runs there were.

    Raises
    ------
    RunError
        Naming the lever with which a run left its domain or its balance.
    """
    ends = [(name, end) for name in scenario.levers for end in system.declarations[variable_of(name)].domain]
    inputs = {
        name: {
            year: np.array([end if moved == name and year > scenario.start else value for moved, end in ends])
            for year, value in path.items()
        }
        for name, path in scenario.levers.items()
    }
    try:
        integrate(scenario, system, inputs=inputs)
    except RunError as error:
        name, end = ends[error.member]
        raise RunError(error.variable, error.time, error.member, f"with {name} at {end:g}: {error}") from None
    return len(ends)


def without_effect(scenario: Scenario, system: System) -> list[str]:
    """Element names of what a scenario changes and no result answers to.

    Run as a batch: its first member is the scenario, each other one the scenario with one change undone. The first
    year tells of most changes; only what it leaves open is run to the end.
    """
    changed = _changed(scenario, system)
    for end in (scenario.start + 1, scenario.end):
        changed = _still(scenario, system, changed, end) if changed else []
    return changed


def _changed(scenario: Scenario, system: System) -> list:
    parameters = [name for name, value in scenario.parameters.items() if value != system.figures[name]]
    paths = scenario.levers.items()
    return parameters + [
        n for n, path in paths if any(value != system.default(n, year) for year, value in path.items())
    ]


def _still(scenario: Scenario, system: System, changed: Sequence[str], end: int) -> list[str]:
    """Those of the changes that moved nothing up to the end of a year."""

    def members(name: str, value: float, usual: float) -> float | np.ndarray:
        """The scenario's value, then it with each change undone."""
        if name not in changed:
            return value
        return np.array([value, *(usual if name == other else value for other in changed)])

    parameters = {n: members(n, value, system.figures[n]) for n, value in scenario.parameters.items()}
    inputs = {
        n: {year: members(n, value, system.default(n, year)) for year, value in path.items()}
        for n, path in scenario.levers.items()
    }
    try:
        trajectory = integrate(scenario, system, end=end, parameters=parameters, inputs=inputs)
    except RunError as error:
        if error.member == 0:
            raise
        answered = changed[error.member - 1]  # for without this change the run fails
        rest = [name for name in changed if name != answered]
        return _still(scenario, system, rest, end) if rest else []
    moved = np.zeros(trajectory.members, dtype=bool)
    for values in (*trajectory.ends.values(), *trajectory.totals.values()):
        moved |= (values != values[:, :1]).any(axis=0)
    return [name for name, answers in zip(changed, moved[1:], strict=True) if not answers]
