"""A figure's sheet: heading, key and caption as its width allows, and between them rows of panels.

All heights are inches of a page's type; on a slide they are scaled with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from model.present.canvas.canvas import OUTDENT, SMALL, TYPE, Canvas
from model.present.canvas.colours import SOFT
from model.present.canvas.types import Axes, Drawn, GridSpec, Transform
from model.present.text import words

TITLES = {"column": (9.0, 7.0), "page": (13.0, 8.5), "slide": (11.5, 8.0)}  # points of title and subtitle
SIDES = {"column": 0.1, "page": 0.25, "slide": 0.22}  # inches left free at each side
LEADING = 1.3  # lines of a text, in its type
KEY = 1.75  # lines of a key
PAD = 0.04  # inches at the sides of each axes
EM = 0.5  # of the type, a column's width in it on the average
TICKS = 0.25  # inches by which wide tick labels move texts in, and punctuation may hang over


@dataclass(frozen=True)
class Sheet:
    """What stands over and under the panels of a figure."""

    canvas: Canvas
    title: str
    subtitle: str
    # how each word looks, or each label itself where it is none; patches are ``{"patch": colour}``, with ``edge`` and
    # ``hatch`` where they are hatched
    looks: Mapping[str, Mapping[str, Any]]
    caption: str  # paragraphs of small print at the foot
    left: float = OUTDENT  # points that texts begin left of the axes
    apart: float = 0.025  # inches left free above and below every row of the grid

    @property
    def side(self) -> float:
        """Inches left free at each side."""
        return SIDES[self.canvas.size]

    @property
    def width(self) -> float:
        """Inches between the sides."""
        return self.canvas.width - 2 * self.side

    def columns(self, share: float, gutter: float, points: float = TYPE) -> int:
        """Columns of type that surely go on a line of a share of the width, less so many inches."""
        return self.canvas.columns(self.width * share - gutter, points)

    def _wrapped(self, text: str, points: float) -> str:
        wide = self.columns(1, TICKS, points)
        return "\n".join(words.wrap(line, wide) for line in text.split("\n"))

    @property
    def _points(self) -> tuple[float, float]:
        """The type of title and subtitle."""
        return TITLES[self.canvas.size]

    @cached_property
    def _texts(self) -> tuple[str, str, str]:
        """Title, subtitle and caption in lines."""
        texts = (self.title, self.subtitle, self.caption)
        title, subtitle, caption = map(self._wrapped, texts, (*self._points, SMALL))
        return title, subtitle, caption

    @cached_property
    def _labels(self) -> dict[str, Mapping[str, Any]]:
        return {self.canvas.word(key) if words.is_word(key) else key: look for key, look in self.looks.items()}

    @cached_property
    def _key_columns(self) -> int:
        """How many columns of the key go beside each other."""
        room = 72 * (self.width - TICKS) / TYPE
        for count in range(len(self._ems), 1, -1):
            if sum(max(part) for part in np.array_split(self._ems, count)) <= room:  # as Matplotlib fills a key
                return count
        return 1

    @cached_property
    def _ems(self) -> list[float]:
        """What each entry of the key takes, and the space after it, in its type."""
        return [1.2 + 2.0 + 0.5 + words.columns(label) * EM for label in self._labels]

    @cached_property
    def _beside(self) -> bool:
        """Whether the key goes to the right of the subtitle."""
        subtitle = self._texts[1]
        taken = (words.columns(subtitle) * EM + 3) * self._points[1] + sum(self._ems) * TYPE
        return "\n" not in subtitle and taken <= 72 * (self.width - TICKS)

    @cached_property
    def _tops(self) -> tuple[float, ...]:
        """Points from the top at which title, subtitle and key begin, and at which the heading ends."""
        large, small = self._points
        subtitle = large * LEADING * lines(self._texts[0]) + 1
        key = subtitle + small * LEADING * lines(self._texts[1]) + 2
        rows = -(-len(self._labels) // self._key_columns) if self._labels and not self._beside else 0
        return 0, subtitle, key, key + TYPE * KEY * rows

    @property
    def head(self) -> float:
        """Inches that the heading takes."""
        return self._tops[-1] / 72 + 0.06 + 2 * self.apart

    @property
    def foot(self) -> float:
        """Inches that the caption takes."""
        return SMALL * 1.35 * lines(self._texts[2]) / 72 + 0.08 + 2 * self.apart

    @property
    def room(self) -> float:
        """Inches that rows of panels may take on the tallest sheet."""
        return self.canvas.height / self.canvas.scale - self.head - self.foot - 2 * self.side

    def left_for_axes(self, rows: Sequence[tuple[float, float]]) -> float:
        """Inches that each row of axes may be high, where all are alike, beside what is over and around each."""
        return self.room / len(rows) - sum(over + around for over, around in rows) / len(rows) - 4 * self.apart

    def lay_out(
        self,
        rows: Sequence[tuple[float, float, float]],
        columns: int,
        widths: Sequence[float] | None = None,
        fill: bool = True,
    ) -> tuple[Drawn, GridSpec]:
        """A figure with heading and caption, and the grid in which the panels go.

        Parameters
        ----------
        rows
            Of each row of panels: inches of what is drawn over it in a cell of its own, inches of its axes, and
            inches that titles, ticks and print around the axes take. On a slide the axes fill what is left; they
            shrink where there is not enough.
        columns, widths
            How many cells a row has, and their widths beside each other.
        fill
            Whether axes grow on a slide; where not, what is left stays free at the foot.

        Returns
        -------
        figure : matplotlib.figure.Figure
        grid : matplotlib.gridspec.GridSpec
            Whose row ``2 i + 1`` is what is drawn over row ``i`` of the panels, and ``2 i + 2`` that row.
        """
        from matplotlib.figure import Figure
        from matplotlib.layout_engine import ConstrainedLayoutEngine

        asked = sum(over + axes + around + 4 * self.apart for over, axes, around in rows)
        whole = self.canvas.size == "slide"
        more = self.room - asked if whole and fill else min(self.room - asked, 0.0)
        share = more / sum(axes for _, axes, _ in rows)
        left = self.room - asked - more if whole else 0.0
        tall = self.head + self.foot + asked + more + left + 2 * self.side
        scale, wide = self.canvas.scale, self.canvas.inches
        margin = self.side * scale / wide
        rect = (margin, (self.side + left) / tall, 1 - 2 * margin, 1 - (2 * self.side + left) / tall)
        pads = PAD * scale, self.apart * scale
        engine = ConstrainedLayoutEngine(w_pad=pads[0], h_pad=pads[1], wspace=0.02, hspace=0.0, rect=rect)
        figure = Figure(figsize=(wide, round(tall * scale, 6)), layout=engine)
        heights = [self.head, *(h for over, axes, _ in rows for h in (max(over, 1e-3), axes * (1 + share))), self.foot]
        grid = figure.add_gridspec(len(heights), columns, height_ratios=heights, width_ratios=widths)
        self._head(figure.add_subplot(grid[0, :]))
        self._foot(figure.add_subplot(grid[-1, :]))
        return figure, grid

    def _head(self, axes: Axes) -> None:
        axes.axis("off")
        top, subtitle, key, _ = self._tops
        for text, points, down, colour in zip(self._texts, self._points, (top, subtitle), (None, SOFT), strict=False):
            look = {"size": points, "va": "top", "transform": self._down(axes, down)}
            look |= {"linespacing": 1.35} if self.canvas.zh else {}
            look |= {"color": colour} if colour else {}
            self.canvas.write(axes, 0, 1, text, **look)
        if self._labels:
            how = {"frameon": False, "borderaxespad": 0, "columnspacing": 1.2, "handletextpad": 0.5, "borderpad": 0}
            place = self._down(axes, subtitle + 1.5, 0.0) if self._beside else self._down(axes, key)
            handles = [self._handle(label, look) for label, look in self._labels.items()]
            how |= {"ncols": self._key_columns, "labelspacing": 0.4}
            legend = axes.legend(handles=handles, loc="upper right" if self._beside else "upper left", **how)
            legend.set_bbox_to_anchor((1 if self._beside else 0, 1), transform=place)
            legend.set_in_layout(False)

    def _handle(self, label: str, look: Mapping[str, Any]) -> Any:
        """The sample of an entry of the key."""
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        if "patch" not in look:
            return Line2D([], [], label=label, **self.canvas.sized(**look))
        edge = look.get("edge", look["patch"])
        return Patch(fc=look["patch"], ec=edge, hatch=look.get("hatch"), lw=0, label=label)

    def _down(self, axes: Axes, points: float, left: float | None = None) -> Transform:
        return self.canvas.moved(axes, -(self.left if left is None else left), -points)

    def _foot(self, axes: Axes) -> None:
        axes.axis("off")
        look = {"size": SMALL, "color": SOFT, "linespacing": 1.35, "va": "bottom"}
        self.canvas.write(axes, 0, 0, self._texts[2], transform=self._down(axes, 0), **look)

    # -- panels --------------------------------------------------------------------------------------------------------
    def around(self, titles: Sequence[str], wide: int, prints: int = 0) -> float:
        """Inches that a row of panels takes beside its axes.

        Parameters
        ----------
        titles, wide
            Of the panels, and the columns of type that go on a line of them.
        prints
            Lines of print below the ticks.
        """
        deep = max(lines(words.wrap(title, wide)) for title in titles)
        return (TYPE * 1.15 * deep + 13.5 + 12 + SMALL * 1.2 * prints) / 72

    def head_panel(self, axes: Axes, title: str, unit: str, wide: int) -> None:
        """Title of a panel in lines of at most ``wide`` columns, and its unit below, from left of the tick labels."""
        canvas = self.canvas
        pad = canvas.pt(13.5 if unit else 4.5)
        heading = axes.set_title(words.wrap(title, wide), loc="left", pad=pad, linespacing=1.1)
        heading.set_transform(canvas.outdent(axes, heading.get_transform()))
        canvas.note(axes, unit, (0, 1), (-OUTDENT, 4.5), xycoords="axes fraction", va="bottom", color=SOFT)


def lines(text: str) -> int:
    """Of a text."""
    return text.count("\n") + 1 if text else 0
