"""Derivatives of the model by central differences, all perturbed members in one batched run."""

from collections.abc import Callable

import numpy as np

from model.engine.errors import RunError


class EdgeError(Exception):
    """About a point too few of its neighbours run for derivatives; why the last of them does not."""


def slopes(
    rows: Callable[[np.ndarray], np.ndarray],
    here: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    step: float,
    leavers: float = np.inf,
) -> np.ndarray:
    """Derivatives of ``rows`` at a point.

    Parameters
    ----------
    rows
        Of points of shape (unknowns, members), what is derived, shape (rows, members).
    here, low, high : array, shape (unknowns,)
        The point, and the limits within which it is moved.
    step
        How far to each side; one-sided where a limit, or the model's domain, leaves room on one side only.
    leavers
        How many of the moved points may leave the model's domain; each costs a run of all the others.

    Returns
    -------
    array, shape (rows, unknowns)
        0 by an unknown that has no room at all.

    Raises
    ------
    RunError
        Where the point itself does not run.
    EdgeError
        Where more leave than may.
    """
    steps = np.concatenate([np.minimum(here + step, high) - here, np.maximum(here - step, low) - here])
    places, each = np.tile(np.arange(len(here)), 2), np.arange(len(steps))
    left = 0
    while True:
        members = np.tile(here[:, np.newaxis], len(steps))
        members[places, each] += steps
        try:
            values = rows(members)
            break
        except RunError as error:
            if not steps[error.member]:
                raise
            steps[error.member] = 0.0
            left += 1
            if left > leavers:
                raise EdgeError(error) from None
    apart = np.subtract(*np.split(members[places, each], 2))
    return np.subtract(*np.split(values, 2, axis=1)) / np.where(apart == 0, 1.0, apart)
