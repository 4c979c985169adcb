"""Whether a Dataset is a result of this model with what is asked of it, and what is missing if not."""

from collections.abc import Hashable, Iterable

import xarray as xr

from model.data import base_year
from model.errors import InputError, meant
from model.scenario.element import Element

WHENCE = "results come from model.run, model.solve, model.ensemble or model.open_results"
SHOWN = 5  # names that an error lists


def check_results(
    results: xr.Dataset, variables: Iterable[str] = (), called: str = "this Dataset", single: bool = False
) -> None:
    """Make sure that a Dataset is a result of this model and has variables.

    Parameters
    ----------
    variables
        Names, or elements as ``name[label]``.
    called
        What an error calls the Dataset.
    single
        Whether it must be of one run, not an ensemble.

    Raises
    ------
    InputError
        Naming what is missing.
    """
    if not isinstance(results, xr.Dataset):
        raise InputError([f"{called}: found {type(results).__name__}; expected an xarray.Dataset of results"])
    if "year" not in results.dims or base_year(results) not in results["year"]:
        lacks = f"the year {base_year(results)}" if "year" in results.dims else "the dimension 'year'"
        raise InputError([f"{called} is no result of this model, for it lacks {lacks}; {WHENCE}"])
    if single and "member" in results.dims:
        raise InputError([f"{called} is an ensemble; expected a single run, such as .isel(member=0)"])
    names = list(dict.fromkeys(variables))
    if lacking := [name for name in names if not _stands(results, name)]:
        more = f" and {len(lacking) - SHOWN} more" if len(lacking) > SHOWN else ""
        near = meant(lacking[0], map(str, results.data_vars)) if len(lacking) == 1 else ""
        raise InputError([f"{called} lacks {', '.join(lacking[:SHOWN])}{more}{near}; {WHENCE}"])
    if wide := [(name, dims) for name in names if (dims := _beside(results, name))]:
        (name, dimensions), others = wide[0], len(wide) - 1
        more = f" and {others} more" if others else ""
        raise InputError([f"{called}: {name}{more} lies on {', '.join(dimensions)}; expected one value a year"])


def _dimensions(results: xr.Dataset, name: str) -> list[Hashable]:
    return [dimension for dimension in results[name].dims if dimension not in ("year", "member")]


def _stands(results: xr.Dataset, variable: str) -> bool:
    """Whether the variable is there, and its labels are; where dimensions are amiss, that is said instead."""
    element = Element.parse(variable)
    if element.name not in results or _beside(results, variable):
        return element.name in results
    dimensions = _dimensions(results, element.name)
    return all(label in results[dimension] for dimension, label in zip(dimensions, element.labels, strict=True))


def _beside(results: xr.Dataset, variable: str) -> list:
    """Dimensions other than year and member, where the variable's labels do not pick from just these."""
    element = Element.parse(variable)
    dimensions = _dimensions(results, element.name)
    return [] if len(dimensions) == len(element.labels) else dimensions
