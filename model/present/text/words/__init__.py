"""What a reader sees that is not a name or a number of the model's own, in English and Chinese; and units and numbers.

Each subject has a file here with the columns ``key``, ``en`` and ``zh``; what is filled in stands in braces in both.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from unicodedata import east_asian_width

from model.data import BASE_YEAR, rows
from model.data.catalogue import by_id
from model.present.canvas.types import DataArray, Dataset
from model.sectors.dimensions import programme_count_item

ONE = {"companies": "company"}  # beside what loses an s
COUNTED = "|".join(
    [*ONE, *(f"{noun}s" for noun in (
        "adjustment", "assumption", "figure", "file", "flow", "household", "lever", "member", "person", "point", "run", "start",
        "stock", "target", "variable", "year",
    ))]
)  # fmt: skip
RAISED = str.maketrans("468", "⁴⁶⁸")


@cache
def subject(name: str) -> dict[str, tuple[str, str]]:
    """The words of a subject: English and Chinese by key."""
    table = files("model.present.text.words") / f"{name}.csv"
    return {row["key"]: (row["en"], row["zh"]) for row in rows(table)}


@dataclass(frozen=True)
class Say:
    """The words of a subject in one language: ``say(key, part=...)`` is a text."""

    subject: str
    lang: str

    def __call__(self, key: str, /, **parts: object) -> str:
        """The text of a key with its parts filled in."""
        text = subject(self.subject)[key][self.zh].format(**parts)
        return text if self.zh else of_one(text)

    @property
    def zh(self) -> bool:
        """Whether the language is Chinese."""
        return self.lang == "zh"

    @property
    def between(self) -> str:
        """What parts two words."""
        return "" if self.zh else " "

    def listed(self, items: Iterable[str]) -> str:
        """Items in a row."""
        return ("、" if self.zh else ", ").join(items)


def of_one(text: str) -> str:
    """An English text in which of one thing there is one: ``1 company``, not ``1 companies``."""
    return re.sub(rf"(?<![\w.,–−-])1 ({COUNTED})\b", lambda found: f"1 {_singular(found[1])}", text)


def _singular(noun: str) -> str:
    return ONE.get(noun) or noun.removesuffix("s")


def word(key: str, lang: str, **parts: object) -> str:
    """A label of the figures and diagrams in English or Chinese, with its parts filled in."""
    text = _drawn()[key][lang == "zh"].format(**parts)
    return text if lang == "zh" else of_one(text)


def is_word(key: str) -> bool:
    """Whether the figures and diagrams have a label of this key."""
    return key in _drawn()


@cache
def _drawn() -> dict[str, tuple[str, str]]:
    return subject("figures") | subject("diagrams")


def not_judged(base: int, lang: str) -> str:
    """Why no target is judged of a scenario whose base year is not the plan's."""
    return word("not_judged", lang, plan=BASE_YEAR, base=base)


TO = {"en": "–", "zh": "—"}  # between the ends of a range
EACH = {"yr": "a year", "number": "each"}  # of a rate of what has no unit


def method_name(method: str, lang: str) -> str:
    """What a method of integration is called in print; in English as it is typed."""
    return method.upper() if lang == "zh" else method


def unit(text: str, lang: str, variable: str | None = None) -> str:
    """A declared unit as a reader writes it: ``1e4 kW`` as ``10⁴ kW`` or ``万千瓦``.

    Parameters
    ----------
    text
        Units as declared: number scales and names with ``*``, ``/`` and parentheses.
    lang
        ``en`` or ``zh``.
    variable
        The variable measured or the target, for a bare count says nothing of what is counted.

    Raises
    ------
    KeyError
        Where a unit is not among the words.
    """
    item = _counted(variable or "")
    parts = (_product(part, lang, item) for part in text.replace("(", " ").replace(")", " ").split("/"))
    first, *rest = parts
    each = [_singular(part) for part in rest if part]
    if each and first in ("", "number"):  # 0.05 a year
        return "每" + "/".join(each) if lang == "zh" else " ".join(EACH.get(part, f"a {part}") for part in each)
    return "/".join([first, *each])


def known_unit(text: str, lang: str, variable: str = "") -> str:
    """A declared unit as :func:`unit` has it; what is no such unit stays as it is."""
    try:
        return unit(text, lang, variable)
    except KeyError:
        return text


def counted(names: Iterable[str]) -> str:
    """The first of variables, elements and targets that is a count of things which have a word of their own; or nothing."""
    targets = by_id()
    measured = (targets[name].variable or name if name in targets else name for name in names)
    return next(filter(_is_counted, measured), "")


def _is_counted(name: str) -> bool:
    variable, _, label = name.rstrip("]").partition("[")
    return f"count {variable}" in subject("units") or label in programme_count_item.titles


def _counted(variable: str) -> tuple[str, str]:
    """What a count of a variable is of, in English and Chinese: as the title of the item ends, or by the variable's name."""
    known, (name, _, label) = subject("units"), variable.rstrip("]").partition("[")
    if label not in programme_count_item.titles:
        return known.get(f"count {name}", known["count"])
    title, title_zh = programme_count_item.titles[label]
    return subscript(title.rpartition(", ")[2]), title_zh.rpartition("（")[2].rstrip("）")


def _product(text: str, lang: str, counted: tuple[str, str]) -> str:
    known, tokens = subject("units") | {"count": counted}, re.findall(r"[^\s*]+", text)
    if unknown := [token for token in tokens if token not in known]:
        raise KeyError(
            f"unit {unknown[0]!r} has no name in English and Chinese; add it to present/text/words/units.csv"
        )
    money = {token for token in tokens if f"{token} CNY" in known and "CNY" in tokens}  # English writes sums in words
    names = [known[f"{token} CNY" if token in money else token][lang == "zh"] for token in tokens]
    return "".join(names) if lang == "zh" else " ".join(names).strip()


def scale(text: str) -> str:
    """What a unit text starts with that would move a number: ``1e8``, ``%`` or nothing."""
    head = re.match(r"\s*(%|percent|[\d.]+(?:e[+-]?\d+)?)", text)
    return head[1].replace("percent", "%") if head else "1"


def decimals(size: float) -> int:
    """How many decimals a number of this size is written with."""
    return 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 3


def number(value: float | None) -> str:
    """A number for a table cell: about four digits, thousands grouped, a true minus sign, a dash for nothing."""
    if value is None or value != value:
        return "–"
    text = f"{value:,.{decimals(abs(value))}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def figured(value: float, digits: int = 6) -> str:
    """A number to so many significant digits: thousands grouped, a true minus sign."""
    return f"{value:,.{digits}g}".replace("-", "−")


def given(value: float) -> str:
    """A number that was put in: as :func:`number` has it, but a small one is not rounded away."""
    small = 0 < abs(value) < 1
    text = f"{value:.{2 - math.floor(math.log10(abs(value)))}f}".rstrip("0").rstrip(".") if small else number(value)
    return text.replace("-", "−")


def share(value: float | None) -> str:
    """A share of one in whole per cent; what is neither none nor all is not rounded to either."""
    if value is None:
        return number(None)
    return "<1%" if 0 < value < 0.005 else ">99%" if 0.995 <= value < 1 else f"{value:.0%}"


def wrap(text: str, width: int) -> str:
    """Break a label into lines of at most ``width`` columns, a Chinese character taking two."""
    lines, line = [], ""
    for piece in re.findall(r"[（《“]*(?:[⺀-鿿＀-￯、。]|[^\s⺀-鿿＀-￯、。]+\s*)|\s+", text):
        if line and columns(line + piece.rstrip()) > width and piece not in "，、。；：）":
            lines, line = [*lines, line.rstrip()], ""
        line += piece
    return "\n".join([*lines, line.rstrip()])


def balance(text: str, width: int) -> str:
    """Break a label as :func:`wrap` does, into as few lines, but of much the same length."""
    lines = wrap(text, width).count("\n")
    return next(balanced for narrow in range(1, width + 1) if (balanced := wrap(text, narrow)).count("\n") <= lines)


def columns(text: str) -> int:
    """Width of a text in columns of half a Chinese character, as a terminal has them."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def name(series: DataArray, lang: str) -> str:
    """A variable's title."""
    return subscript(series.attrs["long_name_zh" if lang == "zh" else "long_name"])


def subscript(text: str) -> str:
    """A title in print has CO₂ with its subscript, and the powers of ten of a unit raised."""
    return re.sub(r"\b1e([468])\b", lambda found: f"10{found[1].translate(RAISED)}", text.replace("CO2", "CO₂"))


def title(results: Dataset, lang: str) -> str:
    """The scenario's title."""
    return results.attrs[f"title_{lang}"]
