"""Causal diagrams in print: stocks, flows and what moves them, a sector a diagram; and a map of all sectors.

Matplotlib and igraph (the extra ``diagrams``) are imported inside the functions that need them.
"""

from dataclasses import dataclass

import numpy as np

from model.engine.build import System
from model.report import style, words
from model.report.causal_graph import BOTH, NEGATIVE, NONE, POSITIVE, CausalGraph, causal_graph
from model.report.causal_layout import lay_out
from model.results import BASE_YEAR

MARGIN = 0.2  # inches
COLUMNS = {"en": 17, "zh": 14}  # of a label's line
COLOURS = {POSITIVE: "#0072B2", NEGATIVE: "#D55E00", BOTH: style.SOFT, NONE: style.PALE, "": style.INK}
GREY = "#767676"
PIPE = 3.0  # weight of a pipe in the layout


@dataclass
class Box:
    """A node as drawn: its texts and the inches that it takes."""

    node: object
    label: str
    small: str
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


def causal_diagram(system: System, sector: str, lang: str = "en", size: str = "page"):
    """The causal structure of one sector.

    Parameters
    ----------
    system
        A built model.
    sector
        The name of one of its sectors.
    lang, size
        Of ``style.look``.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    KeyError
        Where the model has no such sector.
    RuntimeError
        Where igraph is missing.
    """
    from matplotlib.figure import Figure

    graph = causal_graph(system, sector)
    with style.look(lang, size):
        wide, scale = style.SIZES[size]
        figure = Figure(figsize=(wide, 11.0))
        boxes = _boxes(figure, system, graph, lang, scale)
        _draw(figure, graph, boxes, sector, lang, scale)
    return figure


def _boxes(figure, system, graph, lang, scale):
    found = {}
    for name, node in graph.nodes.items():
        declaration = system.declarations[name]
        title = words.subscript(declaration.title_zh if lang == "zh" else declaration.title)
        label = words.wrap(title, COLUMNS[lang])
        small = sector_title(node.sector, lang) if node.outside else ""
        width, height = _extent(figure, label, 7 * scale)
        if small:
            w, h = _extent(figure, small, style.SMALL * scale)
            width, height = max(width, w), height + h
        glyph = {"flow": 0.2, "lever": 0.0, "driver": 0.0}.get(node.kind, 0.0) * scale
        pad = 0.1 * scale if node.kind != "auxiliary" or node.outside else 0.04 * scale
        found[name] = Box(node, label, small, width + pad, height + glyph + 0.06 * scale)
    return found


def sector_title(sector: str, lang: str) -> str:
    """A sector's title, its own name where it has none."""
    return style.SECTORS[sector][1 + (lang == "zh")] if sector in style.SECTORS else sector


def _extent(figure, text, points):
    """Width and height of a text, in inches."""
    artist = figure.text(0, 0, text, size=points, linespacing=1.1)
    box = artist.get_window_extent()
    artist.remove()
    return box.width / figure.dpi, box.height / figure.dpi


def _draw(figure, graph, boxes, sector, lang, scale):
    wide = figure.get_figwidth() - 2 * MARGIN
    names = list(boxes)
    at = {name: i for i, name in enumerate(names)}
    links = [(at[link.source], at[link.target], PIPE if link.pipe else 1.0) for link in graph.links]
    layout = lay_out(np.array([boxes[name].width for name in names]), links, wide)
    rows = layout.row.max() + 1
    tall = np.array([max((boxes[names[i]].height for i in np.flatnonzero(layout.row == r)), default=0.1) for r in range(rows)])
    gap = 0.32 * scale
    tops = 0.6 * scale + np.concatenate([[0], np.cumsum(tall + gap)[:-1]])
    high = tops[-1] + tall[-1] + 0.9 * scale
    figure.set_figheight(high)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-MARGIN, wide + MARGIN), ylim=(high, 0))
    axes.axis("off")
    for i, name in enumerate(names):
        boxes[name].x, boxes[name].y = layout.x[i], tops[layout.row[i]] + tall[layout.row[i]] / 2
    bands = [(top, top + t) for top, t in zip(tops, tall, strict=True)]
    _links(axes, graph, boxes, layout, bands, scale)
    for box in boxes.values():
        _node(axes, box, sector, scale)
    axes.text(0, 0.15 * scale, words.word("causal", lang, sector=sector_title(sector, lang)), size=13 * scale, va="top")
    run = words.word("causal_run", lang, start=BASE_YEAR, end=BASE_YEAR + 5)
    text = words.word("causal_caption", lang, run=run, count=graph.left_out)
    axes.text(0, high - 0.5 * scale, words.wrap(text, 150), size=style.SMALL * scale, color=style.SOFT, va="top")


def _node(axes, box, sector, scale):
    from matplotlib.patches import FancyBboxPatch, Polygon

    node = box.node
    colour = style.SECTORS.get(sector, ("#0072B2",))[0]
    ink = GREY if node.outside else style.INK
    top = box.y - box.height / 2
    if node.kind == "stock":
        tint = "white" if node.outside else tuple(1 - 0.15 * (1 - int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
        patch = FancyBboxPatch(
            (box.x - box.width / 2, top), box.width, box.height, boxstyle="square,pad=0", fc=tint,
            ec=GREY if node.outside else colour, lw=1.1 * scale, zorder=4,
        )  # fmt: skip
        axes.add_patch(patch)
    middle = box.y
    if node.kind == "flow":
        middle += 0.1 * scale
        s, y = 0.07 * scale, top + 0.1 * scale
        points = [(box.x - s, y - s), (box.x + s, y + s), (box.x + s, y - s), (box.x - s, y + s)]
        axes.add_patch(Polygon(points, closed=True, fc="white", ec=ink, lw=0.8 * scale, zorder=5))
    text = box.label + (f"\n{box.small}" if box.small else "")
    axes.text(box.x, middle, text, size=7 * scale, ha="center", va="center", color=ink, linespacing=1.1, zorder=6)


def _links(axes, graph, boxes, layout, bands, scale):
    names = list(boxes)
    for link, bends, turned in zip(graph.links, layout.bends, layout.turned, strict=True):
        high, low = (link.target, link.source) if turned else (link.source, link.target)
        a, b = boxes[high], boxes[low]
        points = [(a.x, a.y + a.height / 2)]
        points += [(x, edge) for row, x in bends for edge in bands[row]]
        points.append((b.x, b.y - b.height / 2))
        _curve(axes, points[::-1] if turned else points, link, scale)


def _curve(axes, points, link, scale):
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    vertices, codes = [points[0]], [Path.MOVETO]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        middle = (y0 + y1) / 2
        vertices += [(x0, middle), (x1, middle), (x1, y1)]
        codes += [Path.CURVE4] * 3
    path = Path(vertices, codes)
    if link.pipe:
        axes.add_patch(FancyArrowPatch(path=path, arrowstyle="-", lw=3.2 * scale, color=style.INK, zorder=2))
        axes.add_patch(FancyArrowPatch(path=path, arrowstyle="-", lw=1.8 * scale, color="white", zorder=2.1))
        return
    colour = COLOURS[link.polarity]
    how = {"arrowstyle": "-|>", "mutation_scale": 6 * scale, "lw": 0.7 * scale, "color": colour, "zorder": 3}
    how["linestyle"] = ":" if link.polarity == NONE else "-"
    axes.add_patch(FancyArrowPatch(path=path, shrinkA=0, shrinkB=0, **how))
    x, y = points[-1]
    up = 1 if y > points[-2][1] else -1
    axes.text(x + 0.05 * scale, y - up * 0.09 * scale, link.polarity.replace(NONE, ""), size=style.SMALL * scale, color=colour, va="center")
