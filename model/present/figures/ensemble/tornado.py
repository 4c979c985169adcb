"""Tornado: a result with each assumption alone at the ends of its range, the widest swing on top."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import DIAMOND, INK, RED
from model.present.canvas.panel import Mark
from model.present.canvas.sheet import Sheet
from model.present.canvas.table_rows import beside
from model.present.canvas.types import Axes, Dataset
from model.present.canvas.variable import asked_in
from model.present.figures.figure import Figure, Page, Swings
from model.present.text import words

MOST = {"column": 12, "page": 25, "slide": 10}  # assumptions that are drawn
WIDTHS = {"column": (1.25, 1.1, 0.8), "page": (2.6, 3.3, 1.7), "slide": (2.6, 2.9, 1.7)}  # of names, bars, ranges
PITCH, MORE, AXIS = 0.19, 0.11, 0.34  # inches of a bar's row, of each further line of its name, and of the axis below
ENDS = {"low": "#56B4E9", "high": "#D55E00"}


class Tornado(Figure):
    """Bars from the result at the lowest to that at the highest value of each assumption, about the run's own.

    An assumption that leaves the model's domain at an end is not drawn; the caption says how many do. What the plan asks
    of the variable in that year is drawn.
    """

    name = "tornado"
    title = ("What each assumption alone moves", "单项假设的影响")
    of = Swings

    def pages(self, material: Swings, canvas: Canvas) -> Iterator[Page]:
        """One."""
        swings = material.results
        whole = np.isfinite(swings["result_low"].values) & np.isfinite(swings["result_high"].values)
        shown = swings.isel(assumption=np.flatnonzero(whole)[: MOST[canvas.size]])
        marks = asked_in(shown.attrs["variable"], material.targets, shown.attrs["year"])
        yield Page(self.name, _draw(shown, marks, canvas), [_row(one, shown, canvas) for one in _each(shown)])


def _row(one: Dataset, shown: Dataset, canvas: Canvas) -> dict[str, Any]:
    """The drawn numbers of an assumption: its range, and the variable at the two ends and in the run."""
    return {
        "variable": shown.attrs["variable"],
        "year": shown.attrs["year"],
        "assumption": str(one["assumption"].values),
        "title": _title(one, canvas),
        "units": str(one["units"].values),
        **{key: float(one[key]) for key in ("low", "high", "value", "result_low", "result_high")},
        "result": shown.attrs["result"],
        "result_units": shown.attrs["units"],
    }


def _each(shown: Dataset) -> list[Dataset]:
    return [shown.isel(assumption=place) for place in range(shown.sizes["assumption"])]


def _title(one: Dataset, canvas: Canvas) -> str:
    return words.subscript(str(one[canvas.choose("title", "title_zh")].values))


def _draw(shown: Dataset, marks: Sequence[Mark], canvas: Canvas) -> Any:
    sheet, widths = _sheet(shown, canvas), WIDTHS[canvas.size]
    wide, fine = (sheet.columns(widths[i] / sum(widths), 0.08, points) for i, points in ((0, 7), (2, SMALL)))
    rows = [(one, words.wrap(_title(one, canvas), wide), words.wrap(_range(one, canvas), fine)) for one in _each(shown)]
    heights = [PITCH + MORE * max(name.count("\n"), span.count("\n")) for _, name, span in rows]
    tops = np.cumsum([0.0, *heights])
    figure, (names, bars, ranges) = beside(sheet, widths, sum(heights) + PITCH, AXIS, (tops[-1], -PITCH))
    canvas.cell(names, 0, -PITCH / 2, canvas.word("assumption"), fine=True)
    canvas.cell(ranges, 1, -PITCH / 2, canvas.word("range"), fine=True, ha="right")
    run = shown.attrs["result"]
    for (one, name, span), top, height in zip(rows, tops, heights, strict=False):
        middle = top + height / 2
        canvas.cell(names, 0, middle, name, linespacing=1.1)
        canvas.cell(ranges, 1, middle, span, fine=True, ha="right", linespacing=1.1)
        for end, colour in ENDS.items():
            length = float(one[f"result_{end}"]) - run
            bars.barh(middle, length, 0.62 * PITCH, run, color=colour, lw=0, zorder=2)
    _axis(canvas, bars, shown, marks)
    return figure


def _sheet(shown: Dataset, canvas: Canvas) -> Sheet:
    known, run = shown.attrs, words.title(shown, canvas.lang)
    name = words.subscript(known[canvas.choose("long_name", "long_name_zh")])
    unit = canvas.unit(known["units"], known["variable"])
    title = canvas.word("tornado", name=name, year=known["year"])
    title += canvas.choose(f" ({unit})", f"（{unit}）") if unit else ""
    looks = {f"at_{end}": {"patch": colour} for end, colour in ENDS.items()}
    left = canvas.word("ends_left", count=known["left_domain"]) if known["left_domain"] else ""
    parts = {"title": run, "shown": shown.sizes["assumption"], "moved": known["moved"], "left": left}
    caption = canvas.word("tornado_caption", **parts)
    return Sheet(canvas, title, canvas.word("tornado_told", title=run), looks, caption, left=0.0)


def _range(one: Dataset, canvas: Canvas) -> str:
    unit = canvas.unit(str(one["units"].values), str(one["assumption"].values))
    text = f"{words.number(float(one['low']))} – {words.number(float(one['high']))}"
    return f"{text} {unit}".strip()


def _axis(canvas: Canvas, axes: Axes, shown: Dataset, marks: Sequence[Mark]) -> None:
    """The axis of the result, with upright lines at the run's own value and at what the plan asks for."""
    value, bottom = shown.attrs["result"], axes.get_ylim()[0]
    asked = [end for mark in marks for end in mark.values]
    levels = [value, *shown["result_low"].values, *shown["result_high"].values, *asked]
    slack = 0.06 * (max(levels) - min(levels) or abs(value) or 1.0)
    axes.set_xlim(min(levels) - slack, max(levels) + slack)
    canvas.numbers(axes.xaxis, 4)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.plot([value, value], [0, bottom], color=INK, lw=canvas.pt(0.8), zorder=3)
    named = [(value, canvas.word("as_run", value=words.number(value)), INK)]
    for mark in marks:
        for end in mark.values:
            axes.plot([end, end], [0, bottom], color=RED, lw=canvas.pt(0.9), ls=":", zorder=3)
        look = canvas.sized(**DIAMOND | {"lw": 0})
        axes.plot(list(mark.values), [0] * len(mark.values), clip_on=False, zorder=4, **look)
        named.append((mark.middle, mark.label, RED))
    _name_lines(canvas, axes, sorted(named))


def _name_lines(canvas: Canvas, axes: Axes, named: Sequence[tuple[float, str, str]]) -> None:
    """Names over the upright lines, each on the side of the axis on which its line stands, apart from the next one's."""
    for place, (x, text, colour) in enumerate(named):
        side, shift = ("center", 0) if len(named) == 1 else ("left", 2) if place else ("right", -2)
        canvas.note(axes, text, (x, -PITCH / 2), (shift, 0), ha=side, color=colour)
