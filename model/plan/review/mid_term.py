"""The mid-term review: published figures, the state restated to them, and how far fact is from plan, by driver.

The plan is the latest projection in the output folder that was made before the last of the figures was known, the run
that stands there or one of its vintages; where there is none, the scenario's own projection without figures.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import xarray as xr

from model.engine.build import System
from model.errors import InputError
from model.plan.review.decomposition import gap_by_driver
from model.plan.review.observations import CONFIRM, Observation, far, read_observations, table_in
from model.plan.review.restatement import Restated, restate
from model.plan.targets import series
from model.results.run import run
from model.scenario.element import titles_of, variable_of
from model.scenario.load import Scenario
from model.sectors import load

LARGE = 25.0  # per cent of a stock that figures may need unasked

Earlier = Callable[[Sequence[int]], tuple[xr.Dataset | None, Path | None, str | None]]


@dataclass(frozen=True)
class Review:
    """What a review has found."""

    path: str  # the file of the figures
    digest: str  # its SHA-256
    observations: list[Observation]
    restated: Restated  # the scenario restated to them
    plan: xr.Dataset  # the projection that fact is held against
    plan_folder: Path | None  # where it was found; None for the scenario's own
    plan_finished: str | None  # when it was made; likewise
    gaps: list[dict]  # rows of :func:`model.plan.review.decomposition.gap_by_driver`, of every year with figures
    system: System

    @property
    def first(self) -> int:
        """The first year that is left to plan."""
        return self.restated.last + 1

    @property
    def record(self) -> dict:
        """What provenance says of the figures."""
        return {"file": self.path, "sha256": self.digest, "last": self.restated.last}

    def adjustments(self) -> list[dict]:
        """One row an adjustment, the largest in shares of their stocks' magnitudes first."""
        rows = []
        for each in sorted(self.restated.adjustments, key=lambda each: -abs(each.share)):
            unit = self.system.declarations[variable_of(each.stock)].units
            numbers = {"before": each.before, "adjustment": each.amount, "percent": each.percent}
            rows.append(
                {"stock": each.stock, **titles_of(each.stock, self.system), "year": each.year, "unit": unit, **numbers}
            )
        return rows

    def figures(self) -> list[dict]:
        """One row a figure: what was published, planned, and what the restated model gives."""
        rows = []
        for each in self.restated.comparisons:
            seen = each.observation
            unit = self.system.declarations[variable_of(seen.indicator)].units
            row = {"indicator": seen.indicator, **titles_of(seen.indicator, self.system), "year": seen.year}
            row |= {"unit": unit, "source": seen.source}
            planned = float(series(self.plan, seen.indicator).sel(year=seen.year))
            row |= {"observed": seen.value, "plan": planned, "restated": each.restated, "residual": each.residual}
            rows.append(row | {"matched": each.matched})
        return rows


def _large(restated: Restated, path: str) -> list[str]:
    """A line for every amount that is more than a quarter of its stock."""
    return [
        f"{path}: the figures need {each.amount:+.4g} of {each.stock} in {each.year}, {each.percent:+.0f} % of it: "
        f"ten times, or another unit? {CONFIRM}"
        for each in restated.adjustments
        if each.percent is not None and abs(each.percent) > LARGE
    ]


def review(
    scenario: Scenario, observed: str | os.PathLike, earlier: Earlier | None = None, confirmed: bool = False
) -> Review:
    """Review a scenario at published figures.

    Parameters
    ----------
    scenario : Scenario
    observed
        The file of the figures, see :mod:`model.plan.review.observations`.
    earlier
        Gives, for the years of the figures, the latest projection that did not know them, where it stands and of when it
        is; or three None. Without it the scenario is projected anew.
    confirmed
        Whether figures far from the projection, and amounts large beside their stocks, are meant as they stand.

    Raises
    ------
    InputError
        Naming every fault of the figures, and each that is far from the projection and not confirmed.
    RunError
        Where the scenario does not run, or an earlier projection is not of this model.
    """
    system = load(scenario.base)
    content = table_in(observed)
    observations = read_observations(observed, scenario, system, content)
    projected = run(scenario, system)
    if not confirmed and (lines := far(observations, projected)):
        raise InputError(lines)
    restated, path = restate(scenario, system, observations), os.fspath(observed)
    if not confirmed and (lines := _large(restated, path)):
        raise InputError(lines)
    years = sorted({observation.year for observation in observations})
    plan, place, finished = earlier(years) if earlier else (None, None, None)
    plan, fact = projected if plan is None else plan, run(restated.scenario, system)
    gaps = [row for year in years for row in gap_by_driver(plan, fact, year, system)]
    return Review(path, sha256(content).hexdigest(), observations, restated, plan, place, finished, gaps, system)
