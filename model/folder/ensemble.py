"""The folder of an ensemble: a Zarr store by blocks of members, and what is told of all of them.

While it is made it stands as ``ensemble.zarr.partial``. A block's values are written first and its ``status`` last, so
that a block with a status is whole whenever the process ends; what has none is run again.
"""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import xarray as xr

from model import sectors
from model.analysis.uncertainty.batch import RAN
from model.analysis.uncertainty.blocks import SIZE, kept_variables, run_block
from model.data import figures
from model.engine.build import System
from model.errors import InputError
from model.export import netcdf
from model.export.files import write_table, write_whole
from model.export.placing import passing_folder
from model.folder.provenance import data_digests, provenance, scenario_record
from model.plan.selection import wanted_targets
from model.present.text.verdicts import likelihood_rows
from model.results.label import scenario_attributes, variable_attributes
from model.scenario.load import Scenario
from model.sectors import load

SECTORS = Path(sectors.__file__).parent
DONE, PARTIAL = "ensemble.zarr", "ensemble.zarr.partial"
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
Progress = Callable[[int, int, float], object]  # members done, of how many, seconds


def make(
    scenario: Scenario,
    folder: str | os.PathLike,
    members: int,
    seed: int,
    keep: str = "headline",
    resume: bool = False,
    progress: Progress | None = None,
) -> list[Path]:
    """Run an ensemble into a folder: ``ensemble.zarr``, ``quantiles.nc`` and ``target_probability.csv``.

    Parameters
    ----------
    members, seed
        How many, and of which sample; member k is the same for any number of them.
    keep
        ``headline``: the headlines and what targets read; ``all``: every variable that has years.
    resume
        Whether to go on with the blocks that an earlier call left.

    Raises
    ------
    InputError
        Where an unfinished ensemble stands there and ``resume`` is not given, or one of another scenario, seed, number of
        members or choice of variables and it is given; or no member runs.
    """
    begun, folder, system = perf_counter(), Path(folder), load(scenario.base)
    targets = wanted_targets(scenario)
    names = kept_variables(keep, tuple(t.variable for t in targets if t.variable), system)
    identity = _identity(scenario, members, seed, keep)
    _check(folder, identity, resume)
    if not (resume and (folder / DONE).exists()):
        _run_blocks(scenario, system, names, folder, identity, progress)
        _finish(folder, provenance(scenario, perf_counter() - begun, seed, "ensemble", _options(identity)))
    return _tell(folder, targets)


def _identity(scenario, members, seed, keep):
    """What two calls must share to be of one ensemble."""
    equations = {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(SECTORS.glob("*.py"))}
    text = json.dumps([scenario_record(scenario), data_digests(scenario.base), equations], sort_keys=True, default=str)
    return {"inputs": sha256(text.encode()).hexdigest(), "members": members, "seed": seed, "keep": keep}


def _options(identity):
    return [part for key in ("members", "seed", "keep") for part in (f"--{key}", str(identity[key]))]


def _check(folder, identity, resume):
    partial, done = folder / PARTIAL, folder / DONE
    if partial.exists() and not resume:
        raise InputError([f"{partial}: found an unfinished ensemble; expected --resume, or another folder (-o)"])
    for store in filter(Path.exists, (partial, done) if resume else ()):
        _check_identity(store, identity)


def _check_identity(store, identity):
    import zarr

    try:
        found: Any = dict(zarr.open_group(store, mode="r").attrs).get("identity", {})
    except FileNotFoundError:
        raise InputError([f"{store}: found no ensemble in it; expected one to go on with, or no such folder"]) from None
    for key in (key for key, value in identity.items() if found.get(key) != value):
        other = "another scenario, or of other numbers or equations" if key == "inputs" else f"{key} {found.get(key)}"
        raise InputError([f"{store}: found an ensemble of {other}; expected the same for --resume"])


def _run_blocks(scenario, system, names, folder, identity, progress):
    import zarr

    store, members = folder / PARTIAL, identity["members"]
    if not store.exists():
        _lay_out(store, scenario, system, names, identity)
    group: Any = zarr.open_group(store, mode="r+")
    begun = perf_counter()
    todo = [first for first in range(0, members, SIZE) if not np.all(group["status"][first : first + SIZE])]
    before = members - sum(min(SIZE, members - first) for first in todo)
    for first in todo:
        block = run_block(scenario, system, identity["seed"], first, min(SIZE, members - first), names)
        end = block.first + len(block.status)
        for name, values in block.values.items():
            group[name][block.first : end] = values
        if block.reasons:
            group.attrs["reasons"] = {**group.attrs.get("reasons", {}), **{str(k): v for k, v in block.reasons.items()}}
        group["status"][block.first : end] = block.status  # last: what has a status is whole
        before += len(block.status)
        if progress:
            progress(before, members, perf_counter() - begun)


def _lay_out(store: Path, scenario: Scenario, system: System, names: list[str], identity: dict) -> None:
    """The empty store, in a passing folder, then moved to its place."""
    import zarr

    members, years = identity["members"], np.arange(system.base, scenario.end + 1, dtype="int32")
    records = figures(system.base)
    with passing_folder(store.parent) as passing:
        place = passing / "store"
        own = {d.name: np.array(d.labels, dtype=object) for name in names for d in system.declarations[name].dimensions}
        coordinates = {"year": years, "member": np.arange(members, dtype="int32")} | own
        titles = {"base_year": system.base, "identity": identity} | scenario_attributes(scenario)
        xr.Dataset(coords=coordinates, attrs=titles).to_zarr(place, zarr_format=3, consolidated=False)
        group: Any = zarr.open_group(place, mode="r+")
        group.create_array(
            "status", shape=(members,), chunks=(SIZE,), dtype="int8", fill_value=0, dimension_names=("member",)
        )
        for name in names:
            dimensions = system.declarations[name].dimensions
            tail = (len(years), *(len(d.labels) for d in dimensions))
            group.create_array(
                name,
                shape=(members, *tail),
                chunks=(SIZE, *tail),
                dtype="float64",
                fill_value=np.nan,
                dimension_names=("member", "year", *(d.name for d in dimensions)),
                attributes=variable_attributes(name, system, records),
            )
        os.replace(place, store)


def _finish(folder, record):
    """Say how it came about, and take the place of one that stands there."""
    import zarr

    group = zarr.open_group(folder / PARTIAL, mode="r+")
    group.attrs["provenance"] = json.dumps(record, ensure_ascii=False)
    with passing_folder(folder) as passing:
        old = passing / "old"
        if (folder / DONE).exists():
            os.replace(folder / DONE, old)
        try:
            os.replace(folder / PARTIAL, folder / DONE)
        except OSError:
            if old.exists():
                os.replace(old, folder / DONE)
            raise


def open_ensemble(folder: str | os.PathLike) -> xr.Dataset:
    """The members of a finished ensemble, read as they are asked for; ``status`` is 1 where a member ran."""
    return xr.open_dataset(Path(folder) / DONE, engine="zarr", consolidated=False, chunks=None)


def _tell(folder, targets):
    """Quantiles and probabilities over the members that ran, one variable at a time."""
    with open_ensemble(folder) as found:
        ran = np.flatnonzero(found["status"].values == RAN)
        if not len(ran):
            raise InputError(
                [f"{folder / DONE}: no member ran; the first says: {next(iter(found.attrs['reasons'].values()))}"]
            )
        each = {
            name: _quantiles(values.isel(member=ran)) for name, values in found.data_vars.items() if name != "status"
        }
        quantiles = xr.Dataset(each, attrs=_attributes(found, len(ran)))
        labels = {
            n: found[n].values.astype("int32" if n == "year" else object) for n in quantiles.dims if n in found.coords
        }
        quantiles = quantiles.assign_coords(labels)
        rows = likelihood_rows(targets, found.isel(member=ran).transpose("year", ..., "member"))
    columns = ("id", "probability")
    told = [{key: row[key] for key in columns} for row in rows if row["probability"] is not None]

    def write(passing: Path) -> list[Path]:
        files = [passing / "quantiles.nc", passing / "target_probability.csv"]
        netcdf.write(quantiles, files[0])
        write_table(told, files[1], columns)
        return files

    return [folder / DONE, *write_whole(folder, write)]


def _attributes(found, ran):
    """What the quantiles say of their ensemble."""
    own = {key: found.attrs[key] for key in ("title", "title_en", "title_zh", "base_year")}
    return own | {"members": found.sizes["member"], "left_domain": found.sizes["member"] - ran}


def _quantiles(values):
    """One year at a time, for a variable with many labels is large over many members."""
    years = [
        values.isel(year=[place]).load().astype("float64").quantile(QUANTILES, "member")
        for place in range(values.sizes["year"])
    ]
    return xr.concat(years, "year").transpose("quantile", "year", ...).assign_attrs(values.attrs)
