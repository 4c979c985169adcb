"""Folders of results: written inside their place under another name, then moved to it file by file, all or none.

An error or an interrupt while writing leaves the old folder as it was. A file that the run before wrote and this one
does not is removed, so that no old figure stands beside new results; what it did not write, or what was changed since,
is left alone. A record that no run has written is set aside. A run that is to be kept goes to
``vintages/<when it finished>/`` first.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from model.errors import InputError, is_text
from model.export.files import write_json
from model.export.placing import move_in, passing_folder, writing_to
from model.folder.record import KEPT, RECORD, digest, is_ours, outputs, recorded
from model.folder.vintages import keep_vintage

Writer = Callable[[Path], object]  # writes the file at the path it is given


def write_folder(
    folder: str | os.PathLike, writers: Mapping[str, Writer], record: Mapping, keep: bool = False
) -> list[Path]:
    """Write files into a folder, all or none.

    Parameters
    ----------
    writers
        By file name, a function that writes the file at the path it is given; a name that ends in ``/`` is a
        folder, which exists when its function is called.
    record
        What goes into ``provenance.json``; the names of the files are added to it as ``files``, and the SHA-256 of each
        but its own as ``outputs``.
    keep
        Whether the run that stands there is kept as a vintage.

    Returns
    -------
    list of Path
        The files, where they stand now.

    Raises
    ------
    InputError
        Where they cannot be written there.
    """
    folder = Path(folder)
    if not is_text(os.fspath(folder)):
        raise InputError([f"{folder}: the name of the folder is no Unicode text, which the format of results asks for"])
    with writing_to(folder), passing_folder(folder) as new:
        names = _write_all(new, writers, record)
        before = recorded(folder)
        stale = [name for name, known in outputs(before).items() if _is_stale(folder, name, known, names)]
        aside = _set_aside(folder, new) if (folder / RECORD).is_file() and not is_ours(before) else []
        kept = keep_vintage(folder) if keep else None
        try:
            return move_in(new, [*aside, *names], stale)[len(aside) :]
        except BaseException:
            if kept:
                shutil.rmtree(kept, ignore_errors=True)
            raise


def _write_all(folder: Path, writers: Mapping[str, Writer], record: Mapping) -> list[str]:
    for name, write in writers.items():
        if name.endswith("/"):
            (folder / name).mkdir(parents=True)
        write(folder / name)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    digests = {name: digest(folder / name) for name in names}
    write_json({**record, "files": [*names, RECORD], "outputs": digests}, folder / RECORD)
    return [*names, RECORD]


def _is_stale(folder: Path, name: str, known: str, names: list[str]) -> bool:
    """Whether a file is as the run before left it, and this one does not write it."""
    inside = (folder / name).resolve().is_relative_to(folder.resolve())
    return name not in names and inside and digest(folder / name) == known


def _set_aside(folder: Path, new: Path) -> list[str]:
    """A copy of the record that stands there, under a name of its own."""
    names = (KEPT, *(f"{KEPT}-{number}" for number in range(2, 1000)))
    name = next(name for name in names if not (folder / name).exists())
    shutil.copy2(folder / RECORD, new / name)
    return [name]
