"""An outcome of the solver as text: how the search ended, what it does to the economy, what conflicts, what frees it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from model.data.catalogue import Record
from model.engine.build import System
from model.plan.indicators import indicators
from model.plan.question.claims import KEEP
from model.plan.solution.outcome import Solution
from model.plan.targets import told
from model.present.text.findings import in_words
from model.present.text.phrases import label, unit_of, values_asked
from model.present.text.solving.plan import before_and_after, kept_text, levels_text, plan_text, tradeoff_text
from model.present.text.solving.prices import prices_text
from model.present.text.solving.review import review_text
from model.present.text.solving.wedges import wedges_text
from model.present.text.targets.aim import aim_of
from model.present.text.targets.outcome import count_lines
from model.present.text.words import Say, number
from model.scenario.element import title_of

SHOWN = 12  # sets of each kind
LIMITS = 3  # of each set
LEAST_LEFT = 1e-3  # per cent of the cost: what a further step may gain is not told more closely
ENDS = {
    "converged": "converged",
    "interrupted": "interrupted",
    "already met": "already",
    "met, but the starts end apart": "apart",
    "met, but stopped before the least cost": "stopped",
}
HEADLINES = (
    "gdp", "primary_energy", "energy_intensity", "co2_emissions", "carbon_intensity", "total_social_financing_increment",
)  # fmt: skip


def outcome_text(outcome: Solution, folder: str | PathLike, lang: str = "en") -> str:
    """What ``simulate solve`` prints.

    Parameters
    ----------
    outcome : model.plan.solution.outcome.Solution
    folder
        Where its files stand.
    lang
        ``en`` or ``zh``.
    """
    say, solution, system = Say("solution", lang), outcome.best, outcome.best.problem.system
    lines = [review_text(outcome.review, lang)] if outcome.review else []
    lines += ended(solution.record, lang)
    lines += count_lines(indicators(outcome.run.verdicts), Say("outcome", lang))
    lines += [levels_text(solution, lang), *kept_text(outcome, lang), _headlines(outcome, say, lang)]
    lines += plan_text(outcome, lang)
    if outcome.diagnosis:
        lines += _conflicts(outcome, say, lang)
        lines.append(say("consistent", file=Path(folder) / "consistent.yaml"))
    lines.append(say("left_out", count=outcome.left_out))
    if outcome.prices is not None:
        lines.append(prices_text(outcome.prices, solution, lang))
    lines += tradeoff_text(outcome, lang)
    lines.append(wedges_text(outcome.wedges, system, lang, outcome.run.targets))
    return "\n".join(lines)


def message(search: Mapping, lang: str = "en") -> str:
    """In a clause, how a search ended, whose record is as of :func:`ended`."""
    say = Say("solution", lang)
    return say(ENDS.get(search["message"], "not_reached"), starts=len(search["starts"]))


def ended(search: Mapping, lang: str = "en") -> list[str]:
    """How a search ended, line by line.

    Parameters
    ----------
    search
        The record of it, as :attr:`model.plan.solve.least_effort.BestPaths.record` and ``provenance.json`` have it.
    """
    say, cost, effort = Say("solution", lang), search["cost"], search["effort"]
    weighed = "weighed" if cost != effort else "weighed_effort"
    lines = [message(search, lang), say(weighed, cost=cost, money=cost - effort, effort=effort)]
    if starts := search["starts"]:
        ends = say("clause").join(say("end", **end) for end in starts)
        lines.append(say("starts" if len(starts) > 1 else "start", count=len(starts), ends=ends))
    if search["met"] and search["stationarity"] is not None:
        lines.append(say("residual", left=max(100 * search["stationarity"], LEAST_LEFT)))
    return lines


def _headlines(outcome: Solution, say: Say, lang: str) -> str:
    last = int(outcome.results["year"][-1])
    values = [_headline(name, outcome, say, last) for name in HEADLINES if name in outcome.results]
    return say("headlines", year=last, values=say("clause").join(values))


def _headline(name: str, outcome: Solution, say: Say, last: int) -> str:
    aim, parts = aim_of(name, outcome.results), before_and_after(name, outcome, last, say)
    return say("value_wanted", wanted=aim, **parts) if aim else say("value", **parts)


def _conflicts(outcome: Solution, say: Say, lang: str) -> Iterator[str]:
    problem, diagnosis = outcome.best.problem, outcome.diagnosis
    if diagnosis is None:
        return
    names = Names(problem.records, problem.system, lang)
    alone = [conflict for conflict in diagnosis["conflicts"] if len(conflict["targets"]) == 1]
    sets = [conflict for conflict in diagnosis["conflicts"] if len(conflict["targets"]) > 1]
    yield from (say("identity", message=identity(finding, problem.system, lang)) for finding in diagnosis["identities"])
    yield from (say("own_limit", limit=names.limits([limit])) for limit in diagnosis["own_limits"])
    if diagnosis["delivery"]:
        yield say("delivery", count=len(diagnosis["delivery"]), names=names.listed(diagnosis["delivery"]))
    if diagnosis["dear"]:
        yield say("too_dear", names=names.listed(diagnosis["dear"]))
    if alone:
        yield say("alone", count=len(alone), starts=diagnosis["starts"])
        yield from _shown([say("one", **names.told(conflict)) for conflict in alone], say)
    if sets:
        most = outcome.best.options.conflicts
        yield say("sets", count=len(sets), all=say("all" if diagnosis["complete"] else "some", most=most))
        yield from _shown([say("set", **names.told(conflict)) for conflict in sets], say)


def identity(finding: Mapping, system: System, lang: str) -> str:
    """What a finding of the audit in a diagnosis says."""
    return in_words(finding["message_zh" if lang == "zh" else "message"], system, lang)


def _shown(lines: Sequence[str], say: Say) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield say("more", count=len(lines) - SHOWN)


class Names:
    """What a reader calls targets, levers and their limits."""

    def __init__(self, targets: Sequence[Record], system: System, lang: str):
        self.say, self.lang, self.system = Say("solution", lang), lang, system
        self.targets = {target.id: target for target in targets}

    def told(self, conflict: Mapping) -> dict[str, str]:
        """The parts of a line on a conflict."""
        cheapest = self.targets[conflict["cheapest"]]
        reached = conflict["nearest"][cheapest.id]
        return {
            "target": self._label(cheapest),
            "targets": " + ".join(self._label(self.targets[name]) for name in conflict["targets"]),
            "kind": self.say(f"kind_{conflict['kind']}"),
            "cheapest": label(cheapest, self.lang),
            "nearest": self._value(number(told(cheapest, reached)), cheapest),
            "limits": self.limits(conflict["binding"]),
        }

    def listed(self, ids: Iterable[str]) -> str:
        """Several targets by their titles."""
        return self.say.listed(label(self.targets[name], self.lang) for name in ids)

    def limits(self, binding: Sequence[Mapping[str, Any]]) -> str:
        """The limits of levers that hold a set, the weightiest few."""
        return self.say.listed(self._limit(limit) for limit in binding[:LIMITS]) or self.say("nothing")

    def _label(self, target: Record) -> str:
        value = self._value(values_asked(target, self.lang), target)
        mark = self.say("in_year", year=target.year) if target.id.startswith(KEEP) else target.id
        if self.say.zh:
            return f"{label(target, self.lang)}（{'；'.join(filter(None, [value, mark]))}）"
        return f"{' '.join(filter(None, [label(target, self.lang), value]))} ({mark})"

    def _value(self, value: str, target: Record) -> str:
        """A value of a target with its unit."""
        return ("" if self.say.zh else " ").join(filter(None, [value, unit_of(target, self.lang)]))

    def _limit(self, limit: Mapping[str, Any]) -> str:
        title = title_of(limit["lever"], self.system, self.lang)
        return self.say("limit", lever=title, side=self.say(f"side_{limit['limit']}"))
