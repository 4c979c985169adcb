"""What backtests come to: error, its parts, skill against naive methods, coverage, by indicator and over all."""

from typing import Any

import numpy as np
import pandas as pd

from model.analysis.past.naive import METHODS, interval_score

PARTS = ("bias", "spread", "rest")  # Theil 1966, Applied Economic Forecasting, ch. 2


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """By indicator: scaled and relative error of the projection and of each method, Theil's parts, coverage, interval scores.

    Parameters
    ----------
    rows
        As :func:`model.analysis.past.backtest.backtest` gives them; those of an origin before which a series has no
        usual change are left out.
    """
    by_variable = {}
    for name, group in rows.dropna(subset="usual_change").groupby("variable", sort=False):
        scale, size = group["usual_change"], group["observed"].abs()
        errors = {key: (group[key] - group["observed"]).abs() for key in ("projected", *METHODS)}
        row = {f"{key}_scaled": _mean(e / scale) for key, e in errors.items()}
        row |= {f"{key}_relative": _mean(e / size) * 100 for key, e in errors.items()}
        row |= {f"{key}_absolute": _mean(e) for key, e in errors.items()}
        row |= _theil(group) | {"count": len(group), "origins": group["origin"].nunique()}
        row["coverage"] = _mean((group["low"] <= group["observed"]) & (group["observed"] <= group["high"])) * 100
        for key, low, high in (("interval", "low", "high"), ("walk_interval", "walk_low", "walk_high")):
            scores = [interval_score(*each) for each in zip(group[low], group[high], group["observed"], strict=True)]
            row[key] = float(np.mean(np.array(scores) / scale))
        best = min(METHODS, key=lambda method: row[f"{method}_scaled"])
        row |= {"best": best, "over_best": row["projected_scaled"] / row[f"{best}_scaled"]}
        by_variable[name] = row
    return pd.DataFrame(by_variable).T


def _mean(values: Any) -> float:  # pandas does not tell a column from a table
    return float(values.mean())


def _theil(group: pd.DataFrame) -> dict[str, float]:
    """The shares of the squared error of changes since the origin that are bias, other spread and want of correlation."""
    made, come = group["projected"] - group["base"], group["observed"] - group["base"]
    squared = _mean((made - come) ** 2)
    sa, sb = float(np.asarray(made.std(ddof=0))), float(np.asarray(come.std(ddof=0)))
    both = float(np.corrcoef(made, come)[0, 1]) if sa > 0 and sb > 0 else 0.0
    parts = ((_mean(made) - _mean(come)) ** 2, (sa - sb) ** 2, 2 * (1 - both) * sa * sb)
    return {name: part / squared if squared else 0.0 for name, part in zip(PARTS, parts, strict=True)}


def overall(errors: pd.DataFrame) -> dict[str, float]:
    """Means over indicators, and against the naive method that is best over all of them."""
    means = {key: _mean(errors[f"{key}_scaled"].astype(float)) for key in ("projected", *METHODS)}
    relative = {f"{key}_relative": _mean(errors[f"{key}_relative"].astype(float)) for key in ("projected", *METHODS)}
    best = min(METHODS, key=means.__getitem__)
    return means | relative | {
        "best": best, "over_best": means["projected"] / means[best],
        "over_best_relative": relative["projected_relative"] / min(relative[f"{m}_relative"] for m in METHODS),
        "coverage": float(np.average(errors["coverage"].astype(float), weights=errors["count"].astype(float))),
        "interval": _mean(errors["interval"].astype(float)), "walk_interval": _mean(errors["walk_interval"].astype(float)),
    }  # fmt: skip
