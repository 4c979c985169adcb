"""Two printed figures of a run: every headline series by sector, and every target against the projection.

Figures are made with Matplotlib's ``Figure`` alone: no pyplot, no state shared between calls.
"""

import math
from pathlib import Path

from model.report import style

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
SIGNS = {"at least": "≥", "not below": "≥", "at most": "≤", "about": "≈", "equal": "=", "between": ""}
WAYS = {"rises by": "↑↓", "falls by": "↓↑"}  # arrows of a change: as wanted, and against it
CHANGES = ("change", "increment", "change_percent", "cumulative")  # readings that are 0 in the base year
PITCH = 0.165  # inches a line of the target table takes
CELLS = {
    "base": (0.095, "right"), "projected": (0.245, "right"), "target_value": (0.445, "right"), "unit": (0.47, "left"),
    "year": (0.77, "center"), "result": (0.852, "left"),
}  # fmt: skip
RESULTS = {True: "met", False: "missed", None: "open"}


def write_figures(results, targets: list[dict], history: dict, folder: Path, lang: str = "en") -> list[Path]:
    """Write ``overview`` and ``targets``, each as PNG (300 dpi) and SVG, whole or not at all.

    Parameters
    ----------
    results
        ``xarray.Dataset`` of yearly values over ``year`` from 2020; variables have attributes ``units``,
        ``long_name`` and ``long_name_zh``, the dataset ``title_en``, ``title_zh`` and perhaps ``assumptions``.
    targets
        One dict a target, as ``model.report.tables.judge`` gives them: of what ``falls by``, ``projected`` is the fall.
    history
        Published values, by variable and year.
    folder
        Where to write; made if absent.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    list of Path
        The four files.

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
            "targets": scorecard(results, targets, lang),
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
            _band(figure.add_subplot(grid[1 + 2 * row, spanned[0] : spanned[-1] + 1]), sector, lang, first)
        for panel, (row, column) in zip(PANELS[sector], place, strict=True):
            axes = figure.add_subplot(grid[2 + 2 * row, column])
            _panel(axes, results, panel, style.SECTORS[sector][0], targets, history, lang)
    last = int(results["year"].max())
    late = any(t["reading"] == "level" and t["year"] and t["year"] > last for t in targets)
    late = style.word("late", lang, end=last) if late else ""
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
    style.head(axes, style.title(results, lang), style.word("heading", lang, **span), looks, lang, style.outdent(axes))


def _band(axes, sector, lang, first):
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
        title = style.word("green_investment", lang)
    else:
        title = style.name(results[names[0]], lang)
    _panel_title(axes, title, style.unit(results[names[0]].attrs["units"], lang, names[0]))


def _past(series, history):
    """Published values by year, ending in the base year's where that is not the model's own."""
    own = series.attrs.get("source_status", "model") == "model"
    base_year = {} if own else {BASE: float(series.sel(year=BASE))}
    last = int(series["year"].max())
    return dict(sorted((base_year | {y: v for y, v in history.items() if FIRST <= y <= last}).items()))


def _panel_title(axes, title, unit):
    heading = axes.set_title(style.wrap(title, 26), loc="left", pad=13.5 if unit else 4.5, linespacing=1.1)
    heading.set_transform(style.outdent(axes, heading.get_transform()))
    axes.annotate(
        unit, (0, 1), xytext=(-style.OUTDENT, 4.5), textcoords="offset points", xycoords="axes fraction", va="bottom",
        size=style.SMALL, color=style.SOFT,
    ).set_in_layout(False)  # fmt: skip


def _marks(axes, series, targets, year):
    """Draw the level targets of a series; return the values the axis must reach."""
    reached = []
    for target in targets:
        if target["variable"] != series.name or target["reading"] != "level" or target["target_value"] is None:
            continue
        if target["relation"] not in SIGNS or target["year"] > year[-1]:
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
    if target.get("unit") and style.scale(target["unit"]) != style.scale(series.attrs["units"]):
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
            style.word(key, lang), (results["year"].values[-1], ends[name]), xytext=(3, -2 if up else 2),
            textcoords="offset points", size=style.SMALL, va="bottom" if up else "top", zorder=6,
        ).set_in_layout(False)  # fmt: skip


def base(target: dict, results) -> float | None:
    """Where the way to a target begins: the printed base, 0 of a change, or the run's own value of the base year."""
    if target["base_value"] is not None:
        return target["base_value"]
    if target["reading"] in CHANGES:
        return 0.0
    if target["reading"] != "level" or target["variable"] not in results:
        return None
    series = results[target["variable"]]
    return float(series.sel(year=BASE)) if series.dims == ("year",) else None


def share(target: dict, start: float | None) -> float | None:
    """How much of the way from ``start`` to the target the projection covers: 0 at the base, 1 at the target.

    None where there is no such way: no number, no base, a growth rate, or a target that the base already met.
    """
    value, upper, projected, relation = (target[key] for key in ("target_value", "upper", "projected", "relation"))
    if value is None or projected is None or start is None or target["reading"] not in (*CHANGES, "level"):
        return None
    if relation == "between" and upper is not None and start > value:
        value = upper if start > upper else start
    done = {"≥": start >= value, "≤": start <= value}.get(SIGNS.get(relation), start == value)
    return None if done else (projected - start) / (value - start)


def scorecard(results, targets, lang):
    """The dot plot of targets, a ``matplotlib.figure.Figure``; to be called within ``style.look``."""
    from matplotlib.figure import Figure

    rows, lines = _rows(targets, lang)
    tall = PITCH * (lines + 1.2)
    figure = Figure(figsize=(8.27, tall + 2.2), layout="constrained")
    margin = 0.38 / (tall + 2.2)
    rect = (0.04, margin, 0.92, 1 - 2 * margin)
    figure.get_layout_engine().set(w_pad=0.03, h_pad=0.03, wspace=0.0, hspace=0.0, rect=rect)
    grid = figure.add_gridspec(3, 3, height_ratios=[0.44, tall, 0.42], width_ratios=[2.15, 1.8, 3.95])
    looks = {word: style.dot(met) | {"ls": ""} for met, word in RESULTS.items()}
    top = figure.add_subplot(grid[0, :])
    style.head(top, style.word("scorecard", lang), style.title(results, lang), looks, lang, top.transAxes)
    names, dots, table = (figure.add_subplot(grid[1, column]) for column in range(3))
    for axes in (names, dots, table):
        axes.set_ylim(lines, -1.2)
    style.share_axis(dots, lang)
    _column_heads(names, table, lang)
    for y, height, row in rows:
        if isinstance(row, str):
            _sector_row((names, dots, table), y, row, lang)
        else:
            _target_row((names, dots, table), y, height, row, base(row, results), lang)
    style.caption(figure.add_subplot(grid[2, :]), "target_caption", results, lang, 0)
    return figure


def _rows(targets, lang):
    """Rows of the table as (top, lines, sector or target), sectors in the order of the overview; and lines in all."""
    order = list(style.SECTORS)
    rows, y = [], 0.0
    for sector in sorted({target["sector"] for target in targets}, key=order.index):
        rows.append((y, 1.6, sector))
        y += 1.6
        for target in (target for target in targets if target["sector"] == sector):
            height = 1.0 + 0.8 * _label(target, lang).count("\n")
            rows.append((y, height, target))
            y += height
        y += 0.3
    return rows, max(y, 3.0)


def _label(target, lang):
    name, width = ("indicator_zh", 38) if lang == "zh" else ("indicator", 36)
    return style.wrap(style.subscript(target[name]), width)


def _column_heads(names, table, lang):
    how = {"size": style.SMALL, "color": style.SOFT, "va": "center"}
    style.cell(names, 0, -0.7, style.word("indicator", lang), **how)
    for key, (x, side) in CELLS.items():
        style.cell(table, x, -0.7, style.word(key, lang), ha=side, **how)
    for axes in (names, table):
        axes.axis("off")


def _sector_row(axes_row, y, sector, lang):
    hue, *titles = style.SECTORS[sector]
    for axes in axes_row:
        axes.axhline(y + 1.5, color=hue, lw=1.2)
    style.cell(axes_row[0], 0, y + 0.9, titles[lang == "zh"], va="center", **style.strong(lang))


def _target_row(axes_row, y, height, target, start, lang):
    names, dots, table = axes_row
    middle = y + height / 2
    for axes in axes_row:
        axes.axhline(y + height, color="#EEEEEE", lw=0.5, zorder=0)
    style.cell(names, 0, middle, _label(target, lang), size=7, va="center", linespacing=1.1)
    for key, text in _values(target, start, lang).items():
        x, side = CELLS[key]
        style.cell(table, x, middle, text, ha=side, size=7 if key != "unit" else style.SMALL, va="center")
    marker = style.dot(target["met"])
    table.plot([CELLS["result"][0] - 0.022], [middle], transform=table.get_yaxis_transform(), **marker)
    if (part := share(target, start)) is not None and math.isfinite(part):
        _draw_share(dots, middle, part, target["met"])


def _draw_share(axes, y, part, met):
    look = style.dot(met)
    inside = min(max(part, style.LOW), style.HIGH)
    if inside == part:
        axes.plot([0, part], [y, y], color=look["color"], lw=1.4, zorder=2)
        axes.plot([part], [y], zorder=3, clip_on=False, **look)
        return
    step = math.copysign(0.18, part)
    axes.plot([0, inside - step], [y, y], color=look["color"], lw=1.4, zorder=2)
    axes.plot([inside - step], [y], zorder=3, **look)
    arrow = {"arrowstyle": "-|>", "color": look["color"], "lw": 1.2, "mutation_scale": 7, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (inside, y), (inside - step, y), arrowprops=arrow, zorder=2)
    axes.text(
        inside - 1.45 * step if step > 0 else 0.06, y, f"{part:,.0%}".replace("-", "−"), size=style.SMALL, va="center",
        zorder=4, ha="right" if step > 0 else "left", bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip


def _values(target, start, lang):
    """Cells of a target's row, by column; what is projected of a peak is its year."""
    peak = target["reading"] == "peak"
    return {
        "base": style.number(None if peak else start),
        "projected": _projected(target),
        "target_value": _aim(target, lang),
        "unit": "" if peak else style.unit(target["unit"] or "1", lang, target["variable"]),
        "year": str(target["year"] or "–"),
        "result": style.word(RESULTS[target["met"]], lang),
    }


def _projected(target):
    value, relation = target["projected"], target["relation"]
    if value is None:
        return style.number(None)
    if target["reading"] == "peak":
        return f"{value:.0f}"
    return f"{WAYS[relation][value < 0]} {style.number(abs(value))}" if relation in WAYS else style.number(value)


def _aim(target, lang):
    value, upper, relation = target["target_value"], target["upper"], target["relation"]
    if relation == "not below" and value is None:
        value = target["base_value"]
    if relation.startswith("peak"):
        return style.word("peak", lang)
    if value is None:
        return "–"
    if relation == "between" and upper is not None:
        return f"{style.number(value)}–{style.number(upper)}"
    sign = WAYS[relation][0] if relation in WAYS else SIGNS.get(relation, "")
    return f"{sign} {style.number(value)}".strip()
