"""What is asked of the levers: targets of the plan, and headlines that are to be kept, as limited rows of the model.

A claim is one or more rows, each a smooth function of the levers that must lie between two limits, in halves of the
claim's magnitude. Most readings are one row a year: the target's own, and the years after it in which it must still
hold. The least increase in any year is a row a year. A peak is a row for each year compared: the variable is not above
its target year's value later and, where the run as written ends there, it falls in it. What is kept is a row a year.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from model.data import BASE_YEAR
from model.data.catalogue import Record
from model.engine.build import System
from model.plan.targets import aim, due, growth_rate, limits, reading
from model.scenario.element import title_of, variable_of

LEAST_CHANGE = 0.05  # of the base: what a change is at least held to be worth, as a scale
AVERAGES = ("growth_rate", "growth_above_gdp")
PROGRAMMES = ("programme_coverage", "programme_count")  # what only grows, so that what is reached is held
OVER = ("yearly_increase", "cumulative")  # of the years up to the target's, and of none after it

Values = Mapping[str, np.ndarray]  # annual values by element name, shape (years, members)


@dataclass(frozen=True)
class Row:
    """One limited function of the levers: of which claim, and what scales it."""

    claim: str
    low: float
    high: float
    scale: float


@dataclass(frozen=True)
class Wanted:
    """A target that is asked for."""

    target: Record
    written: int  # the last year of the run as it is written, at which a peak is judged
    hold: int  # how many years after its own the target must still hold

    @property
    def id(self) -> str:
        """The target's."""
        return self.target.id

    @property
    def reads(self) -> tuple[str, ...]:
        """The elements that it reads."""
        return (self.target.variable, *("gdp",) * (self.target.reading == "growth_above_gdp"))

    def values(self, years: np.ndarray, annual: Values) -> list:
        """What is limited, arrays of shape (members,)."""
        target, values = self.target, annual[self.target.variable]
        last = due(target) - int(years[0])
        if target.reading == "peak":
            falls = [values[last - 1] - values[last]] * (due(target) >= self.written)
            return [*falls, *(values[last] - values[last + 1 :])] or [values[last - 1] - values[last]]
        if target.reading == "yearly_increase":
            increases = np.diff(values[: last + 1], axis=0)
            return [*increases, increases.min(axis=0)]
        return [reading(target, years, values, annual.get("gdp")), *self._after(years, values, annual)]

    def _after(self, years: np.ndarray, values: np.ndarray, annual: Values) -> Iterator[float | np.ndarray]:
        """The reading in the years in which the target must still hold."""
        target, first = self.target, BASE_YEAR - int(years[0])
        if target.reading in OVER or variable_of(target.variable) in PROGRAMMES:
            return
        for year in range(due(target) + 1, min(due(target) + self.hold, int(years[-1])) + 1):
            if target.reading in AVERAGES:  # the growth that the plan's years ask for is not lost again
                span, at = due(target) - BASE_YEAR, year - int(years[0])
                pair = [growth_rate(annual[name][first], annual[name][at], span) for name in self.reads]
                grown, less = pair if len(pair) > 1 else (*pair, 0.0)
                yield (less - grown) if target.relation == "falls by" else grown - less
            else:
                yield reading(replace(target, year=year), years, values, annual.get("gdp"))

    def rows(self, years: np.ndarray, base: Values) -> list[Row]:
        """The rows without their values; ``base`` is the scenario's own path."""
        target, count = self.target, len(self.values(years, base))
        low, high = (0.0, np.inf) if target.reading == "peak" else limits(target)
        scale = self._scale(base)
        if target.reading == "yearly_increase":  # the least increase keeps a lower limit if that of every year does
            return [Row(target.id, low, np.inf, scale)] * (count - 1) + [Row(target.id, -np.inf, high, scale)]
        return [Row(target.id, low, high, scale)] * count

    def _scale(self, base: Mapping[str, np.ndarray]) -> float:
        """Half the target's magnitude; of a change, that is not less than a twentieth of the base it changes."""
        target, start = self.target, abs(float(base[self.target.variable][0, 0]))
        if target.reading == "peak":
            return start / 2 or 1.0
        if target.reading == "level":
            return abs(aim(target)) / 2 or start / 2 or 1.0
        return max(abs(aim(target)), LEAST_CHANGE * (100.0 if target.unit == "%" else start)) / 2 or 1.0


KEEP = "keep "  # before the name of what is kept, beside the targets' ids
TOLD = 4  # digits of the end of what is kept, as it is told


@dataclass(frozen=True)
class Kept:
    """A headline that must not get worse."""

    variable: str  # element name
    less: bool  # whether less of it is worse
    ends: Mapping[int, float]  # the worst value by year

    @property
    def id(self) -> str:
        """A name beside the targets' ids."""
        return f"{KEEP}{self.variable}"

    @property
    def reads(self) -> tuple[str, ...]:
        """The elements that it reads."""
        return (self.variable,)

    def values(self, years: np.ndarray, annual: Values) -> list[np.ndarray]:
        """What is limited, arrays of shape (members,)."""
        return [annual[self.variable][year - int(years[0])] for year in self.ends]

    def rows(self, years: np.ndarray, base: Values) -> list[Row]:
        """The rows without their values."""
        return [
            Row(self.id, end if self.less else -np.inf, np.inf if self.less else end, abs(end) / 2 or 1.0)
            for end in self.ends.values()
        ]

    def record(self, system: System) -> Record:
        """It as a record, so that it is told as targets are; its value is that of the last year."""
        year, end = max(self.ends.items())
        return Record(
            id=self.id,
            name=title_of(self.variable, system, "en"),
            name_zh=title_of(self.variable, system, "zh"),
            relation="at least" if self.less else "at most",
            value=float(f"{end:.{TOLD}g}"),
            unit=system.declarations[variable_of(self.variable)].units,
            printed=f"{end:.{TOLD}g}",
            measure="",
            year=year,
            variable=self.variable,
            reading="level",
        )


Claim = Wanted | Kept


def room(claims: Iterable[Claim]) -> dict[str, float]:
    """By target, how far apart its limits are, and those of others on the same reading of its variable with it."""
    targets = [claim.target for claim in claims if isinstance(claim, Wanted)]
    widths = {target.id: np.inf for target in targets}
    for group in alike(targets):
        low, high = max(low for _, (low, _) in group), min(high for _, (_, high) in group)
        widths |= {target.id: high - low for target, _ in group}
    return widths


def alike(targets: Iterable[Record]) -> Iterable[list[tuple[Record, tuple[float, float]]]]:
    """Targets of the same reading, variable and year, each with its limits; peaks have none."""
    groups = {}
    for target in targets:
        if target.reading != "peak":
            groups.setdefault((target.variable, target.reading, target.year), []).append((target, _plain(target)))
    return groups.values()


def _plain(target: Record) -> tuple[float, float]:
    """The limits of the reading itself: those of a fall with their signs reversed."""
    low, high = limits(target)
    return (-high, -low) if target.relation == "falls by" else (low, high)
