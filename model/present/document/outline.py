"""The outline of a document: its sections, and the numbers of its sections, tables and figures as its template names them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from string import ascii_uppercase

from model.present.document.table import Say


@dataclass(frozen=True)
class Section:
    """A section: ``number`` is its own, such as ``2.1``, and ``shown`` what stands before its title."""

    key: str
    title: str
    number: str
    shown: str
    appendix: bool
    level: int
    sections: list[Section] = field(default_factory=list)


class Outline:
    """What a template has named so far, and what it named when it was rendered before: links go forward too."""

    def __init__(self, say: Say, before: Outline | None = None):
        self.sections: list[Section] = []  # those of the first level, in order
        self.labels: dict[str, str] = {}  # what a link to a section, table or figure reads as, by key
        self._say, self._before = say, before
        self._open: list[Section] = []
        self._counts: Counter[str] = Counter()

    def open(self, key: str, title: str, appendix: bool = False) -> Section:
        """Begin a section, within the one that is open."""
        beside = self._open[-1].sections if self._open else self.sections
        place = sum(section.appendix is appendix for section in beside)
        lead = f"{self._open[-1].number}." if self._open else ""
        number = lead + (ascii_uppercase[place] if appendix else str(place + 1))
        label = self._name("appendix" if number[0].isalpha() else "section", key, number)
        section = Section(key, title, number, label if appendix else number, appendix, len(self._open) + 2)
        beside.append(section)
        self._open.append(section)
        return section

    def close(self) -> None:
        """End the section that was begun last."""
        self._open.pop()

    def count(self, kind: str, key: str) -> str:
        """The label of the next ``table`` or ``figure``."""
        self._counts[kind] += 1
        return self._name(kind, key, str(self._counts[kind]))

    def label(self, key: str) -> str:
        """What a link reads as; nothing while nothing has been rendered before."""
        return self._before.labels[key] if self._before else ""

    def _name(self, kind: str, key: str, number: str) -> str:
        if key in self.labels:
            raise ValueError(f"document: the key {key!r} stands twice")
        self.labels[key] = self._say(kind, number=number)
        return self.labels[key]
