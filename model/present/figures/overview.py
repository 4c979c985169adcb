"""The printed figures of a run: every headline series by theme; ``scorecard`` draws the targets, ``dispatch`` the power.

Figures are made with Matplotlib's ``Figure`` alone: no pyplot, no state shared between calls.
"""

import math
from collections.abc import Sequence
from pathlib import Path

from model.data import base_year, of_plan
from model.plan.targets import Verdict
from model.present.figures import dispatch, style
from model.present.figures.scorecard import draw_scorecards
from model.present.figures.sheet import Sheet, caption
from model.present.figures.style import PAST, panel_title, pt
from model.present.text import words
from model.present.text.phrases import SIGNS

PANELS = {
    "economy": (
        "gdp", "nominal_gdp", "population", "employment", "services_share", "manufacturing_share", "strategic_emerging_share",
    ),
    "energy": ("primary_energy", "energy_intensity", "non_fossil_share"),
    "power": ("pv_capacity", "wind_capacity", "storage_capacity", "coal_power_capacity", "curtailment_rate"),
    "carbon": ("coal_consumption", "co2_emissions", "territorial_co2_emissions", "carbon_intensity"),
    "finance": (
        "total_social_financing_increment", "deposits", "loans", "bad_loan_ratio", "corporate_loan_rate",
        ("green_investment_demand", "green_investment_funded"), "premium_income", "insurance_depth", "insurance_density",
        "listed_companies",
    ),
    "water": (
        "water_use", "water_intensity", "irrigation_efficiency", "efficient_irrigation_area",
        "high_standard_farmland_area",
    ),
    "ecology": (
        "grassland_cover", "forest_cover", "basic_grassland_area", "degraded_grassland_area", "grassland_carbon_sink",
    ),
}  # fmt: skip
COLUMNS = {"column": 2, "page": 5, "slide": 5}
NAMED, BARE = 0.24, 0.12  # inches of the rule over a row, with a sector's name and without
LEAST, MOST, GUTTER = 0.3, 0.95, 0.12  # inches: axes are no lower and no higher; between panels


def write_figures(
    results,
    verdicts: Sequence[Verdict],
    history: dict,
    folder: Path,
    lang: str = "en",
    size: str = "page",
    kinds=("png", "svg"),
) -> list[Path]:
    """Write ``overview``, ``dispatch`` and the pages of ``targets``, each in every kind and with a CSV of its numbers.

    Parameters
    ----------
    results
        ``xarray.Dataset`` of yearly values over ``year`` from the base year; variables have attributes ``units``,
        ``long_name`` and ``long_name_zh``, the dataset ``title_en``, ``title_zh`` and perhaps ``assumptions``.
    verdicts
        On the targets, as ``model.plan.targets.judge`` gives them: of what ``falls by``, ``projected`` is the fall.
    history
        Published values, by variable and year.
    folder
        Where to write; made if absent.
    lang, size
        As of :func:`model.present.figures.style.look`.
    kinds
        As of :func:`model.present.figures.style.save`.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    KeyError
        Where a variable of ``PANELS`` is absent, or a unit has no name in both languages.
    ValueError
        Where a panel's variable has a dimension beside ``year``, a target's units are of another scale, or the
        language, the size or a kind is not known.
    """
    return style.save_all(draw(results, verdicts, history, lang, size), folder, kinds)


def draw(results, verdicts: Sequence[Verdict], history: dict, lang: str = "en", size: str = "page") -> dict[str, tuple]:
    """Every figure of a run with the rows of its CSV, by name; arguments as of :func:`write_figures`.

    Results of another base year than the plan's have no targets, and no figure of them.
    """
    found = {
        name: (
            overview(results, verdicts, history, lang, size, sectors),
            table(results, verdicts, history, lang, sectors),
        )
        for name, sectors in overviews(size).items()
    }
    found["dispatch"] = dispatch.dispatch(results, None, lang, size), dispatch.table(results, None, lang)
    return found | (draw_scorecards(results, verdicts, lang, size) if of_plan(results) else {})


def overviews(size: str) -> dict[str, tuple[str, ...]]:
    """The sectors that go on one overview of a size, by the name of the figure."""
    return {"overview": tuple(PANELS)} if size == "page" else {f"overview_{sector}": (sector,) for sector in PANELS}


def overview(
    results,
    verdicts: Sequence[Verdict],
    history: dict,
    lang: str = "en",
    size: str = "page",
    sectors: Sequence[str] = tuple(PANELS),
):
    """Small multiples of the headline series of some sectors: history, projection, targets.

    Parameters
    ----------
    results, verdicts, history, lang, size
        As of :func:`write_figures`.
    sectors
        Of ``PANELS``; all of them go on a page alone.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    KeyError, ValueError
        As :func:`write_figures`; and ValueError where the size cannot hold the sectors.
    """
    with style.look(lang, size):
        _check_panels(results, sectors)
        return style.finish(_overview(results, _drawable(results, verdicts), history, lang, size, sectors))


def _drawable(results, verdicts):
    """The targets, which are measured from the plan's base year and have no place in results from another."""
    return [verdict.target for verdict in verdicts] if of_plan(results) else []


def _overview(results, targets, history, lang, size, sectors):
    columns = min(COLUMNS[size], max(_beside(len(PANELS[sector]), size) for sector in sectors))
    places, rows = _places(sectors, columns)
    sheet = _sheet(results, targets, lang, size)
    wide = sheet.columns(sheet.width / columns - GUTTER)
    cells = {at: panel for sector, place in places.items() for panel, at in zip(PANELS[sector], place, strict=True)}
    titles = [[_title(results, panel, lang) for (r, _), panel in cells.items() if r == row] for row in range(rows)]
    around = [sheet.around(own, wide) for own in titles]
    over = [NAMED if any(place[0][0] == row for place in places.values()) else BARE for row in range(rows)]
    axes = min(sheet.left_for_axes(list(zip(over, around, strict=True))), MOST)
    if axes < LEAST:
        raise ValueError(f"sectors: found {', '.join(sectors)}, {len(cells)} panels; a {size} cannot hold so many")
    figure, grid = sheet.lay_out([(high, axes, rest) for high, rest in zip(over, around, strict=True)], columns)
    for sector, place in places.items():
        for row in sorted({r for r, _ in place}):
            spanned = [c for r, c in place if r == row]
            band(figure.add_subplot(grid[1 + 2 * row, spanned[0] : spanned[-1] + 1]), sector, lang, row == place[0][0])
        for panel, (row, column) in zip(PANELS[sector], place, strict=True):
            axes = figure.add_subplot(grid[2 + 2 * row, column])
            _panel(axes, results, panel, style.SECTORS[sector][0], targets, history)
            panel_title(axes, _title(results, panel, lang), _unit(results, panel, lang), wide)
    return figure


def _beside(panels, size):
    """How many panels of one sector go beside each other; on a slide they fill two rows evenly."""
    return math.ceil(panels / 2) if size == "slide" and panels > 3 else panels


def _sheet(results, targets, lang, size):
    last = int(results["year"].max())
    late = any(t.reading == "level" and t.year and t.year > last for t in targets)
    late = words.word("late", lang, end=last) if late else ""
    looks = {
        "history": {"color": style.INK, "marker": "o", "ms": 2.6, "lw": 1.0},
        "assumed": {"ls": "", **style.ASSUMED},
        "projection": {"color": style.SECTORS["economy"][0], "lw": 1.6},
        "target": style.DIAMOND | {"ls": ":"},
    }
    told = words.word("heading", lang, start=base_year(results) - PAST, end=last)
    if not of_plan(results):
        looks.pop("target")
        late = words.word("late_base", lang, reason=words.not_judged(base_year(results), lang))
        told = words.word("heading_bare", lang, start=base_year(results) - PAST, end=last)
    return Sheet(
        size, lang, words.title(results, lang), told, looks, caption("caption", results, lang, late=late), apart=0.01
    )


def _check_panels(results, sectors):
    if unknown := [sector for sector in sectors if sector not in PANELS]:
        raise ValueError(f"sectors: found {', '.join(unknown)}; expected some of {', '.join(PANELS)}")
    names = [name for sector in sectors for panel in PANELS[sector] for name in _names(panel)]
    if absent := [name for name in names if name not in results]:
        raise KeyError(f"the overview needs {', '.join(absent)}, which the results have not")
    if wide := [name for name in names if results[name].dims != ("year",)]:
        raise ValueError(f"the overview draws series over year alone; {', '.join(wide)} has other dimensions")


def table(
    results, verdicts: Sequence[Verdict], history: dict, lang: str = "en", sectors: Sequence[str] = tuple(PANELS)
) -> list[dict]:
    """The drawn numbers, one row each: sector, variable, title, unit, series, target, year, value."""
    targets = _drawable(results, verdicts)
    return [
        row
        for sector in sectors
        for panel in PANELS[sector]
        for name in _names(panel)
        for row in _rows(results, targets, history, lang, sector, name)
    ]


def _rows(results, targets, history, lang, sector, name):
    series, unit = results[name], words.unit(results[name].attrs["units"], lang, name)
    own = {
        "sector": sector,
        "variable": name,
        "title": words.name(series, lang),
        "unit": unit,
        "series": "history",
        "target": "",
    }
    yield from (own | {"year": year, "value": value} for year, value in _past(series, history.get(name, {})).items())
    for year, value in zip(series["year"].values, series.values, strict=True):
        yield own | {"series": "projection", "year": int(year), "value": float(value)}
    for target in _levels(series, targets):
        yield from (
            own | {"series": "target", "target": target.id, "year": target.year, "value": v} for v in _ends(target)
        )


def _names(panel):
    return panel if isinstance(panel, tuple) else (panel,)


def _places(sectors, columns):
    """Rows and columns of the panels by sector, and the number of rows.

    A sector joins the last row where all of it fits, else it begins a row.
    """
    places, cell = {}, 0
    for sector in sectors:
        panels, room = PANELS[sector], -cell % columns
        cell += 0 if len(panels) <= room else room
        places[sector] = [divmod(cell + i, columns) for i in range(len(panels))]
        cell += len(panels)
    return places, math.ceil(cell / columns)


def band(axes, sector: str, lang: str, first: bool) -> None:
    """The coloured rule over a row of a sector's panels, with its name over the first row."""
    hue, *names = style.SECTORS[sector]
    axes.axis("off")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    left = style.outdent(axes)
    for transform in (axes.transAxes, left):  # from the left of the titles to the right of the panels
        axes.plot([0, 1], [0.2, 0.2], color=hue, lw=pt(1.6 if first else 0.8), clip_on=False, transform=transform)
    if first:
        style.write(axes, 0, 0.3, names[lang == "zh"], va="bottom", transform=left, **style.strong(lang))


def _title(results, panel, lang):
    names = _names(panel)
    return words.word("green_investment", lang) if len(names) > 1 else words.name(results[names[0]], lang)


def _unit(results, panel, lang):
    return words.unit(results[_names(panel)[0]].attrs["units"], lang, _names(panel)[0])


def _panel(axes, results, panel, hue, targets, history):
    names = _names(panel)
    year = results["year"].values.astype(int)
    levels = []
    for name, stroke in zip(names, ("-", (0, (3, 1.2)))[: len(names)], strict=True):
        values = results[name].values.astype(float)
        past = _past(results[name], history.get(name, {}))
        axes.plot(year, values, color=hue, lw=pt(1.6), ls=stroke, zorder=3, solid_capstyle="round")
        axes.plot(list(past), list(past.values()), color=style.INK, lw=pt(0.9), marker="o", ms=pt(2.2), zorder=4)
        if "assumption" in results[name].attrs.get("source_status", ""):
            axes.plot(year[:1], values[:1], **style.sized(**style.ASSUMED), zorder=5)
        levels += [*values, *past.values()]
        for target in _levels(results[name], targets):
            levels += _ends(target)
            _mark(axes, target, _ends(target), year)
    style.frame(axes, int(year[0]) - PAST, int(year[-1]), levels)


def _past(series, history):
    """Published values by year, ending in the base year's where that is not the model's own."""
    own = series.attrs.get("source_status", "model") == "model"
    start, *_, last = series["year"].values.tolist()
    base = {} if own else {start: float(series[0])}
    return dict(sorted((base | {y: v for y, v in history.items() if start - PAST <= y <= last}).items()))


def _levels(series, targets):
    """The targets of a series that are drawn: levels of years within the results."""
    for target in targets:
        if target.variable != series.name or target.reading != "level" or target.value is None:
            continue
        if target.relation in SIGNS and target.year <= series["year"].values[-1] and not target.restates:
            _check_scale(series, target)
            yield target


def _ends(target):
    return [value for value in (target.value, target.upper) if value is not None]


def _mark(axes, target, ends, year):
    from matplotlib.patheffects import withStroke

    when = target.year
    for level in ends:
        axes.plot([year[0], when], [level, level], color=style.RED, lw=pt(0.8), ls=":", zorder=2)
    axes.plot([when] * len(ends), ends, zorder=5, clip_on=False, **style.sized(**style.DIAMOND))
    sign = SIGNS[target.relation]
    beside, above, below = ((4, 0), "left", "center"), ((0, 2.5), "center", "bottom"), ((0, -2.5), "center", "top")
    offset, ha, va = beside if when == year[-1] else below if sign == "≤" else above
    axes.annotate(
        sign, (when, ends[-1]), xytext=(pt(offset[0]), pt(offset[1])), ha=ha, va=va, textcoords="offset points", zorder=6,
        color=style.RED, size=pt(7), path_effects=[withStroke(linewidth=pt(1.5), foreground="white")],
    ).set_in_layout(False)  # fmt: skip


def _check_scale(series, target):
    if target.unit and words.scale(target.unit) != words.scale(series.attrs["units"]):
        raise ValueError(
            f"target {target.id}: found its value in {target.unit!r}; expected the units of {series.name}, "
            f"{series.attrs['units']!r}"
        )
