"""Runs from an origin in many members, and what they give of each indicator as a change since the origin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from model.analysis.past.inputs import PLANTS, Paths, as_built, completed, foreseen, outside
from model.analysis.past.origins import YEARS, system_at
from model.analysis.uncertainty.batch import without_leavers
from model.data import numbers, rows
from model.data.estimates import FOLDER, with_references
from model.data.observations import Observation, Record
from model.engine.build import System
from model.engine.given import Setup
from model.engine.run import simulate
from model.results.annual import annual_values, needed
from model.scenario.element import variable_of
from model.sectors import load

HORIZON = 5
PROJECTS = "large_projects"  # the one prior that scales paths


@dataclass(frozen=True)
class Indicator:
    """A variable held to the record: which series, how a change is measured, and the noise that is expected of a year.

    ``measure`` is ``ratio``, the logarithm of the value over that of the origin, ``points``, the difference, or ``mean``, the
    ratio of the mean of the years since the origin, which is known of a whole run alone.
    ``left_out`` is empty, ``fit`` where it is judged and not fitted, ``judged`` where it is fitted and not judged.
    """

    variable: str
    series: str
    measure: str
    noise: float
    left_out: str
    reason: str

    def over(self, values: np.ndarray) -> np.ndarray:
        """What is observed, of annual values since the origin: these, or their means."""
        years = np.arange(1, len(values) + 1).reshape(-1, *[1] * (np.ndim(values) - 1))
        return np.cumsum(values, axis=0) / years if self.measure == "mean" else values

    def change(self, values: float | np.ndarray, base: float | np.ndarray) -> float | np.ndarray:
        """Change since the origin."""
        return values - base if self.measure == "points" else np.log(values / base)

    def level(self, change: float | np.ndarray, base: float | np.ndarray) -> float | np.ndarray:
        """The value that a change since the origin leads to."""
        return base + change if self.measure == "points" else base * np.exp(change)

    def doubt(self, observation: Observation) -> float:
        """Standard error of an observation, as a change."""
        return observation.doubt if self.measure == "points" else observation.doubt / observation.value


@cache
def listed() -> tuple[Indicator, ...]:
    """Every variable that the contract names, with why it is left out where it is."""
    return tuple(_indicator(**row) for row in rows(FOLDER / "indicators.csv"))


def _indicator(noise: str, **texts: str) -> Indicator:
    return Indicator(noise=float(noise or 0), **texts)


def indicators(use: str) -> tuple[Indicator, ...]:
    """The indicators of a use, ``fit`` or ``judged``."""
    return tuple(one for one in listed() if one.left_out not in (use, "both"))


@dataclass(frozen=True)
class Prior:
    """An assumption to be estimated: its range as a normal distribution within bounds."""

    name: str
    form: str
    prior: float
    low: float
    high: float
    sd: float
    series: tuple[str, ...]
    note: str

    @property
    def bounds(self) -> tuple[float, float]:
        """The range in standard deviations from the prior."""
        return (self.low - self.prior) / self.sd, (self.high - self.prior) / self.sd


@cache
def priors() -> tuple[Prior, ...]:
    """The assumptions to be estimated, as they were written down before the first estimation."""
    return tuple(_prior(row) for row in rows(FOLDER / "priors.csv"))


def _prior(row: Mapping[str, str]) -> Prior:
    prior, low, high, sd = (float(row[key]) for key in ("prior", "low", "high", "prior_sd"))
    return Prior(row["name"], row["form"], prior, low, high, sd, tuple(row["series"].split()), row["note"])


def bounds() -> np.ndarray:
    """The ranges of the assumptions, shape (2, priors): in standard deviations from the priors."""
    return np.array([prior.bounds for prior in priors()]).T


@dataclass
class Origin:
    """A base year from which runs start, with the levers and drivers of the years after it."""

    base: int
    end: int  # the last year
    system: System  # the model with the figures of the base year
    paths: Paths  # levers and drivers by year

    def run(self, z: np.ndarray, names: Iterable[str], drivers: Mapping | None = None) -> dict[str, np.ndarray]:
        """Annual values of variables, shape (years, members), the base year first; NaN of who left the domain.

        Parameters
        ----------
        z
            Shape (members, priors): each assumption in prior standard deviations from its prior.
        drivers
            Paths that differ by member, in place of ``paths``.
        """
        names = list(names)
        asked = needed(names, self.system)

        def one(ran: np.ndarray) -> dict[str, np.ndarray]:
            theirs = {
                name: {year: value[ran] if np.ndim(value) else value for year, value in path.items()}
                for name, path in (drivers or {}).items()
            }
            setup = Setup(*self._given(z[ran], theirs))
            trajectory = simulate(self.system, self.end, setup, kept=self.system.elements(asked))
            return annual_values(trajectory, self.system, asked)

        annual, ran, _ = without_leavers(len(z), one)
        values = {}
        for name in names:
            values[name] = np.full((self.end - self.base + 1, len(z)), np.nan)
            if annual is not None:
                values[name][:, ran] = annual[name]
        return values

    def start(self, name: str) -> float:
        """The value of a variable in the base year."""
        return float(self.run(np.zeros((1, len(priors()))), [name])[name][0, 0])

    def _given(self, z: np.ndarray, drivers: dict[str, dict]) -> tuple[dict, dict]:
        parameters, inputs = {}, {name: dict(path) for name, path in (self.paths | drivers).items()}
        for prior, shift in zip(priors(), z.T, strict=True):
            value = prior.prior + prior.sd * shift
            if prior.name == PROJECTS:
                inputs[PROJECTS] = {year: size * value for year, size in inputs.get(PROJECTS, {}).items()}
            elif prior.form == "value":
                parameters[prior.name] = value
            elif self.base in YEARS or numbers(self.base)[prior.name].status == "assumption":
                parameters[prior.name] = self.system.figures[prior.name] * value
        return with_references(parameters), inputs


def hindcast(base: int, end: int, record: Record, known: bool, prices: bool = True) -> Origin:
    """Runs from a base year.

    Parameters
    ----------
    record
        What may be seen.
    known
        Whether everything outside the equations is as it came, plants too; else it is as could be foreseen.
    prices
        Where it is foreseen, whether what is outside the region is as it came all the same.
    """
    system = system_at(base, record) if base in YEARS else load(base)
    ahead = foreseen(base, end, record)
    if base in YEARS:
        dated, plants = completed(base, end, end), PLANTS
    else:
        dated = {PROJECTS: {year: system.default(PROJECTS, year) for year in range(base + 1, end + 1)}}
        ahead = {name: ahead[name] for name in ("coal_price", "producer_price", "river_inflow")} | dated
        under_way = "coal_power_capacity"  # in the pack: what comes in the next years
        plants = {capacity: lever for capacity, lever in PLANTS.items() if capacity != under_way}
    if not known:
        return Origin(base, end, system, _priced(ahead | (outside(base, end, record) if prices else {}), system))
    origin = Origin(base, end, system, _priced(outside(base, end, record), system) | dated)

    def run(approvals: Mapping[str, Mapping]) -> dict[str, np.ndarray]:
        count = max(np.size(value) for path in approvals.values() for value in path.values())
        wide = {n: {y: np.broadcast_to(v, (count,)) for y, v in path.items()} for n, path in approvals.items()}
        return origin.run(np.zeros((count, len(priors()))), plants, wide)

    origin.paths |= as_built(base, end, record, plants, run)
    return origin


def _priced(paths: Paths, system: System) -> Paths:
    """With the price of coal in money, from that of the base year."""
    price = system.figures["coal_price_base"]
    return paths | {"coal_price": {year: value * price for year, value in paths["coal_price"].items()}}


def names_of(chosen: Iterable[Indicator]) -> list[str]:
    """The variables of indicators."""
    return list(dict.fromkeys(variable_of(one.variable) for one in chosen))
