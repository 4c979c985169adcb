"""Runs of a scenario with other values of its parameters, levers and drivers, as one batch; who leaves the domain is told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from model.data import projects
from model.data.estimates import with_references
from model.engine.build import System
from model.engine.errors import RunError
from model.engine.run import Trajectory
from model.results.annual import annual_values, needed
from model.results.run import integrate
from model.scenario.load import Scenario

RAN, LEFT = 1, 2  # of a member's status; of one that has not been run it is 0


def status_of(members: int, ran: np.ndarray) -> np.ndarray:
    """The status of each member as int8: of those in ``ran`` that it ran, of all others that it left its domain."""
    status = np.full(members, LEFT, dtype="int8")
    status[ran] = RAN
    return status


def run_members(
    scenario: Scenario, system: System, values: Mapping[str, np.ndarray], kept: Iterable[str] | None = None
) -> tuple[Trajectory, np.ndarray, dict[int, RunError]]:
    """Simulate a batch; a member that leaves its domain is left out, and the others are run again without it.

    Parameters
    ----------
    values
        By element name of a parameter, lever or driver, or by name of a project, an array of shape (members,); a member
        at NaN has the scenario's own value. Of a lever or driver, a value holds in every year, beside what projects
        complete, or has shape (members, years), the base year first; of a project it is the size.
    kept
        As of :func:`model.engine.run.simulate`.

    Returns
    -------
    trajectory
        Of the members that ran, in their order.
    ran : array of int
        Their numbers.
    left : dict of int to RunError
        By number, why a member was left out.

    Raises
    ------
    RunError
        Where no member runs: why the first did not.
    """
    trajectory, ran, left = those_who_ran(scenario, system, values, kept)
    if trajectory is None:
        raise left[min(left)]
    return trajectory, ran, left


def those_who_ran(
    scenario: Scenario, system: System, values: Mapping[str, np.ndarray], kept: Iterable[str] | None = None
) -> tuple[Trajectory | None, np.ndarray, dict[int, RunError]]:
    """As :func:`run_members`, but where no member runs the trajectory is None."""
    (members,) = {len(array) for array in values.values()}

    def run(ran: np.ndarray) -> Trajectory:
        changes = _changes(scenario, system, {name: array[ran] for name, array in values.items()})
        return integrate(scenario, system, **changes, kept=kept)

    return without_leavers(members, run)


def without_leavers(members: int, run: Callable[[np.ndarray], Any]) -> tuple[Any, np.ndarray, dict[int, RunError]]:
    """What ``run`` gives for the numbers of those members with whom it raises no RunError; None where there are none.

    Returns
    -------
    found, ran, left
        The numbers of the members that ran; by number, why a member was left out.
    """
    ran, left = np.arange(members), {}
    while len(ran):
        try:
            return run(ran), ran, left
        except RunError as error:
            at_fault = {error.member: error} | error.others
            left |= {int(ran[member]): fault for member, fault in at_fault.items()}
            ran = np.delete(ran, list(at_fault))
    return None, ran, left


def _changes(scenario: Scenario, system: System, values: Mapping[str, np.ndarray]) -> dict[str, dict[str, Any]]:
    """The arguments of :func:`model.results.run.integrate` by which the values come in."""
    values = with_references(values)

    def own(name: str, usual: float, beside: float = 0.0) -> float | np.ndarray:
        return np.where(np.isnan(values[name]), usual, values[name] + beside) if name in values else usual

    def at(name: str, year: int, usual: float) -> float | np.ndarray:
        if name in values and np.ndim(values[name]) == 2:
            return values[name][:, year - scenario.base]
        return own(name, usual, system.default(name, year) - system.figures[name])

    inputs = {
        name: {year: at(name, year, value) for year, value in path.items()} for name, path in scenario.levers.items()
    }
    for name, project in projects(scenario.base).items():
        if name in values and project.year <= scenario.end:
            path = inputs[project.input]
            path[project.year] = path[project.year] + own(name, project.size) - project.size
    return {"parameters": {name: own(name, value) for name, value in scenario.parameters.items()}, "inputs": inputs}


def run_alone(
    scenario: Scenario, system: System, changes: Sequence[tuple[str, float]], names: Sequence[str]
) -> tuple[dict[str, np.ndarray], np.ndarray, dict[int, RunError]]:
    """Run each change alone: one parameter, lever or driver, by element name, at another value.

    Returns
    -------
    values : dict of str to array, shape (years, runs that stayed in their domain)
        Annual values of the variables in ``names``, by element name.
    ran, left
        As of :func:`run_members`, by place in ``changes``.
    """
    values = {name: np.full(len(changes), np.nan) for name, _ in changes}
    for place, (name, value) in enumerate(changes):
        values[name][place] = value
    kept = needed(names, system)
    trajectory, ran, left = run_members(scenario, system, values, system.elements(kept))
    annual = annual_values(trajectory, system, kept)
    shape = (len(trajectory.years), len(ran))
    return {name: np.broadcast_to(annual[name], shape) for name in system.elements(names)}, ran, left
