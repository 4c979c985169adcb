"""Units: what a declared unit text means, and how a scenario's ``400 万千瓦`` becomes a number in it.

The grammar is our own, so that a text can only ever be numbers, unit names, ``*``, ``/`` and parentheses; Pint holds
the units and their dimensions. It is imported when first needed, for it is slow to import and a run needs no units.
A number binds with the unit that follows it: ``tce/1e4 CNY`` is tce per 1e4 CNY.
"""

import math
import re
import unicodedata
from difflib import get_close_matches
from functools import cache, lru_cache
from threading import RLock
from typing import Any

from model.errors import shown

ONCE = RLock()
LONGEST = 80  # characters of a value or unit text; the longest sensible one has about forty

# No prefixes: every unit is named, so ``mu`` is the Chinese acre and nothing else. Counts and CO2 have no dimension.
DEFINITIONS = """
m = [length]
kg = [mass]
year = [time] = yr
CNY = [currency] = yuan = RMB
person = [population] = persons = people
sheep_unit = [livestock] = sheep_units
count = []
percent = 0.01
CO2 = 1 = CO2e
day = year / 365.2425 = d = days
hour = day / 24 = h = hours
s = hour / 3600
km = 1000 m
mm = 0.001 m
m2 = m ** 2
m3 = m ** 3
km2 = 1e6 m ** 2
ha = 1e4 m ** 2
mu = ha / 15
g = 0.001 kg
t = 1000 kg = tonne = tonnes = tCO2
J = kg * m ** 2 / s ** 2
kJ = 1e3 J
MJ = 1e6 J
GJ = 1e9 J
TJ = 1e12 J
PJ = 1e15 J
EJ = 1e18 J
kWh = 3.6 MJ
MWh = 3.6 GJ
GWh = 3.6 TJ
TWh = 3.6 PJ
tce = 29.3076 GJ
kgce = 0.0293076 GJ
gce = 0.0293076 MJ
W = J / s
kW = 1e3 W
MW = 1e6 W
GW = 1e9 W
TW = 1e12 W
"""

SCALES = {"亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2}

CHINESE = {
    "吨标准煤": "tce", "吨标煤": "tce", "千克标准煤": "kgce", "克标准煤": "gce", "焦耳": "J", "吉焦": "GJ",
    "千瓦时": "kWh", "千瓦小时": "kWh", "兆瓦时": "MWh", "吉瓦时": "GWh", "度": "kWh",
    "千瓦": "kW", "兆瓦": "MW", "吉瓦": "GW", "元": "CNY", "元人民币": "CNY",
    "吨": "t", "公斤": "kg", "千克": "kg", "克": "g", "二氧化碳": "CO2", "二氧化碳当量": "CO2",
    "立方米": "m3", "方": "m3", "平方米": "m2", "平方公里": "km2", "平方千米": "km2", "公顷": "ha", "亩": "mu",
    "公里": "km", "千米": "km", "毫米": "mm", "米": "m", "年": "year", "天": "day", "日": "day", "小时": "hour",
    "人": "person", "人口": "person", "羊单位": "sheep_unit", "个标准羊单位": "sheep_unit",
    "个": "count", "家": "count", "项": "count", "座": "count", "处": "count", "件": "count", "户": "count",
    "百分点": "percent", "个百分点": "percent",
}  # fmt: skip

SYMBOLS = {"%": "percent", "每": "/"}

EACH = re.compile(r"^(?:/|每|(?:an?|per)\s)\s*")  # before the unit of a rate of what has none: 0.05 a year
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?"
COMMA = "where a comma parts no thousands, as in 12,345, and a decimal point is a point"
TOKEN = re.compile(
    rf"\s*(?:(?P<number>{NUMBER})"
    rf"|(?P<chinese>{'|'.join(sorted((*CHINESE, *SCALES), key=len, reverse=True))})"
    r"|(?P<name>[A-Za-z_]+[0-9]?(?![A-Za-z0-9_])|CO2e(?![A-Za-z0-9_]))|(?P<symbol>[*/()%每]))",
    re.ASCII,
)


def registry() -> Any:
    """The Pint registry of the model's units, made once: quantities of two cannot be told in each other."""
    with ONCE:
        return _registry()


@cache
def _registry() -> Any:
    import pint

    lines: Any = DEFINITIONS.strip().splitlines()  # which Pint reads as it reads a file
    return pint.UnitRegistry(lines, cache_folder=None)


def quantity(text_units: str, magnitude: float = 1.0) -> Any:
    """``magnitude`` of the units that a text declares, as a Pint quantity.

    Parameters
    ----------
    text_units
        Such as ``1e8 CNY/year``, ``tce/1e4 CNY``, ``%`` or ``1``; its number scales go into the magnitude.
    magnitude
        How many of those units.

    Raises
    ------
    ValueError
        Where the text is no product of numbers and known units.

    """
    return magnitude * _unit_quantity(text_units)


def convert(text: str, units: str) -> float:
    """A scenario's value text as a number in declared units.

    Units that end in ``/year`` are also met by the year's total, for a plan writes ``872 亿元`` and means the year's.

    Parameters
    ----------
    text
        A number and its units, in Chinese or not: ``400 万千瓦``, ``55e4 ha``, ``1.1e3 亿元/年``, ``15 %``.
    units
        The declared units to convert to.

    Raises
    ------
    ValueError
        Saying what was found and which units were expected.

    Examples
    --------
    >>> convert("3 GW", "1e4 kW")
    300.0

    """
    if len(text) > LONGEST:
        raise ValueError(f"found {len(text)} characters of text; expected a number in {units}")
    plain = unicodedata.normalize("NFKC", text).strip()
    start = re.match(rf"[+-]?\s*{NUMBER}", plain, re.ASCII)
    if not start:
        raise ValueError(f"found {text!r}; expected a number in {units}, or a number with units that convert to it")
    rest = plain[start.end() :].strip()
    if rest.startswith(","):
        raise ValueError(f"found {text!r}, {COMMA}; expected a number in {units}")
    factor = _factor(rest, text, units)
    magnitude = float(re.sub(r"[\s,]", "", start[0]))
    # A rounded last digit makes 55e4 ha the 825e4 mu that a reader expects.
    value = magnitude if factor == 1 else float(f"{magnitude * factor:.14g}")
    if not math.isfinite(value):
        raise ValueError(f"found {text!r}; expected a finite number in {units}")
    return value


def number_in(given: object, units: str) -> float:
    """A given number, or a text with units, as a number in declared units; raises ValueError saying what was expected."""
    if isinstance(given, str):
        return convert(given, units)
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise ValueError(f"found {shown(given)}; expected a finite number in {units}, or text with units")
    return float(given)


def _factor(given: str, text: str, units: str) -> float:
    if given == units:  # the declared units themselves need no registry, which takes long to import
        return 1
    if not re.search(r"[^\d\s.,eE+*/()万亿千百-]", given):
        expected = f"a plain number, or units that convert to {units}"
        raise ValueError(f"found {text!r}, text without units; expected {expected}")
    try:
        unit = _unit_quantity(given)
    except ValueError as error:
        raise ValueError(f"found {text!r}, where {error}; expected units that convert to {units}") from None
    ratio: Any = unit / _unit_quantity(units)
    if units.endswith("/year") and ratio.dimensionality == {"[time]": 1}:
        ratio = ratio / registry().Quantity(1.0, "year")
    if not ratio.dimensionless:
        raise ValueError(f"found {text!r}, which measures something else; expected units that convert to {units}")
    return ratio.to_root_units().magnitude


@lru_cache(4096)
def _unit_quantity(text: str) -> Any:
    tokens = _tokens(text)
    result = _product(tokens)
    if tokens:
        raise ValueError(f"'{tokens[0][1]}' is out of place")
    return result


def _tokens(text: str) -> list[tuple[str, float | str]]:
    """(kind, value) of each token: numbers, unit names of the registry, and the symbols * / ( )."""
    plain = EACH.sub("1/", unicodedata.normalize("NFKC", text).strip())
    if len(plain) > LONGEST:
        raise ValueError(f"the unit text is longer than {LONGEST} characters")
    tokens, position = [], 0
    while position < len(plain):
        match = TOKEN.match(plain, position)
        if not match:
            raise ValueError(f"{plain[position:].strip()[:20]!r} cannot be read as units")
        kind = str(match.lastgroup)
        tokens.append(_token(kind, match[kind]))
        position = match.end()
    return tokens


def _token(kind: str, value: str) -> tuple[str, float | str]:
    if kind == "number":
        scale = float(value.replace(",", ""))
        if not 1e-12 <= scale <= 1e12:
            raise ValueError(f"the scale {value[:20]} is out of range")
        return kind, scale
    if value in SCALES:
        return "number", SCALES[value]
    value = CHINESE.get(value, SYMBOLS.get(value, value))
    if kind == "name" and value not in unit_names():
        raise ValueError(f"'{value}' is no unit{_hint(value[:LONGEST])}")
    return ("symbol" if value in "*/()" else "name"), value


def _hint(name: str) -> str:
    """The unit of the same letters, whatever their case; else the nearest of a like length."""
    same = [known for known in unit_names() if known.lower() == name.lower()]
    near = same or [known for known in get_close_matches(name, unit_names(), n=3) if len(known) >= len(name) - 1]
    return f" (did you mean '{near[0]}'?)" if near else ""


@cache
def unit_names() -> tuple[str, ...]:
    """Every unit name that a text may use."""
    definitions = [line.split("=") for line in DEFINITIONS.strip().splitlines()]
    return tuple(name.strip() for parts in definitions for name in (parts[0], *parts[2:]))


def _product(tokens: list[tuple[str, float | str]]) -> Any:
    result = _group(tokens)
    while tokens and tokens[0] != ("symbol", ")"):
        kind, value = tokens[0]
        if kind == "number":
            raise ValueError(f"the number {value:g} follows a unit")
        divide = (kind, value) == ("symbol", "/")
        if kind == "symbol" and str(value) in "*/":
            tokens.pop(0)
        factor = _group(tokens)
        result = result / factor if divide else result * factor
    return result


def _group(tokens: list[tuple[str, Any]]) -> Any:
    """A unit or a parenthesis, with the numbers before it; or numbers alone."""
    scale, counted = 1.0, False
    while tokens and tokens[0][0] == "number":
        scale, counted = scale * tokens.pop(0)[1], True
    if tokens and tokens[0][0] == "name":
        return registry().Quantity(scale, tokens.pop(0)[1])
    if tokens and tokens[0] == ("symbol", "("):
        tokens.pop(0)
        inner = _product(tokens)
        if not tokens or tokens.pop(0) != ("symbol", ")"):
            raise ValueError("a parenthesis is not closed")
        return scale * inner
    if not counted:
        raise ValueError("a unit is missing")
    return registry().Quantity(scale, "")
