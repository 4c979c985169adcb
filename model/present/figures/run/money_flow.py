"""The region's money in one year, drawn as flows: where it comes from, how it is pooled, what it pays for.

Every flow is a variable of the results. Three pools stand between sources and uses, and what enters a pool leaves it:
the banks' new funds, by which new loans are made (``bank_account`` of the banks, less working capital that is lent anew), total social financing less loans renewed with inflation (``financing_account`` of the money sector) and
investment (its part of ``money_account``). What was wanted and not paid for stands beside, hatched, and is no flow. All at current prices.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.data import base_year
from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import INK, SOFT
from model.present.canvas.types import Axes, Dataset
from model.present.diagrams import rivers
from model.present.diagrams.rivers import Diagram, Ribbon, Slot
from model.present.figures.figure import Figure, Page, Run
from model.present.figures.money_account import COLOURS, account, item_title
from model.present.text import words

BANKS, POOL, INVESTMENT = "banks", "financing_met", "investment_pool"
COLUMN = {BANKS: 1, POOL: 2, INVESTMENT: 3}  # from the sources, 0, to the uses, LAST
LAST = 4
# from the top of a column; purposes of investment stand at INVESTMENT, the largest first
RANK = {
    "loan_revaluation": -1, "other_asset_revaluation": 0, "other_asset_acquisition": 0, "deposit_run_down": 0,
    "net_outside_outflow": 1, "net_new_deposits": 1, "net_new_capital": 2, "capital_loss": 2, "net_new_relending": 2,
    "relending_run_down": 2, "net_outside_funding": 3, "loan_run_down": 3, "other_asset_run_down": 4,
    "other_asset_sale": 4, "earned_repayment": 4, "loans_called_in": 4, BANKS: 2, "loans_paid_back": 4,
    "working_capital": 5, "public_costs": 6, "public_savings": 9, "working_capital_run_down": 9,
    "government_bond_financing": 6, "bonds_and_equity_financing": 7, "other_financing": 8, POOL: 6,
    "own_funds": 10, "group_funds": 11, INVESTMENT: 10, "programme_public_outlay": 40, "programmes": 40,
}  # fmt: skip
SHADES = COLOURS | {
    "net_new_deposits": "#CC79A7", "net_new_capital": "#E69F00", "capital_loss": "#E69F00",
    **dict.fromkeys(("net_new_relending", "relending_run_down"), "#009E73"),
    **dict.fromkeys(("public_costs", "public_savings"), "#D55E00"),
    **dict.fromkeys(("loan_revaluation", "earned_repayment", "loans_called_in", "loans_paid_back", "working_capital_run_down"), "#0072B2"),
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
REVERSED = {  # what a flow is called where it is negative
    "net_outside_funding": "net_outside_outflow", "other_asset_acquisition": "other_asset_sale",
    "loan_revaluation": "loan_run_down", "net_new_deposits": "deposit_run_down", "net_new_capital": "capital_loss",
    "net_new_relending": "relending_run_down", "other_asset_revaluation": "other_asset_run_down",
    "working_capital_financing": "working_capital_run_down", "public_costs": "public_savings",
}  # fmt: skip


@dataclass(frozen=True)
class Flow:
    """``value`` (1e8 CNY in the year) from ``source`` to ``target``; ``variable`` of the results, with its ``label``."""

    source: str
    target: str
    variable: str
    value: float
    index: str = ""


def flows(results: Dataset, year: int | None = None) -> list[Flow]:
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

    def taken(source: str, target: str, variable: str, **index: str) -> Flow:
        return Flow(source, target, variable, float(now[variable].sel(index)), *index.values())

    funds = ("net_new_deposits", "net_new_capital", "net_new_relending", "net_outside_funding", "earned_repayment")
    every = [taken(name, BANKS, name) for name in funds]
    kept = ("other_asset_acquisition", "other_asset_revaluation", "loan_revaluation")
    every += [taken(BANKS, name, name) for name in kept] + [taken(BANKS, POOL, "new_lending")]
    instruments = ("government_bond_financing", "bonds_and_equity_financing", "other_financing")
    every += [taken(name, POOL, name) for name in instruments]
    every.append(taken(POOL, "working_capital", "working_capital_financing"))
    every.append(taken(POOL, "public_costs", "public_costs"))
    kinds = ("green", "ordinary", "coal_power")
    every += [taken(POOL, INVESTMENT, f"{kind}_investment_financing") for kind in kinds]
    every += [taken(name, INVESTMENT, name) for name in ("own_funds", "group_funds")]
    every += [taken(POOL, "programmes", "programme_financing")]
    every.append(taken("programme_public_outlay", "programmes", "programme_public_outlay"))
    purposes = [str(purpose) for purpose in now["purpose"].values]
    every += [taken(INVESTMENT, purpose, "investment_outlay", purpose=purpose) for purpose in purposes[::-1]]
    return [turned for flow in every if flow.value for turned in _forward(flow)]


def _of_year(results: Dataset, year: int | None) -> Dataset:
    years = [int(value) for value in results["year"].values if value > base_year(results)]
    if year is not None and year not in years:
        raise ValueError(f"year: found {year}; expected one of {', '.join(map(str, years))}")
    return results.sel(year=years[-1] if year is None else year)


def _forward(flow: Flow) -> list[Flow]:
    """The flow, turned where it is negative: what is paid back, sent out of the region or run down."""
    if flow.value > 0:
        return [flow]
    if flow.variable == "new_lending":  # from pool to pool: drawn at both sides
        return [
            Flow(*ends, flow.variable, -flow.value) for ends in ((POOL, "loans_paid_back"), ("loans_called_in", BANKS))
        ]
    if flow.variable not in REVERSED:
        raise ValueError(f"{flow.variable}: found {flow.value:.6g}; expected no less than zero, for it flows one way")
    end = REVERSED[flow.variable]
    source, target = (flow.target, end) if flow.target in COLUMN else (end, flow.source)
    return [Flow(source, target, flow.variable, -flow.value)]


def unfunded(results: Dataset, year: int) -> dict[str, float]:
    """What was wanted in the year and not paid for (1e8 CNY), of working capital, investment and programmes."""
    at = year - base_year(results) - 1
    short = {use: float(values[at]) for use, values in account(results)["unfunded"].items()}
    investment = sum(short[kind] for kind in ("ordinary", "green_all", "coal_power"))
    return {"working_capital": short["working_capital"], INVESTMENT: investment, "programmes": short["programmes_all"]}


@dataclass(frozen=True)
class MoneyFlow(Figure):
    """The money of a year, as a flow diagram.

    Raises
    ------
    ValueError
        As :func:`flows` does.
    """

    year: int | None = None  # after the base year; the last where none is given

    name = "money_flow"
    title = ("The money of a year", "资金流向")
    of = Run
    filed = False

    def pages(self, material: Run, canvas: Canvas) -> Iterator[Page]:
        """One."""
        results, year = material.results, int(_of_year(material.results, self.year)["year"])
        every, short = flows(results, year), unfunded(results, year)
        rows = [{"year": year, "unit": canvas.word("money_unit")} | row for row in _rows(every, short, results, canvas)]
        yield Page(self.name, _draw(every, short, results, year, canvas), rows)


def _rows(
    every: Sequence[Flow], short: Mapping[str, float], results: Dataset, canvas: Canvas
) -> Iterator[dict[str, Any]]:
    """The drawn numbers, one row a flow, and what was not funded."""
    for flow in every:
        ends = {"source": title(flow.source, results, canvas), "target": title(flow.target, results, canvas)}
        index = f"[{flow.index}]" if flow.index else ""
        yield ends | {"variable": flow.variable + index, "value": flow.value}
    for use, value in short.items():
        ends = {"source": canvas.word("unfunded"), "target": title(use, results, canvas)}
        yield ends | {"variable": "", "value": value}


def title(end: str, results: Dataset, canvas: Canvas) -> str:
    """A source's, pool's or use's name."""
    key = f"flow_{end}"
    return canvas.word(key) if words.is_word(key) else item_title(end, results, canvas.lang)


def _draw(every: Sequence[Flow], short: Mapping[str, float], results: Dataset, year: int, canvas: Canvas) -> Any:
    from matplotlib.figure import Figure as Drawn

    every = [flow for flow in every if flow.value >= LEAST]
    short = {use: value for use, value in short.items() if value >= LEAST}
    tall = TALL[canvas.size]
    figure = Drawn(figsize=(canvas.inches, tall))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, canvas.inches), ylim=(tall, 0))
    axes.axis("off")
    room = _heading(canvas, axes, results, year)
    names = {end for flow in every for end in (flow.source, flow.target)} | set(short)
    named = {end: title(end, results, canvas) for end in names}
    rivers.draw(axes, _diagram(every, short, named, canvas), room, canvas.scale, COLUMNS[canvas.lang][canvas.size])
    return figure


def _diagram(every: Sequence[Flow], short: Mapping[str, float], named: Mapping[str, str], canvas: Canvas) -> Diagram:
    """The flows as bars and ribbons: a bar for each end, a slot for each column that a flow passes."""
    diagram, totals = Diagram(), {}
    for flow in every:
        for end in {flow.source, flow.target}:
            into, out_of = (sum(f.value for f in every if getattr(f, side) == end) for side in ("target", "source"))
            totals[end] = max(into, out_of)
    at = {flow.source: COLUMN.get(flow.source, 0) for flow in every}
    at |= {flow.target: COLUMN.get(flow.target, LAST) for flow in every}
    rank = dict(RANK)
    purposes = sorted((end for end in totals if end not in RANK), key=lambda end: -totals[end])
    rank |= {end: RANK[INVESTMENT] + i for i, end in enumerate(purposes)}
    for end, value in totals.items():
        colour = INK if end in COLUMN else SHADES[end]
        diagram.slots[at[end], end] = Slot(rank[end], value, colour, named[end])
    for use, value in short.items():
        text = canvas.word("flow_unfunded", use=named[use])
        after = rank[use] + 0.5 + len(purposes) * (use == INVESTMENT)
        diagram.slots[LAST, f"unfunded {use}"] = Slot(after, value, text=text, hatched=True)
    for flow in every:
        outer = flow.source if at[flow.source] == 0 else flow.target
        between = [(column, f"{flow.source} {flow.target}") for column in range(at[flow.source] + 1, at[flow.target])]
        for key in between:
            diagram.slots[key] = Slot(rank[outer] + 0.1 * (flow.source == POOL), flow.value)
        path = [(at[flow.source], flow.source), *between, (at[flow.target], flow.target)]
        colour = next(SHADES[key] for key in (flow.variable, flow.index, flow.target, flow.source) if key in SHADES)
        diagram.ribbons.append(Ribbon(path, flow.value, colour))
    return diagram


def _heading(canvas: Canvas, axes: Axes, results: Dataset, year: int) -> tuple[float, float]:
    """Title and caption; returns what is left between them, in inches from the top."""
    wide, high, scale = canvas.inches, TALL[canvas.size], canvas.scale
    free = int((wide - 0.4) / scale * 19.4)
    narrow = canvas.size == "column"
    seen = canvas.word("flow_subtitle", year=year, unit=canvas.word("money_unit"))
    y = 0.18 * scale
    for text, points, colour, share in (
        (seen, 9 if narrow else 13, INK, 0.72 if narrow else 0.52),
        (words.title(results, canvas.lang), 7 if narrow else 8.5, SOFT, 0.78),
    ):
        text = words.wrap(text, int(free * share))
        axes.text(0.2, y, text, size=points * scale, color=colour, va="top", linespacing=1.25)
        y += (text.count("\n") + 1) * points * 1.3 / 72 * scale + 0.03 * scale
    text = words.wrap(canvas.caption("flow_caption", results), free)
    height = (text.count("\n") + 1) * 0.122 * scale
    axes.text(0.2, high - 0.12 - height, text, size=SMALL * scale, color=SOFT, va="top", linespacing=1.3)
    return y + 0.1 * scale, high - 0.22 - height
