"""What each lever alone moves: runs of the baseline with the lever at the ends of its solver's bounds and of its domain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from model.analysis.reality.cases import Cases, move, run_cases
from model.analysis.reality.settings import ends_of_levers, scenario
from model.data.catalogue import targets
from model.data.levers import ranges
from model.engine.build import System
from model.results.label import HEADLINES
from model.scenario.element import variable_of

YEARS = (2025, 2035)
KINDS = ("bounds", "domain")
ACTS = 0.5  # per cent, or points of what is in %, over the bounds


@dataclass(frozen=True)
class Response:
    """A lever at one end, from the first projected year on."""

    lever: str  # its element name
    kind: str  # ``bounds`` or ``domain``
    end: str  # ``low`` or ``high``
    value: float  # what it is there
    # by element name of a result and year, how far it is from the baseline: in per cent, or in points where it is in %
    moves: dict[str, dict[int, float]]
    fault: str = ""  # why the run left its domain; ``moves`` is then empty


def responses(system: System, names: Iterable[str] = HEADLINES, years: Sequence[int] = YEARS) -> list[Response]:
    """Run each lever alone at the ends of its bounds and of its domain, all in one batch.

    Parameters
    ----------
    names
        Variables whose moves are wanted.
    years
        In which years.

    Returns
    -------
    list of Response
        In the order of the levers; an end of a domain that is not finite is left out.
    """
    ends = [(lever, kind, end, value) for kind in KINDS for lever, end, value in ends_of_levers(kind, system)]
    order = {lever: place for place, lever in enumerate(ranges())}
    ends.sort(key=lambda each: order[each[0]])
    texts = [(), *((f"levers.{lever}={value!r}",) for lever, _, _, value in ends)]
    cases = run_cases([scenario((f"horizon.end={max(years)}", *text), system) for text in texts], system, names)
    return [Response(*each, *_moves(system, cases, place, years)) for place, each in enumerate(ends, 1)]


def _moves(system: System, cases: Cases, place: int, years: Sequence[int]) -> tuple[dict[str, dict[int, float]], str]:
    """The moves of one run, and its fault."""
    if place in cases.left:
        return {}, str(cases.left[place])
    at = np.searchsorted(cases.years, years)
    moves = {name: move(system, name, array[at, place], array[at, 0]) for name, array in cases.values.items()}
    return {name: dict(zip(years, sizes.tolist(), strict=True)) for name, sizes in moves.items()}, ""


def reach(system: System) -> dict[str, tuple[str, int, float]]:
    """How far each lever moves what it moves most from the low end of its bounds to the high end.

    Returns
    -------
    dict of str to tuple
        By lever: the headline result, or variable of a target, that differs most between the two, in which year, and by
        how much, in per cent of the baseline, or in points where it is in %. A lever of which a run leaves its domain is
        not in it.
    """
    outcomes = dict.fromkeys((*HEADLINES, *(target.variable for target in targets() if target.variable)))
    rows = responses(system, dict.fromkeys(variable_of(name) for name in outcomes))
    moves = {(row.lever, row.end): row.moves for row in rows if row.kind == "bounds" and not row.fault}
    widest = {}
    for lever in ranges():
        low, high = moves.get((lever, "low")), moves.get((lever, "high"))
        if low and high:
            sizes = {(n, y): high[n][y] - low[n][y] for n in low if n in outcomes for y in low[n]}
            name, year = max(sizes, key=lambda key: abs(sizes[key]))
            widest[lever] = name, year, sizes[name, year]
    return widest
