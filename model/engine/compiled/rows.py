"""Rows of a table by name, each cut out when it is asked for: of some thousand series, a reader asks for few."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import numpy as np


class Rows(Mapping):
    """The rows of a table, shape (rows, ...); ``places`` has the row of each name, in the order of the rows."""

    def __init__(self, places: Mapping[str, int], table: np.ndarray):
        self.places, self.table = places, table

    def __getitem__(self, name: str) -> np.ndarray:
        return self.table[self.places[name]]

    def at(self, names: Iterable[str]) -> np.ndarray:
        """The rows of these names, in their order."""
        return self.table[[self.places[name] for name in names]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __or__(self, other: Mapping) -> dict:
        return {**self, **other}

    def __ror__(self, other: Mapping) -> dict:
        return {**other, **self}


class Later(Rows):
    """Rows of a table that is made when one is first asked for."""

    def __init__(self, places: Mapping[str, int], make: Callable[[], np.ndarray]):
        self.places, self._make = places, make

    @cached_property
    def table(self) -> np.ndarray:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The table."""
        return self._make()


def places_of(*names: Iterable[str]) -> dict[str, int]:
    """The row of each name, where these lists stand one after the other."""
    return {name: place for place, name in enumerate(name for each in names for name in each)}
