"""The files of a mid-term review, and the projection it holds fact against: one that stands in the folder and knew less."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import xarray as xr

from model.export import netcdf
from model.folder.files import runs_kept
from model.folder.solution import write_table

ADJUSTMENT = ("stock", "title", "title_zh", "year", "unit", "before", "adjustment", "percent")


def writers(review) -> dict[str, Callable[[Path], None]]:
    """By file name, a function that writes the file, as :func:`model.folder.files.write_folder` takes them."""
    return {
        "observed.csv": partial(write_table, review.figures()),
        "restatement.csv": partial(write_table, review.adjustments(), columns=ADJUSTMENT),
        "gap_by_driver.csv": partial(write_table, review.gaps),
    }


def earlier(folder: Path, years: Sequence[int]) -> tuple[xr.Dataset | None, Path | None, str | None]:
    """The latest projection in a folder that knew no figure of the last year, where, and of when; or three None."""
    for place, record in runs_kept(folder):
        known = record.get("observed", {}).get("last", 0)
        found = netcdf.read(place / "results.nc") if known < years[-1] else None
        if found is not None and set(years) <= set(found["year"].values.tolist()):
            return found, place, record["finished"]
    return None, None, None
