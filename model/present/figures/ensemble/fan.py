"""Fan charts of an ensemble: how far apart its members are, year by year, in panels by variable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from model.analysis.uncertainty.quantiles import quantiles, ran_in
from model.plan.targets import series
from model.present.canvas.bands import SHARES, band_key, spread
from model.present.canvas.canvas import Canvas
from model.present.canvas.colours import hue, mixed
from model.present.canvas.multiples import Shape, in_rows, small_multiples
from model.present.canvas.panel import Panel, guides
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, Dataset
from model.present.canvas.variable import asked_of, first_year, in_pages, key_of, naming, past
from model.present.figures.figure import Ensemble, Figure, Page, numbered
from model.present.text import words
from model.results.label import HEADLINES
from model.scenario.element import variable_of

PLACES = {"column": (2, 5), "page": (4, 7), "slide": (4, 2)}  # panels beside each other, and rows of them
TALL, GUTTER = 0.95, 0.15  # inches of a panel's axes, and between panels
DARK = 0.65  # of the median's colour, against black


@dataclass(frozen=True)
class Fan(Figure):
    """Bands that hold the middle 90 and 50 per cent of the members, the median, history and targets of one year's value.

    Raises
    ------
    KeyError
        Where the results have not a variable.
    """

    # a panel each: names, or elements such as ``programme_coverage[rural_tap_water]``
    variables: Sequence[str] = HEADLINES

    name = "fan"
    title = ("Fan charts of the ensemble", "集合模拟扇形图")
    of = Ensemble

    def pages(self, material: Ensemble, canvas: Canvas) -> Iterator[Page]:
        """As many as the variables need: a column holds 10, a page 28, a slide 8."""
        results = _told(material.results, self.variables)
        panels = [_panel(results, variable, material, canvas) for variable in self.variables]
        span = first_year(panels, int(results["year"].min())), int(results["year"].max())
        pages = in_pages(panels, PLACES, canvas)
        for number, shown in enumerate(pages, 1):
            seen = canvas.word("fan", start=span[0], end=span[1])
            subtitle = words.title(results, canvas.lang) + canvas.page_of(number, len(pages))
            sheet = Sheet(canvas, seen, subtitle, _key(shown, canvas), _caption(results, canvas))
            shape = Shape(min(PLACES[canvas.size][0], len(shown)), TALL, GUTTER)
            cells = in_rows(shown, shape.columns)
            figure = small_multiples(sheet, cells, shape, lambda axes, panel, _: _draw(canvas, axes, panel, span))
            yield Page(numbered(self.name, number), figure, [row for panel in shown for row in panel.rows()])


def _told(results: Dataset, variables: Sequence[str]) -> Dataset:
    """Quantiles of the members, or the results themselves where they are such."""
    if "quantile" in results.dims:
        return results
    names = list(dict.fromkeys(map(variable_of, variables)))
    return quantiles(results, names, ran_in(results["member_status"]))


def _panel(results: Dataset, variable: str, material: Ensemble, canvas: Canvas) -> Panel:
    values = series(results, variable)
    sector = values.attrs["sector"]
    median = {"color": mixed(hue(sector), DARK, "black"), "lw": 1.5, "zorder": 3}
    lines, bands = spread(values, sector, median)
    marks = asked_of(variable, material.targets, results)
    history = past(variable, results, material.history, int(results["year"][-1]))
    return Panel(variable, *naming(results, variable, canvas.lang), sector, (history, *lines), marks, bands)


def _draw(canvas: Canvas, axes: Axes, panel: Panel, span: tuple[int, int]) -> None:
    left = span[0] - 0.04 * (span[1] - span[0])
    room = 0.06 + 0.05 * max((len(mark.label) for mark in panel.marks), default=0)
    replace(panel, lines=(*panel.lines, *guides(panel.marks, left, 0.7))).draw(canvas, axes, span, room)


def _key(panels: Sequence[Panel], canvas: Canvas) -> dict[str, dict]:
    sector = panels[0].sector
    median = {"median": {"color": mixed(hue(sector), DARK, "black"), "lw": 1.5}}
    return band_key(sector, canvas) | median | key_of(panels)


def _caption(ensemble: Dataset, canvas: Canvas) -> str:
    keys = ("members", "left_domain", "sampled", "estimated", "seed")
    members, left, *drawn = (int(ensemble.attrs[key]) for key in keys)
    without = canvas.word("left_out", count=left, members=members) if left else canvas.word("none_left")
    return canvas.caption(
        "fan_caption", ensemble, n=members - left, left=without, **dict(zip(keys[2:], drawn, strict=True)), **SHARES
    )
