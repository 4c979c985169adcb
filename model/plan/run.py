"""A scenario projected, and held against the targets that it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from time import perf_counter

import xarray as xr

from model.data.catalogue import Record
from model.engine.kernel import Kernel
from model.plan.selection import wanted_targets
from model.plan.targets import Verdict, judge
from model.results.run import run
from model.scenario.load import Scenario
from model.sectors import load


@dataclass(frozen=True)
class Run:
    """A scenario, what it comes to, and what becomes of its targets."""

    scenario: Scenario
    results: xr.Dataset  # its yearly values
    targets: Sequence[Record]  # those that it is held against
    kernel: Kernel  # the compiled equations; ``kernel.system`` is the model
    begun: float  # when it began, on the clock of ``time.perf_counter``
    # by target, the share of an ensemble's members that meet it; empty where none was run
    probabilities: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """The verdicts on the targets that the model tracks."""
        judged = judge(self.targets, self.results)
        return [replace(verdict, probability=self.probabilities.get(verdict.target.id)) for verdict in judged]


def project(scenario: Scenario, engine: str = "auto") -> Run:
    """Project a scenario that is to be judged.

    Parameters
    ----------
    engine
        ``compiled``, ``numpy``, or ``auto``: compiled where that is built.

    Raises
    ------
    InputError
        Where the scenario names a target that the plan has not.
    RunError
        Where a value leaves its domain or a balance does not close.
    ValueError
        Where there is no such engine here.
    """
    begun = perf_counter()
    targets, kernel = wanted_targets(scenario), load(scenario.base).kernel
    return Run(scenario, run(scenario, kernel.system, kernel, engine), targets, kernel, begun)
