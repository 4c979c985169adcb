"""Files of a user's own as text, whichever program has saved them."""

import errno
import os
import re
import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from model.errors import InputError, printable

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)  # as it is typed


def content_of(path: str | os.PathLike, most: int = -1) -> bytes:
    """What is in a file, or the first bytes of it.

    Raises
    ------
    OSError
        Where it cannot be read, or is a pipe or a device, which may have no end and, with nobody at the other end, no beginning.
    """
    refuse_endless(path)
    with open(path, "rb") as file:
        return file.read(most)


def refuse_endless(path: str | os.PathLike) -> None:
    """Raise OSError where a path is neither a file nor a folder, or there is none."""
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "a pipe or a device, not a file", os.fspath(path))


# files that are no UTF-8 and were read as GB18030, which takes many encodings for Chinese
as_gb18030: dict[str, None] = {}


def decoded(content: bytes, path: str | os.PathLike) -> str:
    """The text of a file of a user's own, without a byte-order mark.

    In UTF-8; in UTF-16 where its mark says so, as Notepad and Excel save "Unicode"; or in GB18030, which programs in China write; that it was is kept in
    ``as_gb18030``, to be told.

    Raises
    ------
    UnicodeDecodeError
        Where it is in none of them.
    """
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError:
        text = content.decode("gb18030").lstrip("\ufeff")
        as_gb18030[os.fspath(path)] = None
        return text


def separator(table: str) -> str:
    """What parts the cells of a table: tabs where its head has them and no commas, as Excel saves "Unicode text"."""
    head = table.partition("\n")[0]
    return "\t" if "\t" in head and "," not in head else ","


def no_table(path: str | os.PathLike, reason: object) -> InputError:
    """What is raised where a user's file is no table."""
    return InputError(
        [printable(f"{path}: found no table to read ({reason}); expected CSV in UTF-8, UTF-16 or GB18030")]
    )
