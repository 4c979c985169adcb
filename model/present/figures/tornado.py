"""Tornado: a result with each assumption alone at the ends of its range, the widest swing on top.

Figures are made with Matplotlib's ``Figure`` alone.
"""

from collections.abc import Iterable

import numpy as np

from model.present.figures import style
from model.present.figures.series import goals_of_year
from model.present.figures.sheet import Sheet
from model.present.figures.style import pt
from model.present.text import words

MOST = {"column": 12, "page": 25, "slide": 10}  # assumptions that are drawn
WIDTHS = {"column": (1.25, 1.1, 0.8), "page": (2.6, 3.3, 1.7), "slide": (2.6, 2.9, 1.7)}  # of names, bars, ranges
PITCH, MORE, AXIS = 0.19, 0.11, 0.34  # inches of a bar's row, of each further line of its name, and of the axis below
ENDS = {"low": "#56B4E9", "high": "#D55E00"}


def tornado(swings, targets: Iterable = (), lang: str = "en", size: str = "page"):
    """Bars from the result at the lowest to that at the highest value of each assumption, about the run's own.

    Parameters
    ----------
    swings : xarray.Dataset
        As :func:`model.analysis.uncertainty.swings.swings` gives it. An assumption that leaves the model's domain at an end is not
        drawn; the caption says how many do.
    targets
        Records of the catalogue, as ``model.targets()``; what the plan asks of the variable in that year is drawn.
    lang, size
        As of :func:`model.present.figures.style.look`.

    Returns
    -------
    matplotlib.figure.Figure
    """
    with style.look(lang, size):
        return style.finish(_draw(_shown(swings, size), list(targets), lang, size))


def _shown(swings, size):
    whole = np.isfinite(swings["result_low"].values) & np.isfinite(swings["result_high"].values)
    return swings.isel(assumption=np.flatnonzero(whole)[: MOST[size]])


def table(swings, lang: str = "en", size: str = "page") -> list[dict]:
    """The drawn numbers, a row an assumption: its range, and the variable at the two ends and in the run."""
    shown, own = _shown(swings, size), {"variable": swings.attrs["variable"], "year": swings.attrs["year"]}
    return [
        own
        | {"assumption": str(row["assumption"].values), "title": _title(row, lang), "units": str(row["units"].values)}
        | {key: float(row[key]) for key in ("low", "high", "value", "result_low", "result_high")}
        | {"result": swings.attrs["result"], "result_units": swings.attrs["units"]}
        for row in _each(shown)
    ]


def _each(shown):
    return [shown.isel(assumption=place) for place in range(shown.sizes["assumption"])]


def _title(row, lang):
    return words.subscript(str(row["title_zh" if lang == "zh" else "title"].values))


def _draw(shown, targets, lang, size):
    sheet = _sheet(shown, lang, size)
    widths = WIDTHS[size]
    wide, fine = (
        sheet.columns(sheet.width * part / sum(widths) - 0.08, points)
        for part, points in ((widths[0], 7), (widths[2], style.SMALL))
    )
    rows = [(row, words.wrap(_title(row, lang), wide), words.wrap(_range(row, lang), fine)) for row in _each(shown)]
    heights = [PITCH + MORE * max(name.count("\n"), told.count("\n")) for _, name, told in rows]
    figure, grid = sheet.lay_out([(0, sum(heights) + PITCH, AXIS)], 3, widths, fill=False)
    names, bars, ranges = parts = [figure.add_subplot(grid[2, column]) for column in range(3)]
    tops = np.cumsum([0.0, *heights])
    for axes in parts:
        axes.set_ylim(tops[-1], -PITCH)
    _heads(names, ranges, lang)
    for (row, name, told), top, height in zip(rows, tops, heights, strict=False):
        middle = top + height / 2
        style.cell(names, 0, middle, name, size=pt(7), va="center", linespacing=1.1)
        style.cell(
            ranges, 1, middle, told, size=pt(style.SMALL), color=style.SOFT, va="center", ha="right", linespacing=1.1
        )
        for end, colour in ENDS.items():
            reached = float(row[f"result_{end}"])
            bars.barh(
                middle,
                reached - shown.attrs["result"],
                0.62 * PITCH,
                shown.attrs["result"],
                color=colour,
                lw=0,
                zorder=2,
            )
    _axis(bars, shown, goals_of_year(shown.attrs["variable"], targets, shown.attrs["year"]), lang)
    return figure


def _sheet(shown, lang, size):
    own = shown.attrs
    name = words.subscript(own["long_name_zh" if lang == "zh" else "long_name"])
    unit = words.unit(own["units"], lang, own["variable"].partition("[")[0])
    title = words.word("tornado", lang, name=name, year=own["year"])
    title += f" ({unit})" if unit and lang == "en" else f"（{unit}）" if unit else ""
    looks = {f"at_{end}": {"patch": colour} for end, colour in ENDS.items()}
    left = words.word("ends_left", lang, count=own["left_domain"]) if own["left_domain"] else ""
    small = words.word(
        "tornado_caption",
        lang,
        title=words.title(shown, lang),
        shown=shown.sizes["assumption"],
        moved=own["moved"],
        left=left,
    )
    told = words.word("tornado_told", lang, title=words.title(shown, lang))
    return Sheet(size, lang, title, told, looks, small, left=0.0)


def _range(row, lang):
    unit = words.unit(str(row["units"].values), lang, str(row["assumption"].values).partition("[")[0])
    text = f"{words.number(float(row['low']))} – {words.number(float(row['high']))}"
    return f"{text} {unit}".strip()


def _heads(names, ranges, lang):
    how = {"size": pt(style.SMALL), "color": style.SOFT, "va": "center"}
    style.cell(names, 0, -PITCH / 2, words.word("assumption", lang), **how)
    style.cell(ranges, 1, -PITCH / 2, words.word("range", lang), ha="right", **how)
    for axes in (names, ranges):
        axes.axis("off")


def _axis(axes, shown, goals, lang):
    """The axis of the result, with upright lines at the run's own value and at what the plan asks for."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    value, bottom = shown.attrs["result"], axes.get_ylim()[0]
    reached = [
        value,
        *shown["result_low"].values,
        *shown["result_high"].values,
        *(v for goal in goals for v in goal.values),
    ]
    slack = 0.06 * (max(reached) - min(reached) or abs(value) or 1.0)
    axes.set_xlim(min(reached) - slack, max(reached) + slack)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.6g}".replace("-", "−")))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color="#EEEEEE", lw=pt(0.5))
    axes.set_axisbelow(True)
    axes.plot([value, value], [0, bottom], color=style.INK, lw=pt(0.8), zorder=3)
    told = [(value, words.word("as_run", lang, value=words.number(value)), style.INK)]
    for goal in goals:
        for end in goal.values:
            axes.plot([end, end], [0, bottom], color=style.RED, lw=pt(0.9), ls=":", zorder=3)
        axes.plot(
            list(goal.values),
            [0] * len(goal.values),
            clip_on=False,
            zorder=4,
            **style.sized(**style.DIAMOND | {"lw": 0}),
        )
        told.append((sum(goal.values) / len(goal.values), goal.label, style.RED))
    _name_lines(axes, sorted(told))


def _name_lines(axes, told):
    """Names over the upright lines, each on the side of the axis on which its line stands, apart from the next one's."""
    sides = [
        "right" if len(told) > 1 and place == 0 else "left" if len(told) > 1 else "center" for place in range(len(told))
    ]
    for (x, text, colour), side in zip(told, sides, strict=True):
        shift = {"right": -2, "left": 2, "center": 0}[side]
        how = {"textcoords": "offset points", "ha": side, "va": "center", "color": colour, "size": pt(style.SMALL)}
        axes.annotate(text, (x, -PITCH / 2), xytext=(pt(shift), 0), **how).set_in_layout(False)
