"""A folder of results read, and checked: whether it is whole, of this version of the model, and its files belong together."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import xarray as xr

from model.data import bases
from model.data.catalogue import by_id
from model.engine.build import System
from model.engine.declare import Driver, Lever, Parameter
from model.errors import InputError, meant
from model.folder.ensemble import summary
from model.folder.provenance import data_digests, read_provenance
from model.folder.record import check_results, outputs, recorded
from model.folder.results import open_results
from model.folder.tables import AGAIN, read_review, read_rows, read_solution
from model.plan.selection import wanted_targets
from model.plan.targets import Verdict, judge
from model.present.document.material import Material, Solved
from model.present.text import cells
from model.present.text.tables import COLUMNS, PROBABILITY, target_cells
from model.results.run import run
from model.scenario.element import variable_of
from model.scenario.load import Scenario
from model.sectors import load

ATTRIBUTES = ("units", "long_name", "long_name_zh", "sector")


def read(folder: str | os.PathLike) -> Material:
    """Read and check a folder of results.

    Raises
    ------
    InputError
        Where the folder is not one of results, or its files do not belong together or to this version of the model.
    """
    folder = Path(folder)
    check_results(folder)
    place = folder / "provenance.json"
    record = read_provenance(place)
    system = _system(record["scenario"]["horizon"]["start"], place)
    scenario = _scenario(record["scenario"], system, place)
    dataset = _results(folder / "results.nc", scenario, system)
    targets = wanted_targets(scenario)
    verdicts = judge(targets, dataset)
    _check_targets(folder / "targets.csv", verdicts)
    return Material(
        record=record,
        scenario=scenario,
        results=dataset,
        targets=targets,
        verdicts=verdicts,
        plan=by_id(),
        digests={name: sha256((folder / name).read_bytes()).hexdigest() for name in ("results.nc", "targets.csv")},
        changed=_changed(record["sha256"], scenario.base),
        solved=_solved(record["solve"], scenario, read_solution(folder, targets, system)) if record["solve"] else None,
        review=read_review(folder) if record["observed"] else None,
        bands=summary.bands_of(folder / summary.BANDS) if summary.BANDS in outputs(recorded(folder)) else None,
    )


def _system(base: int, path: Path) -> System:
    """The model of a base year."""
    if base not in bases():
        known = ", ".join(map(str, bases()))
        raise InputError([f"{path}: scenario.horizon.start: found {base}; expected one of {known}; {AGAIN}"])
    return load(base)


def _scenario(record: Mapping[str, Any], system: System, path: Path) -> Scenario:
    """The scenario as resolved, from its record."""
    for key, kinds in (("parameters", (Parameter,)), ("levers", (Lever, Driver))):
        given, expected = record[key], system.elements(system.of_kind(*kinds))
        if odd := [name for name in (*expected, *given) if (name in given) != (name in expected)]:
            known = given if odd[0] in expected else expected
            fault = f"'{odd[0]}' is of another version of the model{meant(odd[0], list(known))}"
            raise InputError([f"{path}: scenario.{key}: {fault}; {AGAIN}"])
    own = (
        [edit["variable"] for edit in record["targets"].values() if "variable" in edit]
        if record["targets"] != "all"
        else []
    )
    if odd := [name for name in own if variable_of(name) not in system.declarations]:
        fault = f"'{odd[0]}' is of another version of the model{meant(odd[0], list(system.declarations))}"
        raise InputError([f"{path}: scenario.targets: {fault}; {AGAIN}"])
    resolved = {key: value for key, value in record.items() if key not in ("horizon", "set")}
    changed = tuple(record["set"])
    return Scenario(path=os.fspath(path), **resolved, **record["horizon"], changed=changed, solve={}, origins={})


def _results(path: Path, scenario: Scenario, system: System) -> xr.Dataset:
    dataset = open_results(path)
    if "member" in dataset.dims:
        raise InputError([f"{path}: found an ensemble of {dataset.sizes['member']} members; expected one run"])
    if absent := [name for name in system.declarations if name not in dataset.variables]:
        more = f" and {len(absent) - 1} more" if len(absent) > 1 else ""
        near = meant(absent[0], map(str, dataset.data_vars))
        raise InputError([f"{path}: found no variable '{absent[0]}'{more}{near}; {AGAIN}"])
    for name in system.declarations:
        if bare := [key for key in ATTRIBUTES if key not in dataset.variables[name].attrs]:
            raise InputError([f"{path}: {name}: found no attribute '{bare[0]}'; {AGAIN}"])
        if (found := dataset.variables[name].attrs["units"]) != (units := system.declarations[name].units):
            raise InputError([f"{path}: {name}: found the units {found!r}; expected {units!r}; {AGAIN}"])
    years = dataset["year"].values.tolist()
    if years != list(range(scenario.start, scenario.end + 1)):
        expected = f"{scenario.start} to {scenario.end}, as provenance.json has them"
        raise InputError([f"{path}: found the years {years[0]} to {years[-1]}; expected {expected}"])
    return dataset


def _check_targets(path: Path, judged: Sequence[Verdict]) -> None:
    """Refuse a table that is not what these results give, for then the files do not belong together."""
    names = {head: name for name, head in cells.heads((*COLUMNS, PROBABILITY), "zh").items()}
    read = read_rows(path)
    if absent := [key for key in COLUMNS if read and not {key, cells.heads((key,), "zh")[key]} & read[0].keys()]:
        raise InputError([f"{path}: found no column {absent[0]}; expected {', '.join(COLUMNS)}"])
    rows = [{names.get(head, head): cell for head, cell in row.items()} for row in read]
    judged_cells = cells.told(target_cells(judged), "zh" if read and COLUMNS[0] not in read[0] else "en")
    given = [{key: row[key] for key in COLUMNS} for row in judged_cells]  # what an ensemble said is not made again
    for row, expected in zip(rows, given, strict=False):
        if {key: cell for key, cell in row.items() if key != PROBABILITY} != expected:
            odd = next((key for key in expected if row.get(key) != expected[key]), "id")
            fault = f"found {odd} '{row.get(odd)}', and results.nc gives '{expected[odd]}'"
            raise InputError([f"{path}: {expected['id']}: {fault}; {AGAIN}"])
    if len(rows) != len(given):
        raise InputError([f"{path}: found {len(rows)} targets, and results.nc gives {len(given)}; {AGAIN}"])


def _changed(digests: Mapping[str, str], base: int) -> list[str]:
    """Files of the model's data that differ from those whose digests these are."""
    now = data_digests(base)
    return [name for name, digest in digests.items() if name.startswith("model/data/") and now.get(name) != digest]


def _solved(search: Mapping[str, Any], scenario: Scenario, parts: Mapping[str, Any]) -> Solved:
    """What stands in a folder of a solution, and the results of its scenario before it was solved."""
    before = replace(scenario, levers={**scenario.levers, **search["levers_before"]})
    return Solved(search=search, baseline=run(before), **parts)
