"""What a run gives, and how it is put together while the run goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.engine.compiled.rows import Rows, places_of
from model.engine.given import Given, Request, Value


@dataclass
class Trajectory:
    """What a run gives, by element name."""

    years: np.ndarray  # the first is the start, where ``totals`` holds the rates at the start
    members: int
    constants: dict  # parameters and derived numbers: a float, or an array of shape (members,)
    ends: Rows  # shape (years, members): values at the year's end, of stocks, flows and auxiliaries
    totals: Rows  # shape (years, members): totals over the year, of what reports them
    inputs: Rows  # shape (years, members)
    recording: Rows  # shape (evaluations, members): of what was to be recorded, the value at every evaluation, in order
    # shape (years, members): what was added to a stock at the opening of the year, beside all flows; only of stocks that
    # were restated
    restatement: dict
    grid: np.ndarray  # shape (steps + 1,): the integration grid
    fine: Rows  # shape (steps + 1, members): the stocks on it


class Recorder:
    """Keeps what a run comes by: values at year ends, the years' totals, stocks on the grid, what is to be noted."""

    def __init__(self, request: Request):
        self.kernel, groups = request.kernel, (request.kernel.stocks, request.kernel.values)
        places = {name: (group, i) for group, names in enumerate(groups) for i, name in enumerate(names)}
        self.request, self.noted = request, [places[name] for name in request.recorded]
        self.kept, self.summed = ([places[name][1] for name in names] for names in (request.kept, request.summed))
        self.ends, self.totals, self.fine, self.notes = [], [], [], []

    def pick(self, values: Sequence[Value], places: Sequence[int]) -> Sequence[Value]:
        """The values at these places."""
        return values if len(places) == len(values) else [values[place] for place in places]

    def note(self, *groups: Sequence[Value]) -> None:
        """Keep what is to be noted of one evaluation of the equations, at these stocks and values."""
        self.notes.append([groups[group][place] for group, place in self.noted])

    def close(self, stocks: Sequence[Value], values: Sequence[Value], totals: Sequence[Value] | None = None) -> None:
        """Keep the end of a year; of the start, where no year has passed, the values stand in for totals."""
        self.ends.append([*stocks, *self.pick(values, self.kept)])
        self.totals.append(self.pick(values, self.summed) if totals is None else totals)

    def trajectory(self, given: Given, constants: Sequence[Value]) -> Trajectory:
        """All of it, by name."""
        kernel, request, members = self.kernel, self.request, self.request.members

        def by_name(names: Sequence[str], rows: Sequence[Sequence[Value]]) -> Rows:
            if given.floats:  # a table of numbers, of which each column is one name's
                table = np.array(rows).reshape(len(rows), len(names)).T.copy()[:, :, np.newaxis]
            else:
                whole = [[np.broadcast_to(value, (members,)) for value in row] for row in rows]
                table = np.array(whole, dtype=float).reshape(len(rows), len(names), members).swapaxes(0, 1)
            return Rows(places_of(names), table)

        return Trajectory(
            request.years,
            members,
            dict(zip(kernel.constants, constants, strict=True)),
            ends=by_name([*kernel.stocks, *request.kept], self.ends),
            totals=by_name(request.summed, self.totals),
            inputs=by_name(kernel.inputs, given.paths),
            recording=by_name(request.recorded, self.notes),
            restatement={n: np.array([np.full(members, v) for v in path]) for n, path in given.restatement.items()},
            grid=np.linspace(request.years[0], request.years[-1], len(self.fine)),
            fine=by_name(kernel.stocks, self.fine),
        )
