"""What a scenario says to the solver, held against the model and the targets."""

from dataclasses import fields, replace

from model.data.catalogue import Record
from model.data.levers import Range, ranges
from model.engine.build import nearest
from model.errors import InputError
from model.plan.solve.search import Options


def setting(scenario, targets: list[Record]) -> tuple[list[str] | None, dict[str, Range], Options]:
    """The levers that may move (None for all), the plausible range of every lever, and the options.

    Parameters
    ----------
    targets
        Those that are asked for, whose ids goals and weights may name.

    Raises
    ------
    InputError
        Naming every lever and target that is not known, with its place in the scenario file.
    """
    given, known, plausible = scenario.solve, {target.id: target for target in targets}, ranges()
    named = [("levers", name, plausible, "lever") for name in given["levers"] or ()]
    named += [("ranges", name, plausible, "lever") for name in given["ranges"]]
    named += [(key, name, known, "target among those asked") for key in ("goals", "weights") for name in given[key]]
    problems = [
        f"{_place(scenario, key, name)}: solve.{key}: found no {kind} '{name}'{nearest(name, names)}"
        for key, name, names, kind in named
        if name not in names
    ]
    if problems:
        raise InputError(problems)
    edited = {
        name: replace(plausible[name], **{key: value for key, value in edit.items() if value is not None})
        for name, edit in given["ranges"].items()
    }
    options = Options(**{field.name: given[field.name] for field in fields(Options)})
    return given["levers"], plausible | edited, options


def _place(scenario, key, name):
    return scenario.origins.get(f"solve.{key}.{name}") or scenario.origins.get(f"solve.{key}", scenario.path)
