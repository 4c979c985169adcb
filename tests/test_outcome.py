"""What a run comes to in a terminal: the main indicators one a line, then how many are met; never that a relaxed plan is met."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import xarray as xr
from made_targets import row, target

import model
from model.cli import main
from model.data.catalogue import by_id
from model.plan.indicators import count, indicators
from model.plan.run import project
from model.plan.targets import judge
from model.present.text.phrases import figured, projected_text, reached_text, told_gap, unit_of
from model.present.text.targets.aim import aim_of
from model.present.text.targets.outcome import count_lines, gap_text, outcome_lines
from model.present.text.words import Say

SCENARIOS = Path(__file__).parents[1] / "scenarios"
PLAN = by_id()


@pytest.fixture(scope="module")
def runs():
    return {
        name: project(model.load_scenario(SCENARIOS / f"{name}.yaml"))
        for name in ("baseline", "plan-consistent-solved")
    }


def line_of(lines, name):
    (found,) = [line for line in lines if name in line]
    return re.split(r"\s{2,}", found.strip())


def test_a_line_has_projection_target_gap_and_pace(runs):
    lines = outcome_lines(runs["baseline"])
    met, name, projected, wanted_, unit, gap, year, pace = line_of(lines, "Energy per GDP")
    assert (met, name, wanted_, unit, year, pace) == ("x", "Energy per GDP", "↓ 15", "%", "2025", "beyond experience")
    assert projected.startswith("↓ ") and gap.startswith("−")


def test_the_two_counts_follow_the_lines_and_no_sum_of_both_is_told(runs):
    lines = outcome_lines(runs["baseline"])
    assert re.fullmatch(r"main indicators: \d+ of \d+ met; \d+ not judged in this horizon", lines[-2])
    assert re.fullmatch(r"programmes and measures: \d+ of \d+ met", lines[-1])
    assert "targets met" not in "\n".join(lines)


@pytest.mark.parametrize(("lang", "said"), [("en", "what it meets is not the plan"), ("zh", "其达标并不等于规划达标")])
def test_a_relaxed_scenario_says_so_with_what_is_printed_beside(runs, lang, said):
    lines = outcome_lines(runs["plan-consistent-solved"], lang)
    assert said in lines[-1]
    name, word = ("Manufacturing", "≥ 25: missed") if lang == "en" else ("制造业", "≥ 25：未达到")
    assert word in next(line for line in lines if name in line)
    main = count(indicators(runs["plan-consistent-solved"].verdicts), True)
    assert main.met == main.judged > main.met_as_printed
    assert str(main.met_as_printed) in lines[-3] and str(main.judged) in lines[-3]


def test_a_restatement_counts_once_and_nothing_judged_is_said():
    rows = [row("linear", "level", value=1.0), row("linear", "level", value=1.0, restates="t1")]
    assert count_lines(indicators(rows), Say("outcome", "en")) == ["programmes and measures: 1 of 1 met"]
    assert count_lines([], Say("outcome", "zh")) == ["模拟期内没有可评判的目标"]


def test_few_things_are_told_whole_and_their_gap_too():
    listed = PLAN["listed-companies-2025"]
    results = xr.Dataset({"listed_companies": ("year", [15.0, 18.9])}, {"year": [2020, 2025]})
    (found,) = judge([listed], results)
    assert (reached_text(found), gap_text(found, Say("outcome", "en"))) == ("18", "−2")
    assert (projected_text(found), told_gap(found)) == ("18", -2), "in a report as in a terminal"


@pytest.mark.parametrize(
    ("wanted", "projected", "shown", "met"),
    [
        (1.0, 0.7, "0", False),
        (20.0, 19.97, "19", False),
        (20.0, 80.71, "80", True),
        (100.0, 99.6, "100", True),  # as printed to one
        (100.0, 117.58, "118", True),
        (9.5, 7.002, "7", False),  # a mean of nineteen in two years
    ],
)
def test_what_is_counted_reads_as_it_is_judged(wanted, projected, shown, met):
    target = replace(
        PLAN["listed-companies-2025"],
        id="own",
        relation="at least",
        upper=None,
        variable="listed_companies",
        value=wanted,
        printed=f"{wanted:g}",
    )
    (found,) = judge([target], xr.Dataset({"listed_companies": ("year", [0.0, projected])}, {"year": [2020, 2025]}))
    assert (projected_text(found), reached_text(found), found.met) == (shown, shown, met)


def test_a_late_peak_tells_years():
    say = Say("outcome", "en")
    assert gap_text(row("hill", "peak", "peaks by", year=2025), say) == "–"
    late = replace(row("hill", "peak", "peaks by", year=2025), gap=2.0)
    assert gap_text(late, say) == "2 years late"


@pytest.mark.parametrize(
    ("printed", "value", "text"),
    [
        ("15", 14.741176, "14.7"),
        ("10000", 9802.366, "9,802"),
        ("0.6", 0.551, "0.551"),
        ("40.4", 39.99, "40"),
        ("25", -3.11, "−3.11"),
    ],
)
def test_three_digits_or_the_targets_own(printed, value, text):
    assert figured(target("linear", "level", value=1.0, printed=printed), value) == text


def test_units_are_those_of_a_reader(capsys):
    assert unit_of(target("linear", "level", value=0.6), "en") == ""
    assert main(["targets", "--sector", "water"]) == 0
    said = capsys.readouterr().out
    assert "at least 0.6" in said and "0.6  1 " not in said and "1e4 mu" not in said


def test_a_change_is_wanted_as_the_value_that_it_leads_to(runs):
    results = runs["baseline"].results
    base = float(results["energy_intensity"][0])
    assert aim_of("energy_intensity", results) == f"≤ {0.85 * base:.2f}"
    assert aim_of("pv_capacity", results) == "≥ 3,250" and aim_of("gdp", results) == ""
    assert aim_of("services_share", results, 2024) == ""


def test_the_terminal_lists_no_levers(tmp_path, capsys):
    assert main(["run", str(SCENARIOS / "baseline.yaml"), "-o", str(tmp_path / "run"), "--no-figures"]) == 0
    said = capsys.readouterr().out
    assert "pv_approvals" not in said and "main indicators: " in said
    assert max(len(line) for line in said.splitlines()[:-1]) < 160


def test_the_signs_of_the_table_are_told(runs):
    for lang, told in (("en", "+ met, x missed, . not judged"), ("zh", "+ 达到，x 未达到，. 未评判")):
        assert outcome_lines(runs["baseline"], lang)[-4:-2] == [told, ""]
