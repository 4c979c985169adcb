"""Tables in Chinese: what stands above each column, and the words in its cells; names and numbers stay as they are.

What the model reads back, it reads in either language.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from model.data.catalogue import records
from model.present.text.catalogue import place, reason
from model.present.text.sources import source as source_text
from model.present.text.words import Say, counted, known_unit, subject
from model.sectors import SECTORS, THEMES

SPOKEN = {
    "relation": "catalogue",
    "nature": "catalogue",
    "flag": "pace",
    "region": "pace",
}  # whose words name the column
WORDED = (  # columns of words that are told in the table of words of tables
    "kind", "source_status", "status", "reading", "group", "met", "year_inferred", "result", "series", "run",
    "asked", "authority", "reachable", "matched", "kept",
)  # fmt: skip
READ_BACK = {  # words that readers of a table tell apart, by column
    "kind": ("baseline", "shapley", "leave_one_out", "interaction", "solved"),
    "part": tuple(THEMES),
    "asked": ("more", "less"),
    "held": ("high", "low", "rise", "fall"),
    "matched": ("true", "false"),
    "kept": ("true", "false"),
}
UNITS = ("unit", "units")
MEASURED = (  # columns that name what a unit is of
    "variable", "id", "name", "lever", "indicator", "stock", "element", "assumption", "target", "total",
)  # fmt: skip
AND = "、"  # between words of a cell
OTHER = "_zh"  # how a column ends that has in Chinese what another has in English


def heads(columns: Iterable[str], lang: str) -> dict[str, str]:
    """What stands above the columns of a table: their names, or Chinese ones; one in English says so."""
    say, known = Say("tables", lang), list(columns)
    return {name: _head(name, known, say) for name in known} if say.zh else {}


def _head(name: str, columns: Sequence[str], say: Say) -> str:
    key = f"col_{name.removesuffix(OTHER)}"
    head = say(key) if key in subject("tables") else name
    return say("in_english", head=head) if f"{name}{OTHER}" in columns else head


def told(rows: Iterable[Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Rows whose cells of words are in the language; those that are known in English alone stay as they are."""
    if lang != "zh":
        return [dict(row) for row in rows]
    return [_told(row) for row in rows]


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    of = counted(str(row[key]) for key in MEASURED if key in row)
    units = {key: unit(row[key], "zh", of) for key in UNITS if row.get(key)}
    return {key: units[key] if key in units else _cell(key, value) for key, value in row.items()}


def untold(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows that were read of a table with these columns, by their names and in English, whichever language it was told in."""
    names = {head: name for name, head in heads(columns, "zh").items()}
    named = [{names.get(head, head): cell for head, cell in row.items()} for row in rows]
    return [{key: _untold(key, cell) for key, cell in row.items()} for row in named]


def _untold(column: str, cell: str) -> str:
    known = {_cell(column, word): word for word in READ_BACK.get(column, ())}
    return known.get(cell) or " ".join(known.get(part, part) for part in cell.split(AND)) if known else cell


def under_heads(rows: Iterable[Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Rows in the language, under its heads."""
    cells = told(rows, lang)
    names = heads(cells[0] if cells else (), lang)
    return [{names.get(key, key): value for key, value in row.items()} for row in cells]


def sector(name: str, lang: str) -> str:
    """A sector's or a theme's title, or a word for all."""
    titles = SECTORS | THEMES | {name: subject("tables")[f"cell_{name}"] for name in ("all", "main", "programme")}
    return titles[name][lang == "zh"] if name in titles else name


def unit(text: str, lang: str, variable: str = "") -> str:
    """A declared unit as a reader writes it, a count with the word for what is counted; a bare number has ``1``."""
    return known_unit(text, lang, variable) or text


def declared(text: str, lang: str, variable: str = "") -> str:
    """A unit as it is declared, or in Chinese words."""
    return (
        Say("explain", lang)("one")
        if (lang, text) == ("zh", "1")
        else unit(text, lang, variable)
        if lang == "zh"
        else text
    )


def basis(source: str, lang: str) -> str:
    """What a number rests on: a publication, or the judgement of the modellers."""
    return Say("tables", lang)("judgement") if source in ("", "assumption") else source_text(source, lang)


def _cell(column: str, value: Any) -> Any:
    if isinstance(value, bool):
        value = str(value).lower()
    if not isinstance(value, str) or not value:
        return value
    if column in ALONE:
        return ALONE[column](value)
    if column in SPOKEN:
        return _word(SPOKEN[column], f"{column}_{value}", value)
    if column in WORDED:
        return _words(value.split(", "))
    return value


def _word(name: str, key: str, value: str) -> str:
    return subject(name)[key][1] if key in subject(name) else value


def _words(parts: Iterable[str]) -> str:
    return AND.join(_word("tables", f"cell_{part}", part) for part in parts)


def _scope(text: str) -> str:
    return next((record.scope_zh for record in records() if record.scope == text), text)


ALONE: dict[str, Callable[[str], str]] = {
    "sector": lambda text: sector(text, "zh"),
    "place": lambda text: place(text, "zh"),
    "scope": _scope,
    "reason": lambda text: reason(text, "zh"),
    # of wedges: a theme, a lever as it is typed, or where they begin and end
    "part": lambda text: _word("tables", f"cell_{text}", sector(text, "zh")),
    "side": lambda text: _word("figures", text, text),
    "held": lambda text: _words(text.split()),
    "driver_unit": lambda text: " / ".join(unit(part.strip("()"), "zh") for part in text.split(" / ")),
}
