"""Where the nodes of a layered diagram stand, and the way of each link between them.

After K. Sugiyama, S. Tagawa and M. Toda, Methods for visual understanding of hierarchical system structures, IEEE
Transactions on Systems, Man and Cybernetics 11(2), 1981, and E. R. Gansner, E. Koutsofios, S. C. North and K.-P. Vo, A
technique for drawing directed graphs, IEEE Transactions on Software Engineering 19(3), 1993: links on circles are turned
so that all run down, nodes get rows so that links are short, igraph orders each row so that few links cross, and a linear
program places what stands in a row. Here a row may be no wider than the page: nodes that do not fit move further down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array

DEEPEST = 2  # rows for each node, beyond which the page is too narrow
TURN = 1.5  # what a link that runs up costs, in rows of its length
STRAIGHT = {0: 1.0, 1: 2.0, 2: 8.0}  # weight of a piece's slant, by how many of its two ends are bends
CENTRE = 0.03  # weight of a node's distance from the middle of the page, against a link's slant
MISSING = 'causal diagrams are laid out by igraph, which is not installed; pip install "ningxia-plan-model[diagrams]"'


class TooNarrow(ValueError):
    """The page is too narrow for a row that cannot be split."""


@dataclass(frozen=True)
class Layout:
    """Rows and places: ``row`` and ``x`` (inches, of the centre) by node, and of each link the bends on its way down.

    ``bends`` holds, for each link, ``(row, x)`` of every row that it passes, from the higher end to the lower;
    ``turned`` says whether the link runs up.
    """

    row: np.ndarray
    x: np.ndarray
    bends: list[list[tuple[int, float]]]
    turned: list[bool]


def igraph() -> ModuleType:
    """The library.

    Raises
    ------
    RuntimeError
        Where it is missing, with the command that installs it.
    """
    try:
        import igraph as library
    except ImportError:
        raise RuntimeError(MISSING) from None
    return library


def lay_out(widths: np.ndarray, links: list[tuple], wide: float, lane: float) -> Layout:
    """Place nodes in rows of at most ``wide`` inches.

    Parameters
    ----------
    widths
        Inches that each node takes in its row, with what stands free at its sides.
    links
        ``(source, target, weight, shift, shift)``: nodes by position; a link of more weight is kept shorter; how far to the
        right of each end's centre it joins, in inches.
    lane
        Inches that a link takes in a row that it passes.

    Raises
    ------
    TooNarrow
        Where no rows were found that hold all.
    """
    ends = [link[:2] for link in links]
    weights = np.array([link[2] for link in links])
    turned = _turned(len(widths), ends, weights)
    down = [(target, source) if turn else (source, target) for (source, target), turn in zip(ends, turned, strict=True)]
    row = _rows(widths, down, weights, wide, lane)
    chains, rows, wides = _chains(widths, down, row, lane)
    order = _order(chains, rows)
    shifts = [link[:2:-1] if turn else link[3:] for link, turn in zip(links, turned, strict=True)]
    x = _places(chains, weights, shifts, order, wides, wide, len(widths))
    bends = [[(int(rows[i]), float(x[i])) for i in chain[1:-1]] for chain in chains]
    return Layout(row, x[: len(widths)], bends, turned)


def _turned(count: int, ends: Sequence[tuple[int, int]], weights: np.ndarray) -> list[bool]:
    """Which links run up: those with which all links together are shortest; a mixed integer program.

    Rows are unknowns and so is, of each link on a circle, whether it runs up, for which it pays.
    """
    links, high, low = len(ends), *np.array(ends).T
    circles = np.array(igraph().Graph(count, ends, directed=True).connected_components(mode="strong").membership)
    rise, none = (np.eye(count)[low] - np.eye(count)[high]), np.zeros((links, links))
    length, up = np.eye(links), np.eye(links) * (count + 1)
    apart = np.block([[rise, none, up], [-rise, none, -up], [-rise, length, none], [rise, length, none]])
    least: Any = np.repeat([1.0, -count, 0.0, 0.0], links)
    most: Any = np.concatenate([np.full(count, count), np.full(links, np.inf), circles[high] == circles[low]])
    cost = np.concatenate([np.full(count, 1e-3), weights, weights * TURN])
    whole = np.repeat([1, 0, 1], [count, links, links])
    solution = milp(cost, integrality=whole, constraints=LinearConstraint(apart, least), bounds=Bounds(0, most))
    return [bool(turn > 0.5) for turn in solution.x[count + links :]]


def _rows(
    widths: np.ndarray, down: Sequence[tuple[int, int]], weights: np.ndarray, wide: float, lane: float
) -> np.ndarray:
    """The row of each node, so that links are short and no row is wider than ``wide``; from the top row by row."""
    least, most = np.zeros(len(widths)), np.full(len(widths), np.inf)
    pull = _pull(widths, down, weights)
    while True:
        row = _shortest(least, most, down, weights)
        over = np.flatnonzero(_load(widths, down, row, lane) > wide + 1e-6)
        if not len(over):
            return row
        here = np.flatnonzero(row == over[0])
        if not len(here) or over[0] > DEEPEST * len(widths):
            raise TooNarrow(f"the diagram does not fit into {wide:.3g} inches")
        most[row <= over[0]] = row[row <= over[0]]
        moved = here[np.argmin(pull[here])]
        least[moved], most[moved] = over[0] + 1, np.inf


def _pull(widths: np.ndarray, down: Sequence[tuple[int, int]], weights: np.ndarray) -> np.ndarray:
    """How much longer links get when a node moves down a row: those from above less those to below."""
    ends = np.array(down).T
    return np.bincount(ends[1], weights, len(widths)) - np.bincount(ends[0], weights, len(widths))


def _shortest(least: np.ndarray, most: np.ndarray, down: Sequence[tuple[int, int]], weights: np.ndarray) -> np.ndarray:
    """Rows between ``least`` and ``most`` that keep each link's ends apart and the links short: a linear program."""
    links = np.arange(len(down))
    where = (np.tile(links, 2), np.array(down).T.ravel())
    apart = coo_array((np.repeat([1.0, -1.0], len(down)), where), shape=(len(down), len(least)))
    cost, bounds = _pull(least, down, weights) + 1e-6, np.array([least, most]).T
    solution = linprog(cost, apart, -np.ones(len(down)), bounds=bounds, method="highs-ds")
    return np.rint(solution.x).astype(int)


def _load(widths: np.ndarray, down: Sequence[tuple[int, int]], row: np.ndarray, lane: float) -> np.ndarray:
    """Inches that each row needs: its nodes, and the links that pass it."""
    load = np.bincount(row, widths)
    for high, low in down:
        load[row[high] + 1 : row[low]] += lane
    return load


def _chains(
    widths: np.ndarray, down: Sequence[tuple[int, int]], row: np.ndarray, lane: float
) -> tuple[list[list], np.ndarray, np.ndarray]:
    """Each link as a chain of nodes one row apart, with a node of its own in each row that it passes."""
    rows, wides, chains = list(row), list(widths), []
    for high, low in down:
        between = range(row[high] + 1, row[low])
        chains.append([high, *range(len(rows), len(rows) + len(between)), low])
        rows += between
        wides += [lane] * len(between)
    return chains, np.array(rows), np.array(wides)


def _order(chains: Sequence[Sequence[int]], rows: np.ndarray) -> list[list[int]]:
    """Everything in a row from left to right, row by row."""
    pieces = list(dict.fromkeys(piece for chain in chains for piece in zip(chain, chain[1:])))
    graph = igraph().Graph(len(rows), pieces, directed=True)
    x = np.array(graph.layout_sugiyama(layers=list(rows), maxiter=1000).coords)[:, 0]
    return [sorted(np.flatnonzero(rows == row).tolist(), key=lambda i: x[i]) for row in range(rows.max() + 1)]


def _places(
    chains: Sequence[Sequence[int]],
    weights: np.ndarray,
    shifts: Sequence[tuple[float, float]],
    order: Sequence[Sequence[int]],
    wides: np.ndarray,
    wide: float,
    nodes: int,
) -> np.ndarray:
    """The ``x`` at which pieces of links slant least, near the middle, by linear program; everything within 0 to ``wide``."""
    count = len(wides)
    pieces = []
    for chain, weight, (first, last) in zip(chains, weights, shifts, strict=True):
        for high, low in zip(chain, chain[1:]):
            aside = first * (high == chain[0]) - last * (low == chain[-1])
            pieces.append((high, low, aside, weight * STRAIGHT[(high >= nodes) + (low >= nodes)]))
    rows, columns, values, limits = [], [], [], []

    def limit(terms: Sequence[tuple[int, float]], most: float) -> None:
        for column, value in terms:
            rows.append(len(limits))
            columns.append(column)
            values.append(value)
        limits.append(most)

    for left, right in (pair for row in order for pair in zip(row, row[1:])):
        limit([(left, 1.0), (right, -1.0)], -(wides[left] + wides[right]) / 2)
    for number, (high, low, aside, _) in enumerate(pieces, count):
        limit([(high, 1.0), (low, -1.0), (number, -1.0)], -aside)
        limit([(high, -1.0), (low, 1.0), (number, -1.0)], aside)
    for number, node in enumerate(range(nodes), count + len(pieces)):
        limit([(node, 1.0), (number, -1.0)], wide / 2)
        limit([(node, -1.0), (number, -1.0)], -wide / 2)
    size = count + len(pieces) + nodes
    matrix = coo_array((values, (rows, columns)), shape=(len(limits), size))
    cost = np.concatenate([np.zeros(count), [piece[-1] for piece in pieces], np.full(nodes, CENTRE)])
    bounds = [(w / 2, wide + 1e-6 - w / 2) for w in wides] + [(0, None)] * (size - count)
    solution = linprog(cost, matrix, limits, bounds=bounds, method="highs-ds")
    return solution.x[:count]
