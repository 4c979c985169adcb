"""Files of our own making: several written whole or not at all, rows as CSV, plain data as JSON."""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from model.data.decoding import content_of, decoded
from model.export.placing import move_in, passing_folder, writing_to

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what begins one in a spreadsheet
NUMBER = re.compile(r"[+-]?(\d+(,\d{3})*\.?\d*|\.\d+)([eE][+-]?\d+)? ?%?|-?(inf|nan)", re.ASCII)


def write_whole(folder: Path, write: Callable[[Path], list[Path]]) -> list[Path]:
    """The files that ``write`` makes in the folder that it is given, moved into ``folder`` when all are there.

    Returns
    -------
    list of Path
        The files, where they stand now.

    Raises
    ------
    OSError
        Where nothing can be written there.
    """
    with passing_folder(Path(folder)) as passing:
        return move_in(passing, [file.relative_to(passing).as_posix() for file in write(passing)])


def write_table(
    rows: Sequence[Mapping[str, Any]],
    path: str | os.PathLike,
    columns: Sequence[str] | None = None,
    heads: Mapping[str, str] | None = None,
) -> None:
    """Write rows of one shape as CSV, numbers in full; what is not known is empty.

    A byte-order mark lets a spreadsheet see that it is UTF-8.

    Parameters
    ----------
    columns
        What the rows have, where there may be none.
    heads
        What stands above a column in place of its name.
    """
    Path(path).write_bytes(csv_text(rows, columns, heads).encode("utf-8-sig"))


def read_marked(path: str | os.PathLike) -> str:
    """The text of a file, in one of the encodings of :func:`model.data.decoding.decoded`.

    Raises
    ------
    OSError, ValueError
        Where it cannot be read, or is no such text.
    """
    return decoded(content_of(path), path)


def csv_text(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None, heads: Mapping[str, str] | None = None
) -> str:
    """Rows of one shape as CSV, in which no spreadsheet finds a formula."""
    names = list(columns or (rows[0] if rows else ()))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([guarded((heads or {}).get(name, name)) for name in names])
    writer.writerows([guarded(row[name]) for name in names] for row in rows)
    return text.getvalue()


def guarded(value: Any) -> Any:
    """A cell that a spreadsheet takes for text: an apostrophe goes before one that begins as a formula does."""
    return f"'{value}" if isinstance(value, str) and _is_formula(value) else value


def unguarded(text: str) -> str:
    """The text that :func:`guarded` has made safe."""
    return text[1:] if text[:1] == "'" and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    return text.startswith(FORMULA) and not NUMBER.fullmatch(text)


def write_text(text: str, path: str | os.PathLike) -> None:
    """Write a text in UTF-8, whole or not at all; what is no file, such as ``/dev/stdout``, is written to as it is.

    Raises
    ------
    InputError
        Where it cannot be written.
    """
    content = text.encode("utf-8", "backslashreplace")
    with writing_to(path):
        place = Path(path).resolve()
        if place.exists() and not place.is_file():
            place.write_bytes(content)
            return

        def write(passing: Path) -> list[Path]:
            (passing / place.name).write_bytes(content)
            return [passing / place.name]

        write_whole(place.parent, write)


def write_json(content: Any, path: str | os.PathLike) -> None:
    """Write plain data as JSON, in escapes what UTF-8 cannot say, such as names of files that are no text."""
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    Path(path).write_bytes(text.encode("utf-8", "backslashreplace"))
