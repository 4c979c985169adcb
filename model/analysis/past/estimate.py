"""Assumptions estimated on the record: least squares with the ranges as priors, and what the record taught.

Runs start from every origin that the record reaches and go on for five years or to the cut-off. What they miss of an
indicator is taken as a random walk beside the doubt of each observation, so that a miss of five years weighs as one miss;
years that several origins foresee are shared among them. The noise of a year is scaled to what is missed, and the fit
repeated. About the least squares the posterior is normal (Gauss-Newton): Tarantola, Inverse Problem Theory, SIAM 2005, ch. 3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.analysis.past.hindcast import HORIZON, Indicator, Origin, bounds, hindcast, indicators, names_of, priors
from model.analysis.past.origins import YEARS
from model.analysis.uncertainty.within import within
from model.data import BASE_YEAR
from model.data.observations import Record

ROUNDS = 3  # of noise and fit
STARTS = 4  # the priors, and others about them
SEED = 20211231
TRUST = 6.0  # observations for which the noise that was expected counts
STEP = 0.2  # prior standard deviations, of the slopes


@dataclass(frozen=True)
class Miss:
    """What a run misses of an indicator: which years are known, how they vary, and how much they count."""

    origin: int
    indicator: Indicator
    places: np.ndarray  # years after the origin
    base: float  # value at the origin
    observed: np.ndarray  # changes since the origin
    doubts: np.ndarray
    first: float  # doubt at the origin
    weight: float

    def covariance(self, noise: float) -> np.ndarray:
        """Of what is missed, by years."""
        walk = np.minimum.outer(self.places, self.places) * noise**2
        return walk + np.diag(self.doubts**2) + self.first**2

    def whitened(self, missed: np.ndarray, noise: float) -> np.ndarray:
        """Misses by year and member, independent and of unit size where the noise is as given."""
        factor = np.linalg.cholesky(self.covariance(noise))
        return np.sqrt(self.weight) * np.linalg.solve(factor, missed)


@dataclass(frozen=True)
class Estimate:
    """The posterior at a cut-off."""

    cut_off: int  # the last year that was seen
    mean: np.ndarray  # in prior standard deviations from the prior, by the order of the priors
    covariance: np.ndarray  # likewise
    noise: dict[str, float]  # of a year, by indicator
    count: dict[str, int]  # of observations, by indicator
    costs: tuple[float, ...]  # of each start, the least first
    fitted: list[dict]  # by origin and indicator: years, changes observed and fitted

    @property
    def learned(self) -> np.ndarray:
        """By how much of its prior variance each assumption is surer."""
        return 1 - np.diag(self.covariance)

    def draw(self, members: int, rng: np.random.Generator) -> np.ndarray:
        """Draws of the posterior within the ranges, shape (members, priors)."""
        factor = np.linalg.cholesky(self.covariance + 1e-12 * np.eye(len(self.mean)))
        return np.array(within(rng.random((len(self.mean), members)), self.mean, factor, *bounds())).T


def bases_to(cut_off: int) -> list[int]:
    """The years from which runs start: the origins that the record gives, and the model's own base year once two years lead from it."""
    return [year for year in YEARS if year < cut_off] + [BASE_YEAR] * (cut_off >= BASE_YEAR + 2)


def estimate(record: Record, starts: int = STARTS) -> Estimate:
    """Estimate on a record up to its cut-off."""
    return _Fit(record).run(starts)


class _Fit:
    def __init__(self, record: Record):
        self.cut_off = record.cut_off or max(one.year for one in record.all())
        self.record = Record(self.cut_off, record.all())
        bases = bases_to(self.cut_off)
        self.origins = [hindcast(base, min(base + HORIZON, self.cut_off), self.record, known=True) for base in bases]
        self.indicators = indicators("fit")
        self.misses = [miss for origin in self.origins for miss in _misses(origin, self.record, self.indicators, bases)]
        self.noise = {one.variable: one.noise for one in self.indicators}
        self.low, self.high = bounds()

    def run(self, starts: int) -> Estimate:
        from scipy.optimize import OptimizeResult, least_squares

        rng, best = np.random.default_rng(SEED), np.zeros(len(priors()))
        spread = rng.standard_normal((starts - 1, len(best)))
        costs = []

        def solve(start: np.ndarray) -> OptimizeResult:
            inside = np.clip(start, self.low + 1e-3, self.high - 1e-3)
            return least_squares(
                lambda z: self.residuals(z[None])[:, 0],
                inside,
                self.slopes,  # pyright: ignore[reportArgumentType]  (SciPy has no types; this one is guessed from its default)
                (self.low, self.high),
                max_nfev=40,
                ftol=1e-7,
            )

        for number in range(ROUNDS):
            tried = [best] if number else [best, *(best + spread)]
            fits = sorted((solve(start) for start in tried), key=lambda one: one.cost)
            costs = [one.cost for one in fits] if not number else costs
            best = fits[0].x
            if number < ROUNDS - 1:
                self._rescale(best)
        slopes = self.slopes(best)
        covariance = np.linalg.inv(slopes.T @ slopes)
        return Estimate(
            self.cut_off, best, covariance, dict(self.noise), self._counts(), tuple(costs), self._fitted(best)
        )

    def changes(self, z: np.ndarray) -> dict[tuple[int, str], np.ndarray]:
        """By origin and indicator, the change since the origin, shape (years, members)."""
        moves = {}
        for origin in self.origins:
            values = origin.run(z, names_of(self.indicators))
            for one in self.indicators:
                path = values[one.variable]
                moves[origin.base, one.variable] = one.change(one.over(path[1:]), path[0])
        return moves

    def missed(self, z: np.ndarray) -> Iterator[tuple[Miss, np.ndarray]]:
        moves = self.changes(z)
        for miss in self.misses:
            yield miss, miss.observed[:, None] - moves[miss.origin, miss.indicator.variable][miss.places - 1]

    def residuals(self, z: np.ndarray) -> np.ndarray:
        """Misses, then distances from the priors; shape (residuals, members)."""
        parts = [
            miss.whitened(np.nan_to_num(gap, nan=1.0), self.noise[miss.indicator.variable])
            for miss, gap in self.missed(z)
        ]
        return np.vstack([*parts, z.T])

    def slopes(self, z: np.ndarray) -> np.ndarray:
        """Of the residuals by assumption, over a step to either side that stays in the range."""
        up, down = np.minimum(z + STEP, self.high), np.maximum(z - STEP, self.low)
        members = np.vstack([z + np.diag(up - z), z + np.diag(down - z)])
        residuals = self.residuals(members)
        count = len(z)
        return (residuals[:, :count] - residuals[:, count:]) / (up - down)

    def _rescale(self, z: np.ndarray) -> None:
        """The noise of a year by what is missed over the years of a run, leaning on what was expected."""
        sums = {key: [0.0, 0.0] for key in self.noise}
        for miss, gap in self.missed(z[None]):
            key = miss.indicator.variable
            variance = np.diag(miss.covariance(self.noise[key]))
            sums[key][0] += miss.weight * float(np.sum(gap[:, 0] ** 2 / variance))
            sums[key][1] += miss.weight * len(variance)
        for one in self.indicators:
            total, count = sums[one.variable]
            scale = (TRUST * (one.noise / self.noise[one.variable]) ** 2 + total) / (TRUST + count)
            self.noise[one.variable] *= float(np.sqrt(scale))

    def _counts(self) -> dict[str, int]:
        counts = dict.fromkeys(self.noise, 0)
        for miss in self.misses:
            counts[miss.indicator.variable] += len(miss.places)
        return counts

    def _fitted(self, z: np.ndarray) -> list[dict[str, Any]]:
        rows = []
        for miss, gap in self.missed(z[None]):
            base = miss.base
            for place, observed, off in zip(miss.places, miss.observed, gap[:, 0], strict=True):
                row = {"origin": miss.origin, "year": miss.origin + int(place), "variable": miss.indicator.variable}
                level = miss.indicator.level
                rows.append(row | {"observed": level(observed, base), "fitted": level(observed - off, base)})
        return rows


def _misses(origin: Origin, record: Record, chosen: Sequence[Indicator], bases: Sequence[int]) -> Iterator[Miss]:
    for one in chosen:
        known = record.rows(one.variable, one.series)
        whole = one.measure == "mean"
        years = [year for year in known if origin.base + whole * (HORIZON - 1) < year <= origin.end]
        if not years or (origin.base not in known and one.series and not whole):
            continue
        shared = [1 if whole else sum(base < year <= base + HORIZON for base in bases) for year in years]
        base, first = (origin.start(one.variable), 0.0) if whole else first_of(origin, one, record)
        yield Miss(
            origin.base,
            one,
            np.array([year - origin.base for year in years]),
            base,
            np.array([one.change(known[year].value, base) for year in years]),
            np.array([one.doubt(known[year]) for year in years]),
            first,
            float(np.mean(1 / np.array(shared))),
        )


def first_of(origin: Origin, indicator: Indicator, record: Record) -> tuple[float, float]:
    """The value at an origin and its doubt: as observed, else what the pack has, twice the noise of a year in doubt."""
    known = record.rows(indicator.variable, indicator.series).get(origin.base)
    if known:
        return known.value, indicator.doubt(known)
    return origin.start(indicator.variable), 2 * indicator.noise
