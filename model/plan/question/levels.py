"""The order in which claims are met: what is kept and binding, main indicators, what is expected, what is striven for."""

from collections.abc import Iterable, Mapping

import numpy as np

from model.data.catalogue import Record
from model.plan.indicators import GROUPS, group_of
from model.plan.question.claims import PROGRAMMES, Claim, Wanted
from model.scenario.element import variable_of

LEVELS = ("binding", "main", "expected", "striven for")


def level_of(target: Record) -> str:
    """The level of a target: by its nature, by whether it stands among its document's main goals, by what it is about."""
    if not target.document:  # of the scenario's own
        return "main"
    if target.nature == "binding":
        return "binding"
    if group_of(target) == GROUPS[0]:
        return "main"
    programme = variable_of(target.variable) in PROGRAMMES
    return "striven for" if target.nature == "striven for" or (programme and not target.nature) else "expected"


def levels(claims: Iterable[Claim], given: Mapping[str, str]) -> np.ndarray:
    """The level of every claim as its place in ``LEVELS``; ``given`` are those that a scenario says, by target."""
    names = [
        given.get(claim.id) or level_of(claim.target) if isinstance(claim, Wanted) else "binding" for claim in claims
    ]
    return np.array([LEVELS.index(name) for name in names], dtype=int)
