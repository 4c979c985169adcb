"""What panels show of a variable of the results: its name, its published past, and what the plan asks of a year's value."""

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from model.data import BASE_YEAR, base_year, of_plan
from model.plan.targets import Target, due, moved_to, series
from model.present.canvas.canvas import PAST, Canvas
from model.present.canvas.colours import DIAMOND, HISTORY
from model.present.canvas.panel import Line, Mark, Panel
from model.present.canvas.types import DataArray, Dataset
from model.present.text import words
from model.present.text.phrases import value_text
from model.scenario.element import Element

History = Mapping[str, Mapping[int, float]]  # published values by variable and year
OF_ONE_YEAR = ("level", "change", "increment", "change_percent", "growth_rate")  # readings that ask for a year's value
INDEX = r"(?:, |（)(base year ?= ?1|基年 ?= ?1)）?\Z"  # how a title that says what an index is held against ends


def naming(results: Dataset, variable: str, lang: str) -> tuple[str, str]:
    """Title and unit of a variable or of one of its elements, whose title may name the unit of what is counted."""
    element = Element.parse(variable)
    name = element.name
    units, zh = results[name].attrs["units"], lang == "zh"
    if not element.labels:
        title, *index = re.split(INDEX, words.name(results[name], lang))
        return title, index[0] if index else words.unit(units, lang, name)
    dimension = next(dimension for dimension in results[name].dims if dimension not in ("quantile", "year"))
    title = str(results[f"{dimension}_title{'_zh' * zh}"].sel({dimension: element.labels[0]}).item())
    if units != "count":
        return words.subscript(title), words.unit(units, lang, name)
    title, _, unit = title.removesuffix("）").rpartition("（" if zh else ", ")
    return title, " ".join(words.subject("units")[part][0] if part[0].isdigit() else part for part in unit.split())


def yearly(values: DataArray) -> dict[int, float]:
    """Values by year."""
    return dict(zip(values["year"].values.tolist(), values.values.astype(float).tolist(), strict=True))


def past(variable: str, results: Dataset, history: History, until: int | None = None) -> Line:
    """Published values up to a year, the base year where none is given, with the base year's that is not the model's own."""
    base, values = base_year(results), series(results, variable)
    known = {year: v for year, v in history.get(variable, {}).items() if base - PAST <= year <= (until or base)}
    if values.attrs.get("source_status", "model") != "model" and (value := base_value(values)) is not None:
        known[base] = value
    return Line("history", dict(sorted(known.items())), HISTORY | {"zorder": 4})


def base_value(values: DataArray) -> float | None:
    """A variable's value of the base year; None where it differs by member."""
    distinct = np.unique(values[{"year": 0}].values)
    distinct = distinct[np.isfinite(distinct)]
    return float(distinct[0]) if len(distinct) and np.ptp(distinct) <= 1e-12 * abs(distinct[0]) else None


def asked_of(variable: str, targets: Iterable[Target], results: Dataset) -> tuple[Mark, ...]:
    """The targets of a variable that are a value of one year within the results; those it is printed as come first.

    A change is drawn as the value it leads to, where the base year has one value in all members. A fall or rise in per
    cent is a target of the variable ``<its own>_change`` too.
    """
    end, marks = int(results["year"].max()), []
    for target in sorted(targets if of_plan(results) else (), key=lambda target: target.reading != "level"):
        within = target.year is not None and BASE_YEAR < target.year <= end
        if target.reading in OF_ONE_YEAR and not target.restates and within:
            if values := _values(variable, target, results):
                marks.append(mark(target, values))
    return tuple({(mark.year, mark.label): mark for mark in reversed(marks)}.values())[::-1]


def asked_in(variable: str, targets: Iterable[Target], year: int) -> list[Mark]:
    """The targets of a variable in one year that need no base: levels, and changes of the variable ``<its own>_change``."""
    known = [target for target in targets if target.year == year and not target.restates]
    return [
        mark(target, moved_to(target))
        for target in known
        if (target.variable == variable and target.reading == "level") or _is_change(variable, target)
    ]


def _is_change(variable: str, target: Target) -> bool:
    return f"{target.variable}_change" == variable and target.reading == "change_percent"


def _values(variable: str, target: Target, results: Dataset) -> tuple[float, ...]:
    if target.variable == variable:
        return _levels(target, moved_to(target), results)
    return moved_to(target) if _is_change(variable, target) else ()


def mark(target: Target, values: tuple[float, ...]) -> Mark:
    """A target at the values that it asks for in the variable's units."""
    return Mark(target.id, due(target), values, value_text(target.relation, values), DIAMOND | {"lw": 0.8})


def _levels(target: Target, ends: tuple[float, ...], results: Dataset) -> tuple[float, ...]:
    """The values that the ends of a target lead to from the base; none where the base differs by member."""
    if target.reading == "level":
        return ends
    base = base_value(series(results, target.variable))
    if base is None:
        return ()
    if target.reading in ("change", "increment"):
        return tuple(base + end for end in ends)
    years = due(target) - BASE_YEAR if target.reading == "growth_rate" else 1
    return tuple(base * (1 + end / 100) ** years for end in ends)


def first_year(panels: Iterable[Panel], base: int) -> int:
    """The year at which panels begin."""
    return base - PAST if any(year < base for panel in panels for year in panel.lines[0].values) else base


def key_of(panels: Iterable[Panel]) -> dict[str, dict]:
    """How history and targets look in the key, as far as there are any."""
    panels = list(panels)
    looks = {"history": HISTORY | {"ms": 2.4}} if any(panel.lines[0].values for panel in panels) else {}
    return looks | ({"plan_target": DIAMOND | {"ls": ":"}} if any(panel.marks for panel in panels) else {})


def in_pages(panels: Sequence[Panel], places: Mapping[str, tuple[int, int]], canvas: Canvas) -> list[Sequence[Panel]]:
    """Panels page by page, where a size has so many beside each other and so many rows of them."""
    columns, rows = places[canvas.size]
    return [panels[first : first + columns * rows] for first in range(0, len(panels), columns * rows)]
