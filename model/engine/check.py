"""What is checked of a run: every value finite and in its domain, every balance closed."""

from collections.abc import Sequence
from functools import reduce
from typing import Never

import numpy as np

from model.engine.declare import LARGEST, Declaration, Stock
from model.engine.errors import RunError
from model.engine.kernel import Kernel

TOLERANCE = 1e-9  # of a balance, relative to the larger side


class Checker:
    """Checks a state with what is computed at it: stocks, flows and auxiliaries, constants, inputs, in these groups.

    ``first`` is the number of the first member.
    """

    def __init__(self, kernel: Kernel, floats: bool, members: int):
        self.system, self.floats, self.members, self.first = kernel.system, floats, members, 0
        self.names = (kernel.stocks, kernel.values, kernel.constants, kernel.inputs)
        self.domains = [[self._declaration(name).domain for name in names] for names in self.names]
        self.alike = [{d: [i for i, own in enumerate(group) if own == d] for d in set(group)} for group in self.domains]
        places = {name: (group, place) for group, names in enumerate(self.names) for place, name in enumerate(names)}
        self.balances = [
            (name, *([places[element] for element in side] for side in sides))
            for name, balance in self.system.balances.items()
            for sides in self.system.terms(balance)
        ]

    def check(self, time: float, groups: tuple) -> None:
        """Raise RunError where a value is out of its domain or a balance is open."""
        # what is read before what reads it; constants and inputs hold for a year
        for number in (2, 3, 0, 1) if time % 1 == 0 else (0, 1):
            if not self._hold(number, groups[number]):
                self._refuse(time, groups, number)
        for name, sources, uses in self.balances:
            self._check_balance(time, name, groups, sources, uses)

    def _hold(self, number: int, group: Sequence) -> bool:
        """Whether every value is in its domain, which NaN is not; of a batch, those of one domain are compared at once."""
        if self.floats:
            return all(low <= value <= high for value, (low, high) in zip(group, self.domains[number], strict=True))
        return all(
            low <= np.min(reduce(np.minimum, [group[i] for i in places]))
            and np.max(reduce(np.maximum, [group[i] for i in places])) <= high
            for (low, high), places in self.alike[number].items()
        )

    def _declaration(self, element: str) -> Declaration:
        return self.system.declarations[element.partition("[")[0]]

    def _check_balance(self, time: float, name: str, groups: tuple, sources: Sequence, uses: Sequence) -> None:
        left, right = (sum(groups[group][i] for group, i in terms) for terms in (sources, uses))
        larger, any_of = (max, bool) if self.floats else (np.maximum, np.any)
        gap, scale = abs(left - right), TOLERANCE * larger(abs(left), abs(right))
        if any_of(gap > scale):
            member = int(np.argmax(gap - scale))
            left, right = (float(np.broadcast_to(side, (self.members,))[member]) for side in (left, right))
            member, said = member + self.first, f"sources {left:.12g}, uses {right:.12g}"
            raise RunError(name, time, member, f"{name} does not close at {time:g}, member {member}: {said}")

    def _refuse(self, time: float, groups: tuple, number: int) -> Never:
        for element, value, (low, high) in zip(self.names[number], groups[number], self.domains[number], strict=True):
            spread = np.broadcast_to(value, (self.members,))
            if (left := ~((spread >= low) & (spread <= high))).any():
                break
        member = int(np.argmax(left))
        shown = ", ".join(f"{n} = {v:.6g}" for n, v in self._read_by(element, groups, member).items())
        bounds = [f"at least {low:g}"] * (low > -LARGEST) + [f"at most {high:g}"] * (high < LARGEST)
        limits = f"{low:g} to {high:g}" if len(bounds) == 2 else (bounds or ["a finite number"])[0]
        message = (
            f"{element} is {spread[member]:.6g} {self._declaration(element).units} at {time:g}, "
            f"member {member + self.first}; it must be {limits}" + (f" (from {shown})" if shown else "")
        )
        raise RunError(element, time, member + self.first, message)

    def _read_by(self, element: str, groups: tuple, member: int) -> dict[str, float]:
        """What the equation of an element reads, or what flows into and out of a stock, of one member."""
        named = zip(self.names, groups, strict=True)
        values = {n: v for names, group in named for n, v in zip(names, group, strict=True)}
        name, declaration = element.partition("[")[0], self._declaration(element)
        read = self.system.flows_of(name) if isinstance(declaration, Stock) else (getattr(declaration, "inputs", ()),)
        names = [other for needs in read for other in self.system.elements(needs)]
        return {other: float(np.broadcast_to(values[other], (self.members,))[member]) for other in names}
