"""Solving from Python: the lever paths that meet a scenario's targets, what they cost or what conflicts, and the files."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

import xarray as xr

from model.api import write
from model.data import BASE_YEAR, history
from model.errors import InputError
from model.folder.review import earlier, writers
from model.folder.solution import write_json, write_scenario, write_table
from model.plan.review.mid_term import Review, review
from model.plan.selection import wanted_targets
from model.plan.solution import prices, wedges
from model.plan.solution.answers import growth_paths, plain_answers, solved
from model.plan.solve.diagnosis import diagnose
from model.plan.solve.least_effort import Solution
from model.plan.solve.relaxation import comments, relaxed
from model.plan.solve.search import Progress
from model.plan.targets import judge
from model.present.figures.solution_levers import lever_rows
from model.results.run import run
from model.scenario.load import Scenario


@dataclass(frozen=True)
class Outcome:
    """What became of a scenario that was solved.

    Attributes
    ----------
    solution
        The best lever paths found.
    baseline, dataset
        Results of the scenario as it stands, and with the levers of the solution.
    wedges
        What each lever contributes.
    prices
        What each binding target costs; None where targets are missed or the search was interrupted.
    diagnosis
        The conflicts; None where every target is met.
    review
        The mid-term review; None without published figures.
    left_out
        How many of the scenario's targets the solver was not asked for.
    """

    solution: Solution
    baseline: xr.Dataset
    dataset: xr.Dataset
    wedges: wedges.Wedges
    prices: list[prices.Price] | None
    diagnosis: dict | None
    review: Review | None
    left_out: int

    def figures(self, lang: str = "en", size: str = "page") -> dict:
        """The figures of the solution by name: ``paths_1`` and on, ``levers_1`` and on, ``money``, ``wedges`` and on.

        Returns
        -------
        dict of str to matplotlib.figure.Figure
        """
        from model.present.figures.solution_figures import draw
        from model.present.figures.wedges import draw_wedges

        solution, dataset = self.solution, self.dataset
        rows = lever_rows(solution)
        drawn = draw(solution.problem.targets, rows, solution.met, self.baseline, dataset, history(), lang, size)
        drawn |= draw_wedges(self.wedges, solution.problem.system, dataset, lang, size)
        return {name: figure for name, (figure, _) in drawn.items()}

    def __repr__(self) -> str:
        met = [answer.met for answer in self.solution.answers.values()]
        return f"<Outcome of {self.solution.scenario.name}: {sum(met)} of {len(met)} targets met>"

    def _repr_html_(self) -> str:
        from model.present.notebook.outcome_card import outcome_html

        return outcome_html(self)


def find(
    scenario: Scenario,
    observed: str | os.PathLike | None = None,
    folder: str | os.PathLike | None = None,
    progress: Callable[[Progress], None] | None = None,
    told: Callable[[str], None] | None = None,
) -> Outcome:
    """Solve a scenario, and weigh what was found.

    Parameters
    ----------
    observed
        A CSV file of published figures, to which the model's state is restated; levers then move after them only.
    folder
        Where earlier projections may stand, which a review holds the figures against.
    progress, told
        Called after every iteration of the search, and with lines of progress of what comes after it.

    Raises
    ------
    InputError
        Where the base year is not the plan's, a target cannot be asked for, the ``solve`` section names what there is not,
        or figures are at fault.
    RunError
        Where the scenario as it stands does not run.
    """
    if scenario.base != BASE_YEAR:
        where = scenario.origins.get("base", scenario.path)
        raise InputError(
            [
                f"{where}: base: found {scenario.base}; expected {BASE_YEAR}, for the plan's targets are measured from there"
            ]
        )
    wanted = wanted_targets(scenario)
    before = partial(earlier, Path(folder)) if folder is not None else None
    found = review(scenario, observed, before) if observed is not None else None
    if found:
        scenario = found.restated.scenario
    solution, dataset = solved(scenario, wanted, progress, found.first if found else None)
    problem = solution.problem
    settled = solution.met and solution.message != "interrupted"
    return Outcome(
        solution,
        run(problem.scenario, problem.system, problem.kernel),
        dataset,
        wedges.wedges(problem, solution.deviations),
        prices.prices(solution, told=told) if settled else None,
        None if solution.met else diagnose(solution, told),
        found,
        len(wanted) - len(problem.targets),
    )


def solve(
    scenario: Scenario,
    folder: str | os.PathLike | None = None,
    figures: bool = True,
    lang: str = "en",
    observed: str | os.PathLike | None = None,
) -> xr.Dataset:
    """Find the lever paths that meet the scenario's targets at least effort, and project them.

    Parameters
    ----------
    folder
        Where the files are written; none are where none is given.
    observed
        A CSV file of published figures, to which the model's state is restated; levers then move after them only.

    Returns
    -------
    xarray.Dataset
        As of :func:`model.run`, with the attributes ``effort``, ``converged`` (0 or 1) and ``solver_message``. Where
        not every target was met, the levers are those that miss by least.

    Raises
    ------
    InputError
        Where the base year is not the plan's, a target cannot be asked for, the ``solve`` section names what there is not,
        or figures are at fault.
    RunError
        Where the scenario as it stands does not run.
    """
    begun = perf_counter()
    outcome = find(scenario, observed, folder)
    if folder is not None:
        write_outcome(outcome, folder, begun, figures, lang)
    return outcome.dataset


def write_outcome(
    outcome: Outcome, folder: str | os.PathLike, begun: float, figures: bool = True, lang: str = "en"
) -> list[Path]:
    """Write the files of a run of the solution, its own, and those of a review, which keeps the run that stands there.

    ``begun`` is when it all began, on the clock of ``time.perf_counter``.
    """
    solution, dataset = outcome.solution, outcome.dataset
    verdicts = judge(wanted_targets(solution.scenario), dataset)

    def draw(path):
        from model.present.figures.solution_figures import write_solution_figures
        from model.present.figures.wedges import write_wedges

        write_solution_figures(solution, outcome.baseline, dataset, history(), path, lang)
        write_wedges(outcome.wedges, solution.problem.system, dataset, path, lang)

    others = _tables(outcome) | _diagnosis(outcome) | (writers(outcome.review) if outcome.review else {})
    search = solution.record | {"left_out": outcome.left_out}
    return write(
        solution.scenario, dataset, verdicts, folder, begun, figures, lang, others, draw, outcome.review, search
    )


def _tables(outcome):
    """Writers of ``solution.yaml`` and of the tables that have rows."""
    solution = outcome.solution
    asked, cost = solution.problem.targets, {name: answer.price for name, answer in solution.answers.items()}
    rows = {
        "growth_paths.csv": growth_paths(asked, outcome.dataset),
        "answers.csv": plain_answers(asked, outcome.baseline, outcome.dataset, history(), cost),
        "wedges.csv": wedges.table(outcome.wedges, solution.problem.system),
        "prices.csv": prices.table(outcome.prices or []),
        "levers.csv": lever_rows(solution),
    }
    tables = {name: partial(write_table, own) for name, own in rows.items() if own}
    return {"solution.yaml": partial(write_scenario, solution.scenario), **tables}


def _diagnosis(outcome):
    """Writers of the conflicts, and of the scenario whose targets are relaxed as far as was reached."""
    if outcome.diagnosis is None:
        return {}
    solution = outcome.solution
    return {
        "diagnosis.json": partial(write_json, outcome.diagnosis),
        "consistent.yaml": partial(write_scenario, relaxed(solution), comments=comments(solution)),
    }
