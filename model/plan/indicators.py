"""What the plan wants, told once: its main indicators, and its programmes; and how many of each are met.

The plan says the same in several forms: a level, the growth to it, the same again in another place. Statements on the
value of one quantity in one year are one indicator, and its level decides: the growth beside it is arithmetic on the level,
which the audit holds against it. An indicator is a main one where the plan gives it in a table or article of main goals,
as ``main_indicators.csv`` lists them; the others are counted as programmes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from model.data import main_places
from model.data.catalogue import Record, targets
from model.plan.targets import Verdict

OF_ITS_END = ("level", "change", "change_percent", "increment", "growth_rate")  # readings of the value in one year
GROUPS = ("main", "programme")


@dataclass(frozen=True)
class Indicator:
    """One thing that the plan wants."""

    lead: Verdict  # the verdict that decides: on its level, where the plan gives one; else on its first statement
    verdicts: Sequence[Verdict]  # on every statement of it, restatements left out
    main: bool  # whether it is one of the main goals

    @property
    def met(self) -> bool | None:
        """Whether it is met as the scenario holds it; None where the run cannot tell."""
        return self.lead.met

    @property
    def met_as_printed(self) -> bool | None:
        """The same of the plan as printed."""
        return self.lead.as_printed.met


@dataclass(frozen=True)
class Count:
    """Of a group of indicators: how many are met, as printed too, of how many that are judged, and how many are open."""

    met: int
    met_as_printed: int
    judged: int
    judged_as_printed: int
    open: int


def indicators(verdicts: Iterable[Verdict]) -> list[Indicator]:
    """What verdicts tell of each thing that the plan wants, in their order, the main ones first."""
    by_id = {verdict.target.id: verdict for verdict in verdicts if not verdict.target.restates}
    listed = [
        Indicator(by_id[decides(group).id], [by_id[one.id] for one in group], group_of(group[0]) == GROUPS[0])
        for group in _statements(verdict.target for verdict in by_id.values())
    ]
    return sorted(listed, key=lambda indicator: not indicator.main)


def _statements(targets: Iterable[Record]) -> Iterable[list[Record]]:
    """Targets, those of one indicator together, restatements left out."""
    groups: dict[tuple, list[Record]] = {}
    for target in targets:
        if not target.restates:
            groups.setdefault(key(target), []).append(target)
    return groups.values()


def decides(statements: Sequence[Record]) -> Record:
    """Of the statements of one indicator the one that decides."""
    return next((one for one in statements if one.reading == "level" and one.value is not None), statements[0])


def told_once(targets: Iterable[Record]) -> set[str]:
    """The ids of the statements that decide, one of each indicator."""
    return {decides(group).id for group in _statements(targets)}


def key(target: Record) -> tuple:
    """What statements of one indicator have in common."""
    how = "end" if target.reading in OF_ITS_END else target.reading
    return (target.variable or target.quantity, target.year, how)


def group_of(target: Record) -> str:
    """``main`` or ``programme``; of a target that is none of the plan's, ``programme``."""
    return GROUPS[0] if key(target)[::2] in {main[::2] for main in _main()} else GROUPS[1]


@cache
def _main() -> set[tuple[str, int, str]]:
    return {
        key(target)
        for target in targets()
        if any(target.document == text and f"{target.place} ".startswith(f"{place} ") for text, place in main_places())
    }


def count(indicators: Iterable[Indicator], main: bool | None = None, sector: str | None = None) -> Count:
    """How many are met: of the main indicators or of the programmes, or of both; of those whose lead is of a sector, or all."""
    group = [
        indicator
        for indicator in indicators
        if main in (None, indicator.main) and sector in (None, indicator.lead.target.sector)
    ]
    states, printed = [i.met for i in group], [i.met_as_printed for i in group]
    return Count(
        sum(met is True for met in states),
        sum(met is True for met in printed),
        sum(met is not None for met in states),
        sum(met is not None for met in printed),
        sum(met is None for met in states),
    )


def is_relaxed(verdicts: Iterable[Verdict]) -> bool:
    """Whether a scenario holds a target at another value or year than the plan."""
    return any(verdict.printed for verdict in verdicts)
