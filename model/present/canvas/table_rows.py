"""Rows of a table beside a plot: groups with a heading each, laid out over pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


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
