"""The problem with its claims made linear at a point, as a linear program for HiGHS: the least sum of misses."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, vstack

from model.plan.question.problem import Problem
from model.plan.solve.step import Local

BINDS = 1e-7  # a marginal above this says that a limit binds


@dataclass(frozen=True)
class Least:
    """Where a linear problem's claims are missed by least."""

    miss: float  # the weighted sum of misses, in halves of magnitudes
    # the limits of levers that hold the misses up, (lever, year, side), with what they are worth
    binding: dict[tuple, float]


def least(problem: Problem, local: Local, weight: np.ndarray) -> Least:
    """Where the claims are missed by least in the model made linear at a point.

    Parameters
    ----------
    weight
        What a miss of each claim counts; 0 of one that is not asked for.
    """
    size = len(local.point)
    asked = np.flatnonzero(weight)
    chosen = np.isin(problem.owner, asked)
    relief = (problem.owner[:, np.newaxis] == asked).astype(float)
    offset = local.rows - local.slopes @ local.point
    below, above = chosen & np.isfinite(problem.low), chosen & np.isfinite(problem.high)
    limits, ends, kinds = problem.paths.limits
    ramps = np.arange(2 * size, len(ends))  # the bounds come first and are told to HiGHS as such
    missed = [
        hstack([csr_array(-local.slopes[below]), csr_array(-relief[below])]),
        hstack([csr_array(local.slopes[above]), csr_array(-relief[above])]),
    ]
    matrix = vstack([*missed, hstack([csr_array(limits[ramps]), csr_array((len(ramps), len(asked)))])]).tocsr()
    right = np.concatenate([(offset - problem.low)[below], (problem.high - offset)[above], ends[ramps]])
    low, high = (side.ravel() for side in problem.paths.bounds)
    slack = np.tile([0.0, np.inf], (len(asked), 1))
    answer = linprog(
        np.concatenate([np.zeros(size), weight[asked]]),
        A_ub=matrix,
        b_ub=right,
        bounds=np.vstack([np.column_stack([low, high]), slack]),
        method="highs",
    )
    if answer.x is None:
        raise ArithmeticError(f"HiGHS: {answer.message}")  # the slacks leave no other way to fail
    ramped = -answer.ineqlin.marginals[len(right) - len(ramps) :]
    worth = np.concatenate([-answer.upper.marginals[:size], answer.lower.marginals[:size], ramped])
    binding = {kinds[i]: float(worth[i]) for i in np.flatnonzero(worth > BINDS)}
    return Least(float(answer.fun), binding)
