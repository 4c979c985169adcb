"""Tables: the file of targets, the catalogue, and runs side by side."""

import csv
from dataclasses import replace

import pytest
import xarray as xr
from made_targets import RESULTS, row, target

from model.cli import main
from model.data.catalogue import by_id
from model.plan.targets import judge
from model.present.text.tables import (  # fmt: skip
    CATALOGUE,
    COLUMNS,
    as_csv,
    as_text,
    catalogue,
    coverage,
    side_by_side,
    target_rows,
    write_targets,
)


def test_the_file_has_the_columns_of_the_contract(tmp_path):
    rows = [row("linear", "level", value=16.0), row("linear", "level", value=1.0, year=2030)]
    write_targets(rows, tmp_path / "targets.csv")
    with open(tmp_path / "targets.csv", encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == COLUMNS
    assert (lines[0]["projected"], lines[0]["met"], lines[0]["gap"]) == ("15", "false", "-1")
    assert (lines[1]["projected"], lines[1]["met"]) == ("", "")


def test_the_file_has_main_indicators_first_and_what_is_printed_beside_what_is_asked(tmp_path):
    plan = by_id()
    asked = [plan["pv-capacity-2025"], replace(plan["non-fossil-share-2025"], value=13.0, printed="13")]
    values = {"pv_capacity": ("year", [1197.0, 3250.0]), "non_fossil_share": ("year", [10.5, 14.0])}
    results = xr.Dataset(values, {"year": [2020, 2025]})
    write_targets(judge(asked, results), tmp_path / "targets.csv")
    with open(tmp_path / "targets.csv", encoding="utf-8", newline="") as file:
        share, capacity = csv.DictReader(file)
    assert [share[key] for key in ("group", "printed_value", "target_value", "met")] == ["main", "15", "13", "true"]
    assert [capacity[key] for key in ("group", "printed_value", "sector")] == ["programme", "3250", "power"]


def test_runs_side_by_side_show_the_difference_to_the_first():
    rows = side_by_side({"a": RESULTS, "b": RESULTS.map(lambda v: 2 * v, keep_attrs=True)})
    assert [r["year"] for r in rows if r["variable"] == "gdp"] == [2025, 2027]
    assert all(r["b - a"] == pytest.approx(r["a"]) for r in rows)
    assert as_csv(rows).splitlines()[0] == "variable,year,units,wanted,a,b,b - a"
    assert len(as_text(rows).splitlines()) == len(rows) + 1


def test_the_catalogue_has_the_keys_of_the_contract():
    (found,) = catalogue([target("", "", value=3.0, reason="not in the model")])
    assert tuple(found) == CATALOGUE
    assert (found["restates"], found["variable"], found["value"], found["upper"]) == (None, None, 3.0, None)


def test_a_planner_reads_target_and_answer_in_both_languages():
    made = target("linear", "level", "between", 3.0, upper=5.0, scope="a city", scope_zh="某市", nature="binding")
    (english,), (chinese,) = target_rows([made]), target_rows([made], "zh")
    assert list(english.values())[:3] == ["Thing (a city)", "between 3–5", ""]
    assert list(chinese.values())[:2] == ["事物（某市）", "介于3—5"] and "约束性" in chinese.values()
    assert "– (no data)" in target_rows([target("", "", reason="no data")])[0].values()


def test_coverage_by_sector_and_in_all():
    rows = coverage([target("linear", "level"), target("", ""), target("x", "level", sector="energy", restates="t1")])
    assert rows[0] == {"sector": "water", "targets": 2, "restatements": 0, "linked": 1, "linked %": 50.0}
    assert rows[-1] == {"sector": "all", "targets": 3, "restatements": 1, "linked": 2, "linked %": 66.7}


def test_chinese_names_are_listed_of_what_may_be_typed(capsys):
    assert main(["targets", "--nature", "约束", "--lang", "zh"]) == 2
    assert capsys.readouterr().err == "错误：“约束”不是有效的属性（是否指“约束性”？）；可选：力争、约束性、预期性\n"
    assert main(["variables", "--sector", "x", "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert "、“储能、通道与绿氢”、" in told and "renewables" not in told
    assert main(["targets", "--document", "94", "--nature", "binding"]) == 0
    assert capsys.readouterr().out == "0 of 333 targets\n"
