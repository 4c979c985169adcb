"""NetCDF-4 files of results, written whole or not at all."""

import os
import tempfile
from pathlib import Path

import netCDF4
import xarray as xr


def write(dataset: xr.Dataset, path: str | os.PathLike) -> None:
    """Write a dataset of numbers and texts to ``path``; an error or an interrupt leaves what stood there.

    Written by the netCDF4 library itself, uncompressed: for some hundred small variables that takes less than half
    the time of ``Dataset.to_netcdf``, and gives the same file.
    """
    path = Path(path)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        whole = Path(folder) / path.name
        with netCDF4.Dataset(whole, "w", format="NETCDF4") as file:
            _fill(file, dataset)
        os.replace(whole, path)


def _fill(file, dataset):
    file.setncatts(dataset.attrs)
    for name, size in dataset.sizes.items():
        file.createDimension(name, size)
    labels = {name: variable for name, variable in dataset.coords.items() if name not in dataset.dims}
    for name, variable in dataset.variables.items():
        text = variable.dtype.kind in "OU"
        written = file.createVariable(name, str if text else variable.dtype, variable.dims)
        beside = [] if name in dataset.coords else [key for key, label in labels.items() if set(label.dims) <= set(variable.dims)]
        written.setncatts(variable.attrs | ({"coordinates": " ".join(beside)} if beside else {}))
        written[...] = variable.values.astype(object) if text else variable.values


def read(path: str | os.PathLike) -> xr.Dataset:
    """A dataset of results from its file, in memory; the file is closed.

    Raises
    ------
    FileNotFoundError, OSError
        Where there is no such file, or it is no NetCDF.
    """
    with xr.open_dataset(path, engine="netcdf4", decode_times=False) as dataset:
        return dataset.load()
