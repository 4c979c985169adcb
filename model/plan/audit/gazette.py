"""The catalogue against the gazette's own text: does what a record gives stand in the place that it cites?

The text is the gazette as plain text or Markdown: headings such as 第三章, 第二节, 一、 and （四） at the beginning of a
line, tables 表1 and boxes 专栏1 under their titles, footnotes after ① or <sup>①</sup>.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from model.data.catalogue import Record

NUMERALS = "零一二三四五六七八九十"
NUMERAL = "[一二三四五六七八九十]+"
HEADINGS = (
    ("chapter", rf"第({NUMERAL})章"),
    ("section", rf"第({NUMERAL})节"),
    ("section", rf"({NUMERAL})、"),
    ("item", rf"[（(]({NUMERAL})[）)]"),
    ("table", r"表(\d+)[:：]"),
    ("box", r"专栏(\d+)"),
    ("row", r"(?:\S*\t)?(\d+)\t"),
    ("point", r"(\d+)[.．](?!\d)"),
    ("footnote", r"(?:<sup>)?①"),
)
INSIDE = {"row": ("box",), "point": ("box",)}  # what only counts as a heading inside another
DEPTH = {"chapter": 0, "section": 1, "item": 2, "table": 3, "box": 3, "row": 4, "point": 4, "footnote": 3}
SAME = {"article": "item", "item": "item"}  # articles run through a document of no chapters


def misplaced(records: Iterable[Record], text: str) -> list[str]:
    """What does not stand where its record says.

    Returns
    -------
    list of str
        One line a fault: the record, what it gives, and its document and place. Empty where all is found.

    Raises
    ------
    ValueError
        Where the text has none of the documents that the records cite.
    """
    records = list(records)
    parts = documents(text)
    if not parts.keys() & {record.document for record in records}:
        raise ValueError("found none of the documents; expected their numbers, each on a line of its own")
    faults = []
    for record in records:
        places = parts.get(record.document, [])
        cited = [_cell(body, record.place) for place, body in places if _within(place, record.place)]
        for given in record.printed.split("/"):
            if not any(_stands(given, body) for body in cited):
                faults.append(f"{record.id}: found no '{given}' in {record.document} {record.place}")
    return faults


def documents(text: str) -> dict[str, list[tuple[dict, str]]]:
    """Each document of the text as its places, ``({chapter: 2, section: 3 ...}, body)``, by document number."""
    lines = text.splitlines()
    starts = {line.strip(): at for at, line in enumerate(lines) if re.fullmatch(r"\w+〔\d{4}〕\d+号", line.strip())}
    parts = pairwise([*starts.values(), len(lines)])
    return {number: _places(lines[at:end]) for number, (at, end) in zip(starts, parts, strict=True)}


def _places(lines: Iterable[str]) -> list[tuple[dict, str]]:
    parts, place, body = [], {}, []
    for line in lines:
        bare = re.sub(r"^[#\s]+", "", line)
        opened = ((name, match) for name, pattern in HEADINGS if (match := _opens(name, pattern, bare, place)))
        if heading := next(opened, None):
            parts.append((place, "".join(body)))
            place, body = _entered(place, *heading), []
        body.append(re.sub(r"[^\S\t]", "", bare) + "\n")
    return [*parts, (place, "".join(body))]


def _opens(name: str, pattern: str, line: str, place: Mapping[str, int]) -> re.Match[str] | None:
    inside = all(outer in place for outer in INSIDE.get(name, ()))
    return re.match(pattern, re.sub(r"[^\S\t]", "", line)) if inside else None


def _entered(place: Mapping[str, int], name: str, match: re.Match[str]) -> dict[str, int]:
    """The place that a heading opens: what is above it stays, what is beside or below it is left."""
    number = (match.groups() or ("1",))[0]
    above = {key: value for key, value in place.items() if DEPTH[key] < DEPTH[name]}
    return above | {name: int(number) if number.isdigit() else _numeral(number)}


def _numeral(text: str) -> int:
    """A Chinese numeral below a hundred."""
    tens, ten, ones = text.rpartition("十")
    return (NUMERALS.index(tens) if tens else 1) * 10 * bool(ten) + (NUMERALS.index(ones) if ones else 0)


def _within(place: Mapping[str, int], cited: str) -> bool:
    """Whether a place of the text lies in the place that a record cites."""
    asked: dict[str, str] = dict(re.findall(r"(chapter|section|article|item|table|box|row|footnote) (\d+)", cited))
    if "footnote" in asked:  # notes are numbered anew on each page, which may cut the item that they belong to
        if "footnote" not in place:
            return False
        asked = {key: asked[key] for key in ("chapter", "section") if key in asked}
    if "table" in asked:
        return place.get("table") == int(asked["table"])
    if "box" in asked and "item" in asked:
        asked["point"] = asked.pop("item")
    return all(place.get(SAME.get(name, name)) == int(number) for name, number in asked.items())


def _cell(body: str, cited: str) -> str:
    """The row of a table, and the column of its numbers, that a record cites; else the body as it is."""
    asked = re.search(r"table \d+ row (\d+)(?: column (\d+))?", cited)
    if not asked:
        return body
    rows = [line.split("\t") for line in body.splitlines() if "\t" in line]  # the first is the head
    row = rows[int(asked[1])] if int(asked[1]) < len(rows) else []
    return "\t".join(row) if not asked[2] else "".join(row[int(asked[2]) : int(asked[2]) + 1])


def _stands(given: str, body: str) -> bool:
    """Whether digits stand in a text as a number of their own, or a word anywhere in it."""
    if re.fullmatch(r"[\d.]+", given):
        return re.search(rf"(?<![\d.]){re.escape(given)}(?!\.?\d)", body) is not None
    return given in body
