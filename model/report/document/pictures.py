"""The figures of a report, drawn anew from the results in its language, as pictures that stand inside the document."""

import base64
import io

from model.data import history

TALLEST = 10.55  # inches of a figure on a page of its own, above its caption


def picture(figure, tallest: float | None = TALLEST) -> tuple[str, tuple[float, float]]:
    """A figure as SVG in a data URI, and its size in inches; one that is taller than a page is laid out anew.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    tallest
        None to leave its height as it is.
    """
    import matplotlib

    width, height = figure.get_size_inches()
    if tallest is not None and height > tallest:
        figure.set_size_inches(width, tallest)
    file = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "ningxia"}):
        figure.savefig(file, format="svg", facecolor="white", metadata={"Date": None})
    code = base64.b64encode(file.getvalue().encode()).decode()
    return f"data:image/svg+xml;base64,{code}", tuple(float(inches) for inches in figure.get_size_inches())


def of_run(material, lang: str) -> dict:
    """The figures of a run, ``matplotlib.figure.Figure`` by name: the overview, and the targets in pages."""
    from model.report.figures import overview
    from model.report.scorecard import scorecards

    rows = list(material.judged)
    return {"overview": overview(material.results, rows, history(), lang), **scorecards(material.results, rows, lang)}


def of_solution(material, system, lang: str) -> dict:
    """The figures of a solution by name: ``paths_<n>``, ``levers_<n>``, ``wedges`` in pages, ``money``."""
    from model.plan.problem import asked
    from model.report.solution_figures import draw
    from model.report.wedges import draw_wedges

    solved, results = material.solved, material.results
    kept = asked(material.wanted, material.scenario)[0]
    drawn = draw(kept, solved.levers, solved.search["met"], solved.baseline, results, history(), lang)
    if solved.wedges and solved.wedges.each:
        drawn |= draw_wedges(solved.wedges, system, results, lang)
    return {name: figure for name, (figure, _) in drawn.items()}
