"""How a problem is solved, and how the search tells where it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from model.plan.question.claims import Kept
from model.plan.question.levels import LEVELS

WORTH = {"binding": 1000.0, "main": 60.0, "expected": 60.0, "striven for": 20.0}
INSISTED = 1e5  # as such a worth: what is to be had whatever it costs
PERCENT = 0.02  # of a claim's magnitude, in halves of it


@dataclass(frozen=True)
class Options:
    """How to solve."""

    # what is least when no miss can be made smaller: ``money``, with so much of the effort as ``effort`` says, or
    # ``effort`` alone
    objective: str = "effort"
    effort: float = 1.0  # what a unit of effort counts beside money, in 1e8 CNY
    discount: float = 0.08  # the rate by which money of later years counts less
    distance: float = 1.0  # weight, in the effort, of the squared distance from the scenario's own path
    smoothness: float = 1.0  # likewise of the squared second difference
    # how far a year's change of a lever may be from that of the scenario's own path, in plausible yearly changes
    ramp: float = 2.0
    levels: Mapping[str, str] = field(default_factory=dict)  # by target, another level than its own
    # by level, the most that the cost may grow for a miss to shrink by a hundredth of its target
    worth: Mapping[str, float] = field(default_factory=dict)
    # targets that are wanted but not insisted upon, by id, with what missing one by half its magnitude may cost
    goals: Mapping[str, float] = field(default_factory=dict)
    # what a miss counts within its level, by id; 1 where none is given
    weights: Mapping[str, float] = field(default_factory=dict)
    keeps: Callable[[int], tuple[Kept, ...]] = lambda last: ()  # of the last year of a run, what must not get worse
    hold: int = 0  # how many years after its own a target must still hold, and after the last one what is kept be kept
    rounded: bool = False  # whether levers that hardly move are left alone, and the others' values rounded
    starts: int = 3  # how many: the scenario's own path first, and then random ones
    seed: int = 0  # of the random ones
    iterations: int = 100  # the most of each stage
    conflicts: int = 8  # how many sets of two claims and more to look for, where not every target can be met

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
