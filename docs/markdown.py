"""What the generated pages share: cells, tables and files in Markdown."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from model.present.text import words


def plain(text: str) -> str:
    """Text as it stands: what Markdown would read as a mark is escaped."""
    return re.sub(r"([\\`*_\[\]<>|~$#{}])", r"\\\1", text)


def link(name: str, kind: str = "variable") -> str:
    """A link to where a variable, or a target, is described."""
    title, _, index = name.partition("[")
    return f"{{{kind}}}`{name} <{title}>`" if index else f"{{{kind}}}`{name}`"


def unit(text: str, variable: str | None = None) -> str:
    """A unit as it is declared, and in Chinese where that is another word."""
    if text == "1":
        return "dimensionless (无量纲)"
    chinese = words.unit(text, "zh", variable)
    return f"`{text}`" if chinese == text else f"`{text}` ({chinese})"


def titles(english: str, chinese: str) -> str:
    """A title in both languages."""
    return f"{plain(words.subscript(english))} · {plain(words.subscript(chinese))}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """A table whose cells may hold links; ``widths`` are shares of the page."""
    lines = ["````{list-table}", ":header-rows: 1", f":widths: {' '.join(map(str, widths))}", ""]
    for row in (heads, *rows):
        lines += [f"{'* -' if i == 0 else '  -'} {cell}".rstrip() for i, cell in enumerate(row)]
    return "\n".join([*lines, "````"])


def picture(path: str, shows: str) -> str:
    """A picture that a narrow screen scrolls over, for its type must not shrink away."""
    return f"::::{{container}} scrolled\n```{{image}} {path}\n:alt: {shows}\n```\n::::"


def write(path: Path, parts: Iterable[str]) -> None:
    """Write a page, unless it stands there already: Sphinx reads again only what has changed."""
    text = "\n\n".join(part for part in parts if part) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
