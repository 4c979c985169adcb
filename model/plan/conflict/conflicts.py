"""The smallest sets of claims that conflict, named in the linear problem and put to the model itself.

Sets are enumerated by maps of what is still open (Liffiton, Previti, Malik and Marques-Silva 2016, Fast, flexible MUS
enumeration): the largest set of claims that holds no known conflict and is in no set known to be met is looked at;
either it is met, or a smallest conflict within it is a new one. The map is an integer program for HiGHS. Whatever the
linear problem says, a set counts as met only when a run of the model meets it, and as a conflict only when no start
reaches it in the model while a run meets every set with one member fewer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from model.plan.conflict.linear import Least, least
from model.plan.indicators import key
from model.plan.question.options import Options
from model.plan.question.problem import Problem
from model.plan.solve.search import Search

CONFLICT = 1e-5  # a sum of misses, in halves of magnitudes, that is not rounding
WIDE = 8.0  # how far the first linear program may go, in plausible yearly changes: these searches start near their end
MOST_ROUNDS, MOST_SEARCHES = 400, 40
MOST_REFUTED = 3  # sets that the problem made linear at one point calls conflicts and the model reaches
MOST_ITERATIONS = 12  # of a search; what it could still gain by then is far below what a target is stated to


class Reach:
    """What the model reaches of sets of claims, each a frozenset of places in ``problem.claims``.

    Each search starts from where all claims together are missed by least, ``start``, and from the scenario's own path.
    """

    def __init__(self, problem: Problem, options: Options, start: np.ndarray):
        self.problem, self.options, self.count = problem, options, len(problem.claims)
        self._search = Search(problem, replace(options, goals={}, weights={}, iterations=MOST_ITERATIONS))
        self.start = start.ravel()
        self._starts = (self.start, problem.paths.start.ravel())
        self.starts, self.searches = len(self._starts), 0  # from which each set is looked for; that were made
        self.witnesses = []  # points of the model, and by how much each claim is missed there, shape (claims,)
        for point in self._starts:
            self._witness(point)

    def _witness(self, at: np.ndarray) -> None:
        self.witnesses.append((at, self._search.model.known(at).misses))

    def witness(self, members: frozenset, member: int | None = None) -> np.ndarray | None:
        """A point known to meet these claims, of several that with the least miss of ``member``; None if none is."""
        places = sorted(members)
        meeting = [(point, misses) for point, misses in self.witnesses if np.all(misses[places] <= CONFLICT)]
        if member is None or not meeting:
            return meeting[0][0] if meeting else None
        return min(meeting, key=lambda known: known[1][member])[0]

    def reached(self, members: frozenset) -> bool:
        """Whether a run meets these claims: one that is known, or the end of a search from either start."""
        if self.witness(members) is not None:
            return True
        for start in self._starts:
            self._witness(self._nearest(start, members, frozenset()))
            if np.all(self.witnesses[-1][1][sorted(members)] <= CONFLICT):
                return True
        return False

    def _nearest(self, start: np.ndarray, members: frozenset[int], firm: frozenset[int]) -> np.ndarray:
        self.searches += 1
        return self._search.nearest(start, self.weights(members), self.weights(firm) > 0, WIDE).at

    def nearest(self, member: int, others: frozenset) -> np.ndarray:
        """The point with the least miss of one claim where the others, which a known run meets, are insisted upon."""
        start = self.witness(others, member)
        if others and start is not None:
            self._witness(self._nearest(start, others | {member}, others))
        point = self.witness(others, member)
        if point is None:
            raise ValueError("found no run that meets the other claims; expected one that is known")
        return point

    def miss(self, member: int, point: np.ndarray) -> float:
        """By how much a known point misses a claim, in halves of its magnitude."""
        return next(float(misses[member]) for known, misses in self.witnesses if known is point)

    def least(self, members: frozenset, at: np.ndarray) -> Least:
        """Where these claims are missed by least in the problem made linear at a point."""
        model = self._search.model
        return least(self.problem, model.local(model.known(at)), self.weights(members))

    def weights(self, members: frozenset) -> np.ndarray:
        """1 for each member, 0 for the other claims."""
        return np.isin(np.arange(self.count), sorted(members)).astype(float)


def conflicts(reach: Reach) -> Iterator[frozenset | bool]:
    """Every smallest set of claims that conflicts, single ones first, and at the end whether those are all.

    One set stands for those that say the same in other words: another statement of an indicator in the place of the first.

    Yields
    ------
    frozenset or bool
        Sets of places in ``problem.claims``, each irreducible in the model; last, True where no set is left out,
        False where their number, or that of rounds or searches, is at its limit, or a set that the linear problem can meet was not
        reached in the model.
    """
    sets, met, undecided = [], [], 0
    for i in range(reach.count):
        if known := _conflict(reach, frozenset([i])):
            sets.append(known)
            yield known
    together = 0
    for _ in range(MOST_ROUNDS):
        asked = _open(reach.count, sets, met)
        if asked is None or together == reach.options.conflicts or reach.searches > MOST_SEARCHES:
            break
        known = _conflict(reach, asked)
        if known:
            sets += in_other_words(known, [key(record) for record in reach.problem.records])
            together += 1
            yield known
        else:
            undecided += reach.witness(asked) is None
            met.append(asked)
    yield asked is None and not undecided


def in_other_words(members: frozenset[int], words: Sequence[Any]) -> list[frozenset[int]]:
    """A set, and those with another of the same words in the place of one or several of its members."""
    same = [[place for place, word in enumerate(words) if word == words[member]] for member in sorted(members)]
    return [swapped for places in product(*same) if len(swapped := frozenset(places)) == len(members)]


def _open(count: int, sets: Sequence[frozenset[int]], met: Sequence[frozenset[int]]) -> frozenset[int] | None:
    """The largest set that holds no known conflict and is not within a set known to be met; None where none is left."""
    rows = np.zeros((len(sets) + len(met), count))
    ends: Any = np.array([len(members) - 1.0 for members in sets] + [-1.0] * len(met))
    for row, members in zip(rows, sets, strict=False):
        row[sorted(members)] = 1.0
    for row, members in zip(rows[len(sets) :], met, strict=True):
        row[:] = -1.0
        row[sorted(members)] = 0.0
    limits = LinearConstraint(rows, ub=ends) if len(rows) else ()
    answer = milp(-np.ones(count), integrality=np.ones(count), bounds=Bounds(0, 1), constraints=limits)
    if answer.status == 2:  # infeasible: every set is accounted for
        return None
    if answer.x is None:
        raise ArithmeticError(f"HiGHS: {answer.message}")
    return frozenset(np.flatnonzero(answer.x > 0.5).tolist())


def _conflict(reach: Reach, members: frozenset[int]) -> frozenset[int] | None:
    """A smallest conflict of the model within a set; None where a run meets the set, or the linear problem could."""
    if reach.witness(members) is not None:
        return None
    at = reach.start

    def conflict(some: frozenset[int]) -> bool:
        return reach.witness(some) is None and reach.least(some, at).miss > CONFLICT

    for last in (False, True):
        for _ in range(MOST_REFUTED):
            if reach.searches > MOST_SEARCHES or not (small := _smallest(members, conflict)):
                break
            if confirmed := _confirmed(reach, small):
                return confirmed
        if last or reach.reached(members):
            return None
        at = reach.witnesses[-1][0]


def _confirmed(reach: Reach, members: frozenset[int]) -> frozenset[int] | None:
    """The set, or a part of it that the model does not reach either, of which no member can be dropped; None if reached."""
    if reach.reached(members):
        return None
    for member in sorted(members):
        fewer = members - {member}
        if fewer and not reach.reached(fewer):
            return _confirmed(reach, fewer)
    return members


def _smallest(members: frozenset[int], conflict: Callable) -> frozenset[int] | None:
    """A part that conflicts and of which no member can be dropped, larger pieces first; None where all do not conflict."""
    if not conflict(members):
        return None
    kept, part = sorted(members), (len(members) + 1) // 2
    while part:
        start = 0
        while start < len(kept) and len(kept) > 1:
            fewer = kept[:start] + kept[start + part :]
            if fewer and conflict(frozenset(fewer)):
                kept = fewer
            else:
                start += part
        part //= 2
    return frozenset(kept)
