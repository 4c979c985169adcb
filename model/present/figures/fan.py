"""Fan charts of an ensemble: how far apart its members are, year by year, in panels by variable.

Figures are made with Matplotlib's ``Figure`` alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from model.analysis.uncertainty.ensemble import ran_only
from model.plan.targets import series as element_of
from model.present.figures import series, style
from model.present.figures.sheet import Sheet
from model.present.figures.solution_panels import naming
from model.present.figures.style import pt
from model.present.text import words

LEVELS = (5.0, 25.0, 50.0, 75.0, 95.0)  # per cent of the members that lie below
PLACES = {"column": (2, 5), "page": (4, 6), "slide": (4, 2)}  # panels beside each other, and rows of them
AXES, GUTTER = 0.95, 0.15  # inches of a panel's axes, and between panels
OUTER, INNER, DARK = 0.22, 0.5, 0.65  # strength of the bands' colour, and of the median's against black


@dataclass(frozen=True)
class Panel(series.Panel):
    """One variable of an ensemble: its quantiles, shape (levels, years)."""

    sector: str
    quantiles: np.ndarray


def fan(
    ensemble, variables: Sequence[str], history: Mapping, targets: Iterable = (), lang: str = "en", size: str = "page"
):
    """Bands of an ensemble that hold the middle 90 and 50 per cent of its members, the median, history and targets.

    Parameters
    ----------
    ensemble : xarray.Dataset
        As :func:`model.ensemble` gives it.
    variables
        What is drawn, a panel each: names, or elements such as ``programme_coverage[rural_tap_water]``.
    history
        Published values by variable and year, as ``model.data.history()``.
    targets
        Records of the catalogue, as ``model.targets()``; those that ask for one year's value are drawn.
    lang, size
        As of :func:`model.present.figures.style.look`.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    KeyError
        Where the results have not a variable.
    ValueError
        Where more variables are asked for than the size holds; a column 10, a page 24, a slide 8.
    """
    with style.look(lang, size):
        return style.finish(_draw(panels(ensemble, variables, history, targets, lang), ensemble, lang, size))


def panels(ensemble, variables: Sequence[str], history: Mapping, targets: Iterable, lang: str) -> list[Panel]:
    """The numbers of the panels."""
    ran, targets = ran_only(ensemble), list(targets)
    return [_panel(ran, variable, history, targets, lang) for variable in variables]


def _panel(ran, variable, history, targets, lang):
    values = element_of(ran, variable)
    quantiles = np.quantile(values.transpose("year", ...).values, np.array(LEVELS) / 100, axis=1)
    title, unit = naming(ran, variable, lang)
    years = ran["year"].values.astype(int)
    own = series.past(variable, ran, history), series.goals(variable, targets, ran)
    return Panel(variable, title, unit, years, *own, values.attrs["sector"], quantiles)


def table(ensemble, variables: Sequence[str], history: Mapping, targets: Iterable = (), lang: str = "en") -> list[dict]:
    """The drawn numbers, one row each: variable, title, unit, series, target, year, value."""
    return [row for panel in panels(ensemble, variables, history, targets, lang) for row in _rows(panel)]


def _rows(panel):
    return series.rows(
        panel,
        "target",
        [(f"quantile_{level:g}", "", values) for level, values in zip(LEVELS, panel.quantiles, strict=True)],
    )


def _draw(drawn, ensemble, lang, size):
    columns, start = series.columns_of(drawn, PLACES, size), series.first_year(drawn)
    told = words.word("fan", lang, start=start, end=int(ensemble["year"].max()))
    sheet = Sheet(size, lang, words.title(ensemble, lang), told, _keys(drawn, lang), _caption(ensemble, lang))
    return series.small_multiples(sheet, drawn, columns, AXES, GUTTER, partial(_bands, start=start))


def _keys(drawn, lang):
    hue = style.SECTORS[drawn[0].sector][0]
    looks = {
        words.word("band_of", lang, low=LEVELS[i], high=LEVELS[-1 - i]): {"patch": style.mixed(hue, s)}
        for i, s in enumerate((OUTER, INNER))
    }
    looks["median"] = {"color": style.mixed(hue, DARK, "black"), "lw": 1.5}
    return looks | series.looks(drawn)


def _caption(ensemble, lang):
    members, left = (int(ensemble.attrs[key]) for key in ("members", "left_domain"))
    told = words.word("left_out", lang, count=left, members=members) if left else words.word("none_left", lang)
    return words.word(
        "fan_caption", lang, title=words.title(ensemble, lang), n=members - left, sampled=int(ensemble.attrs["sampled"]),
        seed=int(ensemble.attrs["seed"]), left=told, outer=LEVELS[-1] - LEVELS[0], inner=LEVELS[-2] - LEVELS[1],
    )  # fmt: skip


def _bands(axes, panel, start):
    hue = style.SECTORS[panel.sector][0]
    for i, strength in enumerate((OUTER, INNER)):
        ends = panel.quantiles[i], panel.quantiles[-1 - i]
        axes.fill_between(panel.years, *ends, color=style.mixed(hue, strength), lw=0, zorder=1.2 + i / 10)
    axes.plot(panel.years, panel.quantiles[2], color=style.mixed(hue, DARK, "black"), lw=pt(1.5), zorder=3)
    series.frame(axes, panel, panel.quantiles.ravel(), start, series.label_room(panel.goals))
    series.mark(axes, panel.goals)
