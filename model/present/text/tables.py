"""Tables: the plan's targets, alone and against a run; runs side by side; rows as CSV and as text."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from os import PathLike
from typing import Any

import xarray as xr

from model.analysis.evidence import OPEN
from model.data import belongs_to
from model.data.catalogue import Record
from model.engine.build import System
from model.errors import InputError
from model.export.files import csv_text, write_table
from model.plan.indicators import GROUPS, group_of
from model.plan.targets import Verdict
from model.present.text.catalogue import place, reason
from model.present.text.cells import declared, heads, sector, told, unit
from model.present.text.findings import finding_text
from model.present.text.phrases import asks, nature, unit_of
from model.present.text.sources import note
from model.present.text.targets.aim import aim_of
from model.present.text.words import Say, columns, figured, wrap
from model.results.label import HEADLINES
from model.scenario.element import title_of
from model.sectors import load

COLUMNS = (
    "id", "indicator", "indicator_zh", "sector", "nature", "document", "place", "unit", "base_value", "relation",
    "printed_value", "target_value", "upper", "year", "projected", "met", "gap", "group",
)  # fmt: skip
PROBABILITY = "probability"  # a column beside these where an ensemble was run
CATALOGUE = (
    "id", "document", "place", "name", "name_zh", "sector", "unit", "relation", "value", "upper", "year", "base_year",
    "base_value", "nature", "scope", "restates", "variable", "reading", "reason", "year_inferred",
)  # fmt: skip
APART, LEAST, ENDLESS = "  ", 8, 10**6  # between columns; the narrowest of a column; a line without an end
USUAL = 110  # places of a line where there is no terminal to ask
VERDICTS = ("disagrees", "implausible", "within_rounding", "agrees")  # of the audit, worst first


def catalogue(targets: Sequence[Record]) -> list[dict]:
    """The targets as rows of the published columns; what is not said is None, or empty text."""
    empty = {"restates": None, "variable": None}
    return [
        {key: getattr(target, key) or empty.get(key, getattr(target, key)) for key in CATALOGUE} for target in targets
    ]


def target_rows(targets: Sequence[Record], lang: str = "en") -> list[dict]:
    """The targets as a planner reads them: what is wanted, of what nature, where it stands, what answers it."""
    say = Say("commands", lang)
    return [{say(f"head_{key}"): value for key, value in _target_cells(target, lang).items()} for target in targets]


def _target_cells(target: Record, lang: str) -> dict[str, Any]:
    return {
        "target": target.label_zh if lang == "zh" else target.label,
        "wanted": asks(target, lang),
        "unit": "" if target.value is None else unit_of(target, lang),
        "year": target.year,
        "nature": nature(target, lang),
        "place": f"{target.document} {_place(target, lang)}",
        "variable": _answer(target, lang),
    }


def _place(record: Record, lang: str) -> str:
    return place(record.place, lang) if lang == "zh" else record.place


def _answer(target: Record, lang: str) -> str:
    """The variable that answers a target and how it is read, or why none does."""
    if not target.variable:
        return f"–（{reason(target.reason, lang)}）" if lang == "zh" else f"– ({reason(target.reason, lang)})"
    read = told([{"reading": target.reading}], lang)[0]["reading"]
    return f"{target.variable}（{read}）" if lang == "zh" else f"{target.variable} ({read})"


def audit_text(findings: Sequence, lang: str = "en") -> str:
    """The audit's findings as text: each that does not simply agree, worst first, then how many there are of each."""
    lines, names = [], {verdict: Say("catalogue", lang)(f"finding_{verdict}") for verdict in VERDICTS}
    for verdict, name in list(names.items())[:-1]:
        judged = [finding for finding in findings if finding.verdict == verdict]
        lines += [name + ("：" if lang == "zh" else ":")] * bool(judged)
        for finding in judged:
            places = dict.fromkeys(f"{r.document} {_place(r, lang)}" for r in finding.cited)
            lines.append("  " + (finding_text(finding, load(), lang) if lang == "zh" else finding.message))
            lines.append("    " + ("；" if lang == "zh" else "; ").join(list(places)[:4]))
    say, found = Say("commands", lang), Counter(finding.verdict for finding in findings)
    counts = [say("finding_count", name=name, count=found[verdict]) for verdict, name in names.items()]
    return "\n".join([*lines, say("findings", count=len(findings), parts=say.listed(counts))])


def counted(rows: Iterable[Mapping[str, Any]], lang: str = "en") -> list[dict]:
    """How many numbers of each status each sector has, under heads of the language."""
    say, tallies = Say("tables", lang), []
    for row in rows:
        numbers = {say(f"cell_{key}"): number for key, number in row.items() if key != "sector"}
        tallies.append({say("col_sector"): sector(row["sector"], lang), **numbers})
    return tallies


def heaviest(rows: Sequence[Mapping], top: int, system: System, lang: str = "en") -> str:
    """The assumptions on which results rest most: name, range, how far which result moves; under each, what it is."""
    say = Say("commands", lang)
    assumed = [row for row in rows if row["status"] in OPEN][:top]
    cells = [{say(f"head_{key}"): value for key, value in _weighed(row, system, say).items()} for row in assumed]
    head, *lines = as_text(cells, ENDLESS).splitlines() if cells else [""]
    room = terminal() or USUAL
    under = [_under(row, room, system, lang) for row in assumed]
    return "\n".join([head, *(text for pair in zip(lines, under, strict=True) for text in pair)])


def _under(row: Mapping[str, Any], room: int, system: System, lang: str) -> str:
    """What an assumption is, with the note of its number, in whole lines under it."""
    title = title_of(belongs_to(row["name"], system.base), system, lang)
    text = ("：" if lang == "zh" else ": ").join(filter(None, [title, note(row["note"], lang)]))
    return "\n".join(f"    {line}" for line in wrap(text, room - 4).splitlines())


def _weighed(row: Mapping[str, Any], system: System, say: Say) -> dict[str, Any]:
    estimable = say("estimable") if row["estimable"] else ""
    return {
        "assumption": row["name"],
        "status": say(f"status_{row['status']}"),
        "range": say("range", low=row["low"], high=row["high"]),
        "units": declared(row["units"], say.lang, row["name"]),
        "weight": "–" if row["weight"] is None else f"{row['weight']:.3g}",
        "moves": _moved(row, system, say),
        "estimable": estimable if row.get("learned") is None else f"{row['learned']:.0%}",
    }


def _moved(row: Mapping[str, Any], system: System, say: Say) -> str:
    """The result that an assumption moves most, or the end of its range at which the run leaves its domain."""
    if row["weight"] is None:
        return say("leaves", value=row["moves"].rpartition(" ")[2]) if row["moves"] else ""
    return title_of(row["moves"], system, say.lang)


def coverage(targets: Sequence[Record]) -> list[dict]:
    """Targets by sector: how many there are, restatements among them, and how many the model answers."""
    rows = []
    for name in [*dict.fromkeys(target.sector for target in targets), "all"]:
        within = [target for target in targets if name in (target.sector, "all")]
        again = sum(bool(target.restates) for target in within)
        linked = sum(bool(target.variable) for target in within)
        counts = {"targets": len(within), "restatements": again, "linked": linked}
        rows.append({"sector": name, **counts, "linked %": round(100 * linked / len(within), 1)})
    return rows


def write_targets(verdicts: Iterable[Verdict], path: str | PathLike, lang: str = "en") -> None:
    """Write ``targets.csv``: one row a target, those of main indicators first; what is not known is empty."""
    verdicts = list(verdicts)
    names = (*COLUMNS, *[PROBABILITY] * any(verdict.probability is not None for verdict in verdicts))
    write_table(told(target_cells(verdicts), lang), path, names, heads(names, lang))


def target_cells(verdicts: Iterable[Verdict]) -> list[dict[str, str]]:
    """The cells of ``targets.csv``, the probability among them."""
    rows = [_target_row(verdict) for verdict in verdicts]
    return sorted(rows, key=lambda row: GROUPS.index(row["group"]))


def _target_row(verdict: Verdict) -> dict[str, str]:
    target = verdict.target
    stated = {key: getattr(target, key, None) for key in COLUMNS} | {
        "indicator": target.label,
        "indicator_zh": target.label_zh,
        "printed_value": verdict.as_printed.target.value,
        "target_value": target.value,
        "group": group_of(target),
    }
    cells = stated | {key: getattr(verdict, key) for key in ("projected", "met", "gap", PROBABILITY)}
    return {key: "" if value is None else str(_cell(value)) for key, value in cells.items()}


def _cell(value: float | str) -> int | str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else value


def side_by_side(runs: Mapping[str, xr.Dataset], variables: Sequence[str] = HEADLINES) -> list[dict]:
    """Headline variables of several runs at the plan's end, 2025, and at the first of their last years.

    Returns
    -------
    list of dict
        One row a variable and year: variable, year, units, what the plan wants of it as printed, the value in each run
        under the run's name, and under ``<run> - <first run>`` the difference to the first.

    Raises
    ------
    InputError
        Where they share no year, or have a variable in different units.
    """
    end = min(int(run["year"][-1]) for run in runs.values())
    first, *others = runs
    _check_alike(runs, end, variables)
    rows = []
    for variable in variables:
        if not all(variable in run for run in runs.values()):
            continue
        for year in sorted({min(2025, end), end}):
            values = {name: float(run[variable].sel(year=year)) for name, run in runs.items()}
            units = runs[first][variable].attrs["units"]
            differences = {f"{name} - {first}": values[name] - values[first] for name in others}
            asked = aim_of(variable, runs[first], year)
            rows.append({"variable": variable, "year": year, "units": units, "wanted": asked, **values, **differences})
    return rows


def _check_alike(runs: Mapping[str, xr.Dataset], end: int, variables: Sequence[str]) -> None:
    """Refuse runs that cannot stand side by side."""
    first = next(iter(runs))
    for name, run in runs.items():
        if (begun := int(run["year"][0])) > end:
            raise InputError(
                [f"{name}: found the years {begun} to {int(run['year'][-1])}; expected some to {end}, as of the others"]
            )
        for variable in variables:
            if variable in run and variable in runs[first]:
                found, units = (each[variable].attrs["units"] for each in (run, runs[first]))
                if found != units:
                    raise InputError(
                        [f"{name}: {variable}: found the units {found!r}; expected {units!r}, as of {first}"]
                    )


def as_csv(rows: Sequence[Mapping], lang: str = "en") -> str:
    """Rows of one shape as CSV text."""
    names = list(rows[0]) if rows else []
    plain = [{key: _cell(value) for key, value in row.items()} for row in told(rows, lang)]
    return csv_text(plain, names, heads(names, lang))


def compared(runs: Mapping[str, xr.Dataset], lang: str = "en") -> list[dict]:
    """Rows of :func:`side_by_side` with the titles of the variables, as a reader of one language has them."""
    first, title = next(iter(runs.values())), "long_name_zh" if lang == "zh" else "long_name"
    rows = told(side_by_side(runs), lang)
    if lang == "zh":
        base, *others = runs
        apart = {f"{name} - {base}": f"{name}与{base}之差" for name in others}
        rows = [{apart.get(key, key): value for key, value in row.items()} for row in rows]
    return [{"variable": row["variable"], "title": first[row["variable"]].attrs[title], **row} for row in rows]


def in_columns(rows: Sequence[Mapping[str, Any]], lang: str = "en") -> str:
    """Rows as columns for a terminal, under heads of the language."""
    names = heads(rows[0] if rows else (), lang)
    rows = [{**row, "units": unit(row["units"], lang, row["variable"])} for row in rows] if lang == "en" else rows
    return as_text([{names.get(key, key): value for key, value in row.items()} for row in rows])


def as_text(rows: Sequence[Mapping], room: int | None = None) -> str:
    """Rows of one shape as columns for a terminal, where a Chinese character takes two places.

    Parameters
    ----------
    room
        Places of a line; those of the terminal where none is given, and as many as it takes where there is no terminal.
        Cells that are too wide for it go on below.
    """
    cells = [[str(key) for key in rows[0]]] if rows else []
    cells += [[figured(value) if isinstance(value, float) else str(value) for value in row.values()] for row in rows]
    widths = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    widths = _narrowed(widths, room or terminal() or ENDLESS)
    lines = [text for line in cells for text in _row_lines(line, widths)]
    return "\n".join(line.rstrip() for line in lines)


def _row_lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A row in as many lines as its tallest cell takes."""
    parts = [_cut(cell, room) for cell, room in zip(cells, widths, strict=True)]
    for texts in zip_longest(*parts, fillvalue=""):
        yield APART.join(text + " " * (room - columns(text)) for text, room in zip(texts, widths, strict=True))


def _cut(cell: str, room: int) -> list[str]:
    """A cell in lines of its column, a word that is wider than that cut."""
    lines = wrap(cell, room).split("\n") if columns(cell) > room else [cell]
    return [line[at : at + room] for line in lines for at in range(0, max(len(line), 1), room)]


def _narrowed(widths: Sequence[int], room: int) -> list[int]:
    """The widths of columns, the widest made narrower until they go on a line together."""
    widths = list(widths)
    over = sum(widths) + len(APART) * (len(widths) - 1) - room
    while over > 0 and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
        over -= 1
    return widths


def terminal() -> int | None:
    """Places of a line of the terminal; None where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else None


def as_markdown(rows: Sequence[Mapping]) -> str:
    """Rows of one shape as a table in Markdown."""
    lines = [list(rows[0]), ["---"] * len(rows[0])] if rows else []
    lines += [[str(value) for value in row.values()] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
