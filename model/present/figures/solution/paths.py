"""A solution's paths by target: what was, what baseline and solution project, and what the target requires."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from model.data import BASE_YEAR, numbers
from model.plan.solution.answers import growth_paths
from model.plan.targets import Target, due, ends, growth_rate, meets, projected_value, series, told
from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import ASSUMED, DIAMOND, HISTORY, PALE, RED, SECTORS, hue
from model.present.canvas.multiples import Shape, by_sector, small_multiples
from model.present.canvas.pages import kept, subtitle
from model.present.canvas.panel import Line, Mark, Panel
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Dataset
from model.present.canvas.variable import first_year, naming, past, yearly
from model.present.figures.figure import Figure, Page, Solution
from model.present.figures.run.overview import PANELS, names_of
from model.present.text import words
from model.present.text.phrases import value_text
from model.results.label import figure_name
from model.scenario.element import Element
from model.sectors import load

PLACES = {"column": (2, 4), "page": (4, 7), "slide": (3, 2)}  # panels beside each other, and rows of them
LONG = 24  # characters of a sector's name over one panel
TALL = {"column": 0.62, "page": 0.62, "slide": 1.2}  # inches of a panel's axes at most
GUTTER = 0.15  # inches between panels
LOW = 0.25  # where a line of print takes more of the axes than this, they have fewer ticks
OVER = 0.26, 0.14  # inches of the rule over a row, with a sector's name and without
HEADLINES = [name for panels in PANELS.values() for panel in panels for name in names_of(panel)]
BASELINE = {"color": PALE, "lw": 0.9, "zorder": 2}
REQUIRED = {"color": RED, "lw": 0.9, "ls": (0, (2, 1.4))}


@dataclass(frozen=True)
class Goal:
    """A target: whether the solution meets it, what it projects, the values of its year, and the path that it requires."""

    target: Target
    met: bool
    projected: float
    ends: tuple[float, ...]
    required: Mapping[int, float]

    @property
    def look(self) -> dict[str, Any]:
        """A diamond, hollow where the target is missed."""
        return DIAMOND | {"ms": 3.4, "mfc": RED if self.met else "white", "mew": 0.8}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The numbers drawn of it; a target that is no value of one year has what is projected."""
        lead = self.target.id
        for year, value in self.required.items():
            yield {"series": "required", "target": lead, "year": year, "value": value}
        name = "target" if self.ends else self.target.reading
        for value in self.ends or (None if math.isnan(self.projected) else self.projected,):
            yield {"series": name, "target": lead, "year": self.target.year, "value": value}


@dataclass(frozen=True)
class Variable:
    """A variable that has targets, its values by year, and its goals; ``sector`` is that of its first target.

    ``assumed`` says whether the base year's value is an assumption.
    """

    name: str
    sector: str
    title: str
    unit: str
    past: Line
    baseline: Mapping[int, float]
    solved: Mapping[int, float]
    assumed: bool
    goals: Sequence[Goal]

    @property
    def base(self) -> int:
        """The base year."""
        return min(self.solved)

    def growth(self, path: Mapping[int, float], year: int) -> float | None:
        """Average growth of a path from the base year, % a year; None where it starts or ends at 0 or below."""
        before, after = path.get(self.base), path.get(year)
        if before is None or after is None or before <= 0 or after <= 0:
            return None
        return growth_rate(before, after, year - self.base)

    @property
    def rates(self) -> list[tuple[Goal, float | None, float | None]]:
        """Of each goal of one year's value: its growth a year needed, and solved."""
        return [
            (goal, self.growth(goal.required, due(goal.target)), self.growth(self.solved, due(goal.target)))
            for goal in self.goals
            if goal.ends
        ]

    def panel(self, prints: Sequence[str]) -> Panel:
        """What is drawn."""
        solved = {"color": hue(self.sector), "lw": 1.6, "zorder": 3, "solid_capstyle": "round"}
        lines = [self.past, Line("baseline", self.baseline, BASELINE), Line("solved", self.solved, solved)]
        lines += [Line("", {self.base: self.baseline[self.base]}, ASSUMED | {"zorder": 4.5})] * self.assumed
        lines += [Line("", goal.required, REQUIRED | {"zorder": 3.5}) for goal in self.goals]
        marks = sorted((goal for goal in self.goals if goal.ends), key=lambda goal: goal.target.reading != "level")
        lead = self.name, self.title, self.unit, self.sector
        return Panel(*lead, tuple(lines), tuple(map(self._mark, marks)), prints=tuple(prints))

    def _mark(self, goal: Goal) -> Mark:
        target, year = goal.target, due(goal.target)
        mark = Mark(target.id, year, goal.ends, value_text(target.relation, goal.ends), goal.look)
        away = 0 if year == max(self.solved) else -2 if self.solved[year] >= mark.middle else 2
        return replace(mark, shift=(4.5, away))  # points, from the solved path

    def rows(self) -> Iterator[dict[str, Any]]:
        """The drawn numbers; growth rates stand at the target's year."""
        known = {"variable": self.name, "title": self.title, "unit": self.unit}
        for key, values in (("history", self.past.values), ("baseline", self.baseline), ("solved", self.solved)):
            for year, value in values.items():
                yield known | {"series": key, "target": "", "year": year, "value": value}
        for goal in self.goals:
            yield from (known | row for row in goal.rows())
        for goal, needed, solved in self.rates:
            lead = known | {"unit": "%/year", "target": goal.target.id, "year": goal.target.year}
            for key, rate in (("growth_needed", needed), ("growth_solved", solved)):
                if rate is not None:
                    yield known | {"series": key} | lead | {"value": rate}


class Paths(Figure):
    """A panel for every variable that has targets: by sector, headline variables first, then as in the plan."""

    name = "paths"
    title = ("Paths to the targets", "达标路径")
    of = Solution

    def pages(self, material: Solution, canvas: Canvas) -> Iterator[Page]:
        """As many as there are panels for; on slides those of targets missed first, then the headline variables."""
        columns, rows = PLACES[canvas.size]
        whole = variables(material, canvas.lang)
        shown = kept(canvas, whole, lambda panels: by_sector(panels, columns, rows, LONG), _rank)
        pages = by_sector(shown, columns, rows, LONG)
        told = subtitle(canvas, words.title(material.results, canvas.lang), "kept_paths", len(shown), len(whole))
        for number, cells in enumerate(pages if material.targets else [], 1):
            figure = _draw(cells, material.results, canvas, canvas.page_of(number, len(pages)), told)
            keys = ("variable", "title", "unit", "series", "target", "year", "value")
            drawn = [{key: row[key] for key in keys} for variable in cells.values() for row in variable.rows()]
            yield Page(f"{self.name}_{number}", figure, drawn)


def _rank(variable: Variable) -> tuple[bool, bool, bool]:
    """What a slide shows first: variables with a target that is missed, then headline ones, programmes last."""
    met = all(goal.met for goal in variable.goals)
    return met, variable.name not in HEADLINES, variable.sector == "programmes"


def variables(material: Solution, lang: str) -> list[Variable]:
    """The variables that have targets, in order."""
    by_name: dict[str, list[Target]] = {}
    for target in material.targets:
        by_name.setdefault(target.variable, []).append(target)
    order = list(SECTORS)

    def place(variable: Variable) -> tuple[int, int]:
        headline = variable.name in HEADLINES
        return order.index(variable.sector), HEADLINES.index(variable.name) if headline else len(HEADLINES)

    return sorted((_variable(name, targets, material, lang) for name, targets in by_name.items()), key=place)


def _variable(name: str, targets: Sequence[Target], material: Solution, lang: str) -> Variable:
    baseline, solved = (yearly(series(results, name)) for results in (material.baseline, material.results))
    goals = [_goal(target, material.results) for target in targets]
    history = past(name, material.baseline, material.history)
    lead = name, targets[0].sector, *naming(material.results, name, lang)
    return Variable(*lead, history, baseline, solved, _assumed(name), goals)


def _assumed(variable: str) -> bool:
    """Whether the base year's value is an assumption."""
    element = Element.parse(variable)
    record = numbers().get(str(replace(element, name=figure_name(element.name, load()) or "")))
    return record is not None and record.status == "assumption"


def _goal(target: Target, solved: Dataset) -> Goal:
    required = {row["year"]: row["required"] for row in growth_paths([target], solved) if row["required"] is not None}
    projected = projected_value(target, solved)
    needed = [required[due(target)]] if required else []
    if needed and target.relation == "between":
        low, high = ends(target)
        needed.append(needed[0] + high - low)
    return Goal(target, bool(meets(target, projected)), projected, tuple(needed), required)


def _draw(cells: Mapping[tuple[int, int], Variable], solved: Dataset, canvas: Canvas, page: str, told: str) -> Any:
    columns, base = PLACES[canvas.size][0], int(solved["year"][0])
    last = int(solved["year"].max())
    start = min([year for variable in cells.values() for year in variable.past.values] + [base])
    seen = canvas.word("paths", page=page, start=start, end=last)
    caption = canvas.caption("paths_caption", solved)
    sheet = Sheet(canvas, seen, told, _key(cells), caption, apart=0.012)
    fine = sheet.columns(1 / columns, GUTTER, SMALL)
    panels = {at: variable.panel(small_print(variable, canvas, fine)) for at, variable in cells.items()}
    inches = sheet.width / columns - GUTTER

    def draw(axes: Any, panel: Panel, tall: float) -> None:
        near = SMALL * 1.25 / 72 / tall
        panel.draw(canvas, axes, (first_year([panel], base), last), _room(panel, inches), near, near > LOW)

    return small_multiples(sheet, panels, Shape(columns, TALL[canvas.size], GUTTER, OVER, fill=False), draw)


def _key(cells: Mapping[tuple[int, int], Variable]) -> dict[str, dict[str, Any]]:
    shown = list(cells.values())
    goals = [goal for variable in shown for goal in variable.goals if goal.ends]
    looks = {"history": HISTORY} if any(len(one.past.values) > one.assumed for one in shown) else {}
    looks |= {"assumed": {"ls": "", **ASSUMED}} if any(variable.assumed for variable in shown) else {}
    looks |= {"baseline": BASELINE, "solved": {"color": hue(shown[0].sector), "lw": 1.6}}
    looks |= {"required": REQUIRED} if goals else {}
    met = {goal.met: goal.look | {"ls": ""} for goal in goals}
    names = {True: "target_met", False: "target_missed"}
    return looks | {name: met[result] for result, name in names.items() if result in met}


def _room(panel: Panel, inches: float) -> float:
    """What the widest label at a target takes beside the last year, in parts of the years, in a panel so wide."""
    widest = max((len(mark.label) for mark in panel.marks), default=4)
    label, axes = (3.7 * widest + 7) / 72, inches - 0.22
    return label / (axes - label)


def small_print(variable: Variable, canvas: Canvas, wide: int = 38) -> list[str]:
    """Lines of at most ``wide`` columns under a panel: both growth rates, and targets that are no value of one year."""
    known = [rates for _, *rates in variable.rates if None not in rates]
    texts = []
    if known:
        needed, solved = (_span(values, canvas) for values in zip(*known, strict=True))
        texts.append(canvas.word("growth", needed=needed, solved=solved))
    texts += [_other(goal, canvas) for goal in variable.goals if not goal.ends]
    return [line for text in texts for line in words.wrap(text, wide).split("\n")]


def _span(values: Sequence[float], canvas: Canvas) -> str:
    """A rate, or the least and the largest of several where print tells them apart."""
    ends = dict.fromkeys(_rate(value) for value in (min(values), max(values)))
    return ("–" if min(values) >= 0 else canvas.word("to")).join(ends)


def _rate(value: float) -> str:
    text = f"{value:.{1 if abs(value) >= 1 else 2}f}"
    return "0" if float(text) == 0 else text.replace("-", "−")


def _other(goal: Goal, canvas: Canvas) -> str:
    """A target that is no value of one year."""
    target, mark = goal.target, "◆ " if goal.met else "◇ "
    if target.reading == "peak":
        value = canvas.word("no_peak") if math.isnan(goal.projected) else f"{goal.projected:.0f}"
        return mark + canvas.word("peak_by", aim=target.year, value=value)
    aim, value = value_text(target.relation, ends(target), canvas.lang), told(target, goal.projected)
    parts = {"aim": aim, "value": words.number(value)}
    return mark + canvas.word(target.reading, start=BASE_YEAR + 1, end=target.year, **parts)
