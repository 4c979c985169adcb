"""The scorecard: every target against the projection, as a table with dots, in pages.

A target stated twice has one row. Figures are made with Matplotlib's ``Figure`` alone.
"""

import math

from model.report import style, words

BASE = 2020
SIGNS = {"at least": "≥", "above": ">", "at most": "≤", "below": "<", "about": "≈", "equal": "=", "between": ""}
WAYS = {"rises by": "↑↓", "falls by": "↓↑"}  # arrows of a change: as wanted, and against it
CHANGES = ("change", "increment", "change_percent", "cumulative")  # readings that are 0 in the base year
PITCH = 0.165  # inches a line of the table takes
PAGE = 52.0  # lines of the table that go on one page
CELLS = {
    "base": (0.095, "right"), "projected": (0.245, "right"), "target_value": (0.445, "right"), "unit": (0.47, "left"),
    "year": (0.77, "center"), "result": (0.852, "left"),
}  # fmt: skip
RESULTS = {True: "met", False: "missed", None: "open"}


def base(target: dict, results) -> float | None:
    """Where the way to a target begins: the printed base, 0 of a change, or the run's own value of the base year."""
    if target["base_value"] is not None:
        return target["base_value"]
    if target["reading"] in CHANGES:
        return 0.0
    if target["reading"] != "level" or target["variable"].partition("[")[0] not in results:
        return None
    from model.plan.targets import series

    return float(series(results, target["variable"]).sel(year=BASE))


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


def scorecards(results, targets: list[dict], lang: str) -> dict:
    """The pages of the dot plot of targets, as ``{name: matplotlib.figure.Figure}``; call within ``style.look``.

    Parameters
    ----------
    targets
        One dict a target, as ``model.plan.targets.judge`` gives them.
    """
    pages = _pages([target for target in targets if not target["restates"]], lang)
    drawn = {}
    for number, rows in enumerate(pages, 1):
        page = words.word("page", lang, page=number, pages=len(pages)) if len(pages) > 1 else ""
        drawn["targets" if number == 1 else f"targets_{number}"] = _page(results, rows, page, lang)
    return drawn


def _page(results, rows, page, lang):
    from matplotlib.figure import Figure

    lines = max(sum(height for height, _ in rows), 3.0)
    tall = PITCH * (lines + 1.2)
    figure = Figure(figsize=(8.27, tall + 2.2), layout="constrained")
    margin = 0.38 / (tall + 2.2)
    rect = (0.04, margin, 0.92, 1 - 2 * margin)
    figure.get_layout_engine().set(w_pad=0.03, h_pad=0.03, wspace=0.0, hspace=0.0, rect=rect)
    grid = figure.add_gridspec(3, 3, height_ratios=[0.44, tall, 0.42], width_ratios=[2.15, 1.8, 3.95])
    looks = {word: style.dot(met) | {"ls": ""} for met, word in RESULTS.items()}
    top = figure.add_subplot(grid[0, :])
    title = words.word("scorecard", lang, page=page)
    style.head(top, title, words.title(results, lang), looks, lang, top.transAxes)
    names, dots, table = parts = [figure.add_subplot(grid[1, column]) for column in range(3)]
    for axes in parts:
        axes.set_ylim(lines, -1.2)
    style.share_axis(dots, lang)
    _column_heads(names, table, lang)
    y = 0.0
    for height, row in rows:
        if isinstance(row, str):
            _sector_row(parts, y, row, lang)
        else:
            _target_row(parts, y, height, row, base(row, results), lang)
        y += height
    style.caption(figure.add_subplot(grid[2, :]), "target_caption", results, lang, 0)
    return figure


def _pages(targets, lang):
    """Rows of the table, page by page, as (lines, sector or target); a sector that runs on is named anew."""
    order = list(style.SECTORS)
    pages, left = [[]], PAGE
    for sector in sorted({target["sector"] for target in targets}, key=order.index):
        own = [(1.0 + 0.8 * _label(target, lang).count("\n"), target) for target in targets if target["sector"] == sector]
        for place, (height, target) in enumerate(own):
            head = [(1.7, sector)] if place == 0 or left < height else []
            if left < height + sum(h for h, _ in head):
                pages.append([])
                left, head = PAGE, [(1.7, sector)]
            pages[-1] += [*head, (height, target)]
            left -= height + sum(h for h, _ in head)
    return pages


def _label(target, lang):
    name, width = ("indicator_zh", 38) if lang == "zh" else ("indicator", 36)
    return words.wrap(words.subscript(target[name]), width)


def _column_heads(names, table, lang):
    how = {"size": style.SMALL, "color": style.SOFT, "va": "center"}
    style.cell(names, 0, -0.7, words.word("indicator", lang), **how)
    for key, (x, side) in CELLS.items():
        style.cell(table, x, -0.7, words.word(key, lang), ha=side, **how)
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
        "base": words.number(None if peak else start),
        "projected": projected_text(target),
        "target_value": aim_text(target, lang),
        "unit": "" if peak else words.unit(target["unit"] or "1", lang, target["variable"]),
        "year": str(target["year"] or "–"),
        "result": words.word(RESULTS[target["met"]], lang),
    }


def projected_text(target: dict) -> str:
    """What is projected for a target as a reader writes it; of a change, its size after an arrow."""
    value, relation = target["projected"], target["relation"]
    if value is None:
        return words.number(None)
    if target["reading"] == "peak":
        return f"{value:.0f}"
    return f"{WAYS[relation][value < 0]} {words.number(abs(value))}" if relation in WAYS else words.number(value)


def aim_text(target: dict, lang: str) -> str:
    """What a target asks for, with the sign of its relation."""
    value, upper, relation = target["target_value"], target["upper"], target["relation"]
    if target["reading"] == "peak":
        return words.word("peak", lang)
    if value is None:
        return WAYS[relation][0] if relation in WAYS else f"{SIGNS[relation]} {words.number(target['aim'])}"
    if relation == "between":
        return f"{words.number(value)}–{words.number(upper)}"
    sign = WAYS[relation][0] if relation in WAYS else SIGNS[relation]
    return f"{sign} {words.number(value)}".strip()
