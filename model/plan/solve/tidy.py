"""A plan as it can be written down: what is nearly met is met, levers that hardly move are left alone, the others rounded.

What rounding takes away is given back by single steps of single levers: of all of them the one after which the limits made
linear are missed by least, one after another, until none is; where no single step helps, two at once. Then the model is asked
again.
"""

import numpy as np

from model.plan.question.paths import Paths
from model.plan.question.problem import Problem
from model.plan.solve.search import ROUGHLY, SOLVED, Found, Search
from model.plan.solve.step import Local

HARDLY = (0.5, 0.2)  # the largest move of a lever that is left alone where the rest can do without, in yearly changes
DEARER = 0.02  # by which share the cost may grow by leaving such levers alone, and by closing what is nearly met
ALL_BUT = 0.02  # a miss, in halves of a magnitude, of what is nearly met: a hundredth of the target
ROUNDS, STEPS = 10, 200  # how often the model is asked, and how many steps are taken between
PAIRED = 40  # moves that are tried together with each other one where no single one helps
INSIDE = 1e-5  # of a magnitude in halves: by which the steps stay inside the limits, for the model bends
ALMOST = 2e-3  # what a claim that is missed may be missed by more for rounding
NEARLY = 1e-4  # a miss, in halves of a magnitude, that single steps of levers are left to close
HARDLY_HELPS = 0.1  # of what the most helpful lever does for a claim: less than that is hardly anything


def closed(search: Search, found: Found) -> Found:
    """Where a search ends if what is missed by a hundredth and less is met, as far as that hardly costs more.

    What a miss is worth goes by its size, so that a search may stop a hair short; who sets a target counts whether it is met.
    """
    near = (found.allowed > 0) & (found.allowed < ALL_BUT)
    if not near.any():
        return found
    met = search.cheapest(search.model.known(found.at), np.where(near, 0.0, found.allowed))
    return met if _over(met, search) <= NEARLY and met.cost <= (1 + DEARER) * found.cost else found


def tidy(search: Search, found: Found) -> np.ndarray:
    """The deviations of the rounded plan near what a search has found, shape (levers * years,)."""
    problem = search.problem
    whole = found.at.reshape(problem.paths.shape)
    for hardly in HARDLY:
        moving = np.abs(whole).max(axis=1) > hardly
        chosen = np.flatnonzero(moving | _hung_on(search, found, moving))
        if 0 < len(chosen) < len(whole):
            # the other levers are on the scenario's own paths
            fewer = Search(problem.other(paths=problem.paths.some(chosen)), search.options, search.progress)
            point = fewer.model.point(whole[chosen].ravel())
            less = fewer.cheapest(point, _eased(found.allowed), ROUGHLY) if point else None
            if less and _over(less, fewer) <= NEARLY and less.cost <= (1 + DEARER) * found.cost:
                return _rounded(fewer, less, problem, chosen)
    return _rounded(search, found, problem, np.arange(len(whole)))


def _hung_on(search: Search, found: Found, moving: np.ndarray) -> np.ndarray:
    """Levers on which a claim hangs that is missed where only the moving ones move, and for which these do hardly anything."""
    problem = search.problem
    shape = problem.paths.shape
    point = search.model.point((found.at.reshape(shape) * moving[:, np.newaxis]).ravel())
    if point is None:
        return np.zeros(len(moving), dtype=bool)
    lacking = (point.misses - found.allowed > NEARLY)[problem.owner]
    slopes = np.abs(search.model.local(point).slopes[lacking]).reshape(-1, *shape).max(axis=2)
    most = slopes.max(axis=1, keepdims=True)
    alone = (slopes * moving).max(axis=1) < HARDLY_HELPS * most[:, 0]
    return ((slopes > HARDLY_HELPS * most) & alone[:, np.newaxis] & ~moving).any(axis=0)


def _eased(allowed: np.ndarray) -> np.ndarray:
    """What claims may be missed by, those that are missed by a little more."""
    return np.where(allowed > 0, allowed + ALMOST, 0.0)


def _over(found: Found, search: Search) -> float:
    """By how much a claim is missed beyond what it may be, at the most."""
    return float(np.max(search.model.known(found.at).misses - found.allowed, initial=0.0))


def _rounded(search: Search, found: Found, whole: Problem, chosen: np.ndarray) -> np.ndarray:
    """The rounded plan that keeps most, in the deviations of all levers."""
    problem, paths = search.problem, search.problem.paths
    before = search.model.known(found.at)
    allowed = _eased(np.where(before.misses > NEARLY, before.misses, 0.0)) + SOLVED
    at, best, left = paths.rounded(found.at.reshape(paths.shape)).ravel(), found.at, np.inf
    for _ in range(ROUNDS):
        point = search.model.point(at)
        if point is None:
            break
        over = float(_outside(problem, point.rows, allowed, 0.0).sum())
        if over < left:
            best, left = at, over
        if left <= 0:
            break
        at = _stepped(problem, at, search.model.local(point), allowed)
    deviations = np.zeros(whole.paths.shape)
    deviations[chosen] = best.reshape(paths.shape)
    return deviations.ravel()


def _outside(problem: Problem, rows: np.ndarray, allowed: np.ndarray, inside: float) -> np.ndarray:
    """What of each row is missed beyond what its claim may be missed by; members may come last."""
    free = (allowed - inside)[problem.owner]
    ends = (problem.low - free, problem.high + free)
    low, high = (end.reshape(-1, *(1,) * (rows.ndim - 1)) for end in ends)
    return np.maximum(low - rows, 0) + np.maximum(rows - high, 0)


def _stepped(problem: Problem, at: np.ndarray, local: Local, allowed: np.ndarray) -> np.ndarray:
    """Rounded deviations after steps of a grain each, by which the limits made linear are missed by least."""
    paths = problem.paths
    grain = np.repeat((paths.grain / paths.change).ravel(), len(paths.years))
    moves = np.concatenate([grain, -grain])
    effects = np.hstack([local.slopes * grain, -local.slopes * grain])
    places = np.tile(np.arange(len(at)), 2)
    rows, missed = local.rows, _outside(problem, local.rows, allowed, INSIDE).sum()
    for _ in range(STEPS):
        if missed <= 0:
            break
        chosen, worth = _best_moves(problem, rows, effects, _within(paths, at, places, moves), allowed)
        if not worth < missed:
            break
        at, rows, missed = at.copy(), rows + effects[:, chosen].sum(axis=1), worth
        at[places[chosen]] += moves[chosen]
    return at


def _best_moves(
    problem: Problem, rows: np.ndarray, effects: np.ndarray, possible: np.ndarray, allowed: np.ndarray
) -> tuple[np.ndarray, float]:
    """The places of the move, or of the two moves, after which least is missed, and what that is."""

    def missed(moves: np.ndarray, rows: np.ndarray = rows[:, np.newaxis]) -> np.ndarray:
        return _outside(problem, rows + moves, allowed, INSIDE)

    before = missed(np.zeros((len(rows), 1)))
    after = missed(effects)
    single = np.where(possible, after.sum(axis=0), np.inf)
    if single.min() < before.sum():
        return np.array([np.argmin(single)]), single.min()
    helping = np.where(possible, after[before[:, 0] > 0].sum(axis=0), np.inf)
    best, least = np.zeros(0, dtype=int), np.inf
    for first in np.argsort(helping)[:PAIRED]:
        pairs = missed(effects, (rows + effects[:, first])[:, np.newaxis]).sum(axis=0)
        pairs[~possible | (np.arange(len(pairs)) % (len(pairs) // 2) == first % (len(pairs) // 2))] = np.inf
        if pairs.min() < least:
            best, least = np.array([first, np.argmin(pairs)]), pairs.min()
    return best, least


def _within(paths: Paths, at: np.ndarray, places: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Which of the moves of single deviations keep the limits of their levers and their ramps."""
    low, high = (side.ravel() for side in paths.bounds)
    there, years = at[places] + moves, len(paths.years)
    slack = 1e-9 + paths.ramp
    before = np.where(places % years > 0, at[places - 1], 0.0)
    after = np.where(places % years < years - 1, at[np.minimum(places + 1, len(at) - 1)], there)
    ramps = (np.abs(there - before) <= slack) & (np.abs(after - there) <= slack)
    return (there >= low[places] - 1e-9) & (there <= high[places] + 1e-9) & ramps
