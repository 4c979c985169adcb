"""A solved plan as a planner reads it out: what it does by lever, what it costs, what it does not reach."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from model.data.levers import ranges
from model.plan.indicators import told_once
from model.plan.question.claims import KEEP
from model.plan.question.levels import LEVELS
from model.plan.solution.levers import lever_rows
from model.plan.solution.outcome import Solution
from model.plan.solve.least_effort import BestPaths
from model.plan.solve.programmes import EFFORT
from model.plan.targets import at, projected_value, told
from model.present.canvas.types import Dataset
from model.present.figures.money_account import account, item_title
from model.present.figures.solution.levers import LeverPanel, lever_panels
from model.present.text import words
from model.present.text.phrases import asks, label, unit_of
from model.present.text.solving.wedges import fixed
from model.present.text.words import Say
from model.scenario.element import title_of, variable_of

LINES = 12  # levers that are told
MISSED = 20  # targets that are told
LEAST = 5.0  # 1e8 CNY over all years, of an item of the account that is told


def levels_text(solution: BestPaths, lang: str) -> str:
    """How many targets of each level are met, each told once."""
    say, levels, once = Say("solution", lang), [], told_once(answer.target for answer in solution.answers.values())
    for number in range(len(LEVELS)):
        met = [a.met for a in solution.answers.values() if a.level == number and a.target.id in once]
        if met:
            levels.append(say("level", name=say(f"level_{number}"), met=sum(met), count=len(met)))
    return say("levels", levels=say.listed(levels))


def before_and_after(name: str, outcome: Solution, year: int, say: Say) -> dict[str, str]:
    """A variable's title and unit, and its values in a year as it stands and as solved."""
    before, after = (words.number(at(results, name, year)) for results in (outcome.baseline, outcome.results))
    system = outcome.best.problem.system
    unit = words.unit(system.declarations[variable_of(name)].units, say.lang, name)
    return {"title": title_of(name, system, say.lang), "before": before, "after": after, "unit": unit}


def kept_text(outcome: Solution, lang: str) -> list[str]:
    """What is kept and until when, with its values in the last year of the plan, and what is not."""
    say, solution, problem = Say("solution", lang), outcome.best, outcome.best.problem
    names = {claim.id: title_of(claim.variable, problem.system, lang) for claim in problem.beyond.keeps}
    lost = [names[name] for name, miss in solution.keeps.items() if miss]
    last = problem.paths.years[-1]
    held = [claim.variable for claim in problem.beyond.keeps if names[claim.id] not in lost]
    kept = [say("value", **before_and_after(name, outcome, last, say)).strip() for name in held]
    lines = [say("not_kept", names=say.listed(lost))] * bool(lost)
    parts = {"year": problem.last, "last": last, "names": say("clause").join(kept)}
    return [*lines, *[say("kept", **parts)] * bool(kept)]


def plan_text(outcome: Solution, lang: str) -> list[str]:
    """The plan, a line a lever, a cost or a target."""
    say, solution = Say("solution", lang), outcome.best
    titles = _titles(solution, lang)
    panels = lever_panels(lever_rows(solution), outcome.results, lang)
    moved = [panel for panel in panels if panel.share > 0 and not panel.lever.startswith(EFFORT)][:LINES]
    lines = [say("plan")] if moved or solution.problem.beyond.efforts else []
    for panel in moved:
        path = [
            say("by_year", year=y, value=words.number(float(v))) for y, v in zip(panel.years, panel.solved, strict=True)
        ]
        before = words.number(float(panel.baseline[-1]))
        unit = say("move_unit", unit=panel.unit) if panel.unit else ""
        parts = {"before": before, "path": say.listed(path), "unit": unit}
        lines.append(
            say("move", lever=panel.title, **parts) + served(outcome.purposes.get(panel.lever, ()), titles, say)
        )
    return [
        *lines,
        *_programmes(solution, say),
        *_money(solution, say),
        *uncosted((panel for panel in panels if panel.share > 0), say),
        *_paid(outcome, say),
        *_missed(solution, outcome.baseline, say, lang),
    ]


def _titles(solution: BestPaths, lang: str) -> dict[str, str]:
    """What claims are called, by their ids."""
    return {record.id: label(record, lang) for record in solution.problem.records}


def served(ids: Sequence[str], titles: Mapping[str, str], say: Say) -> str:
    """What a lever is for: targets, and what would get worse without it."""
    parts = {"serves": [name for name in ids if not name.startswith(KEEP)]}
    parts["holds"] = [name for name in ids if name not in parts["serves"]]
    clauses = [say(key, names=say.listed(titles[name] for name in listed)) for key, listed in parts.items() if listed]
    return "".join(clauses) or say("serves_none")


def _programmes(solution: BestPaths, say: Say) -> Iterator[str]:
    efforts = solution.problem.beyond.efforts.values()
    if efforts:
        year = solution.problem.paths.years[0]
        yield say("programmes", count=len(efforts), least=min(efforts), most=max(efforts), year=year)


def _money(solution: BestPaths, say: Say) -> Iterator[str]:
    if solution.money is not None:
        more, less = (abs(round(sum_of)) for sum_of in solution.money)  # so that no zero has a sign
        yield say("money", more=more, less=less)


def uncosted(moved: Iterable[LeverPanel], say: Say) -> Iterator[str]:
    """Which levers of a plan cost nothing because nothing stands behind them."""
    free = {name for name, known in ranges().items() if known.cost == "none"}
    names = [panel.title for panel in moved if panel.lever in free]
    if names:
        yield say("uncosted", names=say.listed(names))


def _paid(outcome: Solution, say: Say) -> Iterator[str]:
    """Who pays for what beyond the scenario's own path, over all years, the largest first."""
    before, after = account(outcome.baseline), account(outcome.results)
    more = {
        side: {item: float((after[side][item] - before[side][item]).sum()) for item in after[side]} for side in before
    }
    sides = {
        side: say.listed(
            say("item", title=item_title(item, outcome.results, say.lang), value=fixed(value, 0, "+"))
            for item, value in sorted(more[side].items(), key=lambda pair: -abs(pair[1]))
            if abs(value) >= LEAST
        )
        for side in ("uses", "sources")
    }
    sums = {key: fixed(sum(more[of].values()), 0, "+") for key, of in (("total", "uses"), ("short", "unfunded"))}
    if all(sides.values()):
        yield say("paid", **sides, **sums)


def _missed(solution: BestPaths, baseline: Dataset, say: Say, lang: str) -> Iterator[str]:
    answers = solution.answers.values()
    once = told_once(answer.target for answer in answers)
    missed = sorted((a for a in answers if not a.met and a.target.id in once), key=lambda a: (a.level, -a.miss))
    for answer in missed[:MISSED]:
        target = label(answer.target, lang)
        if np.isnan(answer.projected):
            yield say("missed_never", target=target, year=solution.problem.paths.years[-1])
            continue
        values = projected_value(answer.target, baseline), answer.projected
        before, reached = (words.number(told(answer.target, value)) for value in values)
        unit = unit_of(answer.target, lang)
        unit = f" {unit}" if unit and lang == "en" else unit
        yield say("missed", target=target, reached=reached, asked=asks(answer.target, lang), unit=unit, own=before)
    if len(missed) > MISSED:
        yield say("missed_more", count=len(missed) - MISSED)


def tradeoff_text(outcome: Solution, lang: str) -> list[str]:
    """What tightening one limit costs, a line a floor."""
    say, tradeoff, system = Say("solution", lang), outcome.tradeoff, outcome.best.problem.system
    if tradeoff is None:
        return []
    units = words.unit(system.declarations[variable_of(tradeoff.variable)].units, lang, tradeoff.variable)
    titles = _titles(outcome.best, lang)
    lines = [say("tradeoff", name=title_of(tradeoff.variable, system, lang), unit=units, year=tradeoff.year)]
    for row in tradeoff.rows:
        floor, reached = words.number(row["floor"]), words.number(row["reached"])
        if not row["kept"]:
            lines.append(say("floor_not_reached", floor=floor, reached=reached))
            break
        names: list[str] = row["lost"].split(";")
        gone = [titles.get(name, name) for name in names if name]
        lost = say("lost", names=say.listed(gone)) if gone else ""
        more = {key: fixed(row[key] - tradeoff.rows[0][key], 0, "+") for key in ("whole_cost", "money")}
        missed = {"gdp": row["gdp"] or 0.0, "missed": row["targets_missed"], "sum": row["missed"]}
        lines.append(say("floor", floor=floor, lost=lost, **missed, **more))
    return lines
