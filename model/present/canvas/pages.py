"""The pages of a figure: of much the same length; and on slides a few, with what matters most."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from model.present.canvas.canvas import Canvas

T = TypeVar("T")
SLIDES = 4  # of one figure at most: nobody shows more


def even(paged: Callable[[float], list[T]], most: float) -> list[T]:
    """Pages that hold so much at most, or less where that makes no more of them, so that the last is not left with little."""
    pages = paged(most)
    while most > 1 and len(shorter := paged(most - 1)) == len(pages):
        pages, most = shorter, most - 1
    return pages


def kept(
    canvas: Canvas,
    items: Sequence[T],
    pages: Callable[[Sequence[T]], Sequence[Any]],
    rank: Callable[[T], Any] = lambda item: 0,
) -> list[T]:
    """What a figure shows, in order: all, but on slides as much as ``SLIDES`` hold.

    Parameters
    ----------
    pages
        What so many of the items would be laid out as.
    rank
        The lowest stay, and of one rank the first.
    """
    ranks = sorted(range(len(items)), key=lambda place: rank(items[place]))
    shown = list(items)
    while canvas.size == "slide" and len(pages(shown)) > SLIDES:
        ranks.pop()
        shown = [items[place] for place in sorted(ranks)]
    return shown


def subtitle(canvas: Canvas, title: str, key: str, shown: int, whole: int) -> str:
    """A figure's subtitle, with a line that says what is left out and where it stands, under its word ``key``."""
    return title if shown == whole else f"{title}\n{canvas.word(key, shown=shown, whole=whole)}"
