"""Prices in words: what one more unit of each binding target costs in effort, and through which levers."""

import math

from model.plan.solution.prices import CHECKS, GOALS, HOLDS, MOVES
from model.plan.solution.wedges import titles
from model.present.text import words
from model.present.text.words import Say

SHOWN = 12
PARTS = 10  # one unit is told where the target holds so many of it; else a power of ten that it does


def prices_text(found: list, solution, lang: str = "en") -> str:
    """A sentence a price, of the dearest; the defaults in force; and which binding targets have none.

    Parameters
    ----------
    found
        As :func:`model.plan.solution.prices.prices` gives them.
    solution
        ``model.plan.solve.least_effort.BestPaths``, whose targets they are.
    """
    say, system = Say("prices", lang), solution.problem.system
    lines = [
        say("heading", count=len(found), checks=min(CHECKS, len(found)), move=100 * MOVES[0], least=100 * MOVES[-1])
        if found
        else say("none")
    ]
    lines += [_line(price, system, lang) for price in found[:SHOWN]]
    lines += [say("rest", count=len(found) - SHOWN)] * (len(found) > SHOWN)
    peaks = [a.target.id for a in solution.answers.values() if a.target.reading == "peak" and a.price > 0]
    return "\n".join([*lines, *[say("peaks", names=", ".join(peaks))] * bool(peaks)])


def _line(price, system, lang):
    say, target = Say("prices", lang), price.target
    told = sentence(price, system, lang) + _check(price, say)
    return say("line", target=target.label_zh if lang == "zh" else target.label, told=told)


def sentence(price, system, lang: str = "en") -> str:
    """What a price says, as a planner says it."""
    say, amount = Say("prices", lang), _amount(price.magnitude)
    levers = [
        say("lever", name=say("goals") if name == GOALS else titles(name, system)[lang == "zh"], share=share)
        for name, share in price.main.items()
    ]
    return say(
        "less" if price.less else "more",
        amount=_counted(amount, price.target, say, lang),
        price=f"{price.price * amount:.3g}",
        levers=say("join").join(levers),
    )


def _amount(magnitude):
    """One unit, or the power of ten below a tenth of the target's magnitude where that is less."""
    return min(1.0, 10.0 ** math.floor(math.log10(magnitude / PARTS)))


def _counted(amount, target, say, lang):
    """An amount with its unit; what is measured in per cent moves by percentage points."""
    if target.unit == "%":
        unit = say("point" if amount == 1 else "points")
    else:
        unit = words.unit(target.unit or "1", lang, target.variable)
    return say("amount", count=f"{amount:g}" + " ×" * unit[:1].isdigit(), unit=unit).strip()


def _check(price, say):
    if not price.checked:
        return ""
    key = "both" if len(price.sides) == 2 else price.sides[0] if price.sides else "not_found"
    if price.resolved is None:
        return say(key)
    amount = _amount(price.magnitude)
    told = say(key, resolved=f"{price.resolved * amount:.3g}", ratio=price.resolved / price.price)
    if abs(price.resolved / price.price - 1) > HOLDS:
        told += say("apart", moved=100 * price.moved)
    elif price.moved != MOVES[0] and price.at_first is not None:
        first = f"{price.at_first * amount:.3g}"
        told += say("edge", moved=100 * price.moved, first=first, move=100 * MOVES[0])
    return told
