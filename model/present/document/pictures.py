"""The figures of a report, drawn anew from the results in its language, as pictures that stand inside the document."""

import base64
import io

from model.data import history
from model.present.figures import style


def picture(figure) -> tuple[str, tuple[float, float]]:
    """A ``matplotlib.figure.Figure`` as SVG in a data URI, and its width and height in inches."""
    import matplotlib

    file = io.StringIO()
    with matplotlib.rc_context(style.SAVED):
        figure.savefig(file, format="svg", facecolor="none", metadata=style.UNDATED["svg"])
    code = base64.b64encode(file.getvalue().encode()).decode()
    return f"data:image/svg+xml;base64,{code}", tuple(float(inches) for inches in figure.get_size_inches())


def of_run(material, lang: str) -> dict:
    """The figures of a run, ``matplotlib.figure.Figure`` by name: the overview, the targets in pages, the dispatch, the flows of money."""
    from model.present.diagrams.money_flow import money_flow
    from model.present.figures.dispatch import dispatch
    from model.present.figures.overview import overview
    from model.present.figures.scorecard import scorecards

    results, verdicts = material.results, material.judged
    found = {"overview": overview(results, verdicts, history(), lang), **scorecards(results, verdicts, lang)}
    return found | {
        "dispatch": dispatch(results, None, lang),
        "money_flow": money_flow(results, material.end, lang),
    }


def of_solution(material, system, lang: str, size: str = "page") -> dict[str, tuple]:
    """The figures of a solution, each with the rows of its CSV, by name: ``paths_<n>``, ``levers_<n>``, ``wedges``, ``money``."""
    from model.plan.solve.problem import asked
    from model.present.figures.solution_figures import draw
    from model.present.figures.wedges import draw_wedges

    solved, results = material.solved, material.results
    kept = asked(material.wanted, material.scenario)[0]
    drawn = draw(kept, solved.levers, solved.search["met"], solved.baseline, results, history(), lang, size)
    return drawn | (draw_wedges(solved.wedges, system, results, lang, size) if solved.wedges else {})
