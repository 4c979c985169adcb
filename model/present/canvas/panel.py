"""The panel of a variable: lines and bands over the years, and marks at what is asked for; drawn, and as rows of a table."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import DIAMOND, RED, SOFT
from model.present.canvas.types import Axes

ByYear = Mapping[int, float] | Mapping[float, float]  # the type of a Mapping's keys is exact
NEAR = 0.13  # of the axis: two labels nearer than this would meet


@dataclass(frozen=True)
class Line:
    """Values by year, under a name; a line without a look is not drawn, one without a name is in no table."""

    name: str
    values: ByYear
    look: Mapping[str, Any] | None = None
    of: str = ""  # the scenario that it belongs to


@dataclass(frozen=True)
class Band:
    """What lies between two lines, in a colour."""

    low: Line
    high: Line
    look: Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """What a target asks of a year: one value, or the two ends between which it lies, and a label beside it."""

    of: str  # the target
    year: int
    values: tuple[float, ...]
    label: str
    look: Mapping[str, Any] | None = None
    shift: tuple[float, float] = (4.5, 0)  # points from the mark to its label
    side: Mapping[str, Any] | None = None  # on which sides of its place the label stands

    @property
    def middle(self) -> float:
        """Of its values."""
        return sum(self.values) / len(self.values)


@dataclass(frozen=True)
class Panel:
    """A variable's title and unit, its sector, what is drawn of it, and lines of small print below."""

    variable: str
    title: str
    unit: str
    sector: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    bands: tuple[Band, ...] = ()
    prints: tuple[str, ...] = ()

    def draw(
        self, canvas: Canvas, axes: Axes, span: tuple[int, int], room: float, near: float = NEAR, few: bool = False
    ) -> None:
        """Fill axes.

        Parameters
        ----------
        span
            The first and the last year.
        room
            What labels take beside the last year, in parts of the years.
        near
            In parts of the axis: of two labels of a year nearer than this, the first is printed.
        few
            Whether the axis has two ticks.
        """
        for order, band in enumerate(self.bands):
            ends = list(band.low.values.values()), list(band.high.values.values())
            axes.fill_between(list(band.low.values), *ends, lw=0, zorder=1.2 + order / 10, **band.look)
        for line in self.lines:
            if line.look:
                axes.plot(list(line.values), list(line.values.values()), **canvas.sized(**line.look))
        levels = [value for line in self.lines for value in line.values.values()]
        levels += [value for mark in self.marks for value in mark.values]
        frame(canvas, axes, span, levels, room, few)
        self._mark(canvas, axes, near)
        print_below(canvas, axes, self.prints)

    def _mark(self, canvas: Canvas, axes: Axes, near: float) -> None:
        """Diamonds at the targets, and labels beside those that have one where no other stands."""
        low, high = axes.get_ylim()
        placed: list[tuple[int, float]] = []
        for mark in self.marks:
            look = canvas.sized(**(mark.look or DIAMOND))
            axes.plot([mark.year] * len(mark.values), mark.values, zorder=5, clip_on=False, **look)
            close = any(y == mark.year and abs(mark.middle - v) < near * (high - low) for y, v in placed)
            if mark.label and not close:
                placed.append((mark.year, mark.middle))
                how = {"color": RED, "zorder": 6, "path_effects": canvas.halo()} | dict(mark.side or {})
                canvas.note(axes, mark.label, (mark.year, mark.middle), mark.shift, **how)

    def rows(self, of: str = "target") -> Iterator[dict[str, Any]]:
        """The drawn numbers, one row each; ``of`` names the column of whose they are."""
        known = {"variable": self.variable, "title": self.title, "unit": self.unit}
        for line in self.lines:
            for year, value in line.values.items() if line.name else ():
                yield known | {"series": line.name, of: line.of, "year": year, "value": value}
        for mark in self.marks:
            for value in mark.values:
                yield known | {"series": "target", of: mark.of, "year": mark.year, "value": value}


def guides(marks: Iterable[Mark], start: float, width: float) -> Iterator[Line]:
    """Dotted lines from a year to each mark."""
    look = {"color": RED, "lw": width, "ls": ":", "zorder": 2}
    return (Line("", {start: value, mark.year: value}, look) for mark in marks for value in mark.values)


def frame(
    canvas: Canvas, axes: Axes, span: tuple[int, int], levels: Iterable[float], room: float, few: bool = False
) -> None:
    """Limits, ticks and grid of axes over years that must hold ``levels``; other arguments as of :meth:`Panel.draw`."""
    from matplotlib.ticker import FixedLocator, FuncFormatter

    start, end = span
    finite = [value for value in levels if math.isfinite(value)] or [0.0]
    low, high = min(finite), max(finite)
    slack = max((high - low) * 0.12, abs(high) * 0.02, 1e-9)  # a series that hardly moves must not look as if it did
    axes.set_ylim(0 if low >= 0 > low - slack else low - slack, high + slack)
    axes.set_xlim(start - 0.04 * (end - start), end + room * (end - start))
    axes.xaxis.set_major_locator(FixedLocator(range(start, end + 1, 5 if end - start <= 12 else 10)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    canvas.numbers(axes.yaxis, 3)
    if few:
        low, high = axes.get_ylim()
        shown = [tick for tick in axes.yaxis.get_major_locator().tick_values(low, high) if low <= tick <= high]
        axes.yaxis.set_major_locator(FixedLocator([shown[0], shown[-1]]))
    axes.spines["bottom"].set_bounds(axes.get_xlim()[0], end)


def print_below(canvas: Canvas, axes: Axes, prints: Iterable[str]) -> None:
    """Lines of small print below the ticks, from left of the tick labels."""
    if text := "\n".join(prints):
        label = axes.set_xlabel(
            text, loc="left", color=SOFT, labelpad=canvas.pt(1.5), linespacing=1.15, size=canvas.pt(SMALL)
        )
        label.set_transform(canvas.outdent(axes, label.get_transform()))
