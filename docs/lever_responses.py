"""What each lever alone moves, as tables: ``python docs/lever_responses.py`` prints all, the documentation includes them."""

from pathlib import Path

from markdown import link, plain, table, unit, write

from model.analysis.responses import YEARS, responses
from model.present.text.tables import as_markdown
from model.scenario.element import variable_of
from model.sectors import SECTORS, load

MOST = 3  # results told of each end in the short table
LAST = YEARS[-1]
SHOWN = 0.05  # per cent, or points of what is in %: what moves less at every end is left out
NOTE = (
    "Each number is by how many per cent a result of the year is above the baseline (by how many points, where the result is in %) "
    f"when the lever alone is at one end from the first projected year on. Results that move by less than {SHOWN:g} are left out."
)


def write_responses(folder: Path) -> None:
    """Write both pages to ``folder``, from one batch of runs."""
    system = load()
    rows = by_lever(system)
    write(folder / "lever-responses.md", parts(system, rows))
    write(folder / "lever-ends.md", [ends(rows)])


def by_lever(system):
    """The responses of each lever."""
    rows = {}
    for row in responses(system):
        rows.setdefault(row.lever, []).append(row)
    return rows


def ends(rows):
    """A table of what each lever moves most at either end of what the solver may use."""
    heads = ("lever", "at its low end", "at its high end")
    lines = [[link(lever), *(_most(row) for row in own if row.kind == "bounds")] for lever, own in rows.items()]
    return table(heads, lines, (30, 35, 35))


def _most(row):
    """The end, and the results that move most there."""
    if row.fault:
        return f"{row.value:g}: left its domain"
    sizes = {name: years[LAST] for name, years in row.moves.items() if abs(years[LAST]) >= SHOWN}
    first = sorted(sizes, key=lambda name: -abs(sizes[name]))[:MOST]
    told = ", ".join(f"{link(name)} {sizes[name]:+.2g}" for name in first)
    return f"{row.value:g}: {told or 'no headline result'}"


def parts(system, rows):
    """The note, then a heading and a table for each lever, by sector."""
    yield NOTE
    for sector, titles in SECTORS.items():
        own = [lever for lever in rows if system.sectors[variable_of(lever)] == sector]
        yield from (
            [f"## {' · '.join(titles)}", *(part for lever in own for part in _lever(lever, rows[lever], system))]
            if own
            else []
        )


def _lever(lever, rows, system):
    declaration = system.declarations[variable_of(lever)]
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
    shipped = load()
    found = by_lever(shipped)
    print("\n\n".join([ends(found), *parts(shipped, found)]))
