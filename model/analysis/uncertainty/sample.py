"""Samples of the assumptions over their ranges.

The points are a scrambled Sobol sequence (Sobol, USSR Computational Mathematics and Mathematical Physics 7, 1967; the
scrambling is Owen's, Journal of Complexity 14, 1998), carried to each assumption's distribution by the inverse of its
cumulative distribution. Assumptions are independent of one another, but for those that were estimated on the record:
these are taken together from draws of the posterior at which every reality check holds.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from model.data import Number, belongs_to, figures
from model.data.estimates import draws, latest, posterior
from model.engine.build import System
from model.engine.declare import Lever
from model.scenario.element import variable_of
from model.scenario.load import Scenario

DISTRIBUTIONS = ("triangular", "uniform")
Joint = Callable[[Mapping[str, np.ndarray]], dict[str, np.ndarray]]


def assumptions(system: System) -> dict[str, Number]:
    """The figures that are assumptions about the world, by element name; what a lever stands at is a decision."""
    return {
        name: figure
        for name, figure in figures(system.base).items()
        if figure.status == "assumption" and not _is_decision(name, system)
    }


def left_open(values: Mapping[str, Any], scenario: Scenario, system: System) -> dict[str, Any]:
    """Of figures by element name, those that the scenario does not set itself, or sets as the best estimate."""
    decided = set(scenario.changed) - set(scenario.uncertain)
    return {name: value for name, value in values.items() if belongs_to(name, system.base) not in decided}


def _is_decision(name: str, system: System) -> bool:
    """Whether it is what a lever stands at; what projects complete is not, for they are under way."""
    return belongs_to(name, system.base) == name and isinstance(system.declarations[variable_of(name)], Lever)


class Sampler:
    """The members of a sample, any stretch of them; stretches that follow one another are drawn without a way back.

    Parameters
    ----------
    assumed
        Figures with a range and a distribution, by element name; their order belongs to the sample.
    seed
        Of the scrambling.
    joint
        Of those that were estimated on the record: from the shares below which their values lie, alone, to their values.
    """

    def __init__(self, assumed: dict[str, Number], seed: int, joint: Joint | None = None):
        from scipy.stats import qmc

        self.assumed, self.seed, self._joint, self._next = assumed, seed, joint, 0
        self._points = qmc.Sobol(len(assumed), rng=np.random.default_rng(seed))

    def members(self, first: int, count: int) -> dict[str, np.ndarray]:
        """Values in every member from the number ``first`` on.

        Parameters
        ----------
        count
            How many; a power of two spreads them most evenly.

        Returns
        -------
        dict of str to array, shape (count,)
            Each between the figure's ``low`` and ``high``. A member has the same values in any stretch.

        Raises
        ------
        ValueError
            Where ``count`` is less than 1, or a distribution is not known.
        """
        if count < 1:
            raise ValueError(f"members: found {count}; expected at least 1")
        if first < self._next:
            self._points.reset()
            self._next = 0
        if first > self._next:
            self._points.fast_forward(first - self._next)
        # a whole power of two is drawn and cut, for the sequence is then balanced as far as it goes
        drawn = 2 ** math.ceil(math.log2(count))
        self._next = first + drawn
        shares = self._points.random(drawn)[:count].T
        values = dict(zip(self.assumed, _placed(list(self.assumed.values()), shares), strict=True))
        return values | (self._joint(dict(zip(self.assumed, shares, strict=True))) if self._joint else {})


def estimated(system: System) -> dict[str, np.ndarray]:
    """Draws of the figures of a base year that were estimated on the record, by element name, each shape (draws,).

    A draw is a place in all of these arrays: what goes together stands together. At each of them every reality check holds
    (:mod:`model.analysis.past.held`).
    """
    cut_off, assumed, values = latest(system.base), assumptions(system), {}
    for name, drawn in (draws(cut_off) if cut_off else {}).items():
        if name in assumed:
            figure, factor = assumed[name], posterior(cut_off)[name].form == "factor"
            values[name] = np.clip(np.array(drawn) * (figure.value if factor else 1.0), figure.low, figure.high)
    return values


def sampler(system: System, seed: int) -> Sampler:
    """Of every assumption of a model, those that were estimated together, from the stored draws of the posterior."""
    known = estimated(system)
    if not known:
        return Sampler(assumptions(system), seed)
    first, count = next(iter(known)), len(next(iter(known.values())))

    def joint(shares: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        draw = (shares[first] * count).astype(int)  # a share is less than one
        return {name: values[draw] for name, values in known.items()}

    return Sampler(assumptions(system), seed, joint)


def _placed(figures: Sequence[Number], shares: np.ndarray) -> np.ndarray:
    """The values below which these shares of each figure's distribution lie, shape (figures, members)."""
    for figure in figures:
        if figure.distribution not in DISTRIBUTIONS:
            fault = f"found the distribution {figure.distribution!r}; expected {' or '.join(DISTRIBUTIONS)}"
            raise ValueError(f"{figure.name}: {fault}")
    low, likely, high = np.array([(figure.low, figure.value, figure.high) for figure in figures]).T[:, :, np.newaxis]
    triangular = np.array([figure.distribution == "triangular" for figure in figures])[:, np.newaxis]
    width = high - low
    peak = np.where(triangular, (likely - low) / width, 0.0)  # the share below the likeliest value
    rising, falling = np.sqrt(peak * shares), 1 - np.sqrt((1 - peak) * (1 - shares))
    values = np.where(triangular, np.where(shares < peak, rising, falling) * width + low, low + shares * width)
    return np.clip(values, low, high)  # for a rounded step must not leave the range
