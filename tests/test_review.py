"""The mid-term review: stocks restated to figures drawn from the model itself, gaps by driver, and the years left."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_targets import target
from solve_model import RANGES, SCENARIO, SYSTEM

import model
from model.cli import main
from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.run import simulate
from model.errors import InputError
from model.folder.staging import write_folder
from model.folder.vintages import runs_kept
from model.plan.question.finite_differences import EdgeError
from model.plan.question.options import Options
from model.plan.review import restatement
from model.plan.review.decomposition import IDENTITIES, additive, gap_by_driver
from model.plan.review.observations import Observation, read_observations
from model.plan.review.restatement import MATCHED, restate
from model.plan.solve.least_effort import solve
from model.results.annual import annual_values
from model.results.run import integrate

SCENARIOS = Path(__file__).parents[1] / "scenarios"
STOCKS = ("left", "right", "herd")


def grown(**restatement):
    """The small model with births of a tenth a year."""
    levers = SCENARIO.levers | {"growth": dict.fromkeys(range(2020, 2026), 0.1)}
    return replace(SCENARIO, levers=levers, restatement=restatement)


def values(scenario):
    return {
        name: path[:, 0] for name, path in annual_values(integrate(scenario, SYSTEM), SYSTEM).items() if np.ndim(path)
    }


def seen(found, *names, years=(2021, 2022)):
    return [
        Observation(name, year, float(found[name][year - 2020]), "synthetic", "made")
        for name in names
        for year in years
    ]


# the engine


def test_an_amount_stands_at_the_opening_of_its_year():
    herd = values(grown(herd={2022: 5.0, 2024: -3.0}))["herd"]
    exact = [100.0]
    for added in (0, 5, 0, -3, 0):
        exact.append((exact[-1] + added) * np.exp(0.1))
    assert herd == pytest.approx(exact, rel=1e-9)


def test_flows_and_amounts_together_are_the_change_of_a_stock():
    found = values(grown(herd={2022: 5.0}))
    assert np.diff(found["herd"]) - found["births"][1:] == pytest.approx([0, 5, 0, 0, 0], abs=1e-12)


def test_members_are_restated_each_by_its_own_amount():
    found = simulate(SYSTEM, 2022, Setup(restatement={"left": {2021: np.array([1.0, 2.0])}}))
    assert found.ends["left"].tolist() == [[10, 10], [11, 12], [11, 12]]
    assert found.restatement["left"].tolist() == [[0, 0], [1, 2], [0, 0]]
    with pytest.raises(KeyError, match="lift is no stock"):
        simulate(SYSTEM, 2022, Setup(restatement={"lift": {2021: 1.0}}))


def test_a_scenario_says_its_restatement_in_any_units(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(
        "name: s\ntitle: {en: S, zh: 自}\nrestatement:\n  pv_capacity: {2021: -1 GW, 2023: 5}\n", encoding="utf-8"
    )
    assert model.load_scenario(path).restatement == {"pv_capacity": {2021: -100.0, 2023: 5.0}}
    path.write_text(
        "name: s\ntitle: {en: S, zh: 自}\nrestatement:\n  pv_capacty: {2021: 1}\n  rain: {2021: 1}\n"
        "  wind_capacity: {2031: 1}\n  storage_capacity: 3\n  deposits: {2021: 3 GW}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as refused:
        model.load_scenario(path)
    told = "\n".join(refused.value.problems)
    assert [f"s.yaml:{line}:" in told for line in range(4, 9)] == [True] * 5
    assert "did you mean 'pv_capacity'" in told and "2021 to 2025" in told and "years from" in told


# the restatement


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.lists(st.floats(-4, 4), min_size=6, max_size=6))
def test_the_true_amounts_are_found_where_all_stocks_are_seen(amounts):
    by_year = [amounts[:2], amounts[2:4], amounts[4:]]
    truth = {name: dict(zip((2021, 2022), pair, strict=True)) for name, pair in zip(STOCKS, by_year, strict=True)}
    found = restate(grown(), SYSTEM, seen(values(grown(**truth)), *STOCKS))
    for name, path in truth.items():
        for year, amount in path.items():
            assert found.scenario.restatement.get(name, {}).get(year, 0.0) == pytest.approx(amount, abs=1e-8)
    assert all(each.matched for each in found.comparisons)


def test_other_levers_lead_to_the_same_state_by_amounts():
    levers = grown().levers | {
        "growth": dict.fromkeys(range(2020, 2026), -0.2),
        "left_rate": dict.fromkeys(range(2020, 2026), 2.0),
    }
    truth = values(replace(SCENARIO, levers=levers))
    found = values(restate(grown(), SYSTEM, seen(truth, *STOCKS)).scenario)
    for name in STOCKS:
        assert found[name][:3] == pytest.approx(truth[name][:3], rel=1e-9)


def test_of_all_amounts_the_least_in_shares_of_their_stocks_are_taken():
    found = restate(grown(), SYSTEM, [Observation("both", 2021, 35.0, "synthetic", "made")])
    amounts = {each.stock: each.amount for each in found.adjustments}
    assert amounts == {"left": pytest.approx(1.0, rel=1e-9), "right": pytest.approx(4.0, rel=1e-9)}
    assert [each.percent for each in found.adjustments] == [pytest.approx(10.0), pytest.approx(20.0)]


def test_totals_of_years_are_matched_without_swinging():
    truth = values(grown(herd={2021: 5.0}))
    found = restate(grown(), SYSTEM, seen(truth, "births", years=(2021, 2022, 2023)))
    assert [each.year for each in found.adjustments if abs(each.amount) > 1e-9] == [2021]


def test_a_figure_said_twice_in_other_words_is_no_conflict():
    figures = [
        Observation(name, 2021, value, "synthetic", "made")
        for name, value in {"left": 12.0, "right": 21.0, "both": 33.0}.items()
    ]
    assert all(each.matched for each in restate(grown(), SYSTEM, figures).comparisons)


def test_figures_that_contradict_each_other_are_met_halfway_and_told():
    wanted = {"left": 11.0, "right": 22.0, "both": 40.0}
    found = restate(
        grown(), SYSTEM, [Observation(name, 2021, value, "synthetic", "made") for name, value in wanted.items()]
    )
    scales = np.array([1 / 11, 1 / 22, 1 / 40])
    rows = np.array([[1, 0], [0, 1], [1, 1]]) * scales[:, np.newaxis]
    left, right = np.linalg.lstsq(rows, np.ones(3), rcond=None)[0]
    assert [each.restated for each in found.comparisons] == pytest.approx([left, right, left + right], rel=1e-7)
    assert [each.matched for each in found.comparisons].count(False) == 3


@pytest.mark.parametrize(
    ("name", "value", "rough"), [("gdp", 4_175_000.0, [2021]), ("deposits", 75.0, []), ("gdp", 4175.0, [])]
)
def test_a_figure_of_another_scale_costs_no_more_runs_than_one_that_is_near(
    shipped, region, monkeypatch, name, value, rough
):
    runs = []
    integrate = restatement.integrate
    monkeypatch.setattr(restatement, "integrate", lambda *given, **more: runs.append(1) or integrate(*given, **more))
    found = restate(shipped["plan"], region, [Observation(name, 2021, value, "synthetic", "made")])
    assert found.rough == rough and len(runs) < (60 if rough else 150)
    assert all(each.matched for each in found.comparisons) == (not rough)


def test_figures_after_which_the_model_does_not_run_are_named(shipped, region):
    with pytest.raises(RunError, match="restating the model to the figures of 2021"):
        restate(shipped["plan"], region, [Observation("corporate_loan_rate", 2021, 40.0, "synthetic", "made")])


def test_a_search_ends_where_the_model_hardly_runs(shipped, region, monkeypatch):
    runs = []

    def counted(*args, **named):
        runs.append(1)
        return integrate(*args, **named)

    monkeypatch.setattr(restatement, "integrate", counted)
    figure = Observation("corporate_loan_rate", 2021, 30.0, "synthetic", "made")
    with pytest.raises(RunError, match="restating the model to the figures of 2021"):
        restate(shipped["plan"], region, [figure])
    assert len(runs) < 300  # some sixteen hundred where each neighbour that does not run cost a run of the others


def test_a_scenario_that_stands_at_the_edge_says_why(monkeypatch):
    def edge(*_):
        raise EdgeError(RunError("left", 2021.0, 0, "left is below nought"))

    monkeypatch.setattr(restatement, "slopes", edge)
    with pytest.raises(RunError, match="restating the model to the figures of 2021: left is below nought"):
        restate(SCENARIO, SYSTEM, [Observation("left", 2021, 1.0, "synthetic", "made")])


def test_a_figure_that_no_stock_moves_is_told():
    figure = Observation("added_left", 2021, 3.0, "synthetic", "made")
    found = restate(SCENARIO, SYSTEM, [figure])
    assert [(each.observation, each.residual) for each in found.comparisons if not each.matched] == [(figure, -3.0)]
    assert found.adjustments == []


def test_a_stock_may_be_emptied_but_not_below():
    found = restate(SCENARIO, SYSTEM, [Observation("left", 2021, 0.0, "synthetic", "made")])
    assert found.scenario.restatement == {"left": {2021: pytest.approx(-10.0)}} and all(
        each.matched for each in found.comparisons
    )
    assert values(found.scenario)["left"].min() >= 0


def test_grassland_that_is_restated_only_changes_its_class(shipped, region):
    figure = Observation("degraded_grassland_area", 2021, 900.0, "synthetic", "made")
    found = restate(shipped["baseline"], region, [figure])
    land = [
        each.amount
        for each in found.adjustments
        if each.stock.endswith("_grassland_area") and "basic" not in each.stock
    ]
    assert all(each.matched for each in found.comparisons) and len(land) > 1
    assert sum(land) == pytest.approx(0.0, abs=1e-9) and max(land) > 100


def test_an_observed_lever_goes_on_from_its_last_figure():
    figures = [
        Observation("left_rate", 2022, 3.0, "synthetic", "made"),
        Observation("left", 2022, 13.0, "synthetic", "made"),
    ]
    found = restate(SCENARIO, SYSTEM, figures)
    assert [found.scenario.levers["left_rate"][year] for year in (2021, 2022, 2023)] == [0, 3, 3]
    assert (
        found.adjustments == []
        and "left_rate" in found.scenario.changed
        and all(each.matched for each in found.comparisons)
    )


def test_an_amount_of_an_observed_year_is_found_anew():
    found = restate(
        grown(left={2021: 7.0, 2025: 1.0}), SYSTEM, seen(values(grown(left={2021: 2.0})), "left", years=(2021,))
    )
    assert found.scenario.restatement["left"] == {2021: pytest.approx(2.0), 2025: 1.0}


# the years left


def test_levers_move_after_the_figures_only_and_effort_counts_from_there():
    found = restate(SCENARIO, SYSTEM, [Observation("left", 2022, 14.0, "synthetic", "made")])
    wanted = target("left", "level", "at least", 20.0, id="left")
    options = Options(ramp=1e9, smoothness=0.0, starts=1)
    solution = solve(found.scenario, SYSTEM, [wanted], None, RANGES, options, first=found.last + 1)
    assert list(solution.scenario.levers["left_rate"].values()) == pytest.approx([0, 0, 0, 2, 2, 2], rel=1e-6)
    assert solution.effort == pytest.approx(12.0, rel=1e-6) and solution.met
    ramped = solve(found.scenario, SYSTEM, [wanted], None, RANGES, replace(options, ramp=1.0), first=2023)
    assert list(ramped.scenario.levers["left_rate"].values())[3:] == pytest.approx([1, 2, 3], rel=1e-6)


def test_a_plan_on_its_way_stays_within_reach():
    """Five years of a rate that rises by 1 a year at most reach 25; from zero in the third year they would not."""
    wanted = target("left", "level", "at least", 24.9, id="left")
    options = Options(ramp=1.0, smoothness=0.0, starts=1)
    planned = solve(SCENARIO, SYSTEM, [wanted], None, RANGES, options).scenario.levers["left_rate"]
    figures = [Observation("left_rate", year, planned[year], "synthetic", "made") for year in (2021, 2022)]
    found = restate(SCENARIO, SYSTEM, figures)
    again = solve(found.scenario, SYSTEM, [wanted], None, RANGES, options, first=2023)
    assert again.met and again.scenario.levers["left_rate"] == pytest.approx(planned, rel=1e-5)


# drivers


factors = st.lists(st.lists(st.floats(1e-3, 1e3), min_size=3, max_size=3), min_size=4, max_size=4).map(np.array)
gone = st.lists(st.booleans(), min_size=12, max_size=12).map(lambda flags: np.reshape(flags, (4, 3)))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(factors, factors, gone, gone)
def test_contributions_sum_to_the_change(first, second, lost, left_out):
    for before, after in ((first, second), (np.where(lost, 0, first), np.where(left_out, 0, second))):
        change = after.prod(axis=0) - before.prod(axis=0)
        scale = np.maximum(after.prod(axis=0), before.prod(axis=0))
        assert np.abs(additive(before, after).sum(axis=0) - change) == pytest.approx(
            np.zeros(3), abs=1e-12 * scale.max()
        )


def test_contributions_are_logarithmic_means():
    found = additive([[2.0], [3.0]], [[4.0], [9.0]])
    mean = (36 - 6) / np.log(36 / 6)
    assert found[:, 0] == pytest.approx([mean * np.log(2), mean * np.log(3)], rel=1e-14)
    assert additive([[2.0], [3.0]], [[3.0], [2.0]])[:, 0] == pytest.approx(
        [6 * np.log(1.5), -6 * np.log(1.5)], rel=1e-14
    )


def test_zeros_have_the_limits_of_small_numbers():
    small = 1e-300  # the limit is neared as slowly as one over a logarithm
    one = additive([[0.0], [3.0]], [[4.0], [5.0]])[:, 0]
    assert one.tolist() == [20.0, 0.0]
    assert additive([[small], [3.0]], [[4.0], [5.0]])[:, 0] == pytest.approx(one, abs=0.05)
    assert additive([[4.0], [5.0], [2.0]], [[0.0], [0.0], [9.0]])[:, 0].tolist() == [-20.0, -20.0, 0.0]
    assert additive([[0.0], [3.0]], [[7.0], [0.0]])[:, 0].tolist() == [0.0, 0.0]


def test_what_has_no_logarithm_is_refused():
    for bad in (-1.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="below 0"):
            additive([[bad]], [[1.0]])
    with pytest.raises(ValueError, match="shapes"):
        additive([[1.0]], [[1.0, 2.0]])


def test_a_driver_below_nought_is_told_by_its_name(runs, region):
    plan = runs["baseline"]
    fact = plan.assign(total_social_financing_increment=-plan["total_social_financing_increment"])
    with pytest.raises(RunError, match="total_social_financing_increment / financing_demand is -"):
        gap_by_driver(plan, fact, 2023, region)


@pytest.mark.parametrize("fact", ["fast-build", "coal-rebound", "dry-years"])
def test_the_drivers_of_the_model_sum_to_its_gaps(runs, region, fact):
    rows = gap_by_driver(runs["baseline"], runs[fact], 2023, region)
    totals = {row["total"]: row for row in rows if row["driver"] == row["total"]}
    assert set(totals) == {identity.total for identity in IDENTITIES}
    for name, total in totals.items():
        parts = sum(row["contribution"] for row in rows if row["total"] == name and row is not total)
        assert parts == pytest.approx(total["fact"] - total["plan"], abs=1e-11 * abs(total["plan"]))
        assert all(row["title"] and row["title_zh"] and row["driver_unit"] for row in rows)


# the file of figures


GOOD = "indicator,unit,source,2021,2022\n"
FAULTS = {
    "no file": (None, "no table to read"),
    "empty": ("", "expected indicator,unit,source"),
    "head": ("name,unit,source,2021\n", "expected indicator,unit,source"),
    "no figure": (GOOD + "gdp,1e8 CNY/year,yearbook,,\n", "found no figure"),
    "unknown indicator": (GOOD + "gpd,1e8 CNY/year,yearbook,4000,\n", "did you mean 'gdp'"),
    "unknown element": (GOOD + "fuel_use[cole],1e4 tce/year,yearbook,4000,\n", "did you mean 'fuel_use[coal]'"),
    "parameter": (GOOD + "gdp_base,1e8 CNY/year,yearbook,4000,\n", "holds for all years"),
    "wrong unit": (GOOD + "gdp,GW,yearbook,4000,\n", "measures something else"),
    "no such unit": (GOOD + "gdp,florins,yearbook,4000,\n", "'florins' is no unit"),
    "no unit": (GOOD + "gdp,,yearbook,4000,\n", "found no unit"),
    "no number": (GOOD + "gdp,1e8 CNY/year,yearbook,about 4000,\n", "expected a finite number"),
    "not finite": (GOOD + "gdp,1e8 CNY/year,yearbook,nan,\n", "expected a finite number"),
    "twice": (GOOD + 2 * "gdp,1e8 CNY/year,yearbook,4000,\n", "found twice, first in line 2"),
    "year twice": ("indicator,unit,source,2021,2021\ngdp,1e8 CNY/year,yearbook,4000,4000\n", "each year once"),
    "base year": ("indicator,unit,source,2020\ngdp,1e8 CNY/year,yearbook,4000\n", "2021 to 2025"),
    "after the horizon": ("indicator,unit,source,2026\ngdp,1e8 CNY/year,yearbook,4000\n", "2021 to 2025"),
    "no year": ("indicator,unit,source\ngdp,1e8 CNY/year,yearbook\n", "found no year"),
    "no source": (GOOD + "gdp,1e8 CNY/year,,4000,\n", "found no source"),
    "too many cells": (GOOD + "gdp,1e8 CNY/year,yearbook,4000,4000,4000\n", "found 6 cells"),
    "outside the domain": (GOOD + "manufacturing_share,%,yearbook,120,\n", "at most 100"),
    "not UTF-8": (b"\xff\xfe\x00", "expected CSV in UTF-8, UTF-16 or GB18030"),
    "all years": ("indicator,unit,source,2025\ngdp,1e8 CNY/year,yearbook,4000\n", "found none of 2026"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_bad_figures_are_refused_and_nothing_is_written(name, tmp_path, capsys):
    content, said = FAULTS[name]
    path = tmp_path / "observed.csv"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    out = tmp_path / "out"
    assert (
        main(["solve", str(SCENARIOS / "baseline.yaml"), "--observed", str(path), "-o", str(out), "--no-figures"]) == 2
    )
    told = capsys.readouterr().err
    assert said in told and not out.exists()
    assert "observed.csv" in told or name == "all years"


def test_every_fault_is_told_with_its_line(shipped, region, tmp_path):
    path = tmp_path / "o.csv"
    path.write_text(GOOD + "gpd,1e8 CNY/year,a,1,\n\ngdp,GW,,1,\npopulation,1e4 person,a,x,y\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_observations(path, shipped["baseline"], region)
    lines = [problem.removeprefix(str(path)).split(":")[1] for problem in refused.value.problems]
    assert lines == ["2", "4", "4", "5", "5"]


def test_figures_are_converted_as_scenario_values_are(shipped, region, tmp_path):
    path = tmp_path / "o.csv"
    path.write_text(
        'indicator,unit,source,2022,2021\npv_capacity,GW,年鉴,15,"1,400e-2"\npremium_income,亿元,年鉴,,230\n',
        encoding="utf-8-sig",
    )
    found = [(o.indicator, o.year, o.value) for o in read_observations(path, shipped["baseline"], region)]
    assert found == [("pv_capacity", 2022, 1500.0), ("pv_capacity", 2021, 1400.0), ("premium_income", 2021, 230.0)]


def test_the_example_of_the_docs_is_what_it_says(shipped, runs, region, tmp_path):
    page = (SCENARIOS.parent / "docs" / "how-to" / "mid-term-review.md").read_text(encoding="utf-8")
    path = tmp_path / "o.csv"
    path.write_text(page.partition("```text\n")[2].partition("```")[0], encoding="utf-8")
    found = read_observations(path, shipped["plan"], region)
    assert len(found) == 13 and all(figure.source.startswith("synthetic") for figure in found)
    for figure in found:
        run = float(runs["fast-build"][figure.indicator].sel(year=figure.year))
        assert figure.value == pytest.approx(run, rel=1e-3), figure.indicator


# vintages


def test_a_run_is_kept_before_it_is_replaced(tmp_path):
    def write(text):
        return {"results.nc": lambda path: path.write_text(text), "other.csv": lambda path: path.write_text(text)}

    for number, text in enumerate(("one", "two", "three")):
        write_folder(
            tmp_path / "out", write(text), {"finished": f"2030-01-0{number + 1}T10:00:00+0800"}, keep=number > 0
        )
    kept = tmp_path / "out" / "vintages" / "2030-01-01T100000+0800"
    assert {path.name: path.read_text() for path in kept.iterdir() if path.suffix == ".nc"} == {"results.nc": "one"}
    assert sorted(path.name for path in kept.iterdir()) == ["provenance.json", "results.nc"]
    found = [place.name for place, _ in runs_kept(tmp_path / "out")]
    assert found == ["out", "2030-01-02T100000+0800", "2030-01-01T100000+0800"]
    write_folder(tmp_path / "out", write("four"), {"finished": "2030-01-02T10:00:00+0800"}, keep=True)
    write_folder(tmp_path / "out", write("five"), {"finished": "x"}, keep=True)
    assert (tmp_path / "out" / "vintages" / "2030-01-02T100000+0800-2" / "results.nc").read_text() == "four"


# the whole, on the model of the region


INDICATORS = ("gdp", "population", "pv_capacity", "wind_capacity", "primary_energy", "coal_price")
FEW = """
name: few
title: {{en: Few, zh: 少}}
extends: {baseline}
targets: {{pv-capacity-2025: {{value: 2400}}, wind-capacity-2025: {{value: 1700}}}}
solve: {{starts: 1, levers: [pv_approvals, wind_approvals], keep: {{curtailment_rate: drop}}}}
"""


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory, runs):
    """Two reviews of a scenario in one folder, at figures of another scenario's run: of 2021, then of 2022 too."""
    folder = tmp_path_factory.mktemp("review")
    truth = runs["fast-build"]
    (folder / "few.yaml").write_text(FEW.format(baseline=SCENARIOS / "baseline.yaml"), encoding="utf-8")
    statuses = [main(["run", str(folder / "few.yaml"), "-o", str(folder / "out"), "--no-figures"])]
    for last in (2021, 2022):
        with open(folder / "observed.csv", "w", encoding="utf-8", newline="") as file:
            writer, years = csv.writer(file), range(2021, last + 1)
            writer.writerow(["indicator", "unit", "source", *years])
            for name in INDICATORS:
                writer.writerow(
                    [name, truth[name].attrs["units"], "synthetic", *(float(truth[name].sel(year=y)) for y in years)]
                )
        statuses.append(
            main(
                [
                    "solve",
                    str(folder / "few.yaml"),
                    "--observed",
                    str(folder / "observed.csv"),
                    "-o",
                    str(folder / "out"),
                    "--no-figures",
                ]
            )
        )
    assert statuses == [0, 0, 0]
    return folder


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_review_gives_the_figures_and_meets_the_targets(reviewed, runs):
    results = model.open_results(reviewed / "out")
    for name in INDICATORS:
        assert results[name].sel(year=[2021, 2022]).values == pytest.approx(
            runs["fast-build"][name].sel(year=[2021, 2022]).values, rel=MATCHED
        )
    assert {row["matched"] for row in rows(reviewed / "out" / "observed.csv")} == {"True"}
    assert {row["met"] for row in rows(reviewed / "out" / "targets.csv")} == {"true"}
    for lever in ("pv_approvals", "wind_approvals"):
        moved = (results[lever] != runs["baseline"][lever]).values
        assert not moved[:3].any()
    assert results.attrs["effort"] > 0


def test_the_restatement_is_shown(reviewed):
    results = model.open_results(reviewed / "out")
    shown = rows(reviewed / "out" / "restatement.csv")
    assert {row["year"] for row in shown} == {"2021", "2022"}
    pv = next(row for row in shown if (row["stock"], row["year"]) == ("pv_capacity", "2021"))
    assert float(pv["adjustment"]) == float(results["pv_capacity_restatement"].sel(year=2021)) != 0
    assert float(pv["percent"]) == pytest.approx(
        100 * float(pv["adjustment"]) / float(results["pv_capacity"].sel(year=2020))
    )


def test_the_solution_runs_forward_to_the_same_results(reviewed):
    solution = model.load_scenario(reviewed / "out" / "solution.yaml")
    again, results = model.run(solution), model.open_results(reviewed / "out")
    for name in results.data_vars:
        assert again[name].values == pytest.approx(results[name].values, rel=1e-9, abs=1e-12), name


def test_each_review_is_held_against_the_projection_before_it(reviewed, runs):
    latest, first, plain = (place for place, _ in runs_kept(reviewed / "out"))
    records = [json.loads((place / "provenance.json").read_text(encoding="utf-8")) for place in (latest, first, plain)]
    assert [record.get("observed", {}).get("last") for record in records] == [2022, 2021, None]
    assert (first / "solution.yaml").exists() and not (plain / "solution.yaml").exists()
    planned, fact = model.open_results(first), model.open_results(latest)
    gaps = rows(reviewed / "out" / "gap_by_driver.csv")
    for name in ("gdp", "co2_emissions"):
        found = [row for row in gaps if (row["total"], row["year"]) == (name, "2022")]
        total, parts = found[0], [float(row["contribution"]) for row in found[1:]]
        assert float(total["plan"]) == float(planned[name].sel(year=2022))
        assert sum(parts) == pytest.approx(float(fact[name].sel(year=2022) - planned[name].sel(year=2022)), rel=1e-9)


# slips of a unit, tables from spreadsheets


SPREADSHEET = "指标,单位,来源,2021年,2022\n地区生产总值（基年不变价）,亿元,公报,4183,\n"


def figures_of(tmp_path, content, shipped, region):
    path = tmp_path / "observed.csv"
    path.write_bytes(content)
    return read_observations(path, shipped["plan"], region)


def test_a_table_from_a_chinese_spreadsheet_is_read(shipped, region, tmp_path):
    text = SPREADSHEET.replace("地区生产总值（基年不变价）", region.declarations["gdp"].title_zh)
    tabs = text.replace(",", "\t").replace("\n", "\r\n")  # as "Unicode text"
    for content in (text.encode("gb18030"), text.encode("utf-8-sig"), text.encode("utf-16"), tabs.encode("utf-16")):
        (found,) = figures_of(tmp_path, content, shipped, region)
        assert (found.indicator, found.year, found.value) == ("gdp", 2021, 4183.0)


def test_a_decimal_comma_is_no_comma_between_thousands(shipped, region, tmp_path):
    with pytest.raises(InputError, match="observed.csv:2"):
        figures_of(tmp_path, (GOOD + 'gdp,1e8 CNY/year,a,"4174,930",\n').encode(), shipped, region)
    (found,) = figures_of(tmp_path, (GOOD + 'gdp,1e8 CNY/year,a,"4,174.930",\n').encode(), shipped, region)
    assert found.value == 4174.93


@pytest.mark.parametrize(
    "figure", ["gdp,亿元,a,41.83,", 'population,1e4 person,a,"725,311",', "storage_capacity,1e4 kW,a,999,"]
)
def test_a_figure_far_from_the_projection_stops_until_it_is_confirmed(figure, tmp_path, capsys):
    path, scenario = tmp_path / "observed.csv", tmp_path / "few.yaml"
    path.write_text(GOOD + figure + "\n", encoding="utf-8")
    scenario.write_text(FEW.format(baseline=SCENARIOS / "baseline.yaml"), encoding="utf-8")
    assert main(["solve", str(scenario), "--observed", str(path), "-o", str(tmp_path / "out"), "--no-figures"]) == 2
    said = capsys.readouterr().err
    assert "ten times, or another unit? --confirm takes it as it stands" in said and "observed.csv" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_template_is_a_table_that_is_read(lang, shipped, region, tmp_path, capsys):
    path = tmp_path / "observed.csv"
    assert main(["observed-template", "-o", str(path), "--lang", lang]) == 0
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0][3:] == ["2021", "2022", "2023", "2024", "2025"] and len(rows) > 20
    with pytest.raises(InputError, match="found no figure"):
        read_observations(path, shipped["plan"], region)
    rows[1][2:4] = ["a", "4183"]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert [(each.indicator, each.value) for each in read_observations(path, shipped["plan"], region)] == [
        ("gdp", 4183.0)
    ]
