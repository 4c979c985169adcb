"""The key of a causal diagram: what of its shapes, lines and signs it uses, each with its name."""

from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import INK, SOFT
from model.present.canvas.types import Axes
from model.present.diagrams.causal import shapes
from model.present.diagrams.causal.graph import BOTH, NEGATIVE, NONE, POSITIVE, CausalGraph

SIGNS = {"positive": POSITIVE, "negative": NEGATIVE, "both": BOTH, "none": NONE}
SAMPLE = {"auxiliary": 0.0, "outside": 0.0, "flow": 0.34}  # inches a sample takes; of others
OTHER, BETWEEN, LINE = 0.26, 0.16, 0.2  # inches: of other samples, between items, of a line


def arrange(axes: Axes, graph: CausalGraph, canvas: Canvas, wide: float, scale: float) -> list[tuple[str, float, int]]:
    """What the key shows: each item with the inches from the left and the line at which it stands."""
    kinds = {node.kind for node in graph.nodes.values()}
    signs = {link.polarity for link in graph.links}
    items = [kind for kind in ("stock", "flow", "auxiliary", "lever", "driver") if kind in kinds]
    items += ["outside"] * any(node.outside for node in graph.nodes.values())
    items += [name for name, sign in SIGNS.items() if sign in signs]
    items += ["delay"] * any(link.delayed for link in graph.links)
    x, line, placed = 0.0, 0, []
    for item in items:
        text = axes.text(0, 0, canvas.word(f"causal_{item}"), size=SMALL * scale)
        width = SAMPLE.get(item, OTHER) * scale + text.get_window_extent().width / axes.figure.dpi
        text.remove()
        if x + width > wide:
            x, line = 0.0, line + 1
        placed.append((item, x, line))
        x += width + BETWEEN * scale
    return placed


def draw_key(axes: Axes, items: list[tuple[str, float, int]], top: float, canvas: Canvas, scale: float) -> None:
    """Draw the items, the first line at ``top``."""
    for item, x, line in items:
        y = top + line * LINE * scale
        _sample(axes, item, x, y, scale)
        how = {"size": SMALL * scale, "va": "center", "color": shapes.GREY if item == "outside" else INK}
        axes.text(x + SAMPLE.get(item, OTHER) * scale, y, canvas.word(f"causal_{item}"), **how).set_gid("key")


def _sample(axes: Axes, item: str, x: float, y: float, scale: float) -> None:
    middle = x + 0.1 * scale
    if item in ("stock", "lever", "driver"):
        shapes.outline(axes, item, (middle, y, 0.2 * scale, 0.11 * scale), SOFT, False, scale)
    elif item == "flow":
        path = shapes.straight((x, y), (x + 0.28 * scale, y))
        shapes.stroke(axes, path, 3.4 * scale, INK, 3)
        shapes.stroke(axes, path, 1.9 * scale, "white", 3.1)
        shapes.hourglass(axes, x + 0.14 * scale, y, INK, 0.8 * scale)
    elif item in SIGNS:
        sign = SIGNS[item]
        dash = (0, (1, 1.6)) if sign == NONE else "-"
        path = shapes.straight((x, y), (x + 0.2 * scale, y))
        shapes.stroke(axes, path, 0.75 * scale, shapes.COLOURS[sign], 4, dash)
        if sign != NONE:
            shapes.bead(axes, middle, y, sign, scale)
    elif item == "delay":
        shapes.stroke(axes, shapes.straight((x, y), (x + 0.2 * scale, y)), 0.75 * scale, SOFT, 4)
        for shift in (-0.018, 0.018):
            at = middle + shift * scale
            shapes.stroke(axes, shapes.straight((at, y - 0.05 * scale), (at, y + 0.05 * scale)), 0.8 * scale, INK, 5)
