"""Why no path was found that meets every target: which few of them conflict, what holds them, what would free them."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from model.plan.audit.finding import WORDING
from model.plan.audit.findings import audit
from model.plan.solve.conflicts import Reach, conflicts
from model.plan.solve.least_effort import BestPaths
from model.plan.solve.linear import least
from model.plan.solve.search import SOLVED
from model.plan.targets import project


def diagnose(solution: BestPaths, told: Callable[[str], None] | None = None) -> dict:
    """The conflicts among the targets of a solution that does not meet them all.

    Parameters
    ----------
    told
        Called with a line of progress each time a conflict is found.

    Returns
    -------
    dict
        Plain data: ``message``; ``conflicts``, each with its ``targets``, ``kind`` (identity or dynamics), the
        ``binding`` limits of levers, ``nearest`` (what each member reaches in the model if it alone gives way),
        ``misses`` (by how much that misses, in halves of its magnitude) and ``cheapest``, the member that misses least;
        ``starts``, how many each set was looked for from; ``relaxation`` (what each missed target reaches where all
        give way by least); ``identity_conflicts`` of the audit among the targets; ``complete``, whether every set was
        looked for. A KeyboardInterrupt ends the search for conflicts with those found.
    """
    problem = solution.problem
    proved = identities(target.id for target in problem.targets)
    missed = [answer for answer in solution.answers.values() if answer.miss > SOLVED]
    found = {
        "message": solution.message,
        "starts": 0,
        "conflicts": [],
        "complete": False,
        "relaxation": [
            {"id": a.target.id, "unit": a.target.unit, "relation": a.target.relation, "reached": a.projected}
            | {"at_least": _finite(a.low), "at_most": _finite(a.high), "miss": a.miss}
            for a in sorted(missed, key=lambda answer: -answer.miss)
        ],
        "identity_conflicts": proved,
    }
    if solution.message == "interrupted":
        return found
    try:
        reach = Reach(problem, solution.options, problem.paths.rooted(solution.deviations))
        found["starts"] = reach.starts
        for members in conflicts(reach):
            if isinstance(members, bool):
                found["complete"] = members
            else:
                found["conflicts"].append(_conflict(reach, members, proved))
                if told:
                    last = " + ".join(found["conflicts"][-1]["targets"])
                    told(f"{len(found['conflicts'])} sets of targets that conflict, the last: {last}")
    except KeyboardInterrupt:
        found["message"] += "; interrupted while looking for conflicts"
    return found


def _conflict(reach, members, proved):
    targets = [reach.problem.targets[i] for i in sorted(members)]
    nearest, misses, points = {}, {}, {}
    for i, target in zip(sorted(members), targets, strict=True):
        point = reach.nearest(i, members - {i})
        nearest[target.id], misses[target.id] = _projected(reach.problem, target, point), reach.miss(i, point)
        points[target.id] = point
    ids, cheapest = [target.id for target in targets], min(misses, key=misses.get)
    return {
        "targets": ids,
        "kind": "identity" if any(set(ids) <= set(finding["ids"]) for finding in proved) else "dynamics",
        "nearest": nearest,
        "misses": misses,
        "cheapest": cheapest,
        "binding": _binding(least(reach.linear(points[cheapest]), reach.weights(members)).binding),
    }


def _projected(problem, target, point):
    value = float(project(target, problem.project(problem.paths.unrooted(point))).item())
    return _finite(value)


def _finite(number):
    return number if np.isfinite(number) else None


def identities(ids: Iterable[str]) -> list[dict]:
    """The audit's findings that numbers disagree in which one of these targets stands; slips of a unit or a word are none."""
    wanted, rows = set(ids), []
    for finding in (finding.as_dict() for finding in audit()):
        named = [figure["id"] for figure in finding["figures"]]
        if finding["verdict"] == "disagrees" and finding["identity"] not in WORDING and wanted & set(named):
            rows.append({"identity": finding["identity"], "ids": named, "message": finding["message"]})
    return rows


def _binding(limits):
    """The limits of levers that hold a set, as lever, side and years, the weightiest first."""
    years, worth = defaultdict(list), defaultdict(float)
    for (lever, year, side), value in limits.items():
        years[lever, side].append(year)
        worth[lever, side] += value
    order = sorted(years, key=lambda key: -worth[key])
    return [{"lever": lever, "limit": side, "years": sorted(years[lever, side])} for lever, side in order]
