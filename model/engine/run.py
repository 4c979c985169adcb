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
from functools import partial, reduce
from operator import le

import numpy as np

from model.engine.build import System
from model.engine.declare import Stock
from model.engine.errors import RunError
from model.engine.kernel import Kernel

# (share of the step at which a stage is taken from the one before, weight of the stage)
METHODS = {
    "euler": ((0.0, 1.0),),
    "rk4": ((0.0, 1 / 6), (0.5, 1 / 3), (0.5, 1 / 3), (1.0, 1 / 6)),
}
TOLERANCE = 1e-9  # of a balance, relative to the larger side


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
    run = partial(_Run, kernel, given, members, end, method, steps, kept, recorded, again)
    with np.errstate(all="ignore"):  # what is not finite is found by the check, which says where
        try:
            return run().integrate()
        except (ZeroDivisionError, OverflowError):  # floats raise where arrays carry on to the check that names it
            return run(floats=False).integrate()


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
    return {n: carrier(v) for n, v in values.items()} | {
        n: carrier(v) for n, v in zip(kernel.begun, found, strict=True)
    }


def _array(value):
    return np.asarray(value, dtype=float) if np.ndim(value) else np.float64(value)


def _steps(step):
    steps = round(1 / step) if step > 0 else 0
    if steps < 1 or abs(steps * step - 1) > 1e-12:
        raise ValueError(f"a step of {step:g} years does not divide the year")
    return steps


class _Bounds:
    """The domains of a group of values; of a batch, those of one domain are compared at once."""

    def __init__(self, domains, floats):
        self.domains, self.floats = domains, floats
        self.lows, self.highs = [low for low, _ in domains], [high for _, high in domains]
        self.alike = {domain: [i for i, other in enumerate(domains) if other == domain] for domain in set(domains)}

    def hold(self, group):
        """Whether every value is in its domain, which NaN is not."""
        if self.floats:
            return all(map(le, self.lows, group)) and all(map(le, group, self.highs))
        return all(
            low <= np.min(reduce(np.minimum, [group[i] for i in members]))
            and np.max(reduce(np.maximum, [group[i] for i in members])) <= high
            for (low, high), members in self.alike.items()
        )

    def first_left(self, group):
        """The place of the first value outside its domain, and the domain."""
        for i, (value, (low, high)) in enumerate(zip(group, self.domains, strict=True)):
            if not (low <= np.min(value) and np.max(value) <= high):
                return i, (low, high)
        raise AssertionError("every value is in its domain")


class _Run:
    def __init__(self, kernel, given, members, end, method, steps, kept, recorded, replayed, floats=True):
        parameters, inputs, restatement = given
        self.kernel, self.system, self.members = kernel, kernel.system, members
        self.years, self.steps, self.stages = np.arange(kernel.system.base, end + 1), steps, METHODS[method]
        self.floats = floats and members == 1
        self.step = kernel.of_floats if self.floats else kernel.of_arrays
        self._refuse_unknown(parameters, kernel.parameters, "parameter")
        self._refuse_unknown(inputs, kernel.inputs, "lever or driver")
        self._refuse_unknown(restatement, kernel.stocks, "stock")
        self.paths = [[self._carrier(self._given(inputs, n, int(y))) for n in kernel.inputs] for y in self.years]
        self.restatement = {name: [self._carrier(path.get(y, 0.0)) for y in self.years] for name, path in restatement.items()}
        given = {name: self._carrier(value) for name, value in parameters.items()}
        groups = (kernel.stocks, kernel.values, kernel.constants, kernel.inputs)
        self.position = {name: (g, i) for g, names in enumerate(groups) for i, name in enumerate(names)}
        self.replay = self._resolve_replay(replayed)
        self._refuse_unknown(recorded, [*kernel.stocks, *kernel.values], "stock, flow or auxiliary")
        self.noted, self.notes, self.evaluations = {name: self.position[name] for name in recorded}, [], 0
        path = dict(zip(kernel.inputs, self._inputs(self.paths[0]), strict=True))
        begin = start_values(self.system, given, path, kernel=kernel, floats=self.floats)
        self.stocks = [self._spread(begin[name]) for name in kernel.stocks]
        self.constants = [self._carrier(begin[name]) for name in kernel.constants]
        self.bounds = [_Bounds([self._domain(name) for name in names], self.floats) for names in groups]
        self.balances = self._resolve_balances()
        wanted = set(kernel.values if kept is None else kept)
        self.kept = [i for i, name in enumerate(kernel.values) if name in wanted]

    def _refuse_unknown(self, given, known, kind):
        for name in given:
            if name not in known:
                raise KeyError(f"{name} is no {kind} of this model")

    def _given(self, inputs, name, year):
        path = inputs.get(name, {})
        return path[year] if year in path else self.system.default(name, year)

    def _carrier(self, value):
        if self.floats:
            return float(value[0] if np.ndim(value) else value)
        return _array(value)

    def _spread(self, value):
        return value if self.floats else np.broadcast_to(np.asarray(value, dtype=float), (self.members,))

    def _domain(self, element):
        return self.system.declarations[element.partition("[")[0]].domain

    def _resolve_replay(self, replayed):
        """What is replayed: by place among the inputs, the value at every evaluation."""
        self._refuse_unknown(replayed, self.kernel.inputs, "lever or driver")
        count = 1 + (len(self.years) - 1) * (self.steps * len(self.stages) + 1)
        for name, array in replayed.items():
            if len(array) != count:
                raise ValueError(f"{name}: found a recording of {len(array)} evaluations; the run has {count}")
        return {
            self.position[name][1]: [self._carrier(row if len(row) > 1 else row[0]) for row in array]
            for name, array in replayed.items()
        }

    def _inputs(self, path):
        """The inputs of the evaluation at hand: those of the year, but for what is replayed."""
        replay = {place: row[self.evaluations] for place, row in self.replay.items()}
        return [replay.get(place, value) for place, value in enumerate(path)] if replay else path

    def _evaluate(self, stocks, path):
        """The equations at a state; what is to be recorded is noted."""
        values, slope = self.step(stocks, self.constants, path)
        self.notes.append([(stocks, values)[group][place] for group, place in self.noted.values()])
        self.evaluations += 1
        return values, slope

    def _resolve_balances(self):
        return [
            (name, *([self.position[element] for element in side] for side in sides))
            for name, balance in self.system.balances.items()
            for sides in self.system.terms(balance)
        ]

    def integrate(self):
        ends, totals, fine = [], [], [self.stocks]
        values, _ = self._look(float(self.years[0]), self.paths[0])
        ends.append([*self.stocks, *self._kept(values)])
        totals.append(self._kept(values))
        for number, (year, path) in enumerate(zip(self.years[1:], self.paths[1:], strict=True), 1):
            total = [0.0] * len(self.kept)
            self._restate(number)
            for i in range(self.steps):
                total = self._advance(float(year) - 1 + i / self.steps, path, total)
                fine.append(self.stocks)
            values, _ = self._look(float(year), path)
            ends.append([*self.stocks, *self._kept(values)])
            totals.append(total)
        return self._trajectory(ends, totals, fine)

    def _kept(self, values):
        return values if len(self.kept) == len(values) else [values[i] for i in self.kept]

    def _restate(self, number):
        """Add to the stocks what is restated at the opening of a year."""
        added = {name: path[number] for name, path in self.restatement.items()}
        if added:
            self.stocks = [x + added.get(name, 0.0) for name, x in zip(self.kernel.stocks, self.stocks, strict=True)]

    def _look(self, time, path):
        """Evaluate the equations at the present state, which must be in its domain and balanced."""
        path = self._inputs(path)
        values, derivatives = self._evaluate(self.stocks, path)
        groups = (self.stocks, values, self.constants, path)
        # what is read before what reads it; constants and inputs hold for a year
        order = (2, 3, 0, 1) if time % 1 == 0 else (0, 1)
        for group, bounds in ((groups[i], self.bounds[i]) for i in order):
            if not bounds.hold(group):
                i, (low, high) = bounds.first_left(group)
                self._refuse(time, groups, group, i, low, high)
        for name, sources, uses in self.balances:
            self._check_balance(time, name, groups, sources, uses)
        return values, derivatives

    def _check_balance(self, time, name, groups, sources, uses):
        left, right = (sum(groups[group][i] for group, i in terms) for terms in (sources, uses))
        larger, any_of = (max, bool) if self.floats else (np.maximum, np.any)
        gap, scale = abs(left - right), TOLERANCE * larger(abs(left), abs(right))
        if any_of(gap > scale):
            member = int(np.argmax(gap - scale))
            left, right = (float(np.broadcast_to(side, (self.members,))[member]) for side in (left, right))
            where = f"at {time:g}, member {member}"
            raise RunError(name, time, member, f"{name} does not close {where}: sources {left:.12g}, uses {right:.12g}")

    def _advance(self, time, path, total):
        """Take one step; returns the year's totals so far with this step's added."""
        h, base, state, slope = 1 / self.steps, self.stocks, self.stocks, None
        change = [0.0] * len(base)
        for number, (share, weight) in enumerate(self.stages):
            ahead, part = share * h, weight * h
            if number == 0:
                values, slope = self._look(time, path)
            else:
                state = [x + ahead * k for x, k in zip(base, slope, strict=True)]
                values, slope = self._evaluate(state, self._inputs(path))
            total = [t + part * v for t, v in zip(total, self._kept(values), strict=True)]
            change = [c + part * k for c, k in zip(change, slope, strict=True)]
        self.stocks = [x + c for x, c in zip(base, change, strict=True)]
        return total

    def _refuse(self, time, groups, group, i, low, high):
        kernel = self.kernel
        names = (kernel.stocks, kernel.values, kernel.constants, kernel.inputs)
        found = {n: v for ns, vs in zip(names, groups, strict=True) for n, v in zip(ns, vs, strict=True)}
        element = next(ns[i] for ns, vs in zip(names, groups, strict=True) if vs is group)
        spread = np.broadcast_to(group[i], (self.members,))
        member = int(np.argmax(~((spread >= low) & (spread <= high))))
        name = element.partition("[")[0]
        declaration = self.system.declarations[name]
        needs = self.system.flows_of(name) if isinstance(declaration, Stock) else (getattr(declaration, "inputs", ()),)
        inputs = {
            other: float(np.broadcast_to(found[other], (self.members,))[member])
            for need in needs
            for other in self.system.elements(need)
        }
        shown = ", ".join(f"{n} = {v:.6g}" for n, v in inputs.items())
        limits = "a finite number" if abs(low) > 1e308 and high > 1e308 else f"{low:g} to {high:g}"
        message = (
            f"{element} is {spread[member]:.6g} {declaration.units} at {time:g}, member {member}; "
            f"it must be {limits}" + (f" (from {shown})" if shown else "")
        )
        raise RunError(element, time, member, message)

    def _trajectory(self, ends, totals, fine):
        kernel, members = self.kernel, self.members
        kept = self._kept(kernel.values)
        constants = dict(zip(kernel.constants, self.constants, strict=True))

        def by_name(names, rows):
            if self.floats:  # a table of numbers, of which each column is one name's
                table = np.array(rows).reshape(len(rows), len(names)).T.copy()
                return dict(zip(names, table[:, :, np.newaxis], strict=True))
            found = {name: np.empty((len(rows), members)) for name in names}
            for i, row in enumerate(rows):
                for array, value in zip(found.values(), row, strict=True):
                    array[i] = value
            return found

        return Trajectory(
            self.years,
            self.members,
            constants,
            ends=by_name([*kernel.stocks, *kept], ends),
            totals=by_name(kept, totals),
            inputs=by_name(kernel.inputs, self.paths),
            recording=by_name(self.noted, self.notes),
            restatement={
                name: np.array([np.broadcast_to(v, (members,)) for v in path]) for name, path in self.restatement.items()
            },
            grid=np.linspace(self.years[0], self.years[-1], len(fine)),
            fine=by_name(kernel.stocks, fine),
        )
