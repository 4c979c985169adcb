"""Several scenarios of one base and horizon as the members of one batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from model.analysis.uncertainty.batch import without_leavers
from model.engine.build import System
from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.run import simulate
from model.engine.trajectory import Trajectory
from model.results.annual import annual_values, needed
from model.scenario.element import variable_of
from model.scenario.load import Scenario


@dataclass(frozen=True)
class Cases:
    """What a batch of scenarios gives."""

    years: np.ndarray  # shape (years,)
    # shape (years, cases): annual values by element name; NaN in a case that left its domain
    values: dict[str, np.ndarray]
    # shape (years, cases): by balance, by how much its sources and uses differ at the end of the year, over the larger
    # of the two
    gaps: dict[str, np.ndarray]
    left: dict[int, RunError]  # by the number of the case, why it left its domain


def run_cases(
    scenarios: Sequence[Scenario],
    system: System,
    names: Iterable[str],
    balances: Iterable[str] = (),
    inputs: Mapping[str, Mapping[int, float]] | None = None,
    replayed: Mapping[str, np.ndarray] | None = None,
    engine: str = "auto",
) -> Cases:
    """Run scenarios of one start, end, method and step as one batch.

    Parameters
    ----------
    names
        The variables whose annual values are wanted.
    balances
        The balances whose gaps are wanted.
    inputs, replayed
        Of a link that is cut, as :func:`model.analysis.cut.replay` gives them.
    engine
        As of :func:`model.engine.run.simulate`.
    """
    names, balances = tuple(names), tuple(balances)
    kernel, equations = system.kernel, needed(names, system)
    terms = [term for name in balances for term in (*system.balances[name].sources, *system.balances[name].uses)]
    kept = set(system.elements([*equations, *terms]))

    def run(numbers: np.ndarray) -> tuple[dict, dict]:
        setup = _together([scenarios[i] for i in numbers], inputs or {})
        trajectory = simulate(
            system, scenarios[0].end, setup, kernel=kernel, kept=kept, replayed=replayed, engine=engine
        )
        return annual_values(trajectory, system, equations), {name: _gap(trajectory, system, name) for name in balances}

    results, ran, left = without_leavers(len(scenarios), run)
    years = np.arange(scenarios[0].start, scenarios[0].end + 1)
    annual, gaps = results or ({}, {})

    def placed(array: float | np.ndarray) -> np.ndarray:
        whole = np.full((len(years), len(scenarios)), np.nan)
        whole[:, ran] = array if results else np.nan
        return whole

    values = {name: placed(annual.get(name, np.nan)) for name in system.elements(names)}
    return Cases(years, values, {name: placed(gaps.get(name, np.nan)) for name in balances}, left)


def _together(scenarios: Sequence[Scenario], inputs: Mapping[str, Mapping[int, float]]) -> Setup:
    """What a run is given whose members are these scenarios, but for these inputs."""
    first = scenarios[0]
    levers = {
        name: {year: _members([s.levers[name][year] for s in scenarios]) for year in path}
        for name, path in first.levers.items()
    }
    stocks = dict.fromkeys(name for scenario in scenarios for name in scenario.restatement)
    restatement = {
        name: {
            year: _members([s.restatement.get(name, {}).get(year, 0.0) for s in scenarios])
            for year in range(first.start + 1, first.end + 1)
        }
        for name in stocks
    }
    parameters = {name: _members([s.parameters[name] for s in scenarios]) for name in first.parameters}
    return Setup(parameters, {**levers, **inputs}, restatement, first.method, first.step)


def _members(values: Sequence[float]) -> float | np.ndarray:
    """One number where all members have the same, else an array over them."""
    return values[0] if all(value == values[0] for value in values) else np.array(values)


def _gap(trajectory: Trajectory, system: System, name: str) -> np.ndarray:
    """By how much a balance is open, where it is most so of the indices at which it closes."""
    known = trajectory.constants | trajectory.inputs | trajectory.ends
    gaps = []
    for terms in system.terms(system.balances[name]):
        sources, uses = (sum(known[element] for element in side) for side in terms)
        larger = np.maximum(np.abs(sources), np.abs(uses))
        gaps.append(np.abs(sources - uses) / np.where(larger > 0, larger, 1))
    return reduce(np.maximum, gaps)


def move(system: System, element: str, values: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """How far values of a variable are above others: in per cent, or in points where it is in %.

    What is small in % would make a relative move huge. From nothing to something is infinitely far.
    """
    change = values - reference
    if system.declarations[variable_of(element)].units == "%":
        return change
    with np.errstate(all="ignore"):
        return np.where(change == 0, 0.0, 100 * change / np.abs(reference))
