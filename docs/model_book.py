"""The model book: every equation, stock, lever and parameter, one page a sector, written from the model itself."""

import re
from importlib import import_module
from pathlib import Path

from markdown import link, picture, plain, table, titles, unit, write

from model.data import bases, numbers, projects
from model.data.levers import ranges
from model.engine.declare import Derived, Driver, Equation, Flow, Lever, Parameter, Stock
from model.export import latex
from model.present.canvas.files import save_figure
from model.present.diagrams.causal.diagram import causal_diagram
from model.present.diagrams.system_map import system_map
from model.present.text.explain import equation_text, figure_text, origin, sources
from model.results.label import ANNUAL, figure_name
from model.scenario.element import variable_of
from model.sectors import SECTORS, load

PARTS = (
    ("Stocks", lambda d: isinstance(d, Stock)),
    ("Flows", lambda d: isinstance(d, Flow)),
    ("Auxiliaries", lambda d: isinstance(d, Equation) and not isinstance(d, Flow | Derived)),
    ("Numbers worked out before the start", lambda d: isinstance(d, Derived)),
)
FIGURES = 6  # figures of one variable that an entry lists; all stand in the table of parameters


def write_book(folder: Path) -> None:
    """Write the pages of the model book into ``folder``."""
    system = load()
    draw(folder, "system_map", system_map(system))
    for sector in SECTORS:
        draw(folder, sector, causal_diagram(system, sector))
        write(folder / f"{sector}.md", _sector(sector, system))
    write(folder / "variables.md", _variables(system))
    write(folder / "dimensions.md", _dimensions(system))


def draw(folder: Path, name: str, figure) -> None:
    """Save a diagram for the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    save_figure(figure, folder / f"{name}.svg")


def _sector(sector, system):
    own = {name: d for name, d in system.declarations.items() if system.sectors[name] == sector}
    yield f"# {' · '.join(SECTORS[sector])}"
    yield from _introduction(import_module(f"model.sectors.{sector}").__doc__, system)
    yield "## Causal diagram"
    yield picture(
        f"{sector}.svg", f"Causal diagram of {SECTORS[sector][0]}: its stocks, their flows, and what moves each"
    )
    for heading, belongs in PARTS:
        found = [name for name, declaration in own.items() if belongs(declaration)]
        yield from [f"## {heading}", *(_entry(name, system) for name in found)] if found else []
    yield from _levers([name for name, d in own.items() if isinstance(d, Lever | Driver)], system)
    yield from _parameters([name for name, d in own.items() if isinstance(d, Parameter)], system)
    yield from _accounts([name for name in system.balances if system.sectors[name] == sector], system)


def _introduction(text, system):
    """The docstring of a sector's file: names lead to their entries; lines of ``Word   what follows`` become a list."""
    for paragraph in text.strip().split("\n\n"):
        joined = re.sub(r"\n {4,}", " ", paragraph)
        lines = [re.match(r"(\w+) {2,}(.*)", line) for line in joined.split("\n")]
        if all(lines):
            yield "\n".join(f":{match[1]}: {_linked(match[2], system)}" for match in lines)
        else:
            yield _linked(" ".join(joined.split()), system)


def _linked(text, system):
    words = re.split(r"(\w+)", text.replace("->", "→"))
    return "".join(link(word) if "_" in word and word in system.declarations else plain(word) for word in words)


def _entry(name, system):
    declaration = system.declarations[name]
    equation = latex.change(name, system) if isinstance(declaration, Stock) else latex.equation(name, system)
    meaning = "" if isinstance(declaration, Stock) else equation_text(declaration)[1]
    fields = [f":{key}: {value}" for key, value in _fields(name, declaration, system).items() if value]
    head = f"`````{{variable}} {name} | {titles(declaration.title, declaration.title_zh)}"
    return "\n".join([head, plain(meaning), "", f"```{{math}}\n{equation}\n```", "", *fields, "`````"])


def _fields(name, declaration, system):
    return {
        "Unit": unit(declaration.units, name),
        "Along": ", ".join(f"[{d.name}](#dimension-{d.name})" for d in declaration.dimensions),
        "Flows": _ends(declaration) if isinstance(declaration, Flow) else "",
        "Starts as": link(declaration.initial) if isinstance(declaration, Stock) else "",
        "A year reports": _annual(declaration),
        "Base year": _base(name, system),
        "Reads": _links(getattr(declaration, "inputs", ()), system),
        "Read by": _links(system.users(name), system)
        or ("" if isinstance(declaration, Flow) else "nothing; it is a result"),
    }


def _ends(declaration):
    ends = [link(end) if end else "outside the model" for end in (declaration.out_of, declaration.into)]
    return f"from {ends[0]} to {ends[1]}"


def _annual(declaration):
    return (
        ""
        if isinstance(declaration, Derived)
        else f"the {ANNUAL[getattr(declaration, 'annual', 'end')].removeprefix('the ')}"
    )


def _base(name, system):
    """What stands behind the value of the base year; empty where the model works it out."""
    source = figure_name(name, system)
    if not source or source == name:
        return ""
    found = sources(name, system, numbers())
    shown = "; ".join(link(f.name) + plain(figure_text(f).removeprefix(f.name)) for f in found[:FIGURES])
    more = f"; and {len(found) - FIGURES} more, at {link(source)}" if len(found) > FIGURES else ""
    return shown + more if found else f"worked out as {link(source)}"


def _links(names, system):
    known = dict.fromkeys(names)
    return ", ".join(f"{link(name)} ({plain(system.declarations[name].units)})" for name in known)


def _levers(names, system):
    if not names:
        return
    yield "## Levers and drivers"
    yield (
        "A lever is set by policy, a driver by the world; both are constant within a year, and stand as here where a scenario says "
        "nothing. Set by the nation, the region or the market. The plausible range and change "
        "of a year are what [solving](../../explanation/solving.md) keeps within; they are assumptions."
    )
    heads = (
        "lever or driver",
        "set by",
        f"value without a scenario, base year {system.base}",
        "plausible range; change a year",
        "what it rests on",
    )
    rows = (_lever(name, element, system) for name in names for element in system.elements([name]))
    yield table(heads, rows, (30, 10, 16, 16, 28))
    yield from _projects(names, system)


def _lever(name, element, system):
    figure, span = numbers()[element], ranges().get(element)
    plausible = f"{span.low:g} – {span.high:g}; {span.yearly_change:g}" if span else "no choice"
    reasons = [_status(figure), plain(span.note) if span else "", _read_by(name, system)]
    value = f"{figure.value:.10g} {unit(figure.units, name)}"
    declaration = system.declarations[name]
    authority = declaration.authority + ", by single years" * declaration.dated
    return _named(name, element, system), authority, value, plausible, "; ".join(filter(None, reasons))


def _projects(names, system):
    """What projects complete of these levers and drivers, by the base year whose pack has them."""
    own = system.elements(names)
    for base in bases():
        found = [project for project in projects(base).values() if project.input in own]
        if found:
            yield f"Projects completed after {base}:"
            heads = ("project", "completes", "year", "size", "status, source and note")
            yield table(heads, map(_project, found), (30, 20, 8, 14, 28))


def _project(project):
    spread = f" ({project.low:g} – {project.high:g})" if None not in (project.low, project.high) else ""
    known = f": {plain(origin(project.number))}" if origin(project.number) else ""
    size = f"{project.size:.10g}{spread} {unit(project.units, variable_of(project.input))}"
    return (
        titles(project.title, project.title_zh),
        link(variable_of(project.input)),
        str(project.year),
        size,
        project.status + known,
    )


def _read_by(name, system):
    return f"read by {', '.join(link(user) for user in system.users(name))}"


def _named(name, element, system):
    """The first cell of a row: the name, that can be linked to at its first element, and its titles."""
    declaration = system.declarations[name]
    first = element == system.elements([name])[0]
    own = f"{{variable-here}}`{name}` " if first else ""
    index = f"`{element.removeprefix(name)}` " if element != name else ""
    return f"{own}{index}{titles(declaration.title, declaration.title_zh) if first else ''}".strip()


def _status(figure):
    year = f", {figure.year}" if figure.year else ""
    known = f": {plain(origin(figure))}" if origin(figure) else ""
    return f"{figure.status}{year}{known}"


def _parameters(names, system):
    if not names:
        return
    yield "## Parameters"
    rows = (_parameter(name, element, system) for name in names for element in system.elements([name]))
    yield table(("parameter", "value", "range", "status, source and note"), rows, (32, 17, 17, 34))


def _parameter(name, element, system):
    figure = numbers()[element]
    spread = f"{figure.low:g} – {figure.high:g}" if None not in (figure.low, figure.high) else "–"
    kind = f", {figure.distribution}" if figure.distribution else ""
    first = element == system.elements([name])[0]
    known = _status(figure) + (f"; {_read_by(name, system)}" if first else "")
    return _named(name, element, system), f"{figure.value:.10g} {unit(figure.units, name)}", spread + kind, known


def _accounts(names, system):
    if not names:
        return
    yield "## Accounts that close at every step"
    for name in names:
        balance = system.balances[name]
        sides = [" + ".join(link(part) for part in part_names) for part_names in (balance.sources, balance.uses)]
        yield f"**{titles(balance.title, balance.title_zh)}** (`{name}`), in {unit(balance.units)}: {sides[0]} = {sides[1]}"


def _variables(system):
    yield "# All variables"
    yield (
        f"The {len(system.declarations)} variables by sector, as `simulate variables` prints them. Each name leads to its entry; "
        "`simulate explain NAME` shows the same on the command line."
    )
    for sector, (english, chinese) in SECTORS.items():
        own = [name for name in system.declarations if system.sectors[name] == sector]
        yield f"## {english} · {chinese} "
        yield table(
            ("name", "title", "kind", "unit"), (_row(name, system.declarations[name]) for name in own), (34, 40, 10, 16)
        )


def _row(name, declaration):
    return link(name), titles(declaration.title, declaration.title_zh), declaration.kind, f"`{declaration.units}`"


def _dimensions(system):
    yield "# Dimensions"
    yield "A variable with a dimension has a value for each of its labels; one equation serves them all."
    for dimension in {d.name: d for v in system.declarations.values() for d in v.dimensions}.values():
        having = [name for name, declaration in system.declarations.items() if dimension in declaration.dimensions]
        yield f"(dimension-{dimension.name})=\n## `{dimension.name}`"
        yield f"Along it are {', '.join(link(name) for name in having)}."
        yield table(
            ("label", "English", "Chinese"),
            ((f"`{label}`", plain(en), plain(zh)) for label, (en, zh) in dimension.titles.items()),
            (40, 35, 25),
        )
