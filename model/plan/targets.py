"""The plan's targets against results: what a run gives for a target, whether that meets it, and the gap.

Readings of a target's variable
    level                the value in the target's year
    change, increment    that value less the base year's
    change_percent       100 (value / base - 1)
    growth_rate          average growth since the base year, % a year
    growth_above_gdp     that growth rate less GDP's
    yearly_increase      the least increase in any one year since the base year
    cumulative           the sum from the year after the base year
    peak                 the year of the largest value, see :func:`project`

Relations of what is projected to the target value
    at least, above      not less; more
    at most, below       not more; less
    equal                within half a unit of the last printed digit
    about                not less than 5 % below the target value (of the base, for a change of none), or half a unit of
                         its last printed digit if that is wider; where the record is two-sided, not more than that above it
    between              from the target value on; where the record is two-sided, to ``upper``
    rises by             target value or more; without a target value: any rise
    falls by             the same of a fall: what is projected is then the change with its sign reversed
    peaks by             goes with the reading ``peak``: the year is all the plan says

What is projected meets a target that it reaches within the rounding of the printed figure: by half a unit of the last
printed digit, where that is within :data:`ABOUT` of the figure, for a coarser digit says that a round number is meant.
Things of which fewer than a hundred are wanted are counted whole, and :func:`told` so. Full coverage, 100 %, is met by what rounds to it. A
test without a number is held against 0 where the reading is a change, and against the published base elsewhere. A
scenario may hold a target at a value or year of its own: a verdict then says too what becomes of it as it is printed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.data import BASE_YEAR, of_plan
from model.data.catalogue import Record, by_id
from model.scenario.element import Element

if TYPE_CHECKING:  # figures import this, and are to be quick
    import xarray as xr

Target = Record  # a record of the catalogue, as what results are held against
ABOUT = 0.05  # half-width of "about", as a share of the target value
ROUNDING = 1e-9  # relative; what a limit may be missed by in floating point
WHOLE = 100.0  # of things: fewer are counted whole
FULL = 100.0  # per cent: what nears it for ever has reached it when it rounds to it
STRICT = 1e-6  # relative; what "above" and "below" ask for beyond the limit
ROUNDED = ("at least", "at most", "between", "rises by", "falls by")  # others have a width, or are strict
CHANGES = ("change", "increment", "change_percent", "growth_rate", "growth_above_gdp", "yearly_increase")


@dataclass(frozen=True)
class Verdict:
    """What a single run says of a target.

    Attributes
    ----------
    projected
        What the run gives, in the target's reading and unit; None where there is no number.
    met
        None where the run cannot tell.
    gap
        As :func:`gap` gives it; None where there is no number.
    printed
        The verdict on the target as the plan has it; None where the scenario holds it as it is printed.
    probability
        The share of an ensemble's members that meet the target; None where none was run, or it cannot tell.
    """

    target: Target
    projected: float | None
    met: bool | None
    gap: float | None
    printed: Verdict | None = None
    probability: float | None = None

    @property
    def as_printed(self) -> Verdict:
        """The verdict on the target as the plan has it."""
        return self.printed or self


def series(results: xr.Dataset, variable: str) -> xr.DataArray:
    """A variable of the results on ``year``; ``name[label]`` picks an element of one that has other dimensions."""
    name, place = _place(results, variable)
    return results[name][place]


def at(results: xr.Dataset, variable: str, year: int) -> float:
    """A variable of a single run in a year."""
    return float(_values(results, variable)[results.variables["year"].values.tolist().index(year)])


def _values(results: xr.Dataset, variable: str) -> np.ndarray:
    """The values of :func:`series`, which takes a millisecond where there are many variables."""
    name, place = _place(results, variable)
    array = results.variables[name]
    return array.values[tuple(place.get(dimension, slice(None)) for dimension in array.dims)]


def _place(results: xr.Dataset, variable: str) -> tuple[str, dict[Hashable, Any]]:
    """The name of a variable, and where one of its elements stands along its own dimensions."""
    element = Element.parse(variable)
    dimensions = [d for d in results.variables[element.name].dims if d not in ("year", "member", "quantile")]
    labels = zip(dimensions, element.labels, strict=True) if dimensions else ()
    return element.name, {d: results.variables[d].to_index().get_loc(label) for d, label in labels}


def due(target: Target) -> int:
    """The year of a target that has one."""
    if target.year is None:
        raise ValueError(f"{target.id}: found no year; expected a target that has one")
    return target.year


def projected_value(target: Target, results: xr.Dataset) -> float:
    """What a run without members gives for a target that it can answer."""
    value = project(target, results)
    if value is None:
        raise ValueError(f"{target.id}: found no value in this run; expected a target that it answers")
    return float(value.item())


def project(target: Target, results: xr.Dataset) -> np.ndarray | None:
    """What a run gives for a target, in the target's reading and unit.

    Returns
    -------
    array, shape () or (members,), or None
        None where the target has no variable or no year, its year lies outside the run, or the run starts from another
        base year than the plan, whose targets are measured from its own. For a ``peak``, the year
        of the largest value, NaN where the variable has not turned by the target's year: the largest value up to then
        is exceeded later, or the value rises in the year after it (the year before, if the run ends there).
    """
    years = results.variables["year"].values
    if not target.variable or target.year is None or not years[0] <= target.year <= years[-1] or not of_plan(results):
        return None
    gdp = results.variables["gdp"].values if target.reading == "growth_above_gdp" else None
    return reading(target, years, _values(results, target.variable), gdp)


def reading(target: Target, years: np.ndarray, values: np.ndarray, gdp: np.ndarray | None = None) -> np.ndarray:
    """A target's reading of its variable, as :func:`project` gives it.

    Parameters
    ----------
    years : array, shape (years,)
    values : array, shape (years,) or (years, members)
        Of the target's variable.
    gdp : array like ``values``
        Which only ``growth_above_gdp`` needs.

    Returns
    -------
    array, shape () or (members,)
    """
    first, last = (int(np.searchsorted(years, year)) for year in (BASE_YEAR, due(target)))
    if target.reading == "peak":
        return _peak(values, years, last)
    value, base, since = values[last], values[first], values[first : last + 1]

    def above_gdp() -> float | np.ndarray:
        if gdp is None:
            raise ValueError(f"{target.id}: found no GDP; expected it of a growth that is held against GDP's")
        return _growth(since) - _growth(gdp[first : last + 1])

    readings = {
        "level": lambda: value,
        "change": lambda: value - base,
        "increment": lambda: value - base,
        "change_percent": lambda: 100 * (value / base - 1),
        "growth_rate": lambda: _growth(since),
        "growth_above_gdp": above_gdp,
        "yearly_increase": lambda: np.diff(since, axis=0).min(axis=0),
        "cumulative": lambda: since[1:].sum(axis=0),
    }
    read = readings[target.reading]()
    return -read if target.relation == "falls by" else read


def growth_rate(before: float, after: float, years: int) -> float:
    """Average growth over so many years, % a year; of numbers or arrays."""
    return 100 * ((after / before) ** (1 / years) - 1)


def growth_between(before: float | None, after: float | None, years: int) -> float | None:
    """Average growth over so many years, % a year; None where one of two numbers is not known, or not above 0."""
    return growth_rate(before, after, years) if before and after and before > 0 and after > 0 else None


def _growth(values: np.ndarray) -> float | np.ndarray:
    return growth_rate(values[0], values[-1], len(values) - 1)


def _peak(values: np.ndarray, years: np.ndarray, last: int) -> np.ndarray:
    """The year of the largest value, or NaN; ``values`` has the years first."""
    up_to, later = values[: last + 1], values[last + 1 :]
    if len(later):
        turned = (later.max(axis=0) <= up_to.max(axis=0)) & (values[last] >= later[0])
    else:
        turned = values[last] <= values[last - 1]
    return np.where(turned, years[up_to.argmax(axis=0)], np.nan)


def limits(target: Target) -> tuple[float, float]:
    """The least and the largest projected value that meet a target, before any rounding in floating point."""
    if target.reading == "peak":
        return -np.inf, float(due(target))
    value = aim(target)
    half = target.precision / 2
    if target.relation == "about":
        half = max(half, ABOUT * abs(value or target.base_value or 0.0))
    if (target.unit, value) == ("%", FULL) and target.relation != "about":  # which has a width of its own
        value -= 0.5
    strict = STRICT * max(abs(value), 1.0)
    any_change = strict if target.value is None else 0.0  # a rise without a number is more than none
    return {
        "at least": (value, np.inf),
        "above": (value + strict, np.inf),
        "rises by": (value + any_change, np.inf),
        "falls by": (value + any_change, np.inf),
        "at most": (-np.inf, value),
        "below": (-np.inf, value - strict),
        "equal": (value - half, value + half),
        "about": (value - half, value + half if target.two_sided else np.inf),
        "between": (value, ends(target)[-1] if target.two_sided else np.inf),
    }[target.relation]


def aim(target: Target) -> float:
    """The number that a target other than a peak is held against, also where the plan gives none.

    Raises
    ------
    ValueError
        Where there is neither a value nor a change nor a published base.
    """
    if target.value is not None:
        return target.value
    if target.reading in CHANGES:
        return 0.0
    if target.base_value is None:
        raise ValueError(f"{target.id}: needs a value or a base value")
    return target.base_value


def numbered(target: Target) -> bool:
    """Whether there is a number that a target other than a peak is held against."""
    return target.value is not None or target.reading in CHANGES or target.base_value is not None


def ends(target: Target) -> tuple[float, ...]:
    """The number, or the two, that a target other than a peak is held against."""
    if target.relation != "between":
        return (aim(target),)
    if target.upper is None:
        raise ValueError(f"{target.id}: found no upper; expected it of a target between two values")
    return aim(target), target.upper


def moved_to(target: Target) -> tuple[float, ...]:
    """The same as its variable moves: a fall is negative."""
    return (0.0 - aim(target),) if target.relation == "falls by" else ends(target)


def meets(target: Target, projected: float | np.ndarray) -> bool | np.bool | np.ndarray:
    """Whether what is projected meets the target; an array like ``projected``."""
    low, high = limits(target)
    room = slack(target)
    counted = whole(projected) if is_whole(target) else projected
    return (low - room <= counted) & (counted <= high + room)


def slack(target: Target) -> float:
    """What a limit of a target may be missed by: the rounding of the printed figure, or of floating point."""
    low, high = limits(target)
    return max(ROUNDING * min(abs(low), abs(high)), _rounding(target))


def _rounding(target: Record) -> float:
    value, exact = target.value, target.relation not in ROUNDED or target.reading == "peak" or is_whole(target)
    if value is None or exact or (target.unit, value) == ("%", FULL):
        return 0.0
    half = target.precision / 2
    return half if half <= ABOUT * abs(value) else 0.0


def whole(projected: Any) -> Any:
    """How many things are whole; of numbers or arrays."""
    return np.floor(projected * (1 + ROUNDING))


def told(target: Target, projected: float) -> float:
    """What is projected as a reader is told it, which reads as it is judged: few things whole, many to the nearest one."""
    if not is_counted(target):
        return projected
    return float(whole(projected) if is_whole(target) else np.round(projected))


def is_counted(target: Target) -> bool:
    """Whether a target asks for a number of things."""
    return target.unit == "count" and target.value is not None and target.value % 1 == 0


def is_whole(target: Target) -> bool:
    """Whether a target asks for so few things that they are counted whole."""
    return is_counted(target) and (target.value or 0.0) < WHOLE


def gap(target: Target, projected: float) -> float:
    """What is projected less the target value, in the target's unit; inside a ``between`` 0, outside to its near end.

    Of a peak: the years by which it is late.
    """
    if target.reading == "peak":
        return max(0.0, projected - due(target))
    if target.relation == "between":
        low, high = limits(target)
        return projected - min(max(projected, low), high)
    return projected - aim(target)


def judge(targets: Iterable[Target], results: xr.Dataset) -> list[Verdict]:
    """Hold a single run against the plan's targets; a verdict on each that the model tracks."""
    plan = by_id()
    return [_verdict(target, results, plan.get(target.id)) for target in targets if target.variable]


def _verdict(target: Target, results: xr.Dataset, plan: Target | None) -> Verdict:
    projected, printed = project(target, results), None
    if plan is not None and plan != target:
        printed = _verdict(plan, results, None)
    if projected is None:
        return Verdict(target, None, None, None, printed)
    number, met = None if np.isnan(projected) else float(projected), bool(meets(target, projected))
    return Verdict(target, number, met, None if number is None else gap(target, number), printed)
