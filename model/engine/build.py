"""From declarations to a model: names resolved, faults reported together, equations put in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from types import ModuleType
from typing import TYPE_CHECKING

from model.engine.declare import (
    AUTHORITIES,
    Balance,
    Declaration,
    Delay,
    Derived,
    DerivedStack,
    DerivedTotal,
    Driver,
    Equation,
    Flow,
    Lever,
    Parameter,
    Stack,
    Stock,
    Total,
    indices,
)
from model.engine.delays import expand
from model.engine.errors import BuildError
from model.engine.trace import FUNCTIONS

if TYPE_CHECKING:
    from model.engine.kernel import Kernel

KERNEL_NAMES = (*FUNCTIONS, "stocks", "constants", "parameters", "inputs")


def element_name(name: str, index: Mapping[str, str]) -> str:
    """The name of one element, such as ``emission_factor[coal]``; a scalar's is the variable's own."""
    return f"{name}[{','.join(index.values())}]" if index else name


@dataclass(frozen=True, eq=False)
class System:
    """A built model: every declaration by name, and the orders in which they are computed. Each is its own, as a key too.

    ``order`` holds flows and auxiliaries, ``derived`` the numbers computed once, ``initial`` everything that has a
    value at the start, stocks among them; each comes after what it depends on. ``figures`` are those of the year
    ``base``, at whose end a run starts; ``paths`` are the values by year of the inputs that projects complete.
    """

    declarations: dict[str, Declaration]
    sectors: dict[str, str]
    balances: dict[str, Balance]
    figures: dict[str, float]
    derived: tuple[str, ...]
    order: tuple[str, ...]
    initial: tuple[str, ...]
    base: int
    paths: dict[str, dict[int, float]]

    @cached_property
    def kernel(self) -> "Kernel":
        """The compiled equations, made once; a :class:`model.engine.kernel.Kernel`."""
        from model.engine.kernel import Kernel  # which is made of a system

        return Kernel(self)

    def default(self, element: str, year: int) -> float:
        """What a lever or driver stands at in a year for which nothing else is said."""
        return self.paths.get(element, {}).get(year, self.figures[element])

    def input(self, name: str) -> Lever | Driver:
        """The lever or driver of this name; KeyError where it is none."""
        if isinstance(declaration := self.declarations[name], Lever | Driver):
            return declaration
        raise KeyError(f"{name} is no lever or driver of this model")

    def of_kind(self, *kinds: type) -> list[str]:
        """Names of the declarations of these kinds, in the order in which they were declared."""
        return [name for name, declaration in self.declarations.items() if isinstance(declaration, kinds)]

    def elements(self, names: Iterable[str]) -> list[str]:
        """The element names of the variables, in order."""
        return [element_name(name, index) for name in names for index in self.declarations[name].indices]

    def element(self, name: str, index: Mapping[str, str]) -> str:
        """The element of ``name`` that an equation at ``index`` reads: the labels of the dimensions both have, or that hold them."""
        own = self.declarations[name].dimensions
        held = {d.name: index.get(d.name) or next(label for label in index.values() if label in d.titles) for d in own}
        return element_name(name, held)

    def terms(self, balance: Balance) -> list[tuple[list[str], list[str]]]:
        """Element names of the sources and of the uses, at each index that the balance closes at."""

        def at(names: Iterable[str], index: dict[str, str]) -> list[str]:
            each = ((name, at_index) for name in names for at_index in self.declarations[name].indices)
            return [element_name(name, at_index) for name, at_index in each if index.items() <= at_index.items()]

        return [(at(balance.sources, index), at(balance.uses, index)) for index in indices(balance.by)]

    def users(self, name: str) -> list[str]:
        """Names of the equations and stocks that read ``name``."""
        return [other for other, declaration in self.declarations.items() if name in dependencies(declaration)]

    def flows_of(self, stock: str) -> tuple[list[str], list[str]]:
        """Names of the flows into and out of a stock."""
        flows = [(name, flow) for name, flow in self.declarations.items() if isinstance(flow, Flow)]
        return [n for n, f in flows if f.into == stock], [n for n, f in flows if f.out_of == stock]


def dependencies(declaration: Declaration) -> tuple[str, ...]:
    """Names that must have a value before this declaration can."""
    if isinstance(declaration, Equation):
        return declaration.inputs
    return (declaration.initial,) if isinstance(declaration, Stock) else ()


def build(
    modules: Iterable[ModuleType],
    figures: Mapping[str, float],
    base: int = 2020,
    completions: Mapping[str, Mapping[int, float]] | None = None,
) -> System:
    """Scan modules for declarations and put them together.

    Parameters
    ----------
    modules
        Sector modules; the last part of a module's name is its sector.
    figures
        The value of each parameter, lever and driver, by element name, in the declaration's own units.
    base
        The year of the figures.
    completions
        What projects complete, by element name of a dated lever or driver and year: it is added to the figure.

    Raises
    ------
    BuildError
        Naming every name declared twice or unknown, stock without a flow, flow whose end is no stock, dimension that
        does not fit, authority that is none, figure that is missing, completion of what is not dated, or, once those
        are mended, the chain of an algebraic loop.
    """
    completions = completions or {}
    declarations, sectors, balances, problems = _scan(modules)
    _declare_bases(declarations, sectors)
    _settle_numbers(declarations)
    problems += _check(declarations, balances) + _check_figures(declarations, figures)
    problems += _check_inputs(declarations, completions, base)
    if problems:
        raise BuildError(problems)
    numbers = {name: float(value) for name, value in figures.items()}
    paths = {name: {year: numbers[name] + size for year, size in sizes.items()} for name, sizes in completions.items()}
    return System(declarations, sectors, balances, numbers, **_orders(declarations), base=base, paths=paths)


def _orders(declarations: Mapping[str, Declaration]) -> dict[str, tuple[str, ...]]:
    """In what order derived numbers, flows and auxiliaries, and the values at the start are computed."""
    equations = {n: d.inputs for n, d in declarations.items() if isinstance(d, Equation)}
    initial = {n: dependencies(d) for n, d in declarations.items() if isinstance(d, Equation | Stock)}
    derived = {n for n in equations if isinstance(declarations[n], Derived)}
    order = _sort(equations, "algebraic loop")
    return {
        "derived": tuple(n for n in order if n in derived),
        "order": tuple(n for n in order if n not in derived),
        "initial": tuple(_sort(initial, "circular initial values")),
    }


def _scan(modules: Iterable[ModuleType]) -> tuple[dict, dict, dict, list]:
    declarations, sectors, balances, problems = {}, {}, {}, []
    for module in modules:
        sector = module.__name__.rpartition(".")[2]
        for name, declared in _declared(module):
            if name in sectors:
                problems.append(f"{name}: declared twice, in {sectors[name]} and in {sector}")
            elif isinstance(declared, Balance):
                balances[name], sectors[name] = declared, sector
            else:
                declarations[name], sectors[name] = declared, sector
    return declarations, sectors, balances, problems


def _declared(module: ModuleType) -> Iterator[tuple[str, Declaration | Balance]]:
    for name, value in list(vars(module).items()):
        if isinstance(value, Delay):
            yield from expand(name, value).items()
        elif isinstance(value, Declaration | Balance):
            yield name, value
        elif hasattr(value, "declaration") and value.__module__ == module.__name__:
            yield name, value.declaration


def _declare_bases(declarations: dict[str, Declaration], sectors: dict[str, str]) -> None:
    for name, stock in list(declarations.items()):
        if isinstance(stock, Stock) and stock.initial == f"{name}_base" and stock.initial not in declarations:
            titles = {"title": f"{stock.title}, base year", "title_zh": f"{stock.title_zh}（基年）"}
            same = {"dimensions": stock.dimensions, "domain": stock.domain}
            declarations[stock.initial] = Parameter(stock.units, **titles, **same)
            sectors[stock.initial] = sectors[name]


def _settle_numbers(declarations: dict) -> None:
    """Make each total or stack of parameters and derived numbers alone a derived number itself."""
    kinds, open_ends = {Total: DerivedTotal, Stack: DerivedStack}, True
    while open_ends:
        open_ends = [
            (name, kinds[type(declaration)])
            for name, declaration in declarations.items()
            if type(declaration) in kinds
            and all(isinstance(declarations.get(need), Parameter | Derived) for need in declaration.inputs)
        ]
        for name, kind in open_ends:
            declaration = declarations[name]
            same = {field.name: getattr(declaration, field.name) for field in fields(declaration)}
            declarations[name] = kind(**same | {"annual": "end"})


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint such as `` (did you mean 'gdp'?)``, or nothing where no name is near."""
    near = get_close_matches(name, list(names), n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _check(declarations: Mapping[str, Declaration], balances: Mapping[str, Balance]) -> list:
    problems = []
    flow_ends = {end for d in declarations.values() if isinstance(d, Flow) for end in (d.out_of, d.into)}
    for name, declaration in declarations.items():
        if name in KERNEL_NAMES:
            problems.append(f"{name}: a name that the kernel uses itself; choose another")
        for needed in dependencies(declaration):
            problems += _check_need(name, declaration, needed, declarations)
        if isinstance(declaration, Stock) and name not in flow_ends:
            problems.append(f"{name}: a stock without a flow never changes; declare a flow or make it a parameter")
        if isinstance(declaration, Flow):
            problems += _check_ends(name, declaration, declarations)
    for name, balance in balances.items():
        for term in (*balance.sources, *balance.uses):
            problems += _check_term(name, balance, term, declarations)
    return problems


def _check_term(name: str, balance: Balance, term: str, declarations: Mapping) -> list:
    if term not in declarations:
        return [f"{name}: '{term}' is not declared{nearest(term, declarations)}"]
    has = declarations[term].dimensions
    return [f"{name}: '{term}' has not the dimension {d.name}" for d in balance.by if d not in has]


def _check_ends(name: str, flow: Flow, declarations: Mapping) -> list:
    problems = []
    if flow.along and (flow.into != flow.out_of or flow.along not in flow.dimensions):
        problems.append(f"{name}: a flow along {flow.along.name} has that dimension, and one stock as both its ends")
    for end in filter(None, (flow.out_of, flow.into)):
        stock = declarations.get(end)
        if not isinstance(stock, Stock):
            problems.append(f"{name}: its end '{end}' is no stock{nearest(end, declarations)}")
        elif set(stock.dimensions) != set(flow.dimensions):
            problems.append(f"{name}: its end '{end}' has other dimensions than it has")
    return problems


def _check_need(name: str, declaration: Declaration, needed: str, declarations: Mapping) -> list:
    read = declarations.get(needed)
    if read is None:
        return [f"{name}: its input '{needed}' is not declared{nearest(needed, declarations)}"]
    if isinstance(declaration, Derived) and not isinstance(read, Parameter | Derived):
        return [f"{name}: a derived number depends on parameters alone, and '{needed}' is a {read.kind}"]
    over = getattr(declaration, "over", ())
    known = (*declaration.dimensions, *(dimension.within for dimension in declaration.dimensions), *over)
    extra = [d for d in read.dimensions if d not in known]
    for dimension in over:
        if dimension not in read.dimensions:
            return [f"{name}: a total over {dimension.name}, a dimension that '{needed}' has not"]
    labels = getattr(declaration, "labels", ())
    unknown = [(label, first) for first in over[:1] for label in labels if label not in first.labels]
    if unknown:
        return [f"{name}: '{label}' is no label of {d.name}{nearest(label, d.labels)}" for label, d in unknown]
    return [f"{name}: its input '{needed}' has the dimension {d.name}, which it has not" for d in extra]


def _check_inputs(declarations: Mapping[str, Declaration], completions: Mapping[str, Mapping], base: int) -> list:
    named = [(n, d) for n, d in declarations.items() if isinstance(d, Lever | Driver)]
    inputs = {element_name(n, index): d for n, d in named for index in d.indices}
    problems = [
        f"{name}: authority '{declaration.authority}'; expected one of {', '.join(AUTHORITIES)}"
        for name, declaration in inputs.items()
        if declaration.authority not in AUTHORITIES
    ]
    for name, sizes in completions.items():
        if name not in inputs:
            problems.append(f"{name}: projects complete what is no lever or driver{nearest(name, inputs)}")
        elif not inputs[name].dated:
            problems.append(f"{name}: projects complete it, so it must be declared dated")
        early = [year for year in sizes if year <= base]
        problems += [f"{name}: a project of {year}, which is not after the base year {base}" for year in early]
    return problems


def _check_figures(declarations: Mapping[str, Declaration], figures: Mapping[str, float]) -> list:
    kinds = Parameter | Lever | Driver
    needed = [element_name(n, index) for n, d in declarations.items() if isinstance(d, kinds) for index in d.indices]
    missing = [f"{name}: no figure in the data{nearest(name, figures)}" for name in needed if name not in figures]
    superfluous = sorted(set(figures) - set(needed))
    return missing + [f"{name}: a figure that nothing declares{nearest(name, needed)}" for name in superfluous]


def _sort(graph: Mapping[str, Sequence[str]], fault: str) -> list[str]:
    known = {name: [need for need in needs if need in graph] for name, needs in graph.items()}
    try:
        return list(TopologicalSorter(known).static_order())
    except CycleError as error:
        raise BuildError([f"{fault}: {' -> '.join(error.args[1])}"]) from None
