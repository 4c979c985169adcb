"""What a change of a total is made of, driver by driver: the additive LMDI-I, whose terms sum to the change.

Ang, B.W. (2004) Decomposition analysis for policymaking in energy: which is the preferred method? Energy Policy 32,
1131-1139, and (2005) The LMDI approach to decomposition analysis: a practical guide, Energy Policy 33, 867-871; of
zeros, the limits of Ang, B.W. and Liu, N. (2007) Handling zero values in the logarithmic mean Divisia index
decomposition approach, Energy Policy 35, 238-246.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from model.engine.build import System
from model.engine.errors import RunError
from model.plan.targets import series
from model.scenario.element import title_of, variable_of

CLOSE = 1e-9  # within which the terms of an identity are its total, relative


@dataclass(frozen=True)
class Identity:
    """A total as the sum of terms, each a product of ratios ``(numerator, denominator)`` of the model's variables.

    A denominator of None is 1. A ratio that several terms share is one driver.
    """

    total: str
    terms: tuple[tuple[tuple[str, str | None], ...], ...]


def _chain(*names: str) -> tuple[tuple[str, str | None], ...]:
    """Ratios that lead from the first variable to the last, each to the one before."""
    return tuple(zip(names, (None, *names), strict=False))


INCOME = ("population", "gdp")
IDENTITIES = (
    Identity(
        "gdp",
        (
            *(
                _chain("population", f"capital[{name}]", f"value_added[{name}]")
                for name in ("coal", "other_industry", "services")
            ),
            _chain("population", "value_added[agriculture]"),
            _chain("population", "generation", "value_added[power]"),
            _chain("population", "investment", "value_added[construction]"),
        ),
    ),
    Identity(
        "primary_energy",
        (_chain(*INCOME, "direct_fuel"), (*_chain(*INCOME, "electricity_used"), ("coal_equivalent", None))),
    ),
    Identity(
        "co2_emissions",
        tuple(
            (
                *_chain(*INCOME, "primary_energy", f"fuel_use[{fuel}]", f"emissions_by_fuel[{fuel}]"),
                ("co2_emissions", "carbon_in_fuels"),
            )
            for fuel in ("coal", "oil", "gas")
        ),
    ),
    Identity(
        "renewable_generation",
        (
            *(_chain(f"{kind}_capacity", f"{kind}_potential", f"{kind}_generation") for kind in ("pv", "wind")),
            _chain("hydro_generation"),
        ),
    ),
    Identity(
        "water_use",
        tuple(
            _chain(*INCOME, f"water_use_by_user[{user}]")
            for user in ("agriculture", "industry", "household", "environment")
        ),
    ),
    Identity("premium_income", (_chain(*INCOME, "nominal_gdp", "premium_income"),)),
    Identity(
        "total_social_financing_increment",
        (_chain(*INCOME, "nominal_gdp", "financing_demand", "total_social_financing_increment"),),
    ),
)


def log_mean(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The logarithmic mean ``(second - first) / ln(second / first)`` of numbers of 0 or more; 0 where one is 0."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    with np.errstate(all="ignore"):
        mean = (high - low) / np.log1p((high - low) / low)
    return np.where(low == 0, 0.0, np.where(high == low, low, mean))


def additive(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The additive LMDI-I of sums of products.

    Parameters
    ----------
    first, second : array, shape (factors, categories)
        Before and after; the total is the sum over categories of the products over factors. None is below 0.

    Returns
    -------
    array, shape (factors, categories)
        What each factor contributes through each category; they sum to the change of the total. Where a category
        comes or goes, the factors that are 0 on its empty side share its whole change evenly, and the others have
        none: the limit as all those zeros shrink alike.

    Raises
    ------
    ValueError
        Where the shapes differ, or a factor is below 0 or no finite number.
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape or first.ndim != 2:
        raise ValueError(f"found shapes {first.shape} and {second.shape}; expected factors by categories, twice")
    if not all(np.all(np.isfinite(side) & (side >= 0)) for side in (first, second)):
        raise ValueError("found a factor below 0 or no finite number; a logarithmic mean has neither")
    before, after = first.prod(axis=0), second.prod(axis=0)
    lone = (before == 0) != (after == 0)  # there on one side only
    with np.errstate(all="ignore"):
        smooth = log_mean(before, after) * np.log(second / first)
    empty = np.where(before == 0, first == 0, second == 0)
    shared = empty * (after - before) / np.maximum(empty.sum(axis=0), 1)
    return np.where(lone, shared, np.where((before == 0) & (after == 0), 0.0, smooth))


def gap_by_driver(plan: xr.Dataset, fact: xr.Dataset, year: int, system: System) -> list[dict]:
    """How far each driver carries the totals of ``IDENTITIES`` from plan to fact in one year.

    Returns
    -------
    list of dict
        One row a total and driver: ``total``, ``year``, ``driver``, ``title``, ``title_zh``, ``driver_unit``, ``plan``
        and ``fact`` (the driver's values), ``contribution`` and its ``unit``, the total's. A total's contributions sum
        to its own gap, which is the row whose driver is the total itself.

    Raises
    ------
    RunError
        Where the terms of an identity are not its total, a driver is below 0 or infinite, or a projection lacks a
        variable or the year.
    """
    return [row for identity in IDENTITIES for row in _rows(identity, plan, fact, year, system)]


def _rows(
    identity: Identity, plan: xr.Dataset, fact: xr.Dataset, year: int, system: System
) -> Iterator[dict[str, Any]]:
    drivers = list(dict.fromkeys(ratio for term in identity.terms for ratio in term))
    planned, actual = (_value(identity.total, results, year) for results in (plan, fact))
    before, after = (np.array([_ratio(ratio, results, year) for ratio in drivers]) for results in (plan, fact))
    # a ratio of nothing to nothing has no value of its own, and takes that of the other side
    before, after = np.where(np.isnan(before), after, before), np.where(np.isnan(after), before, after)
    before, after = np.nan_to_num(before), np.nan_to_num(after)
    uses = np.array([[ratio in term for term in identity.terms] for ratio in drivers])
    factors = [np.where(uses, side[:, np.newaxis], 1.0) for side in (before, after)]
    for total, side in zip((planned, actual), factors, strict=True):
        terms = side.prod(axis=0).sum()
        if abs(terms - total) > CLOSE * abs(total):
            fault = f"{identity.total} is {total:.12g} in {year}, its terms {terms:.12g}"
            raise RunError(identity.total, float(year), 0, fault)
    for ratio, *values in zip(drivers, before, after, strict=True):
        if odd := [value for value in values if not 0 <= value < np.inf]:
            fault = (
                f"{' / '.join(filter(None, ratio))} is {odd[0]:.6g} in {year}, so its part in the gap has no meaning"
            )
            raise RunError(identity.total, float(year), 0, fault)
    parts = additive(*factors).sum(axis=1)
    unit = system.declarations[identity.total].units
    lead = {"total": identity.total, "year": year, "unit": unit}
    rows = zip(drivers, before, after, parts, strict=True)
    for ratio, old, new, part in [((identity.total, None), planned, actual, actual - planned), *rows]:
        numbers = {"plan": float(old), "fact": float(new), "contribution": float(part)}
        yield lead | _described(ratio, system) | numbers


def _value(name: str, results: xr.Dataset, year: int) -> float:
    """A variable's value in a year, or that of one which has no years."""
    try:
        values = series(results, name)
        return float(values.sel(year=year)) if "year" in values.dims else float(values)
    except KeyError:
        raise RunError(name, float(year), 0, f"a projection has no {name} in {year}") from None


def _ratio(ratio: tuple[str, str | None], results: xr.Dataset, year: int) -> float:
    numerator, denominator = (1.0 if name is None else _value(name, results, year) for name in ratio)
    return numerator / denominator if denominator else np.nan


def _described(ratio: tuple[str, str | None], system: System) -> dict[str, str]:
    """The driver's name, titles and unit."""
    named = [name for name in ratio if name]
    titles = [[title_of(name, system, lang) for name in named] for lang in ("en", "zh")]
    units = [system.declarations[variable_of(name)].units for name in named]
    unit = units[0] if len(units) == 1 else f"({units[0]}) / ({units[1]})"
    return {
        "driver": " / ".join(named),
        "title": " / ".join(titles[0]),
        "title_zh": " / ".join(titles[1]),
        "driver_unit": unit,
    }
