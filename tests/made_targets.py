"""Series whose readings are known, and targets of them."""

from dataclasses import fields

import numpy as np
import xarray as xr

from model.data.catalogue import Record
from model.plan.targets import judge

YEARS = np.arange(2020, 2028)
RESULTS = xr.Dataset(
    {
        "gdp": ("year", 100 * 1.05 ** (YEARS - 2020), {"units": "1e8 CNY/year"}),
        "deposits": ("year", 100 * 1.08 ** (YEARS - 2020), {"units": "1e8 CNY"}),
        "linear": ("year", 10.0 + (YEARS - 2020), {"units": "1"}),
        "falling": ("year", 100.0 - 3 * (YEARS - 2020), {"units": "1"}),
        "squares": ("year", (YEARS - 2020.0) ** 2, {"units": "1"}),
        "flat": ("year", 0.0 * YEARS + 3, {"units": "1"}),
        "coverage": ("year", 100.0 - 0.6 * 0.5 ** (YEARS - 2024), {"units": "%"}),
        "hill": ("year", [1.0, 2, 3, 4, 5, 4, 3, 2], {"units": "1"}),
        "two_hills": ("year", [1.0, 2, 3, 4, 5, 4, 3, 9], {"units": "1"}),
        "by_use": (("year", "use"), np.stack([YEARS - 2020.0, YEARS - 2010.0], axis=1), {"units": "1"}),
    },
    {"year": YEARS, "use": ["farm", "town"]},
)


def target(variable, reading, relation="at least", value=None, year=2025, **other):
    words = dict.fromkeys((field.name for field in fields(Record)), "")
    numbers = {"base_value": None, "base_year": None, "upper": None, "year": year, "value": value}
    names = {"id": "t1", "name": "Thing", "name_zh": "事物", "kind": "target", "sector": "water", "unit": "1"}
    wanted = {"variable": variable, "reading": reading, "relation": relation, "printed": f"{value or 0:.10g}"}
    return Record(**words | numbers | names | wanted | other)


def row(*given, results=RESULTS, **other):
    return judge([target(*given, **other)], results)[0]
