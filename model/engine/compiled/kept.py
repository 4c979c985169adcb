"""The printed program of a model that was made from files, kept where Python keeps its bytecode, as long as they stay the same."""

import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from model.engine.compiled.program import Program, program
from model.engine.kernel import Kernel

FOLDER = Path(cache_from_source(__file__)).parent


def kept_program(kernel: Kernel) -> Program:
    """A model's program: read where it stands printed from these very files, else printed, and kept if that can be done."""
    if not kernel.sources:
        return program(kernel)
    place = FOLDER / f"program-{_digest(kernel.sources)}.npz"
    with suppress(OSError, ValueError, KeyError, EOFError, BadZipFile):
        return _read(place)
    printed = program(kernel)
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # where nothing can be kept, it is printed again
            _write(printed, place)
    return printed


def _digest(sources: Sequence[Path]) -> str:
    digest = sha256(np.__version__.encode())  # which computes what is constant
    for path in sources:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def _read(place: Path) -> Program:
    with np.load(place, allow_pickle=False) as stored:
        arrays = {field.name: stored[field.name] for field in fields(Program)}
    plain = {"last": tuple(arrays["last"].tolist()), "registers": int(arrays["registers"])}
    return Program(**arrays | plain)


def _write(printed: Program, place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    handle, passing = tempfile.mkstemp(dir=place.parent, suffix=".npz")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **vars(printed))
        for old in place.parent.glob("program-*.npz"):
            old.unlink(missing_ok=True)
        os.replace(passing, place)
    except OSError:
        Path(passing).unlink(missing_ok=True)
        raise
