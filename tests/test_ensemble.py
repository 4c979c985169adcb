"""Ensembles: the sample, members alone and in a batch, the published base, and members that leave their domain."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import model
from model.analysis.past.held import draws_of, values_of
from model.analysis.past.past import stored
from model.analysis.uncertainty import batch, blocks
from model.analysis.uncertainty.blocks import draw
from model.analysis.uncertainty.ensemble import ran_only
from model.analysis.uncertainty.processes import moved, processes
from model.analysis.uncertainty.sample import Sampler, assumptions, estimated, sampler
from model.analysis.uncertainty.swings import swings
from model.data import numbers, projects
from model.data.catalogue import targets
from model.data.estimates import draws, latest, posterior, with_references
from model.engine.declare import Lever
from model.engine.errors import RunError
from model.errors import InputError
from model.plan.targets import project
from model.results.annual import annual_values
from model.results.run import integrate
from model.scenario.element import variable_of
from model.sectors import load

MEMBERS, SEED = 12, 3


def drawn(system, members, seed):
    return sampler(system, seed).members(0, members)


@pytest.fixture(scope="module")
def assumed(region):
    return assumptions(region)


@pytest.fixture(scope="module")
def ensemble(shipped):
    return model.ensemble(shipped["dry-years"], MEMBERS, SEED)


@settings(max_examples=25, deadline=None)
@given(members=st.integers(1, 40), more=st.integers(0, 40), seed=st.integers(0, 2**32))
def test_a_sample_is_within_its_ranges_and_a_member_the_same_in_a_larger_one(assumed, members, more, seed):
    few, many = (Sampler(assumed, seed).members(0, n) for n in (members, members + more))
    for name, figure in assumed.items():
        assert few[name].shape == (members,)
        assert few[name].tobytes() == many[name][:members].tobytes()
        assert (figure.low <= many[name]).all() and (many[name] <= figure.high).all()


def test_a_sampler_that_goes_to_and_fro_gives_the_same_members(assumed):
    whole, one = Sampler(assumed, 3).members(0, 64), Sampler(assumed, 3)
    for first, count in ((0, 8), (32, 4), (8, 8), (0, 1), (60, 4), (36, 4)):
        for name, values in one.members(first, count).items():
            assert values.tobytes() == whole[name][first : first + count].tobytes()


def test_blocks_that_follow_one_another_wind_no_way_twice(shipped, monkeypatch):
    from scipy.stats import qmc

    wound, forward = [], qmc.Sobol.fast_forward
    monkeypatch.setattr(blocks, "SIZE", 4)
    monkeypatch.setattr(blocks, "run_block", lambda scenario, system, members, first, *rest: members.members(first, 4))
    monkeypatch.setattr(qmc.Sobol, "fast_forward", lambda self, n: wound.append(n) or forward(self, n))
    for firsts in ([0, 4], [8, 12], [40, 44], [48]):  # as a worker is given them
        list(blocks.run_blocks(shipped["baseline"], 12345, 64, [], firsts))
    assert wound == [24]


def test_a_sample_follows_its_distributions(assumed):
    values = Sampler(assumed, 0).members(0, 1024)
    for name, figure in assumed.items():
        middle = (
            (figure.low + figure.value + figure.high) / 3
            if figure.distribution == "triangular"
            else (figure.low + figure.high) / 2
        )
        assert values[name].mean() == pytest.approx(middle, abs=0.01 * (figure.high - figure.low)), name
    below = np.mean(
        [
            np.mean(values[name] < figure.value)
            for name, figure in assumed.items()
            if figure.distribution == "triangular"
        ]
    )
    exact = np.mean([(f.value - f.low) / (f.high - f.low) for f in assumed.values() if f.distribution == "triangular"])
    assert below == pytest.approx(exact, abs=0.01)


def test_what_was_estimated_is_taken_together_from_the_draws(region):
    few, many, known = drawn(region, 20, SEED), drawn(region, 1024, SEED), estimated(region)
    prior = Sampler(assumptions(region), SEED).members(0, 1024)
    assert set(known) <= set(assumptions(region)) and len(known) > 30
    for name, values in many.items():
        assert few[name].tobytes() == values[:20].tobytes(), name
        if name not in known:
            assert values.tobytes() == prior[name].tobytes()
    sets = np.array(list(known.values())).T
    places = [np.flatnonzero((sets == one).all(axis=1)) for one in np.array([many[name] for name in known]).T]
    assert {len(place) for place in places} == {1}
    assert np.bincount(np.concatenate(places)).tolist() == [4] * 256  # each draw as often as the others
    taught, assumed = posterior(latest(region.base)), assumptions(region)
    for name, values in known.items():
        scale = assumed[name].value if taught[name].form == "factor" else 1.0
        assert (taught[name].low * scale <= values + 1e-9).all() and (values <= taught[name].high * scale + 1e-9).all()


def test_a_member_stands_where_the_checks_were_run(region):
    rows, known = stored("draws"), estimated(region)
    points = draws_of(latest(region.base), rows["number"].max())
    for place in (0, 100, 255):
        checked = values_of(points[rows["number"][place]], region.base)
        assert {name: values[place] for name, values in known.items()} == pytest.approx(
            {name: checked[name] for name in known}, rel=1e-7
        )


def test_what_a_scenario_foresees_is_drawn_as_if_it_were_not_set(region, shipped):
    outlook, members = shipped["outlook"], sampler(region, SEED)
    usual = draw(shipped["baseline"], region, members, 0, 8)
    found = draw(outlook, region, members, 0, 8)
    assert found["inflation"].tobytes() == usual["inflation"].tobytes()
    decided = draw(replace(outlook, uncertain=()), region, members, 0, 8)
    assert set(found) - set(decided) == set(outlook.uncertain)


def test_an_earlier_base_year_has_no_estimate_that_saw_later_years():
    assert latest(2015) is None and not estimated(load(2015))
    with pytest.raises(ValueError, match=r"draws\.csv: found no draws of the estimate at 2015"):
        draws(2015)


def test_what_cannot_be_sampled_is_refused(assumed):
    with pytest.raises(ValueError, match="members"):
        Sampler(assumed, 0).members(0, 0)
    figure = next(iter(assumed.values()))
    with pytest.raises(ValueError, match="beta"):
        Sampler({figure.name: type(figure)(**vars(figure) | {"distribution": "beta"})}, 0).members(0, 4)


def test_every_assumption_about_the_world_is_sampled_and_no_lever(ensemble, region, shipped):
    names = ensemble.attrs["sampled_assumptions"].split()
    levers = region.of_kind(Lever)
    everything = {name for name, figure in numbers().items() if figure.status == "assumption"}
    assert everything - set(names) == {n for n in everything if variable_of(n) in levers} | {
        "rain"
    }  # which the scenario sets
    assert set(names) >= {*processes(2020)} - {"rain"} and "producer_price" not in everything
    assert ensemble.attrs["sampled"] == len(names)
    for name in ("rain", "pv_approvals"):
        expected = list(shipped["dry-years"].levers[name].values())
        assert (ensemble[name].values.reshape(len(expected), -1) == np.array(expected)[:, None]).all()


def test_the_same_seed_gives_the_same_ensemble_and_another_another(ensemble, shipped):
    again = model.ensemble(shipped["dry-years"], MEMBERS, SEED)
    assert again.equals(ensemble)
    other = model.ensemble(shipped["dry-years"], MEMBERS, SEED + 1)
    assert not np.isin(other["gdp"].values[-1], ensemble["gdp"].values[-1]).any()


def test_a_member_is_the_same_world_in_every_scenario(ensemble, shipped):
    other = model.ensemble(shipped["baseline"], MEMBERS, SEED)
    assert (other["capital_output_ratio_base"] == ensemble["capital_output_ratio_base"]).all()


@pytest.mark.parametrize("member", [0, 7])
def test_a_member_alone_has_the_bits_it_has_in_the_batch(ensemble, shipped, region, member):
    scenario = shipped["dry-years"]
    own = {name: float(v[member]) for name, v in drawn(region, MEMBERS, SEED).items() if name not in scenario.changed}
    own = with_references(own)
    parameters = {name: own.get(name, value) for name, value in scenario.parameters.items()}
    inputs = {name: dict.fromkeys(path, own[name]) if name in own else path for name, path in scenario.levers.items()}
    for name, (row,) in moved(scenario, SEED, member, 1).items():
        inputs[name] = dict(zip(sorted(inputs[name]), map(float, row), strict=True))
    for name, built in projects().items():
        if name in own and built.year <= scenario.end:
            path = inputs[built.input]
            inputs[built.input] = path | {built.year: path[built.year] + own[name] - built.size}
    alone = annual_values(integrate(scenario, region, parameters=parameters, inputs=inputs), region)
    for name in ("gdp", "pv_capacity", "loans", "co2_emissions", "grassland_cover", "water_use"):
        assert alone[name][:, 0].tobytes() == ensemble[name].values[:, member].tobytes()


def test_one_member_is_an_ensemble_too(ensemble, shipped):
    one = model.ensemble(shipped["dry-years"], 1, SEED)
    assert one["gdp"].dims == ("year", "member")
    assert one["gdp"].values.tobytes() == ensemble["gdp"].values[:, :1].tobytes()


def test_published_values_of_the_base_year_do_not_move(ensemble, runs):
    base, moved = runs["baseline"], 0
    for name, variable in ensemble.data_vars.items():
        if variable.attrs.get("source_status") in ("gazette", "statistics") and "year" in variable.dims:
            found = variable.sel(year=2020).values
            assert (found.T == base[name].sel(year=2020).values).all(), name
            moved += bool("member" in variable.dims and np.ptp(variable.values[-1]) > 0)
    assert moved > 10  # though the same variables do move later


def test_targets_are_judged_in_every_member(ensemble):
    (target,) = [target for target in targets() if target.id == "pv-capacity-2025"]
    assert project(target, ensemble).shape == (MEMBERS,)


@pytest.fixture
def narrow(monkeypatch):
    """A model that leaves its domain where the depreciation of capital is high."""
    real = batch.integrate

    def integrate(scenario, system, **changes):
        values = np.atleast_1d(changes["parameters"]["depreciation_rate"])
        if (values > 0.07).any():
            raise RunError("capital", 2021.0, int(np.argmax(values > 0.07)), "capital left its domain")
        return real(scenario, system, **changes)

    monkeypatch.setattr(batch, "integrate", integrate)


def test_a_member_that_leaves_its_domain_is_named_and_left_out(narrow, ensemble, shipped, region):
    found = model.ensemble(shipped["dry-years"], MEMBERS, SEED)
    gone = np.flatnonzero(drawn(region, MEMBERS, SEED)["depreciation_rate"] > 0.07)
    assert 0 < len(gone) < MEMBERS
    assert found.attrs["left_domain"] == len(gone)
    assert found.attrs["left_domain_reasons"].splitlines() == [f"member {n}: capital left its domain" for n in gone]
    assert (
        found["member_status"].dtype == "int8" and np.flatnonzero(found["member_status"] == 2).tolist() == gone.tolist()
    )
    assert np.isnan(found["gdp"].values[:, gone]).all()
    kept = ran_only(found)
    assert kept["gdp"].equals(ensemble["gdp"].isel(member=np.setdiff1d(np.arange(MEMBERS), gone)))


def test_where_no_member_runs_the_reason_is_raised(monkeypatch, shipped):
    def never(scenario, system, **changes):
        raise RunError("capital", 2021.0, 0, "capital left its domain")

    monkeypatch.setattr(batch, "integrate", never)
    with pytest.raises(RunError, match="capital left its domain"):
        model.ensemble(shipped["baseline"], 3, 0)


# -- one assumption at a time ------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def swung(shipped):
    return swings(shipped["baseline"], "carbon_intensity_change", 2025, 15)


def test_a_swing_is_that_of_two_runs(swung, shipped, region):
    scenario = shipped["baseline"]
    for name in swung["assumption"].values[:3]:
        row = swung.sel(assumption=name)
        for end in ("low", "high"):
            value = getattr(numbers()[name], end)
            parameters = {key: value if key == name else v for key, v in scenario.parameters.items()}
            inputs = {key: dict.fromkeys(path, value) if key == name else path for key, path in scenario.levers.items()}
            found = annual_values(integrate(scenario, region, parameters=parameters, inputs=inputs), region)
            assert float(row[f"result_{end}"]) == found["carbon_intensity_change"][-1, 0] and float(row[end]) == value


def test_the_widest_swing_comes_first_about_the_run(swung, runs):
    width = np.abs(swung["result_high"] - swung["result_low"]).values
    assert (np.diff(width) <= 0).all() and width[-1] > 0
    assert swung.attrs["result"] == float(runs["baseline"]["carbon_intensity_change"].sel(year=2025))
    assert swung.attrs["moved"] == 729 and swung.attrs["left_domain"] == 0
    assert all(swung[key].values.all() for key in ("title", "title_zh", "units"))


def test_an_end_outside_the_domain_has_no_result(narrow, shipped):
    found = swings(shipped["baseline"], "gdp", 2025, 1000)
    row = found.sel(assumption="depreciation_rate")
    assert np.isnan(row["result_high"]) and np.isfinite(row["result_low"])
    assert found.attrs["left_domain"] == 1 and found["assumption"].values[-1] == "depreciation_rate"


def test_elements_have_swings_and_unknown_names_none(shipped):
    found = swings(shipped["baseline"], "programme_coverage[rural_tap_water]", 2025, 3)
    assert found.attrs["long_name_zh"] == "专项工程覆盖率（农村自来水普及率）"
    for variable, year, part in (
        ("gdpp", 2025, "'gdp'"),
        ("depreciation_rate", 2025, "no stock"),
        ("gdp", 2026, "2026"),
    ):
        with pytest.raises(InputError, match=part):
            swings(shipped["baseline"], variable, year)
