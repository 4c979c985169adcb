"""A scenario's layers: its parents, itself and the ``--set`` texts, each laid over the one before."""

import glob
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from model.errors import InputError, Problems, is_text, shown
from model.scenario.shipped import SUFFIX, find, shipped, stem
from model.scenario.yaml import DEEPEST, INTEGER, read_file, read_text

UNSET: dict[str, Any] = {
    "name": "baseline",
    "title": {"en": "Baseline: nothing is set", "zh": "基准情景：未作任何设定"},
}  # a scenario without a file
YEAR, DATED = re.compile("[0-9]{4}", re.ASCII), ("levers", "restatement")  # which hold paths of years


def gather(path: str | None, settings: Sequence[str], problems: Problems) -> dict:
    """The scenario with its parents merged in and the settings laid over; ``problems.origins`` tells each key's place.

    Mappings are merged key by key; any other value, a list among them, replaces the parent's. Where there is no file,
    the settings are laid over the scenario that sets nothing.
    """
    data: dict = UNSET if path is None else {}
    origins: dict[tuple, str] = {place: UNSET["name"] for place in _places(data)} if data else {}
    for layer, places in reversed(list(_chain(path, problems))):
        origins |= places
        data = _laid_over(data, _with_years(layer), origins)
    for setting in settings:
        data = _laid_over(data, _with_years(_setting(setting, origins, problems)), origins)
    problems.origins = {place: origins[place] for place in _places(data)}
    return data


def _laid_over(older: dict, newer: dict, origins: dict[tuple, str]) -> dict:
    """The newer layer over the older one; a lever with labels that both give is then given by its elements."""
    data, old, new = _merged(older, newer), older.get("levers"), newer.get("levers")
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys(_lever(key) for key in new):
            before, forms = _forms(old, name), _forms(old, name) | _forms(new, name)
            if before and forms not in ({"whole"}, {"element"}):
                others = {key: value for key, value in data["levers"].items() if _lever(key) != name}
                data["levers"] = others | _by_element(old, new, name, origins)
    return data


def _lever(key: object) -> str:
    return str(key).partition("[")[0]


def _merged(older: Any, newer: Any) -> Any:
    """The newer values over the older, mappings key by key."""
    if not (isinstance(older, dict) and isinstance(newer, dict)):
        return newer
    return older | {key: _merged(older[key], value) if key in older else value for key, value in newer.items()}


def _forms(levers: Mapping, name: str) -> set[str]:
    """How a layer gives a lever: for all its labels alike, by label in a mapping, or by its elements' names."""
    whole = {"label" if _is_by_label(levers[name]) else "whole"} if name in levers else set()
    return whole | {"element" for key in levers if str(key).startswith(f"{name}[")}


def _is_by_label(value: Any) -> TypeGuard[dict]:
    return isinstance(value, dict) and bool(value) and not any(isinstance(key, int) for key in value)


def _by_element(older: Mapping, newer: Mapping, name: str, origins: dict[tuple, str]) -> dict[str, Any]:
    """What two layers say of one lever: of all labels alike, and of each element that either names; the newer last."""
    (old_alike, old_parts), (new_alike, new_parts) = (_parts(levers, name) for levers in (older, newer))
    alike, result = ("levers", name), {name: _merged(old_alike, new_alike) if new_alike is not None else old_alike}
    for element in old_parts | new_parts:
        layers = [old_parts.get(element, (old_alike, alike)), (new_alike, alike), new_parts.get(element, (None, ()))]
        for value, place in layers:
            if value is not None:
                result[element] = _merged(result.get(element), value)
                origins |= {("levers", element, *inner): origins[*place, *inner] for inner in _places(value)}
    return {key: value for key, value in result.items() if value is not None}


def _parts(levers: Mapping, name: str) -> tuple[Any, dict[str, tuple[Any, tuple[str, ...]]]]:
    """What a layer gives a lever for all its labels alike, and by element, each with its place."""
    value = levers.get(name)
    named = {str(key): (own, ("levers", str(key))) for key, own in levers.items() if str(key).startswith(f"{name}[")}
    if not _is_by_label(value):
        return value, named
    labels = {str(key): str(key).replace("-", "_") for key in value}  # a label's words may be joined by hyphens too
    return None, {
        f"{name}[{labels[str(key)]}]": (own, ("levers", name, str(key))) for key, own in value.items()
    } | named


def _with_years(data: Any) -> dict[str, Any]:
    """Years in quotes, as JSON writes every key, as the numbers that they are."""
    return data | {key: _as_years(data[key]) for key in DATED if key in data}


def _as_years(value: Mapping[int | str, Any] | float | str) -> Any:
    if not isinstance(value, dict):
        return value
    return {int(key) if YEAR.fullmatch(str(key)) else key: _as_years(part) for key, part in value.items()}


def _places(data: Mapping[int | str, Any] | int | str, path: tuple = ()) -> Iterator[tuple]:
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _places(value, (*path, str(key)))


def _chain(path: str | None, problems: Problems) -> Iterator[tuple[dict, dict]]:
    """A scenario file and its parents, each as data and places."""
    visited = []
    while path:
        data, places = read_file(path, problems)
        visited.append(os.path.realpath(path))
        for key in ("name", "title"):
            if key not in data:
                problems.note(places[()], (key,), f"found nothing; expected the key '{key}' in every scenario file")
        yield data, places
        path = _parent(path, data.get("extends"), places, visited, problems)


def _parent(
    path: str, extends: str | None, places: Mapping[tuple, str], visited: Sequence[str], problems: Problems
) -> str | None:
    """The path of the file that ``path`` extends, or None."""
    if extends is None:
        return None
    where, folder = places[("extends",)], os.path.dirname(path)
    parent = find(extends, folder) if isinstance(extends, str) and extends else folder
    if not os.path.isfile(parent) and isinstance(extends, str):
        parent = find(extends.replace("\\", "/"), folder)  # as Windows writes paths
    if os.path.isfile(parent) and os.path.samefile(parent, path):  # one's own of a shipped name may extend the shipped
        parent = os.fspath(shipped().get(stem(extends), parent))
    if not os.path.isfile(parent):
        files = glob.glob(os.path.join(glob.escape(folder), f"*{SUFFIX}"))
        names = [stem(name) for name in files if os.path.realpath(name) not in visited]
        fault = f"found {shown(extends)}; expected the path of a scenario file, relative to this one, or a shipped one"
        problems.note(where, ("extends",), fault, stem(str(extends)), [*names, *shipped()])
        return None
    if os.path.realpath(parent) in visited:
        chain = " -> ".join(os.path.basename(name) for name in (*visited, os.path.realpath(parent)))
        problems.note(where, ("extends",), f"found a cycle, {chain}; expected a chain of parents that ends")
        return None
    return parent


def _setting(setting: str, origins: dict[tuple, str], problems: Problems) -> dict:
    """A ``--set`` text as nested data; its own text is the place of its keys."""
    key, equals, text = setting.partition("=")
    parts = tuple(key.strip().split("."))
    label = f"--set {setting[:100]}"
    if not (equals and all(parts) and len(parts) <= DEEPEST and is_text(setting)):
        problems.note(label, (), "found no setting; expected KEY=VALUE, such as levers.rain.2022=150")
        return {}
    if parts[0] == "extends":
        problems.note(label, parts, "found a parent; expected 'extends' in a file only")
        return {}
    try:
        value, places = read_text(text, label, problems, numbered=False)
    except InputError:
        return {}  # noted in problems; the other settings and the file are still to be checked
    for length in range(1, len(parts)):
        origins.setdefault(parts[:length], label)
    origins.update({(*parts, *place): label for place in places})
    nested: Any = value
    for part in reversed(parts):
        nested = {int(part) if INTEGER.fullmatch(part) else part: nested}
    return nested
