"""Figures of results and of solutions, by name, and how one is saved."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import xarray as xr

from model.errors import InputError
from model.plan.solution.outcome import Solution
from model.plan.targets import Target
from model.present.canvas.canvas import Canvas
from model.present.canvas.files import KINDS, save_figure
from model.present.canvas.types import Drawn
from model.present.figures import draw, figure
from model.present.figures.ensemble.tornado import Tornado
from model.present.notebook.accessor import Plan, Wanted


def figures(
    outcome: xr.Dataset | Solution, wanted: Wanted = None, lang: str = "en", size: str = "page"
) -> dict[str, Drawn]:
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
    if isinstance(outcome, Solution):
        pages = draw(figure.Solution.of(outcome), Canvas(lang, size), of=figure.Solution)
    else:
        pages = draw(Plan(outcome).plot._judged(wanted), Canvas(lang, size))
    return {page.name: page.figure for page in pages}


def tornado(swings: xr.Dataset, targets: Iterable[Target] = (), lang: str = "en", size: str = "page") -> Drawn:
    """What each assumption alone moves, as of :func:`model.swings`: a bar each about the run's result, the widest first."""
    return Tornado().first(figure.Swings(swings, list(targets)), Canvas(lang, size))


def save(figure: Drawn, path: str | os.PathLike) -> Path:
    """Save a figure with its fonts, as the command line does: PNG at 300 dpi, SVG or PDF, by the ending of its name."""
    place = Path(path)
    if place.suffix[1:] not in KINDS:
        raise InputError([f"{place}: found the ending '{place.suffix}'; expected one of .{', .'.join(KINDS)}"])
    return save_figure(figure, place)
