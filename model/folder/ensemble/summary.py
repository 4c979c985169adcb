"""What is told of all members of an ensemble: quantiles, the probability of each target, and fan charts."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from model.analysis.uncertainty import QUANTILES as LEVELS
from model.analysis.uncertainty.blocks import in_memory, kept_variables
from model.analysis.uncertainty.quantiles import FAULTS, UnreadableError, quantiles, ran_in, stretches, values_of
from model.data.catalogue import Record
from model.engine.errors import RunError
from model.errors import InputError
from model.export import netcdf
from model.export.files import write_table
from model.plan.targets import meets, project
from model.present.text.cells import heads
from model.results.label import HEADLINES
from model.scenario.element import variable_of
from model.scenario.load import Scenario
from model.sectors import load

DONE, QUANTILES, PROBABILITY = "ensemble.zarr", "quantiles.nc", "target_probability.csv"
BANDS = "bands.nc"  # of a run that was made with members: their quantiles
ATTRIBUTES = ("title", "title_en", "title_zh", "base_year", "seed", "sampled", "estimated", "members", "left_domain")
STORED = ATTRIBUTES[:-2]  # the others are counted
COLUMNS = ("id", "probability")


@contextmanager
def opened(store: Path, names: Iterable[str] = ()) -> Iterator[xr.Dataset]:
    """The members of an ensemble, read as they are asked for; ``status`` is 1 where a member ran.

    Parameters
    ----------
    names
        Variables that it must have.

    Raises
    ------
    InputError
        Where a part of the store is lost or cut; also of what is read within, if by :func:`values_of`.
    """
    try:
        members = xr.open_dataset(os.path.realpath(store), engine="zarr", consolidated=False, chunks=None)
    except FAULTS:
        raise damaged(store) from None
    with members:
        if not (members.variables.keys() >= {"status", "year", *names} and members.attrs.keys() >= {*STORED}):
            raise damaged(store)
        try:
            if not values_of(members["status"]).all():  # a member that neither ran nor left
                raise damaged(store)
            yield members
        except UnreadableError:
            raise damaged(store) from None


def damaged(store: Path) -> InputError:
    """What is said of a store of which a part is lost or cut."""
    return InputError(
        [
            f"{store}: found an ensemble that cannot be read whole; expected what simulate ensemble wrote; move it away to make it anew"
        ]
    )


@dataclass(frozen=True)
class Summary:
    """What the members of an ensemble say together."""

    quantiles: xr.Dataset  # of every variable kept, ``quantile`` first
    probabilities: dict[str, float]  # by target, the share of the members that meet it; of those that the run can judge


def summary_of(members: xr.Dataset, targets: Iterable[Record]) -> Summary:
    """What is told of members.

    Parameters
    ----------
    members
        By ``member`` and ``year``, with a ``status`` and the attributes of a store.

    Raises
    ------
    RunError
        Where no member ran: why the first did not.
    """
    ran = ran_in(members["status"])
    if not len(ran):
        raise RunError("", float(members.attrs["base_year"]), 0, next(iter(members.attrs["reasons"].values())))
    bands = quantiles(members, [str(name) for name in members.data_vars if name != "status"], ran)
    return Summary(_for_netcdf(bands), _probabilities(members, targets, ran))


def _probabilities(members: xr.Dataset, targets: Iterable[Record], ran: np.ndarray) -> dict[str, float]:
    """The share that meets each target, counted over stretches of members, each of which is read once."""
    targets = [target for target in targets if target.variable]
    read = dict.fromkeys(["gdp", *(variable_of(target.variable) for target in targets)])
    names, count = [name for name in read if name in members], members.sizes["member"]
    met: dict[str, int] = {}
    for stretch in stretches(count, max(sum(members[name].size for name in names) // count, 1)):
        there = ran[(ran >= stretch.start) & (ran < stretch.stop)] - stretch.start
        part = members[names].isel(member=stretch)
        part = part.assign({name: (part[name].dims, values_of(part[name])) for name in names})
        part = part.isel(member=there).transpose("year", ..., "member")
        for target in targets:
            projected = project(target, part)
            if projected is not None:
                met[target.id] = met.get(target.id, 0) + int(np.sum(meets(target, projected)))
    return {name: number / len(ran) for name, number in met.items()}


def of_run(scenario: Scenario, targets: Iterable[Record], members: int, seed: int) -> Summary:
    """What the members of a scenario's ensemble say together, of the headlines, what targets read and what is drawn.

    Raises
    ------
    RunError
        Where no member runs: why the first did not.
    """
    from model.present.figures.run.overview import PANELS, names_of

    targets = list(targets)
    drawn = [name for panels in PANELS.values() for panel in panels for name in names_of(panel)]
    read = tuple(target.variable for target in targets if target.variable)
    names = kept_variables("headline", (*read, *drawn), load(scenario.base))
    return summary_of(in_memory(scenario, seed, members, names), targets)


def written(summary: Summary, folder: Path, figures: bool, lang: str) -> list[Path]:
    """Write ``quantiles.nc``, ``target_probability.csv`` and, if they are asked for, the figures into a folder; returns the files."""
    rows = [{"id": name, "probability": share} for name, share in summary.probabilities.items()]
    netcdf.write(summary.quantiles, folder / QUANTILES)
    write_table(rows, folder / PROBABILITY, COLUMNS, heads(COLUMNS, lang))
    return [folder / QUANTILES, folder / PROBABILITY, *(_draw(folder, lang) if figures else ())]


def _for_netcdf(bands: xr.Dataset) -> xr.Dataset:
    """With the attributes that are told, and coordinates of kinds that NetCDF has; Zarr's text is none."""
    kinds = {name: "int32" if values.dtype.kind == "i" else object for name, values in bands.coords.items()}
    kinds["quantile"] = "float64"
    labels = {name: (bands[name].dims, bands[name].values.astype(kind)) for name, kind in kinds.items()}
    return xr.Dataset(bands.data_vars, labels, {key: bands.attrs[key] for key in ATTRIBUTES})


def _draw(folder: Path, lang: str) -> list[Path]:
    from model.present.canvas.canvas import Canvas
    from model.present.canvas.files import save
    from model.present.figures import draw

    return save(draw(drawn_from(folder), Canvas(lang)), folder / "figures")


def drawn_from(folder: Path) -> Any:
    """What the figures of an ensemble's folder are drawn from, a :class:`model.present.figures.figure.Ensemble`.

    Raises
    ------
    InputError
        Where the quantiles are no file of this model.
    """
    from model.present.figures.figure import Ensemble

    return Ensemble(bands_of(folder / QUANTILES))


def read(path: Path) -> xr.Dataset:
    """Quantiles as they were written, in memory.

    Raises
    ------
    InputError
        Where they are no file of this model.
    """
    try:
        bands = netcdf.read(path)
    except (OSError, ValueError, RuntimeError):
        raise InputError([f"{path}: found no NetCDF file; expected one that simulate ensemble wrote"]) from None
    if absent := [key for key in ATTRIBUTES if key not in bands.attrs]:
        raise InputError([f"{path}: found no attribute '{absent[0]}'; expected one that simulate ensemble wrote"])
    return bands


def bands_of(path: Path) -> xr.Dataset:
    """As :func:`read`, of what can be drawn.

    Raises
    ------
    InputError
        Also where a headline, or what is told of the members, is wanting.
    """
    bands = read(path)
    if odd := [
        key for key in ATTRIBUTES if not isinstance(bands.attrs[key], str if "title" in key else int | np.integer)
    ]:
        raise InputError(
            [f"{path}: found the attribute '{odd[0]}' of another kind; expected one that simulate ensemble wrote"]
        )
    if absent := [name for name in ("year", "quantile", *HEADLINES) if name not in bands.variables]:
        raise InputError([f"{path}: found no variable '{absent[0]}'; expected one that simulate ensemble wrote"])
    levels = bands["quantile"].to_numpy().tolist() == list(LEVELS)
    if odd := [name for name in HEADLINES if not levels or bands[name].dims != ("quantile", "year")]:
        raise InputError([f"{path}: {odd[0]}: found other quantiles; expected one that simulate ensemble wrote"])
    return bands
