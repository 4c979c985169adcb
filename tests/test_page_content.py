"""What the page holds: levers with their limits, presets, headlines with history, the targets that are judged."""

import pytest
from conftest import ROOT
from page_runs import content_of

from model.data import history
from model.engine.declare import Lever
from model.errors import InputError
from model.present.figures.run.overview import PANELS
from model.present.page.content import slider_step
from model.results.run import load_scenario, run
from model.sectors import SECTORS, THEME, THEMES

SCENARIOS = ROOT / "scenarios"


def test_every_lever_has_limits_that_hold_its_paths_within_its_domain(shipped, region):
    content = content_of(shipped["baseline"], shipped["plan-consistent-solved"])
    hidden = {"programme_effort"}  # by programme
    shown = [name for name in region.of_kind(Lever) if name not in hidden]
    assert {one["element"] for one in content["levers"]} == set(region.elements(shown))
    for lever in content["levers"]:
        domain = region.declarations[lever["element"]].domain
        assert domain[0] <= lever["low"] < lever["high"] <= domain[1]
        assert 100 <= (lever["high"] - lever["low"]) / lever["step"] <= 251
        for preset in content["presets"]:
            path = preset["paths"][lever["element"]]
            assert len(path) == 5 and lever["low"] <= min(path) and max(path) <= lever["high"]


def test_levers_stand_by_theme_and_sector_and_say_whose_they_are(shipped, region):
    content = content_of(shipped["baseline"])
    levers, names = content["levers"], [theme["name"] for theme in content["themes"]]
    assert names == list(THEMES)
    sectors = [region.sectors[one["element"]] for one in levers]
    assert sectors == sorted(sectors, key=list(SECTORS).index)
    for one, sector in zip(levers, sectors, strict=True):
        assert (one["theme"], tuple(one["sector"].values())) == (THEME[sector], SECTORS[sector])
        assert one["authority"] == region.declarations[one["element"]].authority
    assert {one["theme"] for key in ("headlines", "targets") for one in content[key]} <= set(names)


def test_targets_count_once_in_their_group_and_relaxed_ones_hold_what_is_printed(shipped):
    plain, relaxed = (content_of(shipped[name])["targets"] for name in ("baseline", "plan-consistent-solved"))
    counts = {one["id"]: one["counts"] for one in plain}
    assert (counts["deposits-2025"], counts["deposits-growth-2025-table"]) == ("main", None)
    assert counts["pv-capacity-2025"] == "programme" and not any(one["printed"] for one in plain)
    (share,) = [one for one in relaxed if one["id"] == "manufacturing-share-2025"]
    value = shipped["plan-consistent-solved"].targets["manufacturing-share-2025"]["value"]
    assert (share["value"], share["printed"]["value"], share["printed"]["low"]) == (value, 25, 25) and value < 25


def test_energy_and_co2_per_gdp_have_their_targets_as_levels(shipped):
    found = {one["series"][0]["element"]: one["targets"] for one in content_of(shipped["baseline"])["headlines"]}
    for name, share in (("energy_intensity", 0.85), ("carbon_intensity", 0.84)):
        (mark,) = found[name]
        base = float(run(shipped["baseline"])[name][0])
        assert (mark["relation"], mark["year"], mark["value"]) == ("at most", 2025, pytest.approx(share * base))


def test_limits_are_the_scenarios_own_and_reach_to_its_path():
    settings = ("levers.carbon_price=700", "solve.ranges.carbon_price.low=5", "solve.ranges.credit_stance.high=1.05")
    levers = {one["element"]: one for one in content_of(load_scenario(SCENARIOS / "baseline.yaml", settings))["levers"]}
    assert (levers["carbon_price"]["low"], levers["carbon_price"]["high"]) == (5, 700)
    assert levers["credit_stance"]["high"] == 1.05


@pytest.mark.parametrize(
    "setting", ["solve.ranges.carbon_price.low=900", "solve.ranges.carbn_price.low=1", "solve.goals.no-target=1"]
)
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
        assert own["paths"]["pv_approvals"] == next(
            one["path"] for one in content["levers"] if one["element"] == "pv_approvals"
        )


def test_headlines_are_the_panels_with_their_history_up_to_the_base_year(shipped, runs):
    content = content_of(shipped["baseline"])
    panels = [panel if isinstance(panel, tuple) else (panel,) for sector in PANELS.values() for panel in sector]
    assert [tuple(one["element"] for one in headline["series"]) for headline in content["headlines"]] == panels
    for one in (one for headline in content["headlines"] for one in headline["series"]):
        past = dict(zip(one["history"]["years"], one["history"]["values"], strict=True))
        if 2020 in past:
            assert past[2020] == pytest.approx(float(runs["baseline"][one["element"]][0]), rel=1e-12)
        assert past.items() >= {y: v for y, v in history().get(one["element"], {}).items() if 2015 <= y < 2020}.items()


def test_targets_that_are_judged_are_those_within_the_horizon(shipped):
    assert len(content_of(shipped["baseline"])["targets"]) == 158
    early = content_of(load_scenario(SCENARIOS / "baseline.yaml", ("horizon.end=2024",)))
    assert {one["year"] for one in early["targets"]} <= set(range(2021, 2025))
    edited = content_of(load_scenario(SCENARIOS / "baseline.yaml", ("targets={pv-capacity-2025: {value: 2000}}",)))
    [pv] = edited["targets"]
    assert (pv["value"], pv["low"], pv["high"], pv["unit"]) == (2000, 2000, None, {"en": "10⁴ kW", "zh": "万千瓦"})


@pytest.mark.parametrize(
    ("low", "high", "step"), [(0, 1, 0.01), (0, 600, 5), (-3, 3, 0.05), (0, 1e-9, 1e-11), (0, 0.3, 0.002), (2, 2, 1)]
)
def test_a_slider_has_steps_of_round_numbers(low, high, step):
    assert slider_step(low, high) == pytest.approx(step, rel=1e-12)
