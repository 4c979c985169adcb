"""What one variable is: its equation, inputs, users, units and source, as text."""

import inspect
from collections.abc import Mapping
from typing import Any

from model.data import Number, Project, any_year, bases, pack, projects
from model.engine.build import System, nearest
from model.engine.declare import Ahead, Driver, Equation, Flow, Lever, Stack, Stock, Sum
from model.engine.run import start_values
from model.errors import InputError
from model.export.symbolic import written
from model.results.label import figure_name
from model.scenario.element import variable_of
from model.sectors import SECTORS, load

MOST = 12  # elements of a variable that are written out
AUTHORITY = {"national": "national government", "regional": "region", "market": "no authority: markets or nature"}


def variables(sector: str | None = None) -> list[dict[str, Any]]:
    """One row a variable, of all sectors or of one: name, kind, units, who sets it, base years whose figures have it, titles.

    Raises
    ------
    InputError
        Where there is no such sector.
    """
    if sector and sector not in SECTORS:
        raise InputError([f"'{sector}' is no sector{nearest(sector, SECTORS)}; there are {', '.join(SECTORS)}"])
    system = load()
    return [
        {"name": name, "kind": d.kind, "units": d.units, "sector": system.sectors[name]}
        | {"authority": getattr(d, "authority", None), "base_years": base_years(name, system)}
        | {"title": d.title, "title_zh": d.title_zh}
        for name, d in system.declarations.items()
        if sector in (None, system.sectors[name])
    ]


def explain(variable: str, system: System | None = None) -> str:
    """Everything that is known of a variable, with values at the base year, and its figures in every pack.

    Raises
    ------
    InputError
        Where there is no such variable.
    """
    system, name = system or load(), variable_of(variable)
    if name not in system.declarations:
        raise InputError([f"'{variable}' is no variable{nearest(variable, system.declarations)}"])
    declaration = system.declarations[name]
    values = start_values(system, {}, {})
    low, high = declaration.domain
    lines = [
        f"{name}: {declaration.title} / {declaration.title_zh}",
        f"  kind      {declaration.kind}, sector {system.sectors[name]}",
        *_authority(declaration),
        f"  units     {declaration.units}" + (f", at least {low:g}" if abs(low) < 1e300 else "")
        + (f", at most {high:g}" if abs(high) < 1e300 else ""),
        *(f"  along     {d.name}: {', '.join(d.labels)}" for d in declaration.dimensions),
        *_stock(name, declaration, system),
        *_equation(declaration),
        *_values(f"value at the base year, {system.base}", [name], system, values),
        *_values("inputs", getattr(declaration, "inputs", ()), system, values),
        f"  used by   {', '.join(system.users(name)) or 'nothing'}",
        *_source(name, system),
        *_projects(name, system),
    ]  # fmt: skip
    return "\n".join(lines)


def _authority(declaration):
    if not isinstance(declaration, Lever | Driver):
        return []
    return [
        f"  set by    {AUTHORITY[declaration.authority]}" + "; a path says the years it names alone" * declaration.dated
    ]


def _stock(name, declaration, system):
    if isinstance(declaration, Flow):
        return [f"  flows     from {declaration.out_of or 'outside'} to {declaration.into or 'outside'}"]
    if not isinstance(declaration, Stock):
        return []
    into, out_of = system.flows_of(name)
    return [
        f"  in        {', '.join(into) or 'nothing'}",
        f"  out       {', '.join(out_of) or 'nothing'}",
        f"  starts as {declaration.initial}",
    ]


def _equation(declaration):
    if not isinstance(declaration, Equation):
        return []
    formula, story = equation_text(declaration)
    annual = f", annual: {declaration.annual}" + (f", base {declaration.base}" if declaration.base else "")
    return [*([f"  meaning   {story}"] if story else []), f"  equation  {formula}{annual}"]


def equation_text(declaration: Equation) -> tuple[str, str]:
    """The expression that an equation returns, as it is written in its file, and its docstring."""
    if isinstance(declaration, Sum):
        labels = f" ({', '.join(declaration.labels)})" if declaration.labels else ""
        over = " and ".join(dimension.name for dimension in declaration.over)
        if isinstance(declaration, Ahead):
            over = f"what stands {'after' if declaration.behind else 'before'} in {over}"
        return f"sum of {declaration.of} over {over}{labels}", ""
    if isinstance(declaration, Stack):
        return "; ".join(f"{label}: {part}" for label, part in declaration.parts.items()), ""
    function = declaration.function
    steps = [f"{name} = {text}" if name else text for name, text in written(function)]
    names = function.__code__.co_varnames
    meant = [f"{own} = {name}" for own, name in zip(names, declaration.arguments or (), strict=False)]
    closure = [f"{key} = {value}" for key, value in inspect.getclosurevars(function).nonlocals.items()]
    return "; ".join(steps) + _where(meant + closure), inspect.getdoc(function) or ""


def _where(meanings):
    return f", where {', '.join(meanings)}" if meanings else ""


def _values(heading, names, system, values):
    lines = []
    for name in names:
        elements = system.elements([name])
        shown = [f"{values[element]:.6g}" for element in elements[:MOST]] + ["..."] * (len(elements) > MOST)
        lines.append(f"    {name} = {', '.join(shown)} {system.declarations[name].units}")
    return [f"  {heading}", *lines] if lines else []


def _source(name, system):
    """The figures by the base year that they are of."""
    packs = {f", base year {base}": pack(base) for base in bases()} | {", any base year": any_year()}
    found = {of: own for of, records in packs.items() if (own := sources(name, system, records))}
    lines = [
        line for of, own in found.items() for line in (f"  source{of}", *(f"    {figure_text(one)}" for one in own))
    ]
    return lines or ["  source    none; computed by the model"]


def _projects(name, system):
    own, lines = system.elements([name]), []
    for base in bases():
        found = [f"    {project_text(project)}" for project in projects(base).values() if project.input in own]
        lines += [f"  projects after {base}", *found] if found else []
    return lines


def project_text(project: Project) -> str:
    """A project with its size and year, and where they are from."""
    spread = f", range {project.low:g} to {project.high:g}" if None not in (project.low, project.high) else ""
    known = origin(project.number)
    value = f"{project.size:.10g} {project.units} in {project.year}, {project.status}{spread}"
    return f"{project.project}: {project.title} / {project.title_zh}, {value}" + (f": {known}" if known else "")


def base_years(name: str, system: System) -> list[int]:
    """The base years whose pack has a figure of a variable."""
    return [base for base in bases() if sources(name, system, pack(base))]


def sources(name: str, system: System, records: Mapping[str, Number]) -> list[Number]:
    """The figures that a variable's values at the base year are, one an element; none where the model computes them."""
    source = figure_name(name, system)
    return [records[element] for element in system.elements([source] if source else []) if element in records]


def figure_text(figure: Number) -> str:
    """A figure with its year, status, range, source and note."""
    year = f" ({figure.year})" if figure.year else ""
    spread = f", range {figure.low:g} to {figure.high:g}" if None not in (figure.low, figure.high) else ""
    known = origin(figure)
    value = f"{figure.value:.10g} {figure.units}{year}"
    return f"{figure.name} = {value}, {figure.status}{spread}" + (f": {known}" if known else "")


def origin(figure: Number) -> str:
    """Where a figure is from: its source and its note, where they say more than its status."""
    return "; ".join(text for text in (figure.source, figure.note) if text and text != figure.status)
