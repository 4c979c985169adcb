"""A figure's sheet: heading, key and caption as its width allows, and between them rows of panels.

All heights are inches of a page's type; on a slide they are scaled with it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.data import base_year
from model.present.figures import style
from model.present.figures.style import pt
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
    """What stands over and under the panels of a figure.

    Attributes
    ----------
    looks
        How each of ``words.WORDS`` looks, or each label itself where it is none; patches are ``{"patch": colour}``, with
        ``edge`` and ``hatch`` where they are hatched.
    caption
        Paragraphs of small print at the foot.
    left
        Points that texts begin left of the axes.
    apart
        Inches left free above and below every row of the grid.
    """

    size: str
    lang: str
    title: str
    subtitle: str
    looks: dict[str, dict]
    caption: str
    left: float = style.OUTDENT
    apart: float = 0.025

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
        room = 72 * (self.width - TICKS) / style.TYPE
        for count in range(len(self._ems), 1, -1):
            if sum(max(part) for part in np.array_split(self._ems, count)) <= room:  # as Matplotlib fills a key
                return count
        return 1

    @cached_property
    def _ems(self):
        """What each entry of the key takes, and the space after it, in its type."""
        return [1.2 + 2.0 + 0.5 + words.columns(label) * EM for label in self._labels]

    @cached_property
    def _beside(self):
        """Whether the key goes to the right of the subtitle."""
        small = TITLES[self.size][1]
        taken = (words.columns(self._subtitle) * EM + 3) * small + sum(self._ems) * style.TYPE
        return "\n" not in self._subtitle and taken <= 72 * (self.width - TICKS)

    @cached_property
    def _tops(self):
        """Points from the top at which title, subtitle and key begin, and at which the heading ends."""
        large, small = TITLES[self.size]
        subtitle = large * LEADING * _lines(self._title) + 1
        key = subtitle + small * LEADING * _lines(self._subtitle) + 2
        rows = -(-len(self._labels) // self._key_columns) if self._labels and not self._beside else 0
        return 0, subtitle, key, key + style.TYPE * KEY * rows

    @property
    def head(self) -> float:
        """Inches that the heading takes."""
        return self._tops[-1] / 72 + 0.06 + 2 * self.apart

    @property
    def foot(self) -> float:
        """Inches that the caption takes."""
        return style.SMALL * 1.35 * _lines(self._caption) / 72 + 0.08 + 2 * self.apart

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
        return (style.TYPE * 1.15 * lines + 13.5 + 12 + style.SMALL * 1.2 * prints) / 72

    @property
    def room(self) -> float:
        """Inches that rows of panels may take on the tallest sheet."""
        return style.HEIGHTS[self.size] / style.scale() - self.head - self.foot - 2 * SIDES[self.size]

    def left_for_axes(self, rows: list[tuple[float, float]]) -> float:
        """Inches that each row of axes may be high, where all are alike, beside what is over and around each."""
        return self.room / len(rows) - sum(over + around for over, around in rows) / len(rows) - 4 * self.apart

    def lay_out(self, rows: list[tuple[float, float, float]], columns: int, widths=None, fill: bool = True):
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

        asked = sum(over + axes + around + 4 * self.apart for over, axes, around in rows)
        whole = self.size == "slide"
        more = self.room - asked if whole and fill else min(self.room - asked, 0.0)
        share = more / sum(axes for _, axes, _ in rows)
        left = self.room - asked - more if whole else 0.0
        tall = self.head + self.foot + asked + more + left + 2 * SIDES[self.size]
        k, margin = style.scale(), SIDES[self.size]
        wide = style.SIZES[self.size][0]
        figure = Figure(figsize=(wide, round(tall * k, 6)), layout="constrained")
        rect = (margin * k / wide, (margin + left) / tall, 1 - 2 * margin * k / wide, 1 - (2 * margin + left) / tall)
        figure.get_layout_engine().set(w_pad=PAD * k, h_pad=self.apart * k, wspace=0.02, hspace=0.0, rect=rect)
        heights = [self.head, *(h for over, axes, _ in rows for h in (max(over, 1e-3), axes * (1 + share))), self.foot]
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
            Patch(**_area(look), label=label) if "patch" in look else Line2D([], [], label=label, **style.sized(**look))
            for label, look in self._labels.items()
        ]
        if handles:
            how = {"frameon": False, "borderaxespad": 0, "columnspacing": 1.2, "handletextpad": 0.5, "borderpad": 0}
            side, at = ("right", (1, 1)) if self._beside else ("left", (0, 1))
            place = self._down(axes, subtitle + 1.5, 0.0) if self._beside else self._down(axes, key)
            found = axes.legend(handles=handles, loc=f"upper {side}", ncols=self._key_columns, labelspacing=0.4, **how)
            found.set_bbox_to_anchor(at, transform=place)
            found.set_in_layout(False)

    def _down(self, axes, points, left=None):
        from matplotlib.transforms import ScaledTranslation

        move = ScaledTranslation(
            -pt(self.left if left is None else left) / 72, -pt(points) / 72, axes.figure.dpi_scale_trans
        )
        return axes.transAxes + move

    def _foot(self, axes):
        axes.axis("off")
        how = {"size": pt(style.SMALL), "color": style.SOFT, "linespacing": 1.35, "va": "bottom"}
        move = self._down(axes, 0)
        style.write(axes, 0, 0, self._caption, transform=move, **how)


def _area(look):
    """How a patch of the key is drawn."""
    return {"fc": look["patch"], "ec": look.get("edge", look["patch"]), "hatch": look.get("hatch"), "lw": 0}


def _lines(text):
    return text.count("\n") + 1 if text else 0


def caption(key: str, results, lang: str, **parts: object) -> str:
    """A caption of ``words.WORDS``, with the scenario's title and the number of assumptions where the results say it."""
    n = results.attrs.get("assumptions")
    count = "" if n is None else words.word("count", lang, n=int(n))
    told = {"title": words.title(results, lang), "base": base_year(results), "count": count, "late": ""}
    return words.word(key, lang, **told | parts)
