"""Integration of a model over whole years, for one member or a batch.

Inputs are constant within a calendar year and the step divides the year, so no step straddles a jump and each method
keeps its order. Stocks are values at year ends; of every flow and auxiliary the year's total is kept (the integral by
the method's own weights, so stocks change by exactly what flowed) and the value at the year's end. A restatement adds
to a stock at the opening of a year, as a statistician revises a series: no flow is touched, and the year's totals and
its end both feel the whole of it. What a run records of a variable at every evaluation of the equations, another run
of the same years, method and step can replay in place of an input, evaluation by evaluation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from model.engine.build import System
from model.engine.check import Checker
from model.engine.kernel import Kernel

# (share of the step at which a stage is taken from the one before, weight of the stage)
METHODS = {
    "euler": ((0.0, 1.0),),
    "rk4": ((0.0, 1 / 6), (0.5, 1 / 3), (0.5, 1 / 3), (1.0, 1 / 6)),
}


@dataclass
class Trajectory:
    """What a run gives, by element name.

    Attributes
    ----------
    years : array of int, shape (years,)
        The first is the start, where ``totals`` holds the rates at the start.
    ends, totals : dict of str to array, shape (years, members)
        Values at the year's end, of stocks and of flows and auxiliaries; totals over the year, of the latter.
    constants : dict of str to float or array, shape (members,)
        Parameters and derived numbers.
    inputs : dict of str to array, shape (years, members)
    recording : dict of str to array, shape (evaluations, members)
        Of what was to be recorded, the value at every evaluation of the equations, in order.
    restatement : dict of str to array, shape (years, members)
        What was added to a stock at the opening of the year, beside all flows; only of stocks that were restated.
    grid : array, shape (steps + 1,); fine : dict of str to array, shape (steps + 1, members)
        The integration grid and the stocks on it.
    """

    years: np.ndarray
    members: int
    constants: dict
    ends: dict = field(default_factory=dict)
    totals: dict = field(default_factory=dict)
    inputs: dict = field(default_factory=dict)
    recording: dict = field(default_factory=dict)
    restatement: dict = field(default_factory=dict)
    grid: np.ndarray | None = None
    fine: dict = field(default_factory=dict)


def simulate(
    system: System,
    end: int,
    *,
    parameters: Mapping | None = None,
    inputs: Mapping | None = None,
    restatement: Mapping | None = None,
    method: str = "rk4",
    step: float = 0.25,
    kernel: Kernel | None = None,
    kept: Iterable[str] | None = None,
    recorded: Iterable[str] = (),
    replayed: Mapping[str, np.ndarray] | None = None,
) -> Trajectory:
    """Integrate from the end of the base year to the end of the year ``end``.

    Parameters
    ----------
    parameters
        Overrides by element name, each a float or an array of shape (members,). They are in force before anything
        else is computed, derived numbers and initial values included.
    inputs
        Levers and drivers by element name, each ``{year: float or array of shape (members,)}``; a year that is not
        given has the system's default.
    restatement
        Amounts added to stocks by element name, each ``{year: float or array of shape (members,)}``, at the opening
        of the year.
    method, step
        ``rk4`` or ``euler``; the step in years, which divides the year.
    kept
        Element names of the flows and auxiliaries to keep; all where none are given. All are computed and checked.
    recorded
        Element names of stocks, flows and auxiliaries to record at every evaluation.
    replayed
        Recordings by element name of a lever or driver, shape (evaluations, members) or (evaluations, 1): what every
        evaluation reads in place of the input; ``inputs`` still says what its years report.

    Raises
    ------
    RunError
        Where a value is not finite or leaves its declared domain, or a balance does not close.
    KeyError
        Where an override names no parameter, an input no lever or driver, or a restatement no stock.
    ValueError
        Where the step does not divide the year, or a recording is not of as many evaluations as the run has.
    """
    kernel = kernel or Kernel(system)
    given = (parameters or {}, inputs or {}, restatement or {})
    again = {name: np.asarray(array, dtype=float) for name, array in (replayed or {}).items()}
    members, steps = max(_members(*given), *(array.shape[1] for array in again.values()), 1), _steps(step)
    years, stages = list(range(kernel.system.base, end + 1)), METHODS[method]

    def integrate(floats):
        start = _Inputs(kernel, years, given, floats)
        start.replay_in(again, 1 + (len(years) - 1) * (steps * len(stages) + 1))
        recorder = _Recorder(kernel, members, floats, kept, recorded)
        return _Stepper(start, Checker(kernel, members, floats), recorder, stages, steps).integrate()

    with np.errstate(all="ignore"):  # what is not finite is found by the check, which says where
        try:
            return integrate(floats=members == 1)
        except (ZeroDivisionError, OverflowError):  # floats raise where arrays carry on to the check that names it
            return integrate(floats=False)


def _members(parameters, *paths):
    given = [*parameters.values(), *(value for each in paths for path in each.values() for value in path.values())]
    return max((np.size(value) for value in given), default=1)


def start_values(
    system: System, parameters: Mapping, inputs: Mapping, *, kernel: Kernel | None = None, floats: bool = False
) -> dict:
    """Every value at the start by element name: derived numbers, stocks, then flows and auxiliaries, in one order."""
    kernel = kernel or Kernel(system)
    values = {**system.figures, **parameters, **inputs}
    start = kernel.start_of_floats if floats else kernel.start_of_arrays
    carrier = float if floats else _array
    found = start(*([carrier(values[n]) for n in names] for names in (kernel.parameters, kernel.inputs)))
    begun = dict(zip(kernel.begun, found, strict=True))
    return {name: carrier(value) for name, value in (values | begun).items()}


def _float(value):
    return float(value[0] if np.ndim(value) else value)


def _array(value):
    return np.asarray(value, dtype=float) if np.ndim(value) else np.float64(value)


def _steps(step):
    steps = round(1 / step) if step > 0 else 0
    if steps < 1 or abs(steps * step - 1) > 1e-12:
        raise ValueError(f"a step of {step:g} years does not divide the year")
    return steps


def _refuse_unknown(given, known, kind):
    for name in given:
        if name not in known:
            raise KeyError(f"{name} is no {kind} of this model")


class _Inputs:
    """What a run is given, as the numbers it reckons with: floats for one member, arrays for a batch."""

    def __init__(self, kernel, years, given, floats):
        parameters, inputs, restatement = given
        _refuse_unknown(parameters, kernel.parameters, "parameter")
        _refuse_unknown(inputs, kernel.inputs, "lever or driver")
        _refuse_unknown(restatement, kernel.stocks, "stock")
        self.kernel, self.years, self.floats, self.carrier = kernel, years, floats, _float if floats else _array
        self.parameters = {name: self.carrier(value) for name, value in parameters.items()}
        self.paths = [[self.carrier(self._of_year(inputs, name, year)) for name in kernel.inputs] for year in years]
        self.restatement = {name: [self.carrier(path.get(y, 0.0)) for y in years] for name, path in restatement.items()}
        self.replay = {}

    def _of_year(self, inputs, name, year):
        path = inputs.get(name, {})
        return path[year] if year in path else self.kernel.system.default(name, year)

    def replay_in(self, recordings, count):
        """Replay recordings, each of as many evaluations as the run has, in place of inputs."""
        _refuse_unknown(recordings, self.kernel.inputs, "lever or driver")
        for name, array in recordings.items():
            if len(array) != count:
                raise ValueError(f"{name}: found a recording of {len(array)} evaluations; the run has {count}")
            rows = [self.carrier(row if len(row) > 1 else row[0]) for row in array]
            self.replay[self.kernel.inputs.index(name)] = rows

    def at(self, number, evaluation):
        """The inputs of an evaluation: those of the year of that number, but for what is replayed."""
        if not self.replay:
            return self.paths[number]
        replay = {place: rows[evaluation] for place, rows in self.replay.items()}
        return [replay.get(place, value) for place, value in enumerate(self.paths[number])]


class _Recorder:
    """What a run keeps: the ends and totals of years, the stocks at every step, and what is to be recorded."""

    def __init__(self, kernel, members, floats, kept, recorded):
        _refuse_unknown(recorded, [*kernel.stocks, *kernel.values], "stock, flow or auxiliary")
        groups, wanted = (kernel.stocks, kernel.values), set(kernel.values if kept is None else kept)
        position = {name: (group, i) for group, names in enumerate(groups) for i, name in enumerate(names)}
        self.kernel, self.members, self.floats = kernel, members, floats
        self.noted = {name: position[name] for name in recorded}
        self.places = [i for i, name in enumerate(kernel.values) if name in wanted]
        self.ends, self.totals, self.fine, self.notes = [], [], [], []

    def kept(self, values):
        """Of the flows and auxiliaries, those to keep."""
        return values if len(self.places) == len(values) else [values[i] for i in self.places]

    def note(self, stocks, values):
        """Record what is to be recorded of an evaluation."""
        self.notes.append([(stocks, values)[group][place] for group, place in self.noted.values()])

    def close_year(self, stocks, values, totals):
        """Keep the end of a year, and its totals."""
        self.ends.append([*stocks, *self.kept(values)])
        self.totals.append(totals)

    def trajectory(self, inputs, constants):
        """All that was kept, by element name."""
        kernel, kept, years = self.kernel, self.kept(self.kernel.values), np.array(inputs.years)
        return Trajectory(
            years,
            self.members,
            constants,
            ends=self._by_name([*kernel.stocks, *kept], self.ends),
            totals=self._by_name(kept, self.totals),
            inputs=self._by_name(kernel.inputs, inputs.paths),
            recording=self._by_name(self.noted, self.notes),
            restatement=self._by_name(inputs.restatement, [*zip(*inputs.restatement.values(), strict=True)]),
            grid=np.linspace(years[0], years[-1], len(self.fine)),
            fine=self._by_name(kernel.stocks, self.fine),
        )

    def _by_name(self, names, rows):
        if self.floats:  # a table of numbers, of which each column is one name's
            table = np.array(rows).reshape(len(rows), len(names)).T.copy()
            return dict(zip(names, table[:, :, np.newaxis], strict=True))
        found = {name: np.empty((len(rows), self.members)) for name in names}
        for i, row in enumerate(rows):
            for array, value in zip(found.values(), row, strict=True):
                array[i] = value
        return found


class _Stepper:
    """The state of a run, moved from year to year by the stages of a method."""

    def __init__(self, inputs, checker, recorder, stages, steps):
        kernel, path = inputs.kernel, dict(zip(inputs.kernel.inputs, inputs.at(0, 0), strict=True))
        begin = start_values(kernel.system, inputs.parameters, path, kernel=kernel, floats=inputs.floats)
        self.inputs, self.checker, self.recorder, self.stages, self.steps = inputs, checker, recorder, stages, steps
        self.evaluate, self.evaluations = kernel.of_floats if inputs.floats else kernel.of_arrays, 0
        self.constants = [inputs.carrier(begin[name]) for name in kernel.constants]
        stocks = [begin[name] for name in kernel.stocks]
        self.stocks = stocks if inputs.floats else [np.broadcast_to(value, (recorder.members,)) for value in stocks]

    def integrate(self):
        """Go through all years."""
        start, *years = self.inputs.years
        self.recorder.fine.append(self.stocks)
        values, _ = self._look(float(start), 0)
        self.recorder.close_year(self.stocks, values, self.recorder.kept(values))
        for number, year in enumerate(years, 1):
            totals = [0.0] * len(self.recorder.places)
            self._restate(number)
            for i in range(self.steps):
                totals = self._advance(float(year) - 1 + i / self.steps, number, totals)
                self.recorder.fine.append(self.stocks)
            values, _ = self._look(float(year), number)
            self.recorder.close_year(self.stocks, values, totals)
        return self.recorder.trajectory(
            self.inputs, dict(zip(self.inputs.kernel.constants, self.constants, strict=True))
        )

    def _restate(self, number):
        """Add to the stocks what is restated at the opening of a year."""
        added = {name: path[number] for name, path in self.inputs.restatement.items()}
        if added:
            names = self.inputs.kernel.stocks
            self.stocks = [x + added.get(name, 0.0) for name, x in zip(names, self.stocks, strict=True)]

    def _evaluate(self, stocks, path):
        """The equations at a state; what is to be recorded is noted."""
        values, slope = self.evaluate(stocks, self.constants, path)
        self.recorder.note(stocks, values)
        self.evaluations += 1
        return values, slope

    def _look(self, time, number):
        """The equations at the present state, which must be in its domain and balanced."""
        path = self.inputs.at(number, self.evaluations)
        values, slope = self._evaluate(self.stocks, path)
        self.checker.check(time, (self.stocks, values, self.constants, path))
        return values, slope

    def _advance(self, time, number, totals):
        """Take one step; returns the year's totals so far with this step's added."""
        h, base, slope, change = 1 / self.steps, self.stocks, None, [0.0] * len(self.stocks)
        for place, (share, weight) in enumerate(self.stages):
            ahead, part = share * h, weight * h
            if place == 0:
                values, slope = self._look(time, number)
            else:
                state = [x + ahead * k for x, k in zip(base, slope, strict=True)]
                values, slope = self._evaluate(state, self.inputs.at(number, self.evaluations))
            totals = [t + part * v for t, v in zip(totals, self.recorder.kept(values), strict=True)]
            change = [c + part * k for c, k in zip(change, slope, strict=True)]
        self.stocks = [x + c for x, c in zip(base, change, strict=True)]
        return totals
