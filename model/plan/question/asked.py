"""Which targets a solver can ask for, and what is wrong with those that it is asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from model.data.catalogue import Record
from model.engine.build import System
from model.engine.declare import LARGEST
from model.errors import meant
from model.plan.question.claims import alike
from model.plan.targets import limits
from model.scenario.element import names_and_titles, variable_of
from model.scenario.load import Scenario


def asked(targets: Iterable[Record], scenario: Scenario) -> tuple[list[Record], dict[str, str]]:
    """Those of the plan's targets that a solver can ask for, and of the others, by id, why it leaves them out.

    Raises
    ------
    InputError
        Where the scenario itself names a target that is not in the model or whose year is outside its horizon.
    """
    kept, left_out = [], {}
    for target in targets:
        if target.restates:
            left_out[target.id] = f"restates {target.restates}"
        elif not target.variable:
            left_out[target.id] = f"not in the model: {target.reason}"
        elif target.year is None or not scenario.start < target.year <= scenario.end:
            left_out[target.id] = (
                f"its year, {target.year or 'none'}, is not within {scenario.start + 1} to {scenario.end}"
            )
        else:
            kept.append(target)
    if scenario.targets != "all":  # of targets that are named one by one, none may be left out unsaid
        unsaid = ((name, why) for name, why in left_out.items() if not why.startswith("restates"))
        scenario.refuse((f"targets.{name}", f"cannot be asked for, {why}") for name, why in unsaid)
    return kept, left_out


def faults(targets: Sequence[Record], scenario: Scenario, system: System) -> Iterator[str]:
    """What is wrong with the targets, a sentence each."""
    if not targets:
        yield "found no target that the model can be held against"
    yield from (f"{name}: the target stands twice" for name, n in Counter(t.id for t in targets).items() if n > 1)
    sound = []
    for target in targets:
        fault = _fault(target, scenario, system)
        if fault:
            yield f"{target.id}: {fault}"
        else:
            sound.append(target)
    yield from _exclusive(sound)


def _fault(target: Record, scenario: Scenario, system: System) -> str | None:
    """What is wrong with one target, or None."""
    known = system.elements(system.declarations)
    if target.variable not in known:
        return f"found no variable '{target.variable}'{meant(target.variable, names_and_titles(known, system))}"
    if target.year is None or not scenario.start < target.year <= scenario.end:
        return f"found the year {target.year}; expected one from {scenario.start + 1} to {scenario.end}"
    if target.reading == "peak":
        return None
    try:
        low, high = limits(target)
    except ValueError as error:
        return str(error)
    if not low <= high:
        return f"found limits from {low:g} to {high:g}; expected them in order"
    least, most = system.declarations[variable_of(target.variable)].domain
    if target.reading == "level" and (low > most or high < least):
        asks = f"at least {low:g}" if low > most else f"at most {high:g}"
        bounds = " to ".join("any" if abs(end) >= LARGEST else f"{end:g}" for end in (least, most))
        return f"asks for {asks} {target.unit}; {target.variable} is in its domain from {bounds}"
    return None


def _exclusive(targets: Sequence[Record]) -> Iterator[str]:
    """Every two targets of the same reading, variable and year whose limits exclude each other."""
    for group in alike(targets):
        (least, (low, _)), (most, (_, high)) = max(group, key=lambda g: g[1][0]), min(group, key=lambda g: g[1][1])
        if low > high:
            yield f"{least.id} and {most.id}: exclude each other, one asks for {low:g} or more, one for {high:g} or less"
