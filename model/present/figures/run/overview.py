"""Every headline series of a run by theme: history, projection, targets."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from model.data import base_year, of_plan
from model.plan.targets import Target, due
from model.present.canvas.bands import SHARES, band_key, spread
from model.present.canvas.canvas import PAST, TYPE, Canvas
from model.present.canvas.colours import ASSUMED, DIAMOND, HISTORY, hue
from model.present.canvas.multiples import Shape, by_sector, small_multiples
from model.present.canvas.panel import Line, Mark, Panel, guides
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import DataArray, Dataset
from model.present.canvas.variable import asked_of, past, yearly
from model.present.figures.figure import Figure, Page, Run
from model.present.text import words
from model.present.text.phrases import CHANGED, SIGNS

PANELS: dict[str, tuple[str | tuple[str, ...], ...]] = {
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
OVER = 0.24, 0.12  # inches of the rule over a row, with a sector's name and without
LEAST, MOST, GUTTER = 0.3, 0.95, 0.12  # inches: axes are no lower and no higher; between panels
STROKES = ("-", (0, (3, 1.2)))  # of the variables of a panel
BESIDE = {"shift": (4, 0), "side": {"ha": "left", "size": TYPE}}
ABOVE = {"shift": (0, 2.5), "side": {"ha": "center", "va": "bottom", "size": TYPE}}
BELOW = {"shift": (0, -2.5), "side": {"ha": "center", "va": "top", "size": TYPE}}


@dataclass(frozen=True)
class Overview(Figure):
    """Small multiples of the headline series of ``sectors``; where none are given all on a page, else one a sector.

    Raises
    ------
    KeyError
        Where a variable of ``PANELS`` is absent, or a unit has no name in both languages.
    ValueError
        Where there is no such sector, the size cannot hold the sectors, a panel's variable has a dimension beside
        ``year``, or a target's units are of another scale.
    """

    sectors: Sequence[str] | None = None

    name = "overview"
    title = ("Headline results", "主要结果")
    of = Run

    def pages(self, material: Run, canvas: Canvas) -> Iterator[Page]:
        """On a page all sectors, elsewhere one a sector."""
        if self.sectors or canvas.size == "page":
            yield _page("overview", self.sectors or tuple(PANELS), material, canvas)
        else:
            yield from (_page(f"overview_{sector}", (sector,), material, canvas) for sector in PANELS)


def _page(name: str, sectors: Sequence[str], material: Run, canvas: Canvas) -> Page:
    _check(material.results, sectors)
    targets = [verdict.target for verdict in material.verdicts] if of_plan(material.results) else []
    drawn = [_variables(names, sector, material, targets, canvas) for sector in sectors for names in PANELS[sector]]
    panels = [_together(variables, canvas) for variables in drawn]
    columns = min(COLUMNS[canvas.size], max(_beside(len(PANELS[sector]), canvas) for sector in sectors))
    (cells,) = by_sector(panels, columns, len(panels))
    base, last = base_year(material.results), int(material.results["year"].max())

    def draw(axes: Any, panel: Panel, tall: float) -> None:
        if tall < LEAST:
            raise ValueError(
                f"sectors: found {', '.join(sectors)}, {len(cells)} panels; a {canvas.size} cannot hold so many"
            )
        panel.draw(canvas, axes, (base - PAST, last), 0.1, near=0)

    figure = small_multiples(_sheet(material, targets, panels, canvas), cells, Shape(columns, MOST, GUTTER, OVER), draw)
    rows = [{"sector": panel.sector} | row for variables in drawn for panel in variables for row in panel.rows()]
    return Page(name, figure, rows)


def _check(results: Dataset, sectors: Sequence[str]) -> None:
    if unknown := [sector for sector in sectors if sector not in PANELS]:
        raise ValueError(f"sectors: found {', '.join(unknown)}; expected some of {', '.join(PANELS)}")
    known = [name for sector in sectors for panel in PANELS[sector] for name in names_of(panel)]
    if absent := [name for name in known if name not in results]:
        raise KeyError(f"the overview needs {', '.join(absent)}, which the results have not")
    if wide := [name for name in known if results[name].dims != ("year",)]:
        raise ValueError(f"the overview draws series over year alone; {', '.join(wide)} has other dimensions")


def names_of(panel: str | tuple[str, ...]) -> tuple[str, ...]:
    """The variables of a panel."""
    return panel if isinstance(panel, tuple) else (panel,)


def _beside(panels: int, canvas: Canvas) -> int:
    """How many panels of one sector go beside each other; on a slide they fill two rows evenly."""
    return math.ceil(panels / 2) if canvas.size == "slide" and panels > 3 else panels


def _variables(
    panel: str | tuple[str, ...], sector: str, material: Run, targets: Sequence[Target], canvas: Canvas
) -> list[Panel]:
    """A panel for each variable of one; they are drawn together."""
    return [
        _variable(name, sector, {"color": hue(sector), "lw": 1.6, "ls": stroke, "zorder": 3}, material, targets, canvas)
        for name, stroke in zip(names_of(panel), STROKES, strict=False)
    ]


def _variable(
    name: str, sector: str, look: Mapping[str, Any], material: Run, targets: Sequence[Target], canvas: Canvas
) -> Panel:
    results = material.results
    values, unit = results[name], canvas.unit(results[name].attrs["units"], name)
    by_year = yearly(values)
    base, last = min(by_year), max(by_year)
    marks = tuple(_marks(values, targets, last)) or tuple(_changes(values, targets, last, results))
    lines = [past(name, results, material.history, last)]
    lines.append(Line("projection", by_year, {**look, "solid_capstyle": "round"}))
    if "assumption" in values.attrs.get("source_status", ""):
        lines.append(Line("", {base: by_year[base]}, {**ASSUMED, "zorder": 5}))
    members = material.bands.get(name) if material.bands is not None else None
    drawn, bands = spread(members, sector, None) if members is not None else ([], ())
    lines += [*drawn, *guides(marks, base, 0.8)]
    return Panel(name, words.name(values, canvas.lang), unit, sector, tuple(lines), marks, bands)


def _together(panels: list[Panel], canvas: Canvas) -> Panel:
    if len(panels) == 1:
        return panels[0]
    parts = {
        key: tuple(part for panel in panels for part in getattr(panel, key)) for key in ("lines", "marks", "bands")
    }
    return replace(panels[0], title=canvas.word("green_investment"), **parts)


def _marks(values: DataArray, targets: Sequence[Target], last: int) -> Iterator[Mark]:
    """The targets of a series that are drawn: levels of years within the results."""
    for target in targets:
        level = target.variable == values.name and target.reading == "level" and target.value is not None
        if level and target.relation in SIGNS and due(target) <= last and not target.restates:
            _check_scale(values, target)
            ends = tuple(value for value in (target.value, target.upper) if value is not None)
            sign = SIGNS[target.relation]
            yield Mark(target.id, due(target), ends, sign, **_label_place(target.year, last, sign))


def _changes(values: DataArray, targets: Sequence[Target], last: int, results: Dataset) -> Iterator[Mark]:
    """The targets of a change in per cent, at the value that it leads to, of a series without a target for its level."""
    changes = [target for target in targets if target.variable == values.name and target.reading == "change_percent"]
    signs = {target.id: CHANGED[target.relation] for target in changes}
    for mark in asked_of(str(values.name), changes, results):
        sign = signs[mark.of]
        yield replace(mark, label=sign, look=None, **_label_place(mark.year, last, sign))


def _label_place(year: int | None, last: int, sign: str) -> dict[str, Any]:
    return BESIDE if year == last else BELOW if sign == "≤" else ABOVE


def _check_scale(values: DataArray, target: Target) -> None:
    units = values.attrs["units"]
    if target.unit and words.scale(target.unit) != words.scale(units):
        expected = f"expected the units of {values.name}, {units!r}"
        raise ValueError(f"target {target.id}: found its value in {target.unit!r}; {expected}")


def _key(panels: Sequence[Panel]) -> dict[str, dict[str, Any]]:
    """What is drawn in the panels: the projection, and the rest as far as there is any."""
    assumed = [panel.variable for panel in panels for line in panel.lines if line.look == {**ASSUMED, "zorder": 5}]
    past = {panel.variable: len(line.values) for panel in panels for line in panel.lines if line.name == "history"}
    looks: dict[str, dict[str, Any]] = {
        "history": HISTORY | {"ms": 2.6, "lw": 1.0},
        "assumed": {"ls": "", **ASSUMED},
        "projection": {"color": hue(_sector_of(panels)), "lw": 1.6},
        "target": DIAMOND | {"ls": ":"},
    }
    drawn = {
        "history": any(count > (name in assumed) for name, count in past.items()),
        "assumed": bool(assumed),
        "projection": True,
        "target": any(panel.marks for panel in panels),
    }
    return {key: look for key, look in looks.items() if drawn[key]}


def _sector_of(panels: Sequence[Panel]) -> str:
    """The sector whose colour stands in the key: that of all panels, the economy where there are several."""
    sectors = {panel.sector for panel in panels}
    return sectors.pop() if len(sectors) == 1 else "economy"


def _sheet(material: Run, targets: Sequence[Target], panels: Sequence[Panel], canvas: Canvas) -> Sheet:
    results, bands = material.results, material.bands
    base, last = base_year(results), int(results["year"].max())
    looks = _key(panels)
    if of_plan(results):
        late = any(target.reading == "level" and target.year and target.year > last for target in targets)
        heading, late = "heading", canvas.word("late", end=last) if late else ""
    else:
        heading, late = "heading_bare", canvas.word("late_base", reason=words.not_judged(base, canvas.lang))
    seen = canvas.word(heading, start=base - PAST, end=last)
    if bands is not None:
        looks |= band_key(_sector_of(panels), canvas)
        late += canvas.word("banded", n=int(bands.attrs["members"]) - int(bands.attrs["left_domain"]), **SHARES)
    caption = canvas.caption("caption", results, late=late)
    return Sheet(canvas, seen, words.title(results, canvas.lang), looks, caption, apart=0.01)
