"""Timing of functions side by side: in turn, in one process, so that what slows the machine slows them all."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def alternate(
    functions: Mapping[str, Callable], rounds: int, clock: Callable[[], float] = perf_counter
) -> dict[str, list[float]]:
    """Seconds of each function in each round, after one round that is not counted."""
    seconds = {name: [] for name in functions}
    for number in range(rounds + 1):
        for name, function in functions.items():
            begun = clock()
            function()
            if number:
                seconds[name].append(clock() - begun)
    return seconds


def show(seconds: Mapping[str, list[float]]) -> None:
    """Print min, median and max of each, in milliseconds."""
    width = max(map(len, seconds))
    print(f"{'':{width}}  {'min':>10} {'median':>10} {'max':>10}  ms")
    for name, each in seconds.items():
        print(f"{name:{width}}  " + " ".join(f"{1000 * f(each):10.2f}" for f in (min, median, max)))


def ratio(seconds: Mapping[str, list[float]], slow: str, fast: str, scale: float = 1.0) -> float:
    """Print how many times longer the one takes than the other, by round; returns the median."""
    each = [scale * a / b for a, b in zip(seconds[slow], seconds[fast], strict=True)]
    print(f"{slow} / {fast}: min {min(each):.2f}, median {median(each):.2f}, max {max(each):.2f}")
    return median(each)
