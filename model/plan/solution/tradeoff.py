"""What tightening one limit costs in money and in other targets: floors that lie within one another, each solved for.

The floors run from what the plan gives, whose row is the plan itself, towards what is reached where nothing else counts. The
others are solved for from the tightest on, each from the plan and from the tighter one, and tidied as the plan is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model.data import worse
from model.data.catalogue import Record
from model.errors import InputError, meant
from model.plan.indicators import told_once
from model.plan.question.claims import Kept, Wanted
from model.plan.question.options import INSISTED
from model.plan.question.problem import Problem
from model.plan.selection import ids_and_titles
from model.plan.solve.least_effort import BestPaths
from model.plan.solve.search import SOLVED, Found, Search
from model.plan.solve.tidy import closed, tidy
from model.scenario.element import names_and_titles, titles_of
from model.sectors import load

POINTS = 6
SHARES = np.linspace(0.0, 0.9, POINTS)  # of the way to the farthest: its very end is a corner that no plan stands on
FAR = 0.5  # of its value: how far the farthest is looked for
SAME = 1e-3  # misses, in halves of magnitudes, that are told apart


@dataclass(frozen=True)
class Tradeoff:
    """Floors of one variable, and what each costs."""

    variable: str  # what is tightened
    year: int  # in which it is told
    less: bool  # whether less of it is worse
    # one a floor, from the loosest on: ``floor`` and ``reached`` in the variable's units, ``whole_cost``, the cost and
    # what is missed at its worth, ``cost``, ``money`` in present value and ``gdp`` of the year in 1e8 CNY, ``missed``,
    # the sum of misses in halves of magnitudes, ``targets_missed``, ``kept``, whether the floor is reached, and
    # ``lost``, the ids of what the plan meets and is missed here, apart by semicolons
    rows: list[dict]


def tradeoff(solution: BestPaths, name: str, tell: Callable[..., None] | None = None) -> Tradeoff:
    """The trade-off of a headline that is kept, or of a target, by its name.

    Raises
    ------
    InputError
        Where it is neither, or a peak, which has no floor.
    """
    problem = solution.problem
    variable, less = _of(problem, name)
    years, plan = range(problem.paths.years[-1], problem.last + 1), solution.deviations.ravel()
    options = replace(solution.options, worth={**solution.options.worth, "binding": INSISTED})  # and so a floor

    keeps = [keep for keep in problem.beyond.keeps if keep.variable != variable]
    own = next((keep.ends for keep in problem.beyond.keeps if keep.variable == variable), {})
    reached, worst = _values(problem, variable, own, plan), min if less else max
    before = {year: worst(end, reached[year]) for year, end in own.items()}  # no more than the plan itself keeps

    def search(ends: Mapping[int, float]) -> Search:
        floor = Kept(variable, less, {**before, **ends})
        return Search(problem.other(problem.targets, keeps=(*keeps, floor)), options)

    # what the plan gives is the loosest floor, and the plan what it costs
    start = _values(problem, variable, years, plan)
    sign = 1 if less else -1
    pushed = search({year: value + sign * FAR * abs(value) for year, value in start.items()})
    weight = np.where([claim.id == f"keep {variable}" for claim in pushed.problem.claims], 1.0, 0.0)
    firm = (pushed.level == 0) & (weight == 0)
    end = _values(pushed.problem, variable, years, pushed.nearest(plan, weight, firm).at)
    floors: list[tuple[dict, Found, Search, np.ndarray]] = []
    for share in SHARES[:0:-1]:
        ends = {year: start[year] + share * (end[year] - start[year]) for year in years}
        one = search(ends)
        points = [one.from_point(at) for at in (floors[-1][1].at if floors else plan, plan)]
        points += [one.cheapest(one.model.known(tighter.at), tighter.allowed) for _, tighter, _, _ in floors[-1:]]
        found = min(points, key=lambda each: (_missed(one, each.at)[1], each.cost))
        floors.append((ends, found, one, tidy(one, closed(one, found)) if options.rounded else found.at))
        if tell:
            tell("trading_off", **titles_of(variable, problem.system), done=len(floors) + 1, all=POINTS)
    rows, met = [], set()
    for ends, at, one in [(start, plan, search(start)), *((ends, at, one) for ends, _, one, at in reversed(floors))]:
        row, missed = _row(one, at, ends, variable, years[0])
        met = met if rows else {claim.id for claim in one.problem.claims} - missed
        rows.append(row | {"lost": ";".join(sorted(missed & met))})
    return Tradeoff(variable, years[0], less, rows)


def from_table(rows: Sequence[Mapping[str, str]]) -> Tradeoff:
    """The trade-off whose rows stand in a table, from the texts of its cells.

    Raises
    ------
    KeyError, ValueError
        Where a column is not there, or a cell is no number.
    """
    numbers = ("floor", "reached", "whole_cost", "cost", "money", "gdp", "missed")
    floors: list[dict] = [
        {key: float(row[key]) if row[key] else None for key in numbers}
        | {"targets_missed": int(row["targets_missed"]), "kept": row["kept"].lower() == "true", "lost": row["lost"]}
        for row in rows
    ]
    what = {"variable": rows[0]["variable"], "year": int(rows[0]["year"])}
    return Tradeoff(**what, less=floors[0]["floor"] <= floors[-1]["floor"], rows=[what | row for row in floors])


def check(name: str, targets: Iterable[Record]) -> None:
    """Refuse with InputError, before all else, a name that is neither a headline with a worse side nor one of the targets."""
    known = ids_and_titles(target for target in targets if target.variable and target.reading != "peak")
    known |= names_and_titles(worse(), load())
    if known.get(name) != name:
        fault = f"--tradeoff: found no headline that can be kept and no target '{name}'"
        raise InputError([f"{fault}{meant(name, known)}"])


def _of(problem: Problem, name: str) -> tuple[str, bool]:
    """The variable of a claim and whether less of it is worse."""
    targets = {target.id: target for target in problem.targets}
    keeps = {keep.variable: keep for keep in problem.beyond.keeps}
    if name in keeps:
        return name, keeps[name].less
    if name in targets and targets[name].reading != "peak":
        return targets[name].variable, targets[name].relation not in ("at most", "below", "falls by")
    if name in worse():
        return name, worse()[name] == "less"
    known = [*keeps, *targets]
    raise InputError([f"--tradeoff: found no headline that is kept and no target '{name}'{meant(name, known)}"])


def _values(problem: Problem, variable: str, years: Iterable[int], at: np.ndarray) -> dict[int, float]:
    """The variable by year at a point."""
    values = problem.annual(at)[variable]
    return {year: float(values[year - int(problem.years[0]), 0]) for year in years}


def _missed(search: Search, at: np.ndarray) -> tuple[set[str], float]:
    """The ids of claims that are missed at a point, and their sum as far as it is told apart, the floor's own aside."""
    misses = search.model.known(at).misses
    ids = [claim.id for claim in search.problem.claims]
    is_target = np.array([isinstance(claim, Wanted) for claim in search.problem.claims])
    missed = np.where(misses > SOLVED, misses, 0.0)
    total = float(np.sum(missed * np.where(is_target, 1.0, 10.0)))
    return {name for name, miss in zip(ids, missed, strict=True) if miss > 0}, round(total / SAME) * SAME


def _row(
    search: Search, at: np.ndarray, ends: Mapping[int, float], variable: str, year: int
) -> tuple[dict[str, Any], set[str]]:
    point, keep = search.model.known(at), f"keep {variable}"
    ids, total = _missed(search, at)
    values, place = search.problem.annual(at), year - int(search.problem.years[0])
    cost = search.cost.of(at, point.beyond)
    worth = float(search.worth @ (search.weight * np.where(point.misses > SOLVED, point.misses, 0.0)))
    row = {
        "variable": variable,
        "year": year,
        "floor": float(ends[year]),
        "reached": float(values[variable][place, 0]),
        "whole_cost": cost + worth,
        "cost": cost,
        "money": float(search.cost.money @ np.maximum(point.beyond, 0)),
        "gdp": float(values["gdp"][place, 0]) if "gdp" in values else None,
        "missed": total,
        "targets_missed": len(ids & told_once(search.problem.targets)),
        "kept": keep not in ids,
    }
    return row, ids - {keep}
