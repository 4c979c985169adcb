"""Wedges in words: what moves each headline target from its baseline to its solved value."""

import math
from collections.abc import Iterable

from model.data.catalogue import Record, by_id
from model.engine.build import System
from model.plan.solution.wedges import Wedge, Wedges, titles
from model.present.text.messages import told as told_in
from model.present.text.phrases import label, unit_of
from model.present.text.words import Say

SHOWN, NAMED = 12, 3  # targets in the text, and parts of each
DIGITS = 3  # of the way from the baseline to the solved value


def wedges_text(wedges: Wedges, system: System, lang: str = "en", wanted: Iterable[Record] = ()) -> str:
    """The largest contributions to each headline target, and what could not be told; empty where nothing was asked.

    ``wanted`` are the targets of the scenario, whose own have their titles there.
    """
    say, lines = Say("wedges", lang), []
    if wedges.each:
        heading = "heading" if wedges.each[0].shapley else "one_out"
        lines.append(say(heading, count=len(wedges.groups), runs=2 ** len(wedges.groups)))
        lines += [_line(wedge, system, say) for wedge in wedges.each[:SHOWN]]
        lines += [say("more", count=len(wedges.each) - SHOWN)] * (len(wedges.each) > SHOWN)
    for departure in wedges.departures:
        names = say.listed(titles(name, system)[say.zh] for name in departure.names)
        lines.append(say(departure.kind, names=names, message=told_in(departure.message, lang)))
    if wedges.left_out:
        known = by_id() | {target.id: target for target in wanted}
        titles_of_peaks = [label(known[name], lang) if name in known else name for name in wedges.left_out]
        lines.append(say("peaks", names=say.listed(dict.fromkeys(titles_of_peaks))))
    return "\n".join(lines)


def _line(wedge: Wedge, system: System, say: Say) -> str:
    target, digits = wedge.target, digits_of(wedge)
    parts = {name: value for name, value in (wedge.shapley or wedge.leave_one_out).items() if value is not None}
    largest = sorted(parts, key=lambda name: -abs(parts[name]))[:NAMED]
    steps = [f"{titles(name, system)[say.zh]}{say.between}{fixed(parts[name], digits, '+')}" for name in largest]
    if not wedge.shapley and wedge.interaction is not None:
        steps.append(say("interaction", value=fixed(wedge.interaction, digits, "+")))
    unit = unit_of(target, say.lang)
    return say(
        "line", target=target.label_zh if say.zh else target.label, unit=unit if say.zh or not unit else f" {unit}",
        baseline=fixed(wedge.baseline, digits), solved=fixed(wedge.solved, digits), parts=say.listed(steps),
    )  # fmt: skip


def steps_of(wedge: Wedge) -> list[float]:
    """What moves the target, part by part, as far as it is known."""
    return [step for step in (wedge.shapley or wedge.leave_one_out).values() if step is not None]


def digits_of(wedge: Wedge) -> int:
    """Decimals at which the numbers of a target are told, so that the parts are seen to add up."""
    moved = max(abs(wedge.solved - wedge.baseline), *(abs(step) for step in steps_of(wedge)), 0.0)
    return min(max(DIGITS - 1 - math.floor(math.log10(moved)), 0), 6) if moved else DIGITS - 1


def fixed(value: float, digits: int, sign: str = "") -> str:
    """A number at so many decimals, thousands grouped, with a true minus sign; with ``sign`` a plus where it is one."""
    text = f"{value:{sign},.{digits}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else "0"
