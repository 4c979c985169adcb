"""Paths of a solution by target: what was, what the baseline and the solution project, and what the target requires.

A variable has one panel with all of its targets. Figures are made with Matplotlib's ``Figure`` alone.
"""

import math
import re
from dataclasses import dataclass, field

import numpy as np

from model.data import figures
from model.plan.answers import growth_paths
from model.plan.targets import aim, meets, project, series
from model.report import style
from model.report.figures import BASE, FIRST, PANELS, band, panel_title
from model.report.scorecard import SIGNS
from model.results import figure_name
from model.sectors import load

COLUMNS, ROWS = 4, 7
WIDTH = 32  # columns of a panel's title
ROOM = 24  # columns of a sector's name over one panel
PAGE, HEAD, FOOT = 11.69, 0.68, 0.6  # inches of a page, and of what stands over and under all panels
AXES, AROUND = 0.62, 0.66  # inches of a panel's axes, and of its titles, ticks and small print
NAMED, BARE = 0.3, 0.16  # inches of the rule over a row, with a sector's name and without
PRINT = 38  # columns of the small print under a panel
INDEX = r"(.*?)(?:(?:, |（)(2020年? ?= ?1)）?)?"  # a title that says what an index is held against
PALE = "#8C8C8C"
HEADLINES = [name for panels in PANELS.values() for panel in panels for name in (panel if isinstance(panel, tuple) else [panel])]
RISES = {"rises by": "≥", "falls by": "≤"}


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
        before, after = path.get(BASE), path.get(year)
        if before is None or after is None or before <= 0 or after <= 0:
            return None
        return 100 * ((after / before) ** (1 / (year - BASE)) - 1)


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
    past = {year: value for year, value in sorted(history.get(target.variable, {}).items()) if FIRST <= year < BASE}
    published, assumed = _base_figure(target.variable)
    past |= {BASE: before[BASE]} if published else {}
    return Panel(target.variable, target.sector, title, unit, past, before, after, published, assumed)


def _base_figure(variable):
    """Whether the base year's value is a figure of its own, and whether that is an assumption."""
    name, bracket, label = variable.partition("[")
    source = figure_name(name, load())
    record = figures().get(f"{source}{bracket}{label}")
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
    name, _, label = variable.removesuffix("]").partition("[")
    attributes, zh = results[name].attrs, lang == "zh"
    if not label:
        title, index = re.fullmatch(INDEX, style.name(results[name], lang)).groups()
        return title, index or style.unit(attributes["units"], lang, name)
    dimension = next(dimension for dimension in results[name].dims if dimension != "year")
    title = str(results[f"{dimension}_title{'_zh' * zh}"].sel({dimension: label}).item())
    if attributes["units"] != "count":
        return title, style.unit(attributes["units"], lang, name)
    title, _, unit = title.removesuffix("）").rpartition("（" if zh else ", ")
    return title, " ".join(style.SCALES[part][0] if part in style.SCALES else part for part in unit.split())


def draw_paths(panels: list[Panel], solved, lang: str) -> list[tuple]:
    """The pages, each as (``matplotlib.figure.Figure``, its panels); to be called within ``style.look``."""
    pages = _pages(panels)
    drawn = []
    for number, places in enumerate(pages, 1):
        page = style.word("page", lang, page=number, pages=len(pages)) if len(pages) > 1 else ""
        drawn.append((_page(places, solved, page, lang), list(places.values())))
    return drawn


def _pages(panels):
    """Panels by their cell (row, column), page by page; a sector begins a row unless all of it fits the last one."""
    pages, cell = [{}], 0
    for i, panel in enumerate(panels):
        if i and panel.sector != panels[i - 1].sector:
            room = -cell % COLUMNS
            before = panels[i - 1].sector
            alone = sum(other.sector == before for other in panels) == 1
            if room and alone and max(map(len, style.SECTORS[before][1:])) > ROOM:
                cell, room = cell + 1, room - 1  # for its name to run on
            cell += room if sum(other.sector == panel.sector for other in panels) > room else 0
        if cell == COLUMNS * ROWS:
            pages, cell = [*pages, {}], 0
        pages[-1][divmod(cell, COLUMNS)] = panel
        cell += 1
    return pages


def _page(places, solved, page, lang):
    from matplotlib.figure import Figure

    rows, bands = 1 + max(row for row, _ in places), _bands(places)
    over = [NAMED if any(first for *_, first in band) else BARE for band in bands]
    around = HEAD + FOOT + sum(over) + AROUND * rows + 0.5
    axes = min(AXES, (PAGE - around) / rows)
    heights, tall = [HEAD, *(height for band in over for height in (band, axes)), FOOT], around + axes * rows
    figure = Figure(figsize=(8.27, tall), layout="constrained")
    margin = 0.25 / tall
    rect = (0.03, margin, 0.94, 1 - 2 * margin)
    figure.get_layout_engine().set(w_pad=0.04, h_pad=0.02, wspace=0.02, hspace=0.0, rect=rect)
    grid = figure.add_gridspec(2 * rows + 2, COLUMNS, height_ratios=heights)
    years = [year for panel in places.values() for year in panel.history] + [int(solved["year"][0])]
    span = {"start": min(years), "end": int(solved["year"].max())}
    heading(figure.add_subplot(grid[0, :]), solved, style.word("paths", lang, page=page, **span), _keys(places), lang)
    for row, parts in enumerate(bands):
        for sector, left, right, first in parts:
            band(figure.add_subplot(grid[1 + 2 * row, left : right + 1]), sector, lang, first)
    for (row, column), panel in places.items():
        _draw(figure.add_subplot(grid[2 + 2 * row, column]), panel, lang)
    style.caption(figure.add_subplot(grid[-1, :]), "paths_caption", solved, lang, style.OUTDENT)
    return figure


def _bands(places):
    """Row by row, the sectors that have panels there: (sector, first column, last column, whether it is named)."""
    found, named = [], set()
    for row in range(1 + max(row for row, _ in places)):
        columns = {}
        for (r, column), panel in places.items():
            if r == row:
                columns.setdefault(panel.sector, []).append(column)
        found.append([(sector, own[0], own[-1], sector not in named) for sector, own in columns.items()])
        named |= set(columns)
    return found


def _keys(places):
    goals = [goal for panel in places.values() for goal in panel.goals if goal.ends]
    hue = style.SECTORS[next(iter(places.values())).sector][0]
    looks = {
        "history": {"color": style.INK, "marker": "o", "ms": 2.2, "lw": 0.9},
        "assumed": {"ls": "", **style.ASSUMED},
        "baseline": {"color": PALE, "lw": 0.9},
        "solved": {"color": hue, "lw": 1.6},
        "required": _required(),
        "target_met": _diamond(True) | {"ls": ""},
        "target_missed": _diamond(False) | {"ls": ""},
    }
    absent = {
        "history": not any(panel.history for panel in places.values()),
        "assumed": not any(panel.assumed for panel in places.values()),
        "required": not goals,
        "target_met": not any(goal.met for goal in goals),
        "target_missed": all(goal.met for goal in goals),
    }
    return {key: look for key, look in looks.items() if not absent.get(key)}


def heading(axes, results, subtitle: str, looks: dict[str, dict], lang: str) -> None:
    """Title, subtitle, and below them the key: how each of ``style.WORDS`` looks."""
    from matplotlib.lines import Line2D
    from matplotlib.transforms import ScaledTranslation

    axes.axis("off")
    left = style.outdent(axes)

    def down(points):
        return left + ScaledTranslation(0, -points / 72, axes.figure.dpi_scale_trans)

    style.write(axes, 0, 1, style.title(results, lang), size=13, va="top", transform=left)
    style.write(axes, 0, 1, subtitle, size=8.5, color=style.SOFT, va="top", transform=down(18))
    handles = [Line2D([], [], label=style.word(key, lang), **look) for key, look in looks.items()]
    how = {"frameon": False, "borderaxespad": 0, "columnspacing": 1.5, "handletextpad": 0.5, "borderpad": 0}
    key = axes.legend(handles=handles, loc="upper left", ncols=len(handles), **how)
    key.set_bbox_to_anchor((0, 1), transform=down(34))
    key.set_in_layout(False)


def _required():
    return {"color": style.RED, "lw": 0.9, "ls": (0, (2, 1.4))}


def _diamond(met):
    return {"color": style.RED, "marker": "D", "ms": 3.4, "mfc": style.RED if met else "white", "mew": 0.8}


def _draw(axes, panel, lang):
    last = max(panel.solved)
    start = FIRST if any(year < BASE for year in panel.history) else BASE
    axes.plot(list(panel.baseline), list(panel.baseline.values()), color=PALE, lw=0.9, zorder=2)
    hue = style.SECTORS[panel.sector][0]
    axes.plot(list(panel.solved), list(panel.solved.values()), color=hue, lw=1.6, zorder=3, solid_capstyle="round")
    axes.plot(list(panel.history), list(panel.history.values()), color=style.INK, lw=0.9, marker="o", ms=2.2, zorder=4)
    if panel.assumed:
        axes.plot([BASE], [panel.baseline[BASE]], **style.ASSUMED, zorder=4.5)
    for goal in panel.goals:
        axes.plot(list(goal.required), list(goal.required.values()), zorder=3.5, **_required())
    levels = [value for goal in panel.goals for value in (*goal.ends, *goal.required.values())]
    lines = (panel.history, panel.baseline, panel.solved)
    style.frame(axes, start, last, levels + [value for line in lines for value in line.values()])
    wide = max((len(value_label(goal)) for goal in panel.goals if goal.ends), default=0)
    axes.set_xlim(start - 0.04 * (last - start), last + (0.42 if wide < 8 else 0.52) * (last - start))
    axes.spines["bottom"].set_bounds(axes.get_xlim()[0], last)
    _mark(axes, panel, last)
    panel_title(axes, panel.title, panel.unit, WIDTH)
    label = axes.set_xlabel("\n".join(small_print(panel, lang)), loc="left", color=style.SOFT, labelpad=1.5, linespacing=1.15)
    label.set_transform(style.outdent(axes, label.get_transform()))


def _mark(axes, panel, last):
    """Diamonds at the targets, and their values beside them where there is room for one more."""
    from matplotlib.patheffects import withStroke

    low, high = axes.get_ylim()
    placed = []
    for goal in sorted(panel.goals, key=lambda goal: goal.target.reading != "level"):
        if not goal.ends:
            continue
        year, middle = goal.target.year, sum(goal.ends) / len(goal.ends)
        axes.plot([year] * len(goal.ends), goal.ends, lw=0.8, zorder=5, clip_on=False, **_diamond(goal.met))
        if any(when == year and abs(middle - other) < 0.14 * (high - low) for when, other in placed):
            continue
        placed.append((year, middle))
        beside = {"xytext": (4.5, 0), "ha": "left", "va": "center"}
        under = {"xytext": (3.5, -2), "ha": "left", "va": "top"}
        axes.annotate(
            value_label(goal), (year, middle), textcoords="offset points", color=style.RED, size=style.SMALL, zorder=6,
            path_effects=[withStroke(linewidth=1.5, foreground="white")], **(beside if year == last else under),
        ).set_in_layout(False)  # fmt: skip


def value_label(goal: Goal) -> str:
    """The value that a target asks for in its year, with the sign of its relation."""
    if len(goal.ends) > 1:
        return "–".join(style.number(end) for end in goal.ends)
    sign = RISES.get(goal.target.relation) or SIGNS[goal.target.relation]
    return f"{sign} {style.number(goal.ends[0])}".strip()


def rates(panel: Panel) -> list[tuple[Goal, float | None, float | None]]:
    """Of each goal of one year's value: its growth a year needed, and solved."""
    return [
        (goal, panel.growth(goal.required, goal.target.year), panel.growth(panel.solved, goal.target.year))
        for goal in panel.goals
        if goal.ends
    ]


def small_print(panel: Panel, lang: str) -> list[str]:
    """Lines under a panel: both growth rates, and targets that are no value of one year."""
    lines = []
    found = [(goal, needed, solved) for goal, needed, solved in rates(panel) if needed is not None and solved is not None]
    if found:
        told = {"needed": _span([needed for _, needed, _ in found], lang), "solved": _span([rate for *_, rate in found], lang)}
        lines.append(style.word("growth", lang, **told))
    lines += [_other(goal, lang) for goal in panel.goals if not goal.ends]
    return [line if style.columns(line) <= PRINT else line.replace(", ", ",\n").replace("，", "，\n") for line in lines]


def _span(values, lang):
    """A rate, or the least and the largest of several where print tells them apart."""
    ends = dict.fromkeys(_rate(value) for value in (min(values), max(values)))
    return ("–" if min(values) >= 0 else style.word("to", lang)).join(ends)


def _rate(value):
    text = f"{value:.{1 if abs(value) >= 1 else 2}f}"
    return "0" if float(text) == 0 else text.replace("-", "−")


def _other(goal, lang):
    target, mark = goal.target, "◆ " if goal.met else "◇ "
    if target.reading == "peak":
        value = style.word("no_peak", lang) if np.isnan(goal.projected) else f"{goal.projected:.0f}"
        return mark + style.word("peak_by", lang, aim=target.year, value=value)
    asked = f"{SIGNS.get(target.relation) or RISES.get(target.relation, '')} {style.number(aim(target))}".strip()
    if target.relation == "between":
        asked = f"{style.number(target.value)}–{style.number(target.upper)}"
    span = {"start": BASE + 1, "end": target.year}
    return mark + style.word(target.reading, lang, aim=asked, value=style.number(goal.projected), **span)


def table(panels: list[Panel]) -> list[dict]:
    """The drawn numbers of a page, one row each; growth rates stand at the target's year."""
    return [row for panel in panels for row in _rows(panel) if math.isfinite(row["value"])]


def _rows(panel):
    own = {"variable": panel.variable, "title": panel.title, "unit": panel.unit}
    for key in ("history", "baseline", "solved"):
        for year, value in getattr(panel, key).items():
            yield own | {"series": key, "target": "", "year": year, "value": value}
    for goal in panel.goals:
        for year, value in goal.required.items():
            yield own | {"series": "required", "target": goal.target.id, "year": year, "value": value}
        for value in goal.ends:
            yield own | {"series": "target", "target": goal.target.id, "year": goal.target.year, "value": value}
        if not goal.ends:
            yield own | {"series": goal.target.reading, "target": goal.target.id, "year": goal.target.year, "value": goal.projected}
    for goal, needed, solved in rates(panel):
        for key, rate in {"growth_needed": needed, "growth_solved": solved}.items():
            row = own | {"series": key, "target": goal.target.id, "year": goal.target.year, "unit": "%/year"}
            yield row | {"value": math.nan if rate is None else rate}
