"""Down to the least of a stage: quadratic programs, each trusted as far as the last one foretold the model.

The cost is taken as it is; the claims are made linear at every step, and where a step is refused because they bend, they
are corrected by what the model gave there and the step is tried again (second-order correction; Nocedal and Wright,
Numerical Optimization, 2006, section 18.3).
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from model.engine.errors import RunError
from model.plan.question.problem import Problem
from model.plan.solve.step import Cost, Local, Stage, Step, merit, misses, step

TRUST = 2.0  # how far the first step may go, in plausible yearly changes
FARTHEST, NEAREST = 50.0, 1e-6
FIRM = 1e3  # what a miss of a claim counts that is not to give way, where others count one
GAIN = 1e-8  # a foretold gain, as a share of the merit, that ends a descent
Kind = TypeVar("Kind")
POINTS, LOCALS = 200, 20  # that are remembered, those that were asked for last


@dataclass(frozen=True)
class Point:
    """A point of the search, where the model runs: its rows, and its outlays less those of the scenario's own path."""

    at: np.ndarray
    rows: np.ndarray
    beyond: np.ndarray
    misses: np.ndarray


@dataclass(frozen=True)
class End:
    """Where a descent ended."""

    point: Point  # the last one that was taken
    converged: bool  # whether nothing better is near
    left: float  # what a further step is foretold to gain, as a share of the merit
    # below, above, held: what limits are worth there, as of :class:`model.plan.solve.step.Step`
    below: np.ndarray
    above: np.ndarray
    held: np.ndarray


@dataclass(frozen=True)
class Until:
    """When a descent ends."""

    iterations: int  # the most
    gain: float  # a foretold gain, as a share of the merit, that is no longer worth a step
    enough: Callable[[Point], bool]  # whether a point is good enough


class Model:
    """The model as the search asks it: points and derivatives, the last ones kept."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self._points: OrderedDict[bytes, Point | None] = OrderedDict()
        self._locals: OrderedDict[bytes, Local] = OrderedDict()

    def point(self, at: np.ndarray) -> Point | None:
        """The point of these deviations; None where the model does not run there."""
        return _remembered(self._points, at.tobytes(), POINTS, lambda: self._point(at))

    def known(self, at: np.ndarray) -> Point:
        """The point of deviations at which the model is known to run."""
        point = self.point(at)
        if point is None:
            raise ValueError("found deviations at which the model does not run; expected some at which it does")
        return point

    def _point(self, at: np.ndarray) -> Point | None:
        try:
            rows, money = self.problem.evaluate(at.reshape(self.problem.paths.shape))
        except RunError:
            return None
        return Point(at, rows, money - self.problem.spent, misses(self.problem, rows))

    def local(self, point: Point) -> Local:
        """The model made linear at a point."""
        return _remembered(self._locals, point.at.tobytes(), LOCALS, lambda: self._local(point))

    def _local(self, point: Point) -> Local:
        slopes = self.problem.slopes(point.at.reshape(self.problem.paths.shape))
        return Local(point.at, point.rows, point.beyond, *slopes)


def _remembered(known: OrderedDict[bytes, Kind], key: bytes, most: int, made: Callable[[], Kind]) -> Kind:
    """What is known under a key, made where it is not; of too many the one that was asked for longest ago is forgotten."""
    if key not in known:
        known[key] = made()
    known.move_to_end(key)
    while len(known) > most:
        known.popitem(last=False)
    return known[key]


def descend(
    model: Model, point: Point, stage: Stage, cost: Cost, until: Until, tell: Callable[[Point], None], trust: float
) -> End:
    """The least of a stage near a point.

    Parameters
    ----------
    tell
        Called with every point that is taken.
    trust
        How far the first step may go.
    """
    problem = model.problem
    # what a miss counts in the comparison of points: of a claim that is not to give way no more than is needed
    nu = np.where(stage.weight < FIRM, stage.weight, 0.0)
    aim = None
    for _ in range(until.iterations):
        local = model.local(point)
        while True:
            aim = step(problem, local, stage, cost, trust)
            nu = np.maximum(nu, _needed(problem, aim, stage))
            now = _worth(stage, cost, nu, point)
            foretold = now - _foretold(problem, local, aim, stage, cost, nu)
            if foretold <= until.gain * max(1.0, abs(now)) or trust < NEAREST:
                left = foretold / max(1.0, abs(now))
                return End(point, left <= until.gain, left, aim.below, aim.above, aim.held)
            there = model.point(aim.point)
            kept = -1.0 if there is None else (now - _worth(stage, cost, nu, there)) / foretold
            if kept < 0.25 and there is not None:
                bend = there.rows - (local.rows + local.slopes @ (there.at - point.at))
                again = step(problem, local, stage, cost, trust, bend)
                second = model.point(again.point)
                better = -1.0 if second is None else (now - _worth(stage, cost, nu, second)) / foretold
                if better > kept:
                    there, kept = second, better
            far = np.max(np.abs((there or point).at - point.at))
            trust = _trusted(trust, kept, far)
            if kept > 1e-3 and there is not None:  # which is kept by less where the model does not run there
                point = there
                tell(point)
                break
        if until.enough(point):
            break
    worth = (np.zeros(0),) * 3 if aim is None else (aim.below, aim.above, aim.held)
    return End(point, False, np.inf, *worth)


def _worth(stage: Stage, cost: Cost, nu: np.ndarray, point: Point) -> float:
    """The merit of a point."""
    return _capped(stage, cost, nu, point.at, point.misses, point.beyond)


def _capped(stage: Stage, cost: Cost, nu: np.ndarray, at: np.ndarray, missed: np.ndarray, beyond: np.ndarray) -> float:
    """The merit in which a miss counts ``nu`` at the most."""
    return merit(replace(stage, weight=np.minimum(stage.weight, nu)), cost, at, missed, beyond)


def _trusted(trust: float, kept: float, far: float) -> float:
    """How far the next step may go, after one of length ``far`` that kept this share of what it foretold."""
    if kept > 0.75 and far > 0.8 * trust:
        return min(2 * trust, FARTHEST)
    if kept > 0.25:
        return trust
    return far / 2 if 0 < far < trust else trust / 2


def _needed(problem: Problem, aim: Step, stage: Stage) -> np.ndarray:
    """What a miss must count for the step to be worth taking: twice what the claim's limits are worth."""
    duals = np.zeros(len(problem.claims))
    np.add.at(duals, problem.owner, aim.below + aim.above)
    return np.minimum(2 * duals + 1e-6, stage.weight)


def _foretold(problem: Problem, local: Local, aim: Step, stage: Stage, cost: Cost, nu: np.ndarray) -> float:
    """The merit that the linear problem has at the step's end."""
    move = aim.point - local.point
    slack = misses(problem, local.rows + local.slopes @ move)
    return _capped(stage, cost, nu, aim.point, slack, local.beyond + local.money_slopes @ move)
