"""What the templates tell of what the results rest on: the money, the audit, the numbers, what is left out, the scenario."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from model.analysis.evidence import ESTIMATED, EVIDENCE, OPEN, counts
from model.engine.build import System
from model.plan.audit.finding import Finding
from model.present.canvas.types import Dataset
from model.present.document.material import Material
from model.present.document.table import Cell, Row, Say, Table, plain
from model.present.figures.money_account import account, item_title, money
from model.present.text import words
from model.present.text.catalogue import reason
from model.present.text.findings import finding_text
from model.present.text.phrases import aim_text, label, name_of, unit_of
from model.present.text.sources import note
from model.present.text.words import Say as Words
from model.scenario.element import variable_of
from model.scenario.shipped import is_shipped
from model.sectors import TITLES

HEAVIEST = 20
PLACES = 3  # of a finding
VERDICTS = ("disagrees", "implausible", "within_rounding")
YEARS = 8  # of a table


# -- money -------------------------------------------------------------------------------------------------------------
def who_pays(material: Material, say: Say) -> Table:
    """Sources and uses of money, year by year."""
    sides, years = account(material.results), _years(material)
    groups = [(say(side), _side(items, material.results, side, say)) for side, items in sides.items()]
    heads = [say("of_year", year=year) for year in years]
    return Table(["", *["number"] * (len(years) + 1)], groups, heads)


def _years(material: Material) -> list[int]:
    return [int(year) for year in material.results["year"].values if year > material.scenario.base]


def _side(items: Mapping[str, np.ndarray], results: Dataset, side: str, say: Say) -> list[Row]:
    rows: list[Row] = [[item_title(item, results, say.lang), *_sums(values)] for item, values in items.items()]
    if side in ("sources", "uses", "unfunded"):
        rows.append([Cell(text, "total") for text in (say("total"), *_sums(np.sum([*items.values()], axis=0)))])
    return rows


def _sums(values: np.ndarray) -> list[str]:
    return [money(float(value)) for value in (*values, values.sum())]


# -- audit -------------------------------------------------------------------------------------------------------------
def audit(material: Material, system: System, say: Say) -> dict[str, Any]:
    """What the audit of the plan's own numbers finds."""
    word = Words("catalogue", say.lang)
    rows = [
        [word(f"finding_{verdict}"), finding_text(finding, system, say.lang), _places(finding, say)]
        for verdict in VERDICTS
        for finding in material.findings
        if finding.verdict == verdict
    ]
    tally = Counter(finding.verdict for finding in material.findings)
    return {"count": len(material.findings), "tally": tally, "table": plain(["kept", "", "place"], rows)}


def _places(finding: Finding, say: Say) -> str:
    cited = dict.fromkeys((record.document, record.place) for record in finding.cited)
    by_document = {}
    for document, where in list(cited)[:PLACES]:
        by_document.setdefault(document, []).append(where)
    return say.join([say.placed(document, say.join(places)) for document, places in by_document.items()], "clause")


# -- assumptions -------------------------------------------------------------------------------------------------------
def assumptions(material: Material, system: System, say: Say) -> dict[str, Any]:
    """How many assumptions and estimates there are, which weigh most, and all of them."""
    rows = [row for row in material.ledger if row["status"] in OPEN]
    estimated = [row for row in rows if row["status"] == ESTIMATED]
    return {
        "counts": _counts(material, say),
        "heaviest": _heaviest(rows[:HEAVIEST], system, say),
        "all": _all(rows, system, say),
        "cut_off": estimated[0]["estimate"]["cut_off"] if estimated else None,
        "estimated": _estimated(estimated, system, say),
    }


def _counts(material: Material, say: Say) -> Table:
    *sectors, every = counts(material.ledger)
    rows = sorted(sectors, key=lambda row: list(TITLES).index(row["sector"]))
    body = [[TITLES[row["sector"]][say.zh], *(str(row[status]) for status in EVIDENCE)] for row in rows]
    total = [say("all_sectors"), *(str(every[status]) for status in EVIDENCE)]
    heads = [say(f"status_{status}") for status in EVIDENCE]
    return Table(["", *["number"] * len(EVIDENCE)], [(None, body), (None, [total])], heads)


def _heaviest(heaviest: Sequence[Mapping[str, Any]], system: System, say: Say) -> Table:
    rows = []
    for row in heaviest:
        title, *rest = _number(row, system, say)
        status, moved = say(f"status_{row['status']}"), _moved(row, system, say)
        rows.append([title, status, *rest, moved, note(row["note"], say.lang)])
    return plain(["", "unit", "number", "number", "unit", "", "note"], rows)


def _number(row: Mapping[str, Any], system: System, say: Say) -> list[str]:
    """Title, value, range and unit of an assumption."""
    title = name_of(row["name"], system, say.lang)
    span = say("range", low=words.given(row["low"]), high=words.given(row["high"]))
    unit = words.unit(row["units"], say.lang, row["name"])
    return [title, words.given(row["value"]), span, unit]


def _moved(row: Mapping[str, Any], system: System, say: Say) -> str:
    if row["weight"] is None:
        return say("leaves", value=row["moves"].rpartition(" ")[2])
    return say("moves", title=name_of(row["moves"], system, say.lang), weight=weight(row, system, say))


def weight(row: Mapping[str, Any], system: System, say: Say) -> str:
    """By how much an assumption moves a result: in points where that is in per cent, else in per cent."""
    key = "points" if system.declarations[row["moves"]].units == "%" else "per_cent"
    return say(key, value=words.number(row["weight"]))


def _all(rows: Sequence[Mapping[str, Any]], system: System, say: Say) -> Table:
    """Every assumption with its range and note, by sector."""
    groups = []
    for sector, title in TITLES.items():
        within = sorted((row for row in rows if row["sector"] == sector), key=lambda row: row["name"])
        body = [[*_number(row, system, say), note(row["note"], say.lang)] for row in within]
        groups += [(title[say.zh], body)] if body else []
    return Table(["", "number", "number", "unit", "note"], groups)


def _estimated(rows: Sequence[Mapping[str, Any]], system: System, say: Say) -> Table:
    """Each estimate beside its prior, with its data and how much they told."""
    body = []
    for row in sorted(rows, key=lambda row: -row["learned"]):
        title, value, span, unit = _number(row, system, say)
        estimate = row["estimate"]
        ends = say("range", low=words.given(estimate["from"]), high=words.given(estimate["to"]))
        data = say.join(name_of(name, system, say.lang) for name in estimate["series"])
        mean, learned = words.given(estimate["mean"]), f"{100 * row['learned']:.0f}"
        body.append([title, value, span, mean, ends, unit, learned, data])
    return plain(["", "number", "number", "number", "number", "unit", "number", ""], body)


# -- limits ------------------------------------------------------------------------------------------------------------
def untracked(material: Material, say: Say) -> Table:
    """The targets that the model cannot answer."""
    rows = [
        [label(target, say.lang), reason(target.reason, say.lang), say.placed(target.document, target.place)]
        for target in material.targets
        if not target.variable
    ]
    return plain(["", "", "place"], rows)


# -- how to reproduce --------------------------------------------------------------------------------------------------
def versions(material: Material) -> Table:
    """The versions of the packages."""
    return plain(["id", "id"], list(material.record["versions"].items()))


def hashes(material: Material, say: Say) -> Table:
    """The hashes of what went in and came out."""
    files = {"hashes_inputs": material.record["sha256"], "hashes_outputs": material.digests}
    groups = [
        (say(key), [[Cell(_placed(name), "id"), Cell(digest, "hash")] for name, digest in digests.items()])
        for key, digests in files.items()
    ]
    return Table(["id", "hash"], groups)


def _placed(name: str) -> str:
    """A file's name; of a scenario that ships, without the folder in which the model is installed."""
    return f"scenarios/{Path(name).name}" if is_shipped(name) else name


def scenario(material: Material, system: System, say: Say) -> dict[str, Any]:
    """What the scenario sets: levers by year, parameters, stocks, targets; None of what it leaves alone."""
    asked = material.scenario
    changed = {variable_of(name) for name in asked.changed}
    levers = {name: path for name, path in asked.levers.items() if variable_of(name) in changed}
    parameters = {name: value for name, value in asked.parameters.items() if variable_of(name) in changed}
    rows = [[*_element(name, system, say), words.number(value)] for name, value in parameters.items()]
    return {
        "levers": _by_year(levers, material, system, say),
        "parameters": plain(["", "unit", "number"], rows),
        "restated": _by_year(asked.restatement, material, system, say),
        "edits": _edits(material, say),
    }


def _element(name: str, system: System, say: Say) -> tuple[str, str]:
    unit = words.unit(system.declarations[variable_of(name)].units, say.lang, name)
    return name_of(name, system, say.lang), unit


def _by_year(paths: Mapping[str, Mapping[int, float]], material: Material, system: System, say: Say) -> Table:
    years = _years(material)
    shown = years if len(years) <= YEARS else years[:: -(-len(years) // YEARS)]
    rows = [
        [*_element(name, system, say), *(words.number(path.get(year)) for year in shown)]
        for name, path in paths.items()
    ]
    return plain(["", "unit", *["number"] * len(shown)], rows, [say("of_year", year=year) for year in shown])


def _edits(material: Material, say: Say) -> Table:
    rows = []
    for target in material.edited:
        printed = material.plan[target.id]
        moved = printed.year != target.year  # then each stands with its year
        aims = [aim_text(one, say.lang, dated=True) + f" ({one.year})" * moved for one in (printed, target)]
        rows.append([label(target, say.lang), *aims, unit_of(target, say.lang)])
    return plain(["", "number", "number", "unit"], rows)
