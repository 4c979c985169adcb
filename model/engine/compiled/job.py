"""A run of the register machine: what it is told, and what it gives back."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.engine.compiled import _machine
from model.engine.compiled.program import Program, program
from model.engine.kernel import Kernel

WIDTHS = (1, 8, 16, 32, 64)  # members side by side
Number = float | np.ndarray
Paths = Mapping[str, Mapping[int, Number]]


@dataclass(frozen=True)
class Values:
    """What a run of the machine gives.

    Attributes
    ----------
    ends : array, shape (stocks and kept values, years, members)
    totals : array, shape (kept values, years, members)
    derived : array, shape (derived numbers, members)
    fine : array, shape (stocks, steps + 1, members)
    faults : array of int, shape (members, 2)
        At which look, and at which place among what is checked, a member first failed; -1 where it did not.
    """

    ends: np.ndarray
    totals: np.ndarray
    derived: np.ndarray
    fine: np.ndarray
    faults: np.ndarray


@dataclass(frozen=True)
class Machine:
    """The machine of one model: its program, and what it checks."""

    kernel: Kernel

    @cached_property
    def program(self) -> Program:
        """The model's equations."""
        return program(self.kernel)

    @cached_property
    def registers(self) -> dict[str, int]:
        """The register of every element."""
        kernel = self.kernel
        leaves = [*kernel.parameters, *kernel.inputs, *kernel.stocks]
        found = {name: place for place, name in enumerate(leaves)}
        found |= dict(zip(kernel.derived, self.program.derived.tolist(), strict=True))
        return found | dict(zip(kernel.values, self.program.values.tolist(), strict=True))

    @cached_property
    def checked(self) -> tuple[list[int], np.ndarray, np.ndarray]:
        """How many constants, inputs, stocks and values are checked, their registers, and their domains."""
        kernel = self.kernel
        groups = (kernel.constants, kernel.inputs, kernel.stocks, kernel.values)
        names = [name for group in groups for name in group]
        domains = [kernel.system.declarations[name.partition("[")[0]].domain for name in names]
        places = np.array([self.registers[name] for name in names], dtype=np.int32)
        return [len(group) for group in groups], places, np.array(domains, dtype=float)

    @cached_property
    def balances(self) -> tuple[int, np.ndarray]:
        """How many balances close, and of each the registers of its sources and of its uses after their number."""
        system = self.kernel.system
        sides = [side for balance in system.balances.values() for sides in system.terms(balance) for side in sides]
        terms = [place for side in sides for place in (len(side), *(self.registers[name] for name in side))]
        return len(sides) // 2, np.array(terms, dtype=np.int32)

    @cached_property
    def figures(self) -> np.ndarray:
        """The parameters of the base year."""
        return np.array([self.kernel.system.figures[name] for name in self.kernel.parameters], dtype=float)

    def run(
        self,
        parameters: Mapping[str, Number],
        inputs: Paths,
        restatement: Paths,
        years: Sequence[int],
        members: int,
        steps: int,
        stages: Sequence[tuple[float, float]],
        kept: Sequence[str],
        tolerance: float,
    ) -> Values:
        """Run all members.

        Parameters
        ----------
        parameters, inputs, restatement
            As of :func:`model.engine.run.simulate`: floats, or arrays of shape (members,).
        years
            The first is the start.
        steps, stages
            Steps a year, and of the method, the share and the weight of each stage.
        kept
            Element names of the flows and auxiliaries to keep.
        tolerance
            Of a balance, relative to its larger side.
        """
        kernel = self.kernel
        system, stocks, moments = kernel.system, kernel.stocks, steps * (len(years) - 1) + 1
        found = Values(
            ends=np.empty((len(stocks) + len(kept), len(years), members)),
            totals=np.empty((len(kept), len(years), members)),
            derived=np.empty((len(kernel.derived), members)),
            fine=np.empty((len(stocks), moments, members)),
            faults=np.full((members, 2), -1, dtype=np.int32),
        )
        constants, varied = _laid_over(self.figures, kernel.parameters, parameters.items(), members)
        defaults = np.array([[system.default(name, year) for name in kernel.inputs] for year in years])
        places = {year: place for place, year in enumerate(years)}
        names = [(year, name) for year in years for name in kernel.inputs]
        paths, moved = _laid_over(defaults.ravel(), names, _by_year(inputs, places), members)
        names = [(year, name) for year in years for name in stocks]
        added = [(key, np.full(members, value)) for key, value in _by_year(restatement, places)]
        _, restated = _laid_over(np.zeros(len(names)), names, added, members)
        counts, checked, limits = self.checked
        balances, terms = self.balances
        own = self.program
        width = next((width for width in WIDTHS if width >= members), WIDTHS[-1])
        sizes = [
            width, members, len(years), steps, len(stages), len(kernel.parameters), len(kernel.inputs), len(stocks),
            len(own.literals), own.registers, *own.last, *counts,
            balances, len(varied[0]), len(moved[0]), len(restated[0]), len(kept), len(kernel.derived), moments,
        ]  # fmt: skip
        arrays = (
            own.code, own.literals, np.array(stages), checked, limits, terms, constants, *varied, paths,
            *_in_rows(moved, len(kernel.inputs)), *_in_rows(restated, len(stocks)),
            own.slopes, own.initials, np.array([self.registers[name] for name in kept], dtype=np.int32), own.derived,
            found.ends, found.totals, found.derived, found.fine, found.faults,
        )  # fmt: skip

        def part(first, last):
            _machine.run((np.array([*sizes, first, last], dtype=np.int32), *arrays), tolerance)

        threads = min(os.cpu_count() or 1, -(-members // width))
        size = -(-members // (threads * width)) * width
        if threads == 1:
            part(0, members)
        else:
            with ThreadPoolExecutor(threads) as pool:
                ends = [(first, min(first + size, members)) for first in range(0, members, size)]
                list(pool.map(part, *zip(*ends, strict=True)))
        return found


def _by_year(paths: Paths, years) -> list:
    """Values by year and name, of those years that are run."""
    return [((year, name), value) for name, path in paths.items() for year, value in path.items() if year in years]


def _laid_over(usual: np.ndarray, names: Sequence, values: Iterable, members: int):
    """What all members have, by place; and the places at which they differ, with the value of each member there."""
    places, usual, rows = {name: place for place, name in enumerate(names)}, usual.copy(), {}
    for name, value in values:
        if isinstance(value, np.ndarray) and value.size > 1:
            rows[places[name]] = value
        else:
            usual[places[name]] = value
    table = np.array(list(rows.values()), dtype=float).reshape(len(rows), members)
    return usual, (np.array(list(rows), dtype=np.int32), table)


def _in_rows(differing, size: int):
    """Places in a table of rows of this size as pairs of row and column, with their values."""
    places, table = differing
    return np.stack(np.divmod(places, size), axis=-1).astype(np.int32).reshape(-1, 2), table
