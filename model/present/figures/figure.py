"""What every figure is: a name, a title, what it is drawn from, and how its pages are drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from model.data import history
from model.data.catalogue import targets
from model.plan.targets import Target, Verdict
from model.present.canvas.canvas import Canvas
from model.present.canvas.types import Dataset, Drawn
from model.present.text.cells import under_heads

if TYPE_CHECKING:
    from model.engine.build import System
    from model.plan.solution import outcome as plan
    from model.plan.solution.tradeoff import Tradeoff
    from model.plan.solution.wedges import Wedges

History = Mapping[str, Mapping[int, float]]  # published values by variable and year


@dataclass(frozen=True)
class Page:
    """A page of a figure as drawn: the name of its files, a ``matplotlib.figure.Figure``, and the rows of its CSV."""

    name: str
    figure: Drawn
    rows: list[dict[str, Any]]


class Figure(ABC):
    """A figure: a class with a name and a title, in a file of its own in this package, where it is found."""

    name: ClassVar[str]  # of its files
    title: ClassVar[tuple[str, str]]  # English and Chinese
    of: ClassVar[type]  # what it is drawn from: one of the classes below
    filed: ClassVar[bool] = True  # whether it goes into the folder of a run or solution; a report has all

    def fits(self, material: Any) -> bool:
        """Whether it can be drawn from a material."""
        return isinstance(material, self.of)

    @abstractmethod
    def pages(self, material: Any, canvas: Canvas) -> Iterable[Page]:
        """Draw the pages of what it is drawn from; none where there is nothing to draw."""

    def draw(self, material: Any, canvas: Canvas = Canvas()) -> list[Page]:
        """Draw the pages in the language and the size of a canvas."""
        with canvas.look():
            return [
                replace(page, figure=canvas.finish(page.figure), rows=under_heads(page.rows, canvas.lang))
                for page in self.pages(material, canvas)
            ]

    def first(self, material: Any, canvas: Canvas = Canvas()) -> Drawn:
        """The first page, or the only one, as a ``matplotlib.figure.Figure``."""
        return self.draw(material, canvas)[0].figure


@dataclass(frozen=True)
class Run:
    """What the figures of a run are drawn from."""

    # yearly values over ``year`` from the base year; variables have the attributes ``units``, ``long_name`` and
    # ``long_name_zh``, the dataset ``title_en``, ``title_zh`` and perhaps ``assumptions``
    results: Dataset
    verdicts: Sequence[Verdict]  # on the targets, as :func:`model.plan.targets.judge` gives them
    history: History = field(default_factory=history)  # published values; the model's own where none are given
    bands: Dataset | None = None  # quantiles of the members of its ensemble; None where none was run


@dataclass(frozen=True, kw_only=True)
class Solution(Run):
    """What the figures of a solution are drawn from; its run is that of the solution's levers."""

    baseline: Dataset  # results of the scenario as it stands
    targets: Sequence[Target]  # what the solver was asked for
    met: bool  # whether every target is met
    levers: Sequence[Mapping[str, Any]]  # rows of ``levers.csv``
    wedges: Wedges | None  # what each lever contributes; None where it is not known
    system: System  # the model, for its titles
    tradeoff: Tradeoff | None = None  # what tightening one limit costs; None where it was not asked for

    @classmethod
    def of(cls, solution: plan.Solution) -> Solution:
        """What the figures of a scenario that was solved are drawn from."""
        from model.plan.solution.levers import lever_rows

        best = solution.best
        return cls(
            solution.results, solution.run.verdicts, baseline=solution.baseline, targets=best.problem.targets, met=best.met,
            levers=lever_rows(best), wedges=solution.wedges, system=best.problem.system, tradeoff=solution.tradeoff,
        )  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """What scenarios side by side are drawn from."""

    # by name, results of a run; or one dataset with the dimension ``scenario``; at most seven. A scenario is called what
    # its title says before the colon, or by its name where it has no title or another has the same
    results: Mapping[str, Dataset] | Dataset
    targets: Sequence[Target] = field(default_factory=targets)
    history: History = field(default_factory=history)


@dataclass(frozen=True)
class Ensemble:
    """What the figures of an ensemble, as :func:`model.ensemble` gives it or its quantiles, are drawn from."""

    results: Dataset
    targets: Sequence[Target] = field(default_factory=targets)
    history: History = field(default_factory=history)


@dataclass(frozen=True)
class Swings:
    """What is drawn of what each assumption alone moves, as :func:`model.analysis.uncertainty.swings.swings` gives it."""

    results: Dataset
    targets: Sequence[Target] = field(default_factory=targets)


def numbered(name: str, number: int) -> str:
    """The name of a page: the first has the figure's own."""
    return name if number == 1 else f"{name}_{number}"
