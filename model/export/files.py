"""Files of our own making: several written whole or not at all, rows as CSV, plain data as JSON."""

import csv
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any


def write_whole(folder: Path, write: Callable[[Path], list[Path]]) -> list[Path]:
    """The files that ``write`` makes in the folder that it is given, moved into ``folder``, which exists, when all are there.

    Returns
    -------
    list of Path
        The files, where they stand now.

    Raises
    ------
    OSError
        Where nothing can be written there.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as passing:
        files = write(Path(passing))
        for file in files:
            os.replace(file, folder / file.name)
    return [folder / file.name for file in files]


def write_table(
    rows: Sequence[Mapping[str, Any]], path: str | os.PathLike, columns: Sequence[str] | None = None
) -> None:
    """Write rows of one shape as CSV, numbers in full; what is not known is empty.

    Where there may be no row, ``columns`` says what the rows would have.
    """
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns or list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_text(text: str, path: str | os.PathLike) -> None:
    """Write a text in UTF-8, whole or not at all."""
    place = Path(path)

    def write(passing: Path) -> list[Path]:
        (passing / place.name).write_bytes(text.encode())
        return [passing / place.name]

    write_whole(place.parent, write)


def write_json(content: Any, path: str | os.PathLike) -> None:
    """Write plain data as JSON."""
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")
