"""The JSON Schema of scenario files, so that editors complete and check them."""

from collections.abc import Mapping
from typing import Any

from model.data import bases
from model.engine.build import System
from model.engine.declare import LARGEST, Declaration, Driver, Lever, Parameter, Stock
from model.scenario.form import LAST_YEAR, ScenarioForm
from model.scenario.load import by_element


def json_schema(system: System) -> dict:
    """The JSON Schema (draft 7) of scenario files, with the model's names, so that editors complete and check them."""
    schema = ScenarioForm.model_json_schema(ref_template="#/definitions/{model}")
    schema["definitions"] = schema.pop("$defs")
    levers = by_element(system, Lever, Driver)
    fixed, stocks = by_element(system, Parameter), by_element(system, Stock)
    years = {"type": "object", "minProperties": 1, "additionalProperties": False}
    pattern = f"^({'|'.join(map(str, range(bases()[0] + 1, LAST_YEAR + 1)))})$"
    properties = schema["properties"]
    properties["base"]["enum"] = list(bases())
    for key, declarations in (("parameters", fixed), ("levers", levers)):
        properties[key]["additionalProperties"] = False
        properties[key]["properties"] = {name: _describe(declaration) for name, declaration in declarations.items()}
    amounts = {"anyOf": [{"type": "number"}, {"type": "string"}]}
    path = years | {"patternProperties": {pattern: amounts}}
    properties["restatement"] |= {"propertyNames": {"enum": list(stocks)}, "additionalProperties": path}
    for described in properties["levers"]["properties"].values():
        path = years | {"patternProperties": {pattern: {"anyOf": described["anyOf"]}}}
        described["anyOf"] = [*described["anyOf"], path]
    for name in system.of_kind(Lever, Driver):
        if system.declarations[name].dimensions:
            _gather_labels(name, system, schema)
    schema["definitions"]["Shock"]["properties"]["on"]["enum"] = list(levers)
    targets = properties["targets"]
    edits, ids = targets["anyOf"][0]["additionalProperties"], {"type": "array", "items": {"type": "string"}}
    edited = {"type": "object", "additionalProperties": {"anyOf": [edits, {"type": "null"}]}}
    properties["targets"] = targets | {"default": "all", "anyOf": [{"const": "all"}, ids, edited]}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def _gather_labels(name: str, system: System, schema: Mapping[str, Any]) -> None:
    """A lever with labels: a value for all of them, or a mapping by label; the form of a value is said once."""
    described, labels = schema["properties"]["levers"]["properties"], system.declarations[name].dimensions[0].labels
    elements, one = system.elements([name]), {"$ref": f"#/definitions/{name}"}
    schema["definitions"][name] = described[elements[0]]
    keys = {key: one for label in labels for key in (label, label.replace("_", "-"))}
    by_label = {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": keys}
    described |= dict.fromkeys(elements, one)
    described[name] = {"description": schema["definitions"][name]["description"], "anyOf": [one, by_label]}


def _describe(declaration: Declaration) -> dict[str, Any]:
    low, high = declaration.domain
    bounds = {"minimum": low, "maximum": high}
    number = {"type": "number"} | {key: bound for key, bound in bounds.items() if abs(bound) < LARGEST}
    text = f"{declaration.title} / {declaration.title_zh} [{declaration.units}]"
    if isinstance(declaration, Lever | Driver):
        text += f"; {declaration.authority}" + "; by the years named alone" * declaration.dated
    return {"description": text, "anyOf": [number, {"type": "string"}]}
