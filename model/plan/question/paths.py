"""What the solver may choose: the levers' values by year, the limits they keep, and the effort that a choice takes.

A choice is an array of deviations from the baseline, shape (levers, years), in plausible yearly changes of each lever.
Its effort is ``distance`` times the sum of squares, plus ``smoothness`` times the squares of its second differences in
time, from the year before the first on, where it is 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csc_array, eye_array, kron

from model.data.levers import Range, ranges
from model.engine.build import System
from model.engine.declare import Lever
from model.errors import InputError, meant
from model.scenario.element import names_and_titles, variable_of
from model.scenario.load import Scenario

GRAIN = 0.05  # of a plausible yearly change: the coarsest that a lever is told in
TOUCH = 1e-6  # a path touches a limit within this much, in plausible yearly changes


@dataclass(frozen=True)
class Paths:
    """The levers that may move, and by how much."""

    names: tuple[str, ...]  # element names of the levers
    years: tuple[int, ...]  # those in which each may have a value of its own
    # baseline, low, high: shape (levers, years): in the levers' units; the limits are those of the plausible range
    # within the lever's domain, as far as ramps allow; what is not to be cut stays on its baseline or above
    baseline: np.ndarray
    low: np.ndarray
    high: np.ndarray
    change: np.ndarray  # shape (levers, 1): the plausible yearly change
    ramp: float  # how far a year's change may be from the baseline's, in plausible yearly changes
    distance: float  # its weight in the effort
    smoothness: float  # likewise

    @property
    def shape(self) -> tuple[int, int]:
        """Levers and years."""
        return len(self.names), len(self.years)

    @property
    def size(self) -> int:
        """How many unknowns there are."""
        return len(self.names) * len(self.years)

    @cached_property
    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """The least and the largest deviation, each of shape (levers, years)."""
        return (self.low - self.baseline) / self.change, (self.high - self.baseline) / self.change

    @cached_property
    def start(self) -> np.ndarray:
        """The deviations within the limits that are nearest to none, shape (levers, years)."""
        low, high = self.bounds
        return np.clip(0.0, low, high)

    @cached_property
    def root(self) -> np.ndarray:
        """Upper triangular R of shape (years, years): a lever's effort is the squared length of R times its path."""
        each = np.eye(len(self.years))
        second = np.diff(np.vstack([np.zeros(len(self.years)), each]), n=2, axis=0)  # before the first year, 0
        return np.linalg.cholesky(self.distance * each + self.smoothness * second.T @ second).T

    @cached_property
    def ramped(self) -> bool:
        """Whether any lever could change by more within its limits than a ramp allows."""
        low, high = self.bounds
        return bool(self.ramp < np.max(high - low, initial=0.0))

    @cached_property
    def ramps(self) -> np.ndarray:
        """The change of a lever's path in each year as a matrix on the path, shape (years, years)."""
        return np.eye(len(self.years)) - np.eye(len(self.years), k=-1)

    def values(self, deviations: np.ndarray) -> np.ndarray:
        """The levers' values, in their units, kept within their limits to the last bit; members may come last."""
        each = (..., *[np.newaxis] * (deviations.ndim - 2))
        return np.clip(self.baseline[each] + self.change[each] * deviations, self.low[each], self.high[each])

    def effort(self, deviations: np.ndarray) -> float:
        """The effort of deviations of shape (levers, years)."""
        return float(np.sum(self.rooted(deviations) ** 2))

    def rooted(self, deviations: np.ndarray) -> np.ndarray:
        """Deviations in the coordinates, shape (levers * years,), in which the effort is a sum of squares."""
        return (deviations @ self.root.T).ravel()

    @cached_property
    def grain(self) -> np.ndarray:
        """To what each lever's values are rounded, shape (levers, 1): a power of ten, a twentieth of a change at most."""
        return 10.0 ** np.floor(np.log10(self.change * GRAIN))

    def rounded(self, deviations: np.ndarray) -> np.ndarray:
        """The deviations, shape (levers, years), of rounded values; of a lever that does not move, none."""
        values = np.clip(np.round(self.values(deviations) / self.grain) * self.grain, self.low, self.high)
        moved = np.any(np.abs(deviations * self.change) > self.grain / 2, axis=1, keepdims=True)
        return np.where(moved, (values - self.baseline) / self.change, 0.0)

    def some(self, chosen: np.ndarray) -> "Paths":
        """The paths of some of the levers, by their places."""
        arrays = {key: getattr(self, key)[chosen] for key in ("baseline", "low", "high", "change")}
        return replace(self, names=tuple(self.names[i] for i in chosen), **arrays)

    @cached_property
    def limits(self) -> tuple[np.ndarray, np.ndarray, list[tuple]]:
        """Bounds and ramps as one set of rows ``a @ deviations <= b``, and what each row is: (lever, year, side)."""
        low, high = self.bounds
        every, ramps = np.eye(self.size), np.kron(np.eye(len(self.names)), self.ramps)
        rows = {"high": (every, high.ravel()), "low": (-every, -low.ravel())}
        if self.ramped:
            rows |= {side: (sign * ramps, np.full(self.size, self.ramp)) for side, sign in (("rise", 1), ("fall", -1))}
        kinds = [(name, year, side) for side in rows for name in self.names for year in self.years]
        return np.vstack([a for a, _ in rows.values()]), np.concatenate([b for _, b in rows.values()]), kinds

    def touched(self, deviations: np.ndarray) -> list[tuple]:
        """The limits that deviations of shape (levers, years) touch, (lever, year, side)."""
        rows, ends, kinds = self.limits
        return [kinds[at] for at in np.flatnonzero(ends - rows @ deviations.ravel() < TOUCH)]

    @cached_property
    def ramp_rows(self) -> tuple[csc_array, np.ndarray]:
        """The change of every lever in every year as sparse rows, and how large it may be either way."""
        if not self.ramped:
            return csc_array((0, self.size)), np.zeros(0)
        return csc_array(kron(eye_array(len(self.names)), csc_array(self.ramps))), np.full(self.size, self.ramp)

    @cached_property
    def curvature(self) -> csc_array:
        """Half the second derivatives of the effort, shape (levers * years, levers * years)."""
        return csc_array(kron(eye_array(len(self.names)), csc_array(self.root.T @ self.root)))

    def random(self, generator: np.random.Generator) -> np.ndarray:
        """Random deviations that keep every limit: year by year, evenly between what bounds and ramps leave."""
        low, high = self.bounds
        deviations, before = np.zeros(self.shape), np.zeros(len(self.names))
        for i in range(len(self.years)):
            least, most = np.maximum(low[:, i], before - self.ramp), np.minimum(high[:, i], before + self.ramp)
            before = deviations[:, i] = generator.uniform(np.minimum(least, most), most)
        return deviations


def make_paths(
    scenario: Scenario,
    system: System,
    last: int,
    levers: Sequence[str] | None = None,
    plausible: Mapping[str, Range] | None = None,
    first: int | None = None,
    **weights: Any,
) -> Paths:
    """The paths of a scenario's levers up to the year ``last``.

    Parameters
    ----------
    first
        The first year in which they may move; the one after the start where none is given.
    levers
        Element names of those that may move; all that have a range where none are given.
    plausible
        The range of each; those of ``model/data/levers.csv`` where none are given.
    **weights
        ``ramp``, ``distance`` and ``smoothness`` of :class:`Paths`.

    Raises
    ------
    InputError
        Naming every lever that the model has not or that is named and has no range, and every range whose limits are crossed.

    Notes
    -----
    A path of the scenario's own that is outside its limits is to come within them, as fast as the ramps allow.
    """
    plausible = ranges() if plausible is None else plausible
    known = system.elements(system.of_kind(Lever))
    names = tuple([name for name in known if name in plausible] if levers is None else levers)
    years = tuple(range(first or scenario.start + 1, last + 1))
    problems = [
        f"found no lever '{name}'{meant(name, names_and_titles(known, system))}" for name in names if name not in known
    ]
    problems += [f"{name}: found no plausible range of this lever" for name in names if name not in plausible]
    if not names:
        problems.append("found no lever that may move")
    if problems:
        raise InputError(problems)
    domains = np.array([system.declarations[variable_of(name)].domain for name in names])
    spans = np.array([(plausible[name].low, plausible[name].high) for name in names])
    baseline = np.array([[scenario.levers[name][year] for year in years] for name in names])
    plausible_low, plausible_high = np.maximum(spans, domains)[:, :1], np.minimum(spans, domains)[:, 1:]
    uncut = np.array([[plausible[name].direction == "up"] for name in names])
    plausible_low = np.where(uncut, np.clip(baseline, plausible_low, plausible_high), plausible_low)
    change = np.array([[plausible[name].yearly_change] for name in names])
    # what a path that is outside its limits can come back
    most = change * weights["ramp"] * np.arange(1, len(years) + 1)
    low, high = np.minimum(plausible_low, baseline + most), np.maximum(plausible_high, baseline - most)
    paths = Paths(names, years, baseline, low, high, change, **weights)
    if problems := list(_faults(paths)):
        raise InputError(problems)
    return paths


def _faults(paths: Paths) -> Iterator[str]:
    numbers = paths.low[:, -1], paths.high[:, -1], paths.change[:, 0]
    for name, low, high, change in zip(paths.names, *numbers, strict=True):
        if not low <= high:
            yield f"{name}: found limits from {low:g} to {high:g}; expected them in order"
        elif not change > 0:
            yield f"{name}: found a yearly change of {change:g}; expected more than 0"
    for key in ("ramp", "distance", "smoothness"):
        value = getattr(paths, key)
        if not (value > 0 or (key == "smoothness" and value == 0)):
            yield f"{key}: found {value:g}; expected more than 0"
