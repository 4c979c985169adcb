"""The results in a folder of a run."""

import os
from collections.abc import Collection
from pathlib import Path

import numpy as np
import xarray as xr

from model.data import bases, headlines
from model.errors import InputError
from model.export import netcdf
from model.folder.record import check_unchanged

FILE = "results.nc"
ATTRIBUTES = ("units", "long_name", "long_name_zh")  # of a headline
TOLD = {  # what results say of themselves, by its kind
    (int, np.integer): ("base_year", "assumptions"),
    str: ("title", "title_en", "title_zh", "not_represented", "not_represented_zh", "method"),
}


def open_results(folder: str | os.PathLike, names: Collection[str] | None = None) -> xr.Dataset:
    """The results in a folder of a run, or of a NetCDF file itself, in memory; of ``names`` alone, beside the headlines.

    Raises
    ------
    InputError
        Where there are none.
    """
    path = Path(folder)
    path = path / FILE if path.is_dir() else path
    check_unchanged(path)
    try:
        dataset = netcdf.read(path, None if names is None else {*names, *headlines()})
        dataset = dataset if dataset.data_vars else netcdf.read(path)  # what stands there is told
    except OSError as error:
        raise InputError([f"{path}: no results to read ({error.strerror or error})"]) from None
    except (ValueError, RuntimeError, MemoryError) as error:  # of what is damaged in ways of its own
        raise InputError([f"{path}: no results that can be read ({error})"]) from None
    _check(dataset, path)
    return dataset


def _check(dataset: xr.Dataset, path: Path) -> None:
    """Refuse what is no dataset of this model."""
    _check_years(dataset, path)
    for kind, key in ((kind, key) for kind, keys in TOLD.items() for key in keys):
        if key in dataset.attrs and not isinstance(dataset.attrs[key], kind):
            raise InputError([f"{path}: no results of this model, for its attribute '{key}' is of another kind"])
    known = [name for name in headlines() if name in dataset.data_vars]
    for name in known:
        series = dataset[name]
        told = all(isinstance(series.attrs.get(key), str) for key in ATTRIBUTES)
        if series.dims[:1] != ("year",) or series.dtype.kind not in "fiu" or not told:
            raise InputError(
                [f"{path}: no results of this model, for its '{name}' has no years, numbers, units or titles"]
            )
    if not known:
        few = ", ".join(map(str, list(dataset.data_vars)[:3])) or "nothing"
        raise InputError([f"{path}: no results of this model: found {few}, and none of its headline variables"])


def _check_years(dataset: xr.Dataset, path: Path) -> None:
    if "year" not in dataset.coords:
        raise InputError([f"{path}: no results of this model, for it has no coordinate 'year'"])
    years = dataset["year"]
    if years.dims != ("year",) or years.dtype.kind not in "iu" or not years.size or (years.diff("year") != 1).any():
        raise InputError([f"{path}: no results of this model, for its 'year' is not one year after another"])
    if (first := int(years[0])) not in bases():
        known = ", ".join(map(str, bases()))
        raise InputError([f"{path}: no results of this model, for its first year is {first}; expected one of {known}"])


def open_run(folder: str | os.PathLike, names: Collection[str] | None = None) -> xr.Dataset:
    """The results of one run, as :func:`open_results`; raises InputError where they are of several members."""
    dataset = open_results(folder, names)
    for name in headlines():
        if name in dataset and dataset[name].dims != ("year",):
            more = ", ".join(map(str, dataset[name].dims[1:]))
            raise InputError([f"{folder}: found results by {more}; expected those of one run"])
    return dataset
