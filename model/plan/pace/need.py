"""How fast a target must go: from where, to where, and at which constant growth or step a year. Nothing is solved."""

from dataclasses import dataclass

import xarray as xr

from model.data import BASE_YEAR
from model.plan.targets import ROUNDING, Target, aim, at, due, growth_between, growth_rate, limits, moved_to


@dataclass(frozen=True)
class Need:
    """What a target needs."""

    # base, target: in the target's reading and unit; the base as printed where it is printed, else the model's own. Of
    # a target between two values, the nearer one; of a fall, negative. None where the reading has none
    base: float | None
    target: float | None
    years: int  # from the plan's base year to the target's
    # the constant growth of the variable, % a year; None where it begins or ends at 0 or below, or none is asked for
    rate: float | None
    step: float | None  # the constant step, in the target's unit a year
    # before, after: the variable's own values, in its units, at the base and at the target; None where the target says
    # nothing of them
    before: float | None
    after: float | None
    met: bool  # whether the base year meets the target

    def by(self, way: str) -> float | None:
        """What is needed a year, as growth or as a step in the variable's units."""
        if way == "rate":
            return self.rate
        if self.before is None or self.after is None:
            return self.step
        return (self.after - self.before) / self.years


def need(target: Target, results: xr.Dataset) -> Need:
    """What a target needs from the plan's base year.

    Parameters
    ----------
    results
        Of a run from that base year: for bases that are not printed, and for GDP's growth where a target is held against it.
    """
    years = due(target) - BASE_YEAR
    if target.reading == "peak":
        return Need(None, None, years, None, None, None, None, False)
    if target.reading in ("growth_rate", "growth_above_gdp"):
        return _of_growth(target, results, years)
    if target.reading in ("yearly_increase", "cumulative"):
        return _of_flow(target, years)
    printed = target.base_value
    before = at(results, target.variable, BASE_YEAR) if printed is None else printed
    base = before if target.reading == "level" else 0.0
    asked = nearer(target, base)
    if reaches(target, base):
        return Need(base, asked, years, 0.0, 0.0, before, before, True)
    after = {"level": asked, "change_percent": before * (1 + asked / 100)}.get(target.reading, before + asked)
    rate = growth_between(before, after, years)
    return Need(base, asked, years, rate, (asked - base) / years, before, after, False)


def reaches(target: Target, base: float) -> bool:
    """Whether the base year is where a target asks to be; that it rounds to that is not enough, for little may be asked."""
    low, high = limits(target)
    hair = ROUNDING * min(abs(low), abs(high))
    return low - hair <= base <= high + hair


def nearer(target: Target, base: float) -> float:
    """The value that a target asks for; of two, the one nearer to the base; of a fall, negative."""
    if target.relation == "between" and target.upper is not None and base > target.upper:
        return target.upper
    return moved_to(target)[0]


def _of_growth(target: Target, results: xr.Dataset, years: int) -> Need:
    asked, last = aim(target), min(due(target), int(results.variables["year"].values[-1]))
    lead = growth_rate(at(results, "gdp", BASE_YEAR), at(results, "gdp", last), last - BASE_YEAR)
    rate = asked + lead if target.reading == "growth_above_gdp" else asked
    return Need(None, asked, years, rate, None, None, None, False)


def _of_flow(target: Target, years: int) -> Need:
    """What is to be done each year, or in all years together."""
    asked = aim(target)
    step = asked if target.reading == "yearly_increase" else asked / years
    return Need(0.0 if target.reading == "cumulative" else None, asked, years, None, step, None, None, False)
