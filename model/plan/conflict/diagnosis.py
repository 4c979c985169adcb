"""Why no path was found that meets every target: which few of them conflict, what holds them, what would free them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from model.data.levers import ranges
from model.plan.audit.finding import WORDING
from model.plan.audit.findings import audit
from model.plan.conflict.conflicts import Reach, conflicts
from model.plan.conflict.own_limits import own_limits
from model.plan.question.claims import PROGRAMMES
from model.plan.question.problem import Problem
from model.plan.solve.least_effort import Answer, BestPaths
from model.plan.solve.programmes import EFFORT, KINDS
from model.plan.solve.search import SOLVED
from model.plan.targets import projected_value
from model.scenario.element import Element, variable_of

SLIGHT = 0.2  # of the weightiest limit's weight, below which a limit is not told


def diagnose(solution: BestPaths, tell: Callable[..., None] | None = None) -> dict:
    """The conflicts among the claims of a solution that does not meet them all.

    Parameters
    ----------
    tell
        Called with the key and the parts of a line of progress each time a conflict is found.

    Returns
    -------
    dict
        Plain data: ``identities``, the audit's findings among the targets; ``message``; ``own_limits``, those of the
        scenario's own that stand in the way; ``delivery``, programmes' targets that nothing but faster delivery would
        meet; ``dear``, targets that are missed though a run meets them, at more than they are worth; ``conflicts``, each with its ``targets``, ``kind`` (identity or dynamics), the
        ``binding`` limits of levers, ``nearest`` (what each member reaches in the model if it alone gives way),
        ``misses`` (by how much that misses, in halves of its magnitude) and ``cheapest``, the member that misses least;
        ``starts``, how many each set was looked for from; ``relaxation`` (what each missed target reaches where all
        give way by least); ``complete``, whether every set was
        looked for. A KeyboardInterrupt ends the search for conflicts with those found.
    """
    problem = solution.problem
    proved = identities(target.id for target in problem.targets)
    missed = [answer for answer in solution.answers.values() if answer.miss > SOLVED]
    delivery = _held_by_delivery(solution, missed)
    diagnosis = {
        "identities": proved,
        "message": solution.message,
        "own_limits": own_limits(solution),
        "delivery": delivery,
        "dear": [],
        "starts": 0,
        "conflicts": [],
        "complete": False,
        "relaxation": [
            {"id": a.target.id, "unit": a.target.unit, "relation": a.target.relation, "reached": _finite(a.projected)}
            | {"at_least": _finite(a.low), "at_most": _finite(a.high), "miss": a.miss}
            for a in sorted(missed, key=lambda answer: (answer.level, -answer.miss))
        ],
        "not_kept": {name: miss for name, miss in solution.keeps.items() if miss},
    }
    if solution.message == "interrupted":
        return diagnosis
    try:
        rest = [target for target in problem.targets if target.id not in delivery]
        reach = Reach(problem.other(rest) if delivery else problem, solution.options, solution.found.at)
        diagnosis["starts"] = reach.starts
        for members in conflicts(reach):
            if isinstance(members, bool):
                diagnosis["complete"] = members
            else:
                diagnosis["conflicts"].append(_conflict(reach, members, proved))
                if tell:
                    last = [reach.problem.records[i] for i in sorted(members)]
                    titles = {"title": " + ".join(target.label for target in last)}
                    titles["title_zh"] = " + ".join(target.label_zh for target in last)
                    tell("conflicting", count=len(diagnosis["conflicts"]), **titles)
        named = {name for conflict in diagnosis["conflicts"] for name in conflict["targets"]} | set(delivery)
        places = {claim.id: place for place, claim in enumerate(reach.problem.claims)}
        diagnosis["dear"] = [
            answer.target.id
            for answer in missed
            if answer.target.id not in named and reach.witness(frozenset([places[answer.target.id]])) is not None
        ]
    except KeyboardInterrupt:
        diagnosis["message"] += "; interrupted while looking for conflicts"
    return diagnosis


def _held_by_delivery(solution: BestPaths, missed: Sequence[Answer]) -> list:
    """Missed targets of programmes whose effort is at its most: nothing but faster delivery would help them."""
    most, efforts = ranges()[KINDS[0]].high, solution.problem.beyond.efforts
    missed_at = ((answer.target.id, Element.parse(answer.target.variable)) for answer in missed)
    return [
        name
        for name, element in missed_at
        if element.name in PROGRAMMES and efforts.get(str(Element(EFFORT, element.labels)), 0.0) >= most
    ]


def _conflict(reach: Reach, members: frozenset[int], proved: Sequence) -> dict[str, Any]:
    targets = [reach.problem.records[i] for i in sorted(members)]
    nearest, misses, points = {}, {}, {}
    for i, target in zip(sorted(members), targets, strict=True):
        point = reach.nearest(i, members - {i})
        results = reach.problem.project(point.reshape(reach.problem.paths.shape))
        nearest[target.id], misses[target.id] = _finite(projected_value(target, results)), reach.miss(i, point)
        points[target.id] = point
    ids, cheapest = [target.id for target in targets], min(misses, key=misses.__getitem__)
    return {
        "targets": ids,
        "kind": "identity" if any(set(ids) <= set(finding["ids"]) for finding in proved) else "dynamics",
        "nearest": nearest,
        "misses": misses,
        "cheapest": cheapest,
        "binding": binding(reach.problem, reach.least(members, points[cheapest]).binding),
    }


def _finite(number: float) -> float | None:
    return number if np.isfinite(number) else None


def identities(ids: Iterable[str]) -> list[dict]:
    """The audit's findings that numbers disagree in which one of these targets stands; slips of a unit or a word are none."""
    asked, rows = set(ids), []
    for finding in (finding.as_dict() for finding in audit()):
        named = [figure["id"] for figure in finding["figures"]]
        if finding["verdict"] == "disagrees" and finding["identity"] not in WORDING and asked & set(named):
            rows.append({"ids": named} | {key: finding[key] for key in ("identity", "message", "message_zh")})
    return rows


def binding(problem: Problem, limits: Mapping) -> list:
    """The limits of levers that hold a set, as lever, side and years, the weightiest first.

    What no planner could move is left out: the end of a lever's domain, such as no retirement at all; and what weighs
    little beside the weightiest. ``uncut`` is the side of what may not fall below the scenario's own path.
    """
    paths, years, worth = problem.paths, defaultdict(list), defaultdict(float)
    for (lever, year, side), value in limits.items():
        place = (paths.names.index(lever), paths.years.index(year))
        low, high = problem.system.declarations[variable_of(lever)].domain
        ends = {"low": low, "high": high}
        if side in ends and getattr(paths, side)[place] == ends[side]:
            continue
        side = "uncut" if side == "low" and paths.low[place] == paths.baseline[place] else side
        years[lever, side].append(year)
        worth[lever, side] += value
    least_told = SLIGHT * max(worth.values(), default=0.0)
    order = sorted((key for key in years if worth[key] >= least_told), key=lambda key: -worth[key])
    return [{"lever": lever, "limit": side, "years": sorted(years[lever, side])} for lever, side in order]
