"""The canvas of a figure: its language and its size, and with them its type, its lines and its words.

Lengths are given as on a page, in points or inches, and become those of the size. Matplotlib is imported inside the
functions that need it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from model.data import base_year
from model.present.canvas.colours import GRID, INK, SECTORS, SOFT
from model.present.canvas.glyphs import boxes
from model.present.canvas.types import Axes, Axis, Dataset, Drawn, Settings, Text, Transform
from model.present.text import words

FONT = Path(__file__).parents[1] / "fonts" / "NotoSansCJKsc-Regular-GBK.otf"
FAMILIES = {"en": ["DejaVu Sans", "Noto Sans CJK SC"], "zh": ["Noto Sans CJK SC", "DejaVu Sans"]}
SIZES = {"column": (3.35, 1.0), "page": (8.27, 1.0), "slide": (13.33, 1.75)}  # inches of width, scale of type and lines
HEIGHTS = {"column": 8.5, "page": 11.69, "slide": 7.5}  # inches; a column and a page may be less high, a slide may not
SMALL = 6.5  # points; nothing is printed smaller
TYPE = 7.0  # points of plain type on a page
OUTDENT = 15  # points that titles of panels begin left of the axes, to stand over the tick labels
PAST = 5  # years before the base year that are drawn
POINTS = {  # sizes that Matplotlib has settings for, on a page
    "font.size": TYPE, "axes.titlesize": TYPE, "axes.labelsize": SMALL, "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL, "legend.fontsize": TYPE, "axes.linewidth": 0.6, "xtick.major.width": 0.6,
    "ytick.major.width": 0.6, "xtick.major.size": 2.2, "ytick.major.size": 2.2, "xtick.major.pad": 2.0,
    "ytick.major.pad": 1.8,
}  # fmt: skip
SETTINGS = {
    "text.color": INK, "axes.edgecolor": SOFT, "axes.spines.top": False, "axes.spines.right": False,
    "xtick.color": SOFT, "ytick.color": SOFT, "axes.unicode_minus": True, "text.usetex": False,
    "text.parse_math": False,  # a dollar sign in a title is one
    "figure.facecolor": "white", "path.simplify": True,
}  # fmt: skip
DRAWING = RLock()  # Matplotlib is not safe with threads
TICKS = {"length": "major.size", "width": "major.width", "pad": "major.pad", "labelsize": "labelsize"}


@dataclass(frozen=True)
class Canvas:
    """What a figure is drawn on.

    Raises
    ------
    ValueError
        Where the language or the size is not known.
    """

    lang: str = "en"  # or ``zh``
    size: str = "page"  # or ``column`` of a journal, or ``slide``

    def __post_init__(self) -> None:
        for key, known in (("lang", FAMILIES), ("size", SIZES)):
            if getattr(self, key) not in known:
                raise ValueError(f"{key}: found {getattr(self, key)!r}; expected one of {', '.join(known)}")

    # -- size --------------------------------------------------------------------------------------------------------
    @property
    def inches(self) -> float:
        """The width."""
        return SIZES[self.size][0]

    @property
    def height(self) -> float:
        """Inches that it may be high."""
        return HEIGHTS[self.size]

    @property
    def scale(self) -> float:
        """What a page's type and lines are multiplied by."""
        return SIZES[self.size][1]

    @property
    def width(self) -> float:
        """The width, in inches of a page's type."""
        return self.inches / self.scale

    def pt(self, points: float) -> float:
        """Points of type or of a line."""
        return points * self.scale

    def sized(self, **look: Any) -> dict[str, Any]:
        """Looks of lines and type."""
        scaled = ("lw", "ms", "mew", "size", "labelpad")
        return {key: self.pt(value) if key in scaled else value for key, value in look.items()}

    def columns(self, inches: float, points: float = SMALL) -> int:
        """How many columns of type, as :func:`model.present.text.words.wrap` counts them, surely go on a line."""
        return int(72 * inches / (points * (0.51 if self.zh else 0.55)))

    # -- words -------------------------------------------------------------------------------------------------------
    @property
    def zh(self) -> bool:
        """Whether it is in Chinese."""
        return self.lang == "zh"

    def choose(self, english: str, chinese: str) -> str:
        """The one of its language."""
        return chinese if self.zh else english

    def word(self, key: str, **parts: object) -> str:
        """A label of the figures, with its parts filled in."""
        return words.word(key, self.lang, **parts)

    def unit(self, text: str | None, variable: str | None = None) -> str:
        """A declared unit as a reader writes it."""
        return words.unit(text or "1", self.lang, variable)

    def listed(self, parts: Iterator[str] | list[str]) -> str:
        """Parts of a sentence with commas between them."""
        return self.word("comma").join(parts)

    def page_of(self, page: int, pages: int) -> str:
        """Which page of how many it is, where there are several."""
        return self.word("page", page=page, pages=pages) if pages > 1 else ""

    def sector(self, name: str) -> str:
        """A sector's title, its own name where it has none."""
        return self.choose(*SECTORS[name][1:]) if name in SECTORS else name

    def caption(self, key: str, results: Dataset, **parts: object) -> str:
        """A caption, with the scenario's title and the number of assumptions where the results say it."""
        assumptions = results.attrs.get("assumptions")
        count = "" if assumptions is None else self.word("count", n=int(assumptions))
        known = {"title": words.title(results, self.lang), "base": base_year(results), "count": count, "late": ""}
        return self.word(key, **known | parts)

    # -- Matplotlib --------------------------------------------------------------------------------------------------
    @property
    def settings(self) -> Settings:
        """Matplotlib's settings of a figure."""
        return SETTINGS | {"font.family": FAMILIES[self.lang]} | {key: self.pt(value) for key, value in POINTS.items()}

    @contextmanager
    def look(self) -> Iterator[None]:
        """Draw under these settings, put back afterwards, with our own copy of the Chinese font in use."""
        import matplotlib

        with DRAWING, boxes(), matplotlib.rc_context():
            use_font()
            matplotlib.rcParams.update(defaults() | self.settings)
            yield

    def finish(self, figure: Drawn) -> Drawn:
        """Give every axis the ticks of the size and the language, also those that are made later; returns the figure."""
        settings = self.settings
        for axes in figure.axes:
            for axis in (axes.xaxis, axes.yaxis):
                name, changed = axis.axis_name, axis.get_tick_params()
                kept = {key: settings[f"{name}tick.{place}"] for key, place in TICKS.items() if key not in changed}
                axis.set_tick_params(colors=SOFT, labelfontfamily=settings["font.family"], **kept)
        return figure

    def outdent(self, axes: Axes, transform: Transform | None = None) -> Transform:
        """The transform, fractions of the axes where none is given, moved left by ``OUTDENT``."""
        return self.moved(axes, -OUTDENT, 0, transform)

    def moved(self, axes: Axes, right: float, up: float, transform: Transform | None = None) -> Transform:
        """The transform, fractions of the axes where none is given, moved by so many points."""
        from matplotlib.transforms import ScaledTranslation

        move = ScaledTranslation(self.pt(right) / 72, self.pt(up) / 72, axes.figure.dpi_scale_trans)
        return (transform or axes.transAxes) + move

    def write(self, axes: Axes, x: float, y: float, text: str, **look: Any) -> Text:
        """Text in fractions of its axes that does not push the layout about."""
        artist = axes.text(x, y, text, **{"transform": axes.transAxes, **self.sized(**look)})
        artist.set_in_layout(False)
        return artist

    @property
    def strong(self) -> dict[str, Any]:
        """How a sector's heading is set; only the Latin font has a bold."""
        return {"size": 9.5} if self.zh else {"size": 9, "weight": "bold", "family": "DejaVu Sans"}

    def cell(self, axes: Axes, x: float, y: float, text: str, fine: bool = False, **look: Any) -> Text:
        """Text at a row of a table: ``x`` in fractions of its axes, ``y`` in data; ``fine`` print is smaller and grey."""
        plain = {"size": SMALL, "color": SOFT} if fine else {"size": TYPE}
        return self.write(axes, x, y, text, **{"transform": axes.get_yaxis_transform(), "va": "center"} | plain | look)

    def note(self, axes: Axes, text: str, at: tuple[float, float], shift: tuple[float, float], **look: Any) -> Text:
        """Text so many points from a place in data, that does not push the layout about."""
        plain = {"textcoords": "offset points", "va": "center", "size": SMALL}
        moved = (self.pt(shift[0]), self.pt(shift[1]))
        artist = axes.annotate(text, at, xytext=moved, **self.sized(**plain | look))
        artist.set_in_layout(False)
        return artist

    def halo(self, points: float = 1.5) -> list:
        """A white edge around type or a line."""
        from matplotlib.patheffects import withStroke

        return [withStroke(linewidth=self.pt(points), foreground="white")]

    def numbers(self, axis: Axis, ticks: int, whole: bool = False) -> None:
        """Make an axis one of numbers, or of ``whole`` ones, with some so many round ticks, and a grid."""
        from matplotlib.ticker import FuncFormatter, MaxNLocator

        axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10], integer=whole))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}".replace("-", "−")))
        axis.grid(color=GRID, lw=self.pt(0.5))
        axis.axes.set_axisbelow(True)


def defaults() -> Settings:
    """Matplotlib's own settings."""
    import matplotlib

    return {key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")}


def use_font() -> None:
    """Let 'Noto Sans CJK SC' be the file that comes with the model, whatever the machine has under that name."""
    from matplotlib.font_manager import fontManager

    ours = [entry for entry in fontManager.ttflist if entry.name == "Noto Sans CJK SC"]
    if [entry.fname for entry in ours] != [str(FONT)]:
        fontManager.ttflist[:] = [entry for entry in fontManager.ttflist if entry.name != "Noto Sans CJK SC"]
        fontManager.addfont(FONT)
