"""A run of the register machine: what it is told, and what it gives back."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

import numpy as np

from model.engine.check import TOLERANCE, Checker
from model.engine.compiled import _machine
from model.engine.compiled.kept import kept_program
from model.engine.compiled.rows import Later, Rows, places_of
from model.engine.errors import RunError
from model.engine.given import METHODS, Request
from model.engine.kernel import Kernel
from model.engine.trajectory import Trajectory

WIDTHS = (1, 8, 16)  # members side by side: with more, their values leave the processor's second cache


class Machine:
    """The machine of one model: its program, and what it checks."""

    def __init__(self, kernel: Kernel):
        system, self.program = kernel.system, kept_program(kernel)
        leaves = [*kernel.parameters, *kernel.inputs, *kernel.stocks]
        self.registers = {name: place for place, name in enumerate(leaves)}  # of every element
        self.registers |= dict(zip(kernel.derived, self.program.derived.tolist(), strict=True))
        self.registers |= dict(zip(kernel.values, self.program.values.tolist(), strict=True))
        names = [*kernel.constants, *kernel.inputs, *kernel.stocks, *kernel.values]
        domains = [system.declarations[name.partition("[")[0]].domain for name in names]
        # the registers of constants, inputs, stocks, flows and auxiliaries, in order, and their domains
        self.checked = self.at(names), np.array(domains, dtype=float)
        sides = [side for balance in system.balances.values() for sides in system.terms(balance) for side in sides]
        terms = [place for side in sides for place in (len(side), *(self.registers[name] for name in side))]
        # how many balances there are; of each side of each how many terms it has, and their registers
        self.balances, self.terms = len(sides) // 2, np.array(terms, dtype=np.int32)
        self.figures = np.array([system.figures[name] for name in kernel.parameters], dtype=float)
        self.kernel, self._usual = kernel, {}
        self.places = places_of(kernel.parameters), places_of(kernel.inputs), places_of(kernel.stocks)
        self.outputs = places_of(kernel.stocks, kernel.values), places_of(kernel.summed)
        self.summed = self.at(kernel.summed)

    def usual(self, years: list[int]) -> np.ndarray:
        """What the inputs stand at by default, year by year."""
        key, default = tuple(years), self.kernel.system.default
        if key not in self._usual:
            self._usual[key] = np.array([default(name, year) for year in years for name in self.kernel.inputs])
        return self._usual[key]

    def at(self, names: Iterable[str]) -> np.ndarray:
        """The registers of elements."""
        return np.array([self.registers[name] for name in names], dtype=np.int32)


@dataclass(frozen=True)
class Table:
    """Values by place, of which some differ by member."""

    usual: np.ndarray  # shape (places,)
    places: np.ndarray  # int32: at which members differ
    rows: np.ndarray  # shape (len(places), members): the members' own values there

    def in_rows(self, size: int) -> tuple[np.ndarray, np.ndarray]:
        """The places as pairs of row and column of a table of so many columns, and the members' own values."""
        return np.stack(np.divmod(self.places, size), axis=-1).astype(np.int32).reshape(-1, 2), self.rows

    def all(self, members: int) -> np.ndarray:
        """Everybody's values, shape (places, members)."""
        values = np.broadcast_to(self.usual[:, np.newaxis], (len(self.usual), members))
        if len(self.places):
            values = values.copy()
            values[self.places] = self.rows
        return values


def laid_over(usual: np.ndarray, values: Iterable[tuple[int, float | np.ndarray]], members: int) -> Table:
    """Values by place laid over the usual ones; an array of shape (members,) is each member's own."""
    usual, rows = usual.copy(), {}
    for place, value in values:
        if type(value) is float:  # as most are; what NumPy makes of a value takes longer
            usual[place] = value
        elif np.ndim(value) and np.size(value) > 1:
            rows[place] = value
        else:
            usual[place] = np.ravel(value)[0] if np.ndim(value) else value
    places = np.array(list(rows), dtype=np.int32)
    return Table(usual, places, np.array(list(rows.values()), dtype=float).reshape(len(rows), members))


def by_year(paths: Mapping, columns: Mapping[str, int], years: Sequence[int]) -> list[tuple[int, float | np.ndarray]]:
    """Paths as values by place in a table with a row a year and a column a name."""
    rows = {year: place for place, year in enumerate(years)}
    return [
        (rows[year] * len(columns) + columns[name], value)
        for name, path in paths.items()
        for year, value in path.items()
        if year in rows
    ]


class Job:
    """One run of a machine; its grid, ``fine``, and its ``states`` are empty where they are not asked for."""

    def __init__(self, request: Request, states: bool = False, fine: bool = False):
        kernel, members, years = request.kernel, request.members, request.years.tolist()
        self.request, self.machine, setup = request, kernel.machine, request.setup
        parameters, inputs, stocks = self.machine.places
        given = [(parameters[name], value) for name, value in setup.parameters.items()]
        self.parameters = laid_over(self.machine.figures, given, members)
        self.inputs = laid_over(self.machine.usual(years), by_year(setup.inputs, inputs, years), members)
        added = by_year(setup.restatement, stocks, years)
        rows = np.array([np.broadcast_to(value, (members,)) for _, value in added], dtype=float)
        places = np.array([place for place, _ in added], dtype=np.int32)
        self.restated = Table(self.machine.figures, places, rows.reshape(-1, members))
        self.ends = _lines((len(kernel.stocks) + len(request.kept), len(years), members))
        self.totals = _lines((len(request.summed), len(years), members))
        self.derived = np.empty((len(kernel.derived), members))
        self.every = len(request.kept) == len(kernel.values)
        self.points = request.setup.steps * (len(years) - 1) + 1
        self.fine = _lines((len(kernel.stocks) * fine, self.points, members))
        # at which look, and at which place among what is checked, a member first failed; -1 where it did not
        self.faults = np.full((members, 2), -1, dtype=np.int32)
        # all that is checked, as it was when a member first failed
        self.states = np.empty((members * states, len(self.machine.checked[0])))

    def run(self) -> None:
        """Run all members, on all processors where there are several blocks of them."""
        request, kernel, machine, members = self.request, self.request.kernel, self.machine, self.request.members
        stages = np.array(METHODS[request.setup.method])
        program, checked = machine.program, (kernel.constants, kernel.inputs, kernel.stocks, kernel.values)
        width = next((width for width in WIDTHS if width >= members), WIDTHS[-1])
        sizes = (
            width, members, len(request.years), request.setup.steps, len(stages),
            len(kernel.parameters), len(kernel.inputs), len(kernel.stocks), len(program.literals), program.registers,
            *program.last, *map(len, checked), machine.balances, len(self.parameters.places), len(self.inputs.places),
            len(self.restated.places), len(request.kept), len(request.summed), len(kernel.derived), len(self.fine) and self.points, len(self.states),
        )  # fmt: skip
        kept, summed = (
            (program.values, machine.summed) if self.every else (machine.at(request.kept), machine.at(request.summed))
        )
        arrays = (
            program.groups, program.code, program.literals, stages, *machine.checked, machine.terms,
            self.parameters.usual, self.parameters.places, self.parameters.rows,
            self.inputs.usual, *self.inputs.in_rows(len(kernel.inputs)), *self.restated.in_rows(len(kernel.stocks)),
            program.slopes, program.initials, kept, summed, program.derived,
            self.ends, self.totals, self.derived, self.fine, self.faults, self.states,
        )  # fmt: skip

        def part(first: int) -> None:
            last = min(first + size, members)
            _machine.run((np.array([*sizes, first, last], dtype=np.int32), *arrays), TOLERANCE)

        threads = min(os.cpu_count() or 1, -(-members // width))
        size = -(-members // (threads * width)) * width
        if threads == 1:
            part(0)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(part, range(0, members, size)))

    def error(self) -> RunError:
        """That of the member that failed first, of those at once the one whose fault is checked first; with the others'."""
        faulty = np.flatnonzero(self.faults[:, 0] >= 0)
        look, place = self.faults[faulty].T
        order = faulty[np.lexsort((faulty, place, look))]
        again = Job(self.request.some(faulty), states=True)
        again.run()
        checker = Checker(self.request.kernel, floats=True, members=1)
        errors = {}
        for member, when, state in zip(faulty.tolist(), look.tolist(), again.states, strict=True):
            checker.first = member
            errors[member] = _refused(checker, self._time(when), self._groups(state.tolist()))
        first = errors.pop(int(order[0]))
        first.others = errors
        return first

    def _time(self, look: int) -> float:
        """When a look is taken: one at the start, and then one at every step and at the end of a year."""
        years, steps = self.request.years.tolist(), self.request.setup.steps
        year, step = divmod(look - 1, steps + 1) if look else (0, 0)
        return float(years[year]) + step / steps

    def _groups(self, state: Sequence[float]) -> tuple:
        """What is checked, as the checker has it: stocks, flows and auxiliaries, constants, inputs."""
        kernel = self.request.kernel
        ends = list(accumulate(map(len, (kernel.constants, kernel.inputs, kernel.stocks, kernel.values)), initial=0))
        constants, inputs, stocks, values = (state[first:last] for first, last in pairwise(ends))
        return stocks, values, constants, inputs

    def trajectory(self) -> Trajectory:
        """What it gave, by name."""
        request, kernel, members, machine = self.request, self.request.kernel, self.request.members, self.machine
        years, inputs = request.years, self.inputs.all(members).reshape(len(request.years), -1, members)
        differs = np.any(machine.program.needs[:, self.parameters.places], axis=1)
        rows = [row if by_member else row[0] for row, by_member in zip(self.derived, differs, strict=True)]
        given = dict(zip(self.parameters.places.tolist(), self.parameters.rows, strict=True))
        parameters = [given.get(place, value) for place, value in enumerate(self.parameters.usual)]
        added = np.zeros((len(years), len(kernel.stocks), members))
        added[tuple(np.divmod(self.restated.places, len(kernel.stocks)))] = self.restated.rows
        ends, totals = (
            machine.outputs if self.every else (places_of(kernel.stocks, request.kept), places_of(request.summed))
        )
        _, moved, stocks = machine.places
        return Trajectory(
            years,
            members,
            dict(zip(kernel.constants, [*parameters, *rows], strict=True)),
            ends=Rows(ends, self.ends),
            totals=Rows(totals, self.totals),
            inputs=Rows(moved, inputs.swapaxes(0, 1)),
            recording=Rows({}, np.empty((0, 0, members))),
            restatement={name: added[:, stocks[name]] for name in request.setup.restatement},
            grid=np.linspace(years[0], years[-1], self.points),
            fine=Later(stocks, partial(_grid, request)),
        )


def _grid(request: Request) -> np.ndarray:
    """The stocks on the grid, by a run of their own: they are as many values as all years have, and few ask for them."""
    job = Job(request, fine=True)
    job.run()
    return job.fine


def _lines(shape: tuple[int, ...]) -> np.ndarray:
    """An empty array that begins where a line of the processor's memory does, so that blocks of members share none."""
    size = int(np.prod(shape))
    room = np.empty(size + 8)
    first = -room.ctypes.data // 8 % 8
    return room[first : first + size].reshape(shape)


def _refused(checker: Checker, time: float, groups: tuple) -> RunError:
    """The error of a state that is at fault."""
    try:
        checker.check(time, groups)
    except RunError as error:
        return error
    raise AssertionError("the machine found a fault where there is none")
