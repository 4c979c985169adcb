"""A figure's sheet: heading, key and caption as its width allows, and between them rows of panels.

All heights are inches of a page's type; on a slide they are scaled with it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.report import style, words
from model.report.style import pt

TITLES = {"column": (9.0, 7.0), "page": (13.0, 8.5), "slide": (11.5, 8.0)}  # points of title and subtitle
SIDES = {"column": 0.1, "page": 0.25, "slide": 0.22}  # inches left free at each side
LEADING = 1.3  # lines of a text, in its type
KEY = 1.75  # lines of a key
PAD, ROWS_APART = 0.04, 0.05  # inches at the sides of each axes, and above and below
TICKS = 0.18  # inches by which wide tick labels may move texts in


@dataclass(frozen=True)
class Sheet:
    """What stands over and under the panels of a figure.

    Attributes
    ----------
    looks
        How each of ``words.WORDS`` looks, or each label itself where it is none; patches are ``{"patch": colour}``.
    caption
        Paragraphs of small print at the foot.
    left
        Points that texts begin left of the axes.
    """

    size: str
    lang: str
    title: str
    subtitle: str
    looks: dict[str, dict]
    caption: str
    left: float = style.OUTDENT

    @property
    def width(self) -> float:
        """Inches between the sides, of a page's type."""
        return style.SIZES[self.size][0] / style.scale() - 2 * SIDES[self.size]

    def columns(self, inches: float, points: float = style.TYPE) -> int:
        """Columns of type that surely go on a line of so many inches, both of a page's type."""
        return style.columns(inches * style.scale(), self.lang, points)

    def _wrapped(self, text, points):
        return "\n".join(words.wrap(line, self.columns(self.width - TICKS, points)) for line in text.split("\n"))

    @cached_property
    def _title(self):
        return self._wrapped(self.title, TITLES[self.size][0])

    @cached_property
    def _subtitle(self):
        return self._wrapped(self.subtitle, TITLES[self.size][1])

    @cached_property
    def _caption(self):
        return self._wrapped(self.caption, style.SMALL)

    @cached_property
    def _labels(self):
        return {words.word(key, self.lang) if key in words.WORDS else key: look for key, look in self.looks.items()}

    @cached_property
    def _key_columns(self):
        """How many columns of the key go beside each other."""
        ems = [1.2 + 2.0 + 0.5 + words.columns(label) * 0.53 for label in self._labels]
        room = 72 * (self.width - TICKS) / style.TYPE
        for count in range(len(ems), 1, -1):
            if sum(max(part) for part in np.array_split(ems, count)) <= room:  # as Matplotlib fills a key
                return count
        return 1

    @cached_property
    def _tops(self):
        """Points from the top at which title, subtitle and key begin, and at which the heading ends."""
        large, small = TITLES[self.size]
        subtitle = large * LEADING * _lines(self._title) + 1
        key = subtitle + small * LEADING * _lines(self._subtitle) + 2
        rows = -(-len(self._labels) // self._key_columns) if self._labels else 0
        return 0, subtitle, key, key + style.TYPE * KEY * rows

    @property
    def head(self) -> float:
        """Inches that the heading takes."""
        return self._tops[-1] / 72 + 0.06

    @property
    def foot(self) -> float:
        """Inches that the caption takes."""
        return style.SMALL * 1.35 * _lines(self._caption) / 72 + 0.08 if self.caption else 0.0

    def around(self, titles: list[str], wide: int, prints: int = 0) -> float:
        """Inches that a row of panels takes beside its axes.

        Parameters
        ----------
        titles, wide
            Of the panels, and the columns of type that go on a line of them.
        prints
            Lines of print below the ticks.
        """
        lines = max(_lines(words.wrap(title, wide)) for title in titles)
        return (style.TYPE * 1.15 * lines + 13.5 + 12 + style.SMALL * 1.2 * prints) / 72 + 2 * ROWS_APART

    @property
    def room(self) -> float:
        """Inches that rows of panels may take on the tallest sheet."""
        return style.HEIGHTS[self.size] / style.scale() - self.head - self.foot - 2 * SIDES[self.size]

    def lay_out(self, rows: list[tuple[float, float, float]], columns: int, widths=None):
        """A figure with heading and caption, and the grid in which the panels go.

        Parameters
        ----------
        rows
            Of each row of panels: inches of what is drawn over it in a cell of its own, inches of its axes, and
            inches that titles, ticks and print around the axes take. On a slide the axes fill what is left; they
            shrink where there is not enough.
        columns
            How many cells a row has.

        Returns
        -------
        figure : matplotlib.figure.Figure
        grid : matplotlib.gridspec.GridSpec
            Whose row ``2 i + 1`` is what is drawn over row ``i`` of the panels, and ``2 i + 2`` that row.
        """
        from matplotlib.figure import Figure

        asked = sum(over + axes + around for over, axes, around in rows)
        more = self.room - asked if self.size == "slide" else min(self.room - asked, 0.0)
        share = more / sum(axes for _, axes, _ in rows)
        tall = self.head + self.foot + asked + more + 2 * SIDES[self.size]
        k, margin = style.scale(), SIDES[self.size]
        wide = style.SIZES[self.size][0]
        figure = Figure(figsize=(wide, round(tall * k, 6)), layout="constrained")
        rect = (margin * k / wide, margin / tall, 1 - 2 * margin * k / wide, 1 - 2 * margin / tall)
        figure.get_layout_engine().set(w_pad=PAD * k, h_pad=ROWS_APART * k, wspace=0.02, hspace=0.0, rect=rect)
        heights = [self.head, *(h for over, axes, _ in rows for h in (max(over, 1e-3), axes * (1 + share))), max(self.foot, 1e-3)]
        grid = figure.add_gridspec(len(heights), columns, height_ratios=heights, width_ratios=widths)
        self._head(figure.add_subplot(grid[0, :]))
        self._foot(figure.add_subplot(grid[-1, :]))
        return figure, grid

    def _head(self, axes):
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        axes.axis("off")
        title, subtitle, key, _ = self._tops
        sizes = TITLES[self.size]
        style.write(axes, 0, 1, self._title, size=pt(sizes[0]), va="top", transform=self._down(axes, title))
        how = {"size": pt(sizes[1]), "color": style.SOFT, "va": "top", "transform": self._down(axes, subtitle)}
        style.write(axes, 0, 1, self._subtitle, **how)
        handles = [
            Patch(color=look["patch"], lw=0, label=label) if "patch" in look else Line2D([], [], label=label, **style.sized(**look))
            for label, look in self._labels.items()
        ]
        if handles:
            how = {"frameon": False, "borderaxespad": 0, "columnspacing": 1.2, "handletextpad": 0.5, "borderpad": 0}
            found = axes.legend(handles=handles, loc="upper left", ncols=self._key_columns, labelspacing=0.4, **how)
            found.set_bbox_to_anchor((0, 1), transform=self._down(axes, key))
            found.set_in_layout(False)

    def _down(self, axes, points):
        from matplotlib.transforms import ScaledTranslation

        move = ScaledTranslation(-pt(self.left) / 72, -pt(points) / 72, axes.figure.dpi_scale_trans)
        return axes.transAxes + move

    def _foot(self, axes):
        axes.axis("off")
        how = {"size": pt(style.SMALL), "color": style.SOFT, "linespacing": 1.35, "va": "bottom"}
        move = self._down(axes, 0)
        style.write(axes, 0, 0, self._caption, transform=move, **how)


def _lines(text):
    return text.count("\n") + 1 if text else 0


def caption(key: str, results, lang: str, **parts: object) -> str:
    """A caption of ``words.WORDS``, with the scenario's title and the number of assumptions where the results say it."""
    n = results.attrs.get("assumptions")
    count = "" if n is None else words.word("count", lang, n=int(n))
    return words.word(key, lang, title=words.title(results, lang), count=count, **({"late": ""} | parts))
