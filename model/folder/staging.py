"""Folders of results: written beside their place, then moved into it file by file.

An error or an interrupt while writing leaves the old folder as it was. A file that the run before wrote and this one
does not is removed, so that no old figure stands beside new results; other files are left alone. A run that is to be
kept goes to ``vintages/<when it finished>/`` first.
"""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from model.folder.vintages import RECORD, keep_vintage, recorded

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
        What goes into ``provenance.json``; the names of the files are added to it as ``files``.
    keep
        Whether the run that stands there is kept as a vintage.

    Returns
    -------
    list of Path
        The files, where they stand now.
    """
    folder = Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    before = recorded(folder).get("files", [])
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        names = _write_all(Path(temporary), writers, record)
        if keep:
            keep_vintage(folder)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(Path(temporary) / name, folder / name)
    for name in set(before) - set(names):
        if (folder / name).resolve().is_relative_to(folder.resolve()):
            (folder / name).unlink(missing_ok=True)
    return [folder / name for name in names]


def _write_all(folder: Path, writers: Mapping[str, Writer], record: Mapping) -> list[str]:
    for name, write in writers.items():
        if name.endswith("/"):
            (folder / name).mkdir(parents=True)
        write(folder / name)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names.append(RECORD)
    text = json.dumps({**record, "files": names}, ensure_ascii=False, indent=2)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")
    return names
