"""The report: its numbers are those of the results, it stands alone in two languages, and it refuses what is no result."""

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from jinja2 import Environment, nodes
from signed_folder import sign
from test_chinese import english

from model.cli import main
from model.data import history
from model.data.catalogue import targets
from model.errors import InputError
from model.export import netcdf
from model.folder import report
from model.folder.read import read
from model.folder.results import open_results
from model.plan.indicators import count, indicators
from model.plan.solution import prices, wedges
from model.plan.solution.prices import Price
from model.plan.targets import gap as gap_of
from model.plan.targets import judge
from model.plan.targets import told as told_as
from model.present.canvas.variable import past
from model.present.document import paged, solution_values, write
from model.present.document.outline import Outline
from model.present.document.table import Say, foreign
from model.present.text import words
from model.present.text.phrases import apart
from model.present.text.solving.solution import identity
from model.results.label import HEADLINES
from model.sectors import THEMES, load

SCENARIOS = Path(__file__).parents[1] / "scenarios"
BASELINE = str(SCENARIOS / "baseline.yaml")
HEAD = f"extends: {BASELINE}\nname: asked\n"
TITLE = "title: {en: Asked, zh: 所求}\n"
REACHED = HEAD + TITLE + "targets: [pv-capacity-2025, wind-capacity-2025]\nsolve: {starts: 1}\n"
MISSED = HEAD + TITLE + "targets: {pv-capacity-2025: {value: 9000}, wind-capacity-2025: {}}\nsolve: {starts: 1}\n"
HOSTILE = "<script>alert(1)</script></title></style>{{ 7 * 7 }} {title} %s \"'&amp;"
TEMPLATES = Path(write.__file__).parent
VOID = {"meta", "img", "br", "hr", "link", "input"}
SECTIONS = [
    "pace", "summary", "targets", "money", "audit", "assumptions", "limits", "reproduce", "scenario", "all_assumptions",
]  # fmt: skip


class Page(HTMLParser):
    """What a test asks of a page: elements with their attributes and text, ids, links, and faults of nesting."""

    def __init__(self, text):
        super().__init__()
        self.open, self.found, self.faults, self.language = [], [], [], []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1]["tag"] != tag:
            self.faults.append(f"</{tag}> within {[element['tag'] for element in self.open]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        if not self.open:
            return
        for element in self.open:
            element["text"] += data
        self.language.append(
            (data, [e.get("lang") for e in self.open], [e.get("class") or "" for e in self.open], self.open[-1]["tag"])
        )

    def all(self, tag, **wanted):
        return [e for e in self.found if e["tag"] == tag and all(e.get(key) == value for key, value in wanted.items())]

    def table(self, key):
        """The rows of a table, each a list of texts."""
        start = next(i for i, e in enumerate(self.found) if e["tag"] == "figure" and e.get("id") == key)
        rows = []
        for element in self.found[start + 1 :]:
            if element["tag"] == "figure":
                break
            if element["tag"] == "tr":
                rows.append([])
            elif element["tag"] == "td":
                rows[-1].append(element["text"])
        return [row for row in rows if row]


def typed(*arguments):
    return main([str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a baseline run."""
    place = tmp_path_factory.mktemp("runs") / "baseline"
    assert typed("run", BASELINE, "-o", place, "--no-figures") == 0
    return place


@pytest.fixture(scope="module")
def texts(folder):
    """The report on it in both languages."""
    found = {}
    for lang in ("en", "zh"):
        assert typed("report", folder, "--lang", lang) == 0
        found[lang] = (folder / "report.html").read_text(encoding="utf-8")
    (folder / "report.html").unlink()
    return found


@pytest.fixture(scope="module")
def pages(texts):
    return {lang: Page(text) for lang, text in texts.items()}


@pytest.fixture(scope="module")
def titles():
    """The titles of sections by key, in both languages."""
    found = {lang: (TEMPLATES / f"report.{lang}.html").read_text(encoding="utf-8") for lang in ("en", "zh")}
    return {lang: dict(re.findall(r'section\("(\w+)", "([^"]+)"', text)) for lang, text in found.items()}


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    """The folder of a solution."""
    place = tmp_path_factory.mktemp("runs")
    (place / "asked.yaml").write_text(REACHED, encoding="utf-8")
    assert typed("solve", place / "asked.yaml", "-o", place / "out", "--no-figures") == 0
    return place / "out"


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def value(text):
    """A printed number, with the sign of an arrow."""
    found = re.search(r"[−+]?[\d,]+\.?\d*", text)
    if not found:
        return None
    number = float(found[0].replace(",", "").replace("−", "-"))
    return -number if "↓" in text else number


def close(printed, exact):
    return printed == pytest.approx(exact, rel=6e-3, abs=6e-4)


def test_the_numbers_are_those_of_the_table_of_targets(folder, pages):
    known = {target.id: target for target in targets()}
    rows = [row for row in rows_of(folder / "targets.csv") if not known[row["id"]].restates]
    met = 0
    for sector in THEMES:
        own = [row for row in rows if known[row["id"]].sector == sector]
        printed = pages["en"].table(f"targets_{sector}") if own else []
        assert len(printed) == len(own)
        for row, (name, wanted, projected, gap, _, year, _, result, place) in zip(own, printed, strict=True):
            assert name == words.subscript(row["indicator"])
            assert row["document"] in place and year == (row["year"] or "–")
            assert {"true": "✓", "false": "✗", "": "○"}[row["met"]] == result[0]
            met += row["met"] == "true"
            if row["relation"] in ("peaks by", "falls by"):
                continue  # told by a year, and with its arrow against the sign
            exact = {key: float(row[key]) for key in ("projected", "gap", "target_value") if row[key]}
            if known[row["id"]].unit == "count" and row["projected"]:  # things, told whole
                counted = told_as(known[row["id"]], exact["projected"])
                exact |= {"projected": counted, "gap": gap_of(known[row["id"]], counted)}
            for cell, key in ((projected, "projected"), (gap, "gap"), (wanted.partition("–")[0], "target_value")):
                if row[key]:
                    assert close(value(cell), exact[key]), (row["id"], key)
    assert met == sum(row["met"] == "true" for row in rows)
    told = indicators(judge([known[row["id"]] for row in rows], open_results(folder)))
    main, programmes = count(told, True), count(told, False)
    summary = pages["en"].all("section", id="summary")[0]["text"]
    assert f"{main.met} of the {main.judged} main indicators" in summary
    assert f"{programmes.met} of {programmes.judged} programmes and measures" in summary
    assert pages["en"].table("by_group") == [
        [name, str(own.met), str(own.judged - own.met), str(own.open)]
        for name, own in (("Main indicators", main), ("Programmes and measures", programmes))
    ]


def test_binding_targets_are_never_told_without_the_main_ones_that_are_missed(folder, pages):
    known = {target.id: target for target in targets()}
    told = indicators(judge(known.values(), open_results(folder)))
    missed = [own for own in told if own.main and own.met is False]
    summary = pages["en"].all("section", id="summary")[0]["text"]
    assert missed and all(words.subscript(own.lead.target.label) in summary for own in missed)
    assert "binding targets are met" not in summary
    fall = -float(open_results(folder)["energy_intensity_change"].sel(year=2025))
    assert f"Energy per GDP ↓ {words.number(fall)} %, wanted ↓ 15" in summary
    chinese = pages["zh"].all("section", id="summary")[0]["text"]
    assert f"单位GDP能耗下降{words.number(fall)}%，目标为下降15" in chinese and "↓" not in chinese


def test_the_years_that_were_published_are_told_as_they_are_drawn(folder, pages):
    drawn = max(max(past(name, open_results(folder), history(), 2025).values, default=0) for name in HEADLINES)
    assert any(f"published up to {drawn}," in section["text"] for section in pages["en"].all("section"))
    assert any(f"截至{drawn}年的公布值" in section["text"] for section in pages["zh"].all("section"))


def test_the_pace_comes_first_with_its_figure_and_what_is_beyond_experience(pages):
    first = pages["en"].all("section")[0]
    assert first["id"] == "pace" and "Energy per GDP (what was done went the other way)" in first["text"]
    assert "PV capacity (2.31 times what was done)" in first["text"]
    assert "超出以往经验" in pages["zh"].all("section")[0]["text"]


def test_falls_are_told_by_their_arrow(folder, pages):
    by_name = {row["indicator"]: row for row in rows_of(folder / "targets.csv")}
    printed = next(row for row in pages["en"].table("targets_energy") if row[0] == "Energy per GDP")
    row = by_name["Energy per GDP"]
    assert row["relation"] == "falls by" and printed[1] == "↓ 15"
    assert close(-value(printed[2]), float(row["projected"])) and close(value(printed[3]), float(row["gap"]))


def test_headlines_and_money_are_those_of_the_results(folder, pages):
    results = open_results(folder)
    printed = {row[0]: row for row in pages["en"].table("headlines")}
    for name in ("gdp", "pv_capacity", "co2_emissions"):
        _, before, after, _, change, _ = printed[words.name(results[name], "en")]
        first, last = float(results[name][0]), float(results[name][-1])
        assert close(value(before), first) and close(value(after), last)
        assert close(value(change), 100 * ((last / first) ** (1 / 5) - 1))
    assert printed["PV capacity"][3] == "≥ 3,250" and printed["Energy per GDP"][3] == "≤ 1.72"
    rows = pages["en"].table("money_table")
    totals = [row for row in rows if row[0] == "Total"]
    assert totals[0][1:] == totals[1][1:]  # what comes in goes out
    loans = next(row for row in rows if row[0] == words.name(results["new_lending"], "en"))
    assert close(value(loans[-1]), float(results["new_lending"][1:].sum()))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_section_is_there_and_numbered(lang, pages, titles):
    page, say = pages[lang], Say(lang)
    assert [e["id"] for e in page.all("section")] == SECTIONS
    heads = [e["text"] for e in page.all("h2") if e.get("id") != "contents-title"]
    shown = [*map(str, range(1, len(SECTIONS) - 1)), *(say("appendix", number=letter) for letter in "AB")]
    assert [head.removesuffix(titles[lang][key]) for head, key in zip(heads, SECTIONS, strict=True)] == shown
    assert [e["text"] for e in page.all("a") if e["text"] in heads] == heads  # the contents
    captions = [e["text"].strip() for e in page.all("figcaption")]
    for kind in ("table", "figure"):
        numbered = [caption for caption in captions if caption.startswith(say(kind, number=""))]
        labels = [say(kind, number=i) + say("stop") for i in range(1, len(numbered) + 1)]
        assert (
            all(caption.startswith(label) for caption, label in zip(numbered, labels, strict=True))
            and len(numbered) > 5
        )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_stands_alone_and_its_links_resolve(lang, texts, pages):
    text, page = texts[lang], pages[lang]
    ids = [e["id"] for e in page.found if e.get("id")]
    assert len(ids) == len(set(ids))
    links = [e["href"] for e in page.all("a")]
    assert len(links) > 20 and all(link[0] == "#" and link[1:] in ids for link in links)
    assert all(e["src"].startswith("data:image/svg+xml;base64,") and e["alt"] for e in page.all("img"))
    assert not page.all("link") and not page.all("script") and "@import" not in text
    assert all(address.startswith("data:font/woff;base64,") for address in re.findall(r"url\(([^)]*)", text))
    assert page.faults == []


def test_the_chinese_report_has_no_english_words(pages):
    shown = [
        data
        for data, languages, classes, tag in pages["zh"].language
        if "en" not in languages
        and tag not in ("style", "code")
        and not {"id", "hash"} & set(" ".join(classes).split())
    ]
    left = [word for data in shown for word in english(data)]
    assert sorted(set(left)) == []


def test_the_english_report_has_no_chinese_words(pages):
    shown = [data for data, languages, *_ in pages["en"].language if "zh" not in languages]
    assert [
        data for data in shown if re.search(r"[\u4e00-\u9fff]", data) and "宁政" not in data and "@font" not in data
    ] == []


def told(template):
    """What a template tells, block by block, without its words: what it asks, runs through, numbers and fills in."""
    source = (TEMPLATES / template).read_text(encoding="utf-8")
    for node in Environment().parse(source).find_all((nodes.If, nodes.For, nodes.CallBlock, nodes.Output)):
        part = {nodes.If: "test", nodes.For: "iter", nodes.CallBlock: "call"}.get(type(node))
        inside = getattr(node, part) if part else node
        names = [own.name for own in inside.find_all((nodes.Name, nodes.Filter))]
        names += [own.attr for own in inside.find_all(nodes.Getattr)]
        calls = [inside, *inside.find_all(nodes.Call)] if part == "call" else inside.find_all(nodes.Call)
        keys = [own.args[0].value for own in calls if own.args and isinstance(own.args[0], nodes.Const)]
        yield type(node).__name__, sorted(names), sorted(map(str, keys))


def test_both_languages_tell_the_same():
    english = list(told("report.en.html"))
    assert english == list(told("report.zh.html")) and ("CallBlock", ["section"], ["money"]) in english


def test_a_key_that_stands_twice_and_a_link_to_nowhere_are_refused():
    outline = Outline(Say("en"))
    outline.count("table", "once")
    with pytest.raises(ValueError, match="'once' stands twice"):
        outline.open("once", "Once")
    with pytest.raises(KeyError, match="nowhere"):
        Outline(Say("en"), outline).label("nowhere")


def test_what_is_put_into_a_text_is_escaped():
    text = Say("en")("in_place", document=foreign("<b>", "zh"), place="{place} & <i>")
    assert text == '<span lang="zh">&lt;b&gt;</span> {place} &amp; &lt;i&gt;'


def test_a_hostile_title_does_nothing(tmp_path):
    title = json.dumps(HOSTILE)
    (tmp_path / "asked.yaml").write_text(
        f"{HEAD}title: {{en: {title}, zh: {title}}}\ntargets: [pv-capacity-2025]\n", encoding="utf-8"
    )
    assert typed("run", tmp_path / "asked.yaml", "-o", tmp_path / "out", "--no-figures") == 0
    assert typed("report", tmp_path / "out", "-o", tmp_path / "r.html") == 0
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert not page.all("script") and len(page.all("style")) == 1 and page.faults == []
    assert page.all("h1")[0]["text"] == page.all("title")[0]["text"] == HOSTILE


def test_a_pdf_has_its_pages_its_chinese_and_its_fonts(texts, tmp_path):
    pypdf, _ = pytest.importorskip("pypdf"), pytest.importorskip("weasyprint")
    some = re.sub(
        '(?s)<section id="(money|assumptions|all_assumptions)".*?(?=\n<section id="(audit|limits)"|</main>)',
        "",
        texts["zh"],
    )
    place = tmp_path / "report.pdf"
    place.write_bytes(paged.pdf(some))
    found = pypdf.PdfReader(place)
    assert len(found.pages) >= 8
    text = "".join(page.extract_text() for page in found.pages)
    assert "摘要" in text and "目标完成情况" in text and "制造业增加值占地区生产总值比重" in text
    fonts = {}
    for page in found.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            one = font.get_object()
            fonts[one["/BaseFont"]] = one["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    assert any(name.endswith("+Report") for name in fonts)
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in fonts.values())
    numbered = [own["/FontFile3"].get_object().get_data() for own in fonts.values() if "/FontFile3" in own]
    for font in (TTFont(io.BytesIO(data)) for data in numbered):
        assert [int(name[3:]) for name in font["CFF "].cff.topDictIndex[0].charset[1:]] == [
            *range(1, font["maxp"].numGlyphs)
        ]
    assert numbered


# -- solutions ---------------------------------------------------------------------------------------------------------
def test_a_solution_tells_how_it_ended_and_what_it_costs(solved, tmp_path, capsys):
    assert typed("report", solved, "-o", tmp_path / "r.html", "-q") == 0
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    record = json.loads((solved / "provenance.json").read_text(encoding="utf-8"))
    text = page.all("section", id="solution")[0]["text"]
    assert "Converged." in text and f"what the search weighs: CNY {record['solve']['cost']:,.0f} × 10⁸" in text.replace(
        "What", "what"
    )
    assert [e["id"] for e in page.all("section")][3:9] == [
        "solution",
        "search",
        "levers",
        "contributions",
        "paths",
        "prices",
    ]
    assert {"figure_levers_1", "figure_wedges", "figure_paths_1", "figure_money"} <= {
        e.get("id") for e in page.all("figure")
    }
    assert "simulate solve" in page.all("section", id="reproduce")[0]["text"]
    assert page.faults == [] and capsys.readouterr().err == ""


def test_tables_of_a_solution_are_read_as_they_were_written(solved):
    known, system = {target.id: target for target in targets()}, load()
    rows = rows_of(solved / "wedges.csv")
    again = wedges.table(wedges.from_table(rows, known, system), system)
    assert [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in again] == rows
    rows = rows_of(solved / "prices.csv")
    again = prices.table(prices.from_table(rows, known, system))
    for before, after in zip(rows, again, strict=True):
        for key, cell in after.items():
            assert before[key] == ("" if cell is None else str(cell)) or key == "levers", key


def test_a_table_of_a_solution_that_was_changed_is_refused(solved, tmp_path):
    place = shutil.copytree(solved, tmp_path / "solved")
    table = place / "levers.csv"
    table.write_bytes(table.read_bytes().replace(b"pv_approvals", b"pv_approval"))
    with pytest.raises(InputError, match="levers.csv: is not the file of which provenance.json tells"):
        read(place)


def test_the_baseline_of_a_solution_is_the_scenario_before_it(solved, folder):
    before = read(solved).solved.baseline
    baseline = open_results(folder)
    np.testing.assert_array_equal(before["gdp"], baseline["gdp"])


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "PV capacity ≥ 3,250 × 10⁴ kW; Government debt no worse"), ("zh", "政府债务余额不劣于原情景")],
)
def test_what_is_kept_is_told_in_a_conflict(lang, told):
    members = {"pv-capacity-2025": 3237.0, "keep government_debt": 2947.0}
    conflict = {"targets": list(members), "cheapest": "keep government_debt", "nearest": members, "binding": []}
    found = {"conflicts": [conflict], "relaxation": None, "identities": [], "starts": 1, "complete": True}
    wanted = targets()  # among them some without a number
    [(_, [row])] = solution_values.conflicts(found, wanted, load(), Say(lang))["sets"].groups
    assert told in row[0] and "2,947" in row[1]


def test_what_is_kept_is_no_target_among_the_prices():
    kept = replace(next(t for t in targets() if t.id == "pv-capacity-2025"), id="keep pv_capacity")
    price = Price(kept, 1.0, True, None, None, None, {})
    [(_, [row])] = solution_values._prices([price], load(), Say("en")).groups
    assert row[0] == "PV capacity, no worse"


def test_adjustments_that_round_to_nothing_are_left_out_and_the_largest_part_comes_first():
    row = {"stock": "pv_capacity", "title": "PV capacity", "title_zh": "光伏发电装机", "unit": "1e4 kW", "year": "2021"}
    parts = [("1.5", "0.1"), ("0.0002", "0.00001"), ("-90.7", "-7.6"), ("3000", "0.004"), ("4", "")]
    rows = [row | {"adjustment": adjustment, "percent": percent} for adjustment, percent in parts]
    [(_, shown)] = solution_values._adjusted(rows, Say("en")).groups
    assert [(cells[2], cells[4]) for cells in shown] == [("−90.7", "−7.6"), ("+1.5", "+0.1"), ("+4", "–")]


def test_a_unit_that_begins_with_a_number_is_multiplied():
    assert apart("100 million CNY/yr", "en") == " × 100 million CNY/yr" and apart("km", "en") == " km"
    assert apart("亿元/年", "zh") == "亿元/年" and apart("", "en") == ""


def test_what_the_audit_says_in_a_conflict_has_names_for_ids():
    said = {"message": "increase of regional_board_companies: disagrees; mended by regional-board-2025 = 1811"}
    text = identity(said, load(), "en")
    assert "_" not in text and "regional-board" not in text and "Companies shown on the regional board" in text


@pytest.mark.slow
def test_conflicts_are_told(tmp_path):
    (tmp_path / "asked.yaml").write_text(MISSED, encoding="utf-8")
    assert typed("solve", tmp_path / "asked.yaml", "-o", tmp_path / "out", "--no-figures") == 1
    assert typed("report", tmp_path / "out", "--lang", "zh") == 0
    page = Page((tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    (row,) = page.table("alone_table")
    found = json.loads((tmp_path / "out" / "diagnosis.json").read_text(encoding="utf-8"))
    assert close(value(row[2]), found["conflicts"][0]["nearest"]["pv-capacity-2025"])
    assert page.table("prices_table") and page.table("relaxation_table")
    assert "consistent.yaml" in page.all("section", id="conflicts")[0]["text"]
    assert page.table("scenario_edits")[0][1:3] == ["≥ 3,250", "≥ 9,000"]


@pytest.mark.slow
def test_a_review_is_told(tmp_path, solved):
    (tmp_path / "asked.yaml").write_text(REACHED, encoding="utf-8")
    (tmp_path / "seen.csv").write_text(
        "indicator,unit,source,2021\npv_capacity,1e4 kW,made,1300\ngdp,1e8 CNY/year,made,4100\n", encoding="utf-8"
    )
    asked, out, seen = (tmp_path / name for name in ("asked.yaml", "out", "seen.csv"))
    assert typed("solve", asked, "-o", out, "--no-figures", "--observed", seen) in (
        0,
        1,
    )  # a review may find a plan out of reach
    assert typed("report", out) == 0
    page = Page((tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    rows = page.table("observed_table")
    assert (
        [value(row[3]) for row in rows] == [1300, 4100] and page.table("gaps_table") and page.table("restatement_table")
    )
    assert "--observed" in page.all("section", id="reproduce")[0]["text"]


# -- where it goes, and what is refused --------------------------------------------------------------------------------
@pytest.fixture
def small(folder, tmp_path, monkeypatch):
    """A copy of the folder, and a report that is quickly rendered."""
    monkeypatch.setattr(write, "html", lambda *_: "<p>")
    monkeypatch.setattr(paged, "pdf", lambda _, tell: b"%PDF")
    return Path(shutil.copytree(folder, tmp_path / "run"))


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ([], {"run/report.html"}),
        (["--pdf"], {"run/report.html", "run/report.pdf"}),
        (["-o", "deep/r.html"], {"deep/r.html"}),
        (["-o", "r.pdf"], {"r.pdf"}),
        (["-o", "r.pdf", "--pdf"], {"r.pdf"}),
        (["-o", "r.html", "--pdf"], {"r.html", "r.pdf"}),
    ],
)
def test_it_goes_where_it_is_asked_to(arguments, names, small, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert typed("report", small, *arguments) == 0
    after = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path).as_posix() for path in after - before} == names
    assert all(name in capsys.readouterr().out for name in sorted(names)[:1])


def spoilt(change):
    """A change of provenance.json."""

    def spoil(folder):
        path = folder / "provenance.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        change(record)
        path.write_text(json.dumps(record), encoding="utf-8")

    return spoil


def without_gdp(folder):
    dataset = netcdf.read(folder / "results.nc")
    netcdf.write(dataset.rename(gdp="gpd"), folder / "results.nc")
    sign(folder)


def without_base_year(folder):
    dataset = netcdf.read(folder / "results.nc")
    netcdf.write(dataset.assign_attrs(base_year=""), folder / "results.nc")
    sign(folder)


def in_other_units(folder):
    dataset = netcdf.read(folder / "results.nc")
    dataset["pv_capacity"].attrs["units"] = "GW"
    netcdf.write(dataset, folder / "results.nc")
    sign(folder)


def no_netcdf(folder):
    (folder / "results.nc").write_text("gdp 1")
    sign(folder)


def edited(folder):
    path = folder / "targets.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",true,", ",false,", 1), encoding="utf-8")


OWN = """name: own
title: {en: Own, zh: 自定}
extends: baseline
targets:
  mine: {variable: gdp, relation: at least, value: 3000, year: 2025, title: {en: Mine, zh: 我}}
  pv-capacity-2025: {relation: at most, value: 3000}
  wind-capacity-2025:
"""
SPOILT = {
    "no results": (lambda f: (f / "results.nc").unlink(), ("found no results.nc",)),
    "no record": (lambda f: (f / "provenance.json").unlink(), ("found no provenance.json",)),
    "no table": (lambda f: (f / "targets.csv").unlink(), ("found no targets.csv",)),
    "nothing": (shutil.rmtree, ("found nothing", "folder of results")),
    "no NetCDF": (no_netcdf, ("results.nc", "no results to read")),
    "other results": (lambda f: (f / "results.nc").write_text("gdp 1"), ("results.nc", "not the file")),
    "no variable": (without_gdp, ("results.nc", "'gdp'", "did you mean 'gpd'")),
    "no base year": (without_base_year, ("results.nc", "'base_year' is of another kind")),
    "other units": (in_other_units, ("results.nc", "pv_capacity: found the units 'GW'; expected '1e4 kW'")),
    "no JSON": (lambda f: (f / "provenance.json").write_text("{"), ("provenance.json", "Invalid JSON")),
    "a list": (lambda f: (f / "provenance.json").write_text("[]"), ("provenance.json",)),
    "no command": (spoilt(lambda r: r.pop("command")), ("provenance.json", "command")),
    "no levers": (spoilt(lambda r: r["scenario"].pop("levers")), ("scenario.levers",)),
    "another lever": (spoilt(lambda r: r["scenario"]["levers"].pop("rain")), ("'rain'", "another version")),
    "another horizon": (spoilt(lambda r: r["scenario"]["horizon"].update(end=2030)), ("2020 to 2025", "2020 to 2030")),
    "another target": (
        spoilt(lambda r: r["scenario"].update(targets={"pv-capacty-2025": {}})),
        ("pv-capacty-2025", "did you mean"),
    ),
    "another method": (spoilt(lambda r: r["scenario"].update(method="rk9")), ("scenario.method",)),
    "no step": (spoilt(lambda r: r["scenario"].update(step=0)), ("scenario.step",)),
    "no year at all": (spoilt(lambda r: r["scenario"]["horizon"].update(end=20255)), ("scenario.horizon.end",)),
    "another word for targets": (spoilt(lambda r: r["scenario"].update(targets="none")), ("scenario.targets",)),
    "an edit of a target that is none": (
        spoilt(lambda r: r["scenario"].update(targets={"pv-capacity-2025": {"value": "x"}})),
        ("scenario.targets.pv-capacity-2025.value",),
    ),
    "a target of another variable": (
        spoilt(lambda r: r["scenario"].update(targets={"mine": {"variable": "gpd", "value": 1}})),
        ("'gpd' is of another version", "did you mean 'gdp'"),
    ),
    "a table without its head": (
        lambda f: (f / "targets.csv").write_text("x,y\n1,2\n", "utf-8"),
        ("targets.csv", "found no column id"),
    ),
    "an edited table": (edited, ("targets.csv", "found met 'false'", "'true'")),
    "a table with semicolons": (
        lambda f: (f / "targets.csv").write_text((f / "targets.csv").read_text("utf-8").replace(",", ";"), "utf-8"),
        ("targets.csv", "columns apart by ';'", "expected commas"),
    ),
    "binary table": (lambda f: (f / "targets.csv").write_bytes(b"\xff\xfe\x00"), ("targets.csv", "no table to read")),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_what_is_no_result_is_refused_in_one_line(fault, small, capsys):
    spoil, parts = SPOILT[fault]
    spoil(small)
    before = sorted(small.parent.rglob("*"))
    assert typed("report", small) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and said.err.startswith("error: ") and said.out == ""
    assert all(part in said.err for part in parts), said.err
    assert sorted(small.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["-o", "."], ("directory",)),
        (["-o", "folder.html"], ("folder.html", "directory")),
        (["-o", "r.docx"], ("'.docx'", ".html or .pdf")),
        (["-o", "file/r.html"], ("file/r.html", "cannot be written")),
        (["-o", "r.html", "--pdf"], ("r.pdf", "found a folder")),
        (["--lang", "fr"], ("'en', 'zh'",)),
    ],
)
def test_where_it_cannot_go_is_refused_in_one_line(arguments, parts, small, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "r.pdf").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert typed("report", small, *arguments) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and all(part in said.err for part in parts), said.err
    assert sorted(tmp_path.rglob("*")) == before


def test_targets_of_a_scenario_s_own_stand_in_the_report(tmp_path):
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    assert typed("run", tmp_path / "own.yaml", "-o", tmp_path / "out", "--no-figures", "-q") == 0
    found = read(tmp_path / "out")
    assert [target.id for target in found.targets] == ["mine", "pv-capacity-2025", "wind-capacity-2025"]
    assert [target.id for target in found.edited] == ["pv-capacity-2025"]


def test_pdf_without_its_extra_says_what_to_install(small, monkeypatch, capsys):
    monkeypatch.setattr(report, "find_spec", lambda name: None)
    assert typed("report", small, "--pdf") == 2
    assert "pip install weasyprint" in capsys.readouterr().err
    assert not (small / "report.html").exists()


def test_changed_data_are_told_of(small):
    before = read(small).changed
    spoilt(lambda record: record["sha256"].update({"model/data/levers.csv": "0" * 64}))(small)
    assert before == [] and read(small).changed == ["model/data/levers.csv"]


def test_a_relaxed_scenario_never_says_that_it_meets_the_plan(tmp_path, shipped):
    folder = tmp_path / "relaxed"
    assert typed("run", str(SCENARIOS / "plan-consistent-solved.yaml"), "-o", folder, "--no-figures") == 0
    assert typed("report", folder, "-o", tmp_path / "r.html") == 0
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    summary = page.all("section", id="summary")[0]["text"]
    assert "so that the scenario does not meet the plan" in summary
    assert "Main indicators missed as printed: Manufacturing, share of GDP" in summary
    assert "binding targets are met" not in summary
    (main, programmes) = page.table("by_group")
    assert int(main[2]) < int(main[1]) and int(programmes[2]) < int(programmes[1])  # as printed, as relaxed
    (row,) = [row for row in page.table("targets_economy") if row[0] == "Manufacturing, share of GDP"]
    value = shipped["plan-consistent-solved"].targets["manufacturing-share-2025"]["value"]
    assert row[1] == f"≥ {value} (printed ≥ 25)" and "as printed: ✗" in row[7]


def test_targets_that_a_chinese_spreadsheet_has_saved_are_read(small):
    """In GB18030, with lines that end as on Windows and true in capitals."""
    table = small / "targets.csv"
    text = table.read_text("utf-8").replace(",true,", ",TRUE,").replace(",false,", ",FALSE,").replace("\r\n", "\n")
    table.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    assert "TRUE" in text and read(small).verdicts


def test_targets_saved_as_unicode_text_are_read(small):
    """As Excel does: in UTF-16, with tabs."""
    table = small / "targets.csv"
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t").writerows(rows)
    table.write_bytes(text.getvalue().encode("utf-16"))
    assert read(small).verdicts
