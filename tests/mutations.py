"""Mutations: the model with one line of one equation changed, by which a check shows that it can fail."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace

from model.engine.build import System, _check_need, _orders, dependencies
from model.engine.declare import Equation
from model.engine.errors import BuildError
from model.errors import InputError, meant

MUTATION = re.compile(r"(?P<equation>\w+): (?P<old>.+) -> (?P<new>.*)")


def mutated(system: System, mutation: str) -> System:
    """The model with an equation changed; nothing of the model itself or of its files is touched, and no units are checked.

    Parameters
    ----------
    mutation
        ``equation: old text -> new text``: the text stands once in the source of the equation's function.

    Raises
    ------
    InputError
        Where there is no such equation, the text does not stand there once, or what comes of it is no equation.
    """
    match = MUTATION.fullmatch(mutation)
    if not match:
        raise InputError([f"found the mutation '{mutation}'; expected such as 'equation: old text -> new text'"])
    name, declaration = match["equation"], system.declarations.get(match["equation"])
    if not isinstance(declaration, Equation) or declaration.function.__name__ != name:
        raise InputError([f"found no equation '{name}' with a function of its own{meant(name, system.order)}"])
    source = inspect.getsource(declaration.function)
    if source.count(match["old"]) != 1:
        raise InputError([f"{name}: found '{match['old']}' {source.count(match['old'])} times; expected it once"])
    function = _function(name, source.replace(match["old"], match["new"]), declaration.function)
    return redeclared(system, {name: replace(declaration, function=function)})


def redeclared(system, changed):
    """The same model with other declarations of some variables, put in order anew; BuildError where that is no model."""
    declarations = {**system.declarations, **changed}
    needs = ((name, need) for name in changed for need in dependencies(changed[name]))
    if problems := [p for name, need in needs for p in _check_need(name, changed[name], need, declarations)]:
        raise BuildError(problems)
    return replace(system, declarations=declarations, **_orders(declarations))


def _function(name: str, source: str, original: Callable) -> Callable:
    """What the changed source defines, among the names of the original's file."""
    names = dict(original.__globals__)
    try:
        exec(compile(source, f"<mutation of {name}>", "exec"), names)  # noqa: S102  (our own source, with our own change)
    except (SyntaxError, NameError) as error:
        raise InputError([f"{name}: the mutation leaves no Python: {error}"]) from None
    return names[name]
