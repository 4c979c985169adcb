"""The kernel: every equation of a model, traced once and printed as one Python function.

The same source serves one member (floats, where Python's arithmetic is faster than NumPy's) and a batch (arrays over
members). Both give the same bits: arithmetic is IEEE either way, and the few functions are NumPy's in both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial, reduce
from operator import add, sub
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

import numpy as np

from model.engine.build import System
from model.engine.declare import Driver, Lever, Parameter, Stock
from model.engine.trace import Expression, source, symbol

if TYPE_CHECKING:
    from model.engine.compiled.job import Machine


def _float(function: Callable) -> Callable:
    return lambda *arguments: float(function(*arguments))


# NumPy's power takes a short cut where one exponent of 2, 0.5 or -1 serves a whole array, and its last bit is then not
# that of a batch in which the exponent differs by member; so every member has an exponent, and there are at least two
def _power_of_floats(base: float, exponent: float) -> float:
    return float(np.power((base, base), (exponent, exponent))[0])


def _power_of_arrays(base: float | np.ndarray, exponent: float) -> np.ndarray:
    size = max(np.size(base), np.size(exponent))
    if size > 1:
        return np.power(base, np.full(size, exponent))
    return np.full(np.shape(base) or np.shape(exponent), _power_of_floats(*np.ravel(base), *np.ravel(exponent)))


# as NumPy's minimum and maximum, these pass NaN on, and of two zeros give the second
FLOATS = {
    "exp": _float(np.exp), "log": _float(np.log), "log1p": _float(np.log1p), "sqrt": _float(np.sqrt),
    "power": _power_of_floats, "where": lambda condition, yes, no: yes if condition else no,
    "minimum": lambda a, b: a if a < b or a != a else b,
    "maximum": lambda a, b: a if a > b or a != a else b,
}  # fmt: skip
ARRAYS = {name: getattr(np, name) for name in FLOATS} | {"power": _power_of_arrays}


class Kernel:
    """The compiled equations of a system, with the element names of what goes in and comes out.

    ``step(stocks, constants, inputs)`` returns ``(values, derivatives)``: flat sequences in the order of ``values``
    and ``stocks``; each item is a float, or an array over members. ``start(parameters, inputs)`` returns what is known
    at the start, in the order of ``begun``.
    """

    def __init__(self, system: System):
        elements, of_kind = system.elements, system.of_kind
        self.system, self.stocks, self.parameters = system, elements(of_kind(Stock)), elements(of_kind(Parameter))
        self.inputs, self.derived = elements(of_kind(Lever, Driver)), elements(system.derived)
        self.values = elements(system.order)  # flows and auxiliaries, as they are computed
        # those of them that a year sums up
        self.summed = elements([n for n in system.order if getattr(system.declarations[n], "annual", "") == "total"])
        self.begun = elements(dict.fromkeys((*system.derived, *system.initial)))  # derived numbers, stocks, values
        self.constants = [*self.parameters, *self.derived]
        self.sources: tuple[Path, ...] = ()  # the files that the equations rest on, where known: then prints are kept

    @cached_property
    def machine(self) -> "Machine":
        """The equations as the compiled engine has them; a :class:`model.engine.compiled.job.Machine`."""
        from model.engine.compiled.job import Machine  # built where there was a compiler

        return Machine(self)

    @cached_property
    def source(self) -> str:
        """Python source of the function ``step``."""
        lines = ["def step(stocks, constants, inputs):", *self._unpack("stocks", "constants", "inputs")]
        lines += self._assign(self.system.order)
        slopes = "".join(f"{source(expression)}, " for _, expression in self.changes())
        return "\n".join([*lines, f"    return ({_listed(self.values)}), ({slopes})"])

    @cached_property
    def start_source(self) -> str:
        """Python source of the function ``start``."""
        lines = ["def start(parameters, inputs):", *self._unpack("parameters", "inputs")]
        lines += self._assign(dict.fromkeys((*self.system.derived, *self.system.initial)))
        return "\n".join([*lines, f"    return ({_listed(self.begun)})"])

    def _unpack(self, *groups: str) -> list[str]:
        return [f"    ({_listed(getattr(self, group))}) = {group}" for group in groups if getattr(self, group)]

    def _assign(self, names: Sequence[str] | Mapping[str, None]) -> list[str]:
        return [f"    {identifier(element)} = {source(expression)}" for element, expression in self.traced(names)]

    def traced(self, names: Iterable[str]) -> Iterator[tuple[str, Expression]]:
        """Each element of the variables and its expression, whose symbols are the elements' identifiers."""

        def value(name: str, index: Mapping[str, str]) -> Expression:
            return symbol(identifier(self.system.element(name, index)))

        for name in names:
            expressions = self.system.declarations[name].elements(value)
            yield from zip(self.system.elements([name]), expressions, strict=True)

    def changes(self) -> Iterator[tuple[str, Expression]]:
        """Each element of the stocks and its derivative: what flows in, less what flows out."""
        for name in self.system.of_kind(Stock):
            into, out_of = self.system.flows_of(name)
            for index in self.system.declarations[name].indices:
                element = partial(self.system.element, index=index)
                plus = [symbol(identifier(arriving)) for flow in into if (arriving := self._arriving(flow, index))]
                minus = [symbol(identifier(element(flow))) for flow in out_of]
                yield element(name), reduce(sub, minus, reduce(add, plus)) if plus else -reduce(add, minus)

    def _arriving(self, flow: str, index: dict[str, str]) -> str | None:
        """The element of the flow that enters its stock at an index; None where nothing comes before it."""
        along = getattr(self.system.declarations[flow], "along", None)
        if along is None:
            return self.system.element(flow, index)
        place = along.labels.index(index[along.name])
        return self.system.element(flow, index | {along.name: along.labels[place - 1]}) if place else None

    @cached_property
    def of_floats(self) -> dict[str, Callable]:
        """``step`` and ``start`` for one member, on floats."""
        return _bound(self._code, FLOATS)

    @cached_property
    def of_arrays(self) -> dict[str, Callable]:
        """``step`` and ``start`` for a batch, on arrays over members."""
        return _bound(self._code, ARRAYS)

    @cached_property
    def _code(self) -> CodeType:
        return compile(f"{self.start_source}\n{self.source}", "<model kernel>", "exec")


def _bound(code: CodeType, functions: Mapping[str, Callable]) -> dict[str, Callable]:
    """The names that the code defines, with these functions as the ones it calls."""
    names = dict(functions)
    exec(code, names)  # noqa: S102  (our own printed equations)
    return names


def _listed(elements: Sequence[str]) -> str:
    return "".join(f"{identifier(name)}, " for name in elements)


def identifier(element: str) -> str:
    """A Python name for an element name: ``fuel_use[coal]`` becomes ``fuel_use__coal``."""
    return element.replace("[", "__").replace(",", "__").replace("]", "")
