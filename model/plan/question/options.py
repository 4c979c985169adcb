"""How a problem is solved, and how the search tells where it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from model.plan.question.claims import Kept
from model.plan.question.levels import LEVELS

WORTH = {"binding": 1000.0, "main": 60.0, "expected": 60.0, "striven for": 20.0}
INSISTED = 1e5  # as such a worth: what is to be had whatever it costs
PERCENT = 0.02  # of a claim's magnitude, in halves of it


def nothing(last: int) -> tuple[Kept, ...]:
    """What must not get worse where nothing is said."""
    return ()


@dataclass(frozen=True)
class Options:
    """How to solve.

    Attributes
    ----------
    objective
        What is least when no miss can be made smaller: ``money``, with so much of the effort as ``effort`` says, or
        ``effort`` alone.
    effort
        What a unit of effort counts beside money, in 1e8 CNY.
    discount
        The rate by which money of later years counts less.
    distance, smoothness
        Weights of the effort: of the squared distance from the scenario's own path, of the squared second difference.
    ramp
        How far a year's change of a lever may be from that of the scenario's own path, in plausible yearly changes.
    levels
        By target, another level than its own.
    worth
        By level, the most that the cost may grow for a miss to shrink by a hundredth of its target.
    goals
        Targets that are wanted but not insisted upon, by id, with what missing one by half its magnitude may cost.
    weights
        What a miss counts within its level, by id; 1 where none is given.
    keeps
        Of the last year of a run, what must not get worse.
    hold
        How many years after its own a target must still hold, and after the last one what is kept be kept.
    rounded
        Whether levers that hardly move are left alone, and the others' values rounded.
    starts, seed
        How many starts, the scenario's own path first and then random ones.
    iterations
        The most of each stage.
    conflicts
        How many sets of two claims and more to look for, where not every target can be met.
    """

    objective: str = "effort"
    effort: float = 1.0
    discount: float = 0.08
    distance: float = 1.0
    smoothness: float = 1.0
    ramp: float = 2.0
    levels: Mapping[str, str] = field(default_factory=dict)
    worth: Mapping[str, float] = field(default_factory=dict)
    goals: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    keeps: Callable[[int], tuple[Kept, ...]] = nothing
    hold: int = 0
    rounded: bool = False
    starts: int = 3
    seed: int = 0
    iterations: int = 100
    conflicts: int = 8

    def share(self, level: int) -> float:
        """What a unit of the cost counts against a miss of a level by half its target's magnitude."""
        name = LEVELS[level]
        return PERCENT / self.worth.get(name, WORTH[name])


@dataclass(frozen=True)
class Progress:
    """Where a search is, told after every step; ``miss`` is the sum of misses, in halves of magnitudes."""

    start: int
    phase: str
    iteration: int
    cost: float
    miss: float
    runs: int
    seconds: float
