"""The model in the page: every number that it gives in a real browser is the one that Python gives."""

from types import SimpleNamespace

import numpy as np
import pytest
from conftest import ROOT
from conftest import SCENARIOS as NAMES
from engine_models import model, written
from made_targets import RESULTS, YEARS, target
from page_runs import EXACT, assert_close, content_of, random_states, stacked, state

from model.api import load_scenario, wanted_targets
from model.engine.build import build
from model.engine.declare import LARGEST
from model.engine.errors import RunError
from model.engine.kernel import Kernel
from model.engine.run import start_values
from model.plan.targets import gap, judge, meets, reading, series
from model.present.page.content import target_content
from model.present.page.numbers import model_content
from model.results.annual import annual_values
from model.results.run import integrate, run

SCENARIOS = ROOT / "scenarios"


def assert_judged(found, targets, years, values):
    """Each target's projected, met and gap by run, against Python's readings of values of shape (years, runs)."""
    ids, runs = [one.id for one in targets], len(found)
    assert all([row["id"] for row in one["targets"]] == ids for one in found)

    def numbers(key):
        return np.array([[row[key] for row in one["targets"]] for one in found], float).T.reshape(-1, runs)

    projected = np.array([reading(one, years, values[one.variable], values["gdp"]) for one in targets]).reshape(
        -1, runs
    )
    changes = [one.reading not in ("level", "cumulative", "peak") for one in targets]
    sizes = np.array(
        [np.abs(values[one.variable]).max(axis=0) * change for one, change in zip(targets, changes, strict=True)]
    )
    assert_close(numbers("projected"), projected, ids, sizes)
    assert np.array_equal(
        numbers("met").tolist(), [meets(one, row) for one, row in zip(targets, projected, strict=True)]
    )
    with np.errstate(invalid="ignore"):
        gaps = np.array([[gap(one, value) for value in row] for one, row in zip(targets, projected, strict=True)])
    aims = [[abs(one.value or 0.0)] for one in targets]
    assert_close(
        numbers("gap"), np.where(np.isnan(projected), np.nan, gaps), ids, np.maximum(sizes, np.maximum(projected, aims))
    )


# the region's model


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_runs_to_the_same_results(browser, shipped, runs, name):
    browser.hold(content_of(shipped[name]))
    [found] = browser.run({})
    assert found["fault"] is None
    expected = np.stack([series(runs[name], element).values for element in found["elements"]])
    assert_close(found["values"], expected, found["elements"])
    verdicts = judge(wanted_targets(shipped[name]), runs[name])
    judged = [one for one in verdicts if not one.target.restates and one.met is not None]
    assert [(one.target.id, one.met) for one in judged] == [(one["id"], one["met"]) for one in found["targets"]]
    for key in ("projected", "gap"):
        ours = np.array([getattr(one, key) for one in judged], float)
        theirs = np.array([one[key] for one in found["targets"]], float)
        assert np.allclose(theirs, ours, rtol=EXACT, atol=1e-12, equal_nan=True)


def test_a_scenario_of_another_base_year_runs_to_the_same_results(browser, from_2017, tmp_path):
    file = tmp_path / "early.yaml"
    file.write_text(
        "name: early\ntitle: {en: Early, zh: 早期}\nbase: 2017\nlevers: {export_line_approvals: {2019: 9}}\n",
        encoding="utf-8",
    )
    scenario = load_scenario(file)
    browser.hold(content_of(scenario))
    [found] = browser.run({})
    results = run(scenario)
    assert (
        found["fault"] is None and found["targets"] == [] and results["year"].values.tolist() == list(range(2017, 2023))
    )
    assert_close(
        found["values"], np.stack([series(results, element).values for element in found["elements"]]), found["elements"]
    )


def batch(scenario, system, paths, members):
    """Python's annual values of the members that run, which those are, and by member what stopped the others and when."""
    live, faults = list(range(members)), {}
    while live:
        levers = {
            name: dict(zip(range(2021, scenario.end + 1), path[:, live], strict=True)) for name, path in paths.items()
        }
        try:
            return annual_values(integrate(scenario, system, inputs=scenario.levers | levers), system), live, faults
        except RunError as error:
            faults[live.pop(error.member)] = (error.variable, error.time)
    return {}, live, faults


CASES = {
    "baseline": ((), 60),
    "dry-years": (("horizon.end=2035",), 30),
    "credit-squeeze": (("method=euler", "step=0.125"), 40),
    "plan-consistent-solved": ((), 40),
    "coal-rebound": (("horizon.end=2023", "step=1"), 30),
}


@pytest.mark.parametrize("name", CASES)
def test_every_state_of_the_sliders_gives_what_python_gives(browser, region, name):
    settings, members = CASES[name]
    scenario = load_scenario(SCENARIOS / f"{name}.yaml", settings)
    content = content_of(scenario)
    paths = random_states(content, members, seed=7)
    values, live, faults = batch(scenario, region, paths, members)
    assert not faults, "between their limits the sliders do not break the model"
    browser.hold(content)
    found = browser.run(*(state(paths, member) for member in range(members)))
    years, elements = np.arange(2020, scenario.end + 1), found[0]["elements"]
    expected = stacked(values, elements, (len(years), members))
    assert_close(np.stack([one["values"] for one in found], axis=-1), expected, elements)
    shown = {one["id"] for one in content["targets"]}
    targets = [one for one in wanted_targets(scenario) if one.id in shown]
    assert len(targets) == len(shown) and (shown or scenario.end < 2025)
    assert_judged(found, targets, years, dict(zip(elements, expected, strict=True)))


@pytest.mark.parametrize(("spread", "seed"), [(3, 1), (30, 2)])
def test_a_state_that_leaves_its_domain_is_refused_as_python_refuses_it(browser, region, shipped, spread, seed):
    members, content = 15, content_of(shipped["baseline"])
    paths = random_states(content, members, seed, spread)
    faults = batch(shipped["baseline"], region, paths, members)[2]
    assert len(faults) > members / 2
    browser.hold(content)
    found = browser.run(*(state(paths, member) for member in range(members)))
    seen = {i: (one["fault"]["element"], one["fault"]["year"]) for i, one in enumerate(found) if one["fault"]}
    assert seen == faults
    assert all((one["values"], one["targets"]) == (None, []) for one in found if one["fault"])
    for one in (one["fault"] for one in found if one["fault"]):
        domain = region.declarations[one["element"].partition("[")[0]].domain
        assert (one["low"], one["high"]) == domain and not domain[0] <= one["value"] <= domain[1]


# models made for the purpose


def made_content(system, end=2025, method="rk4", step=0.25, targets=(), restatement=None, **inputs):
    """What the engine needs of the page's content, for any system."""
    levers = {name: dict.fromkeys(range(2020, end + 1), system.figures[name]) for name in Kernel(system).inputs}
    levers = {name: path | inputs.get(name, {}) for name, path in levers.items()}
    given = {"start": 2020, "end": end, "method": method, "step": step, "levers": levers, "parameters": {}}
    scenario = SimpleNamespace(base=2020, **given, restatement=restatement or {})
    begun = start_values(system, {}, {name: path[2020] for name, path in levers.items()}, floats=True)
    return scenario, {"model": model_content(scenario, Kernel(system), begun), "targets": list(targets), "start": 2020}


@pytest.mark.parametrize("method", ["rk4", "euler"])
@pytest.mark.parametrize("name", ["everything", "predator", "delays", "steered"])
def test_models_of_other_kinds_run_to_the_same_results(open_model, name, method):
    system = model(name)
    stock = Kernel(system).stocks[0]
    scenario, content = made_content(system, 2027, method, 0.125, restatement={stock: {2022: 0.5, 2025: -0.25}})
    browser = open_model(system)
    browser.hold(content)
    [found] = browser.run({})
    values = annual_values(integrate(scenario, system), system)
    assert_close(found["values"], stacked(values, found["elements"], (8, 1))[..., 0], found["elements"])


TANK = """
inflow = Lever('t/year', domain=(0.0, 9.0), **t)
tank = Stock('t', initial='tank_base', **t)
@flow('t/year', into='tank', **t)
def filling(inflow):
    'As the lever says.'
    return inflow
@flow('t/year', out_of='tank', **t)
def leak(rate):
    'Steady.'
    return rate
rate = Parameter('t/year', **t)
"""


def faulty(text, **figures):
    return build([written(TANK + text)], {"inflow": 1.0, "rate": 1.0, "tank_base": 2.0} | figures)


def refused(browser, system, path, **how):
    """What the page says of a path of the tank's inflow, of which Python says the same."""
    scenario, content = made_content(system, **how)
    browser.hold(content)
    [found] = browser.run({"inflow": path})
    with pytest.raises(RunError) as caught:
        annual_values(integrate(scenario, system, inputs={"inflow": dict(enumerate(path, 2021))}), system)
    fault = found["fault"]
    assert (fault["element"], fault["year"]) == (caught.value.variable, caught.value.time)
    return fault


def test_a_lever_outside_its_domain_a_stock_and_a_value_are_each_refused(open_model):
    system = faulty("@auxiliary('1', **t)\ndef look(tank):\n    'Some.'\n    return np.log(tank - 1)")
    browser = open_model(system)
    assert refused(browser, system, [1, 1, 9.5, 1, 1]) | {"value": 9.5} == {
        "element": "inflow", "year": 2022, "value": 9.5, "low": 0.0, "high": 9.0,
    }  # fmt: skip
    assert refused(browser, system, [1, 0, 0, 0, 0])["element"] == "look"
    system = faulty(
        "@auxiliary('1', domain=(0.0, 9.0), **t)\ndef look(tank):\n    'Also outside, and named after the stock it reads.'\n    return tank"
    )
    assert refused(open_model(system), system, [1, 1, 0.5, 0, 0])["element"] == "tank"


YEARLY = """
level = Parameter('t', **t)
one = Parameter('1/year', **t)
@auxiliary('t/year', **t)
def held(tank, one):
    'What a year holds on average.'
    return tank * one
@ratio('1', **t)
def look(held, level, one):
    'Finite at every moment.'
    return 1 / (held - level * one)
"""


def test_a_ratio_without_a_finite_value_on_annual_totals_is_refused(open_model):
    system = faulty(YEARLY, level=4.25, one=1.0)  # the tank holds 4, 4.5 and 5 in 2023, which Euler sums to 4.25
    fault = refused(open_model(system), system, [2] * 5, method="euler", step=0.5)
    assert (fault["element"], fault["year"], fault["low"]) == ("look", 2023, -LARGEST)


def test_a_balance_that_does_not_close_is_refused(open_model):
    text = "account = Balance('t/year', sources=('filling',), uses=('leak',), **t)"
    system = faulty(text)
    fault = refused(open_model(system), system, [1, 1, 1 + 1e-8, 1, 1])
    assert fault == {"element": "account", "year": 2022, "value": 1 + 1e-8, "low": 1, "high": 1}


@pytest.mark.parametrize(
    ("paths", "message"), [({"inflw": [1] * 5}, "inflw is no lever"), ({"inflow": [1]}, "needs 5 values")]
)
def test_a_path_that_is_none_is_an_error(open_model, paths, message):
    system = faulty("")
    browser = open_model(system)
    browser.hold(made_content(system)[1])
    with pytest.raises(Exception, match=message):
        browser.run(paths)


READINGS = [
    ("level", "at least"), ("level", "above"), ("level", "below"), ("level", "equal"), ("level", "about"), ("increment", "rises by"),
    ("change", "falls by"), ("change_percent", "at least"), ("growth_rate", "at most"), ("growth_above_gdp", "above"),
    ("yearly_increase", "rises by"), ("cumulative", "at least"), ("peak", "peaks by"), ("level", "between"),
]  # fmt: skip


# falls after a peak and rises again, though not as high
MADE = RESULTS.assign(dip=("year", [1.0, 5, 4, 3, 2, 1, 2, 1], {"units": "1"}))
JUST = 15 * (1 + 5e-10)  # missed by less than floating point may miss it


@pytest.mark.parametrize(("asked", "relation"), READINGS)
@pytest.mark.parametrize(
    "variable", ["deposits", "dip", "linear", "falling", "flat", "coverage", "hill", "two_hills", "by_use[town]"]
)
def test_a_target_is_judged_as_python_judges_it(browser, variable, asked, relation):
    targets = [
        target(variable, asked, relation, value, year, id=f"{value}, {year}", upper=upper, base_value=3.0, unit="%")
        for year in (2021, 2025, 2027)
        for value, upper in [
            (3.0, 7.0),
            (JUST, 20.0),
            (100.0, 110.0),
            *([(None, None)] if relation in ("rises by", "falls by") else []),
        ]
    ]
    values = {name: series(MADE, name).values.tolist() for name in (variable, "gdp")}
    found = browser.page.evaluate(
        """([targets, years, values]) => {
          const own = Object.fromEntries(Object.entries(values).map(([name, path]) => [name, Float64Array.from(path)]));
          return targets.map((target) => judge(target, years, own));
        }""",
        [[target_content(one) for one in targets], YEARS.tolist(), values],
    )
    for one, verdict in zip(found, judge(targets, MADE), strict=True):
        assert one["met"] is verdict.met
        for key, number in (("projected", verdict.projected), ("gap", verdict.gap)):
            assert one[key] == (None if number is None else pytest.approx(number, rel=1e-12, abs=1e-12))
