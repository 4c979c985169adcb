"""The tracer: an equation called with symbols instead of numbers yields its expression.

NumPy hands its functions over by protocol, so an equation need not know. What is traced can be printed as Python source
(for the kernel) or turned into SymPy (for every other exporter). ``written`` and ``steps`` keep what an equation names on its
way, so that it can be shown as it stands in its file.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence

import numpy as np

INFIX = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/",
    "less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=",
}  # fmt: skip
FUNCTIONS = ("exp", "log", "sqrt", "minimum", "maximum", "where", "clip", "power")


class Expression(np.lib.mixins.NDArrayOperatorsMixin):
    """A symbol, or a function of expressions and numbers."""

    def __init__(self, operation: str, *arguments):
        self.operation, self.arguments = operation, arguments

    def __array_ufunc__(self, ufunc, method, *inputs, **keywords):
        """Record a NumPy ufunc, the arithmetic operators among them."""
        if method != "__call__" or keywords or ufunc.__name__ not in (*INFIX, *FUNCTIONS, "negative"):
            return NotImplemented
        return Expression(ufunc.__name__, *inputs)

    def __array_function__(self, function, types, inputs, keywords):
        """Record ``where`` and ``clip``."""
        return (
            Expression(function.__name__, *inputs)
            if function.__name__ in FUNCTIONS and not keywords
            else NotImplemented
        )

    def clip(self, low, high):
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


def written(function: Callable) -> list[tuple[str | None, str]]:
    """What a function computes as its file has it: (name, expression) of each step; what is returned has no name."""
    text = textwrap.dedent(inspect.getsource(function))
    definition = ast.parse(text).body[0]
    found = [node for node in definition.body if isinstance(node, ast.Assign | ast.Return)]
    texts = [" ".join(ast.get_source_segment(text, node.value).split()) for node in found]
    return [(getattr(node, "targets", [ast.Name(None)])[0].id, own) for node, own in zip(found, texts, strict=True)]


def steps(function: Callable, values: Sequence) -> list[tuple[str | None, object]]:
    """A function called with ``values``, step by step as :func:`written` has it; later steps read the names of earlier ones."""
    code = function.__code__
    known = dict(zip(code.co_varnames[: code.co_argcount], values, strict=True))
    known |= inspect.getclosurevars(function).nonlocals
    found = []
    for name, text in written(function):
        found.append((name, eval(text, function.__globals__, known)))  # a step of our own file, never of a user's
        known[name] = symbol(name)
    return found


def source(expression) -> str:
    """Python source of an expression."""
    return printed(expression, repr, str, {})


def printed(expression, number: Callable, name: Callable, forms: Mapping[str, Callable]) -> str:
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


def to_sympy(expression, names=None):
    """The expression in SymPy; ``names`` maps a symbol's name to what should stand for it."""
    import sympy

    if not isinstance(expression, Expression):
        return sympy.Float(expression) if float(expression) % 1 else sympy.Integer(int(expression))
    if expression.operation == "symbol":
        name = expression.arguments[0]
        return (names or {}).get(name, sympy.Symbol(name, real=True))
    a = [to_sympy(argument, names) for argument in expression.arguments]
    meanings = {
        "add": lambda: a[0] + a[1], "subtract": lambda: a[0] - a[1], "multiply": lambda: a[0] * a[1],
        "divide": lambda: a[0] / a[1], "power": lambda: a[0] ** a[1], "negative": lambda: -a[0],
        "less": lambda: a[0] < a[1], "less_equal": lambda: a[0] <= a[1],
        "greater": lambda: a[0] > a[1], "greater_equal": lambda: a[0] >= a[1],
        "exp": lambda: sympy.exp(a[0]), "log": lambda: sympy.log(a[0]), "sqrt": lambda: sympy.sqrt(a[0]),
        "minimum": lambda: sympy.Min(*a), "maximum": lambda: sympy.Max(*a),
        "clip": lambda: sympy.Min(sympy.Max(a[0], a[1]), a[2]),
        "where": lambda: sympy.Piecewise((a[1], a[0]), (a[2], True)),
    }  # fmt: skip
    return meanings[expression.operation]()
