"""The printed figures of a run: every headline series by sector; ``scorecard`` draws the targets.

Figures are made with Matplotlib's ``Figure`` alone: no pyplot, no state shared between calls.
"""

import math
from pathlib import Path

from model.report import style, words
from model.report.scorecard import SIGNS, scorecards
from model.report.style import panel_title

PANELS = {
    "economy": (
        "gdp", "nominal_gdp", "population", "manufacturing_share", "services_share", "strategic_emerging_share",
    ),
    "energy": ("primary_energy", "energy_intensity", "non_fossil_share", "coal_consumption"),
    "power": ("pv_capacity", "wind_capacity", "coal_power_capacity", "curtailment_rate"),
    "carbon": ("co2_emissions", "carbon_intensity", "grassland_carbon_sink"),
    "finance": (
        "total_social_financing_increment", "deposits", "loans", "financial_assets", "premium_income",
        "insurance_depth", "insurance_density", "listed_companies",
        ("green_investment_demand", "green_investment_funded"),
    ),
    "water": (
        "water_use", "water_intensity", "irrigation_efficiency", "efficient_irrigation_area",
        "high_standard_farmland_area",
    ),
    "ecology": ("grassland_cover", "basic_grassland_area", "degraded_grassland_area"),
}  # fmt: skip
COLUMNS = 5
BASE, FIRST = 2020, 2015


def write_figures(results, targets: list[dict], history: dict, folder: Path, lang: str = "en") -> list[Path]:
    """Write ``overview`` and the pages of ``targets``, each as PNG (300 dpi) and SVG, whole or not at all.

    Parameters
    ----------
    results
        ``xarray.Dataset`` of yearly values over ``year`` from 2020; variables have attributes ``units``,
        ``long_name`` and ``long_name_zh``, the dataset ``title_en``, ``title_zh`` and perhaps ``assumptions``.
    targets
        One dict a target, as ``model.plan.targets.judge`` gives them: of what ``falls by``, ``projected`` is the fall.
    history
        Published values, by variable and year.
    folder
        Where to write; made if absent.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    list of Path
        Two files a figure.

    Raises
    ------
    KeyError
        Where a variable of ``PANELS`` is absent, or a unit has no name in both languages.
    ValueError
        Where a panel's variable has a dimension beside ``year``, or a target's units are of another scale.
    """
    if lang not in style.FAMILIES:
        raise ValueError(f"lang: found {lang!r}; expected one of {', '.join(style.FAMILIES)}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with style.look(lang):
        drawn = {
            "overview": overview(results, targets, history, lang),
            **scorecards(results, targets, lang),
        }
        return [path for name, figure in drawn.items() for path in style.save(figure, folder, name)]


def overview(results, targets, history, lang):
    """The page of small multiples, a ``matplotlib.figure.Figure``; to be called within ``style.look``."""
    from matplotlib.figure import Figure

    _check_panels(results)
    places, rows = _places()
    figure = Figure(figsize=(8.27, 11.69), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.04, h_pad=0.015, wspace=0.02, hspace=0.0, rect=style.MARGINS)
    grid = figure.add_gridspec(2 * rows + 2, COLUMNS, height_ratios=[0.62, *([0.42, 1] * rows), 0.45])
    _heading(figure.add_subplot(grid[0, :]), results, lang)
    for sector, place in places.items():
        for row in sorted({r for r, _ in place}):
            spanned = [c for r, c in place if r == row]
            first = row == place[0][0]
            band(figure.add_subplot(grid[1 + 2 * row, spanned[0] : spanned[-1] + 1]), sector, lang, first)
        for panel, (row, column) in zip(PANELS[sector], place, strict=True):
            axes = figure.add_subplot(grid[2 + 2 * row, column])
            _panel(axes, results, panel, style.SECTORS[sector][0], targets, history, lang)
    last = int(results["year"].max())
    late = any(t["reading"] == "level" and t["year"] and t["year"] > last for t in targets)
    late = words.word("late", lang, end=last) if late else ""
    style.caption(figure.add_subplot(grid[-1, :]), "caption", results, lang, style.OUTDENT, late)
    return figure


def _check_panels(results):
    names = [name for panels in PANELS.values() for panel in panels for name in _names(panel)]
    if absent := [name for name in names if name not in results]:
        raise KeyError(f"the overview needs {', '.join(absent)}, which the results have not")
    if wide := [name for name in names if results[name].dims != ("year",)]:
        raise ValueError(f"the overview draws series over year alone; {', '.join(wide)} has other dimensions")


def _names(panel):
    return panel if isinstance(panel, tuple) else (panel,)


def _places():
    """Cells of each sector's panels: a sector joins the last row where all of it fits, else it begins a row."""
    places, cell = {}, 0
    for sector, panels in PANELS.items():
        room = -cell % COLUMNS
        cell += 0 if len(panels) <= room else room
        places[sector] = [divmod(cell + i, COLUMNS) for i in range(len(panels))]
        cell += len(panels)
    return places, math.ceil(cell / COLUMNS)


def _heading(axes, results, lang):
    span = {"start": FIRST, "end": int(results["year"].max())}
    hue = style.SECTORS["economy"][0]
    looks = {
        "history": {"color": style.INK, "marker": "o", "ms": 2.6, "lw": 1.0},
        "assumed": {"ls": "", **style.ASSUMED},
        "projection": {"color": hue, "lw": 1.6},
        "target": {"color": style.RED, "marker": "D", "ms": 3.6, "lw": 0.8, "ls": ":"},
    }
    style.head(axes, words.title(results, lang), words.word("heading", lang, **span), looks, lang, style.outdent(axes))


def band(axes, sector: str, lang: str, first: bool) -> None:
    """The coloured rule over a row of a sector's panels, with its name over the first row."""
    hue, *names = style.SECTORS[sector]
    axes.axis("off")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    left = style.outdent(axes)
    for transform in (axes.transAxes, left):  # from the left of the titles to the right of the panels
        axes.plot([0, 1], [0.2, 0.2], color=hue, lw=1.6 if first else 0.8, clip_on=False, transform=transform)
    if first:
        style.write(axes, 0, 0.3, names[lang == "zh"], va="bottom", transform=left, **style.strong(lang))


def _panel(axes, results, panel, hue, targets, history, lang):
    names = _names(panel)
    year = results["year"].values.astype(int)
    levels = []
    for name, stroke in zip(names, ("-", (0, (3, 1.2)))[: len(names)], strict=True):
        values = results[name].values.astype(float)
        past = _past(results[name], history.get(name, {}))
        axes.plot(year, values, color=hue, lw=1.6, ls=stroke, zorder=3, solid_capstyle="round")
        axes.plot(list(past), list(past.values()), color=style.INK, lw=0.9, marker="o", ms=2.2, zorder=4)
        if "assumption" in results[name].attrs.get("source_status", ""):
            axes.plot(year[:1], values[:1], **style.ASSUMED, zorder=5)
        levels += [*values, *past.values(), *_marks(axes, results[name], targets, year)]
    style.frame(axes, FIRST, int(year[-1]), levels)
    if len(names) > 1:
        _tell_apart(axes, results, names, lang)
        title = words.word("green_investment", lang)
    else:
        title = words.name(results[names[0]], lang)
    panel_title(axes, title, words.unit(results[names[0]].attrs["units"], lang, names[0]))


def _past(series, history):
    """Published values by year, ending in the base year's where that is not the model's own."""
    own = series.attrs.get("source_status", "model") == "model"
    base_year = {} if own else {BASE: float(series.sel(year=BASE))}
    last = int(series["year"].max())
    return dict(sorted((base_year | {y: v for y, v in history.items() if FIRST <= y <= last}).items()))


def _marks(axes, series, targets, year):
    """Draw the level targets of a series; return the values the axis must reach."""
    reached = []
    for target in targets:
        if target["variable"] != series.name or target["reading"] != "level" or target["target_value"] is None:
            continue
        if target["relation"] not in SIGNS or target["year"] > year[-1] or target["restates"]:
            continue
        _check_scale(series, target)
        ends = [v for v in (target["target_value"], target.get("upper")) if v is not None]
        reached += ends
        _mark(axes, target, ends, year)
    return reached


def _mark(axes, target, ends, year):
    from matplotlib.patheffects import withStroke

    when = target["year"]
    for level in ends:
        axes.plot([year[0], when], [level, level], color=style.RED, lw=0.8, ls=":", zorder=2)
    axes.plot([when] * len(ends), ends, color=style.RED, lw=0.8, marker="D", ms=3.6, zorder=5, clip_on=False)
    sign = SIGNS[target["relation"]]
    beside, above, below = ((4, 0), "left", "center"), ((0, 2.5), "center", "bottom"), ((0, -2.5), "center", "top")
    offset, ha, va = beside if when == year[-1] else below if sign == "≤" else above
    axes.annotate(
        sign, (when, ends[-1]), xytext=offset, ha=ha, va=va, textcoords="offset points", color=style.RED, size=7,
        zorder=6, path_effects=[withStroke(linewidth=1.5, foreground="white")],
    ).set_in_layout(False)  # fmt: skip


def _check_scale(series, target):
    if target.get("unit") and words.scale(target["unit"]) != words.scale(series.attrs["units"]):
        raise ValueError(
            f"target {target['id']}: found its value in {target['unit']!r}; expected the units of {series.name}, "
            f"{series.attrs['units']!r}"
        )


def _tell_apart(axes, results, names, lang):
    """Label the lines of a panel of two at their ends: the higher upward, the lower downward, so they never meet."""
    ends = {name: float(results[name].values[-1]) for name in names}
    top = max(names, key=ends.get)
    for name, key in zip(names, ("demand", "funded"), strict=True):
        up = name == top
        axes.annotate(
            words.word(key, lang), (results["year"].values[-1], ends[name]), xytext=(3, -2 if up else 2),
            textcoords="offset points", size=style.SMALL, va="bottom" if up else "top", zorder=6,
        ).set_in_layout(False)  # fmt: skip
