"""Scenario files as data: YAML read with the place of every key.

Only what YAML 1.2's core schema says is read, from the parser's events: no objects are ever constructed, and whatever
would part a value from its line (anchors, merge keys, tags, several documents) is refused.
"""

import re
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

from model.data.decoding import content_of, decoded
from model.errors import InputError, Problems, control_character, is_text, shown
from model.scenario.shipped import shipped, stem

LARGEST = 1_000_000  # bytes of a file
LONGEST_LINE = 10_000  # characters; YAML scanners take quadratic time on hostile lines
DEEPEST = 10  # levels of nesting
MOST = 20_000  # values in a file
INTEGER = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
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
        event.value = _joined(event.value)
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
        event.value = _joined(event.value)
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


def _joined(text: str) -> str:
    """The text with the two halves of a character made one, as JSON escapes what lies beyond the first plane."""
    return text if is_text(text) else text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


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
        beside = "\n".join(text.split("\n")[max(line - 2, 0) : line])  # the parser may have gone on to the line after
        problems.note(where, (), f"found no YAML, {reason}; expected one YAML 1.2 mapping", beside=beside)
    raise InputError(problems.lines)


def _called() -> dict[str, str]:
    """The shipped scenarios by their names, and by their titles in both languages, whole and up to the colon."""
    called = {}
    for name, path in shipped().items():
        data: Any = read_text(path.read_text(encoding="utf-8"), str(path), Problems())[0]
        titles = data["title"].values()
        called |= {text: name for title in titles for text in (title, re.split("[:：]", title)[0])}
    return {name: name for name in shipped()} | called


def read_file(path: str, problems: Problems) -> tuple[dict, dict]:
    """The mapping that a scenario file holds, and the place of each key; raises InputError where there is none."""
    try:
        content = content_of(path, LARGEST + 1)
        problems.files[path] = sha256(content).hexdigest()
        text = decoded(content, path)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.note(f"{path}:{line}", (), "found bytes that are not UTF-8; expected a text file in UTF-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        fault = f"found no file to read ({reason}); expected a scenario in YAML"
        problems.note(path, (), fault, stem(path), _called())
    else:
        if len(content) > LARGEST:
            problems.note(path, (), f"found more than {LARGEST} bytes; expected a scenario, which needs far fewer")
            problems.stop()
        data, origins = read_text(text, path, problems)
        if isinstance(data, dict):
            return data, origins
        problems.note(f"{path}:1", (), f"found {shown(data)}; expected a mapping with the keys name and title")
    raise InputError(problems.lines)
