"""What a solution says of each target in plain numbers: the growth it needs, has had, would have and gets; by year too."""

from collections.abc import Iterable, Mapping

import numpy as np
import xarray as xr

from model.data import BASE_YEAR
from model.data.catalogue import Record
from model.plan.targets import at, due, gap, growth_between, growth_rate, moved_to, project, series

PAST = 2015


def level(target: Record, results: xr.Dataset) -> float | None:
    """The value of the target's variable in the target's year that the plan asks for, in the variable's units.

    None where a target is no statement on one year's value: a peak, a sum, a least increase.
    """
    if target.reading in ("peak", "cumulative", "yearly_increase"):
        return None
    asked, *_ = moved_to(target)
    base = at(results, target.variable, BASE_YEAR)
    years = due(target) - BASE_YEAR

    def beside_gdp() -> float:
        lead = growth_rate(at(results, "gdp", BASE_YEAR), at(results, "gdp", due(target)), years)
        return base * (1 + asked / 100 + lead / 100) ** years

    readings = {
        "level": lambda: asked,
        "change": lambda: base + asked,
        "increment": lambda: base + asked,
        "change_percent": lambda: base * (1 + asked / 100),
        "growth_rate": lambda: base * (1 + asked / 100) ** years,
        "growth_above_gdp": beside_gdp,
    }
    return readings[target.reading]()


def _growth(values: xr.DataArray, start: int, end: int) -> float | None:
    return growth_between(float(values.sel(year=start)), float(values.sel(year=end)), end - start)


def growth_paths(targets: Iterable[Record], results: xr.Dataset) -> list[dict]:
    """One row a target and year: the constant-growth path that the target requires, and the path of the results.

    Returns
    -------
    list of dict
        ``id``, ``indicator``, ``indicator_zh``, ``year``, ``required`` and ``projected`` in the variable's units, and ``growth_rate``, that of what is
        projected, in % a year. A path that starts or ends at 0 or below is a straight line, for it has no growth rate.
    """
    rows = []
    for target in targets:
        values, goal = series(results, target.variable), level(target, results)
        base, years = float(values.sel(year=BASE_YEAR)), due(target) - BASE_YEAR
        for year in range(BASE_YEAR, due(target) + 1):
            share = (year - BASE_YEAR) / years
            if goal is None:
                required = None
            elif base > 0 and goal > 0:
                required = base * (goal / base) ** share
            else:
                required = base + (goal - base) * share
            growth = None if year == BASE_YEAR else _growth(values, year - 1, year)
            row = {"id": target.id, "indicator": target.label, "indicator_zh": target.label_zh, "year": year}
            row |= {"required": required, "projected": float(values.sel(year=year)), "growth_rate": growth}
            rows.append(row)
    return rows


def plain_answers(
    targets: Iterable[Record],
    baseline: xr.Dataset,
    solved: xr.Dataset,
    history: Mapping[str, Mapping[int, float]],
    prices: Mapping[str, float],
) -> list[dict]:
    """One row a target: the growth it needs, what it has had, the baseline's projection and gap, the solved path's.

    Parameters
    ----------
    baseline, solved
        Results of the scenario as it stands, and with the levers of the solution.
    history
        Values before the base year, by variable and year.
    prices
        By target, what one more unit of it adds to the effort.
    """
    rows = []
    for target in targets:
        before, after = (_number(project(target, results)) for results in (baseline, solved))
        goal, values = level(target, baseline), series(solved, target.variable)
        base, years = float(values.sel(year=BASE_YEAR)), due(target) - BASE_YEAR
        past = history.get(target.variable, {}).get(PAST)
        rows.append(
            {
                "id": target.id,
                "indicator": target.label,
                "indicator_zh": target.label_zh,
                "unit": target.unit,
                "base": base,
                "growth_needed": growth_between(base, goal, years),
                "growth_2015_2020": growth_between(past, base, BASE_YEAR - PAST),
                "baseline": before,
                "baseline_gap": None if before is None else gap(target, before),
                "solved": after,
                "solved_gap": None if after is None else gap(target, after),
                "growth_solved": _growth(values, BASE_YEAR, due(target)),
                "effort_per_unit": prices.get(target.id),
            }
        )
    return rows


def _number(value: float | np.ndarray | None) -> float | None:
    return None if value is None or np.isnan(value) else float(np.squeeze(value))
