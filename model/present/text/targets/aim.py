"""What the plan wants of a headline variable, as the value that a reader holds it against."""

import xarray as xr

from model.data import BASE_YEAR, of_plan
from model.data.catalogue import Record, targets
from model.plan.targets import at, ends, moved_to
from model.present.text.phrases import value_text
from model.scenario.element import variable_of

READINGS = ("level", "change_percent")  # in this order: a level before the growth to it


def aim_of(variable: str, results: xr.Dataset, year: int | None = None) -> str:
    """The value that the plan wants of a variable in a year, with the sign of its relation; empty where it wants none.

    Parameters
    ----------
    results
        Of a single run, for the base of a change.
    year
        The last of the results where none is given.
    """
    year = int(results["year"][-1]) if year is None else year
    known = [t for t in targets() if (t.variable, t.year) == (variable, year) and t.value is not None]
    asked = sorted((t for t in known if t.reading in READINGS), key=lambda t: READINGS.index(t.reading))
    if not asked or not of_plan(results) or variable_of(variable) not in results:
        return ""
    return value_text(asked[0].relation, _values(asked[0], results))


def _values(target: Record, results: xr.Dataset) -> tuple[float, ...]:
    if target.reading == "level":
        return ends(target)
    base = at(results, target.variable, BASE_YEAR)
    return tuple(base * (1 + change / 100) for change in moved_to(target))
