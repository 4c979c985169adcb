"""What targets cost at the model's own prices of the base year, over the ranges of these; and what a scenario has for it.

A price holds for every unit that is built: what capacities wear out and what learning saves is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import xarray as xr

from model.data import BASE_YEAR, figures
from model.plan.pace.need import Need
from model.plan.targets import Target, due
from model.scenario.element import Element, variable_of

# by variable: the record of what a unit of it costs; and how much money that is, for prices are in several units
PRICES = {
    "programme_coverage": ("coverage_unit_cost", 1.0),
    "programme_count": ("count_unit_cost", 1.0),
    "pv_capacity": ("pv_unit_cost_base", 1e-4),
    "wind_capacity": ("wind_unit_cost_base", 1e-4),
    "efficient_irrigation_area": ("efficient_irrigation_cost", 1e-4),
    "high_standard_farmland_area": ("high_standard_farmland_cost", 1e-4),
    "restoration": ("restoration_cost", 1e-4),
}
PURPOSES = {
    "programmes": ("programme_coverage", "programme_count"),
    "power": ("pv_capacity", "wind_capacity"),
    "land": ("efficient_irrigation_area", "high_standard_farmland_area", "restoration"),
}


@dataclass(frozen=True)
class Budget:
    """What the targets of a purpose take together, and what the scenario spends on it, in 1e8 CNY at base-year prices."""

    purpose: str
    low: float
    high: float
    has: float


def cost(target: Target, need: Need) -> tuple[float, float] | None:
    """What a target takes, at the lowest and the highest price; None where the model has no price for it."""
    element = Element.parse(target.variable)
    if element.name not in PRICES or need.target is None:
        return None
    name, factor = PRICES[element.name]
    price = figures()[str(Element(name, element.labels))]
    ends = (price.value if end is None else end for end in (price.low, price.high))
    low, high = (_quantity(target, need, need.target) * factor * end for end in ends)
    return low, high


def _quantity(target: Target, need: Need, asked: float) -> float:
    """How many units are to be built; none where the base meets the target."""
    if target.reading == "yearly_increase":
        return asked * need.years
    if target.reading == "cumulative":
        return asked
    if need.before is None or need.after is None:
        raise ValueError(f"{target.id}: found nothing said of its variable; expected its values at both ends")
    return max(need.after - need.before, 0.0)


def budgets(costs: Iterable[tuple[Target, tuple[float, float] | None]], results: xr.Dataset) -> list[Budget]:
    """What the targets within the years of a run take together, by purpose, and what the run spends on that purpose.

    Of targets on one variable the dearest counts, for the others are on its way.
    """
    dearest: dict[str, tuple[float, float]] = {}
    for target, ends in costs:
        if ends and due(target) <= int(results["year"].max()):
            dearest[target.variable] = max(dearest.get(target.variable, ends), ends, key=lambda pair: pair[1])
    budgets, spent = [], _spent(results)
    for purpose, names in PURPOSES.items():
        ranges = [ends for variable, ends in dearest.items() if variable_of(variable) in names]
        budgets.append(Budget(purpose, sum(low for low, _ in ranges), sum(high for _, high in ranges), spent[purpose]))
    return budgets


def _spent(results: xr.Dataset) -> dict[str, float]:
    """By purpose, of the years after the base year, at base-year prices."""
    years = results.sel(year=slice(BASE_YEAR + 1, None))
    power = (years["pv_investment_demand"] + years["wind_investment_demand"]) * years["plant_funded_share"]
    each = {
        "programmes": years["programme_spending"] - years["rural_support"],
        "power": power,
        "land": years["water_investment"] + years["ecology_investment"],
    }
    return {purpose: float(values.sum()) for purpose, values in each.items()}
