"""The record, and a cut-off beyond which nothing is seen."""

import csv
import dataclasses

import pytest

from model.data import history
from model.data.observations import COLUMNS, Record, shipped
from model.data.own_observations import rows_of
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
    row = next(one for one in shipped() if one.variable == "loans")
    return dataclasses.replace(row, year=year, value=value, source="NBS")


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


OWN = "loans,,2012,3300,1e8 CNY,,statistics,1,NBS,\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (OWN.replace("3300", '"3,300"'), "own.csv:2: loans.value: found '3,300'; expected a number from"),
        (OWN.replace("3300", "nan"), "own.csv:2: loans.value: found 'nan'"),
        (OWN.replace("3300", "-3300"), "own.csv:2: loans.value: found '-3300'"),
        (OWN.replace("3300", "33000000"), "own.csv:2: loans.value"),
        (OWN.replace(",1,", ",-1,"), "own.csv:2: loans.doubt"),
        (OWN.replace("loans", "lones"), "did you mean 'loans'?"),
        (OWN.replace("loans,", "loans,x"), "own.csv:2: loans.series"),
        (OWN.replace("1e8 CNY", "kg"), "own.csv:2: loans.unit: found the unit 'kg'; expected '1e8 CNY'"),
        (OWN.replace("2012", "20122"), "own.csv:2: loans.year"),
        (OWN.replace("2012", "2099"), "own.csv:2: loans.year: found '2099'; expected a year such as 2022"),
        (OWN.replace("NBS", ""), "own.csv:2: loans.source: found no source"),
        (OWN + OWN, "own.csv:3: loans.year: found twice, first in line 2"),
        (OWN.replace(",NBS,", ""), "own.csv:2: loans.row"),
        (OWN.replace("3300", "9" * 200_000), "field larger"),
        (b"\xff\xfe\x00x\x00", "found no table to read"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_by_its_line(rows, told, tmp_path):
    path = tmp_path / "own.csv"
    head = f"{','.join(COLUMNS)}\n"
    path.write_bytes(rows if isinstance(rows, bytes) else (head + rows).encode())
    with pytest.raises(InputError) as caught:
        rows_of(path)
    assert told in caught.value.problems[0] and len(caught.value.problems) == 1


def test_every_fault_is_told_at_once(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{OWN.replace('3300', 'x')}{OWN.replace('loans', 'y')}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        rows_of(path)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_spreadsheets_write_is_read(encoding, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{OWN.replace('NBS', '宁夏统计局')}", encoding=encoding)
    assert [(one.year, one.value, one.source) for one in rows_of(path)] == [(2012, 3300.0, "宁夏统计局")]
