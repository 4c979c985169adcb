"""What a number rests on, in Chinese: its source, found again piece by piece, and its note, found as a whole.

``publications.csv`` has a row a publication, with its Chinese name where it has one and none where it keeps its own;
``details.csv`` what a source says of it; ``notes.csv`` the notes. The English is the key, as it stands in the data.
"""

import re
from functools import cache
from importlib.resources import files

from model.data import rows
from model.present.text.catalogue import place

JOINS = {"; ": "；", ": ": "：", ", ": "，", " (": "（", ")": "）"}  # between the pieces of a source
PIECE = re.compile(r"(?P<join>; |: | \(|\)|, (?=for the ))|(?P<piece>(?:\d\(\d+\)|(?!; |: | \(|\)|, for the ).)+)")
DATE = re.compile(r",? (\d{4})-(\d\d)-(\d\d)$")  # of a newspaper


@cache
def chinese(name: str) -> dict[str, str]:
    """The Chinese by the English of one of the tables here; a publication without one keeps its name."""
    return {row["en"]: row["zh"] or row["en"] for row in rows(files("model.present.text.sources") / f"{name}.csv")}


def source(text: str, lang: str) -> str:
    """A source as a reader has it: what is not among the tables stays as it is."""
    return PIECE.sub(lambda part: JOINS.get(part[0]) or _piece(part[0]), text) if lang == "zh" else text


def note(text: str, lang: str) -> str:
    """A note as a reader has it; one that is not in the table stays as it is."""
    return chinese("notes").get(text, text) if lang == "zh" else text


def _piece(text: str) -> str:
    known = chinese("publications") | chinese("details")
    if text in known:
        return known[text]
    if (dated := DATE.search(text)) and text[: dated.start()] in known:
        year, month, day = map(int, dated.groups())
        return f"{known[text[: dated.start()]]}{year}年{month}月{day}日"
    return place(text, "zh") if re.match("[\u4e00-\u9fff]+〔", text) else text
