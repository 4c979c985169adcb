"""What the templates tell of a solution: how the search ended, levers, prices, conflicts; and of the mid-term review."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.engine.build import System
from model.plan.question.claims import KEEP
from model.plan.solution.prices import Price
from model.plan.targets import Target, told
from model.present.canvas.types import Dataset
from model.present.document.material import Material
from model.present.document.table import Cell, Say, Table, plain
from model.present.figures.solution.levers import lever_panels
from model.present.text import words
from model.present.text.phrases import aim_text, label, name_of, signed, unit_of
from model.present.text.solving.prices import sentence
from model.present.text.solving.solution import Names, ended, identity
from model.scenario.element import variable_of

LEVERS = 15  # of the table
ADJUSTED = 0.01  # per cent of a stock: an adjustment of less is not listed
GAPS = 0.0005  # of a total: a driver that moves it by less is not listed


def solution(material: Material, system: System, say: Say) -> dict[str, Any] | None:
    """The solution, as far as the folder tells of it; None of a run."""
    solved = material.solved
    if solved is None:
        return None
    years = [int(row["year"]) for row in solved.levers]
    return {
        "levers": len({row["lever"] for row in solved.levers}),
        "first": min(years),
        "last": max(years),
        "ended": [say.sentence(line) for line in ended(solved.search, say.lang)],
        "left_out": solved.search["left_out"],
        "efforts": _efforts(solved.levers, material.results, say),
        "shapley": solved.wedges is not None and solved.wedges.each[0].shapley,
        "prices": _prices(solved.prices or (), system, say),
        "conflicts": conflicts(solved.diagnosis, material.targets, system, say) if solved.diagnosis else None,
    }


def _efforts(levers: Sequence[Mapping[str, str]], results: Dataset, say: Say) -> Table:
    panels = lever_panels(levers, results, say.lang)[:LEVERS]
    years = panels[0].years
    rows = [
        [panel.title, panel.unit, *map(words.number, map(float, panel.solved)), words.number(100 * panel.share)]
        for panel in panels
    ]
    return plain(["", "unit", *["number"] * (len(years) + 1)], rows, [say("of_year", year=year) for year in years])


def _prices(prices: Sequence[Price], system: System, say: Say) -> Table:
    rows = []
    for price in prices:
        name = label(price.target, say.lang)
        limit = say("kept", name=name) if price.target.id.startswith(KEEP) else name
        rows.append([limit, say.sentence(words.subscript(sentence(price, system, say.lang)))])
    return plain(["", ""], rows)


# -- conflicts ---------------------------------------------------------------------------------------------------------
def conflicts(diagnosis: Mapping, targets: Sequence[Target], system: System, say: Say) -> dict[str, Any]:
    """What stands in the way, from a diagnosis; ``wanted`` are the targets that the scenario is held against."""
    names = Names(targets, system, say.lang)
    known = {target.id: target for target in targets}
    asked = {name: _asked(target, say) for name, target in known.items()}
    named = {name for each in diagnosis["conflicts"] for name in each["targets"]}
    asked |= {name: _kept(name, system, say) for name in named - asked.keys()}
    alone = [_alone(each, asked, known, names) for each in diagnosis["conflicts"] if len(each["targets"]) == 1]
    sets = [_set(each, asked, known, names, say) for each in diagnosis["conflicts"] if len(each["targets"]) > 1]
    relaxed = [_reached(asked[row["id"]], row["reached"]) for row in diagnosis["relaxation"] or ()]
    return {
        "starts": diagnosis["starts"],
        "alone": plain(["", "number", "number", "unit", ""], alone),
        "sets": plain(["", "", ""], sets),
        "complete": diagnosis["complete"],
        "identities": [identity(finding, system, say.lang) for finding in diagnosis["identities"]],
        "relaxation": plain(["", "number", "number", "unit"], relaxed),
    }


def _asked(target: Target, say: Say) -> tuple[str, str, str]:
    """A target, what it asks for, and in which unit."""
    return label(target, say.lang), aim_text(target, say.lang, dated=True), unit_of(target, say.lang)


def _kept(name: str, system: System, say: Say) -> tuple[str, str, str]:
    """The same of a headline that must not get worse."""
    element = name.removeprefix(KEEP)
    unit = words.unit(system.declarations[variable_of(element)].units, say.lang, element)
    return name_of(element, system, say.lang), say("no_worse"), unit


def _reached(asked: tuple[str, str, str], value: float | None) -> list[str]:
    title, aim, unit = asked
    return [title, aim, words.number(value), unit]


def _nearest(conflict: Mapping[str, Any], known: Mapping[str, Target]) -> float | None:
    """What the cheapest of a conflict comes to at best, things counted as everywhere."""
    name = conflict["cheapest"]
    value = conflict["nearest"][name]
    return value if value is None or name not in known else told(known[name], value)


def _alone(
    conflict: Mapping[str, Any],
    asked: Mapping[str, tuple[str, str, str]],
    known: Mapping[str, Target],
    names: Names,
) -> list[str]:
    return [*_reached(asked[conflict["cheapest"]], _nearest(conflict, known)), names.limits(conflict["binding"])]


def _set(
    conflict: Mapping[str, Any],
    asked: Mapping[str, tuple[str, str, str]],
    known: Mapping[str, Target],
    names: Names,
    say: Say,
) -> list[str]:
    title, _, unit = asked[conflict["cheapest"]]
    members = [
        _member(name, aim, "" if id.startswith(KEEP) else measure, say)
        for id, (name, aim, measure) in ((id, asked[id]) for id in conflict["targets"])
    ]
    reached = say.measured(words.number(_nearest(conflict, known)), unit)
    return [say.join(members, "clause"), say("reached", title=title, value=reached), names.limits(conflict["binding"])]


def _member(name: str, aim: str, measure: str, say: Say) -> str:
    """A target of a set in a sentence."""
    return f"{name}{say.between}{say.measured(say.spoken(aim), measure)}"


# -- the review --------------------------------------------------------------------------------------------------------
def review(material: Material, say: Say) -> dict[str, Any] | None:
    """The mid-term review, from its tables; None where there was none."""
    tables = material.review
    if tables is None:
        return None
    return {
        **material.record["observed"],
        "held": _observed(tables["observed.csv"], say),
        "adjusted": (adjusted := _adjusted(tables["restatement.csv"], say)),
        "left_out": len(tables["restatement.csv"]) - adjusted.count,
        "gaps": _gaps(tables["gap_by_driver.csv"], say),
    }


def _title(row: Mapping[str, Any], say: Say) -> str:
    return words.subscript(row["title_zh" if say.zh else "title"])


def _unit(row: Mapping[str, Any], say: Say, element: str) -> str:
    return words.unit(row["unit"], say.lang, row[element])


def _observed(rows: Sequence[Mapping[str, Any]], say: Say) -> Table:
    body = []
    for row in rows:
        values = [words.number(float(row[key])) for key in ("observed", "plan", "restated")]
        matched = row["matched"].lower() == "true"
        cell = Cell(say("yes" if matched else "no"), "met" if matched else "missed")
        body.append([_title(row, say), row["year"], _unit(row, say, "indicator"), *values, cell])
    return plain(["", "year", "unit", "number", "number", "number", ""], body)


def _adjusted(rows: Sequence[Mapping[str, Any]], say: Say) -> Table:
    """Those that are more than nothing, the largest part of its stock first."""
    body = []
    for row in sorted(rows, key=lambda row: -abs(float(row["percent"] or 0.0))):
        percent = signed(float(row["percent"]) if row["percent"] else None)
        adjustment = signed(float(row["adjustment"]))
        if adjustment != "0" and (not row["percent"] or abs(float(row["percent"])) >= ADJUSTED):
            body.append([_title(row, say), row["year"], adjustment, _unit(row, say, "stock"), percent])
    return plain(["", "year", "number", "unit", "number"], body)


def _gaps(rows: Sequence[Mapping[str, Any]], say: Say) -> Table:
    groups = {}
    for row in rows:
        groups.setdefault((row["total"], row["year"]), []).append(row)
    body = []
    for total, *drivers in groups.values():  # the total itself stands first
        least = GAPS * max(abs(float(total["plan"])), abs(float(total["fact"])))
        shown = [row for row in drivers if abs(float(row["contribution"])) >= least]
        body.append((None, [_gap(total, "", say), *(_gap(row, "part", say) for row in shown)]))
    return Table(["", "year", "number", "number", "number", "unit"], body)


def _gap(row: Mapping[str, Any], style: str, say: Say) -> list[str | Cell]:
    plan, fact = (words.number(float(row[key]) if row[key] else None) for key in ("plan", "fact"))
    contribution = signed(float(row["contribution"]))
    return [Cell(_title(row, say), style), row["year"], plan, fact, contribution, _unit(row, say, "total")]
