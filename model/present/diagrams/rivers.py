"""Flow diagrams: bars in columns, ribbons between them as wide as what flows, labels at both sides and over the pools.

A ribbon that passes a column has a slot of its own there, so ribbons do not run over bars; bars at the sides are as far
apart as their labels need. Lengths are inches, ``y`` down. Matplotlib is imported inside the functions that need it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from model.present.canvas.canvas import SMALL
from model.present.canvas.colours import INK, SOFT
from model.present.canvas.types import Axes
from model.present.text import words

BAR, SPACE = 0.1, 0.045  # inches: width of a bar, least space between two slots
LINE = 1.22 * SMALL / 72  # inches of a line of a label
AWAY, MARGIN = 0.06, 0.2  # inches from a bar to its label, and from a label to the edge


@dataclass
class Slot:
    """A place in a column: of a bar with its label, of a hatched stub, or, without a label, of a ribbon that passes."""

    rank: float
    value: float
    colour: str = INK
    text: str = ""
    hatched: bool = False
    label: str = ""
    top: float = 0.0
    bar: float = 0.0


@dataclass
class Ribbon:
    """``value`` from one slot to another, through the slots between; ``path`` names a slot for each column it meets."""

    path: list[tuple[int, str]]
    value: float
    colour: str


@dataclass
class Diagram:
    """Slots by column and name, and the ribbons between them."""

    slots: dict[tuple[int, str], Slot] = field(default_factory=dict)
    ribbons: list[Ribbon] = field(default_factory=list)

    def columns(self) -> list[list[Slot]]:
        """The slots of each column, from the top."""
        slots = defaultdict(list)
        for (column, _), slot in self.slots.items():
            slots[column].append(slot)
        return [sorted(slots[column], key=lambda slot: slot.rank) for column in sorted(slots)]


def draw(axes: Axes, diagram: Diagram, room: tuple[float, float], scale: float, columns: tuple[int, int]) -> None:
    """Draw a diagram on an axes of inches.

    Parameters
    ----------
    room
        Inches from the top of the axes between which it stands.
    columns
        Of a line of a label at the sides, and of one over a pool.
    """
    wide = axes.get_xlim()[1]
    slots = diagram.columns()
    for column in slots:
        for slot in column:
            outer = column in (slots[0], slots[-1])
            slot.label = lettered(slot.text, slot.value, columns[not outer]) if slot.text else ""
    unit = _fit(slots, room[1] - room[0], scale)
    for column in slots:
        _stack(column, room, unit, scale, column not in (slots[0], slots[-1]))
    left, right = (_widest(axes, slots[end], scale) + AWAY * scale + MARGIN for end in (0, -1))
    xs = [left + i * (wide - left - right - BAR * scale) / (len(slots) - 1) for i in range(len(slots))]
    _ribbons(axes, diagram, xs, unit, scale)
    for i, column in enumerate(slots):
        for slot in (slot for slot in column if slot.text):
            _bar(axes, slot, xs[i], unit, scale)
            _label(axes, slot, xs[i], unit, scale, -1 if i == 0 else 1 if i == len(slots) - 1 else 0)


def _widest(axes: Axes, column: Sequence[Slot], scale: float) -> float:
    """Inches that the widest label of a column takes."""
    texts = [axes.text(0, 0, slot.label, size=SMALL * scale) for slot in column]
    widest = max(text.get_window_extent().width for text in texts) / axes.figure.dpi
    for text in texts:
        text.remove()
    return widest


def lettered(text: str, value: float, columns: int) -> str:
    """A label: its title in lines, then its value on the last line, or on a line of its own."""
    number = f"{value:,.1f}"
    *lines, last = words.balance(text, columns).split("\n")
    fits = words.columns(last) + words.columns(number) + 1 <= columns
    return "\n".join([*lines, f"{last} {number}"] if fits else [*lines, last, number])


def _need(slot: Slot, unit: float, scale: float, inner: bool) -> float:
    """Inches that a slot takes: of its bar, and of its label beside or over it."""
    text = (slot.label.count("\n") + 1) * LINE * scale if slot.label else 0.0
    return slot.value * unit + text if inner else max(slot.value * unit, text)


def _fit(slots: Sequence[Sequence[Slot]], high: float, scale: float) -> float:
    """The largest inches per unit at which every column fits; by halving."""
    low, top = 0.0, high / max(sum(slot.value for slot in column) for column in slots)
    for _ in range(50):
        middle = (low + top) / 2
        inner = [column not in (slots[0], slots[-1]) for column in slots]
        tall = [
            sum(_need(slot, middle, scale, within) + SPACE * scale for slot in column)
            for column, within in zip(slots, inner, strict=True)
        ]
        low, top = (middle, top) if max(tall) <= high else (low, middle)
    return low


def _stack(column: Sequence[Slot], room: tuple[float, float], unit: float, scale: float, inner: bool) -> None:
    """Give each slot of a column its place; what is left of the height goes between them."""
    needs = [_need(slot, unit, scale, inner) for slot in column]
    between = (room[1] - room[0] - sum(needs)) / len(column)
    y = room[0] + between / 2
    for slot, need in zip(column, needs, strict=True):
        slot.top = y
        slot.bar = y + need - slot.value * unit if inner else y + (need - slot.value * unit) / 2
        y += need + between


def _ribbons(axes: Axes, diagram: Diagram, xs: Sequence[float], unit: float, scale: float) -> None:
    """Draw every ribbon; those at one bar lie in the order of where they go, or come from."""
    leaves, enters = defaultdict(float), defaultdict(float)
    rank = {key: slot.rank for key, slot in diagram.slots.items()}
    levels = defaultdict(dict)
    for ribbon in sorted(diagram.ribbons, key=lambda r: [rank[key] for key in r.path[1:]]):
        for key, following in zip(ribbon.path, ribbon.path[1:]):
            levels[id(ribbon)][key, "out"] = diagram.slots[key].bar + leaves[key]
            leaves[key] += ribbon.value * unit
    for ribbon in sorted(diagram.ribbons, key=lambda r: [rank[key] for key in r.path[-2::-1]]):
        for key in ribbon.path[1:]:
            levels[id(ribbon)][key, "in"] = diagram.slots[key].bar + enters[key]
            enters[key] += ribbon.value * unit
    for ribbon in diagram.ribbons:
        _ribbon(axes, ribbon, levels[id(ribbon)], xs, unit, scale)


def _ribbon(
    axes: Axes,
    ribbon: Ribbon,
    levels: Mapping[tuple[tuple[int, str], str], float],
    xs: Sequence[float],
    unit: float,
    scale: float,
) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    points = []
    for key, following in zip(ribbon.path, ribbon.path[1:]):
        points += [(xs[key[0]] + BAR * scale, levels[key, "out"]), (xs[following[0]], levels[following, "in"])]
    width = ribbon.value * unit
    there, back = _edge(points), _edge([(x, y + width) for x, y in points[::-1]])
    vertices = [*there[0], *back[0], there[0][0]]
    codes = [Path.MOVETO, *there[1][1:], Path.LINETO, *back[1][1:], Path.CLOSEPOLY]
    look = {"fc": ribbon.colour, "alpha": 0.38, "ec": ribbon.colour, "lw": 0.3 * scale, "zorder": 2}
    axes.add_patch(PathPatch(Path(vertices, codes), **look))


def _edge(points: Sequence[tuple[float, float]]) -> tuple[list[tuple[float, float]], list[np.uint8]]:
    """Vertices and codes of a line through the points that is level in each of them."""
    from matplotlib.path import Path

    vertices, codes = [points[0]], [Path.MOVETO]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        middle = (x0 + x1) / 2
        vertices += [(middle, y0), (middle, y1), (x1, y1)]
        codes += [Path.CURVE4] * 3
    return vertices, codes


def _bar(axes: Axes, slot: Slot, x: float, unit: float, scale: float) -> None:
    from matplotlib.patches import Rectangle

    look = {"fc": slot.colour, "ec": "none", "zorder": 4}
    if slot.hatched:
        look = {"fc": "white", "ec": SOFT, "hatch": "//////", "lw": 0.6 * scale, "zorder": 4}
    axes.add_patch(Rectangle((x, slot.bar), BAR * scale, slot.value * unit, **look))


def _label(axes: Axes, slot: Slot, x: float, unit: float, scale: float, side: int) -> None:
    """The label of a bar: at its left (-1), at its right (1), or over it (0)."""
    from matplotlib.patheffects import withStroke

    how = {"size": SMALL * scale, "color": SOFT if slot.hatched else INK, "linespacing": 1.12, "zorder": 6}
    middle = slot.bar + slot.value * unit / 2
    if side == 0:
        how["path_effects"] = [withStroke(linewidth=1.8 * scale, foreground="white")]
        text = axes.text(x + BAR * scale / 2, slot.bar - 0.02 * scale, slot.label, ha="center", va="bottom", **how)
    elif side < 0:
        text = axes.text(x - AWAY * scale, middle, slot.label, ha="right", va="center", **how)
    else:
        text = axes.text(x + (BAR + AWAY) * scale, middle, slot.label, ha="left", va="center", **how)
    text.set_gid("label")
