"""Panels of variables as figures of several runs draw them: the past of each, and what the plan asks of a year's value."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.data import BASE_YEAR, base_year, of_plan
from model.plan.targets import aim, series
from model.present.figures import style
from model.present.figures.style import PAST, pt
from model.present.text import words

SIGNS = {"at least": "≥", "rises by": "≥", "above": ">", "at most": "≤", "falls by": "≤", "below": "<", "about": "≈"}
OF_ONE_YEAR = (
    "level",
    "change",
    "increment",
    "change_percent",
    "growth_rate",
)  # readings that ask for one year's value
NEAR = 0.13  # of the axis: two labels nearer than this would meet


@dataclass(frozen=True)
class Panel:
    """What every panel of a variable has: what was, and what the plan asks for."""

    variable: str
    title: str
    unit: str
    years: np.ndarray
    past: dict[int, float]
    goals: list["Goal"]


@dataclass(frozen=True)
class Goal:
    """What a target asks for, in the variable's units: one value, or the two ends between which it lies."""

    target: str
    year: int
    values: tuple[float, ...]
    label: str


def columns_of(drawn: list[Panel], places: Mapping[str, tuple[int, int]], size: str) -> int:
    """How many panels stand beside each other, where a size has so many beside each other and so many rows of them.

    Raises
    ------
    ValueError
        Where there are more panels than the size holds.
    """
    columns, most = places[size]
    if len(drawn) > columns * most:
        raise ValueError(f"found {len(drawn)} variables; expected at most {columns * most} on a {size}")
    return min(columns, len(drawn))


def first_year(drawn: list[Panel]) -> int:
    """The year at which the panels begin."""
    base = int(drawn[0].years[0])
    return base - PAST if any(year < base for panel in drawn for year in panel.past) else base


def looks(drawn: list[Panel]) -> dict[str, dict]:
    """How history and targets look in the key, as far as there are any."""
    history = {"color": style.INK, "marker": "o", "ms": 2.4, "lw": 0.9}
    found = {"history": history} if any(panel.past for panel in drawn) else {}
    return found | ({"plan_target": style.DIAMOND | {"ls": ":"}} if any(panel.goals for panel in drawn) else {})


def small_multiples(sheet, drawn: Sequence[Panel], columns: int, axes_height: float, gutter: float, draw: Callable):
    """A figure with a titled panel a variable, in so many columns, ``gutter`` inches apart; ``draw(axes, panel)`` fills one."""
    wide = sheet.columns(sheet.width / columns - gutter)
    titles = [[panel.title for panel in drawn[i : i + columns]] for i in range(0, len(drawn), columns)]
    figure, grid = sheet.lay_out([(0, axes_height, sheet.around(row, wide)) for row in titles], columns)
    for place, panel in enumerate(drawn):
        row, column = divmod(place, columns)
        axes = figure.add_subplot(grid[2 * row + 2, column])
        draw(axes, panel)
        style.panel_title(axes, panel.title, panel.unit, wide)
    return figure


def frame(axes, panel: Panel, values: Iterable[float], start: int, room: float) -> None:
    """Draw the past, and set axes that hold ``values`` and the targets, with ``room`` at the right in parts of the years."""
    last = int(panel.years[-1])
    axes.plot(
        list(panel.past), list(panel.past.values()), color=style.INK, lw=pt(0.9), marker="o", ms=pt(2.2), zorder=4
    )
    style.frame(axes, start, last, [*values, *panel.past.values(), *(v for goal in panel.goals for v in goal.values)])
    axes.set_xlim(start - 0.04 * (last - start), last + room * (last - start))
    axes.spines["bottom"].set_bounds(axes.get_xlim()[0], last)


def rows(panel: Panel, of: str, lines: Iterable[tuple[str, str, Iterable[float]]]) -> Iterator[dict]:
    """The numbers of a panel: its past, its lines as (series, what it is of, values), its targets; ``of`` is a column's name."""
    own = {"variable": panel.variable, "title": panel.title, "unit": panel.unit}
    yield from (own | {"series": "history", of: "", "year": year, "value": value} for year, value in panel.past.items())
    for kind, name, values in lines:
        key = {"series": kind, of: name}
        yield from (own | key | {"year": int(y), "value": float(v)} for y, v in zip(panel.years, values, strict=True))
    for goal in panel.goals:
        key = {"series": "target", of: goal.target, "year": goal.year}
        yield from (own | key | {"value": value} for value in goal.values)


def goals(variable: str, targets: Iterable, results) -> list[Goal]:
    """The targets of a variable that are a value of one year within the results; those it is printed as come first.

    A change is drawn as the value it leads to, where the base year has one value in all members. A fall or rise in per
    cent is a target of the variable ``<its own>_change`` too.
    """
    end, found = int(results["year"].max()), []
    for target in sorted(targets if of_plan(results) else (), key=lambda target: target.reading != "level"):
        if (
            target.reading not in OF_ONE_YEAR
            or target.restates
            or target.year is None
            or not BASE_YEAR < target.year <= end
        ):
            continue
        if values := _values(variable, target, results):
            found.append(_goal(target, values))
    return list({(goal.year, goal.label): goal for goal in reversed(found)}.values())[::-1]


def goals_of_year(variable: str, targets: Iterable, year: int) -> list[Goal]:
    """The targets of a variable in one year that need no base: levels, and changes of the variable ``<its own>_change``."""
    found = []
    for target in targets:
        own = target.variable == variable and target.reading == "level"
        change = f"{target.variable}_change" == variable and target.reading == "change_percent"
        if target.year == year and not target.restates and (own or change):
            found.append(_goal(target, _asked(target)))
    return found


def _values(variable, target, results):
    if target.variable == variable:
        return _levels(target, _asked(target), results)
    change = f"{target.variable}_change" == variable and target.reading == "change_percent"
    return _asked(target) if change else ()


def _asked(target):
    """The number, or the two, that a target asks for in its own reading; a fall is negative."""
    first = -aim(target) if target.relation == "falls by" else aim(target)
    return (first, target.upper) if target.relation == "between" else (first,)


def _goal(target, values):
    label = f"{SIGNS.get(target.relation, '')} {'–'.join(words.number(v) for v in values)}".strip()
    return Goal(target.id, target.year, values, label)


def _levels(target, ends, results):
    """The values that the ends of a target lead to from the base; none where the base differs by member."""
    if target.reading == "level":
        return ends
    base = base_value(series(results, target.variable))
    if base is None:
        return ()
    if target.reading in ("change", "increment"):
        return tuple(base + end for end in ends)
    years = target.year - BASE_YEAR if target.reading == "growth_rate" else 1
    return tuple(base * (1 + end / 100) ** years for end in ends)


def base_value(values) -> float | None:
    """A variable's value of the base year; None where it differs by member."""
    found = np.unique(values[{"year": 0}].values)
    found = found[np.isfinite(found)]
    return float(found[0]) if len(found) and np.ptp(found) <= 1e-12 * abs(found[0]) else None


def past(variable: str, results, history: Mapping) -> dict[int, float]:
    """Published values by year, ending in the base year's where that is not the model's own."""
    values = series(results, variable)
    published = values.attrs.get("source_status", "model") != "model"
    base = base_value(values) if published else None
    start = base_year(results)
    found = {year: value for year, value in history.get(variable, {}).items() if start - PAST <= year <= start}
    return dict(sorted(((found | {start: base}) if base is not None else found).items()))


def label_room(goals: list[Goal]) -> float:
    """What the labels of the targets take beside the last year, in parts of the years drawn."""
    widest = max((len(goal.label) for goal in goals), default=0)
    return 0.06 + 0.05 * widest


def mark(axes, goals: list[Goal], but: int | None = None) -> None:
    """Diamonds at the targets with a dotted line to each, and what is asked beside them where no other label is.

    The limits of the axes must be set. Targets of the year ``but`` are not labelled.
    """
    from matplotlib.patheffects import withStroke

    (low, high), placed = axes.get_ylim(), []
    for goal in goals:
        for value in goal.values:
            axes.plot([axes.get_xlim()[0], goal.year], [value, value], color=style.RED, lw=pt(0.7), ls=":", zorder=2)
        look = style.sized(**style.DIAMOND)
        axes.plot([goal.year] * len(goal.values), goal.values, zorder=5, clip_on=False, **look)
        middle = sum(goal.values) / len(goal.values)
        if goal.year == but or any(
            year == goal.year and abs(middle - other) < NEAR * (high - low) for year, other in placed
        ):
            continue
        placed.append((goal.year, middle))
        axes.annotate(
            goal.label, (goal.year, middle), xytext=(pt(4.5), 0), textcoords="offset points", color=style.RED, va="center",
            size=pt(style.SMALL), zorder=6, path_effects=[withStroke(linewidth=pt(1.5), foreground="white")],
        ).set_in_layout(False)  # fmt: skip
