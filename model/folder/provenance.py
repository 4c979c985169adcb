"""Provenance: how a result came about, from which scenario, versions and inputs."""

import platform
import shlex
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import netCDF4
import numpy as np
import xarray as xr

from model import DISTRIBUTION, __version__
from model.data import figures, files_of


def provenance(
    scenario, seconds: float, seed: int | None = None, verb: str = "run", options: Sequence[str] = ()
) -> dict:
    """How a result came about: the scenario as resolved, versions, hashes of the inputs, assumptions, wall time.

    Parameters
    ----------
    seconds
        Wall time of the run.
    seed
        Of a random sample; None where there was none.
    verb, options
        The command that gives the same, and what it takes beside the scenario and its settings.
    """
    hashed = {path: sha256(Path(path).read_bytes()).hexdigest() for path in _scenario_files(scenario)}
    return {
        "command": _command(scenario, verb, options),
        "scenario": scenario_record(scenario),
        "versions": {DISTRIBUTION: __version__, "python": platform.python_version()}
        | {package.__name__: package.__version__ for package in (np, xr, netCDF4)},
        "seed": seed,
        "sha256": data_digests(scenario.base) | hashed,
        "assumptions": [name for name, figure in figures(scenario.base).items() if figure.status == "assumption"],
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "wall_time_seconds": round(seconds, 3),
    }


def _command(scenario, verb, options):
    """The command that gives the same results, as a shell reads it."""
    laid_over = (part for setting in scenario.settings for part in ("--set", setting))
    return shlex.join(["simulate", verb, scenario.path, *laid_over, *options])


def data_digests(base: int) -> dict[str, str]:
    """SHA-256 of the numbers, with the pack of a base year, and of the catalogue, by their path."""
    return {f"model/data/{place}": sha256(entry.read_bytes()).hexdigest() for place, entry in files_of(base)}


def _scenario_files(scenario):
    """The scenario's file and those it extends."""
    places = [place for place in scenario.origins.values() if not place.startswith("--set ")]
    return sorted({scenario.path, *(place.rpartition(":")[0] for place in places)})


def scenario_record(scenario) -> dict:
    """The scenario as resolved, in plain types that JSON can hold."""
    return {
        "name": scenario.name,
        "title": dict(scenario.title),
        "base": scenario.base,
        "horizon": {"start": scenario.start, "end": scenario.end},
        "method": scenario.method,
        "step": scenario.step,
        "set": list(scenario.changed),
        "targets": scenario.targets,
        "parameters": dict(scenario.parameters),
        "levers": {name: _by_year(path) for name, path in scenario.levers.items()},
        "restatement": {name: _by_year(path) for name, path in scenario.restatement.items()},
    }


def _by_year(path):
    return {str(year): value for year, value in path.items()}
