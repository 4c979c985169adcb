"""The pace of targets in words: for a terminal, a figure and a report."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import indent
from typing import Any

from model.data.experience import Experience
from model.plan.indicators import GROUPS, group_of
from model.plan.pace.money import Budget
from model.plan.pace.pace import Pace, once
from model.plan.targets import Target
from model.present.text import words
from model.present.text.cells import basis, declared
from model.present.text.phrases import figured, label, rounded, unit_of
from model.present.text.tables import as_text
from model.present.text.words import Say

ORDER = ("beyond experience", "fast", "ordinary", "met", "not judged")
JUDGED = ("ordinary", "fast", "beyond experience")


def csv_rows(paces: Iterable[Pace], lang: str = "en") -> list[dict[str, Any]]:
    """The keys of ``as_dict``, a target by its name in the language, and its experience as text."""
    say, rows = Say("pace", lang), []
    for pace in paces:
        experience = say("experience_join").join(_experience_text(past, pace.record, say) for past in pace.experience)
        name = pace.record.label_zh if say.zh else pace.record.label
        row = pace.as_dict() | {"name": name, "experience": experience}
        rows.append({key: "" if value is None else value for key, value in row.items()})
    return rows


def _experience_text(past: Experience, of: Target, say: Say) -> str:
    """What was done, of which region and years, and how it is known."""
    return say(
        "experience", pace=f"{past.pace:.6g}", unit=declared(past.unit, say.lang, of.variable or of.id),
        region=say(f"region_{past.region}"), years=past.years.replace("-", "—") if say.zh else past.years,
        status=Say("tables", say.lang)(f"cell_{past.status}"), source=basis(past.source, say.lang),
    )  # fmt: skip


def pace_text(stated: Sequence[Pace], budgets: Iterable[Budget], year: int, lang: str = "en") -> str:
    """The paces by flag, those that ask for most first; then how many there are of each, and the money."""
    say, paces = Say("pace", lang), once(stated)
    taken = [f"  {line}" for line in (*money_each(budgets, year, say), say("money_note"))]
    lines = [*counts(paces, say), say("money_head"), *taken, ""]
    for flag in ORDER:
        flagged = sorted((pace for pace in paces if pace.flag == flag), key=by_ratio)
        if flagged:
            head = say("flag_head", flag=say(f"flag_{flag}"), told=say(f"flag_long_{flag}"), count=len(flagged))
            lines += [head, _indented(flagged, flag, say), ""]
    return "\n".join(lines[:-1])


def by_ratio(pace: Pace) -> float:
    """The order of those that ask for most: what goes the other way, then by the ratio."""
    return float("-inf") if pace.ratio is None else -pace.ratio


def _indented(paces: Sequence[Pace], flag: str, say: Say) -> str:
    heads = ("target", "way", "needs", "was", "unit", "ratio", "where", "money")
    kept = [head for head in heads if flag in JUDGED or head not in ("was", "ratio", "where")]
    kept = [head for head in kept if flag != "met" or head not in ("needs", "unit", "money")]
    rows = [{say(f"head_{head}"): cells(pace, say)[head] for head in kept} for pace in paces]
    return indent(as_text(rows), "  ")


def cells(pace: Pace, say: Say) -> dict[str, str]:
    """What is told of one target: its way, what it needs and what was, their ratio, of where, and the money."""
    past = pace.experience[0] if pace.experience else None
    return {
        "target": label(pace.record, say.lang),
        "way": way_text(pace, say),
        "needs": say("any") if pace.required == 0 and pace.record.value is None else rounded(pace.required),
        "was": rounded(past.pace if past else None),
        "unit": unit_a_year(pace, say),
        "ratio": ratio_text(pace, say),
        "where": where_text(pace, say),
        "money": money_text(pace.money, say),
    }


def ratio_text(pace: Pace, say: Say) -> str:
    """How many times what was done; a word where that went the other way."""
    if pace.flag == "beyond experience" and pace.ratio is None:
        return say("opposite")
    if pace.ratio == 0:
        return say("any")
    return words.number(None) if pace.ratio is None else f"{pace.ratio:.2f}"


def where_text(pace: Pace, say: Say) -> str:
    """Of which region and years the experience is that counts, and whether it is assumed."""
    if not pace.experience:
        return words.number(None)
    past = pace.experience[0]
    text = f"{region(past.region, say)} {past.years.replace('-', '—' if say.zh else '–')}"
    return say("assumed", text=text) if past.status == "assumption" else text


def region(name: str, say: Say) -> str:
    """A region's name; its own where there is no word for it."""
    return say(f"region_{name}") if f"region_{name}" in words.subject("pace") else name


def money_text(ends: tuple[float, float] | None, say: Say) -> str:
    """What a target takes, over the range of prices; a dash where there is no price."""
    if ends is None:
        return words.number(None)
    low, high = map(rounded, ends)
    return low if low == high else say("money_both", low=low, high=high)


def unit_a_year(pace: Pace, say: Say) -> str:
    """The unit of what is needed and what was done a year; nothing of a peak, which is a year."""
    if pace.record.reading == "peak":
        return ""
    if pace.way == "rate":
        return say("way_rate")
    unit = pace.record.unit
    if unit in ("%", "percentage_point"):
        return say("way_points")
    shown = re.sub("(/yr|a year|/年|每年)$", "", unit_of(pace.record, say.lang))
    return say("way_step", unit=shown) if shown else say("way_bare")


def way_text(pace: Pace, say: Say) -> str:
    """From where to where, in the target's own unit."""
    record, need = pace.record, pace.need
    shown = {"unit": unit_of(record, say.lang), "year": record.year}
    if record.reading == "peak":
        return say("peak_by", **shown)
    if record.reading == "growth_above_gdp":
        return say("above_gdp", **shown)
    if record.value is None and record.reading != "level":
        return say("any_fall" if record.relation == "falls by" else "any_rise", **shown)
    shown |= {"target": figured(record, need.target), "base": figured(record, need.base)}
    alone = need.base is None or record.reading in ("change_percent", "cumulative", "change")
    key = "each_year" if record.reading == "yearly_increase" else "only_to" if alone else "from_to"
    return say(key, **shown).replace("  ", " ")


def counts(paces: Sequence[Pace], say: Say) -> list[str]:
    """How many there are of each flag, main indicators and programmes apart; and by which experience they are judged."""
    lines = []
    for group in GROUPS:
        tally = Counter(pace.flag for pace in paces if group_of(pace.record) == group)
        parts = [say("count", flag=say(f"flag_{flag}"), count=tally[flag]) for flag in ORDER if tally[flag]]
        lines += [say(f"counts_{group}", parts=say.listed(parts))] * bool(parts)
    judged = [pace for pace in paces if pace.flag in JUDGED]
    regions = Counter(pace.experience[0].region for pace in judged)
    parts = [say("judged_part", region=region(name, say), count=count) for name, count in regions.items()]
    assumed = sum(pace.experience[0].status == "assumption" for pace in judged)
    shown = {"judged": len(judged), "all": len(paces), "parts": say.listed(parts), "assumed": assumed}
    return [*lines, *[say("judged_by", **shown)] * bool(judged), *relaxed_note(paces, say)]


def relaxed_note(paces: Iterable[Pace], say: Say) -> list[str]:
    """That the scenario holds targets at values of its own, where it does."""
    count = sum(bool(pace.verdict.printed) for pace in paces)
    return [say("relaxed" if count > 1 else "relaxed_one", count=count)] if count else []


def money_each(budgets: Iterable[Budget], year: int, say: Say) -> list[str]:
    """What the targets take together against what the scenario spends, one line a purpose."""
    lines = []
    for budget in budgets:
        ends = {key: rounded(getattr(budget, key)) for key in ("low", "high", "has")}
        lines.append(say("money_line", purpose=say(f"money_{budget.purpose}"), year=year, **ends))
    return lines
