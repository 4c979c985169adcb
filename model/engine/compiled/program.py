"""A model's equations as a program of the register machine.

Four sections: what is constant over a run, over a year, what is needed at the start alone, and the equations of a moment.
The registers of parameters, inputs, stocks and literals come first, in this order; what is constant or reported keeps its
register, and the others are taken again as soon as what they hold has been read for the last time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.engine.compiled.graph import LEAVES, Graph
from model.engine.kernel import Kernel, identifier

CODES = (
    "add", "subtract", "multiply", "divide", "negative", "minimum", "maximum", "less", "less_equal", "greater",
    "greater_equal", "where", "exp", "log", "log1p", "sqrt", "power",
)  # fmt: skip
NEAR = 1024  # nodes among which an order is sought


@dataclass(frozen=True)
class Program:
    """What the machine runs, and where it finds things."""

    code: np.ndarray  # int32, shape (instructions, 4): the register of a result, and those of the arguments
    # int32, shape (groups, 2): an operation, and where its instructions end; none of a group reads what another gives
    groups: np.ndarray
    last: tuple[int, ...]  # at which group each of the four sections ends
    literals: np.ndarray
    registers: int  # how many there are
    values: np.ndarray  # int32: registers of flows and auxiliaries
    slopes: np.ndarray  # likewise of the stocks' derivatives
    initials: np.ndarray  # of the stocks' values at the start
    derived: np.ndarray  # of derived numbers
    needs: np.ndarray  # bool, shape (derived numbers, parameters): which parameters a derived number depends on


def program(kernel: Kernel) -> Program:
    """Print a model's equations."""
    graph, ends = graph_of(kernel)
    return _printed(graph, ends, (len(kernel.parameters), len(kernel.inputs), len(kernel.stocks)))


def graph_of(kernel: Kernel) -> tuple[Graph, dict[str, list[int]]]:
    """One graph of a model's equations.

    Returns
    -------
    graph
    ends
        The nodes of ``values``, flows and auxiliaries; of ``slopes``, the stocks' derivatives; of ``initials``, their values
        at the start; and of ``derived`` numbers, each in the order of the kernel.
    """
    graph = Graph()
    names = {identifier(name): graph.node("parameter", i) for i, name in enumerate(kernel.parameters)}
    names |= {identifier(name): graph.node("input", i) for i, name in enumerate(kernel.inputs)}
    begun = dict(names)
    _add(graph, begun, kernel.traced(dict.fromkeys((*kernel.system.derived, *kernel.system.initial))))
    names |= {identifier(name): begun[identifier(name)] for name in kernel.derived}
    names |= {identifier(name): graph.node("stock", i) for i, name in enumerate(kernel.stocks)}
    _add(graph, names, kernel.traced(kernel.system.order))
    return graph, {
        "slopes": [graph.add(expression, names) for _, expression in kernel.changes()],
        "values": [names[identifier(name)] for name in kernel.values],
        "initials": [begun[identifier(name)] for name in kernel.stocks],
        "derived": [names[identifier(name)] for name in kernel.derived],
    }


def _add(graph: Graph, names: dict[str, int], traced: Iterable) -> None:
    for element, expression in traced:
        names[identifier(element)] = graph.add(expression, names)


def _printed(graph: Graph, ends: Mapping[str, Sequence[int]], sizes: tuple[int, int, int]) -> Program:
    running = graph.reached([*ends["values"], *ends["slopes"], *ends["derived"]])
    beginning = sorted(set(graph.reached(ends["initials"])).difference(running))
    literals = [place for place in {*running, *beginning} if graph.nodes[place][0] == "number"]
    registers = _leaves(graph, literals, sizes)
    free = len(literals) + sum(sizes)
    computed = [place for place in running if graph.nodes[place][0] not in LEAVES]
    sections = [[place for place in computed if graph.levels[place] == level] for level in (0, 1)]
    for place in (*sections[0], *sections[1]):
        registers[place] = free
        free += 1
    start = [place for place in beginning if graph.nodes[place][0] not in LEAVES]
    step = [place for place in computed if graph.levels[place] == 2]
    sections = [_grouped(graph, section) for section in (*sections, start, step)]
    start, step = ([place for group in section for place in group] for section in sections[2:])
    most = max(
        _allot(graph, section, kept, registers, free)
        for section, kept in ((start, ends["initials"]), (step, [*ends["values"], *ends["slopes"]]))
    )
    groups = [group for section in sections for group in section]
    operations = [CODES.index(graph.nodes[group[0]][0]) for group in groups]
    code = [_instruction(graph, place, registers) for group in groups for place in group]
    return Program(
        code=np.array(code, dtype=np.int32).reshape(-1, 4),
        groups=np.array([operations, np.cumsum([len(group) for group in groups])], dtype=np.int32).T.copy(),
        last=tuple(np.cumsum([len(section) for section in sections]).tolist()),
        literals=np.array([graph.nodes[place][1] for place in literals]),
        registers=most,
        needs=_needs(graph, ends["derived"], sizes[0]),
        **{name: np.array([registers[place] for place in places], dtype=np.int32) for name, places in ends.items()},
    )


def _grouped(graph: Graph, section: Sequence[int]) -> list[list[int]]:
    """The nodes of a section in groups of one operation, each group after what its nodes read.

    The machine then asks seldom what comes next, and may run a group's nodes side by side. Only nodes near one another change places, for what is read soon after it
    is computed is at hand.
    """
    parts = [section[first : first + NEAR] for first in range(0, len(section), NEAR)]
    return [group for part in parts for group in _by_operation(graph, part)]


def _by_operation(graph: Graph, part: Sequence[int]) -> list[list[int]]:
    inside, groups = set(part), []
    reads = {place: inside.intersection(graph.nodes[place][1:]) for place in part}
    readers = {place: [] for place in part}
    for place, others in reads.items():
        for other in others:
            readers[other].append(place)
    waiting = {place: len(others) for place, others in reads.items()}
    ready = [place for place in part if not waiting[place]]
    while ready:
        ((most, _),) = Counter(graph.nodes[place][0] for place in ready).most_common(1)
        group = [place for place in ready if graph.nodes[place][0] == most]
        groups.append(group)
        ready = [place for place in ready if graph.nodes[place][0] != most]
        for reader in (reader for place in group for reader in readers[place]):
            waiting[reader] -= 1
            ready += [reader] * (not waiting[reader])
    return groups


def _needs(graph: Graph, places: Sequence[int], parameters: int) -> np.ndarray:
    """Which parameters each of these nodes depends on."""
    needs = np.zeros((len(places), parameters), dtype=bool)
    for row, place in enumerate(places):
        for leaf in graph.reached([place]):
            if graph.nodes[leaf][0] == "parameter":
                needs[row, graph.nodes[leaf][1]] = True
    return needs


def _leaves(graph: Graph, literals: Sequence[int], sizes: tuple[int, int, int]) -> dict[int, int]:
    """The registers of parameters, inputs, stocks and literals, by node."""
    offsets = dict(zip(("parameter", "input", "stock"), np.cumsum([0, *sizes[:2]]).tolist(), strict=True))
    given = {
        place: offsets[operation] + arguments[0]
        for place, (operation, *arguments) in enumerate(graph.nodes)
        if operation in offsets
    }
    return given | {place: sum(sizes) + i for i, place in enumerate(literals)}


def _allot(graph: Graph, section: Sequence[int], kept: Iterable[int], registers: dict[int, int], first: int) -> int:
    """Give each node of a section a register from ``first`` on; returns how many registers there then are."""
    kept, last = set(kept), {}
    for place in section:
        last |= dict.fromkeys(graph.nodes[place][1:], place)
    passing, free, count = set(section) - kept, [], first
    for place in section:
        released = {other for other in graph.nodes[place][1:] if other in passing and last[other] == place}
        registers[place], count = (free.pop(), count) if free else (count, count + 1)
        free += [registers[other] for other in released]
    return count


def _instruction(graph: Graph, place: int, registers: Mapping[int, int]) -> list[int]:
    read = [registers[argument] for argument in graph.nodes[place][1:]]
    return [registers[place], *read, *[read[0]] * (3 - len(read))]
