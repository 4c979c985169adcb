"""Why no path was found that meets every target: which few of them conflict, what holds them, what would free them.

Conflicting sets are named in the problem made linear at the point that misses by least, by deletion, one after the
other (a hitting-set tree, so that none is left out unless a limit on their number is reached). Each is then put to the
model itself: the set must not be reached from any start, and dropping any one member must free the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from model.plan.audit import audit
from model.plan.linear import Linear, least
from model.plan.search import SOLVED, Search
from model.plan.solve import Solution
from model.plan.targets import project

CONFLICT = 1e-5  # a linear sum of misses, in halves of magnitudes, that is not rounding
MOST_SETS = 60
STARTS = 2  # the baseline, and where all targets together are missed by least
INSIST = 1e3  # what a miss of the others counts where one member alone is to give way


def diagnose(solution: Solution, told: Callable[[str], None] | None = None) -> dict:
    """The conflicts among the targets of a solution that does not meet them all.

    Parameters
    ----------
    told
        Called with a line of progress before each set is put to the model.

    Returns
    -------
    dict
        Plain data: ``message``; ``conflicts``, each with its ``targets``, ``kind`` (identity or dynamics), the
        ``binding`` limits of levers, ``nearest`` (what each member reaches if it alone gives way), ``cheapest`` and
        ``irreducible``; ``relaxation`` (what each missed target reaches where all give way by least);
        ``identity_conflicts`` of the audit among the targets; ``complete``, whether every set was looked for.
    """
    problem = solution.problem
    if solution.message == "interrupted":
        return {"message": "interrupted before the targets were met; no conflict was looked for"}
    at = solution.deviations
    linear = Linear(problem, at.ravel(), problem.values(at), problem.jacobian(at))
    sets, complete = _conflicts(linear)
    proved = _identities(target.id for target in problem.targets)
    conflicts = []
    for members in sets:
        ids = [problem.targets[i].id for i in sorted(members)]
        if told:
            told(" + ".join(ids))
        found = _verified(solution, ids)
        if found:
            binding = _binding(least(linear, _weights(problem, members)).binding)
            identity = any(set(ids) <= set(finding["ids"]) for finding in proved)
            conflicts.append({"targets": ids, "kind": "identity" if identity else "dynamics", **found, "binding": binding})
    missed = [answer for answer in solution.answers.values() if answer.miss > SOLVED]
    return {
        "message": solution.message,
        "conflicts": conflicts,
        "complete": complete,
        "relaxation": [
            {"id": a.target.id, "unit": a.target.unit, "relation": a.target.relation, "reached": a.projected}
            | {"at_least": _finite(a.low), "at_most": _finite(a.high), "miss": a.miss}
            for a in sorted(missed, key=lambda answer: -answer.miss)
        ],
        "identity_conflicts": proved,
    }


def _finite(number):
    return number if np.isfinite(number) else None


def _weights(problem, members):
    weights = np.zeros(len(problem.targets))
    weights[list(members)] = 1.0
    return weights


def _conflicts(linear: Linear) -> tuple[list[frozenset], bool]:
    """Every smallest set of targets, by place, that the linear problem cannot meet together; whether that is all."""
    everyone = frozenset(range(len(linear.problem.targets)))

    def conflict(members):
        return bool(members) and least(linear, _weights(linear.problem, members)).miss > CONFLICT

    found = [frozenset([i]) for i in sorted(everyone) if conflict([i])]
    alone = frozenset().union(*found)
    nodes, seen = [frozenset()], set()
    while nodes and len(found) < MOST_SETS:
        removed = nodes.pop(0)
        rest = everyone - alone - removed
        known = next((members for members in found if members <= rest), None)
        if known is None:
            if not conflict(rest):
                continue
            known = _smallest(rest, conflict)
            found.append(known)
        for member in sorted(known):
            node = removed | {member}
            if node not in seen:
                seen.add(node)
                nodes.append(node)
    return found, not nodes


def _smallest(members, conflict):
    """A subset that conflicts and of which no member can be dropped; larger parts are tried first."""
    kept, part = sorted(members), len(members) // 2
    while part:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + part :]
            if conflict(fewer):
                kept = fewer
            else:
                start += part
        part //= 2
    return frozenset(kept)


def _verified(solution, ids) -> dict | None:
    """What the model itself says of a set: None if it can be met after all."""
    if _reached(solution, ids, dict.fromkeys(ids, 1.0))[0] <= SOLVED * 10:
        return None
    nearest, costs, irreducible = {}, {}, True
    for name in ids:
        weights = {other: 1.0 if other == name else INSIST for other in ids}
        _, misses, values = _reached(solution, ids, weights)
        irreducible &= all(misses[other] <= SOLVED * 10 for other in ids if other != name)
        nearest[name], costs[name] = values[name], misses[name]
    said = f"not reached from {STARTS} starts"
    cheapest = min(costs, key=costs.get)
    return {"message": said, "nearest": nearest, "misses": costs, "cheapest": cheapest, "irreducible": irreducible}


def _reached(solution, ids, weights):
    """The least sum of misses of some targets from both starts; each one's miss, and its value."""
    problem = solution.problem.only(ids)
    search = Search(problem, replace(solution.options, goals={}, weights=weights))
    starts = (np.zeros(problem.paths.size), problem.paths.rooted(solution.deviations))
    end = min(search.elastic(start) for start in starts)
    found = problem.project(problem.paths.unrooted(end.point))
    names = [target.id for target in problem.targets]
    values = {target.id: float(project(target, found).item()) for target in problem.targets}
    return end.miss, dict(zip(names, search.misses(end.point).tolist(), strict=True)), values


def _identities(ids: Iterable[str]):
    """The audit's findings of disagreement that two or more of the targets, or one and a published figure, are in."""
    wanted, rows = set(ids), []
    for finding in (finding.as_dict() for finding in audit()):
        named = [figure["id"] for figure in finding["figures"]]
        if finding["verdict"] == "disagrees" and wanted & set(named):
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
