"""Lever paths of a solution: each lever that may move, within its limits, by its share of the effort.

Figures are made with Matplotlib's ``Figure`` alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from model.present.figures import style
from model.present.figures.sheet import Sheet, caption
from model.present.figures.solution_panels import naming
from model.present.figures.style import panel_title, pt
from model.present.text import words

PLACES = {"column": (2, 4), "page": (5, 7), "slide": (5, 2)}  # panels beside each other, and rows of them
AXES, GUTTER = 0.72, 0.15  # inches of a panel's axes, and between panels
TOUCH = 1e-6  # a path touches a limit within this much, in plausible yearly changes
BAND = "#E9E9E9"
MARKS = {"high": "^", "low": "v", "rise": "o", "fall": "o"}


@dataclass(frozen=True)
class LeverPanel:
    """One lever's numbers by year, in its own units; ``share`` is that of the effort, ``held`` limits as (year, side)."""

    lever: str
    sector: str
    title: str
    unit: str
    years: tuple[int, ...]
    baseline: np.ndarray
    solved: np.ndarray
    low: np.ndarray
    high: np.ndarray
    share: float
    held: tuple[tuple[int, str], ...]


def lever_rows(solution) -> list[dict]:
    """One row a lever that may move and year: whose it is, its paths, its limits, its share of the effort, and what holds it there.

    Parameters
    ----------
    solution
        ``model.plan.solve.least_effort.Solution``.
    """
    paths, declarations = solution.problem.paths, solution.problem.system.declarations
    efforts = np.sum(paths.rooted(solution.deviations).reshape(paths.shape) ** 2, axis=1)
    total = efforts.sum() or 1.0
    held = held_limits(solution)
    return [
        {
            "lever": name, "authority": declarations[name.partition("[")[0]].authority, "year": year, "baseline": float(paths.baseline[i, j]), "solved": float(solution.levers[name][year]),
            "low": float(paths.low[i, j]), "high": float(paths.high[i, j]), "share_of_effort": float(efforts[i] / total),
            "held": " ".join(side for lever, when, side in held if (lever, when) == (name, year)),
        }
        for i, name in enumerate(paths.names)
        for j, year in enumerate(paths.years)
    ]  # fmt: skip


def lever_panels(rows: Iterable[Mapping], solved, lang: str) -> list[LeverPanel]:
    """A panel for every lever that may move, the one with the largest share of the effort first.

    Parameters
    ----------
    rows
        As :func:`lever_rows` gives them, or as read from their file.
    solved
        Results of the solution, for the names and units of the levers.
    """
    by_lever = {}
    for row in rows:
        by_lever.setdefault(row["lever"], []).append(row)
    return sorted(
        (_lever_panel(name, own, solved, lang) for name, own in by_lever.items()), key=lambda panel: -panel.share
    )


def _lever_panel(name, rows, solved, lang):
    years = tuple(int(row["year"]) for row in rows)
    paths = (np.array([float(row[key]) for row in rows]) for key in ("baseline", "solved", "low", "high"))
    held = tuple((year, side) for year, row in zip(years, rows, strict=True) for side in row["held"].split())
    sector = solved[name.partition("[")[0]].attrs["sector"]
    return LeverPanel(name, sector, *naming(solved, name, lang), years, *paths, float(rows[0]["share_of_effort"]), held)


def held_limits(solution) -> list[tuple]:
    """The limits that bind, (lever, year, side); where targets were missed and none has a price, those touched."""
    if solution.met:
        return list(solution.binding)
    rows, ends, kinds = solution.problem.paths.limits
    return [kinds[at] for at in np.flatnonzero(ends - rows @ solution.deviations.ravel() < TOUCH)]


def draw_levers(panels: list[LeverPanel], solved, met: bool, lang: str = "en", size: str = "page") -> list[tuple]:
    """The pages, each as (``matplotlib.figure.Figure``, its panels).

    Parameters
    ----------
    panels
        As :func:`lever_panels` gives them.
    solved
        Results of the solution, for its titles.
    met
        Whether every target is met.
    lang, size
        As of :func:`model.present.figures.style.look`.
    """
    columns, rows = PLACES[size]
    pages = [panels[i : i + columns * rows] for i in range(0, len(panels), columns * rows)]
    with style.look(lang, size):
        drawn = []
        for number, page in enumerate(pages, 1):
            told = words.word("page", lang, page=number, pages=len(pages)) if len(pages) > 1 else ""
            drawn.append((style.finish(_page(page, solved, met, told, lang, size)), page))
        return drawn


def _page(panels, solved, met, page, lang, size):
    columns = PLACES[size][0]
    told = words.word("levers", lang, page=page, start=panels[0].years[0], end=panels[0].years[-1])
    small = caption("levers_caption", solved, lang, late=words.word("binds" if met else "touches", lang))
    sheet = Sheet(size, lang, words.title(solved, lang), told, _keys(panels), small, apart=0.035)
    wide = sheet.columns(sheet.width / columns - GUTTER)
    rows = [panels[i : i + columns] for i in range(0, len(panels), columns)]
    around = [(0, sheet.around([panel.title for panel in row], wide, 1)) for row in rows]
    axes = min(AXES, sheet.left_for_axes(around))
    figure, grid = sheet.lay_out([(over, axes, rest) for over, rest in around], columns, fill=axes < AXES)
    for place, panel in enumerate(panels):
        row, column = divmod(place, columns)
        axes = figure.add_subplot(grid[2 + 2 * row, column])
        _draw(axes, panel, lang)
        panel_title(axes, panel.title, panel.unit, wide)
    return figure


def _keys(panels):
    sides = {side for panel in panels for _, side in panel.held}
    looks = {
        "band": {"color": BAND, "lw": 6, "solid_capstyle": "butt"},
        "baseline": {"color": style.PALE, "lw": 1.0},
        "solved": {"color": style.SECTORS[panels[0].sector][0], "lw": 1.8},
    }
    looks |= {"at_bound": _mark("high") | {"ls": ""}} if sides & {"high", "low"} else {}
    return looks | ({"at_ramp": _mark("rise") | {"ls": ""}} if sides & {"rise", "fall"} else {})


def _mark(side):
    return {"marker": MARKS[side], "color": style.INK, "ms": 4.0 if side in ("high", "low") else 3.4} | (
        {"mfc": "white", "mew": 0.8} if side in ("rise", "fall") else {"mew": 0}
    )


def _draw(axes, panel, lang):
    from matplotlib.ticker import FixedLocator, FuncFormatter

    years = np.array(panel.years)
    edges = np.append(years - 0.5, years[-1] + 0.5)
    axes.fill_between(
        edges, *(np.append(limit, limit[-1]) for limit in (panel.low, panel.high)), step="post", color=BAND, lw=0
    )
    for values, look in (
        (panel.baseline, {"color": style.PALE, "lw": pt(1.0), "zorder": 2}),
        (panel.solved, {"color": style.SECTORS[panel.sector][0], "lw": pt(1.8), "zorder": 3}),
    ):
        axes.stairs(values, edges, baseline=None, **look)
    levels = [*panel.low, *panel.high, *panel.baseline, *panel.solved]
    style.frame(axes, int(years[0]), int(years[-1]), levels)
    axes.set_xlim(edges[0], edges[-1])
    axes.grid(False)
    axes.spines["bottom"].set_bounds(edges[0], edges[-1])
    shown = years if len(years) <= 6 else years[:: -(-len(years) // 5)]
    axes.xaxis.set_major_locator(FixedLocator(shown))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _year(value, years)))
    for x, y, side in marks(panel):
        axes.plot([x], [y], zorder=5, clip_on=False, **style.sized(**_mark(side)))
    label = axes.set_xlabel(share_text(panel, lang), loc="left", color=style.SOFT, labelpad=pt(1.5))
    label.set_transform(style.outdent(axes, label.get_transform()))


def _year(value, years):
    """The first year in full, the others by their last two digits, as narrow axes have it."""
    return f"{value:.0f}" if round(value) == years[0] else f"{value % 100:02.0f}"


def marks(panel: LeverPanel) -> list[tuple[float, float, str]]:
    """Where the limits that hold a lever are marked: bounds in the middle of their year, ramps at its beginning."""
    place = {year: i for i, year in enumerate(panel.years)}
    found = []
    for year, side in panel.held:
        i = place[year]
        if side in ("high", "low"):
            found.append((float(year), float(panel.solved[i]), side))
        else:
            before = panel.solved[i - 1] if i else panel.baseline[0]
            found.append((year - 0.5, float(before + panel.solved[i]) / 2, side))
    return found


def share_text(panel: LeverPanel, lang: str) -> str:
    """A lever's share of the effort in words."""
    if panel.share == 0:
        return words.word("not_moved", lang)
    share = f"{100 * panel.share:.{1 if panel.share >= 0.001 else 2}f}%" if panel.share >= 5e-5 else "<0.01%"
    return words.word("effort_share", lang, share=share)


def table(panels: list[LeverPanel]) -> list[dict]:
    """The drawn numbers of a page, one row a lever and year; ``held`` names the limits that are marked."""
    return [
        {
            "lever": panel.lever, "title": panel.title, "unit": panel.unit, "year": year,
            "baseline": float(panel.baseline[i]), "solved": float(panel.solved[i]), "low": float(panel.low[i]),
            "high": float(panel.high[i]), "share_of_effort": panel.share,
            "held": " ".join(side for when, side in panel.held if when == year),
        }
        for panel in panels
        for i, year in enumerate(panel.years)
    ]  # fmt: skip
