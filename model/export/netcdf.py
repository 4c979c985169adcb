"""NetCDF-4 files of results, written whole or not at all."""

import os
import tempfile
from pathlib import Path

import xarray as xr


def write(dataset: xr.Dataset, path: str | os.PathLike) -> None:
    """Write a dataset to ``path`` as NetCDF-4; an error or an interrupt leaves what stood there.

    Uncompressed, for a run is small and the time to write it is felt.
    """
    path = Path(path)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        whole = Path(folder) / path.name
        encoding = {name: {"_FillValue": None} for name, v in dataset.variables.items() if v.dtype.kind in "fi"}
        dataset.to_netcdf(whole, engine="netcdf4", format="NETCDF4", encoding=encoding)
        os.replace(whole, path)


def read(path: str | os.PathLike) -> xr.Dataset:
    """A dataset of results from its file, in memory; the file is closed.

    Raises
    ------
    FileNotFoundError, OSError
        Where there is no such file, or it is no NetCDF.
    """
    with xr.open_dataset(path, engine="netcdf4", decode_times=False) as dataset:
        return dataset.load()
