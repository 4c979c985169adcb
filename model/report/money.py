"""The money page: who pays for what by year, baseline beside solution, from the model's own account.

What investment, programmes and working capital cost is what is paid for them (``money_account`` of the finance sector);
what was wanted and not paid for stands beside. All at current prices. Figures are made with Matplotlib's ``Figure`` alone.
"""

from collections.abc import Mapping

import numpy as np

from model.report import style, words
from model.report.figures import BASE
from model.report.style import panel_title
from model.sectors import load
from model.sectors.programmes import RURAL, RURAL_ITEMS, SERVICE, SERVICE_ITEMS, URBAN, URBAN_ITEMS

GREEN = ("pv", "wind", "storage", "export_lines", "efficiency", "water", "ecology")
CLASSES = {"rural": (RURAL, RURAL_ITEMS), "urban": (URBAN, URBAN_ITEMS), "service": (SERVICE, SERVICE_ITEMS)}
# Okabe and Ito's palette with two greys; what is drawn in one colour twice stands in different panels
COLOURS = {
    "net_new_loans": "#0072B2", "government_bond_financing": "#56B4E9", "bonds_and_equity_financing": "#009E73",
    "other_financing": "#4D4D4D", "own_funds": "#BDBDBD", "programme_public_outlay": "#D55E00",
    "ordinary": "#BDBDBD", "working_capital": "#0072B2", "green_all": "#009E73", "coal_power": "#4D4D4D",
    "programmes_all": "#882255",
    "pv": "#E69F00", "wind": "#56B4E9", "storage": "#4D4D4D", "export_lines": "#CC79A7", "efficiency": "#D55E00",
    "water": "#0072B2", "ecology": "#009E73",
    "rural": "#882255", "urban": "#E69F00", "service": "#56B4E9",
}  # fmt: skip
PANELS = ("sources", "uses", "green", "programme_classes", "unfunded")
LARGE = ("own_funds", "ordinary")  # at the bottom of their stacks
WHO = {"baseline": 0.42, "solved": 1.0}  # strength of the bars' colours
LINES, ROW = 17.6, 0.158  # of the table, and inches of a line
BELOW = 15  # points from a panel's axis to its key


def account(results) -> dict[str, dict[str, np.ndarray]]:
    """The money of each year after the base year, in 1e8 CNY a year at current prices.

    Parameters
    ----------
    results
        A run's ``xarray.Dataset``.

    Returns
    -------
    dict
        ``sources`` and ``uses``, of the same sum; ``green`` and ``programme_classes``, parts of two of the uses; and
        ``unfunded``: by use, what was wanted and not paid for. Each an array, shape (years,), by item.
    """
    years = results.sel(year=slice(BASE + 1, None))
    paid, short = (_by_purpose(years[name]) for name in ("investment_outlay", "investment_shortfall"))
    green = {purpose: paid[purpose] for purpose in GREEN}
    programmes = years["programme_outlay"].values
    credit_short = years["financing_demand"].values - years["total_social_financing_increment"].values
    working_short = years["working_capital_demand"].values - years["working_capital_financing"].values
    outside = float(results["external_finance_share"]) * sum(short.values())
    programmes_short = credit_short - working_short - outside + years["programme_public_shortfall"].values
    return {
        "sources": {name: years[name].values for name in _large_first(load().balances["money_account"].sources)},
        "uses": {
            "ordinary": paid["ordinary"],
            "working_capital": years["working_capital_financing"].values,
            "green_all": sum(green.values()),
            "coal_power": paid["coal_power"],
            "programmes_all": programmes,
        },
        "green": green,
        "programme_classes": {name: programmes * share for name, share in _class_shares(years).items()},
        "unfunded": {
            "ordinary": short["ordinary"],
            "working_capital": working_short,
            "green_all": sum(short[purpose] for purpose in GREEN),
            "coal_power": short["coal_power"],
            "programmes_all": programmes_short,
        },
    }


def _by_purpose(values):
    return {str(label): values.sel(purpose=label).values for label in values["purpose"].values}


def _large_first(names):
    return sorted(names, key=lambda name: name not in LARGE)


def _class_shares(years):
    """Each class's share of the planned cost of the year, for all are paid for at one share."""
    cost = {
        name: years["coverage_cost"].sel(programme=list(coverage)).sum("programme").values
        + years["count_cost"].sel(programme_count_item=list(items)).sum("programme_count_item").values
        for name, (coverage, items) in CLASSES.items()
    }
    total = sum(cost.values())
    return {name: np.divide(value, total, out=np.zeros_like(total), where=total > 0) for name, value in cost.items()}


def label(item: str, results, lang: str) -> str:
    """An item's name: a variable's title, a purpose's, or one of ``words.WORDS``."""
    if item in results:
        return words.name(results[item], lang)
    purposes = [str(value) for value in results["purpose"].values]
    if item in purposes:
        return str(results[f"purpose_title{'_zh' * (lang == 'zh')}"].values[purposes.index(item)])
    return words.word(item, lang)


def draw_money(baseline, solved, lang: str):
    """The page, a ``matplotlib.figure.Figure``; to be called within ``style.look``."""
    from matplotlib.figure import Figure

    accounts = {"baseline": account(baseline), "solved": account(solved)}
    years = solved["year"].values[solved["year"].values > BASE].astype(int)
    figure = Figure(figsize=(8.27, 11.0), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.06, h_pad=0.05, wspace=0.02, hspace=0.0, rect=(0.03, 0.02, 0.94, 0.96))
    grid = figure.add_gridspec(5, 6, height_ratios=[0.62, 2.3, 1.7, (LINES + 1) * ROW, 0.75])
    span = {"start": years[0], "end": years[-1]}
    top = figure.add_subplot(grid[0, :])
    style.heading(top, solved, words.word("money", lang, **span), {}, lang)
    style.write(top, 0, 0, words.word("money_bars", lang), size=7, va="bottom", transform=style.outdent(top))
    places = (grid[1, :3], grid[1, 3:], grid[2, :2], grid[2, 2:4], grid[2, 4:])
    drawn = {name: figure.add_subplot(place) for name, place in zip(PANELS, places, strict=True)}
    for name, axes in drawn.items():
        _bars(axes, {who: found[name] for who, found in accounts.items()}, years, solved, lang)
        panel_title(axes, words.word(name, lang), words.word("money_yearly", lang), 40)
    drawn["uses"].set_ylim(drawn["sources"].get_ylim())
    _table(figure.add_subplot(grid[3, :]), accounts, years, solved, lang)
    missing = solved.attrs["not_represented_zh" if lang == "zh" else "not_represented"]
    style.caption(figure.add_subplot(grid[4, :]), "money_caption", solved, lang, style.OUTDENT, missing)
    return figure


def _bars(axes, stacks: Mapping[str, Mapping[str, np.ndarray]], years, results, lang):
    from matplotlib.patches import Patch
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator
    from matplotlib.transforms import ScaledTranslation

    for (who, items), shift in zip(stacks.items(), (-0.205, 0.205), strict=True):
        floor = np.zeros(len(years))
        for item, values in items.items():
            axes.bar(years + shift, values, 0.37, floor, color=_mixed(item, WHO[who]), lw=0.3, edgecolor="white")
            floor = floor + values
    axes.set_xlim(years[0] - 0.55, years[-1] + 0.55)
    axes.margins(y=0.06)
    axes.xaxis.set_major_locator(FixedLocator(years if len(years) <= 6 else years[:: -(-len(years) // 5)]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}"))
    axes.grid(axis="y", color="#EEEEEE", lw=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", length=0)
    keys = [Patch(color=COLOURS[item], label=words.wrap(label(item, results, lang), 24)) for item in reversed(stacks["solved"])]
    how = {"frameon": False, "borderaxespad": 0, "borderpad": 0, "handlelength": 0.9, "handleheight": 0.9, "handletextpad": 0.5}
    key = axes.legend(handles=keys, loc="upper left", ncols=2, fontsize=style.SMALL, columnspacing=1.0, **how)
    key.set_bbox_to_anchor((0, 0), transform=axes.transAxes + ScaledTranslation(0, -BELOW / 72, axes.figure.dpi_scale_trans))


def _mixed(item, strength):
    """An item's colour mixed with white, for what is transparent lets the grid show."""
    from matplotlib.colors import to_rgb

    return tuple(1 - strength * (1 - part) for part in to_rgb(COLOURS[item]))


def lines(accounts: Mapping[str, dict]) -> dict[str, list[tuple]]:
    """The table's parts: (item, indent, baseline, solved) of the sums over the years, totals last."""
    sums = {who: {side: {k: float(v.sum()) for k, v in items.items()} for side, items in found.items()} for who, found in accounts.items()}

    def row(side, item, indent=0):
        return (item, indent, *(sums[who][side][item] for who in ("baseline", "solved")))

    def total(side):
        return ("total", 0, *(sum(sums[who][side].values()) for who in ("baseline", "solved")))

    inside = {"green_all": "green", "programmes_all": "programme_classes"}
    uses = []
    for item in accounts["solved"]["uses"]:
        uses.append(row("uses", item))
        uses += [row(inside[item], part, 1) for part in accounts["solved"].get(inside.get(item), ())]
    return {
        "sources": [row("sources", item) for item in accounts["solved"]["sources"]] + [total("sources")],
        "unfunded": [row("unfunded", item) for item in accounts["solved"]["unfunded"]] + [total("unfunded")],
        "uses": [*uses, total("uses")],
    }


def _table(axes, accounts, years, results, lang):
    axes.axis("off")
    axes.set(xlim=(0, 1), ylim=(LINES, -1))
    parts = lines(accounts)
    told = {"start": years[0], "end": years[-1], "unit": words.word("money_unit", lang)}
    left = style.outdent(axes, axes.get_yaxis_transform())
    style.write(axes, 0, -0.5, words.word("sums", lang, **told), size=8, va="center", transform=left)
    below = _part(axes, 0, 0.48, 1, "sources", parts["sources"], results, lang)
    _part(axes, 0, 0.48, below + 0.6, "unfunded", parts["unfunded"], results, lang)
    _part(axes, 0.53, 1, 1, "uses", parts["uses"], results, lang)


def _part(axes, left, right, y, name, rows, results, lang):
    """One part of the table between two fractions of the width, from line ``y``; returns the line below it."""
    shift = -style.OUTDENT / 72 / 7.3 if left == 0 else 0.0  # to where titles begin
    wide = right - left - shift
    ends = [left + shift + wide * part for part in (0.66, 0.83, 1.0)]
    how = {"size": style.SMALL, "color": style.SOFT, "va": "center"}
    style.cell(axes, left + shift, y, words.word(name, lang), size=7, va="center")
    for end, key in zip(ends, ("baseline", "solved", "change"), strict=True):
        style.cell(axes, end, y, words.word(key, lang), ha="right", **how)
    axes.plot([left + shift, right], [y + 0.5, y + 0.5], color=style.SOFT, lw=0.6, clip_on=False)
    for item, indent, before, after in rows:
        y += 1
        if item == "total":
            axes.plot([left + shift, right], [y - 0.5, y - 0.5], color=style.SOFT, lw=0.6, clip_on=False)
        text = words.subscript(label(item, results, lang))
        size = {"size": style.SMALL, "color": style.SOFT} if indent else {"size": 7}
        style.cell(axes, left + shift + 0.02 * indent, y, text, va="center", **size)
        for end, value in zip(ends, (before, after, after - before), strict=True):
            style.cell(axes, end, y, money(value), ha="right", va="center", **size)
    return y + 1


def money(value: float) -> str:
    """A sum of money for the table, to a tenth."""
    text = f"{value:,.1f}"
    return "0" if text in ("-0.0", "0.0") else text.replace("-", "−")


def table(baseline, solved, lang: str) -> list[dict]:
    """The drawn numbers, one row each: by run, side and item, those of the years and their sums."""
    years = [int(year) for year in solved["year"].values if year > BASE]
    rows = []
    for who, results in {"baseline": baseline, "solved": solved}.items():
        for side, items in account(results).items():
            for item, values in items.items():
                own = {"run": who, "side": side, "item": item, "title": label(item, solved, lang), "unit": words.word("money_unit", lang)}
                rows += [own | {"year": str(y), "value": float(v)} for y, v in zip(years, values, strict=True)]
                rows.append(own | {"year": f"{years[0]}-{years[-1]}", "value": float(values.sum())})
    return rows
