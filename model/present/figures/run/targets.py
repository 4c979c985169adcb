"""Every target against the projection, as a table with dots, in pages."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from model.data import base_year, of_plan
from model.plan.targets import Target, Verdict, at
from model.present.canvas.canvas import SMALL, TYPE, Canvas
from model.present.canvas.colours import GRID, RED, RESULTS, SECTORS, SOFT, dot, hue
from model.present.canvas.pages import even, kept, subtitle
from model.present.canvas.sheet import Sheet
from model.present.canvas.table_rows import Row, beside, paged
from model.present.canvas.types import Axes, Dataset, Drawn
from model.present.figures.figure import Figure, Page, Run, numbered
from model.present.text import words
from model.present.text.phrases import SIGNS, aim_text, reached_text, unit_of
from model.scenario.element import variable_of

CHANGES = ("change", "increment", "change_percent", "cumulative")  # readings that are 0 in the base year
LOW, HIGH = -0.5, 2.0  # the drawn range of the share of the way
PITCH = 0.165  # inches a line of the table takes
HEADS, AXIS = 1.2, 0.5  # lines of the names of the columns; inches of the axis below
SECTOR = 1.7  # lines of a sector's name
NARROW = {"projected": (0.42, "right"), "target_value": (1.0, "right")}
WIDE = {
    "base": (0.09, "right"), "projected": (0.235, "right"), "target_value": (0.425, "right"), "unit": (0.445, "left"),
    "year": (0.752, "center"), "result": (0.838, "left"),
}  # fmt: skip
CELLS = {"column": NARROW, "page": WIDE, "slide": WIDE}  # where in the table each column stands
WIDTHS = {"column": (1.25, 0.75, 1.15), "page": (2.15, 1.8, 3.95), "slide": (2.5, 1.3, 3.9)}  # of names, dots, table
FEW = ("column",)  # sizes with marks at the base and at the target alone
SHORT = ("column", "slide")  # sizes on which the axis has a short name


def start_of(target: Target, results: Dataset) -> float | None:
    """Where the way to a target begins: 0 of a change, the printed base, or the run's own value of the base year."""
    if target.reading in CHANGES:
        return 0.0
    if target.reading == "level" and target.base_value is not None:
        return target.base_value
    if target.reading != "level" or variable_of(target.variable) not in results:
        return None
    return at(results, target.variable, int(results.variables["year"].values[0]))


def share(verdict: Verdict, start: float | None) -> float | None:
    """How much of the way from ``start`` to the target the projection covers: 0 at the base, 1 at the target.

    None where there is no such way: no number, no base, a growth rate, or a target that the base already met.
    """
    target, projected = verdict.target, verdict.projected
    value, upper = target.value, target.upper
    if value is None or projected is None or start is None or target.reading not in (*CHANGES, "level"):
        return None
    if target.relation == "between" and upper is not None and start > value:
        value = upper if start > upper else start
    done = {"≥": start >= value, "≤": start <= value}.get(SIGNS.get(target.relation, ""), start == value)
    return None if done else (projected - start) / (value - start)


class Targets(Figure):
    """The dot plot of the targets, which are measured from the plan's base year; a target stated twice has one row."""

    name = "targets"
    title = ("Targets", "目标")
    of = Run

    def pages(self, material: Run, canvas: Canvas) -> Iterator[Page]:
        """As many as the rows need; on slides those missed first, then the main ones."""
        if not of_plan(material.results):
            return
        told = words.title(material.results, canvas.lang)
        sheet = _sheet(material.results, canvas, 99, 99, subtitle(canvas, told, "kept_targets", 99, 999))
        most = (sheet.room - AXIS) / PITCH - HEADS
        rows = list(_rows([verdict for verdict in material.verdicts if not verdict.target.restates], sheet))
        shown = kept(canvas, rows, lambda rows: paged(rows, most, SECTOR), _rank)
        pages = even(lambda most: paged(shown, most, SECTOR), most)
        told = subtitle(canvas, told, "kept_targets", len(shown), len(rows))
        for number, rows in enumerate(pages, 1):
            figure = _draw(_sheet(material.results, canvas, number, len(pages), told), material.results, rows)
            yield Page(numbered(self.name, number), figure, _table(rows, material.results))


def _rank(row: Row) -> tuple[bool, bool]:
    """What a slide shows first: targets that are missed, and main ones before programmes."""
    return row.about.met is not False, row.group == "programmes"


def _table(rows: Sequence[Row], results: Dataset) -> list[dict[str, Any]]:
    """The drawn numbers of a page, a row a target; ``share`` is that of the way, empty where there is none."""
    table = []
    for verdict in (row.about for row in rows if row.about):
        target, start = verdict.target, start_of(verdict.target, results)
        known = {"id": target.id, "indicator": target.label, "indicator_zh": target.label_zh}
        known |= {key: getattr(target, key) for key in ("sector", "unit", "year", "relation", "reading")}
        numbers = {"base": start, "projected": verdict.projected, "target_value": target.value, "upper": target.upper}
        table.append(known | numbers | {"result": RESULTS[verdict.met], "share": share(verdict, start)})
    return table or [{"id": "", "result": ""}]


def _sheet(results: Dataset, canvas: Canvas, page: int, pages: int, told: str) -> Sheet:
    looks = {word: dot(met) | {"ls": ""} for met, word in RESULTS.items()}
    title = canvas.word("scorecard", page=canvas.page_of(page, pages))
    caption = canvas.caption("target_caption", results)
    return Sheet(canvas, title, told, looks, caption, left=0.0)


def _rows(verdicts: Sequence[Verdict], sheet: Sheet) -> Iterator[Row]:
    """The rows by sector, without the sectors' names."""
    for sector in SECTORS:
        for verdict in (verdict for verdict in verdicts if verdict.target.sector == sector):
            label = _label(verdict.target, sheet)
            yield Row(1.0 + 0.8 * label.count("\n"), sector, label, verdict)


def _label(target: Target, sheet: Sheet) -> str:
    """A target's name in lines; where the table has no columns for them, with its unit and year."""
    canvas = sheet.canvas
    name = words.subscript(canvas.choose(target.label, target.label_zh))
    if "year" not in CELLS[canvas.size]:
        rest = canvas.listed(filter(None, [unit_of(target, canvas.lang), str(target.year)]))
        name = canvas.word("name_of", name=name, rest=rest)
    widths = WIDTHS[canvas.size]
    return words.wrap(name, sheet.columns(widths[0] / sum(widths), 0.08))


def _draw(sheet: Sheet, results: Dataset, rows: Sequence[Row]) -> Drawn:
    canvas, lines = sheet.canvas, max(sum(row.lines for row in rows), 3.0)
    figure, parts = beside(sheet, WIDTHS[canvas.size], PITCH * (lines + HEADS), AXIS, (lines, -HEADS))
    base = base_year(results)
    _share_axis(canvas, parts[1], base)
    canvas.cell(parts[0], 0, -0.7, canvas.word("indicator"), fine=True)
    for key, (x, side) in CELLS[canvas.size].items():
        canvas.cell(parts[2], x, -0.7, canvas.word(key, base=base), fine=True, ha=side)
    y = 0.0
    for row in rows:
        if row.about:
            _target_row(canvas, parts, y, row, start_of(row.about.target, results))
        else:
            _sector_row(canvas, parts, y, row.group)
        y += row.lines
    return figure


def _share_axis(canvas: Canvas, axes: Axes, base: int) -> None:
    """The axis of shares of the way from the base year, with upright lines there and at the target."""
    from matplotlib.ticker import FixedFormatter, FixedLocator

    few = canvas.size in FEW
    axes.set_xlim(LOW, HIGH)
    ends = {0: canvas.word("at_base"), 1: canvas.word("at_target")}
    marks = ends | (
        {} if few else {2: "200%"} if canvas.size in SHORT else {-0.5: "−50%", 0.5: "50%", 1.5: "150%", 2: "200%"}
    )
    axes.xaxis.set_major_locator(FixedLocator(list(marks)))
    axes.xaxis.set_major_formatter(FixedFormatter(list(marks.values())))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    for x, look in ((0, {"color": SOFT, "lw": 0.7}), (1, {"color": RED, "lw": 0.9, "ls": ":"})):
        axes.plot([x, x], [0.4, axes.get_ylim()[0]], zorder=1, **canvas.sized(**look))
    axes.set_xlabel(canvas.word("share_short" if canvas.size in SHORT else "share", base=base), color=SOFT)


def _sector_row(canvas: Canvas, parts: Sequence[Axes], y: float, sector: str) -> None:
    for axes in parts:
        axes.axhline(y + 1.5, color=hue(sector), lw=canvas.pt(1.2))
    canvas.cell(parts[0], 0, y + 0.9, canvas.sector(sector), **canvas.strong)


def _target_row(canvas: Canvas, parts: Sequence[Axes], y: float, row: Row, start: float | None) -> None:
    (names, dots, table), verdict = parts, row.about
    cells, middle = CELLS[canvas.size], y + row.lines / 2
    for axes in parts:
        axes.axhline(y + row.lines, color=GRID, lw=canvas.pt(0.5), zorder=0)
    canvas.cell(names, 0, middle, row.label, linespacing=1.1)
    values = _values(verdict, start, canvas)
    for key, (x, side) in cells.items():
        canvas.cell(table, x, middle, values[key], ha=side, size=SMALL if key == "unit" else TYPE)
    look = canvas.sized(**dot(verdict.met))
    if "result" in cells:
        table.plot([cells["result"][0] - 0.022], [middle], transform=table.get_yaxis_transform(), **look)
    if (part := share(verdict, start)) is not None and math.isfinite(part):
        _draw_share(canvas, dots, middle, part, look)


def _draw_share(canvas: Canvas, axes: Axes, y: float, part: float, look: dict[str, Any]) -> None:
    """A dot at the share; one that is off the axis is drawn at its end, with an arrow and, where there is room, in figures."""
    few, colour = canvas.size in FEW, look["color"]
    end = min(max(part, LOW), HIGH)
    step = 0.0 if end == part else math.copysign(0.45 if few else 0.18, part)
    axes.plot([0, end - step], [y, y], color=colour, lw=canvas.pt(1.4), zorder=2)
    axes.plot([end - step], [y], zorder=3, clip_on=bool(step), **look)
    if not step:
        return
    arrow = {"arrowstyle": "-|>", "color": colour, "lw": canvas.pt(1.2), "mutation_scale": canvas.pt(7)}
    axes.annotate("", (end, y), (end - step, y), arrowprops=arrow | {"shrinkA": 0, "shrinkB": 0}, zorder=2)
    if not few:
        x, side = (end - 1.45 * step, "right") if step > 0 else (0.06, "left")
        behind = {"facecolor": "white", "edgecolor": "none", "pad": canvas.pt(0.6)}
        text = f"{part:,.0%}".replace("-", "−")
        axes.text(x, y, text, size=canvas.pt(SMALL), va="center", ha=side, zorder=4, bbox=behind)


def _values(verdict: Verdict, start: float | None, canvas: Canvas) -> dict[str, str]:
    """Cells of a target's row, by column; what is projected of a peak is its year."""
    target = verdict.target
    return {
        "base": words.number(None if target.reading == "peak" else start),
        "projected": reached_text(verdict),
        "target_value": aim_text(target, canvas.lang),
        "unit": unit_of(target, canvas.lang),
        "year": str(target.year or "–"),
        "result": canvas.word(RESULTS[verdict.met]),
    }
