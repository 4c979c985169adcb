"""Faults and notes in Chinese: a line that is told in English, found again among the templates and filled in.

The English text is the source, so that what is raised reads as it is told. ``own.csv`` has a Chinese template for each
of the model's, ``libraries.csv`` for those of the libraries and the system that come through; what is filled in stands
as ``{1}``, ``{2}`` and so on, in Chinese in any order. It stays as it is, but for quotes, for it is what was typed;
``{1:told}`` is itself a text of ours and told in Chinese where a template fits it, ``{1:unit}`` is a unit,
``{1:measure}`` one that is asked for, ``{1:listed}`` a list of names with their titles, ``{1:names}`` one of names alone,
``{1:place}`` a place in a document, ``{1:metavar}`` what is to be typed, as help names it. ``help.csv`` has what help says, which is found as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.resources import files

from model.data import rows
from model.present.text.catalogue import place
from model.present.text.words import counted, known_unit, subject

DEEPEST = 12  # templates within one another
LONGEST = 4000  # characters of a line that is looked into
GAP = re.compile(r"{(\d+)(?::(told|unit|measure|listed|names|place|metavar))?}")
LETTERS = re.compile("[A-Za-z]{2}")
NAME = re.compile(r"[a-z][a-z0-9_-]*(?:\[[a-z0-9_]+\])?")
VALUE = re.compile("'[^']*'")  # that was typed
VALUES = re.compile(r"'[^']*'(?:(?:, | / )'[^']*')*")
METAVAR = re.compile("[A-Z]+(?: RANGE)?")


@dataclass(frozen=True)
class Template:
    """An English text and its Chinese: the texts between what is filled in, and the numbers of what is."""

    english: tuple[str, ...]
    chinese: str

    @cached_property
    def weight(self) -> int:
        """How many characters it explains."""
        return sum(map(len, self.english))

    @property
    def gaps(self) -> bool:
        """Whether anything is filled in."""
        return len(self.english) > 1

    @cached_property
    def told(self) -> list[int]:
        """Which parts are texts of ours, counted from 0."""
        return [int(number) - 1 for number, kind in GAP.findall(self.chinese) if kind == "told"]

    def parts(self, text: str) -> list[list[str]]:
        """What is filled in where the template fits a text: with its pieces as far left as can be, and as far right."""
        first, last = self.english[0], self.english[-1]
        if len(self.english) == 1:
            return [[]] if text == first else []
        start, end = len(first), len(text) - len(last)
        if start > end or not (text.startswith(first) and text.endswith(last)):
            return []
        middle = self.english[1:-1]
        left = _leftmost(text[start:end], middle)
        mirrored = _leftmost(text[start:end][::-1], [piece[::-1] for piece in middle[::-1]]) if left else None
        right = [part[::-1] for part in mirrored[::-1]] if mirrored else left
        return [] if left is None else [left] if right is None or left == right else [left, right]


def _leftmost(text: str, pieces: Iterable[str]) -> list[str] | None:
    """What stands before, between and after pieces of a text, each as far left as can be; None where one is wanting."""
    between = []
    for piece in pieces:
        at = text.find(piece)
        if at < 0:
            return None
        between.append(text[:at])
        text = text[at + len(piece) :]
    return [*between, text]


@cache
def templates() -> tuple[Template, ...]:
    """All templates, those that explain most first."""
    folder = files("model.present.text.messages")
    pairs = [(row["en"], row["zh"]) for name in ("own", "libraries") for row in rows(folder / f"{name}.csv")]
    pairs += [pair for key, pair in subject("catalogue").items() if key.startswith(("reason_", "relation_"))]
    pairs.append(_numbered(subject("figures")["not_judged"]))
    made = [Template(tuple(re.split(r"{\d+}", english)), chinese) for english, chinese in pairs]
    return tuple(sorted(made, key=lambda one: -one.weight))


def _numbered(pair: tuple[str, str]) -> tuple[str, str]:
    """A pair of texts with what is filled in numbered in the order of the English."""
    names = re.findall(r"{(\w+)}", pair[0])
    english, chinese = (re.sub(r"{(\w+)}", lambda gap: f"{{{names.index(gap[1]) + 1}}}", text) for text in pair)
    return english, chinese


def told(text: str, lang: str) -> str:
    """A line of faults or notes in a language."""
    return text if lang != "zh" or len(text) > LONGEST else _Teller(text).tell(text, 0)[2]


class _Teller:
    """Finds, for a text and what is filled in, the templates that together explain most of it, the fewest that do."""

    def __init__(self, line: str):
        self.known: dict[str, tuple[int, int, str]] = {}
        self.counted = counted(NAME.findall(line))  # of what the line tells a number

    def tell(self, text: str, depth: int) -> tuple[int, int, str]:
        """How many characters are explained, less the number of templates that do it, and the text in Chinese."""
        if depth > DEEPEST or not LETTERS.search(text):
            return 0, 0, text
        if text not in self.known:
            self.known[text] = max(self._told(text, depth), key=lambda found: found[:2])
        return self.known[text]

    def _told(self, text: str, depth: int) -> Iterator[tuple[int, int, str]]:
        yield 0, 0, text
        for template in templates():
            for parts in [] if template.gaps and VALUE.fullmatch(text) else template.parts(text):
                if not (template.english[0] or parts[0]):  # a place has a name
                    continue
                inner = {n: self.tell(parts[n], depth + 1) for n in template.told}
                yield (
                    template.weight + sum(explained for explained, _, _ in inner.values()),
                    sum(used for _, used, _ in inner.values()) - 1,
                    self._filled(template.chinese, parts, {n: chinese for n, (*_, chinese) in inner.items()}),
                )

    def _filled(self, chinese: str, parts: Sequence[str], told_parts: Mapping[int, str]) -> str:
        def filled(gap: re.Match[str]) -> str:
            number = int(gap[1]) - 1
            if gap[2] in UNITS:
                return UNITS[gap[2]](parts[number], self.counted)
            return KINDS[gap[2]](parts[number]) if gap[2] in KINDS else quoted(told_parts.get(number, parts[number]))

        return GAP.sub(filled, chinese)


@cache
def help_texts() -> dict[str, str]:
    """What help says, the Chinese by the English: paragraphs, helps of options, and names of what is to be typed."""
    return {row["en"]: row["zh"] for row in rows(files("model.present.text.messages") / "help.csv")}


def metavar(text: str) -> str:
    """A text with what is to be typed in Chinese, such as ``[OPTIONS] SCENARIO``."""
    return METAVAR.sub(lambda name: help_texts().get(name[0], name[0]), text)


def quoted(text: str) -> str:
    """Values in quotes as a Chinese sentence has them; any other text as it is."""
    return (
        re.sub(r"'([^']*)'", r"“\1”", text).replace("”, “", "”、“").replace("” / “", "”、“")
        if VALUES.fullmatch(text)
        else text
    )


def _names(text: str) -> str:
    """Names in a row, each in quotes where one of them is parted itself."""
    names = quoted(text) if VALUES.fullmatch(text) else text.split(", ")
    return names if isinstance(names, str) else "、".join(f"“{name}”" if "、" in text else name for name in names)


def _listed(text: str) -> str:
    """Names with their titles in parentheses, as a Chinese sentence lists them."""
    return re.sub(r"(?:, )?'([^']*)'(?: \((.*?)\)(?=, '|$))?", _titled, text).removeprefix("、")


def _titled(name: re.Match[str]) -> str:
    return f"、“{name[1]}”" + (f"（{name[2]}）" if name[2] else "")


# of a unit, what is counted decides the word
UNITS = {
    "unit": lambda text, of: known_unit(text, "zh", of),
    "measure": lambda text, of: known_unit(text, "zh", of) or "无量纲",
}
KINDS = {
    "listed": _listed,
    "names": _names,
    "place": partial(place, lang="zh"),
    "metavar": lambda text: quoted(metavar(text)),
}
