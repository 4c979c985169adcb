"""What a reader does on the page, in a real browser: levers moved, results told, the setting taken away as a file."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from page_reader import FIELD, SLIDER, SOLVED

from model.cli import main
from model.data.levers import ranges
from model.engine.declare import Lever
from model.plan.indicators import count, indicators
from model.plan.selection import wanted_targets
from model.plan.targets import judge
from model.present.text.phrases import projected_text
from model.results.run import load_scenario, run
from model.scenario.element import variable_of
from model.sectors import SECTORS, THEME, THEMES


def in_python(scenario, paths):
    """The scenario's run with these lever paths."""
    years = range(scenario.start + 1, scenario.end + 1)
    moved = {name: scenario.levers[name] | dict(zip(years, path, strict=True)) for name, path in paths.items()}
    return run(replace(scenario, levers=scenario.levers | moved))


def same(found, results):
    """Whether every variable without other dimensions, and every programme, is the same to 1e-9."""
    plain = [name for name in results.data_vars if results[name].dims == ("year",)]
    assert len(plain) > 300
    for name in plain:
        np.testing.assert_allclose(found[name], results[name].values, rtol=1e-9, atol=1e-9, err_msg=name)
    for label in results["programme"].values:
        expected = results["programme_coverage"].sel(programme=label).values
        np.testing.assert_allclose(found[f"programme_coverage[{label}]"], expected, rtol=1e-9, err_msg=label)


# moving the levers


def test_a_slider_moved_by_keyboard_gives_what_python_gives(watched, shipped):
    slider = watched.page.locator(SLIDER.format("pv_approvals")).first
    slider.focus()
    watched.do(lambda: slider.press("ArrowRight"))
    watched.do(lambda: slider.press("PageUp"))
    path = watched.path("pv_approvals")
    assert path[0] == path[-1] > 209
    assert slider.get_attribute("aria-valuetext").startswith(f"{path[-1]:g} 10⁴ kW")
    same(watched.values(), in_python(shipped["baseline"], watched.state()))


def test_what_is_told_of_the_targets_is_what_python_judges(watched, shipped):
    watched.do(lambda: watched.page.click("#to-solved"))
    watched.settle()
    baseline = shipped["baseline"]
    wanted = [target for target in wanted_targets(baseline) if not target.restates]
    found, before = (judge(wanted, results) for results in (in_python(baseline, watched.state()), run(baseline)))
    met = {one.target.id: one.met for one in found if one.met is not None}
    main, programmes = (count(indicators(found), group) for group in (True, False))
    assert watched.page.inner_text("#met") == str(main.met)
    rest = f"of {main.judged} main indicators met, {programmes.met} of {programmes.judged} programmes and measures"
    assert watched.page.inner_text("#judged") == rest
    turned = {one.target.id: one.met for one, was in zip(found, before, strict=True) if one.met is not was.met}
    pairs = zip(indicators(found), indicators(before), strict=True)
    newly = sum(now.met for now, was in pairs if now.met is not was.met)
    assert watched.page.inner_text("#news").startswith(f"{newly} newly met")
    for row in watched.page.locator("#board tbody tr").all():
        said, target = row.locator(".result").text_content(), row.get_attribute("data-target")
        assert met[target] == ("met" in said) == ("✓" in said) and ("newly" in said) == (target in turned)
    assert watched.page.locator("#board tbody tr").count() == len(met)
    counted = {
        one.target.id: projected_text(one) for one in found if one.target.unit == "count" and one.met is not None
    }
    shown = {id: watched.page.locator(f"[data-target={id}] td.number").text_content() for id in counted}
    assert shown == counted, "things are counted on the page as in a report"


def test_dragging_there_and_back_is_as_if_nothing_was_done(watched):
    watched.set({"storage_requirement": [0.05, 0.2, 0.1, 0.15, 0]})
    began = watched.state()
    slider = watched.page.locator(SLIDER.format("storage_requirement")).first
    slider.focus()
    watched.do(lambda: slider.press("End"))
    assert np.allclose(
        watched.path("storage_requirement"), 0.3, rtol=0, atol=1e-6
    )  # all clipped to the bound, and the shape is not lost
    watched.do(lambda: slider.press("Home"))
    assert watched.state() == began
    assert began["storage_requirement"] == [0.05, 0.2, 0.1, 0.15, 0]


def test_a_path_keeps_its_shape_when_it_is_moved(watched):
    watched.set({"pv_approvals": [360, 460, 560, 490, 590]})
    before = watched.path("pv_approvals")
    watched.page.fill(FIELD.format("pv_approvals"), "700")
    watched.do(lambda: watched.page.locator(FIELD.format("pv_approvals")).press("Enter"))
    assert np.allclose(np.subtract(watched.path("pv_approvals"), before), 700 - before[-1], rtol=0, atol=1e-9)


def test_presets_and_resets(watched, shipped):
    page, years = watched.page, range(2021, 2026)
    scenario = watched.state()
    assert page.is_disabled("#reset") and page.get_attribute("#to-scenario", "aria-pressed") == "true"
    watched.do(lambda: page.click("#to-solved"))
    solved = watched.state()
    assert solved == {name: [shipped[SOLVED].levers[name][year] for year in years] for name in solved}
    assert any(name.startswith("programme_effort[") for name in set(solved) - set(scenario))  # they have no slider
    assert page.is_visible("#solved-note") and shipped[SOLVED].title["en"] in page.inner_text("#solved-note")
    same(watched.values(), in_python(shipped["baseline"], solved))
    assert "programme_effort[" in page.evaluate("explorer.yaml()")
    watched.set({"carbon_price": [10, 20, 30, 40, 50], "destocking": [0.03] * 5})
    reset = page.get_by_role("button", name="Reset Carbon price")
    watched.do(reset.click)
    assert watched.path("carbon_price") == solved["carbon_price"] and watched.path("destocking") == [0.03] * 5
    assert reset.is_hidden()
    watched.do(lambda: page.click("#reset"))
    assert watched.state() == solved
    watched.do(lambda: page.click("#to-scenario"))
    assert watched.state() == scenario and page.is_hidden("#solved-note")


def test_a_path_is_shaped_by_its_years(watched, shipped):
    lever = watched.page.locator("[data-lever=carbon_price]")
    assert lever.locator("input").count() == 2  # those by year are made when asked for
    lever.locator("summary").click()
    lever.locator("input[type=range]").nth(5).wait_for()  # made after the click
    assert lever.locator("input[type=range]").count() == 1 + 5
    year = watched.page.get_by_label("Carbon price of the national market, CNY/t, 2023", exact=True)
    year.focus()
    watched.do(lambda: year.press("End"))
    assert watched.path("carbon_price") == [42.85, 42.85, 200, 42.85, 42.85]
    same(watched.values(), in_python(shipped["baseline"], watched.state()))
    watched.do(lambda: lever.locator("input[type=range]").first.press("ArrowRight"))  # the new shape is moved whole
    path = watched.path("carbon_price")
    assert path[2] == 200 and path[0] == path[4] > 42.85


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [("", 209, "Expected a number from 0 to 800."), ("-", 209, "Expected a number from 0 to 800."), ("1e", 209, "Expected a number from 0 to 800."),
     ("-5", 0, "Kept within 0 to 800."), ("1e99", 800, "Kept within 0 to 800."), ("333.25", 333.25, ""), ("2e2", 200, "")],
)  # fmt: skip
def test_what_is_typed_is_taken_clipped_or_refused(watched, typed, kept, said):
    field = watched.page.locator(FIELD.format("pv_approvals")).first
    field.click()
    field.press("Control+a")
    field.press("Delete")
    watched.page.keyboard.type(typed)
    field.press("Tab")
    assert watched.path("pv_approvals") == [kept] * 5
    assert watched.page.locator("[data-lever=pv_approvals] .note").first.text_content() == said
    assert float(field.input_value()) == kept


def test_many_moves_within_a_frame_are_one_redraw(watched):
    before = watched.page.evaluate("explorer.redraws")
    moves = """(before) => new Promise((done) => {
      const slider = document.querySelector("[data-lever=pv_approvals] input[type=range]");
      for (let value = 300; value < 340; value += 1) { slider.value = value; slider.dispatchEvent(new Event("input")); }
      requestAnimationFrame(() => requestAnimationFrame(() => done(explorer.redraws - before)));
    })"""
    assert watched.page.evaluate(moves, before) == 1
    assert watched.path("pv_approvals")[-1] > 330


# what the page tells


def test_levers_stand_under_their_theme_and_sector_and_the_nations_are_marked(watched, region):
    groups = {node.locator("summary .name").first.text_content(): node for node in watched.page.locator(".group").all()}
    assert list(groups) == [title for title, _ in THEMES.values()]
    owners = {region.sectors[variable_of(lever)] for lever in ranges()}
    for theme, (shown, _) in THEMES.items():
        titles = [title for name, (title, _) in SECTORS.items() if THEME[name] == theme and name in owners]
        said = [] if titles == [shown] else titles  # a theme that is its only sector says it once
        assert groups[shown].locator("h3.sector").all_text_contents() == said, theme
    marked = {
        node.get_attribute("data-lever"): node.locator(".authority").text_content()
        for node in watched.page.locator(".lever:has(.authority)").all()
    }
    levers = {name: region.declarations[name].authority for name in region.of_kind(Lever) if name in ranges()}
    assert marked == {name: authority for name, authority in levers.items() if authority != "regional"}
    watched.page.click("#language")
    assert watched.page.locator("[data-lever=carbon_price] .authority").text_content() == "国家"


def test_charts_are_told_in_tables(watched, shipped):
    watched.set({"pv_approvals": [400.0] * 5})
    watched.settle()
    results = in_python(shipped["baseline"], watched.state())
    rows = watched.page.locator("[data-variable=pv_capacity] table tr")
    table = {row.locator("th").first.text_content(): row.locator("td").all_text_contents() for row in rows.all()[1:]}
    assert table["Now"][-1] == f"{float(results['pv_capacity'].sel(year=2025)):,.0f}"
    assert table["Scenario"][-1] == f"{float(run(shipped['baseline'])['pv_capacity'].sel(year=2025)):,.0f}"
    assert table["Published"][0] == "308.8" and table["Target"][-1] == "≥ 3,250"
    values = watched.page.locator("[data-variable=pv_capacity] .values").text_content()
    assert table["Now"][-1] in values and f"scenario {table['Scenario'][-1]}" in values


def test_a_year_under_the_cursor_is_told_in_every_chart(watched):
    over = watched.page.locator("[data-variable=gdp] .u-over")
    box = over.bounding_box()
    watched.page.mouse.move(box["x"] + 1, box["y"] + 20)
    for name in ("gdp", "pv_capacity"):
        assert watched.page.locator(f"[data-variable={name}] .when").text_content() == "2015"
    watched.page.mouse.move(5, 5)
    assert watched.page.locator("[data-variable=gdp] .when").text_content() == "2025"


def test_a_summary_is_announced_after_a_move(watched):
    live = watched.page.locator("#announcement")
    assert live.get_attribute("aria-live") == "polite" and live.text_content() == ""
    watched.set({"pv_approvals": [600.0] * 5})
    watched.page.wait_for_function("() => document.getElementById('announcement').textContent")
    assert re.fullmatch(
        r"\d+ of \d+ main indicators met; of all targets \d+ newly met, \d+ newly missed\.", live.text_content()
    )


def test_the_board_is_filtered(watched):
    page = watched.page
    watched.do(lambda: page.click("#to-solved"))
    watched.settle()
    rows = page.locator("#board tbody tr:visible")
    everything = rows.count()
    page.get_by_role("button", name="Missed", exact=True).click()
    missed = rows.count()
    assert 0 < missed < everything and page.locator("#board tbody tr.met:visible").count() == 0
    page.get_by_role("button", name="Changed", exact=True).click()
    assert rows.count() == page.locator("#board tbody tr.new").count() > 0
    watched.do(lambda: page.click("#to-scenario"))
    assert rows.count() == 0 and page.is_visible("#board .empty")
    page.get_by_role("button", name="All", exact=True).click()
    assert rows.count() == everything


def test_a_fault_is_told_in_words_and_the_last_good_results_stay(watched):
    page = watched.page
    good = page.locator("[data-variable=pv_capacity] .values").text_content()
    narrow = "() => { const { stocks } = content.model; stocks.high[stocks.names.indexOf('pv_capacity')] = 3000; }"
    page.evaluate(narrow)  # no setting of the levers leaves the model's own bounds, so that one of them is drawn nearer
    watched.set({"pv_approvals": [800.0] * 5})
    watched.settle()
    said = page.inner_text("#fault")
    assert re.search(r"PV capacity reached 3,\d+ 10⁴ kW in 202\d; the model holds for 0 to 3,000\.", said)
    assert page.locator("body.faulty").count() == 1
    assert page.locator("[data-variable=pv_capacity] .values").text_content() == good
    page.click("#language")
    assert "光伏发电装机在202" in page.inner_text("#fault")
    watched.do(lambda: page.click("#reset"))
    assert page.inner_text("#fault") == "" and page.locator("body.faulty").count() == 0


# the scenario file


def test_the_yaml_of_the_page_runs_to_the_same_results(watched, tmp_path):
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched.do(lambda: page.click("#to-solved"))
    slider = page.locator(SLIDER.format("carbon_price")).first
    slider.focus()
    watched.do(lambda: slider.press("PageUp"))
    page.click("#copy")
    page.wait_for_function("() => document.getElementById('yaml-said').textContent")
    assert page.inner_text("#yaml-said") == "Copied to the clipboard."
    text = page.input_value("#yaml-text")
    assert page.evaluate("navigator.clipboard.readText()") == text == page.evaluate("explorer.yaml()")
    with page.expect_download() as download:
        page.click("#yaml-download")
    assert download.value.suggested_filename == "baseline-explored.yaml"
    assert Path(download.value.path()).read_text(encoding="utf-8") == text
    path = tmp_path / "baseline-explored.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["run", str(path), "-o", str(tmp_path / "run"), "--no-figures"]) == 0
    same(watched.values(), run(load_scenario(path)))


def test_where_copying_is_refused_the_text_is_selected(watched):
    page = watched.page
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false; }"
    )
    page.click("#copy")
    page.wait_for_function("() => document.getElementById('yaml-said').textContent")
    assert "press Ctrl+C" in page.inner_text("#yaml-said")
    assert page.evaluate("getSelection().toString()").strip() == page.evaluate("explorer.yaml()").strip()
    page.keyboard.press("Escape")
    assert page.is_hidden("#yaml")
