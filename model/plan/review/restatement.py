"""The model's state restated to published figures: the least amounts, added to stocks, by which it gives them.

Year by year, each amount stands at the opening of the year and is counted in shares of its stock's magnitude; of all
amounts by which the year's figures come out as published, those whose squares sum to least are taken. This is the
update of an ensemble Kalman filter without noise, made exact for a bent model by Newton steps around it. Levers and
drivers among the figures replace the scenario's own values of their year, and a lever goes on from its last figure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model.engine.build import System
from model.engine.declare import LARGEST, Derived, Lever, Parameter, Stock
from model.engine.errors import RunError
from model.plan.question.finite_differences import EdgeError, slopes
from model.plan.review.least import least, nearest
from model.plan.review.observations import Observation, is_input
from model.results.annual import annual_values, needed
from model.results.run import integrate
from model.scenario.element import variable_of
from model.scenario.load import Scenario

STEP = 1e-5  # of a central difference, in shares of a stock's magnitude
RANK = 1e-6  # singular values, relative to the largest, below which figures say nothing of their own
IDLE = 1e-9  # a slope below which a stock has no say in the year's figures
MATCHED = 1e-7  # a residual, relative to the figure's magnitude, within which it is matched
NEGLIGIBLE = 1e-12  # a share that is rounding
LEAVERS = 8  # neighbours of a point that may not run


@dataclass(frozen=True)
class Adjustment:
    """What is added to one stock at the opening of a year, and the stock just before.

    ``share`` is the amount in shares of the stock's magnitude, the largest that it has been: what was kept least.
    """

    stock: str
    year: int
    amount: float
    before: float
    share: float

    @property
    def percent(self) -> float | None:
        """The amount in per cent of the stock; None where the stock was empty."""
        return 100 * self.amount / abs(self.before) if self.before else None


@dataclass(frozen=True)
class Comparison:
    """A published figure beside the model's value before and after the restatement."""

    observation: Observation
    before: float
    restated: float

    @property
    def residual(self) -> float:
        """What the restated model gives less the figure."""
        return self.restated - self.observation.value

    @property
    def matched(self) -> bool:
        """Whether the restated model gives the figure."""
        return abs(self.residual) <= MATCHED * (abs(self.observation.value) or abs(self.before) or 1.0)


@dataclass(frozen=True)
class Restated:
    """A scenario whose run gives the published figures, as far as it can."""

    scenario: Any  # with the observed levers and drivers, and its ``restatement``
    adjustments: list[Adjustment]  # the amounts, by year and stock
    comparisons: list[Comparison]  # one a figure, in their order
    last: int  # the last year with a figure
    rough: Sequence[int] = ()  # years whose figures lie so far off that the nearest state was not sought to the end


def restate(scenario: Scenario, system: System, observations: Iterable[Observation]) -> Restated:
    """Restate the model's state to published figures, year by year.

    Parameters
    ----------
    scenario : Scenario
        What it restates itself in an observed year is found anew.
    observations
        As :func:`model.plan.review.observations.read_observations` gives them.

    Returns
    -------
    Restated
        Where figures contradict each other or the model, the state is as near to them as it comes in squares.

    Raises
    ------
    RunError
        Where the scenario as it stands, or near the figures, leaves the model's domain.
    """
    observations = list(observations)
    years = sorted({observation.year for observation in observations})
    seen = _with_inputs(scenario, system, observations)
    before = _values(seen, system)
    kept = {name: {y: v for y, v in path.items() if y not in years} for name, path in scenario.restatement.items()}
    restated = replace(seen, restatement={name: path for name, path in kept.items() if path})
    adjustments, rough = [], []
    for year in years:
        figures = [o for o in observations if o.year == year and not is_input(o.indicator, system)]
        adjusted, settled = _adjustments(restated, system, year, figures) if figures else ([], True)
        adjustments += adjusted
        rough += [year] * (not settled)
        amounts = {each.stock: each.amount for each in adjusted}
        restated = replace(restated, restatement=_merged(restated.restatement, year, amounts))
    try:
        after = _values(restated, system)
    except RunError as error:
        raise _at_figures(error, years[-1]) from None
    comparisons = [
        Comparison(o, *(float(values[o.indicator][o.year - scenario.start, 0]) for values in (before, after)))
        for o in observations
    ]
    return Restated(restated, adjustments, comparisons, years[-1], rough)


def _adjustments(
    scenario: Scenario, system: System, year: int, figures: Sequence[Observation]
) -> tuple[list[Adjustment], bool]:
    try:
        return _Year(scenario, system, year, figures).adjustments()
    except RunError as error:
        raise _at_figures(error, year) from None
    except EdgeError as edge:  # where the scenario itself stands there
        raise _at_figures(edge.args[0], year) from None


def _at_figures(error: RunError, year: int) -> RunError:
    message = f"restating the model to the figures of {year}: {error}"
    return RunError(error.variable, error.time, error.member, message)


def _with_inputs(scenario: Scenario, system: System, observations: Sequence[Observation]) -> Scenario:
    """The scenario with the levers and drivers that were observed.

    A lever goes on from its last figure: in later years it is as far from the scenario's own path as it was then, within
    its domain. A driver, such as a year's rain, says nothing of later years, and neither does what is dated.
    """
    levers, changed = {name: dict(path) for name, path in scenario.levers.items()}, list(scenario.changed)
    for observation in sorted(observations, key=lambda observation: observation.year):
        name, year = observation.indicator, observation.year
        if not is_input(name, system):
            continue
        declaration = system.declarations[variable_of(name)]
        apart = observation.value - levers[name][year]
        levers[name][year] = observation.value
        changed.append(name)
        if isinstance(declaration, Lever) and not declaration.dated:
            later = {y: float(np.clip(v + apart, *declaration.domain)) for y, v in levers[name].items() if y > year}
            levers[name] |= later
    return replace(scenario, levers=levers, changed=tuple(dict.fromkeys(changed)))


def _values(scenario: Scenario, system: System) -> dict[str, np.ndarray]:
    return annual_values(integrate(scenario, system), system)


def _merged(
    restatement: Mapping[str, dict[int, float]], year: int, amounts: Mapping[str, float | np.ndarray]
) -> dict[str, dict[int, float | np.ndarray]]:
    """A restatement with the amounts of a year, by stock, beside those it has."""
    names = dict.fromkeys((*restatement, *amounts))
    return {n: restatement.get(n, {}) | ({year: amounts[n]} if n in amounts else {}) for n in names}


class _Year:
    """The figures of one year, and the amounts at its opening that give them.

    The unknowns are the amounts of all stocks, in shares of their magnitudes, laid square on the balances among stocks,
    which no run may break; the rows are the figures' residuals, in shares of the figures' magnitudes.
    """

    def __init__(self, scenario: Scenario, system: System, year: int, figures: Sequence[Observation]):
        self.scenario, self.system, self.year, self.figures = scenario, system, year, figures
        trajectory = integrate(scenario, system, end=year)
        self.read = needed([variable_of(figure.indicator) for figure in figures], system)
        unadjusted = annual_values(trajectory, system, self.read)
        self.names = system.kernel.stocks
        self.opening = np.array([trajectory.ends[name][-2, 0] for name in self.names])
        observed = {figure.indicator: abs(figure.value) for figure in figures}
        largest = [np.abs(trajectory.ends[name]).max() for name in self.names]
        self.size = np.array([top or observed.get(name, 0.0) for name, top in zip(self.names, largest, strict=True)])
        self.values = np.array([figure.value for figure in figures])
        before = np.array([unadjusted[figure.indicator][-1, 0] for figure in figures])
        self.scale = np.where(self.values != 0, np.abs(self.values), np.where(before != 0, np.abs(before), 1.0))
        self.low, self.high = self._bounds()
        kept = np.array(list(self._balances())).reshape(-1, len(self.names))
        held = (kept != 0).any(axis=0) & ((self.low == 0) | (self.high == 0))  # an empty class has nothing to give
        self.low[held] = self.high[held] = 0.0
        kept[:, held] = 0.0
        self.square = np.eye(len(self.names)) - np.linalg.pinv(kept) @ kept

    def _bounds(self) -> np.ndarray:
        """The least and the largest share that each stock's domain leaves."""
        domains = [self.system.declarations[variable_of(name)].domain for name in self.names]
        ends = np.array(domains, dtype=float).T
        low, high = np.where(np.abs(ends) < LARGEST, ends, np.copysign(np.inf, ends))
        size = np.where(self.size > 0, self.size, 1.0)
        room = np.minimum((low - self.opening) / size, 0.0), np.maximum((high - self.opening) / size, 0.0)
        return np.where(self.size > 0, room, 0.0)

    def _balances(self) -> Iterator[np.ndarray]:
        """Of each balance that holds among stocks alone, its coefficients on the shares."""
        for balance in self.system.balances.values():
            row = np.zeros(len(self.names))
            terms = [(name, sign) for names, sign in ((balance.sources, 1), (balance.uses, -1)) for name in names]
            if not all(isinstance(self.system.declarations[n], Stock | Parameter | Derived) for n, _ in terms):
                continue
            for name, sign in terms:
                for element in self.system.elements([name]):
                    if element in self.names:
                        row[self.names.index(element)] = sign * self.size[self.names.index(element)]
            if row.any():
                yield row / np.abs(row).max()

    def amounts(self, shares: np.ndarray) -> np.ndarray:
        """The amounts, which keep the balances; members may come last."""
        each = (..., *[np.newaxis] * (np.ndim(shares) - 1))
        return (self.square @ np.clip(shares, self.low[each], self.high[each])) * self.size[each]

    def residuals(self, shares: np.ndarray) -> np.ndarray:
        """The rows at shares of shape (stocks,) or (stocks, members)."""
        amounts = {name: each for name, each in zip(self.names, self.amounts(shares), strict=True) if np.any(each)}
        restatement = _merged(self.scenario.restatement, self.year, amounts)
        trajectory = integrate(self.scenario, self.system, end=self.year, restatement=restatement)
        values = annual_values(trajectory, self.system, self.read)
        rows = np.array([np.broadcast_to(values[f.indicator][-1], (trajectory.members,)) for f in self.figures])
        rows = (rows - self.values[:, np.newaxis]) / self.scale[:, np.newaxis]
        return np.broadcast_to(rows, (len(rows), shares.shape[1])) if shares.ndim > 1 else rows[:, 0]

    def _residuals_or_infinite(self, shares: np.ndarray) -> np.ndarray:
        """The rows, infinite where the run leaves its domain, at which least squares shortens its step."""
        try:
            return self.residuals(shares)
        except RunError:
            return np.full(len(self.figures), np.inf)

    def jacobian(self, shares: np.ndarray) -> np.ndarray:
        """Derivatives of the rows by the shares, shape (rows, stocks), from one batch of runs; EdgeError where many do not run."""
        free, derivatives = self.low < self.high, np.zeros((len(self.figures), len(shares)))
        here = np.clip(shares, self.low, self.high)[free]
        derivatives[:, free] = slopes(
            lambda some: self.residuals(_spread(some, free)), here, self.low[free], self.high[free], STEP, LEAVERS
        )
        return derivatives

    def adjustments(self) -> tuple[list[Adjustment], bool]:
        """The least amounts, and whether they were sought to the end."""
        slopes = self.jacobian(np.zeros(len(self.names)))
        idle = np.abs(slopes).max(axis=0, initial=0.0) < IDLE
        self.low[idle] = self.high[idle] = 0.0
        shares, settled = self._exact(slopes), True
        if np.abs(self.residuals(shares)).max() > MATCHED:
            shares, settled = self._nearest(shares)
        shares[np.abs(shares) < NEGLIGIBLE] = 0.0
        rows = zip(self.names, self.amounts(shares), self.opening, shares, strict=True)
        return [Adjustment(name, self.year, *map(float, numbers)) for name, *numbers in rows if numbers[0]], settled

    def _exact(self, slopes: np.ndarray) -> np.ndarray:
        """The least shares at which every row that says something of its own is 0."""
        free = self.low < self.high
        left, sizes, _ = np.linalg.svd(slopes[:, free], full_matrices=False)
        basis = left[:, sizes > RANK * sizes.max(initial=RANK)].T

        def rows(x: np.ndarray) -> np.ndarray:
            found = self._residuals_or_infinite(_spread(x, free))
            return basis @ found if np.isfinite(found).all() else np.full(len(basis), np.inf)

        shares = least(
            rows,
            lambda x: basis @ self.jacobian(_spread(x, free))[:, free],
            basis @ slopes[:, free],
            (self.low[free], self.high[free]),
        )
        return _spread(shares, free)

    def _nearest(self, shares: np.ndarray) -> tuple[np.ndarray, bool]:
        """The shares at which the rows are least in squares, near those given, and whether that is the end of the search."""
        free = self.low < self.high
        if not free.any():
            return shares, True
        found, settled = nearest(
            lambda x: self._residuals_or_infinite(_spread(x, free)),
            lambda x: self.jacobian(_spread(x, free))[:, free],
            np.clip(shares, self.low, self.high)[free],
            (self.low[free], self.high[free]),
        )
        return _spread(found, free), settled


def _spread(some: np.ndarray, free: np.ndarray) -> np.ndarray:
    """The shares of all stocks, of which only the free ones are not 0."""
    shares = np.zeros((len(free), *some.shape[1:]))
    shares[free] = some
    return shares
