"""Sections on a solution: how the search ended, levers, contributions, prices, conflicts, paths; and the mid-term review."""

from model.present.document.parts import Cell, Ref, Section, Table, plain
from model.present.document.result_sections import paged
from model.present.figures.solution.levers import lever_panels
from model.present.text import words
from model.present.text.phrases import aim_text, label, signed, unit_of
from model.present.text.solving.prices import sentence
from model.present.text.solving.solution import Names, ended, identity
from model.scenario.element import variable_of

LEVERS = 15  # of the table
GAPS = 0.0005  # of a total: a driver that moves it by less is not listed


def solution(material, system, pictures, say) -> Section:
    """The solution, as far as the folder tells of it; its figures after all its text."""
    parts = [_search(material, say), _levers(material, say)]
    if any(name.startswith("wedges") for name in pictures):
        key = "wedges_text" if material.solved.wedges.each[0].shapley else "wedges_text_one"
        parts.append(Section("contributions", say("contributions"), [say(key, wedges=Ref("figure_wedges"))]))
    if "paths_1" in pictures:
        parts.append(Section("paths", say("paths_title"), [say("paths_text", first=Ref("figure_paths_1"))]))
    if material.solved.prices or material.solved.diagnosis is None:
        parts.append(_prices(material, system, say))
    if material.solved.diagnosis is not None:
        parts.append(_conflicts(material, system, say))
    figures = [
        figure for stem in ("levers", "wedges", "paths") for figure in paged(pictures, stem, f"{stem}_caption", say)
    ]
    return Section("solution", say("solution"), [*parts, *figures])


def _search(material, say):
    search, years = material.solved.search, [int(row["year"]) for row in material.solved.levers]
    levers = len({row["lever"] for row in material.solved.levers})
    first = say("search_text", levers=levers, first=min(years), last=max(years), money=Ref("money"))
    told = [plain(_sentence(line, say)) for line in ended(search, say.lang)]
    return Section("search", say("search"), [first, *told, say("left_out", count=search["left_out"])])


def _sentence(line, say):
    return line[:1].upper() + line[1:] + ("。" if say.zh else ".")


def _levers(material, say):
    panels = lever_panels(material.solved.levers, material.results, say.lang)[:LEVERS]
    years = panels[0].years
    heads = [
        (say("head_lever"), ""),
        (say("head_unit"), "unit"),
        *((say("head_path", year=year), "number") for year in years),
        (say("head_share"), "number"),
    ]
    rows = [
        [panel.title, panel.unit, *map(words.number, map(float, panel.solved)), words.number(100 * panel.share)]
        for panel in panels
    ]
    table = Table("levers_table", say("levers_table", count=len(panels)), heads, [(None, rows)])
    return Section(
        "levers", say("levers"), [say("levers_text", first=Ref("figure_levers_1"), table=Ref("levers_table")), table]
    )


def _prices(material, system, say):
    found = material.solved.prices
    if not found:
        return Section("prices", say("prices"), [say("prices_none")])
    heads = [(say("head_target"), ""), (say("head_price"), "")]
    rows = [
        [label(price.target, say.lang), plain(_sentence(words.subscript(sentence(price, system, say.lang)), say))]
        for price in found
    ]
    table = Table("prices_table", say("prices_table"), heads, [(None, rows)])
    return Section("prices", say("prices"), [say("prices_text", count=len(found)), table])


# -- conflicts ---------------------------------------------------------------------------------------------------------
def _conflicts(material, system, say):
    found = material.solved.diagnosis
    targets = {target.id: target for target in material.wanted}
    names = Names(targets.values(), system, say.lang)
    alone = [conflict for conflict in found["conflicts"] if len(conflict["targets"]) == 1]
    sets = [conflict for conflict in found["conflicts"] if len(conflict["targets"]) > 1]
    blocks = [say("conflicts_text", starts=found["starts"])]
    blocks += [_alone(alone, targets, names, say)] * bool(alone)
    blocks += [_sets(sets, targets, names, say)] * bool(sets)
    blocks += [say("search_complete" if found["complete"] else "search_incomplete")]
    proved = [identity(finding, system, say.lang) for finding in found["identities"]]
    blocks += [say("identity_finding", message=message) for message in proved]
    blocks += [_relaxation(found["relaxation"], targets, say)] * bool(found["relaxation"])
    return Section("conflicts", say("conflicts"), blocks)


def _alone(conflicts, targets, names, say):
    heads = [
        (say("head_target"), ""),
        (say("head_wanted"), "number"),
        (say("head_reaches"), "number"),
        (say("head_unit"), "unit"),
        (say("head_held"), ""),
    ]
    rows = []
    for conflict in conflicts:
        target = targets[conflict["cheapest"]]
        rows.append(
            [
                label(target, say.lang),
                aim_text(target, say.lang, dated=True),
                words.number(conflict["nearest"][target.id]),
                unit_of(target, say.lang),
                names.limits(conflict["binding"]),
            ]
        )
    return Table("alone_table", say("alone_table"), heads, [(None, rows)])


def _sets(conflicts, targets, names, say):
    heads = [(say("head_set"), ""), (say("head_cheapest"), ""), (say("head_held"), "")]
    rows = []
    for conflict in conflicts:
        cheapest = targets[conflict["cheapest"]]
        members = [
            f"{label(targets[name], say.lang)} {aim_text(targets[name], say.lang, dated=True)} {unit_of(targets[name], say.lang)}".strip()
            for name in conflict["targets"]
        ]
        reached = f"{words.number(conflict['nearest'][cheapest.id])} {unit_of(cheapest, say.lang)}".strip()
        rows.append(
            [
                say.join(members, "clause"),
                say.join([label(cheapest, say.lang), reached], "comma"),
                names.limits(conflict["binding"]),
            ]
        )
    return Table("sets_table", say("sets_table"), heads, [(None, rows)])


def _relaxation(rows, targets, say):
    heads = [
        (say("head_target"), ""),
        (say("head_wanted"), "number"),
        (say("head_relaxed"), "number"),
        (say("head_unit"), "unit"),
    ]
    body = []
    for row in rows:
        target = targets[row["id"]]
        body.append(
            [
                label(target, say.lang),
                aim_text(target, say.lang, dated=True),
                words.number(row["reached"]),
                unit_of(target, say.lang),
            ]
        )
    return Table(
        "relaxation_table",
        say("relaxation_table"),
        heads,
        [(None, body)],
        say("relaxation_note", file="consistent.yaml"),
    )


# -- the review --------------------------------------------------------------------------------------------------------
def review(material, say) -> Section:
    """The mid-term review, from its tables."""
    observed = material.record["observed"]
    refs = {key: Ref(f"{key}_table") for key in ("observed", "restatement", "gaps")}
    first = say("review_text", last=observed["last"], next=observed["last"] + 1, file=observed["file"], **refs)
    tables = material.review
    return Section(
        "review",
        say("review"),
        [
            first,
            _observed(tables["observed.csv"], say),
            _adjusted(tables["restatement.csv"], say),
            _gaps(tables["gap_by_driver.csv"], say),
        ],
    )


def _title(row, say):
    return words.subscript(row["title_zh" if say.zh else "title"])


def _named(row, say, element):
    return words.unit(row["unit"], say.lang, variable_of(row[element]))


def _observed(rows, say):
    keys = {
        "variable": "",
        "year": "year",
        "unit": "unit",
        "observed": "number",
        "plan": "number",
        "restated": "number",
        "matched": "",
    }
    body = [
        [_title(row, say), row["year"], _named(row, say, "indicator"), *(words.number(float(row[key])) for key in ("observed", "plan", "restated")),
         _matched(row["matched"].lower() == "true", say)]
        for row in rows
    ]  # fmt: skip
    return Table(
        "observed_table",
        say("observed_table"),
        [(say(f"head_{key}"), style) for key, style in keys.items()],
        [(None, body)],
    )


def _matched(yes, say):
    return Cell(say("yes" if yes else "no"), "met" if yes else "missed")


def _adjusted(rows, say):
    keys = {"stock": "", "year": "year", "adjustment": "number", "unit": "unit", "percent": "number"}
    body = [
        [
            _title(row, say),
            row["year"],
            signed(float(row["adjustment"])),
            _named(row, say, "stock"),
            signed(float(row["percent"]) if row["percent"] else None),
        ]
        for row in rows
    ]
    return Table(
        "restatement_table",
        say("restatement_table"),
        [(say(f"head_{key}"), style) for key, style in keys.items()],
        [(None, body)],
    )


def _gaps(rows, say):
    keys = {"driver": "", "year": "year", "plan": "number", "fact": "number", "contribution": "number", "unit": "unit"}
    groups, totals = {}, {}
    for row in rows:
        groups.setdefault((row["total"], row["year"]), []).append(row)
        totals.setdefault((row["total"], row["year"]), row)  # the total itself stands first
    body = []
    for key, own in groups.items():
        total = totals[key]
        least = GAPS * max(abs(float(total["plan"])), abs(float(total["fact"])))
        shown = [row for row in own if row is total or abs(float(row["contribution"])) >= least]
        body.append((None, [_gap_row(row, row is total, say) for row in shown]))
    return Table("gaps_table", say("gaps_table"), [(say(f"head_{key}"), style) for key, style in keys.items()], body)


def _gap_row(row, is_total, say):
    plan, fact = (words.number(float(row[key])) if row[key] else words.number(None) for key in ("plan", "fact"))
    return [
        Cell(_title(row, say), "" if is_total else "part"),
        row["year"],
        plan,
        fact,
        signed(float(row["contribution"])),
        _named(row, say, "total"),
    ]
