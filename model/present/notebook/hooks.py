"""What a notebook shows of the model's own things: each class is given its HTML here, for the classes know nothing of it.

``model`` imports this file with the first of its names that is asked for; the command line never does.
"""

from importlib import import_module

from model.data import history
from model.data.catalogue import Record
from model.plan.audit.findings import Finding
from model.plan.solution.levers import lever_rows
from model.plan.solution.outcome import Solution
from model.present.notebook import accessor  # noqa: F401  (results have their ``.plan``)
from model.scenario.load import Scenario


def _shown_by(name, home="cards"):
    """A method that calls the function of this name among the cards, which are slow to import."""

    def html(self):
        return getattr(import_module(f"model.present.notebook.{home}"), name)(self)

    return html


def figures(solution: Solution, lang: str = "en", size: str = "page") -> dict:
    """The figures of a solution by name: ``paths_1`` and on, ``levers_1`` and on, ``money``, ``wedges`` and on.

    Returns
    -------
    dict of str to matplotlib.figure.Figure
    """
    from model.present.figures.solution_figures import draw
    from model.present.figures.wedges import draw_wedges

    best, results = solution.best, solution.results
    drawn = draw(best.problem.targets, lever_rows(best), best.met, solution.baseline, results, history(), lang, size)
    drawn |= draw_wedges(solution.wedges, best.problem.system, results, lang, size)
    return {name: figure for name, (figure, _) in drawn.items()}


Scenario._repr_html_ = _shown_by("scenario_html")
Record._repr_html_ = _shown_by("record_html")
Finding._repr_html_ = _shown_by("finding_html")
Solution._repr_html_ = _shown_by("outcome_html", "outcome_card")
Solution.figures = figures
