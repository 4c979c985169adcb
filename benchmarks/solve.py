"""The solver in units of single runs, and against the same SciPy optimiser with a scalar finite-difference Jacobian."""

import sys
from pathlib import Path
from time import perf_counter

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from model.engine.kernel import Kernel  # noqa: E402
from model.plan.question.paths import make_paths  # noqa: E402
from model.plan.question.problem import STEP, Problem, asked  # noqa: E402
from model.plan.question.solver_options import setting  # noqa: E402
from model.plan.selection import wanted_targets  # noqa: E402
from model.plan.solve.search import Search  # noqa: E402
from model.results.run import load_scenario  # noqa: E402
from model.sectors import load  # noqa: E402

AIM = 20


class Scalar(Problem):
    """The same problem, its Jacobian by central differences of one run at a time, as an optimiser without batches does."""

    def jacobian(self, deviations):
        low, high = (side.ravel() for side in self.paths.bounds)
        here = np.clip(deviations.ravel(), low, high)
        columns = []
        for i in range(here.size):
            ends = []
            for end in (min(here[i] + STEP, high[i]), max(here[i] - STEP, low[i])):
                there = here.copy()
                there[i] = end
                ends.append((end, self.values(there.reshape(self.paths.shape))))
            (up, above), (down, below) = ends
            columns.append((above - below) / (up - down))
        return np.array(columns).T


def search(kind, scenario, system, kernel):
    """A search that has not begun, for the scenario's first start alone."""
    targets = asked(wanted_targets(scenario), scenario)[0]
    levers, plausible, options = setting(scenario, targets, system)
    weights = {"ramp": options.ramp, "distance": options.distance, "smoothness": options.smoothness}
    paths = make_paths(scenario, system, scenario.end, levers, plausible, **weights)
    return Search(kind(scenario, system, targets, paths, kernel), options)


def one_start(kind, *parts):
    """Seconds of one start, its end, and how often the Jacobian was asked for."""
    begun, found = perf_counter(), search(kind, *parts)
    end = found._from(np.zeros(found.problem.paths.size))
    return perf_counter() - begun, end, found.problem.runs


def single(parts):
    """Median seconds of one run of the model with what the targets read."""
    problem = search(Problem, *parts).problem
    at, seconds = np.zeros(problem.paths.shape), []
    for _ in range(15):
        begun = perf_counter()
        problem.values(at)
        seconds.append(perf_counter() - begun)
    return float(np.median(seconds))


def main(name="plan-consistent"):
    system = load()
    parts = (load_scenario(ROOT / "scenarios" / f"{name}.yaml"), system, Kernel(system))
    once = single(parts)
    batched, end, runs = one_start(Problem, *parts)
    print(f"{name}: effort {end.worth:.6g}, miss {end.miss:.2g}, {runs} runs in batches")
    print(f"one start / one run: {batched / once:.0f} ({batched:.1f} s and {1000 * once:.1f} ms)")
    again = single(parts)
    slow, other, _ = one_start(Scalar, *parts)
    print(f"the same with a scalar Jacobian: effort {other.worth:.6g}, {slow:.1f} s")
    print(
        f"scalar / batched: {slow / batched:.1f} (aim {AIM}); a run took {again / once:.2f} of its first time meanwhile"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
