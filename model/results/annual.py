"""Annual values of a trajectory: what each year reports of every stock, flow and auxiliary."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from model.engine.build import System
from model.engine.compiled.rows import Rows, places_of
from model.engine.declare import Equation
from model.engine.errors import RunError
from model.engine.run import Trajectory
from model.engine.trace import Expression, symbol

KEPT = 32  # plans, which are the same in every run of a system


def annual_values(trajectory: Trajectory, system: System, names: Iterable[str] | None = None) -> dict[str, np.ndarray]:
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
    stocks = {name: trajectory.ends[name] for name in system.kernel.stocks}
    return {**trajectory.constants, **trajectory.inputs, **stocks, **annual_rows(trajectory, system, names)}


def annual_rows(trajectory: Trajectory, system: System, names: Iterable[str] | None = None) -> Rows:
    """Of the flows and auxiliaries alone what :func:`annual_values` gives, in one table."""
    plan = _plan(system, None if names is None else tuple(names))
    table = np.empty((len(plan.places), len(trajectory.years), trajectory.members))
    rows = Rows(plan.places, table)
    for series, elements in ((trajectory.ends, plan.ends), (trajectory.totals, plan.totals)):
        table[[plan.places[name] for name in elements]] = series.at(elements)
    for place, base in plan.bases:
        table[place, 0] = trajectory.constants[base]
    sources = rows, trajectory.ends, trajectory.inputs, trajectory.constants
    with np.errstate(all="ignore"):  # np.where computes both branches; what is kept must be finite
        for equation in plan.equations:
            values = (sources[source][name] for source, name in equation.reads)
            computed = equation.declaration.elements(lambda name, index, values=values: next(values))
            for place, value in zip(equation.places, computed, strict=True):
                table[place] = value
            for place, base in equation.bases:
                table[place, 0] = trajectory.constants[base]
    if not np.isfinite(table).all():
        _refuse_infinite(plan, table, trajectory.years)
    return rows


def annual_places(system: System) -> dict[str, int]:
    """The rows of all flows and auxiliaries in :func:`annual_rows`."""
    return _plan(system, None).places


@dataclass(frozen=True)
class _Equation:
    """An equation on annual values."""

    declaration: Equation
    # what it reads, in the order in which it asks for it: from which source, and the element's name
    reads: list[tuple[int, str]]
    places: range  # the rows of its elements
    bases: list[tuple[int, str]]  # rows, and the figures of the base year that they have


@dataclass(frozen=True)
class _Plan:
    """What is to be done for the annual values of some variables, with every name put together; ``bases`` are of ends and totals."""

    places: dict[str, int]
    ends: list[str]
    totals: list[str]
    bases: list[tuple[int, str]]
    equations: list[_Equation]


@lru_cache(KEPT)
def _plan(system: System, names: tuple[str, ...] | None) -> _Plan:
    names = system.order if names is None else names
    declared: dict[str, Any] = {name: system.declarations[name] for name in names}
    places = places_of(system.elements(names))
    bases = {name: _bases(name, system, places) for name in names}
    by_kind = {kind: [n for n, d in declared.items() if d.annual == kind] for kind in ("end", "total", "equation")}
    sources = places, places_of(system.kernel.stocks), places_of(system.kernel.inputs), system.kernel.constants
    return _Plan(
        places,
        system.elements(by_kind["end"]),
        system.elements(by_kind["total"]),
        [base for name in (*by_kind["end"], *by_kind["total"]) for base in bases[name]],
        [
            _Equation(declared[name], *_reads(name, system, places, sources), bases[name])
            for name in by_kind["equation"]
        ],
    )


def _bases(name: str, system: System, places: Mapping[str, int]) -> list[tuple[int, str]]:
    """The rows of a variable's elements, and the figures of the base year that they have, if any."""
    equation: Any = system.declarations[name]
    elements = zip(system.elements([name]), equation.indices, strict=True)
    return [(places[element], system.element(equation.base, index)) for element, index in elements if equation.base]


def _reads(name: str, system: System, places: Mapping[str, int], sources: Sequence[Container]) -> tuple[list, range]:
    """What a variable's equation reads, found by asking it, and the rows of its elements."""
    reads = []

    def value(other: str, index: Mapping[str, str]) -> Expression:
        element = system.element(other, index)
        reads.append((next(i for i, source in enumerate(sources) if element in source), element))
        return symbol(element)

    system.declarations[name].elements(value)
    elements = system.elements([name])
    return reads, range(places[elements[0]], places[elements[0]] + len(elements))


def needed(names: Iterable[str], system: System) -> list[str]:
    """The flows and auxiliaries whose annual values these variables' own are computed from, themselves with them."""
    reached, open_ends = set(), list(names)
    while open_ends:
        name = open_ends.pop()
        if name not in reached and name in system.order:
            reached.add(name)
            equation: Any = system.declarations[name]
            open_ends += equation.inputs if equation.annual == "equation" else ()
    return [name for name in system.order if name in reached]


def _refuse_infinite(plan: _Plan, table: np.ndarray, years: np.ndarray) -> None:
    """Of the equations' values, the first that is not finite; those of the run itself are known to be."""
    for place in (place for equation in plan.equations for place in equation.places):
        wrong = ~np.isfinite(table[place])
        if wrong.any():
            year, member = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
            element = list(plan.places)[place]
            message = f"{element} has no finite value on the totals of {years[year]}, member {member}"
            raise RunError(element, float(years[year]), int(member), message)
