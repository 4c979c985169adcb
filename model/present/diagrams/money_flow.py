"""The region's money in one year, drawn as flows: where it comes from, how it is pooled, what it pays for.

Every flow is a variable of the results. Three pools stand between sources and uses, and what enters a pool leaves it:
the banks' new funds, by which new loans are made (``bank_account`` of the credit sector, less what is repaid and lent
anew), total social financing less loans renewed with inflation (``financing_account`` of the finance sector) and
investment (its part of ``money_account``). What was wanted and not paid for stands beside, hatched, and is no flow. All at current prices.
"""

from dataclasses import dataclass

from model.data import base_year
from model.present.diagrams import rivers
from model.present.diagrams.rivers import Diagram, Ribbon, Slot
from model.present.figures import style
from model.present.figures.money import COLOURS, account, label
from model.present.text import words

BANKS, POOL, INVESTMENT = "banks", "financing_met", "investment_pool"
COLUMN = {BANKS: 1, POOL: 2, INVESTMENT: 3}  # from the sources, 0, to the uses, LAST
LAST = 4
RANK = {
    "loan_revaluation": -1,
    "other_asset_revaluation": 0,
    "other_asset_acquisition": 0,
    "deposit_run_down": 0,
    "net_outside_outflow": 1,
    "deposit_saving": 1,
    "deposit_creation": 2,
    "deposit_revaluation": 2,
    "net_outside_funding": 3,
    "loan_run_down": 3,
    "other_asset_run_down": 4,
    "other_asset_sale": 4,
    BANKS: 2,
    "working_capital": 5,
    "government_bond_financing": 6,
    "bonds_and_equity_financing": 7,
    "other_financing": 8,
    POOL: 6,
    "own_funds": 10,
    "group_funds": 11,
    INVESTMENT: 10,
    "programme_public_outlay": 40,
    "programmes": 40,
}  # fmt: skip; from the top of a column; purposes of investment stand at INVESTMENT, the largest first
SHADES = COLOURS | {
    "deposit_saving": "#CC79A7", "deposit_creation": "#882255", "deposit_revaluation": "#CC79A7",
    "loan_revaluation": "#0072B2",
    **dict.fromkeys(("net_outside_funding", "net_outside_outflow", "other_asset_acquisition"), "#8C8C8C"),
    **dict.fromkeys(("other_asset_revaluation", "other_asset_run_down", "other_asset_sale"), "#8C8C8C"),
    "loan_run_down": "#0072B2", "deposit_run_down": "#CC79A7",
    "programmes": "#882255", "programme_public_outlay": "#D55E00", "green_investment_financing": "#009E73",
    "ordinary_investment_financing": "#BDBDBD", "coal_power_investment_financing": "#4D4D4D",
}  # fmt: skip
TALL = {"column": 7.4, "page": 6.4, "slide": 7.5}  # inches
COLUMNS = {  # of a line of a label at the sides, and of one over a pool
    "en": {"column": (13, 10), "page": (30, 15), "slide": (30, 15)},
    "zh": {"column": (14, 12), "page": (30, 12), "slide": (30, 12)},
}
LEAST = 0.05  # 1e8 CNY: what would be printed as nothing is not drawn
REVERSED = {
    "net_outside_funding": "net_outside_outflow",
    "other_asset_acquisition": "other_asset_sale",
    "loan_revaluation": "loan_run_down",
    "deposit_revaluation": "deposit_run_down",
    "other_asset_revaluation": "other_asset_run_down",
}  # fmt: skip; what a flow is called where it is negative


@dataclass(frozen=True)
class Flow:
    """``value`` (1e8 CNY in the year) from ``source`` to ``target``; ``variable`` of the results, with its ``label``."""

    source: str
    target: str
    variable: str
    value: float
    index: str = ""


def flows(results, year: int | None = None) -> list[Flow]:
    """The flows of a year that are not zero, each a variable of the results, from sources to uses.

    Parameters
    ----------
    results
        A run's ``xarray.Dataset``.
    year
        After the base year; the last where none is given.

    Raises
    ------
    ValueError
        Where the year is not in the results, or a flow that can only go one way is negative.
    """
    now = _of_year(results, year)

    def taken(source, target, variable, **index):
        return Flow(source, target, variable, float(now[variable].sel(index)), *index.values())

    funds = ("deposit_saving", "deposit_creation", "deposit_revaluation", "net_outside_funding")
    found = [taken(name, BANKS, name) for name in funds]
    kept = ("other_asset_acquisition", "other_asset_revaluation", "loan_revaluation")
    found += [taken(BANKS, name, name) for name in kept] + [taken(BANKS, POOL, "loan_financing")]
    instruments = ("government_bond_financing", "bonds_and_equity_financing", "other_financing")
    found += [taken(name, POOL, name) for name in instruments]
    found.append(taken(POOL, "working_capital", "working_capital_financing"))
    kinds = ("green", "ordinary", "coal_power")
    found += [taken(POOL, INVESTMENT, f"{kind}_investment_financing") for kind in kinds]
    found += [taken(name, INVESTMENT, name) for name in ("own_funds", "group_funds")]
    found += [taken(POOL, "programmes", "programme_financing")]
    found.append(taken("programme_public_outlay", "programmes", "programme_public_outlay"))
    purposes = [str(purpose) for purpose in now["purpose"].values]
    found += [taken(INVESTMENT, purpose, "investment_outlay", purpose=purpose) for purpose in purposes[::-1]]
    return [_forward(flow) for flow in found if flow.value]


def _of_year(results, year):
    years = [int(value) for value in results["year"].values if value > base_year(results)]
    if year is not None and year not in years:
        raise ValueError(f"year: found {year}; expected one of {', '.join(map(str, years))}")
    return results.sel(year=years[-1] if year is None else year)


def _forward(flow):
    """The flow, turned where it is negative: banks send funds out of the region, or what they hold runs down."""
    if flow.value > 0:
        return flow
    if flow.variable not in REVERSED:
        raise ValueError(f"{flow.variable}: found {flow.value:.6g}; expected no less than zero, for it flows one way")
    end = REVERSED[flow.variable]
    source, target = (BANKS, end) if flow.target == BANKS else (end, BANKS)
    return Flow(source, target, flow.variable, -flow.value)


def unfunded(results, year: int | None = None) -> dict[str, float]:
    """What was wanted in the year and not paid for (1e8 CNY), of working capital, investment and programmes."""
    now = int(_of_year(results, year)["year"])
    at = [int(value) for value in results["year"].values if value > base_year(results)].index(now)
    short = {use: float(values[at]) for use, values in account(results)["unfunded"].items()}
    investment = sum(short[kind] for kind in ("ordinary", "green_all", "coal_power"))
    return {"working_capital": short["working_capital"], INVESTMENT: investment, "programmes": short["programmes_all"]}


def table(results, year: int | None = None, lang: str = "en") -> list[dict]:
    """The drawn numbers, one row a flow, and what was not funded."""
    now = int(_of_year(results, year)["year"])
    own = {"year": now, "unit": words.word("money_unit", lang)}
    rows = [
        own | {"source": title(flow.source, results, lang), "target": title(flow.target, results, lang)}
        | {"variable": flow.variable + (f"[{flow.index}]" if flow.index else ""), "value": flow.value}
        for flow in flows(results, year)
    ]  # fmt: skip
    for use, value in unfunded(results, year).items():
        where = {"source": words.word("unfunded", lang), "target": title(use, results, lang), "variable": ""}
        rows.append(own | where | {"value": value})
    return rows


def title(end: str, results, lang: str) -> str:
    """A source's, pool's or use's name."""
    key = f"flow_{end}"
    return words.word(key, lang) if key in words.WORDS else label(end, results, lang)


def money_flow(results, year: int | None = None, lang: str = "en", size: str = "page"):
    """The money of a year, as a flow diagram.

    Parameters
    ----------
    results
        A run's ``xarray.Dataset``.
    year
        After the base year; the last where none is given.
    lang, size
        Of ``style.look``.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        As :func:`flows` does.
    """
    from matplotlib.figure import Figure

    found = [flow for flow in flows(results, year) if flow.value >= LEAST]
    short = {use: value for use, value in unfunded(results, year).items() if value >= LEAST}
    with style.look(lang, size):
        wide, scale = style.SIZES[size]
        figure = Figure(figsize=(wide, TALL[size]))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, wide), ylim=(TALL[size], 0))
        axes.axis("off")
        top, foot = _heading(axes, results, _of_year(results, year), lang, size, scale)
        ends = {end for flow in found for end in (flow.source, flow.target)}
        named = {end: title(end, results, lang) for end in ends | set(short)}
        rivers.draw(axes, _diagram(found, short, named, lang), (top, foot), scale, COLUMNS[lang][size])
    return figure


def _diagram(found, short, named, lang):
    """The flows as bars and ribbons: a bar for each end, a slot for each column that a flow passes."""
    diagram, totals = Diagram(), {}
    for flow in found:
        for end in {flow.source, flow.target}:
            into, out_of = (sum(f.value for f in found if getattr(f, side) == end) for side in ("target", "source"))
            totals[end] = max(into, out_of)
    at = {flow.source: COLUMN.get(flow.source, 0) for flow in found}
    at |= {flow.target: COLUMN.get(flow.target, LAST) for flow in found}
    rank = dict(RANK)
    purposes = sorted((end for end in totals if end not in RANK), key=lambda end: -totals[end])
    rank |= {end: RANK[INVESTMENT] + i for i, end in enumerate(purposes)}
    for end, value in totals.items():
        colour = style.INK if end in COLUMN else SHADES[end]
        diagram.slots[at[end], end] = Slot(rank[end], value, colour, named[end])
    for use, value in short.items():
        text = words.word("flow_unfunded", lang, use=named[use])
        after = rank[use] + 0.5 + len(purposes) * (use == INVESTMENT)
        diagram.slots[LAST, f"unfunded {use}"] = Slot(after, value, text=text, hatched=True)
    for flow in found:
        outer = flow.source if at[flow.source] == 0 else flow.target
        between = [(column, f"{flow.source} {flow.target}") for column in range(at[flow.source] + 1, at[flow.target])]
        for key in between:
            diagram.slots[key] = Slot(rank[outer] + 0.1 * (flow.source == POOL), flow.value)
        path = [(at[flow.source], flow.source), *between, (at[flow.target], flow.target)]
        colour = next(SHADES[key] for key in (flow.variable, flow.index, flow.target, flow.source) if key in SHADES)
        diagram.ribbons.append(Ribbon(path, flow.value, colour))
    return diagram


def _heading(axes, results, now, lang, size, scale):
    """Title and caption; returns what is left between them, in inches from the top."""
    wide, high = axes.figure.get_size_inches()
    free = int((wide - 0.4) / scale * 19.4)
    year = int(now["year"])
    y = 0.18 * scale
    for text, points, colour, columns in (
        (
            words.title(results, lang),
            13 if size != "column" else 9,
            style.INK,
            free * 0.52 if size != "column" else free * 0.72,
        ),
        (
            words.word("flow_subtitle", lang, year=year, unit=words.word("money_unit", lang)),
            8.5 if size != "column" else 7,
            style.SOFT,
            free * 0.78,
        ),
    ):
        text = words.wrap(text, int(columns))
        axes.text(0.2, y, text, size=points * scale, color=colour, va="top", linespacing=1.25)
        y += (text.count("\n") + 1) * points * 1.3 / 72 * scale + 0.03 * scale
    n = results.attrs.get("assumptions")
    count = "" if n is None else words.word("count", lang, n=int(n))
    text = words.wrap(words.word("flow_caption", lang, title=words.title(results, lang), count=count), free)
    height = (text.count("\n") + 1) * 0.122 * scale
    axes.text(0.2, high - 0.12 - height, text, size=style.SMALL * scale, color=style.SOFT, va="top", linespacing=1.3)
    return y + 0.1 * scale, high - 0.22 - height
