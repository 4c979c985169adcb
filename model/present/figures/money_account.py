"""The money account of a run: who pays for what by year, from the model's own account.

What investment, programmes and working capital cost is what is paid for them (``money_account`` of the money sector);
what was wanted and not paid for stands beside. All at current prices.
"""

import numpy as np

from model.data import base_year
from model.present.canvas.types import DataArray, Dataset
from model.present.text import words
from model.sectors import load
from model.sectors.programmes import RURAL, RURAL_ITEMS, SERVICE, SERVICE_ITEMS, URBAN, URBAN_ITEMS

GREEN = ("pv", "wind", "storage", "export_lines", "hydrogen", "efficiency", "carbon_capture", "water", "ecology")
CLASSES = {"rural": (RURAL, RURAL_ITEMS), "urban": (URBAN, URBAN_ITEMS), "service": (SERVICE, SERVICE_ITEMS)}
# Okabe and Ito's palette with two greys; what is drawn in one colour twice stands in different panels
COLOURS = {
    "new_lending": "#0072B2", "government_bond_financing": "#56B4E9", "bonds_and_equity_financing": "#009E73",
    "other_financing": "#4D4D4D", "own_funds": "#BDBDBD", "group_funds": "#E69F00", "programme_public_outlay": "#D55E00",
    "ordinary": "#BDBDBD", "working_capital": "#0072B2", "green_all": "#009E73", "coal_power": "#4D4D4D",
    "programmes_all": "#882255", "public_costs": "#D55E00",
    "pv": "#E69F00", "wind": "#56B4E9", "storage": "#4D4D4D", "export_lines": "#CC79A7", "efficiency": "#D55E00",
    "water": "#0072B2", "ecology": "#009E73", "hydrogen": "#F0E442", "carbon_capture": "#882255",
    "rural": "#882255", "urban": "#E69F00", "service": "#56B4E9",
}  # fmt: skip
LARGE = ("own_funds", "ordinary")  # at the bottom of their stacks

Items = dict[str, np.ndarray]  # yearly sums by item


def account(results: Dataset) -> dict[str, Items]:
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
    green, nothing = {purpose: paid[purpose] for purpose in GREEN}, np.zeros(years.sizes["year"])
    sources, programmes = load().balances["money_account"].sources, years["programme_outlay"].values
    working_short = years["working_capital_demand"].values - years["working_capital_met"].values
    programmes_short = years["programme_credit_shortfall"].values + years["programme_public_shortfall"].values
    return {
        "sources": {name: years[name].values for name in sorted(sources, key=lambda name: name not in LARGE)},
        "uses": {
            "ordinary": paid["ordinary"],
            "working_capital": years["working_capital_financing"].values,
            "green_all": sum(green.values(), nothing),
            "coal_power": paid["coal_power"],
            "programmes_all": programmes,
            "public_costs": years["public_costs"].values,
        },
        "green": green,
        "programme_classes": {name: programmes * share for name, share in _class_shares(years).items()},
        "unfunded": {
            "ordinary": short["ordinary"],
            "working_capital": working_short,
            "green_all": sum((short[purpose] for purpose in GREEN), nothing),
            "coal_power": short["coal_power"],
            "programmes_all": programmes_short,
        },
    }


def _by_purpose(values: DataArray) -> Items:
    return {str(label): values.sel(purpose=label).values for label in values["purpose"].values}


def _class_shares(years: Dataset) -> Items:
    """Each class's share of the planned cost of the year, for all are paid for at one share."""
    cost = {
        name: years["coverage_cost"].sel(programme=list(coverage)).sum("programme").values
        + years["count_cost"].sel(programme_count_item=list(items)).sum("programme_count_item").values
        for name, (coverage, items) in CLASSES.items()
    }
    total = sum(cost.values())
    return {name: np.divide(value, total, out=np.zeros_like(total), where=total > 0) for name, value in cost.items()}


def item_title(item: str, results: Dataset, lang: str) -> str:
    """An item's name: a variable's title, a purpose's, or a word."""
    if item in results:
        return words.name(results[item], lang)
    purposes = [str(value) for value in results["purpose"].values]
    if item in purposes:
        return str(results[f"purpose_title{'_zh' * (lang == 'zh')}"].values[purposes.index(item)])
    return words.word(item, lang)


def money(value: float) -> str:
    """A sum of money for a table, to a tenth."""
    text = f"{value:,.1f}"
    return "0" if text in ("-0.0", "0.0") else text.replace("-", "−")
