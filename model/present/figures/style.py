"""Looks of the figures: colours, fonts, sizes, what all figures have in common, and files written whole.

Matplotlib is imported inside the functions that need it.
"""

import math
import os
from contextlib import contextmanager
from pathlib import Path

from model import sectors
from model.folder.solution import write_table
from model.present.text import words
from model.sectors import THEME, THEMES

FONT = Path(__file__).parents[1] / "fonts" / "NotoSansCJKsc-Regular-GBK.otf"
FAMILIES = {"en": ["DejaVu Sans", "Noto Sans CJK SC"], "zh": ["Noto Sans CJK SC", "DejaVu Sans"]}
OUTDENT = 15  # points that titles of panels begin left of the axes, to stand over the tick labels
LOW, HIGH = -0.5, 2.0  # the drawn range of the share of the way
SMALL = 6.5  # points; nothing is printed smaller
TYPE = 7.0  # points of plain type on a page
SIZES = {
    "column": (3.35, 1.0),
    "page": (8.27, 1.0),
    "slide": (13.33, 1.75),
}  # width in inches, scale of all type and lines
HEIGHTS = {"column": 8.5, "page": 11.69, "slide": 7.5}  # inches; a column and a page may be less high, a slide may not
KINDS = ("png", "svg", "pdf")
PAST = 5  # years before the base year that are drawn
UNDATED = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}  # what files say of their making
SAVED = {"svg.fonttype": "path", "svg.hashsalt": "ningxia", "pdf.fonttype": 42, "savefig.facecolor": "white"}

INK, SOFT, FAINT, RED = "#1A1A1A", "#595959", "#DDDDDD", "#C1121F"
ASSUMED = {"color": INK, "marker": "o", "mfc": "white", "mec": INK, "mew": 0.8, "ms": 3.0}  # of a base year's value
DIAMOND = {"color": RED, "marker": "D", "ms": 3.6, "lw": 0.8}  # of a target
SCENARIOS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#4D4D4D")  # Okabe and Ito's, and a grey
PALE = "#8C8C8C"  # of a baseline beside a solution
MET, MISSED = "#009E73", "#E69F00"

# Okabe and Ito's palette; its yellow is too pale for a line on white, so carbon has the palette's grey, darkened.
HUES = {
    "economy": "#0072B2", "energy": "#D55E00", "power": "#E69F00", "carbon": "#6B6B6B", "finance": "#CC79A7",
    "capital_market": "#CC79A7", "water": "#56B4E9", "ecology": "#009E73", "programmes": "#882255",
}  # fmt: skip
# each theme and each sector: its colour, which is that of its theme, and its titles
SECTORS = {name: (hue, *THEMES[name]) for name, hue in HUES.items()}
SECTORS |= {name: (HUES[THEME[name]], *titles) for name, titles in sectors.SECTORS.items() if name not in THEMES}


def scale() -> float:
    """What the size in force, see :func:`look`, makes of a page's type and lines."""
    import matplotlib

    return matplotlib.rcParams["font.size"] / TYPE


def pt(points: float) -> float:
    """Points of type or of a line, given as on a page, at the size in force."""
    return points * scale()


def sized(**how) -> dict:
    """Looks of lines and type, given as on a page, at the size in force."""
    return {key: pt(value) if key in ("lw", "ms", "mew", "size", "labelpad") else value for key, value in how.items()}


def columns(inches: float, lang: str, points: float = SMALL) -> int:
    """How many columns of type, as :func:`model.present.text.words.wrap` counts them, surely go on a line so wide."""
    return int(72 * inches / (pt(points) * (0.55 if lang == "en" else 0.51)))


def strong(lang: str) -> dict:
    """How a sector's heading is set; only the Latin font has a bold."""
    return {"size": pt(9), "weight": "bold", "family": "DejaVu Sans"} if lang == "en" else {"size": pt(9.5)}


def dot(met: bool | None) -> dict:
    """Marker of a result: shape as well as colour tells met from not met."""
    marker, face, edge = {True: ("o", MET, MET), False: ("s", MISSED, "#8A5F00"), None: ("o", "white", SOFT)}[met]
    return {"marker": marker, "mfc": face, "mec": edge, "mew": 0.7, "ms": 4.6, "color": SOFT if met is None else face}


def mixed(colour: str, strength: float, other: str = "white") -> tuple[float, float, float]:
    """A colour mixed with another, for what is transparent lets show what lies below."""
    from matplotlib.colors import to_rgb

    return tuple(
        strength * part + (1 - strength) * rest for part, rest in zip(to_rgb(colour), to_rgb(other), strict=True)
    )


def panel_title(axes, title: str, unit: str, width: int = 26) -> None:
    """Title of a panel in lines of at most ``width`` columns, and its unit below, from left of the tick labels."""
    heading = axes.set_title(words.wrap(title, width), loc="left", pad=pt(13.5 if unit else 4.5), linespacing=1.1)
    heading.set_transform(outdent(axes, heading.get_transform()))
    axes.annotate(
        unit, (0, 1), xytext=(-pt(OUTDENT), pt(4.5)), textcoords="offset points", xycoords="axes fraction", va="bottom",
        size=pt(SMALL), color=SOFT,
    ).set_in_layout(False)  # fmt: skip


def outdent(axes, transform=None):
    """The transform, fractions of the axes where none is given, moved left by ``OUTDENT``."""
    from matplotlib.transforms import ScaledTranslation

    return (transform or axes.transAxes) + ScaledTranslation(-pt(OUTDENT) / 72, 0, axes.figure.dpi_scale_trans)


def write(axes, x: float, y: float, text: str, **how):
    """Text in fractions of its axes that does not push the layout about."""
    artist = axes.text(x, y, text, **{"transform": axes.transAxes, **how})
    artist.set_in_layout(False)
    return artist


def cell(axes, x: float, y: float, text: str, **how):
    """Text at a row of a table: ``x`` in fractions of its axes, ``y`` in data."""
    return write(axes, x, y, text, transform=axes.get_yaxis_transform(), **how)


def share_axis(axes, lang: str, base: int, few: bool = False) -> None:
    """The axis of shares of the way from the year ``base``, with upright lines there and at the target; ``few``: no other marks."""
    from matplotlib.ticker import FixedFormatter, FixedLocator

    axes.set_xlim(LOW, HIGH)
    marks = {
        -0.5: "−50%",
        0: words.word("at_base", lang),
        0.5: "50%",
        1: words.word("at_target", lang),
        1.5: "150%",
        2: "200%",
    }
    marks = {at: mark for at, mark in marks.items() if at in (0, 1) or not few}
    axes.xaxis.set_major_locator(FixedLocator(list(marks)))
    axes.xaxis.set_major_formatter(FixedFormatter(list(marks.values())))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    for x, look in ((0, {"color": SOFT, "lw": 0.7}), (1, {"color": RED, "lw": 0.9, "ls": ":"})):
        axes.plot([x, x], [0.4, axes.get_ylim()[0]], zorder=1, **sized(**look))
    axes.set_xlabel(words.word("share_short" if few else "share", lang, base=base), color=SOFT)


def frame(axes, start: int, end: int, levels: list[float], few: bool = False) -> None:
    """Limits, ticks and grid of a panel over years ``start`` to ``end`` that must hold ``levels``; ``few``: two ticks."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

    finite = [value for value in levels if math.isfinite(value)] or [0.0]
    low, high = min(finite), max(finite)
    slack = max((high - low) * 0.12, abs(high) * 0.02, 1e-9)  # a series that hardly moves must not look as if it did
    axes.set_ylim(0 if low >= 0 > low - slack else low - slack, high + slack)
    axes.set_xlim(start - 0.4, end + (end - start) * 0.1)
    axes.xaxis.set_major_locator(FixedLocator(range(start, end + 1, 5 if end - start <= 12 else 10)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    locator = MaxNLocator(3, steps=[1, 2, 2.5, 5, 10])
    if few:
        shown = [
            tick for tick in locator.tick_values(*axes.get_ylim()) if axes.get_ylim()[0] <= tick <= axes.get_ylim()[1]
        ]
        locator = FixedLocator([shown[0], shown[-1]])
    axes.yaxis.set_major_locator(locator)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}".replace("-", "−")))
    axes.grid(axis="y", color="#EEEEEE", lw=pt(0.5))
    axes.set_axisbelow(True)
    axes.spines["bottom"].set_bounds(start - 0.4, end)


@contextmanager
def look(lang: str, size: str = "page"):
    """Matplotlib's settings of one figure, put back afterwards, with our own copy of the Chinese font in use.

    Raises
    ------
    ValueError
        Where the language or the size is not known.
    """
    import matplotlib

    for key, found, known in (("lang", lang, FAMILIES), ("size", size, SIZES)):
        if found not in known:
            raise ValueError(f"{key}: found {found!r}; expected one of {', '.join(known)}")
    use_font()
    scale = SIZES[size][1]
    sizes = {
        "font.size": 7.0, "axes.titlesize": 7.0, "axes.labelsize": SMALL, "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL, "legend.fontsize": 7.0, "axes.linewidth": 0.6, "xtick.major.width": 0.6,
        "ytick.major.width": 0.6, "xtick.major.size": 2.2, "ytick.major.size": 2.2, "xtick.major.pad": 2.0,
        "ytick.major.pad": 1.8,
    }  # fmt: skip
    settings = {
        "font.family": FAMILIES[lang], "text.color": INK, "axes.edgecolor": SOFT, "axes.spines.top": False,
        "axes.spines.right": False, "xtick.color": SOFT, "ytick.color": SOFT, "axes.unicode_minus": True,
        "text.usetex": False, "figure.facecolor": "white", "path.simplify": True,
    }  # fmt: skip
    with matplotlib.rc_context():
        matplotlib.rcParams.update(_defaults() | settings | {key: scale * value for key, value in sizes.items()})
        yield


def _defaults():
    import matplotlib

    return {key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")}


def finish(figure):
    """Give every axis the ticks of the size and the language in force, also those that are made later; returns the figure."""
    from matplotlib import rcParams

    for axes in figure.axes:
        for name in ("x", "y"):
            keys = {"length": "major.size", "width": "major.width", "pad": "major.pad", "labelsize": "labelsize"}
            now = axes.xaxis.get_tick_params() if name == "x" else axes.yaxis.get_tick_params()
            own = {key: rcParams[f"{name}tick.{place}"] for key, place in keys.items() if key not in now}
            axes.tick_params(axis=name, colors=SOFT, labelfontfamily=rcParams["font.family"], **own)
    return figure


def use_font() -> None:
    """Let 'Noto Sans CJK SC' be the file that comes with the model, whatever the machine has under that name."""
    from matplotlib.font_manager import fontManager

    ours = [entry for entry in fontManager.ttflist if entry.name == "Noto Sans CJK SC"]
    if [entry.fname for entry in ours] != [str(FONT)]:
        fontManager.ttflist[:] = [entry for entry in fontManager.ttflist if entry.name != "Noto Sans CJK SC"]
        fontManager.addfont(FONT)


def save(figure, folder: Path, name: str, kinds: tuple[str, ...] = ("png", "svg")) -> list[Path]:
    """Write a figure as PNG (300 dpi), SVG or PDF, each under a passing name and then renamed, so it is whole or absent."""
    return [_whole(figure, folder / f"{name}.{kind}") for kind in kinds]


def save_with_rows(
    figure, rows: list[dict], folder: Path, name: str, kinds: tuple[str, ...] = ("png", "svg")
) -> list[Path]:
    """Write a figure as :func:`save` does, and beside it a CSV of the numbers that are drawn."""
    path = folder / f"{name}.csv"
    write_table(rows, path)
    return [*save(figure, folder, name, kinds), path]


def save_all(drawn: dict[str, tuple], folder: Path, kinds: tuple[str, ...] = ("png", "svg")) -> list[Path]:
    """Write figures, each with the rows of its CSV, by name, into a folder that is made if absent.

    Raises
    ------
    ValueError
        Where a kind is not known.
    """
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise ValueError(f"kinds: found {', '.join(unknown)}; expected some of {', '.join(KINDS)}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [
        path for name, (figure, rows) in drawn.items() for path in save_with_rows(figure, rows, folder, name, kinds)
    ]


def _whole(figure, path):
    import matplotlib

    kind, passing = path.suffix[1:], path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with matplotlib.rc_context(_defaults() | SAVED):
            figure.savefig(passing, format=kind, dpi=300, metadata=UNDATED[kind])
        os.replace(passing, path)
    finally:
        passing.unlink(missing_ok=True)
    return path
