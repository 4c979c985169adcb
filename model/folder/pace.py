"""The pace that each target needs of a scenario, with what an ensemble that stands beside says of it."""

import csv
import io
import os
from pathlib import Path
from typing import NamedTuple

import xarray as xr

from model.data import of_plan
from model.data.decoding import separator
from model.errors import InputError
from model.export.files import read_marked
from model.plan.pace.pace import Pace, paces
from model.plan.run import project
from model.present.text.cells import heads
from model.present.text.words import not_judged
from model.scenario.load import Scenario

PROBABILITIES = "target_probability.csv"


class Paced(NamedTuple):
    """The paces of a scenario, and the results of its run."""

    paces: list[Pace]
    results: xr.Dataset


def pace(scenario: Scenario, folder: str | os.PathLike | None = None) -> list[Pace]:
    """The pace that each target needs, held against what was ever done; nothing is solved.

    Parameters
    ----------
    folder
        Where an ensemble's ``target_probability.csv`` may stand; ``outputs/NAME`` of the scenario where none is given.

    Returns
    -------
    list of Pace
        One a target that the model answers, restatements too; ``as_dict`` has the keys of ``simulate pace --json``.

    Raises
    ------
    InputError
        Where the scenario's base year is not the plan's, from which alone its targets are measured.
    """
    return paced(scenario, folder).paces


def paced(scenario: Scenario, folder: str | os.PathLike | None = None) -> Paced:
    """As :func:`pace`, with the results of the run."""
    run = project(scenario)
    if not of_plan(run.results):
        raise InputError([f"{scenario.path}: {not_judged(scenario.base, 'en')}"])
    beside = Path(folder) if folder is not None else Path("outputs") / scenario.name
    return Paced(paces(run.targets, run.results, probabilities(beside)), run.results)


def probabilities(folder: Path) -> dict[str, float]:
    """By target id, the share of an ensemble's members that meet it; none where no ensemble stands in the folder."""
    path = folder / PROBABILITIES
    if not path.is_file():
        return {}
    try:
        names = {head: name for name, head in heads(("id", "probability"), "zh").items()}
        read = csv.DictReader(
            io.StringIO(text := read_marked(path), newline=""), delimiter=separator(text), strict=True
        )
        rows = [{names.get(head, head): cell for head, cell in row.items()} for row in read]
        found = {row["id"]: float(row["probability"] or "nan") for row in rows}
    except (KeyError, ValueError, csv.Error) as error:
        raise InputError([f"{path}: found no table of id and probability ({error})"]) from None
    if odd := [name for name, share in found.items() if not 0 <= share <= 1]:
        raise InputError([f"{path}: {odd[0]}: found {found[odd[0]]:g}; expected a probability, from 0 to 1"])
    return found
