"""Folders of results: written beside their place, then moved into it file by file.

An error or an interrupt while writing leaves the old folder as it was. A file that the run before wrote and this one
does not is removed, so that no old figure stands beside new results; other files are left alone. A run that is to be
kept goes to ``vintages/<when it finished>/`` first.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xarray as xr

from model.export import netcdf

RECORD = "provenance.json"
VINTAGES = "vintages"
KEPT = ("results.nc", "targets.csv", RECORD, "solution.yaml")  # of a run, what a vintage holds


def write_folder(
    folder: str | os.PathLike, writers: Mapping[str, Callable[[Path], None]], record: dict, keep: bool = False
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
    before = _recorded(folder)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
        names = _write_all(Path(temporary), writers, record)
        if keep:
            keep_vintage(folder)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(Path(temporary) / name, folder / name)
    for name in set(before) - set(names):
        (folder / name).unlink(missing_ok=True)
    return [folder / name for name in names]


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


def keep_vintage(folder: Path) -> Path | None:
    """Copy a folder's run into ``vintages``; returns where, or None where there is no whole run.

    The folder of a vintage is named by when the run finished, without what some file systems refuse in names.
    """
    finished = finished_at(folder)
    if finished is None:
        return None
    (folder / VINTAGES).mkdir(exist_ok=True)
    stamp = re.sub("[^0-9A-Za-z+-]", "", finished)
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    name = next(name for name in names if not (folder / VINTAGES / name).exists())
    with tempfile.TemporaryDirectory(dir=folder / VINTAGES, prefix=".") as temporary:
        whole = Path(temporary) / name
        whole.mkdir()
        for file in KEPT:
            if (folder / file).is_file():
                shutil.copy2(folder / file, whole / file)
        os.replace(whole, folder / VINTAGES / name)
    return folder / VINTAGES / name


def finished_at(folder: Path) -> str | None:
    """When the run in a folder finished, as its record says; None where there is no run with a record."""
    finished = _record(folder).get("finished")
    return finished if isinstance(finished, str) and finished and (folder / "results.nc").is_file() else None


def runs_kept(folder: Path) -> list[tuple[Path, dict]]:
    """The run in a folder and its vintages, each with its record; the latest first, the folder's own before all."""
    vintages = sorted((folder / VINTAGES).glob("[0-9]*"), reverse=True)
    return [(place, _record(place)) for place in (folder, *vintages) if finished_at(place)]


def _write_all(folder, writers, record):
    for name, write in writers.items():
        if name.endswith("/"):
            (folder / name).mkdir(parents=True)
        write(folder / name)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names.append(RECORD)
    text = json.dumps(record | {"files": names}, ensure_ascii=False, indent=2)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")
    return names


def _recorded(folder):
    """Names of the files that the run before wrote inside this folder; none where its record cannot be read."""
    names = _record(folder).get("files", [])
    return [name for name in names if (folder / name).resolve().is_relative_to(folder.resolve())]


def _record(folder):
    """The record of the run in a folder; empty where there is none that can be read."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def write_run(
    folder: str | os.PathLike,
    dataset: xr.Dataset,
    write_targets: Callable[[Path], None],
    provenance: dict,
    write_figures: Callable[[Path], None] | None = None,
    others: Mapping[str, Callable[[Path], None]] | None = None,
    keep: bool = False,
) -> list[Path]:
    """Write a run: ``results.nc``, ``targets.csv``, ``figures/`` where there is a function for it, ``provenance.json``.

    Parameters
    ----------
    others, keep
        Writers of further files, and whether the run that stands there is kept, as of :func:`write_folder`.

    Returns
    -------
    list of Path
        The files, where they stand now.
    """
    writers = {"results.nc": lambda path: netcdf.write(dataset, path), "targets.csv": write_targets}
    writers |= others or {}
    if write_figures:
        writers["figures/"] = write_figures
    return write_folder(folder, writers, provenance, keep)
