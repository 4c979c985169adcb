"""What the templates tell of the results: the pace of the targets, the summary, and the targets."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from model.analysis.evidence import ESTIMATED
from model.data import figures
from model.plan.indicators import GROUPS, Count, count, group_of, is_relaxed, told_once
from model.plan.pace.pace import FLAGS, money, once
from model.plan.targets import Verdict, growth_rate
from model.present.canvas.colours import RESULTS
from model.present.canvas.types import DataArray, Dataset
from model.present.document.material import Material, Solved
from model.present.document.table import Cell, Ref, Say, Table, plain
from model.present.figures.money_account import account
from model.present.text import words
from model.present.text.phrases import aim_text, label, nature, projected_text, signed, told_gap, unit_of
from model.present.text.solving.solution import ended
from model.present.text.targets.aim import aim_of
from model.present.text.targets.pace import by_ratio, counts, money_each
from model.results.label import HEADLINES
from model.sectors import THEMES

GROWING = ("gdp", "primary_energy", "co2_emissions", "total_social_financing_increment")  # told in the summary
INTENSITIES = ("energy_intensity", "carbon_intensity")
DEAREST = 3  # prices told in the summary
BEYOND = FLAGS[3]


# -- pace --------------------------------------------------------------------------------------------------------------
def pace(material: Material, say: Say) -> dict[str, Any] | None:
    """How many targets ask for what pace, which go beyond experience, and what they take; None of another base year."""
    if not material.of_plan:
        return None
    paces, words_of_pace = once(material.paces), words.Say("pace", say.lang)
    return {
        "counts": counts(paces, words_of_pace),
        "beyond": sorted((each for each in paces if each.flag == BEYOND), key=by_ratio),
        "money": money_each(money(material.paces, material.results), material.end, words_of_pace),
    }


# -- summary -----------------------------------------------------------------------------------------------------------
def summary(material: Material, say: Say) -> dict[str, Any]:
    """What a director reads: targets, growth, money, how the search ended, and on what it all rests."""
    results, rates = material.results, {name: growth(material.results[name]) for name in GROWING}
    leads = {indicator.lead.target.variable: indicator.lead.as_printed for indicator in material.indicators}
    sides = account(results)
    return {
        "growths": {name: rate for name, rate in rates.items() if rate is not None},
        "intensities": [leads[name] for name in INTENSITIES if name in leads and leads[name].met is not None],
        "paid": sum(float(np.sum(values)) for values in sides["uses"].values()),
        "short": sum(float(np.sum(values)) for values in sides["unfunded"].values()),
        "assumed": len(material.record["assumptions"]),
        "numbers": len(figures(material.scenario.base)),
        "estimated": sum(row["status"] == ESTIMATED for row in material.ledger),
        "heaviest": next(row for row in material.ledger if row["weight"] is not None),
        "headlines": _headlines(material, say),
        **_judged(material),
        **_searched(material, say),
    }


def _judged(material: Material) -> dict[str, Any]:
    """How many targets are met, which are missed, and what becomes of what the plan marks as binding: as printed, both."""
    printed = [verdict.as_printed for verdict in material.counted]
    binding = [verdict for verdict in printed if verdict.target.nature == "binding" and verdict.met is not None]
    return {
        "main": count(material.indicators, True),
        "programmes": count(material.indicators, False),
        "counted": len(material.indicators),
        "tracked": len(told_once(target for target in material.plan.values() if target.variable)),
        "missed": [each.lead.as_printed for each in material.indicators if each.main and each.met_as_printed is False],
        "binding": len(binding),
        "binding_missed": [verdict for verdict in binding if not verdict.met],
    }


def _searched(material: Material, say: Say) -> dict[str, Any]:
    """How the search ended, which prices are the highest, and how many targets and sets of them stand in the way."""
    if material.solved is None:
        return {}
    conflicts = material.solved.diagnosis["conflicts"] if material.solved.diagnosis else []
    alone = sum(len(conflict["targets"]) == 1 for conflict in conflicts)
    return {
        "ended": ended(material.solved.search, say.lang)[0],
        "dearest": [price.target for price in material.solved.prices or ()][:DEAREST],
        "out_of_reach": alone,
        "sets": len(conflicts) - alone,
    }


def growth(series: DataArray) -> float | None:
    """Average growth from the base year to the last, % a year; None where a value is 0 or below."""
    before, after = float(series[0]), float(series[-1])
    years = int(series["year"][-1] - series["year"][0])
    return growth_rate(before, after, years) if before > 0 and after > 0 else None


def _headlines(material: Material, say: Say) -> Table:
    rows = [_headline(name, material.results, material.solved, say) for name in HEADLINES]
    return plain(["", *["number"] * (len(rows[0]) - 2), "unit"], rows)


def _headline(name: str, results: Dataset, solved: Solved | None, say: Say) -> list[str]:
    series = results[name]
    values = [float(series[0]), *([float(solved.baseline[name][-1])] if solved else []), float(series[-1])]
    return [
        words.name(series, say.lang),
        *map(words.number, values),
        aim_of(name, results) or words.number(None),
        _change(series, say),
        words.unit(series.attrs["units"], say.lang, name),
    ]


def _change(series: DataArray, say: Say) -> str:
    if series.attrs["units"] == "%":
        points = float(series[-1] - series[0]) / int(series["year"][-1] - series["year"][0])
        return say("points", value=signed(points))
    rate = growth(series)
    return words.number(None) if rate is None else say("per_cent", value=signed(rate))


# -- targets -----------------------------------------------------------------------------------------------------------
def targets(material: Material, say: Say) -> dict[str, Any]:
    """Every target that is tracked, by theme, and how many of each are met."""
    themes = {name: [verdict for verdict in material.counted if verdict.target.sector == name] for name in THEMES}
    themes = {name: own for name, own in themes.items() if own}
    tallies = {name: count(material.indicators, sector=name) for name in themes}
    rows = [
        [THEMES[name][say.zh], str(n.met), str(n.judged - n.met), str(n.open), Ref(f"targets_{name}")]
        for name, n in tallies.items()
    ]
    return {
        "by_group": _by_group(material, say),
        "by_theme": plain(["", "number", "number", "number", ""], rows),
        "themes": [_theme(name, verdicts, tallies[name], say) for name, verdicts in themes.items()],
    }


def _by_group(material: Material, say: Say) -> Table:
    """Main indicators and programmes apart: of unlike things there is no sum."""
    rows = []
    for group, main in (("group_main", True), ("group_programme", False)):
        tally = count(material.indicators, main)
        printed = [str(tally.met_as_printed)] if is_relaxed(material.verdicts) else []
        rows.append([say(group), str(tally.met), *printed, str(tally.judged - tally.met), str(tally.open)])
    return plain(["", *["number"] * (len(rows[0]) - 1)], rows)


def _theme(name: str, verdicts: Sequence[Verdict], tally: Count, say: Say) -> dict[str, Any]:
    groups = {group: [_row(v, say) for v in verdicts if group_of(v.target) == group] for group in GROUPS}
    styles = ["", "number", "number", "number", "unit", "year", "kept", "", "place"]
    table = Table(styles, [(say(f"group_{group}"), rows) for group, rows in groups.items() if rows])
    return {"name": name, "title": THEMES[name][say.zh], "met": tally.met, "judged": tally.judged, "table": table}


def _row(verdict: Verdict, say: Say) -> list[str | Cell]:
    target = verdict.target
    if target.reading == "peak":
        gap = say("years_late", years=words.number(verdict.gap)) if verdict.gap else words.number(None)
    else:
        gap = signed(told_gap(verdict))
    aim = aim_text(target, say.lang)
    if verdict.printed:
        aim = say("wanted_relaxed", wanted=aim, printed=aim_text(verdict.printed.target, say.lang))
    return [
        label(target, say.lang),
        aim,
        projected_text(verdict),
        gap,
        unit_of(target, say.lang),
        str(target.year or "–"),
        nature(target, say.lang) or "–",
        _result(verdict, say),
        say.placed(target.document, target.place),
    ]


def _result(verdict: Verdict, say: Say) -> Cell:
    """Met or not, by sign, word and colour; of a target that the scenario relaxes, as printed too."""
    text = say(RESULTS[verdict.met])
    if verdict.printed:
        text = say("result_relaxed", result=text, printed=say(RESULTS[verdict.printed.met]))
    return Cell(text, RESULTS[verdict.met])
