"""What is told of all members of an ensemble: quantiles, the probability of each target, and fan charts."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xarray as xr

from model.analysis.uncertainty.quantiles import quantiles, ran_in
from model.data.catalogue import Record
from model.engine.errors import RunError
from model.errors import InputError
from model.export import netcdf
from model.export.files import write_table, write_whole
from model.present.text.cells import heads
from model.present.text.targets.verdicts import likelihood_rows

DONE, QUANTILES, PROBABILITY = "ensemble.zarr", "quantiles.nc", "target_probability.csv"
ATTRIBUTES = ("title", "title_en", "title_zh", "base_year", "seed", "sampled", "estimated", "members", "left_domain")
COLUMNS = ("id", "probability")


def open_ensemble(folder: str | os.PathLike) -> xr.Dataset:
    """The members of a finished ensemble, read as they are asked for; ``status`` is 1 where a member ran."""
    return xr.open_dataset(Path(folder) / DONE, engine="zarr", consolidated=False, chunks=None)


def tell(folder: Path, targets: Iterable[Record], figures: bool, lang: str) -> list[Path]:
    """Write ``quantiles.nc``, ``target_probability.csv`` and, if they are asked for, the figures.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    RunError
        Where no member ran: why the first did not.
    """
    with open_ensemble(folder) as found:
        ran = ran_in(found["status"])
        if not len(ran):
            raise RunError("", float(found.attrs["base_year"]), 0, next(iter(found.attrs["reasons"].values())))
        told = quantiles(found, [str(name) for name in found.data_vars if name != "status"], ran)
        whole: Any = slice(None) if len(ran) == found.sizes["member"] else ran
        rows = likelihood_rows(targets, found.isel(member=whole).transpose("year", ..., "member"))
    told = _for_netcdf(told)
    probabilities = [{key: row[key] for key in COLUMNS} for row in rows if row["probability"] is not None]

    def write(passing: Path) -> list[Path]:
        netcdf.write(told, passing / QUANTILES)
        write_table(probabilities, passing / PROBABILITY, COLUMNS, heads(COLUMNS, lang))
        return [passing / QUANTILES, passing / PROBABILITY]

    return write_whole(folder, write) + (_draw(folder, lang) if figures else [])


def _for_netcdf(told):
    """With the attributes that are told, and coordinates of kinds that NetCDF has; Zarr's text is none."""
    kinds = {name: "int32" if values.dtype.kind == "i" else object for name, values in told.coords.items()}
    kinds["quantile"] = "float64"
    labels = {name: (told[name].dims, told[name].values.astype(kind)) for name, kind in kinds.items()}
    return xr.Dataset(told.data_vars, labels, {key: told.attrs[key] for key in ATTRIBUTES})


def _draw(folder, lang):
    from model.present.canvas.canvas import Canvas
    from model.present.canvas.files import save_whole
    from model.present.figures import draw

    return save_whole(draw(drawn_from(folder), Canvas(lang)), folder / "figures")


def drawn_from(folder: Path) -> Any:
    """What the figures of an ensemble's folder are drawn from, a :class:`model.present.figures.figure.Ensemble`.

    Raises
    ------
    InputError
        Where the quantiles are no file of this model.
    """
    from model.present.figures.figure import Ensemble

    try:
        with xr.open_dataset(folder / QUANTILES) as found:
            told = found.load()
    except (OSError, ValueError):
        raise InputError(
            [f"{folder / QUANTILES}: found no NetCDF file; expected one that simulate ensemble wrote"]
        ) from None
    if absent := [key for key in ATTRIBUTES if key not in told.attrs]:
        raise InputError(
            [f"{folder / QUANTILES}: found no attribute '{absent[0]}'; expected one that simulate ensemble wrote"]
        )
    return Ensemble(told)
