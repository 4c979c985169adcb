"""A model's equations as JavaScript, printed from the expressions that the Python kernel is printed from.

The functions mean what NumPy's mean: ``minimum`` and ``maximum`` pass NaN on, and 1 to any power is 1.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite, isnan
from typing import Any

from model.engine.declare import Equation
from model.engine.kernel import Kernel, identifier
from model.engine.trace import Expression, printed

COMPARISONS = ("less", "less_equal", "greater", "greater_equal")
FUNCTIONS = """\
const { exp, log, log1p, sqrt } = Math;
const minimum = (a, b) => (a < b || a !== a ? a : b);
const maximum = (a, b) => (a > b || a !== a ? a : b);
const power = (a, b) => (a === 1 || (a === -1 && (b === Infinity || b === -Infinity)) ? 1 : Math.pow(a, b));
"""
PART = 120  # equations in one function: a browser is quicker with several short ones than with one long one
GROUPS = {"stocks": "s", "constants": "c", "inputs": "u", "values": "v"}


def javascript(expression: Expression, names: Mapping[str, str]) -> str:
    """JavaScript source of an expression; ``names`` maps a symbol to what stands for it."""
    return printed(expression, number, names.__getitem__, {"where": _choice})


def _choice(arguments: Sequence[Any], texts: Sequence[str]) -> str:
    """By a comparison as it is; by a number, for NumPy takes NaN for true and JavaScript does not."""
    condition, (truth, yes, no) = arguments[0], texts
    compared = isinstance(condition, Expression) and condition.operation in COMPARISONS
    return f"({truth if compared else f'{truth} != 0'} ? {yes} : {no})"


def number(value: float) -> str:
    """A number as JavaScript writes it, to the last bit; a negative one in parentheses."""
    if not isfinite(value):
        return "NaN" if isnan(value) else "Infinity" if value > 0 else "(-Infinity)"
    text = repr(value).removesuffix(".0")
    return f"({text})" if text.startswith("-") else text


def equations(kernel: Kernel) -> str:
    """A script that defines ``equations``, the system's equations on flat arrays in the kernel's orders.

    ``equations.step(stocks, constants, inputs, values, derivatives)`` fills the last two. ``equations.annual(stocks,
    constants, inputs, values, first)`` takes values in which the year's totals and ends stand, and fills in those
    whose annual value is their equation applied to annual values; in the ``first`` year also the published bases. It
    returns the place of the first value that is not finite, or -1.
    """
    names = {
        identifier(element): f"{letter}[{place}]"
        for group, letter in GROUPS.items()
        for place, element in enumerate(getattr(kernel, group))
    }
    step = [*_assigned("v", kernel.traced(kernel.system.order), names), *_assigned("d", kernel.changes(), names)]
    parts = [step[first : first + PART] for first in range(0, len(step), PART)]
    lines = ["const equations = (() => {", '"use strict";', FUNCTIONS.rstrip()]
    for place, part in enumerate(parts):
        lines += [f"function part{place}(s, c, u, v, d) {{", *part, "}"]
    called = [f"part{place}(s, c, u, v, d);" for place in range(len(parts))]
    lines += ["return {", "step(s, c, u, v, d) {", *called, "},"]
    lines += ["annual(s, c, u, v, first) {", *_annual(kernel, names), "return -1;", "},"]
    return "\n".join([*lines, "};", "})();", ""])


def _assigned(group: str, traced: Iterable, names: Mapping[str, str]) -> list[str]:
    """A line for each element, with its name."""
    return [
        f"{group}[{place}] = {javascript(expression, names)}; // {element}"
        for place, (element, expression) in enumerate(traced)
    ]


def _annual(kernel: Kernel, names: Mapping[str, str]) -> Iterator[str]:
    system = kernel.system
    place = {element: i for i, element in enumerate(kernel.values)}
    for name in system.order:
        equation = system.declarations[name]
        if not isinstance(equation, Equation):  # the order has none but equations
            continue
        for index, (element, expression) in zip(equation.indices, kernel.traced([name]), strict=True):
            value = f"v[{place[element]}]"
            if equation.annual == "equation":
                yield f"{value} = {javascript(expression, names)}; // {element}"
                yield f"if (!isFinite({value})) return {place[element]};"
            if equation.base:
                yield f"if (first) {value} = {names[identifier(system.element(equation.base, index))]};"
