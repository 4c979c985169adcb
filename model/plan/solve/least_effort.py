"""Lever paths that meet what is asked level by level at least cost, as they are written down, and what each limit is worth."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

import numpy as np
import xarray as xr

from model.data.catalogue import Record
from model.data.levers import Range
from model.engine.build import System
from model.plan.indicators import told_once
from model.plan.question.options import Options, Progress
from model.plan.question.paths import make_paths
from model.plan.question.problem import Beyond, Problem, with_levers
from model.plan.solve.descent import Point
from model.plan.solve.programmes import EFFORT, efforts
from model.plan.solve.search import SOLVED, Found, Search
from model.plan.solve.tidy import closed, tidy
from model.plan.targets import gap, limits, meets, projected_value
from model.scenario.load import Scenario

WORTH = 1e-6  # what a limit of a lever is at least worth to be told, as a share of the cost
ALIKE = 0.01  # of the cost: starts that end so near one another have converged
FIRST = 4  # steps of each stage before programmes are solved for a second time
ROUNDS = 4  # programmes and the other levers in turn, after every start


@dataclass(frozen=True)
class Answer:
    """What became of one target."""

    target: Record
    projected: float  # in the target's reading and unit
    low: float  # the limits that it had to keep
    high: float
    met: bool  # as :mod:`model.plan.targets` judges
    gap: float  # likewise
    # by how much it is outside its limits, in its own year or in one in which it must still hold, in halves of its
    # magnitude
    miss: float
    price: float  # what a tightening of its binding limit by one unit would add to the cost; 0 where none binds
    level: int = 1  # the level at which it was asked for, as its place in ``LEVELS``


@dataclass(frozen=True)
class BestPaths:
    """The best point found."""

    problem: Problem  # what was asked
    options: Options  # how
    scenario: Any  # with the levers of the solution
    # shape (levers, years): of the levers from the scenario's own path, in plausible yearly changes, as written
    deviations: np.ndarray
    found: Found  # the point before it was rounded
    levers: dict[str, dict[int, float]]  # each lever's value by year
    answers: dict[str, Answer]  # what became of each target, by id
    keeps: dict[str, float]  # by how much what is to be kept is missed, by the claim's id
    results: xr.Dataset  # what the claims read, over the years, those beyond the scenario's end too
    cost: float  # of the paths as written: money beyond the scenario's own in present value, and so much of the effort
    effort: float  # of the paths as written
    converged: bool  # whether the starts ended alike
    message: str  # how the search ended
    stationarity: float  # what a further step would still gain, as a share of the cost: 0 at an optimum
    binding: dict[tuple, float]  # the limits of levers that bind, (lever, year, side), with what they are worth
    # where each start ended: the sum of misses, in halves of magnitudes, and the cost
    starts: list[tuple[float, float]]
    # what is paid out more than on the scenario's own path, and what less, in present value; None without outlays
    money: tuple[float, float] | None
    runs: int  # members integrated, those of batches each
    seconds: float

    @property
    def met(self) -> bool:
        """Whether every target is met, goals aside, and all that is to be kept is kept."""
        return all(answer.met for answer in self.answers.values()) and not any(self.keeps.values())

    @property
    def record(self) -> dict:
        """What provenance says of the search: how it ended, and the lever paths that it set out from."""
        before, once = self.problem.scenario.levers, told_once(self.problem.targets)
        told = [answer for name, answer in self.answers.items() if name in once]
        return {
            "message": self.message,
            "met": self.met,
            "converged": self.converged,
            "cost": self.cost,
            "effort": self.effort,
            "asked": len(told),
            "reached": sum(answer.met for answer in told),
            "not_kept": [name for name, miss in self.keeps.items() if miss],
            "largest_miss": float(max((answer.miss for answer in self.answers.values()), default=0.0)),
            "stationarity": self.stationarity if np.isfinite(self.stationarity) else None,
            "starts": [{"miss": float(miss), "cost": float(cost)} for miss, cost in self.starts],
            "held_for": self.options.hold,
            "conflicts": self.options.conflicts,
            "runs": self.runs,
            "seconds": round(self.seconds, 3),
            "levers_before": {name: {str(year): value for year, value in before[name].items()} for name in self.levers},
        }


def solve(
    scenario: Scenario,
    system: System,
    targets: Iterable[Record],
    levers: Iterable[str] | None = None,
    plausible: Mapping[str, Range] | None = None,
    options: Options = Options(),  # noqa: B008  (frozen)
    progress: Callable[[Progress], None] | None = None,
    first: int | None = None,
) -> BestPaths:
    """Lever paths that meet every target at least cost; where none were found, those that miss by least, level by level.

    Parameters
    ----------
    levers, plausible, first
        See :func:`model.plan.question.paths.make_paths`.
    progress
        Called after every step. A KeyboardInterrupt, also one raised here, ends the search with its best point.

    Raises
    ------
    InputError
        Where a target, a lever or an option cannot be as it is given.
    RunError
        Where the scenario as it stands does not run.
    """
    begun, targets = perf_counter(), list(targets)
    years = [target.year for target in targets if target.year and scenario.start < target.year <= scenario.end]
    last = max(years, default=scenario.end)
    weights = {"ramp": options.ramp, "distance": options.distance, "smoothness": options.smoothness}
    apart = [name for name in levers or () if name.startswith(f"{EFFORT}[")]
    others = None if levers is None else [name for name in levers if name not in apart]
    paths = make_paths(scenario, system, last, others, plausible, first, **weights)
    beyond = Beyond(tuple(options.keeps(last + options.hold)), options.hold)
    problem = Problem(scenario, system, targets, paths, beyond=beyond)
    search = _searched(problem, options, progress, set(apart), plausible[EFFORT].high if apart and plausible else 0.0)
    return solution(search, begun)


def _searched(problem: Problem, options: Options, progress: Callable | None, apart: set, most: float) -> Search:
    """The search at its end; efforts at programmes and the other levers are solved for in turn."""
    search = Search(problem, options, progress)
    if not apart:
        return search.run()
    few = replace(options, starts=1, iterations=min(FIRST, options.iterations))
    try:
        for how in (few, options):
            reached = efforts(search.problem, search.best.at if how is few else search.end.at, apart, most)
            search = Search(problem.beside(reached), how, progress).run()
            if search.interrupted:
                return search
        for _ in range(ROUNDS):
            reached = efforts(search.problem, search.end.at, apart, most)
            if reached == search.problem.beyond.efforts:
                break
            again = Search(problem.beside(reached), options, progress)
            again.ends = [again.again(end) for end in search.ends]
            search = again
    except KeyboardInterrupt:
        search.interrupted = True
    return search


def solution(search: Search, begun: float) -> BestPaths:
    """What a search has found, which began at ``begun`` on the clock of ``time.perf_counter``."""
    problem, end, options = search.problem, search.end, search.options
    paths, at = problem.paths, end.at
    if options.rounded and not search.interrupted:
        end = closed(search, end)
        at = tidy(search, end)
    deviations = at.reshape(paths.shape)
    projected, point = problem.project(deviations), search.model.known(at)
    scenario = with_levers(problem, deviations)
    prices, binding = _worth(search, end)
    misses = np.where(point.misses > SOLVED, point.misses, 0.0)
    count = len(problem.targets)
    answers = {
        target.id: _answer(target, projected, miss, prices.get(target.id, 0.0), int(level))
        for target, miss, level in zip(problem.targets, misses[:count], search.level, strict=False)
    }
    names = (*paths.names, *problem.beyond.efforts)
    return BestPaths(
        problem=problem,
        options=options,
        scenario=scenario,
        deviations=deviations,
        found=end,
        levers={name: {year: scenario.levers[name][year] for year in paths.years} for name in names},
        answers=answers,
        keeps={claim.id: float(miss) for claim, miss in zip(problem.claims[count:], misses[count:], strict=True)},
        results=projected.squeeze("member", drop=True),
        cost=search.cost.of(at, point.beyond),
        effort=paths.effort(deviations),
        converged=_alike(search),
        message=_message(search),
        stationarity=end.end.left if end.end else np.inf,
        binding=binding,
        starts=[(each.miss, each.cost) for each in search.ends],
        money=_money(search, point),
        runs=problem.runs,
        seconds=perf_counter() - begun,
    )


def _money(search: Search, point: Point) -> tuple[float, float] | None:
    worth = search.cost.money * point.beyond
    return (float(worth[worth > 0].sum()), float(-worth[worth < 0].sum())) if np.any(search.cost.money) else None


def _alike(search: Search) -> bool:
    """Whether the search ended at an optimum, and the starts within a hundredth of the cost of one another."""
    totals = [each.total for each in search.ends]
    near = bool(totals) and max(totals) - min(totals) <= ALIKE * max(abs(min(totals)), 1e-9)
    return not search.interrupted and search.end.converged and near


def _message(search: Search) -> str:
    end = search.end
    if search.interrupted:
        return "interrupted"
    if end.miss > SOLVED * len(search.goal):
        return f"not reached from {len(search.ends)} starts"
    if not np.any(end.at):
        return "already met"
    if not end.converged:
        return "met, but stopped before the least cost"
    return "converged" if _alike(search) else "met, but the starts end apart"


def _answer(target: Record, results: xr.Dataset, miss: float, price: float, level: int) -> Answer:
    projected = projected_value(target, results)
    low, high = limits(target)
    met = bool(meets(target, projected)) and not miss
    return Answer(target, projected, low, high, met, gap(target, projected), float(miss), price, level)


def _worth(search: Search, end: Found) -> tuple[dict[str, float], dict[tuple, float]]:
    """What the binding limits of targets are worth, per unit, and those of levers, at the end of a search."""
    problem, kinds = search.problem, search.problem.paths.limits[2]
    if end.end is None or not len(end.end.held):
        return {}, {}
    prices, firm = {}, end.allowed <= 0
    for place in np.flatnonzero(firm[problem.owner]):
        row, worth = problem.rows[place], end.end.below[place] + end.end.above[place]
        if worth > WORTH * max(end.cost, 1.0):
            prices[row.claim] = prices.get(row.claim, 0.0) + float(worth) / row.scale
    least = WORTH * max(end.cost, 1.0)
    binding = {kinds[at]: float(worth) for at, worth in enumerate(end.end.held) if worth > least}
    return prices, binding
