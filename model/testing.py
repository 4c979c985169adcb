"""For tests of one's own: whether two results of the model are the same."""

import numpy as np
import xarray as xr

OF_THE_DAY = {"history"}  # attributes that say when a result was made


def assert_same_results(a: xr.Dataset, b: xr.Dataset, rtol: float = 0.0) -> None:
    """Assert that two results have the same variables and attributes, and the same values.

    Parameters
    ----------
    rtol
        By how much values may differ, relative to those of ``b``; 0 for the same to the bit.

    Raises
    ------
    AssertionError
        Naming what only one of them has, the attributes that differ, or every variable that differs and by how much.
    """
    alone = sorted(map(str, set(a.variables) ^ set(b.variables)))
    assert not alone, f"only one of the two has {', '.join(alone)}"
    said = sorted(key for key in {*a.attrs, *b.attrs} - OF_THE_DAY if a.attrs.get(key) != b.attrs.get(key))
    assert not said, f"attributes differ: {', '.join(said)}"
    faults = [f"{name}: {fault}" for name in b.variables if (fault := _difference(a[name], b[name], rtol))]
    assert not faults, "\n".join(faults)


def _difference(a: xr.DataArray, b: xr.DataArray, rtol: float) -> str:
    """How two variables differ; empty where they do not."""
    if a.dims != b.dims or a.shape != b.shape:
        return f"on {dict(a.sizes)} and on {dict(b.sizes)}"
    if a.attrs != b.attrs:
        return "attributes differ"
    if b.dtype.kind not in "fc":
        return "" if (a.values == b.values).all() else "labels differ"
    if np.isclose(a.values, b.values, rtol=rtol, atol=0.0, equal_nan=True).all():
        return ""
    with np.errstate(all="ignore"):
        apart = np.atleast_1d(np.abs(a.values - b.values) / np.abs(b.values))
    apart[np.atleast_1d(np.isnan(a.values) != np.isnan(b.values))] = np.inf
    return f"differs by up to {np.nanmax(apart):.3g} of its value"
