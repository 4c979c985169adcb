"""Which targets results are held against: those of a scenario with its edits, or some of the plan's by their ids."""

from collections.abc import Iterable
from dataclasses import replace

from model.data.catalogue import Record, by_id
from model.engine.build import nearest
from model.errors import InputError


def wanted_targets(scenario) -> list[Record]:
    """The targets that the scenario is held against, with its edits.

    Parameters
    ----------
    scenario : Scenario

    Raises
    ------
    InputError
        Where the scenario names a target that the plan has not.
    """
    known = by_id()
    if scenario.targets == "all":
        return list(known.values())
    unknown = [name for name in scenario.targets if name not in known]
    if unknown:
        places = [scenario.origins.get(f"targets.{name}", scenario.path) for name in unknown]
        faults = [_unknown(name, known) for name in unknown]
        raise InputError([f"{place}: {fault}" for place, fault in zip(places, faults, strict=True)])
    found = [(known[name], _edited(known[name], edit)) for name, edit in scenario.targets.items()]
    faults = [(edited.id, fault) for plain, edited in found if (fault := _fault_of_edit(plain, edited))]
    if faults:
        places = [scenario.origins.get(f"targets.{name}", scenario.path) for name, _ in faults]
        raise InputError([f"{at}: targets.{name}: {fault}" for at, (name, fault) in zip(places, faults, strict=True)])
    return [edited for _, edited in found]


def named_targets(ids: Iterable[str]) -> list[Record]:
    """Targets of the plan by their ids, in that order.

    Raises
    ------
    InputError
        Naming every id that the plan has not, and every target that the model has no variable for.
    """
    known, ids = by_id(), list(ids)
    faults = [_unknown(name, known) for name in ids if name not in known]
    untracked = [known[name] for name in ids if name in known and not known[name].variable]
    faults += [f"targets: the model does not answer '{target.id}': {target.reason}" for target in untracked]
    if faults:
        raise InputError(faults)
    return [known[name] for name in ids]


def _edited(target, edit):
    """A target with a scenario's edits; of another value, the digits are those that the scenario gives it."""
    kept = edit.get("value") in (None, target.value)
    digits = {} if kept else {"printed": f"{edit['value']:.10g}"}
    return replace(target, **digits, **edit)


def _unknown(name, known):
    return f"targets: found no target '{name}'{nearest(str(name), known)}"


def _fault_of_edit(plain, edited):
    if edited.upper != plain.upper and edited.relation != "between":
        return f"found 'upper' of a target that is {edited.relation}; expected it of one between two values alone"
    if edited.relation == "between" and not edited.value <= edited.upper:
        return f"found {edited.value:g} to {edited.upper:g}; expected them in order"
    return None
