"""Equations as their files have them, step by step, with what they name on their way; and traced ones in SymPy."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from model.engine.trace import Expression, symbol


def written(function: Callable) -> list[tuple[str | None, str]]:
    """What a function computes as its file has it: (name, expression) of each step; what is returned has no name."""
    text = textwrap.dedent(inspect.getsource(function))
    definition: Any = ast.parse(text).body[0]
    statements = [node for node in definition.body if isinstance(node, ast.Assign | ast.Return)]
    texts = [" ".join((ast.get_source_segment(text, node.value) or "").split()) for node in statements if node.value]
    return [(_named(node), text) for node, text in zip(statements, texts, strict=True)]


def _named(step: ast.Assign | ast.Return) -> str | None:
    """The name that a step gives to what it computes."""
    targets = step.targets if isinstance(step, ast.Assign) else []
    return next((target.id for target in targets if isinstance(target, ast.Name)), None)


def steps(function: Callable, values: Sequence) -> list[tuple[str | None, object]]:
    """A function called with ``values``, step by step as :func:`written` has it; later steps read the names of earlier ones."""
    code = function.__code__
    known = dict(zip(code.co_varnames[: code.co_argcount], values, strict=True))
    known |= inspect.getclosurevars(function).nonlocals
    computed = []
    for name, text in written(function):
        computed.append((name, eval(text, function.__globals__, known)))  # a step of our own file, never of a user's
        if name:
            known[name] = symbol(name)
    return computed


def to_sympy(expression: Any, names: Mapping[str, Any] | None = None) -> Any:
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
        "exp": lambda: sympy.exp(a[0]), "log": lambda: sympy.log(a[0]),
        "log1p": lambda: sympy.log(1 + a[0]), "sqrt": lambda: sympy.sqrt(a[0]),
        "minimum": lambda: sympy.Min(*a), "maximum": lambda: sympy.Max(*a),
        "clip": lambda: sympy.Min(sympy.Max(a[0], a[1]), a[2]),
        "where": lambda: sympy.Piecewise((a[1], a[0]), (a[2], True)),
    }  # fmt: skip
    return meanings[expression.operation]()
