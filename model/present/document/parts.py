"""What a document is made of: texts with links, tables, figures and sections, and the numbers that they get."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter, ascii_uppercase
from typing import Any, ClassVar

from model.present.text import words

BROAD = 7.5  # inches: a higher figure takes a page
SHORT = 16  # rows: a longer table may be parted between pages


@dataclass(frozen=True)
class Ref:
    """A link to a section, table or figure by its key; it reads as its label, such as "Table 3"."""

    key: str


@dataclass(frozen=True)
class Foreign:
    """Words in another language than the document's, such as a document's number in an English report."""

    text: str
    lang: str


@dataclass(frozen=True)
class Text:
    """A sentence with its parts, which may be texts and references; ``style`` is its class in the document."""

    template: str
    parts: Mapping[str, Any] = field(default_factory=dict)
    style: str = ""
    kind: ClassVar[str] = "text"


@dataclass(frozen=True)
class Points:
    """A list of texts."""

    items: Sequence[Text]
    kind: ClassVar[str] = "points"


@dataclass(frozen=True)
class Code:
    """What is typed."""

    text: str
    kind: ClassVar[str] = "code"


@dataclass(frozen=True)
class Cell:
    """A cell of a table; ``style`` is its class."""

    text: Any
    style: str = ""


@dataclass(frozen=True)
class Table:
    """A table: heads as (word, style), and groups of rows as (title or None, rows); a cell may be plain text."""

    key: str
    caption: Text
    heads: Sequence[tuple[Any, str]]
    groups: Sequence[tuple[Any, Sequence[Sequence]]]
    note: Text | None = None
    style: str = ""
    kind: ClassVar[str] = "table"

    @property
    def short(self) -> bool:
        """Whether it may not be parted between pages."""
        return sum(len(rows) for _, rows in self.groups) <= SHORT


@dataclass(frozen=True)
class Figure:
    """A picture: ``source`` is its data as a URI, ``size`` in inches."""

    key: str
    caption: Text
    source: str
    size: tuple[float, float]
    kind: ClassVar[str] = "figure"

    @property
    def style(self) -> str:
        """``plate`` of one that takes a page of its own, ``broad`` of one that stands between texts."""
        return "plate" if self.size[1] > BROAD else "broad"


@dataclass(frozen=True)
class Section:
    """A section with its blocks, which may be sections."""

    key: str
    title: Text
    blocks: Sequence
    appendix: bool = False
    kind: ClassVar[str] = "section"

    @property
    def sections(self) -> list:
        """The sections inside."""
        return [block for block in self.blocks if block.kind == "section"]


@dataclass(frozen=True)
class Say:
    """The document's words in one language: ``say(key, part=...)`` is a text."""

    lang: str

    def __call__(self, key: str, style: str = "", **parts: Any) -> Text:
        """A text of the words' ``key``."""
        return Text(words.subject("document")[key][self.zh], parts, style)

    def plain(self, key: str, **parts: object) -> str:
        """A text without links, as a string."""
        return words.Say("document", self.lang)(key, **parts)

    @property
    def zh(self) -> bool:
        """Whether the language is Chinese."""
        return self.lang == "zh"

    def join(self, items: Sequence, between: str = "comma", last: str | None = None) -> Text:
        """Items in a row, with what the words say ``between`` them, and before the last one."""
        fields = [f"{{item{i}}}" for i in range(len(items))]
        head, tail = self.plain(between).join(fields[:-1]), fields[-1]
        template = f"{head}{self.plain(last or between)}{tail}" if head else tail
        return Text(template, {f"item{i}": item for i, item in enumerate(items)})


def plain(text: Any, style: str = "") -> Text:
    """A text that holds its words as they are."""
    return Text("{text}", {"text": text}, style)


def number(sections: Sequence[Section], lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """Labels of everything that can be referred to, such as "Table 3", and the bare numbers of sections, by key.

    Raises
    ------
    ValueError
        Where a key stands twice.
    """
    say, labels, numbers, counts = Say(lang), {}, {}, {"table": 0, "figure": 0}
    for own, block in _numbered(sections):
        if block.key in labels:
            raise ValueError(f"document: the key {block.key!r} stands twice")
        if block.kind == "section":
            numbers[block.key] = own
            labels[block.key] = say.plain("appendix" if own[0].isalpha() else "section", number=own)
        else:
            counts[block.kind] += 1
            labels[block.key] = say.plain(block.kind, number=counts[block.kind])
    return labels, numbers


def blocks_of(sections: Sequence[Section]) -> Iterator[Any]:
    """Sections, tables and figures, in the order in which they stand."""
    return (block for _, block in _numbered(sections))


def _numbered(sections, lead="") -> Iterator[tuple[str, Any]]:
    """Sections with their numbers, and tables and figures, in the order in which they stand."""
    bodies, letters = iter(range(1, 100)), iter(ascii_uppercase)
    for block in sections:
        if block.kind == "section":
            own = lead + (next(letters) if block.appendix else str(next(bodies)))
            yield own, block
            yield from _numbered(block.blocks, f"{own}.")
        elif block.kind in ("table", "figure"):
            yield "", block


def markup(text, labels: Mapping[str, str]):
    """A text as safe HTML: its own words and all that is put into them escaped, references as links."""
    from markupsafe import Markup, escape

    if isinstance(text, Ref):
        return Markup('<a href="#{}">{}</a>').format(text.key, labels[text.key])
    if isinstance(text, Foreign):
        return Markup('<span lang="{}">{}</span>').format(text.lang, text.text)
    if not isinstance(text, Text):
        return escape(text)
    found = Markup()
    for literal, name, form, _ in Formatter().parse(text.template):
        found += escape(literal)
        if name is not None:
            part = text.parts[name]
            found += markup(part if isinstance(part, Text | Ref | Foreign) else format(part, form or ""), labels)
    return found
