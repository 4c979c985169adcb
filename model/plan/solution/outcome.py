"""A scenario solved: the lever paths that meet its targets, and what they cost, or what conflicts."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from time import perf_counter
from typing import Any

import xarray as xr

from model.data import BASE_YEAR, history
from model.data.catalogue import Record
from model.errors import InputError
from model.plan.conflict.diagnosis import diagnose
from model.plan.conflict.relaxation import relaxed
from model.plan.indicators import count, indicators
from model.plan.question.asked import asked
from model.plan.question.keeps import kept
from model.plan.question.options import Progress
from model.plan.question.solver_options import setting
from model.plan.review.mid_term import Earlier, Review, review
from model.plan.run import Run
from model.plan.selection import wanted_targets
from model.plan.solution import prices, wedges
from model.plan.solution import tradeoff as tradeoffs
from model.plan.solution.answers import growth_paths, plain_answers
from model.plan.solution.levers import lever_rows
from model.plan.solution.purposes import purposes
from model.plan.solve.least_effort import BestPaths, solve
from model.results.run import run
from model.scenario.load import Scenario
from model.sectors import load


@dataclass(frozen=True)
class Solution:
    """What became of a scenario that was solved. In a notebook, ``figures()`` draws it.

    Attributes
    ----------
    run
        The run of the scenario with the levers of the best paths, and its verdicts.
    best
        The best lever paths found, and how the search went.
    baseline
        Results of the scenario as it stands.
    wedges
        What each lever contributes.
    prices
        What each binding target costs; None where the search was interrupted.
    diagnosis
        The conflicts, what is missed and how far; None where every target is met.
    review
        The mid-term review; None without published figures.
    left_out
        How many of the scenario's targets the solver was not asked for.
    tradeoff
        What tightening one limit costs; None where it was not asked for.
    """

    run: Run
    best: BestPaths
    baseline: xr.Dataset
    wedges: wedges.Wedges
    prices: list[prices.Price] | None
    diagnosis: dict[str, Any] | None
    review: Review | None
    left_out: int
    tradeoff: tradeoffs.Tradeoff | None = None

    @property
    def results(self) -> xr.Dataset:
        """Results with the levers of the best paths, with the attributes ``cost``, ``effort``, ``converged`` and ``solver_message``."""
        return self.run.results

    @property
    def scenario(self) -> Scenario:
        """The scenario with the levers of the best paths."""
        return self.run.scenario

    @property
    def met(self) -> bool:
        """Whether every target that was asked for is met, goals aside."""
        return self.best.met

    @property
    def conflicts(self) -> list[dict[str, Any]]:
        """The smallest sets of targets that conflict; none where every target is met."""
        return self.diagnosis["conflicts"] if self.diagnosis else []

    @property
    def relaxed(self) -> Scenario:
        """The scenario that was solved, asking of each missed target what was reached."""
        return relaxed(self.best)

    @property
    def plan(self) -> Any:
        """What the plan says of the results, as ``results.plan``."""
        return self.results.plan

    @cached_property
    def purposes(self) -> dict[str, list[str]]:
        """By lever that moves, the ids of the targets, and of what is kept, that lose most without it."""
        return purposes(self.best)

    @cached_property
    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of ``growth_paths``, ``answers``, ``wedges``, ``prices`` and ``levers`` by name, of those that have any."""
        targets = self.best.problem.targets
        prices_by_id = {name: answer.price for name, answer in self.best.answers.items()}
        tables = {
            "growth_paths": growth_paths(targets, self.results),
            "answers": plain_answers(targets, self.baseline, self.results, history(), prices_by_id),
            "wedges": wedges.table(self.wedges, self.best.problem.system),
            "prices": prices.table(self.prices or []),
            "levers": [
                row | {"serves": "; ".join(self.purposes.get(row["lever"], ()))} for row in lever_rows(self.best)
            ],
            "tradeoff": self.tradeoff.rows if self.tradeoff else [],
        }
        return {name: rows for name, rows in tables.items() if rows}

    def __repr__(self) -> str:
        met = count(indicators(self.run.verdicts))
        return f"<Solution of {self.scenario.name}: {met.met} of {met.judged} targets met>"


def find(
    scenario: Scenario,
    observed: str | os.PathLike | None = None,
    earlier: Earlier | None = None,
    progress: Callable[[Progress], None] | None = None,
    tell: Callable[..., None] | None = None,
    confirmed: bool = False,
    tradeoff: str | None = None,
) -> Solution:
    """Solve a scenario, and weigh what was found.

    Parameters
    ----------
    observed, confirmed, tradeoff
        As of :func:`model.solve`.
    earlier
        Earlier projections, which a review holds the figures against, as of :func:`model.plan.review.mid_term.review`.
    progress, tell
        Called after every iteration of the search, and with the key and the parts of lines of progress on what comes after it.

    Raises
    ------
    InputError
        Where the base year is not the plan's, a target cannot be asked for, the ``solve`` section names what there is not,
        or figures are at fault.
    RunError
        Where the scenario as it stands does not run.
    """
    begun = perf_counter()
    if scenario.base != BASE_YEAR:
        expected = f"expected {BASE_YEAR}, for the plan's targets are measured from there"
        raise InputError([f"{scenario.place('base')}: base: found {scenario.base}; {expected}"])
    targets = wanted_targets(scenario)
    reviewed = review(scenario, observed, earlier, confirmed=confirmed) if observed is not None else None
    if reviewed:
        scenario = reviewed.restated.scenario
    if tradeoff:
        tradeoffs.check(tradeoff, targets)
    best = _best_paths(scenario, targets, progress, reviewed.first if reviewed else None)
    problem = best.problem
    return Solution(
        run=_run(best, begun),
        best=best,
        baseline=run(problem.scenario, problem.system, problem.kernel),
        wedges=wedges.wedges(problem, best.deviations),
        prices=None if best.message == "interrupted" else prices.prices(best, tell=tell),
        diagnosis=None if best.met else diagnose(best, tell),
        review=reviewed,
        left_out=len(targets) - len(problem.targets),
        tradeoff=tradeoffs.tradeoff(best, tradeoff, tell) if tradeoff else None,
    )


def _best_paths(
    scenario: Scenario, targets: Sequence[Record], progress: Callable[[Progress], None] | None, first: int | None
) -> BestPaths:
    """The best paths for those of the targets that can be asked for, of the first year left to plan or later."""
    system = load(scenario.base)
    targets = asked(targets, scenario)[0]
    levers, plausible, options = setting(scenario, targets, system)
    left = [target for target in targets if first is None or (target.year or first) >= first]
    if targets and not left:
        raise InputError([f"{scenario.path}: targets: found none of {first} or later; the years before have figures"])
    options = replace(options, keeps=lambda last: kept(scenario, system, last, first))
    return solve(scenario, system, left, levers, plausible, options, progress, first)


def _run(best: BestPaths, begun: float) -> Run:
    """The run of the best paths, whose results say how the search ended."""
    kernel, targets = best.problem.kernel, wanted_targets(best.scenario)
    ended = {"cost": best.cost, "effort": best.effort, "converged": int(best.converged), "solver_message": best.message}
    results = run(best.scenario, kernel.system, kernel).assign_attrs(ended)
    return Run(best.scenario, results, targets, kernel, begun)
