"""Tables: the plan's targets, alone and against a run; runs side by side; rows as CSV and as text."""

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from unicodedata import east_asian_width

import xarray as xr

from model.data.catalogue import Record
from model.export.files import csv_text, write_table
from model.plan.indicators import GROUPS, group_of
from model.plan.targets import Verdict
from model.present.text.phrases import asks, nature, unit_of
from model.present.text.targets.wanted import wanted
from model.present.text.words import Say, subject
from model.results.label import HEADLINES

COLUMNS = (
    "id", "indicator", "indicator_zh", "sector", "nature", "document", "place", "unit", "base_value", "relation",
    "printed_value", "target_value", "upper", "year", "projected", "met", "gap", "group",
)  # fmt: skip
PROBABILITY = "probability"  # a column beside these where an ensemble was run
CATALOGUE = (
    "id", "document", "place", "name", "name_zh", "sector", "unit", "relation", "value", "upper", "year", "base_year",
    "base_value", "nature", "scope", "restates", "variable", "reading", "reason", "year_inferred",
)  # fmt: skip
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


def _target_cells(target, lang):
    return {
        "target": target.label_zh if lang == "zh" else target.label,
        "wanted": asks(target, lang),
        "unit": "" if target.value is None else unit_of(target, lang),
        "year": target.year,
        "nature": nature(target, lang),
        "place": f"{target.document} {target.place}",
        "variable": f"{target.variable} ({target.reading})" if target.variable else f"– ({target.reason})",
    }


def audit_text(findings: Sequence, lang: str = "en") -> str:
    """The audit's findings as text: each that does not simply agree, worst first, then how many there are of each."""
    lines, names = [], {verdict: Say("catalogue", lang)(f"finding_{verdict}") for verdict in VERDICTS}
    for verdict, name in list(names.items())[:-1]:
        own = [finding for finding in findings if finding.verdict == verdict]
        lines += [f"{name}:"] * bool(own)
        for finding in own:
            places = dict.fromkeys(f"{r.document} {r.place}" for r in finding.cited)
            lines.append("  " + (finding.message_zh if lang == "zh" else finding.message))
            lines.append("    " + "; ".join(list(places)[:4]))
    counts = [f"{name} {sum(f.verdict == verdict for f in findings)}" for verdict, name in names.items()]
    return "\n".join([*lines, Say("commands", lang)("findings", count=len(findings), parts=", ".join(counts))])


def heaviest(rows: Sequence[Mapping], top: int, lang: str = "en") -> list[dict]:
    """The assumptions on which results rest most: name, range, how far which result moves, and where to look."""
    say = Say("commands", lang)
    assumed = [row for row in rows if row["status"] == "assumption"][:top]
    return [{say(f"head_{key}"): value for key, value in _weighed(row, say).items()} for row in assumed]


def _weighed(row, say):
    return {
        "assumption": row["name"],
        "range": f"{row['low']:g} – {row['high']:g}",
        "units": row["units"],
        "weight": "–" if row["weight"] is None else f"{row['weight']:.3g}",
        "moves": row["moves"],
        "estimable": f"{row['learned']:.0%}"
        if row.get("learned") is not None
        else say("estimable")
        if row["estimable"]
        else "",
        "note": row["note"][:60],
    }


def coverage(targets: Sequence[Record]) -> list[dict]:
    """Targets by sector: how many there are, restatements among them, and how many the model answers."""
    rows = []
    for sector in [*dict.fromkeys(target.sector for target in targets), "all"]:
        own = [target for target in targets if sector in (target.sector, "all")]
        linked = sum(bool(target.variable) for target in own)
        counts = {"targets": len(own), "restatements": sum(bool(target.restates) for target in own), "linked": linked}
        rows.append({"sector": sector, **counts, "linked %": round(100 * linked / len(own), 1)})
    return rows


def write_targets(verdicts: Iterable[Verdict], path: str | PathLike, lang: str = "en") -> None:
    """Write ``targets.csv``: one row a target, those of main indicators first; what is not known is empty."""
    verdicts = list(verdicts)
    columns = (*COLUMNS, *[PROBABILITY] * any(verdict.probability is not None for verdict in verdicts))
    write_table(target_cells(verdicts), path, columns, heads(columns, lang))


def heads(columns: Iterable[str], lang: str) -> dict[str, str]:
    """What stands above the columns of a file: their names, or Chinese ones."""
    say = Say("commands", lang)
    return {name: say(f"col_{name}") for name in columns} if say.zh else {}


def target_cells(verdicts: Iterable[Verdict]) -> list[dict[str, str]]:
    """The cells of ``targets.csv``, the probability among them."""
    rows = [_target_row(verdict) for verdict in verdicts]
    return sorted(rows, key=lambda row: GROUPS.index(row["group"]))


def _target_row(verdict):
    target = verdict.target
    own = {key: getattr(target, key, None) for key in COLUMNS} | {
        "indicator": target.label,
        "indicator_zh": target.label_zh,
        "printed_value": verdict.as_printed.target.value,
        "target_value": target.value,
        "group": group_of(target),
    }
    cells = own | {key: getattr(verdict, key) for key in ("projected", "met", "gap", PROBABILITY)}
    return {key: "" if value is None else str(_cell(value)) for key, value in cells.items()}


def _cell(value):
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
    """
    end = min(int(run["year"][-1]) for run in runs.values())
    first, *others = runs
    rows = []
    for variable in variables:
        if not all(variable in run for run in runs.values()):
            continue
        for year in sorted({min(2025, end), end}):
            found = {name: float(run[variable].sel(year=year)) for name, run in runs.items()}
            units = runs[first][variable].attrs["units"]
            differences = {f"{name} - {first}": found[name] - found[first] for name in others}
            asked = wanted(variable, runs[first], year)
            rows.append({"variable": variable, "year": year, "units": units, "wanted": asked, **found, **differences})
    return rows


def as_csv(rows: Sequence[Mapping], lang: str = "en") -> str:
    """Rows of one shape as CSV text."""
    known = [name for name in (rows[0] if rows else ()) if f"col_{name}" in subject("commands")]
    return csv_text([{key: _cell(value) for key, value in row.items()} for row in rows], heads=heads(known, lang))


def as_text(rows: Sequence[Mapping]) -> str:
    """Rows of one shape as columns for a terminal, where a Chinese character takes two places."""
    cells = [[str(key) for key in rows[0]]] if rows else []
    cells += [[f"{value:.6g}" if isinstance(value, float) else str(value) for value in row.values()] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = ["  ".join(cell + " " * (w - width(cell)) for cell, w in zip(line, widths, strict=True)) for line in cells]
    return "\n".join(line.rstrip() for line in lines)


def as_markdown(rows: Sequence[Mapping]) -> str:
    """Rows of one shape as a table in Markdown."""
    lines = [list(rows[0]), ["---"] * len(rows[0])] if rows else []
    lines += [[str(value) for value in row.values()] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def width(text: str) -> int:
    """Places that a text takes in a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
