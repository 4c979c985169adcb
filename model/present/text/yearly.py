"""The yearly results as one wide table for a spreadsheet: a row a variable, a column a year."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from os import PathLike
from typing import Any

import xarray as xr

from model.export.files import write_table
from model.present.text.cells import heads
from model.present.text.cells import told as in_words

LEAD = ("variable", "title", "title_zh", "sector", "kind", "unit", "source_status")


def write_results(results: xr.Dataset, path: str | PathLike, lang: str = "en") -> None:
    """Write ``results.csv``: what has years, one row a variable, or one an element where it has labels."""
    years = [str(year) for year in results.variables["year"].values.tolist()]
    write_table(in_words(rows(results), lang), path, (*LEAD, *years), heads(LEAD, lang))


def rows(results: xr.Dataset) -> Iterator[dict[str, Any]]:
    """The rows of the table, in the order of the results."""
    years = [str(year) for year in results.variables["year"].values.tolist()]
    labels = {str(d): _labels(results, str(d)) for d in results.dims if d != "year"}
    for name, variable in results.variables.items():
        if name in results.coords or variable.dims[:1] != ("year",):
            continue
        attrs = variable.attrs
        lead = {key: attrs.get(key, "") for key in ("sector", "kind", "source_status")} | {"unit": attrs["units"]}
        series = variable.values.reshape(len(years), -1).T.tolist()
        for element, values in zip(product(*(labels[str(d)] for d in variable.dims[1:])), series, strict=True):
            yield _names(str(name), attrs, element) | lead | dict(zip(years, values, strict=True))


def _labels(results: xr.Dataset, dimension: str) -> list[tuple[str, str, str]]:
    """The labels of a dimension, each with its titles in English and Chinese."""
    plain = results.variables[dimension].values.astype(str).tolist()
    titles = [f"{dimension}_title", f"{dimension}_title_zh"]
    titled = [results.variables[title].values.tolist() if title in results.coords else plain for title in titles]
    return list(zip(plain, *titled, strict=True))


def _names(name: str, attrs: Mapping[str, str], labels: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """The name and the titles of a variable, or of its element."""
    whole = {"variable": name, "title": attrs["long_name"], "title_zh": attrs["long_name_zh"]}
    if not labels:
        return whole
    plain, english, chinese = zip(*labels, strict=True)
    return {
        "variable": f"{name}[{','.join(plain)}]",
        "title": f"{whole['title']} ({', '.join(english)})",
        "title_zh": f"{whole['title_zh']}（{'、'.join(chinese)}）",
    }
