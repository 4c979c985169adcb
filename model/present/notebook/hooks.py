"""What a notebook shows of the model's own things: each class is given its HTML here, for the classes know nothing of it.

``model`` imports this file with the first of its names that is asked for; the command line never does.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from model.data.catalogue import Record
from model.plan.audit.findings import Finding
from model.plan.solution.outcome import Solution
from model.present.notebook import accessor  # noqa: F401  (results have their ``.plan``)
from model.scenario.load import Scenario


def _shown_by(name: str, home: str = "cards") -> Callable:
    """A method that calls the function of this name among the cards, which are slow to import."""

    def html(self: object) -> str:
        return getattr(import_module(f"model.present.notebook.{home}"), name)(self)

    return html


def _figures(solution: Solution, lang: str = "en", size: str = "page") -> dict[str, Any]:
    """The figures of a solution by name, as of :func:`model.figures`."""
    from model.present.notebook.drawn import figures

    return figures(solution, lang=lang, size=size)


def _give(kind: Any, **methods: Callable) -> None:
    """Methods given to a class that does not declare them."""
    for name, method in methods.items():
        setattr(kind, name, method)


_give(Scenario, _repr_html_=_shown_by("scenario_html"))
_give(Record, _repr_html_=_shown_by("record_html"))
_give(Finding, _repr_html_=_shown_by("finding_html"))
_give(Solution, _repr_html_=_shown_by("outcome_html", "outcome_card"), figures=_figures)
