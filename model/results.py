"""From a trajectory to labelled results: what each year reports, as an ``xarray.Dataset``.

Stocks are values at the year's end, rates the year's totals, ratios those of the totals; the base year holds what was
published for it. See ``Equation.annual`` in ``model.engine.declare``.
"""

import platform
import shlex
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import netCDF4
import numpy as np
import pandas as pd
import xarray as xr

from model import DISTRIBUTION, __version__
from model.data import Number, figures, files_of, headlines
from model.engine.build import System
from model.engine.declare import Derived, Driver, Lever, Parameter, Stock
from model.engine.errors import RunError
from model.engine.kernel import Kernel
from model.engine.run import Trajectory, simulate
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


def integrate(scenario, system: System, **changes) -> Trajectory:
    """Simulate a scenario as it stands, but for the arguments of :func:`model.engine.run.simulate` that are given.

    Raises
    ------
    RunError
        Where a value leaves its domain or a balance does not close.
    ValueError
        Where the model is of another base year than the scenario.
    """
    if scenario.base != system.base:
        raise ValueError(f"found a scenario of base year {scenario.base} and a model of {system.base}; expected the same")
    asked = {
        "end": scenario.end,
        "parameters": scenario.parameters,
        "inputs": scenario.levers,
        "restatement": scenario.restatement,
        "method": scenario.method,
        "step": scenario.step,
    }
    return simulate(system, **asked | changes)


def run(scenario, system: System | None = None, kernel: Kernel | None = None) -> xr.Dataset:
    """Project a scenario.

    Parameters
    ----------
    scenario : Scenario
    system, kernel
        The model, and its compiled equations; made where they are not at hand.

    Raises
    ------
    RunError
        Where a value leaves its domain or a balance does not close.
    """
    system = system or load(scenario.base)
    return to_dataset(
        integrate(scenario, system, kernel=kernel),
        system,
        **scenario_attributes(scenario),
    )


def scenario_attributes(scenario) -> dict[str, str | float]:
    """What results say of their scenario: its name, its titles, and how it is integrated."""
    titles = {"title": scenario.name, "title_en": scenario.title["en"], "title_zh": scenario.title["zh"]}
    return titles | {"method": scenario.method, "step": float(scenario.step)}


def annual_values(
    trajectory: Trajectory, system: System, names: Iterable[str] | None = None
) -> dict[str, np.ndarray]:
    """Annual values by element name, of every flow and auxiliary or of those in ``names``; constants as they are.

    Returns
    -------
    dict of str to array
        Shape (years, members); of parameters and derived numbers, a float or shape (members,).

    Raises
    ------
    RunError
        Where an equation has no finite value on annual inputs, as a ratio of two totals that are zero.
    """
    ends, totals = trajectory.ends, trajectory.totals
    values = trajectory.constants | trajectory.inputs | {n: ends[n] for n in system.elements(system.of_kind(Stock))}
    shape = (len(trajectory.years), trajectory.members)

    def value(name, index):
        return values[system.element(name, index)]

    for name in system.order if names is None else names:
        equation = system.declarations[name]
        elements = system.elements([name])
        if equation.annual == "equation":
            with np.errstate(all="ignore"):  # np.where computes both branches; what is kept must be finite
                found = [np.broadcast_to(v, shape) for v in equation.elements(value)]
            for element, array in zip(elements, found, strict=True):
                _refuse_infinite(element, array, trajectory.years)
        else:
            source = totals if equation.annual == "total" else ends
            found = [source[element] for element in elements]
        if equation.base:
            bases = [value(equation.base, index) for index in equation.indices]
            found = [_with_base(array, base) for array, base in zip(found, bases, strict=True)]
        values.update(zip(elements, found, strict=True))
    return values


def needed(names: Iterable[str], system: System) -> list[str]:
    """The flows and auxiliaries whose annual values these variables' own are computed from, themselves with them."""
    found, open_ends = set(), list(names)
    while open_ends:
        name = open_ends.pop()
        if name not in found and name in system.order:
            found.add(name)
            equation = system.declarations[name]
            open_ends += equation.inputs if equation.annual == "equation" else ()
    return [name for name in system.order if name in found]


def _refuse_infinite(element, array, years):
    wrong = ~np.isfinite(array)
    if wrong.any():
        year, member = np.unravel_index(int(np.argmax(wrong)), array.shape)
        message = f"{element} has no finite value on the totals of {years[year]}, member {member}"
        raise RunError(element, float(years[year]), int(member), message)


def _with_base(array, base):
    array = np.array(array)
    array[0] = base
    return array


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
    records = figures(system.base) if records is None else records
    values = annual_values(trajectory, system)
    data = {}
    for name, declaration in system.declarations.items():
        arrays = [values[element] for element in system.elements([name])]
        data[name] = (*_shaped(arrays, declaration, trajectory), variable_attributes(name, system, records))
    data |= _restatements(trajectory, system, records)
    own = _global_attributes(records, system)
    return xr.Dataset(data, _coordinates(trajectory, system), own | attributes)


def _restatements(trajectory, system, records):
    """What was added to each stock at the opening of a year, for those that were restated, as variables."""
    found, none = {}, np.zeros((len(trajectory.years), trajectory.members))
    for name in dict.fromkeys(element.partition("[")[0] for element in trajectory.restatement):
        arrays = [trajectory.restatement.get(element, none) for element in system.elements([name])]
        own = variable_attributes(name, system, records)
        own |= {"long_name": f"{own['long_name']}, restated", "long_name_zh": f"{own['long_name_zh']}（调整）"}
        own |= {"kind": "restatement", "source_status": "model", "annual": ANNUAL["opening"]}
        found[f"{name}_restatement"] = (*_shaped(arrays, system.declarations[name], trajectory), own)
    return found


def _shaped(arrays, declaration, trajectory):
    """Names of the dimensions, and the elements put together along them."""
    lead = {} if isinstance(declaration, Parameter | Derived) else {"year": len(trajectory.years)}
    own = {dimension.name: len(dimension.labels) for dimension in declaration.dimensions}
    batch = trajectory.members > 1 and any(np.ndim(array) > len(lead) for array in arrays)
    tail = {"member": trajectory.members} if batch else {}
    each, sizes = (*lead.values(), *tail.values()), lead | own | tail
    arrays = [np.broadcast_to(array, each) if batch else np.reshape(array, each) for array in arrays]
    return tuple(sizes), np.stack(arrays, axis=len(lead)).reshape(tuple(sizes.values()))


def _coordinates(trajectory, system):
    year = {"long_name": "Year", "long_name_zh": "年份", "units": "year"}
    # as pandas indexes, for xarray imports every array library it knows to look at a plain one
    coordinates = {"year": ("year", pd.Index(trajectory.years.astype("int32")), year)}
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
    declaration = system.declarations[name]
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


def provenance(scenario, seconds: float, seed: int | None = None, verb: str = "run", options: Sequence[str] = ()) -> dict:
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
