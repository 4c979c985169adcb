"""Limits of the scenario's own that stand in the way: ranges that it gives, and levers that it does not let move."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from model.data.levers import ranges
from model.engine.declare import Lever
from model.plan.question.paths import make_paths
from model.plan.question.problem import Problem
from model.plan.solve.least_effort import BestPaths
from model.plan.solve.search import SOLVED

HELPS = 0.01  # of all misses: what a lever that is not let move must take away in a yearly change to be told
MOST = 3  # levers that are told


def own_limits(solution: BestPaths) -> list[dict]:
    """What of the user's own stands in the way of what is missed: lever, limit (``frozen`` of one that may not move), years."""
    return [*_ranges(solution), *_frozen(solution)]


def _ranges(solution: BestPaths) -> Iterator[dict[str, Any]]:
    edited = solution.problem.scenario.solve.get("ranges", {})
    touched = solution.problem.paths.touched(solution.deviations)
    for name in edited:
        for side in ("low", "high"):
            years = [year for lever, year, limit in touched if (lever, limit) == (name, side)]
            if years:
                yield {"lever": name, "limit": side, "years": years}


def _frozen(solution: BestPaths) -> Iterator[dict[str, Any]]:
    """Levers of the region's own that the scenario leaves out and that would take most of the misses away."""
    problem, scenario = solution.problem, solution.problem.scenario
    if not isinstance(scenario.solve.get("levers"), list):
        return
    system, paths = problem.system, problem.paths
    regional = [n for n in system.of_kind(Lever) if system.input(n).authority == "regional" and n in ranges()]
    others = [name for name in regional if name not in paths.names and not system.declarations[name].dimensions]
    weights = {key: getattr(paths, key) for key in ("ramp", "distance", "smoothness")}
    wider = make_paths(solution.scenario, system, paths.years[-1], others, None, paths.years[0], **weights)
    beside = Problem(solution.scenario, system, problem.targets, wider, problem.kernel, problem.beyond)
    at = np.zeros(wider.shape)
    rows, slopes = beside.values(at), beside.slopes(at)[0]
    sides = np.where(rows < beside.low - SOLVED, -1.0, 0.0) + np.where(rows > beside.high + SOLVED, 1.0, 0.0)
    misses = float(np.sum(np.maximum(beside.low - rows, 0) + np.maximum(rows - beside.high, 0)))
    gains = np.abs((sides @ slopes).reshape(wider.shape)).sum(axis=1)
    for place in np.argsort(-gains)[:MOST]:
        if gains[place] > HELPS * misses > 0:
            yield {"lever": wider.names[place], "limit": "frozen", "years": list(paths.years)}
