"""The plan with the least relaxation: the scenario whose missed targets are moved to what was reached, and no further."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil, floor, log10
from typing import Any

from scipy.optimize import brentq

from model.data.catalogue import Record
from model.plan.question.levels import LEVELS
from model.plan.question.options import INSISTED
from model.plan.solve.least_effort import Answer, BestPaths
from model.plan.targets import FULL, aim, limits
from model.scenario.load import Scenario

KEPT = 1e-6  # a miss, in halves of a target's magnitude, that asks for no relaxation
DIGITS = 3  # significant digits of a moved target, as a planner writes it, rounded to the side that is easier to meet
EASE = 0.001  # of what was reached: by how much more a target gives way, so that its very edge is not asked for


def relaxed(solution: BestPaths) -> Scenario:
    """The scenario that was solved, asking of each missed target what the solution reached, of the others what it did.

    A peak has no value to be moved: one that was missed is no longer asked for, nor is a change that went the other way. Targets that the solver was not asked
    for are not in it.

    Returns
    -------
    Scenario
        With ``-consistent`` in its name, and a ``targets`` mapping that holds the edits.
    """
    scenario = solution.problem.scenario
    given = {} if scenario.targets == "all" else scenario.targets
    moved = {
        answer.target.id: dict(given.get(answer.target.id, {})) | edit(answer)
        for answer in solution.answers.values()
        if not is_dropped(answer)
    }
    title = {
        "en": f"{scenario.title['en']}, with the least relaxation that lets all be met",
        "zh": f"{scenario.title['zh']}（以最小放宽使各项目标均可实现）",
    }
    solve = scenario.solve | {"worth": dict.fromkeys(LEVELS, INSISTED)}
    return replace(scenario, name=f"{scenario.name[:53]}-consistent", title=title, targets=moved, solve=solve)


def comments(solution: BestPaths) -> list[str]:
    """What a reader of the relaxed scenario should know: each target that gave way, from what to what."""
    moved = [(answer, edit(answer)) for answer in solution.answers.values() if answer.miss > KEPT]
    lines = [
        f"Every target of {solution.problem.scenario.name} that the solver was asked for; {len(moved)} of them are relaxed, by the",
        "least weighted sum of misses, to what was reached from "
        f"{len(solution.starts)} starts, and rounded to {DIGITS} digits. From what to what:",
    ]
    return lines + [f"  {answer.target.id}: {_said(answer.target)} -> {_moved(answer, new)}" for answer, new in moved]


def _said(target: Record) -> str:
    if target.reading == "peak":
        return f"{target.relation} {target.year}"
    value = "a change" if target.value is None else f"{target.value:g}"
    return f"{target.relation} {value}" + (f" to {target.upper:g}" if target.relation == "between" else "")


def _moved(answer: Answer, changes: Mapping[str, float]) -> str:
    if is_dropped(answer):
        return "not asked for"
    said = " to ".join(f"{value:g}" for value in changes.values()) or "the same, without holding it"
    return f"{said} {answer.target.unit}"


def is_dropped(answer: Answer) -> bool:
    """Whether a target that was missed is no longer asked for: a peak has no value, and no relaxation asks for the opposite."""
    target, short = answer.target, answer.projected < answer.low
    if answer.miss <= KEPT:
        return False
    if target.reading == "peak":
        return True
    if answer.low <= answer.projected <= answer.high:
        return False
    asked = aim(target) or (1.0 if target.relation in ("rises by", "falls by") else 0.0)
    return asked * _moved_value(target, answer.projected, short) < 0


def edit(answer: Answer) -> dict[str, float]:
    """The edit of a target that lets what was projected meet it; empty where it was met, or is no longer asked for.

    A target that was met in its own year and lost in one after it keeps its value.
    """
    target, reached = answer.target, answer.projected
    if answer.miss <= KEPT or answer.low <= reached <= answer.high or is_dropped(answer):
        return {}
    short = reached < answer.low
    reached += EASE * abs(reached) * (-1 if short else 1)
    key = "upper" if target.relation == "between" and not short else "value"
    return {key: _rounded(_moved_value(target, reached, short), floor if short else ceil)}


def _moved_value(target: Record, reached: float, short: bool) -> float:
    """The target value whose limit is what was reached: the lower one where that fell short, else the upper one."""
    if target.relation == "between":
        return reached
    side, way = (0, -1) if short else (1, 1)

    def beyond(value: float) -> float:
        return limits(replace(target, value=value, printed=""))[side] - reached  # printed anew, with digits of its own

    # a limit moves with its value, "about" a twentieth faster or slower; that of full coverage lies half a point off, and
    # what is about none has the width of its base
    room = abs(limits(target)[side] - reached) + (1.0 if (target.unit, aim(target)) == ("%", FULL) else 0.0)
    while way * beyond(aim(target) + way * room) < 0:
        room *= 2
    root: Any = brentq(beyond, aim(target) + way * room, aim(target) - way * 2 * room)
    return root


def _rounded(value: float, side: Callable) -> float:
    scale = 10.0 ** (DIGITS - 1 - floor(log10(abs(value)))) if value else 1.0
    return side(value * scale) / scale
