"""Draws of a normal distribution within ranges: what lies beyond a range is not heaped on its end.

Each coordinate is drawn from its normal distribution given those before, cut to its range (Geweke 1991, Computing Science
and Statistics: Proceedings of the 23rd Symposium on the Interface, 571). Exact where coordinates do not correlate; close
where they do so weakly.
"""

from collections.abc import Iterable

import numpy as np


def within(
    shares: Iterable[np.ndarray], mean: np.ndarray, factor: np.ndarray, low: np.ndarray, high: np.ndarray
) -> list[np.ndarray]:
    """Values by coordinate, each an array over members.

    Parameters
    ----------
    shares
        By coordinate, the share of its distribution that lies below the value, over members.
    mean, factor
        Of the normal distribution: its mean, and the lower triangle whose square is the covariance.
    low, high
        The range of each coordinate.
    """
    from scipy.special import ndtr, ndtri

    steps, values = [], []
    for share, middle, weights, sd, least, most in zip(shares, mean, factor, np.diag(factor), low, high, strict=True):
        # a sum of rows, so that a member's bits do not rest on the others
        given = middle + sum(weight * step for weight, step in zip(weights, steps, strict=False))
        below, above = ndtr((least - given) / sd), ndtr((most - given) / sd)
        steps.append(ndtri(np.clip(below + share * (above - below), 1e-12, 1 - 1e-12)))
        values.append(np.clip(given + sd * steps[-1], least, most))
    return values
