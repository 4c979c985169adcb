"""What each lever alone moves, as tables: ``python docs/lever_responses.py`` prints them, the documentation includes them."""

from pathlib import Path

from markdown import link, plain, unit, write

from model.analysis.responses import YEARS, responses
from model.present.text.tables import as_markdown
from model.sectors import SECTORS, load

SHOWN = 0.05  # per cent, or points of what is in %: what moves less at every end is left out
NOTE = (
    "Each number is by how many per cent a result of the year is above the baseline (by how many points, where the result is in %) "
    f"when the lever alone is at one end from the first projected year on. Results that move by less than {SHOWN:g} are left out."
)


def write_responses(path: Path) -> None:
    """Write the tables to ``path``."""
    write(path, parts())


def parts():
    """The note, then a heading and a table for each lever, by sector."""
    system = load()
    rows = {}
    for row in responses(system):
        rows.setdefault(row.lever, []).append(row)
    yield NOTE
    for sector, titles in SECTORS.items():
        own = [lever for lever in rows if system.sectors[lever.partition("[")[0]] == sector]
        yield from (
            [f"## {' · '.join(titles)}", *(part for lever in own for part in _lever(lever, rows[lever], system))]
            if own
            else []
        )


def _lever(lever, rows, system):
    declaration = system.declarations[lever.partition("[")[0]]
    yield f"### {plain(lever)}"
    yield f"{plain(declaration.title)} · {plain(declaration.title_zh)}, in {unit(declaration.units)}; {link(lever)}."
    names = dict.fromkeys(name for row in rows for name in row.moves)
    sizes = {name: max(abs(size) for row in rows if row.moves for size in row.moves[name].values()) for name in names}
    shown = sorted((name for name in names if sizes[name] >= SHOWN), key=lambda name: -sizes[name])
    yield (
        as_markdown([{"result": link(name)} | _cells(name, rows) for name in shown])
        if shown
        else "It moves no headline result."
    )


def _cells(name, rows):
    """A cell for each end and year."""
    return {
        f"{row.value:g} ({row.kind}), {year}": f"{row.moves[name][year]:+.2f}" if row.moves else "left its domain"
        for row in rows
        for year in YEARS
    }


if __name__ == "__main__":
    print("\n\n".join(parts()))
