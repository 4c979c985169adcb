"""The search for lever paths: level by level the least misses, then the least cost at which none of them grows.

A level's misses are brought down as long as that is worth its cost; what it reached is held while the next level is
sought for. The last stage seeks for the least cost. What was met stays met there; what is missed, or only striven for,
gives way where holding it has become dearer than it is worth.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter

import numpy as np

from model.plan.question.claims import PROGRAMMES
from model.plan.question.levels import LEVELS, levels
from model.plan.question.options import Options, Progress
from model.plan.question.problem import MARGIN, Problem
from model.plan.solve.descent import FIRM, GAIN, TRUST, End, Model, Point, Until, descend
from model.plan.solve.step import Cost, Stage, merit

NEAR = 1e-3  # a miss, in halves of a magnitude, that a level leaves to the last stage to close
SOLVED = 1e-6  # a miss, in halves of a magnitude, that is none
INSIST = 1e5  # what a miss counts where the least cost is sought for
ROUGHLY = 1e-4  # a foretold gain that ends a level; what is left of it the last stage takes up
CLOSELY = 1e-7  # the same where misses alone are asked about
NO_COST = 1e-6  # what the cost counts where misses alone are asked about: of equal points the nearest one


@dataclass(frozen=True, order=True)
class Found:
    """Where a search ended, ordered by what it is worth: its cost, and its misses as their levels count them."""

    total: float  # what it is worth
    miss: float  # the sum of misses, in halves of magnitudes
    cost: float  # goals included
    at: np.ndarray = field(compare=False)  # shape (levers * years,): the deviations
    allowed: np.ndarray = field(compare=False)  # shape (claims,): the misses that the last stage held
    end: End | None = field(default=None, compare=False)

    @property
    def converged(self) -> bool:
        """Whether nothing better is near."""
        return self.end is not None and self.end.converged


class Search:
    """One search for the solution of a problem."""

    def __init__(self, problem: Problem, options: Options, progress: Callable[[Progress], None] | None = None):
        self.problem, self.options, self.progress = problem, options, progress
        self.begun, self.model = perf_counter(), Model(problem)
        self.ends = []  # where each start ended
        self.interrupted = False  # whether it ended by a KeyboardInterrupt
        ids = [claim.id for claim in problem.claims]
        self.goal = np.array([options.goals.get(name, 0.0) for name in ids])
        self.weight = np.array([0.0 if name in options.goals else options.weights.get(name, 1.0) for name in ids])
        self.level, self.cost = levels(problem.claims, options.levels), cost(problem, options)
        # shape (claims,): what a miss of each claim by half its magnitude is worth
        self.worth = np.array([1 / options.share(number) for number in self.level])
        self.start, self.phase, self.iteration = 0, LEVELS[0], 0
        # of all that were looked at
        self.best = self._found(self.model.known(problem.paths.start.ravel()), np.zeros(len(ids)))

    def run(self) -> "Search":
        """Search from every start, or until interrupted."""
        try:
            for self.start, point in enumerate(self._starts()):
                self.ends.append(self.from_point(point))
        except KeyboardInterrupt:
            self.interrupted = True
        return self

    @property
    def end(self) -> Found:
        """The best end of a start; of an interrupted search, the best point."""
        return min([self.best, *self.ends]) if self.interrupted else min(self.ends)

    def _starts(self) -> Iterator[np.ndarray]:
        generator, paths = np.random.default_rng(self.options.seed), self.problem.paths
        yield paths.start.ravel()
        for _ in range(self.options.starts - 1):
            point = paths.random(generator).ravel()
            while self.model.point(point) is None:  # halfway back to the scenario's own path, where the model runs
                point = (point + paths.start.ravel()) / 2
            yield point

    def from_point(self, at: np.ndarray) -> Found:
        """The least misses from a point, level by level, and then the least cost."""
        point, allowed = self.model.known(at), np.zeros(len(self.weight))
        for number, self.phase in enumerate(LEVELS):
            sought = self.level == number
            if np.any(self.weight[sought] * point.misses[sought] > 0):
                weight = self.weight * np.where(sought, 1.0, np.where(self.level < number, FIRM, 0.0))
                stage = Stage(weight, allowed, 0 * self.goal, self.options.share(number))
                point = self._descend(point, stage, ROUGHLY).point
            reached = sought & (point.misses > NEAR) & (self.weight > 0)
            allowed = np.where(reached, point.misses, allowed)
        return self.worthwhile(point, allowed)

    def worthwhile(self, point: Point, allowed: np.ndarray) -> Found:
        """As :meth:`cheapest`, but what is missed or only striven for may be missed by more as far as that saves what it is worth."""
        yields = (allowed > 0) | (self.level == LEVELS.index("striven for"))
        weight = np.where(
            yields & (self.level > 0), np.minimum(self.weight * self.worth, INSIST), INSIST * np.sign(self.weight)
        )
        cheapest = self._cheapest(point, allowed, weight, GAIN)
        missed = self.model.known(cheapest.at).misses
        return replace(cheapest, allowed=np.where(missed > np.maximum(allowed, NEAR), missed, allowed))

    def cheapest(self, point: Point, allowed: np.ndarray, gain: float = GAIN) -> Found:
        """The least cost near a point at which no claim is missed by more than it may be; ``gain`` ends it."""
        return self._cheapest(point, allowed, INSIST * np.sign(self.weight), gain)

    def _cheapest(self, point: Point, allowed: np.ndarray, weight: np.ndarray, gain: float) -> Found:
        self.phase = "cost"
        end = self._descend(point, Stage(weight, allowed, self.goal, 1.0), gain)
        return self._found(end.point, allowed, end)

    def nearest(self, at: np.ndarray, weight: np.ndarray, firm: np.ndarray, trust: float = TRUST) -> Point:
        """From a point, the least weighted sum of misses, whatever it costs; ``firm`` claims are not to give way."""
        self.phase = "misses"
        stage = Stage(np.where(firm, FIRM, weight), 0 * self.goal, 0 * self.goal, NO_COST)
        asked = firm | (weight > 0)
        enough = lambda point: not np.any(point.misses[asked] > SOLVED)  # noqa: E731
        return self._descend(self.model.known(at), stage, CLOSELY, trust, enough).point

    def again(self, before: Found) -> Found:
        """The least cost from where a search ended under other efforts at programmes, whose misses are as they are now."""
        point = self.model.known(before.at)
        programmes = np.array([claim.reads[0].startswith(PROGRAMMES) for claim in self.problem.claims])
        missed = np.where(point.misses > SOLVED, point.misses, 0.0)
        return self.worthwhile(point, np.where(programmes, missed, before.allowed))

    def _descend(
        self, point: Point, stage: Stage, gain: float, trust: float = TRUST, enough: Callable = lambda point: False
    ) -> End:
        self.iteration = 0
        until = Until(self.options.iterations, gain, enough)
        return descend(self.model, point, stage, self.cost, until, self._stepped, trust)

    def _stepped(self, point: Point) -> None:
        self.iteration += 1
        reached = self._found(point, 0 * self.goal)
        self.best = min(self.best, reached)
        if self.progress:
            runs, seconds = self.problem.runs, perf_counter() - self.begun
            self.progress(Progress(self.start, self.phase, self.iteration, reached.cost, reached.miss, runs, seconds))

    def _found(self, point: Point, allowed: np.ndarray, end: End | None = None) -> Found:
        misses = np.where(point.misses > MARGIN, point.misses, 0.0)
        stage = Stage(0 * self.goal, 0 * self.goal, self.goal, 1.0)
        spent = merit(stage, self.cost, point.at, misses, point.beyond)
        counted = self.weight * misses
        return Found(spent + float(self.worth @ counted), float(counted.sum()), spent, point.at, allowed, end)


def cost(problem: Problem, options: Options) -> Cost:
    """What lever paths cost under these options."""
    counts = (1 + options.discount) ** -(problem.years[1:] - float(problem.years[0]))
    money = np.tile(counts, len(problem.outlays)) if options.objective == "money" else 0 * problem.spent
    return Cost(money, options.effort if options.objective == "money" else 1.0, problem.paths.curvature)
