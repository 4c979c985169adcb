"""The causal structure of one sector as a graph: what its equations read, which way each input moves them, what flows.

The wiring is that of the equations' argument names. Parameters and derived numbers stand still during a run and are left
out; a variable with dimensions is one node, and so are the stages of a delay.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.engine import delays
from model.engine.build import System
from model.engine.declare import Derived, Equation, Flow, Parameter, Stock
from model.engine.run import Trajectory, simulate
from model.errors import meant
from model.results.run import integrate
from model.scenario.load import Scenario

YEARS = 5  # of the reference run, whose values the polarities are taken at
NUDGE = 1e-4  # relative, of the input whose effect is asked
NOISE = 1e-11  # relative to the result: what rounding alone may move
POSITIVE, NEGATIVE, BOTH, NONE = "+", "−", "±", "0"


@dataclass(frozen=True)
class Node:
    """A variable of the sector, or one that it reads or fills and another sector owns (``sector``)."""

    name: str
    kind: str
    sector: str
    outside: bool
    readers: tuple[str, ...] = ()  # other sectors that read it
    names: tuple[str, ...] = ()  # what else stands for: the stages of a delay, or all that is read from a sector


@dataclass(frozen=True)
class Link:
    """``target`` reads ``source``, with a polarity; or, as a ``pipe``, what flows runs from one to the other."""

    source: str
    target: str
    polarity: str = ""
    pipe: bool = False
    delayed: bool = False


@dataclass(frozen=True)
class CausalGraph:
    """Nodes by name, and the links between them; ``home`` names the node that stands for each variable."""

    sector: str
    nodes: dict[str, Node]
    links: tuple[Link, ...]
    home: dict[str, str]
    left_out: int  # parameters and derived numbers that the sector's equations read
    folded: int = 0  # flows and auxiliaries that stand within the links
    alone: tuple[Node, ...] = ()  # levers, drivers and sectors that move nothing of what is drawn


def _inputs(system: System, name: str) -> tuple[str, ...]:
    """What an equation reads."""
    declaration = system.declarations[name]
    return declaration.inputs if isinstance(declaration, Equation) else ()


def moves(system: System, name: str) -> bool:
    """Whether a variable can change during a run."""
    return not isinstance(system.declarations[name], Parameter | Derived)


def causal_graph(system: System, sector: str, scenario: Scenario | None = None) -> CausalGraph:
    """The graph of one sector.

    Parameters
    ----------
    scenario
        Whose run gives the values that polarities are taken at; the model at its own figures where none is given.

    Raises
    ------
    KeyError
        Where no variable belongs to the sector.
    """
    sectors = dict.fromkeys(system.sectors.values())
    if sector not in sectors:
        raise KeyError(
            f"{sector} is no sector of this model{meant(sector, list(sectors))}; it has {', '.join(sectors)}"
        )
    moving = [name for name in system.declarations if system.sectors[name] == sector and moves(system, name)]
    equations = [name for name in moving if isinstance(system.declarations[name], Equation)]
    signs = polarities(system, equations, reference(system, scenario))
    pipes = [pipe for name in moving for pipe in _pipes(system, name)]
    links = [*(Link(read, name, sign) for (read, name), sign in signs.items()), *pipes]
    stages = _stages(system)
    names = dict.fromkeys([*moving, *(end for link in links for end in (link.source, link.target))])
    home = {name: stages.get(name, name) for name in names}
    alone = {name for name in names if name.endswith("_start") and name in stages and name not in set(home.values())}
    home = {name: place for name, place in home.items() if name not in alone}
    nodes = {place: _node(system, place, sector, tuple(n for n in home if home[n] == place)) for place in home.values()}
    constants = {read for name in equations for read in _inputs(system, name) if not moves(system, read)}
    return CausalGraph(sector, nodes, _between_homes(links, home), home, len(constants))


def _between_homes(links: Sequence[Link], home: Mapping[str, str]) -> tuple[Link, ...]:
    """The links between what stands for their ends; what enters a smoothing from outside it comes late."""
    between = {}
    for link in links:
        if link.source in home and link.target in home:
            source, target = home[link.source], home[link.target]
            late = not link.pipe and target != link.target
            if source != target:
                between.setdefault(
                    (source, target, link.pipe), replace(link, source=source, target=target, delayed=late)
                )
    return tuple(between.values())


def _stages(system: System) -> dict[str, str]:
    """The node that stands for each stock and flow that a delay is made of.

    Of a smoothing its last stage; of a material delay its first, for what leaves it is a flow with a node of its own.
    """
    homes = {}
    for name, declaration in system.declarations.items():
        if isinstance(declaration, Equation) and declaration.function.__module__ == delays.__name__:
            whole = re.sub(r"(_stage_\d+)?_change$|_leaving_stage_\d+$|_start$", "", name)
            smoothing = isinstance(system.declarations[whole], Stock)
            for part in {name, getattr(declaration, "into", None), getattr(declaration, "out_of", None)}:
                if part == whole or part and part.startswith(f"{whole}_"):
                    homes[part] = whole if smoothing or part == whole else f"{whole}_stage_1"
    return homes


def _pipes(system: System, name: str) -> list[Link]:
    """The pipes at a flow or at a stock: from the stock that it drains to the flow, and from it to the one that it fills."""
    declaration = system.declarations[name]
    into, out_of = system.flows_of(name)
    ends = [(flow, name) for flow in into] + [(name, flow) for flow in out_of]
    if isinstance(declaration, Flow):
        ends += [(declaration.out_of, name), (name, declaration.into)]
    return [Link(source, target, pipe=True) for source, target in ends if source and target]


def _node(system: System, name: str, sector: str, names: tuple[str, ...]) -> Node:
    owner = system.sectors[name]
    readers = dict.fromkeys(
        system.sectors[user]
        for part in names
        for user in system.users(part)
        if moves(system, user) and isinstance(system.declarations[user], Equation)
    )
    others = tuple(reader for reader in readers if reader != owner)
    return Node(name, system.declarations[name].kind, owner, owner != sector, others, names)


def reference(system: System, scenario: Scenario | None = None) -> Trajectory:
    """The run that polarities are taken at: a scenario's, or the model's at its own figures."""
    if scenario is None:
        return simulate(system, system.base + YEARS)
    return integrate(scenario, system)


def polarities(system: System, names: list[str], run: Trajectory) -> dict[tuple[str, str], str]:
    """The sign with which each input moves the equations ``names``, at every year end of a run.

    An input is nudged up and down, all its elements at once: ``+`` or
    ``−`` says that the equation moves that way in every year in which it moves at all, ``±`` that it moves both ways (over
    the years, or over its elements), ``0`` that it moves in none.

    Returns
    -------
    dict
        By (input, equation), of the inputs that can change during a run.
    """
    values = run.constants | run.inputs | run.ends
    shape = (len(run.years), run.members)
    return {
        (read, name): _polarity(system, name, read, values, shape)
        for name in names
        for read in dict.fromkeys(_inputs(system, name))
        if moves(system, read)
    }


def _polarity(system: System, name: str, read: str, values: Mapping[str, float], shape: tuple[int, int]) -> str:
    up, down = (_evaluate(system, name, read, values, shape, nudge) for nudge in (NUDGE, -NUDGE))
    change = np.where(np.abs(up - down) > NOISE * np.maximum(np.abs(up), np.abs(down)), up - down, 0.0)
    rises, falls = bool(np.any(change > 0)), bool(np.any(change < 0))
    return {(True, False): POSITIVE, (False, True): NEGATIVE, (True, True): BOTH, (False, False): NONE}[rises, falls]


def _evaluate(
    system: System, name: str, read: str, values: Mapping[str, float], shape: tuple[int, int], nudge: float
) -> np.ndarray:
    """The equation's elements, shape (elements, years, members), with one input moved by a part of its own size."""
    scale = max(float(np.max(np.abs(values[element]))) for element in system.elements([read])) or 1.0

    def value(other: str, index: Mapping[str, str]) -> float | np.ndarray:
        held = values[system.element(other, index)]
        return held + nudge * scale if other == read else held

    with np.errstate(all="ignore"):  # np.where computes the branch that is not taken too
        return np.array([np.broadcast_to(v, shape) for v in system.declarations[name].elements(value)])
