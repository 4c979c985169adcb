"""Sections on what the results rest on: the money, the audit, the assumptions, what is left out, and how to reproduce."""

from model.analysis.evidence import ESTIMATED, EVIDENCE, OPEN, counts
from model.present.document.parts import Cell, Code, Figure, Foreign, Ref, Section, Table
from model.present.document.result_sections import placed, weight
from model.present.figures.money_account import account, item_title, money
from model.present.text import words
from model.present.text.catalogue import reason
from model.present.text.cells import basis
from model.present.text.findings import finding_text
from model.present.text.phrases import aim_text, label, name_of, unit_of
from model.present.text.words import Say
from model.scenario.element import variable_of
from model.sectors import TITLES

HEAVIEST = 20
PLACES = 3  # of a finding
VERDICTS = ("disagrees", "implausible", "within_rounding")


# -- money -------------------------------------------------------------------------------------------------------------
def who_pays(material, pictures, say) -> Section:
    """Sources and uses of money, year by year."""
    span = {"first": material.start + 1, "end": material.end}
    told = say("flow_text", flow=Ref("figure_money_flow"), year=material.end)
    flow = Figure("figure_money_flow", say("flow_caption", year=material.end), *pictures["money_flow"])
    blocks = [say("money_text"), _account(material, span, say), told, flow]
    if "money" in pictures:
        blocks.append(Figure("figure_money", say("money_caption", **span), *pictures["money"]))
    return Section("money", say("money"), blocks)


def _account(material, span, say):
    sides = account(material.results)
    years = [int(year) for year in material.results["year"].values if year > material.start]
    heads = [
        (say("head_item"), ""),
        *((say("head_path", year=year), "number") for year in years),
        (say("head_sum", **span), "number"),
    ]
    groups = [
        (say(side), _side(items, material.results, side in ("sources", "uses", "unfunded"), say))
        for side, items in sides.items()
    ]
    return Table("money_table", say("money_table", **span), heads, groups, style="totalled-groups")


def _side(items, results, totalled, say):
    rows = [[item_title(item, results, say.lang), *_sums(values)] for item, values in items.items()]
    total = sum(items.values())
    return [*rows, *[[Cell(say("total"), "total"), *(Cell(text, "total") for text in _sums(total))]] * totalled]


def _sums(values):
    return [money(float(value)) for value in (*values, values.sum())]


# -- audit -------------------------------------------------------------------------------------------------------------
def audit(material, system, say) -> Section:
    """What the audit of the plan's own numbers finds."""
    tally = {verdict: sum(f.verdict == verdict for f in material.findings) for verdict in (*VERDICTS, "agrees")}
    told = {"count": len(material.findings), "agrees": tally["agrees"], "within": tally["within_rounding"]}
    told |= {key: tally[key] for key in ("disagrees", "implausible")}
    heads = [(say("head_verdict"), "kept"), (say("head_finding"), ""), (say("head_place"), "place")]
    found = [finding for verdict in VERDICTS for finding in material.findings if finding.verdict == verdict]
    rows = [
        [
            Say("catalogue", say.lang)(f"finding_{finding.verdict}"),
            finding_text(finding, system, say.lang),
            _places(finding, say),
        ]
        for finding in found
    ]
    blocks = [say("audit_text", **told)] + [Table("audit_table", say("audit_table"), heads, [(None, rows)])] * bool(
        rows
    )
    return Section("audit", say("audit"), blocks)


def _places(finding, say):
    cited = dict.fromkeys((record.document, record.place) for record in finding.cited)
    by_document = {}
    for document, where in list(cited)[:PLACES]:
        by_document.setdefault(document, []).append(where)
    return say.join(
        [placed(document, say.plain("comma").join(places), say) for document, places in by_document.items()], "clause"
    )


# -- assumptions -------------------------------------------------------------------------------------------------------
def assumptions(material, system, say) -> Section:
    """How many assumptions and estimates there are, and which weigh most."""
    text = say(
        "assumptions_text", counts=Ref("counts_table"), heaviest=Ref("heaviest_table"), all=Ref("all_assumptions")
    )
    estimated = [row for row in material.ledger if row["status"] == ESTIMATED]
    blocks = [text, _estimated_text(estimated, say)] if estimated else [text]
    return Section(
        "assumptions", say("assumptions"), [*blocks, _counts(material, say), _heaviest(material, system, say)]
    )


def _estimated_text(rows, say):
    told = {"count": len(rows), "year": rows[0]["estimate"]["cut_off"]}
    return say("estimated_text", table=Ref("estimated_table"), **told)


def _counts(material, say):
    heads = [(say("head_sector"), ""), *((say(f"status_{status}"), "number") for status in EVIDENCE)]
    *sectors, every = counts(material.ledger)
    order = list(TITLES)
    rows = sorted(sectors, key=lambda row: order.index(row["sector"]))
    body = [[TITLES[row["sector"]][say.zh], *(str(row[status]) for status in EVIDENCE)] for row in rows]
    total = [say("all_sectors"), *(str(every[status]) for status in EVIDENCE)]
    return Table(
        "counts_table", say("counts_table"), heads, [(None, body), (None, [total])], say("counts_note"), "totalled"
    )


def _open(material):
    return [row for row in material.ledger if row["status"] in OPEN]


def _heaviest(material, system, say):
    heaviest = _open(material)[:HEAVIEST]
    keys = {
        "assumption": "",
        "status": "unit",
        "value": "number",
        "range": "number",
        "unit": "unit",
        "moves": "",
        "note": "note",
    }
    heads = [(say(f"head_{key}"), style) for key, style in keys.items()]
    rows = []
    for row in heaviest:
        title, *rest = _figure(row, system, say)
        rows.append([title, say(f"status_{row['status']}"), *rest, _moved(row, system, say), _note(row, say)])
    return Table(
        "heaviest_table",
        say("heaviest_table", count=len(rows)),
        heads,
        [(None, rows)],
        say("notes_note") if say.zh else None,
    )


def _figure(row, system, say):
    """Title, value, range and unit of an assumption."""
    title = name_of(row["name"], system, say.lang)
    span = say("range", low=words.given(row["low"]), high=words.given(row["high"]))
    unit = words.unit(row["units"], say.lang, variable_of(row["name"]))
    return [title, words.given(row["value"]), span, unit]


def _moved(row, system, say):
    if row["weight"] is None:
        return say("leaves", value=row["moves"].rpartition(" ")[2])
    return say("moves", title=name_of(row["moves"], system, say.lang), weight=weight(row, system, say))


def _note(row, say):
    """The note of a number; in Chinese the publication that it rests on, for notes are in English."""
    if not say.zh:
        return Foreign(row["note"], "en")
    told = basis(row["source"], say.lang)
    return Foreign(told, "en") if told == row["source"] else told


def all_assumptions(material, system, say) -> Section:
    """Every assumption with its range and note, and what the record taught of those that were estimated."""
    rows = _open(material)
    estimated = [row for row in rows if row["status"] == ESTIMATED]
    keys = {"assumption": "", "value": "number", "range": "number", "unit": "unit", "note": "note"}
    by_sector = {sector: [row for row in rows if row["sector"] == sector] for sector in TITLES}
    groups = [
        (TITLES[sector][say.zh], [[*_figure(row, system, say), _note(row, say)] for row in sorted(own, key=lambda row: row["name"])])
        for sector, own in by_sector.items() if own
    ]  # fmt: skip
    heads = [(say(f"head_{key}"), style) for key, style in keys.items()]
    table = Table("all_table", say("all_table"), heads, groups, say("notes_note") if say.zh else None, "fine")
    taught = [_estimated(estimated, system, say)] if estimated else []
    return Section(
        "all_assumptions",
        say("assumptions_appendix"),
        [say("assumptions_appendix_text", count=len(rows), estimated=len(estimated)), *taught, table],
        appendix=True,
    )


def _estimated(rows, system, say):
    """Each estimate beside its prior, with its data and how much they told."""
    keys = {"assumption": "", "value": "number", "range": "number", "estimate": "number", "interval": "number", "unit": "unit",
            "learned": "number", "data": ""}  # fmt: skip
    heads = [(say(f"head_{key}"), style) for key, style in keys.items()]
    body = []
    for row in sorted(rows, key=lambda row: -row["learned"]):
        title, value, span, unit = _figure(row, system, say)
        told = row["estimate"]
        ends = say("range", low=words.given(told["from"]), high=words.given(told["to"]))
        data = say.plain("comma").join(name_of(name, system, say.lang) for name in told["series"])
        body.append([title, value, span, words.given(told["mean"]), ends, unit, f"{100 * row['learned']:.0f}", data])
    caption = say("estimated_table", year=rows[0]["estimate"]["cut_off"])
    return Table("estimated_table", caption, heads, [(None, body)], say("estimated_note"), "fine")


# -- limits ------------------------------------------------------------------------------------------------------------
def limits(material, say) -> Section:
    """What the model does not represent, and the targets it cannot answer."""
    missing = material.results.attrs["not_represented_zh" if say.zh else "not_represented"]
    untracked = [target for target in material.wanted if not target.variable]
    blocks = [say("limits_text", text=missing), say("limits_more")]
    if untracked:
        heads = [(say("head_target"), ""), (say("head_reason"), ""), (say("head_place"), "place")]
        rows = [
            [label(target, say.lang), reason(target.reason, say.lang), placed(target.document, target.place, say)]
            for target in untracked
        ]
        blocks += [
            say("untracked_text", count=len(untracked), untracked=Ref("untracked_table")),
            Table("untracked_table", say("untracked_table"), heads, [(None, rows)]),
        ]
    return Section("limits", say("limits"), blocks)


# -- how to reproduce --------------------------------------------------------------------------------------------------
def reproduce(material, command: str, say) -> Section:
    """The command, the versions, and the hashes of what went in and came out."""
    record = material.record
    blocks = [
        say("reproduce_text", versions=Ref("versions_table"), hashes=Ref("hashes_table")),
        Code(record["command"]),
        say("report_command"),
        Code(command),
    ]
    if material.changed:
        blocks.append(say("data_changed", "warning", files=say.join(material.changed)))
    blocks.append(say("resolved_text", file="provenance.json", scenario=Ref("scenario")))
    rows = [[name, version] for name, version in record["versions"].items()]
    blocks.append(
        Table(
            "versions_table",
            say("versions_table"),
            [(say("head_package"), "id"), (say("head_version"), "id")],
            [(None, rows)],
            style="narrow",
        )
    )
    groups = [
        (say(key), [[Cell(name, "id"), Cell(digest, "hash")] for name, digest in digests.items()])
        for key, digests in (("hashes_inputs", record["sha256"]), ("hashes_outputs", material.digests))
    ]
    blocks.append(
        Table("hashes_table", say("hashes_table"), [(say("head_file"), "id"), (say("head_hash"), "hash")], groups)
    )
    return Section("reproduce", say("reproduce"), blocks)


def scenario(material, system, say) -> Section:
    """What the scenario sets: levers by year, parameters, targets."""
    asked, told = (
        material.scenario,
        {"start": material.scenario.start, "end": material.end, "step": f"{material.scenario.step:g}"},
    )
    own = {variable_of(name) for name in asked.changed}
    levers = {name: path for name, path in asked.levers.items() if name in asked.changed or variable_of(name) in own}
    parameters = {
        name: value for name, value in asked.parameters.items() if name in asked.changed or variable_of(name) in own
    }
    blocks = [
        say(
            "scenario_text" if levers else "scenario_text_bare",
            method=asked.method.upper(),
            levers=Ref("scenario_levers"),
            **told,
        )
    ]
    blocks += [_by_year("scenario_levers", levers, material, system, say)] * bool(levers)
    blocks += [_parameters(parameters, system, say)] * bool(parameters)
    blocks += [_by_year("scenario_restated", asked.restatement, material, system, say)] * bool(asked.restatement)
    blocks += [_edits(material, say)] * bool(material.edited)
    return Section("scenario", say("scenario"), blocks, appendix=True)


def _element(name, system, say):
    unit = words.unit(system.declarations[variable_of(name)].units, say.lang, variable_of(name))
    return name_of(name, system, say.lang), unit


def _by_year(key, paths, material, system, say):
    years = [int(year) for year in material.results["year"].values if year > material.start]
    shown = years if len(years) <= 8 else years[:: -(-len(years) // 8)]
    heads = [
        (say("head_variable"), ""),
        (say("head_unit"), "unit"),
        *((say("head_path", year=year), "number") for year in shown),
    ]
    rows = [
        [*_element(name, system, say), *(words.number(path.get(year)) for year in shown)]
        for name, path in paths.items()
    ]
    return Table(key, say(key), heads, [(None, rows)])


def _parameters(values, system, say):
    rows = [[*_element(name, system, say), words.number(value)] for name, value in values.items()]
    heads = [(say("head_variable"), ""), (say("head_unit"), "unit"), (say("head_value"), "number")]
    return Table("scenario_parameters", say("scenario_parameters"), heads, [(None, rows)])


def _edits(material, say):
    keys = {"target": "", "plan_wanted": "number", "scenario_wanted": "number", "unit": "unit"}
    rows = []
    for target in material.edited:
        rows.append(
            [
                label(target, say.lang),
                *(_dated(one, target, material, say) for one in (material.plan[target.id], target)),
                unit_of(target, say.lang),
            ]
        )
    return Table(
        "scenario_edits",
        say("scenario_edits"),
        [(say(f"head_{key}"), style) for key, style in keys.items()],
        [(None, rows)],
    )


def _dated(one, target, material, say):
    """What is wanted, with its year where the scenario moves that."""
    moved, asked = material.plan[target.id].year != target.year, aim_text(one, say.lang, dated=True)
    return f"{asked} ({one.year})" if moved else asked
