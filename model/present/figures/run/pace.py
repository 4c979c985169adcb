"""The pace that each target needs, over the pace of what was ever done: a line a target, those that ask for most first."""

from collections.abc import Iterator, Sequence
from typing import Any

from model.data import base_year, of_plan
from model.plan.indicators import GROUPS, group_of
from model.plan.pace.pace import FAST, ORDINARY, Pace, once, paces
from model.present.canvas.canvas import SMALL, TYPE, Canvas
from model.present.canvas.colours import FAINT, GRID, INK, MET, RED, SOFT, mixed
from model.present.canvas.pages import even, kept, subtitle
from model.present.canvas.sheet import Sheet
from model.present.canvas.table_rows import Row, beside, paged
from model.present.canvas.types import Axes, Dataset
from model.present.figures.figure import Figure, Page, Run, numbered
from model.present.text import words
from model.present.text.targets.pace import JUDGED, by_ratio, cells, relaxed_note
from model.present.text.words import Say

LOW, HIGH = 0.1, 8.0  # the drawn range of the ratio, in equal steps of growth
TICKS = (0.25, 0.5, 1.0, 2.0, 4.0)
PITCH = 0.178  # inches a line of the table takes
HEADS, AXIS, GROUP = 1.4, 0.42, 1.5  # lines of the names of the columns; inches of the axis; lines of a group's name
COLOURS = {"ordinary": MET, "fast": "#E69F00", "beyond experience": RED}
MARKERS = {"ordinary": "o", "fast": "s", "beyond experience": "D"}
NARROW = {"needs": (0.27, "right"), "unit": (0.31, "left")}
WIDE = {
    "needs": (0.1, "right"), "was": (0.235, "right"), "unit": (0.255, "left"), "where": (0.49, "left"), "money": (0.998, "right"),
}  # fmt: skip
CELLS = {"column": NARROW, "page": WIDE, "slide": WIDE}  # where in the table each column stands
WIDTHS = {"column": (1.15, 0.75, 1.25), "page": (2.2, 1.7, 3.85), "slide": (2.2, 1.5, 3.85)}  # of names, dots, table


class Paces(Figure):
    """Needed over experienced pace of the targets that have an experience; main indicators and programmes apart."""

    name = "pace"
    title = ("Pace: needed against ever done", "目标所需速度与以往速度")
    of = Run

    def pages(self, material: Run, canvas: Canvas) -> Iterator[Page]:
        """One on a page; on a smaller sheet as many as the rows need, on slides the fastest."""
        if not of_plan(material.results):
            return
        stated = once(paces([verdict.target for verdict in material.verdicts], material.results))
        if not (judged := [pace for pace in stated if pace.flag in JUDGED]):
            return
        sheet = _sheet(stated, material.results, canvas, 99, (99, 99, 999))
        most, rows = (sheet.room - AXIS) / PITCH - HEADS, list(_rows(judged, sheet))
        shown = kept(canvas, rows, lambda rows: paged(rows, most, GROUP), lambda row: by_ratio(row.about))
        pages = even(lambda most: paged(shown, most, GROUP), most)
        counts = len(pages), len(shown), len(rows)
        for number, rows in enumerate(pages, 1):
            figure = _draw(_sheet(stated, material.results, canvas, number, counts), rows)
            yield Page(numbered(self.name, number), figure, [_told(row.about) for row in rows if row.about])


def _told(pace: Pace) -> dict[str, Any]:
    """What is drawn of a target, as a row of the figure's table."""
    past = pace.experience[0]
    lead = {"id": pace.record.id, "indicator": pace.record.label, "indicator_zh": pace.record.label_zh}
    lead |= {"group": group_of(pace.record), "needed": pace.required}
    done = {"done": past.pace, "unit": past.unit, "region": past.region, "years": past.years, "status": past.status}
    return lead | done | {"ratio": pace.ratio, "flag": pace.flag}


def _sheet(stated: Sequence[Pace], results: Dataset, canvas: Canvas, page: int, counts: tuple[int, int, int]) -> Sheet:
    """What stands around a page; ``counts`` are those of pages, of targets shown, and of all that can be judged."""
    say = Say("pace", canvas.lang)
    looks = {say(f"flag_{flag}"): _look(flag, assumed=False) | {"ls": ""} for flag in JUDGED}
    flags = [pace.flag for pace in stated]
    parts = {"all": len(stated), "unjudged": flags.count("not judged"), "met": flags.count("met")}
    pages, shown, whole = counts
    base, year = base_year(results), int(results["year"].max())
    caption = say("caption", title=words.title(results, canvas.lang), base=base, **parts)
    caption = "\n".join([caption, *relaxed_note(stated, say)])
    told = subtitle(canvas, say("subtitle", year=year) + canvas.page_of(page, pages), "kept_pace", shown, whole)
    return Sheet(canvas, say("title"), told, looks, caption, left=0.0)


def _look(flag: str, assumed: bool) -> dict[str, Any]:
    """Marker of a flag; hollow where the experience is an assumption."""
    edge, face = COLOURS[flag], "white" if assumed else COLOURS[flag]
    return {"marker": MARKERS[flag], "color": edge, "mfc": face, "mec": edge, "mew": 0.9, "ms": 4.4}


def _rows(judged: Sequence[Pace], sheet: Sheet) -> Iterator[Row]:
    """The targets by group, those that ask for most first, without the groups' names."""
    canvas, widths = sheet.canvas, WIDTHS[sheet.canvas.size]
    wide = sheet.columns(widths[0] / sum(widths), 0.08)
    for group in GROUPS:
        grouped = (pace for pace in judged if group_of(pace.record) == group)
        for pace in sorted(grouped, key=by_ratio):
            name = words.subscript(canvas.choose(pace.record.label, pace.record.label_zh))
            named = name if pace.record.year == 2025 else canvas.word("name_of", name=name, rest=pace.record.year)
            label = words.wrap(named, wide)
            yield Row(1.0 + 0.8 * label.count("\n"), group, label, pace)


def _draw(sheet: Sheet, rows: Sequence[Row]) -> Any:
    canvas, say = sheet.canvas, Say("pace", sheet.canvas.lang)
    lines = sum(row.lines for row in rows)
    figure, parts = beside(sheet, WIDTHS[canvas.size], PITCH * (lines + HEADS), AXIS, (lines, -HEADS))
    names, dots, table = parts
    names.set_zorder(1)  # a group's name goes on over the dots
    _axis(canvas, dots, say, lines)
    for key, (x, side) in CELLS[canvas.size].items():
        canvas.cell(table, x, -0.7, say(f"col_{key}"), fine=True, ha=side)
    y = 0.0
    for row in rows:
        draw = _target if row.about else _group
        draw(canvas, parts, y, row, say)
        y += row.lines
    return figure


def _axis(canvas: Canvas, axes: Axes, say: Say, lines: float) -> None:
    """Ratios in equal steps of growth, with bands of what is ordinary, fast and beyond experience."""
    from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

    axes.set_xscale("log")
    axes.set_xlim(LOW, HIGH)
    ticks = TICKS if canvas.size == "page" else TICKS[::2]
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FixedFormatter([f"{tick:g}×" for tick in ticks]))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    for low, high, flag in ((LOW, ORDINARY, "ordinary"), (ORDINARY, FAST, "fast"), (FAST, HIGH, "beyond experience")):
        axes.fill_betweenx([0, lines], low, high, color=mixed(COLOURS[flag], 0.09), lw=0, zorder=0)
    for x in (ORDINARY, FAST):
        axes.plot([x, x], [0.3, lines], color=SOFT, lw=canvas.pt(0.7), zorder=1)
    axes.set_xlabel(say("axis"), color=SOFT)


def _group(canvas: Canvas, parts: Sequence[Axes], y: float, row: Row, say: Say) -> None:
    for axes in parts:
        axes.axhline(y + row.lines - 0.05, color=SOFT, lw=canvas.pt(1.0))
        axes.fill_between(axes.get_xlim(), y, y + row.lines - 0.05, color="white", lw=0, zorder=1.5)
    canvas.cell(parts[0], 0, y + 0.8, say(row.group), **canvas.strong)


def _target(canvas: Canvas, parts: Sequence[Axes], y: float, row: Row, say: Say) -> None:
    (names, dots, table), pace = parts, row.about
    middle = y + row.lines / 2
    for axes in parts:
        axes.axhline(y + row.lines, color=GRID if axes is not dots else FAINT, lw=canvas.pt(0.5), zorder=0.5)
    canvas.cell(names, 0, middle, row.label, linespacing=1.1)
    texts = cells(pace, say)
    for key, (x, side) in CELLS[canvas.size].items():
        canvas.cell(table, x, middle, texts[key], ha=side, size=SMALL if key in ("unit", "where") else TYPE)
    _dot(canvas, dots, middle, pace, texts["ratio"])


def _dot(canvas: Canvas, axes: Axes, y: float, pace: Pace, ratio: str) -> None:
    """The ratio as a dot with its number; where what was done went the other way, an arrowhead at the right end."""
    look = _look(pace.flag, pace.experience[0].status == "assumption")
    if pace.ratio is None:
        look |= {"marker": ">"}
    at = HIGH * 0.93 if pace.ratio is None else min(max(pace.ratio, LOW * 1.08), HIGH * 0.93)
    axes.plot([at], [y], zorder=3, clip_on=False, **canvas.sized(**look))
    right = pace.ratio is not None and pace.ratio < FAST
    shift, side = ((4.5, 0), "left") if right else ((-4.5, 0), "right")
    canvas.note(axes, ratio, (at, y), shift, ha=side, color=INK, path_effects=canvas.halo())
