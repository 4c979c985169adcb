"""The record of a run that stands in a folder, ``provenance.json``, as far as it can be read."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from model.data.decoding import content_of
from model.errors import InputError, reason
from model.export.files import read_marked
from model.export.placing import check_folder, refuse_taken, writing_to

RECORD = "provenance.json"
KEPT = f"{RECORD}.kept"  # one that no run has written, set aside
NEEDED = (RECORD, "results.nc", "targets.csv")  # of a folder that is read
WRITTEN = "as simulate run and solve write it"


def recorded(folder: Path) -> dict[str, Any]:
    """The record of the run in a folder as it stands; empty where there is none that can be read."""
    try:
        record = json.loads(read_marked(folder / RECORD))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError, RecursionError):
        return {}
    except OSError as error:
        raise InputError([reason(error)]) from None
    return record if isinstance(record, dict) else {}


def is_ours(record: dict[str, Any]) -> bool:
    """Whether a record looks like one that a run has written."""
    return all(isinstance(record.get(key), dict) for key in ("scenario", "versions", "sha256"))


def outputs(record: dict[str, Any]) -> dict[str, str]:
    """The files that a run has written, by their paths in the folder, each with its SHA-256; none that the record does not say."""
    files = record.get("outputs") if is_ours(record) else None
    return {n: d for n, d in files.items() if isinstance(d, str)} if isinstance(files, dict) else {}


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none that can be read."""
    try:
        return sha256(content_of(path)).hexdigest()
    except OSError:
        return None


def check_unchanged(path: Path) -> None:
    """Refuse, with InputError, a file that is not the one of which the record beside it tells, before it is read."""
    known = outputs(recorded(path.parent)).get(path.name)
    if known and path.is_file() and digest(path) != known:
        fault = (
            f"is not the file of which {RECORD} tells: a run was cut off while it was written, or it was changed since"
        )
        raise InputError([f"{path}: {fault}; make the results again"])


def last_observed(record: dict[str, Any]) -> int:
    """The last year of the published figures that a run knew; 0 where it knew none."""
    observed = record.get("observed")
    last = observed.get("last") if isinstance(observed, dict) else None
    return last if isinstance(last, int) else 0


def check_results(folder: Path) -> None:
    """Refuse, with InputError, what is no folder of results, before anything that is slow to import."""
    if not folder.is_dir():
        found = "a file" if folder.exists() else "nothing"
        raise InputError([f"{folder}: found {found}; expected a folder of results, {WRITTEN}"])
    if absent := [name for name in NEEDED if not (folder / name).is_file()]:
        lacks = " and no ".join(absent)
        raise InputError([f"{folder}: found no {lacks}; expected a folder of results, {WRITTEN}"])


def check_place(folder: Path) -> None:
    """Refuse, with InputError, a folder into which no results can be written, before anything is computed for it."""
    check_folder(folder)
    if (drawn := folder / "figures").is_dir():
        check_folder(drawn)
    with writing_to(folder):
        for name in (*NEEDED, "results.csv"):
            refuse_taken(folder / name)
