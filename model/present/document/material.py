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
    """What a folder of a solution holds beside a run's files; what is None has no file there."""

    search: Mapping  # how the search went, as :attr:`model.plan.solve.least_effort.BestPaths.record` has it
    baseline: xr.Dataset  # results of the scenario before it was solved
    levers: Sequence[Mapping[str, str]]  # rows of ``levers.csv``
    wedges: Wedges | None
    prices: Sequence[Price] | None
    tradeoff: Tradeoff | None
    diagnosis: Mapping | None


@dataclass(frozen=True)
class Material:
    """A folder of results, read and checked."""

    record: Mapping  # its ``provenance.json``
    scenario: Scenario  # the one that the record holds, as resolved
    results: xr.Dataset  # its ``results.nc``
    targets: Sequence[Record]  # those that the scenario is held against, with its edits
    verdicts: Sequence[Verdict]  # on those that are tracked
    plan: Mapping[str, Record]  # the targets as the plan has them, by id
    digests: Mapping[str, str]  # SHA-256 of the result files, by name
    changed: Sequence[str]  # files of the model's data that are not what they were when the results were made
    solved: Solved | None = None  # None where the folder holds no solution
    review: Mapping[str, Sequence[Mapping[str, str]]] | None = None  # rows of a mid-term review's tables, by name
    bands: xr.Dataset | None = None  # quantiles of the members of the run's ensemble; None where none was run

    @property
    def of_plan(self) -> bool:
        """Whether it is the plan's own, from which alone its targets are judged."""
        return self.scenario.base == BASE_YEAR

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
