"""The numbers that the model starts from in a browser: values at the start, domains, paths, balances."""

from collections.abc import Sequence
from typing import Any

from model.engine.build import System
from model.engine.check import TOLERANCE
from model.engine.declare import LARGEST, Equation
from model.engine.given import METHODS
from model.engine.kernel import Kernel
from model.scenario.element import variable_of
from model.scenario.load import Scenario


def model_content(scenario: Scenario, kernel: Kernel, begun: dict[str, float]) -> dict:
    """The numbers that ``createModel`` runs on.

    Parameters
    ----------
    scenario
        Whose years, method, step, lever paths and restatement are taken.
    begun
        Values at the start by element name, as :func:`model.engine.run.start_values` gives them.
    """
    system = kernel.system
    years = range(scenario.start, scenario.end + 1)
    place = {n: (g, i) for g, names in enumerate(_groups(kernel).values()) for i, n in enumerate(names)}
    groups = {group: _group(names, system) for group, names in _groups(kernel).items()}
    groups["stocks"]["values"] = [begun[name] for name in kernel.stocks]
    groups["constants"]["values"] = [begun[name] for name in kernel.constants]
    groups["inputs"]["paths"] = [[scenario.levers[name][year] for year in years] for name in kernel.inputs]
    computed = [system.declarations[variable_of(name)] for name in kernel.values]
    groups["values"]["totals"] = [
        isinstance(equation, Equation) and equation.annual == "total" for equation in computed
    ]
    return groups | {
        "start": scenario.start,
        "end": scenario.end,
        "steps": round(1 / scenario.step),
        "stages": METHODS[scenario.method],
        "largest": LARGEST,
        "tolerance": TOLERANCE,
        "balances": [
            {"name": name, "sources": [place[n] for n in sources], "uses": [place[n] for n in uses]}
            for name, balance in system.balances.items()
            for sources, uses in system.terms(balance)
        ],
        "restatement": [
            (year, place[name][1], amount)
            for name, path in scenario.restatement.items()
            for year, amount in path.items()
        ],
    }


def _groups(kernel: Kernel) -> dict[str, list[str]]:
    """Element names of all that a balance may name, in the order that ``createModel`` knows."""
    return {"stocks": kernel.stocks, "values": kernel.values, "constants": kernel.constants, "inputs": kernel.inputs}


def _group(names: Sequence[str], system: System) -> dict[str, Any]:
    domains = [system.declarations[variable_of(name)].domain for name in names]
    return {"names": names, "low": [low for low, _ in domains], "high": [high for _, high in domains]}
