"""Where the boxes of a causal diagram stand on the page, and the points that its links run through."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from model.present.diagrams.causal import shapes
from model.present.diagrams.causal.graph import NONE, CausalGraph, Link
from model.present.diagrams.causal.layout import Layout, lay_out
from model.present.diagrams.causal.shapes import Box

GAP, CROWD = 0.36, 0.055  # inches between rows, and more for each link that runs across the whole page
FREE = 0.1  # inches between neighbours of a row
LANE, PORT = 0.1, 0.12  # inches that a link takes in a row that it passes; between links that enter a node side by side
WEIGHTS = {"pipe": 5.0, NONE: 0.4}  # of links in the layout, against one


def place(
    graph: CausalGraph, boxes: Mapping[str, Box], wide: float, scale: float, gap: float, near: float
) -> tuple[list, list]:
    """Put the boxes in rows, ``gap`` inches apart, and links side by side at a share of their lanes; returns the top and bottom of each row, and the points of each link from source to target."""
    names = list(boxes)
    at = {name: i for i, name in enumerate(names)}
    links = []
    for link in graph.links:
        weight = WEIGHTS["pipe"] if link.pipe else WEIGHTS.get(link.polarity, 1.0)
        shifts = [
            boxes[end].valve(scale) if link.pipe else boxes[end].middle(scale) for end in (link.source, link.target)
        ]
        links.append((at[link.source], at[link.target], weight, *(shift / scale for shift in shifts)))
    layout = lay_out(np.array([box.width / scale + FREE for box in boxes.values()]), links, wide / scale, LANE * near)
    tall = np.zeros(layout.row.max() + 1)
    np.maximum.at(tall, layout.row, [box.height for box in boxes.values()])
    tops = np.concatenate([[0], np.cumsum(tall[:-1] + _gaps(layout, links, len(tall), wide / scale, gap) * scale)])
    for box, row, x in zip(boxes.values(), layout.row, layout.x, strict=True):
        box.x, box.y, box.room = float(x) * scale, float(tops[row] + tall[row] / 2), float(tall[row] / 2)
    bands = list(zip(tops, tops + tall, strict=True))
    return bands, _ways(graph, boxes, bands, layout, scale, near)


def _gaps(layout: Layout, links: Sequence[tuple], rows: int, wide: float, gap: float) -> np.ndarray:
    """Inches between rows, unscaled: more where many links run far aside."""
    aside = np.zeros(rows - 1)
    for (source, target, *_), bends, turned in zip(links, layout.bends, layout.turned, strict=True):
        high, low = (target, source) if turned else (source, target)
        points = [(layout.row[high], layout.x[high]), *bends, (layout.row[low], layout.x[low])]
        for (row, x0), (_, x1) in zip(points, points[1:]):
            aside[row] += abs(x1 - x0) / wide
    return np.minimum(gap + CROWD * aside, 2 * gap)


def _ways(
    graph: CausalGraph,
    boxes: Mapping[str, Box],
    bands: Sequence[tuple[float, float]],
    layout: Layout,
    scale: float,
    near: float,
) -> list[list[list[float]]]:
    """The points of each link from source to target; ends that share a side of a node stand side by side."""
    ways = []
    for link, (bends, turned) in zip(graph.links, zip(layout.bends, layout.turned, strict=True), strict=True):
        high, low = (link.target, link.source) if turned else (link.source, link.target)
        above, below = boxes[high], boxes[low]
        ends = [[above.x, above.y + above.height / 2], [below.x, below.y - below.height / 2]]
        between = [[x * scale, edge] for row, x in bends for edge in bands[row]]
        way = [ends[0], *between, ends[1]]
        ways.append(way[::-1] if turned else way)
    for (name, y), ends in _sides(graph, ways).items():
        _spread(boxes[name], y, ends, scale, near)
    return [
        [*_clear(boxes[link.source], way[0]), *way[1:-1], *_clear(boxes[link.target], way[-1])[::-1]]
        for link, way in zip(graph.links, ways, strict=True)
    ]


def _clear(box: Box, point: list[float]) -> list[list[float]]:
    """The end of a link, and where it has left the row of its node, for it must not run aside into a taller neighbour."""
    side = np.sign(point[1] - box.y)
    edge = box.y + side * box.room
    return [point, [point[0], edge]] if abs(edge - point[1]) > 1e-6 else [point]


def _sides(graph: CausalGraph, ways: list[list[list[float]]]) -> dict[tuple[str, float], list[tuple]]:
    """By node and height of a side, the ends of links there: (link, the end's point, the next point)."""
    sides = defaultdict(list)
    for link, way in zip(graph.links, ways, strict=True):
        for name, point, following in ((link.source, way[0], way[1]), (link.target, way[-1], way[-2])):
            sides[name, point[1]].append((link, point, following))
    return sides


def _spread(box: Box, y: float, ends: list[tuple[Link, list[float], list[float]]], scale: float, near: float) -> None:
    """Give each end on one side of a node its place, in the order of where the links come from; what leaves is one.

    At a flow, pipes join the valve and links the label.
    """
    if box.pipes:
        pipes, ends = [end for end in ends if end[0].pipe], [end for end in ends if not end[0].pipe]
        pipes.sort(key=lambda end: end[2][0])
        for i, (_, point, _) in enumerate(pipes):
            point[0] = box.x + box.valve(scale) + 0.045 * scale * (2 * i - len(pipes) + 1)
            point[1] = box.y + np.sign(y - box.y) * shapes.VALVE * scale * 0.9
    groups = defaultdict(list)
    for i, (link, point, following) in enumerate(ends):
        leaves = link.source == box.node.name and not link.pipe
        groups["leaves" if leaves else i].append((point, following))
    order = sorted(groups.values(), key=lambda group: np.mean([following[0] for _, following in group]))
    free = box.width - 2 * box.middle(scale) + 0.02 * scale
    step = min(PORT * near * scale, free / max(len(order), 1))
    for i, group in enumerate(order):
        for point, _ in group:
            point[0] = box.x + box.middle(scale) + (i - (len(order) - 1) / 2) * step
            point[1] = box.y + np.sign(y - box.y) * (box.reach if box.pipes else box.height / 2)
