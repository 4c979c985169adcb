"""A scenario read, integrated by the engine, and labelled as a Dataset."""

import os
from dataclasses import replace
from typing import Any

import xarray as xr

from model.engine.build import System
from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import Trajectory, simulate
from model.results.label import scenario_attributes, to_dataset
from model.scenario import load as scenarios
from model.scenario.load import Scenario
from model.sectors import load


def load_scenario(path: str | os.PathLike, settings: tuple[str, ...] = ()) -> Scenario:
    """Read a scenario file.

    Parameters
    ----------
    path
        The file, or the name of a shipped scenario, such as ``baseline``.
    settings
        ``KEY=VALUE`` texts laid over it, as ``--set`` does.

    Raises
    ------
    InputError
        Naming every fault of the file and of the settings.
    """
    return scenarios.load_scenario(path, load, settings)


def integrate(scenario: Scenario, system: System, **changes: Any) -> Trajectory:
    """Simulate a scenario as it stands, but for what is given of its setup.

    Parameters
    ----------
    **changes
        Attributes of :class:`model.engine.given.Setup`, or arguments of :func:`model.engine.run.simulate`.

    Raises
    ------
    RunError
        Where a value leaves its domain or a balance does not close.
    ValueError
        Where the model is of another base year than the scenario.
    """
    if scenario.base != system.base:
        found = f"a scenario of base year {scenario.base} and a model of {system.base}"
        raise ValueError(f"found {found}; expected the same")
    setup = Setup(scenario.parameters, scenario.levers, scenario.restatement, scenario.method, scenario.step)
    of_setup = {name: changes.pop(name) for name in vars(setup) if name in changes}
    return simulate(system, changes.pop("end", scenario.end), replace(setup, **of_setup), **changes)


def run(
    scenario: Scenario, system: System | None = None, kernel: Kernel | None = None, engine: str = "auto"
) -> xr.Dataset:
    """Project a scenario.

    Parameters
    ----------
    system, kernel
        The model, and its compiled equations; made where they are not at hand.
    engine
        As :func:`model.engine.run.simulate` takes it.

    Raises
    ------
    RunError
        Where a value leaves its domain or a balance does not close.
    ValueError
        Where there is no such engine here.
    """
    system = system or load(scenario.base)
    try:
        trajectory = integrate(scenario, system, kernel=kernel, engine=engine)
    except RunError as error:
        raise _owed_to_step(error, scenario, system) from None
    return to_dataset(trajectory, system, **scenario_attributes(scenario))


def _owed_to_step(error: RunError, scenario: Scenario, system: System) -> RunError:
    """The error, with the method and the step where it is owed to these: where a finer one goes through."""
    usual = Setup()
    if scenario.method == usual.method and scenario.step <= usual.step:
        return error
    try:
        integrate(scenario, system, method=usual.method, step=usual.step)
    except RunError:
        return error
    coarse = f"{error}; the step is too coarse: this is by {scenario.method} with a step of {scenario.step:g}"
    message = f"{coarse}, and by {usual.method} with {usual.step:g} the run goes through"
    return RunError(error.variable, error.time, error.member, message)
