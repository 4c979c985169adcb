"""The run that stands in a folder, and those before it that were kept: ``vintages/<when it finished>/``."""

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xarray as xr

from model.export.placing import passing_folder
from model.folder.record import RECORD, last_observed, recorded
from model.folder.results import open_results

VINTAGES = "vintages"
KEPT = ("results.nc", "targets.csv", RECORD, "solution.yaml")  # of a run, what a vintage holds


def keep_vintage(folder: Path) -> Path | None:
    """Copy a folder's run into ``vintages``; returns where, or None where there is no whole run.

    The folder of a vintage is named by when the run finished, without what some file systems refuse in names.
    """
    finished = finished_at(folder)
    if finished is None:
        return None
    (folder / VINTAGES).mkdir(exist_ok=True)
    stamp = re.sub("[^0-9A-Za-z+-]", "", finished)
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    name = next(name for name in names if not (folder / VINTAGES / name).exists())
    with passing_folder(folder / VINTAGES) as passing:
        whole = passing / name
        whole.mkdir()
        for file in KEPT:
            if (folder / file).is_file():
                shutil.copy2(folder / file, whole / file)
        os.replace(whole, folder / VINTAGES / name)
    return folder / VINTAGES / name


def finished_at(folder: Path) -> str | None:
    """When the run in a folder finished, as its record says; None where there is no run with a record."""
    finished = recorded(folder).get("finished")
    return finished if isinstance(finished, str) and finished and (folder / "results.nc").is_file() else None


def runs_kept(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The run in a folder and its vintages, each with its record; the latest first, the folder's own before all."""
    vintages = sorted((folder / VINTAGES).glob("[0-9]*"), reverse=True)
    return [(place, recorded(place)) for place in (folder, *vintages) if finished_at(place)]


def earlier(folder: Path, years: Sequence[int]) -> tuple[xr.Dataset | None, Path | None, str | None]:
    """The latest projection in a folder that knew no figure of the last year, where, and of when; or three None."""
    for place, record in runs_kept(folder):
        results = open_results(place) if last_observed(record) < years[-1] else None
        if results is not None and set(years) <= set(results["year"].values.tolist()):
            return results, place, record["finished"]
    return None, None, None
