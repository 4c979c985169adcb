"""Equations as LaTeX: pieces that a page or a document puts together.

An equation is printed from what the tracer reads, step by step as its file names them: names of variables stand upright,
names of steps in sans serif. What is too wide for a line is broken where a sum, a product or a minimum allows it.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partialmethod
from itertools import groupby
from typing import Any

from model.engine.build import System
from model.engine.declare import Ahead, Equation, Flow, Stack, Sum
from model.engine.trace import symbol
from model.export.symbolic import steps, to_sympy, written

ROOM = 84  # characters of a line


def name_of(name: str, system: System) -> str:
    """A variable's name, upright, with its dimensions as indices."""
    dimensions = system.declarations[name].dimensions
    index = ",".join(rf"\mathrm{{{_plain(dimension.name)}}}" for dimension in dimensions)
    return rf"\mathrm{{{_plain(name)}}}" + (f"_{{{index}}}" if index else "")


def _room(name: str, system: System) -> float:
    """Characters that a name with its indices takes on a line, about."""
    return len(name) + 0.7 * sum(len(dimension.name) for dimension in system.declarations[name].dimensions)


def equation(name: str, system: System) -> str:
    """The equation of a flow, an auxiliary or a derived number, and below it the steps that it names.

    Raises
    ------
    TypeError
        Where ``name`` is no equation.
    """
    declaration = system.declarations[name]
    if not isinstance(declaration, Equation):
        raise TypeError(f"{name}: found a {declaration.kind}; expected an equation")
    if isinstance(declaration, Stack):
        return _block(_stacked(name, declaration, system))
    if isinstance(declaration, Sum):
        among = r",\,".join(_plain(label) for label in declaration.labels)
        names = r",\,".join(rf"\mathrm{{{_plain(dimension.name)}}}" for dimension in declaration.over)
        names += rf"\,\in\,\{{\mathrm{{{among}}}\}}" if among else ""
        over = r"\sum_{\text{before}}" if isinstance(declaration, Ahead) else rf"\sum_{{{names}}}"
        width = _room(name, system) + _room(declaration.of, system) + len(among)
        return _block([_row(name_of(name, system), width, [(over, 0), (name_of(declaration.of, system), len(among))])])
    printer = _Printer(declaration, system)
    traced = steps(declaration.function, [symbol(n) for n in declaration.inputs])
    *before, (_, result) = [(step, to_sympy(expression, printer.symbols)) for step, expression in traced]
    taken = _room(name, system)
    rows = [_row(name_of(name, system), taken, printer.pieces(result, ROOM - taken))]
    named = [_row(rf"\quad {_step(s)}", len(s) + 2, printer.pieces(e, ROOM - len(s))) for s, e in before if s]
    return _block([*rows, *named])


def change(stock: str, system: System) -> str:
    """A stock's equation: its change is what flows in less what flows out."""
    into, out_of = system.flows_of(stock)
    signed = [("+", name, _before(name, system)) for name in into] + [("-", name, "") for name in out_of]
    pieces = [(f"{sign} {name_of(name, system)}{before}", _room(name, system) + 3) for sign, name, before in signed]
    pieces[0] = (pieces[0][0].removeprefix("+ "), pieces[0][1])
    left = rf"\frac{{\mathrm{{d}}}}{{\mathrm{{d}}t}}\,{name_of(stock, system)}"
    return _block([_row(left, _room(stock, system) + 2, pieces)])


def _before(flow: str, system: System) -> str:
    """The mark of a flow that arrives from the label before."""
    declaration = system.declarations[flow]
    along = declaration.along if isinstance(declaration, Flow) else None
    return rf"\,[\mathrm{{{_plain(along.name)}}} - 1]" if along else ""


def _stacked(name: str, declaration: Stack, system: System) -> Iterator[list[str]]:
    """A row for each run of labels at which the same variable stands."""
    for part, run in groupby(declaration.parts, key=lambda label: declaration.parts[label]):
        labels = [rf"\mathrm{{{_plain(label)}}}" for label in run]
        index = r",\,\ldots,\,".join(dict.fromkeys([labels[0], labels[-1]]))
        yield _row(rf"\mathrm{{{_plain(name)}}}_{{{index}}}", 0, [(name_of(part, system), 0)])


def _plain(text: str) -> str:
    return text.replace("_", r"\_")


def _step(name: str) -> str:
    return rf"\mathsf{{{_plain(name)}}}"


def _block(rows: Iterable[Sequence[str]]) -> str:
    return "\\begin{aligned}\n" + " \\\\\n".join(f"& {line}" for lines in rows for line in lines) + "\n\\end{aligned}"


def _row(left: str, width: float, pieces: list[tuple[str, float]]) -> list[str]:
    """``left`` = pieces of (LaTeX, width), in lines within ``ROOM``, each as full as it can be."""
    lines, line, taken = [], f"{left} =", width + 3
    for text, size in pieces:
        if taken + size > ROOM and line != f"{left} =":
            lines.append(line)
            line, taken = r"\qquad", 4
        line, taken = f"{line} {text}", taken + size
    return [*lines, line]


class _Printer:
    """SymPy expressions of one equation as LaTeX; its symbols sort as they first appear in the file."""

    def __init__(self, declaration: Equation, system: System):
        import sympy

        self.sympy = sympy
        named, arguments = dict.fromkeys(n for n, _ in written(declaration.function) if n), declaration.inputs
        shared = dict(zip(declaration.function.__code__.co_varnames, arguments, strict=False))
        text = " ".join(text for _, text in written(declaration.function))
        met = [shared.get(word, word) for word in re.findall(r"[A-Za-z_]\w*", text)]
        names = [name for name in dict.fromkeys(met) if name in arguments or name in named]
        self.symbols = {name: sympy.Symbol(f"x{i:03}", real=True) for i, name in enumerate(names)}
        self.rooms = {s: len(n) if n in named else _room(n, system) for n, s in self.symbols.items()}
        print_name = {s: _step(n) if n in named else name_of(n, system) for n, s in self.symbols.items()}
        settings = {"mul_symbol": "dot", "order": "none", "ln_notation": True, "symbol_names": print_name}
        self.latex = _latex_printer()(settings).doprint

    def pieces(self, e: Any, room: float) -> list[tuple[str, float]]:
        """Parts of (LaTeX, width) between which a line may be broken, where all of it does not fit into ``room``."""
        sympy, width = self.sympy, self.width(e)
        if width <= room:
            return [(self.latex(e), width)]
        if e.is_Add:
            return [piece for i, term in enumerate(_ordered(e)) for piece in self._term(term, i, room)]
        if isinstance(e, sympy.Min | sympy.Max):
            function = r"\min" if isinstance(e, sympy.Min) else r"\max"
            *others, last = (self.pieces(argument, room) for argument in e.args)
            parts = [*(_ended(part, ",", 2) for part in others), last]
            return _bracketed([piece for part in parts for piece in part], function)
        numerator, denominator = sympy.fraction(e, exact=True)
        if denominator != 1:
            under = self.pieces(denominator, room)
            under = under if denominator.is_Symbol else _bracketed(under)
            return [*self._factor(numerator, room), (f"/ {under[0][0]}", under[0][1] + 2), *under[1:]]
        if e.is_Mul:
            first, *others = [self._factor(factor, room) for factor in e.args]
            return first + [p for (text, w), *rest in others for p in ((rf"\cdot {text}", w + 2), *rest)]
        return [(self.latex(e), width)]

    def _term(self, term: Any, place: int, room: float) -> list[tuple[str, float]]:
        minus = term.could_extract_minus_sign()
        first, *rest = self.pieces(-term if minus else term, room)
        sign = "- " if minus else "+ " * bool(place)
        return [(sign + first[0], first[1] + len(sign)), *rest]

    def _factor(self, factor: Any, room: float) -> list[tuple[str, float]]:
        return _bracketed(self.pieces(factor, room)) if factor.is_Add else self.pieces(factor, room)

    def width(self, e: Any) -> float:
        """Characters that an expression takes on a line, about."""
        if e.is_Symbol:
            return self.rooms[e]
        if isinstance(e, self.sympy.Piecewise):
            return 4 + sum(max(map(self.width, column)) for column in zip(*(p.args for p in e.args), strict=True))
        if e.is_Pow and not e.exp.could_extract_minus_sign():
            return self.width(e.base) + 0.7 * self.width(e.exp) + 2 * e.base.is_Add
        if e.is_Mul or e.is_Pow:
            numerator, denominator = self.sympy.fraction(e, exact=True)
            if denominator != 1:
                return 1 + max(self.width(numerator), self.width(denominator))
        if not e.args:
            return len(str(e))
        inside = sum(self.width(a) + 2 * (a.is_Add and not e.is_Add) for a in e.args) + 3 * (len(e.args) - 1)
        return inside if e.is_Add or e.is_Mul else inside + 5


def _ordered(addition: Any) -> list:
    """Terms, those that are added before those that are taken away."""
    return sorted(addition.args, key=lambda term: term.could_extract_minus_sign())


def _bracketed(pieces: Sequence[tuple[str, float]], function: str = "") -> list[tuple[str, float]]:
    (first, width), *rest = pieces
    if not rest:
        return [(rf"{function}\left({first}\right)", width + len(function) + 2)]
    return _ended([(rf"{function}( {first}", width + len(function) + 1), *rest], ")", 1)


def _ended(pieces: Sequence[tuple[str, float]], text: str, width: float) -> list[tuple[str, float]]:
    *rest, (last, before) = pieces
    return [*rest, (f"{last} {text}", before + width)]


class _Readable:
    r"""What a planner reads, laid over SymPy's printer: ``\min``, ``\max``, and sums that begin with what is added."""

    _print: Callable[[Any], str]  # of the printer beneath

    def _listed(self, function: str, expression: Any, exp: Any = None) -> str:
        text = rf"{function}\left({', '.join(map(self._print, expression.args))}\right)"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"

    _print_Min = partialmethod(_listed, r"\min")
    _print_Max = partialmethod(_listed, r"\max")
    _print_exp = partialmethod(_listed, r"\exp")

    def _print_Add(self, expression: Any, order: Any = None) -> str:
        terms = [(term.could_extract_minus_sign(), term) for term in _ordered(expression)]
        parts = [("- " if minus else "+ ") + self._inner(-term if minus else term, minus) for minus, term in terms]
        return " ".join(parts).removeprefix("+ ")

    def _inner(self, term: Any, minus: bool) -> str:
        text = self._print(term)
        return rf"\left({text}\right)" if minus and term.is_Add else text

    def _print_Float(self, number: Any) -> str:
        beneath: Any = super()
        return r"\ln 2" if float(number) == math.log(2) else beneath._print_Float(number)


def _latex_printer() -> Any:
    from sympy.printing.latex import LatexPrinter

    return type("Printer", (_Readable, LatexPrinter), {})
