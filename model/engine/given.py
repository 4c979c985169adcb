"""What a run is given and asked: parameters, a path of every input, restatements, method and step; recordings that stand in for inputs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from model.engine.kernel import Kernel

Value = float | np.ndarray | np.float64  # of one member, or an array over members
# (share of the step at which a stage is taken from the one before, weight of the stage)
METHODS = {
    "euler": ((0.0, 1.0),),
    "rk4": ((0.0, 1 / 6), (0.5, 1 / 3), (0.5, 1 / 3), (1.0, 1 / 6)),
}


@dataclass(frozen=True)
class Setup:
    """What a run is given beside the system, and how it is integrated; values are floats or arrays of shape (members,).

    Raises
    ------
    ValueError
        Where the step does not divide the year.
    """

    # by element name; in force before anything else is computed, derived numbers and initial values included
    parameters: Mapping = field(default_factory=dict)
    # levers and drivers by element name and year; a year that is not given has the system's default
    inputs: Mapping = field(default_factory=dict)
    restatement: Mapping = field(default_factory=dict)  # what is added to stocks at the opening of a year, likewise
    method: str = "rk4"  # or ``euler``
    step: float = 0.25  # years; it divides the year

    def __post_init__(self):
        if self.steps < 1 or abs(self.steps * self.step - 1) > 1e-12:
            raise ValueError(f"a step of {self.step:g} years does not divide the year")

    @property
    def steps(self) -> int:
        """How many the year has."""
        return round(1 / self.step) if self.step > 0 else 0


@dataclass(frozen=True)
class Request:
    """What :func:`model.engine.run.simulate` was asked.

    Raises
    ------
    KeyError
        Where a name is none of the model's, or not of the kind that is expected.
    ValueError
        Where a recording has not as many evaluations as the run.
    """

    kernel: Kernel
    setup: Setup
    years: np.ndarray
    kept: Sequence[str]
    recorded: Sequence[str]
    replayed: Mapping

    def __post_init__(self):
        kernel, setup = self.kernel, self.setup
        _refuse_unknown(setup.parameters, kernel.parameters, "parameter")
        _refuse_unknown([*setup.inputs, *self.replayed], kernel.inputs, "lever or driver")
        _refuse_unknown(setup.restatement, kernel.stocks, "stock")
        _refuse_unknown(self.recorded, [*kernel.stocks, *kernel.values], "stock, flow or auxiliary")
        count = 1 + (len(self.years) - 1) * (setup.steps * len(METHODS[setup.method]) + 1)
        for name, array in self.replayed.items():
            if len(array) != count:
                raise ValueError(f"{name}: found a recording of {len(array)} evaluations; the run has {count}")

    @cached_property
    def summed(self) -> list[str]:
        """Those of what is kept of which a year reports the total."""
        whole, kept = self.kernel.summed, set(self.kept)
        return whole if len(kept) == len(self.kernel.values) else [name for name in whole if name in kept]

    @cached_property
    def members(self) -> int:
        """How many members the arrays have; 1 where there are none."""
        paths = (*self.setup.inputs.values(), *self.setup.restatement.values())
        values = (*self.setup.parameters.values(), *(value for path in paths for value in path.values()))
        sizes = [np.size(value) for value in values if type(value) is not float]
        return max(*sizes, *(array.shape[1] for array in self.replayed.values()), 1, 1)

    def some(self, members: np.ndarray) -> "Request":
        """The same of some members."""
        setup = self.setup

        def own(value: Any) -> Value:
            return value[members] if np.size(value) > 1 else value

        inputs, restatement = (
            {n: {y: own(v) for y, v in p.items()} for n, p in each.items()}
            for each in (setup.inputs, setup.restatement)
        )
        parameters = {name: own(value) for name, value in setup.parameters.items()}
        return replace(self, setup=replace(setup, parameters=parameters, inputs=inputs, restatement=restatement))


class Given:
    """The values of a request in the run's carrier: a float, or an array over members."""

    def __init__(self, request: Request, floats: bool):
        kernel, setup, years = request.kernel, request.setup, request.years.tolist()
        self.floats = floats
        self.parameters = {name: self.carrier(value) for name, value in setup.parameters.items()}
        usual = kernel.system.default
        self.paths = [[self.carrier(setup.inputs.get(n, {}).get(y, usual(n, y))) for n in kernel.inputs] for y in years]
        self.restatement = {n: [self.carrier(p.get(y, 0.0)) for y in years] for n, p in setup.restatement.items()}
        self.replay = {
            kernel.inputs.index(name): [self.carrier(row if len(row) > 1 else row[0]) for row in array]
            for name, array in request.replayed.items()
        }

    def carrier(self, value: Any) -> Value:
        """A value in the carrier of the run."""
        return float(value[0] if np.ndim(value) else value) if self.floats else array_of(value)

    def at(self, path: list, evaluation: int) -> list:
        """The inputs of an evaluation: those of the year, but for what is replayed."""
        replay = {place: rows[evaluation] for place, rows in self.replay.items()}
        return [replay.get(place, value) for place, value in enumerate(path)] if replay else path


def array_of(value: Value) -> np.ndarray | np.float64:
    """A value as NumPy has it."""
    return np.asarray(value, dtype=float) if np.ndim(value) else np.float64(value)


def _refuse_unknown(names: Iterable[str], known: Sequence[str], kind: str) -> None:
    if unknown := sorted(set(names).difference(known)):
        raise KeyError(f"{unknown[0]} is no {kind} of this model")
