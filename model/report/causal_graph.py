"""The causal structure of one sector as a graph: what its equations read, which way each input moves them, what flows.

The wiring is that of the equations' argument names. Parameters and derived numbers stand still during a run and are left
out; a variable with dimensions is one node.
"""

from dataclasses import dataclass

import numpy as np

from model.engine.build import System, nearest
from model.engine.declare import Derived, Driver, Equation, Flow, Lever, Parameter
from model.engine.run import simulate
from model.results import BASE_YEAR

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


@dataclass(frozen=True)
class Link:
    """``target`` reads ``source``, with a polarity; or, as a ``pipe``, what flows runs from one to the other."""

    source: str
    target: str
    polarity: str = ""
    pipe: bool = False


@dataclass(frozen=True)
class CausalGraph:
    """Nodes by name, and the links between them."""

    sector: str
    nodes: dict[str, Node]
    links: tuple[Link, ...]
    left_out: int  # parameters and derived numbers that the sector's equations read


def moves(system: System, name: str) -> bool:
    """Whether a variable can change during a run."""
    return not isinstance(system.declarations[name], Parameter | Derived)


def causal_graph(system: System, sector: str) -> CausalGraph:
    """The graph of one sector.

    Raises
    ------
    KeyError
        Where no variable belongs to the sector.
    """
    sectors = dict.fromkeys(system.sectors.values())
    if sector not in sectors:
        raise KeyError(f"{sector} is no sector of this model{nearest(sector, sectors)}; it has {', '.join(sectors)}")
    own = [name for name in system.declarations if system.sectors[name] == sector and moves(system, name)]
    signs = polarities(system, [name for name in own if isinstance(system.declarations[name], Equation)])
    links = [Link(read, name, sign) for (read, name), sign in signs.items()]
    links = list(dict.fromkeys([*links, *(pipe for name in own for pipe in _pipes(system, name))]))
    names = dict.fromkeys([*own, *(end for link in links for end in (link.source, link.target))])
    constants = {
        read for name in own for read in getattr(system.declarations[name], "inputs", ()) if not moves(system, read)
    }
    return CausalGraph(sector, {name: _node(system, name, sector) for name in names}, tuple(links), len(constants))


def _pipes(system, name):
    """The pipes at a flow or at a stock: from the stock that it drains to the flow, and from it to the one that it fills."""
    declaration = system.declarations[name]
    into, out_of = system.flows_of(name)
    found = [(flow, name) for flow in into] + [(name, flow) for flow in out_of]
    if isinstance(declaration, Flow):
        found += [(declaration.out_of, name), (name, declaration.into)]
    return [Link(source, target, pipe=True) for source, target in found if source and target]


def _node(system, name, sector):
    own = system.sectors[name]
    readers = dict.fromkeys(
        system.sectors[user]
        for user in system.users(name)
        if moves(system, user) and isinstance(system.declarations[user], Equation)
    )
    return Node(name, system.declarations[name].kind, own, own != sector, tuple(s for s in readers if s != own))


def exogenous(system: System, name: str) -> bool:
    """Whether a variable is a lever or a driver."""
    return isinstance(system.declarations[name], Lever | Driver)


def polarities(system: System, names: list[str]) -> dict[tuple[str, str], str]:
    """The sign with which each input moves the equations ``names``, at every year end of the reference run.

    The reference run is the model at its own figures. An input is nudged up and down, all its elements at once: ``+`` or
    ``−`` says that the equation moves that way in every year in which it moves at all, ``±`` that it moves both ways (over
    the years, or over its elements), ``0`` that it moves in none.

    Returns
    -------
    dict
        By (input, equation), of the inputs that can change during a run.
    """
    run = simulate(system, BASE_YEAR + YEARS, start=BASE_YEAR)
    values = run.constants | run.inputs | run.ends
    shape = (len(run.years), run.members)
    return {
        (read, name): _polarity(system, name, read, values, shape)
        for name in names
        for read in dict.fromkeys(system.declarations[name].inputs)
        if moves(system, read)
    }


def _polarity(system, name, read, values, shape):
    up, down = (_evaluate(system, name, read, values, shape, nudge) for nudge in (NUDGE, -NUDGE))
    change = np.where(np.abs(up - down) > NOISE * np.maximum(np.abs(up), np.abs(down)), up - down, 0.0)
    rises, falls = bool(np.any(change > 0)), bool(np.any(change < 0))
    return {(True, False): POSITIVE, (False, True): NEGATIVE, (True, True): BOTH, (False, False): NONE}[rises, falls]


def _evaluate(system, name, read, values, shape, nudge):
    """The equation's elements, shape (elements, years, members), with one input moved by a part of its own size."""
    scale = max(float(np.max(np.abs(values[element]))) for element in system.elements([read])) or 1.0

    def value(other, index):
        found = values[system.element(other, index)]
        return found + nudge * scale if other == read else found

    with np.errstate(all="ignore"):  # np.where computes the branch that is not taken too
        return np.array([np.broadcast_to(v, shape) for v in system.declarations[name].elements(value)])
