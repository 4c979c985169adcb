"""What is written of a run or a solution, and where: the one way in which a folder of results is made."""

import os
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Union

import xarray as xr

from model.export import netcdf
from model.folder.provenance import provenance
from model.folder.staging import Writer, write_folder
from model.plan.run import Run
from model.present.canvas.canvas import DRAWING
from model.present.text.tables import write_targets
from model.present.text.yearly import write_results

Tell = Callable[[str], None]

if TYPE_CHECKING:  # slow to import, and a run has no need of it
    from model.plan.solution.outcome import Solution


def write(
    outcome: Union[Run, "Solution"],
    folder: str | os.PathLike,
    figures: bool = True,
    lang: str = "en",
    tell: Tell = lambda line: None,
    bands: xr.Dataset | None = None,
) -> list[Path]:
    """Write ``results.nc``, ``targets.csv``, ``results.csv``, ``figures/`` and ``provenance.json``, and of a solution its own files.

    A mid-term review keeps the run that stands there. ``tell`` is called with lines of progress. ``bands``, the quantiles of
    an ensemble's members, go into ``bands.nc`` and the figures.

    Returns
    -------
    list of Path
        The files, where they stand now.
    """
    run, solution = (outcome, None) if isinstance(outcome, Run) else (outcome.run, outcome)
    writers: dict[str, Writer] = {
        "results.nc": partial(netcdf.write, run.results),
        "targets.csv": partial(write_targets, run.verdicts, lang=lang),
        "results.csv": partial(write_results, run.results, lang=lang),
    }
    if solution:
        from model.folder import tables

        writers |= tables.of_solution(solution, lang)
    if bands is not None:
        writers["bands.nc"] = partial(netcdf.write, bands)
    if figures:
        writers["figures/"] = partial(_draw, run, solution, lang=lang, tell=tell, bands=bands)
    record, review = _record(run, solution, bands), solution.review if solution else None
    with DRAWING if figures else nullcontext():  # who draws waits before he holds the folder, for which none waits long
        return write_folder(folder, writers, record, keep=review is not None)


def _record(run: Run, solution: "Solution | None", bands: xr.Dataset | None) -> dict[str, Any]:
    review, seed = solution.review if solution else None, None
    options = ("--observed", review.path) if review else ()
    if bands is not None:
        seed = int(bands.attrs["seed"])
        options = ("--members", str(bands.attrs["members"]), "--seed", str(seed))
    record = provenance(run.scenario, perf_counter() - run.begun, seed, "solve" if solution else "run", options)
    record |= {"observed": review.record} if review else {}
    return record | ({"solve": solution.best.record | {"left_out": solution.left_out}} if solution else {})


def _draw(run: Run, solution: "Solution | None", folder: Path, lang: str, tell: Tell, bands: xr.Dataset | None) -> None:
    from model.present import figures
    from model.present.canvas.canvas import Canvas
    from model.present.canvas.files import save
    from model.present.figures import figure

    material = figure.Solution.of(solution) if solution else figure.Run(run.results, run.verdicts, bands=bands)
    save(figures.draw_all(material, Canvas(lang), figures.told(tell, lang)), folder)
