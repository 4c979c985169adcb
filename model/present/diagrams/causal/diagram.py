"""Causal diagrams in print: stocks, flows and what moves them, a sector a diagram.

Matplotlib and igraph (the extra ``diagrams``) are imported inside the functions that need them.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from model.analysis.loops import loops
from model.engine.build import System
from model.engine.declare import Flow
from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import SECTORS, SOFT
from model.present.canvas.types import Axes, Drawn
from model.present.diagrams.causal import key, shapes
from model.present.diagrams.causal.folding import folded
from model.present.diagrams.causal.graph import YEARS, CausalGraph, Node, causal_graph
from model.present.diagrams.causal.layout import TooNarrow
from model.present.diagrams.causal.link_routing import GAP, PORT, place
from model.present.diagrams.causal.shapes import Box
from model.present.text import words
from model.scenario.load import Scenario

MARGIN = 0.2  # inches around the diagram
COLUMNS = {"en": 18, "zh": 16}  # of a label's line
LONG = 40  # columns of a title that gets wider lines
TRIED = {  # until the diagram fits: share of the type, breadth of labels, inches between rows, share of the links' lanes
    "column": (*((1.0, 1.0, GAP, near) for near in (1.0, 0.7, 0.5)), (1.0, 0.8, GAP, 0.5)),
    "page": (
        *((1.0, 1.0, GAP, 1.0), (1.0, 1.4, GAP, 1.0), (1.0, 1.4, 0.3, 1.0), (1.0, 1.4, 0.25, 1.0)),
        (1.0, 1.4, 0.2, 0.7),
    ),
    "slide": (*((share, 1.0, GAP, 1.0) for share in (1.0, 0.85, 0.72, 0.6)), (0.6, 1.0, 0.2, 0.7)),
}
READERS = 2  # sectors that are named where they read a variable; of more, the number


def causal_diagram(
    system: System,
    sector: str,
    lang: str = "en",
    size: str = "page",
    *,
    detail: str = "",
    scenario: Scenario | None = None,
) -> Drawn:
    """The causal structure of one sector.

    Parameters
    ----------
    system
        A built model.
    sector
        The name of one of its sectors.
    lang, size
        Of a canvas.
    detail
        ``all`` draws every equation; ``stocks`` has flows and auxiliaries within the links and one node for each sector
        that is read. Where none is given, a page has all, and a column and a slide, which cannot hold that, the stocks.
    scenario : Scenario, optional
        Whose run gives the values that polarities are taken at; the model at its own figures where none is given.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    KeyError
        Where the model has no such sector.
    ValueError
        Where the language, the size or the detail is not known.
    RuntimeError
        Where igraph is missing.
    """
    if detail not in ("", "all", "stocks"):
        raise ValueError(f"detail: found {detail!r}; expected one of all, stocks")
    graph = causal_graph(system, sector, scenario)
    if detail == "stocks" or not detail and size != "page":
        graph = folded(graph)
    canvas = Canvas(lang, size)
    with canvas.look():
        figure = _fitting(system, graph, canvas, _run(system, scenario, canvas))
    if size == "slide":
        _fill(figure, canvas.height)
    return figure


def _fitting(system: System, graph: CausalGraph, canvas: Canvas, run: str) -> Drawn:
    """The first figure tried that is no higher than its size; the last that could be drawn, where all are."""
    from matplotlib.figure import Figure

    drawn = None
    for share, breadth, gap, near in TRIED[canvas.size]:
        figure, scale = Figure(figsize=(canvas.inches, 8.0)), share * canvas.scale
        look, columns = (canvas, scale, near), int(COLUMNS[canvas.lang] * breadth)
        boxes = {name: _box(figure, system, graph, node, look, columns) for name, node in graph.nodes.items()}
        try:
            _draw(figure, system, graph, boxes, (gap, near), (canvas, scale, run))
        except TooNarrow as fault:
            narrow = fault
            continue
        drawn = figure
        if figure.get_figheight() <= canvas.height:
            break
    if drawn is None:
        raise narrow or TooNarrow()
    return drawn


def _fill(figure: Drawn, height: float) -> None:
    """Let a diagram that is less high than its slide stand in the middle of it."""
    [axes], spare = figure.axes, max(0.0, height - figure.get_figheight()) / 2
    low, high = axes.get_ylim()  # in inches, downward
    axes.set_ylim(low + spare, high - spare)
    figure.set_figheight(figure.get_figheight() + 2 * spare)


def _run(system: System, scenario: Scenario | None, canvas: Canvas) -> str:
    """What the polarities are taken at, in words."""
    if scenario is not None:
        return canvas.word("causal_of_scenario", title=scenario.title[canvas.lang])
    return canvas.word("causal_run", start=system.base, end=system.base + YEARS)


def node_title(system: System, node: Node, canvas: Canvas) -> str:
    """A node's label: its variable's title; of the stages of a material delay, the delay's."""
    name = whole = node.name
    if node.kind == "sector":
        return canvas.sector(node.sector)
    if node.kind == "stock" and name.endswith("_stage_1"):
        whole = name.removesuffix("_stage_1")
        stages = sum(part.startswith(name[:-1]) for part in node.names)
    declaration = system.declarations[whole]
    title = words.subscript(canvas.choose(declaration.title, declaration.title_zh))
    return title if whole == name else canvas.word("causal_stages", title=title, count=stages)


def _box(
    figure: Drawn, system: System, graph: CausalGraph, node: Node, look: tuple[Canvas, float, float], columns: int
) -> Box:
    canvas, scale, near = look
    title = node_title(system, node, canvas)
    longer = 1.25 if words.columns(title) > LONG else 1.0
    label = words.balance(title, int(columns * longer))
    small = words.balance(_small(node, canvas), int(columns * 1.2))
    width, height = _extent(figure, label, shapes.TEXT * scale)
    if small:
        w, h = _extent(figure, small, SMALL * scale)
        width, height = max(width, w), height + h
    reach = height / 2 + 0.02 * scale
    pipes = node.kind == "flow" and not node.outside
    framed = node.kind in ("stock", "lever", "driver")
    ends = [link for link in graph.links if not link.pipe and node.name in (link.source, link.target)]
    entering = sum(link.target == node.name for link in ends)
    width = max(width, (entering + (len(ends) > entering)) * PORT * near * scale)
    width += (shapes.STEM * pipes + (0.14 if node.kind != "stock" else 0.1) * framed + 0.02) * scale
    height += (0.08 if framed else 0.03) * scale
    return Box(node, label, small, width, max(height, 0.46 * scale) if pipes else height, reach, pipes)


def _small(node: Node, canvas: Canvas) -> str:
    if node.kind == "sector":
        return canvas.word("causal_variables" if len(node.names) > 1 else "causal_variable", count=len(node.names))
    if node.outside:
        return canvas.sector(node.sector)
    if not node.readers:
        return ""
    named = canvas.word("causal_and").join(canvas.sector(reader) for reader in node.readers)
    many = canvas.word("causal_many", count=len(node.readers))
    return canvas.word("causal_readers", names=named if len(node.readers) <= READERS else many)


def _extent(figure: Drawn, text: str, points: float) -> tuple[float, float]:
    """Width and height of a text, in inches."""
    artist = figure.text(0, 0, text, size=points, linespacing=1.12)
    box = artist.get_window_extent()
    artist.remove()
    return box.width / figure.dpi, box.height / figure.dpi


def _draw(
    figure: Drawn,
    system: System,
    graph: CausalGraph,
    boxes: Mapping[str, Box],
    spacing: tuple[float, float],
    look: tuple[Canvas, float, str],
) -> None:
    scale, wide = look[1], figure.get_figwidth() - 2 * MARGIN
    bands, ways = place(graph, boxes, wide, scale, *spacing)
    colour = SECTORS.get(graph.sector, ("#0072B2",))[0]
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    for link, way in zip(graph.links, ways, strict=True):
        if link.pipe:
            shapes.pipe(axes, way, graph.nodes[link.target].kind == "stock", scale)
        else:
            shapes.arrow(axes, way, link.polarity, link.delayed, scale)
    for box in boxes.values():
        _clouds(axes, system, graph, box, ways, scale)
        shapes.draw_box(axes, box, colour, scale)
    named = _badges(axes, graph, ways, scale)
    _frame(figure, axes, system, graph, named, bands, look)


def _frame(
    figure: Drawn,
    axes: Axes,
    system: System,
    graph: CausalGraph,
    named: Sequence[tuple[int, tuple[str, str]]],
    bands: Sequence[tuple[float, float]],
    look: tuple[Canvas, float, str],
) -> None:
    """Title and key over the diagram, the caption below it, and the size of the page that holds all."""
    canvas, scale, run = look
    wide = figure.get_figwidth() - 2 * MARGIN
    items = key.arrange(axes, graph, canvas, wide, scale)
    first = -(0.3 + key.LINE * items[-1][-1]) * scale
    key.draw_key(axes, items, first, canvas, scale)
    points = 13 if wide / scale > 5 else 10
    title = canvas.word("causal", sector=canvas.sector(graph.sector))
    title = words.wrap(title, int(wide / scale * 115 / points))
    top = first - (0.2 + (title.count("\n") + 1) * points * 1.25 / 72) * scale
    axes.text(0, top, title, size=points * scale, va="top", linespacing=1.2)
    low = bands[-1][1] + 0.25 * scale
    lines = _caption(system, graph, named, canvas, run).split("\n")
    text = "\n".join(words.wrap(line, int(wide / scale * 19.4)) for line in lines)
    axes.text(0, low, text, size=SMALL * scale, color=SOFT, va="top", linespacing=1.3)
    high = low + (text.count("\n") + 1) * 0.122 * scale
    figure.set_figheight(high - top + 2 * MARGIN)
    axes.set(xlim=(-MARGIN, wide + MARGIN), ylim=(high + MARGIN, top - MARGIN))


def _caption(
    system: System, graph: CausalGraph, named: Sequence[tuple[int, tuple[str, str]]], canvas: Canvas, run: str
) -> str:
    """How to read the diagram, what it leaves out, and the titles of the loops that are numbered."""
    coarse = "causal_folded" if graph.folded else "causal_caption"
    text = canvas.word(coarse, run=run, count=graph.left_out, folded=graph.folded)
    if graph.alone:
        titles = canvas.word("causal_and").join(node_title(system, node, canvas) for node in graph.alone)
        text += canvas.word("causal_alone", names=titles)
    if named:
        listed = canvas.word("causal_semicolon").join(f"{n} {title[canvas.zh]}" for n, title in named)
        text += "\n" + canvas.word("causal_loops", names=listed)
    return text


def _clouds(
    axes: Axes, system: System, graph: CausalGraph, box: Box, ways: Sequence[Sequence[Sequence[float]]], scale: float
) -> None:
    """The clouds of a flow with an end outside the model, above or below its valve, where no pipe is."""
    name = box.node.name
    declaration = system.declarations.get(name)
    if not box.pipes or not isinstance(declaration, Flow):
        return
    x, half = box.x + box.valve(scale), box.height / 2 - 0.05 * scale
    there = [
        np.sign((way[1] if link.source == name else way[-2])[1] - box.y)
        for link, way in zip(graph.links, ways, strict=True)
        if link.pipe and name in (link.source, link.target)
    ]
    free = [side for side in (-1, 1) if side not in there]
    for side, _ in zip(free, [end for end in (declaration.out_of, declaration.into) if end is None], strict=False):
        shapes.pipe(axes, [(x, box.y), (x, box.y + side * half)], False, scale)
        shapes.cloud(axes, x, box.y + side * half, scale)


def _badges(
    axes: Axes, graph: CausalGraph, ways: Sequence[Sequence[Sequence[float]]], scale: float
) -> list[tuple[int, tuple[str, str]]]:
    """Number the links that name a feedback loop; returns numbers and titles."""
    taken, named = [], []
    for loop in loops().values():
        for link, way in zip(graph.links, ways, strict=True):
            if (link.source, link.target) == (loop.held, loop.equation) and not link.pipe:
                named.append((len(named) + 1, (loop.title, loop.title_zh)))
                slope = max(
                    zip(way, way[1:]),
                    key=lambda ends: abs(ends[1][0] - ends[0][0]) + 1e-6 * abs(ends[1][1] - ends[0][1]),
                )
                points = [shapes.along(*slope, share) for share in (0.5, 0.36, 0.24, 0.62, 0.12)]
                room = [min([np.hypot(x - a, y - b) for a, b in taken], default=9) for x, y in points]
                x, y = next((p for p, r in zip(points, room, strict=True) if r > 0.17 * scale), points[0])
                taken.append((x, y))
                shapes.badge(axes, x, y, str(len(named)), scale)
    return named
