"""Figures drawn again from a folder of results, at any size, in either language and as any kind of file."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import xarray as xr

from model.data import history
from model.data.catalogue import targets
from model.plan.problem import asked
from model.reporting import read
from model.scenario_file import InputError
from model.sectors import load


def draw_again(
    folder: str | os.PathLike,
    output: str | os.PathLike | None = None,
    kinds: Sequence[str] = ("png", "svg"),
    lang: str = "en",
    size: str = "page",
) -> list[Path]:
    """Draw the figures of a folder of results, of ``run`` or ``solve``, from its files.

    Parameters
    ----------
    folder
        The results.
    output
        Where the figures go; ``figures`` in the folder where none is given. Files of the same names are replaced, others
        are left alone.
    kinds
        ``png`` (300 dpi), ``svg``, ``pdf``; a CSV of its numbers goes beside each figure.
    lang, size
        As of :func:`model.report.style.look`.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    InputError
        Where the folder is not one of results, lacks a variable, or the figures cannot be written there.
    """
    from model.report import style

    drawn = _drawn(folder, lang, size)
    place = Path(output) if output is not None else Path(folder) / "figures"
    return write_whole(lambda passing: style.save_all(drawn, passing, tuple(kinds)), place)


def _drawn(folder, lang, size):
    """Every figure with the rows of its CSV, by name."""
    from model.report.figures import draw
    from model.report.solution_figures import draw as draw_solution
    from model.report.wedges import draw_wedges

    found = read(folder)
    drawn = draw(found.results, list(found.judged), history(), lang, size)
    if solved := found.solved:
        kept = asked(found.wanted, found.scenario)[0]
        drawn |= draw_solution(kept, solved.levers, solved.search["met"], solved.baseline, found.results, history(), lang, size)
        if solved.wedges and solved.wedges.each:
            drawn |= draw_wedges(solved.wedges, load(), found.results, lang, size)
    return drawn


def draw_comparison(runs: Mapping[str, xr.Dataset], output: str | os.PathLike, lang: str = "en") -> list[Path]:
    """Draw runs side by side: the headline results, and which of the plan's targets each meets.

    Parameters
    ----------
    runs
        By name, results of a run each; at most seven.
    output
        The folder in which ``comparison`` and ``targets_met`` go, each as PNG, SVG and CSV.
    lang
        ``en`` or ``zh``.

    Raises
    ------
    InputError
        Where there are too many runs, one is no single run or lacks a variable, or the figures cannot be written there.
    """
    from model.report import met, style
    from model.report.comparison import COMPARED, comparison, table

    if len(runs) > len(style.SCENARIOS):
        raise InputError([f"found {len(runs)} results; expected at most {len(style.SCENARIOS)} in one figure"])
    if ensembles := [name for name, run in runs.items() if "member" in run.dims]:
        raise InputError([f"{ensembles[0]}: found an ensemble; expected one run"])
    for name, run in runs.items():
        if absent := [variable for variable in _needed() if variable not in run]:
            raise InputError([f"{name}: found no variable '{absent[0]}'; expected results of simulate run or solve of this version"])
    drawn = {
        "comparison": (comparison(runs, COMPARED, history(), targets(), lang), table(runs, COMPARED, history(), targets(), lang)),
        "targets_met": (met.targets_met(runs, targets(), lang), met.table(runs, targets(), lang)),
    }
    return write_whole(lambda passing: style.save_all(drawn, passing), Path(output))


def _needed():
    """The variables that are compared, and those of the targets."""
    from model.report.comparison import COMPARED

    return dict.fromkeys([*COMPARED, *(target.variable.partition("[")[0] for target in targets() if target.variable)])


def write_whole(write, place: Path) -> list[Path]:
    """What ``write`` writes into the folder that it is given, moved to ``place`` when all of it is there.

    Raises
    ------
    InputError
        Where nothing can be written there.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix=".figures.") as passing:
            files = write(Path(passing))
            for file in files:
                os.replace(file, place / file.name)
    except OSError as error:
        raise InputError([f"{place}: cannot be written ({error.strerror or error})"]) from None
    return [place / file.name for file in files]
