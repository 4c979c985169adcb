"""Small multiples: titled panels in the cells of a grid, under rules with the names of their sectors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from model.present.canvas.canvas import Canvas
from model.present.canvas.colours import SECTORS, hue
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, Drawn

Cells = Mapping[tuple[int, int], Any]  # panels by row and column


@dataclass(frozen=True)
class Shape:
    """The grid of small multiples."""

    columns: int  # panels beside each other
    tall: float  # inches of a panel's axes at most
    gutter: float  # inches between panels
    # inches of the rule over a row with a sector's name, and of one without; no rules where none are given
    over: tuple[float, float] | None = None
    fill: bool = True  # whether axes grow on a slide


def small_multiples(sheet: Sheet, cells: Cells, shape: Shape, draw: Callable[[Axes, Any, float], None]) -> Drawn:
    """A figure with a titled panel in each cell (row, column), under rules with the names of their sectors.

    Parameters
    ----------
    cells
        Things with ``title``, ``unit``, ``sector``, and ``prints``, the lines of small print below.
    shape
        Of the grid.
    draw
        Fills the axes of one, so many inches high.
    """
    wide = sheet.columns(1 / shape.columns, shape.gutter)
    rows = [[cell for (r, _), cell in cells.items() if r == row] for row in range(1 + max(row for row, _ in cells))]
    rules = _rules(cells, len(rows)) if shape.over else [[] for _ in rows]
    over = [shape.over[not any(first for *_, first in rule)] if shape.over else 0.0 for rule in rules]
    around = [sheet.around([cell.title for cell in row], wide, max(len(cell.prints) for cell in row)) for row in rows]
    tall = min(shape.tall, sheet.left_for_axes(list(zip(over, around, strict=True))))
    heights = [(above, tall, beside) for above, beside in zip(over, around, strict=True)]
    figure, grid = sheet.lay_out(heights, shape.columns, fill=shape.fill)
    for row, rule in enumerate(rules):
        for sector, left, right, first in rule:
            _draw_rule(sheet.canvas, figure.add_subplot(grid[1 + 2 * row, left : right + 1]), sector, first)
    for (row, column), cell in cells.items():
        axes = figure.add_subplot(grid[2 + 2 * row, column])
        draw(axes, cell, tall)
        sheet.head_panel(axes, cell.title, cell.unit, wide)
    return figure


def _draw_rule(canvas: Canvas, axes: Axes, sector: str, first: bool) -> None:
    """The coloured rule over a row of a sector's panels, with its name over the first row."""
    axes.axis("off")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    left, thick = canvas.outdent(axes), canvas.pt(1.6 if first else 0.8)
    for transform in (axes.transAxes, left):  # from the left of the titles to the right of the panels
        axes.plot([0, 1], [0.2, 0.2], color=hue(sector), lw=thick, clip_on=False, transform=transform)
    if first:
        name = canvas.sector(sector)
        canvas.write(axes, 0, 0.3, name, va="bottom", transform=left, **canvas.strong)


def _rules(cells: Cells, rows: int) -> list[list[tuple[str, int, int, bool]]]:
    """Row by row, the sectors that have panels there: (sector, first column, last column, whether it is named)."""
    rules, named = [], set()
    for row in range(rows):
        columns: dict[str, list[int]] = {}
        for (r, column), cell in cells.items():
            if r == row:
                columns.setdefault(cell.sector, []).append(column)
        rules.append([(sector, own[0], own[-1], sector not in named) for sector, own in columns.items()])
        named |= set(columns)
    return rules


def in_rows(panels: Sequence[Any], columns: int) -> dict[tuple[int, int], Any]:
    """Panels by their cell, one after the other."""
    return {divmod(place, columns): panel for place, panel in enumerate(panels)}


def by_sector(panels: Sequence[Any], columns: int, rows: int, long: int = 0) -> list[dict[tuple[int, int], Any]]:
    """Panels by their cell, on pages of much the same length; a sector begins a row unless all of it fits the last one.

    Where ``long`` is given, a sector of one panel whose name has more characters leaves a cell free for it to run on.
    """
    cells, cell = {}, 0
    sizes = {panel.sector: sum(other.sector == panel.sector for other in panels) for panel in panels}
    for before, panel in zip([None, *panels], panels, strict=False):
        if before is not None and panel.sector != before.sector:
            room = -cell % columns
            if room and sizes[before.sector] == 1 and long and max(map(len, SECTORS[before.sector][1:])) > long:
                cell, room = cell + 1, room - 1
            cell += room if sizes[panel.sector] > room else 0
        cells[divmod(cell, columns)] = panel
        cell += 1
    lines = -(-cell // columns)
    count = max(-(-lines // rows), 1)
    ends = [lines * page // count for page in range(count + 1)]
    return [
        {(row - first, column): panel for (row, column), panel in cells.items() if first <= row < last}
        for first, last in pairwise(ends)
    ]
