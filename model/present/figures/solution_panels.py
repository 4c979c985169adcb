"""The numbers of a solution's panels by target: a variable's past, its baseline and solved paths, and its targets."""

import math
import re
from dataclasses import dataclass, field, replace

from model.data import numbers
from model.plan.solution.answers import growth_paths
from model.plan.targets import growth_rate, meets, project, series
from model.present.figures import style
from model.present.figures.overview import PANELS
from model.present.figures.style import PAST
from model.present.text import words
from model.present.text.phrases import SIGNS
from model.results.label import figure_name
from model.scenario.element import Element
from model.sectors import load

HEADLINES = [
    name for panels in PANELS.values() for panel in panels for name in (panel if isinstance(panel, tuple) else [panel])
]
RISES = {"rises by": "≥", "falls by": "≤"}
INDEX = r"(.*?)(?:(?:, |（)(base year ?= ?1|基年 ?= ?1)）?)?"  # a title that says what an index is held against
TABLE = ("variable", "title", "unit", "series", "target", "year", "value")


@dataclass
class Goal:
    """A target as drawn: the values of its year, the path that it requires, and whether the solution meets it."""

    target: object
    met: bool
    ends: list[float]
    required: dict[int, float]
    projected: float


@dataclass
class Panel:
    """One variable's numbers, by year, and its goals; ``sector`` is that of its first target.

    ``published`` says whether the base year's value is a figure of its own, ``assumed`` whether that is an assumption.
    """

    variable: str
    sector: str
    title: str
    unit: str
    history: dict[int, float]
    baseline: dict[int, float]
    solved: dict[int, float]
    published: bool
    assumed: bool
    goals: list[Goal] = field(default_factory=list)

    def growth(self, path: dict[int, float], year: int) -> float | None:
        """Average growth of a path from the base year, % a year; None where it starts or ends at 0 or below."""
        base = min(self.solved)
        before, after = path.get(base), path.get(year)
        if before is None or after is None or before <= 0 or after <= 0:
            return None
        return growth_rate(before, after, year - base)


def panels(targets, baseline, solved, history, lang: str) -> list[Panel]:
    """A panel for every variable that has targets: by sector, headline variables first, then as in the plan.

    Parameters
    ----------
    targets
        Records that have a variable, and a year within the results.
    baseline, solved
        Results of the scenario as it stands, and with the levers of the solution.
    history
        Values before the base year, by variable and year.
    """
    found = {}
    for target in targets:
        if target.variable not in found:
            found[target.variable] = _panel(target, baseline, solved, history, lang)
        found[target.variable].goals.append(_goal(target, solved))
    order = list(style.SECTORS)

    def place(panel):
        headline = panel.variable in HEADLINES
        return order.index(panel.sector), HEADLINES.index(panel.variable) if headline else len(HEADLINES)

    return sorted(found.values(), key=place)


def _panel(target, baseline, solved, history, lang):
    title, unit = naming(solved, target.variable, lang)
    before, after = (_by_year(series(results, target.variable)) for results in (baseline, solved))
    base = min(before)
    past = {
        year: value for year, value in sorted(history.get(target.variable, {}).items()) if base - PAST <= year < base
    }
    published, assumed = _base_figure(target.variable)
    past |= {base: before[base]} if published else {}
    return Panel(target.variable, target.sector, title, unit, past, before, after, published, assumed)


def _base_figure(variable):
    """Whether the base year's value is a figure of its own, and whether that is an assumption."""
    element = Element.parse(variable)
    source = figure_name(element.name, load())
    record = numbers().get(str(replace(element, name=source or "")))
    return source is not None, record is not None and record.status == "assumption"


def _by_year(values):
    return {int(year): float(value) for year, value in zip(values["year"].values, values.values, strict=True)}


def _goal(target, solved):
    rows = growth_paths([target], solved)
    required = {row["year"]: row["required"] for row in rows if row["required"] is not None}
    projected = float(project(target, solved).item())
    ends = [required[target.year]] if required else []
    if ends and target.relation == "between":
        ends.append(ends[0] + target.upper - target.value)
    return Goal(target, bool(meets(target, projected)), ends, required, projected)


def naming(results, variable: str, lang: str) -> tuple[str, str]:
    """Title and unit of a variable or of one of its elements, whose title may name the unit of what is counted."""
    element, zh = Element.parse(variable), lang == "zh"
    name, attributes = element.name, results[element.name].attrs
    if not element.labels:
        title, index = re.fullmatch(INDEX, words.name(results[name], lang)).groups()
        return title, index or words.unit(attributes["units"], lang, name)
    dimension = next(dimension for dimension in results[name].dims if dimension != "year")
    title = str(results[f"{dimension}_title{'_zh' * zh}"].sel({dimension: element.labels[0]}).item())
    if attributes["units"] != "count":
        return title, words.unit(attributes["units"], lang, name)
    title, _, unit = title.removesuffix("）").rpartition("（" if zh else ", ")
    return title, " ".join(words.subject("units")[part][0] if part[0].isdigit() else part for part in unit.split())


def value_label(goal: Goal) -> str:
    """The value that a target asks for in its year, with the sign of its relation."""
    if len(goal.ends) > 1:
        return "–".join(words.number(end) for end in goal.ends)
    sign = RISES.get(goal.target.relation) or SIGNS[goal.target.relation]
    return f"{sign} {words.number(goal.ends[0])}".strip()


def rates(panel: Panel) -> list[tuple[Goal, float | None, float | None]]:
    """Of each goal of one year's value: its growth a year needed, and solved."""
    return [
        (goal, panel.growth(goal.required, goal.target.year), panel.growth(panel.solved, goal.target.year))
        for goal in panel.goals
        if goal.ends
    ]


def table(panels: list[Panel]) -> list[dict]:
    """The drawn numbers of a page, one row each; growth rates stand at the target's year, and no peak has no value."""
    return [{column: row[column] for column in TABLE} for panel in panels for row in _rows(panel)]


def _rows(panel):
    own = {"variable": panel.variable, "title": panel.title, "unit": panel.unit}
    for key in ("history", "baseline", "solved"):
        for year, value in getattr(panel, key).items():
            yield own | {"series": key, "target": "", "year": year, "value": value}
    for goal in panel.goals:
        yield from (own | row for row in _goal_rows(goal))
    for goal, needed, solved in rates(panel):
        for key, rate in {"growth_needed": needed, "growth_solved": solved}.items():
            if rate is not None:
                at = {"target": goal.target.id, "year": goal.target.year, "unit": "%/year"}
                yield own | at | {"series": key, "value": rate}


def _goal_rows(goal):
    own = {"target": goal.target.id, "year": goal.target.year}
    for year, value in goal.required.items():
        yield own | {"series": "required", "year": year, "value": value}
    for value in goal.ends:
        yield own | {"series": "target", "value": value}
    if not goal.ends:
        yield own | {"series": goal.target.reading, "value": None if math.isnan(goal.projected) else goal.projected}
