"""Lever paths of a solution: each lever that may move, within its limits, by its share of the effort."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.plan.solve.programmes import EFFORT
from model.present.canvas.canvas import Canvas
from model.present.canvas.colours import INK, PALE, hue
from model.present.canvas.multiples import Shape, in_rows, small_multiples
from model.present.canvas.pages import kept, subtitle
from model.present.canvas.panel import frame, print_below
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, Dataset
from model.present.canvas.variable import naming
from model.present.figures.figure import Figure, Page, Solution
from model.present.text import words
from model.scenario.element import variable_of

PLACES = {"column": (2, 4), "page": (5, 7), "slide": (4, 2)}  # panels beside each other, and rows of them
TALL, GUTTER = 0.72, 0.15  # inches of a panel's axes, and between panels
BAND = "#E9E9E9"
BOUND, RAMP = {"color": INK, "ms": 4.0, "mew": 0}, {"color": INK, "ms": 3.4, "mfc": "white", "mew": 0.8}
MARKS = {
    "high": {"marker": "^", **BOUND},
    "low": {"marker": "v", **BOUND},
    "rise": {"marker": "o", **RAMP},
    "fall": {"marker": "o", **RAMP},
}  # fmt: skip; where a limit holds
STEPS = ("baseline", "solved", "low", "high")  # of a lever, year by year


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
    prints: tuple[str, ...]

    def rows(self) -> Iterator[dict[str, Any]]:
        """The drawn numbers, one row a year; ``held`` names the limits that are marked."""
        for i, year in enumerate(self.years):
            paths = {key: float(getattr(self, key)[i]) for key in STEPS}
            held = " ".join(side for when, side in self.held if when == year)
            lead = {"lever": self.lever, "title": self.title, "unit": self.unit, "year": year}
            yield lead | paths | {"share_of_effort": self.share, "held": held}

    def marks(self) -> Iterator[tuple[float, float, str]]:
        """Where the limits that hold the lever are marked: bounds in the middle of their year, ramps at its beginning."""
        for year, side in self.held:
            i = self.years.index(year)
            if side in ("high", "low"):
                yield float(year), float(self.solved[i]), side
            else:
                before = self.solved[i - 1] if i else self.baseline[0]
                yield year - 0.5, float(before + self.solved[i]) / 2, side


class Levers(Figure):
    """A panel for every lever that may move, the one with the largest share of the effort first."""

    name = "levers"
    title = ("Lever paths", "政策变量路径")
    of = Solution

    def pages(self, material: Solution, canvas: Canvas) -> Iterator[Page]:
        """As many as there are panels for, of much the same length; on slides those of the first levers."""
        columns, rows = PLACES[canvas.size]
        whole = lever_panels(material.levers, material.results, canvas.lang)
        panels = kept(canvas, whole, lambda panels: range(0, len(panels), columns * rows))
        told = subtitle(canvas, words.title(material.results, canvas.lang), "kept_levers", len(panels), len(whole))
        lines = -(-len(panels) // columns)
        each = columns * -(-lines // -(-lines // rows))  # so that no page is left with a few
        pages = [panels[i : i + each] for i in range(0, len(panels), each)]
        for number, page in enumerate(pages, 1):
            sheet = _sheet(page, material, canvas, canvas.page_of(number, len(pages)), told)
            shape = Shape(columns, TALL, GUTTER, fill=False)
            figure = small_multiples(
                sheet, in_rows(page, columns), shape, lambda axes, panel, _: _draw(canvas, axes, panel)
            )
            yield Page(f"{self.name}_{number}", figure, [row for panel in page for row in panel.rows()])


def lever_panels(rows: Iterable[Mapping[str, Any]], solved: Dataset, lang: str) -> list[LeverPanel]:
    """The panels in order.

    Parameters
    ----------
    rows
        As :func:`model.plan.solution.levers.lever_rows` gives them, or as read from their file.
    solved
        Results of the solution, for the names and units of the levers.
    """
    by_lever: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_lever.setdefault(row["lever"], []).append(row)
    panels = (_lever_panel(name, rows, solved, lang) for name, rows in by_lever.items())
    return sorted(panels, key=lambda panel: -panel.share)


def _lever_panel(name: str, rows: Sequence[Mapping[str, Any]], solved: Dataset, lang: str) -> LeverPanel:
    years = tuple(int(row["year"]) for row in rows)
    baseline, solved_path, low, high = (np.array([float(row[key]) for row in rows]) for key in STEPS)
    held = tuple((year, side) for year, row in zip(years, rows, strict=True) for side in row["held"].split())
    sector, share = solved[variable_of(name)].attrs["sector"], float(rows[0]["share_of_effort"])
    moved = any(row["solved"] != row["baseline"] for row in rows)
    title, unit = naming(solved, name, lang)
    unit = words.word("usual_effort", lang) if variable_of(name) == EFFORT else unit
    paths = baseline, solved_path, low, high
    return LeverPanel(name, sector, title, unit, years, *paths, share, held, (_share_text(share, moved, lang),))


def _share_text(share: float, moved: bool, lang: str) -> str:
    """A lever's share of the effort in words; programmes are solved for beside it, at costs of their own."""
    if share == 0:
        return words.word("moved_apart" if moved else "not_moved", lang)
    text = f"{100 * share:.{1 if share >= 0.001 else 2}f}%" if share >= 5e-5 else "<0.01%"
    return words.word("effort_share", lang, share=text)


def _sheet(panels: Sequence[LeverPanel], material: Solution, canvas: Canvas, page: str, told: str) -> Sheet:
    solved, years = material.results, panels[0].years
    sides = {side for panel in panels for _, side in panel.held}
    looks: dict[str, dict[str, Any]] = {
        "band": {"color": BAND, "lw": 6, "solid_capstyle": "butt"},
        "baseline": {"color": PALE, "lw": 1.0},
        "solved": {"color": hue(panels[0].sector), "lw": 1.8},
    }
    looks |= {"at_bound": MARKS["high"] | {"ls": ""}} if sides & {"high", "low"} else {}
    looks |= {"at_ramp": MARKS["rise"] | {"ls": ""}} if sides & {"rise", "fall"} else {}
    seen = canvas.word("levers", page=page, start=years[0], end=years[-1])
    caption = canvas.caption("levers_caption", solved, late=canvas.word("binds" if material.met else "touches"))
    return Sheet(canvas, seen, told, looks, caption, apart=0.035)


def _draw(canvas: Canvas, axes: Axes, panel: LeverPanel) -> None:
    from matplotlib.ticker import FixedLocator, FuncFormatter

    years = np.array(panel.years)
    edges = np.append(years - 0.5, years[-1] + 0.5)
    low, high = (np.append(limit, limit[-1]) for limit in (panel.low, panel.high))
    axes.fill_between(edges, low, high, step="post", color=BAND, lw=0)
    axes.stairs(panel.baseline, edges, baseline=None, color=PALE, lw=canvas.pt(1.0), zorder=2)
    axes.stairs(panel.solved, edges, baseline=None, color=hue(panel.sector), lw=canvas.pt(1.8), zorder=3)
    levels = [value for key in STEPS for value in getattr(panel, key)]
    frame(canvas, axes, (panel.years[0], panel.years[-1]), levels, 0.1)
    axes.set_xlim(edges[0], edges[-1])
    axes.grid(False)
    axes.spines["bottom"].set_bounds(edges[0], edges[-1])
    axes.xaxis.set_major_locator(FixedLocator(few_years(years)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _year(value, panel.years[0])))
    for x, y, side in panel.marks():
        axes.plot([x], [y], zorder=5, clip_on=False, **canvas.sized(**MARKS[side]))
    print_below(canvas, axes, panel.prints)


def few_years(years: np.ndarray) -> list[int]:
    """Years for an axis: all of six, of more about five."""
    return years[:: 1 if len(years) <= 6 else -(-len(years) // 5)].tolist()


def _year(value: float, first: int) -> str:
    """The first year in full, the others by their last two digits, as narrow axes have it."""
    return f"{value:.0f}" if round(value) == first else f"{value % 100:02.0f}"
