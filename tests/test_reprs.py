"""What a notebook shows: whatever a title holds is escaped, units stand in both languages, nothing warns, any theme is kept."""

import dataclasses
import re
import warnings
from html.parser import HTMLParser

import pytest
import xarray as xr

import model
import model.present.notebook.hooks  # as the first name that is asked of ``model`` does
from model.data.catalogue import records, targets
from model.engine.declare import Declaration
from model.plan.indicators import count, indicators
from model.plan.targets import judge
from model.present.notebook import cards
from model.present.text import words

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"
TAGS = {"div", "style", "p", "span", "table", "caption", "thead", "tbody", "tr", "th", "td"}


class Reader(HTMLParser):
    """The tags of a fragment, all of which must be closed in order, and the texts of its cells."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip() and self.open[-1] != "style":
            self.text.append(data.strip())


def read(thing):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reader = Reader()
        reader.feed(thing._repr_html_())
        reader.close()
    assert not reader.open and reader.tags <= TAGS and reader.attributes <= {"class", "lang"}
    return reader


@pytest.fixture(scope="module")
def met(shipped):
    own = ("solve.levers=[pv_approvals]", "solve.starts=1", "solve.keep=false")
    settings = ("targets=[pv-capacity-2025]", *own)
    return model.solve(model.load_scenario(shipped["baseline"].path, settings=settings))


@pytest.fixture(scope="module")
def missed(shipped):
    settings = ("targets={pv-capacity-2025: {value: 9000}}", "solve.levers=[pv_approvals]", "solve.starts=1")
    return model.solve(model.load_scenario(shipped["baseline"].path, settings=settings))


def test_a_scenario_says_what_it_sets_where_and_beside_what(shipped):
    found = read(shipped["credit-squeeze"]).text
    for part in (
        "Credit squeeze: banks hold back from 2022",
        "信贷收缩：2022年起银行惜贷",
        "file: credit-squeeze.yaml",
        "credit-squeeze.yaml:9",
    ):
        assert part in found
    at = found.index("Credit stance of banks")
    assert found[at + 1] == "信贷投放力度"
    assert found[at + 2 : at + 8] == ["1", "1", "0.6", "0.6", "0.6", "0.6"]


def test_a_scenario_names_no_folder_of_its_machine(shipped):
    scenario = shipped["baseline"]
    assert scenario.path.startswith("/")
    assert not [text for text in read(scenario).text if scenario.path.rpartition("/")[0] in text]
    assert "/" not in repr(scenario)


def test_every_shipped_scenario_is_shown(shipped):
    for scenario in shipped.values():
        assert scenario.title["zh"] in read(scenario).text


def test_a_long_horizon_shows_the_first_years_and_the_last(shipped):
    scenario = model.load_scenario(
        shipped["baseline"].path,
        settings=("horizon.end=2035", "parameters.depreciation_rate=0.07", "levers.carbon_price={2021: 50, 2035: 200}"),
    )
    assert {"2021", "2025", "2035"} <= set(read(scenario).text) and "2030" not in read(scenario).text


def test_edited_targets_stand_beside_what_the_plan_wants(shipped):
    wanted = {target.id: target for target in model.targets()}
    targets = {name: {"value": 0.75 * wanted[name].value} for name in ("pv-capacity-2025", "wind-capacity-2025")}
    found = read(dataclasses.replace(shipped["plan-consistent"], targets=targets)).text
    assert "at least 3250" in found and "at least 2437.5" in found and "不低于3250" in found
    found = read(shipped["plan-consistent"]).text
    edited = sum(map(bool, shipped["plan-consistent"].targets.values()))
    assert f"and {edited - cards.ROWS} more" in found
    assert sum("plan-consistent.yaml:" in text for text in found) == cards.ROWS


def test_every_record_and_every_finding_is_shown():
    for record in records():
        assert words.subscript(record.label) in read(record).text
    for finding in model.audit():
        assert finding.message in read(finding).text


def test_results_count_the_targets_that_are_met(runs):
    found = read(runs["baseline"].plan).text
    told = indicators(judge([target for target in targets() if not target.restates], runs["baseline"]))
    main, programmes = count(told, True), count(told, False)
    text = f"{main.met} of {main.judged} main indicators met, {programmes.met} of {programmes.judged} programmes and measures"
    assert text in found
    assert found[found.index("PV capacity") + 1] == "光伏发电装机"


def test_an_ensemble_counts_what_all_members_agree_on(shipped):
    ensemble = model.ensemble(shipped["baseline"], members=4, seed=0)
    found = read(ensemble.plan).text
    assert any(text.startswith("4 members") for text in found) and "Met by no member" in found


def test_what_is_no_result_is_shown_as_such(runs):
    for foreign in (xr.Dataset(), runs["baseline"][["gdp"]], xr.Dataset(attrs={"title_en": HOSTILE})):
        assert "These are no results of the model" in read(foreign.plan).text


def test_an_outcome_that_meets_all_says_what_moved_and_what_it_costs(met):
    found = read(met).text
    assert {"converged", "0 of 0 main indicators met, 1 of 1 programmes and measures"} <= set(found)
    assert (
        "PV approved a year" in found
        and any("more costs" in text for text in found)
        and "GDP, constant base-year prices" in found
    )
    assert repr(met) == "<Solution of baseline-solved: 1 of 1 targets met>"


def test_an_outcome_that_misses_says_what_conflicts(missed):
    found = read(missed).text
    assert "Targets that are missed" in found and "Targets in conflict" in found and "at least 9000" in found
    assert any("PV approved a year (at its highest)" in text for text in found)


def test_markup_in_titles_and_names_does_nothing(shipped, runs, met):
    title = {"en": HOSTILE, "zh": HOSTILE}
    origins = {key: f"a/{HOSTILE.replace('/', '')}.yaml:1" for key in shipped["baseline"].origins} | {
        f"shocks.{HOSTILE}": HOSTILE
    }
    scenario = dataclasses.replace(
        shipped["baseline"],
        title=title,
        name=HOSTILE,
        origins=origins,
        changed=("carbon_price", HOSTILE),
        parameters={HOSTILE: 1.0},
    )
    record = dataclasses.replace(
        records()[0], id=HOSTILE, name=HOSTILE, name_zh=HOSTILE, scope=HOSTILE, place=HOSTILE, reason=HOSTILE
    )
    finding = dataclasses.replace(model.audit()[0], message=HOSTILE, message_zh=HOSTILE)
    results = runs["baseline"].assign_attrs(title_en=HOSTILE, title_zh=HOSTILE)
    outcome = dataclasses.replace(
        met, run=dataclasses.replace(met.run, results=met.results.assign_attrs(title_en=HOSTILE, title_zh=HOSTILE))
    )
    for thing in (scenario, record, finding, results.plan, outcome):
        assert HOSTILE in "".join(read(thing).text)  # as text; Reader refuses any other tag or attribute


def test_every_unit_has_a_name_in_both_languages(region):
    for name, declaration in region.declarations.items():
        assert isinstance(declaration, Declaration)
        english, chinese = cards.units(declaration.units, name)
        assert not re.search("[一-鿿]", english)
        assert not re.search("[A-Za-z]", chinese.replace("GDP", "")), (name, chinese)


def test_cards_follow_the_theme(shipped):
    style = re.search("<style>(.*?)</style>", shipped["baseline"]._repr_html_(), re.DOTALL)[1]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|(?<!-)\bwhite\b(?!-)|\bblack\b", style)
    assert all(value in ("inherit",) for value in re.findall(r"[; {]color: ([^;]+);", style))
    assert all(value == "none" for value in re.findall(r"background: ([^;]+);", style))
