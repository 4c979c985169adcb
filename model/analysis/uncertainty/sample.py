"""Samples of the assumptions over their ranges.

The points are a scrambled Sobol sequence (Sobol, USSR Computational Mathematics and Mathematical Physics 7, 1967; the
scrambling is Owen's, Journal of Complexity 14, 1998), carried to each assumption's distribution by the inverse of its
cumulative distribution. Assumptions are independent of one another.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from model.data import Number, belongs_to, figures
from model.engine.build import System
from model.engine.declare import Lever
from model.scenario.element import variable_of
from model.scenario.load import Scenario

DISTRIBUTIONS = ("triangular", "uniform")


def assumptions(system: System) -> dict[str, Number]:
    """The figures that are assumptions about the world, by element name; what a lever stands at is a decision."""
    return {
        name: figure
        for name, figure in figures(system.base).items()
        if figure.status == "assumption" and not _is_decision(name, system)
    }


def left_open(values: Mapping[str, Any], scenario: Scenario, system: System) -> dict[str, Any]:
    """Of figures by element name, those that the scenario does not set itself."""
    return {name: value for name, value in values.items() if belongs_to(name, system.base) not in scenario.changed}


def _is_decision(name, system):
    """Whether it is what a lever stands at; what projects complete is not, for they are under way."""
    return belongs_to(name, system.base) == name and isinstance(system.declarations[variable_of(name)], Lever)


def sample(assumed: dict[str, Number], members: int, seed: int) -> dict[str, np.ndarray]:
    """Values of the assumptions in the first members; as :meth:`Sampler.members` gives them.

    Raises
    ------
    ValueError
        Where ``members`` is less than 1, or a distribution is not known.
    """
    return Sampler(assumed, seed).members(0, members)


class Sampler:
    """The members of a sample, any stretch of them; stretches that follow one another are drawn without a way back.

    Parameters
    ----------
    assumed
        Figures with a range and a distribution, by element name; their order belongs to the sample.
    seed
        Of the scrambling.
    """

    def __init__(self, assumed: dict[str, Number], seed: int):
        from scipy.stats import qmc

        self.assumed, self._next = assumed, 0
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
        if first != self._next:
            self._points.reset()
            self._points.fast_forward(first)
        # a whole power of two is drawn and cut, for the sequence is then balanced as far as it goes
        drawn = 2 ** math.ceil(math.log2(count))
        self._next = first + drawn
        points = self._points.random(drawn)[:count]
        return {name: _placed(figure, points[:, i]) for i, (name, figure) in enumerate(self.assumed.items())}


def _placed(figure, share):
    """The values below which these shares of a figure's distribution lie."""
    from scipy.stats import triang

    width = figure.high - figure.low
    if figure.distribution == "triangular":
        values = triang.ppf(share, (figure.value - figure.low) / width, figure.low, width)
    elif figure.distribution == "uniform":
        values = figure.low + share * width
    else:
        raise ValueError(
            f"{figure.name}: found the distribution {figure.distribution!r}; expected {' or '.join(DISTRIBUTIONS)}"
        )
    return np.clip(values, figure.low, figure.high)  # for a rounded step must not leave the range
