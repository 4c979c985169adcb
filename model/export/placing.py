"""Files put into a folder all together or not at all: written in a folder inside it first, then moved to their places.

The files that stood there are moved aside before, and back where anything fails. A journal says what was moved, so that
the next writer can undo what one that was killed has left. A lock lets one writer at a time into a folder.
"""

import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep
from typing import Any

from model.errors import InputError

PASSING, LOCK = ".writing-", ".writing.lock"
NEW, OLD, JOURNAL = "new", "old", "journal.json"  # in a passing folder
WAIT = 120.0  # seconds for another writer to finish
LOCKLESS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)  # said by file systems that lock nothing


@contextmanager
def writing_to(*places: str | os.PathLike, resumable: bool = False) -> Iterator[None]:
    """Tell what the system says of a file that cannot be written as bad input, by the name that it was to have.

    Parameters
    ----------
    places
        Files that are written, or folders in which they are; the first is named where the system names none of them.
    resumable
        Whether what is done stands there, to be gone on with.

    Raises
    ------
    InputError
        Where something cannot be written.
    """
    try:
        yield
    except OSError as error:
        named = _meant(Path(os.fsdecode(error.filename))) if error.filename else Path()
        place = named if any(named.is_relative_to(known) for known in places) else os.fspath(places[0])
        fault = f"{place}: cannot be written ({error.strerror or error})"
        raise InputError(
            [f"{fault}; what is done stands there, and --resume goes on" if resumable else fault]
        ) from None


def refuse_taken(file: Path) -> None:
    """Raise OSError where something else than a file stands where one is to be written."""
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder stands where a file is to be written", str(file))
    if file.exists() and not file.is_file():
        raise FileExistsError(errno.EEXIST, "a pipe or a device stands where a file is to be written", str(file))


def _meant(file: Path) -> Path:
    """Where a file goes in the end that stands in a passing folder, or is the folder's lock."""
    parts = file.parts
    at = next((at for at, part in enumerate(parts) if part.startswith(PASSING)), len(parts))
    return Path(*parts[:at], *parts[at + 2 :]) if at < len(parts) or file.name != LOCK else file.parent


def check_folder(folder: Path) -> None:
    """Refuse a folder that cannot be made, or in which nothing can be written, before anything is computed for it.

    Raises
    ------
    InputError
        Where that is so.
    """
    _check(folder, folder)


def check_file(file: Path) -> None:
    """Refuse a file that is a folder, or whose folder :func:`check_folder` refuses; devices and pipes pass.

    Raises
    ------
    InputError
        Where that is so.
    """
    if file.is_dir():
        raise InputError([f"{file}: found a folder; expected the name of a file to write"])
    if file.is_file() or not file.exists():
        _check(file.resolve().parent, file)


def _check(folder: Path, place: Path) -> None:
    there = next((known for known in (folder, *folder.parents) if os.path.lexists(known)), Path())
    try:
        TemporaryFile(dir=there).close()
    except OSError as error:
        raise InputError([f"{place}: cannot be written ({error.strerror or error})"]) from None


@contextmanager
def passing_folder(folder: Path) -> Iterator[Path]:
    """A folder inside ``folder``, which is made if absent, to write into; what is not moved from there is lost at the end.

    Raises
    ------
    OSError
        Where nothing can be written there, or another writer does not come to an end.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with _locked(folder):
            for left in sorted(folder.glob(f"{PASSING}*/")):
                _undo(left)
            place = Path(tempfile.mkdtemp(dir=folder, prefix=PASSING))
            try:
                (place / NEW).mkdir()
                yield place / NEW
            finally:
                if not (place / JOURNAL).exists():  # else something could not be put back, and is not to be lost
                    shutil.rmtree(place, ignore_errors=True)
    except BaseException:
        for empty in made:
            with suppress(OSError):
                empty.rmdir()
        raise


def move_in(
    new: Path, names: Iterable[str], stale: Iterable[str] = (), renamed: Mapping[str, str] | None = None
) -> list[Path]:
    """Move files from a passing folder into the folder around it, and stale ones out of it; all or none.

    Parameters
    ----------
    names, stale
        Paths in the folder. What stands at the places of ``names`` is replaced; a folder is not.
    renamed
        What stands in the folder and takes another place there, by that place; a folder, too, which replaces one.

    Returns
    -------
    list of Path
        The files, where they stand now.
    """
    passing, names, renamed = new.parent, list(names), dict(renamed or {})
    folder = passing.parent
    for name in names:
        refuse_taken(folder / name)
    before = [name for name in (*names, *stale, *renamed) if os.path.lexists(folder / name)]
    _write_journal(passing, {"names": names, "before": before, "renamed": list(renamed.items())})
    try:
        for name in before:
            _move(folder / name, passing / OLD / name)
        for name in names:
            _move(new / name, folder / name)
        for name, other in renamed.items():
            _move(folder / other, folder / name)
    except BaseException:
        _undo(passing)
        raise
    (passing / JOURNAL).unlink()  # from here on nothing is to be undone
    return [folder / name for name in names]


def _write_journal(passing: Path, journal: Mapping[str, list]) -> None:
    text = json.dumps(journal)
    (passing / f"{JOURNAL}.part").write_text(text, encoding="utf-8")
    os.replace(passing / f"{JOURNAL}.part", passing / JOURNAL)


def _undo(passing: Path) -> None:
    """Put back what was moved aside, take away what was moved in, and remove the passing folder."""
    folder = passing.parent
    for name, other in _journal(passing, "renamed", _is_pair):
        if not os.path.lexists(folder / other) and os.path.lexists(folder / name):
            _move(folder / name, folder / other)
    for name in _journal(passing, "names", _is_inside):
        if not os.path.lexists(passing / NEW / name):
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)
    for name in _journal(passing, "before", _is_inside):
        if os.path.lexists(passing / OLD / name):
            _move(passing / OLD / name, folder / name)
    shutil.rmtree(passing, ignore_errors=True)


def _journal(passing: Path, key: str, holds: Callable[[Any], bool]) -> list[Any]:
    try:
        journal: Any = json.loads((passing / JOURNAL).read_text(encoding="utf-8"))
        return [entry for entry in journal[key] if holds(entry)]
    except (OSError, ValueError, KeyError, TypeError):
        return []  # nothing was moved yet


def _is_inside(name: Any) -> bool:
    """Whether it is the name of a file in a folder."""
    return isinstance(name, str) and not os.path.isabs(name) and ".." not in (parts := Path(name).parts) and bool(parts)


def _is_pair(names: Any) -> bool:
    return isinstance(names, list) and len(names) == 2 and all(map(_is_inside, names))


def _move(source: Path, target: Path) -> None:
    """Move a file; onto another disk, where a folder inside is a link to one, as a copy that is whole when it appears."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f"{PASSING}{target.name}")
        try:
            shutil.copy2(source, beside, follow_symlinks=False)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        source.unlink()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    path, until = folder / LOCK, monotonic() + WAIT
    while not (file := _lock(path)):
        if monotonic() > until:
            raise OSError(errno.EBUSY, "another run is being written there", str(folder))
        sleep(0.05)
    try:
        yield
    finally:
        with suppress(OSError):  # where it cannot be removed while it is open, it is removed when closed
            path.unlink()
        file.close()
        with suppress(OSError):
            if sys.platform == "win32":
                path.unlink()


def _lock(path: Path) -> Any:
    """The open file of a lock that is now held; None where another holds it."""
    try:
        file = open(path, "ab")
    except PermissionError:
        if sys.platform == "win32":  # it is being removed
            return None
        raise
    try:
        _take(file)
        if os.path.exists(path) and os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
            return file
    except FileNotFoundError:
        pass
    except OSError as error:
        if error.errno in LOCKLESS:
            return file
    file.close()
    return None


def _take(file: Any) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
