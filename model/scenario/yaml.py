"""Scenario files as data: YAML read with the place of every key, parents merged in, ``--set`` laid over.

Only what YAML 1.2's core schema says is read, from the parser's events: no objects are ever constructed, and whatever
would part a value from its line (anchors, merge keys, tags, several documents) is refused.
"""

import glob
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from model.errors import InputError, Problems, control_character, is_text, shown
from model.scenario.shipped import SUFFIX, find, shipped

LARGEST = 1_000_000  # bytes of a file
LONGEST_LINE = 10_000  # characters; YAML scanners take quadratic time on hostile lines
DEEPEST = 10  # levels of nesting
MOST = 20_000  # values in a file
UNSET: dict[str, Any] = {
    "name": "baseline",
    "title": {"en": "Baseline: nothing is set", "zh": "基准情景：未作任何设定"},
}  # a scenario without a file
INTEGER = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
YEAR, DATED = re.compile("[0-9]{4}", re.ASCII), ("levers", "restatement")  # which hold paths of years
FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", re.ASCII
)
WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}


class _Reader:
    """Turns the events of one text into plain data, noting the line of every key."""

    def __init__(self, text: str, label: str, problems: Problems, numbered: bool = True):
        self.events = YAML(typ="safe", pure=True).parse(text)
        self.label, self.problems, self.numbered, self.count = label, problems, numbered, 0
        self.origins: dict[tuple, str] = {(): f"{label}:1" if numbered else label}

    def document(self) -> Any:
        """The value of the only document; None where the text is empty."""
        next(self.events)
        if isinstance(next(self.events), StreamEndEvent):
            return None
        value = self._value(next(self.events), (), 0)
        next(self.events)
        if not isinstance(event := next(self.events), StreamEndEvent):
            self._note(event, (), "found a second document; expected one in a file")
        return value

    def _where(self, event: Any) -> str:
        return f"{self.label}:{event.start_mark.line + 1}" if self.numbered else self.label

    def _note(self, event: Any, path: tuple, fault: str) -> None:
        self.problems.note(self._where(event), path, fault)

    def _value(self, event: Any, path: tuple, depth: int) -> Any:
        self.count += 1
        if depth > DEEPEST or self.count > MOST:
            limit = f"{DEEPEST} levels of nesting" if depth > DEEPEST else f"{MOST} values"
            self._note(event, path, f"found more than {limit}; expected a scenario, which needs far fewer")
            self.problems.stop()
        self.origins.setdefault(path, self._where(event))
        self._refuse_marks(event, path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, SequenceStartEvent):
            return self._list(path, depth)
        return self._scalar(event, path) if isinstance(event, ScalarEvent) else None

    def _refuse_marks(self, event: Any, path: tuple) -> None:
        if isinstance(event, AliasEvent):
            self._note(event, path, f"found the alias {shown(event.anchor)}; expected the value written out")
        elif event.anchor is not None:
            self._note(event, path, f"found the anchor {shown(event.anchor)}; expected a plain value")
        elif event.tag is not None:
            self._note(event, path, f"found the tag {shown(str(event.tag))}; expected a plain value")

    def _mapping(self, path: tuple, depth: int) -> dict[int | str, Any]:
        result = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self._key(event, path, depth)
            inner = (*path, str(key))
            if repeated := inner in self.origins:
                self._note(event, inner, f"found twice, first at {self.origins[inner]}; expected each key once")
                inner = (*path, f"{key} (again)")
            self.origins.setdefault(inner, self._where(event))
            value = self._value(next(self.events), inner, depth + 1)
            if not repeated:
                result[key] = value
        return result

    def _key(self, event: Any, path: tuple, depth: int) -> int | str:
        if not isinstance(event, ScalarEvent):
            self._note(event, path, "found a key that is no plain text; expected a name or a year")
            self._value(event, (*path, f"key {self.count}"), depth + 1)
            return f"key {self.count}"
        self._refuse_marks(event, path)
        if not is_text(event.value):
            self._note(event, path, "found a key with half a surrogate pair; expected Unicode text")
            return f"key {self.count}"
        if mark := control_character(event.value):
            self._note(event, path, f"found a key with the character {mark}; expected plain text")
            return f"key {self.count}"
        if event.value == "<<" and not event.style:
            self._note(event, path, "found the merge key '<<'; expected the keys written out, or 'extends'")
        return int(event.value) if not event.style and INTEGER.fullmatch(event.value) else event.value

    def _list(self, path: tuple, depth: int) -> list[int | str]:
        result = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            result.append(self._value(event, (*path, str(len(result))), depth + 1))
        return result

    def _scalar(self, event: Any, path: tuple) -> Any:
        if not is_text(event.value):
            self._note(event, path, "found half a surrogate pair; expected Unicode text")
            return None
        if not event.style:
            return _plain(event.value)
        text = event.value.removesuffix("\n")  # that of a block of text
        if mark := control_character(text):
            self._note(event, path, f"found the character {mark}; expected text on one line, without such characters")
            return None
        return text


def _plain(text: str) -> Any:
    """What a scalar without quotes stands for."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def read_text(text: str, label: str, problems: Problems, numbered: bool = True) -> tuple[object, dict]:
    """Plain data of a YAML text, and the place of each key; raises InputError where it is no YAML at all."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            fault = f"found {len(line)} characters; expected at most {LONGEST_LINE} a line"
            problems.note(f"{label}:{number}", (), fault)
            problems.stop()
    try:
        reader = _Reader(text, label, problems, numbered)
        return reader.document(), reader.origins
    except (YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or error
        where = f"{label}:{line}" if numbered else label
        problems.note(where, (), f"found no YAML, {reason}; expected one YAML 1.2 mapping")
    raise InputError(problems.lines)


def read_file(path: str, problems: Problems) -> tuple[dict, dict]:
    """The mapping that a scenario file holds, and the place of each key; raises InputError where there is none."""
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
        problems.files[path] = sha256(content).hexdigest()
        text = content.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.note(f"{path}:{line}", (), "found bytes that are not UTF-8; expected a text file in UTF-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        problems.note(
            path, (), f"found no file to read ({reason}); expected a scenario in YAML", _stem(path), list(shipped())
        )
    else:
        if len(content) > LARGEST:
            problems.note(path, (), f"found more than {LARGEST} bytes; expected a scenario, which needs far fewer")
            problems.stop()
        data, origins = read_text(text, path, problems)
        if isinstance(data, dict):
            return data, origins
        problems.note(f"{path}:1", (), f"found {shown(data)}; expected a mapping with the keys name and title")
    raise InputError(problems.lines)


def gather(path: str | None, settings: Sequence[str], problems: Problems) -> dict:
    """The scenario with its parents merged in and the settings laid over; ``problems.origins`` tells each key's place.

    Mappings are merged key by key; any other value, a list among them, replaces the parent's. Where there is no file,
    the settings are laid over the scenario that sets nothing.
    """
    data: dict = UNSET if path is None else {}
    origins: dict[tuple, str] = {place: UNSET["name"] for place in _places(data)} if data else {}
    for layer, places in reversed(list(_chain(path, problems))):
        data, origins = merge(data, _with_years(layer)), origins | places
    for setting in settings:
        data = merge(data, _with_years(_setting(setting, origins, problems)))
    problems.origins = {place: origins[place] for place in _places(data)}
    return data


def _with_years(data: Any) -> dict[str, Any]:
    """Years in quotes, as JSON writes every key, as the numbers that they are."""
    return data | {key: _as_years(data[key]) for key in DATED if key in data}


def _as_years(value: Mapping[int | str, Any] | float | str) -> Any:
    if not isinstance(value, dict):
        return value
    return {int(key) if YEAR.fullmatch(str(key)) else key: _as_years(part) for key, part in value.items()}


def merge(parent: Any, child: Any) -> Any:
    """The child's values over the parent's, mappings key by key."""
    if not (isinstance(parent, dict) and isinstance(child, dict)):
        return child
    return parent | {key: merge(parent[key], value) if key in parent else value for key, value in child.items()}


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
        parent = os.fspath(shipped().get(_stem(extends), parent))
    if not os.path.isfile(parent):
        files = glob.glob(os.path.join(glob.escape(folder), f"*{SUFFIX}"))
        names = [_stem(name) for name in files if os.path.realpath(name) not in visited]
        fault = f"found {shown(extends)}; expected the path of a scenario file, relative to this one, or a shipped one"
        problems.note(where, ("extends",), fault, _stem(str(extends)), [*names, *shipped()])
        return None
    if os.path.realpath(parent) in visited:
        chain = " -> ".join(os.path.basename(name) for name in (*visited, os.path.realpath(parent)))
        problems.note(where, ("extends",), f"found a cycle, {chain}; expected a chain of parents that ends")
        return None
    return parent


def _stem(path: str) -> str:
    return os.path.basename(path).removesuffix(SUFFIX)


def _setting(setting: str, origins: dict[tuple, str], problems: Problems) -> object:
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
    for part in reversed(parts):
        value = {int(part) if INTEGER.fullmatch(part) else part: value}
    return value
