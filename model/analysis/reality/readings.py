"""Readings: the closed set of functions by which a check reads its runs; ``model.analysis.reality.grammar`` has the language.

A *measure* takes a quantity and years, and gives what the check's cases hold on the axes ``variable`` (where several are
read), ``case`` and ``year`` (where several are named). A *summary* takes a measure and gives another one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr


@dataclass(frozen=True)
class Quantity:
    """A quantity in the cases of a check, on ``case`` and ``year``, and in what they are compared with, on ``year``.

    Both have the axis ``variable`` where it stands for several; ``case`` has the coordinate ``setting``.
    """

    cases: xr.DataArray
    comparison: xr.DataArray

    def at(self, years: Sequence[int]) -> "Quantity":
        """The quantity in some years; in one alone without the axis."""
        return Quantity(at(self.cases, years), at(self.comparison, years))


def at(measure: xr.DataArray, years: Sequence[int]) -> xr.DataArray:
    """What is found in some years; in one alone without the axis."""
    return measure.sel(year=years[0] if len(years) == 1 else list(years))


def lifted(operate: Callable) -> Callable:
    """Arithmetic that serves quantities too, alone or with numbers: in the cases and in the comparison alike."""

    def on(one: Quantity, other: Quantity) -> Quantity:
        if not (isinstance(one, Quantity) or isinstance(other, Quantity)):
            return operate(one, other)
        left, right = (each if isinstance(each, Quantity) else Quantity(each, each) for each in (one, other))
        return Quantity(operate(left.cases, right.cases), operate(left.comparison, right.comparison))

    return on


# -- measures: of a quantity and years ---------------------------------------------------------------------------------
def value(quantity: Quantity, years: Sequence[int]) -> xr.DataArray:
    """The annual value, in the quantity's own units."""
    return quantity.at(years).cases


def change(quantity: Quantity, years: Sequence[int]) -> xr.DataArray:
    """By how many per cent the cases are above what they are compared with."""
    quantity = quantity.at(years)
    return 100 * (quantity.cases - quantity.comparison) / np.abs(quantity.comparison)


def points(quantity: Quantity, years: Sequence[int]) -> xr.DataArray:
    """How much the cases are above what they are compared with, in the quantity's own units."""
    quantity = quantity.at(years)
    return quantity.cases - quantity.comparison


def growth(quantity: Quantity, years: Sequence[int]) -> xr.DataArray:
    """By how many per cent each year is above the year before."""
    now = quantity.at(years).cases
    before = quantity.at([year - 1 for year in years]).cases.assign_coords(year=now.year)
    return 100 * (now - before) / np.abs(before)


# -- summaries: of measures --------------------------------------------------------------------------------------------
def yearly(measure: xr.DataArray) -> xr.DataArray:
    """What each year adds to the year before."""
    return measure.diff("year")


def total(measure: xr.DataArray) -> xr.DataArray:
    """The sum over the years."""
    return measure.sum("year", skipna=False)


def least(measure: xr.DataArray) -> xr.DataArray:
    """The least over the years."""
    return measure.min("year", skipna=False)


def most(measure: xr.DataArray) -> xr.DataArray:
    """The most over the years."""
    return measure.max("year", skipna=False)


def peak_year(measure: xr.DataArray) -> xr.DataArray:
    """The year of the largest value; the first of several."""
    return measure.fillna(-np.inf).idxmax("year").where(measure.notnull().all("year"))


def steps(measure: xr.DataArray) -> xr.DataArray:
    """What each setting of a sweep adds to the one before."""
    return measure.diff("case")


def marginal(measure: xr.DataArray) -> xr.DataArray:
    """What each setting of a sweep adds to the one before, per unit of the setting."""
    return steps(measure) / measure["setting"].diff("case")


def same_way(one: xr.DataArray, other: xr.DataArray) -> xr.DataArray:
    """Whether two measures have the same sign, 1 or 0."""
    return (np.sign(one) == np.sign(other)).astype(float).where(one.notnull() & other.notnull())


MEASURES = {function.__name__: function for function in (value, change, points, growth)}
SUMMARIES: dict[str, Callable[..., xr.DataArray]] = {
    f.__name__: f for f in (yearly, total, least, most, peak_year, steps, marginal, same_way)
}
OVER_YEARS, OVER_CASES = {"yearly", "total", "least", "most", "peak_year"}, {"steps", "marginal"}
