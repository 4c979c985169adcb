"""The reality checks at the posterior: what is drawn, what is told of it, and what is stored."""

import numpy as np
import pytest

from model.analysis.past import held
from model.analysis.past.held import checks, draws_of, posterior, told, values_of
from model.analysis.past.hindcast import priors
from model.analysis.past.past import stored
from model.data import estimates, numbers
from model.data.estimates import REFERENCES


def test_the_first_of_many_draws_are_those_of_few():
    few, many = draws_of(2021, 3), draws_of(2021, 5)
    assert few.shape == (4, len(priors()))
    assert few == pytest.approx(many[:4]) and few[0] == pytest.approx(posterior(2021)[0])


def test_a_draw_stays_within_the_ranges_and_leaves_what_is_published():
    for base in (2015, 2020):
        for name, value in values_of(draws_of(2021, 1)[1] * 10, base).items():
            if name in REFERENCES.values():
                continue
            number = numbers(base)[name]
            assert number.status == "assumption"
            assert number.low <= value * (1 + 1e-9) and value <= number.high * (1 + 1e-9) or number.value == 0, name


def test_what_fails_is_told_with_the_assumption_that_lies_apart():
    rng, names = np.random.default_rng(1), [check.name for check in checks()]
    points = np.vstack([np.zeros(len(priors())), rng.standard_normal((40, len(priors())))])
    low = points[:, 3] < -0.5
    found = told(points, [[names[0]] if out else [] for out in low]).set_index("check")
    assert found.loc[names[0], "apart"] == priors()[3].name and found.loc[names[0], "by"] < -0.5
    assert found.loc[names[0], "of_draws"] == pytest.approx(1 - low[1:].mean()) and found.loc[names[0], "at_mean"]
    assert (found["of_draws"].drop(names[0]) == 1).all() and (found["apart"].drop(names[0]) == "").all()


def test_a_point_fails_the_checks_that_fail_there(monkeypatch):
    monkeypatch.setattr(held, "_passed", lambda some, values: {"a": values(2020)["inflation"] < 0.02, "b": True})
    inflation = [prior.name for prior in priors()].index("inflation")
    z = np.zeros(len(priors()))
    for shift, failed in ((-1.0, []), (1.0, ["a"])):
        z[inflation] = shift
        assert held.failed_at(z) == failed


def test_at_what_the_outlook_takes_of_the_estimates_every_check_holds():
    known = estimates.posterior(2021)
    told_of = [known[prior.name].learned >= 0.1 for prior in priors()]
    assert sum(told_of) == 19
    assert held.failed_at(np.where(told_of, posterior(2021)[0], 0.0)) == []


def test_every_check_is_stored_with_its_share_of_draws():
    rows = stored("held")
    assert set(rows["check"]) == {check.name for check in checks()} and rows["check"].is_unique
    assert rows["of_draws"].between(0, 1).all() and rows["draws"].nunique() == 1 and rows["draws"].iloc[0] >= 20
    assert rows["at_mean"].mean() > 0.9 and rows["of_draws"].mean() > 0.9


def test_what_fails_first_ends_the_search(monkeypatch):
    asked, fails = [], {"slump", "no-births"}

    def passed(some, values):
        asked.append([check.name for check in some])
        return {name: name not in fails for name in asked[-1]}

    monkeypatch.setattr(held, "_passed", passed)
    assert held.first_failed(np.zeros(len(priors())), ["drought", "slump", "no-births"]) == ["slump"]
    assert asked == [["drought"], ["slump"]]
    fails.clear()
    assert held.first_failed(np.zeros(len(priors())), ["drought"]) == []
    assert sorted(asked[2] + asked[3]) == sorted(check.name for check in checks())


def test_the_draws_that_are_kept_are_those_of_the_stored_posterior():
    rows = stored("draws")
    points = draws_of(2021, rows["number"].max())
    assert len(rows) == 256 and rows["number"].is_monotonic_increasing and set(rows["cut_off"]) == {2021}
    again = held.kept(2021, points, rows["number"].tolist())
    np.testing.assert_allclose(rows, again, rtol=1e-7)
    failed = stored("held")
    assert len(rows[rows["number"] <= 100]) <= failed["of_draws"].min() * 100  # of the hundred, those at which all hold


def test_every_check_holds_at_a_draw_that_is_kept():
    number = int(stored("draws")["number"].iloc[-1])
    assert held.failed_at(draws_of(2021, number)[number]) == []


@pytest.mark.slow
def test_every_check_holds_at_a_hundred_of_the_draws_that_are_kept():
    numbers = stored("draws")["number"].iloc[:100]
    points = draws_of(2021, numbers.max())
    assert [held.failed_at(points[number]) for number in numbers] == [[]] * 100


def test_draws_end_at_the_ranges_and_do_not_heap_there():
    points = draws_of(2021, 400)[1:]
    for i, prior in enumerate(priors()):
        low, high = prior.bounds
        assert low - 1e-9 <= points[:, i].min() and points[:, i].max() <= high + 1e-9
        assert np.mean(points[:, i] < low + 1e-6) < 0.02 and np.mean(points[:, i] > high - 1e-6) < 0.02, prior.name


def test_what_is_not_known_of_a_trend_is_no_change_of_it():
    for base in (2015, 2020):
        drawn = values_of(draws_of(2021, 1)[1], base)
        assert drawn["inflation"] == drawn["inflation_base"] != 0.02
