"""What asking for a little more costs: each of the dearest limits moved by a planner's step, and the problem solved anew.

A step is one unit of what is asked, or one per cent of it where a unit is more than a tenth of it or less than a
two-hundredth. Nothing is drawn on from a smaller move: what cannot be had without missing more of the rest is not
reachable.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from model.data.catalogue import Record
from model.engine.build import System
from model.errors import InputError
from model.plan.question.claims import KEEP, PROGRAMMES, Kept, Wanted
from model.plan.question.problem import Problem
from model.plan.solve.least_effort import BestPaths
from model.plan.solve.search import NEAR, Search
from model.plan.targets import aim, limits
from model.scenario.element import variable_of

MOST = 4  # how many limits are moved
SMALL, LARGE = 0.005, 0.1  # of a magnitude: a unit between these is a step
PERCENT = 0.01
ENOUGH = 1e-5  # a foretold gain, as a share of the cost, that a price need not be taken to
TRACE = 5e-4  # a share that is not written
CARRIED, NAMED = 0.8, 3  # as many levers are named as carry this share of a price, and at most so many


@dataclass(frozen=True)
class Price:
    """What a binding target, or a headline that is kept, costs at its edge."""

    target: Record  # its record; of a headline that is kept, one made of it
    step: float  # by how much more is asked, in its unit
    less: bool  # whether less is asked instead
    # cost, money, gdp: what that adds: to the cost, to the money in present value, and to GDP in the target's year, at
    # constant prices, in 1e8 CNY; None where the step is not reachable, GDP also where the model has none
    cost: float | None
    money: float | None
    gdp: float | None
    shares: dict[str, float]  # by lever, the share of the squared move; the largest first

    @property
    def reachable(self) -> bool:
        """Whether paths were found that meet it and miss no more of the rest."""
        return self.cost is not None

    @property
    def paid(self) -> float | None:
        """What is told of its cost: money, where GDP can be told beside it, else effort."""
        return self.cost if self.gdp is None else self.money

    @property
    def main(self) -> dict[str, float]:
        """The few levers that carry most of it."""
        named, carried = {}, 0.0
        for lever, share in self.shares.items():
            if carried >= CARRIED or len(named) == NAMED or share <= 0:
                break
            named[lever], carried = share, carried + share
        return named


def prices(solution: BestPaths, most: int = MOST, tell: Callable[..., None] | None = None) -> list[Price]:
    """The prices of the limits whose step is worth most where the solution stands, the dearest first.

    A peak has a year and no unit, so no price; a goal, or what is missed, does not bind; a programme has an effort of its own,
    whose cost is its own.

    Parameters
    ----------
    most
        How many are moved.
    tell
        Called with the key of a line of progress and its parts before each.
    """
    priced = []
    for target, less in _binding(solution)[:most]:
        if tell:
            tell("pricing", title=target.label, title_zh=target.label_zh)
        priced.append(_price(solution, target, less))
    return sorted(priced, key=lambda price: np.inf if price.paid is None else -price.paid)


def step_of(target: Record) -> float:
    """One unit, or one per cent where that is the better step."""
    kept = target.id.startswith(KEEP)  # a share of every year's own
    magnitude = abs(aim(target)) or abs(target.base_value or 0.0) or 1.0
    unit = not kept and SMALL * magnitude <= 1.0 <= LARGE * magnitude
    return 1.0 if unit else PERCENT * magnitude


def _binding(solution: BestPaths) -> list[tuple[Record, bool]]:
    """Records whose limits bind, each with the side, by what a step is worth in the limits made linear."""
    problem, end = solution.problem, solution.found.end
    if end is None or not len(end.held):
        return []
    worth, firm = {}, solution.found.allowed <= 0
    for at, row in enumerate(problem.rows):
        claim, record = problem.claims[problem.owner[at]], problem.records[problem.owner[at]]
        if (
            not firm[problem.owner[at]]
            or row.claim in solution.options.goals
            or record.reading == "peak"
            or variable_of(record.variable) in PROGRAMMES
        ):
            continue
        for less, duals in ((False, end.below), (True, end.above)):
            if isinstance(claim, Wanted) or claim.less is not less:
                key = (problem.owner[at], less)
                worth[key] = worth.get(key, 0.0) + duals[at] / row.scale * step_of(record)
    least = PERCENT**2 * max(solution.found.cost, 1.0)
    keys = sorted((key for key in worth if worth[key] > least), key=lambda key: -worth[key])
    return [(problem.records[place], less) for place, less in keys]


def _price(solution: BestPaths, target: Record, less: bool) -> Price:
    step = step_of(target)
    blank = Price(target, step, less, None, None, None, {})
    try:
        problem = moved(solution.problem, target.id, step, less)
    except InputError:  # beside another target, or the variable's domain, it cannot be asked for
        return blank
    search = Search(problem, solution.options)
    before, at = solution.found, solution.found.at
    cheapest = search.cheapest(search.model.known(at), before.allowed, ENOUGH)
    there, here = search.model.known(cheapest.at), Search(solution.problem, solution.options).model.known(at)
    if np.any(there.misses > before.allowed + NEAR):
        return blank
    money = [float(search.cost.money @ np.maximum(point.beyond, 0)) for point in (here, there)]
    was, is_now = (_gdp(problem, end.at, target.year) for end in (before, cheapest))
    moves = np.sum((cheapest.at - at).reshape(problem.paths.shape) ** 2, axis=1)
    shares = dict(zip(problem.paths.names, moves / (moves.sum() or 1.0), strict=True))
    return replace(
        blank,
        cost=cheapest.cost - before.cost,
        money=money[1] - money[0],
        gdp=None if was is None or is_now is None else is_now - was,
        shares={name: float(shares[name]) for name in sorted(shares, key=lambda name: -shares[name])},
    )


def _gdp(problem: Problem, at: np.ndarray, year: int | None) -> float | None:
    values = problem.project(at.reshape(problem.paths.shape))
    return float(values["gdp"].sel(year=year).item()) if "gdp" in values else None


def moved(problem: Problem, name: str, step: float, less: bool) -> Problem:
    """The problem with the binding limit of one claim moved inwards, its other limit, which does not bind, dropped.

    Raises
    ------
    InputError
        Where that cannot be asked for.
    """
    claim = next(claim for claim in problem.claims if claim.id == name)
    sign = -step if less else step
    if not isinstance(claim, Wanted):
        share = sign / abs(max(claim.ends.items())[1])  # as a share of every year's own
        ends = {year: end + share * abs(end) for year, end in claim.ends.items()}
        keeps = tuple(replace(claim, ends=ends) if other is claim else other for other in problem.beyond.keeps)
        return problem.other(keeps=keeps)
    low, high = limits(claim.target)
    if less:
        target = replace(claim.target, relation="at most", value=high + sign)
    else:
        relation = "falls by" if claim.target.relation == "falls by" else "at least"
        target = replace(claim.target, relation=relation, value=_asked(claim.target, low + sign))
    return problem.other([target if other.id == name else other for other in problem.targets])


def _asked(target: Record, low: float) -> float:
    """The value of a target whose lower limit this is; full coverage is met by what rounds to it."""
    return low + 0.5 if (target.unit, low + 0.5) == ("%", 100.0) else low


def table(prices: list[Price]) -> list[dict]:
    """One row a price; ``levers`` holds the shares of it, as ``name=share`` apart by semicolons."""
    return [
        {
            "id": price.target.id,
            "indicator": price.target.label,
            "indicator_zh": price.target.label_zh,
            "unit": price.target.unit,
            "year": price.target.year,
            "value": price.target.value,
            "asked": "less" if price.less else "more",
            "step": price.step,
            "reachable": price.reachable,
            "cost": price.cost,
            "money": price.money,
            "gdp": price.gdp,
            "levers": ";".join(f"{name}={share:.12g}" for name, share in price.shares.items() if share > TRACE),
        }
        for price in prices
    ]


def from_table(rows: Iterable[Mapping[str, str]], targets: Mapping[str, Record], system: System) -> list[Price]:
    """The prices that :func:`table` wrote, from the texts of its cells; ``targets`` are the records by id.

    Raises
    ------
    KeyError, ValueError
        Where a column or a target is not there, or a cell is no number.
    """
    prices = []
    for row in rows:
        less = row["asked"] == "less"
        if row["id"].startswith(KEEP):
            ends = {int(row["year"]): float(row["value"])}
            target = Kept(row["id"].removeprefix(KEEP), not less, ends).record(system)
        else:
            target = targets[row["id"]]
        pairs = (part.rpartition("=") for part in row["levers"].split(";") if part)
        cost, money, gdp = (float(row[key]) if row[key] else None for key in ("cost", "money", "gdp"))
        shares = {name: float(share) for name, _, share in pairs}
        prices.append(Price(target, float(row["step"]), less, cost, money, gdp, shares))
    return prices
