"""The page in Chromium: one run of its model against one in Python, which give the same numbers first; and the move of a slider."""

import json
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import numpy as np
from timing import ratio, show

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import FLAGS, find_chromium  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from model.api import load_scenario, wanted_targets  # noqa: E402
from model.engine.kernel import Kernel  # noqa: E402
from model.present.page.content import page_content, scripts  # noqa: E402
from model.present.page.write import write_page  # noqa: E402
from model.results.annual import annual_values  # noqa: E402
from model.results.run import integrate  # noqa: E402
from model.sectors import load  # noqa: E402

RUNS = 20  # in the page between two of Python's, for its clock is coarse
AIM = 2.0  # ms of a run to 2025 in the page
LEVER = "carbon_price"
# each run with another path, as a moved slider gives; milliseconds of one
TIME = """(runs) => {
  const begun = performance.now();
  for (let i = 0; i < runs; i += 1) model.run({ LEVER: content.years.map(() => 50 + i) });
  return (performance.now() - begun) / runs;
}""".replace("LEVER", LEVER)

MOVES, MOVE_AIM = 200, 33.0
# milliseconds from an input event of the slider to the task after the frame that shows it: the next frame's callbacks run
# (the page's own is among them), it is laid out and painted, and then a message posted in it arrives; pauses are uneven,
# so that moves fall anywhere between two frames
MOVE = """async (moves) => {
  const slider = document.querySelector("[data-lever=pv_approvals] input[type=range]");
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(null);
  }));
  const found = [];
  for (let i = 0; i < moves; i += 1) {
    await new Promise((done) => setTimeout(done, 20 + (i * 7) % 30));
    slider.value = 100 + 5 * (i % 120);
    const begun = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await painted();
    found.push(performance.now() - begun);
  }
  return found;
}"""


def open_page(browser, content):
    """A page in which the model of the content runs."""
    page = browser.new_page()
    page.set_content("<script>var content, model;</script>")
    for program in scripts().values():
        page.add_script_tag(content=program)
    page.evaluate(
        "(text) => { content = JSON.parse(text); model = createModel(content, equations); }", json.dumps(content)
    )
    return page


def agree(page, scenario, system):
    """Whether the page's values are Python's."""
    ours = annual_values(integrate(scenario, system), system)
    theirs = page.evaluate("() => Object.entries(model.run().values).map(([name, path]) => [name, [...path]])")
    for name, path in theirs:
        assert np.allclose(ours[name][:, 0], path, rtol=1e-9, atol=0), name


def measure(page, once, rounds):
    """Seconds of a run on either side by round, in turn, after rounds that are not counted: the browser compiles first."""
    seconds = {"Python": [], "page": []}
    for number in range(-3, rounds):
        begun = perf_counter()
        once()
        found = {"Python": perf_counter() - begun, "page": page.evaluate(TIME, RUNS) / 1000}
        if number >= 0:
            for side, each in found.items():
                seconds[side].append(each)
    return seconds


def main(rounds=15):
    system = load()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for end in (2025, 2035):
            scenario = load_scenario(ROOT / "scenarios" / "baseline.yaml", (f"horizon.end={end}",))
            page = open_page(browser, page_content(scenario, wanted_targets(scenario)))
            agree(page, scenario, system)
            print(f"\n2020-{end}, {scenario.method}, step {scenario.step:g} year; in the page with its targets judged")
            seconds = measure(page, partial(integrate, scenario, system, kernel=Kernel(system)), rounds)
            show(seconds)
            ratio(seconds, "Python", "page")
            if end == 2025:
                found = 1000 * float(np.median(seconds["page"]))
                print(f"aim: at most {AIM:g} ms in the page: {'reached' if found <= AIM else 'missed'}")
        print(f"\n{MOVES} moves of a slider, from the input event until the frame that shows it is painted")
        for size in ((1440, 900), (1920, 1080), (360, 800)):
            move(browser, *size)
        browser.close()


def move(browser, width, height):
    """Print how long the page as it is written takes to follow a slider, in a window of this size."""
    scenario = load_scenario(ROOT / "scenarios" / "baseline.yaml")
    with tempfile.TemporaryDirectory() as folder:
        path = write_page(scenario, wanted_targets(scenario), None, Path(folder) / "explore.html")
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(path.as_uri())
        page.evaluate(MOVE, 20)
        found = page.evaluate(MOVE, MOVES)
    middle, late = median(found), quantiles(found, n=20)[-1]
    verdict = "reached" if middle < MOVE_AIM else "missed"
    print(
        f"{width} x {height}: median {middle:.1f} ms, 95th percentile {late:.1f} ms; aim: median under {MOVE_AIM:g}: {verdict}"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
