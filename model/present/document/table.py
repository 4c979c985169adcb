"""The tables of a document, without their heads and captions, and the words in their cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from model.present.text import words
from model.present.text.catalogue import place
from model.present.text.phrases import apart

SHORT = 8  # rows: a longer table may be parted between pages


@dataclass(frozen=True)
class Cell:
    """A cell with a class of its own."""

    text: str
    style: str


@dataclass(frozen=True)
class Ref:
    """A cell that is a link to a section, table or figure by its key."""

    key: str


Row = Sequence[str | Cell | Ref]


@dataclass(frozen=True)
class Table:
    """A table: the classes of its columns, and groups of rows, each under its title or none.

    ``heads`` are those of columns whose number the results decide, such as years; the template words the others.
    """

    styles: Sequence[str]
    groups: Sequence[tuple[str | None, Sequence[Row]]]
    heads: Sequence[str] = ()

    @property
    def count(self) -> int:
        """How many rows it has."""
        return sum(len(rows) for _, rows in self.groups)

    @property
    def short(self) -> bool:
        """Whether it may not be parted between pages."""
        return self.count <= SHORT


def plain(styles: Sequence[str], rows: Sequence[Row], heads: Sequence[str] = ()) -> Table:
    """A table of one group."""
    return Table(styles, [(None, rows)], heads)


class Say(words.Say):
    """The words of cells and labels in one language: ``say(key, part=...)`` is safe HTML, its parts escaped."""

    def __init__(self, lang: str):
        super().__init__("document", lang)

    def __call__(self, key: str, /, **parts: Any) -> Markup:
        """The text of a key with its parts filled in."""
        return Markup.escape(words.subject(self.subject)[key][self.zh]).format(**parts)

    def join(self, items: Iterable[Any], between: str = "comma") -> Markup:
        """Items in a row."""
        return self(between).join(items)

    def measured(self, value: str, unit: str) -> str:
        """A value with its unit."""
        return f"{value}{apart(unit, self.lang)}"

    def spoken(self, text: str) -> str:
        """What a target asks for, with a Chinese word for the sign or arrow that leads it."""
        sign, _, value = text.partition(" ")
        return self(f"sign_{sign}", value=value) if f"sign_{sign}" in words.subject(self.subject) else text

    def stands(self, text: str) -> str:
        """What a target has come to, as a Chinese sentence has it: of a change no more than its way and size."""
        return self.spoken(text) if text[:1] in "↑↓" else self("stands", value=text)

    def sentence(self, line: str) -> str:
        """A line as a sentence."""
        return line[:1].upper() + line[1:] + ("。" if self.zh else ".")

    def placed(self, document: str, where: str) -> Markup:
        """Document and place of a record."""
        return self("in_place", document=foreign(document, "zh"), place=place(where, self.lang))


def foreign(text: str, lang: str) -> Markup:
    """Words in another language than the document's, such as a document's number in an English report."""
    return Markup('<span lang="{}">{}</span>').format(lang, text)
