"""The money page: who pays for what by year, baseline beside solution, from the model's own account.

What investment, programmes and working capital cost is what is paid for them (``money_account`` of the finance sector);
what was wanted and not paid for stands beside. All at current prices. Figures are made with Matplotlib's ``Figure`` alone.
"""

from collections.abc import Mapping

import numpy as np

from model.data import base_year
from model.present.figures import style
from model.present.figures.sheet import Sheet, caption
from model.present.figures.style import panel_title, pt
from model.present.text import words
from model.sectors import load
from model.sectors.programmes import RURAL, RURAL_ITEMS, SERVICE, SERVICE_ITEMS, URBAN, URBAN_ITEMS

GREEN = ("pv", "wind", "storage", "export_lines", "hydrogen", "efficiency", "carbon_capture", "water", "ecology")
CLASSES = {"rural": (RURAL, RURAL_ITEMS), "urban": (URBAN, URBAN_ITEMS), "service": (SERVICE, SERVICE_ITEMS)}
# Okabe and Ito's palette with two greys; what is drawn in one colour twice stands in different panels
COLOURS = {
    "loan_financing": "#0072B2", "government_bond_financing": "#56B4E9", "bonds_and_equity_financing": "#009E73",
    "other_financing": "#4D4D4D", "own_funds": "#BDBDBD", "group_funds": "#E69F00", "programme_public_outlay": "#D55E00",
    "ordinary": "#BDBDBD", "working_capital": "#0072B2", "green_all": "#009E73", "coal_power": "#4D4D4D",
    "programmes_all": "#882255",
    "pv": "#E69F00", "wind": "#56B4E9", "storage": "#4D4D4D", "export_lines": "#CC79A7", "efficiency": "#D55E00",
    "water": "#0072B2", "ecology": "#009E73", "hydrogen": "#F0E442", "carbon_capture": "#882255",
    "rural": "#882255", "urban": "#E69F00", "service": "#56B4E9",
}  # fmt: skip
LARGE = ("own_funds", "ordinary")  # at the bottom of their stacks
WHO = {"baseline": 0.42, "solved": 1.0}  # strength of the bars' colours
TABLE, COLUMNS = "table", 6  # cells of a row, which two or three panels share
SHEETS = {  # what goes on each figure of a size, row by row
    "column": ((("sources",), ("uses",)), (("green",), ("programme_classes",), ("unfunded",)), ((TABLE,),)),
    "page": ((("sources", "uses"), ("green", "programme_classes", "unfunded"), (TABLE,)),),
    "slide": ((("sources", "uses"),), (("green", "programme_classes", "unfunded"),), ((TABLE,),)),
}
TALL = (2.3, 1.7)  # inches of the axes of the first and the other rows of panels
ROW, GUTTER = 0.158, 0.2  # inches of a line of the table, and between panels
BELOW, KEY = 15, 10.5  # points from a panel's axis to its key, and of a line of the key


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
    years = results.sel(year=slice(base_year(results) + 1, None))
    paid, short = (_by_purpose(years[name]) for name in ("investment_outlay", "investment_shortfall"))
    green = {purpose: paid[purpose] for purpose in GREEN}
    programmes = years["programme_outlay"].values
    working_short = years["working_capital_demand"].values - years["working_capital_financing"].values
    programmes_short = years["programme_credit_shortfall"].values + years["programme_public_shortfall"].values
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


def draw_money(baseline, solved, lang: str = "en", size: str = "page") -> dict:
    """The money account, by the name of the figure: bars by source and use, and sums over the years.

    Parameters
    ----------
    baseline, solved
        Results of the scenario as it stands, and of the solution.
    lang, size
        As of :func:`model.present.figures.style.look`.

    Returns
    -------
    dict of str to matplotlib.figure.Figure
        ``money``; where it takes more than one figure, ``money_2`` ... too.
    """
    accounts = {"baseline": account(baseline), "solved": account(solved)}
    with style.look(lang, size):
        return {
            "money" if number == 1 else f"money_{number}": style.finish(_sheet(rows, accounts, solved, lang, size))
            for number, rows in enumerate(SHEETS[size], 1)
        }


def _sheet(rows, accounts, solved, lang, size):
    years = solved["year"].values[solved["year"].values > base_year(solved)].astype(int)
    bars = rows[0] != (TABLE,)
    told = words.word("money", lang, start=years[0], end=years[-1]) + f"\n{words.word('money_bars', lang)}" * bars
    missing = solved.attrs["not_represented_zh" if lang == "zh" else "not_represented"]
    sheet = Sheet(size, lang, words.title(solved, lang), told, {}, caption("money_caption", solved, lang, late=missing))
    heights = [_height(row, number, accounts["solved"], sheet, solved) for number, row in enumerate(rows)]
    figure, grid = sheet.lay_out(heights, COLUMNS, fill=bars)
    for number, row in enumerate(rows):
        for place, name in enumerate(row):
            each = COLUMNS // len(row)
            axes = figure.add_subplot(grid[2 * number + 2, place * each : (place + 1) * each])
            if name == TABLE:
                _table(axes, accounts, years, solved, sheet)
                continue
            inches = sheet.width / len(row) - GUTTER
            _bars(
                axes,
                {who: found[name] for who, found in accounts.items()},
                years,
                _keys(accounts["solved"][name], solved, sheet, inches),
            )
            panel_title(axes, words.word(name, lang), words.word("money_yearly", lang), sheet.columns(inches))
    drawn = {axes.get_title(loc="left"): axes for axes in figure.axes}
    sources, uses = (drawn.get(words.word(name, lang)) for name in ("sources", "uses"))
    if sources and uses:
        uses.set_ylim(sources.get_ylim())
    return figure


def _height(row, number, account, sheet, results):
    """What a row takes, as :meth:`Sheet.lay_out` takes it."""
    if row == (TABLE,):
        return 0, (_lines(account, sheet) + 1) * ROW, 0.06
    inches = sheet.width / len(row) - GUTTER
    labels = [_keys(account[name], results, sheet, inches) for name in row]
    deep = max(_deep(list(each.values())) for each in labels)
    around = sheet.around([words.word(name, sheet.lang) for name in row], sheet.columns(inches))
    return 0, TALL[min(number, 1)], around + (deep * KEY + 6) / 72


def _keys(items, results, sheet, inches):
    """The labels of a panel's key, the item on top first, in lines that fit beside each other in two columns."""
    wide = sheet.columns(inches / 2 - 0.22, style.SMALL)
    return {item: words.wrap(words.subscript(label(item, results, sheet.lang)), wide) for item in reversed(items)}


def _deep(labels):
    """Lines of a key in two columns."""
    first = -(-len(labels) // 2)
    return max(sum(text.count("\n") + 1 for text in part) for part in (labels[:first], labels[first:]) if part)


def _bars(axes, stacks: Mapping[str, Mapping[str, np.ndarray]], years, labels: Mapping[str, str]):
    from matplotlib.patches import Patch
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator
    from matplotlib.transforms import ScaledTranslation

    for (who, items), shift in zip(stacks.items(), (-0.205, 0.205), strict=True):
        floor = np.zeros(len(years))
        for item, values in items.items():
            axes.bar(
                years + shift,
                values,
                0.37,
                floor,
                color=style.mixed(COLOURS[item], WHO[who]),
                lw=pt(0.3),
                edgecolor="white",
            )
            floor = floor + values
    axes.set_xlim(years[0] - 0.55, years[-1] + 0.55)
    axes.margins(y=0.06)
    axes.xaxis.set_major_locator(FixedLocator(years if len(years) <= 6 else years[:: -(-len(years) // 5)]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}"))
    axes.grid(axis="y", color="#EEEEEE", lw=pt(0.5))
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", length=0)
    keys = [Patch(color=COLOURS[item], label=text) for item, text in labels.items()]
    how = {
        "frameon": False,
        "borderaxespad": 0,
        "borderpad": 0,
        "handlelength": 0.9,
        "handleheight": 0.9,
        "handletextpad": 0.5,
    }
    key = axes.legend(handles=keys, loc="upper left", ncols=2, fontsize=pt(style.SMALL), columnspacing=1.0, **how)
    key.set_bbox_to_anchor(
        (0, 0), transform=axes.transAxes + ScaledTranslation(0, -pt(BELOW) / 72, axes.figure.dpi_scale_trans)
    )


def lines(accounts: Mapping[str, dict]) -> dict[str, list[tuple]]:
    """The table's parts: (item, indent, baseline, solved) of the sums over the years, totals last."""
    sums = {
        who: {side: {k: float(v.sum()) for k, v in items.items()} for side, items in found.items()}
        for who, found in accounts.items()
    }

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


def _lines(account, sheet):
    """Lines of the table below its title."""
    parts = lines({"baseline": account, "solved": account})
    uses, others = len(parts["uses"]) + 1, len(parts["sources"]) + len(parts["unfunded"]) + 2.6
    return uses + others + 1.6 if sheet.size == "column" else max(uses, others) + 0.6


def _table(axes, accounts, years, results, sheet):
    lang = sheet.lang
    axes.axis("off")
    axes.set(xlim=(0, 1), ylim=(_lines(accounts["solved"], sheet), -1))
    parts = lines(accounts)
    told = {"start": years[0], "end": years[-1], "unit": words.word("money_unit", lang)}
    left = style.outdent(axes, axes.get_yaxis_transform())
    style.write(axes, 0, -0.5, words.word("sums", lang, **told), size=pt(8), va="center", transform=left)
    one, shift = sheet.size == "column", -style.OUTDENT / 72 / sheet.width  # to where titles begin
    right = 1 if one else 0.48
    below = _part(axes, shift, right, 1, "sources", parts["sources"], results, lang)
    below = _part(axes, shift, right, below + 0.6, "unfunded", parts["unfunded"], results, lang)
    _part(axes, shift if one else 0.53, 1, below + 0.6 if one else 1, "uses", parts["uses"], results, lang)


def _part(axes, left, right, y, name, rows, results, lang):
    """One part of the table between two fractions of the width, from line ``y``; returns the line below it."""
    wide = right - left
    ends = [left + wide * part for part in (0.66, 0.83, 1.0)]
    how = {"size": pt(style.SMALL), "color": style.SOFT, "va": "center"}
    style.cell(axes, left, y, words.word(name, lang), size=pt(7), va="center")
    for end, key in zip(ends, ("baseline", "solved", "change"), strict=True):
        style.cell(axes, end, y, words.word(key, lang), ha="right", **how)
    axes.plot([left, right], [y + 0.5, y + 0.5], color=style.SOFT, lw=pt(0.6), clip_on=False)
    for item, indent, before, after in rows:
        y += 1
        if item == "total":
            axes.plot([left, right], [y - 0.5, y - 0.5], color=style.SOFT, lw=pt(0.6), clip_on=False)
        text = words.subscript(label(item, results, lang))
        size = {"size": pt(style.SMALL), "color": style.SOFT} if indent else {"size": pt(7)}
        style.cell(axes, left + 0.02 * indent, y, text, va="center", **size)
        for end, value in zip(ends, (before, after, after - before), strict=True):
            style.cell(axes, end, y, money(value), ha="right", va="center", **size)
    return y + 1


def money(value: float) -> str:
    """A sum of money for the table, to a tenth."""
    text = f"{value:,.1f}"
    return "0" if text in ("-0.0", "0.0") else text.replace("-", "−")


def table(baseline, solved, lang: str) -> list[dict]:
    """The drawn numbers, one row each: by run, side and item, those of the years and their sums."""
    years = [int(year) for year in solved["year"].values if year > base_year(solved)]
    rows = []
    for who, results in {"baseline": baseline, "solved": solved}.items():
        for side, items in account(results).items():
            for item, values in items.items():
                own = {
                    "run": who,
                    "side": side,
                    "item": item,
                    "title": label(item, solved, lang),
                    "unit": words.word("money_unit", lang),
                }
                rows += [own | {"year": str(y), "value": float(v)} for y, v in zip(years, values, strict=True)]
                rows.append(own | {"year": f"{years[0]}-{years[-1]}", "value": float(values.sum())})
    return rows
