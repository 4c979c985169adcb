"""Quantiles and probabilities of members that are more than may be held at once: the same numbers, each value read once."""

import numpy as np
import pytest
import xarray as xr

from model.analysis.uncertainty import quantiles as own
from model.analysis.uncertainty.quantiles import QUANTILES, quantiles, stretches
from model.folder.ensemble import summary

MEMBERS = 3000


@pytest.fixture
def members():
    random = np.random.default_rng(0)
    values = {
        "wide": (("member", "year", "label"), random.normal(size=(MEMBERS, 3, 7))),
        "gdp": (("member", "year"), random.normal(size=(MEMBERS, 3))),
        "same": (("year",), [1.0, 2.0, 3.0]),
    }
    return xr.Dataset(values, {"year": [2020, 2021, 2022], "member": np.arange(MEMBERS)})


@pytest.fixture
def ran():
    return np.flatnonzero(np.random.default_rng(1).random(MEMBERS) > 0.1)


@pytest.mark.parametrize("held", [2**22, 4000, 1])
def test_quantiles_do_not_depend_on_what_is_held(members, ran, held, monkeypatch):
    monkeypatch.setattr(own, "HELD", held)
    found = quantiles(members, ["wide", "gdp", "same"], ran)
    for name in ("wide", "gdp"):
        np.testing.assert_array_equal(found[name], np.quantile(members[name].values[ran], QUANTILES, axis=0))
    assert (found["same"] == [1.0, 2.0, 3.0]).all() and found.attrs["left_domain"] == MEMBERS - len(ran)


class Counted(xr.backends.BackendArray):
    """Values of which is noted how often each is read."""

    def __init__(self, values):
        self.values, self.shape, self.dtype = values, values.shape, values.dtype
        self.reads = np.zeros(values.shape[0], dtype=int)

    def __getitem__(self, key):
        self.reads[key.tuple[0]] += 1
        return self.values[key.tuple]


def test_each_value_is_read_once_and_few_at_a_time(members, ran, monkeypatch):
    from xarray.core.indexing import LazilyIndexedArray

    monkeypatch.setattr(own, "HELD", 4000)
    counted = Counted(members["wide"].values)
    lazy = xr.Dataset({"wide": (("member", "year", "label"), LazilyIndexedArray(counted))}, members.coords)
    quantiles(lazy, ["wide"], ran)
    assert (counted.reads == 1).all()


def test_stretches_are_of_whole_chunks_and_cover_all():
    found = list(stretches(5000, 1))
    assert [part.start % own.CHUNK for part in found] == [0] * len(found)
    assert [found[0].start, found[-1].stop] == [0, 5000]
    assert all(one.stop == other.start for one, other in zip(found, found[1:], strict=False))


def test_probabilities_do_not_depend_on_what_is_held(members, ran, monkeypatch):
    from model.data.catalogue import targets

    (target,) = [one for one in targets() if one.id == "pv-capacity-2025"]
    random = np.random.default_rng(2)
    years = list(range(2020, 2026))
    values = {"pv_capacity": (("member", "year"), random.uniform(2000, 4000, (MEMBERS, 6)), {"units": "1e4 kW"})}
    own_members = xr.Dataset(values, {"year": years, "member": np.arange(MEMBERS)}, {"base_year": 2020})
    expected = np.mean(values["pv_capacity"][1][ran, -1] >= target.value - 0.5)
    for held in (2**22, 1):
        monkeypatch.setattr(own, "HELD", held)
        assert summary._probabilities(own_members, [target], ran) == {target.id: pytest.approx(expected, abs=2e-3)}
