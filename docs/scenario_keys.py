"""The keys of scenario files as a table, from their JSON Schema."""

import json
from pathlib import Path

from markdown import plain, table, write

from model.scenario.schema import json_schema
from model.sectors import load

NAMES = {"shocks": "NAME", "ranges": "LEVER", "targets": "ID"}  # what stands for a name below a key
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "object": "mapping",
    "array": "list",
    "boolean": "true or false",
}


def write_keys(path: Path) -> None:
    """Write the table to ``path``."""
    schema = json_schema(load())
    rows = list(_rows(schema, schema["definitions"]))
    write(path, [table(("key", "what it holds", "type", "default"), rows, (24, 42, 18, 16))])


def _rows(part, definitions, prefix=""):
    for key, entry in part["properties"].items():
        inner, by_name = _inner(entry, definitions), _inside(entry)
        meaning = entry.get("description") or (inner or {}).get("description", "")
        default = "required" if key in part.get("required", ()) else _default(entry)
        yield f"`{prefix}{key}`", plain(meaning), _type(entry), default
        if inner:
            yield from _rows(inner, definitions, f"{prefix}{key}.{NAMES[key] + '.' if by_name else ''}")


def _inner(entry, definitions):
    """The definition of what an entry holds, or of what stands under each name in it; None where it has no keys."""
    for place in _places(entry):
        if "$ref" in place:
            return definitions[place["$ref"].rpartition("/")[2]]
    return None


def _places(entry):
    """The entry and all that it may be or hold under a name."""
    yield entry
    inside = entry.get("additionalProperties")
    for part in (*entry.get("anyOf", ()), *entry.get("allOf", ()), *([inside] if isinstance(inside, dict) else [])):
        yield from _places(part)


def _inside(entry):
    """Whether what an entry holds stands under names."""
    return any(isinstance(place.get("additionalProperties"), dict) for place in _places(entry))


def _type(entry):
    found = [TYPES[place["type"]] for place in (entry, *entry.get("anyOf", ())) if place.get("type", "null") != "null"]
    found += ["`all`"] * any("const" in place for place in entry.get("anyOf", ()))
    return ", ".join(dict.fromkeys(found)) or ("mapping" if "$ref" in str(entry) else "number or text")


def _default(entry):
    default = entry.get("default")
    if isinstance(default, dict) and default:
        return "each by itself"
    return "none" if default is None or default == {} else f"`{json.dumps(default)}`"
