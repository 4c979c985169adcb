"""A causal graph with less in it: stocks, levers, drivers and the sectors that are read; all else within the links.

A flow becomes what it does: whatever raises it raises the stock that it fills and lowers the one that it drains. A link
that stands for a chain has the product of the chain's signs, and one that stands for several has their common sign, or
``±``. In a sector of few stocks, what other sectors read stays; in one that has neither, what nothing reads. What then
moves nothing that is drawn is left out.
"""

from collections.abc import Sequence
from dataclasses import replace

from model.present.diagrams.causal.graph import BOTH, NEGATIVE, NONE, POSITIVE, CausalGraph, Link, Node

FEW = 3  # stocks of a sector, with fewer than which its results stay
PREFIX = "sector "  # of the name of the node that stands for another sector


def folded(graph: CausalGraph) -> CausalGraph:
    """The graph without its flows and auxiliaries, and with one node for each sector that gives."""
    links = [link for link in graph.links if not link.pipe]
    pipes = [link for link in graph.links if link.pipe]
    links += [Link(p.source, p.target, POSITIVE) for p in pipes if graph.nodes[p.source].kind == "flow"]
    links += [Link(p.target, p.source, NEGATIVE) for p in pipes if graph.nodes[p.target].kind == "flow"]
    gone = _gone(graph)
    for name in gone:
        before, after = ([link for link in links if getattr(link, end) == name] for end in ("target", "source"))
        links = [link for link in links if name not in (link.source, link.target)]
        links = _merged([*links, *(_chained(one, two) for one in before for two in after if one.source != two.target)])
    into = {p.source: p.target for p in pipes if graph.nodes[p.source].kind == "flow"}
    links += [Link(p.source, into[p.target], pipe=True) for p in pipes if p.target in into]
    home = {name: place if place not in gone else "" for name, place in graph.home.items()}
    for node in graph.nodes.values():
        if node.outside:
            home |= dict.fromkeys(node.names, PREFIX + node.sector)
    links = [replace(link, source=home[link.source], target=home[link.target]) for link in links]
    links = [link for link in _merged(links) if link.source != link.target]
    nodes = {name: node for name, node in graph.nodes.items() if not node.outside and name not in gone}
    givers = dict.fromkeys(node.sector for node in graph.nodes.values() if node.outside)
    for giver in givers:
        names = tuple(
            name for node in graph.nodes.values() if node.outside and node.sector == giver for name in node.names
        )
        nodes[PREFIX + giver] = Node(PREFIX + giver, "sector", giver, outside=True, names=names)
    linked = {end for link in links for end in (link.source, link.target)}
    alone = {
        name: node for name, node in nodes.items() if name not in linked and node.kind in ("lever", "driver", "sector")
    }
    nodes = {name: node for name, node in nodes.items() if name not in alone}
    home = {name: place if place not in alone else "" for name, place in home.items()}
    return replace(graph, nodes=nodes, links=tuple(links), home=home, folded=len(gone), alone=tuple(alone.values()))


def _gone(graph: CausalGraph) -> list[str]:
    """The flows and auxiliaries that are folded into links."""
    inside = [node for node in graph.nodes.values() if not node.outside]
    few = sum(node.kind == "stock" for node in inside) < FEW
    inner = [node for node in inside if node.kind in ("flow", "auxiliary")]
    kept = {node.name for node in inner if few and node.kind == "auxiliary" and node.readers}
    if len(inner) == len(inside) and not kept:
        kept = {node.name for node in inner} - {link.source for link in graph.links}
    return [node.name for node in inner if node.name not in kept]


def _chained(first: Link, second: Link) -> Link:
    delayed = first.delayed or second.delayed
    return Link(first.source, second.target, product(first.polarity, second.polarity), delayed=delayed)


def product(one: str, other: str) -> str:
    """The sign of a chain of two links."""
    if NONE in (one, other):
        return NONE
    if BOTH in (one, other):
        return BOTH
    return POSITIVE if one == other else NEGATIVE


def _merged(links: Sequence[Link]) -> list[Link]:
    """One link for all that run between the same two nodes."""
    between = {}
    for link in links:
        between.setdefault((link.source, link.target, link.pipe), []).append(link)
    return [replace(same[0], polarity=common([link.polarity for link in same])) for same in between.values()]


def common(signs: list[str]) -> str:
    """The sign of links side by side: what those that act have in common."""
    acting = dict.fromkeys(sign for sign in signs if sign != NONE)
    return next(iter(acting), NONE) if len(acting) < 2 else BOTH
