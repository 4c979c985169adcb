"""A state of the page as a scenario file: it loads to the same levers bit for bit, and runs to the same results."""

import json
import re
from dataclasses import replace

import pytest
from conftest import ROOT
from conftest import SCENARIOS as NAMES
from page_runs import assert_close, content_of, random_states, stacked, state

from model.results.annual import annual_values
from model.results.run import integrate, load_scenario
from model.scenario.form import CONTROL

SCENARIOS = ROOT / "scenarios"
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
restatement: {{pv_capacity: {{2022: 12.125}}, "programme_works[straw_use]": {{2023: -0.1}}}}
targets: {{pv-capacity-2025: {{value: 2500}}, wind-capacity-2025: null}}
solve: {{ramp: 3, seed: 123456789012345678, ranges: {{carbon_price: {{high: 300.5}}}}}}
"""
TITLES = [
    "plain", ': "x"\n- y', "'# no", "{a: 1}", "\u2028\u2029\x85\ufeff\x00\x7f", "😀 𠮷 CO₂ · 规划（2025年）", "</script><!--", "!!python/x &a *a",
    "\\", "null", "2025", " padded ", "~", "\ud800", "长" * 300,
]  # fmt: skip


def kept(scenario):
    return {
        key: value
        for key, value in vars(scenario).items()
        if key not in ("name", "title", "path", "origins", "changed", "files")
    }


@pytest.mark.parametrize("name", ["rich", "dry-years", "plan-consistent"])
def test_the_file_of_a_state_runs_to_the_same_results(browser, region, tmp_path, name):
    file = tmp_path / f"{name}.yaml"
    file.write_text(
        RICH.format(name=name) if name == "rich" else (SCENARIOS / f"{name}.yaml").read_text("utf-8"), "utf-8"
    )
    (tmp_path / "baseline.yaml").write_bytes((SCENARIOS / "baseline.yaml").read_bytes())
    scenario = load_scenario(file)
    content = content_of(scenario)
    browser.hold(content)
    paths = random_states(content, 5, seed=3)
    for member in range(5):
        moved = state(paths, member)
        levers = {lever: scenario.levers[lever] | dict(enumerate(path, 2021)) for lever, path in moved.items()}
        place = tmp_path / "state.yaml"
        place.write_text(
            browser.yaml({"paths": moved, "name": f"state-{member}", "title": {"en": "A", "zh": "甲"}}), "utf-8"
        )
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
    text = browser.page.evaluate(
        "(title) => scenarioYaml(content, { title: JSON.parse(title) })", json.dumps({"en": title, "zh": title})
    )
    place = tmp_path / "state.yaml"
    place.write_text(text, "utf-8", newline="")
    wanted = re.sub(f"[{CONTROL}]", " ", title.replace("\ud800", "\ufffd"))[:200]
    assert load_scenario(place).title == {"en": wanted, "zh": wanted}


@pytest.mark.parametrize("name", ["", "A", "a b", "-a", "a" * 65, "a\n", "../a"])
def test_a_name_that_no_scenario_may_have_is_refused(browser, shipped, name):
    browser.hold(content_of(shipped["baseline"]))
    with pytest.raises(Exception, match="a scenario's name"):
        browser.yaml({"name": name})
