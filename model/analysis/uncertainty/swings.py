"""What each assumption alone moves: a result with the assumption at its lowest and at its highest value (a tornado).

One assumption at a time tells which ranges matter for a result, not how assumptions act on one another (Saltelli et
al., Global Sensitivity Analysis: The Primer, 2008, ch. 2).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from model.analysis.uncertainty.batch import run_alone
from model.analysis.uncertainty.sample import assumptions, left_open
from model.data import Number, belongs_to, projects
from model.engine.build import System
from model.engine.declare import Equation, Stock
from model.errors import InputError, meant
from model.results.annual import annual_values, needed
from model.results.run import integrate
from model.scenario.element import names_and_titles, title_of, variable_of
from model.scenario.load import Scenario
from model.sectors import load


def swings(scenario: Scenario, variable: str, year: int, top: int = 20) -> xr.Dataset:
    """A result with each assumption alone at the ends of its range, the widest swing first; all in one batch.

    Parameters
    ----------
    scenario : Scenario
        As :func:`model.load_scenario` gives it. An assumption that it sets itself is not moved.
    variable
        A stock, flow or auxiliary; of one with dimensions an element, such as ``programme_coverage[rural_tap_water]``.
    year
        The year whose annual value is meant.
    top
        How many assumptions are kept at most.

    Returns
    -------
    xarray.Dataset
        On ``assumption`` (element names) with its titles and units as coordinates: ``low``, ``high`` and ``value``, the
        ends of the range and what the scenario has; ``result_low`` and ``result_high``, the variable at the two ends,
        NaN where the run leaves its domain there. Attributes: ``variable``, ``year``, ``result`` (of the scenario as
        it stands), ``moved`` and ``left_domain`` (how many assumptions were moved, and left their domain at an end),
        the variable's own and the titles of the scenario. What left its domain comes last.

    Raises
    ------
    InputError
        Where there is no such variable, or the year is not one of the scenario's.
    RunError
        Where the scenario as it stands does not run.
    """
    system = load(scenario.base)
    _check(scenario, system, variable, year)
    assumed = left_open(assumptions(system), scenario, system)
    ends = [(name, end) for name, figure in assumed.items() for end in (figure.low, figure.high)]
    name, at = variable_of(variable), year - scenario.start
    usual = annual_values(integrate(scenario, system), system, needed([name], system))[variable]
    values, ran, left = run_alone(scenario, system, ends, [name])
    results = np.full(len(ends), np.nan)
    results[ran] = values[variable][at]
    low, high = results.reshape(-1, 2).T
    order = np.argsort(-np.abs(high - low), kind="stable")[:top]  # NaN comes last
    attributes = {"variable": variable, "year": year, "result": float(usual[at, 0])}
    attributes |= {"moved": len(assumed), "left_domain": len({place // 2 for place in left})}
    return _labelled(scenario, system, [list(assumed.values())[i] for i in order], low[order], high[order], attributes)


def _check(scenario: Scenario, system: System, variable: str, year: int) -> None:
    known = system.elements(system.of_kind(Stock, Equation))
    if variable not in known:
        raise InputError(
            [f"'{variable}' is no stock, flow or auxiliary{meant(variable, names_and_titles(known, system))}"]
        )
    if not scenario.start <= year <= scenario.end:
        raise InputError([f"found the year {year}; expected one from {scenario.start} to {scenario.end}"])


def _labelled(
    scenario: Scenario,
    system: System,
    figures: Sequence[Number],
    low: np.ndarray,
    high: np.ndarray,
    about: dict[str, Any],
) -> xr.Dataset:
    name, usual = variable_of(about["variable"]), {figure.name: _usual(scenario, figure.name) for figure in figures}
    ends = {"low": [figure.low for figure in figures], "high": [figure.high for figure in figures]}
    numbers = ends | {"value": list(usual.values()), "result_low": low, "result_high": high}
    texts = {
        "assumption": list(usual),
        "title": [title_of(element, system, "en") for element in usual],
        "title_zh": [title_of(element, system, "zh") for element in usual],
        "units": [system.declarations[variable_of(belongs_to(n, system.base))].units for n in usual],
    }
    attributes = {"units": system.declarations[name].units, "sector": system.sectors[name]}
    attributes |= {"long_name": title_of(about["variable"], system, "en")}
    attributes |= {"long_name_zh": title_of(about["variable"], system, "zh")}
    attributes |= {"title": scenario.name, "title_en": scenario.title["en"], "title_zh": scenario.title["zh"]}
    data = {key: ("assumption", np.asarray(values, dtype=float)) for key, values in numbers.items()}
    coordinates = {key: ("assumption", np.array(values, dtype=object)) for key, values in texts.items()}
    return xr.Dataset(data, coordinates, about | attributes)


def _usual(scenario: Scenario, element: str) -> float:
    """What the scenario has for an assumption that it does not set."""
    if element in projects(scenario.base):
        return projects(scenario.base)[element].size
    return scenario.parameters[element] if element in scenario.parameters else scenario.levers[element][scenario.start]
