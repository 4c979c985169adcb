"""Provenance: how a result came about, from which scenario, versions and inputs; written, and read again."""

import os
import platform
import shlex
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import netCDF4
import numpy as np
import xarray as xr
from pydantic import BaseModel, Field, ValidationError

from model import DISTRIBUTION, __version__
from model.data import digests, figures
from model.errors import InputError
from model.export.files import read_marked
from model.scenario.form import LAST_YEAR, Step, TargetEdit
from model.scenario.load import Scenario
from model.scenario.shipped import find, is_shipped


def provenance(
    scenario: Scenario, seconds: float, seed: int | None = None, verb: str = "run", options: Sequence[str] = ()
) -> dict[str, Any]:
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
    return {
        "command": _command(scenario, verb, options),
        "scenario": scenario_record(scenario),
        "versions": {DISTRIBUTION: __version__, "python": platform.python_version()}
        | {package.__name__: package.__version__ for package in (np, xr, netCDF4)},
        "seed": seed,
        "sha256": data_digests(scenario.base) | dict(sorted(scenario.files.items())),
        "assumptions": [name for name, figure in figures(scenario.base).items() if figure.status == "assumption"],
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "wall_time_seconds": round(seconds, 3),
    }


def _command(scenario: Scenario, verb: str, options: Sequence[str]) -> str:
    """The command that gives the same results, as a shell reads it."""
    name = Path(scenario.path).stem
    named = is_shipped(scenario.path) and os.path.realpath(find(name)) == os.path.realpath(scenario.path)
    laid_over = (part for setting in scenario.settings for part in ("--set", setting))
    return shlex.join(["simulate", verb, name if named else scenario.path, *laid_over, *options])


def data_digests(base: int) -> dict[str, str]:
    """SHA-256 of the numbers, with the pack of a base year, and of the catalogue, by their path, as they were read."""
    return {f"model/data/{place}": digest for place, digest in digests(base).items()}


def scenario_record(scenario: Scenario) -> dict[str, Any]:
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


def _by_year(path: Mapping[int, float]) -> dict[str, float]:
    return {str(year): value for year, value in path.items()}


# -- the form of what is read, as far as it is needed ------------------------------------------------------------------
class _Horizon(BaseModel):
    start: int
    end: int = Field(le=LAST_YEAR)


class _Title(BaseModel):
    en: str
    zh: str


class _Edit(TargetEdit):
    """An edit of a target as resolved."""

    value: float | None = None
    upper: float | None = None


class _Scenario(BaseModel):
    name: str
    title: _Title
    horizon: _Horizon
    method: Literal["rk4", "euler"]
    step: Step
    set: list[str]
    targets: Literal["all"] | dict[str, _Edit]
    parameters: dict[str, float]
    levers: dict[str, dict[int, float]]
    restatement: dict[str, dict[int, float]]


class _End(BaseModel):
    """Where a start of the search ended."""

    miss: float
    cost: float


class _Search(BaseModel):
    message: str
    met: bool
    converged: bool
    cost: float
    effort: float
    asked: int
    reached: int
    largest_miss: float
    stationarity: float | None
    starts: list[_End]
    runs: int
    seconds: float
    left_out: int
    levers_before: dict[str, dict[int, float]]


class _Observed(BaseModel):
    file: str
    last: int


class _Provenance(BaseModel):
    command: str
    scenario: _Scenario
    versions: dict[str, str]
    sha256: dict[str, str]
    assumptions: list[str]
    finished: str
    observed: _Observed | None = None
    solve: _Search | None = None


def read_provenance(path: Path) -> dict[str, Any]:
    """The record of a run, with its years as integers.

    Raises
    ------
    InputError
        Where it is not as :func:`provenance` makes it.
    """
    try:
        read = _Provenance.model_validate_json(read_marked(path))
        edits = read.model_dump(
            include={"scenario": {"targets"}}, exclude_unset=True
        )  # what an edit does not say stays so
        return read.model_dump() | {"scenario": read.scenario.model_dump() | edits["scenario"]}
    except ValidationError as error:
        first = max(
            error.errors(), key=lambda fault: len(fault["loc"])
        )  # of the forms of a key that which it comes nearest
        at = ".".join(str(part) for part in first["loc"] if not str(part).startswith(("literal[", "dict[")))
        fault = f"{at}: {first['msg']}" if at else first["msg"]
        raise InputError([f"{path}: {fault}; expected it as simulate run and solve write it"]) from None
    except UnicodeDecodeError:
        raise InputError(
            [f"{path}: found bytes that are not UTF-8; expected it as simulate run and solve write it"]
        ) from None
