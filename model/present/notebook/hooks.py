"""What a notebook shows of the model's own things: each class is given its HTML here, for the classes know nothing of it.

``model`` imports this file with the first of its names that is asked for; the command line never does.
"""

from importlib import import_module

from model.data.catalogue import Record
from model.plan.audit.findings import Finding
from model.plan.solution.outcome import Solution
from model.present.notebook import accessor  # noqa: F401  (results have their ``.plan``)
from model.scenario.load import Scenario


def _shown_by(name, home="cards"):
    """A method that calls the function of this name among the cards, which are slow to import."""

    def html(self):
        return getattr(import_module(f"model.present.notebook.{home}"), name)(self)

    return html


def _figures(solution, lang="en", size="page"):
    """The figures of a solution by name, as of :func:`model.figures`."""
    from model.present.notebook.drawn import figures

    return figures(solution, lang=lang, size=size)


Scenario._repr_html_ = _shown_by("scenario_html")
Record._repr_html_ = _shown_by("record_html")
Finding._repr_html_ = _shown_by("finding_html")
Solution._repr_html_ = _shown_by("outcome_html", "outcome_card")
Solution.figures = _figures
