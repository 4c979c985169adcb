"""The figures of a report, drawn anew from the results in its language, as pictures that stand inside the document."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from model.engine.build import System
from model.plan.question.asked import asked
from model.present.canvas.files import SAVED, UNDATED
from model.present.document.material import Material
from model.present.figures.figure import Run, Solution

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(figure: Figure) -> tuple[str, tuple[float, float]]:
    """A figure as SVG in a data URI, and its width and height in inches."""
    import matplotlib

    file = io.StringIO()
    with matplotlib.rc_context(SAVED):
        figure.savefig(file, format="svg", facecolor="none", metadata=UNDATED["svg"])
    code = base64.b64encode(file.getvalue().encode()).decode()
    wide, high = figure.get_size_inches()
    return f"data:image/svg+xml;base64,{code}", (float(wide), float(high))


def drawn_from(material: Material, system: System) -> Run:
    """What the figures of a folder of results are drawn from: a run, or a solution."""
    solved = material.solved
    if solved is None:
        return Run(material.results, material.judged, bands=material.bands)
    return Solution(
        material.results, material.judged, baseline=solved.baseline, targets=asked(material.wanted, material.scenario)[0],
        met=solved.search["met"], levers=solved.levers, wedges=solved.wedges, system=system,
    )  # fmt: skip
