"""What comes from outside as processes: rain, the river, prices and plants built elsewhere, which differ from year to year.

The logarithm of what a year has over the driver's own path is an autoregression of the first order that starts from none at
the base year. How far it spreads, what of it the next year repeats and what moves together is measured on the record up to
the year after the base year. So short a record leaves the level in doubt too: each member has its own, by the standard
error of the record's mean; but rain and the river, whose means are of long records. The mean of the members is the
driver's path. Six to twelve years tell these numbers roughly: a correlation of ten years has a standard error of a third.

The shocks are counted, not drawn one after another (Philox: Salmon et al., Parallel random numbers: as easy as 1, 2, 3,
SC11): a member has its own whatever other members, years or processes are drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from model.analysis.past.inputs import MOST as MOST_APPROVED
from model.analysis.past.inputs import SPREADS, relative_coal, relative_producer
from model.data import ROOT, rows
from model.data.estimates import latest
from model.data.observations import Record
from model.scenario.load import Scenario

TOGETHER = (
    ("rain", "river_inflow"),
    ("coal_price", "producer_price"),
    ("outside_pv_additions", "outside_wind_additions"),
)  # what one climate, one market or one policy moves
LONG = ("rain", "river_inflow")  # of which the driver's path is the mean of a long record
MOST = 3.0  # spreads: of what lies farther out, so short a record says nothing
AT_ONCE = 4  # numbers that Philox makes of one count
Shocks = Sequence[np.ndarray]  # of each year, an array over members


@dataclass(frozen=True)
class Process:
    """A driver's year-to-year noise."""

    spread: float  # standard deviation of the logarithm
    persistence: float  # its correlation with that of the year before; none where the record has a negative one
    level: float  # standard deviation of the logarithm of what a member has in all years
    other: str  # the driver before it with which it goes together; empty where there is none
    correlation: float  # how closely; 0 where there is none
    years: int  # how many the record has


@cache
def processes(base: int) -> Mapping[str, Process]:
    """The processes of a base year, by the name of the driver; none where no estimate belongs to it."""
    known = latest(base)
    if known is None:
        return {}
    record = _record(base, Record(known))
    logs = {name: {year: float(np.log(value)) for year, value in path.items()} for name, path in record.items()}
    before = {name: other for other, name in TOGETHER}
    return {
        name: _measured(path, logs.get(before.get(name, "")), before.get(name, ""), name in LONG)
        for name, path in logs.items()
    }


def _record(base: int, record: Record) -> dict[str, dict[int, float]]:
    """What is known of each driver, by year."""
    known = {name: record.values(name) for name in ("rain", "river_inflow")}
    known |= {"coal_price": relative_coal(record, base), "producer_price": relative_producer(record, base)}
    for row in rows(ROOT / "nation_additions.csv"):
        if int(row["year"]) <= (record.cut_off or base):
            known.setdefault(row["variable"], {})[int(row["year"])] = float(row["value"])
    return known


def _measured(own: Mapping[int, float], other: Mapping[int, float] | None, name: str, long: bool) -> Process:
    values = np.array([own[year] for year in sorted(own)])
    off = values - values.mean()
    persistence = max(float(off[1:] @ off[:-1] / (off @ off)), 0.0)
    spread = float(np.std(values, ddof=1))
    level = 0.0 if long else spread * np.sqrt((1 + persistence) / (1 - persistence) / len(values))
    shared = [year for year in sorted(own) if other and year in other]
    together = float(np.corrcoef(np.array([[one[y] for y in shared] for one in (own, other)]))[0, 1]) if other else 0.0
    return Process(spread, persistence, float(level), name, together, len(values))


def factors(base: int, seed: int, first: int, count: int, ahead: int) -> dict[str, np.ndarray]:
    """By driver, what each year of each member has over the driver's own path; their mean over members is 1.

    Parameters
    ----------
    first, count
        The number of the first member, and how many.
    ahead
        Years after the base year.

    Returns
    -------
    dict of str to array, shape (count, ahead + 1)
        The base year first, which is 1.
    """
    shocks, paths = {}, {}
    for place, (name, process) in enumerate(processes(base).items()):
        drawn = [_shocks(seed, place, year, first, count) for year in range(ahead + 1)]
        shocks[name] = _joined(drawn, shocks.get(process.other), process, processes(base).get(process.other))
        paths[name] = np.exp(_logs(process, *shocks[name])).T
    return paths


def _logs(process: Process, level: np.ndarray, *shocks: Any) -> np.ndarray:
    """By year, from the base year on, where it is none; so that the mean of what they are the logarithms of is 1."""
    steps = np.clip(streaks([np.zeros_like(level), *shocks], process.persistence), -MOST, MOST)
    shares = 1 - process.persistence ** (2 * np.arange(len(steps))[:, np.newaxis])  # of the variance, by then
    since = np.arange(len(steps))[:, np.newaxis] > 0
    doubt = np.where(since, process.level * np.clip(level, -MOST, MOST) - process.level**2 / 2, 0.0)
    return process.spread * steps - process.spread**2 * shares / 2 + doubt


def _joined(own: Shocks, others: Shocks | None, process: Process, other: Process | None) -> Shocks:
    """Shocks that make the two processes go together as they do on the record."""
    if others is None or other is None:
        return own
    # of the shocks, so that the processes themselves correlate as asked (both of the first order)
    most = np.sqrt((1 - process.persistence**2) * (1 - other.persistence**2))
    share = min(process.correlation * (1 - process.persistence * other.persistence) / most, 1.0)
    return [share * theirs + np.sqrt(1 - share**2) * mine for mine, theirs in zip(own, others, strict=True)]


def _shocks(seed: int, place: int, year: int, first: int, count: int) -> np.ndarray:
    """Standard normal numbers of members, of one process and year."""
    from scipy.special import ndtri

    counted = np.random.Philox(np.random.SeedSequence(seed, spawn_key=(place, year)))
    counted.advance(first // AT_ONCE)
    skipped = first % AT_ONCE
    uniform = np.random.Generator(counted).random(skipped + count)[skipped:]
    return ndtri(np.clip(uniform, 1e-12, 1 - 1e-12))


def streaks(shocks: Shocks | np.ndarray, share: float) -> np.ndarray:
    """Shocks of which a share is repeated in the next year."""
    series = [shocks[0]]
    for row in shocks[1:]:
        series.append(share * series[-1] + np.sqrt(1 - share**2) * row)
    return np.array(series)


def moved(scenario: Scenario, seed: int, first: int, count: int) -> dict[str, np.ndarray]:
    """The drivers of members, by year from the base year on: those that the scenario does not set itself.

    What it sets as the best estimate moves too, after the years that the record knows: a driver, or what is approved of plants.

    Returns
    -------
    dict of str to array, shape (count, years)
    """
    years = range(scenario.base, scenario.end + 1)
    ratios = factors(scenario.base, seed, first, count, len(years) - 1)
    drawn = {name: ratio for name, ratio in ratios.items() if name not in scenario.changed}
    known = (latest(scenario.base) or scenario.base) - scenario.base
    for name, ratio in (ratios | _approved(scenario, seed, first, count, len(years))).items():
        if name in scenario.uncertain:
            drawn[name] = np.hstack([np.ones((count, known)), ratio])[:, : len(years)]
    paths = {name: scenario.levers[name] for name in drawn}
    return {
        name: drawn[name] * np.array([path.get(year, path[min(path)]) for year in years])
        for name, path in paths.items()
    }


def _approved(scenario: Scenario, seed: int, first: int, count: int, years: int) -> dict[str, np.ndarray]:
    """By lever that is uncertain, what is approved over the scenario's own path, shape (count, years): 1 in the base year, then one factor.

    The factor has the spread of the backtests, and the mean 1 but for what would be more than was ever searched.
    """
    factors = {}
    for place, (lever, spread) in enumerate(SPREADS.items(), len(processes(scenario.base))):
        if lever not in scenario.uncertain:
            continue
        factor = np.exp(spread * _shocks(seed, place, 0, first, count) - spread**2 / 2)
        most = MOST_APPROVED / max(max(scenario.levers[lever].values()), 1e-9)
        steps = np.minimum(factor, most)[:, np.newaxis] * np.ones(years)
        factors[lever] = np.hstack([np.ones((count, 1)), steps[:, 1:]])
    return factors
