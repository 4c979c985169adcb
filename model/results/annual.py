"""Annual values of a trajectory: what each year reports of every stock, flow and auxiliary."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np

from model.data import bases as packs
from model.engine.build import System
from model.engine.declare import Stock
from model.engine.errors import RunError
from model.engine.run import Trajectory
from model.sectors import load


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
    ends, totals = trajectory.ends, trajectory.totals
    ships = system.base in packs() and system is load(system.base)
    names_of = _shipped(system.base) if ships else _Elements(system)
    values = {**trajectory.constants, **trajectory.inputs} | {n: ends[n] for n in names_of.stocks}
    shape = (len(trajectory.years), trajectory.members)

    def value(name, index):
        return values[names_of.read(name, index)]

    for name in system.order if names is None else names:
        equation: Any = system.declarations[name]
        elements = names_of.of(name)
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


class _Elements:
    """The names of a system's elements, each put together once: of a variable, and of what an equation reads at an index."""

    def __init__(self, system: System):
        self.stocks = system.elements(system.of_kind(Stock))
        self._system, self._of, self._read = system, {}, {}

    def of(self, name: str) -> list[str]:
        if name not in self._of:
            self._of[name] = self._system.elements([name])
        return self._of[name]

    def read(self, name: str, index: Mapping[str, str]) -> str:
        key = name, *index.items()
        if key not in self._read:
            self._read[key] = self._system.element(name, index)
        return self._read[key]


@cache
def _shipped(base):
    """Of the model with the figures of a base year; the same in every run."""
    return _Elements(load(base))


def needed(names: Iterable[str], system: System) -> list[str]:
    """The flows and auxiliaries whose annual values these variables' own are computed from, themselves with them."""
    found, open_ends = set(), list(names)
    while open_ends:
        name = open_ends.pop()
        if name not in found and name in system.order:
            found.add(name)
            equation: Any = system.declarations[name]
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
