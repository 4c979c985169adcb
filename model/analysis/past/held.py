"""The reality checks at the estimates: at the posterior mean, and at draws of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from model.analysis.past.hindcast import priors
from model.analysis.reality.cases import run_cases
from model.analysis.reality.checks import reality_checks
from model.analysis.validation import findings
from model.data import estimates, numbers
from model.sectors import load

SEED = 2021


def posterior(cut_off: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of a stored estimate in prior standard deviations from the prior, by the order of the priors.

    Raises
    ------
    ValueError
        Where no correlations of the cut-off are stored.
    """
    pairs, own = estimates.correlations(cut_off), estimates.posterior(cut_off)
    if not pairs:
        raise ValueError(f"found no estimate at {cut_off} with its correlations")
    names = [prior.name for prior in priors()]
    mean = np.array([(own[prior.name].mean - prior.prior) / prior.sd for prior in priors()])
    sd = np.array([own[prior.name].sd / prior.sd for prior in priors()])
    joint = np.array([[1.0 if one == other else pairs[one, other] for other in names] for one in names])
    return mean, joint * np.outer(sd, sd)


def values_of(z: np.ndarray, base: int) -> dict[str, float]:
    """Parameters of a base year at a point of the posterior; what is published there stays."""
    found = {}
    for prior, shift in zip(priors(), z, strict=True):
        number = numbers(base).get(prior.name)
        value = float(np.clip(prior.prior + prior.sd * shift, prior.low, prior.high))
        if number and prior.form == "value":
            found[prior.name] = value
        elif number and number.status == "assumption" and prior.name in load(base).figures:
            found[prior.name] = number.value * value
    return found


def held(cut_off: int, draws: int, progress: Callable[[int, int], None] = lambda done, whole: None) -> pd.DataFrame:
    """Every check: whether it holds at the posterior mean, and at how many of the draws."""
    mean, covariance = posterior(cut_off)
    shocks = np.random.default_rng(SEED).standard_normal((draws, len(mean)))
    points = np.vstack([mean, mean + shocks @ np.linalg.cholesky(covariance).T])
    passed = []
    for number, z in enumerate(points):
        progress(number, len(points))
        passed.append(_passed(lambda base, z=z: values_of(z, base)))
    names = list(passed[0])
    shares = {name: np.mean([one[name] for one in passed[1:]]) if draws else np.nan for name in names}
    return pd.DataFrame(
        {"check": names, "at_mean": [passed[0][n] for n in names], "of_draws": [shares[n] for n in names]}
    )


def _passed(values: Callable[[int], Mapping[str, float]]) -> dict[str, bool]:
    def run(scenarios, system, *rest):
        own = values(system.base)
        moved = [
            replace(s, parameters=s.parameters | {n: v for n, v in own.items() if n not in s.changed})
            for s in scenarios
        ]
        return run_cases(moved, system, *rest)

    found: dict[str, bool] = {}
    for finding in findings(reality_checks(), run=run):
        found[finding.check] = found.get(finding.check, True) and finding.passed
    return found
