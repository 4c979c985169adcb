"""NetCDF-4 files of results, written whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

import netCDF4
import numpy as np
import xarray as xr
from xarray.backends.netCDF4_ import NETCDF4_PYTHON_LOCK

from model.data.decoding import refuse_endless
from model.errors import is_text

ONE_AT_A_TIME = NETCDF4_PYTHON_LOCK  # the library is not safe with threads, in which xarray may use it, too


def write(dataset: xr.Dataset, path: str | os.PathLike) -> None:
    """Write a dataset of numbers and texts to ``path``; an error or an interrupt leaves what stood there.

    Written by the netCDF4 library itself, uncompressed: for some hundred small variables that takes less than half
    the time of ``Dataset.to_netcdf``, and gives the same file.
    """
    path = _named(path)
    dataset.load()  # what xarray reads when it is asked for waits for the same lock
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        whole = Path(folder) / path.name
        try:
            with ONE_AT_A_TIME, netCDF4.Dataset(whole, "w", format="NETCDF4") as file:
                _fill(file, dataset)
        except RuntimeError as error:  # so the library says that a disk is full
            raise OSError(errno.EIO, f"the disk may be full: {error}", os.fspath(path)) from None
        os.replace(whole, path)


def _fill(file: Any, dataset: xr.Dataset) -> None:
    """Declare everything, then write the values: taking turns would take twice the time."""
    file.set_fill_off()
    file.setncatts(dataset.attrs)
    for name, size in dataset.sizes.items():
        file.createDimension(name, size)
    labels = {name: set(dataset.variables[name].dims) for name in dataset.coords if name not in dataset.dims}
    written = []
    for name, variable in dataset.variables.items():
        text = variable.dtype.kind in "OU"
        beside = [str(key) for key, dims in labels.items() if name not in dataset.coords and dims <= set(variable.dims)]
        place = file.createVariable(name, str if text else variable.dtype, variable.dims)
        # CF asks a variable to name the labels that lie along its dimensions.
        place.setncatts(variable.attrs | ({"coordinates": " ".join(beside)} if beside else {}))
        written.append((place, variable.values.astype(object) if text else variable.values))
    file.sync()
    for place, values in written:
        place[...] = values


def read(path: str | os.PathLike, names: Collection[str] | None = None) -> xr.Dataset:
    """A dataset of results from its file, in memory; the file is closed.

    Read by the netCDF4 library itself, as it is written, in less time than ``xarray.open_dataset`` takes.

    Parameters
    ----------
    names
        Variables that are read alone, with their dimensions; all where none are given.

    Raises
    ------
    FileNotFoundError, OSError
        Where there is no such file, or it is no NetCDF.
    """
    refuse_endless(path := _named(path))
    with ONE_AT_A_TIME, netCDF4.Dataset(path) as file:
        file.set_auto_maskandscale(False)
        chosen = file.variables if names is None else {*names, *file.dimensions}
        variables, coordinates = {}, set(file.dimensions)
        for name in [name for name in file.variables if name in chosen]:
            place = file.variables[name]
            attributes = dict(vars(place))
            coordinates |= set(str(attributes.pop("coordinates", "")).split())
            variables[name] = xr.Variable(place.dimensions, np.asarray(place[...]), attributes)
        labels = {name: variables.pop(name) for name in list(variables) if name in coordinates}
        return xr.Dataset(variables, labels, dict(vars(file)))


def _named(path: str | os.PathLike) -> Path:
    """The path, whose name the library must be able to say."""
    if not is_text(os.fspath(path)):
        raise OSError(errno.EILSEQ, "the name is no Unicode text", os.fspath(path))
    return Path(path)
