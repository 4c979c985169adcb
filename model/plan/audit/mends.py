"""How an identity that fails is most simply mended: by a slip of one digit, else by what the rest of the text allows."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from model.data.catalogue import Record
from model.plan.audit.identities import TINY, Identity, PlanNumber, number_of, possible, solved

DIGITS = "0123456789"


class Mend(NamedTuple):
    """A number, what it would have to be, and the relative move."""

    number: PlanNumber
    to: float
    share: float


def mends(identity: Identity) -> list[Mend]:
    """What each number alone would have to be for the identity to hold; those that no value mends are left out."""
    needed = [(term.number, solved(identity, place)) for place, term in enumerate(identity.terms)]
    return [Mend(number, to, to / number.value - 1) for number, to in needed if _movable(number) and to is not None]


def simplest(identity: Identity, again: Mapping[str, Sequence[Record]]) -> Mend | None:
    """The simplest plausible mend; None where there is none.

    A wrong digit or two that changed places come first, then what no other place of the same statement contradicts,
    then the result rather than what it is from, then the least move. ``again`` has the statements of one thing by the
    id of the first.
    """
    result = identity.terms[0].number
    slips = list(_slips(identity)) if identity.equal else []
    ranked = [(False, mend) for mend in slips] + [(True, mend) for mend in mends(identity)]
    if not ranked:
        return None

    def weight(entry: tuple[bool, Mend]) -> tuple[bool, bool, bool, float]:
        moved, mend = entry
        return moved, _contradicted(mend, again), mend.number is not result, abs(mend.share)

    return min(ranked, key=weight)[1]


def _movable(number: PlanNumber) -> bool:
    return bool(number.records) and number.value != 0


def _slips(identity: Identity) -> Iterator[Mend]:
    for place, term in enumerate(identity.terms):
        if not _movable(term.number) or len(term.number.records) != 1:
            continue
        needed, half = solved(identity, place), (term.number.closed[1] - term.number.closed[0]) / 2
        for value in _misread(term.number):
            if needed is None or abs(value - needed) > half + TINY * abs(value):
                continue
            by, (low, high), (least, most) = value - term.number.value, term.number.closed, term.number.open
            moved = replace(term.number, value=value, closed=(low + by, high + by), open=(least + by, most + by))
            terms = (*identity.terms[:place], replace(term, number=moved), *identity.terms[place + 1 :])
            if possible(replace(identity, terms=terms)):
                yield Mend(term.number, value, value / term.number.value - 1)


def _misread(number: PlanNumber) -> Iterator[float]:
    """Values that differ from a printed number by one digit, or by two that changed places."""
    record = number.records[0]
    text = record.printed.split("/")[0]
    if not text.lstrip("-").replace(".", "", 1).isdigit() or abs(number.value) != abs(record.value or 0.0):
        text = f"{number.value:.10g}"
    scale = number.value / float(text)
    changed = {text[:i] + digit + text[i + 1 :] for i, old in enumerate(text) if old in DIGITS for digit in DIGITS}
    pairs = zip(range(len(text)), text, text[1:], strict=False)
    changed |= {text[:i] + b + a + text[i + 2 :] for i, a, b in pairs if a in DIGITS and b in DIGITS}
    yield from (float(other) * scale for other in sorted(changed - {text}) if float(other))


def _contradicted(mend: Mend, again: Mapping[str, Sequence[Record]]) -> bool:
    """Whether another place says the same of a number in a way that leaves no room for the mend."""
    (record, *more) = mend.number.records
    if more or record.value is None or not math.isclose(abs(mend.number.value), abs(record.value)):
        return False
    others = [other for other in again.get(record.restates or record.id, ()) if other is not record]
    spans = [number_of(other).open for other in others if other.value is not None]
    return any(not low <= mend.to <= high for low, high in spans)
