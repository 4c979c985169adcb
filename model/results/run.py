"""A scenario run: integrated by the engine, labelled as a Dataset."""

import xarray as xr

from model.engine.build import System
from model.engine.kernel import Kernel
from model.engine.run import Trajectory, simulate
from model.results.label import scenario_attributes, to_dataset
from model.sectors import load


def integrate(scenario, system: System, **changes) -> Trajectory:
    """Simulate a scenario as it stands, but for the arguments of :func:`model.engine.run.simulate` that are given.

    Raises
    ------
    RunError
        Where a value leaves its domain or a balance does not close.
    ValueError
        Where the model is of another base year than the scenario.
    """
    if scenario.base != system.base:
        raise ValueError(
            f"found a scenario of base year {scenario.base} and a model of {system.base}; expected the same"
        )
    asked = {
        "end": scenario.end,
        "parameters": scenario.parameters,
        "inputs": scenario.levers,
        "restatement": scenario.restatement,
        "method": scenario.method,
        "step": scenario.step,
    }
    return simulate(system, **asked | changes)


def run(scenario, system: System | None = None, kernel: Kernel | None = None) -> xr.Dataset:
    """Project a scenario.

    Parameters
    ----------
    scenario : Scenario
    system, kernel
        The model, and its compiled equations; made where they are not at hand.

    Raises
    ------
    RunError
        Where a value leaves its domain or a balance does not close.
    """
    system = system or load(scenario.base)
    return to_dataset(
        integrate(scenario, system, kernel=kernel),
        system,
        **scenario_attributes(scenario),
    )
