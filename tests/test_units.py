"""Units: every way of declaring them, Chinese and English values, and refusals that are clear and fast."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.scenario.units import LONGEST, convert, quantity, registry, unit_names

DECLARED = {
    "1e8 CNY/year": (1e8, "CNY/year"),
    "1e4 kW": (1e4, "kW"),
    "1e4 kW*h": (1e4, "kWh"),
    "CNY/kWh": (1.0, "CNY/kWh"),
    "tce/1e4 CNY": (1e-4, "tce/CNY"),
    "m3/1e4 CNY": (1e-4, "m3/CNY"),
    "1e8 m3/year": (1e8, "m3/year"),
    "%": (0.01, ""),
    "1": (1.0, ""),
    "1/year": (1.0, "1/year"),
    "h/year": (1.0, "h/year"),
    "1e8/1e4": (1e4, ""),
    "%/year": (0.01, "1/year"),
    "1e4 tce/(1e8 kWh)": (1e-4, "tce/kWh"),
    "g/kWh": (1.0, "g/kWh"),
    "CNY/person/year": (1.0, "CNY/person/year"),
    "kg/mu": (15.0, "kg/ha"),
    "mm/year": (0.001, "m/year"),
    "count": (1.0, ""),
    "sheep_unit/ha": (1.0, "sheep_unit/ha"),
}

VALUES = [
    ("400 万千瓦", "1e4 kW", 400),
    ("3250万千瓦", "1e4 kW", 3250),
    ("3 GW", "1e4 kW", 300),
    ("872 亿元", "1e8 CNY", 872),
    ("1.1e3 亿元/年", "1e8 CNY/year", 1100),
    ("1,200 亿元", "1e8 CNY", 1200),
    ("1.5 万亿元", "1e8 CNY", 15000),
    ("55e4 ha", "1e4 mu", 825),
    ("550 万亩", "1e4 mu", 550),
    ("15 %", "%", 15),
    ("15％", "1", 0.15),
    ("4.96 %", "%", 4.96),
    ("-1.5 个百分点", "%", -1.5),
    ("240 亿千瓦时", "1e8 kWh/year", 240),
    ("24 TWh", "1e8 kWh", 240),
    ("7000 万吨标准煤", "1e4 tce/year", 7000),
    ("29.3076 GJ", "tce", 1),
    ("1万吨", "1e4 t", 1),
    ("70 亿立方米", "1e8 m3/year", 70),
    ("120 CNY/t", "CNY/t", 120),
    ("120 元每吨", "CNY/t", 120),
    ("300 毫米", "mm/year", 300),
    ("720 万人", "1e4 person", 720),
    ("0.5 吨标准煤/万元", "tce/1e4 CNY", 0.5),
    ("3 m³/万元", "m3/1e4 CNY", 3),
    ("1500 小时/年", "h/year", 1500),
    ("5 t CO2", "t", 5),
    ("12 家", "count", 12),
    ("0.05 每年", "1/year", 0.05),
    ("0.05/年", "1/year", 0.05),
    ("0.05 a year", "1/year", 0.05),
    ("130 a year", "count/year", 130),
]

REFUSED = [
    ("5", "text without units"),
    ("5 万", "text without units"),
    ("5 kg", "measures something else"),
    ("5 kWx", "did you mean 'kW'?"),
    ("5 kW 3", "the number 3 follows a unit"),
    ("5 kW(", "a unit is missing"),
    ("5 (kW", "a parenthesis is not closed"),
    ("5 kW)", "is out of place"),
    ("5 kW/0 h", "the scale 0 is out of range"),
    ("5 千瓦吗", "cannot be read as units"),
    ("", "expected a number"),
    ("nan kW", "expected a number"),
    ("kW", "expected a number"),
    ("1e999999999 kW", "expected a finite number"),
    ("1e999999999", "text without units"),
    ("9**9**9", "text without units"),
    ("9 kW**9**9", "a unit is missing"),
    ("1e12 1e12 1e999999999 kW", "out of range"),
    ("__import__('os').getcwd()", "expected a number"),
    ("5 __import__('os')", "is no unit"),
    ("5 " + "(" * 70 + "kW", "a parenthesis is not closed"),
    ("5 kW" + "/kW" * 100_000, "characters of text"),
    ("9" * 1_000_000, "characters of text"),
]


@pytest.mark.parametrize("text", DECLARED)
def test_declared_units(text):
    magnitude, units = DECLARED[text]
    expected = registry().Quantity(magnitude, units)
    assert quantity(text).dimensionality == expected.dimensionality
    assert quantity(text, 3.0).to(expected.units).magnitude == pytest.approx(3 * magnitude, rel=1e-12)


@pytest.mark.parametrize(("text", "units", "value"), VALUES)
def test_values_convert_to_the_last_digit(text, units, value):
    assert convert(text, units) == value


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refusals_say_why_and_are_fast(text, reason):
    registry()
    start = time.process_time()  # of work, which a loaded machine does not stretch
    with pytest.raises(ValueError, match="^found .*; expected .*") as caught:
        convert(text, "1e4 kW")
    assert time.process_time() - start < 0.5
    assert reason in str(caught.value)
    assert "kW" in str(caught.value)


def test_a_stock_is_not_met_by_a_rate():
    with pytest.raises(ValueError, match="expected units that convert to 1e8 CNY$"):
        convert("872 亿元/年", "1e8 CNY")


def test_energy_units_agree():
    assert convert("1 kWh", "kJ") == 3600
    assert convert("1 tce", "kWh") == pytest.approx(8141, rel=1e-5)


def test_every_unit_is_known_to_pint():
    for name in unit_names():
        assert quantity(name).magnitude == 1


@given(st.text(alphabet="0123456789.eE+-*/()% kWhCNYt万亿千元年吨,^_\n", max_size=LONGEST + 5) | st.text())
def test_any_text_is_a_number_or_a_clear_refusal(text):
    try:
        value = convert(text, "1e4 kW")
    except ValueError as error:
        assert str(error).startswith("found ")
    else:
        assert isinstance(value, float)
