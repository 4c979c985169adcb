"""Samples of the assumptions over their ranges.

The points are a scrambled Sobol sequence (Sobol, USSR Computational Mathematics and Mathematical Physics 7, 1967; the
scrambling is Owen's, Journal of Complexity 14, 1998), carried to each assumption's distribution by the inverse of its
cumulative distribution. Assumptions are independent of one another, but for those that were estimated on the record:
these are drawn together from the posterior, within their ranges.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from model.data import Number, belongs_to, figures
from model.data.estimates import correlations, latest, posterior
from model.engine.build import System
from model.engine.declare import Lever
from model.scenario.element import variable_of
from model.scenario.load import Scenario

DISTRIBUTIONS = ("triangular", "uniform")
UNIT = Number("", 0.5, "1", None, "assumption", 0.0, 1.0, "uniform", "", "")  # whose values are shares


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


def sample(assumed: dict[str, Number], members: int, seed: int, first: int = 0) -> dict[str, np.ndarray]:
    """Values of the assumptions in every member from the number ``first`` on.

    Parameters
    ----------
    assumed
        Figures with a range and a distribution, by element name; their order belongs to the sample.
    members
        How many; a power of two spreads them most evenly.
    seed
        Of the scrambling.

    Returns
    -------
    dict of str to array, shape (members,)
        Each between the figure's ``low`` and ``high``. A member has the same values whatever the number of members.

    Raises
    ------
    ValueError
        Where ``members`` is less than 1, or a distribution is not known.
    """
    from scipy.stats import qmc

    if members < 1:
        raise ValueError(f"members: found {members}; expected at least 1")
    # a whole power of two is drawn and cut, for the sequence is then balanced as far as it goes
    generator = qmc.Sobol(len(assumed), rng=np.random.default_rng(seed))
    if first:
        generator.fast_forward(first)
    points = generator.random(2 ** math.ceil(math.log2(members)))[:members]
    return {name: _placed(figure, points[:, i]) for i, (name, figure) in enumerate(assumed.items())}


def estimated(system: System) -> dict[str, tuple[float, float, float, float]]:
    """Mean, standard deviation and range of the figures of a base year that were estimated on the record, by element name."""
    cut_off, assumed, found = latest(system.base), assumptions(system), {}
    for name, one in (posterior(cut_off) if cut_off else {}).items():
        if name in assumed:
            scale = 1.0 if one.form == "value" else assumed[name].value
            found[name] = scale * one.mean, scale * one.sd, scale * one.low, scale * one.high
    return found


def drawn(system: System, members: int, seed: int, first: int = 0) -> dict[str, np.ndarray]:
    """Values of every assumption as of :func:`sample`, those that were estimated from the posterior with its correlations."""
    from scipy.special import ndtri

    values, known = sample(assumptions(system), members, seed, first), estimated(system)
    if not known:
        return values
    shares = sample(dict.fromkeys(assumptions(system), UNIT), members, seed, first)
    normal = np.array([ndtri(np.clip(shares[name], 1e-12, 1 - 1e-12)) for name in known])
    pairs = correlations(latest(system.base))
    joint = np.array([[1.0 if a == b else pairs[a, b] for b in known] for a in known])
    for (name, (mean, sd, low, high)), weights in zip(known.items(), np.linalg.cholesky(joint), strict=True):
        row = sum(
            weight * one for weight, one in zip(weights, normal, strict=True)
        )  # a member's bits do not rest on the others
        values[name] = np.clip(mean + sd * row, low, high)
    return values


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
