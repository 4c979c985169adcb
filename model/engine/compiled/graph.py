"""One graph of all expressions of a model: what is written twice is one node, and arithmetic on numbers is done once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from model.engine.kernel import FLOATS
from model.engine.trace import Expression

LEAVES = ("number", "parameter", "input", "stock")
LEVELS = {"number": 0, "parameter": 0, "input": 1, "stock": 2}  # how often a leaf changes: never, by year, within it


class Graph:
    """Nodes by number; each is an operation with the numbers of its arguments, and comes after them."""

    def __init__(self):
        self.nodes: list[tuple] = []  # ``(operation, *arguments)``; of a leaf, what it stands for
        self.levels: list[int] = []  # how often a node's value changes: 0 never within a run, 1 by year, 2 within it
        self._known: dict[tuple, int] = {}

    def node(self, operation: str, *arguments: Any) -> int:
        """The number of a node, which is made where there is none like it."""
        key = (operation, *arguments)
        if key not in self._known:
            self._known[key] = len(self.nodes)
            self.nodes.append(key)
            level = LEVELS[operation] if operation in LEAVES else max(self.levels[other] for other in arguments)
            self.levels.append(level)
        return self._known[key]

    def add(self, expression: Expression | float, names: Mapping[str, int]) -> int:
        """The node of an expression; ``names`` gives those of its symbols."""
        if not isinstance(expression, Expression):
            return self.node("number", float(expression))
        operation, arguments = expression.operation, expression.arguments
        if operation == "symbol":
            return names[arguments[0]]
        if operation == "clip":
            value, low, high = arguments
            return self.add(Expression("minimum", Expression("maximum", value, low), high), names)
        places = [self.add(argument, names) for argument in arguments]
        numbers = [self.nodes[place][1] for place in places if self.nodes[place][0] == "number"]
        if len(numbers) == len(places):
            return self.node("number", float(_computed(operation, numbers)))
        return self.node(operation, *places)

    def reached(self, ends: Iterable[int]) -> list[int]:
        """The nodes that these need, themselves among them, each after its arguments."""
        reached, open_ends = set(), list(ends)
        while open_ends:
            place = open_ends.pop()
            if place not in reached:
                reached.add(place)
                operation, *arguments = self.nodes[place]
                open_ends += arguments if operation not in LEAVES else ()
        return sorted(reached)


def _computed(operation: str, numbers: Sequence[float]) -> float:
    """What an operation gives for numbers, as the kernel computes it."""
    with np.errstate(all="ignore"):
        if operation in FLOATS:
            return FLOATS[operation](*map(np.float64, numbers))
        return getattr(np, operation)(*map(np.float64, numbers))
