"""The solver on the plan: its time by part, ten starts, one and two threads of BLAS, a longer horizon.

`python benchmarks/solve.py` prints each as it is measured; `python benchmarks/solve.py digits` prints what one start ends at.
"""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from model.plan.conflict.diagnosis import diagnose  # noqa: E402
from model.plan.selection import wanted_targets  # noqa: E402
from model.plan.solution.outcome import _best_paths as best_paths  # noqa: E402
from model.plan.solution.prices import prices  # noqa: E402
from model.results.run import load_scenario  # noqa: E402

STARTS, LATER = 10, 2035


def plan(**solve):
    """The plan as a scenario, with other options of its solver."""
    scenario = load_scenario(ROOT / "scenarios" / "plan.yaml")
    return replace(scenario, solve=scenario.solve | solve)


def solved(scenario):
    """The best paths for a scenario."""
    return best_paths(scenario, wanted_targets(scenario), None, None)


def timed(what, call):
    """Print the seconds of a call, on the clock and of processors, and give what it gives."""
    begun, spent = perf_counter(), process_time()
    found = call()
    print(f"{what}: {perf_counter() - begun:.1f} s, {process_time() - spent:.1f} s of processors", flush=True)
    return found


def digits():
    """Print what one start ends at, to the last digit."""
    found = solved(plan(starts=1)).found
    print(repr(found.total), repr(found.cost), repr(found.miss))


def threads():
    """How far the ends of one start are apart with one and with two threads of BLAS."""
    ends = []
    for count in ("1", "2"):
        own = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), count)
        command = [sys.executable, __file__, "digits"]
        out = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=True).stdout
        ends.append([float(number) for number in out.split()])
    apart = max(abs(one - other) / max(abs(one), 1e-9) for one, other in zip(*ends, strict=True))
    print(f"one and two threads of BLAS: {apart:.1e} apart", flush=True)


def main():
    best = timed("search", lambda: solved(plan()))
    timed("prices", lambda: prices(best))
    if not best.met:
        timed("diagnosis", lambda: diagnose(best))
    ten = timed(f"{STARTS} starts", lambda: solved(plan(starts=STARTS)))
    costs = sorted(cost for _, cost in ten.starts)
    misses = sorted(miss for miss, _ in ten.starts)
    near = sum(cost <= 1.005 * ten.found.cost for cost in costs)
    print(f"  cost {costs[0]:.6g} to {costs[-1]:.6g}, {near} within .5 % of the best end's or below")
    print(f"  misses add up to {misses[0]:.4g} to {misses[-1]:.4g}", flush=True)
    threads()
    later = replace(load_scenario(ROOT / "scenarios" / "plan.yaml", settings=[f"horizon.end={LATER}"]))
    far = timed(f"to {LATER}", lambda: solved(later))
    kept = [name for name, miss in far.keeps.items() if miss]
    print(f"  {far.message}; missed {far.found.miss:.4g}; not kept: {', '.join(kept) or 'none'}")


if __name__ == "__main__":
    digits() if sys.argv[1:] == ["digits"] else main()
