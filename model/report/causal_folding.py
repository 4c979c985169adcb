"""A causal graph with less in it: stocks, flows, levers, drivers and what other sectors read; the rest within the links.

What is read from another sector is one node. A link that stands for a chain has the product of the chain's signs, and
one that stands for several has their common sign, or ``±``.
"""

from dataclasses import replace

from model.report.causal_graph import BOTH, NEGATIVE, NONE, POSITIVE, CausalGraph, Link, Node

PREFIX = "sector "  # of the name of the node that stands for another sector


def folded(graph: CausalGraph) -> CausalGraph:
    """The graph without its auxiliaries that no other sector reads, and with one node for each sector that gives."""
    links = list(graph.links)
    gone = [node.name for node in graph.nodes.values() if node.kind == "auxiliary" and not node.outside and not node.readers]
    for name in gone:
        before, after = ([link for link in links if getattr(link, end) == name] for end in ("target", "source"))
        links = [link for link in links if name not in (link.source, link.target)]
        links += [_chained(first, second) for first in before for second in after]
        links = _merged(links)
    home = {name: place if place not in gone else "" for name, place in graph.home.items()}
    for node in graph.nodes.values():
        if node.outside:
            home |= dict.fromkeys(node.names, PREFIX + node.sector)
    links = [replace(link, source=home[link.source], target=home[link.target]) for link in links]
    nodes = {name: node for name, node in graph.nodes.items() if not node.outside and name not in gone}
    givers = dict.fromkeys(node.sector for node in graph.nodes.values() if node.outside)
    for giver in givers:
        names = tuple(name for node in graph.nodes.values() if node.outside and node.sector == giver for name in node.names)
        nodes[PREFIX + giver] = Node(PREFIX + giver, "sector", giver, outside=True, names=names)
    return replace(graph, nodes=nodes, links=tuple(_merged(links)), home=home, folded=len(gone))


def _chained(first, second):
    delayed = first.delayed or second.delayed
    return Link(first.source, second.target, product(first.polarity, second.polarity), delayed=delayed)


def product(one: str, other: str) -> str:
    """The sign of a chain of two links."""
    if NONE in (one, other):
        return NONE
    if BOTH in (one, other):
        return BOTH
    return POSITIVE if one == other else NEGATIVE


def _merged(links):
    """One link for all that run between the same two nodes."""
    found = {}
    for link in links:
        found.setdefault((link.source, link.target, link.pipe), []).append(link)
    return [replace(same[0], polarity=common([link.polarity for link in same])) for same in found.values()]


def common(signs: list[str]) -> str:
    """The sign of links side by side: what those that act have in common."""
    acting = dict.fromkeys(sign for sign in signs if sign != NONE)
    return next(iter(acting), NONE) if len(acting) < 2 else BOTH
