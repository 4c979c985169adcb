"""Ensembles by blocks of members: each is drawn, run and told on its own, so that none needs the others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import local

import numpy as np
import xarray as xr

from model.analysis.uncertainty.batch import status_of, those_who_ran
from model.analysis.uncertainty.processes import moved, processes
from model.analysis.uncertainty.sample import Sampler, assumptions, estimated, left_open, sampler
from model.data import figures
from model.engine.build import System
from model.engine.declare import Derived, Parameter
from model.results.annual import annual_values, needed
from model.results.label import HEADLINES, scenario_attributes, variable_attributes
from model.scenario.element import variable_of
from model.scenario.load import Scenario
from model.sectors import load

SIZE = 1024  # members of a block; a power of two, as the points of the sample are balanced in such
_kept = local()  # of each thread its own


@dataclass(frozen=True)
class Block:
    """Members of an ensemble."""

    first: int  # the number of the first
    values: dict[str, np.ndarray]  # shape (members, years, ...): by variable, NaN for a member that left its domain
    status: np.ndarray  # shape (members,): 1 ran, 2 left its domain
    reasons: dict[int, str]  # by number in the ensemble, why a member left


def kept_variables(keep: str, read: tuple[str, ...], system: System) -> list[str]:
    """The variables that an ensemble keeps: the headlines and those that targets read, or all but the constants.

    Parameters
    ----------
    keep
        ``headline`` or ``all``.
    read
        Variables or elements that targets read.
    """
    yearly = [name for name, declared in system.declarations.items() if not isinstance(declared, Parameter | Derived)]
    kept = set(yearly) if keep == "all" else {*HEADLINES, *map(variable_of, read)}
    return [name for name in yearly if name in kept]


def run_blocks(scenario: Scenario, seed: int, members: int, names: list[str], firsts: Iterable[int]) -> Iterator[Block]:
    """Run the blocks that begin at these members, of an ensemble of so many, one after another."""
    system = load(scenario.base)
    drawn = _sampler(system, seed)
    for first in firsts:
        yield run_block(scenario, system, drawn, first, min(SIZE, members - first), names)


def draw(scenario: Scenario, system: System, members: Sampler, first: int, count: int) -> dict[str, np.ndarray]:
    """What differs by member, from the number ``first`` on: assumptions, and drivers by year, which the scenario does not set."""
    values = left_open(members.members(first, count), scenario, system)
    return values | moved(scenario, members.seed, first, count)


def run_block(scenario: Scenario, system: System, members: Sampler, first: int, count: int, names: list[str]) -> Block:
    """Draw and run the members from ``first`` on.

    Parameters
    ----------
    members
        The sample.
    count
        How many, at most ``SIZE``; ``first`` is a multiple of it.
    names
        Variables to keep.
    """
    given = {name: values[:count] for name, values in draw(scenario, system, members, first, SIZE).items()}
    computed = needed(names, system)
    trajectory, ran, left = those_who_ran(scenario, system, given, system.elements(computed))
    annual = annual_values(trajectory, system, computed) if trajectory else {}
    years = scenario.end - system.base + 1
    values = {name: _placed(name, annual, system, ran, (count, years)) for name in names}
    return Block(first, values, status_of(count, ran), {first + number: str(left[number]) for number in sorted(left)})


def _sampler(system: System, seed: int) -> Sampler:
    """The sampler of the call before, where it is the same sample: it goes on from where it stands, and winds no way twice."""
    key = system.base, seed
    if getattr(_kept, "key", None) != key:
        _kept.sampler, _kept.key = sampler(system, seed), key
    return _kept.sampler


def attributes(scenario: Scenario, system: System, seed: int) -> dict:
    """What an ensemble says of its scenario and of its draws: the seed, and how many assumptions were sampled and estimated."""
    drawn = left_open({**assumptions(system), **processes(system.base)}, scenario, system)
    counts = {"sampled": len(drawn), "estimated": len(drawn.keys() & estimated(system).keys())}
    return {"base_year": system.base, "seed": seed} | counts | scenario_attributes(scenario)


def coordinates(scenario: Scenario, system: System, members: int, names: list[str]) -> dict:
    """The coordinates of an ensemble that keeps these variables."""
    years = np.arange(system.base, scenario.end + 1, dtype="int32")
    labels = {d.name: np.array(d.labels, dtype=object) for name in names for d in system.declarations[name].dimensions}
    return {"year": years, "member": np.arange(members, dtype="int32")} | labels


def in_memory(scenario: Scenario, seed: int, members: int, names: list[str]) -> xr.Dataset:
    """An ensemble as its store has it, in memory: ``names``, the variables kept, by member and year, and ``status`` by member."""
    system = load(scenario.base)
    blocks = list(run_blocks(scenario, seed, members, names, range(0, members, SIZE)))
    records, variables = figures(system.base), {}
    for name in names:
        dimensions = ("member", "year", *(dimension.name for dimension in system.declarations[name].dimensions))
        values = np.concatenate([block.values[name] for block in blocks])
        variables[name] = dimensions, values, variable_attributes(name, system, records)
    variables["status"] = "member", np.concatenate([block.status for block in blocks])
    reasons = {str(number): text for block in blocks for number, text in block.reasons.items()}
    attrs = attributes(scenario, system, seed) | {"reasons": reasons}
    return xr.Dataset(variables, coordinates(scenario, system, members, names), attrs)


def _placed(name: str, annual: Mapping, system: System, ran: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """A variable's values by member and year, then along its own dimensions."""
    declared = system.declarations[name]
    values = np.full((*shape, len(system.elements([name]))), np.nan)
    if len(ran):
        for place, element in enumerate(system.elements([name])):
            values[ran, :, place] = np.broadcast_to(annual[element].T, (len(ran), shape[1]))
    return values.reshape(*shape, *(len(dimension.labels) for dimension in declared.dimensions))
