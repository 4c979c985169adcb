"""The shapes of a causal diagram: boxes, valves, clouds, pipes, arrows with their signs, and the key.

All lengths are inches on an axes whose data are inches, ``y`` down; ``scale`` is that of a canvas.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.present.canvas.canvas import SMALL
from model.present.canvas.colours import INK, PALE, mixed
from model.present.canvas.types import Axes, Outline
from model.present.diagrams.causal.graph import BOTH, NEGATIVE, NONE, POSITIVE, Node

COLOURS = {POSITIVE: "#0072B2", NEGATIVE: "#D55E00", BOTH: "#6A3D9A", NONE: PALE}
GREY = "#6E6E6E"  # of what belongs to other sectors
TEXT = 7.0  # points of a label
VALVE = 0.075  # half the width and height of an hour-glass
CLOUD = 0.14  # width of a cloud
STEM = 0.24  # from the left of a flow to where its label begins
BEAD = 0.048  # radius of what carries a sign
TIP = 0.125  # from the end of an arrow to its sign


@dataclass
class Box:
    """A node as drawn: its label, what stands small below it, and the inches that it takes; ``x, y`` is its centre."""

    node: Node
    label: str
    small: str
    width: float
    height: float
    reach: float  # from the centre to where its text ends, up and down
    pipes: bool = False  # has pipes or clouds at its left, as a flow
    x: float = 0.0
    y: float = 0.0
    room: float = 0.0  # from the centre to where its row ends, up and down

    def valve(self, scale: float) -> float:
        """How far right of the centre pipes join: at the valve of a flow, in the middle of what else there is."""
        return -self.width / 2 + 0.1 * scale if self.pipes else 0.0

    def middle(self, scale: float) -> float:
        """How far right of the centre the middle of the label is."""
        return STEM * scale / 2 if self.pipes else 0.0


def draw_box(axes: Axes, box: Box, colour: str, scale: float) -> None:
    """A node: outline by its kind, label, and what stands small below the label."""
    outside = box.node.outside
    ink = GREY if outside else INK
    outline(axes, box.node.kind, (box.x, box.y, box.width, box.height), GREY if outside else colour, outside, scale)
    middle = box.x + box.middle(scale)
    if box.pipes:
        hourglass(axes, box.x + box.valve(scale), box.y, ink, scale)
    lines = box.label.count("\n") + 1
    small = box.small.count("\n") + 1 if box.small else 0
    step, little = TEXT * 1.15 / 72 * scale, SMALL * 1.15 / 72 * scale
    at = box.y - (lines * step + small * little) / 2
    how = {"ha": "center", "va": "center", "linespacing": 1.12, "zorder": 8}
    label = axes.text(middle, at + lines * step / 2, box.label, size=TEXT * scale, color=ink, **how)
    label.set_gid("label")
    if small:
        y = at + lines * step + small * little / 2
        text = axes.text(middle, y, box.small, size=SMALL * scale, color=GREY, style="normal", **how)
        text.set_gid("label")


def outline(axes: Axes, kind: str, place: tuple, colour: str, outside: bool, scale: float) -> None:
    """The outline of a node of this kind around ``(x, y, width, height)``: stock, lever or driver; others have none."""
    from matplotlib.patches import FancyBboxPatch, Polygon

    x, y, width, height = place
    look = {"ec": colour, "lw": (0.8 if outside else 1.1) * scale, "zorder": 6}
    if kind in ("stock", "driver"):
        style = "square,pad=0" if kind == "stock" else f"round,pad=0,rounding_size={min(height, width) / 2}"
        face = mixed(colour, 0.16) if kind == "stock" and not outside else "white"
        corner = (x - width / 2, y - height / 2)
        axes.add_patch(FancyBboxPatch(corner, width, height, boxstyle=style, fc=face, **look))
    elif kind == "lever":
        a, b, cut = width / 2, height / 2, 0.07 * scale
        points = [(-a, 0), (-a + cut, -b), (a - cut, -b), (a, 0), (a - cut, b), (-a + cut, b)]
        axes.add_patch(Polygon([(x + p, y + q) for p, q in points], closed=True, fc="white", **look))


def hourglass(axes: Axes, x: float, y: float, ink: str, scale: float) -> None:
    """The valve of a flow."""
    from matplotlib.patches import Polygon

    s = VALVE * scale
    points = [(x - s, y - s), (x + s, y - s), (x - s, y + s), (x + s, y + s)]
    axes.add_patch(Polygon(points, closed=True, fc="white", ec=ink, lw=0.9 * scale, zorder=7, joinstyle="round"))


def cloud(axes: Axes, x: float, y: float, scale: float) -> None:
    """What lies outside the model: three discs with one outline."""
    from matplotlib.patches import Circle

    r = CLOUD * scale / 4
    parts = [(-r, 0.2 * r, r), (r, 0.2 * r, r), (0, -0.5 * r, 1.15 * r)]
    for grow, colour, order in ((0.35 * r, GREY, 5), (0, "white", 5.1)):
        for dx, dy, size in parts:
            axes.add_patch(Circle((x + dx, y + dy), size + grow, fc=colour, ec="none", zorder=order))


def pipe(axes: Axes, points: list, arrow: bool, scale: float) -> None:
    """A double line through the points, with a head where it enters a stock."""
    path = curve(points)
    stroke(axes, path, 3.4 * scale, INK, 3)
    stroke(axes, path, 1.9 * scale, "white", 3.1)
    if arrow:
        head(axes, points, INK, 0.06 * scale, 0.07 * scale)


def arrow(axes: Axes, points: list, polarity: str, delayed: bool, scale: float) -> None:
    """A link through the points: a halo where it crosses others, a head, and its sign as a bead before the head."""
    colour, path = COLOURS[polarity], curve(points)
    stroke(axes, path, 2.4 * scale, "white", 3.9)
    stroke(axes, path, 0.75 * scale, colour, 4, (0, (1, 1.6)) if polarity == NONE else "-")
    head(axes, points, colour, 0.032 * scale, 0.07 * scale)
    (x, y), (_, before) = points[-1], points[-2]
    up = np.sign(y - before)
    if polarity != NONE:
        bead(axes, x, y - up * TIP * scale, polarity, scale)
    if delayed:
        at = y - up * (TIP + 0.1) * scale
        for shift in (-0.018, 0.018):
            place = [(x - 0.04 * scale, at + shift * scale), (x + 0.04 * scale, at + shift * scale)]
            axes.plot(*zip(*place, strict=True), color=INK, lw=0.8 * scale, zorder=5)


def bead(axes: Axes, x: float, y: float, sign: str, scale: float) -> None:
    """A sign on a white disc."""
    from matplotlib.patches import Circle

    colour, arm = COLOURS[sign], 0.03 * scale
    axes.add_patch(Circle((x, y), BEAD * scale, fc="white", ec="none", zorder=4.5))
    strokes = {POSITIVE: ((-1, 0, 1, 0), (0, -1, 0, 1)), NEGATIVE: ((-1, 0, 1, 0),)}
    strokes[BOTH] = ((-1, -0.4, 1, -0.4), (0, -1.4, 0, 0.6), (-1, 1.1, 1, 1.1))
    for a, b, c, d in strokes[sign]:
        ends = [x + a * arm, x + c * arm], [y + b * arm, y + d * arm]
        axes.plot(*ends, color=colour, lw=1.1 * scale, zorder=5, solid_capstyle="butt")


def badge(axes: Axes, x: float, y: float, text: str, scale: float) -> None:
    """The number of a feedback loop on its link."""
    from matplotlib.patches import Circle

    axes.add_patch(Circle((x, y), 0.075 * scale, fc=INK, ec="white", lw=0.6 * scale, zorder=9))
    axes.text(x, y, text, size=SMALL * scale, color="white", ha="center", va="center_baseline", zorder=10)


def head(axes: Axes, points: list, colour: str, half: float, length: float) -> None:
    """The head of an arrow, upright as all links end."""
    from matplotlib.patches import Polygon

    (x, y), (_, before) = points[-1], points[-2]
    back = y - np.sign(y - before) * length
    axes.add_patch(Polygon([(x, y), (x - half, back), (x + half, back)], closed=True, fc=colour, ec="none", zorder=5))


def curve(points: list) -> Outline:
    """A smooth way through the points, upright in each: straight down where two stand below each other."""
    from matplotlib.path import Path

    vertices, codes = [points[0]], [Path.MOVETO]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        vertices += [(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), (x1, y1)]
        codes += [Path.CURVE4] * 3
    return Path(vertices, codes)


def straight(start: tuple, end: tuple) -> Outline:
    """A straight line."""
    from matplotlib.path import Path

    return Path([start, end])


def along(start: Sequence[float], end: Sequence[float], share: float) -> tuple[float, float]:
    """The point of the smooth way between two points at a share of its course."""
    t, (x0, y0), (x1, y1) = share, start, end
    x = x0 + (x1 - x0) * t * t * (3 - 2 * t)
    y = y0 + (y1 - y0) * (1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t**3)
    return x, y


def stroke(axes: Axes, path: Outline, width: float, colour: str, order: float, dash: str | tuple = "-") -> None:
    """A line along a path."""
    from matplotlib.patches import PathPatch

    axes.add_patch(PathPatch(path, fc="none", ec=colour, lw=width, ls=dash, zorder=order, capstyle="butt"))
