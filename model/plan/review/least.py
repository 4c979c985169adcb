"""Points at which the rows of a bent model are 0, or least in squares, within limits."""

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import least_squares

from model.plan.question.finite_differences import EdgeError

PRECISION = 1e-13
SETTLED = 1e-8  # a step, in shares, after which there is no other
SHORTEST = 2.0**-6  # of a step that is shortened
ITERATIONS = 100
FAR = 0.25  # of a figure: one that is missed by more is of another scale, and its nearest point is sought roughly
TRIES, WORTH = 5, 1e-2  # so many runs must take a share of the squares away where a figure is that far


class _EnoughError(Exception):
    """What is left is far, and hardly gets less."""


def least(
    rows: Callable[[np.ndarray], np.ndarray],
    slopes: Callable[[np.ndarray], np.ndarray],
    first: np.ndarray,
    limits: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """The point of least squares at which all rows are 0, by steps to that of the rows made linear; as near as it comes.

    Parameters
    ----------
    rows, slopes
        Of a point, the rows, infinite where it does not run, and their derivatives, or EdgeError.
    first
        The derivatives at 0.
    limits
        The least and the largest value of each unknown, 0 among them.
    """
    here, steep = np.zeros(first.shape[1]), first
    values = rows(here)
    for near in (False, True):  # where a bend of the model stops the way to the least, the rows are met beside it
        for _ in range(ITERATIONS if len(values) else 0):
            origin = here if near else np.zeros(len(here))
            step, worth = _least_linear(
                steep, steep @ (here - origin) - values, (limits[0] - origin, limits[1] - origin)
            )
            ends = (step + origin - here, 0.0 if near else 1.0, 2 * np.abs(worth).max())
            trial, ahead = _shortened(rows, here, values, *ends)
            if trial is here:
                break
            settled = np.abs(trial - here).max() <= SETTLED
            here, values = trial, ahead
            if settled:
                break
            try:
                steep = slopes(here)
            except EdgeError:
                return here
    return here


def _shortened(
    rows: Callable, here: np.ndarray, values: np.ndarray, step: np.ndarray, counts: float, weight: float
) -> tuple[np.ndarray, np.ndarray]:
    """The first point on a step, from its end on, where squares, as far as they count, and rows are less together; else where it began."""

    def merit(point: np.ndarray, left: np.ndarray) -> float:
        return counts * (point @ point) / 2 + weight * np.abs(left).sum()

    share, before = 1.0, merit(here, values)
    while share >= SHORTEST:
        trial = here + share * step
        ahead = rows(trial)
        if np.isfinite(ahead).all() and merit(trial, ahead) < before:
            return trial, ahead
        share /= 2
    return here, values


def _least_linear(
    steep: np.ndarray, ends: np.ndarray, limits: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """The point of least squares within limits at which ``steep @ point`` is ``ends``, and what each row is worth; a dual Newton search."""

    def point(worth: np.ndarray) -> np.ndarray:
        return np.clip(worth @ steep, *limits)

    worth = np.zeros(len(ends))
    gap = ends - steep @ point(worth)
    for _ in range(ITERATIONS):
        free = (worth @ steep > limits[0]) & (worth @ steep < limits[1])
        step, share = np.linalg.lstsq(steep[:, free] @ steep[:, free].T, gap, rcond=None)[0], 1.0
        while share >= SHORTEST and np.abs(ends - steep @ point(worth + share * step)).sum() >= np.abs(gap).sum():
            share /= 2
        if share < SHORTEST:
            break
        worth = worth + share * step
        gap = ends - steep @ point(worth)
    return point(worth), worth


def nearest(
    rows: Callable[[np.ndarray], np.ndarray],
    slopes: Callable[[np.ndarray], np.ndarray],
    first: np.ndarray,
    limits: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, bool]:
    """The point at which the rows are least in squares, near a first one and within limits, and whether it was sought to the end.

    Far from every point of the model least squares goes on for minutes, along valleys where a run takes long, for what shows
    in no digit; there it ends as soon as it gains next to nothing.
    """
    best, left, history = first, np.inf, []

    def watched(point: np.ndarray) -> np.ndarray:
        nonlocal best, left
        values = rows(point)
        squares = float(values @ values)
        if squares < left:
            best, left = point.copy(), squares
        history.append(left)
        far = np.isfinite(left) and np.sqrt(left / len(values)) > FAR
        if far and len(history) > TRIES and left > (1 - WORTH) * history[-1 - TRIES]:
            raise _EnoughError
        return values

    # which SciPy says is a text
    exact: dict[str, Any] = {"jac": slopes}
    ends = {"xtol": PRECISION, "ftol": PRECISION, "gtol": PRECISION, "max_nfev": ITERATIONS}
    try:
        return least_squares(watched, first, **exact, bounds=limits, **ends).x, True
    except (_EnoughError, EdgeError):
        return best, False
