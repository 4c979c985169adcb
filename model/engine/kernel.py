"""The kernel: every equation of a model, traced once and printed as one Python function.

The same source serves one member (floats, where Python's arithmetic is faster than NumPy's) and a batch (arrays over
members). Both give the same bits: arithmetic is IEEE either way, and the few functions are NumPy's in both.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.engine.build import System
from model.engine.declare import Driver, Lever, Parameter, Stock
from model.engine.trace import source, symbol


def _float(function):
    return lambda *arguments: float(function(*arguments))


# as NumPy's minimum and maximum, these pass NaN on
FLOATS = {
    "exp": _float(np.exp), "log": _float(np.log), "sqrt": _float(np.sqrt), "power": _float(np.power),
    "minimum": lambda a, b: a if a <= b or a != a else b,
    "maximum": lambda a, b: a if a >= b or a != a else b,
    "where": lambda condition, yes, no: yes if condition else no,
}  # fmt: skip
ARRAYS = {name: getattr(np, name) for name in FLOATS}


@dataclass(frozen=True)
class Kernel:
    """The compiled equations of a system, with the element names of what goes in and comes out.

    ``step(stocks, constants, inputs)`` returns ``(values, derivatives)``: flat sequences in the order of ``values``
    and ``stocks``; each item is a float, or an array over members.
    """

    system: System

    @cached_property
    def stocks(self) -> list[str]:
        """Element names of the stocks."""
        return self.system.elements(self.system.of_kind(Stock))

    @cached_property
    def constants(self) -> list[str]:
        """Element names of parameters and derived numbers."""
        return self.system.elements([*self.system.of_kind(Parameter), *self.system.derived])

    @cached_property
    def inputs(self) -> list[str]:
        """Element names of levers and drivers."""
        return self.system.elements(self.system.of_kind(Lever, Driver))

    @cached_property
    def values(self) -> list[str]:
        """Element names of flows and auxiliaries, in order of computation."""
        return self.system.elements(self.system.order)

    @cached_property
    def source(self) -> str:
        """Python source of the function ``step``."""
        lines = ["def step(stocks, constants, inputs):"]
        for group in ("stocks", "constants", "inputs"):
            names = [identifier(name) for name in getattr(self, group)]
            lines += [f"    ({', '.join(names)},) = {group}"] if names else []
        for name in self.system.order:
            declaration = self.system.declarations[name]
            targets = [identifier(element) for element in self.system.elements([name])]
            expressions = declaration.elements(lambda n, i: symbol(identifier(self.system.element(n, i))))
            lines += [f"    {t} = {source(e)}" for t, e in zip(targets, expressions, strict=True)]
        values = "".join(f"{identifier(name)}, " for name in self.values)
        return "\n".join([*lines, f"    return ({values}), ({self._derivatives()})"])

    def _derivatives(self):
        texts = []
        for name in self.system.of_kind(Stock):
            into, out_of = self.system.flows_of(name)
            for index in self.system.declarations[name].indices:
                plus = [identifier(self.system.element(flow, index)) for flow in into]
                minus = [identifier(self.system.element(flow, index)) for flow in out_of]
                texts.append(" + ".join(plus) + "".join(f" - {flow}" for flow in minus))
        return "".join(f"{text}, " for text in texts)

    @cached_property
    def of_floats(self):
        """``step`` for one member, on floats."""
        return self._compile(FLOATS)

    @cached_property
    def of_arrays(self):
        """``step`` for a batch, on arrays over members."""
        return self._compile(ARRAYS)

    def _compile(self, functions):
        names = dict(functions)
        exec(compile(self.source, "<model kernel>", "exec"), names)  # noqa: S102  (our own printed equations)
        return names["step"]


def identifier(element: str) -> str:
    """A Python name for an element name: ``fuel_use[coal]`` becomes ``fuel_use__coal``."""
    return element.replace("[", "__").replace(",", "__").replace("]", "")
