"""4,096 members in one batch against the same one at a time, of which 64 are timed."""

import sys
from pathlib import Path

import numpy as np
from timing import alternate, ratio, show

sys.path.insert(0, str(Path(__file__).parents[1]))

from model.engine.given import Setup  # noqa: E402
from model.engine.kernel import Kernel  # noqa: E402
from model.engine.run import simulate  # noqa: E402
from model.sectors import load  # noqa: E402

MEMBERS, SINGLES, AIM, END = 4096, 64, 50, 2025


def sample(system, kernel):
    """The scalar figures of the base year, drawn for each member within 0.1 % of what is published."""
    random = np.random.default_rng(1)
    names = [name for name in kernel.parameters if "[" not in name]
    chosen = [name for name in names if 0 < abs(system.figures[name]) and name.endswith("_base")]
    return {name: system.figures[name] * random.uniform(0.999, 1.001, MEMBERS) for name in chosen}


def main(rounds=5):
    system = load()
    kernel = Kernel(system)
    given = sample(system, kernel)
    members = [{name: float(values[i]) for name, values in given.items()} for i in range(SINGLES)]
    for method in ("euler", "rk4"):

        def run(parameters, method=method):
            return simulate(system, END, Setup(parameters, method=method), kernel=kernel)

        batch = run(given)
        for i, member in enumerate(members):  # the same bits, or the comparison is of two things
            single = run(member)
            assert all(np.array_equal(batch.ends[name][:, i], single.ends[name][:, 0]) for name in single.ends)
        one, many = f"{SINGLES} singles", f"batch of {MEMBERS}"
        print(f"\n{method}, 2020-{END}, {len(given)} parameters differ by member")
        seconds = alternate({one: lambda: [run(member) for member in members], many: lambda: run(given)}, rounds)
        show(seconds)
        found = ratio(seconds, one, many, MEMBERS / SINGLES)
        print(f"aim: at least {AIM}: {'reached' if found >= AIM else 'missed'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
