"""Pages of a solution's paths by target: what was, what baseline and solution project, and what the target requires.

Figures are made with Matplotlib's ``Figure`` alone.
"""

import numpy as np

from model.data import BASE_YEAR
from model.plan.targets import aim
from model.present.figures import style
from model.present.figures.overview import band
from model.present.figures.sheet import Sheet, caption
from model.present.figures.solution_panels import RISES, Panel, rates, value_label
from model.present.figures.style import PAST, panel_title, pt
from model.present.text import words
from model.present.text.phrases import SIGNS

PLACES = {"column": (2, 4), "page": (4, 7), "slide": (4, 2)}  # panels beside each other, and rows of them
ROOM = 24  # columns of a sector's name over one panel
AXES, GUTTER = 0.62, 0.15  # inches of a panel's axes at most, and between panels
LOW = 0.25  # where a line of print takes more of the axes than this, they have fewer ticks
NAMED, BARE = 0.26, 0.14  # inches of the rule over a row, with a sector's name and without


def draw_paths(panels: list[Panel], solved, lang: str = "en", size: str = "page") -> list[tuple]:
    """The pages, each as (``matplotlib.figure.Figure``, its panels).

    Parameters
    ----------
    panels
        As :func:`model.present.figures.solution_panels.panels` gives them.
    solved
        Results of the solution, for its titles.
    lang, size
        As of :func:`model.present.figures.style.look`.
    """
    with style.look(lang, size):
        pages, drawn = _pages(panels, *PLACES[size]), []
        for number, places in enumerate(pages, 1):
            page = words.word("page", lang, page=number, pages=len(pages)) if len(pages) > 1 else ""
            drawn.append((style.finish(_page(places, solved, page, lang, size)), list(places.values())))
        return drawn


def _pages(panels, columns, rows):
    """Panels by their cell (row, column), page by page; a sector begins a row unless all of it fits the last one."""
    pages, cell = [{}], 0
    for i, panel in enumerate(panels):
        if i and panel.sector != panels[i - 1].sector:
            room = -cell % columns
            before = panels[i - 1].sector
            alone = sum(other.sector == before for other in panels) == 1
            if room and alone and max(map(len, style.SECTORS[before][1:])) > ROOM:
                cell, room = cell + 1, room - 1  # for its name to run on
            cell += room if sum(other.sector == panel.sector for other in panels) > room else 0
        if cell == columns * rows:
            pages, cell = [*pages, {}], 0
        pages[-1][divmod(cell, columns)] = panel
        cell += 1
    return pages


def _page(places, solved, page, lang, size):
    columns, bands = PLACES[size][0], _bands(places)
    years = [year for panel in places.values() for year in panel.history] + [int(solved["year"][0])]
    told = words.word("paths", lang, page=page, start=min(years), end=int(solved["year"].max()))
    sheet = Sheet(
        size, lang, words.title(solved, lang), told, _keys(places), caption("paths_caption", solved, lang), apart=0.012
    )
    inches = sheet.width / columns - GUTTER
    wide, fine = sheet.columns(inches), sheet.columns(inches, style.SMALL)
    prints = {at: small_print(panel, lang, fine) for at, panel in places.items()}
    rows = []
    for row, band_parts in enumerate(bands):
        own = [at for at in places if at[0] == row]
        over = NAMED if any(first for *_, first in band_parts) else BARE
        rows.append((over, sheet.around([places[at].title for at in own], wide, max(len(prints[at]) for at in own))))
    axes = min(AXES, sheet.left_for_axes(rows))
    figure, grid = sheet.lay_out([(over, axes, around) for over, around in rows], columns, fill=axes < AXES)
    near = style.SMALL * 1.25 / 72 / axes
    for row, parts in enumerate(bands):
        for sector, left, right, first in parts:
            band(figure.add_subplot(grid[1 + 2 * row, left : right + 1]), sector, lang, first)
    for (row, column), panel in places.items():
        axes = figure.add_subplot(grid[2 + 2 * row, column])
        _draw(axes, panel, prints[row, column], near, _room(panel, inches))
        panel_title(axes, panel.title, panel.unit, wide)
    return figure


def _bands(places):
    """Row by row, the sectors that have panels there: (sector, first column, last column, whether it is named)."""
    found, named = [], set()
    for row in range(1 + max(row for row, _ in places)):
        columns = {}
        for (r, column), panel in places.items():
            if r == row:
                columns.setdefault(panel.sector, []).append(column)
        found.append([(sector, own[0], own[-1], sector not in named) for sector, own in columns.items()])
        named |= set(columns)
    return found


def _keys(places):
    goals = [goal for panel in places.values() for goal in panel.goals if goal.ends]
    hue = style.SECTORS[next(iter(places.values())).sector][0]
    looks = {
        "history": {"color": style.INK, "marker": "o", "ms": 2.2, "lw": 0.9},
        "assumed": {"ls": "", **style.ASSUMED},
        "baseline": {"color": style.PALE, "lw": 0.9},
        "solved": {"color": hue, "lw": 1.6},
        "required": _required(),
        "target_met": _diamond(True) | {"ls": ""},
        "target_missed": _diamond(False) | {"ls": ""},
    }
    absent = {
        "history": all(panel.assumed >= len(panel.history) for panel in places.values()),
        "assumed": not any(panel.assumed for panel in places.values()),
        "required": not goals,
        "target_met": not any(goal.met for goal in goals),
        "target_missed": all(goal.met for goal in goals),
    }
    return {key: look for key, look in looks.items() if not absent.get(key)}


def _required():
    return {"color": style.RED, "lw": 0.9, "ls": (0, (2, 1.4))}


def _diamond(met):
    return {"color": style.RED, "marker": "D", "ms": 3.4, "mfc": style.RED if met else "white", "mew": 0.8}


def _draw(axes, panel, prints, near, room):
    last = max(panel.solved)
    base = min(panel.solved)
    start = base - PAST if any(year < base for year in panel.history) else base
    axes.plot(list(panel.baseline), list(panel.baseline.values()), color=style.PALE, lw=pt(0.9), zorder=2)
    hue = style.SECTORS[panel.sector][0]
    axes.plot(list(panel.solved), list(panel.solved.values()), color=hue, lw=pt(1.6), zorder=3, solid_capstyle="round")
    axes.plot(
        list(panel.history), list(panel.history.values()), color=style.INK, lw=pt(0.9), marker="o", ms=pt(2.2), zorder=4
    )
    if panel.assumed:
        axes.plot([base], [panel.baseline[base]], **style.sized(**style.ASSUMED), zorder=4.5)
    for goal in panel.goals:
        axes.plot(list(goal.required), list(goal.required.values()), zorder=3.5, **style.sized(**_required()))
    levels = [value for goal in panel.goals for value in (*goal.ends, *goal.required.values())]
    lines = (panel.history, panel.baseline, panel.solved)
    style.frame(axes, start, last, levels + [value for line in lines for value in line.values()], near > LOW)
    axes.set_xlim(start - 0.04 * (last - start), last + room * (last - start))
    axes.spines["bottom"].set_bounds(axes.get_xlim()[0], last)
    _mark(axes, panel, last, near)
    label = axes.set_xlabel("\n".join(prints), loc="left", color=style.SOFT, labelpad=pt(1.5), linespacing=1.15)
    label.set_transform(style.outdent(axes, label.get_transform()))


def _room(panel, inches):
    """What the widest label at a target takes beside the last year, in parts of the years, in a panel so wide."""
    widest = max((len(value_label(goal)) for goal in panel.goals if goal.ends), default=4)
    label, axes = (3.7 * widest + 7) / 72, inches - 0.22
    return label / (axes - label)


def _mark(axes, panel, last, near):
    """Diamonds at the targets, and their values beside them where no other is so ``near``, in parts of the axis."""
    from matplotlib.patheffects import withStroke

    low, high = axes.get_ylim()
    placed = []
    for goal in sorted(panel.goals, key=lambda goal: goal.target.reading != "level"):
        if not goal.ends:
            continue
        year, middle = goal.target.year, sum(goal.ends) / len(goal.ends)
        axes.plot(
            [year] * len(goal.ends), goal.ends, lw=pt(0.8), zorder=5, clip_on=False, **style.sized(**_diamond(goal.met))
        )
        if any(when == year and abs(middle - other) < near * (high - low) for when, other in placed):
            continue
        placed.append((year, middle))
        away = 0 if year == last else -2 if panel.solved[year] >= middle else 2  # points, from the solved path
        axes.annotate(
            value_label(goal), (year, middle), textcoords="offset points", color=style.RED, size=pt(style.SMALL), zorder=6,
            xytext=(pt(4.5), pt(away)), va="center", path_effects=[withStroke(linewidth=pt(1.5), foreground="white")],
        ).set_in_layout(False)  # fmt: skip


def small_print(panel: Panel, lang: str, wide: int = 38) -> list[str]:
    """Lines of at most ``wide`` columns under a panel: both growth rates, and targets that are no value of one year."""
    lines = []
    found = [
        (goal, needed, solved) for goal, needed, solved in rates(panel) if needed is not None and solved is not None
    ]
    if found:
        told = {
            "needed": _span([needed for _, needed, _ in found], lang),
            "solved": _span([rate for *_, rate in found], lang),
        }
        lines.append(words.word("growth", lang, **told))
    lines += [_other(goal, lang) for goal in panel.goals if not goal.ends]
    return [part for line in lines for part in words.wrap(line, wide).split("\n")]


def _span(values, lang):
    """A rate, or the least and the largest of several where print tells them apart."""
    ends = dict.fromkeys(_rate(value) for value in (min(values), max(values)))
    return ("–" if min(values) >= 0 else words.word("to", lang)).join(ends)


def _rate(value):
    text = f"{value:.{1 if abs(value) >= 1 else 2}f}"
    return "0" if float(text) == 0 else text.replace("-", "−")


def _other(goal, lang):
    target, mark = goal.target, "◆ " if goal.met else "◇ "
    if target.reading == "peak":
        value = words.word("no_peak", lang) if np.isnan(goal.projected) else f"{goal.projected:.0f}"
        return mark + words.word("peak_by", lang, aim=target.year, value=value)
    asked = f"{SIGNS.get(target.relation) or RISES.get(target.relation, '')} {words.number(aim(target))}".strip()
    if target.relation == "between":
        asked = f"{words.number(target.value)}–{words.number(target.upper)}"
    span = {"start": BASE_YEAR + 1, "end": target.year}
    return mark + words.word(target.reading, lang, aim=asked, value=words.number(goal.projected), **span)
