"""The reality checks at the estimates: at the posterior mean, at draws of what the record taught, and the draws that are kept.

A draw at which a check does not hold is not kept: what is known of a region's behaviour is a part of what is known of its
assumptions, though it was told of results (Kadane and Wolfson, Experiences in elicitation, The Statistician 47, 1998; Beven
and Binley, The future of distributed models, Hydrological Processes 6, 1992).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from model.analysis.past.hindcast import bounds, priors
from model.analysis.reality.cases import Cases, run_cases
from model.analysis.reality.checks import Check, reality_checks
from model.analysis.uncertainty.within import within
from model.analysis.validation import findings
from model.data import estimates, numbers
from model.engine.build import System
from model.scenario.load import Scenario
from model.sectors import load

SEED = 2021


def posterior(cut_off: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of a stored estimate in prior standard deviations from the prior, by the order of the priors.

    Raises
    ------
    ValueError
        Where no correlations of the cut-off are stored.
    """
    pairs, by_name = estimates.correlations(cut_off), estimates.posterior(cut_off)
    if not pairs:
        raise ValueError(f"found no estimate at {cut_off} with its correlations")
    names = [prior.name for prior in priors()]
    mean = np.array([(by_name[prior.name].mean - prior.prior) / prior.sd for prior in priors()])
    sd = np.array([by_name[prior.name].sd / prior.sd for prior in priors()])
    joint = np.array([[1.0 if one == other else pairs[one, other] for other in names] for one in names])
    return mean, joint * np.outer(sd, sd)


def values_of(z: np.ndarray, base: int) -> dict[str, float]:
    """Parameters of a base year at a point of the posterior, each within its range there; what is published there stays."""
    values = {}
    for prior, shift in zip(priors(), z, strict=True):
        number = numbers(base).get(prior.name)
        value = float(np.clip(prior.prior + prior.sd * shift, prior.low, prior.high))
        if number and prior.form == "value":
            values[prior.name] = value
        elif number and number.status == "assumption" and prior.name in load(base).figures:
            values[prior.name] = float(np.clip(number.value * value, number.low, number.high))
    return estimates.with_references(values)


@cache
def checks() -> tuple[Check, ...]:
    """The checks that are run at draws: all but those of the strength of loops, which cut the model anew for each."""
    return tuple(c for c in reality_checks() if not any("loop_strength" in one.text for one in c.criteria))


def draws_of(cut_off: int, draws: int) -> np.ndarray:
    """The posterior mean, then draws, shape (1 + draws, priors); the first of many draws are those of few."""
    mean, covariance = posterior(cut_off)
    shares = np.random.default_rng(SEED).random((draws, len(mean)))
    return np.vstack([mean, np.array(within(shares.T, mean, np.linalg.cholesky(covariance), *bounds())).T])


def failed_at(z: np.ndarray) -> list[str]:
    """The checks that do not hold at a point, in prior standard deviations from the priors."""
    return [name for name, passed in _passed(checks(), lambda base: values_of(z, base)).items() if not passed]


def first_failed(z: np.ndarray, order: Sequence[str]) -> list[str]:
    """Of the checks that do not hold at a point, one or more; none where all hold.

    Parameters
    ----------
    order
        Names of checks that are run one by one, and first; the first that fails ends the search.
    """
    by_name = {check.name: check for check in checks()}
    rest = [check for check in checks() if check.name not in order]
    for some in (*([by_name[name]] for name in order), rest):
        passed = _passed(some, lambda base: values_of(z, base))
        if failed := [name for name, holds in passed.items() if not holds]:
            return failed
    return []


def kept(cut_off: int, points: np.ndarray, numbers: Sequence[int]) -> pd.DataFrame:
    """Draws at which every check holds, as they are stored: a value a prior in the form of that prior.

    Parameters
    ----------
    points
        As :func:`draws_of` gives them.
    numbers
        Which of them.
    """
    values = {prior.name: prior.prior + prior.sd * points[numbers, i] for i, prior in enumerate(priors())}
    return pd.DataFrame({"cut_off": cut_off, "number": numbers} | values)


def told(points: np.ndarray, failed: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Every check: whether it holds at the mean, at what share of the draws, and which assumption lies apart where it fails.

    Parameters
    ----------
    points
        As :func:`draws_of` gives them.
    failed
        Of each point, the checks that do not hold there.
    """
    names = list(dict.fromkeys(check.name for check in checks()))
    rows = []
    for name in names:
        out = np.array([name in one for one in failed[1:]], dtype=bool)
        row = {"check": name, "at_mean": name not in failed[0], "draws": len(out), "of_draws": float(np.mean(~out))}
        rows.append(row | _apart(points[1:], out))
    return pd.DataFrame(rows)


def _apart(points: np.ndarray, out: np.ndarray) -> dict[str, Any]:
    """The assumption whose mean differs most, in standard deviations of the draws, between those that fail and the others."""
    if not out.any() or out.all():
        return {"apart": "", "by": np.nan}
    gaps = (points[out].mean(axis=0) - points[~out].mean(axis=0)) / points.std(axis=0)
    first = int(np.argmax(np.abs(gaps)))
    return {"apart": priors()[first].name, "by": float(gaps[first])}


def _passed(some: Sequence[Check], values: Callable[[int], Mapping[str, float]]) -> dict[str, bool]:
    def run(scenarios: Sequence[Scenario], system: System, *rest: Any) -> Cases:
        parameters = values(system.base)
        moved = [
            replace(s, parameters=s.parameters | {n: v for n, v in parameters.items() if n not in s.changed})
            for s in scenarios
        ]
        return run_cases(moved, system, *rest)

    passed: dict[str, bool] = {}
    for finding in findings(some, run=run):
        passed[finding.check] = passed.get(finding.check, True) and finding.passed
    return passed
