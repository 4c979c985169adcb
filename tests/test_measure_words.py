"""What is counted has a word of its own in Chinese wherever its unit is told: in tables, of a variable, in a message."""

import pytest

from model.present.text.cells import told as cells_told
from model.present.text.explain import explain, variable_rows
from model.present.text.messages import told


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        ({"variable": "listed_companies", "unit": "count"}, "家"),
        ({"variable": "new_listings", "unit": "count/year"}, "家/年"),
        ({"variable": "programme_count[rural_water_sources]", "unit": "count"}, "处"),
        ({"id": "listed-companies-2025", "unit": "count"}, "家"),
        ({"id": "coal-boilers-2025", "unit": "count"}, "台"),
        ({"name": "rural_homes", "units": "count"}, "户"),
        ({"indicator": "green_factory_gain", "unit": "count"}, "家"),
        ({"variable": "gdp", "unit": "1e8 CNY/year"}, "亿元/年"),
        ({"id": "green-parks-2025", "unit": "count"}, "个"),
    ],
)
def test_a_unit_in_a_table(row, unit):
    (given,) = cells_told([row], "zh")
    assert list(given.values())[-1] == unit


def test_a_unit_of_a_variable():
    assert "单位      家/年" in explain("new_listings", lang="zh")
    assert "listed_companies = 15 家" in explain("listed_companies", lang="zh")
    units = {row["变量"]: row["单位"] for row in variable_rows("capital_market", "zh")}
    assert units["listed_companies"] == "家" and units["new_listings"] == "家/年"


@pytest.mark.parametrize(
    ("line", "chinese"),
    [
        ("  listed-companies-2025: at least 9 -> 3.62 count", "  listed-companies-2025：不低于9 -> 3.62 家"),
        (
            "listed_companies is -3 count at 2021, member 24; it must be at least 0",
            "listed_companies在2021年为-3家（成员24）；应不低于0",
        ),
        ("  green-parks-2025: at least 9 -> 3.62 count", "  green-parks-2025：不低于9 -> 3.62 个"),
        (
            "a.yaml:3: parameters.listed_companies_base: found -3; expected at least 0, in count",
            "a.yaml:3：parameters.listed_companies_base：读到-3；应为不低于0（单位：家）",
        ),
    ],
)
def test_a_unit_in_a_message(line, chinese):
    assert told(line, "zh") == chinese
