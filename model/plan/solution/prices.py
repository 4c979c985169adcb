"""What one more unit of a target costs in effort, through which levers, and whether a solution anew says the same.

At the least effort, its gradient is a sum of the binding limits' own gradients, weighted by their multipliers. Where
one limit is moved by a unit and the other binding ones are held, the levers move by ``step``, the least change that
does it; what they then add to the effort sums over the levers to the multiplier, whatever way the targets bend
(Nocedal and Wright, Numerical Optimization, 2006, section 12.8).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from model.data.catalogue import Record
from model.errors import InputError
from model.plan.solve.least_effort import ACTIVE, Solution
from model.plan.solve.problem import Problem
from model.plan.solve.search import Search
from model.plan.targets import limits

CHECKS = 3  # how many of the dearest targets are solved for anew
MOVES = (
    1e-3,
    1e-4,
    1e-5,
    1e-6,
)  # by how much such a target is moved, as shares of its magnitude, until the price holds
HOLDS = 0.05  # how far the price by solving anew may be from the multiplier, as a share of it
DEAR = 0.01  # of its magnitude: the move by whose cost targets are ordered
GOALS = "goals"  # in the place of a lever: what the goals are missed by
MOST, NAMED = 0.8, 3  # as many levers are named as carry this share of a price, and at most so many


@dataclass(frozen=True)
class Price:
    """What a binding target costs.

    Attributes
    ----------
    price
        What is added to the effort, and to what goals are worth, if one unit more is asked, or less where ``less``.
    magnitude
        Of the target, in its unit; no less than what a change is held to be worth as a scale.
    shares
        By lever, and ``goals`` where there are goals, the share of the price; the largest first; they sum to 1.
    resolved
        The same by solving anew with the target moved; None where that was not done, or not found.
    moved
        By which share of the magnitude: the largest of ``MOVES`` at which the two prices are alike, or the least.
    at_first
        What solving anew said at the first of ``MOVES``: it differs where the target is dear at its edge alone.
    sides
        The moves of the target for which a solution was found: tightened, loosened.
    checked
        Whether it was tried.
    """

    target: Record
    price: float
    less: bool
    magnitude: float
    shares: dict[str, float]
    resolved: float | None = None
    moved: float | None = None
    at_first: float | None = None
    sides: tuple[str, ...] = ()
    checked: bool = False

    @property
    def dear(self) -> float:
        """What a move by a hundredth of the target's magnitude costs."""
        return self.price * DEAR * self.magnitude

    @property
    def main(self) -> dict[str, float]:
        """The few levers that carry most of it."""
        named, carried = {}, 0.0
        for lever, share in self.shares.items():
            if carried >= MOST or len(named) == NAMED or share <= 0:
                break
            named[lever], carried = share, carried + share
        return named


def prices(solution: Solution, checks: int = CHECKS, told: Callable[[str], None] | None = None) -> list[Price]:
    """The price of every binding target of a solution that meets them all, the dearest first.

    A peak has a year and no unit, so no price; a goal does not bind.

    Parameters
    ----------
    checks
        How many of the dearest are solved for anew.
    told
        Called with the id of a target before it is.
    """
    active = _Active(solution)
    found = sorted((active.price(target) for target in active.targets), key=lambda price: -price.dear)
    for i, price in enumerate(found[:checks]):
        if told:
            told(price.target.id)
        found[i] = _resolved(solution, price)
    return found


class _Active:
    """The limits that bind at a solution, of targets and of levers, with their multipliers."""

    def __init__(self, solution):
        self.solution, problem, paths = solution, solution.problem, solution.problem.paths
        self.search = search = Search(problem, solution.options)
        self.point = paths.rooted(solution.deviations)
        rows, slopes = search.rows(self.point), search.jacobian(self.point)
        self.targets = [target for target in problem.targets if self._is_priced(target)]
        ids = {target.id for target in self.targets}
        held = (rows - problem.low < ACTIVE) | (problem.high - rows < ACTIVE)
        self.rows = [at for at in np.flatnonzero(held) if problem.rows[at].target in ids]
        limits, _, kinds = paths.limits
        binding = [at for at, kind in enumerate(kinds) if kind in solution.binding]
        self.normals = np.vstack([slopes[self.rows], -paths.to_point(limits)[binding]])
        self.pull = search.pull(self.point)
        self.weights = np.linalg.lstsq(self.normals.T, 2 * self.point + self.pull)[0]
        self.compliant = np.linalg.solve(self._curvature(rows, slopes), self.normals.T)

    def _is_priced(self, target):
        name = target.id
        return (
            self.solution.answers[name].price > 0
            and target.reading != "peak"
            and name not in self.solution.options.goals
        )

    def _curvature(self, rows, slopes):
        """Half that of the effort, and of what the goals are missed by with the targets made linear."""
        problem = self.search.problem
        missed = np.where((rows < problem.low) | (rows > problem.high), self.search.goal[problem.owner], 0.0)
        return np.eye(len(self.point)) + (slopes.T * missed) @ slopes

    def price(self, target):
        """The price of a target, by lever."""
        problem, paths = self.search.problem, self.search.problem.paths
        own = np.array([problem.rows[at].target == target.id for at in self.rows])
        signs = np.where(own, np.sign(self.weights[: len(own)]), 0.0)
        scale = next(row.scale for row in problem.rows if row.target == target.id)
        moved = np.concatenate([signs / scale, np.zeros(len(self.weights) - len(signs))])
        step = self.compliant @ np.linalg.lstsq(self.normals @ self.compliant, moved)[0]
        by_lever = (2 * self.point * step).reshape(paths.shape).sum(axis=1)
        parts = dict(zip(paths.names, by_lever.tolist(), strict=True))
        if self.solution.options.goals:
            parts[GOALS] = float(self.pull @ step)
        price = float(self.solution.answers[target.id].price)
        shares = {name: parts[name] / price for name in sorted(parts, key=lambda name: -parts[name])}
        return Price(target, price, bool(signs.sum() < 0), 2 * scale, shares)


def _resolved(solution, price):
    """The price, with that of a solution of the model with the target moved either way, by as much as the price holds for."""
    first = None
    for move in MOVES:
        resolved, sides = _apart(solution, price, move)
        first = resolved if first is None else first
        if resolved is not None and abs(resolved / price.price - 1) <= HOLDS:
            break
    return replace(price, resolved=resolved, moved=move, at_first=first, sides=sides, checked=True)


def _apart(solution, price, move):
    """The price of a unit by the solutions with the target moved by a share of its magnitude, and which were found."""
    amount = move * price.magnitude
    worth = {}
    for side, step in (("tightened", amount), ("loosened", -amount)):
        found = _worth(solution, price, step)
        if found is not None:
            worth[side] = (step, found)
    sides = tuple(worth)
    if len(worth) < 2:
        worth["as it was"] = (0.0, min(solution.starts)[1])
    ends = sorted(worth.values())
    return (ends[-1][1] - ends[0][1]) / (ends[-1][0] - ends[0][0]) if sides else None, sides


def _worth(solution, price, move):
    """The least effort, goals included, near the solution with the target moved; None where no such path was found."""
    try:
        problem = _moved(solution.problem, price, move)
    except InputError:  # beside another target, or the variable's domain, it cannot be asked for
        return None
    search = Search(problem, solution.options)
    found = search.exact(problem.paths.rooted(solution.deviations), np.zeros(len(problem.targets)))
    return found.worth if found.miss == 0 and found.converged else None


def _moved(problem, price, move):
    """The problem with the binding limit of one target moved inwards, its other limit, which does not bind, dropped."""
    target = price.target
    low, high = limits(target)
    if price.less:
        moved = replace(target, relation="at most", value=high - move)
    else:
        relation = target.relation if target.relation == "falls by" else "at least"
        moved = replace(target, relation=relation, value=low + move)
    targets = [moved if other.id == target.id else other for other in problem.targets]
    return Problem(problem.scenario, problem.system, targets, problem.paths, problem.kernel)


def table(found: list[Price]) -> list[dict]:
    """One row a price; ``levers`` holds every lever's share of it, as ``name=share`` apart by semicolons."""
    return [
        {
            "id": price.target.id,
            "indicator": price.target.label,
            "indicator_zh": price.target.label_zh,
            "unit": price.target.unit,
            "asked": "less" if price.less else "more",
            "price": price.price,
            "magnitude": price.magnitude,
            "resolved_price": price.resolved,
            "resolved_moves": " ".join(price.sides),
            "checked": price.checked,
            "moved_share": price.moved,
            "resolved_at_first": price.at_first,
            "levers": ";".join(f"{name}={share:.12g}" for name, share in price.shares.items() if share),
        }
        for price in found
    ]


def from_table(rows: Iterable[Mapping[str, str]], targets: Mapping[str, Record]) -> list[Price]:
    """The prices that :func:`table` wrote, from the texts of its cells; ``targets`` are the records by id.

    Raises
    ------
    KeyError, ValueError
        Where a column or a target is not there, or a cell is no number.
    """
    return [_price(row, targets[row["id"]]) for row in rows]


def _price(row, target):
    resolved, moved, first = (
        float(row[key]) if row[key] else None for key in ("resolved_price", "moved_share", "resolved_at_first")
    )
    pairs = (part.rpartition("=") for part in row["levers"].split(";") if part)
    shares = {name: float(share) for name, _, share in pairs}
    sides, checked = tuple(row["resolved_moves"].split()), row["checked"] == "True"
    magnitude = float(row["magnitude"])
    return Price(
        target, float(row["price"]), row["asked"] == "less", magnitude, shares, resolved, moved, first, sides, checked
    )
