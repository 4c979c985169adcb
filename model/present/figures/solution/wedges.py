"""What moves each headline target from its baseline to its solved value, part by part."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from model.engine.build import System
from model.plan.solution.wedges import Wedge, Wedges, titles
from model.plan.targets import Target, ends
from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import FAINT, INK, RED, SOFT, hue
from model.present.canvas.pages import kept, subtitle
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes
from model.present.figures.figure import Figure, Page, Solution, numbered
from model.present.text import words
from model.present.text.phrases import aim_text
from model.present.text.solving.wedges import digits_of, fixed, steps_of
from model.scenario.element import variable_of

COLUMNS = {"column": 1, "page": 5, "slide": 3}  # panels beside each other
LEAST = 0.005  # of all that moves in a panel: a part that is less in every panel is not drawn
LEVERS = 10  # drawn one by one where there are no Shapley values
PITCH, HEAD = 0.148, 0.5  # inches a row of a panel takes, and what stands over the rows
LABELS = 0.72  # width of the labels, in panels
NUMBERS = 0.55  # the share of a panel that is kept for the numbers


@dataclass(frozen=True)
class Part:
    """A row of every panel: its label, its colour, and by target id what it contributes, None where it is not known."""

    key: str
    label: str
    colour: str
    values: Mapping[str, float | None]

    def size(self, wedges: Sequence[Wedge]) -> float:
        """The largest share that it has of what is moved in any panel."""
        whole = (sum(map(abs, steps_of(wedge))) or 1.0 for wedge in wedges)
        return max(abs(self.values[wedge.target.id] or 0.0) / all_ for wedge, all_ in zip(wedges, whole, strict=True))


class Contributions(Figure):
    """The wedges of the headline targets; without any nothing is drawn."""

    name = "wedges"
    title = ("What moves the headline targets", "主要目标的贡献分解")
    of = Solution

    def pages(self, material: Solution, canvas: Canvas) -> Iterator[Page]:
        """As many as there are panels for."""
        if material.wedges is None or not material.wedges.each:
            return
        each = material.wedges.each
        parts, undrawn = _parts(material.wedges, material.system, canvas)
        late = canvas.word("undrawn", names=words.Say("wedges", canvas.lang).listed(undrawn)) if undrawn else ""

        def sheet(page: str, shown: int) -> Sheet:
            key = "wedge_caption" if each[0].shapley else "leave_one_out_caption"
            caption = canvas.caption(key, material.results, late=late)
            told = subtitle(canvas, words.title(material.results, canvas.lang), "kept_wedges", shown, len(each))
            return Sheet(canvas, canvas.word("wedges", page=page), told, {}, caption, left=0.0)

        tall = (len(parts) + 3) * PITCH + HEAD + 0.1  # inches of a row of panels
        size = max(COLUMNS[canvas.size] * int(sheet("", 0).room / tall), 1)
        shown = kept(canvas, each, lambda each: range(0, len(each), size))
        pages = [shown[first : first + size] for first in range(0, len(shown), size)]
        for number, wedges in enumerate(pages, 1):
            figure = _draw(sheet(canvas.page_of(number, len(pages)), len(shown)), wedges, parts)
            yield Page(numbered(self.name, number), figure, list(_rows(wedges, parts)))


def _parts(wedges: Wedges, system: System, canvas: Canvas) -> tuple[list[Part], list[str]]:
    """The rows of the panels; and the labels of what is too small to be drawn."""
    if not all(wedge.shapley for wedge in wedges.each):
        return _levers(wedges, system, canvas), []
    parts = []
    for group in wedges.groups:
        values = {wedge.target.id: wedge.shapley[group] for wedge in wedges.each}
        parts.append(Part(group, canvas.choose(*titles(group, system)), hue(group), values))
    large = [part for part in parts if part.size(wedges.each) >= LEAST]
    return large, [part.label for part in parts if part not in large]


def _levers(wedges: Wedges, system: System, canvas: Canvas) -> list[Part]:
    """The largest levers left out one by one, the others together, and the interaction."""
    each = wedges.each
    parts = [
        Part(
            lever, canvas.choose(*titles(lever, system)), hue(system.sectors[variable_of(lever)]),
            {w.target.id: w.leave_one_out[lever] for w in each},
        )
        for levers in wedges.groups.values() for lever in levers
    ]  # fmt: skip
    large = sorted(parts, key=lambda part: -part.size(each))[:LEVERS]
    shown, others = [part for part in parts if part in large], [part for part in parts if part not in large]

    def sums(of: Sequence[Part]) -> dict[str, float]:
        return {w.target.id: sum(part.values[w.target.id] or 0.0 for part in of) for w in each}

    if others:
        shown.append(Part("other_levers", canvas.word("other_levers"), SOFT, sums(others)))
    known = sums(parts)
    rest = {w.target.id: w.solved - w.baseline - known[w.target.id] for w in each}
    key = "interaction" if all(w.interaction is not None for w in each) else "interaction_unknown"
    return [*shown, Part(key, canvas.word(key), INK, rest)]


def _rows(wedges: Sequence[Wedge], parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """What is drawn, a row a mark."""
    for wedge in wedges:
        lead = {"target": wedge.target.id, "unit": wedge.target.unit}
        steps = [(part.key, part.values[wedge.target.id]) for part in parts]
        for key, value in (("baseline", wedge.baseline), *steps, ("solved", wedge.solved)):
            yield lead | {"part": key, "value": value}


def _draw(sheet: Sheet, wedges: Sequence[Wedge], parts: Sequence[Part]) -> Any:
    columns = COLUMNS[sheet.canvas.size]
    heights = [(0, (len(parts) + 3) * PITCH, HEAD)] * math.ceil(len(wedges) / columns)
    figure, grid = sheet.lay_out(heights, columns + 1, [LABELS, *[1] * columns], fill=False)
    wide = sheet.columns(1 / (columns + LABELS), 0.2)
    for i, wedge in enumerate(wedges):
        row, column = divmod(i, columns)
        if not column:
            _labels(figure.add_subplot(grid[2 * row + 2, 0]), parts, sheet)
        axes = figure.add_subplot(grid[2 * row + 2, column + 1])
        _panel(sheet.canvas, axes, wedge, parts)
        _title(sheet.canvas, axes, wedge.target, wide)
    return figure


def _frame(canvas: Canvas, axes: Axes, parts: Sequence[Part]) -> None:
    axes.axis("off")
    axes.set_ylim(len(parts) + 2.5, -0.5)
    for line in (0.5, len(parts) + 0.5):
        axes.axhline(line, color=FAINT, lw=canvas.pt(0.6), clip_on=False)


def _labels(axes: Axes, parts: Sequence[Part], sheet: Sheet) -> None:
    """The names of the rows, once for a row of panels."""
    canvas = sheet.canvas
    _frame(canvas, axes, parts)
    wide = sheet.columns(LABELS / (COLUMNS[canvas.size] + LABELS), 0.06)
    first, *last = (canvas.word(key) for key in ("from_baseline", "to_solved", "wanted"))
    for y, name in enumerate([first, *(part.label for part in parts), *last]):
        label = words.wrap(name, wide)
        canvas.cell(axes, 0, y, label, linespacing=0.95, fine="\n" in label, color=INK)


def _panel(canvas: Canvas, axes: Axes, wedge: Wedge, parts: Sequence[Part]) -> None:
    """The way from the baseline to the solved value, part by part, with every number at the right."""
    _frame(canvas, axes, parts)
    target, steps = wedge.target, [part.values[wedge.target.id] for part in parts]
    at = list(accumulate((step or 0.0 for step in steps), initial=wedge.baseline))
    low, high = min([*at, wedge.solved]), max([*at, wedge.solved])
    width, digits = (high - low) or abs(high) or 1.0, digits_of(wedge)
    left, right = low - 0.1 * width, high + 0.1 * width
    axes.set_xlim(left, left + 1.2 * width / (1 - NUMBERS))
    last = len(parts) + 1
    for y, start in enumerate(at, 1):
        axes.plot([start, start], [y - 1, y], color=SOFT, lw=canvas.pt(0.5), zorder=2)
    for y, (part, step, start) in enumerate(zip(parts, steps, at, strict=False), 1):
        axes.barh(y, step or 0.0, left=start, height=0.66, color=part.colour, lw=0, zorder=3)
    empty = canvas.sized(ms=3.4, mew=0.8, mfc="white", mec=INK)
    axes.plot([wedge.baseline], [0], marker="o", zorder=4, **empty)
    axes.plot([wedge.solved], [last], marker="o", color=INK, zorder=4, **canvas.sized(ms=3.6))
    shown = [words.number(None) if step is None else fixed(step, digits, "+") for step in steps]
    for y, text in enumerate(
        [fixed(wedge.baseline, digits), *shown, fixed(wedge.solved, digits), aim_text(target, canvas.lang)]
    ):
        canvas.cell(axes, 1, y, text, ha="right", size=SMALL, color=RED if y > last else INK)
    for end in ends(target):  # a diamond; where it is off the panel, an arrowhead at that side
        x, marker = (left, "<") if end < left else (right, ">") if end > right else (end, "D")
        axes.plot([x], [last + 1], color=RED, marker=marker, lw=0, zorder=4, clip_on=False, **canvas.sized(ms=3.2))


def _title(canvas: Canvas, axes: Axes, target: Target, wide: int) -> None:
    unit = canvas.unit(target.unit, target.variable)
    if target.relation == "falls by":
        unit = canvas.word("fall", unit=unit)
    elif target.reading == "growth_above_gdp":
        unit = canvas.word("growth_lead", unit=unit)
    title = words.balance(words.subscript(canvas.choose(target.label, target.label_zh)), wide)
    how = {"xycoords": "axes fraction", "va": "bottom"}
    unit = words.wrap(canvas.listed(filter(None, [unit, canvas.word("in_year", year=target.year)])), wide)
    over = 12 + 8 * unit.count("\n")  # points
    canvas.note(axes, unit, (0, 1), (0, 2.5), color=SOFT, linespacing=1.1, **how).set_in_layout(True)
    canvas.note(axes, title, (0, 1), (0, over), size=7, linespacing=1.1, **how).set_in_layout(True)
