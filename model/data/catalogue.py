"""The catalogue: every number and every test of the plan's four documents, one record each.

``records`` are all of them in the order of the documents; ``targets`` those that the plan wants. ``sentences`` is a list
of the places that name a target, made by a reading of its own, and what the catalogue has of each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from model.data import ROOT, rows

DOCUMENTS = ("2021-39", "2021-93", "2021-94", "2021-102")  # the files, in the order of the gazette
KINDS = ("target", "figure")
STATES = ("all", "none", "done", "basically done")  # what a target in words asks for, beside a rise or a fall
Relation = Literal[
    "at least", "at most", "equal", "about", "between", "rises by", "falls by", "above", "below", "peaks by"
]
RELATIONS: tuple[str, ...] = get_args(Relation)
MEASURES = ("level", "growth", "average_growth", "increase", "multiple", "cumulative", "annual", "test")
NATURES = ("", "binding", "expected", "striven for")
Reading = Literal[
    "level", "change", "change_percent", "increment", "growth_rate", "growth_above_gdp", "peak", "cumulative", "yearly_increase"
]  # fmt: skip
READINGS: tuple[str, ...] = ("", *get_args(Reading))
NUMBERS = {"value": float, "upper": float, "base_value": float, "year": int, "base_year": int}


@dataclass(frozen=True, kw_only=True)
class Record:
    """One number, or one test, as one place of one document states it.

    ``measure`` is what the number says of ``quantity`` (its level, its growth since ``base_year`` ...); ``variable``
    and ``reading`` are how the model answers it, or ``reason`` why it cannot. ``restates`` is the id of the first
    statement of the same; ``printed`` the digits, or the word, by which it is found in its place. A ``year_inferred`` is
    the end of the plan, or the year of the text, where the place prints none.
    """

    id: str
    kind: str = "target"
    name: str
    name_zh: str
    sector: str = ""
    document: str = ""
    place: str = ""
    relation: str = ""
    value: float | None = None
    upper: float | None = None
    unit: str
    printed: str
    measure: str = "level"
    year: int | None = None
    year_inferred: bool = False
    base_year: int | None = None
    base_value: float | None = None
    nature: str = ""
    scope: str = ""
    scope_zh: str = ""
    restates: str = ""
    compared_with: str = ""
    quantity: str = ""
    variable: str
    reading: str
    reason: str = ""
    two_sided: str = ""  # why more than "about" or "between" says is a miss too; of others it is none

    @property
    def label(self) -> str:
        """The English name with its scope."""
        return f"{self.name} ({self.scope})" if self.scope else self.name

    @property
    def label_zh(self) -> str:
        """The Chinese name with its scope."""
        return f"{self.name_zh}（{self.scope_zh}）" if self.scope_zh else self.name_zh

    @property
    def precision(self) -> float:
        """The unit of the last printed digit, in the record's own unit; 0 where no digits are printed."""
        digits = self.printed.split("/")[0]
        try:
            number = float(digits)
        except ValueError:
            return 0.0
        scale = abs(self.value / number) if self.value and number else 1.0
        return scale * 10.0 ** -len(digits.partition(".")[2])


@cache
def records() -> tuple[Record, ...]:
    """Every record, in the order of the documents.

    Raises
    ------
    ValueError
        Where an id stands twice, a word is not of the catalogue's vocabulary, ``restates`` names no record, or a
        target has neither a variable nor a reason.
    """
    all_records = tuple(record for name in DOCUMENTS for record in _read(ROOT / "catalogue" / f"{name}.csv"))
    known = {}
    for record in all_records:
        for fault in _faults(record, known):
            raise ValueError(f"catalogue: {record.id}: {fault}")
        known[record.id] = record
    for record in all_records:
        if record.restates and record.restates not in known:
            raise ValueError(f"catalogue: {record.id}: restates '{record.restates}', which is no record")
    return all_records


def _read(file: Traversable) -> Iterator[Record]:
    reasons = two_sided()
    for row in rows(file):
        row["two_sided"] = reasons.get(row["id"], "")
        numbers: dict[str, Any] = {key: kind(row[key]) if row[key] else None for key, kind in NUMBERS.items()}
        inferred = {"year_inferred": row["year_inferred"] == "yes"}
        yield Record(**{field.name: row[field.name] for field in fields(Record)} | numbers | inferred)


@cache
def two_sided() -> dict[str, str]:
    """By id, why a target that is about a value, or between two, is missed by more of it too."""
    return {row["id"]: row["reason"] for row in rows(ROOT / "two_sided.csv")}


def _faults(record: Record, known: Mapping[str, Record]) -> Iterator[str]:
    words = {"kind": KINDS, "relation": RELATIONS + STATES, "measure": MEASURES, "nature": NATURES, "reading": READINGS}
    for key, allowed in words.items():
        if getattr(record, key) not in allowed:
            yield f"{key} '{getattr(record, key)}' is none of {', '.join(allowed)}"
    if record.relation in STATES and (record.value is not None or record.variable):
        yield f"is '{record.relation}', which goes with no number and no variable"
    if record.id in known:
        yield "stands twice"
    if bool(record.variable) != bool(record.reading):
        yield "has a variable without a reading, or a reading without a variable"
    if record.kind == "target" and bool(record.variable) == bool(record.reason):
        yield "needs either a variable or a reason for having none"


@cache
def targets() -> tuple[Record, ...]:
    """The plan's targets, restatements and untracked ones too."""
    return tuple(record for record in records() if record.kind == "target")


@cache
def by_id() -> dict[str, Record]:
    """The plan's targets by their ids."""
    return {target.id: target for target in targets()}


@dataclass(frozen=True)
class Sentence:
    """A place that names a target: the how many-eth sentence of it, and the records of it or why there are none."""

    document: str
    place: str
    sentence: int
    form: str
    subject: str
    records: tuple[str, ...]
    reason: str


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every sentence of the documents with a target in it, one entry a target, in their order."""
    return tuple(
        Sentence(**row | {"sentence": int(row["sentence"]), "records": tuple(row["records"].split())})
        for row in rows(ROOT / "target_sentences.csv")
    )
