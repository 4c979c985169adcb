"""Scenarios side by side: small multiples with a line a scenario, each named where it ends.

Figures are made with Matplotlib's ``Figure`` alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from model.plan.targets import series as element_of
from model.present.figures import series, style
from model.present.figures.sheet import Sheet
from model.present.figures.solution_panels import naming
from model.present.figures.style import pt
from model.present.text import words

COMPARED = (  # of a page: headline results on which scenarios differ
    "gdp", "primary_energy", "energy_intensity_change", "non_fossil_share", "co2_emissions", "carbon_intensity_change",
    "pv_capacity", "wind_capacity", "curtailment_rate", "total_social_financing_increment", "deposits", "loans",
    "green_investment_funded", "premium_income", "water_use", "water_intensity_change", "irrigation_efficiency", "grassland_cover",
)  # fmt: skip
PLACES = {"column": (2, 5), "page": (3, 6), "slide": (3, 2)}  # panels beside each other, and rows of them
AXES, GUTTER = 1.15, 0.15  # inches of a panel's axes, and between panels
LINE = style.SMALL * 1.15  # points from one label to the next
ROOM = 0.42  # of a panel, what labels at the ends of lines may take
ALIKE = 0.02  # of a target, how far from it another of the same year is not labelled


@dataclass(frozen=True)
class Panel(series.Panel):
    """One variable: its values by scenario."""

    values: dict[str, np.ndarray]


def comparison(
    results, variables: Sequence[str], history: Mapping, targets: Iterable = (), lang: str = "en", size: str = "page"
):
    """Scenarios side by side: history, the line of each scenario, and targets.

    Parameters
    ----------
    results
        By name, ``xarray.Dataset`` of a run; or one with the dimension ``scenario``. At most seven. A scenario is called
        what its title says before the colon, or by its name where it has no title or another has the same.
    variables
        What is drawn, a panel each: names, or elements such as ``programme_coverage[rural_tap_water]``.
    history
        Published values by variable and year, as ``model.data.history()``.
    targets
        Records of the catalogue, as ``model.targets()``; those that ask for one year's value are drawn, a change as
        what it leads to from the base of the first scenario.
    lang, size
        As of :func:`model.present.figures.style.look`.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    KeyError
        Where a scenario has not a variable.
    ValueError
        Where there are more scenarios or variables than can be told apart; a column holds 10 variables, a page 18, a
        slide 6.
    """
    with style.look(lang, size):
        return style.finish(_draw(panels(results, variables, history, targets, lang), lang, size))


def by_name(results, lang: str = "en") -> dict:
    """The runs by what a reader calls their scenarios, as of :func:`comparison`."""
    runs = dict(results) if isinstance(results, Mapping) and not hasattr(results, "dims") else _split(results)
    if not 0 < len(runs) <= len(style.SCENARIOS):
        raise ValueError(f"results: found {len(runs)} scenarios; expected 1 to {len(style.SCENARIOS)}")
    titles = [
        run.attrs.get(f"title_{lang}", name).partition("：" if lang == "zh" else ":")[0] for name, run in runs.items()
    ]
    return {
        title if titles.count(title) == 1 else name: run
        for (name, run), title in zip(runs.items(), titles, strict=True)
    }


def _split(results):
    """A dataset of several scenarios as one a scenario, under the titles that it has along the dimension."""
    found = {}
    for place, name in enumerate(results["scenario"].values):
        own = results.isel(scenario=place)
        titles = {key: str(own[key].values) for key in ("title_en", "title_zh") if key in own.coords}
        found[str(name)] = own.assign_attrs({"title_en": str(name), "title_zh": str(name)} | titles)
    return found


def panels(results, variables: Sequence[str], history: Mapping, targets: Iterable, lang: str) -> list[Panel]:
    """The numbers of the panels."""
    runs, targets = by_name(results, lang), list(targets)
    return [_panel(runs, variable, history, targets, lang) for variable in variables]


def _panel(runs, variable, history, targets, lang):
    first = next(iter(runs.values()))
    title, unit = naming(first, variable, lang)
    span = slice(
        max(int(run["year"].min()) for run in runs.values()), min(int(run["year"].max()) for run in runs.values())
    )
    runs = {name: run.sel(year=span) for name, run in runs.items()}
    values = {name: element_of(run, variable).values for name, run in runs.items()}
    first = next(iter(runs.values()))
    years = first["year"].values.astype(int)
    own = series.past(variable, first, history), series.goals(variable, targets, first)
    return Panel(variable, title, unit, years, *own, values)


def table(results, variables: Sequence[str], history: Mapping, targets: Iterable = (), lang: str = "en") -> list[dict]:
    """The drawn numbers, one row each: variable, title, unit, series, scenario or target, year, value."""
    return [row for panel in panels(results, variables, history, targets, lang) for row in _rows(panel)]


def _rows(panel):
    return series.rows(panel, "of", [("projection", name, values) for name, values in panel.values.items()])


def _draw(drawn, lang, size):
    columns, start = series.columns_of(drawn, PLACES, size), series.first_year(drawn)
    colours = dict(zip(drawn[0].values, style.SCENARIOS, strict=False))
    sheet = _sheet(drawn, {}, start, lang, size)
    direct = _fits(drawn, sheet, columns)
    if not direct:
        sheet = _sheet(drawn, colours, start, lang, size)
    figure = series.small_multiples(sheet, drawn, columns, AXES, GUTTER, partial(_lines, colours=colours, start=start))
    figure.draw_without_rendering()  # where labels may stand is known when all is laid out
    for axes, panel in zip([axes for axes in figure.axes if axes.get_title(loc="left")], drawn, strict=True):
        name_ends(axes, _ends(panel, colours if direct else {}), int(panel.years[-1]))
    return figure


def _sheet(drawn, keys, start, lang, size):
    looks = {name: {"color": colour, "lw": 1.6} for name, colour in keys.items()}
    looks |= series.looks(drawn)
    told = words.word("compared", lang, start=start, end=int(drawn[0].years[-1]))
    return Sheet(
        size,
        lang,
        words.word("comparison", lang),
        told,
        looks,
        words.word("comparison_caption", lang, base=int(drawn[0].years[0])),
        apart=0.035,
    )


def _fits(drawn, sheet, columns):
    """Whether there is room for the names of the scenarios at the ends of their lines."""
    widest = max(words.columns(name) for name in drawn[0].values) * style.SMALL * 0.55 / 72
    deepest = max(len(_ends(panel, panel.values)) for panel in drawn) * LINE / 72
    rows = -(-len(drawn) // columns)
    tall = (
        sheet.left_for_axes([(0, sheet.around([panel.title for panel in drawn], 30))] * rows)
        if sheet.size == "slide"
        else AXES
    )
    return widest <= ROOM * (sheet.width / columns - GUTTER) and deepest <= tall


def _lines(axes, panel, colours, start):
    for name, values in panel.values.items():
        axes.plot(panel.years, values, color=colours[name], lw=pt(1.5), zorder=3, solid_capstyle="round")
    series.frame(axes, panel, [v for values in panel.values.values() for v in values], start, 0.06)
    series.mark(axes, panel.goals, int(panel.years[-1]))


def _ends(panel, colours):
    """What is named at the right of a panel: (value, text, colour) of lines, and of targets of the last year."""
    found = [(float(values[-1]), name, colours[name]) for name, values in panel.values.items() if name in colours]
    asked = []
    for goal in (goal for goal in panel.goals if goal.year == panel.years[-1]):
        middle = sum(goal.values) / len(goal.values)
        if all(abs(middle - other) > ALIKE * abs(other) for other, *_ in asked):
            asked.append((middle, goal.label, style.RED))
    return found + asked


def name_ends(axes, ends: Sequence[tuple[float, str, str]], last: int) -> None:
    """Names right of the axes, each as near its value as the others allow, with a fine line to it; the axes make room.

    To be called when the figure is laid out.
    """
    if not ends:
        return
    low, high = axes.get_ylim()
    tall = axes.get_window_extent().height / axes.figure.dpi * 72
    gap = min(pt(LINE) / tall, 1 / len(ends))
    ends = sorted(ends, key=lambda end: end[0])
    places = spread([(value - low) / (high - low) for value, _, _ in ends], gap)
    for (value, text, colour), place in zip(ends, places, strict=True):
        axes.annotate(
            text, (last, value), xytext=(1.06, place), textcoords="axes fraction", va="center", color=colour, size=pt(style.SMALL),
            annotation_clip=False, arrowprops={"arrowstyle": "-", "color": colour, "lw": pt(0.4), "relpos": (0, 0.5), "shrinkA": 0, "shrinkB": pt(3)},
        )  # fmt: skip


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Places in order, at least ``gap`` apart and within 0 to 1, as near to those wanted as that allows.

    Parameters
    ----------
    wanted
        In ascending order.
    gap
        At most one part of 1 for each.
    """
    from scipy.optimize import isotonic_regression

    steps = gap * np.arange(len(wanted))
    found = isotonic_regression(np.asarray(wanted) - steps).x  # least squares under the order (Barlow et al. 1972)
    return list(np.clip(found, gap / 2, 1 - gap / 2 - steps[-1]) + steps)
