"""Files of checks for the toy model, written by a test."""

import csv

import toy

from model.analysis.reality.checks import COLUMNS, reality_checks

GOOD = {
    "name": "less-rain", "title": "Less rain", "title_zh": "少雨", "sector": "water", "settings": "levers.rain=5",
    "against": "", "base": "", "horizon": "2025", "reading": "change(lake, 2025)", "expectation": "< 0",
    "mutation": "", "source": "by hand",
}  # fmt: skip


def written(folder, *rows):
    """The path of a file with these rows, each a mapping over the one that is good."""
    path = folder / "checks.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(**cells):
    """The good row with other cells."""
    return GOOD | cells


def further(**cells):
    """A further row of the good one, with nothing but its name and these cells."""
    return dict.fromkeys(COLUMNS, "") | {"name": GOOD["name"]} | cells


def toys(base):
    """The toy, whatever the base year."""
    return toy.system()


def read(folder, *rows):
    """The checks of a file with these rows."""
    return reality_checks(toys, written(folder, *rows))
