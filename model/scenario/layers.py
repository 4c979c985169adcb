"""A scenario's layers: its parents, itself and the ``--set`` texts, each laid over the one before."""

import glob
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from model.errors import InputError, Problems, is_text, plain, shown
from model.scenario.element import variable_of
from model.scenario.shipped import SUFFIX, find, shipped, stem
from model.scenario.yaml import DEEPEST, INTEGER, read_file, read_text

UNSET: dict[str, Any] = {
    "name": "baseline",
    "title": {"en": "Baseline: nothing is set", "zh": "基准情景：未作任何设定"},
}  # a scenario without a file
WRITTEN_AS_EQUALS = re.compile(" *[:=] *")  # in a setting, once its characters are plain
YEAR, DATED = re.compile("[0-9]{4}", re.ASCII), ("levers", "restatement")  # which hold paths of years
Said = tuple[Any, tuple[str, ...]]  # a value and its place


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
        for name in dict.fromkeys(variable_of(str(key)) for key in new):
            before, forms = _forms(old, name), _forms(old, name) | _forms(new, name)
            if before and forms not in ({"whole"}, {"element"}):
                others = {key: value for key, value in data["levers"].items() if variable_of(str(key)) != name}
                data["levers"] = others | _by_element(old, new, name, origins)
    return data


def _merged(older: Any, newer: Any) -> Any:
    """The newer values over the older, mappings key by key."""
    if not (isinstance(older, dict) and isinstance(newer, dict)):
        return newer
    return older | {key: _merged(older[key], value) if key in older else value for key, value in newer.items()}


def _forms(levers: Mapping, name: str) -> set[str]:
    """How a layer gives a lever: for all its labels alike, by label in a mapping, or by its elements' names."""
    whole = {"label" if levers[name] and is_by_label(levers[name]) else "whole"} if name in levers else set()
    return whole | {"element" for key in levers if str(key).startswith(f"{name}[")}


def is_by_label(value: Any) -> bool:
    """Whether a lever's value is a mapping by label, and no path of years."""
    return isinstance(value, dict) and not any(isinstance(key, int) for key in value)


def label_of(key: object) -> str:
    """The label that a key means; a label's words may be joined by hyphens too."""
    return str(key).replace("-", "_")


def _by_element(older: Mapping, newer: Mapping, name: str, origins: dict[tuple, str]) -> dict[str, Any]:
    """What two layers say of one lever: of all labels alike, and of each element that either names; the newer last."""
    (old_alike, old_parts), (new_alike, new_parts) = (_parts(levers, name) for levers in (older, newer))
    result: dict[str, Any] = {}
    moved: dict[tuple, str] = {}
    for value, _ in (*old_alike, *new_alike):
        result[name] = _merged(result.get(name), value)
    for element in old_parts | new_parts:
        for value, place in (*old_parts.get(element, old_alike), *new_alike, *new_parts.get(element, ())):
            result[element] = _merged(result.get(element), value)
            moved |= {("levers", element, *inner): origins[*place, *inner] for inner in _places(value)}
    origins |= moved  # at last, for the newer layer's own places stand there
    return result


def _parts(levers: Mapping, name: str) -> tuple[list[Said], dict[str, list[Said]]]:
    """What a layer says of a lever's labels alike, if it does, and of single elements."""
    alike = [(levers[name], ("levers", name))] if name in levers else []
    named = {
        str(key): [(value, ("levers", str(key)))] for key, value in levers.items() if str(key).startswith(f"{name}[")
    }
    if "label" not in _forms(levers, name):
        return alike, named
    labels = {f"{name}[{label_of(key)}]": [(part, ("levers", name, str(key)))] for key, part in levers[name].items()}
    return [], labels | named


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
    parts = tuple(str(int(p)) if INTEGER.fullmatch(p) else p for p in key.strip().split("."))  # a year, however written
    label = f"--set {setting[:100]}"
    if not (equals and all(parts) and len(parts) <= DEEPEST and is_text(setting)):
        meant = "" if equals else WRITTEN_AS_EQUALS.sub("=", plain(setting), count=1)
        fault = "found no setting; expected KEY=VALUE, such as levers.rain.2022=150"
        problems.note(label, (), fault, meant, [meant] if "=" in meant else [])
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
