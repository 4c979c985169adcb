"""The search for lever paths: HiGHS and SLSQP of SciPy around the model, in two phases from every start.

The elastic phase takes the least sum of misses by linear programs, each trusted as far as the last one foretold the
model: it always ends somewhere, at the targets if they can be met. The exact phase goes on from there to the least
effort; where targets were missed, they are asked for as far as they were reached. Its unknowns are turned so that the
effort is a plain sum of squares, whose curvature SLSQP assumes at its start; what it has to learn is only how the
targets bend.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np
from scipy.optimize import minimize

from model.engine.errors import RunError
from model.plan.solve.linear import Linear, least
from model.plan.solve.problem import MARGIN, Problem

PRECISION = 1e-10  # at which SLSQP stops, as a share of the effort and in the sum of misses
SOLVED = 1e-7  # a sum of misses, or a foretold gain in it, that the elastic phase leaves to the exact one
NEAR = 1e-5  # a sum of misses that the exact phase may still close
TRUST = 1.0  # how far the first linear program may go, in plausible yearly changes
SMALLEST_TRUST = 1e-5
ALIKE = 6  # decimals to which two sums of misses are told apart


@dataclass(frozen=True)
class Options:
    """How to solve.

    Attributes
    ----------
    distance, smoothness
        Weights of the effort: of the squared distance from the baseline, of the squared second difference.
    ramp
        How far a year's change of a lever may be from the baseline's, in plausible yearly changes.
    goals
        Targets that are wanted but not insisted upon, by id, with the effort that missing one by half its magnitude
        is worth.
    weights
        What a miss counts, by id, where not every target can be met; 1 where none is given.
    starts, seed
        How many starts, the baseline first and then random paths.
    iterations
        The most of each phase.
    conflicts
        How many sets of two targets and more to look for, where not every target can be met.
    """

    distance: float = 1.0
    smoothness: float = 1.0
    ramp: float = 2.0
    goals: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    starts: int = 3
    seed: int = 0
    iterations: int = 100
    conflicts: int = 8


@dataclass(frozen=True)
class Progress:
    """Where a search is, told after every iteration; ``miss`` is the sum of misses, in halves of magnitudes."""

    start: int
    phase: str
    iteration: int
    effort: float
    miss: float
    runs: int
    seconds: float


@dataclass(frozen=True, order=True)
class Found:
    """A point of a search, ordered by the sum of its misses and then by what it is worth, goals included."""

    miss: float
    worth: float
    point: np.ndarray = field(compare=False)
    converged: bool = field(default=False, compare=False)


class Search:
    """One search for the solution of a problem.

    Parameters
    ----------
    known
        Linear problems already made, by the bytes of their point.

    Attributes
    ----------
    ends
        Where each start ended.
    best
        The best point of all that were looked at.
    settled
        Where targets are missed, the least effort at the least misses found; None where all are met or it was not found.
    interrupted
        Whether it ended by a KeyboardInterrupt.
    """

    def __init__(
        self,
        problem: Problem,
        options: Options,
        progress: Callable[[Progress], None] | None = None,
        known: Mapping[bytes, Linear] | None = None,
    ):
        self.problem, self.options, self.progress, self.known = problem, options, progress, known or {}
        self.begun, self.ends, self.settled, self.interrupted = perf_counter(), [], None, False
        ids = [target.id for target in problem.targets]
        self.goal = np.array([options.goals.get(name, 0.0) for name in ids])
        self.weight = np.array([options.weights.get(name, 1.0) for name in ids])
        self.points, self.slopes = {}, {}  # the rows of the last point that was asked for, and their derivatives
        self.start, self.phase, self.iteration = 0, "elastic", 0
        self.best = self._found(np.zeros(problem.paths.size))

    def run(self) -> "Search":
        """Search from every start, or until interrupted."""
        try:
            for self.start, point in enumerate(self._starts()):
                self.ends.append(self._from(point))
                self.best = min(self.best, self.ends[-1])
            self._settle()
        except KeyboardInterrupt:
            self.interrupted = True
        return self

    def _settle(self):
        """Where targets are missed: the least effort that misses none of them by more than the best start does."""
        nearest = min(self.ends)
        if nearest.miss > SOLVED:
            misses = self.misses(nearest.point)
            found = self.exact(nearest.point, np.where(misses > 2 * MARGIN, misses + SOLVED, MARGIN / 2))
            if found.miss <= nearest.miss + 10 * SOLVED * len(self.goal):
                self.settled = found

    @property
    def end(self) -> Found:
        """The best end of a start; where targets are missed, what it settled to; of an interrupted search, the best."""
        return self.best if self.interrupted else self.settled or min(self.ends)

    def _starts(self):
        generator = np.random.default_rng(self.options.seed)
        yield np.zeros(self.problem.paths.size)
        for _ in range(self.options.starts - 1):
            point = self.problem.paths.rooted(self.problem.paths.random(generator))
            while self.rows(point) is None:  # halfway back to the baseline, where the model runs
                point = point / 2
            yield point

    def _from(self, point):
        elastic = self.elastic(point)
        if elastic.miss > NEAR:
            return elastic
        return min(elastic, self.exact(elastic.point, np.zeros(len(self.goal))))

    def elastic(self, point: np.ndarray, trust: float = TRUST) -> Found:
        """From a point, the least sum of misses, by linear programs within a trusted distance, ``trust`` at first."""
        paths, weight = self.problem.paths, np.where(self.goal, 0, self.weight)
        self.phase, self.iteration = "elastic", 0
        here = self._found(point)
        while self.iteration < self.options.iterations and here.miss > SOLVED and trust > SMALLEST_TRUST:
            linear = self.linear(here.point)
            while trust > SMALLEST_TRUST:
                goal = least(linear, weight, trust)
                if here.miss - goal.miss < SOLVED:
                    return here
                there = self._found(paths.rooted(goal.at.reshape(paths.shape)))
                kept = (here.miss - there.miss) / (here.miss - goal.miss)
                trust *= 2.0 if kept > 0.75 else 0.5 if kept > 0.25 else 0.25
                if kept > 0.01:
                    here = there
                    break
            self.best = min(self.best, here)
            self._told()
        return here

    def linear(self, point: np.ndarray) -> Linear:
        """The problem made linear at a point."""
        if point.tobytes() in self.known:
            return self.known[point.tobytes()]
        deviations = self.problem.paths.unrooted(point)
        return Linear(self.problem, deviations.ravel(), self.rows(point), self.problem.jacobian(deviations))

    def exact(self, point, missed):
        """The least effort near a point, by SLSQP; each target may be missed by so much."""
        self.phase, self.iteration = "exact", 0
        program = _Program(self, missed)
        result = minimize(
            program.objective,
            program.begin(point),
            jac=program.gradient,
            method="SLSQP",
            constraints=program.constraints(),
            bounds=program.bounds,
            callback=self._told,
            options={"maxiter": self.options.iterations, "ftol": PRECISION * max(1.0, point @ point)},
        )
        return self._found(result.x[: len(point)], bool(result.success))

    def _told(self, _=None):
        self.iteration += 1
        if self.progress:
            paths, best = self.problem.paths, self.best
            effort, runs = paths.effort(paths.unrooted(best.point)), self.problem.runs
            seconds = perf_counter() - self.begun
            self.progress(Progress(self.start, self.phase, self.iteration, effort, best.miss, runs, seconds))

    def note(self, point: np.ndarray) -> bool:
        """Keep a point if it is the best so far; whether the model runs there."""
        runs = self.rows(point) is not None
        if runs:
            self.best = min(self.best, self._found(point))
        return runs

    def rows(self, point: np.ndarray) -> np.ndarray | None:
        """The rows of the problem at a point; None where the model does not run there."""
        key = point.tobytes()
        if key in self.known:
            return self.known[key].rows
        if key not in self.points:
            try:
                self.points = {key: self.problem.values(self.problem.paths.unrooted(point))}
            except RunError:
                self.points = {key: None}
        return self.points[key]

    def jacobian(self, point: np.ndarray) -> np.ndarray:
        """Derivatives of the rows by the point."""
        key = point.tobytes()
        if key not in self.slopes:
            paths = self.problem.paths
            self.slopes = {key: paths.to_point(self.problem.jacobian(paths.unrooted(point)))}
        return self.slopes[key]

    def misses(self, point: np.ndarray) -> np.ndarray:
        """By how much each target is missed at a point, in halves of its magnitude."""
        rows = self.rows(point)
        if rows is None:
            return np.full(len(self.goal), np.inf)
        outside = np.maximum(np.maximum(self.problem.low - rows, rows - self.problem.high), 0)
        found = np.zeros(len(self.goal))
        np.maximum.at(found, self.problem.owner, np.where(outside > MARGIN, outside, 0))
        return found

    def pull(self, point: np.ndarray) -> np.ndarray:
        """The gradient of what the goals are missed by, as they are worth."""
        rows, low, high = self.rows(point), self.problem.low, self.problem.high
        outside = np.where(rows < low, rows - low, np.where(rows > high, rows - high, 0.0))
        return 2 * (self.goal[self.problem.owner] * outside) @ self.jacobian(point)

    def _found(self, point, converged=False):
        misses = self.misses(point)
        counts = (self.goal == 0) & (self.weight > 0)
        insisted = self.weight[counts] * misses[counts]
        worth = point @ point + np.sum(self.goal * np.where(self.goal, misses, 0) ** 2)
        return Found(round(float(insisted.sum()), ALIKE) or float(insisted.sum()), float(worth), point, converged)


class _Program:
    """The nonlinear program of the exact phase: a point of the search, and after it the slacks of the goals."""

    def __init__(self, search: Search, missed: np.ndarray):
        self.search, self.problem = search, search.problem
        self.goals, self.size = np.flatnonzero(search.goal), self.problem.paths.size
        self.unit = 1 / np.sqrt(search.goal[self.goals])  # so that the square of a slack is what it costs
        self.relief = (self.problem.owner[:, np.newaxis] == self.goals) * self.unit  # of the rows by the slacks
        self.low = self.problem.low - missed[self.problem.owner]
        self.high = self.problem.high + missed[self.problem.owner]
        limits, self.ends, _ = self.problem.paths.limits
        self.limits = np.hstack([-self.problem.paths.to_point(limits), np.zeros((len(limits), len(self.goals)))])
        self.bounds = [(None, None)] * self.size + [(0, None)] * len(self.goals)

    def begin(self, point):
        """The point with the slacks that it needs."""
        return np.concatenate([point, self.search.misses(point)[self.goals] / self.unit])

    def objective(self, z):
        """Half the effort and half of what the goals' slacks cost."""
        if not self.search.note(z[: self.size]):
            return np.inf  # no step is taken to where the model does not run
        return z @ z / 2

    def gradient(self, z):
        """Of the objective."""
        return z

    def constraints(self):
        """Lever limits, and rows below and above; a row of one value is an equation where no slack relieves it."""
        low, high = self.low, self.high
        equal = (low == high) & ~self.relief.any(axis=1)
        found = [{"type": "ineq", "fun": lambda z: self.ends + self.limits @ z, "jac": lambda z: self.limits}]
        for kind, chosen, sign, limit in (
            ("ineq", np.isfinite(low) & ~equal, 1, low),
            ("ineq", np.isfinite(high) & ~equal, -1, high),
            ("eq", equal, 1, low),
        ):
            if chosen.any():
                found.append(self._side(kind, chosen, sign, limit[chosen]))
        return found

    def _side(self, kind, chosen, sign, limit):
        relief = self.relief[chosen]

        def function(z):
            rows = self.search.rows(z[: self.size])
            rows = np.full(len(chosen), np.nan) if rows is None else rows
            return sign * (rows[chosen] - limit) + relief @ z[self.size :]

        def jacobian(z):
            return np.hstack([sign * self.search.jacobian(z[: self.size])[chosen], relief])

        return {"type": kind, "fun": function, "jac": jacobian}
