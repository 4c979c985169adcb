"""Lever paths of a solution as rows: each lever that may move, within its limits, by its share of the effort."""

from typing import Any

import numpy as np

from model.data.levers import ranges
from model.plan.solve.least_effort import BestPaths
from model.plan.solve.programmes import KINDS
from model.scenario.element import titles_of, variable_of


def lever_rows(best: BestPaths) -> list[dict[str, Any]]:
    """One row a lever that may move and year: whose it is, its paths, its limits, its share of the effort, and what holds it there."""
    paths = best.problem.paths
    efforts = np.sum(paths.rooted(best.deviations).reshape(paths.shape) ** 2, axis=1)
    total = efforts.sum() or 1.0
    held = held_limits(best)
    return [
        {
            "lever": name,
            **_known(name, best),
            "year": year,
            "baseline": float(paths.baseline[i, j]),
            "solved": float(best.levers[name][year]),
            "low": float(paths.low[i, j]),
            "high": float(paths.high[i, j]),
            "share_of_effort": float(efforts[i] / total),
            "held": " ".join(side for lever, when, side in held if (lever, when) == (name, year)),
        }
        for i, name in enumerate(paths.names)
        for j, year in enumerate(paths.years)
    ] + _programmes(best)


def _known(name: str, best: BestPaths) -> dict[str, str]:
    """What a reader should know of a lever: its titles, its unit, and whose it is."""
    system = best.problem.system
    lever = system.input(variable_of(name))
    return titles_of(name, system) | {"unit": lever.units, "authority": lever.authority}


def _programmes(best: BestPaths) -> list:
    """Efforts at programmes, which are solved for apart and are no part of the effort that is counted."""
    paths, high = best.problem.scenario.levers, ranges()[KINDS[0]].high
    return [
        {
            "lever": name, **_known(name, best), "year": year, "baseline": paths[name][year], "solved": value,
            "low": paths[name][year], "high": high, "share_of_effort": 0.0, "held": "high" if value >= high else "",
        }
        for name, value in best.problem.beyond.efforts.items()
        for year in best.problem.paths.years
    ]  # fmt: skip


def held_limits(best: BestPaths) -> list[tuple]:
    """The limits that bind, (lever, year, side); where targets were missed and none has a price, those touched."""
    return [kind for kind in best.problem.paths.touched(best.deviations) if kind in best.binding or not best.met]
