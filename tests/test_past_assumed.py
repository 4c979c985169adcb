"""What the estimation takes beside the record: each figure with its status, and its source or its range."""

import inspect
import re

import pytest

from model.analysis.past import assumed as figures
from model.analysis.past import backtest, inputs, origins
from model.analysis.past.assumed import assumed, assumed_by_year, derivations
from model.analysis.past.origins import YEARS, pack_of
from model.data import STATUSES, numbers, rows
from model.data.estimates import FOLDER
from model.data.observations import Record

ROWS = list(rows(FOLDER / "assumed.csv"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name']} {row['year']}")
def test_a_figure_has_a_source_or_is_an_assumption_with_a_range_and_a_reason(row):
    assert row["status"] in STATUSES and row["units"]
    if row["status"] == "assumption":
        assert float(row["low"]) <= float(row["value"]) <= float(row["high"]) and float(row["low"]) < float(row["high"])
        assert row["note"]
    else:
        assert row["source"] and not row["low"]


def test_every_figure_is_asked_for():
    code = "".join(inspect.getsource(module) for module in (backtest, inputs, origins))
    asked = {*re.findall(r'assumed(?:_by_year)?\(\s*"(\w+)"', code), *re.findall(r'"(\w+?)(?:_base)?"', code)}
    unasked = {row["name"] for row in ROWS} - asked
    assert {re.sub("^(pv|wind|coal_power|early)_", "", name) for name in unasked} <= {
        "approvals_spread", "capacity_noise", "unit_cost", "subsidy", "forest_cover_rise",
    }  # fmt: skip


def test_a_figure_of_a_year_is_told_by_year():
    assert assumed("coal_power_tariff", 2015) == numbers(2015)["power_price"].value
    assert assumed("pv_subsidy", 2015) == numbers(2015)["pv_subsidy"].value == assumed_by_year("pv_subsidy")[2015]
    with pytest.raises(KeyError):
        figures.assumed("coal_power_tariff")


@pytest.mark.parametrize("year", YEARS)
def test_a_pack_derives_what_the_table_names_and_nothing_else(year):
    found = pack_of(year, Record(year))
    assert set(found) == set(derivations())
    for name, number in found.items():
        how = derivations()[name]
        assert (number.status == "assumption") == (how.spread > 0)
        assert number.note == how.how and bool(number.source) == (number.status == "derived")
