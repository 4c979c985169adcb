"""A scenario as a file again: what it says beside the figures, as YAML."""

from collections.abc import Mapping, Sequence
from io import StringIO
from os import PathLike
from typing import Any

from ruamel.yaml import YAML

from model.scenario.element import variable_of
from model.scenario.form import SolveForm
from model.scenario.load import Scenario


def write_scenario(scenario: Scenario, path: str | PathLike, comments: Sequence[str] = ()) -> None:
    """Write a scenario as resolved, after lines of comment; ``simulate run`` carries the file to the same results.

    A lever whose values all years are known stands with every year, so that nothing is drawn between years.
    """
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"# {line}\n" for line in comments)
        file.write(yaml_text(own_data(scenario)))


def own_data(scenario: Scenario) -> dict:
    """What a file that holds the scenario as resolved says, in the order in which it says it."""
    changed = set(scenario.changed)

    def is_own(name: str) -> bool:
        return name in changed or variable_of(name) in changed

    return {
        "name": scenario.name,
        "title": dict(scenario.title),
        "base": scenario.base,
        "horizon": {"end": scenario.end},
        "method": scenario.method,
        "step": scenario.step,
        "parameters": {name: value for name, value in scenario.parameters.items() if is_own(name)},
        "levers": {
            name: {year: value for year, value in path.items() if year > scenario.start}
            for name, path in scenario.levers.items()
            if is_own(name)
        },
        "restatement": scenario.restatement,
        "uncertain": list(scenario.uncertain),
        "targets": scenario.targets,
        "solve": _own_solve(scenario),
    }


def yaml_text(data: Mapping) -> str:
    """Plain data as YAML, in the order it has, numbers in full."""
    yaml: Any = YAML(typ="safe", pure=True)  # which declares no types of its settings
    text = StringIO()
    yaml.default_flow_style, yaml.allow_unicode = None, True
    yaml.sort_base_mapping_type_on_output, yaml.width = False, 110
    yaml.dump(data, text)
    return text.getvalue()


def _own_solve(scenario: Scenario) -> dict:
    """What the scenario says to the solver otherwise than by default."""
    usual = SolveForm.model_validate({}).model_dump()
    changed = {key: value for key, value in scenario.solve.items() if value != usual[key]}
    if ranges := changed.get("ranges"):
        changed["ranges"] = {name: {k: v for k, v in edit.items() if v is not None} for name, edit in ranges.items()}
    return changed
