"""Which targets results are held against: those of a scenario with its edits, or some of the plan's by their ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from model.data.catalogue import Record, by_id
from model.errors import InputError, meant
from model.scenario.element import title_of
from model.scenario.targets import own_unit
from model.sectors import load

if TYPE_CHECKING:
    from model.scenario.load import Scenario


def wanted_targets(scenario: "Scenario") -> list[Record]:
    """The targets that the scenario is held against, with its edits.

    Raises
    ------
    InputError
        Where the scenario names a target that the plan has not.
    """
    known = by_id()
    if scenario.targets == "all":
        return list(known.values())
    own = {name: edit for name, edit in scenario.targets.items() if "variable" in edit}
    unknown = [name for name in scenario.targets if name not in known and name not in own]
    if unknown:
        raise InputError([f"{scenario.place(f'targets.{name}')}: {_unknown(name, known)}" for name in unknown])
    asked = [_own(name, edit) if name in own else _edited(known[name], edit) for name, edit in scenario.targets.items()]
    scenario.refuse((f"targets.{each.id}", fault) for each in asked for fault in _faults(known.get(each.id), each))
    return asked


def _edited(record: Record, edit: Mapping[str, Any]) -> Record:
    """A target of the plan as a scenario asks for it; of another value, the digits are those that the scenario gives it."""
    changes = {key: value for key, value in edit.items() if key in ("value", "upper", "year", "relation")}
    if edit.get("value") not in (None, record.value):
        changes["printed"] = f"{edit['value']:.10g}"
    if "two_sided" in edit:
        changes["two_sided"] = "as the scenario says" if edit["two_sided"] else ""
    return replace(record, **changes)


def _own(name: str, edit: Mapping[str, Any]) -> Record:
    """A target of the scenario's own; its level is that of the plan's main goals unless the scenario says another."""
    system = load()
    variable, reading = edit["variable"], edit.get("reading", "level")
    titles = edit.get("title") or {lang: title_of(variable, system, lang) for lang in ("en", "zh")}
    said = {key: edit[key] for key in ("value", "upper", "year", "relation") if key in edit}
    return Record(
        id=name,
        name=titles["en"],
        name_zh=titles["zh"],
        sector="own",
        unit=own_unit(edit, system),
        printed=f"{said['value']:.10g}" if "value" in said else "",
        variable=variable,
        reading="peak" if said.get("relation") == "peaks by" else reading,
        two_sided="as the scenario says" if edit.get("two_sided") else "",
        **said,
    )


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


def _unknown(name: str, known: Mapping[str, Record]) -> str:
    return f"targets: found no target '{name}'{meant(str(name), ids_and_titles(known.values()))}"


def ids_and_titles(targets: Iterable[Record]) -> dict[str, str]:
    """What targets may be called, and the id of each: the ids themselves, and their titles in both languages."""
    targets = list(targets)
    called = {title: target.id for target in reversed(targets) for title in (target.label, target.label_zh)}
    return called | {target.id: target.id for target in targets}


def _faults(plain: Record | None, edited: Record) -> Iterator[str]:
    """What is wrong with an edited target; one fault at the most."""
    if edited.upper is not None and edited.relation != "between" and not (plain and plain.upper == edited.upper):
        yield f"found 'upper' of a target that is {edited.relation}; expected it of one between two values alone"
    elif (edited.reading == "peak") != (edited.relation == "peaks by"):
        yield f"found '{edited.relation}' of a target whose reading is {edited.reading}; a peak and no other peaks by a year"
    elif edited.relation == "between":
        if edited.value is None or edited.upper is None:
            yield "found one value of a target between two; expected value and upper"
        elif not edited.value <= edited.upper:
            yield f"found {edited.value:g} to {edited.upper:g}; expected them in order"
