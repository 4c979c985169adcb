"""Figures of results and of solutions, by name, and how one is saved."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import xarray as xr

from model.data import history
from model.plan.solution.levers import lever_rows
from model.plan.solution.outcome import Solution
from model.present.notebook.accessor import Plan, Wanted


def figures(
    outcome: xr.Dataset | Solution, wanted: Wanted = None, lang: str = "en", size: str = "page"
) -> dict[str, Any]:
    """The figures of results or of a solution by name, as in their folder.

    Parameters
    ----------
    outcome
        Results of a single run; or a solution, whose own figures are ``paths_1`` and on, ``levers_1`` and on, ``money``,
        ``wedges`` and on.
    wanted
        Of results, the targets that are shown, as of ``results.plan.targets``.

    Returns
    -------
    dict of str to matplotlib.figure.Figure
    """
    drawn = _of_solution(outcome, lang, size) if isinstance(outcome, Solution) else _of_run(outcome, wanted, lang, size)
    return {name: figure for name, (figure, _) in drawn.items()}


def _of_run(results: xr.Dataset, wanted: Wanted, lang: str, size: str) -> dict[str, tuple]:
    from model.present.figures.overview import draw

    return draw(*Plan(results).plot._judged(wanted), history(), lang, size)


def _of_solution(solution: Solution, lang: str, size: str) -> dict[str, tuple]:
    from model.present.figures.solution_figures import draw
    from model.present.figures.wedges import draw_wedges

    best, results = solution.best, solution.results
    drawn = draw(best.problem.targets, lever_rows(best), best.met, solution.baseline, results, history(), lang, size)
    return drawn | draw_wedges(solution.wedges, best.problem.system, results, lang, size)


def save(figure: Any, path: str | os.PathLike) -> Path:
    """Save a figure with its fonts, as the command line does: PNG at 300 dpi, SVG or PDF, by the ending of its name."""
    from model.errors import InputError
    from model.present.figures import style

    place = Path(path)
    if place.suffix[1:] not in style.KINDS:
        raise InputError([f"{place}: found the ending '{place.suffix}'; expected one of .{', .'.join(style.KINDS)}"])
    return style.save(figure, place.parent, place.stem, (place.suffix[1:],))[0]
