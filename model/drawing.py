"""Figures drawn again from a folder of results, at any size, in either language and as any kind of file."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import xarray as xr

from model.data import history
from model.data.catalogue import targets
from model.errors import InputError
from model.folder.files import write_whole
from model.reporting import read
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
        As of :func:`model.present.figures.style.look`.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    InputError
        Where the folder is not one of results, lacks a variable, or the figures cannot be written there.
    """
    drawn = _drawn(folder, lang, size)
    return _write(drawn, tuple(kinds), Path(output) if output is not None else Path(folder) / "figures")


def _drawn(folder, lang, size):
    """Every figure with the rows of its CSV, by name."""
    from model.present.document.pictures import of_solution
    from model.present.figures.overview import draw

    found = read(folder)
    drawn = draw(found.results, found.judged, history(), lang, size)
    return drawn | (of_solution(found, load(found.scenario.base), lang, size) if found.solved else {})


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
    from model.present.figures import met, style
    from model.present.figures.comparison import COMPARED, comparison, table

    if len(runs) > len(style.SCENARIOS):
        raise InputError([f"found {len(runs)} results; expected at most {len(style.SCENARIOS)} in one figure"])
    if ensembles := [name for name, run in runs.items() if "member" in run.dims]:
        raise InputError([f"{ensembles[0]}: found an ensemble; expected one run"])
    for name, run in runs.items():
        if absent := [variable for variable in _needed() if variable not in run]:
            raise InputError(
                [f"{name}: found no variable '{absent[0]}'; expected results of simulate run or solve of this version"]
            )
    drawn = {
        "comparison": (
            comparison(runs, COMPARED, history(), targets(), lang),
            table(runs, COMPARED, history(), targets(), lang),
        ),
        "targets_met": (met.targets_met(runs, targets(), lang), met.table(runs, targets(), lang)),
    }
    return _write(drawn, ("png", "svg"), Path(output))


def _needed():
    """The variables that are compared, and those of the targets."""
    from model.present.figures.comparison import COMPARED

    return dict.fromkeys([*COMPARED, *(target.variable.partition("[")[0] for target in targets() if target.variable)])


def _write(drawn, kinds, place: Path) -> list[Path]:
    from model.present.figures import style

    try:
        place.mkdir(parents=True, exist_ok=True)
        return write_whole(place, lambda passing: style.save_all(drawn, passing, kinds))
    except OSError as error:
        raise InputError([f"{place}: cannot be written ({error.strerror or error})"]) from None
