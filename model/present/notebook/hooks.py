"""What a notebook shows of the model's own things: each class is given its HTML here, for the classes know nothing of it.

``model`` imports this file with the first of its names that is asked for; the command line never does.
"""

from model.data.catalogue import Record
from model.plan.audit.findings import Finding
from model.present.notebook import accessor  # noqa: F401  (results have their ``.plan``)
from model.scenario.load import Scenario


def _shown_by(name):
    """A method that calls the function of this name among the cards, which are slow to import."""

    def html(self):
        from model.present.notebook import cards

        return getattr(cards, name)(self)

    return html


Scenario._repr_html_ = _shown_by("scenario_html")
Record._repr_html_ = _shown_by("record_html")
Finding._repr_html_ = _shown_by("finding_html")
