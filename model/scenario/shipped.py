"""The scenarios that ship with the model, and how a scenario's name is found: a file of the user's own before a shipped one.

In a checkout they stand in ``scenarios/`` at its top; an installed package holds the same files in ``model/data/scenarios``.
"""

import os
from pathlib import Path

from model import data

DATA = Path(data.__file__).parent
SUFFIX = ".yaml"


def home() -> Path:
    """The folder of the shipped scenarios."""
    installed = DATA / "scenarios"
    return installed if installed.is_dir() else DATA.parents[1] / "scenarios"


def shipped() -> dict[str, Path]:
    """The shipped scenarios by name."""
    return {path.stem: path for path in sorted(home().glob(f"*{SUFFIX}"))}


def find(name: str | os.PathLike, folder: str = "") -> str:
    """The file that a name stands for; the name itself, in the folder, where there is none.

    Parameters
    ----------
    name
        A path, or a bare name with or without its suffix.
    folder
        Where relative names begin; the current one where none is given.
    """
    text = os.fspath(name)
    plain = os.path.join(folder, text)
    if os.path.isfile(plain) or not is_bare(text):
        return plain
    beside = plain.removesuffix(SUFFIX) + SUFFIX
    packaged = shipped().get(text.removesuffix(SUFFIX))
    return beside if os.path.isfile(beside) else os.fspath(packaged) if packaged else plain


def stem(path: str) -> str:
    """The name of a scenario's file without its folder and suffix."""
    return os.path.basename(path).removesuffix(SUFFIX)


def is_bare(name: str) -> bool:
    """Whether a text is a name without a folder."""
    return bool(name) and os.path.basename(name) == name and name not in (os.curdir, os.pardir)


def is_shipped(path: str | os.PathLike) -> bool:
    """Whether a file is one of those that ship."""
    return Path(path).resolve().parent == home().resolve()
