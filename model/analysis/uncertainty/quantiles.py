"""Quantiles over the members of an ensemble that ran."""

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile

import numpy as np
import xarray as xr

from model.analysis.uncertainty import QUANTILES
from model.analysis.uncertainty.batch import RAN

FAULTS = (OSError, ValueError, TypeError, KeyError, RuntimeError)  # of a store that is damaged, wherever it is cut
HELD = 2**20  # values held at once
CHUNK = 1024  # members of a chunk of a store


class UnreadableError(Exception):
    """Members of a store cannot be read: a part of it is lost or cut."""


def values_of(members: xr.DataArray) -> np.ndarray:
    """The values of members, read where they stand in a store.

    Raises
    ------
    UnreadableError
        Where they cannot be read.
    """
    try:
        return members.values
    except FAULTS as error:
        raise UnreadableError(f"{members.name}: {error}") from error


def quantiles(members: xr.Dataset, names: Iterable[str], ran: np.ndarray) -> xr.Dataset:
    """Quantiles of variables, ``quantile`` first; the same numbers whether the members are in memory or in a store.

    Parameters
    ----------
    members
        With the dimension ``member``.
    ran : array of int, shape (members that ran,)
        Their places.

    Returns
    -------
    xarray.Dataset
        With the attributes of the ensemble, ``members`` and ``left_domain`` (how many).
    """
    count = members.sizes["member"]
    each = {name: _of_variable(members[name], ran) for name in names}
    used = {dimension for dimensions, *_ in each.values() for dimension in dimensions}
    labels = {name: values for name, values in members.coords.items() if {*values.dims} <= used}
    attributes = members.attrs | {"members": count, "left_domain": count - len(ran)}
    return xr.Dataset(each, {"quantile": list(QUANTILES)} | labels, attributes)


def ran_in(status: xr.DataArray) -> np.ndarray:
    """The places of the members that ran."""
    return np.flatnonzero(values_of(status) == RAN)


def stretches(count: int, values: int) -> Iterator[slice]:
    """Stretches of members, of whole chunks of a store, that hold so many values a member; few enough to be held at once."""
    step = max(HELD // values // CHUNK, 1) * CHUNK
    return (slice(first, min(first + step, count)) for first in range(0, count, step))


def _of_variable(values: xr.DataArray, ran: np.ndarray) -> tuple[tuple, np.ndarray, dict]:
    if "member" not in values.dims:  # of the model: the same in every member
        bands = np.broadcast_to(values_of(values), (len(QUANTILES), *values.shape))
        return ("quantile", *values.dims), bands, values.attrs
    values = values.transpose("member", "year", ...)
    rows = [np.quantile(row, QUANTILES, overwrite_input=True) for row in _series(values, ran)]
    bands = np.array(rows, dtype=float).T.reshape(len(QUANTILES), *values.shape[1:])
    return ("quantile", *values.dims[1:]), bands, values.attrs


def _series(values: xr.DataArray, ran: np.ndarray) -> Iterator[np.ndarray]:
    """Each year of each label as an array over the members that ran; every value is read once, and few are held."""
    rows = max(int(np.prod(values.shape[1:])), 1)
    if values.size <= HELD:
        yield from np.array(values_of(values)[ran].reshape(len(ran), rows).T, order="C")
        return
    with TemporaryFile() as file:  # the values turned about, series by series
        before = 0
        for stretch in stretches(len(values), rows):
            there = ran[(ran >= stretch.start) & (ran < stretch.stop)] - stretch.start
            table = np.array(values_of(values[stretch])[there].reshape(len(there), rows).T, order="C")
            for place, row in enumerate(table):
                file.seek((place * len(ran) + before) * row.itemsize)
                file.write(row)
            before += len(there)
        file.seek(0)
        for _ in range(rows):
            yield np.fromfile(file, count=len(ran))
