"""Each reading on numbers whose answer is known by hand."""

import numpy as np
import pytest
import xarray as xr

from model.analysis.reality import readings
from model.analysis.reality.readings import Quantity

YEARS = [2020, 2021, 2022]


@pytest.fixture
def quantity():
    """Three settings, 0, 1 and 3, over three years, compared with 10, 20, 40."""
    cases = xr.DataArray(
        [[10.0, 20, 40], [11, 18, 44], [15, 12, 50]],
        {"case": ["0", "1", "3"], "year": YEARS, "setting": ("case", [0.0, 1, 3])},
        ("case", "year"),
    )
    return Quantity(cases, xr.DataArray([10.0, 20, 40], {"year": YEARS}, ("year",)))


def test_value_is_the_value_itself(quantity):
    assert readings.value(quantity, (2021, 2022)).values.tolist() == [[20, 40], [18, 44], [12, 50]]
    assert readings.value(quantity, (2021,)).values.tolist() == [20, 18, 12]


def test_change_is_in_per_cent_of_the_comparison(quantity):
    assert readings.change(quantity, (2021,)).values == pytest.approx([0, -10, -40])


def test_a_rise_from_below_zero_is_a_rise():
    negative = Quantity(
        xr.DataArray([-5.0], {"year": [2021]}, ("year",)), xr.DataArray([-10.0], {"year": [2021]}, ("year",))
    )
    assert readings.change(negative, (2021,)).item() == pytest.approx(50)


def test_points_are_in_the_units_of_the_quantity(quantity):
    assert readings.points(quantity, (2022,)).values.tolist() == [0, 4, 10]


def test_growth_is_over_the_year_before(quantity):
    found = readings.growth(quantity, (2021, 2022))
    assert found.values == pytest.approx(np.array([[100, 100], [700 / 11, 2600 / 18], [-20, 3800 / 12]]))
    assert found.year.values.tolist() == [2021, 2022]
    assert readings.growth(quantity, (2022,)).values == pytest.approx([100, 2600 / 18, 3800 / 12])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("total", [70, 73, 77]),
        ("least", [10, 11, 12]),
        ("most", [40, 44, 50]),
        ("peak_year", [2022, 2022, 2022]),
        ("yearly", [[10, 20], [7, 26], [-3, 38]]),
        ("steps", [[1, -2, 4], [4, -6, 6]]),
        ("marginal", [[1, -2, 4], [2, -3, 3]]),
    ],
)
def test_summary(quantity, name, expected):
    found = readings.SUMMARIES[name](readings.value(quantity, YEARS))
    assert found.values.tolist() == expected


def test_the_first_of_several_peaks_counts():
    flat = xr.DataArray([1.0, 3, 3], {"year": YEARS}, ("year",))
    assert readings.peak_year(flat).item() == 2021


def test_same_way_is_of_signs():
    one, other = (xr.DataArray(np.array(v), dims="year") for v in ([1.0, -2, 3, 0], [4.0, -1, -1, 2]))
    assert readings.same_way(one, other).values.tolist() == [1, 1, 0, 0]


@pytest.mark.parametrize("name", readings.SUMMARIES)
def test_what_is_not_a_number_does_not_pass_for_one(name):
    broken = xr.DataArray(
        [[1.0, np.nan, 2.0]] * 2, {"case": ["0", "1"], "year": YEARS, "setting": ("case", [0.0, 1])}, ("case", "year")
    )
    summary = readings.SUMMARIES[name]
    found = summary(broken, broken) if name == "same_way" else summary(broken)
    assert bool(found.isnull().any())


def test_every_reading_says_what_it_is():
    assert all(f.__doc__ for f in (*readings.MEASURES.values(), *readings.SUMMARIES.values()))
