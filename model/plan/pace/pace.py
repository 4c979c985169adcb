"""The pace that each target needs, held against what was ever done: before any solver, what a planner asks of a target.

Flags, by the ratio of what is needed a year to what was done a year
    met                  the base year meets the target
    ordinary             up to 1
    fast                 up to 2
    beyond experience    more; or what was done went the other way
    not judged           there is nothing to compare with, or the target asks for no pace, as a peak does
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import xarray as xr

from model.data.experience import Experience, experiences
from model.plan.indicators import indicators
from model.plan.pace.money import Budget, budgets, cost
from model.plan.pace.need import Need, need
from model.plan.targets import Target, Verdict, judge
from model.scenario.targets import PERCENT

FLAGS = ("met", "ordinary", "fast", "beyond experience", "not judged")
ORDINARY, FAST = 1.0, 2.0
HAIR = 1e-9  # relative; of floating point


@dataclass(frozen=True)
class Pace:
    """The pace of one target; the fields but ``record`` and ``need`` are what ``simulate pace --json`` gives.

    Attributes
    ----------
    base, target, required_rate, required_step
        As of :class:`model.plan.pace.need.Need`; the growth in % a year, the step in the target's unit a year.
    experience
        What was done, the one that counts first.
    ratio
        Of what is needed to the experience that counts; None where there is none, or it went the other way.
    money_low, money_high
        What the target takes, in 1e8 CNY at base-year prices; None where the model has no price for it.
    projected, met
        What the scenario comes to, and whether that meets the target.
    probability
        The share of an ensemble's members that meet it; None where no ensemble stands beside.
    """

    record: Target
    need: Need
    experience: Sequence[Experience]
    ratio: float | None
    flag: str
    money: tuple[float, float] | None
    verdict: Verdict
    probability: float | None

    @property
    def required(self) -> float | None:
        """What is needed a year, as :attr:`way` has it."""
        return self.need.by(self.way)

    @property
    def way(self) -> str:
        """``rate`` or ``step``, as the experience is told; without any, growth of money and of what is measured by it."""
        if self.experience:
            return self.experience[0].by
        return "rate" if "CNY" in self.record.unit or self.record.reading in PERCENT else "step"

    def as_dict(self) -> dict:
        """The keys of ``simulate pace --json``."""
        low, high = self.money or (None, None)
        return {
            "id": self.record.id,
            "name": self.record.label,
            "unit": self.record.unit,
            "base": self.need.base,
            "target": self.need.target,
            "year": self.record.year,
            "required_rate": self.need.rate,
            "required_step": self.need.step,
            "experience": [each.as_dict() for each in self.experience],
            "ratio": self.ratio,
            "flag": self.flag,
            "money_low": low,
            "money_high": high,
            "projected": self.verdict.projected,
            "met": self.verdict.met,
            "probability": self.probability,
        }


def paces(targets: Iterable[Target], results: xr.Dataset, probability: Mapping[str, float] | None = None) -> list[Pace]:
    """The pace of every target that the model answers, in their order; restatements too.

    Parameters
    ----------
    results
        Of a run from the plan's base year.
    probability
        By target id, as an ensemble's ``target_probability.csv`` has it.
    """
    known = probability or {}
    return [_pace(verdict, results, known.get(verdict.target.id)) for verdict in judge(targets, results)]


def _pace(verdict: Verdict, results: xr.Dataset, probability: float | None) -> Pace:
    target = verdict.target
    needs, past = need(target, results), experiences().get(target.variable, ())
    ratio, flag = against(needs, past[0] if past else None, target.relation)
    return Pace(target, needs, past, ratio, flag, cost(target, needs), verdict, probability)


def against(needs: Need, past: Experience | None, relation: str) -> tuple[float | None, str]:
    """What a target needs against what was done: the ratio, and the flag."""
    if needs.met:
        return None, "met"
    needed = needs.by(past.by) if past else None
    if past is None or needed is None:
        return None, "not judged"
    # any rise, or any fall, needs no pace but a way
    way = needed or {"rises by": 1.0, "falls by": -1.0}.get(relation, 0.0)
    if way * past.pace <= 0:
        return None, "beyond experience"
    ratio = abs(needed / past.pace)
    return ratio, "ordinary" if ratio <= ORDINARY + HAIR else "fast" if ratio <= FAST + HAIR else "beyond experience"


def once(paces: Iterable[Pace]) -> list[Pace]:
    """Those of statements that are told once: no restatement, and of one indicator the statement that decides."""
    paces = list(paces)
    kept = {indicator.lead.target.id for indicator in indicators(pace.verdict for pace in paces)}
    return [pace for pace in paces if pace.record.id in kept]


def money(paces: Iterable[Pace], results: xr.Dataset) -> list[Budget]:
    """What the targets take together, by purpose, against what the run of the scenario spends on it."""
    return budgets(((pace.record, pace.money) for pace in paces), results)
