"""Runs of the model in a real browser, and what they are held against: helpers of the tests of the page."""

import base64
import json

import numpy as np
import pytest

from model.api import wanted_targets
from model.engine.kernel import Kernel
from model.export.javascript import equations
from model.present.page.content import page_content, scripts

EXACT = 1e-9  # relative
DUST = 1e-12  # what is less is the rounding of a difference between numbers that are near each other
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


@pytest.fixture(scope="session")
def open_model(chromium):
    """A function that opens a page with the equations of a system, in a browser that has no network."""
    context = chromium.new_context(offline=True)
    yield lambda system: Browser(context.new_page(), system)
    context.close()


@pytest.fixture(scope="session")
def browser(open_model, region):
    """A page with the equations of the region."""
    return open_model(region)


def content_of(scenario, solved=None):
    return page_content(scenario, wanted_targets(scenario), solved)


def assert_close(found, expected, names, scale=0.0):
    """Arrays of the same shape, names along the first axis, as near as ``EXACT`` says; NaN where the other is.

    ``scale`` is the size of what a difference was taken of.
    """
    near = np.abs(found - expected) <= np.maximum(EXACT * np.maximum(np.abs(expected), scale), DUST)
    wrong = ~near & ~(np.isnan(found) & np.isnan(expected))
    if wrong.any():
        place = tuple(np.argwhere(wrong)[0])
        raise AssertionError(f"{names[place[0]]} at {place[1:]}: {found[place]!r}, not {expected[place]!r}")


def stacked(values, elements, shape):
    return np.stack([np.broadcast_to(values[element], shape) for element in elements])


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
