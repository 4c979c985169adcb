"""Quantiles over the members of an ensemble that ran."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import xarray as xr

from model.analysis.uncertainty import QUANTILES
from model.analysis.uncertainty.batch import RAN

HELD = 2**22  # values held at once


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
    kept: Any = slice(None) if len(ran) == count else ran  # a slice is read without a copy
    each = {name: _of_variable(members[name], kept) for name in names}
    used = {dimension for dimensions, *_ in each.values() for dimension in dimensions}
    labels = {name: values for name, values in members.coords.items() if {*values.dims} <= used}
    attributes = members.attrs | {"members": count, "left_domain": count - len(ran)}
    return xr.Dataset(each, {"quantile": list(QUANTILES)} | labels, attributes)


def ran_in(status: xr.DataArray) -> np.ndarray:
    """The places of the members that ran."""
    return np.flatnonzero(status.values == RAN)


def _of_variable(values, kept):
    """As many series at a time as may be held at once: those of a year, or of some of its labels."""
    if "member" not in values.dims:  # of the model: the same in every member
        told = np.broadcast_to(values.values, (len(QUANTILES), *values.shape))
        return ("quantile", *values.dims), told, values.attrs
    values = values.transpose("member", "year", ...)
    told = np.empty((len(QUANTILES), *values.shape[1:]))
    size = max(1, HELD // values.sizes["member"])
    for year in range(values.sizes["year"]):
        for first in range(0, values.shape[-1], size) if values.ndim > 2 else (None,):
            part = (year,) if first is None else (year, ..., slice(first, first + size))
            own = np.array(values[(kept, *part)].values)
            told[(slice(None), *part)] = np.quantile(own, QUANTILES, axis=0, overwrite_input=True)
    return ("quantile", *values.dims[1:]), told, values.attrs
