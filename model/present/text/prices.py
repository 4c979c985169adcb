"""Prices in words: what one more unit of each binding target costs in effort, and through which levers."""

import math

from model.plan.solution.prices import CHECKS, GOALS, HOLDS, MOVES
from model.plan.solution.wedges import titles
from model.present.text import words

SHOWN = 12
PARTS = 10  # one unit is told where the target holds so many of it; else a power of ten that it does
WORDS = {
    "en": {
        "heading": "prices of {count} binding targets, dearest first by a move of one per cent; the first {checks} solved anew "
        "with the target moved by {move:g} % of its magnitude, and by less, down to {least:g} %, until the price holds:",
        "none": "no target binds: none has a price",
        "more": "asking {amount} more costs {price} of effort, mostly through {levers}",
        "less": "asking {amount} less costs {price} of effort, mostly through {levers}",
        "lever": "{name} ({share:.0%})",
        "both": "; solved anew both ways: {resolved} (ratio {ratio:.4f})",
        "tightened": "; solved anew, tightened only, for no path was found with it loosened: {resolved} (ratio {ratio:.4f})",
        "loosened": "; solved anew, loosened only, for no path was found with it tightened: {resolved} (ratio {ratio:.4f})",
        "edge": " by {moved:g} %, and {first} by {move:g} %: it is dear at its edge alone",
        "apart": " by {moved:g} %: the price does not hold",
        "not found": "; not solved anew, for no path was found with it moved either way",
        "rest": "  and {count} more, in prices.csv",
        "peaks": "peaks that bind have no price a unit, for a peak is a year: {names}",
        "goals": "goals missed by more",
        "line": "  {target}: {told}",
        "join": ", ",
        "point": ("percentage point", "percentage points"),
        "amount": "{count} {unit}",
    },
    "zh": {
        "heading": "起约束作用的目标共{count}项，其价格按目标变动百分之一的代价由高到低排列；前{checks}项将目标移动其量值的{move:g}%，不符时逐次缩小至{least:g}%，重新求解核对：",
        "none": "没有起约束作用的目标，均无价格",
        "more": "每多要求{amount}，需多付出{price}的努力，主要通过{levers}",
        "less": "每少允许{amount}，需多付出{price}的努力，主要通过{levers}",
        "lever": "{name}（{share:.0%}）",
        "both": "；双向重新求解：{resolved}（比值{ratio:.4f}）",
        "tightened": "；放宽后未找到路径，仅按收紧重新求解：{resolved}（比值{ratio:.4f}）",
        "loosened": "；收紧后未找到路径，仅按放宽重新求解：{resolved}（比值{ratio:.4f}）",
        "edge": "（移动{moved:g}%），移动{move:g}%则为{first}：仅在边缘处昂贵",
        "apart": "（移动{moved:g}%）：价格不成立",
        "not found": "；双向移动后均未找到路径，未能重新求解核对",
        "rest": "  另有{count}项，见 prices.csv",
        "peaks": "起约束作用的达峰目标以年份表示，无单位价格：{names}",
        "goals": "其他期望目标的差距扩大",
        "line": "  {target}：{told}",
        "join": "、",
        "point": ("个百分点", "个百分点"),
        "amount": "{count}{unit}",
    },
}  # fmt: skip


def prices_text(found: list, solution, lang: str = "en") -> str:
    """A sentence a price, of the dearest; the defaults in force; and which binding targets have none.

    Parameters
    ----------
    found
        As :func:`model.plan.solution.prices.prices` gives them.
    solution
        ``model.plan.solve.least_effort.Solution``, whose targets they are.
    """
    say, system = WORDS[lang], solution.problem.system
    lines = [
        say["heading"].format(
            count=len(found), checks=min(CHECKS, len(found)), move=100 * MOVES[0], least=100 * MOVES[-1]
        )
        if found
        else say["none"]
    ]
    lines += [_line(price, system, lang) for price in found[:SHOWN]]
    lines += [say["rest"].format(count=len(found) - SHOWN)] * (len(found) > SHOWN)
    peaks = [a.target.id for a in solution.answers.values() if a.target.reading == "peak" and a.price > 0]
    return "\n".join([*lines, *[say["peaks"].format(names=", ".join(peaks))] * bool(peaks)])


def _line(price, system, lang):
    say, target = WORDS[lang], price.target
    told = sentence(price, system, lang) + _check(price, say)
    return say["line"].format(target=target.label_zh if lang == "zh" else target.label, told=told)


def sentence(price, system, lang: str = "en") -> str:
    """What a price says, as a planner says it."""
    say, amount = WORDS[lang], _amount(price.magnitude)
    levers = [
        say["lever"].format(name=say["goals"] if name == GOALS else titles(name, system)[lang == "zh"], share=share)
        for name, share in price.main.items()
    ]
    return say["less" if price.less else "more"].format(
        amount=_counted(amount, price.target, say, lang),
        price=f"{price.price * amount:.3g}",
        levers=say["join"].join(levers),
    )


def _amount(magnitude):
    """One unit, or the power of ten below a tenth of the target's magnitude where that is less."""
    return min(1.0, 10.0 ** math.floor(math.log10(magnitude / PARTS)))


def _counted(amount, target, say, lang):
    """An amount with its unit; what is measured in per cent moves by percentage points."""
    if target.unit == "%":
        unit = say["point"][amount != 1]
    else:
        unit = words.unit(target.unit or "1", lang, target.variable)
    return say["amount"].format(count=f"{amount:g}" + " ×" * unit[:1].isdigit(), unit=unit).strip()


def _check(price, say):
    if not price.checked:
        return ""
    key = "both" if len(price.sides) == 2 else price.sides[0] if price.sides else "not found"
    if price.resolved is None:
        return say[key]
    amount = _amount(price.magnitude)
    told = say[key].format(resolved=f"{price.resolved * amount:.3g}", ratio=price.resolved / price.price)
    if abs(price.resolved / price.price - 1) > HOLDS:
        told += say["apart"].format(moved=100 * price.moved)
    elif price.moved != MOVES[0] and price.at_first is not None:
        first = f"{price.at_first * amount:.3g}"
        told += say["edge"].format(moved=100 * price.moved, first=first, move=100 * MOVES[0])
    return told
