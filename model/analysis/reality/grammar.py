"""The language of checks: readings and expectations as a line of text each.

    reading      measure [where measure expectation]
    measure      MEASURE(quantity[, years]...)  or  SUMMARY(measure[, measure])  or  imbalance([years]...)
                 or  loop_strength()  or  a number  or  arithmetic on measures
    quantity     a variable, such as gdp; an element, such as value_added[coal]; arithmetic on these and numbers;
                 a list [gdp, loans]; headlines, the list of all headlines; a variable with dimensions, the list of its
                 elements
    years        2025  or  2021-2035; all after the base year where none are named
    expectation  <= 1  or  < 1  or  >= 1  or  > 1  or  within 1 [of 100]  or  between 0 and 1

MEASURE and SUMMARY are functions of ``model.analysis.reality.readings``; ``imbalance`` is by how much each balance is open,
relative to its larger side, and ``loop_strength`` the size of each named loop, as ``model.analysis.loops`` has it. An expectation must hold for every variable, case and
year that is read, and where a condition is named, for those in which it holds, of which there must be one.
"""

import ast
import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr

from model.analysis.reality.readings import MEASURES, OVER_CASES, OVER_YEARS, SUMMARIES, Quantity, at, lifted
from model.engine.build import System
from model.errors import meant
from model.results.label import HEADLINES

OTHERS = ("imbalance", "loop_strength")  # of no quantity
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
NUMBER = r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?"
EXPECTATION = re.compile(
    rf"(?P<relation><=|<|>=|>)\s*(?P<bound>{NUMBER})"
    rf"|within\s+(?P<width>{NUMBER})(?:\s+of\s+(?P<middle>{NUMBER}))?"
    rf"|between\s+(?P<low>{NUMBER})\s+and\s+(?P<high>{NUMBER})"
)
FORMS = "expected such as '<= -1', 'within 0.5', 'within 1e-9 of 100' or 'between 0 and 100'"


class Unreadable(ValueError):
    """A text that is not of the language."""


class Unknown(ValueError):
    """A text of the language that names what the model has not."""


@dataclass(frozen=True)
class Expectation:
    """From ``low`` to ``high``, these two among them unless it is ``strict``."""

    text: str
    low: float
    high: float
    strict: bool = False

    def room(self, found: xr.DataArray) -> xr.DataArray:
        """How far what is found is within, negative where it is not."""
        return xr.where(found - self.low < self.high - found, found - self.low, self.high - found)

    def holds(self, found: xr.DataArray) -> xr.DataArray:
        """Where what is found is as expected; NaN is not."""
        return (self.low < found) & (found < self.high) if self.strict else (self.low <= found) & (found <= self.high)


def expectation(text: str) -> Expectation:
    """The expectation that a text says; raises Unreadable."""
    match = EXPECTATION.fullmatch(text.strip())
    if not match:
        raise Unreadable(f"found {text!r}; {FORMS}")
    part = {key: float(value) for key, value in match.groupdict().items() if value and key != "relation"}
    if "width" in part:
        middle = part.get("middle", 0.0)
        return Expectation(text, middle - part["width"], middle + part["width"])
    if "bound" in part:
        low, high = (-float("inf"), part["bound"]) if match["relation"][0] == "<" else (part["bound"], float("inf"))
        return Expectation(text, low, high, "=" not in match["relation"])
    if part["low"] > part["high"]:
        raise Unreadable(f"found {text!r}, whose ends are not in order")
    return Expectation(text, part["low"], part["high"])


@dataclass(frozen=True)
class Place:
    """What a text may name: the model, the years of the runs, base year first, and what the settings of a sweep are."""

    system: System
    years: tuple[int, ...]
    swept: bool = False
    numeric: bool = False  # whether the settings of the sweep are numbers


@dataclass(frozen=True)
class Term:
    """A part of a reading: how it is computed from the runs, its axes, its years, and the elements that it reads."""

    compute: Callable
    axes: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()
    elements: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """What is read, and where it has one the condition under which it is held to its expectation."""

    text: str
    measure: Term
    condition: tuple[Term, Expectation] | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is computed: the measure, and that of the condition."""
        return (self.measure, self.condition[0]) if self.condition else (self.measure,)


def reading(text: str, place: Place) -> Reading:
    """The reading that a text says.

    Raises
    ------
    Unreadable
        Where the text is none of the language.
    Unknown
        Where it names what the model has not.
    """
    measured, where, condition = text.partition(" where ")
    reader = _Reader(place)
    measure = reader.read(measured)
    if not where:
        return Reading(text, measure)
    match = EXPECTATION.search(condition)
    if not match:
        raise Unreadable(f"found the condition {condition!r} without an expectation; {FORMS}")
    condition = reader.read(condition[: match.start()]), expectation(condition[match.start() :])
    _fit(measure, condition[0])
    return Reading(text, measure, condition)


def _fit(one: Term, other: Term) -> None:
    """Refuse terms that do not stand side by side."""
    if "variable" in one.axes & other.axes:
        raise Unreadable("found two lists side by side; expected one at most")
    if "year" in one.axes & other.axes and one.years != other.years:
        raise Unreadable("found other years on one side than on the other; expected the same")


def _joined(operate: Callable, one: Term, other: Term) -> Term:
    _fit(one, other)
    return Term(
        lambda runs: lifted(operate)(one.compute(runs), other.compute(runs)),
        one.axes | other.axes,
        one.years if "year" in one.axes else other.years,
        one.elements | other.elements,
        one.others | other.others,
    )


class _Reader:
    """Turns the syntax tree of one text into terms."""

    def __init__(self, place: Place):
        self.place, self.system = place, place.system

    def read(self, text: str) -> Term:
        """The measure that a text says."""
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError) as error:
            raise Unreadable(f"found {text.strip()!r}, which cannot be read: {error.args[0]}") from None
        return self._measure(tree)

    def _measure(self, node: ast.AST) -> Term:
        if not isinstance(node, ast.Call):
            return self._arithmetic(node, self._measure, "a measure, a number, or arithmetic on these")
        name = ast.unparse(node.func)
        if name in MEASURES and not node.keywords:
            return self._of_quantity(name, node.args)
        if name in SUMMARIES and not node.keywords:
            return self._summary(name, [self._measure(argument) for argument in node.args])
        if name in OTHERS and not node.keywords:
            return self._of_runs(name, node.args)
        known = (*MEASURES, *SUMMARIES, *OTHERS)
        raise Unreadable(f"found {ast.unparse(node)!r}{meant(name, known)}; expected one of {', '.join(known)}")

    def _arithmetic(self, node: ast.AST, inner: Callable, expected: str) -> Term:
        if isinstance(node, ast.Constant) and (type(node.value) is int or type(node.value) is float):
            number = np.float64(node.value)
            return Term(lambda _: number)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return _joined(operator.mul, Term(lambda _: np.float64(-1)), inner(node.operand))
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            return _joined(OPERATORS[type(node.op)], inner(node.left), inner(node.right))
        raise Unreadable(f"found {ast.unparse(node)!r}; expected {expected}")

    def _of_quantity(self, name: str, arguments: Sequence[ast.AST]) -> Term:
        if not arguments:
            raise Unreadable(f"found {name}() without a quantity")
        quantity, years = self._quantity(arguments[0]), self._years(arguments[1:])
        if not quantity.elements:
            raise Unreadable(f"found {ast.unparse(arguments[0])!r}; expected a quantity")
        if name == "growth" and years[0] == self.place.years[0]:
            raise Unreadable(f"found the growth of {years[0]}, the base year; expected later years")
        return Term(
            lambda runs: MEASURES[name](quantity.compute(runs), years),
            quantity.axes | self._axes(years),
            years,
            quantity.elements,
        )

    def _summary(self, name: str, terms: Sequence[Term]) -> Term:
        expected = 2 if name == "same_way" else 1
        if len(terms) != expected:
            raise Unreadable(f"found {len(terms)} measures in {name}(); expected {expected}")
        axis = "year" if name in OVER_YEARS else "case" if name in OVER_CASES else None
        if axis and axis not in terms[0].axes:
            raise Unreadable(f"found {name}() of one {'year' if axis == 'year' else 'case'}; expected several")
        if name == "marginal" and not self.place.numeric:
            raise Unreadable("found marginal() over settings that are no numbers")
        if name == "same_way":
            return _joined(SUMMARIES[name], terms[0], terms[1])
        term = terms[0]
        axes, years = term.axes, term.years
        if name == "yearly":
            years = years[1:]
        elif axis == "year":
            axes, years = axes - {"year"}, ()
        return Term(lambda runs: SUMMARIES[name](term.compute(runs)), axes, years, term.elements, term.others)

    def _of_runs(self, name: str, arguments: Sequence) -> Term:
        if name == "loop_strength":
            if arguments:
                raise Unreadable("found loop_strength() of something; expected loop_strength()")
            return Term(lambda runs: runs.loop_strength(), frozenset({"variable"}), others=frozenset({name}))
        years = self._years(arguments)
        axes = self._axes(years) | {"variable"}
        return Term(lambda runs: at(runs.imbalance(), years), axes, years, others=frozenset({name}))

    def _axes(self, years: Sequence[int]) -> frozenset[str]:
        return frozenset([*["year"] * (len(years) > 1), *["case"] * self.place.swept])

    def _years(self, nodes: Sequence[ast.AST]) -> tuple[int, ...]:
        first, last = self.place.years[0], self.place.years[-1]
        years = []
        for node in nodes:
            ends = (node.left, node.right) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) else (node,)
            given = [end.value for end in ends if isinstance(end, ast.Constant) and type(end.value) is int]
            if len(given) != len(ends) or not first <= given[0] <= given[-1] <= last:
                text = ast.unparse(node).replace(" ", "")
                raise Unreadable(
                    f"found the years {text!r}; expected a year or a range such as {first}-{last}, within these"
                )
            years += range(given[0], given[-1] + 1)
        return tuple(sorted(set(years))) or self.place.years[1:]

    def _quantity(self, node: ast.AST) -> Term:
        if isinstance(node, ast.Name):
            names = HEADLINES if node.id == "headlines" else (node.id,)
            elements = [element for name in names for element in self._elements(name)]
            listed = [(element, self._element(element)) for element in elements]
            return self._list(listed) if len(listed) > 1 else listed[0][1]
        if isinstance(node, ast.Subscript):
            labels = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            name, element = ast.unparse(node.value), f"{ast.unparse(node.value)}[{','.join(map(ast.unparse, labels))}]"
            return self._element(self._known(element, self._elements(name), "element"))
        if isinstance(node, ast.List) and len(node.elts) > 1:
            return self._list([(ast.unparse(entry), self._quantity(entry)) for entry in node.elts])
        return self._arithmetic(node, self._quantity, "a variable, a list of several, or arithmetic on these")

    def _known(self, name: str, names: Iterable[str], kind: str) -> str:
        if name not in names:
            raise Unknown(f"found no {kind} '{name}' of the model{meant(name, list(names))}")
        return name

    def _elements(self, name: str) -> list[str]:
        return self.system.elements([self._known(name, self.system.declarations, "variable")])

    def _element(self, element: str) -> Term:
        return Term(lambda runs: runs.quantity(element), elements=frozenset({element}))

    def _list(self, entries: Sequence[tuple[str, Term]]) -> Term:
        if any("variable" in term.axes or not term.elements for _, term in entries):
            raise Unreadable("found a list in a list, or a number in one; expected single quantities")
        names = pd.Index([name for name, _ in entries], dtype=object, name="variable")

        def compute(runs: object) -> Quantity:
            single: list[Quantity] = [term.compute(runs) for _, term in entries]
            sides = [q.cases for q in single], [q.comparison for q in single]
            return Quantity(*(xr.concat(side, names) for side in sides))

        elements = frozenset().union(*(term.elements for _, term in entries))
        return Term(compute, frozenset({"variable"}), elements=elements)
