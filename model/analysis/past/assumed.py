"""Figures that the estimation and the backtests take beside the record, each with its status and source."""

from dataclasses import dataclass
from functools import cache

from model.data import rows
from model.data.estimates import FOLDER


@dataclass(frozen=True)
class Derivation:
    """How a figure of an earlier pack is derived: ``spread`` over its value, and what it ``goes_with``, if it is lent.

    Where there is a spread it is an assumption.
    """

    goes_with: str
    spread: float
    how: str


@cache
def _figures() -> dict[tuple[str, int | None], float]:
    return {
        (row["name"], int(row["year"]) if row["year"] else None): float(row["value"])
        for row in rows(FOLDER / "assumed.csv")
    }


def assumed(name: str, year: int | None = None) -> float:
    """A figure, of a year where it is one of a year."""
    return _figures()[name, year]


def assumed_by_year(name: str) -> dict[int, float]:
    """A figure by year."""
    return {year: value for (figure, year), value in _figures().items() if figure == name and year is not None}


@cache
def derivations() -> dict[str, Derivation]:
    """How each figure of an earlier pack is derived, by element name."""
    return {
        row["name"]: Derivation(row["goes_with"], float(row["spread"] or 0), row["how"])
        for row in rows(FOLDER / "derivations.csv")
    }
