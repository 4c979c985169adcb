"""Integration of a model over whole years, for one member or a batch.

Inputs are constant within a calendar year and the step divides the year, so no step straddles a jump and each method
keeps its order. Stocks are values at year ends; of every flow and auxiliary the year's total is kept (the integral by
the method's own weights, so stocks change by exactly what flowed) and the value at the year's end. A restatement adds
to a stock at the opening of a year, as a statistician revises a series: no flow is touched, and the year's totals and
its end both feel the whole of it. What a run records of a variable at every evaluation of the equations, another run
of the same years, method and step can replay in place of an input, evaluation by evaluation.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from model.engine import compiled
from model.engine.build import System
from model.engine.check import Checker
from model.engine.given import METHODS, Given, Request, Setup, Value, array_of
from model.engine.kernel import Kernel
from model.engine.trajectory import Recorder, Trajectory


def simulate(
    system: System,
    end: int,
    setup: Setup | None = None,
    *,
    kernel: Kernel | None = None,
    kept: Iterable[str] | None = None,
    recorded: Iterable[str] = (),
    replayed: Mapping[str, np.ndarray] | None = None,
    engine: str = "auto",
) -> Trajectory:
    """Integrate from the end of the base year to the end of the year ``end``.

    Parameters
    ----------
    setup
        What is given for parameters, inputs and stocks, the method and the step.
    kept
        Element names of the flows and auxiliaries to keep; all where none are given. All are computed and checked.
    recorded
        Element names of stocks, flows and auxiliaries to record at every evaluation.
    replayed
        Recordings by element name of a lever or driver, shape (evaluations, members) or (evaluations, 1): what every
        evaluation reads in place of the input; ``setup.inputs`` still says what its years report.
    engine
        ``compiled``, ``numpy``, or ``auto``: compiled where that is built, and nothing is recorded or replayed.

    Raises
    ------
    RunError
        Where a value is not finite or leaves its declared domain, or a balance does not close.
    KeyError
        Where an override names no parameter, an input no lever or driver, or a restatement no stock.
    ValueError
        Where a recording has other evaluations, or the engine cannot do it.
    """
    kernel, chosen = kernel or system.kernel, None if kept is None else set(kept)
    kept = [name for name in kernel.values if chosen is None or name in chosen]
    again = {name: np.asarray(array, dtype=float) for name, array in (replayed or {}).items()}
    request = Request(kernel, setup or Setup(), np.arange(system.base, end + 1), kept, list(recorded), again)
    trajectory = compiled.run(request, engine)
    if trajectory is not None:
        return trajectory
    with np.errstate(all="ignore"):  # what is not finite is found by the check, which says where
        try:
            return _Run(request, floats=request.members == 1).integrate()
        except (ZeroDivisionError, OverflowError):  # floats raise where arrays carry on to the check that names it
            return _Run(request, floats=False).integrate()


def start_values(
    system: System, parameters: Mapping, inputs: Mapping, *, kernel: Kernel | None = None, floats: bool = False
) -> dict:
    """Every value at the start by element name: derived numbers, stocks, then flows and auxiliaries, in one order."""
    kernel = kernel or system.kernel
    values = {**system.figures, **parameters, **inputs}
    start = (kernel.of_floats if floats else kernel.of_arrays)["start"]
    carrier = float if floats else array_of
    begun = start(*([carrier(values[n]) for n in names] for names in (kernel.parameters, kernel.inputs)))
    return {n: carrier(v) for n, v in (*values.items(), *zip(kernel.begun, begun, strict=True))}


class _Run:
    """Steps through the years of a request; what is checked and what is kept, others do."""

    def __init__(self, request: Request, floats: bool):
        kernel = self.kernel = request.kernel
        self.request, self.given, self.recorder = request, Given(request, floats), Recorder(request)
        self.checker = Checker(kernel, floats, request.members)
        self.step = (kernel.of_floats if floats else kernel.of_arrays)["step"]
        self.evaluations = 0
        path = dict(zip(kernel.inputs, self.given.at(self.given.paths[0], 0), strict=True))
        begin = start_values(kernel.system, self.given.parameters, path, kernel=kernel, floats=floats)
        begun = [begin[name] for name in kernel.stocks]
        self.stocks = begun if floats else [np.broadcast_to(array_of(x), (request.members,)) for x in begun]
        self.constants = [self.given.carrier(begin[name]) for name in kernel.constants]

    def integrate(self) -> Trajectory:
        """Run through all years."""
        years, paths, recorder = self.request.years, self.given.paths, self.recorder
        recorder.fine.append(self.stocks)
        recorder.close(self.stocks, self._look(float(years[0]), paths[0])[0])
        for number, (year, path) in enumerate(zip(years[1:], paths[1:], strict=True), 1):
            total = [0.0] * len(recorder.summed)
            self._restate(number)
            for i in range(self.request.setup.steps):
                total = self._advance(float(year) - 1 + i / self.request.setup.steps, path, total)
                recorder.fine.append(self.stocks)
            recorder.close(self.stocks, self._look(float(year), path)[0], total)
        return recorder.trajectory(self.given, self.constants)

    def _restate(self, number: int) -> None:
        """Add to the stocks what is restated at the opening of a year."""
        added = {name: path[number] for name, path in self.given.restatement.items()}
        if added:
            self.stocks = [x + added.get(name, 0.0) for name, x in zip(self.kernel.stocks, self.stocks, strict=True)]

    def _evaluate(self, stocks: Sequence[Value], path: list) -> tuple[tuple, tuple]:
        """The equations at a state; what is to be recorded is noted."""
        values, slope = self.step(stocks, self.constants, path)
        self.recorder.note(stocks, values)
        self.evaluations += 1
        return values, slope

    def _look(self, time: float, path: list) -> tuple[tuple, tuple]:
        """Evaluate the equations at the present state, which must be in its domain and balanced."""
        path = self.given.at(path, self.evaluations)
        values, slope = self._evaluate(self.stocks, path)
        self.checker.check(time, (self.stocks, values, self.constants, path))
        return values, slope

    def _advance(self, time: float, path: list, total: Sequence[Value]) -> Sequence[Value]:
        """Take one step; returns the year's totals so far with this step's added."""
        h, base, slope = 1 / self.request.setup.steps, self.stocks, []
        change = [0.0] * len(base)
        for number, (share, weight) in enumerate(METHODS[self.request.setup.method]):
            ahead, part = share * h, weight * h
            if number == 0:
                values, slope = self._look(time, path)
            else:
                state = [x + ahead * k for x, k in zip(base, slope, strict=True)]
                values, slope = self._evaluate(state, self.given.at(path, self.evaluations))
            total = [t + part * v for t, v in zip(total, self.recorder.pick(values, self.recorder.summed), strict=True)]
            change = [c + part * k for c, k in zip(change, slope, strict=True)]
        self.stocks = [x + c for x, c in zip(base, change, strict=True)]
        return total
