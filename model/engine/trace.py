"""The tracer: an equation called with symbols instead of numbers yields its expression.

NumPy hands its functions over by protocol, so an equation need not know. What is traced can be printed as Python source
(for the kernel) or in any other notation (for the exporters).
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

INFIX = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/",
    "less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=",
}  # fmt: skip
FUNCTIONS = ("exp", "log", "log1p", "sqrt", "minimum", "maximum", "where", "clip", "power")


class Expression(np.lib.mixins.NDArrayOperatorsMixin):
    """A symbol, or a function of expressions and numbers."""

    def __init__(self, operation: str, *arguments: Any):
        self.operation, self.arguments = operation, arguments

    def __array_ufunc__(self, ufunc: Callable, method: str, *inputs: Any, **keywords: Any) -> Any:
        """Record a NumPy ufunc, the arithmetic operators among them."""
        if method != "__call__" or keywords or ufunc.__name__ not in (*INFIX, *FUNCTIONS, "negative"):
            return NotImplemented
        return Expression(ufunc.__name__, *inputs)

    def __array_function__(self, function: Callable, types: tuple, inputs: tuple, keywords: Mapping) -> Any:
        """Record ``where`` and ``clip``."""
        if function.__name__ not in FUNCTIONS or keywords:
            return NotImplemented
        return Expression(function.__name__, *inputs)

    def clip(self, low: Any, high: Any) -> "Expression":
        """Record ``clip``, which NumPy calls as a method."""
        return Expression("clip", self, low, high)

    def __bool__(self):
        """Refuse: a branch taken while tracing would silently drop the other one."""
        raise TypeError(f"'{source(self)}' has no truth value while it is traced; use np.where")

    def __repr__(self):
        return source(self)


def symbol(name: str) -> Expression:
    """The expression that is just a name."""
    return Expression("symbol", name)


def source(expression: Expression) -> str:
    """Python source of an expression."""
    return printed(expression, repr, str, {})


def printed(expression: Expression | float, number: Callable, name: Callable, forms: Mapping[str, Callable]) -> str:
    """An expression as source; functions are called by their bare names, ``clip`` by the two it is made of.

    Parameters
    ----------
    number, name
        Give the text of a float, and of a symbol's name.
    forms
        What a language writes otherwise: by operation, a function of the arguments and of their texts.
    """
    if not isinstance(expression, Expression):
        return number(float(expression))
    operation, arguments = expression.operation, expression.arguments
    if operation == "symbol":
        return name(arguments[0])
    texts = [printed(argument, number, name, forms) for argument in arguments]
    if operation in forms:
        return forms[operation](arguments, texts)
    if operation in INFIX:
        return f"({texts[0]} {INFIX[operation]} {texts[1]})"
    if operation == "negative":
        return f"(-{texts[0]})"
    if operation == "clip":
        return f"minimum(maximum({texts[0]}, {texts[1]}), {texts[2]})"
    return f"{operation}({', '.join(texts)})"
