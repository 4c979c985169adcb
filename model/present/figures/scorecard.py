"""The scorecard: every target against the projection, as a table with dots, in pages.

A target stated twice has one row. Figures are made with Matplotlib's ``Figure`` alone.
"""

import math
from collections.abc import Sequence

from model.data import base_year
from model.plan.targets import Target, Verdict, series
from model.present.figures import style
from model.present.figures.sheet import Sheet, caption
from model.present.figures.style import pt
from model.present.text import words
from model.present.text.phrases import SIGNS, aim_text, label, projected_text, unit_of
from model.scenario.element import variable_of

CHANGES = ("change", "increment", "change_percent", "cumulative")  # readings that are 0 in the base year
PITCH = 0.165  # inches a line of the table takes
HEADS, AXIS = 1.2, 0.5  # lines of the names of the columns; inches of the axis below
NARROW = {"projected": (0.42, "right"), "target_value": (1.0, "right")}
WIDE = {
    "base": (0.095, "right"), "projected": (0.245, "right"), "target_value": (0.445, "right"), "unit": (0.47, "left"),
    "year": (0.77, "center"), "result": (0.852, "left"),
}  # fmt: skip
CELLS = {"column": NARROW, "page": WIDE, "slide": WIDE}  # where in the table each column stands
WIDTHS = {"column": (1.25, 0.75, 1.15), "page": (2.15, 1.8, 3.95), "slide": (2.15, 1.6, 3.95)}  # of names, dots, table
FEW = ("column",)  # sizes with marks at the base and at the target alone
RESULTS = {True: "met", False: "missed", None: "open"}


def base(target: Target, results) -> float | None:
    """Where the way to a target begins: the printed base, 0 of a change, or the run's own value of the base year."""
    if target.base_value is not None:
        return target.base_value
    if target.reading in CHANGES:
        return 0.0
    if target.reading != "level" or variable_of(target.variable) not in results:
        return None
    return float(series(results, target.variable)[{"year": 0}])


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
    done = {"≥": start >= value, "≤": start <= value}.get(SIGNS.get(target.relation), start == value)
    return None if done else (projected - start) / (value - start)


def scorecards(results, verdicts: Sequence[Verdict], lang: str = "en", size: str = "page") -> dict:
    """The pages of the dot plot of targets, by the name of the figure.

    Parameters
    ----------
    results
        ``xarray.Dataset`` of a run.
    verdicts
        On the targets, as ``model.plan.targets.judge`` gives them; a target stated twice has one row.
    lang, size
        As of :func:`model.present.figures.style.look`.

    Returns
    -------
    dict of str to matplotlib.figure.Figure
        ``targets``, ``targets_2`` ...
    """
    return {name: figure for name, (figure, _) in draw_scorecards(results, verdicts, lang, size).items()}


def draw_scorecards(results, verdicts: Sequence[Verdict], lang: str = "en", size: str = "page") -> dict[str, tuple]:
    """Each page with the rows of its CSV; arguments as of :func:`scorecards`."""
    with style.look(lang, size):
        sheet = _sheet(results, words.word("page", lang, page=99, pages=99), lang, size)
        most = (sheet.room - AXIS) / PITCH - HEADS
        pages = _pages([verdict for verdict in verdicts if not verdict.target.restates], most, lang, sheet)
        drawn = {}
        for number, rows in enumerate(pages, 1):
            page = words.word("page", lang, page=number, pages=len(pages)) if len(pages) > 1 else ""
            figure = _page(_sheet(results, page, lang, size), results, rows)
            drawn["targets" if number == 1 else f"targets_{number}"] = style.finish(figure), table(results, rows)
        return drawn


def table(results, rows) -> list[dict]:
    """The drawn numbers of a page, a row a target; ``share`` is that of the way, empty where there is none."""
    found = []
    for verdict in (row for _, row in rows if not isinstance(row, str)):
        target = verdict.target
        start = base(target, results)
        own = {"id": target.id, "indicator": target.label, "indicator_zh": target.label_zh}
        own |= {key: getattr(target, key) for key in ("sector", "unit", "year", "relation", "reading")}
        numbers = {"base": start, "projected": verdict.projected, "target_value": target.value, "upper": target.upper}
        found.append(own | numbers | {"result": RESULTS[verdict.met], "share": share(verdict, start)})
    return found or [{"id": "", "result": ""}]


def _sheet(results, page, lang, size):
    looks = {word: style.dot(met) | {"ls": ""} for met, word in RESULTS.items()}
    title = words.word("scorecard", lang, page=page)
    return Sheet(
        size, lang, title, words.title(results, lang), looks, caption("target_caption", results, lang), left=0.0
    )


def _page(sheet, results, rows):
    lang, size = sheet.lang, sheet.size
    lines = max(sum(height for height, _ in rows), 3.0)
    figure, grid = sheet.lay_out([(0, PITCH * (lines + HEADS), AXIS)], 3, WIDTHS[size], fill=False)
    names, dots, table = parts = [figure.add_subplot(grid[2, column]) for column in range(3)]
    for axes in parts:
        axes.set_ylim(lines, -HEADS)
    start = base_year(results)
    style.share_axis(dots, lang, start, size in FEW)
    _column_heads(names, table, lang, CELLS[size], start)
    y = 0.0
    for height, row in rows:
        if isinstance(row, str):
            _sector_row(parts, y, row, lang)
        else:
            _target_row(parts, y, height, row, base(row.target, results), sheet)
        y += height
    return figure


def _pages(verdicts, most, lang, sheet):
    """Rows of the table, page by page, as (lines, sector or target); a sector that runs on is named anew."""
    order = list(style.SECTORS)
    pages, left = [[]], most
    for sector in sorted({verdict.target.sector for verdict in verdicts}, key=order.index):
        own = [verdict for verdict in verdicts if verdict.target.sector == sector]
        for place, verdict in enumerate(own):
            height = 1.0 + 0.8 * _label(verdict.target, sheet).count("\n")
            head = [(1.7, sector)] if place == 0 or left < height else []
            if left < height + sum(h for h, _ in head):
                pages.append([])
                left, head = most, [(1.7, sector)]
            pages[-1] += [*head, (height, verdict)]
            left -= height + sum(h for h, _ in head)
    return pages


def _label(target, sheet):
    """A target's name in lines; where the table has no columns for them, with its unit and year."""
    name = label(target, sheet.lang)
    if "year" not in CELLS[sheet.size]:
        unit = unit_of(target, sheet.lang)
        name = words.word(
            "name_of",
            sheet.lang,
            name=name,
            rest=words.word("comma", sheet.lang).join(filter(None, [unit, str(target.year)])),
        )
    widths = WIDTHS[sheet.size]
    return words.wrap(name, sheet.columns(sheet.width * widths[0] / sum(widths) - 0.08))


def _column_heads(names, table, lang, cells, start):
    how = {"size": pt(style.SMALL), "color": style.SOFT, "va": "center"}
    style.cell(names, 0, -0.7, words.word("indicator", lang), **how)
    for key, (x, side) in cells.items():
        style.cell(table, x, -0.7, words.word(key, lang, base=start), ha=side, **how)
    for axes in (names, table):
        axes.axis("off")


def _sector_row(axes_row, y, sector, lang):
    hue, *titles = style.SECTORS[sector]
    for axes in axes_row:
        axes.axhline(y + 1.5, color=hue, lw=pt(1.2))
    style.cell(axes_row[0], 0, y + 0.9, titles[lang == "zh"], va="center", **style.strong(lang))


def _target_row(axes_row, y, height, verdict, start, sheet):
    (names, dots, table), lang, cells = axes_row, sheet.lang, CELLS[sheet.size]
    middle = y + height / 2
    for axes in axes_row:
        axes.axhline(y + height, color="#EEEEEE", lw=pt(0.5), zorder=0)
    style.cell(names, 0, middle, _label(verdict.target, sheet), size=pt(7), va="center", linespacing=1.1)
    values = _values(verdict, start, lang)
    for key, (x, side) in cells.items():
        style.cell(table, x, middle, values[key], ha=side, size=pt(7 if key != "unit" else style.SMALL), va="center")
    if "result" in cells:
        marker = style.sized(**style.dot(verdict.met))
        table.plot([cells["result"][0] - 0.022], [middle], transform=table.get_yaxis_transform(), **marker)
    if (part := share(verdict, start)) is not None and math.isfinite(part):
        _draw_share(dots, middle, part, verdict.met, sheet.size in FEW)


def _draw_share(axes, y, part, met, few):
    """A dot at the share; one that is off the axis is drawn at its end, with an arrow and, where there is room, in figures."""
    look = style.sized(**style.dot(met))
    inside = min(max(part, style.LOW), style.HIGH)
    if inside == part:
        axes.plot([0, part], [y, y], color=look["color"], lw=pt(1.4), zorder=2)
        axes.plot([part], [y], zorder=3, clip_on=False, **look)
        return
    step = math.copysign(0.45 if few else 0.18, part)
    axes.plot([0, inside - step], [y, y], color=look["color"], lw=pt(1.4), zorder=2)
    axes.plot([inside - step], [y], zorder=3, **look)
    arrow = {
        "arrowstyle": "-|>",
        "color": look["color"],
        "lw": pt(1.2),
        "mutation_scale": pt(7),
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.annotate("", (inside, y), (inside - step, y), arrowprops=arrow, zorder=2)
    if not few:
        axes.text(
            inside - 1.45 * step if step > 0 else 0.06, y, f"{part:,.0%}".replace("-", "−"), size=pt(style.SMALL), va="center",
            zorder=4, ha="right" if step > 0 else "left", bbox={"facecolor": "white", "edgecolor": "none", "pad": pt(0.6)},
        )  # fmt: skip


def _values(verdict, start, lang):
    """Cells of a target's row, by column; what is projected of a peak is its year."""
    target = verdict.target
    peak = target.reading == "peak"
    return {
        "base": words.number(None if peak else start),
        "projected": projected_text(verdict),
        "target_value": aim_text(target, lang),
        "unit": unit_of(target, lang),
        "year": str(target.year or "–"),
        "result": words.word(RESULTS[verdict.met], lang),
    }
