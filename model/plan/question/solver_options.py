"""What a scenario says to the solver, held against the model and the targets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from model.data.catalogue import Record
from model.data.levers import Range, ranges
from model.engine.build import System
from model.engine.declare import Lever
from model.errors import InputError, meant
from model.plan.question.options import Options
from model.plan.selection import ids_and_titles
from model.plan.solve.programmes import EFFORT, KINDS
from model.scenario.element import names_and_titles, variable_of
from model.scenario.load import Scenario


def setting(
    scenario: Scenario, targets: Iterable[Record], system: System
) -> tuple[list[str], dict[str, Range], Options]:
    """The levers that may move, the plausible range of every lever, and the options.

    Parameters
    ----------
    targets
        Those that are asked for, whose ids goals and weights may name.

    Raises
    ------
    InputError
        Naming every lever and target that is not known, with its place in the scenario file.
    """
    given = scenario.solve
    plausible = ranges() | {EFFORT: replace(ranges()[KINDS[0]], lever=EFFORT)}
    listed = given["levers"] if isinstance(given["levers"], list) else []
    levers = names_and_titles([*plausible, *system.elements([EFFORT])], system)
    named = [("levers", name, levers, "lever") for name in listed]
    named += [("ranges", name, names_and_titles(plausible, system), "lever") for name in given["ranges"]]
    asked, titles = ("goals", "weights", "levels"), ids_and_titles(targets)
    named += [(key, name, titles, "target among those asked") for key in asked for name in given[key]]
    if problems := [
        f"{_place(scenario, key, name)}: solve.{key}: found no {kind} '{name}'{meant(name, names)}"
        for key, name, names, kind in named
        if names.get(name) != name
    ]:
        raise InputError(problems)
    edited = {name: replace(plausible[name], **_edit(edit)) for name, edit in given["ranges"].items()}
    scenario.refuse(
        (f"solve.ranges.{name}", f"found limits from {span.low:g} to {span.high:g}; expected them in order")
        for name, span in edited.items()
        if span.low > span.high
    )
    options = Options(**{field.name: given[field.name] for field in fields(Options) if field.name in given})
    return _levers(given["levers"], system, plausible), plausible | edited, options


def _edit(given: Mapping[str, float | None]) -> dict[str, Any]:
    """What an edit changes of a range; who says how low a lever may go allows that it be cut."""
    changed = {key: value for key, value in given.items() if value is not None}
    return changed | ({"direction": "both"} if "low" in changed else {})


def _levers(given: Sequence[str] | str, system: System, plausible: Mapping[str, Range]) -> list[str]:
    """Element names of the levers that may move; of a lever with labels, all of them where it is named as a whole."""
    moving = system.of_kind(Lever)
    if given == "regional":  # each programme has its own effort, beside which that at all of its kind stands as it is
        chosen = [n for n in moving if system.input(n).authority == "regional" and n not in KINDS]
    else:
        chosen = moving if given == "all" else given
    elements = [name for entry in chosen for name in (system.elements([entry]) if entry in moving else [entry])]
    listed = isinstance(given, list)
    sound = [name for name in dict.fromkeys(elements) if variable_of(name) in plausible]
    return [name for name in sound if listed or plausible[variable_of(name)].direction != "none"]


def _place(scenario: Scenario, key: str, name: str) -> str:
    return scenario.origins.get(f"solve.{key}.{name}") or scenario.place(f"solve.{key}")
