"""What a scenario asks of targets: edits of the plan's, and targets of its own on any variable, their numbers in plain units."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from model.data.catalogue import Record, targets
from model.engine.build import System
from model.errors import Problems
from model.scenario.element import names_and_titles, variable_of
from model.scenario.units import number_in

if TYPE_CHECKING:
    from model.scenario.form import TargetEdit

NUMBERS = ("value", "upper")
PERCENT = ("change_percent", "growth_rate", "growth_above_gdp")  # readings that are in per cent of whatever the unit is


def plain_targets(
    given: "Mapping[str, TargetEdit] | None", system: System, problems: Problems
) -> dict[str, dict[str, Any]] | Literal["all"]:
    """``"all"``, or by id what is said of each target, numbers in its unit; faults are told.

    Parameters
    ----------
    given
        By id, ``TargetEdit``; None for all.
    """
    if given is None:
        return "all"
    known = {target.id: target for target in targets()}
    edits = {name: edit.model_dump(exclude_none=True) for name, edit in given.items()}
    return {name: _plain(("targets", name), edit, known.get(name), system, problems) for name, edit in edits.items()}


def _plain(
    place: tuple[str, str], edit: dict[str, Any], record: Record | None, system: System, problems: Problems
) -> dict[str, Any]:
    """One target's edits."""
    if "variable" in edit and not _is_own(place, edit, record, system, problems):
        return edit
    unit = record.unit if record else own_unit(edit, system) if "variable" in edit else None
    for key in NUMBERS:
        if key in edit and unit is not None:
            try:
                edit[key] = number_in(edit[key], unit or "1")
            except ValueError as error:
                problems.add((*place, key), str(error))
    return edit


def own_unit(edit: Mapping[str, Any], system: System) -> str:
    """The unit of a target of the scenario's own."""
    return "%" if edit.get("reading") in PERCENT else system.declarations[variable_of(edit["variable"])].units


def _is_own(
    place: tuple[str, str], edit: Mapping[str, Any], record: Record | None, system: System, problems: Problems
) -> bool:
    """Whether a target of the scenario's own is whole."""
    if record:
        problems.add((*place, "variable"), "found a variable for a target of the plan; expected a name of your own")
        return False
    known = system.elements(system.declarations)
    if edit["variable"] not in known:
        fault = f"found no variable '{edit['variable'][:60]}'; expected one of the model's"
        problems.add((*place, "variable"), fault, edit["variable"], names_and_titles(known, system))
        return False
    for key in ("relation", "year"):
        if key not in edit:
            problems.add(place, f"found no {key}; expected it of a target of your own")
    if "value" not in edit and edit.get("relation") not in ("rises by", "falls by", "peaks by"):
        problems.add(place, "found no value; expected it of a target of your own")
    if edit.get("relation") == "between" and "upper" not in edit:
        problems.add(place, "found no upper; expected it of a target between two values")
    return True
