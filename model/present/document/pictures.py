"""The figures of a report, drawn anew from the results in its language, as pictures that stand inside the document."""

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass

from model.engine.build import System
from model.plan.question.asked import asked
from model.present import figures
from model.present.canvas.canvas import Canvas
from model.present.canvas.files import SAVED, UNDATED
from model.present.canvas.glyphs import boxes
from model.present.canvas.types import Drawn
from model.present.document.material import Material
from model.present.figures.figure import Run, Solution

BROAD = 7.5  # inches: a higher figure takes a page


@dataclass(frozen=True)
class Picture:
    """A page of a figure: ``source`` is its data as a URI, ``size`` in inches."""

    name: str
    title: str
    source: str
    size: tuple[float, float]

    @property
    def key(self) -> str:
        """What links to it name."""
        return f"figure_{self.name}"

    @property
    def style(self) -> str:
        """``plate`` of one that takes a page of its own, ``broad`` of one that stands between texts."""
        return "plate" if self.size[1] > BROAD else "broad"


def pictures(material: Material, system: System, lang: str, tell: Callable[[str], None]) -> list[Picture]:
    """Every figure of a folder of results, page by page; ``tell`` is called with a line on each figure."""
    source, drawn, begun = drawn_from(material, system), [], figures.told(tell, lang)
    for figure in figures.figures():
        if figure.fits(source):
            begun(figure)
            title = figure.title[lang == "zh"]
            drawn += [Picture(page.name, title, *_svg(page.figure)) for page in figure.draw(source, Canvas(lang))]
    return drawn


def _svg(figure: Drawn) -> tuple[str, tuple[float, float]]:
    """A figure as SVG in a data URI, and its width and height in inches."""
    import matplotlib

    file = io.StringIO()
    with boxes(), matplotlib.rc_context(SAVED):
        figure.savefig(file, format="svg", facecolor="none", metadata=UNDATED["svg"])
    code = base64.b64encode(file.getvalue().encode()).decode()
    wide, high = figure.get_size_inches()
    return f"data:image/svg+xml;base64,{code}", (float(wide), float(high))


def drawn_from(material: Material, system: System) -> Run:
    """What the figures of a folder of results are drawn from: a run, or a solution."""
    solved = material.solved
    if solved is None:
        return Run(material.results, material.verdicts, bands=material.bands)
    return Solution(
        material.results, material.verdicts, baseline=solved.baseline, targets=asked(material.targets, material.scenario)[0],
        met=solved.search["met"], levers=solved.levers, wedges=solved.wedges, system=system,
        tradeoff=solved.tradeoff,
    )  # fmt: skip
