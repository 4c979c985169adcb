"""What a run is asked and given: parameters, a path of every input, restatements, recordings that stand in for inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from model.engine.kernel import Kernel


@dataclass(frozen=True)
class Request:
    """What :func:`model.engine.run.simulate` was asked; ``first`` is the number of the first of its members.

    Raises
    ------
    KeyError
        Where a name is none of the model's, or not of the kind that is expected.
    ValueError
        Where a recording has not as many evaluations as the run.
    """

    kernel: Kernel
    parameters: Mapping
    inputs: Mapping
    restatement: Mapping
    replayed: Mapping
    years: np.ndarray
    steps: int
    stages: Sequence[tuple[float, float]]
    kept: Sequence[str]
    recorded: Sequence[str]
    first: int = 0

    def __post_init__(self):
        kernel = self.kernel
        _refuse_unknown(self.parameters, kernel.parameters, "parameter")
        _refuse_unknown([*self.inputs, *self.replayed], kernel.inputs, "lever or driver")
        _refuse_unknown(self.restatement, kernel.stocks, "stock")
        _refuse_unknown(self.recorded, [*kernel.stocks, *kernel.values], "stock, flow or auxiliary")
        count = 1 + (len(self.years) - 1) * (self.steps * len(self.stages) + 1)
        for name, array in self.replayed.items():
            if len(array) != count:
                raise ValueError(f"{name}: found a recording of {len(array)} evaluations; the run has {count}")

    @cached_property
    def members(self) -> int:
        """How many members the arrays have; 1 where there are none."""
        paths = [value for each in (self.inputs, self.restatement) for path in each.values() for value in path.values()]
        sizes = [np.size(value) for value in (*self.parameters.values(), *paths) if type(value) is not float]
        return max(*sizes, *(array.shape[1] for array in self.replayed.values()), 1, 1)

    def alone(self, member: int) -> "Request":
        """The same of one member."""

        def own(value):
            return value[member] if np.size(value) > 1 else value

        paths = [
            {n: {y: own(v) for y, v in p.items()} for n, p in each.items()} for each in (self.inputs, self.restatement)
        ]
        parameters = {name: own(value) for name, value in self.parameters.items()}
        return replace(self, parameters=parameters, inputs=paths[0], restatement=paths[1], first=member)


class Given:
    """The values of a request in the run's carrier: a float, or an array over members."""

    def __init__(self, request: Request, floats: bool):
        kernel, years = request.kernel, request.years.tolist()
        self.floats = floats
        self.parameters = {name: self.carrier(value) for name, value in request.parameters.items()}
        usual = kernel.system.default
        self.paths = [
            [self.carrier(request.inputs.get(n, {}).get(y, usual(n, y))) for n in kernel.inputs] for y in years
        ]
        self.restatement = {
            name: [self.carrier(path.get(year, 0.0)) for year in years] for name, path in request.restatement.items()
        }
        self.replay = {
            kernel.inputs.index(name): [self.carrier(row if len(row) > 1 else row[0]) for row in array]
            for name, array in request.replayed.items()
        }

    def carrier(self, value):
        """A value in the carrier of the run."""
        return float(value[0] if np.ndim(value) else value) if self.floats else array_of(value)

    def at(self, path: list, evaluation: int) -> list:
        """The inputs of an evaluation: those of the year, but for what is replayed."""
        replay = {place: rows[evaluation] for place, rows in self.replay.items()}
        return [replay.get(place, value) for place, value in enumerate(path)] if replay else path


def array_of(value) -> np.ndarray | np.float64:
    """A value as NumPy has it."""
    return np.asarray(value, dtype=float) if np.ndim(value) else np.float64(value)


def _refuse_unknown(names, known, kind):
    if unknown := sorted(set(names).difference(known)):
        raise KeyError(f"{unknown[0]} is no {kind} of this model")
