"""The keys of scenario files as a table, from their JSON Schema."""

import json
from pathlib import Path

from markdown import plain, table, write

from model.scenario import json_schema
from model.sectors import load

NAMED = {"shocks": "NAME", "ranges": "LEVER"}  # what stands for a name of the writer's own


def write_keys(path: Path) -> None:
    """Write the table to ``path``."""
    schema = json_schema(load())
    rows = list(_rows(schema, schema["definitions"]))
    write(path, [table(("key", "what it holds", "type", "default"), rows, (24, 42, 18, 16))])


def _rows(part, definitions, prefix=""):
    needed = part.get("required", ())
    for key, entry in part["properties"].items():
        if prefix == "" and key == "targets":  # what an edit may hold stands in the definition
            inner = definitions["TargetEdit"]
        else:
            inner = _inner(entry, definitions)
        default = "required" if key in needed else _default(entry)
        named = inner if inner and "properties" in inner else None
        yield f"`{prefix}{key}`", plain(entry.get("description") or (named or {}).get("description", "")), _type(entry), default
        if named:
            own = f"{prefix}{key}." + (f"{NAMED.get(key, 'ID')}." if _inside(entry) else "")
            yield from _rows(named, definitions, own)


def _inner(entry, definitions):
    """The definition of what an entry holds, or of what stands under each name in it."""
    for place in (entry, _inside(entry) or {}, *entry.get("anyOf", ()), *entry.get("allOf", ())):
        if "$ref" in place:
            return definitions[place["$ref"].rpartition("/")[2]]
    return None


def _inside(entry):
    inside = entry.get("additionalProperties")
    return inside if isinstance(inside, dict) else None


def _type(entry):
    kinds = [entry, *entry.get("anyOf", ())]
    found = [kind["type"] for kind in kinds if kind.get("type") not in (None, "null")]
    return ", ".join(dict.fromkeys(found)) or ("mapping" if "$ref" in str(entry) else "number or text")


def _default(entry):
    default = entry.get("default")
    if isinstance(default, dict) and default:
        return "each by itself"
    return "none" if default is None or default == {} else f"`{json.dumps(default)}`"
