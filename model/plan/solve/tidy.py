"""A plan as it can be written down: levers that hardly move left alone, the others' values rounded, and all still kept.

What rounding takes away is given back by asking for a little more: every limit that the rounded plan misses is moved
inwards by as much, the least cost is sought for anew, and the rounded plan is looked at again.
"""

from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from model.plan.solve.descent import Model, Point
from model.plan.solve.problem import Problem
from model.plan.solve.search import SOLVED, Found, Search

HARDLY = (0.5, 0.2)  # the largest move of a lever that is left alone where the rest can do without, in yearly changes
DEARER = 0.02  # by which share the cost may grow by leaving such levers alone
ROUNDS = 8
MORE = 1.25  # of what a rounded plan misses is asked for anew
ALMOST = 1e-3  # of a magnitude in halves: what a claim that is missed may be missed by more for rounding


@dataclass(frozen=True)
class Tidy:
    """The deviations of a plan as it is written, and whether it keeps what the plan that it was made of keeps."""

    at: np.ndarray
    kept: bool


def tidy(search: Search, found: Found) -> Tidy:
    """The rounded plan near what a search has found."""
    problem, chosen = search.problem, np.arange(len(search.problem.paths.names))
    for hardly in HARDLY:
        moves = np.abs(found.at.reshape(problem.paths.shape)).max(axis=1)
        chosen = np.flatnonzero(moves > hardly)
        if 0 < len(chosen) < len(moves):
            fewer = _only(search, chosen)
            point = fewer.model.point(found.at.reshape(problem.paths.shape)[chosen].ravel())
            less = fewer.cheapest(point, found.allowed) if point else None
            if less and _over(less, fewer) <= SOLVED and less.cost <= (1 + DEARER) * found.cost:
                return _rounded(fewer, less, problem, chosen)
    return _rounded(search, found, problem, np.arange(len(problem.paths.names)))


def _only(search, chosen):
    """The search over some of the levers; the others are on the scenario's own paths."""
    problem = search.problem
    fewer = Problem(
        problem.scenario, problem.system, problem.targets, problem.paths.some(chosen), problem.kernel, problem.beyond
    )
    fewer.runs = problem.runs
    return Search(fewer, search.options, search.progress)


def _over(found, search):
    """By how much a claim is missed beyond what it may be, at the most."""
    return float(np.max(search.model.point(found.at).misses - found.allowed, initial=0.0))


def _rounded(search, found, whole, chosen):
    problem, margin, best = search.problem, np.zeros((2, len(search.problem.rows))), None
    for _ in range(ROUNDS):
        at = problem.paths.rounded(found.at.reshape(problem.paths.shape)).ravel()
        point = search.model.point(at)
        if point is not None:
            over = _outside(problem, point, found.allowed)
            if best is None or over.sum() < best[1]:
                best = at, over.sum()
            if over.sum() <= 0:
                break
            margin += MORE * over
        found = _asking_more(search, margin, found)
    at, left = best if best else (found.at, np.inf)
    deviations = np.zeros(whole.paths.shape)
    deviations[chosen] = at.reshape(problem.paths.shape)
    return Tidy(deviations.ravel(), left <= 0)


def _outside(problem: Problem, point: Point, allowed):
    """What of each row is missed, below and above, beyond what its claim may be missed by."""
    free = np.where(allowed > 0, allowed + ALMOST, 0.0)[problem.owner]
    sides = problem.low - free - point.rows, point.rows - problem.high - free
    return np.array([np.maximum(side, 0.0) for side in sides])


def _asking_more(search, margin, found):
    """The least cost near what was found, with the limits moved inwards."""
    tighter = copy(search.problem)
    tighter.low, tighter.high = search.problem.low + margin[0], search.problem.high - margin[1]
    again = Search(tighter, search.options, search.progress, Model(tighter))
    point = again.model.point(found.at)
    return replace(again.cheapest(point, found.allowed), allowed=found.allowed)
