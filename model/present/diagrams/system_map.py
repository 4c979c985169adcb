"""A map of the whole model: its themes around a circle, and what each passes to the others.

A theme is a sector, or several that belong together; what passes between those is in their own diagrams.

Matplotlib is imported inside the functions that need it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from model.engine.build import System
from model.engine.declare import Equation
from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import SECTORS, SOFT
from model.present.canvas.types import Axes, Drawn
from model.present.diagrams.causal.graph import moves
from model.present.text import words
from model.sectors import THEME

Passed = Mapping[tuple[str, str], Sequence[str]]  # names of variables by giver and taker
Point = tuple[float, float]
ARC = 0.06  # of the radius: breadth of a theme's arc
START, TIP = 0.925, 0.9  # of the radius: where a ribbon begins, and where the tip of its arrow ends
HEAD = 0.055  # of the radius: length of an arrow's head
ROOM = 0.1  # inches of a ribbon's beginning on which its number stands, unscaled
GAP = 0.1  # radians between two themes
MARGIN = 0.2  # inches around the figure
LARGEST = {"column": 0.96, "page": 1.58, "slide": 0.95}  # inches of the radius, unscaled
NARROW = {"column": 12, "page": 16, "slide": 16}  # columns of a theme's name
LISTED, LINE = 3, 0.12  # columns of the list of what passes; inches of its line


def passes(system: System) -> dict[tuple[str, str], list[str]]:
    """The variables that one theme's equations read from another, by (giver, taker); what stands still is left out."""
    read_by = defaultdict(dict)
    for name, declaration in system.declarations.items():
        if isinstance(declaration, Equation) and moves(system, name):
            for read in declaration.inputs:
                if moves(system, read) and _theme(system, read) != _theme(system, name):
                    read_by[_theme(system, read), _theme(system, name)][read] = True
    return {pair: list(names) for pair, names in read_by.items()}


def _theme(system: System, name: str) -> str:
    """The theme that a variable's sector belongs to; the sector itself where there is none."""
    return THEME.get(system.sectors[name], system.sectors[name])


def system_map(system: System, lang: str = "en", size: str = "page") -> Drawn:
    """The themes of a model and the number of variables that pass between each two; on a page, with their names.

    Parameters
    ----------
    system
        A built model of at least two themes.
    lang, size
        Of a canvas.

    Returns
    -------
    matplotlib.figure.Figure
    """
    from matplotlib.figure import Figure

    given, canvas = passes(system), Canvas(lang, size)
    wide, scale = canvas.inches, canvas.scale
    with canvas.look():
        figure = Figure(figsize=(wide, 1))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.axis("off")
        radius = LARGEST[size] * scale
        middle = (wide / 2, radius + 0.8 * scale)
        turn = _turn(system, given)
        arcs, ends = _angles(turn, given)
        for pair, names in given.items():
            _ribbon(axes, middle, radius, ends[pair], _colour(pair[0]), len(names), scale)
        for sector, (start, stop) in arcs.items():
            _arc(axes, middle, radius, (start, stop), sector, canvas)
        low = middle[1] + radius + 0.4 * scale
        if size == "page":
            low = _list(axes, system, given, turn, (wide, low), canvas)
        _words(axes, system, given, low, canvas)
    return figure


def _colour(sector: str) -> str:
    return SECTORS[sector][0] if sector in SECTORS else SOFT


def _turn(system: System, given: Passed) -> list[str]:
    """The themes in the order around the circle in which what passes crosses the least of it."""
    turn = list(dict.fromkeys(_theme(system, name) for name in system.declarations))

    def length(order: Sequence[str]) -> float:
        place = {sector: i for i, sector in enumerate(order)}
        steps = {pair: abs(place[pair[0]] - place[pair[1]]) for pair in given}
        return sum(len(given[pair]) * min(step, len(order) - step) for pair, step in steps.items())

    better = True
    while better:
        better = False
        for i, j in combinations(range(len(turn)), 2):
            other = turn.copy()
            other[i], other[j] = turn[j], turn[i]
            if length(other) < length(turn):
                turn, better = other, True
    return turn


def _angles(turn: list[str], given: Passed) -> tuple[dict[str, Point], dict[tuple[str, str], tuple[Point, Point]]]:
    """Each theme's arc, as wide as what it gives and takes; and by pair the angles of a ribbon's two ends.

    Angles in radians from the top, to the right. Within an arc, ends lie in the order that keeps ribbons from crossing.
    """
    counts = {sector: sum(len(names) for pair, names in given.items() if sector in pair) for sector in turn}
    unit = (2 * np.pi - GAP * len(turn)) / sum(counts.values())
    arcs, ends, at = {}, defaultdict(dict), 0.0
    for i, sector in enumerate(turn):
        arcs[sector] = (at, at + counts[sector] * unit)
        after = turn[i + 1 :] + turn[:i]
        mine = [pair for pair in given if sector in pair]
        mine.sort(key=lambda pair: (-after.index(pair[pair[0] == sector]), pair[0] == sector))
        for pair in mine:
            ends[pair][pair.index(sector)] = (at, at + len(given[pair]) * unit)
            at += len(given[pair]) * unit
        at += GAP
    return arcs, {pair: (both[0], both[1]) for pair, both in ends.items()}


def _at(middle: Point, radius: float, angle: float) -> Point:
    return middle[0] + radius * np.sin(angle), middle[1] - radius * np.cos(angle)


def _round(middle: Point, radius: float, start: float, stop: float) -> list[Point]:
    """Points of an arc."""
    return [_at(middle, radius, angle) for angle in np.linspace(start, stop, max(2, int(abs(stop - start) * 60)))]


def _arc(axes: Axes, middle: Point, radius: float, angles: Point, sector: str, canvas: Canvas) -> None:
    from matplotlib.patches import Polygon

    (start, stop), scale = angles, canvas.scale
    points = _round(middle, radius, start, stop) + _round(middle, radius * (1 - ARC), stop, start)
    axes.add_patch(Polygon(points, closed=True, fc=_colour(sector), ec="none", zorder=4))
    angle = (start + stop) / 2
    x, y = _at(middle, radius + 0.09 * scale, angle)
    aside, up = np.sin(angle), np.cos(angle)
    how = {"size": 7.5 * scale, "linespacing": 1.1, "zorder": 6}
    how["ha"] = "center" if abs(aside) < 0.2 else "left" if aside > 0 else "right"
    how["va"] = "center" if abs(up) < 0.5 else "bottom" if up > 0 else "top"
    axes.text(x, y, words.balance(canvas.sector(sector), NARROW[canvas.size]), **how).set_gid("label")


def _ribbon(
    axes: Axes, middle: Point, radius: float, ends: tuple[Point, Point], colour: str, count: int, scale: float
) -> None:
    """What one theme gives another: from its arc, through the circle, to an arrow at the other's."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (a, b), (c, d) = ends
    narrow = (d - c) * 0.12
    begin = _round(middle, radius * START, a, b)
    left, tip, right = (
        _at(middle, radius * (TIP - HEAD), c + narrow), _at(middle, radius * TIP, (c + d) / 2),
        _at(middle, radius * (TIP - HEAD), d - narrow),
    )  # fmt: skip
    vertices = [*begin, middle, left, tip, right, middle, begin[0], begin[0]]
    codes = [Path.MOVETO, *[Path.LINETO] * (len(begin) - 1), Path.CURVE3, Path.CURVE3, Path.LINETO, Path.LINETO]
    codes += [Path.CURVE3, Path.CURVE3, Path.CLOSEPOLY]
    look = {"fc": colour, "alpha": 0.5, "ec": "white", "lw": 0.3 * scale, "zorder": 3}
    axes.add_patch(PathPatch(Path(vertices, codes), **look))
    if count > 1 and radius * START * (b - a) > ROOM * scale:
        x, y = _at(middle, radius * (START - 0.035), (a + b) / 2)
        axes.text(x, y, str(count), size=SMALL * scale, ha="center", va="center", zorder=7).set_gid("label")


def _list(axes: Axes, system: System, given: Passed, turn: list[str], place: Point, canvas: Canvas) -> float:
    """The titles of what passes, giver by giver, in columns of a page; returns the inches at which they end."""
    wide, low = place
    broad = (wide - 2 * MARGIN) / LISTED
    lines = []
    for giver, taker in sorted(given, key=lambda pair: [turn.index(sector) for sector in pair]):
        pair = canvas.word("map_pair", giver=canvas.sector(giver), taker=canvas.sector(taker))
        passed = [system.declarations[name] for name in given[giver, taker]]
        titles = [words.subscript(canvas.choose(declaration.title, declaration.title_zh)) for declaration in passed]
        text = canvas.word("map_names", pair=pair, names=canvas.word("map_and").join(titles))
        lines.append(words.wrap(text, int(broad * 18.5)).replace("\n", "\n   "))
    tall = -(-sum(text.count("\n") + 1 for text in lines) // LISTED) + 1
    column, row, most = 0, 0, 0
    for text in lines:
        size = text.count("\n") + 1
        if row + size > tall and column < LISTED - 1:
            column, row = column + 1, 0
        at = (MARGIN + column * broad, low + row * LINE)
        axes.text(*at, text, size=SMALL, va="top", linespacing=1.27).set_gid("label")
        row += size
        most = max(most, row)
    return low + most * LINE + 0.15


def _themes(system: System, canvas: Canvas) -> str:
    """Which sectors the themes of several hold, as a sentence; nothing where there are none."""
    held = defaultdict(dict)
    for name in system.declarations:
        held[_theme(system, name)][system.sectors[name]] = True
    parts = []
    for theme, own in held.items():
        if len(own) > 1:
            names = canvas.word("causal_and").join(map(canvas.sector, own))
            parts.append(canvas.word("map_names", pair=canvas.sector(theme), names=names))
    return canvas.word("map_themes", themes=canvas.word("causal_semicolon").join(parts)) if parts else ""


def _words(axes: Axes, system: System, given: Passed, low: float, canvas: Canvas) -> None:
    """Title, caption, and the height of the page that they leave."""
    count, wide, scale = sum(map(len, given.values())), canvas.inches, canvas.scale
    points = 13 if wide / scale > 5 else 10
    axes.text(MARGIN, MARGIN, canvas.word("map"), size=points * scale, va="top")
    caption = canvas.word("map_caption", count=count, themes=_themes(system, canvas))
    text = words.wrap(caption, int((wide - 2 * MARGIN) / scale * 19.4))
    axes.text(MARGIN, low, text, size=SMALL * scale, color=SOFT, va="top", linespacing=1.3)
    high = low + (text.count("\n") + 1) * 0.122 * scale + MARGIN
    axes.figure.get_figure(root=True).set_figheight(high)
    axes.set(xlim=(0, wide), ylim=(high, 0))
