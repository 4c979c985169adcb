"""Faults and notes in Chinese: a line that is told in English, found again among the templates and filled in.

The English text is the source, so that what is raised reads as it is told. ``own.csv`` has a Chinese template for each
of the model's, ``libraries.csv`` for those of the libraries and the system that come through; what is filled in stands
as ``{1}``, ``{2}`` and so on, in Chinese in any order, and is told in Chinese in its turn where it is a text of ours.
``{1:unit}`` is told as a unit. What no template fits, names and what was typed above all, stays as it is.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from model.data import rows
from model.present.text.words import subject, unit

DEEPEST = 12  # templates within one another
LONGEST = 4000  # characters of a line that is looked into
GAP = re.compile(r"{(\d+)(:unit)?}")
LETTERS = re.compile("[A-Za-z]{2}")


@dataclass(frozen=True)
class Template:
    """An English text and its Chinese: the texts between what is filled in, and the numbers of what is."""

    english: tuple[str, ...]
    chinese: str

    @property
    def weight(self) -> int:
        """How many characters it explains."""
        return sum(map(len, self.english))

    def parts(self, text: str) -> list[str] | None:
        """What is filled in where the template fits a text, each as short as can be; None where it does not fit."""
        first, *others = self.english
        if not others:
            return [] if text == first else None
        *middle, last = others
        end = len(text) - len(last)
        if not (text.startswith(first) and text.endswith(last)):
            return None
        found, at = [], len(first)
        for piece in middle:
            where = text.find(piece, at, end)
            if where < 0:
                return None
            found.append(text[at:where])
            at = where + len(piece)
        return [*found, text[at:end]] if at <= end else None


@cache
def templates() -> tuple[Template, ...]:
    """All templates, those that explain most first."""
    folder = files("model.present.text.messages")
    pairs = [(row["en"], row["zh"]) for name in ("own", "libraries") for row in rows(folder / f"{name}.csv")]
    pairs += [pair for key, pair in subject("catalogue").items() if key.startswith("reason_")]
    made = [Template(tuple(re.split(r"{\d+}", english)), chinese) for english, chinese in pairs]
    return tuple(sorted(made, key=lambda one: -one.weight))


def told(text: str, lang: str) -> str:
    """A line of faults or notes in a language."""
    return text if lang != "zh" or len(text) > LONGEST else _Teller().tell(text, 0)[2]


class _Teller:
    """Finds, for a text and what is filled in, the templates that together explain most of it, the fewest that do."""

    def __init__(self):
        self.known: dict[str, tuple[int, int, str]] = {}

    def tell(self, text: str, depth: int) -> tuple[int, int, str]:
        """How many characters are explained, less the number of templates that do it, and the text in Chinese."""
        if depth > DEEPEST or not LETTERS.search(text):
            return 0, 0, text
        if text not in self.known:
            self.known[text] = max(self._told(text, depth), key=lambda found: found[:2])
        return self.known[text]

    def _told(self, text, depth):
        yield 0, 0, text
        for template in templates():
            if (parts := template.parts(text)) is not None:
                inner = [self.tell(part, depth + 1) for part in parts]
                yield (
                    template.weight + sum(explained for explained, _, _ in inner),
                    sum(used for _, used, _ in inner) - 1,
                    _fill(template.chinese, parts, [chinese for *_, chinese in inner]),
                )


def _fill(chinese, parts, translated):
    def filled(gap):
        number = int(gap[1]) - 1
        return _unit(parts[number]) if gap[2] else translated[number]

    return GAP.sub(filled, chinese)


def _unit(text):
    """A declared unit as a Chinese reader writes it, and none as such; what is no such unit stays as it is."""
    try:
        return unit(text, "zh") or "无"
    except KeyError:
        return text
