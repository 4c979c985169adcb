"""The dispatch of a year: in every slice, what makes electricity and where it goes, as mean power."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.data import base_year
from model.present.canvas.canvas import TYPE, Canvas
from model.present.canvas.colours import INK, RED, SOFT
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, DataArray, Dataset, PolyCollection
from model.present.figures.figure import Figure, Page, Run
from model.present.text import words

KW = 1e4  # of 1e8 kWh in an hour, in 1e4 kW
ABOVE = {  # what is stacked above zero, from below, and how it looks
    "must_run": {"patch": "#4D4D4D"}, "flexible_coal": {"patch": "#A3A3A3"}, "hydro": {"patch": "#0072B2"},
    "wind": {"patch": "#56B4E9"}, "pv": {"patch": "#E69F00"}, "released": {"patch": "#CC79A7"},
    "unserved": {"patch": "white", "edge": INK, "hatch": "xxxxxx"},
    "curtailed": {"patch": "white", "edge": RED, "hatch": "//////"},
}  # fmt: skip
BELOW = {"export": {"patch": "#009E73"}, "stored": {"patch": "#E3B5CC"}, "electrolysis": {"patch": "#882255"}}
LOAD = {"load": {"color": INK, "lw": 1.3}}
BESIDE = {"column": 2, "page": 4, "slide": 4}  # seasons in a row
HIGH = {"column": 1.1, "page": 2.2, "slide": 1.5}  # inches of the axes
MOST = {"column": 2, "page": 4, "slide": 2}  # years that a size holds
DAY_GAP, SEASON_GAP = 0.15, 0.5  # days of width between states of the wind, and between seasons
PADS = (9.5, 18.5)  # points from the axes to the names of states of the wind, and of seasons
LEAST = 0.0005  # of the highest stack: what is less is not in the key
NEEDED = (
    "slice_hours", "load_level", "block_share", "coal_generation_by_slice", "flexible_coal", "hydro_generation_by_slice",
    "variable_generation", "pv_generation_by_slice", "variable_potential", "storage_discharge", "storage_charge",
    "electrolysis", "export_by_slice", "supply_by_slice", "electricity_demand", "curtailment_rate", "coal_power_hours",
)  # fmt: skip


def energies(now: Dataset) -> dict[str, DataArray]:
    """Electricity of a year by what it is and slice (1e8 kWh), dimensions season, wind_state, block."""
    variable, coal = now["variable_generation"], now["coal_generation_by_slice"]
    load = now["electricity_demand"] * now["load_level"] * now["slice_hours"] / now["slice_hours"].sum()
    energy = {
        "must_run": coal - now["flexible_coal"],
        "flexible_coal": now["flexible_coal"],
        "hydro": now["hydro_generation_by_slice"],
        "wind": variable - now["pv_generation_by_slice"],
        "pv": now["pv_generation_by_slice"],
        "released": now["storage_discharge"],
        "unserved": load - now["supply_by_slice"],
        "curtailed": now["variable_potential"] - variable,
        "export": now["export_by_slice"],
        "stored": now["storage_charge"],
        "electrolysis": now["electrolysis"],
        "load": load,
    }
    return {key: values.transpose("season", "wind_state", "block") for key, values in energy.items()}


@dataclass(frozen=True)
class Year:
    """The slices of a year."""

    year: int
    power: dict[str, np.ndarray]  # mean power (1e4 kW) by what it is, shape (seasons, wind states, blocks)
    hours: np.ndarray  # of each slice, the same shape
    curtailed: float
    coal_hours: float

    def highest(self, stacked: Iterable[str]) -> float:
        """The highest stack of what is stacked."""
        return float(sum((self.power[key] for key in stacked), np.zeros_like(self.hours)).max())


def slices(results: Dataset, years: Sequence[int] | None = None) -> list[Year]:
    """The slices of some years; of the first after the base year and the last where none are given.

    Raises
    ------
    KeyError
        Where the results lack a variable of ``NEEDED``.
    ValueError
        Where the results are of several runs, or have no such year after the base year.
    """
    if absent := [name for name in NEEDED if name not in results]:
        raise KeyError(f"the dispatch needs {', '.join(absent)}, which the results have not")
    if "member" in results.dims:
        raise ValueError("the dispatch is drawn of one run; the results are of an ensemble")
    known = [int(year) for year in results["year"].values if year > base_year(results)]
    asked = dict.fromkeys((known[0], known[-1]) if years is None else years)
    if unknown := [str(year) for year in asked if year not in known]:
        raise ValueError(f"years: found {', '.join(unknown)}; expected some of {', '.join(map(str, known))}")
    needed = results[list(NEEDED)]
    return [_year(needed.sel(year=year), year) for year in asked]


def _year(now: Dataset, year: int) -> Year:
    hours = now["slice_hours"].transpose("season", "wind_state", "block").values
    power = {key: values.values / hours * KW for key, values in energies(now).items()}
    return Year(year, power, hours, float(now["curtailment_rate"]), float(now["coal_power_hours"]))


@dataclass(frozen=True)
class Dispatch(Figure):
    """Electricity by slice of some years: what makes it above zero, what leaves or is stored below, the load, and curtailed power.

    Raises
    ------
    KeyError, ValueError
        As :func:`slices`; and ValueError where there are more years than the size holds: a column 2, a page 4, a slide 2.
    """

    years: Sequence[int] | None = None  # after the base year: the first and the last where none are given

    name = "dispatch"
    title = ("Electricity by slice of the year", "分时段电力平衡")
    of = Run

    def pages(self, material: Run, canvas: Canvas) -> Iterator[Page]:
        """One, with a panel a year and row of seasons."""
        results = material.results
        drawn = slices(results, self.years)
        if not 1 <= len(drawn) <= MOST[canvas.size]:
            raise ValueError(f"years: found {len(drawn)}; expected 1 to {MOST[canvas.size]} on a {canvas.size}")
        seen = canvas.word("dispatch", unit=canvas.unit("1e4 kW"))
        sheet = Sheet(canvas, seen, words.title(results, canvas.lang), _looks(drawn), _caption(results, canvas))
        yield Page(self.name, _draw(sheet, results, drawn), list(_rows(results, drawn, canvas)))


def _rows(results: Dataset, drawn: Sequence[Year], canvas: Canvas) -> Iterator[dict[str, Any]]:
    """The drawn numbers, one row each: year, season, wind_state, block, hours, series, unit, value."""
    names = {name: _titles(results, name, canvas) for name in ("season", "wind_state", "block")}
    unit = canvas.unit("1e4 kW")
    for one in drawn:
        for key, values in one.power.items():
            title = canvas.word(f"dispatch_{key}")
            for at in np.ndindex(one.hours.shape):
                place = {name: titles[i] for (name, titles), i in zip(names.items(), at, strict=True)}
                numbers = {"hours": float(one.hours[at]), "series": title, "unit": unit, "value": float(values[at])}
                yield {"year": one.year, **place, **numbers}


def _titles(results: Dataset, dimension: str, canvas: Canvas) -> list[str]:
    return [str(title) for title in results[f"{dimension}_title{'_zh' * canvas.zh}"].values]


def _draw(sheet: Sheet, results: Dataset, drawn: Sequence[Year]) -> Any:
    canvas = sheet.canvas
    wide = sheet.columns(1, 0)
    parts = np.array_split(np.arange(results.sizes["season"]), -(-results.sizes["season"] // BESIDE[canvas.size]))
    panels = [(one, part) for part in parts for one in drawn]  # below each other where they have the same seasons
    rows = [(0.0, HIGH[canvas.size], _around(one is drawn[-1])) for one, _ in panels]
    figure, grid = sheet.lay_out(rows, 1)
    top, foot = (max(one.highest(stacked) for one in drawn) for stacked in (ABOVE, BELOW))
    for row, (one, part) in enumerate(panels):
        axes = figure.add_subplot(grid[2 + 2 * row, 0])
        places = _stacks(canvas, axes, one, part)
        _label(canvas, axes, results, places, part if one is drawn[-1] else part[:0])
        axes.set_ylim(-1.03 * foot, 1.03 * top)  # alike in all panels
        canvas.numbers(axes.yaxis, 6)
        sums = {"curtailed": words.number(one.curtailed), "hours": words.number(round(one.coal_hours))}
        sheet.head_panel(axes, canvas.word("dispatch_year", year=one.year, **sums), "", wide)
    return figure


def _around(labelled: bool) -> float:
    """Inches that a panel takes beside its axes."""
    return (TYPE * 1.15 + 4.5 + (2 + PADS[1] + TYPE * 1.2) * labelled) / 72


def _looks(drawn: Sequence[Year]) -> dict[str, dict[str, Any]]:
    """The key: what stands in one of the panels."""
    least = LEAST * max(one.highest(ABOVE) for one in drawn)
    return {
        f"dispatch_{key}": look
        for key, look in (LOAD | ABOVE | BELOW).items()
        if max(one.power[key].max() for one in drawn) > least
    }


def _caption(results: Dataset, canvas: Canvas) -> str:
    hours = 24 * results["block_share"].values
    titles = [canvas.choose(title[:1].lower() + title[1:], title) for title in _titles(results, "block", canvas)]
    blocks = [
        canvas.word("dispatch_block", number=i, title=title, hours=words.number(float(share)))
        for i, (title, share) in enumerate(zip(titles, hours, strict=True), 1)
    ]
    return canvas.caption("dispatch_caption", results, blocks=canvas.listed(blocks))


def _stacks(canvas: Canvas, axes: Axes, one: Year, part: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Draw the stacks and the load of some seasons; returns left end and width of every slice, shape as theirs."""
    lefts, widths = _places(one.hours[part])
    for looks, sign in ((ABOVE, 1), (BELOW, -1)):
        floor = np.zeros_like(widths)
        for key, look in looks.items():
            top = floor + sign * np.maximum(one.power[key][part], 0)  # of the load, rounding leaves a trifle
            axes.add_collection(_areas(canvas, (lefts, lefts + widths, floor, top), look))
            floor = top
    load = one.power["load"][part]
    outline = canvas.halo(LOAD["load"]["lw"] + 0.8)
    for at in np.ndindex(load.shape[:2]):
        ends = np.column_stack((lefts[at], lefts[at] + widths[at])).ravel()
        axes.plot(ends, np.repeat(load[at], 2), zorder=4, path_effects=outline, **canvas.sized(**LOAD["load"]))
    axes.axhline(0, color=INK, lw=canvas.pt(0.6), zorder=3)
    return lefts, widths


def _areas(canvas: Canvas, ends: Sequence[np.ndarray], look: dict[str, Any]) -> PolyCollection:
    """The rectangles of one kind of power in every slice, between left, right, low and high ends."""
    from matplotlib.collections import PolyCollection

    sides = [np.ravel(side) for side in ends]
    corners = [[(a, c), (a, d), (b, d), (b, c)] for a, b, c, d in zip(*sides, strict=True) if d != c]
    how: dict[str, Any] = {"hatch": look["hatch"], "lw": 0} if "hatch" in look else {"lw": canvas.pt(0.2)}
    return PolyCollection(corners, fc=look["patch"], ec=look.get("edge", "white"), zorder=2, **how)


def _places(hours: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Left ends and widths, in mean days of width, with gaps between states of the wind and between seasons."""
    widths = hours / hours.sum(axis=2).mean()
    gaps = np.zeros_like(widths)
    gaps[:, 1:, 0], gaps[1:, 0, 0] = DAY_GAP, SEASON_GAP
    ends = np.cumsum((widths + gaps).ravel()).reshape(widths.shape)
    return ends - widths, widths


def _label(
    canvas: Canvas, axes: Axes, results: Dataset, places: tuple[np.ndarray, np.ndarray], part: np.ndarray
) -> None:
    """Below the axes, the numbers of the blocks, the states of the wind and the seasons of a part; nothing where it is empty."""
    lefts, widths = places
    axes.set_xlim(lefts.min() - DAY_GAP, (lefts + widths).max() + DAY_GAP)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])
    if not len(part):
        return
    how = {"xycoords": ("data", "axes fraction"), "ha": "center", "va": "top", "color": SOFT}
    for at in np.ndindex(lefts.shape):
        canvas.note(axes, str(at[2] + 1), (float(lefts[at] + widths[at] / 2), 0), (0, -1.5), **how)
    axes.xaxis.remove_overlapping_locs = False  # the middle of a season is that of a state of the wind
    axes.set_xticks(_middles(lefts, widths, 2), _titles(results, "wind_state", canvas) * len(part))
    axes.set_xticks(_middles(lefts, widths, 1), [_titles(results, "season", canvas)[i] for i in part], minor=True)
    axes.tick_params(axis="x", which="major", length=0, pad=canvas.pt(PADS[0]))
    how = {"labelsize": canvas.pt(TYPE), "labelcolor": INK}
    axes.tick_params(axis="x", which="minor", length=0, pad=canvas.pt(PADS[1]), **how)


def _middles(lefts: np.ndarray, widths: np.ndarray, kept: int) -> np.ndarray:
    """Middles of the slices that share their first indices: a season, or a season and a state of the wind."""
    low, high = (ends.reshape(*lefts.shape[:kept], -1) for ends in (lefts, lefts + widths))
    return ((low.min(axis=-1) + high.max(axis=-1)) / 2).ravel()
