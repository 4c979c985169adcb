"""Rows of a table beside a plot: groups with a heading each, laid out over pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, Drawn


@dataclass(frozen=True)
class Row:
    """A line of the table, or several: the heading of a group, or ``about`` something; so many lines high."""

    lines: float
    group: str
    label: str = ""
    about: Any = None


def paged(rows: Iterable[Row], most: float, heading: float) -> list[list[Row]]:
    """Rows page by page, each of so many lines at most; a group that runs on is named anew.

    Parameters
    ----------
    rows
        By group, without the headings.
    heading
        How many lines high a heading is.
    """
    pages: list[list[Row]] = [[]]
    left, group = most, ""
    for row in rows:
        head = [Row(heading, row.group)] if row.group != group or left < row.lines else []
        if left < row.lines + heading * len(head):
            pages.append([])
            left, head = most, [Row(heading, row.group)]
        pages[-1] += [*head, row]
        left -= row.lines + heading * len(head)
        group = row.group
    return pages


def beside(
    sheet: Sheet, widths: Sequence[float], tall: float, axis: float, ends: tuple[float, float]
) -> tuple[Drawn, list[Axes]]:
    """A figure with names, a plot and a table side by side, so many inches high, whose rows run between two ends.

    The plot alone has an axis, which takes so many inches below.
    """
    figure, grid = sheet.lay_out([(0, tall, axis)], 3, widths, fill=False)
    parts = [figure.add_subplot(grid[2, column]) for column in range(3)]
    for axes in parts:
        axes.set_ylim(*ends)
    for axes in (parts[0], parts[2]):
        axes.axis("off")
    return figure, parts
