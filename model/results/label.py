"""From a trajectory to labelled results: what each year reports, as an ``xarray.Dataset``.

Stocks are values at the year's end, rates the year's totals, ratios those of the totals; the base year holds what was
published for it. See ``Equation.annual`` in ``model.engine.declare``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from model import DISTRIBUTION, __version__
from model.data import Number, figures, headlines
from model.engine.build import System
from model.engine.declare import Derived, Driver, Lever, Parameter, Stock
from model.engine.run import Trajectory
from model.results.annual import annual_values
from model.scenario.element import variable_of
from model.scenario.load import Scenario
from model.sectors import NOT_REPRESENTED, catalogued_only, load

HEADLINES = tuple(name for name in headlines() if name in load().declarations)
ANNUAL = {
    "end": "value at the end of the year",
    "total": "total of the year",
    "equation": "the equation applied to annual values",
    "input": "constant within the year",
    "constant": "constant",
    "opening": "added at the opening of the year",
}
REFERENCES = "Gazette of the People's Government of Ningxia, 2022 no. 4, and the sources named in model/data"


def scenario_attributes(scenario: Scenario) -> dict[str, Any]:
    """What results say of their scenario: its name, its titles, and how it is integrated."""
    titles = {"title": scenario.name, "title_en": scenario.title["en"], "title_zh": scenario.title["zh"]}
    return titles | {"method": scenario.method, "step": float(scenario.step)}


def to_dataset(
    trajectory: Trajectory, system: System, records: Mapping[str, Number] | None = None, **attributes
) -> xr.Dataset:
    """Label a trajectory.

    Parameters
    ----------
    records
        The figures behind the system, by element name; those of ``model.data`` for its base year where none are given.
    **attributes
        Strings and numbers of the scenario, such as ``title``, ``title_en`` and ``title_zh``.

    Returns
    -------
    xarray.Dataset
        float64 on ``year``, then a variable's own dimensions, then ``member`` if the trajectory is a batch; parameters
        and derived numbers have no ``year``.
    """
    shipped = records is None and system is load(system.base)
    records = figures(system.base) if records is None else records
    values, places = annual_values(trajectory, system), _shipped(system.base) if shipped else _places(system, records)
    data = {
        name: _variable([values[element] for element in own.elements], own, trajectory) for name, own in places.items()
    }
    data |= _restatements(trajectory, system, places)
    labels = xr.Dataset(coords=_coordinates(trajectory, system), attrs=_global_attributes(records, system) | attributes)
    # what is known to lie along these labels is not looked through again, which takes longer than the run
    return labels._replace({**labels.variables, **data})


@dataclass(frozen=True)
class _Place:
    """Where the values of a variable come from and how they lie: ``sizes`` by dimension, ``year`` first if it has it."""

    elements: list[str]
    yearly: bool
    sizes: dict[str, int]
    attributes: dict[str, str]


def _places(system, records):
    return {
        name: _Place(
            system.elements([name]),
            not isinstance(declaration, Parameter | Derived),
            {dimension.name: len(dimension.labels) for dimension in declaration.dimensions},
            variable_attributes(name, system, records),
        )
        for name, declaration in system.declarations.items()
    }


@cache
def _shipped(base):
    """Of the model with the figures of a base year; the same in every run."""
    return _places(load(base), figures(base))


def _restatements(trajectory, system, places):
    """What was added to each stock at the opening of a year, for those that were restated, as variables."""
    found, none = {}, np.zeros((len(trajectory.years), trajectory.members))
    for name in dict.fromkeys(variable_of(element) for element in trajectory.restatement):
        place = places[name]
        arrays = [trajectory.restatement.get(element, none) for element in place.elements]
        own = dict(place.attributes)
        own |= {"long_name": f"{own['long_name']}, restated", "long_name_zh": f"{own['long_name_zh']}（调整）"}
        own |= {"kind": "restatement", "source_status": "model", "annual": ANNUAL["opening"]}
        found[f"{name}_restatement"] = _variable(arrays, replace(place, attributes=own), trajectory)
    return found


def _variable(arrays, place, trajectory):
    """The elements put together along their dimensions."""
    lead = {"year": len(trajectory.years)} if place.yearly else {}
    batch = trajectory.members > 1 and any(np.ndim(array) > len(lead) for array in arrays)
    tail = {"member": trajectory.members} if batch else {}
    each, sizes = (*lead.values(), *tail.values()), lead | place.sizes | tail
    if batch:
        arrays = [np.broadcast_to(array, each) for array in arrays]
    values = np.stack(arrays, axis=len(lead)) if len(arrays) > 1 else np.array(arrays[0], dtype=float)
    return xr.Variable(tuple(sizes), values.reshape(tuple(sizes.values())), dict(place.attributes), fastpath=True)


def _coordinates(trajectory, system):
    year = {"long_name": "Year", "long_name_zh": "年份", "units": "year"}
    # as pandas indexes, for xarray imports every array library it knows to look at a plain one
    coordinates: dict[str, tuple] = {"year": ("year", pd.Index(trajectory.years.astype("int32")), year)}
    for dimension in {d.name: d for v in system.declarations.values() for d in v.dimensions}.values():
        titles = np.array(list(dimension.titles.values()), dtype=object)
        coordinates[dimension.name] = (dimension.name, pd.Index(dimension.labels, dtype=object))
        coordinates[f"{dimension.name}_title"] = (dimension.name, titles[:, 0])
        coordinates[f"{dimension.name}_title_zh"] = (dimension.name, titles[:, 1])
    if trajectory.members > 1:
        coordinates["member"] = ("member", np.arange(trajectory.members, dtype="int32"), {"long_name": "Member"})
    return coordinates


def variable_attributes(name: str, system: System, records: Mapping[str, Number]) -> dict[str, str]:
    """The attributes that every variable of the results has."""
    declaration = system.declarations[name]
    if isinstance(declaration, Stock):
        annual = "end"
    elif isinstance(declaration, Derived | Parameter):
        annual = "constant"
    else:
        annual = getattr(declaration, "annual", "input")
    return {
        "units": declaration.units,
        "long_name": declaration.title,
        "long_name_zh": declaration.title_zh,
        "sector": system.sectors[name],
        "kind": declaration.kind,
        "source_status": source_status(name, system, records),
        "annual": ANNUAL[annual],
        **({"authority": declaration.authority} if isinstance(declaration, Lever | Driver) else {}),
    }


def source_status(name: str, system: System, records: Mapping[str, Number]) -> str:
    """The status of a variable's published figure at the base year; ``derived``, or ``model`` where it has none."""
    source = figure_name(name, system)
    if source is None:
        return "model"
    declaration = system.declarations[source]
    if isinstance(declaration, Derived):
        return "derived"
    statuses = dict.fromkeys(records[element].status for element in system.elements([source]) if element in records)
    return ", ".join(statuses) or "model"


def figure_name(name: str, system: System) -> str | None:
    """The parameter, lever, driver or derived number that gives a variable's value at the base year, if one does."""
    declaration: Any = system.declarations[name]
    if isinstance(declaration, Parameter | Lever | Driver | Derived):
        return name
    source = declaration.initial if isinstance(declaration, Stock) else declaration.base
    found = system.declarations.get(source)
    return source if isinstance(found, Parameter | Derived) else None


def _global_attributes(records, system):
    assumed = sum(record.status == "assumption" for record in records.values())
    return {
        "Conventions": "CF-1.11",
        "history": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} simulate {__version__}",
        "source": f"{DISTRIBUTION} {__version__}",
        "references": REFERENCES,
        "base_year": system.base,
        "assumptions": assumed,
        "catalogued_only": " ".join(catalogued_only(system)),  # programmes that act on nothing outside their own sector
        "not_represented": NOT_REPRESENTED["en"],
        "not_represented_zh": NOT_REPRESENTED["zh"],
    }
