"""The model in the page: every number that it gives in a real browser is the one that Python gives."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from engine_models import FIGURES, model, written
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
