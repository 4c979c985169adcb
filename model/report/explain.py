"""What one variable is: its equation, inputs, users, units and source, as text."""

import inspect
from collections.abc import Mapping

from model.data import Number
from model.engine.build import System
from model.engine.declare import Ahead, Equation, Flow, Stack, Stock, Sum
from model.engine.run import start_values
from model.engine.trace import written
from model.results import figure_name

MOST = 12  # elements of a variable that are written out


def explain(name: str, system: System, records: Mapping[str, Number]) -> str:
    """Everything that is known of the variable ``name``, with values at the base year."""
    declaration = system.declarations[name]
    values = start_values(system, {}, {})
    low, high = declaration.domain
    lines = [
        f"{name}: {declaration.title} / {declaration.title_zh}",
        f"  kind      {declaration.kind}, sector {system.sectors[name]}",
        f"  units     {declaration.units}" + (f", at least {low:g}" if abs(low) < 1e300 else "")
        + (f", at most {high:g}" if abs(high) < 1e300 else ""),
        *(f"  along     {d.name}: {', '.join(d.labels)}" for d in declaration.dimensions),
        *_stock(name, declaration, system),
        *_equation(declaration),
        *_values("value at the base year", [name], system, values),
        *_values("inputs", getattr(declaration, "inputs", ()), system, values),
        f"  used by   {', '.join(system.users(name)) or 'nothing'}",
        *_source(name, system, records),
    ]  # fmt: skip
    return "\n".join(lines)


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
        over = " and ".join(dimension.name for dimension in declaration.over)
        return f"sum of {declaration.of} over {'what stands before in ' if isinstance(declaration, Ahead) else ''}{over}", ""
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


def _source(name, system, records):
    found = sources(name, system, records)
    return ["  source", *(f"    {figure_text(figure)}" for figure in found)] if found else ["  source    none; computed by the model"]


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
