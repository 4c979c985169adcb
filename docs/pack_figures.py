"""The figures that a pack of a base year needs, as a table by sector, from the packs that there are."""

from pathlib import Path

from markdown import link, table, write

from model.data import BASE_YEAR, pack
from model.engine.declare import Driver, Lever
from model.scenario.element import variable_of
from model.sectors import SECTORS, load


def write_figures(path: Path) -> None:
    """Write the table to ``path``."""
    system = load()
    rows = [_row(sector, system) for sector in SECTORS]
    total = ("all", str(sum(int(count) for _, count, *_ in rows)), "", "")
    write(
        path,
        [
            table(
                ("file", "figures", "of the base year", "levers and drivers, as they stand"),
                [*rows, total],
                (16, 10, 50, 24),
            )
        ],
    )


def _row(sector, system):
    """A file, how many figures it holds, and their names; of a name with labels, how many it has."""
    counts = {}
    for element in pack(BASE_YEAR):
        name = variable_of(element)
        if system.sectors[name] == sector:
            counts[name] = counts.get(name, 0) + 1
    inputs = set(system.of_kind(Lever, Driver))
    named = [
        ", ".join(_named(name, counts) for name in counts if (name in inputs) is wanted) for wanted in (False, True)
    ]
    return (f"`{sector}.csv`", str(sum(counts.values())), *named)


def _named(name, counts):
    return link(name) + (f" ({counts[name]})" if counts[name] > 1 else "")
