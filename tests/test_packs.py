"""The packs of money, water, ecology and programmes: the same figures for each base year, and what ties them."""

import csv
import inspect
from functools import cache

import pytest

from model.data import ROOT, bases, numbers
from model.sectors import finance, programmes

OWN = (
    "finance",
    "water",
    "allocation",
    "irrigation",
    "ecology",
    "herd",
    "forest",
    "programmes",
    "programme_effects",
    "programme_people",
)


@cache
def rows(base, sector):
    with (ROOT / "bases" / str(base) / f"{sector}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row for row in csv.DictReader(lines)}


@pytest.mark.parametrize("sector", OWN)
@pytest.mark.parametrize("base", bases())
def test_a_pack_has_every_figure_in_its_units(base, sector):
    reference = rows(2020, sector)
    assert list(rows(base, sector)) == list(reference)
    for name, row in rows(base, sector).items():
        assert row["units"] == reference[name]["units"], name
        if row["low"]:
            assert float(row["low"]) <= float(row["value"]) <= float(row["high"]), name


def test_the_pack_of_2015_has_the_printed_figures():
    """宁政办发〔2021〕94号, table 1."""
    found = {name: numbers(2015)[name].value for name in ("loans_base", "deposits_base", "financial_assets_base")}
    assert found == {"loans_base": 5117.8, "deposits_base": 4835.5, "financial_assets_base": 7823.6}
    assert numbers(2020)["loans_five_years_before"].value == found["loans_base"]
    for name, value in {"premium_income_base": 103.3, "claims_base": 34.2, "corporate_loan_rate_base": 5.79}.items():
        assert numbers(2015)[name].value == value and numbers(2015)[name].status == "gazette"


@pytest.mark.parametrize("base", bases())
def test_programmes_ask_for_the_credit_by_which_financing_is_calibrated(base):
    """The pace of the base year, of which the share met was paid for, at its price, less the public part."""
    value = {name: number.value for name, number in numbers(base).items()}

    def planned(kind, start, limit, label, room):
        pace = value[f"{kind}_pace[{label}]"]
        left = room(value[f"{limit}[{label}]"], value[f"{start}[{label}]"], pace, value["finishing_time"])
        return left * pace * value[f"{kind}_unit_cost[{label}]"] / value["funded_share_base"]

    cost = sum(
        planned("coverage", "programme_coverage_base", "coverage_saturation", p, programmes.coverage_room)
        for p in programmes.programme.labels
    )
    cost += sum(
        planned("count", "programme_count_base", "count_limit", i, programmes.count_room)
        for i in programmes.programme_count_item.labels
    )
    funds = programmes.rural_funds(value["bridging_fund"], value["relocation_support"], value["fujian_fund"])
    support = programmes.rural_support_demand(funds, value["rural_support_share"])
    public = programmes.programme_public_demand(cost, value["programme_public_share"], support)
    credit = programmes.programme_credit_demand(programmes.programme_cost(cost, support), public)
    assert credit == pytest.approx(value["programme_credit_demand_base"], rel=1e-9)
    met = programmes.programme_public_share_met(
        programmes.programme_public_means(value["programme_public_budget"], funds), public
    )
    assert programmes.rural_support(support, met) == pytest.approx(value["rural_support_base"], rel=1e-9)
    paid = programmes.programme_paid_share(value["programme_public_share"], met, value["funded_share_base"])
    spent = programmes.programme_spending(cost, paid, value["rural_support_base"])
    assert spent == pytest.approx(value["programme_spending_base"], rel=1e-9)
    assert met == pytest.approx(value["funded_share_base"], abs=0.005)  # so that the start goes at the pace of before


@pytest.mark.parametrize("base", bases())
def test_the_mean_of_five_years_has_room_for_every_instrument(base):
    value = {name: number.value for name, number in numbers(base).items()}
    bonds = finance.government_bonds_base(value["government_bonds_last_five_years"], value["five_years"])
    assert bonds == pytest.approx(value["government_bond_issuance"])
    loans = (value["loans_base"] - value["loans_five_years_before"]) / value["five_years"]
    names = inspect.signature(finance.start_other_financing).parameters
    assert 0 < finance.start_other_financing(**{name: value[name] for name in names}) < loans
