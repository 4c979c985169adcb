"""What a run comes to, as a terminal tells it: the main indicators one a line, then how many are met."""

from collections.abc import Mapping, Sequence

from model.plan.indicators import Indicator, count, indicators
from model.plan.pace.pace import paces
from model.plan.run import Run
from model.plan.targets import Verdict
from model.present.canvas.colours import RESULTS
from model.present.text import words
from model.present.text.phrases import aim_text, figured, label, reached_text, told_gap, unit_of
from model.present.text.tables import as_text
from model.present.text.words import Say

MARKS = {True: "+", False: "x", None: "."}


def outcome_lines(run: Run, lang: str = "en") -> list[str]:
    """The main indicators that the scenario is held against, and the counts of these and of programmes."""
    say, known = Say("outcome", lang), indicators(run.verdicts)
    flags = {pace.record.id: pace.flag for pace in paces(run.targets, run.results)}
    relaxed, likely = any(indicator.lead.printed for indicator in known), bool(run.probabilities)
    rows = [_row(indicator.lead, flags, relaxed, likely, say) for indicator in known if indicator.main]
    table = as_text(rows).splitlines() if rows else []
    return [*table, *([say("signs"), ""] if table else []), *count_lines(known, say)]


def _row(verdict: Verdict, flags: Mapping[str, str], relaxed: bool, likely: bool, say: Say) -> dict[str, str]:
    target = verdict.target
    cells = {
        "met": MARKS[verdict.met],
        "main": label(target, say.lang),
        "projected": reached_text(verdict),
        "target": aim_text(target, say.lang, dated=True),
        **({"printed": _printed(verdict, say)} if relaxed else {}),
        "unit": unit_of(target, say.lang),
        "gap": gap_text(verdict, say),
        **({"probability": words.share(verdict.probability)} if likely else {}),
        "year": str(target.year),
        "pace": words.Say("pace", say.lang)(f"flag_{flags[target.id]}"),
    }
    return {say(f"head_{key}"): value for key, value in cells.items()}


def _printed(verdict: Verdict, say: Say) -> str:
    """Of a target that the scenario relaxes, what is printed and whether that is met."""
    if not verdict.printed:
        return ""
    result = say(RESULTS[verdict.printed.met])
    return say("printed", wanted=aim_text(verdict.printed.target, say.lang, dated=True), result=result)


def gap_text(verdict: Verdict, say: Say) -> str:
    """What is projected less what is wanted, with its sign; of a peak the years by which it is late."""
    if verdict.gap is None:
        return words.number(None)
    if verdict.target.reading == "peak":
        return say("late", years=verdict.gap) if verdict.gap else words.number(None)
    text = figured(verdict.target, told_gap(verdict))
    return f"+{text}" if verdict.gap > 0 and text.strip("0.") else text


def count_lines(known: Sequence[Indicator], say: Say) -> list[str]:
    """How many main indicators and how many programmes are met; as the scenario relaxes them and as they are printed."""
    relaxed = any(indicator.lead.printed for indicator in known)
    lines = []
    for main, key in ((True, "main_met"), (False, "programmes_met")):
        tally = count(known, main)
        if tally.judged or tally.judged_as_printed:
            text = say(key, met=tally.met, judged=tally.judged)
            if relaxed:
                text = say("beside", relaxed=text, met=tally.met_as_printed, judged=tally.judged_as_printed)
            lines.append(text + (say("open_too", count=tally.open) if tally.open else ""))
    if relaxed:
        lines.append(say("relaxed", count=sum(bool(indicator.lead.printed) for indicator in known)))
    return lines or [say("none_judged")]
