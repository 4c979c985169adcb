"""Methods that know nothing but a series: last value, line, damped line and growth, and the scale of what is to be foreseen."""

import numpy as np

BACK = 5  # years before the origin, or as far as the series reaches
DAMPING = 0.8
METHODS = ("last", "linear", "damped", "growth")
NORMAL_95 = 1.6448536269514722


def earlier(values: dict[int, float], origin: int) -> tuple[float, float, int]:
    """The value at the origin, that five years before or as far as data reach, and how many years lie between."""
    start = max(min(values), origin - BACK)
    start = min(year for year in values if year >= start)
    return values[origin], values[start], origin - start


def naive(values: dict[int, float], origin: int, ahead: int) -> dict[str, float]:
    """What each method has for a year ``ahead`` of the origin; nothing after the origin is looked at."""
    last, first, years = earlier({year: value for year, value in values.items() if year <= origin}, origin)
    step = (last - first) / years if years else 0.0
    damped = step * sum(DAMPING**k for k in range(1, ahead + 1))
    growth = last * (last / first) ** (ahead / years) if years and last * first > 0 else last + step * ahead
    return {"last": last, "linear": last + step * ahead, "damped": last + damped, "growth": growth}


def usual_change(values: dict[int, float], origin: int) -> float:
    """Mean absolute change of the series in five years, before the origin; of a shorter series as if it had gone on."""
    known = {year: value for year, value in values.items() if year <= origin}
    span = min(BACK, origin - min(known))
    changes = [abs(known[year] - known[year - span]) for year in known if year - span in known]
    return float(np.mean(changes)) * BACK / span if span and changes else float("nan")


def random_walk(values: dict[int, float], origin: int, ahead: int, ratio: bool) -> tuple[float, float]:
    """The 90 % interval of a random walk without drift whose yearly variance is that before the origin."""
    known = {year: np.log(value) if ratio else value for year, value in values.items() if year <= origin}
    years = list(known)
    steps = [(known[b] - known[a]) / np.sqrt(b - a) for a, b in zip(years, years[1:], strict=False)]
    spread = NORMAL_95 * np.sqrt(ahead * np.mean(np.square(steps))) if steps else 0.0
    low, high = known[origin] - spread, known[origin] + spread
    return (float(np.exp(low)), float(np.exp(high))) if ratio else (float(low), float(high))


def interval_score(low: float, high: float, observed: float, share: float = 0.9) -> float:
    """Width, and what is missed over half the share outside (Gneiting and Raftery 2007, J. Am. Stat. Assoc. 102, 359)."""
    outside = max(low - observed, observed - high, 0.0)
    return high - low + 2 / (1 - share) * outside
