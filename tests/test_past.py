"""Estimates and backtests: methods by hand, the cut-off, the same digits again, and what is stored."""

import csv
import dataclasses
import re
import sys

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from model.analysis.past import estimate as estimation
from model.analysis.past import past
from model.analysis.past.estimate import Miss, _Fit, bases_to, estimate
from model.analysis.past.held import posterior
from model.analysis.past.hindcast import Indicator, hindcast, indicators, listed, priors
from model.analysis.past.inputs import foreseen
from model.analysis.past.naive import interval_score, naive, random_walk, usual_change
from model.analysis.past.origins import YEARS, as_rows, pack_of
from model.analysis.past.outlook import delivered_share, pace
from model.analysis.past.past import stored, stored_backtests, tables_of
from model.analysis.past.skill import overall, table
from model.cli import main
from model.data import any_year, headlines, numbers
from model.data.observations import Record, shipped
from model.results.run import load_scenario
from model.sectors import load

LINE = {2010: 10.0, 2011: 12.0, 2012: 14.0, 2013: 16.0, 2014: 18.0, 2015: 20.0}


# -- naive methods, by hand -------------------------------------------------------------------------------------------------
def test_naive_methods_by_hand():
    found = naive(LINE, 2015, 2)
    assert found == pytest.approx(
        {"last": 20, "linear": 24, "damped": 20 + 2 * (0.8 + 0.64), "growth": 20 * 2 ** (2 / 5)}
    )


def test_a_short_series_goes_as_far_as_it_reaches():
    assert naive({2014: 10.0, 2015: 12.0}, 2015, 5)["linear"] == 22
    assert naive({2015: 12.0}, 2015, 5) == dict.fromkeys(("last", "linear", "damped", "growth"), 12.0)
    assert usual_change({2013: 1.0, 2015: 3.0}, 2015) == 5.0


@given(st.floats(-1e3, 1e3), st.integers(2016, 2020))
def test_naive_methods_do_not_look_beyond_the_origin(value, year):
    for method in (lambda series: naive(series, 2015, 3), lambda series: random_walk(series, 2015, 3, False)):
        assert method(LINE | {year: value}) == method(LINE)
    assert usual_change(LINE | {year: value}, 2015) == usual_change(LINE, 2015) == 10


def test_interval_scores_by_hand():
    assert interval_score(1, 3, 2) == 2
    assert interval_score(1, 3, 3.5) == pytest.approx(2 + 20 * 0.5)
    low, high = random_walk(LINE, 2015, 4, ratio=False)
    assert (low + high) / 2 == 20 and high - low == pytest.approx(2 * 1.6448536 * 2 * 2, rel=1e-6)


def test_skill_by_hand():
    row = {
        "variable": "x",
        "origin": 2015,
        "base": 20.0,
        "usual_change": 10.0,
        "low": 20.0,
        "high": 23.0,
        "walk_low": 18.0,
        "walk_high": 22.0,
    }
    rows = pd.DataFrame(
        [
            row | {"year": 2016, "observed": 22.5, "projected": 21.0} | naive(LINE, 2015, 1),
            row | {"year": 2017, "observed": 24.0, "projected": 22.0} | naive(LINE, 2015, 2),
        ]
    )
    found = table(rows)
    assert found.loc["x", "projected_scaled"] == pytest.approx(0.175) and found.loc[
        "x", "last_scaled"
    ] == pytest.approx(0.325)
    assert (
        found.loc["x", "linear_scaled"] == pytest.approx(0.025)
        and found.loc["x", "over_best"] == pytest.approx(7)
        and found.loc["x", "best"] == "linear"
        and found.loc["x", "coverage"] == 50
    )
    assert found.loc["x", ["bias", "spread", "rest"]].sum() == pytest.approx(1)
    assert overall(found)["best"] == "linear"


# -- what is estimated ------------------------------------------------------------------------------------------------------
def test_priors_are_assumptions_with_their_ranges_and_no_programme():
    system = load(2015)
    for prior in priors():
        if prior.name == "large_projects":
            continue
        number = numbers(2015)[prior.name]
        scale = number.value if prior.form == "factor" else 1
        assert number.status == "assumption", prior.name
        assert (prior.low, prior.prior, prior.high) == pytest.approx(
            (number.low / scale, number.value / scale, number.high / scale), rel=1e-5
        ), prior.name
        assert not system.sectors[prior.name.partition("[")[0]].startswith("programme")
        assert prior.form == "factor" or prior.name in any_year()
        assert set(prior.series) <= {one.variable for one in listed()}


def test_every_headline_is_judged_or_left_out_with_a_reason():
    known = {one.variable: one for one in listed()}
    assert set(headlines()) <= set(known)
    for one in listed():
        assert bool(one.left_out) == bool(one.reason)
        if one.left_out != "both":
            assert len(Record().values(one.variable, one.series)) >= _least(one), one


def _least(one):
    """Observations that an indicator needs: a sum of years is one, and judges nothing."""
    if one.measure == "mean":
        return 1
    return 5 if one.left_out != "judged" else 4


@pytest.mark.parametrize("measure", ["ratio", "points", "mean"])
def test_a_change_and_its_level(measure):
    one = Indicator("x", "", measure, 0.1, "", "")
    assert one.level(one.change(30.0, 20.0), 20.0) == pytest.approx(30)


def test_misses_of_a_walk_are_whitened():
    miss = Miss(2015, indicators("fit")[0], np.array([1, 2, 4]), 1.0, np.zeros(3), np.full(3, 0.1), 0.2, 1.0)
    covariance = miss.covariance(0.5)
    assert covariance == pytest.approx(
        np.array([[0.25, 0.25, 0.25], [0.25, 0.5, 0.5], [0.25, 0.5, 1.0]]) + 0.01 * np.eye(3) + 0.04
    )
    factor = np.linalg.cholesky(covariance)
    assert miss.whitened(factor, 0.5) == pytest.approx(np.eye(3))


# -- the cut-off ------------------------------------------------------------------------------------------------------------
def planted():
    """Absurd figures of every series in the years after 2013."""
    return [dataclasses.replace(one, value=one.value * 7 + 3) for one in shipped() if one.year > 2013]


def test_nothing_after_the_cut_off_enters_a_pack_or_what_is_foreseen():
    for year in (2011, 2013):
        assert pack_of(year, Record(None, planted())) == pack_of(year, Record(2013))
    assert foreseen(2013, 2018, Record(None, planted())) == foreseen(2013, 2018, Record(2013))


def test_nothing_after_the_cut_off_enters_an_estimate_and_its_digits_come_again(monkeypatch):
    monkeypatch.setattr(estimation, "ROUNDS", 1)
    one, other = (estimate(Record(2013, own), starts=1) for own in ((), planted()))
    assert np.array_equal(one.mean, other.mean) and np.array_equal(one.covariance, other.covariance)
    assert all(0 <= share <= 1 for share in one.learned) and one.cut_off == 2013
    low, high = np.array([prior.bounds for prior in priors()]).T
    draws = one.draw(64, np.random.default_rng(0))
    assert np.all((low <= draws) & (draws <= high))


def test_the_stored_estimate_is_that_of_the_command():
    again = tables_of(estimate(Record(2013)))["posterior"]
    kept = stored("posterior").query("cut_off == 2013").reset_index(drop=True)
    assert list(again["name"]) == list(kept["name"])
    assert again["mean"].to_numpy() == pytest.approx(kept["mean"].to_numpy(), rel=1e-6)


# -- packs of earlier years -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("year", YEARS)
def test_a_derived_pack_is_as_stored_and_starts_where_the_record_is(year):
    with (ROOT / "model" / "data" / "estimates" / "packs" / f"{year}.csv").open(encoding="utf-8", newline="") as lines:
        kept = {row["name"]: row for row in csv.DictReader(lines)}
    rows = {row["name"]: row for row in as_rows(pack_of(year, Record(year)))}
    assert list(kept) == list(rows)
    for name, row in rows.items():
        assert float(kept[name]["value"]) == pytest.approx(row["value"], rel=1e-7), name
        assert row["year"] == year and (row["status"] != "assumption" or row["low"] <= row["value"] <= row["high"]), (
            name
        )
    origin = hindcast(year, year + 1, Record(year + 1), known=False)
    for name in ("nominal_gdp", "population", "primary_energy", "loans", "pv_capacity", "water_use"):
        assert origin.start(name) == pytest.approx(Record().values(name)[year], rel=1e-6), name


# -- what is stored ---------------------------------------------------------------------------------------------------------
def test_backtests_have_a_row_a_year_and_naive_methods_as_told():
    rows = stored_backtests()
    assert set(rows["origin"]) == {2013, 2014, 2015, 2016, 2020}
    assert not rows.duplicated(["variable", "origin", "year"]).any()
    assert rows["year"].sub(rows["origin"]).between(1, 5).all() and rows["year"].max() <= 2021
    assert (rows["low"] <= rows["high"]).all()
    series = {one.variable: one.series for one in listed()}
    for _, row in rows.sample(40, random_state=0).iterrows():
        known = Record().values(row["variable"], series[row["variable"]])
        assert row["observed"] == pytest.approx(known[row["year"]], rel=1e-6)
        told = naive(
            Record(row["origin"]).values(row["variable"], series[row["variable"]]),
            row["origin"],
            row["year"] - row["origin"],
        )
        assert {key: row[key] for key in told} == pytest.approx(told, rel=1e-6)


def test_the_stored_posterior_can_be_drawn_from():
    for year in (2020, 2021):
        mean, covariance = posterior(year)
        assert len(mean) == len(priors()) and np.linalg.eigvalsh(covariance).min() > 0
    with pytest.raises(ValueError, match="no estimate at 2014"):
        posterior(2014)


def test_skill_of_the_stored_backtests_is_what_the_page_says():
    found = table(stored_backtests().query("origin < 2017"))
    told = overall(found)
    assert told["over_best"] < 0.7 and told["over_best_relative"] < 0.7
    assert 80 <= told["coverage"] <= 97 and told["interval"] < told["walk_interval"]


# -- the outlook ------------------------------------------------------------------------------------------------------------
def test_shares_delivered_are_shrunken():
    assert delivered_share("line") == 1
    assert 1 < delivered_share("pv") < 888.2 / 691.2
    announced, going_on, mean = pace("pv", Record(2021))
    assert mean == (announced + going_on) / 2


def test_the_outlook_is_as_written_from_the_record(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    sys.modules.pop("outlook", None)
    from outlook import PLACE, text

    assert PLACE.read_text(encoding="utf-8") == text()
    scenario = load_scenario(PLACE)
    assert (scenario.base, scenario.end) == (2020, 2025)


# -- the command ------------------------------------------------------------------------------------------------------------
def test_the_command_estimates_at_a_cut_off_and_tells_what_was_learned(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(estimation, "ROUNDS", 1)
    monkeypatch.setattr(estimation, "STARTS", 1)
    assert main(["estimate", "--cut-off", "2013", "-o", str(tmp_path / "posterior.csv")]) == 0
    said = capsys.readouterr().out
    assert "On the record to 2013" in said and "learned" in said and str(tmp_path / "posterior.csv") in said
    rows = pd.read_csv(tmp_path / "posterior.csv")
    assert list(rows["name"]) == [prior.name for prior in priors()] and set(rows["cut_off"]) == {2013}


def made(own, cut_off, progress):
    """The tables as they ship, without estimating."""
    progress("estimating", {"year": 2021})
    return {
        "posterior": pd.read_csv(ROOT / "model" / "data" / "estimates" / "posterior.csv"),
        "backtests": stored_backtests(),
    }


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "en",
            (
                r"(?m)^  Share of free line capacity that surplus finds +0.2 → 0.1927 \(0.1501 to 0.2354\), learned 83%$",
                r"(?m)^  .*\(.*\) +× 1 → × 1.001 on the figure of the data \(0.8712 to 1.131\), learned 6%$",
                r"(?m)^wrote estimate \(9 files\)$",
            ),
        ),
        ("zh", (r"0.2 → 0.1927（0.1501至0.2354）", r"数据取值 × 1 → × 1.001（", r"(?m)^已写入estimate（9个文件）$")),
    ],
)
def test_the_command_tells_titles_factors_and_one_folder(lang, told, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(past, "make", made)
    monkeypatch.chdir(tmp_path)
    assert main(["estimate", "-o", "estimate", "--lang", lang]) == 0
    said = capsys.readouterr()
    assert "minutes" in said.err or "数分钟" in said.err
    assert [one for one in told if not re.search(one, said.out)] == []
    assert "->" not in said.out and "_" not in said.out


def test_later_years_of_ones_own_inform_the_estimate_from_the_base_year():
    assert bases_to(2021) == list(YEARS) and bases_to(2022) == [*YEARS, 2020]
    later = [
        dataclasses.replace(one, year=2022) for one in Record().all() if one.variable == "loans" and one.year == 2021
    ]
    misses = {(miss.origin, miss.indicator.variable): miss for miss in _Fit(Record(None, later)).misses}
    assert misses[2020, "loans"].places.tolist() == [1, 2]
    assert misses[2020, "deposits"].places.tolist() == [1] and (2016, "loans") in misses


@pytest.mark.parametrize("year", ["2012", "2022"])
def test_a_cut_off_that_the_record_does_not_reach_is_bad_input(year, capsys, tmp_path):
    assert main(["estimate", "--cut-off", year, "-o", str(tmp_path / "x")]) == 2
    assert "from 2013 to 2021" in capsys.readouterr().err and not (tmp_path / "x").exists()
