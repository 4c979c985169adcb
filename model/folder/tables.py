"""The tables and texts that stand in the folder of a solution or a review beside a run's files, written and read."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from model.data.catalogue import Record
from model.engine.build import System
from model.errors import InputError
from model.export.files import read_marked, unguarded, write_json, write_table
from model.folder.staging import Writer
from model.plan.conflict.relaxation import comments
from model.plan.review.mid_term import Review
from model.plan.solution import prices, wedges
from model.plan.solution.outcome import Solution
from model.scenario.save import write_scenario

ADJUSTMENT = ("stock", "title", "title_zh", "year", "unit", "before", "adjustment", "percent")
REVIEW = ("observed.csv", "restatement.csv", "gap_by_driver.csv")
AGAIN = "make the results again with this version"


def of_solution(solution: Solution) -> dict[str, Writer]:
    """Writers of the files of a solution and, where there is one, of its review, by file name."""
    found: dict[str, Writer] = {"solution.yaml": partial(write_scenario, solution.scenario)}
    found |= {f"{name}.csv": partial(write_table, rows) for name, rows in solution.tables.items()}
    if solution.diagnosis is not None:
        found["diagnosis.json"] = partial(write_json, solution.diagnosis)
        found["consistent.yaml"] = partial(write_scenario, solution.relaxed, comments=comments(solution.best))
    return found | (_of_review(solution.review) if solution.review else {})


def _of_review(review: Review) -> dict[str, Writer]:
    rows = (review.figures(), review.adjustments(), review.gaps)
    columns = (None, ADJUSTMENT, None)
    return {
        name: partial(write_table, own, columns=heads) for name, own, heads in zip(REVIEW, rows, columns, strict=True)
    }


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, as texts.

    Raises
    ------
    InputError
        Where it is none.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(read_marked(path), newline=""), strict=True))
    except (ValueError, csv.Error) as error:
        raise InputError([f"{path}: no table to read ({error})"]) from None
    if any(None in row or None in row.values() for row in rows):
        raise InputError([f"{path}: found a row that is longer or shorter than the first; {AGAIN}"])
    return [{key: unguarded(cell) for key, cell in row.items()} for row in rows]


def read_solution(folder: Path, targets: Sequence[Record], system: System) -> dict[str, Any]:
    """Rows of ``levers``, and ``wedges``, ``prices`` and ``diagnosis``, None of each that the folder has not.

    Raises
    ------
    InputError
        Where there is no ``levers.csv``, or a file cannot be read as what it is.
    """
    by_id = {target.id: target for target in targets}
    readers: dict[str, Callable[[Path], Any]] = {
        "levers.csv": read_rows,
        "wedges.csv": lambda path: wedges.from_table(read_rows(path), by_id, system),
        "prices.csv": lambda path: prices.from_table(read_rows(path), by_id, system),
        "diagnosis.json": lambda path: json.loads(read_marked(path)),
    }
    found = {name.partition(".")[0]: _part(folder / name, reader) for name, reader in readers.items()}
    if found["levers"] is None:
        raise InputError([f"{folder}: found no levers.csv; expected it of a solution; {AGAIN}"])
    return found


def _part(path: Path, reader: Callable[[Path], Any]) -> Any:
    """A file of a solution, None where there is none."""
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
    return {name: read_rows(folder / name) for name in REVIEW}
