"""What the catalogue says in English words of its own, as a reader of either language has it: places, reasons."""

import re

from model.present.text.words import subject
from model.sectors import TITLES

PLACES = (  # how the catalogue names a place, and how a reader does
    (r"\barticle (\d+)", r"art. \1", r"第\1条"),
    (r"\bchapter (\d+)", r"ch. \1", r"第\1章"),
    (r"\bsection (\d+)", r"sec. \1", r"第\1节"),
    (r"\btable (\d+)", r"table \1", r"表\1"),
    (r"\bbox (\d+)", r"box \1", r"专栏\1"),
    (r"\brow (\d+)", r"row \1", r"第\1行"),
    (r"\bcolumn (\d+)", r"col. \1", r"第\1列"),
    (r"\bitem (\d+)", r"item \1", r"第\1项"),
    (r"\bfootnote (\d+)", r"footnote \1", r"脚注\1"),
)


def place(text: str, lang: str) -> str:
    """A place in a document as a reader names it."""
    for pattern, english, chinese in PLACES:
        text = re.sub(pattern, chinese if lang == "zh" else english, text)
    return text.replace(" ", "") if lang == "zh" else text


def reason(text: str, lang: str) -> str:
    """Why a target has no variable."""
    return dict(subject("catalogue").values())[text] if lang == "zh" else text


def titles_of_filters() -> dict[str, str]:
    """The sectors and natures of targets by their titles in both languages."""
    natures = {key: both for key, both in subject("catalogue").items() if key.startswith("nature_")}
    known = {title: key.removeprefix("nature_") for key, both in natures.items() for title in both}
    return known | {title: name for name, both in TITLES.items() for title in both}


def title_of_filter(name: str, lang: str) -> str:
    """What to type for a sector or a nature of targets: in Chinese its title."""
    natures = subject("catalogue")
    both = natures.get(f"nature_{name}", TITLES.get(name))
    return both[1] if both and lang == "zh" else name
