"""The figures: each is a class in a file of its own in one of the folders here, and found there."""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import count
from pkgutil import walk_packages
from typing import Any

from model.present.canvas.canvas import Canvas
from model.present.figures.figure import Ensemble, Figure, Page, Run
from model.present.text.words import Say

Begun = Callable[[Figure], None]  # called before a figure is drawn


def figures() -> Iterator[Figure]:
    """One of every figure, in the order of folders and files."""
    for module in walk_packages(__path__, f"{__name__}."):
        # a list, for a warning given meanwhile adds to what stands in a module
        kinds = [thing for thing in list(vars(import_module(module.name)).values()) if isinstance(thing, type)]
        yield from (kind() for kind in kinds if kind.__module__ == module.name and Figure in kind.__mro__[1:])


def told(tell: Callable[[str], None], lang: str) -> Begun:
    """Tells a line on each figure before it is drawn: its number and its title in the language."""
    say, numbers = Say("commands", lang), count(1)
    tell(say("drawing"))
    return lambda figure: tell(say("drawing_one", number=next(numbers), name=figure.title[say.zh]))


def draw_all(material: Any, canvas: Canvas = Canvas(), begun: Begun = lambda figure: None) -> Iterator[Page]:
    """Every page of the figures of a material; of a run with bands, those of its ensemble too."""
    yield from draw(material, canvas, begun=begun)
    if isinstance(material, Run) and material.bands is not None:
        targets = [verdict.target for verdict in material.verdicts]
        yield from draw(Ensemble(material.bands, targets), canvas, begun=begun)


def draw(
    material: Any, canvas: Canvas = Canvas(), of: type | None = None, begun: Begun = lambda figure: None
) -> Iterator[Page]:
    """Every page of the figures that go into a folder and can be drawn from a material; with ``of``, of its own kind alone."""
    for figure in figures():
        if figure.filed and of in (None, figure.of) and figure.fits(material):
            begun(figure)
            yield from figure.draw(material, canvas)
