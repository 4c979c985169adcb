"""The check of a state: every value in its domain, every balance closed; where one is not, the error says which and why."""

from functools import reduce
from operator import le

import numpy as np

from model.engine.declare import Stock
from model.engine.errors import RunError

TOLERANCE = 1e-9  # of a balance, relative to the larger side


class _Bounds:
    """The domains of a group of values; of a batch, those of one domain are compared at once."""

    def __init__(self, domains, floats):
        self.domains, self.floats = domains, floats
        self.lows, self.highs = [low for low, _ in domains], [high for _, high in domains]
        self.alike = {domain: [i for i, other in enumerate(domains) if other == domain] for domain in set(domains)}

    def hold(self, group):
        """Whether every value is in its domain, which NaN is not."""
        if self.floats:
            return all(map(le, self.lows, group)) and all(map(le, group, self.highs))
        return all(
            low <= np.min(reduce(np.minimum, [group[i] for i in places]))
            and np.max(reduce(np.maximum, [group[i] for i in places])) <= high
            for (low, high), places in self.alike.items()
        )

    def first_left(self, group):
        """The place of the first value outside its domain."""
        pairs = zip(group, self.domains, strict=True)
        return next(i for i, (v, (low, high)) in enumerate(pairs) if not (low <= np.min(v) and np.max(v) <= high))


class Checker:
    """Holds states against the domains and balances of a model; a state is four groups of values, as ``names`` has them."""

    def __init__(self, kernel, members, floats):
        self.system, self.members, self.floats = kernel.system, members, floats
        self.names = (kernel.stocks, kernel.values, kernel.constants, kernel.inputs)
        self.bounds = [_Bounds([self._declared(name).domain for name in names], floats) for names in self.names]
        place = {name: (g, i) for g, names in enumerate(self.names) for i, name in enumerate(names)}
        self.balances = [
            (name, *([place[element] for element in side] for side in sides))
            for name, balance in self.system.balances.items()
            for sides in self.system.terms(balance)
        ]

    def check(self, time, groups):
        """Raise RunError where a value leaves its domain or a balance does not close."""
        # what is read before what reads it; constants and inputs hold for a year
        for g in (2, 3, 0, 1) if time % 1 == 0 else (0, 1):
            if not self.bounds[g].hold(groups[g]):
                self._refuse(time, groups, g, self.bounds[g].first_left(groups[g]))
        for name, sources, uses in self.balances:
            self._check_balance(time, name, groups, sources, uses)

    def _check_balance(self, time, name, groups, sources, uses):
        left, right = (sum(groups[group][i] for group, i in terms) for terms in (sources, uses))
        larger, any_of = (max, bool) if self.floats else (np.maximum, np.any)
        gap, scale = abs(left - right), TOLERANCE * larger(abs(left), abs(right))
        if any_of(gap > scale):
            member = int(np.argmax(gap - scale))
            left, right = self._of(member, left), self._of(member, right)
            where = f"at {time:g}, member {member}"
            raise RunError(name, time, member, f"{name} does not close {where}: sources {left:.12g}, uses {right:.12g}")

    def _refuse(self, time, groups, g, i):
        element, (low, high) = self.names[g][i], self.bounds[g].domains[i]
        spread = np.broadcast_to(groups[g][i], (self.members,))
        member = int(np.argmax(~((spread >= low) & (spread <= high))))
        shown = self._shown(element, groups, member)
        limits = "a finite number" if abs(low) > 1e308 and high > 1e308 else f"{low:g} to {high:g}"
        found = f"{spread[member]:.6g} {self._declared(element).units} at {time:g}, member {member}"
        message = f"{element} is {found}; it must be {limits}" + (f" (from {shown})" if shown else "")
        raise RunError(element, time, member, message)

    def _shown(self, element, groups, member):
        """The values that a stock's flows or an equation's inputs have in a member."""
        pairs = zip(self.names, groups, strict=True)
        found = {name: value for names, group in pairs for name, value in zip(names, group, strict=True)}
        name, declaration = element.partition("[")[0], self._declared(element)
        needs = self.system.flows_of(name) if isinstance(declaration, Stock) else (getattr(declaration, "inputs", ()),)
        others = dict.fromkeys(other for need in needs for other in self.system.elements(need))
        return ", ".join(f"{other} = {self._of(member, found[other]):.6g}" for other in others)

    def _of(self, member, value):
        return float(np.broadcast_to(value, (self.members,))[member])

    def _declared(self, element):
        return self.system.declarations[element.partition("[")[0]]
