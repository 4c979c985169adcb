"""Figures as files: each written whole, with a CSV of the numbers that are drawn beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from model.export.files import write_table, write_whole
from model.export.placing import writing_to
from model.present.canvas.canvas import DRAWING, FAMILIES, defaults
from model.present.canvas.glyphs import boxes
from model.present.canvas.types import Drawn, Settings

if TYPE_CHECKING:
    from model.present.figures.figure import Page

KINDS = ("png", "svg", "pdf")
CHINESE = "\u2e80"  # characters from here on are of the Chinese font
UNDATED = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}  # what files say of their making
DOTS = 300  # an inch
PACKED = {"compress_level": 3}  # of 9: for lines and type on white, higher ones take longer and hardly save anything
SAVED: Settings = {
    "svg.fonttype": "path",
    "svg.hashsalt": "ningxia",
    "savefig.facecolor": "white",
}


def save(pages: Iterable[Page], folder: str | os.PathLike, kinds: Sequence[str] = ("png", "svg")) -> list[Path]:
    """Write pages into a folder that is made if absent, each as PNG (300 dpi), SVG or PDF, and as CSV.

    Raises
    ------
    ValueError
        Where a kind is not known.
    """
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise ValueError(f"kinds: found {', '.join(unknown)}; expected some of {', '.join(KINDS)}")
    with DRAWING:
        folder, pages = Path(folder), list(pages)  # where one cannot be drawn, none is written
        folder.mkdir(parents=True, exist_ok=True)
        files = []
        for page in pages:
            table = folder / f"{page.name}.csv"
            write_table(page.rows, table)
            with _laid_out_once(page.figure):
                files += [*(print_figure(page.figure, folder / f"{page.name}.{kind}") for kind in kinds), table]
        return files


def save_whole(pages: Iterable[Page], folder: str | os.PathLike, kinds: Sequence[str] = ("png", "svg")) -> list[Path]:
    """Write pages as :func:`save` does, all or none; others that stand in the folder are left alone.

    Raises
    ------
    InputError
        Where they cannot be written there.
    """
    with DRAWING, writing_to(folder):  # who draws waits before he holds the folder, for which none waits long
        return write_whole(Path(folder), lambda passing: save(pages, passing, kinds))


def save_figure(figure: Drawn, path: Path) -> Path:
    """Write a figure of the kind of its ending under a passing name and then rename it, so it is whole or absent."""
    with _laid_out_once(figure):
        return print_figure(figure, path)


@contextmanager
def _laid_out_once(figure: Drawn) -> Iterator[None]:
    """Lay a figure out as it is to be printed; all kinds of file are then drawn from that."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    engine, canvas, dpi = figure.get_layout_engine(), figure.canvas, figure.dpi
    try:
        with boxes(), matplotlib.rc_context(defaults() | SAVED):
            FigureCanvasAgg(figure)
            figure.set_dpi(DOTS)
            if engine is not None:
                engine.execute(figure)
                figure.set_layout_engine("none")
        yield
    finally:
        figure.set_canvas(canvas)
        figure.set_dpi(dpi)
        figure.set_layout_engine(engine)


def print_figure(figure: Drawn, path: Path) -> Path:
    """Write a figure as it is laid out, under a passing name until it is whole."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    kind, passing = path.suffix[1:], path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        type_of_pdf: Settings = {"pdf.fonttype": _font_type(figure)} if kind == "pdf" else {}
        with boxes(), matplotlib.rc_context(defaults() | SAVED | type_of_pdf):
            if kind == "png":  # not by savefig, which draws a figure twice
                figure.set_dpi(DOTS)
                FigureCanvasAgg(figure).print_png(passing, metadata=UNDATED[kind], pil_kwargs=dict(PACKED))
            elif kind == "svg":
                FigureCanvasSVG(figure).print_svg(passing, metadata=UNDATED[kind])
            else:
                figure.savefig(passing, format=kind, dpi=DOTS, metadata=UNDATED[kind])
        os.replace(passing, path)
    finally:
        passing.unlink(missing_ok=True)
    return path


def _font_type(figure: Drawn) -> int:
    """How PDF holds the type: as TrueType, or, as readers fail at a Chinese font that is kept so, as drawn characters."""
    from matplotlib.text import Text

    texts = ((text.get_fontfamily()[0], text.get_text()) for text in figure.findobj(Text))
    chinese = any(family == FAMILIES["zh"][0] or max(text, default="") >= CHINESE for family, text in texts)
    return 3 if chinese else 42
