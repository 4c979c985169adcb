"""The yearly results as one wide table for a spreadsheet: a row a variable, a column a year."""

from collections.abc import Iterator
from itertools import product
from os import PathLike
from typing import Any

import xarray as xr

from model.export.files import write_table
from model.present.text.tables import heads

LEAD = ("variable", "title", "title_zh", "sector", "kind", "unit", "source_status")


def write_results(results: xr.Dataset, path: str | PathLike, lang: str = "en") -> None:
    """Write ``results.csv``: what has years, one row a variable, or one an element where it has labels."""
    years = [str(year) for year in results["year"].values.tolist()]
    write_table(list(rows(results)), path, (*LEAD, *years), heads(LEAD, lang))


def rows(results: xr.Dataset) -> Iterator[dict[str, Any]]:
    """The rows of the table, in the order of the results."""
    years = [str(year) for year in results["year"].values.tolist()]
    for name, variable in results.data_vars.items():
        if variable.dims[:1] != ("year",):
            continue
        own, told = [str(d) for d in variable.dims[1:]], variable.attrs
        lead = {key: told.get(key, "") for key in ("sector", "kind", "source_status")} | {"unit": told["units"]}
        for labels in product(*(variable[d].values.tolist() for d in own)):
            element = variable.sel(dict(zip(own, labels, strict=True)))
            names = {"variable": f"{name}[{','.join(map(str, labels))}]" if labels else str(name)}
            names |= {"title": _title(element, own, ""), "title_zh": _title(element, own, "_zh")}
            yield names | lead | dict(zip(years, element.values.tolist(), strict=True))


def _title(element: xr.DataArray, own: list[str], lang: str) -> str:
    """The title of an element, with those of its labels."""
    title = element.attrs[f"long_name{lang}"]
    labels = [str(element[f"{d}_title{lang}"].item()) for d in own if f"{d}_title{lang}" in element.coords]
    return (f"{title}（{'、'.join(labels)}）" if lang else f"{title} ({', '.join(labels)})") if labels else title
