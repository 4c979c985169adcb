"""What comes from outside as processes: they are those of the record, the same for a member in any company, and centred."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import model
from model.analysis.past.assumed import assumed
from model.analysis.uncertainty import processes as own
from model.analysis.uncertainty.blocks import draw
from model.analysis.uncertainty.processes import TOGETHER, factors, moved, processes
from model.analysis.uncertainty.sample import sampler
from model.data.observations import Record

MANY, AHEAD = 40_000, 12


@pytest.fixture(scope="module")
def drawn():
    return factors(2020, 1, 0, MANY, AHEAD)


def test_what_is_moved_has_a_record():
    assert list(processes(2020)) == [
        "rain", "river_inflow", "coal_price", "producer_price", "outside_pv_additions", "outside_wind_additions",
    ]  # fmt: skip
    assert not processes(2015)  # nothing of it was on record then


def test_spread_and_persistence_are_measured_on_the_record():
    logs = np.log(list(Record(2021).values("river_inflow").values()))
    off = logs - logs.mean()
    found = processes(2020)["river_inflow"]
    assert found.spread == pytest.approx(logs.std(ddof=1)) and found.years == len(logs) == 12
    assert found.persistence == pytest.approx(np.sum(off[1:] * off[:-1]) / np.sum(off**2))
    rain = Record(2021).values("rain")
    river = Record(2021).values("river_inflow")
    both = np.corrcoef(np.log([[series[year] for year in rain] for series in (rain, river)]))[0, 1]
    assert found.correlation == pytest.approx(both)
    assert processes(2020)["outside_pv_additions"].persistence == 0  # negative on record
    assert processes(2020)["rain"].level == 0 < processes(2020)["coal_price"].level


def test_no_year_after_the_record_is_seen():
    assert max(year for path in own._record(2020, Record(2021)).values() for year in path) == 2021
    assert max(year for path in own._record(2020, Record(2020)).values() for year in path) == 2020


@pytest.mark.parametrize("name", processes(2020))
def test_the_sample_is_that_of_the_process(drawn, name):
    process, values = processes(2020)[name], drawn[name]
    assert (values[:, 0] == 1).all()
    assert values[:, 1:].mean(axis=0) == pytest.approx(np.ones(AHEAD), abs=5 * values.std() / np.sqrt(MANY))
    last, before = np.log(values[:, -1]), np.log(values[:, -2])
    assert last.std() == pytest.approx(np.hypot(process.spread, process.level), rel=0.03)
    shared = (process.persistence * process.spread**2 + process.level**2) / (process.spread**2 + process.level**2)
    assert np.corrcoef(last, before)[0, 1] == pytest.approx(shared, abs=0.03)


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_what_goes_together_on_record_does_in_the_sample(drawn, one, other):
    found = np.corrcoef(np.log(drawn[one][:, -1]), np.log(drawn[other][:, -1]))[0, 1]
    assert found == pytest.approx(processes(2020)[other].correlation, abs=0.05)


def test_what_does_not_is_independent(drawn):
    for one, other in (("rain", "coal_price"), ("river_inflow", "outside_wind_additions")):
        assert abs(np.corrcoef(drawn[one][:, 3], drawn[other][:, 3])[0, 1]) < 0.03


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 5000), st.integers(1, 50), st.integers(0, 2**70), st.integers(1, 20))
def test_a_member_is_the_same_in_any_stretch_and_to_any_year(first, count, seed, ahead):
    few, many = factors(2020, seed, first, count, ahead), factors(2020, seed, max(first - 7, 0), count + 9, 20)
    for name, values in few.items():
        place = min(first, 7)
        assert values.tobytes() == np.ascontiguousarray(many[name][place : place + count, : ahead + 1]).tobytes()


def test_another_seed_is_another_sample():
    one, other = (factors(2020, seed, 0, 4, 3)["rain"][:, 1:] for seed in (1, 2))
    assert not np.isin(one, other).any()


def test_a_driver_that_the_scenario_sets_is_left_alone(shipped):
    assert "rain" not in moved(shipped["dry-years"], 0, 0, 2) and "river_inflow" in moved(shipped["baseline"], 0, 0, 2)


def test_what_a_scenario_foresees_moves_after_the_record_ends(shipped):
    outlook = shipped["outlook"]
    found, usual = moved(outlook, 5, 0, 512), factors(2020, 5, 0, 512, 5)
    assert {"coal_price", "producer_price", "river_inflow", "rain"} <= set(found)
    for name in ("coal_price", "river_inflow"):
        path = np.array([outlook.levers[name][year] for year in range(2021, 2026)])
        assert (found[name][:, 1] == path[0]).all()
        np.testing.assert_allclose(found[name][:, 1:], path * usual[name][:, :-1])
    decided = moved(replace(outlook, uncertain=()), 5, 0, 512)
    assert set(decided) == {"outside_pv_additions", "outside_wind_additions"}


def test_what_is_approved_is_foreseen_with_the_doubt_of_the_backtests(shipped):
    outlook = shipped["outlook"]
    path = np.array([outlook.levers["pv_approvals"][year] for year in range(2021, 2026)])
    over = moved(outlook, 5, 0, 4096)["pv_approvals"][:, 1:] / path
    assert (over[:, 0] == 1).all() and over[:, 1:] == pytest.approx(np.repeat(over[:, 1:2], 4, axis=1))
    logs = np.log(over[:, 1])
    below = np.quantile(logs, [0.1, 0.3, 0.5])  # where nothing is cut
    assert below == pytest.approx(-(0.8**2) / 2 + 0.8 * np.array([-1.2816, -0.5244, 0]), abs=0.05)
    assert (path.max() * over).max() == pytest.approx(assumed("most_approvals"))
    assert "pv_approvals" not in moved(shipped["baseline"], 5, 0, 2)


def test_the_members_run_on_what_was_drawn_about_the_driver_of_the_run(shipped, region):
    scenario = shipped["baseline"]
    found = model.ensemble(scenario, 8, 4)
    expected = draw(scenario, region, sampler(region, 4), 0, 8)
    for name in processes(2020):
        values = found[name].transpose("member", "year").values
        np.testing.assert_array_equal(values, expected[name])
        assert (values[:, 0] == scenario.levers[name][2020]).all() and len(np.unique(values[0, 1:])) == 5


def test_the_page_tells_what_is_measured():
    page = (Path(__file__).parents[1] / "docs" / "explanation" / "uncertainty.md").read_text(encoding="utf-8")
    for name, one in processes(2020).items():
        level = f"{one.level:.0%}" if one.level else "–"
        beside = f"`{one.other}`, {one.correlation:.2f}" if one.other else "–"
        assert f"| `{name}` | {one.years} | {one.spread:.0%} | {one.persistence:.2f} | {level} | {beside} |" in page
