"""What targets ask for and what is projected of them, and other numbers with their signs, as a reader writes them."""

from collections.abc import Callable, Sequence
from functools import partial

from model.engine.build import System
from model.plan.targets import Target, Verdict, ends, gap, numbered, told
from model.present.text import words
from model.present.text.words import Say
from model.scenario.element import title_of

SIGNS = {"at least": "≥", "above": ">", "at most": "≤", "below": "<", "about": "≈", "equal": "=", "between": ""}
WAYS = {"rises by": "↑↓", "falls by": "↓↑"}  # arrows of a change: as wanted, and against it
CHANGED = SIGNS | {"rises by": "≥", "falls by": "≤"}  # of a change, told as the value that it leads to


def signed(value: float | None) -> str:
    """A number with its sign, a dash for nothing."""
    text = words.number(value)
    return f"+{text}" if value is not None and value > 0 and text != "0" else text


def name_of(element: str, system: System, lang: str) -> str:
    """A variable's element as it stands in print."""
    return words.subscript(title_of(element, system, lang))


def label(target: Target, lang: str) -> str:
    """The name of a target, or of another record, with its scope."""
    return words.subscript(target.label_zh if lang == "zh" else target.label)


def unit_of(target: Target, lang: str) -> str:
    """The unit of a target's reading; empty of a peak, which is a year, and in English of a bare count, as its name says of what."""
    apart = target.unit == "%" and target.reading in ("change", "growth_above_gdp")  # of one share from another
    unit = words.unit("percentage_point" if apart else target.unit or "1", lang, target.variable or target.id)
    bare = target.unit == "count" and (unit, lang) == ("number", "en")
    return "" if target.reading == "peak" or bare else unit


def gap_unit(target: Target, lang: str) -> str:
    """The unit of a gap: of a share, points."""
    return words.unit("percentage_point", lang) if target.unit == "%" else unit_of(target, lang)


def apart(unit: str, lang: str) -> str:
    """A unit as it stands behind a number; in English one that begins with a number is multiplied."""
    return f"{'' if lang == 'zh' else ' × ' if unit[:1].isdigit() else ' '}{unit}" if unit else ""


def nature(target: Target, lang: str) -> str:
    """What the plan says of how firm a target is; empty where it says nothing."""
    return Say("catalogue", lang)(f"nature_{target.nature}") if target.nature else ""


def values_asked(target: Target, lang: str = "en") -> str:
    """The number or numbers that a target names, as the plan has them; empty where it names none."""
    return words.TO[lang].join(f"{value:.10g}" for value in (target.value, target.upper) if value is not None)


def asks(target: Target, lang: str = "en") -> str:
    """What a target asks for in words and numbers; ``rises`` or ``peaks`` where it names none."""
    verb = Say("catalogue", lang)(f"relation_{target.relation}")
    between = "" if lang == "zh" else " "
    return f"{verb}{between}{values_asked(target, lang)}" if target.value is not None else verb.removesuffix(" by")


def value_text(relation: str, values: Sequence[float], lang: str = "en") -> str:
    """A value, or the two between which it lies, with the sign of a relation."""
    return f"{CHANGED.get(relation, '')} {words.TO[lang].join(words.number(value) for value in values)}".strip()


def aim_text(target: Target, lang: str, dated: bool = False) -> str:
    """What a target asks for, with the sign of its relation; of a peak the word, or where it is ``dated`` the year."""
    if target.reading == "peak":
        return words.word("by_year", lang, year=target.year) if dated else words.word("peak", lang)
    if target.relation in WAYS:
        return f"{WAYS[target.relation][0]} {'' if target.value is None else words.number(target.value)}".strip()
    if not numbered(target):
        return asks(target, lang)
    return value_text(target.relation, ends(target), lang)


def projected_text(verdict: Verdict, written: Callable[[float], str] = words.number) -> str:
    """What is projected for a target, as ``written`` has a number; of a change, its size after an arrow."""
    target = verdict.target
    if verdict.projected is None:
        return words.number(None)
    value = told(target, verdict.projected)
    if target.reading == "peak":
        return f"{value:.0f}"
    return f"{WAYS[target.relation][value < 0]} {written(abs(value))}" if target.relation in WAYS else written(value)


def told_gap(verdict: Verdict) -> float | None:
    """The gap of what is told to be projected, so that the two agree."""
    return None if verdict.projected is None else gap(verdict.target, told(verdict.target, verdict.projected))


def rounded(value: float | None) -> str:
    """A number to three significant digits, a dash for nothing."""
    if value is None:
        return words.number(None)
    return f"{value:.3g}".replace("-", "−") if abs(value) < 1 else words.number(float(f"{value:.3g}"))


def figured(target: Target, value: float | None) -> str:
    """A value of a target: to three significant digits, and to as many decimals as it is printed with."""
    if value is None:
        return words.number(None)
    size, printed = abs(value), len(target.printed.split("/")[0].partition(".")[2])
    decimals = max(3 - len(f"{size:.0f}") if size >= 1 else 3, printed, 0)
    text = f"{value:,.{decimals}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def reached_text(verdict: Verdict) -> str:
    """What is projected for a target, as :func:`figured` has it."""
    return projected_text(verdict, partial(figured, verdict.target))
