"""Cutting a link: one equation reads an input in place of a variable, and the loop through the two is open.

The input holds what the variable is at the start, unless a run replays in it what another run recorded: then the open
model does what the closed one did, to the bit, until something else is changed.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypedDict

import numpy as np

from model.engine.build import System
from model.engine.declare import Driver, Equation
from model.engine.run import Trajectory, start_values
from model.errors import meant


def cut(system: System, equation: str, held: str) -> System:
    """The same model with the link from the variable ``held`` into ``equation`` cut.

    Raises
    ------
    KeyError
        Where ``equation`` is no equation of the model or has no function of its own, or ``held`` is none of its inputs.
    """
    declaration = system.declarations.get(equation)
    if not isinstance(declaration, Equation):
        raise KeyError(f"{equation} is no equation of this model{meant(equation, system.order)}")
    if held not in declaration.inputs:
        raise KeyError(f"{equation} does not read {held}; it reads {', '.join(declaration.inputs)}")
    name, source = _input(held), system.declarations[held]
    titles: dict[str, Any] = {"title": f"{source.title}, recorded", "title_zh": f"{source.title_zh}（记录值）"}
    driver = Driver(source.units, **titles, dimensions=source.dimensions)
    opened = replace(declaration, arguments=tuple(name if other == held else other for other in declaration.inputs))
    if name not in opened.inputs:
        raise KeyError(f"{equation} only adds up or lists what it reads; cut what reads it")
    values = start_values(system, {}, {})
    figures = {_input(element): float(values[element]) for element in system.elements([held])}
    return replace(
        system,
        declarations=system.declarations | {equation: opened, name: driver},
        sectors=system.sectors | {name: system.sectors[equation]},
        figures=system.figures | figures,
    )


class Replay(TypedDict):
    """What a run of a cut model is given in place of what the link carried: by input, its years and its evaluations."""

    inputs: dict[str, dict[int, float]]
    replayed: dict[str, np.ndarray]


def replay(system: System, held: str, trajectory: Trajectory, annual: Mapping[str, np.ndarray]) -> Replay:
    """The arguments of a run of the cut model by which its link carries what a run of the whole model recorded.

    ``trajectory`` is that run, of one member and with the elements of ``held`` recorded; ``annual`` its annual values.
    """
    elements, years = system.elements([held]), trajectory.years.tolist()
    inputs = {_input(e): dict(zip(years, annual[e][:, 0].tolist(), strict=True)) for e in elements}
    return {"inputs": inputs, "replayed": {_input(e): trajectory.recording[e] for e in elements}}


def _input(element: str) -> str:
    """The name of the input that stands for an element of a variable: of ``use[coal]``, ``use_recorded[coal]``."""
    name, bracket, labels = element.partition("[")
    return f"{name}_recorded{bracket}{labels}"
