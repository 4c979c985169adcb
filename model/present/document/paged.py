"""A document on pages: figures that take a page come after the page that asks for them, and the text runs on past them.

They never part a table: where one runs on, they come after the page where it ends.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from weasyprint.document import Document, Page


def pdf(text: str, tell: Callable[[int], None] = lambda page: None) -> bytes:
    """The HTML of a document as PDF, with its fonts embedded.

    Parameters
    ----------
    tell
        Called with the number of each page as it is set.

    Raises
    ------
    ImportError
        Where WeasyPrint, of the extra ``pdf``, is not installed.
    """
    import weasyprint  # noqa: F401  pyright: ignore[reportUnusedImport]; before its logger is touched

    def told(record: logging.LogRecord) -> bool:
        """Tell of each page that WeasyPrint says it sets."""
        if isinstance(record.args, tuple) and "Page" in str(record.msg):
            tell(cast("int", record.args[0]))
        return True

    logger = logging.getLogger("weasyprint.progress")
    before = logger.level
    logger.addFilter(told)
    logger.setLevel(logging.INFO)
    try:
        return cast("bytes", _laid_out(text).write_pdf())
    finally:
        logger.removeFilter(told)
        logger.setLevel(before)


def _laid_out(text: str) -> "Document":
    """The pages of a document in order: plates are laid out apart and stand between the pages of its text."""
    from weasyprint import CSS, HTML

    source, pictures = HTML(string=text), {}

    def laid(medium: str, turns: Mapping[int, int]) -> "Document":
        source.media_type = medium
        # the number of a page is so much more than that of the page before it
        more = " ".join(f"@page :nth({i}) {{ counter-increment: page {by} }}" for i, by in turns.items())
        return source.render(stylesheets=[CSS(string=more)], cache=pictures)

    keys, tables = (
        {own.get("id") for own in source.etree_element.iter("figure") if kind in own.get("class", "").split()}
        for kind in ("plate", "table")
    )
    running = laid("print", {})
    if not keys:
        return running
    known = [page.anchors.keys() for page in running.pages]
    parted = [bool(here & there & tables) for here, there in zip(known, [*known[1:], set()], strict=True)]
    asked = [parted.index(False, number) + 1 for number, here in enumerate(known) for _ in keys & here]
    between = Counter(asked)
    running = laid("print", {number + 1: 1 + count for number, count in between.items()})
    before = [0, *asked]
    plates = laid("plates", {i: 1 + before[i] - before[i - 1] for i in range(1, len(before))})
    left = iter(plates.pages)
    pages: list[Page] = []
    for number, page in enumerate(running.pages, 1):
        for key in keys & page.anchors.keys():
            del page.anchors[key]  # links lead to the plate
        pages += [page, *(next(left) for _ in range(between[number]))]
    running.pages = pages
    return running
