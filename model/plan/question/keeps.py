"""What must not get worse: headlines as the scenario's own path has them, or as the scenario's ``solve.keep`` says."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from model.data import worse
from model.engine.build import System
from model.errors import meant, shown
from model.plan.question.claims import Kept
from model.plan.question.problem import longer
from model.results.annual import annual_values, needed
from model.results.run import integrate
from model.scenario.element import names_and_titles, variable_of
from model.scenario.load import Scenario
from model.scenario.units import convert

TOLERANCE = 0.01  # of a headline's own path: by which it may get worse
DROPPED = (None, False, "drop")
FORMS = ("growth", "worse by", "at least", "at most")
EXPECTED = "expected a share such as 1 %, drop, or one of growth, worse by, at least and at most with its value"
LARGEST_SHARE = 0.5  # what is more is no share but a slip of the unit


def kept(scenario: Scenario, system: System, last: int, first: int | None = None) -> tuple[Kept, ...]:
    """What must not get worse, from the first year that is left to plan on.

    Parameters
    ----------
    last
        The last year in which it must be kept.

    Raises
    ------
    InputError
        Naming every key of ``solve.keep`` that is no variable, and every value that says nothing of it.
    """
    asked, faults, keeps = scenario.solve.get("keep", {}), [], []
    asked = {} if asked is True else asked
    if asked is False:
        return ()
    settings = {name: TOLERANCE for name in worse() if name in system.declarations} | asked
    known = set(system.elements(system.declarations))
    for name in [name for name in settings if name not in known]:
        hint = meant(name, names_and_titles(sorted(known), system))
        faults.append((name, f"found no variable '{name}'{hint}"))
    sound = {name: value for name, value in settings.items() if name in known and value not in DROPPED}
    paths = _own_paths(scenario, system, last, sound)
    years = range(first or scenario.start + 1, last + 1)
    for name, value in sound.items():
        try:
            keeps.append(_kept(name, value, paths[name], years, scenario.start, system))
        except ValueError as error:
            faults.append((name, str(error)))
    scenario.refuse((f"solve.keep.{name}", fault) for name, fault in faults)
    return tuple(keeps)


def _own_paths(scenario: Scenario, system: System, last: int, names: Mapping[str, Any]) -> dict[str, dict[int, float]]:
    """The scenario's own path of these elements to the last year, by year."""
    computed = needed(dict.fromkeys(map(variable_of, names)), system)
    trajectory = integrate(longer(scenario, system, last), system, kept=system.elements(computed))
    values = annual_values(trajectory, system, computed)
    shape = (len(trajectory.years), 1)
    return {
        name: dict(zip(trajectory.years.tolist(), np.broadcast_to(values[name], shape)[:, 0].tolist(), strict=True))
        for name in names
    }


def _kept(name: str, value: Any, path: Mapping[int, float], years: Sequence[int], start: int, system: System) -> Kept:
    """One headline with its limits by year."""
    units, side = system.declarations[variable_of(name)].units, worse().get(name)
    if not isinstance(value, Mapping):
        value = {"worse by": value}
    if len(value) != 1 or (form := next(iter(value)).replace("_", " ")) not in FORMS:
        raise ValueError(f"found {shown(value)}; {EXPECTED}")
    amount = next(iter(value.values()))
    if form in ("at least", "at most"):
        return Kept(name, form == "at least", dict.fromkeys(years, _number(amount, units)))
    if form == "growth":
        rate = _share(amount)
        return Kept(name, side != "more", {year: path[start] * (1 + rate) ** (year - start) for year in years})
    if side is None:
        raise ValueError("found a share of a variable of which neither side is worse; expected at least or at most")
    share = _share(amount) * (-1 if side == "less" else 1)
    return Kept(name, side == "less", {year: path[year] + share * abs(path[year]) for year in years})


def _share(given: float) -> float:
    share = _number(given, "1")
    if abs(share) > LARGEST_SHARE:
        raise ValueError(f"found {shown(given)}; expected a share, such as 5.5 % or 0.055")
    return share


def _number(given: float, units: str) -> float:
    if isinstance(given, str):
        return convert(given, units)
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise ValueError(f"found {shown(given)}; {EXPECTED}")
    return float(given)
