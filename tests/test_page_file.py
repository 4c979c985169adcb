"""The page as a file: its languages, its safety, for every reader and on paper; and the command that writes it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from page_reader import BASELINE, FIELD, SCENARIOS, SLIDER, SOLVED, Watched

from model.cli import main
from model.data.catalogue import RELATIONS
from model.plan.selection import wanted_targets
from model.present.page.write import write_page
from model.present.text.words import subject

HOSTILE = "</script><script>window.hurt=1</script><img src=x onerror='window.hurt=1'><b>\u2028&amp; \"bold\"</b>"
NAMELESS = """() => [...document.querySelectorAll("input, button, textarea, summary")].filter((node) =>
  !(node.getAttribute("aria-label") ?? node.textContent).trim()).map((node) => node.outerHTML)"""
FOCUSABLE = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")].filter((node) =>
  node.checkVisibility({ visibilityProperty: true }) && !node.disabled && !node.closest("dialog")).length"""


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


def test_every_word_is_used():
    folder = Path(write_page.__code__.co_filename).parent
    text = "".join(path.read_text(encoding="utf-8") for path in (*folder.glob("*.js"), folder / "explore.html"))
    composed = {"column_", "row_", "target_", "bounds_", "about_", "authority_", "rests_"}
    for key in subject("page"):
        plain = key.removesuffix("_new").removesuffix(" any")
        assert (
            f'"{plain}"' in text
            or f" {plain}:" in text
            or plain in RELATIONS
            or any(key.startswith(c) for c in composed)
        ), key


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


def test_the_policy_lets_nothing_else_run(chromium, page_file, tmp_path):
    text = page_file.read_text(encoding="utf-8")
    altered = tmp_path / "altered.html"
    altered.write_text(
        text.replace("</body>", "<script>window.hurt=1</script><img src='https://example.org/x.png'></body>"),
        encoding="utf-8",
    )
    watched = Watched(chromium.new_page(), altered)
    assert watched.page.evaluate("window.hurt") is None
    assert len([said for said in watched.said if "Content Security Policy" in said]) == 2
    watched.page.close()


def test_the_file_holds_all_it_needs_and_is_small(page_file):
    text = page_file.read_text(encoding="utf-8")
    assert page_file.stat().st_size < 2e6
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
    assert page.evaluate(
        "document.getElementById('drawer-content').scrollWidth <= document.getElementById('drawer-content').clientWidth"
    )
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
    assert main(["page", BASELINE, "-o", str(tmp_path / "x.html"), "--set", "parameters.gdp_base=1e300"]) == 1
    assert "it must be" in capsys.readouterr().err and list(tmp_path.iterdir()) == []
