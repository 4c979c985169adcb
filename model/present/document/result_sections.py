"""Sections on what was found: the summary and the targets, each with its figures after its text."""

from collections.abc import Mapping

import numpy as np

from model.analysis.evidence import ESTIMATED
from model.data import figures
from model.plan.indicators import GROUPS, count, group_of, is_relaxed
from model.plan.targets import growth_rate
from model.present.canvas.canvas import PAST
from model.present.document.parts import Cell, Figure, Foreign, Points, Ref, Section, Table, Text, plain
from model.present.figures.money_account import account
from model.present.text import words
from model.present.text.catalogue import place
from model.present.text.phrases import aim_text, label, name_of, nature, projected_text, signed, unit_of
from model.present.text.targets.wanted import wanted
from model.results.label import HEADLINES
from model.sectors import THEMES

GROWING = ("gdp", "primary_energy", "co2_emissions", "total_social_financing_increment")  # told in the summary
INTENSITIES = ("energy_intensity", "carbon_intensity")
DEAREST = 3  # prices told in the summary
RESULTS = {True: "met", False: "missed", None: "open"}


def result_cell(met: bool | None, say) -> Cell:
    """Met or not, by sign, word and colour."""
    return Cell(say(RESULTS[met]), RESULTS[met])


def placed(document: str, where: str, say) -> Text:
    """Document and place of a record."""
    return say("in_place", document=Foreign(document, "zh"), place=place(where, say.lang))


# -- summary -----------------------------------------------------------------------------------------------------------
def summary(material, system, pictures, say) -> Section:
    """What a director reads: targets, growth, money, how the search ended, and on what it all rests."""
    points = [
        *_targets_told(material, say),
        *_binding_told(material, say),
        _growth_told(material, say),
        *_intensities_told(material, say),
        _money_told(material, say),
    ]
    points += [*_solution_told(material, say), _evidence_told(material, system, say)]
    overview = Figure(
        "figure_overview", say("overview_caption", start=material.start - PAST, end=material.end), *pictures["overview"]
    )
    told = say("overview_text", overview=Ref("figure_overview"), base=material.start)
    dispatch = Figure(
        "figure_dispatch", say("dispatch_caption", first=material.start + 1, end=material.end), *pictures["dispatch"]
    )
    slices = say("dispatch_text", dispatch=Ref("figure_dispatch"))
    return Section(
        "summary", say("summary"), [Points(points), _headlines(material, say), slices, told, dispatch, overview]
    )


def _not_judged(material, say):
    return plain(words.not_judged(material.start, say.lang))


def _targets_told(material, say):
    if not material.of_plan:
        return [_not_judged(material, say)]
    main, programmes = (count(material.indicators, group) for group in (True, False))
    counts = {"judged": main.judged, "programmes": programmes.judged, "met": main.met, "programmes_met": programmes.met}
    if not main.judged + programmes.judged:
        told = [say("none_judged")]
    else:
        told = [say("main_met", **counts, end=material.end, targets=Ref("targets"))]
    if is_relaxed(material.judged):
        told.append(_printed_told(main, programmes, say))
    if main.open + programmes.open:
        told.append(say("open_targets", count=main.open + programmes.open))
    tracked = sum(bool(target.variable) and not target.restates for target in material.plan.values())
    if len(material.counted) < tracked:
        told.append(say("chosen_targets", count=len(material.counted), all=tracked))
    if material.edited:
        told.append(say("edited_targets", count=len(material.edited), edits=Ref("scenario_edits")))
    if main.met + programmes.met < main.judged + programmes.judged and material.solved is None:
        told.append(say("no_forecast"))
    return [say.join(told, "between_sentences")]


def _printed_told(main, programmes, say):
    """What becomes of the plan as printed where the scenario holds its targets at values of its own."""
    counts = {"judged": main.judged_as_printed, "programmes": programmes.judged_as_printed}
    if (main.met_as_printed, programmes.met_as_printed) == tuple(counts.values()):
        return say("as_printed_all", **counts)
    return say("as_printed", **counts, met=main.met_as_printed, programmes_met=programmes.met_as_printed)


def _main_missed(material):
    """The verdicts on the main indicators that are missed as printed."""
    return [own.lead.as_printed for own in material.indicators if own.main and own.met_as_printed is False]


def _binding_told(material, say):
    """The main indicators that are missed, and what becomes of what the plan marks as binding: as printed, both."""
    if not material.of_plan:
        return []
    missed = _main_missed(material)
    key = "main_missed_printed" if is_relaxed(material.judged) else "main_missed"
    told = [say(key, each=say.join([_short(verdict, say) for verdict in missed], "clause"))] if missed else []
    printed = [verdict.as_printed for verdict in material.counted]
    binding = [v for v in printed if v.target.nature == "binding" and v.met is not None]
    short = [verdict for verdict in binding if not verdict.met]
    if not binding:
        return [*told, say("binding_none")]
    if not short:
        key = "binding_but" if missed else "binding_met"
        return [*told, say(key, count=len(binding), **({"missed": len(missed)} if missed else {}))]
    key = "binding_missed_all" if len(short) == len(binding) else "binding_missed"
    each = [_short(verdict, say) for verdict in short]
    return [*told, say(key, missed=len(short), count=len(binding), each=say.join(each, "clause"))]


def _short(verdict, say):
    target = verdict.target
    if target.reading == "peak":
        return say("short_peak", title=label(target, say.lang), year=target.year)
    numbers = {"projected": projected_text(verdict), "wanted": aim_text(target, say.lang), "gap": signed(verdict.gap)}
    return say("short_by", title=label(target, say.lang), unit=unit_of(target, say.lang), **numbers)


def _growth_told(material, say):
    results, each = material.results, []
    for name in GROWING:
        rate = growth(results[name])
        if rate is not None:
            title = say(f"{name}_grows", base=material.start)
            each.append(say("grows" if rate >= 0 else "falls", title=title, rate=words.number(abs(rate))))
    return say("growths", start=material.start, end=material.end, each=say.join(each, "comma", "last_comma"))


def _intensities_told(material, say):
    """Energy and CO2 per GDP with what the plan wants of them as printed."""
    leads = {own.lead.target.variable: own.lead.as_printed for own in material.indicators}
    told = [leads[name] for name in INTENSITIES if name in leads and leads[name].met is not None]
    each = [
        say("against", title=label(v.target, say.lang), unit=unit_of(v.target, say.lang), projected=projected_text(v),
            wanted=aim_text(v.target, say.lang))
        for v in told
    ]  # fmt: skip
    return [say("intensities", each=say.join(each, "clause"))] if each else []


def _money_told(material, say):
    sides = account(material.results)
    paid, short = (sum(float(np.sum(values)) for values in sides[side].values()) for side in ("uses", "unfunded"))
    scale = 1 if say.zh else 10  # 1e8 CNY are a tenth of a billion
    told = {
        "total": words.number(paid / scale),
        "short": words.number(short / scale),
        "share": words.number(100 * short / (paid + short)),
    }
    return say("paid_for", first=material.start + 1, end=material.end, money=Ref("money"), **told)


def _solution_told(material, say):
    from model.present.text.solving.solution import ended

    solved = material.solved
    if solved is None:
        return []
    told = [say("search_ended", told=ended(solved.search, say.lang)[0], search=Ref("search"))]
    if solved.prices:
        each = [plain(label(price.target, say.lang)) for price in solved.prices[:DEAREST]]
        told.append(say("dearest", each=say.join(each, "clause"), prices=Ref("prices")))
    if solved.diagnosis:
        alone = sum(len(conflict["targets"]) == 1 for conflict in solved.diagnosis["conflicts"])
        sets = len(solved.diagnosis["conflicts"]) - alone
        counts = [say("out_of_reach", count=alone)] * bool(alone) + [say("sets_found", count=sets)] * bool(sets)
        told += [say("why_not", why=say.join(counts, "clause"), conflicts=Ref("conflicts"))] * bool(counts)
    return told


def _evidence_told(material, system, say):
    first = next(row for row in material.ledger if row["weight"] is not None)
    told = {"assumed": len(material.record["assumptions"]), "all": len(figures(material.start))}
    told |= {
        "estimated": sum(row["status"] == ESTIMATED for row in material.ledger),
        "status": say(f"status_{first['status']}"),
        "title": name_of(first["name"], system, say.lang),
        "moved": name_of(first["moves"], system, say.lang),
        "weight": weight(first, system, say),
    }
    return say("rests_on", end=material.end, evidence=Ref("assumptions"), **told)


def weight(row: Mapping, system, say):
    """By how much an assumption moves it: in points where the result is in per cent, else in per cent."""
    key = "points" if system.declarations[row["moves"]].units == "%" else "per_cent"
    return say(key, value=words.number(row["weight"]))


def growth(series) -> float | None:
    """Average growth from the base year to the last, % a year; None where a value is 0 or below."""
    before, after = float(series[0]), float(series[-1])
    years = int(series["year"][-1] - series["year"][0])
    return growth_rate(before, after, years) if before > 0 and after > 0 else None


def _headlines(material, say):
    results, solved = material.results, material.solved
    heads = [(say("head_variable"), ""), (say("head_base", base=material.start), "number")]
    if solved:
        heads.append((say("head_before", end=material.end), "number"))
    heads += [(say("head_solved" if solved else "head_end", end=material.end), "number")]
    heads += [(say("head_wanted"), "number"), (say("head_change"), "number"), (say("head_unit"), "unit")]
    rows = [_headline(name, results, solved, say) for name in HEADLINES]
    caption = say("headlines", base=material.start, end=material.end)
    return Table("headlines", caption, heads, [(None, rows)], say("headlines_note"))


def _headline(name, results, solved, say):
    series = results[name]
    values = [float(series[0]), *([float(solved.baseline[name][-1])] if solved else []), float(series[-1])]
    numbers = [words.number(value) for value in values]
    return [
        words.name(series, say.lang),
        *numbers,
        wanted(name, results) or words.number(None),
        _change(series, say),
        words.unit(series.attrs["units"], say.lang, name),
    ]


def _change(series, say):
    if series.attrs["units"] == "%":
        points = float(series[-1] - series[0]) / int(series["year"][-1] - series["year"][0])
        return say("points", value=signed(points))
    rate = growth(series)
    return words.number(None) if rate is None else say("per_cent", value=signed(rate))


# -- targets -----------------------------------------------------------------------------------------------------------
def targets(material, pictures, say) -> Section:
    """Every target that is tracked, by sector, and how far each has come; none of another base year than the plan's."""
    if not material.of_plan:
        return Section("targets", say("targets"), [_not_judged(material, say)])
    found = {name: [verdict for verdict in material.counted if verdict.target.sector == name] for name in THEMES}
    found = {sector: own for sector, own in found.items() if own}
    tables = [_sector_table(sector, own, say) for sector, own in found.items()]
    drawn = paged(pictures, "targets", "scorecard_caption", say, base=material.start)
    told = say("targets_text", progress=Ref(drawn[0].key), base=material.start)
    blocks = [told, _by_group(material, say), _by_sector(found, say), *tables, *drawn]
    return Section("targets", say("targets"), blocks)


def _by_group(material, say):
    """Main indicators and programmes apart: of unlike things there is no sum."""
    relaxed = is_relaxed(material.judged)
    keys = ["head_met", *(["head_printed"] if relaxed else []), "head_missed", "head_open"]
    heads = [(say("head_group"), ""), *((say(key), "number") for key in keys)]
    rows = []
    for group, main in (("group_main", True), ("group_programme", False)):
        own = count(material.indicators, main)
        printed = [str(own.met_as_printed)] if relaxed else []
        rows.append([say(group), str(own.met), *printed, str(own.judged - own.met), str(own.open)])
    return Table("by_group", say("by_group"), heads, [(None, rows)])


def _by_sector(found, say):
    heads = [
        (say("head_theme"), ""),
        *((say(key), "number") for key in ("head_met", "head_missed", "head_open")),
        (say("head_listed"), ""),
    ]
    body = [
        [THEMES[sector][say.zh], *_counts(verdicts), Ref(f"targets_{sector}")] for sector, verdicts in found.items()
    ]
    return Table("by_sector", say("by_sector"), heads, [(None, body)])


def _counts(verdicts):
    """Of the statements of a theme, which are of a kind."""
    return [str(sum(verdict.met is wanted for verdict in verdicts)) for wanted in (True, False, None)]


def _sector_table(sector, verdicts, say):
    judged = [verdict for verdict in verdicts if verdict.met is not None]
    caption = say(
        "sector_targets", sector=THEMES[sector][say.zh], met=sum(verdict.met for verdict in judged), judged=len(judged)
    )
    keys = {
        "target": "",
        "wanted": "number",
        "projected": "number",
        "gap": "number",
        "unit": "unit",
        "year": "year",
        "nature": "kept",
        "result": "",
        "place": "place",
    }
    heads = [(say(f"head_{key}"), style) for key, style in keys.items()]
    return Table(
        f"targets_{sector}",
        caption,
        heads,
        [
            (say(f"group_{group}"), rows)
            for group in GROUPS
            if (rows := [_target_row(verdict, say) for verdict in verdicts if group_of(verdict.target) == group])
        ],
        style="targets",
    )


def _target_row(verdict, say):
    target = verdict.target
    if target.reading == "peak":
        gap = say("years_late", years=words.number(verdict.gap)) if verdict.gap else words.number(None)
    else:
        gap = signed(verdict.gap)
    asked = aim_text(target, say.lang)
    if verdict.printed:
        asked = say("wanted_relaxed", wanted=asked, printed=aim_text(verdict.printed.target, say.lang))
    numbers = [asked, projected_text(verdict), gap]
    year, firmness = str(target.year or "–"), nature(target, say.lang) or "–"
    return [
        label(target, say.lang),
        *numbers,
        unit_of(target, say.lang),
        year,
        firmness,
        _result(verdict, say),
        placed(target.document, target.place, say),
    ]


def _result(verdict, say):
    """Met or not; of a target that the scenario relaxes, as printed too."""
    cell = result_cell(verdict.met, say)
    if not verdict.printed:
        return cell
    told = {"result": cell.text, "printed": say(RESULTS[verdict.printed.met])}
    return Cell(say("result_relaxed", **told), cell.style)


def paged(pictures, stem: str, caption: str, say, **told: object) -> list[Figure]:
    """The figures of one kind, page by page."""
    pages = [name for name in pictures if name == stem or name.startswith(f"{stem}_")]
    return [
        Figure(f"figure_{name}", say(caption, page=number, pages=len(pages), **told), *pictures[name])
        for number, name in enumerate(pages, 1)
    ]
