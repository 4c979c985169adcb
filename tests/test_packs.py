"""The packs of money, water, ecology and programmes: the same figures for each base year, and what ties them."""

import csv
from functools import cache

import pytest

from model.data import ROOT, bases, numbers
from model.sectors import finance, programmes

OWN = ("finance", "water", "ecology", "programmes")


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
    cost = sum(
        (value[f"coverage_saturation[{p}]"] - value[f"programme_coverage_base[{p}]"])
        * value[f"coverage_rate[{p}]"] * value[f"coverage_unit_cost[{p}]"]
        for p in programmes.programme.labels
    )  # fmt: skip
    cost += sum(
        value[f"count_pace[{i}]"] * value[f"count_unit_cost[{i}]"] for i in programmes.programme_count_item.labels
    )
    credit = programmes.programme_credit_demand(
        cost, programmes.programme_public_demand(cost, value["programme_public_share"])
    )
    assert credit / value["funded_share_base"] == pytest.approx(value["programme_credit_demand_base"], rel=1e-9)


@pytest.mark.parametrize("base", bases())
def test_the_mean_of_five_years_has_room_for_every_instrument(base):
    value = {name: number.value for name, number in numbers(base).items()}
    start = finance.start_financing(value["total_social_financing_last_five_years"], value["five_years"])
    bonds = finance.government_bonds_base(value["government_bonds_last_five_years"], value["five_years"])
    assert bonds == pytest.approx(value["government_bond_issuance"])
    loans = (value["loans_base"] - value["loans_five_years_before"]) / value["five_years"]
    equity = value["bonds_and_equity_last_five_years"] / value["five_years"]
    assert 0 < finance.start_other_financing(start, loans, equity, bonds) < loans
