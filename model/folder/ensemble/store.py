"""The folder of an ensemble: a Zarr store by blocks of members, and what is told of all of them.

While it is made it stands as ``ensemble.zarr.partial``. A block's values are written first and its ``status`` last, so
that a block with a status is whole whenever the process ends; what has none is run again.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Any, Literal

import numpy as np
import xarray as xr

from model import sectors
from model.analysis.uncertainty.batch import RAN
from model.analysis.uncertainty.blocks import SIZE, Block, attributes, coordinates, kept_variables, run_blocks
from model.analysis.uncertainty.cluster import Cluster
from model.analysis.uncertainty.quantiles import FAULTS
from model.data import figures as numbers_of
from model.engine.build import System
from model.engine.errors import RunError
from model.errors import InputError
from model.export.placing import check_folder, move_in, passing_folder, writing_to
from model.folder.ensemble.summary import DONE, Summary, damaged, opened, summary_of, written
from model.folder.provenance import data_digests, provenance, scenario_record
from model.plan.selection import wanted_targets
from model.present.canvas.canvas import DRAWING
from model.results.label import variable_attributes
from model.scenario.load import Scenario
from model.sectors import load

SECTORS = Path(sectors.__file__).parent
PARTIAL = "ensemble.zarr.partial"
Progress = Callable[[int, int, float], object]  # members done, of how many, seconds


@dataclass(frozen=True)
class Choice:
    """Which members, and what is kept of them."""

    members: int  # how many; member k is the same for any number of them
    seed: int  # of the sample
    keep: str = "headline"  # ``headline``: the headlines and what targets read; ``all``: every variable that has years


def make(
    scenario: Scenario,
    folder: str | os.PathLike,
    choice: Choice,
    resume: bool = False,
    progress: Progress | None = None,
    scheduler: str | None = None,
    figures: bool = True,
    lang: str = "en",
) -> list[Path]:
    """Run an ensemble into a folder: ``ensemble.zarr``, ``quantiles.nc``, ``target_probability.csv`` and ``figures/``.

    Parameters
    ----------
    resume
        Whether to go on with the blocks that an earlier call left.
    scheduler
        Address of the scheduler of a Dask cluster whose workers run the blocks; None runs them here.

    Raises
    ------
    InputError
        Where an unfinished ensemble stands there and ``resume`` is not given, or one of another scenario, seed, number of
        members or choice of variables and it is given; or there is no such cluster.
    RunError
        Where no member runs: why the first did not.
    """
    begun, folder, system = perf_counter(), Path(folder), load(scenario.base)
    targets = wanted_targets(scenario)
    names = kept_variables(choice.keep, tuple(t.variable for t in targets if t.variable), system)
    identity = _identity(scenario, choice)
    _check(folder, identity, names, resume)
    check_folder(folder)
    is_done = resume and (folder / DONE).exists() and not (folder / PARTIAL).exists()
    store = folder / (DONE if is_done else PARTIAL)
    if not is_done:
        run = run_blocks if scheduler is None else Cluster(scheduler).run_blocks
        if not store.exists():
            with writing_to(folder):
                _lay_out(store, scenario, system, names, identity)
        with writing_to(folder, resumable=True):
            _fill(store, choice.members, progress, partial(run, scenario, choice.seed, choice.members, names))
            _refuse_where_none_ran(store)
            record = provenance(scenario, perf_counter() - begun, choice.seed, "ensemble", _options(choice))
            _opened(store).attrs["provenance"] = json.dumps(record, ensure_ascii=False)
    with opened(store, names) as members:
        summary = summary_of(members, targets)
    with DRAWING if figures else nullcontext(), writing_to(folder, resumable=True):  # as in model.folder.write
        return _placed(store, summary, figures, lang)


def _opened(store: Path, mode: Literal["r", "r+"] = "r+") -> Any:
    import zarr  # slow

    return zarr.open_group(store, mode=mode)


def _refuse_where_none_ran(store: Path) -> None:
    """Nothing is kept of an ensemble in which no member runs; what stood there before stands."""
    group = _opened(store, "r")
    if not (group["status"][:] == RAN).any():
        reasons, base = group.attrs["reasons"], float(group.attrs["base_year"])
        rmtree(store)
        with suppress(OSError):  # where other things stand in the folder
            store.parent.rmdir()
        raise RunError(
            "", base, 0, f"none of {len(reasons)} members runs; of the first: {next(iter(reasons.values()))}"
        )


def _identity(scenario: Scenario, choice: Choice) -> dict[str, Any]:
    """What two calls must share to be of one ensemble."""
    equations = {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(SECTORS.glob("*.py"))}
    text = json.dumps([scenario_record(scenario), data_digests(scenario.base), equations], sort_keys=True, default=str)
    return {"inputs": sha256(text.encode()).hexdigest(), **vars(choice)}


def _options(choice: Choice) -> list[str]:
    return [part for key, value in vars(choice).items() for part in (f"--{key}", str(value))]


def _check(folder: Path, identity: Mapping[str, Any], names: Iterable[str], resume: bool) -> None:
    partial, done = folder / PARTIAL, folder / DONE
    if partial.exists() and not resume:
        raise InputError([f"{partial}: found an unfinished ensemble; expected --resume, or another folder (-o)"])
    if resume and (store := partial if partial.exists() else done).exists():
        _check_identity(store, identity, names)


def _check_identity(store: Path, identity: Mapping[str, Any], names: Iterable[str]) -> None:
    try:
        group = _opened(store, "r")
    except FileNotFoundError:
        raise InputError([f"{store}: found no ensemble in it; expected one to go on with, or no such folder"]) from None
    except FAULTS:  # what describes it is no JSON, or not of Zarr
        raise damaged(store) from None
    try:
        stored, arrays = dict(group.attrs["identity"]), dict(group.arrays())
        whole = arrays["status"][:].shape == (stored["members"],)
    except FAULTS:
        raise damaged(store) from None
    for key in (key for key, value in identity.items() if stored.get(key) != value):
        other = "another scenario, or of other numbers or equations" if key == "inputs" else f"{key} {stored.get(key)}"
        raise InputError([f"{store}: found an ensemble of {other}; expected the same for --resume"])
    if not whole or {*names} - arrays.keys():
        raise damaged(store)


def _fill(store: Path, members: int, progress: Progress | None, run: Callable[[list[int]], Iterable[Block]]) -> None:
    """Write the blocks that have no status yet."""
    group = _opened(store)
    begun, arrays = perf_counter(), dict(group.arrays())
    status = arrays["status"][:]
    todo = [first for first in range(0, members, SIZE) if not np.all(status[first : first + SIZE])]
    before = members - sum(min(SIZE, members - first) for first in todo)
    for block in run(todo):
        end = block.first + len(block.status)
        for name, values in block.values.items():
            arrays[name][block.first : end] = values
        if block.reasons:
            group.attrs["reasons"] = {**group.attrs.get("reasons", {}), **{str(k): v for k, v in block.reasons.items()}}
        arrays["status"][block.first : end] = block.status  # last: what has a status is whole
        before += len(block.status)
        if progress:
            progress(before, members, perf_counter() - begun)


def _lay_out(store: Path, scenario: Scenario, system: System, names: list[str], identity: dict) -> None:
    """The empty store, in a passing folder, then moved to its place."""
    members, records = identity["members"], numbers_of(system.base)
    with passing_folder(store.parent) as passing:
        place = Path(os.path.realpath(passing)) / "store"  # xarray takes ".." after a link for the link's own parent
        labels = coordinates(scenario, system, members, names)
        titles = {"identity": identity} | attributes(scenario, system, identity["seed"])
        xr.Dataset(coords=labels, attrs=titles).to_zarr(place, zarr_format=3, consolidated=False)
        group = _opened(place)
        group.create_array(
            "status", shape=(members,), chunks=(SIZE,), dtype="int8", fill_value=0, dimension_names=("member",)
        )
        for name in names:
            dimensions = system.declarations[name].dimensions
            tail = (len(labels["year"]), *(len(d.labels) for d in dimensions))
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


def _placed(store: Path, summary: Summary, figures: bool, lang: str) -> list[Path]:
    """What is told of all members, and their store if it is not there yet, take their places together, or none does."""
    with passing_folder(store.parent) as passing:
        names = [file.relative_to(passing).as_posix() for file in written(summary, passing, figures, lang)]
        return [
            store.with_name(DONE),
            *move_in(passing, names, renamed={} if store.name == DONE else {DONE: store.name}),
        ]
