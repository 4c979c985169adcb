"""Scenarios side by side: small multiples with a line a scenario, each named where it ends."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model.data.catalogue import targets
from model.errors import InputError
from model.plan.targets import series
from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import RED, SCENARIOS
from model.present.canvas.multiples import Shape, in_rows, small_multiples
from model.present.canvas.panel import Line, Panel, guides
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, Dataset, Drawn
from model.present.canvas.variable import asked_of, first_year, in_pages, key_of, naming, past, yearly
from model.present.figures.figure import Comparison as Material
from model.present.figures.figure import Figure, Page, numbered
from model.present.text import words
from model.scenario.element import variable_of

COMPARED = (  # of a page: headline results on which scenarios differ
    "gdp", "primary_energy", "energy_intensity_change", "non_fossil_share", "co2_emissions", "carbon_intensity_change",
    "pv_capacity", "wind_capacity", "curtailment_rate", "total_social_financing_increment", "deposits", "loans",
    "green_investment_funded", "premium_income", "water_use", "water_intensity_change", "irrigation_efficiency", "grassland_cover",
)  # fmt: skip
PLACES = {"column": (2, 5), "page": (3, 6), "slide": (3, 2)}  # panels beside each other, and rows of them
TALL, GUTTER = 1.15, 0.15  # inches of a panel's axes, and between panels
LINE = SMALL * 1.15  # points from one label to the next
ROOM = 0.42  # of a panel, what labels at the ends of lines may take
ALIKE = 0.02  # of a target, how far from it another of the same year is not labelled

End = tuple[float, str, str]  # what is named at the right of a panel: value, text, colour


@dataclass(frozen=True)
class Comparison(Figure):
    """The history, the line of each scenario, and targets, those that ask for one year's value.

    Raises
    ------
    KeyError
        Where a scenario has not a variable.
    ValueError
        Where there are more scenarios than can be told apart.
    """

    # a panel each: names, or elements such as ``programme_coverage[rural_tap_water]``
    variables: Sequence[str] = COMPARED

    name = "comparison"
    title = ("Scenarios side by side", "情景比较")
    of = Material

    def pages(self, material: Material, canvas: Canvas) -> Iterator[Page]:
        """As many as the variables need: a column holds 10, a page 18, a slide 6."""
        runs = within(by_name(material.results, canvas.lang))
        colours = dict(zip(runs, SCENARIOS, strict=False))
        first = next(iter(runs.values()))
        base, last = int(first["year"].min()), int(first["year"].max())
        panels = [_panel(runs, variable, material, canvas) for variable in self.variables]
        start, pages = first_year(panels, base), in_pages(panels, PLACES, canvas)
        subtitle = canvas.word("compared", start=start, end=last)
        caption = canvas.word("comparison_caption", base=base)
        for number, own in enumerate(pages, 1):
            title = canvas.word("comparison") + canvas.page_of(number, len(pages))
            sheet = Sheet(canvas, title, subtitle, key_of(own), caption, apart=0.035)
            figure = _figure(own, colours, sheet, (start, last))
            yield Page(numbered(self.name, number), figure, [row for panel in own for row in panel.rows("of")])


def _figure(panels: Sequence[Panel], colours: Mapping[str, str], sheet: Sheet, span: tuple[int, int]) -> Drawn:
    """The panels of a page; scenarios have their names where their lines end, or in the key where there is no room."""
    canvas, last = sheet.canvas, span[1]
    shape = Shape(min(PLACES[canvas.size][0], len(panels)), TALL, GUTTER)
    ends = [_ends(panel, colours, last) for panel in panels]
    if not _fits(panels, ends, list(colours), sheet, shape.columns):
        sheet = replace(sheet, looks={name: {"color": c, "lw": 1.6} for name, c in colours.items()} | dict(sheet.looks))
        ends = [_ends(panel, {}, last) for panel in panels]
    cells = in_rows(panels, shape.columns)
    figure = small_multiples(sheet, cells, shape, lambda axes, panel, _: _draw(canvas, axes, panel, span))
    figure.draw_without_rendering()  # where labels may stand is known when all is laid out
    for axes, own in zip([axes for axes in figure.axes if axes.get_title(loc="left")], ends, strict=True):
        name_ends(canvas, axes, own, last)
    return figure


def check(runs: Mapping[str, Dataset]) -> None:
    """Refuse what the figures of scenarios side by side cannot be drawn from.

    Raises
    ------
    InputError
        Where there are too many runs, or one is no single run or lacks a variable.
    """
    if len(runs) > len(SCENARIOS):
        raise InputError([f"found {len(runs)} results; expected at most {len(SCENARIOS)} in one figure"])
    if ensembles := [name for name, run in runs.items() if "member" in run.dims]:
        raise InputError([f"{ensembles[0]}: found an ensemble; expected one run"])
    needed = (*COMPARED, *(variable_of(target.variable) for target in targets() if target.variable))
    for name, run in runs.items():
        if absent := [variable for variable in needed if variable not in run]:
            expected = "expected results of simulate run or solve of this version"
            raise InputError([f"{name}: found no variable '{absent[0]}'; {expected}"])


def by_name(results: Mapping[str, Dataset] | Dataset, lang: str = "en") -> dict[str, Dataset]:
    """The runs by what a reader calls their scenarios."""
    import xarray as xr

    runs = _split(results) if isinstance(results, xr.Dataset) else dict(results)
    if not 0 < len(runs) <= len(SCENARIOS):
        raise ValueError(f"results: found {len(runs)} scenarios; expected 1 to {len(SCENARIOS)}")
    colon = "：" if lang == "zh" else ":"
    titles = {name: run.attrs.get(f"title_{lang}", name).partition(colon)[0] for name, run in runs.items()}
    counts = Counter(titles.values())
    return {titles[name] if counts[titles[name]] == 1 else name: run for name, run in runs.items()}


def _split(results: Dataset) -> dict[str, Dataset]:
    """A dataset of several scenarios as one a scenario, under the titles that it has along the dimension."""
    runs = {}
    for place, name in enumerate(results["scenario"].values):
        run = results.isel(scenario=place)
        titles = {key: str(run[key].values) for key in ("title_en", "title_zh") if key in run.coords}
        runs[str(name)] = run.assign_attrs({"title_en": str(name), "title_zh": str(name)} | titles)
    return runs


def within(runs: Mapping[str, Dataset]) -> dict[str, Dataset]:
    """The runs in the years that all have."""
    years = [run["year"] for run in runs.values()]
    first, last = max(int(own.min()) for own in years), min(int(own.max()) for own in years)
    return {name: run.sel(year=slice(first, last)) for name, run in runs.items()}


def _panel(runs: Mapping[str, Dataset], variable: str, material: Material, canvas: Canvas) -> Panel:
    first = next(iter(runs.values()))
    title, unit = naming(first, variable, canvas.lang)
    lines = [past(variable, first, material.history, int(first["year"][-1]))]
    for (name, run), colour in zip(runs.items(), SCENARIOS, strict=False):
        look = {"color": colour, "lw": 1.5, "zorder": 3, "solid_capstyle": "round"}
        lines.append(Line("projection", yearly(series(run, variable)), look, name))
    marks = asked_of(variable, material.targets, first)
    return Panel(variable, title, unit, "", tuple(lines), marks)


def _draw(canvas: Canvas, axes: Axes, panel: Panel, span: tuple[int, int]) -> None:
    """Fill a panel; what targets ask of the last year is named with the scenarios."""
    start, last = span
    left = start - 0.04 * (last - start)
    marks = tuple(replace(mark, label="" if mark.year == last else mark.label) for mark in panel.marks)
    lines = (*panel.lines, *guides(marks, left, 0.7))
    replace(panel, lines=lines, marks=marks).draw(canvas, axes, span, 0.06)


def _fits(panels: Sequence[Panel], ends: Sequence[Sequence[End]], names: list[str], sheet: Sheet, columns: int) -> bool:
    """Whether there is room for the names of the scenarios at the ends of their lines."""
    widest = max(words.columns(name) for name in names) * SMALL * 0.55 / 72
    deepest = max(map(len, ends)) * LINE / 72
    rows = -(-len(panels) // columns)
    around = sheet.around([panel.title for panel in panels], 30)
    tall = sheet.left_for_axes([(0, around)] * rows) if sheet.canvas.size == "slide" else TALL
    return widest <= ROOM * (sheet.width / columns - GUTTER) and deepest <= tall


def _ends(panel: Panel, colours: Mapping[str, str], last: int) -> list[End]:
    """What is named at the right of a panel: lines of scenarios that have a colour, and targets of the last year."""
    ends = [(line.values[last], line.of, colours[line.of]) for line in panel.lines if line.of in colours]
    asked: list[End] = []
    for mark in (mark for mark in panel.marks if mark.year == last):
        if all(abs(mark.middle - other) > ALIKE * abs(other) for other, *_ in asked):
            asked.append((mark.middle, mark.label, RED))
    return ends + asked


def name_ends(canvas: Canvas, axes: Axes, ends: Sequence[End], last: int) -> None:
    """Names right of the axes, each as near its value as the others allow, with a fine line to it; the axes make room.

    To be called when the figure is laid out.
    """
    if not ends:
        return
    low, high = axes.get_ylim()
    tall = axes.get_window_extent().height / axes.figure.dpi * 72
    gap = min(canvas.pt(LINE) / tall, 1 / len(ends))
    ends = sorted(ends, key=lambda end: end[0])
    places = spread([(value - low) / (high - low) for value, _, _ in ends], gap)
    for (value, text, colour), place in zip(ends, places, strict=True):
        line: dict[str, Any] = {"arrowstyle": "-", "color": colour, "lw": canvas.pt(0.4), "relpos": (0, 0.5)}
        axes.annotate(
            text, (last, value), xytext=(1.06, place), textcoords="axes fraction", va="center", color=colour,
            size=canvas.pt(SMALL), annotation_clip=False, arrowprops=line | {"shrinkA": 0, "shrinkB": canvas.pt(3)},
        )  # fmt: skip


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Places in order, at least ``gap`` apart and within 0 to 1, as near to those given as that allows.

    Parameters
    ----------
    places
        In ascending order.
    gap
        At most one part of 1 for each.
    """
    from scipy.optimize import isotonic_regression

    steps = gap * np.arange(len(places))
    apart = isotonic_regression(np.asarray(places) - steps).x  # least squares under the order (Barlow et al. 1972)
    return list(np.clip(apart, gap / 2, 1 - gap / 2 - steps[-1]) + steps)
