"""The tables and texts that stand in the folder of a solution or a review beside a run's files, written and read."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from model.data.catalogue import Record
from model.data.decoding import separator
from model.engine.build import System
from model.errors import InputError
from model.export.files import read_marked, unguarded, write_json, write_table
from model.folder.record import check_unchanged
from model.folder.staging import Writer
from model.plan.conflict.relaxation import comments
from model.plan.review.mid_term import Review
from model.plan.solution import prices, tradeoff, wedges
from model.plan.solution.outcome import Solution
from model.present.text import cells
from model.present.text.messages import told
from model.scenario.save import write_scenario

LEVERS = (
    "lever", "title", "title_zh", "unit", "authority", "year", "baseline", "solved", "low", "high", "share_of_effort",
    "held",
)  # fmt: skip
WEDGES = ("target", "title", "title_zh", "unit", "kind", "part", "part_title", "part_title_zh", "contribution")
PRICES = (
    "id", "indicator", "indicator_zh", "unit", "year", "value", "asked", "step", "reachable", "cost", "money", "gdp",
    "levers",
)  # fmt: skip
TRADEOFF = (
    "variable", "year", "floor", "reached", "whole_cost", "cost", "money", "gdp", "missed", "targets_missed", "kept", "lost",
)  # fmt: skip
REVIEW = {  # the tables of a review, and their columns
    "observed.csv": (
        "indicator", "title", "title_zh", "year", "unit", "source", "observed", "plan", "restated", "residual", "matched",
    ),
    "restatement.csv": ("stock", "title", "title_zh", "year", "unit", "before", "adjustment", "percent"),
    "gap_by_driver.csv": (
        "total", "year", "unit", "driver", "title", "title_zh", "driver_unit", "plan", "fact", "contribution",
    ),
}  # fmt: skip
BOOLEANS = {"TRUE": "true", "FALSE": "false"}  # as a spreadsheet saves them
SIGN = ";"  # by which a spreadsheet may part columns
AGAIN = "make the results again with this version"


def of_solution(solution: Solution, lang: str) -> dict[str, Writer]:
    """Writers of the files of a solution and, where there is one, of its review, by file name."""
    writers: dict[str, Writer] = {"solution.yaml": partial(write_scenario, solution.scenario)}
    writers |= {f"{name}.csv": _table(rows, tuple(rows[0]), lang) for name, rows in solution.tables.items()}
    if solution.diagnosis is not None:
        writers["diagnosis.json"] = partial(write_json, solution.diagnosis)
        writers["consistent.yaml"] = partial(
            write_scenario, solution.relaxed, comments=[told(line, lang) for line in comments(solution.best)]
        )
    return writers | (_of_review(solution.review, lang) if solution.review else {})


def _of_review(review: Review, lang: str) -> dict[str, Writer]:
    tables = (review.figures(), review.adjustments(), review.gaps)
    return {name: _table(rows, heads, lang) for rows, (name, heads) in zip(tables, REVIEW.items(), strict=True)}


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], lang: str) -> Writer:
    """The writer of a table in a language."""
    return partial(write_table, cells.told(rows, lang), columns=columns, heads=cells.heads(columns, lang))


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, as texts.

    Raises
    ------
    InputError
        Where it is none.
    """
    try:
        text = read_marked(path)
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True))
    except (ValueError, csv.Error) as error:
        raise InputError([f"{path}: no table to read ({error})"]) from None
    if rows and SIGN in next(iter(rows[0])):
        fault = f"found columns apart by {SIGN!r}; expected commas: save it as CSV with commas, or {AGAIN}"
        raise InputError([f"{path}: {fault}"])
    if any(None in row or None in row.values() for row in rows):
        raise InputError([f"{path}: found a row that is longer or shorter than the first; {AGAIN}"])
    return [{key: BOOLEANS.get(cell, unguarded(cell)) for key, cell in row.items()} for row in rows]


def _read(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a table with these columns, in whichever language it was written."""
    return cells.untold(read_rows(path), columns)


def read_solution(folder: Path, targets: Sequence[Record], system: System) -> dict[str, Any]:
    """Rows of ``levers``, and ``wedges``, ``prices``, ``tradeoff`` and ``diagnosis``, None of each that the folder has not.

    Raises
    ------
    InputError
        Where there is no ``levers.csv``, or a file cannot be read as what it is.
    """
    by_id = {target.id: target for target in targets}
    readers: dict[str, Callable[[Path], Any]] = {
        "levers.csv": partial(_read, columns=LEVERS),
        "wedges.csv": lambda path: wedges.from_table(_read(path, WEDGES), by_id, system),
        "prices.csv": lambda path: prices.from_table(_read(path, PRICES), by_id, system),
        "tradeoff.csv": lambda path: tradeoff.from_table(_read(path, TRADEOFF)),
        "diagnosis.json": lambda path: json.loads(read_marked(path)),
    }
    parts = {name.partition(".")[0]: _part(folder / name, reader) for name, reader in readers.items()}
    if parts["levers"] is None:
        raise InputError([f"{folder}: found no levers.csv; expected it of a solution; {AGAIN}"])
    return parts


def _part(path: Path, reader: Callable[[Path], Any]) -> Any:
    """A file of a solution, None where there is none."""
    check_unchanged(path)
    try:
        return reader(path) if path.is_file() else None
    except KeyError as error:
        raise InputError([f"{path}: found no {error}; {AGAIN}"]) from None
    except (ValueError, TypeError) as error:
        raise InputError([f"{path}: cannot be read ({error}); {AGAIN}"]) from None


def read_review(folder: Path) -> Mapping[str, list[dict[str, str]]] | None:
    """The rows of the tables of a review by file name; None where one is absent."""
    if not all((folder / name).is_file() for name in REVIEW):
        return None
    return {name: _part(folder / name, partial(_read, columns=columns)) for name, columns in REVIEW.items()}
