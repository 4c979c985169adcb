"""Tables: the plan's targets against a run, and runs side by side.

Readings of a target's variable
    level                the value in the target's year
    change, increment    that value less the base year's
    change_percent       100 (value / base - 1)
    growth_rate          average growth since the base year, % a year
    growth_above_gdp     that growth rate less GDP's
    cumulative           the sum from the year after the base year
    peak                 the year of the largest value, see :func:`project`

Relations of what is projected to the target value
    at least, not below  not less (``not below`` without a target value: not less than the published base)
    at most              not more
    equal                within half a unit of the last printed digit
    about                within 5 % of the target value, or half a unit of its last printed digit if that is wider
    between              from the target value to ``upper``
    rises by             target value or more
    falls by             the same of a fall: what is projected is then the change with its sign reversed
    peaks by             goes with the reading ``peak``: the year is all the plan says
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from unicodedata import east_asian_width

import numpy as np
import xarray as xr

from model.data import Target
from model.results import BASE_YEAR, HEADLINES
from model.sectors import SECTORS

COLUMNS = (
    "id", "indicator", "document", "place", "unit", "base_value", "relation", "target_value", "year",
    "projected", "met", "gap",
)  # fmt: skip
ABOUT = 0.05  # half-width of "about", as a share of the target value
ROUNDING = 1e-9  # relative; what a limit may be missed by in floating point
WORDS = {
    "en": {"met": "{met} of {judged} targets met", "missed": "missed", "open": "not judged in this horizon: {count}"},
    "zh": {"met": "{judged}项目标中{met}项达到", "missed": "未达到", "open": "超出模拟期、未作判断：{count}项"},
}
RELATIONS_ZH = {
    "at least": "不低于", "at most": "不超过", "equal": "等于", "about": "约", "between": "介于", "falls by": "下降",
    "rises by": "提高", "not below": "不低于", "peaks by": "达峰",
}  # fmt: skip


def series(results: xr.Dataset, variable: str) -> xr.DataArray:
    """A variable of the results on ``year``; ``name[label]`` picks an element of one that has other dimensions."""
    name, _, labels = variable.removesuffix("]").partition("[")
    found = results[name]
    own = [dimension for dimension in found.dims if dimension not in ("year", "member")]
    return found.sel(dict(zip(own, labels.split(","), strict=True))) if own else found


def project(target: Target, results: xr.Dataset) -> np.ndarray | None:
    """What a run gives for a target, in the target's reading and unit.

    Returns
    -------
    array, shape () or (members,), or None
        None where the target has no variable or no year, or its year lies outside the run. For a ``peak``, the year
        of the largest value, NaN where the variable has not turned by the target's year: the largest value up to then
        is exceeded later, or the value rises in the year after it (the year before, if the run ends there).
    """
    years = results["year"].values
    if not target.variable or target.year is None or not years[0] <= target.year <= years[-1]:
        return None
    values = series(results, target.variable)
    if target.reading == "peak":
        return _peak(values.values, years, target.year)
    found = _read(target, values, results)
    return -found if target.relation == "falls by" else found


def _read(target, values, results):
    """The target's reading of a variable's values, other than a peak."""
    value, base = (values.sel(year=year).values for year in (target.year, BASE_YEAR))
    readings = {
        "level": lambda: value,
        "change": lambda: value - base,
        "increment": lambda: value - base,
        "change_percent": lambda: 100 * (value / base - 1),
        "growth_rate": lambda: _growth(values, target.year),
        "growth_above_gdp": lambda: _growth(values, target.year) - _growth(results["gdp"], target.year),
        "cumulative": lambda: values.sel(year=slice(BASE_YEAR + 1, target.year)).sum("year").values,
    }
    if target.reading not in readings:
        raise ValueError(f"{target.id}: '{target.reading}' is no reading")
    return readings[target.reading]()


def _growth(values, year):
    ratio = values.sel(year=year).values / values.sel(year=BASE_YEAR).values
    return 100 * (ratio ** (1 / (year - BASE_YEAR)) - 1)


def _peak(values, years, year):
    """The year of the largest value, or NaN; ``values`` has the years first."""
    last = int(np.searchsorted(years, year))
    up_to, later = values[: last + 1], values[last + 1 :]
    if len(later):
        turned = (later.max(axis=0) <= up_to.max(axis=0)) & (values[last] >= later[0])
    else:
        turned = values[last] <= values[last - 1]
    return np.where(turned, years[up_to.argmax(axis=0)], np.nan)


def limits(target: Target) -> tuple[float, float]:
    """The least and the largest projected value that meet a target, before any rounding in floating point."""
    value, half = target.target_value, half_unit(target.target_value)
    if target.reading == "peak":
        return -np.inf, float(target.year)
    if target.relation == "not below":
        return (target.base_value if value is None else value), np.inf
    if target.relation == "about":
        half = max(half, ABOUT * abs(value))
    bounds = {
        "at least": lambda: (value, np.inf),
        "rises by": lambda: (value, np.inf),
        "at most": lambda: (-np.inf, value),
        "falls by": lambda: (value, np.inf),
        "equal": lambda: (value - half, value + half),
        "about": lambda: (value - half, value + half),
        "between": lambda: (value, target.upper),
    }
    if target.relation not in bounds:
        raise ValueError(f"{target.id}: '{target.relation}' is no relation")
    return bounds[target.relation]()


def half_unit(value: float | None) -> float:
    """Half a unit of the last printed digit: 0.05 of 14.5, 0.5 of 1400."""
    return 0.5 * 10 ** -len(f"{value or 0:.10g}".partition(".")[2])


def meets(target: Target, projected) -> np.ndarray:
    """Whether what is projected meets the target; an array like ``projected``."""
    low, high = limits(target)
    slack = ROUNDING * min(abs(low), abs(high))
    return (low - slack <= projected) & (projected <= high + slack)


def gap(target: Target, projected: float) -> float:
    """What is projected less the target value, in the target's unit; inside a ``between`` 0, outside to its near end.

    Of a peak: the years by which it is late.
    """
    if target.reading == "peak":
        return max(0.0, projected - target.year)
    low, high = limits(target)
    if target.relation == "between":
        return projected - min(max(projected, low), high)
    if target.relation in ("equal", "about"):
        return projected - target.target_value
    return projected - (low if np.isfinite(low) else high)


def judge(targets: Iterable[Target], results: xr.Dataset) -> list[dict]:
    """Hold a single run against the plan's targets.

    Returns
    -------
    list of dict
        One row a target: the columns of ``targets.csv`` and, besides, ``upper``, ``sector``, ``indicator_zh``,
        ``variable`` and ``reading``. ``met`` is True, False, or None where the run cannot tell; ``projected`` and
        ``gap`` are None where there is no number.
    """
    return [_row(target, project(target, results)) for target in targets]


def _row(target, projected):
    number = None if projected is None or np.isnan(projected) else float(projected)
    return vars(target) | {
        "projected": number,
        "met": None if projected is None else bool(meets(target, projected)),
        "gap": None if number is None else gap(target, number),
    }


def write_targets(rows: Sequence[Mapping], path: str | PathLike) -> None:
    """Write ``targets.csv``: one row a target; what is not known is empty."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)


def _cell(value):
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else value


def summary(rows: Sequence[Mapping], lang: str = "en") -> str:
    """The targets met and missed, sector by sector, as text."""
    words, lines = WORDS[lang], []
    judged = [row for row in rows if row["met"] is not None]
    lines.append(_count(judged, words))
    for sector in dict.fromkeys(row["sector"] for row in judged):
        own = [row for row in judged if row["sector"] == sector]
        title = SECTORS.get(sector, (sector, sector))[lang == "zh"]
        lines.append(f"  {title}: {_count(own, words)}")
        lines += [f"    {words['missed']}: {_missed(row, lang)}" for row in own if not row["met"]]
    if len(judged) < len(rows):
        lines.append("  " + words["open"].format(count=len(rows) - len(judged)))
    return "\n".join(lines)


def _count(rows, words):
    return words["met"].format(met=sum(row["met"] for row in rows), judged=len(rows))


def _missed(row, lang):
    title = row["indicator_zh" if lang == "zh" else "indicator"]
    if row["reading"] == "peak":
        return f"{title}（{row['year']}年）" if lang == "zh" else f"{title} ({row['year']})"
    shown = f"{row['projected']:.6g}"
    wanted = " – ".join(f"{row[key]:.10g}" for key in ("target_value", "upper") if row[key] is not None)
    if lang == "zh":
        return f"{title} {shown}（{row['year']}年目标：{RELATIONS_ZH[row['relation']]} {wanted} {row['unit']}）"
    return f"{title} {shown} ({row['relation']} {wanted} {row['unit']}, {row['year']})"


def side_by_side(runs: Mapping[str, xr.Dataset], variables: Sequence[str] = HEADLINES) -> list[dict]:
    """Headline variables of several runs at the plan's end, 2025, and at the first of their last years.

    Returns
    -------
    list of dict
        One row a variable and year: variable, year, units, the value in each run under the run's name, and under
        ``<run> - <first run>`` the difference to the first.
    """
    end = min(int(run["year"][-1]) for run in runs.values())
    first, *others = runs
    rows = []
    for variable in variables:
        if not all(variable in run for run in runs.values()):
            continue
        for year in sorted({min(2025, end), end}):
            found = {name: float(run[variable].sel(year=year)) for name, run in runs.items()}
            units = runs[first][variable].attrs["units"]
            differences = {f"{name} - {first}": found[name] - found[first] for name in others}
            rows.append({"variable": variable, "year": year, "units": units, **found, **differences})
    return rows


def as_csv(rows: Sequence[Mapping]) -> str:
    """Rows of one shape as CSV text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return text.getvalue()


def as_text(rows: Sequence[Mapping]) -> str:
    """Rows of one shape as columns for a terminal, where a Chinese character takes two places."""
    cells = [[str(key) for key in rows[0]]] if rows else []
    cells += [[f"{value:.6g}" if isinstance(value, float) else str(value) for value in row.values()] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(cell + " " * (w - width(cell)) for cell, w in zip(line, widths, strict=True)) for line in cells]
    return "\n".join(line.rstrip() for line in lines)


def width(text: str) -> int:
    """Places that a text takes in a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
