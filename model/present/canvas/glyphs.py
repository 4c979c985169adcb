"""Characters for which the figures' fonts have no sign: Matplotlib draws a box, and they are kept, to be told once."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MISSING = r"Glyph (\d+) .*missing from"  # as Matplotlib warns, for each figure and file again
boxed: dict[str, None] = {}  # the characters, in the order in which they were met


@contextmanager
def boxes() -> Iterator[None]:
    """Draw; what the fonts lack is kept in ``boxed`` in place of a warning, every other warning is given as it is."""
    with warnings.catch_warnings():
        warnings.filterwarnings("always", message=MISSING)
        given = warnings.showwarning

        def show(message: Warning | str, *about: Any, **more: Any) -> None:
            if missing := re.match(MISSING, str(message)):
                boxed[chr(int(missing[1]))] = None
            else:
                given(message, *about, **more)

        warnings.showwarning = show
        yield
