"""The record of a run that stands in a folder, ``provenance.json``, as far as it can be read."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from model.errors import InputError
from model.export.files import read_marked

RECORD = "provenance.json"
KEPT = f"{RECORD}.kept"  # one that no run has written, set aside


def recorded(folder: Path) -> dict[str, Any]:
    """The record of the run in a folder as it stands; empty where there is none that can be read."""
    try:
        record = json.loads(read_marked(folder / RECORD))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError, RecursionError):
        return {}
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
        return sha256(path.read_bytes()).hexdigest()
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
