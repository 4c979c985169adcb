"""The page in a real browser: what a reader does with it, what it shows, and what it must never do."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.api import load_scenario, wanted_targets
from model.cli import main
from model.data.catalogue import RELATIONS
from model.plan.targets import judge
from model.report.page.write import write_page
from model.report.page_words import WORDS
from model.results import run

SCENARIOS = Path(__file__).parents[1] / "scenarios"
BASELINE = str(SCENARIOS / "baseline.yaml")
SOLVED = "plan-consistent-solved"
HOSTILE = "</script><script>window.hurt=1</script><img src=x onerror='window.hurt=1'><b>\u2028&amp; \"bold\"</b>"
SLIDER = "[data-lever={}] input[type=range]"
FIELD = "[data-lever={}] input[type=number]"
TEXTS = """() => {
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, noscript, textarea")) seen.push(walker.currentNode.data);
  const names = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];
  for (const node of document.querySelectorAll("*")) for (const name of names) if (node.hasAttribute(name)) seen.push(node.getAttribute(name));
  return [...seen, document.title].map((text) => text.trim()).filter(Boolean);
}"""
NAMELESS = """() => [...document.querySelectorAll("input, button, textarea, summary")].filter((node) =>
  !(node.getAttribute("aria-label") ?? node.textContent).trim()).map((node) => node.outerHTML)"""
FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")].filter((node) =>
  node.checkVisibility({ visibilityProperty: true }) && !node.disabled && !node.closest("dialog")).length"""


@pytest.fixture(scope="module")
def file(shipped, tmp_path_factory):
    """The page of the baseline, with the solved plan."""
    baseline = shipped["baseline"]
    return write_page(baseline, wanted_targets(baseline), shipped[SOLVED], tmp_path_factory.mktemp("page") / "explore.html")


class Watched:
    """A page opened from a file, and what it has asked for and complained of."""

    def __init__(self, page, file):
        self.page, self.file, self.asked, self.said = page, file, [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(f"dialog {dialog.message}"))
        page.goto(file.as_uri())

    def do(self, action):
        """Act, and wait for the redraw that follows."""
        before = self.page.evaluate("explorer.redraws")
        action()
        self.page.wait_for_function("(before) => explorer.redraws > before", arg=before)

    def set(self, paths):
        self.do(lambda: self.page.evaluate("(paths) => explorer.set(paths)", paths))

    def settle(self):
        self.page.evaluate("settle()")

    def state(self):
        return self.page.evaluate("explorer.state()")

    def path(self, lever):
        return self.state()[lever]

    def values(self):
        return json.loads(self.page.evaluate("JSON.stringify(Object.fromEntries(Object.entries(explorer.result().values).map(([k, v]) => [k, [...v]])))"))

    def texts(self):
        return self.page.evaluate(TEXTS)


@pytest.fixture
def watched(chromium, file):
    """The page, freshly opened at 1440 by 900."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    found = Watched(context.new_page(), file)
    yield found
    assert found.asked == [file.as_uri()]
    assert found.said == []
    context.close()


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
    met = {row["id"]: row["met"] for row in found if row["met"] is not None}
    assert watched.page.inner_text("#met") == str(sum(met.values()))
    assert watched.page.inner_text("#judged") == f"of {len(met)} targets met"
    new = [row["id"] for row, was in zip(found, before, strict=True) if row["met"] and was["met"] is False]
    assert watched.page.inner_text("#news").startswith(f"{len(new)} newly met")
    for row in watched.page.locator("#board tbody tr").all():
        said, target = row.locator(".result").text_content(), row.get_attribute("data-target")
        assert met[target] == ("met" in said) == ("✓" in said) and ("newly" in said) == (target in new)
    assert watched.page.locator("#board tbody tr").count() == len(met)


def test_dragging_there_and_back_is_as_if_nothing_was_done(watched, shipped):
    watched.do(lambda: watched.page.click("#to-solved"))
    began = watched.state()
    slider = watched.page.locator(SLIDER.format("wind_approvals")).first
    slider.focus()
    watched.do(lambda: slider.press("End"))
    assert np.allclose(watched.path("wind_approvals"), 400, rtol=0, atol=1e-6)  # all clipped to the bound, and the shape is not lost
    watched.do(lambda: slider.press("Home"))
    assert watched.state() == began
    assert began["wind_approvals"][1] == shipped[SOLVED].levers["wind_approvals"][2022]


def test_a_solved_path_keeps_its_shape_when_it_is_moved(watched):
    watched.do(lambda: watched.page.click("#to-solved"))
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
    assert solved == {name: [shipped[SOLVED].levers[name][year] for year in years] for name in scenario}
    assert page.is_visible("#solved-note") and shipped[SOLVED].title["en"] in page.inner_text("#solved-note")
    watched.set({"carbon_price": [10, 20, 30, 40, 50], "destocking": [0.1] * 5})
    reset = page.get_by_role("button", name="Reset Carbon price")
    watched.do(reset.click)
    assert watched.path("carbon_price") == solved["carbon_price"] and watched.path("destocking") == [0.1] * 5
    assert reset.is_hidden()
    watched.do(lambda: page.click("#reset"))
    assert watched.state() == solved
    watched.do(lambda: page.click("#to-scenario"))
    assert watched.state() == scenario and page.is_hidden("#solved-note")


def test_a_path_is_shaped_by_its_years(watched, shipped):
    lever = watched.page.locator("[data-lever=carbon_price]")
    assert lever.locator("input").count() == 2  # those by year are made when asked for
    lever.locator("summary").click()
    assert lever.locator("input[type=range]").count() == 1 + 5
    year = watched.page.get_by_label("Carbon price of the national market, CNY/t, 2023", exact=True)
    year.focus()
    watched.do(lambda: year.press("End"))
    assert watched.path("carbon_price") == [46.6, 46.6, 200, 46.6, 46.6]
    same(watched.values(), in_python(shipped["baseline"], watched.state()))
    watched.do(lambda: lever.locator("input[type=range]").first.press("ArrowRight"))  # the new shape is moved whole
    path = watched.path("carbon_price")
    assert path[2] == 200 and path[0] == path[4] > 46.6


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
    assert re.fullmatch(r"\d+ of \d+ targets met; \d+ newly met, \d+ newly missed\.", live.text_content())


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
    watched.do(lambda: slider.press("PageDown"))
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
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false; }")
    page.click("#copy")
    page.wait_for_function("() => document.getElementById('yaml-said').textContent")
    assert "press Ctrl+C" in page.inner_text("#yaml-said")
    assert page.evaluate("getSelection().toString()").strip() == page.evaluate("explorer.yaml()").strip()
    page.keyboard.press("Escape")
    assert page.is_hidden("#yaml")


# languages


def test_the_other_language_is_the_whole_page(watched):
    page = watched.page
    page.locator("[data-lever=carbon_price] summary").click()
    watched.do(lambda: page.click("#to-solved"))
    page.fill(FIELD.format("pv_approvals") + " >> nth=0", "9e9")
    page.locator(FIELD.format("pv_approvals")).first.press("Tab")
    watched.settle()
    chinese = re.compile("[\u4e00-\u9fff]")
    assert [text for text in watched.texts() if chinese.search(text)] == ["中文"]
    page.click("#language")
    watched.settle()
    assert page.get_attribute("html", "lang") == "zh-CN" and "宁夏" in page.title()
    words = {text for text in watched.texts() if re.search("[A-Za-z]{3,}", re.sub(ALLOWED, "", text))}
    assert words == {"English"}
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert [text for text in watched.texts() if chinese.search(text)] == ["中文"]


# what is written with Latin letters in Chinese too
ALLOWED = "GDP|YAML|uPlot|JavaScript|ningxia-plan-model|simulate run|Ctrl|baseline-explored\\.yaml"


def test_every_word_has_both_languages_and_the_same_parts():
    for key, (english, chinese) in WORDS.items():
        assert re.search("[\u4e00-\u9fff]", chinese) or not re.search("[a-z]{2}", re.sub(r"{\w+}", "", english)) or key == "language", key
        parts = [set(re.findall(r"\{(\w+)\}", text)) for text in (english, chinese)]
        assert parts[0] == parts[1], key


def test_every_word_is_used():
    folder = Path(write_page.__code__.co_filename).parent
    text = "".join(path.read_text(encoding="utf-8") for path in (*folder.glob("*.js"), folder / "explore.html"))
    composed = {"column_", "row_", "target_", "bounds_", "about_"}
    for key in WORDS:
        plain = key.removesuffix("_new").removesuffix(" any")
        assert f'"{plain}"' in text or f" {plain}:" in text or plain in RELATIONS or any(key.startswith(c) for c in composed), key


def test_it_opens_in_the_language_asked_for(chromium, tmp_path, capsys):
    path = tmp_path / "page.html"
    assert main(["page", BASELINE, "-o", str(path), "--lang", "zh"]) == 0
    assert "求解方案" in capsys.readouterr().out
    page = chromium.new_page()
    page.goto(path.as_uri())
    assert page.get_attribute("html", "lang") == "zh-CN" and page.inner_text("#levers-heading") == "政策变量"
    page.close()


# safety


def test_a_hostile_title_is_only_text(chromium, shipped, tmp_path):
    scenario = replace(shipped["baseline"], title={"en": HOSTILE, "zh": HOSTILE})
    solved = replace(shipped[SOLVED], title={"en": HOSTILE, "zh": HOSTILE})
    file = write_page(scenario, wanted_targets(scenario), solved, tmp_path / "explore.html")
    watched = Watched(chromium.new_page(), file)
    watched.do(lambda: watched.page.click("#to-solved"))
    watched.page.click("#language")
    watched.page.click("#copy")
    watched.settle()
    assert watched.page.locator("img, b:text('bold')").count() == 0
    assert watched.page.evaluate("window.hurt") is None
    assert watched.page.evaluate("document.getElementById('title').textContent") == HOSTILE
    assert HOSTILE in watched.page.title().replace("\n", " ") or HOSTILE.split("\u2028")[0] in watched.page.title()
    assert watched.asked == [file.as_uri()] and watched.said == []
    watched.page.close()


def test_the_policy_lets_nothing_else_run(chromium, file, tmp_path):
    text = file.read_text(encoding="utf-8")
    altered = tmp_path / "altered.html"
    altered.write_text(text.replace("</body>", "<script>window.hurt=1</script><img src='https://example.org/x.png'></body>"), encoding="utf-8")
    watched = Watched(chromium.new_page(), altered)
    assert watched.page.evaluate("window.hurt") is None
    assert len([said for said in watched.said if "Content Security Policy" in said]) == 2
    watched.page.close()


def test_the_file_holds_all_it_needs_and_is_small(file):
    text = file.read_text(encoding="utf-8")
    assert file.stat().st_size < 2e6
    assert not re.search(r"<(script|img|iframe)[^>]*\ssrc=|<link|@import|url\(", text)
    assert "The MIT License" in text and "Leon Sorokin" in text  # of uPlot, which goes with it


# for every reader


def test_every_input_has_a_name_and_the_keyboard_reaches_all(watched):
    page = watched.page
    page.evaluate("() => { document.querySelector('[data-lever=carbon_price] details').open = true; }")
    page.wait_for_selector("[data-lever=carbon_price] .year")
    assert page.evaluate(NAMELESS) == []
    labels = [node.get_attribute("aria-label") for node in page.locator("input").all()]
    assert len(set(labels)) == len(labels)
    expected, reached = page.evaluate(FOCUSABLE), 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    while page.evaluate("document.activeElement !== document.body") and reached < expected + 5:
        reached += 1
        page.keyboard.press("Tab")
    assert reached >= expected


def test_the_skip_link_goes_to_the_charts(watched):
    watched.page.keyboard.press("Tab")
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("document.activeElement.id") == "charts"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_phone_needs_no_scrolling_sideways_and_fingers_find_their_marks(watched, lang):
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 800})
    if lang == "zh":
        page.click("#language")
    watched.do(lambda: page.click("#to-solved"))
    watched.settle()
    assert page.is_hidden(SLIDER.format("pv_approvals"))
    page.click("#drawer")
    assert page.get_attribute("#drawer", "aria-expanded") == "true"
    page.locator("[data-lever=carbon_price] summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate("document.getElementById('drawer-content').scrollWidth <= document.getElementById('drawer-content').clientWidth")
    small = """() => [...document.querySelectorAll("button, input, summary")].filter((node) => node.checkVisibility({ visibilityProperty: true }))
      .filter((node) => node.getBoundingClientRect().height < 44).map((node) => node.outerHTML.slice(0, 80))"""
    assert page.evaluate(small) == []


def test_print_shows_the_state_and_no_buttons(watched, tmp_path):
    page = watched.page
    watched.set({"pv_approvals": [300.0, 300, 400, 400, 500]})
    watched.settle()
    page.emulate_media(media="print")
    assert page.locator("button:visible, input:visible").count() == 0
    table = page.locator("#changed-table tr")
    assert table.count() == 2
    cells = table.nth(1).locator("th, td").all_text_contents()
    assert cells == ["PV approved a year, 10⁴ kW/yr", "209", "300", "300", "400", "400", "500"]
    page.emulate_media(media="screen")
    assert page.pdf(path=tmp_path / "page.pdf").startswith(b"%PDF")
    page.set_viewport_size({"width": 800, "height": 900})
    assert page.locator(".plot canvas").count() == page.locator(".plot").count() > 30


# the command


def test_the_command_says_what_it_took_and_wrote(tmp_path, capsys):
    path = tmp_path / "explore.html"
    assert main(["page", BASELINE, "-o", str(path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("solved plan: the lever paths of ") and SOLVED in said[0]
    assert said[1] == f"wrote {path} ({path.stat().st_size / 1e6:.2f} MB)"
    alone = tmp_path / "alone.yaml"
    alone.write_text("name: alone\ntitle: {en: Alone, zh: 单独}\n", encoding="utf-8")
    assert main(["page", str(alone), "-o", str(path), "--set", "horizon.end=2030"]) == 0
    assert capsys.readouterr().out.startswith("solved plan: none, for there is no ")
    assert main(["page", str(alone), "-o", str(path), "--solved", str(SCENARIOS / f"{SOLVED}.yaml")]) == 0
    assert capsys.readouterr().out.startswith("solved plan: the lever paths of ")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["alone.yaml", "explore.html"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nowhere.yaml", "-o", "{tmp}/x.html"], "nowhere.yaml"),
        ([BASELINE], "'-o'"),
        ([BASELINE, "-o", "{tmp}"], "found a folder"),
        ([BASELINE, "-o", "{tmp}/none/x.html"], "found no folder"),
        ([BASELINE, "-o", "/proc/x.html"], "/proc/x.html"),
        ([BASELINE, "-o", "{tmp}/x.html", "--solved", "nowhere.yaml"], "nowhere.yaml"),
        ([BASELINE, "-o", "{tmp}/x.html", "--set", "levers.carbon_prise=3"], "'carbon_price'"),
        ([BASELINE, "-o", "{tmp}/x.html", "--set", "targets.pv-capacity-2052.value=3"], "no target"),
        ([BASELINE, "-o", "{tmp}/x.html", "--lang", "fr"], "'en', 'zh'"),
    ],
)
def test_bad_input_is_refused_in_one_line_with_nothing_written(arguments, part, tmp_path, capsys):
    assert main(["page", *(text.format(tmp=tmp_path) for text in arguments)]) == 2
    said = capsys.readouterr()
    assert part in said.err and said.err.count("\n") == 1 and said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_scenario_that_cannot_run_has_no_page(tmp_path, capsys):
    assert main(["page", BASELINE, "-o", str(tmp_path / "x.html"), "--set", "parameters.gdp_2020=1e300"]) == 1
    assert "it must be" in capsys.readouterr().err and list(tmp_path.iterdir()) == []
