"""Declarations: what a sector file may say.

An equation is a pure function. Its argument names are its inputs, so the wiring stands nowhere else; the decorator
returns the function unchanged, with its declaration attached. A name is given by the module attribute it is bound to.

Kinds    Stock, flow, auxiliary, ratio, derived, Parameter, Lever, Driver; Total, DerivedTotal, Ahead and Stack over a Dimension
Also     smooth and delay (stocks and flows made from a definition, see ``model.engine.delays``), Balance
"""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property, reduce
from itertools import product
from operator import add
from typing import Any

AUTHORITIES = ("national", "regional", "market")  # who sets a lever or a driver
LARGEST = 1.7e308  # a bound that infinity fails, so one comparison finds NaN, infinity and a left domain


@dataclass(frozen=True)
class Dimension:
    """A named axis beside time and member, such as ``fuel``; what lies along it reads what lies along the one it is ``within``."""

    name: str
    titles: dict[str, tuple[str, str]]
    within: "Dimension | None" = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in order."""
        return tuple(self.titles)

    def __hash__(self):
        return hash(self.name)


def indices(dimensions: tuple[Dimension, ...]) -> list[dict[str, str]]:
    """Every index along the dimensions, as ``{dimension: label}``; one empty index where there are none."""
    names = [dimension.name for dimension in dimensions]
    return [dict(zip(names, labels, strict=True)) for labels in product(*(d.labels for d in dimensions))]


@dataclass(frozen=True)
class Declaration:
    """What every variable has: units, a title in two languages, dimensions, and the domain it must stay in."""

    units: str
    _: KW_ONLY
    title: str
    title_zh: str
    dimensions: tuple[Dimension, ...] = ()
    domain: tuple[float, float] = (-LARGEST, LARGEST)
    kind = "declaration"

    @cached_property
    def indices(self) -> list[dict[str, str]]:
        """Every index of the variable, as ``{dimension: label}``; one empty index for a scalar."""
        return indices(self.dimensions)

    def elements(self, value: Callable) -> list:
        """What gives each index a value, of others that ``value(name, index)`` gives; of a number and an input, nothing."""
        return []


@dataclass(frozen=True)
class Parameter(Declaration):
    """A number fixed within a run; its value, range and source are a record in ``model/data``."""

    kind = "parameter"


@dataclass(frozen=True)
class Lever(Declaration):
    """An input over time, constant within a calendar year, that a policy sets.

    ``authority`` is one of ``AUTHORITIES``: whose decision it is. What is ``dated`` stands for completions by year: a
    scenario's path replaces the years that it names and leaves the others as the projects of the base year have them.
    """

    _: KW_ONLY
    authority: str = "regional"
    dated: bool = False
    kind = "lever"


@dataclass(frozen=True)
class Driver(Declaration):
    """An input over time, constant within a calendar year, that the world sets: rain, the coal price.

    ``authority`` and ``dated`` are as of :class:`Lever`.
    """

    _: KW_ONLY
    authority: str = "market"
    dated: bool = False
    kind = "driver"


@dataclass(frozen=True)
class Stock(Declaration):
    """An accumulation.

    ``initial`` names what it holds at the start: a parameter, a derived number, or any variable that can be computed
    then. A name that no sector declares is taken as a parameter of the stock's own units: its published base.
    """

    _: KW_ONLY
    initial: str
    domain: tuple[float, float] = (0.0, LARGEST)
    kind = "stock"

    def elements(self, value: Callable) -> list:
        """What each of its indices holds at the start."""
        return [value(self.initial, index) for index in self.indices]


@dataclass(frozen=True)
class Equation(Declaration):
    """A variable computed from others by a pure function.

    ``annual`` says how a year is reported: ``total`` (the year's total of a rate), ``end`` (the value at its end) or
    ``equation`` (the equation applied to the inputs' own annual values, as for a ratio of totals). ``base`` names the
    published figure of the base year, where there is one. ``arguments`` names the inputs of a function that several
    variables share; a function of its own says them by its signature.
    """

    _: KW_ONLY
    function: Callable
    annual: str
    base: str | None = None
    arguments: tuple[str, ...] | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of what the equation depends on."""
        code = self.function.__code__
        return self.arguments or code.co_varnames[: code.co_argcount]

    def elements(self, value: Callable) -> list:
        """The equation at each of its own indices; ``value(name, index)`` gives an input there, in any carrier."""
        return [self.function(*[value(name, index) for name in self.inputs]) for index in self.indices]


@dataclass(frozen=True)
class Flow(Equation):
    """A rate that leaves one stock and enters another; where an end is None, that end is outside the model.

    A flow ``along`` a dimension leaves each label of its one stock and enters the next, as people grow older; what leaves
    the last label leaves the model.
    """

    _: KW_ONLY
    out_of: str | None = None
    into: str | None = None
    along: Dimension | None = None
    kind = "flow"


@dataclass(frozen=True)
class Auxiliary(Equation):
    """A quantity computed now and not accumulated."""

    kind = "auxiliary"


@dataclass(frozen=True)
class Derived(Equation):
    """A number computed once, before the start, from parameters alone: how the base year is solved for."""

    kind = "derived"


@dataclass(frozen=True)
class Sum(Equation):
    """The sum of one variable over one or more dimensions, or over some labels of one; over one label, that element."""

    _: KW_ONLY
    of: str
    over: tuple[Dimension, ...]
    labels: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[str, ...]:
        """The one variable summed."""
        return (self.of,)

    @cached_property
    def summed(self) -> list[dict[str, str]]:
        """The indices that are summed over."""
        return [{self.over[0].name: label} for label in self.labels] if self.labels else indices(self.over)

    def elements(self, value: Callable) -> list:
        """The sum at each of its own indices."""
        return [reduce(add, [value(self.of, {**index, **other}) for other in self.summed]) for index in self.indices]


@dataclass(frozen=True)
class Total(Sum, Auxiliary):
    """A sum that is computed now."""


@dataclass(frozen=True)
class DerivedTotal(Sum, Derived):
    """A sum of numbers, which is a number; a total of numbers becomes one as the model is built."""


@dataclass(frozen=True)
class Ahead(Total):
    """The sum of one variable over the labels of a dimension that stand before its own, or, where ``behind``, after it."""

    behind: bool = field(default=False, kw_only=True)

    def elements(self, value: Callable) -> list:
        """The sum at each of its own indices: nothing where no label is left."""
        name, labels = self.over[0].name, self.over[0].labels[:: -1 if self.behind else 1]
        before = [(index, labels[: labels.index(index[name])]) for index in self.indices]
        parts = [[value(self.of, index | {name: label}) for label in earlier] for index, earlier in before]
        none = [[0 * value(self.of, index)] for index in self.indices]
        return [reduce(add, part or naught) for part, naught in zip(parts, none, strict=True)]


@dataclass(frozen=True)
class Stack(Auxiliary):
    """Several variables side by side along a dimension, one for each label."""

    _: KW_ONLY
    parts: dict[str, str]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables placed side by side, in the dimension's order."""
        return tuple(self.parts[label] for label in self.dimensions[0].labels)

    def elements(self, value: Callable) -> list:
        """The variable that stands at each label."""
        return [value(name, index) for name, index in zip(self.inputs, self.indices, strict=True)]


@dataclass(frozen=True)
class DerivedStack(Stack, Derived):
    """Numbers side by side, which are a number with that dimension; a stack of numbers becomes one as the model is built."""

    kind = "derived"


@dataclass(frozen=True)
class Balance:
    """Sources equal uses, of the same units, at every step: the sum of the one list is the sum of the other.

    It closes at every index of the dimensions ``by``; a restatement's difference goes to the stock ``counterpart``.
    """

    units: str
    sources: tuple[str, ...]
    uses: tuple[str, ...]
    title: str
    title_zh: str
    by: tuple[Dimension, ...] = ()
    counterpart: str | None = None


@dataclass(frozen=True)
class Delay:
    """A delay or smoothing of the given order; ``model.engine.delays`` writes out its stocks and flows."""

    of: str
    _: KW_ONLY
    over: str
    units: str
    title: str
    title_zh: str
    order: int = 1
    initial: str | None = None
    material: bool = False
    into: str | None = None


def smooth(of: str, **keywords: Any) -> Delay:
    """An information delay: follows ``of`` with the mean lag ``over``, starting at ``of`` itself or at ``initial``."""
    return Delay(of, **keywords)


def delay(of: str, **keywords: Any) -> Delay:
    """A material delay: the flow out of what the flow ``of`` put in, with the mean lag ``over``; nothing is lost.

    ``of`` enters the stock ``<name>_stage_1``; the delayed flow goes ``into`` the stock named.
    """
    return Delay(of, material=True, **keywords)


def _attach(kind: type, units: str, annual: str | None = None, **keywords: Any) -> Callable:
    def attach(function: Callable) -> Callable:
        reading = annual or ("total" if units.endswith("/year") else "end")
        function.declaration = kind(units, function=function, annual=reading, **keywords)
        return function

    return attach


def flow(units: str, **keywords: Any) -> Callable:
    """Declare a flow ``out_of`` one stock ``into`` another, or ``along`` a dimension of one; see :class:`Flow`."""
    return _attach(Flow, units, "total", **keywords)


def auxiliary(units: str, **keywords: Any) -> Callable:
    """Declare an auxiliary; its annual value is a total if its units are per year, else its value at the year's end."""
    return _attach(Auxiliary, units, **keywords)


def ratio(units: str, **keywords: Any) -> Callable:
    """Declare an auxiliary whose annual value is its equation applied to annual values, as for a ratio of totals."""
    return _attach(Auxiliary, units, "equation", **keywords)


def derived(units: str, **keywords: Any) -> Callable:
    """Declare a number computed once, from parameters alone."""
    return _attach(Derived, units, "end", **keywords)


def total(of: str, over: Dimension | tuple[Dimension, ...], units: str, **keywords: Any) -> Total:
    """Declare the sum of ``of`` over a dimension, over several, or over those ``labels`` of one that are named."""
    over = (over,) if isinstance(over, Dimension) else over
    return Total(units, function=sum, annual="equation", of=of, over=over, **keywords)


def ahead(of: str, over: Dimension, units: str, **keywords: Any) -> Ahead:
    """Declare the sum of ``of`` over the labels of ``over`` that stand before its own, or, with ``behind``, after it."""
    return Ahead(units, function=sum, annual="equation", of=of, over=(over,), **keywords)


def stack(dimension: Dimension, units: str, parts: dict[str, str], **keywords: Any) -> Stack:
    """Declare ``parts`` (label: variable) side by side along ``dimension``."""
    return Stack(units, function=tuple, annual="equation", dimensions=(dimension,), parts=parts, **keywords)
