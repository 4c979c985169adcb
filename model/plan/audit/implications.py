"""What targets, just reached, imply for others through a base-year figure: whether they are enough, or too much.

A target that others imply is no conflict: it asks for nothing more. One that falls short of them is. Base figures may lie
anywhere in their ranges.
"""

from collections.abc import Iterator, Mapping, Sequence

from model.data import Number
from model.data.catalogue import Record
from model.plan.audit.finding import Finding
from model.plan.audit.identities import number_of
from model.plan.targets import aim

KW_HOURS = 1e-4  # 1e8 kWh of 1e4 kW over an hour


def implications(plan: Sequence[Record], figures: Mapping) -> Iterator[Finding]:
    """Every implication whose targets the plan has."""
    aims = {(r.quantity, r.measure): r for r in reversed(plan) if r.kind == "target" and r.value is not None}
    yield from _emissions(aims, figures)
    yield from _power(aims, figures)


def _emissions(aims: Mapping[tuple[str, str], Record], figures: Mapping[str, Number]) -> Iterator[Finding]:
    """Energy per GDP and the non-fossil share fix CO2 per GDP, where fossil fuels keep their mix."""
    keys = ("energy_intensity", "growth"), ("non_fossil_share", "level"), ("carbon_intensity", "growth")
    if not all(key in aims for key in keys) or "non_fossil_share_base" not in figures:
        return
    energy, share, carbon = (aims[key] for key in keys)
    base = _range(figures["non_fossil_share_base"])
    falls = [100 * (1 - (1 - aim(energy) / 100) * (100 - aim(share)) / (100 - end)) for end in base]
    low, high = min(falls), max(falls)
    short = high < aim(carbon) - carbon.precision / 2
    english = (
        f"{energy.id} and {share.id} imply that CO2 per GDP falls by {low:.3g} to {high:.3g} %; "
        f"{carbon.id} asks for {aim(carbon):g} %"
    )
    chinese = f"由单位GDP能耗与非化石能源占比推算，单位GDP二氧化碳下降{low:.3g}%至{high:.3g}%；目标为{aim(carbon):g}%"
    size = (aim(carbon) - high) / aim(carbon)
    yield _finding((energy, share, carbon), "carbon_intensity_change", (low, high), short, size, english, chinese)


def _power(aims: Mapping[tuple[str, str], Record], figures: Mapping[str, Number]) -> Iterator[Finding]:
    """Capacities at their hours give power; the non-fossil share of the base year's energy needs some of it."""
    keys = ("pv_capacity", "level"), ("wind_capacity", "level"), ("non_fossil_share", "level")
    names = ("pv_hours", "wind_hours", "coal_equivalent", "primary_energy_base")
    if not all(key in aims for key in keys) or not all(name in figures for name in names):
        return
    sun, wind, share = (aims[key] for key in keys)
    ends = zip(*(_range(figures[name]) for name in names[:3]), strict=True)
    given = [(aim(sun) * a + aim(wind) * b) * KW_HOURS * coal for a, b, coal in ends]
    need = aim(share) / 100 * max(_range(figures[names[3]]))
    short = given[1] < need
    english = (
        f"{sun.id} and {wind.id} at their hours give {given[0]:.0f} to {given[1]:.0f} 1e4 tce a year; "
        f"{share.id} of the energy of the base year is {need:.0f}"
    )
    chinese = (
        f"光伏与风电装机按利用小时可提供{given[0]:.0f}至{given[1]:.0f}万吨标准煤；"
        f"按基准年能源消费，非化石能源占比目标需{need:.0f}万吨标准煤"
    )
    size = need / given[1] - 1
    yield _finding((sun, wind, share), "non_fossil_energy", (given[0], given[1]), short, size, english, chinese)


def _range(number: Number) -> tuple[float, float]:
    if number.low is None or number.high is None:
        return number.value, number.value
    return number.low, number.high


def _finding(
    cited: Sequence[Record],
    quantity: str,
    ends: tuple[float, float],
    short: bool,
    size: float,
    english: str,
    chinese: str,
) -> Finding:
    """What is found of the last of the records cited, whose quantity the others imply to lie between two ends."""
    numbers = tuple(map(number_of, cited))
    verdict = "disagrees" if short else "agrees"
    said = {"quantity": quantity, "year": cited[-1].year, "value": sum(ends) / 2, "interval": list(ends)}
    said |= {"growth": None, "historical range": None}
    return Finding("implied target", verdict, max(size, 0.0), numbers, ends, said, english, chinese)
