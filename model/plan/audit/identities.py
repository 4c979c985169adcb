"""Identities between the numbers of a plan, and the interval arithmetic that tests them.

Every identity is one line, ``sum of c * t(x) {=, >=} 0``, with t the number itself, its logarithm, or the logarithm of
the factor that a growth of x % stands for: a ratio, a growth, an average growth and a multiple are sums of logarithms;
an increase, parts of a whole, a bound and a restatement are sums of numbers. So one function tests them all, and one
solves them all for any of their numbers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from model.data.catalogue import Record
from model.plan.targets import ABOUT

WORDS = 0.1  # half-width of "about", as a share of a value in words; of one in digits it is that of targets
TINY = 1e-9  # of the terms; what a sum may be off in floating point
Interval = tuple[float, float]
TO = {
    "number": lambda x: x,
    "log": lambda x: math.log(x) if x > 0 else -math.inf,
    "factor": lambda x: math.log1p(x / 100) if x > -100 else -math.inf,
    "times": lambda x: math.log1p(x) if x > -1 else -math.inf,
}
BACK = {"number": lambda y: y, "log": math.exp, "factor": lambda y: 100 * math.expm1(y), "times": math.expm1}


@dataclass(frozen=True)
class PlanNumber:
    """A number of a plan, or one that follows from others: what it is said to be, and from where to where it may lie.

    ``open`` is the interval where a relation such as "at least" opens one of its sides.
    """

    quantity: str
    year: int
    value: float
    closed: Interval
    open: Interval
    records: tuple[Record, ...]

    @property
    def place(self) -> str:
        """Document, and table row or sentence, of a number that is printed; empty for one that follows from others."""
        if len(self.records) != 1:
            return ""
        return self.records[0].document + " " + self.records[0].place.partition(" column")[0]


@dataclass(frozen=True)
class Term:
    """A number in an identity, with its factor and the scale on which it is added."""

    factor: float
    scale: str
    number: PlanNumber


@dataclass(frozen=True)
class Identity:
    """An identity as it stands between certain numbers; the first term is the result that the plan states."""

    kind: str
    title: str
    title_zh: str
    terms: tuple[Term, ...]
    constant: float = 0.0
    equal: bool = True  # else: not less than 0


def number_of(record: Record, value: float | None = None) -> PlanNumber:
    """A record's number and where it may lie; ``value`` is another of the same print, such as the base of its row."""
    said, year = (record.value, record.year) if value is None else (value, record.base_year)
    if said is None or year is None:
        raise ValueError(f"{record.id}: found no value or no year; expected a record that has both")
    number = -said if record.relation == "falls by" and value is None else said
    half = record.precision / 2
    if value is not None:
        half = 0.5 * 10.0 ** -len(f"{value:.10g}".partition(".")[2])
    if record.relation == "about" and value is None:
        half = max(half, (ABOUT if record.precision else WORDS) * abs(number))
    high = record.upper if record.upper is not None and value is None else number
    closed = (number - half, high + half)
    low_open = record.relation in ("at most", "below") and value is None
    high_open = record.relation in ("at least", "above", "rises by", "falls by") and value is None
    wide = (-math.inf if low_open else closed[0], math.inf if high_open else closed[1])
    loose = record.kind == "figure"  # what has been is as it is said; a target's number is what is reached just so
    middle = (number + high) / 2
    return PlanNumber(record.quantity, year, middle, wide if loose else closed, wide, (record,))


def span(terms: Sequence[Term], constant: float, wide: bool = False) -> Interval:
    """From where to where the sum of an identity's terms can lie."""
    low = high = constant
    for term in terms:
        a, b = term.number.open if wide else term.number.closed
        ends = sorted((term.factor * TO[term.scale](a), term.factor * TO[term.scale](b)))
        low, high = low + ends[0], high + ends[1]
    return low, high


def possible(identity: Identity, wide: bool = False) -> bool:
    """Whether some choice of the numbers within their intervals satisfies the identity."""
    low, high = span(identity.terms, identity.constant, wide)
    slack = TINY * max(1.0, *(abs(TO[t.scale](t.number.value)) for t in identity.terms if _finite(t)))
    return high >= -slack and (low <= slack or not identity.equal)


def _finite(term: Term) -> bool:
    return math.isfinite(TO[term.scale](term.number.value))


def solved(identity: Identity, place: int) -> float | None:
    """What one number would have to be for the identity to hold with all others as they are said; None if nothing."""
    term = identity.terms[place]
    others = [t.factor * TO[t.scale](t.number.value) for i, t in enumerate(identity.terms) if i != place]
    needed = -(sum(others) + identity.constant) / term.factor
    return BACK[term.scale](needed) if math.isfinite(needed) else None


def implied(identity: Identity, factor: float, scale: str, quantity: str, year: int) -> PlanNumber | None:
    """The number that the identity lacks, ``factor`` times it on its ``scale`` being the missing term."""
    ends = [-end / factor for end in span(identity.terms, identity.constant)]
    middle = -(sum(t.factor * TO[t.scale](t.number.value) for t in identity.terms) + identity.constant) / factor
    if not all(map(math.isfinite, (*ends, middle))):
        return None
    low, value, high = (BACK[scale](end) for end in (min(ends), middle, max(ends)))
    records = tuple(dict.fromkeys(r for t in identity.terms for r in t.number.records))
    return PlanNumber(quantity, year, value, (low, high), (low, high), records)
