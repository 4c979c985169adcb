"""The model in the page: every number that it gives in a real browser is the one that Python gives."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from engine_models import model, written
from made_targets import RESULTS, YEARS, target

from model.api import load_scenario, wanted_targets
from model.data import history
from model.engine.build import build
from model.engine.declare import LARGEST, Lever
from model.engine.errors import RunError
from model.engine.kernel import Kernel
from model.engine.run import start_values
from model.export.javascript import equations
from model.plan.targets import gap, judge, meets, reading, series
from model.report.figures import PANELS
from model.report.page.content import page_content, scripts, slider_step, target_content
from model.report.page.numbers import model_content
from model.results import annual_values, integrate
from model.scenario_file import InputError

SCENARIOS = Path(__file__).parents[1] / "scenarios"
EXACT = 1e-9  # relative
NAMES = sorted(path.stem for path in SCENARIOS.glob("*.yaml"))
# what runs give, as JSON, which is far faster to hand over; the values as the bytes of one array, in which those of an element stand by year
RUN = """(states) => JSON.stringify(JSON.parse(states).map((paths) => {
  const { values, targets, fault } = model.run(paths);
  if (fault) return { fault, targets, values };
  const bytes = new Uint8Array(Object.values(values)[0].buffer);
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return { fault, targets, elements: Object.keys(values), values: btoa(text) };
}))"""


class Browser:
    """A page of the browser with the programs of the page and the equations of a system."""

    def __init__(self, page, system):
        self.page = page
        page.set_content("<script>var content, model;</script>")
        for program in ({**scripts(), "equations.js": equations(Kernel(system))}).values():
            page.add_script_tag(content=program)

    def hold(self, content):
        """Make the model of this content, which is handed over as JSON."""
        self.page.evaluate(
            "(text) => { content = JSON.parse(text); model = createModel(content, equations); }",
            json.dumps(content, allow_nan=False),
        )

    def run(self, *states):
        """What each state gives; of values an array of shape (elements, years), or None."""
        found = json.loads(self.page.evaluate(RUN, json.dumps(states)))
        for one in found:
            if one["values"]:
                one["values"] = np.frombuffer(base64.b64decode(one["values"])).reshape(len(one["elements"]), -1)
        return found

    def yaml(self, state):
        """The scenario file of a state."""
        return self.page.evaluate("(state) => scenarioYaml(content, state)", state)


@pytest.fixture(scope="module")
def opened(chromium):
    """A function that opens a page with the equations of a system, in a browser that has no network."""
    context = chromium.new_context(offline=True)
    yield lambda system: Browser(context.new_page(), system)
    context.close()


@pytest.fixture(scope="module")
def browser(opened, region):
    """A page with the equations of the region."""
    return opened(region)


def content_of(scenario, solved=None):
    return page_content(scenario, wanted_targets(scenario), solved)


def assert_close(found, expected, names, scale=0.0):
    """Arrays of the same shape, names along the first axis, as near as ``EXACT`` says; NaN where the other is.

    ``scale`` is the size of what a difference was taken of.
    """
    near = np.abs(found - expected) <= EXACT * np.maximum(np.abs(expected), scale)
    wrong = ~near & ~(np.isnan(found) & np.isnan(expected))
    if wrong.any():
        place = tuple(np.argwhere(wrong)[0])
        raise AssertionError(f"{names[place[0]]} at {place[1:]}: {found[place]!r}, not {expected[place]!r}")


def stacked(values, elements, shape):
    return np.stack([np.broadcast_to(values[element], shape) for element in elements])


def assert_judged(found, targets, years, values):
    """Each target's projected, met and gap by run, against Python's readings of values of shape (years, runs)."""
    ids, runs = [one.id for one in targets], len(found)
    assert all([row["id"] for row in one["targets"]] == ids for one in found)
    read = {key: np.array([[row[key] for row in one["targets"]] for one in found], float).T.reshape(-1, runs) for key in ("projected", "met", "gap")}
    projected = np.array([reading(one, years, values[one.variable], values["gdp"]) for one in targets]).reshape(-1, runs)
    changes = [one.reading not in ("level", "cumulative", "peak") for one in targets]
    sizes = np.array([np.abs(values[one.variable]).max(axis=0) * change for one, change in zip(targets, changes, strict=True)])
    assert_close(read["projected"], projected, ids, sizes)
    assert np.array_equal(read["met"].tolist(), [meets(one, row) for one, row in zip(targets, projected, strict=True)])
    with np.errstate(invalid="ignore"):
        gaps = np.array([[gap(one, value) for value in row] for one, row in zip(targets, projected, strict=True)])
    aims = [[abs(one.value or 0.0)] for one in targets]
    assert_close(read["gap"], np.where(np.isnan(projected), np.nan, gaps), ids, np.maximum(sizes, np.maximum(projected, aims)))


# the region's model


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_runs_to_the_same_results(browser, shipped, runs, name):
    browser.hold(content_of(shipped[name]))
    [found] = browser.run({})
    assert found["fault"] is None
    expected = np.stack([series(runs[name], element).values for element in found["elements"]])
    assert_close(found["values"], expected, found["elements"])
    rows = [row for row in judge(wanted_targets(shipped[name]), runs[name]) if not row["restates"] and row["met"] is not None]
    assert [(row["id"], row["met"]) for row in rows] == [(one["id"], one["met"]) for one in found["targets"]]
    for key in ("projected", "gap"):
        numbers = [np.array([row[key] for row in each], float) for each in (rows, found["targets"])]
        assert np.allclose(*numbers, rtol=EXACT, atol=1e-12, equal_nan=True)


def random_states(content, members, seed, spread=1.0):
    """Lever paths by name, shape (years, members): constant or ragged, some at a limit, some levers left as they are."""
    random, years, found = np.random.default_rng(seed), len(content["years"]), {}
    for lever in content["levers"]:
        share = random.uniform(-1, 1, (years, members))
        share = np.where(random.random(members) < 0.3, share[0], share)
        share = np.where(random.random(share.shape) < 0.1, np.sign(share), share)
        middle, half = (lever["low"] + lever["high"]) / 2, (lever["high"] - lever["low"]) / 2
        path = np.clip(middle + spread * half * share, middle - spread * half, middle + spread * half)
        found[lever["element"]] = np.where(random.random(members) < 0.2, np.array(lever["path"])[:, np.newaxis], path)
    return found


def state(paths, member):
    return {name: path[:, member].tolist() for name, path in paths.items()}


def batch(scenario, system, paths, members):
    """Python's annual values of the members that run, which those are, and by member what stopped the others and when."""
    live, faults = list(range(members)), {}
    while live:
        levers = {name: dict(zip(range(2021, scenario.end + 1), path[:, live], strict=True)) for name, path in paths.items()}
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
    scenario = SimpleNamespace(**given, restatement=restatement or {})
    begun = start_values(system, {}, {name: path[2020] for name, path in levers.items()}, floats=True)
    return scenario, {"model": model_content(scenario, Kernel(system), begun), "targets": list(targets), "start": 2020}


@pytest.mark.parametrize("method", ["rk4", "euler"])
@pytest.mark.parametrize("name", ["everything", "predator", "delays", "steered"])
def test_models_of_other_kinds_run_to_the_same_results(opened, name, method):
    system = model(name)
    stock = Kernel(system).stocks[0]
    scenario, content = made_content(system, 2027, method, 0.125, restatement={stock: {2022: 0.5, 2025: -0.25}})
    browser = opened(system)
    browser.hold(content)
    [found] = browser.run({})
    values = annual_values(integrate(scenario, system), system)
    assert_close(found["values"], stacked(values, found["elements"], (8, 1))[..., 0], found["elements"])


TANK = """
inflow = Lever('t/year', domain=(0.0, 9.0), **t)
tank = Stock('t', initial='tank_2020', **t)
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
    return build([written(TANK + text)], {"inflow": 1.0, "rate": 1.0, "tank_2020": 2.0} | figures)


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


def test_a_lever_outside_its_domain_a_stock_and_a_value_are_each_refused(opened):
    system = faulty("@auxiliary('1', **t)\ndef look(tank):\n    'Some.'\n    return np.log(tank - 1)")
    browser = opened(system)
    assert refused(browser, system, [1, 1, 9.5, 1, 1]) | {"value": 9.5} == {
        "element": "inflow", "year": 2022, "value": 9.5, "low": 0.0, "high": 9.0,
    }  # fmt: skip
    assert refused(browser, system, [1, 0, 0, 0, 0])["element"] == "look"
    system = faulty("@auxiliary('1', domain=(0.0, 9.0), **t)\ndef look(tank):\n    'Also outside, and named after the stock it reads.'\n    return tank")
    assert refused(opened(system), system, [1, 1, 0.5, 0, 0])["element"] == "tank"


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


def test_a_ratio_without_a_finite_value_on_annual_totals_is_refused(opened):
    system = faulty(YEARLY, level=4.25, one=1.0)  # the tank holds 4, 4.5 and 5 in 2023, which Euler sums to 4.25
    fault = refused(opened(system), system, [2] * 5, method="euler", step=0.5)
    assert (fault["element"], fault["year"], fault["low"]) == ("look", 2023, -LARGEST)


def test_a_balance_that_does_not_close_is_refused(opened):
    text = "account = Balance('t/year', sources=('filling',), uses=('leak',), **t)"
    system = faulty(text)
    fault = refused(opened(system), system, [1, 1, 1 + 1e-8, 1, 1])
    assert fault == {"element": "account", "year": 2022, "value": 1 + 1e-8, "low": 1, "high": 1}


@pytest.mark.parametrize(("paths", "message"), [({"inflw": [1] * 5}, "inflw is no lever"), ({"inflow": [1]}, "needs 5 values")])
def test_a_path_that_is_none_is_an_error(opened, paths, message):
    system = faulty("")
    browser = opened(system)
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
@pytest.mark.parametrize("variable", ["deposits", "dip", "linear", "falling", "flat", "coverage", "hill", "two_hills", "by_use[town]"])
def test_a_target_is_judged_as_python_judges_it(browser, variable, asked, relation):
    targets = [
        target(variable, asked, relation, value, year, id=f"{value}, {year}", upper=upper, base_value=3.0, unit="%")
        for year in (2021, 2025, 2027)
        for value, upper in [(3.0, 7.0), (JUST, 20.0), (100.0, 110.0), *([(None, None)] if relation in ("rises by", "falls by") else [])]
    ]
    values = {name: series(MADE, name).values.tolist() for name in (variable, "gdp")}
    found = browser.page.evaluate(
        """([targets, years, values]) => {
          const own = Object.fromEntries(Object.entries(values).map(([name, path]) => [name, Float64Array.from(path)]));
          return targets.map((target) => judge(target, years, own));
        }""",
        [[target_content(one) for one in targets], YEARS.tolist(), values],
    )
    for one, row in zip(found, judge(targets, MADE), strict=True):
        assert one["met"] is row["met"]
        assert one["projected"] == (None if row["projected"] is None else pytest.approx(row["projected"], rel=1e-12, abs=1e-12))
        assert one["gap"] == (None if row["gap"] is None else pytest.approx(row["gap"], rel=1e-12, abs=1e-12))


# a state as a scenario file

RICH = """
name: {name}
title: {{en: "Rich", zh: 丰}}
horizon: {{start: 2020, end: 2030}}
method: euler
step: 0.125
parameters: {{inflation: 0.021}}
levers:
  carbon_price: {{2023: 60 CNY/t, 2030: 90.1}}
  rain: 250
  pv_approvals: 333.3333333333333
shocks:
  drought: {{on: rain, multiply: 0.61, start: 2022, end: 2023}}
restatement: {{pv_capacity: {{2022: 12.125}}, "programme_coverage[straw_use]": {{2023: -0.1}}}}
targets: {{pv-capacity-2025: {{value: 2500}}, wind-capacity-2025: null}}
solve: {{ramp: 3, seed: 123456789012345678, ranges: {{carbon_price: {{high: 300.5}}}}}}
"""
TITLES = [
    "plain", ': "x"\n- y', "'# no", "{a: 1}", "\u2028\u2029\x85\ufeff\x00\x7f", "😀 𠮷 CO₂ · 规划（2025年）", "</script><!--", "!!python/x &a *a",
    "\\", "null", "2025", " padded ", "~", "\ud800", "长" * 300,
]  # fmt: skip


def kept(scenario):
    return {key: value for key, value in vars(scenario).items() if key not in ("name", "title", "path", "origins", "changed")}


@pytest.mark.parametrize("name", ["rich", "dry-years", "plan-consistent"])
def test_the_file_of_a_state_runs_to_the_same_results(browser, region, tmp_path, name):
    file = tmp_path / f"{name}.yaml"
    file.write_text(RICH.format(name=name) if name == "rich" else (SCENARIOS / f"{name}.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "baseline.yaml").write_bytes((SCENARIOS / "baseline.yaml").read_bytes())
    scenario = load_scenario(file)
    content = content_of(scenario)
    browser.hold(content)
    paths = random_states(content, 5, seed=3)
    for member in range(5):
        moved = state(paths, member)
        levers = {lever: scenario.levers[lever] | dict(enumerate(path, 2021)) for lever, path in moved.items()}
        place = tmp_path / "state.yaml"
        place.write_text(browser.yaml({"paths": moved, "name": f"state-{member}", "title": {"en": "A", "zh": "甲"}}), "utf-8")
        reloaded = load_scenario(place)
        assert kept(reloaded) == kept(replace(scenario, levers=scenario.levers | levers))
        assert (reloaded.name, reloaded.title) == (f"state-{member}", {"en": "A", "zh": "甲"})
        [found] = browser.run(moved)
        values = annual_values(integrate(reloaded, region), region)
        years = scenario.end - 2019
        assert_close(found["values"], stacked(values, found["elements"], (years, 1))[..., 0], found["elements"])


@pytest.mark.parametrize("name", NAMES)
def test_the_file_of_a_scenario_as_it_stands_is_the_scenario(browser, shipped, tmp_path, name):
    browser.hold(content_of(shipped[name]))
    place = tmp_path / "state.yaml"
    place.write_text(browser.yaml({}), "utf-8")
    reloaded = load_scenario(place)
    assert kept(reloaded) == kept(shipped[name])
    assert set(reloaded.changed) == set(shipped[name].changed)
    assert reloaded.name == f"{name}-explored" and reloaded.title["en"].startswith(shipped[name].title["en"])


@pytest.mark.parametrize("title", TITLES)
def test_a_title_stays_text(browser, shipped, tmp_path, title):
    browser.hold(content_of(shipped["baseline"]))
    text = browser.page.evaluate("(title) => scenarioYaml(content, { title: JSON.parse(title) })", json.dumps({"en": title, "zh": title}))
    place = tmp_path / "state.yaml"
    place.write_text(text, "utf-8", newline="")
    wanted = title.replace("\ud800", "\ufffd")[:200]
    assert load_scenario(place).title == {"en": wanted, "zh": wanted}


@pytest.mark.parametrize("name", ["", "A", "a b", "-a", "a" * 65, "a\n", "../a"])
def test_a_name_that_no_scenario_may_have_is_refused(browser, shipped, name):
    browser.hold(content_of(shipped["baseline"]))
    with pytest.raises(Exception, match="a scenario's name"):
        browser.yaml({"name": name})


# what the page holds


def test_every_lever_has_limits_that_hold_its_paths_within_its_domain(shipped, region):
    content = content_of(shipped["baseline"], shipped["plan-consistent-solved"])
    assert {one["element"] for one in content["levers"]} == set(region.elements(region.of_kind(Lever)))
    for lever in content["levers"]:
        domain = region.declarations[lever["element"]].domain
        assert domain[0] <= lever["low"] < lever["high"] <= domain[1]
        assert 100 <= (lever["high"] - lever["low"]) / lever["step"] <= 251
        for preset in content["presets"]:
            path = preset["paths"][lever["element"]]
            assert len(path) == 5 and lever["low"] <= min(path) and max(path) <= lever["high"]


def test_limits_are_the_scenarios_own_and_reach_to_its_path():
    settings = ("levers.carbon_price=700", "solve.ranges.carbon_price.low=5", "solve.ranges.credit_stance.high=1.05")
    levers = {one["element"]: one for one in content_of(load_scenario(SCENARIOS / "baseline.yaml", settings))["levers"]}
    assert (levers["carbon_price"]["low"], levers["carbon_price"]["high"]) == (5, 700)
    assert levers["credit_stance"]["high"] == 1.05


@pytest.mark.parametrize("setting", ["solve.ranges.carbon_price.low=900", "solve.ranges.carbn_price.low=1", "solve.goals.no-target=1"])
def test_what_the_scenario_says_to_the_solver_is_held_against_the_model(setting):
    with pytest.raises(InputError, match="solve"):
        content_of(load_scenario(SCENARIOS / "baseline.yaml", (setting,)))


def test_solved_paths_are_cut_or_held_to_the_horizon(shipped):
    solved = shipped["plan-consistent-solved"]
    for end, wanted in ((2022, [2021, 2022]), (2027, [2021, 2022, 2023, 2024, 2025, 2025, 2025])):
        content = content_of(load_scenario(SCENARIOS / "baseline.yaml", (f"horizon.end={end}",)), solved)
        own, offered = content["presets"]
        assert offered["title"] == solved.title
        assert offered["paths"]["pv_approvals"] == [solved.levers["pv_approvals"][year] for year in wanted]
        assert own["paths"]["pv_approvals"] == next(one["path"] for one in content["levers"] if one["element"] == "pv_approvals")


def test_headlines_are_the_panels_with_their_history_up_to_the_base_year(shipped, runs):
    content = content_of(shipped["baseline"])
    panels = [panel if isinstance(panel, tuple) else (panel,) for sector in PANELS.values() for panel in sector]
    assert [tuple(one["element"] for one in headline["series"]) for headline in content["headlines"]] == panels
    for one in (one for headline in content["headlines"] for one in headline["series"]):
        past = dict(zip(one["history"]["years"], one["history"]["values"], strict=True))
        if 2020 in past:
            assert past[2020] == pytest.approx(float(runs["baseline"][one["element"]][0]), rel=1e-12)
        assert past.items() >= {y: v for y, v in history().get(one["element"], {}).items() if 2015 <= y}.items()


def test_targets_that_are_judged_are_those_within_the_horizon(shipped):
    assert len(content_of(shipped["baseline"])["targets"]) == 154
    early = content_of(load_scenario(SCENARIOS / "baseline.yaml", ("horizon.end=2024",)))
    assert {one["year"] for one in early["targets"]} <= set(range(2021, 2025))
    edited = content_of(load_scenario(SCENARIOS / "baseline.yaml", ("targets={pv-capacity-2025: {value: 2000}}",)))
    [pv] = edited["targets"]
    assert (pv["value"], pv["low"], pv["high"], pv["unit"]) == (2000, 2000, None, {"en": "10⁴ kW", "zh": "万千瓦"})


@pytest.mark.parametrize(("low", "high", "step"), [(0, 1, 0.01), (0, 600, 5), (-3, 3, 0.05), (0, 1e-9, 1e-11), (0, 0.3, 0.002), (2, 2, 1)])
def test_a_slider_has_steps_of_round_numbers(low, high, step):
    assert slider_step(low, high) == pytest.approx(step, rel=1e-12)
