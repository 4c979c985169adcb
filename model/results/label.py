"""From a trajectory to labelled results: what each year reports, as an ``xarray.Dataset``.

Stocks are values at the year's end, rates the year's totals, ratios those of the totals; the base year holds what was
published for it. See ``Equation.annual`` in ``model.engine.declare``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from model import DISTRIBUTION, __version__
from model.data import Number, figures, headlines
from model.engine.build import System
from model.engine.compiled.rows import places_of
from model.engine.declare import Derived, Driver, Lever, Parameter, Stock
from model.engine.run import Trajectory
from model.results.annual import KEPT, annual_places, annual_rows
from model.scenario.element import variable_of
from model.scenario.load import Scenario
from model.sectors import NOT_REPRESENTED, catalogued_only, load

HEADLINES = tuple(name for name in headlines() if name in load().declarations)
CONVENTIONS = {"Conventions": "CF-1.11"}
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


def to_dataset(trajectory: Trajectory, system: System, **attributes: Any) -> xr.Dataset:
    """Label a trajectory.

    Parameters
    ----------
    **attributes
        Strings and numbers of the scenario, such as ``title``, ``title_en`` and ``title_zh``.

    Returns
    -------
    xarray.Dataset
        float64 on ``year``, then a variable's own dimensions, then ``member`` if the trajectory is a batch; parameters
        and derived numbers have no ``year``.
    """
    places = _places(system)
    tables = {"annual": annual_rows(trajectory, system), "end": trajectory.ends, "input": trajectory.inputs}
    data = {
        name: _yearly(tables[p.table].table[p.rows], p, trajectory) if p.table else _constant(p, trajectory)
        for name, p in places.items()
    }
    data |= _restatements(trajectory, system, places)
    history = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} simulate {__version__}"
    global_attributes: dict[Any, Any] = {**CONVENTIONS, "history": history, **_model_attributes(system), **attributes}
    labels = _labels(system, len(trajectory.years), trajectory.members).copy()
    # no public way leaves unexamined what is known to lie along these labels; to look through it takes longer than the run
    return labels._replace({**labels.variables, **data}, attrs=global_attributes)


@dataclass(frozen=True)
class _Place:
    """Where the values of a variable come from and how they lie."""

    elements: list[str]
    table: str  # in which they stand; of what has no years, empty
    rows: slice  # where
    sizes: dict[str, int]  # by the variable's own dimension
    attributes: dict[str, str]


@lru_cache(KEPT)
def _places(system: System) -> dict[str, _Place]:
    """With the figures of the model's base year; the same in every run."""
    kernel, rows, records = system.kernel, annual_places(system), figures(system.base)
    tables = {"annual": rows, "end": places_of(kernel.stocks), "input": places_of(kernel.inputs)}
    return {name: _place(name, system, records, tables) for name in system.declarations}


def _place(name: str, system: System, records: Mapping[str, Number], tables: Mapping[str, Mapping[str, int]]) -> _Place:
    declaration, elements = system.declarations[name], system.elements([name])
    table = next((key for key, places in tables.items() if elements[0] in places), "")
    first = tables[table][elements[0]] if table else 0
    sizes = {dimension.name: len(dimension.labels) for dimension in declaration.dimensions}
    rows = slice(first, first + len(elements))
    return _Place(elements, table, rows, sizes, variable_attributes(name, system, records))


def _restatements(trajectory: Trajectory, system: System, places: Mapping[str, _Place]) -> dict[str, Any]:
    """What was added to each stock at the opening of a year, for those that were restated, as variables."""
    restated, none = {}, np.zeros((len(trajectory.years), trajectory.members))
    for name in dict.fromkeys(variable_of(element) for element in trajectory.restatement):
        place = places[name]
        arrays = [trajectory.restatement.get(element, none) for element in place.elements]
        title, title_zh = (place.attributes[key] for key in ("long_name", "long_name_zh"))
        attributes = place.attributes | {"long_name": f"{title}, restated", "long_name_zh": f"{title_zh}（调整）"}
        attributes |= {"kind": "restatement", "source_status": "model", "annual": ANNUAL["opening"]}
        restated[f"{name}_restatement"] = _yearly(np.array(arrays), replace(place, attributes=attributes), trajectory)
    return restated


def _yearly(rows: np.ndarray, place: _Place, trajectory: Trajectory) -> xr.Variable:
    """The elements put together along their dimensions, from rows of shape (elements, years, members)."""
    tail = {"member": trajectory.members} if trajectory.members > 1 else {}
    sizes = {"year": len(trajectory.years)} | place.sizes | tail
    values = rows.swapaxes(0, 1).reshape(tuple(sizes.values()))
    return xr.Variable(tuple(sizes), values, place.attributes, fastpath=True)


def _constant(place: _Place, trajectory: Trajectory) -> xr.Variable:
    """The same of what has no years; with members only where they differ."""
    values, sizes = [trajectory.constants[element] for element in place.elements], place.sizes
    if trajectory.members > 1 and any(np.ndim(value) for value in values):
        sizes = sizes | {"member": trajectory.members}
        values = [np.broadcast_to(value, (trajectory.members,)) for value in values]
    array = np.array(values, dtype=float).reshape(tuple(sizes.values()))
    return xr.Variable(tuple(sizes), array, place.attributes, fastpath=True)


@lru_cache(KEPT)
def _labels(system: System, years: int, members: int) -> xr.Dataset:
    """The coordinates of so many years and members; the same in every run, so their values cannot be written over."""
    year = {"long_name": "Year", "long_name_zh": "年份", "units": "year"}
    # as pandas indexes, for xarray imports every array library it knows to look at a plain one
    span = pd.RangeIndex(system.base, system.base + years).astype("int32")
    coordinates: dict[str, tuple] = {"year": ("year", span, year)}
    for dimension in {d.name: d for v in system.declarations.values() for d in v.dimensions}.values():
        titles = zip(*dimension.titles.values(), strict=True)
        for name, texts in zip(("", "_title", "_title_zh"), (dimension.labels, *titles), strict=True):
            coordinates[f"{dimension.name}{name}"] = (dimension.name, pd.Index(texts, dtype=object))
    if members > 1:
        coordinates["member"] = ("member", pd.RangeIndex(members).astype("int32"), {"long_name": "Member"})
    return xr.Dataset(coords=coordinates)


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
    figure = system.declarations.get(source)
    return source if isinstance(figure, Parameter | Derived) else None


@lru_cache(KEPT)
def _model_attributes(system: System) -> dict[str, Any]:
    """What results say of the model; the same in every run."""
    assumed = sum(record.status == "assumption" for record in figures(system.base).values())
    return {
        "source": f"{DISTRIBUTION} {__version__}",
        "references": REFERENCES,
        "base_year": system.base,
        "assumptions": assumed,
        "catalogued_only": " ".join(catalogued_only(system)),  # programmes that act on nothing outside their own sector
        "not_represented": NOT_REPRESENTED["en"],
        "not_represented_zh": NOT_REPRESENTED["zh"],
    }
