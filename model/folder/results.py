"""The results in a folder of a run."""

import os
from pathlib import Path

import xarray as xr

from model.errors import InputError
from model.export import netcdf


def open_results(folder: str | os.PathLike) -> xr.Dataset:
    """The results in a folder of a run, or of a NetCDF file itself, in memory.

    Raises
    ------
    InputError
        Where there are none.
    """
    path = Path(folder)
    path = path / "results.nc" if path.is_dir() else path
    try:
        dataset = netcdf.read(path)
    except OSError as error:
        raise InputError([f"{path}: no results to read ({error.strerror or error})"]) from None
    if "year" not in dataset.coords:
        raise InputError([f"{path}: no results of this model, for it has no coordinate 'year'"])
    return dataset
