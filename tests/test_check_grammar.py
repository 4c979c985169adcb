"""The language of checks: what it reads, and what it refuses with words."""

import numpy as np
import pytest
import toy
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from model.analysis.reality.grammar import Place, Unknown, Unreadable, expectation, reading
from model.analysis.reality.readings import Quantity

YEARS = tuple(range(2020, 2024))
PLACE = Place(toy.system(), YEARS)
SWEEP = Place(toy.system(), YEARS, swept=True, numeric=True)
VALUES = {
    "lake": [1.0, 2, 4, 8],
    "rain": [1.0, 1, 1, 1],
    "demand[farm]": [3.0, 6, 9, 12],
    "demand[town]": [1.0, 1, 1, 1],
}


class Runs:
    """Values of one case, compared with half of them."""

    def quantity(self, element):
        array = xr.DataArray(VALUES[element], {"year": list(YEARS)}, ("year",))
        return Quantity(array, array / 2)

    def imbalance(self):
        return xr.DataArray([[0.1, 0.2, 0.3, 0.4]], {"variable": ["water"], "year": list(YEARS)}, ("variable", "year"))


def computed(text):
    return np.asarray(reading(text, PLACE).measure.compute(Runs())).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("value(lake, 2022)", 4),
        ("value(lake)", [2, 4, 8]),
        ("value(lake, 2020-2021)", [1, 2]),
        ("value(lake, 2023, 2020-2021)", [1, 2, 8]),
        ("change(lake, 2022)", 100),
        ("points(lake, 2022)", 2),
        ("growth(lake, 2022)", 100),
        ("value(lake + 2 * rain, 2022)", 6),
        ("value(-lake / 2, 2022)", -2),
        ("change(lake - rain, 2022)", 100),
        ("value(demand[farm], 2021)", 6),
        ("value(demand, 2021)", [6, 1]),
        ("value([lake, lake * rain], 2021)", [2, 2]),
        ("value(demand / lake, 2021)", [3, 0.5]),
        ("total(value(lake, 2020-2023))", 15),
        ("value(lake, 2023) - most(value(lake, 2020-2022))", 4),
        ("1 - value(lake, 2020) * 2", -1),
        ("same_way(points(lake, 2021), value(rain, 2021))", 1),
        ("peak_year(value(lake))", 2023),
        ("imbalance(2022)", [0.3]),
        ("imbalance()", [[0.2, 0.3, 0.4]]),
    ],
)
def test_what_is_read(text, expected):
    assert computed(text) == pytest.approx(expected) if np.ndim(expected) < 2 else computed(text) == expected


def test_a_condition_is_a_reading_of_its_own():
    found = reading("change(lake) where value(rain) >= 1", PLACE)
    measure, held = found.condition
    assert measure.compute(Runs()).values.tolist() == [1, 1, 1]
    assert (held.low, held.high, held.strict) == (1, np.inf, False)
    assert [term.elements for term in found.terms] == [{"lake"}, {"rain"}]


def test_what_is_read_names_its_elements():
    assert reading("value(demand) / value(lake)", PLACE).measure.elements == {"demand[farm]", "demand[town]", "lake"}
    assert reading("imbalance()", PLACE).measure.others == {"imbalance"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("change(laek, 2022)", "variable 'laek' of the model (did you mean 'lake'?)"),
        ("change(demand[fram], 2022)", "element 'demand[fram]' of the model (did you mean 'demand[farm]'?)"),
        ("value(lake) where value(lkae) > 1", "variable 'lkae'"),
    ],
)
def test_what_the_model_has_not_is_named(text, part):
    with pytest.raises(Unknown) as error:
        reading(text, PLACE)
    assert part in str(error.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "cannot be read"),
        ("change(lake", "cannot be read"),
        ("lake", "expected a measure"),
        ("chagne(lake)", "did you mean 'change'"),
        ("change()", "without a quantity"),
        ("change(lake, year=2022)", "expected one of"),
        ("change(2, 2022)", "expected a quantity"),
        ("change('lake')", "expected a variable"),
        ("change(lake, 2019)", "found the years '2019'"),
        ("change(lake, 2024)", "found the years '2024'"),
        ("change(lake, 2023-2021)", "found the years '2023-2021'"),
        ("change(lake, 2021.5)", "found the years '2021.5'"),
        ("change(lake, rain)", "found the years 'rain'"),
        ("growth(lake, 2020-2022)", "the base year"),
        ("total(value(lake, 2022))", "of one year"),
        ("yearly(total(value(lake)))", "of one year"),
        ("steps(value(lake))", "of one case"),
        ("total(value(lake), value(rain))", "found 2 measures"),
        ("same_way(value(lake))", "found 1 measures"),
        ("value([lake])", "expected a variable, a list of several"),
        ("value([lake, [lake, rain]])", "list in a list"),
        ("value([lake, 2])", "a number in one"),
        ("value(demand * demand)", "two lists side by side"),
        ("value(lake, 2021-2022) - value(lake, 2022-2023)", "other years"),
        ("value(lake) where value(lake, 2021-2022) > 0", "other years"),
        ("value(lake) where value(rain)", "without an expectation"),
        ("value(lake ** 2)", "expected a variable"),
        ("value(lake > 2)", "expected a variable"),
        ("value(__import__('os'))", "expected a variable"),
        ("imbalance(lake)", "found the years 'lake'"),
    ],
)
def test_what_is_not_of_the_language_is_refused(text, part):
    with pytest.raises(Unreadable) as error:
        reading(text, PLACE)
    assert part in str(error.value)


def test_marginal_wants_numbers():
    assert reading("marginal(value(lake))", SWEEP).measure.axes == {"case", "year"}
    with pytest.raises(Unreadable, match="no numbers"):
        reading("marginal(value(lake))", Place(toy.system(), YEARS, swept=True))


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        ("<= -1", [-1, -2], [-0.999, np.nan]),
        ("< 2", [1.9], [2, 3]),
        (">= 0", [0, 5], [-1e-12, np.nan]),
        ("> 1e-3", [1], [1e-3]),
        ("within 0.5", [-0.5, 0, 0.5], [0.51, -0.51]),
        ("within 1e-9 of 100", [100, 100 + 9e-10], [100 + 2e-9]),
        ("between -2 and 3", [-2, 0, 3], [-2.1, 3.1]),
    ],
)
def test_expectation(text, holds, fails):
    found = expectation(text)
    assert found.holds(xr.DataArray(np.array(holds, dtype=float))).all()
    assert not found.holds(xr.DataArray(np.array(fails, dtype=float))).any()


@pytest.mark.parametrize(
    "text", ["", "1", "= 1", "<= x", "within", "between 1", "between 3 and 1", "within 1 of", "<= 1 and >= 0"]
)
def test_no_expectation(text):
    with pytest.raises(Unreadable, match="found"):
        expectation(text)


@given(st.floats(-1e6, 1e6), st.floats(-10, 10), st.floats(0, 10))
def test_room_is_positive_inside_and_negative_outside(found, low, width):
    held = expectation(f"between {low!r} and {low + width!r}")
    value = xr.DataArray(found)
    assert bool(held.room(value) >= 0) == bool(held.holds(value))
