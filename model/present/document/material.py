"""What a report is made from: the results of a run or a solution, and what the model and the plan say of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import xarray as xr

from model.analysis.evidence import ledger
from model.data import BASE_YEAR
from model.data.catalogue import Record
from model.plan.audit.findings import Finding, audit
from model.plan.indicators import Indicator, indicators
from model.plan.pace.pace import Pace, paces
from model.plan.solution.prices import Price
from model.plan.solution.tradeoff import Tradeoff
from model.plan.solution.wedges import Wedges
from model.plan.targets import Verdict
from model.scenario.load import Scenario
from model.sectors import load


@dataclass(frozen=True)
class Solved:
    """What a folder of a solution holds beside a run's files.

    Attributes
    ----------
    search
        How the search went, as :attr:`model.plan.solve.least_effort.BestPaths.record` has it.
    baseline
        Results of the scenario before it was solved.
    levers
        Rows of ``levers.csv``.
    wedges, prices, tradeoff, diagnosis
        None where the folder has no such file.
    """

    search: Mapping
    baseline: xr.Dataset
    levers: Sequence[Mapping[str, str]]
    wedges: Wedges | None
    prices: Sequence[Price] | None
    tradeoff: Tradeoff | None
    diagnosis: Mapping | None


@dataclass(frozen=True)
class Material:
    """A folder of results, read and checked.

    Attributes
    ----------
    record, scenario
        Its ``provenance.json``, and the scenario that it holds, as resolved.
    results
        Its ``results.nc``.
    targets, verdicts
        The targets that the scenario is held against, with its edits, and the verdicts on those that are tracked.
    plan
        The targets as the plan has them, by id.
    digests
        SHA-256 of the result files, by name.
    changed
        Files of the model's data that are not what they were when the results were made.
    solved, review
        None where the folder holds no solution, or no mid-term review; of a review, the rows of its tables by name.
    bands
        Quantiles of the members of the run's ensemble; None where none was run.
    """

    record: Mapping
    scenario: Scenario
    results: xr.Dataset
    targets: Sequence[Record]
    verdicts: Sequence[Verdict]
    plan: Mapping[str, Record]
    digests: Mapping[str, str]
    changed: Sequence[str]
    solved: Solved | None = None
    review: Mapping[str, Sequence[Mapping[str, str]]] | None = None
    bands: xr.Dataset | None = None

    @property
    def start(self) -> int:
        """The base year."""
        return self.scenario.base

    @property
    def of_plan(self) -> bool:
        """Whether it is the plan's own, from which alone its targets are judged."""
        return self.start == BASE_YEAR

    @cached_property
    def end(self) -> int:
        """The last year."""
        return int(self.results["year"][-1])

    @cached_property
    def ledger(self) -> list[dict[str, Any]]:
        """Every number of the model, weighed in this scenario, as :func:`model.analysis.evidence.ledger` gives them."""
        return ledger(self.scenario, load(self.scenario.base))

    @cached_property
    def findings(self) -> list[Finding]:
        """What the audit of the plan finds."""
        return audit()

    @cached_property
    def counted(self) -> list[Verdict]:
        """What became of each target; one that is stated twice counts once."""
        return [verdict for verdict in self.verdicts if not verdict.target.restates]

    @cached_property
    def indicators(self) -> list[Indicator]:
        """What became of each thing that the plan wants, main indicators first."""
        return indicators(self.verdicts)

    @cached_property
    def paces(self) -> list[Pace]:
        """The pace that each target needs."""
        return paces(self.targets, self.results)

    @cached_property
    def edited(self) -> list[Record]:
        """The targets that the scenario holds at another value or year than the plan has; its own are not among them."""
        return [target for target in self.targets if target != self.plan.get(target.id, target)]
