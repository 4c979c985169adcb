"""The record, and a cut-off beyond which nothing is seen."""

import csv
import dataclasses

import pytest

from model.data import history
from model.data.observations import COLUMNS, Record, rows_of, shipped
from model.errors import InputError
from model.sectors import load


def test_every_row_has_its_source_or_is_an_assumption_and_none_is_later_than_2021():
    for one in shipped():
        assert 2009 <= one.year <= 2021 and one.doubt >= 0 and one.unit, one
        assert bool(one.source) != (one.status == "assumption"), one
        assert one.status in ("gazette", "statistics", "derived", "assumption"), one


def test_a_series_has_one_value_a_year_in_one_unit():
    keys = [(one.variable, one.series, one.year) for one in shipped()]
    assert len(set(keys)) == len(keys)
    units = {}
    for one in shipped():
        assert units.setdefault((one.variable, one.series), one.unit) == one.unit


def test_what_figures_show_is_in_the_unit_of_the_model():
    declarations = load().declarations
    unnamed = {one.variable: one.unit for one in shipped() if not one.series and one.variable in declarations}
    assert unnamed and {name: declarations[name].units for name in unnamed} == unnamed
    assert set(history()) <= set(declarations)


def planted(year, value=1e6):
    return dataclasses.replace(next(one for one in shipped() if one.variable == "loans"), year=year, value=value)


def test_a_later_figure_that_is_planted_is_not_seen():
    for own in ([planted(2016)], [planted(2022)]):
        record = Record(2015, own)
        assert record.all() == Record(2015).all()
        assert max(one.year for one in record.all()) == 2015
        assert max(record.values("loans")) == 2015 and not record.rows("bad_loan_ratio")


def test_own_rows_are_added_and_replace(tmp_path):
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS)
        writer.writeheader()
        writer.writerows(dataclasses.asdict(one) for one in (planted(2022, 8800.0), planted(2020, 7790.0)))
    found = Record(own=rows_of(path)).values("loans")
    assert found[2022] == 8800 and found[2020] == 7790 and found[2015] == 5117.8
    assert 2022 not in Record(2021, rows_of(path)).values("loans")


@pytest.mark.parametrize(("head", "row", "told"), [("variable,year", "loans,2022", "series"), (None, "x", "own.csv:2")])
def test_a_file_with_a_fault_is_refused(tmp_path, head, row, told):
    path = tmp_path / "own.csv"
    path.write_text(f"{head or ','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=told):
        rows_of(path)
