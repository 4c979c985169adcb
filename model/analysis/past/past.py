"""The whole past as tables: estimates at each cut-off, and the backtests from each origin; made, and as stored."""

from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import pandas as pd

from model.analysis.past.backtest import backtest
from model.analysis.past.estimate import Estimate, estimate
from model.analysis.past.hindcast import listed, priors
from model.analysis.past.naive import NORMAL_95
from model.analysis.past.origins import YEARS
from model.data import BASE_YEAR, ROOT
from model.data.observations import Observation, Record
from model.errors import InputError

STORED = ROOT / "estimates"
CUT_OFFS = (2013, 2014, 2015, 2016, BASE_YEAR)  # each judged on what came after it
KINDS = {"foreseen": False, "prices known": True}  # what is outside the region, in a backtest
TABLES = ("posterior", "correlations", "noise", "fits", "starts", "backtests")
DIGITS = "%.8g"


def make(
    own: Iterable[Observation] = (),
    cut_off: int | None = None,
    progress: Callable[[str, dict[str, object]], None] = lambda step, told: None,
) -> dict[str, pd.DataFrame]:
    """Estimate and backtest, and tell both as tables.

    Parameters
    ----------
    own
        Observations beside the shipped ones.
    cut_off
        One year; every shipped origin and the last year of the record where it is None.
    progress
        Told the step that is next, and its parts: ``estimating`` on the years to a year, ``foreseeing`` from it of a kind.

    Raises
    ------
    InputError
        Where the record has nothing to estimate from up to the cut-off.
    """
    truth = Record(None, own)
    last = max(one.year for one in truth.all())
    if cut_off is not None and not YEARS[0] + 2 <= cut_off <= last:
        raise InputError([f"--cut-off: found {cut_off}; expected a year from {YEARS[0] + 2} to {last}"])
    tables: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for year in [cut_off] if cut_off else sorted({*CUT_OFFS, last}):
        progress("estimating", {"year": year})
        record = Record(year, own)
        estimated = estimate(record)
        for name, table in tables_of(estimated).items():
            if name != "correlations" or year == (cut_off or last) or year == BASE_YEAR:  # of what draws are taken from
                tables[name].append(table)
        for kind, prices in KINDS.items() if year in (*YEARS, BASE_YEAR) and year < last else ():
            progress("foreseeing", {"year": year, "kind": kind})
            rows = pd.DataFrame(backtest(year, estimated, record, truth, prices))
            tables["backtests"].append(rows.assign(outside=kind))
    return {name: pd.concat(parts, ignore_index=True) for name, parts in tables.items() if parts}


def tables_of(estimated: Estimate) -> dict[str, pd.DataFrame]:
    """The posterior, correlations, noise, fits and starts of one estimate."""
    spread, names = np.sqrt(np.diag(estimated.covariance)), [prior.name for prior in priors()]
    rows = []
    for i, prior in enumerate(priors()):
        mean, sd = prior.prior + prior.sd * estimated.mean[i], prior.sd * spread[i]
        ends = np.clip([mean - NORMAL_95 * sd, mean + NORMAL_95 * sd], prior.low, prior.high)
        row = {"prior": prior.prior, "prior_sd": prior.sd, "low": prior.low, "high": prior.high, "mean": mean, "sd": sd}
        row |= {"from": ends[0], "to": ends[1], "learned": estimated.learned[i], "series": " ".join(prior.series)}
        rows.append({"cut_off": estimated.cut_off, "name": prior.name, "form": prior.form} | row)
    correlation = estimated.covariance / np.outer(spread, spread)
    pairs = [(names[i], names[j], correlation[i, j]) for i in range(len(names)) for j in range(i)]
    expected = {one.variable: one.noise for one in listed()}
    noise = [
        {"variable": n, "expected": expected[n], "noise": v, "count": estimated.count[n]}
        for n, v in estimated.noise.items()
    ]
    tables = {
        "posterior": pd.DataFrame(rows),
        "correlations": pd.DataFrame(pairs, columns=["name", "other", "correlation"]),
        "noise": pd.DataFrame(noise),
        "fits": pd.DataFrame(estimated.fitted),
        "starts": pd.DataFrame({"start": range(len(estimated.costs)), "cost": estimated.costs}),
    }
    for table in tables.values():
        if "cut_off" not in table:
            table.insert(0, "cut_off", estimated.cut_off)
    return tables


@cache
def stored(name: str) -> pd.DataFrame:
    """A table as it is stored with the model."""
    with (STORED / f"{name}.csv").open(encoding="utf-8") as lines:
        return pd.read_csv(lines)


def stored_backtests(outside: str = "foreseen") -> pd.DataFrame:
    """The stored backtests in which what is outside the region was foreseen, or known."""
    rows = stored("backtests")
    return rows.loc[rows["outside"] == outside].reset_index(drop=True)
