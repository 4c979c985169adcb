"""Lever paths that meet the plan's targets at least effort, and what each target costs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
import xarray as xr
from scipy.optimize import nnls

from model.data.catalogue import Record
from model.data.levers import Range
from model.engine.build import System
from model.plan.solve.paths import make_paths
from model.plan.solve.problem import Problem, with_levers
from model.plan.solve.search import Options, Progress, Search
from model.plan.targets import gap, limits, meets, project

ACTIVE = 1e-6  # a limit binds within this much


@dataclass(frozen=True)
class Answer:
    """What became of one target.

    Attributes
    ----------
    projected, low, high
        In the target's reading and unit; the limits that it had to keep.
    met, gap
        As :mod:`model.plan.targets` judges.
    miss
        By how much it is outside its limits, in halves of its magnitude.
    price
        What a tightening of its binding limit by one unit would add to the effort; 0 where none binds.
    """

    target: Record
    projected: float
    low: float
    high: float
    met: bool
    gap: float
    miss: float
    price: float


@dataclass(frozen=True)
class BestPaths:
    """The best point found.

    Attributes
    ----------
    problem, options
        What was asked, and how.
    scenario
        The scenario with the levers of the solution.
    deviations : array, shape (levers, years)
        Of the levers from the baseline, in plausible yearly changes.
    levers
        Each lever's value by year.
    answers
        What became of each target, by id.
    results
        What the targets read, over the years.
    converged, message
        Whether the optimiser reached its precision with every target met, or how the search ended.
    stationarity
        What the multipliers leave of the effort's gradient, as a share of it: 0 at an optimum.
    binding
        The limits of levers that bind, (lever, year, side), with their multipliers.
    starts
        Where each start ended: the sum of misses, in halves of magnitudes, and the effort.
    runs, seconds
        Members integrated, those of batches each; the time it took.
    """

    problem: Problem
    options: Options
    scenario: Any
    deviations: np.ndarray
    levers: dict[str, dict[int, float]]
    answers: dict[str, Answer]
    results: xr.Dataset
    effort: float
    converged: bool
    message: str
    stationarity: float
    binding: dict[tuple, float]
    starts: list[tuple[float, float]]
    runs: int
    seconds: float

    @property
    def met(self) -> bool:
        """Whether every target is met, goals aside."""
        return all(answer.met for answer in self.answers.values())

    @property
    def record(self) -> dict:
        """What provenance says of the search: how it ended, and the lever paths that it set out from."""
        before = self.problem.scenario.levers
        return {
            "message": self.message,
            "met": self.met,
            "converged": self.converged,
            "effort": self.effort,
            "asked": len(self.answers),
            "reached": sum(answer.met for answer in self.answers.values()),
            "largest_miss": float(max((answer.miss for answer in self.answers.values()), default=0.0)),
            "stationarity": self.stationarity if np.isfinite(self.stationarity) else None,
            "starts": [{"miss": float(miss), "effort": float(effort)} for miss, effort in self.starts],
            "conflicts": self.options.conflicts,
            "runs": self.runs,
            "seconds": round(self.seconds, 3),
            "levers_before": {name: {str(year): value for year, value in before[name].items()} for name in self.levers},
        }


def solve(
    scenario,
    system: System,
    targets: Iterable[Record],
    levers: Iterable[str] | None = None,
    plausible: Mapping[str, Range] | None = None,
    options: Options = Options(),  # noqa: B008  (frozen)
    progress: Callable[[Progress], None] | None = None,
    first: int | None = None,
) -> BestPaths:
    """Lever paths that meet every target at least effort; where none were found, those that miss by least.

    Parameters
    ----------
    levers, plausible, first
        See :func:`model.plan.solve.paths.make_paths`.
    progress
        Called after every iteration. A KeyboardInterrupt, also one raised here, ends the search with its best point.

    Raises
    ------
    InputError
        Where a target, a lever or an option cannot be as it is given.
    RunError
        Where the scenario as it stands does not run.
    """
    begun, targets = perf_counter(), list(targets)
    years = [target.year for target in targets if target.year and scenario.start < target.year <= scenario.end]
    weights = {"ramp": options.ramp, "distance": options.distance, "smoothness": options.smoothness}
    paths = make_paths(scenario, system, max(years, default=scenario.end), levers, plausible, first, **weights)
    return solution(Search(Problem(scenario, system, targets, paths), options, progress).run(), begun)


def solution(search: Search, begun: float) -> BestPaths:
    """What a search has found, which began at ``begun`` on the clock of ``time.perf_counter``."""
    problem, end = search.problem, search.end
    paths = problem.paths
    deviations = paths.unrooted(end.point)
    found = problem.project(deviations)
    scenario = with_levers(problem, deviations)
    prices, binding, stationarity = _prices(search, end.point) if end.miss == 0 else ({}, {}, np.inf)
    misses = search.misses(end.point)
    answers = {
        target.id: _answer(target, found, miss, prices.get(target.id, 0.0))
        for target, miss in zip(problem.targets, misses, strict=True)
    }
    return BestPaths(
        problem=problem,
        options=search.options,
        scenario=scenario,
        deviations=deviations,
        levers={name: {year: scenario.levers[name][year] for year in paths.years} for name in paths.names},
        answers=answers,
        results=found.squeeze("member", drop=True),
        effort=paths.effort(deviations),
        converged=end.converged and end.miss == 0,
        message=_message(search),
        stationarity=stationarity,
        binding=binding,
        starts=[(found.miss, found.worth) for found in search.ends],
        runs=problem.runs,
        seconds=perf_counter() - begun,
    )


def _message(search):
    if search.interrupted:
        return "interrupted"
    if search.end.miss:
        return f"not reached from {len(search.ends)} starts"
    return "converged" if search.end.converged else "met, but stopped before the least effort"


def _answer(target, found, miss, price):
    projected = float(project(target, found).item())
    low, high = limits(target)
    met = bool(meets(target, projected))
    return Answer(target, projected, low, high, met, gap(target, projected), float(miss), price)


def _prices(search, point):
    """Multipliers of targets, per unit, and of lever limits at a point, and what they leave of the effort's gradient.

    The effort's gradient is a sum of the binding limits' own, with weights of 0 or more: the least squares of that.
    """
    problem = search.problem
    rows, slopes = search.rows(point), search.jacobian(point)
    limits, ends, kinds = problem.paths.limits
    limits = problem.paths.to_point(limits)
    sides = [(at, 1) for at in np.flatnonzero(rows - problem.low < ACTIVE)]
    sides += [(at, -1) for at in np.flatnonzero(problem.high - rows < ACTIVE)]
    bound = np.flatnonzero(ends - limits @ point < ACTIVE)
    normals = np.vstack([*(sign * slopes[at] for at, sign in sides), -limits[bound]])
    gradient = 2 * point + search.pull(point)
    weights, left = nnls(normals.T, gradient) if len(normals) else (np.zeros(0), np.linalg.norm(gradient))
    prices = {}
    for (at, _), weight in zip(sides, weights, strict=False):
        row = problem.rows[at]
        prices[row.target] = prices.get(row.target, 0.0) + weight / row.scale
    binding = {kinds[at]: float(w) for at, w in zip(bound, weights[len(sides) :], strict=True) if w > 0}
    return prices, binding, float(left / (np.linalg.norm(gradient) or 1.0))
