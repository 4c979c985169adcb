"""On what the figures of programmes rest: how many come from a publication, as a table that a page includes."""

from pathlib import Path

from markdown import table, write

from model.data import bases, numbers

FIGURES = {
    "where each stood": ("programme_coverage_base", "programme_count_base"),
    "pace": ("coverage_pace", "count_pace"),
    "price": ("coverage_unit_cost", "count_unit_cost"),
}


def write_sources(path: Path) -> None:
    """Write the table to ``path``."""
    rows = [(figure, *(_told(names, base) for base in bases())) for figure, names in FIGURES.items()]
    write(path, [table(("figure", *(f"base year {base}" for base in bases())), rows, (40, *[30] * len(bases())))])


def _told(names, base):
    """How many are no assumption, of how many."""
    found = [record.status for name, record in numbers(base).items() if name.partition("[")[0] in names]
    return f"{len(found) - found.count('assumption')} of {len(found)}"
