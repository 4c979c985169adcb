"""What each lever of a plan is for: the claims that fall short where it alone goes back to the scenario's own path."""

import numpy as np

from model.plan.question.paths import GRAIN
from model.plan.solve.least_effort import BestPaths
from model.plan.solve.search import NEAR, Search

SERVED = 2  # claims that are named
NEXT = 0.25  # of what the first loses, by which the next is named too


def purposes(best: BestPaths) -> dict[str, list[str]]:
    """By lever that moves, the ids of the claims that lose most without it, by what a miss of their level is worth.

    None are named of a lever without which nothing that is met is missed, nor of one without which the model does not run.
    Efforts at programmes are left out: each serves its own.
    """
    problem, search, served = best.problem, Search(best.problem, best.options), {}
    before = search.model.known(best.deviations.ravel())
    for place, name in enumerate(problem.paths.names):
        if np.abs(best.deviations[place]).max() <= GRAIN / 2:
            continue
        without = best.deviations.copy()
        without[place] = 0
        point = search.model.point(without.ravel())
        lost = np.zeros(len(search.worth)) if point is None else point.misses - before.misses
        lost = np.where(lost > NEAR, lost * search.worth, 0.0)
        first = [int(claim) for claim in np.argsort(-lost, kind="stable")[:SERVED]]
        served[name] = [problem.claims[claim].id for claim in first if lost[claim] > NEXT * lost.max()]
    return served
