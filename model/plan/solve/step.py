"""One step of the search: the problem made linear at a point, its cost kept as it is, as a quadratic program for PIQP.

Unknowns are the step, by how much each claim is missed beyond what it may be, and how much each outlay exceeds that of
the scenario's own path. A proximal interior-point method (Schwan and others 2023)
solves it, without BLAS, so that the number of threads makes no difference.
"""

from dataclasses import dataclass

import numpy as np
import piqp
from scipy.sparse import csc_array

from model.plan.question.problem import Problem

PRECISE, MOST = 1e-9, 60
Ends = tuple[np.ndarray, np.ndarray]  # the lower, the upper
ROOM = 1e-9  # that a step has at least, so that the program always has an inside


@dataclass(frozen=True)
class Cost:
    """What lever paths cost."""

    # shape (outlays * years,): what a unit of each outlay and year counts, in present value; what is saved counts
    # nothing
    money: np.ndarray
    effort: float  # what a unit of effort counts
    curvature: csc_array  # shape (levers * years, levers * years): of the effort, half of its second derivatives

    def of(self, point: np.ndarray, beyond: np.ndarray) -> float:
        """The cost at a point, ``beyond`` being the outlays less those of the scenario's own path."""
        return float(self.money @ np.maximum(beyond, 0) + self.effort * (point @ (self.curvature @ point)))


@dataclass(frozen=True)
class Stage:
    """What is sought for: the weighted sum of misses, and so much of the cost."""

    # shape (claims,): what a miss of each claim counts, in halves of its magnitude; one of weight 0 is not asked for
    weight: np.ndarray
    allowed: np.ndarray  # shape (claims,): by how much each may be missed for nothing
    # shape (claims,): what the square of a miss counts, of those that are wanted and not insisted upon
    goal: np.ndarray
    share: float  # what the cost counts


@dataclass(frozen=True)
class Local:
    """The model near a point: its rows and outlays there, less those of the scenario's own path, and their derivatives."""

    point: np.ndarray
    rows: np.ndarray
    beyond: np.ndarray
    slopes: np.ndarray
    money_slopes: np.ndarray


@dataclass(frozen=True)
class Step:
    """Where a program goes, and what limits are worth there."""

    point: np.ndarray  # shape (levers * years,)
    below: np.ndarray  # shape (rows,): of the claims' lower limits
    above: np.ndarray  # shape (rows,): of their upper limits
    held: np.ndarray  # of the levers' limits, in the order of ``Paths.limits``


def step(
    problem: Problem, local: Local, stage: Stage, cost: Cost, radius: float, bend: np.ndarray | float = 0.0
) -> Step:
    """The best step within ``radius``, in plausible yearly changes; ``bend`` is added to the rows (second-order correction).

    Raises
    ------
    ArithmeticError
        Where the program is not solved.
    """
    size, owner, rows = len(local.point), problem.owner, local.rows + bend
    low, high = (side.ravel() for side in problem.paths.bounds)
    least = np.maximum(np.minimum(low - local.point, 0), -radius)
    most = np.minimum(np.maximum(high - local.point, 0), radius)
    reach = np.abs(local.slopes) @ np.maximum(most, -least)
    asked, free = ((stage.weight > 0) | (stage.goal > 0))[owner], stage.allowed[owner]
    below = np.flatnonzero(asked & np.isfinite(problem.low) & (rows - reach < problem.low - free))
    above = np.flatnonzero(asked & np.isfinite(problem.high) & (rows + reach > problem.high + free))
    limited = owner[np.concatenate([below, above])]  # the claim of each limit
    missed = np.unique(limited)
    spending = np.flatnonzero((cost.money > 0) & (stage.share > 0))
    spending = spending[local.beyond[spending] + np.abs(local.money_slopes[spending]) @ np.maximum(most, -least) > 0]
    ramps, ends = problem.paths.ramp_rows
    on_step = np.vstack([ramps.toarray(), local.slopes[below], local.slopes[above], local.money_slopes[spending]])
    # each row but the ramps' is relaxed by a miss or an excess
    relaxed = np.concatenate([np.searchsorted(missed, limited), len(missed) + np.arange(len(spending))])
    matrix = np.zeros((len(on_step), size + len(missed) + len(spending)))
    matrix[:, :size] = on_step
    signs = np.repeat([1.0, -1.0], [len(below), len(above) + len(spending)])
    matrix[len(ends) + np.arange(len(relaxed)), size + relaxed] = signs
    before, open_ends = ramps @ local.point, np.full(len(above) + len(spending), -np.inf)
    right = [ends - before, np.full(len(below), np.inf), (problem.high + free - rows)[above], -local.beyond[spending]]
    left = [-ends - before, (problem.low - free - rows)[below], open_ends]
    effort = 2 * stage.share * cost.effort * cost.curvature
    quadratic = np.diag(np.concatenate([np.zeros(size), 2 * stage.goal[missed], np.zeros(len(spending))]))
    quadratic[:size, :size] = effort.toarray()
    linear = np.concatenate([effort @ local.point, stage.weight[missed], stage.share * cost.money[spending]])
    extra = np.zeros(len(missed) + len(spending))
    solution = _solved(
        quadratic,
        linear,
        matrix,
        (np.concatenate(left), np.concatenate(right)),
        (np.concatenate([least - ROOM, extra]), np.concatenate([most + ROOM, extra + np.inf])),
    )
    move = np.clip(solution.x[:size], least, most)
    worth, at = np.zeros((2, len(rows))), len(ends)
    worth[0, below] = solution.z_l[at : at + len(below)]
    worth[1, above] = solution.z_u[at + len(below) : at + len(below) + len(above)]
    inside = (most < radius, -least < radius)
    held = [solution.z_bu[:size] * inside[0], solution.z_bl[:size] * inside[1], solution.z_u[:at], solution.z_l[:at]]
    return Step(local.point + move, worth[0], worth[1], np.concatenate(held))


def _solved(quadratic: np.ndarray, linear: np.ndarray, matrix: np.ndarray, ends: Ends, bounds: Ends) -> piqp.Result:
    """The solution of a convex quadratic program; ArithmeticError where it is not solved."""
    solver = piqp.DenseSolver()  # nearly every lever moves every target
    solver.settings.eps_abs = solver.settings.eps_rel = PRECISE
    solver.settings.eps_duality_gap_abs = solver.settings.eps_duality_gap_rel = PRECISE
    solver.settings.max_iter = MOST
    solver.setup(quadratic, linear, None, None, matrix, *ends, *bounds)
    status = solver.solve()
    if status not in (piqp.PIQP_SOLVED, piqp.PIQP_MAX_ITER_REACHED):
        raise ArithmeticError(f"PIQP: {status}")
    return solver.result


def misses(problem: Problem, rows: np.ndarray) -> np.ndarray:
    """By how much each claim is missed, in halves of its magnitude."""
    outside = np.maximum(np.maximum(problem.low - rows, rows - problem.high), 0)
    missed = np.zeros(len(problem.claims))
    np.maximum.at(missed, problem.owner, outside)
    return missed


def merit(stage: Stage, cost: Cost, point: np.ndarray, missed: np.ndarray, beyond: np.ndarray) -> float:
    """What a stage brings down."""
    over = np.maximum(missed - stage.allowed, 0)
    return float(stage.weight @ over + stage.goal @ over**2 + stage.share * cost.of(point, beyond))
