"""How well the years after an origin would have been foreseen: draws of the posterior, of what is outside, and of noise."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from model.analysis.past.assumed import assumed
from model.analysis.past.estimate import TRUST, Estimate, first_of
from model.analysis.past.hindcast import HORIZON, Indicator, Origin, hindcast, listed, names_of
from model.analysis.past.inputs import MOST, RETURN, SPREADS
from model.analysis.past.naive import naive, random_walk, usual_change
from model.analysis.uncertainty.processes import streaks
from model.data.observations import Record

MEMBERS = 512
SEED = 20160101
BESIDE = {f"{name}_capacity": assumed(f"{name}_capacity_noise") for name in ("pv", "wind", "coal_power")}


def backtest(origin_year: int, estimated: Estimate, record: Record, truth: Record, prices: bool) -> list[dict]:
    """Rows of what was foreseen from an origin, a row an indicator and year.

    Parameters
    ----------
    estimated
        At the origin or before.
    record
        What may be seen: up to the origin, and of prices outside the region all where ``prices`` is set.
    truth
        What came, for the comparison alone.
    """
    end = min(origin_year + HORIZON, max(one.year for one in truth.all()))
    origin = hindcast(origin_year, end, truth if prices else record, known=False, prices=prices)
    rng = np.random.default_rng(SEED + origin_year)
    z = estimated.draw(MEMBERS, rng)
    drivers = _drivers(origin, rng, prices)
    # what has no observation at the origin falls away
    judged = [one for one in listed() if one.left_out != "both" and one.measure != "mean"]
    values = origin.run(z, names_of(judged), drivers)
    rows = []
    for one in judged:
        known = record.rows(one.variable, one.series)
        if origin_year in known:
            rows += _rows(origin, one, values[one.variable], estimated, record, truth, rng)
    return rows


def _rows(
    origin: Origin,
    one: Indicator,
    values: np.ndarray,
    estimated: Estimate,
    record: Record,
    truth: Record,
    rng: np.random.Generator,
) -> Iterator[dict[str, Any]]:
    base, first = first_of(origin, one, record)
    past = Record(origin.base, record.all()).values(one.variable, one.series)
    come = truth.rows(one.variable, one.series)
    years = np.arange(1, len(values))
    changes = np.asarray(one.change(values[1:], values[0]))
    noise = BESIDE.get(one.variable, estimated.noise.get(one.variable, one.noise))
    size = np.sqrt(TRUST / rng.chisquare(TRUST, changes.shape[1]))  # for what noise there is was itself estimated
    walk = np.cumsum(rng.standard_normal(changes.shape), axis=0) * noise * size
    walk += first * rng.standard_normal(changes.shape[1])
    usual = one.doubt(come[max(come)])
    drawn = np.asarray(one.level(changes + walk + usual * rng.standard_normal(changes.shape), base))
    drawn = np.maximum(drawn[:, ~np.isnan(drawn).any(axis=0)], 0.0)
    for ahead, year in enumerate((origin.base + years).tolist(), 1):
        if year not in come:
            continue
        central = np.nanmedian(changes[ahead - 1])
        low, high = np.quantile(drawn[ahead - 1], (0.05, 0.95))
        walked = random_walk(past, origin.base, ahead, one.measure == "ratio")
        yield {
            "variable": one.variable, "origin": origin.base, "year": year, "observed": come[year].value,
            "projected": float(one.level(central, base)), "low": float(low), "high": float(high),
            **naive(past, origin.base, ahead), "walk_low": walked[0], "walk_high": walked[1],
            "usual_change": usual_change(past, origin.base), "base": base,
        }  # fmt: skip


def _drivers(origin: Origin, rng: np.random.Generator, prices: bool) -> dict[str, dict[int, np.ndarray]]:
    """Paths by member: prices and the river unless they are known, and what is approved."""
    years = sorted(origin.paths["coal_price"]) if not prices else sorted(origin.paths["producer_price"])
    shape, drivers = (len(years), MEMBERS), {}
    if not prices:
        together, streak = assumed("price_correlation"), assumed("producer_price_streak")
        coal, other = rng.standard_normal(shape), rng.standard_normal(shape)
        makers = together * coal + np.sqrt(1 - together**2) * other
        wet = streaks(rng.standard_normal(shape), assumed("inflow_streak"))
        logs = {
            "coal_price": assumed("coal_price_spread") * _reverting(coal, 0.0),
            "producer_price": assumed("producer_price_spread") * _reverting(makers, streak),
            "river_inflow": assumed("inflow_spread") * wet,
        }
        lows = {"coal_price": 150.0, "producer_price": 0.5, "river_inflow": 150.0}  # of what the model accepts
        drivers |= {name: _spread(origin, name, logs[name], years, low) for name, low in lows.items()}
    for name, spread in SPREADS.items():
        if name in origin.paths:
            shift = spread * rng.standard_normal(MEMBERS) * np.ones(shape)
            drivers[name] = _spread(origin, name, shift - spread**2 / 2, years, 0.0, MOST)
    return drivers


def _spread(
    origin: Origin, name: str, logs: np.ndarray, years: Sequence[int], low: float, high: float = np.inf
) -> dict[int, np.ndarray]:
    path = origin.paths[name]
    return {year: np.clip(path[year] * np.exp(row), low, high) for year, row in zip(years, logs, strict=True)}


def _reverting(shocks: np.ndarray, streak: float) -> np.ndarray:
    """The sum of shocks, of which a part goes back each year."""
    level, levels = np.zeros(shocks.shape[1]), []
    for row in streaks(shocks, streak):
        level = (1 - RETURN) * level + row
        levels.append(level)
    return np.array(levels)
