"""Packs of figures of several base years, scenarios that start from another than the plan's, and dated projects."""

import csv
import json
import re
import shutil

import numpy as np
import pytest
from conftest import ROOT
from page_runs import content_of

import model
from model import data
from model.analysis.checks import check_units, without_effect
from model.analysis.evidence import ledger
from model.analysis.uncertainty.batch import run_members
from model.analysis.uncertainty.swings import swings
from model.cli import main
from model.engine.declare import AUTHORITIES, Driver, Lever, Stock
from model.engine.errors import BuildError
from model.errors import InputError
from model.export import netcdf
from model.folder.read import read
from model.folder.report import report
from model.plan.review.observations import Observation
from model.plan.review.restatement import restate
from model.results.run import integrate
from model.scenario.element import variable_of
from model.scenario.save import write_scenario
from model.sectors import load

BASELINE = ROOT / "scenarios" / "baseline.yaml"
LINES = "export_line_approvals"
SENTENCE = {
    "en": "measured from 2020; from the base year 2017 none is judged",
    "zh": "基年为2017年时，各项目标均不作评判",
}


@pytest.fixture
def write(tmp_path):
    """Write a scenario of the base year 2017 and return its path."""

    def write(text="", head="base: 2017\n", name="early"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(f"name: {name}\ntitle: {{en: Early, zh: 早期}}\n{head}{text}", encoding="utf-8")
        return path

    return write


# -- the packs that there are ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("base", data.bases())
def test_every_pack_makes_a_whole_model_whose_units_agree(base):
    system = load(base)
    assert system.base == base and not check_units(system)
    assert {system.declarations[name].authority for name in system.of_kind(Lever, Driver)} <= set(AUTHORITIES)


@pytest.mark.parametrize("base", data.bases())
def test_figures_have_the_units_of_what_they_are_figures_of(base):
    system = load(base)
    for name, figure in data.figures(base).items():
        declared = system.declarations[variable_of(data.belongs_to(name, base))].units
        assert figure.units == declared, name


def test_packs_have_the_same_names():
    first, *others = (set(data.pack(base)) for base in data.bases())
    assert all(names == first for names in others)


def test_the_table_of_what_a_pack_needs_names_every_figure(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(ROOT / "docs")
    from pack_figures import write_figures

    write_figures(tmp_path / "table.md")
    rows = (tmp_path / "table.md").read_text(encoding="utf-8").split("* - ")[2:]
    names = [set(re.findall(r"`(\w+)`", row)) for row in rows]
    assert set().union(*names) == {variable_of(name) for name in data.pack(data.BASE_YEAR)}
    counts = [int(row.splitlines()[1].removeprefix("  - ")) for row in rows]
    assert sum(counts[:-1]) == counts[-1] == len(data.pack(data.BASE_YEAR))


def test_no_fact_is_of_a_year_after_2021():
    known = {f"numbers: {name}": figure.year for name, figure in data.any_year().items()}
    for base in data.bases():
        known |= {f"{base}: {name}": figure.year for name, figure in data.pack(base).items()}
        facts = (project for project in data.projects(base).values() if project.status == "statistics")
        known |= {f"{base}: {project.project}": project.year for project in facts}
    known |= {f"history: {figure.name} {i}": figure.year for i, figure in enumerate(data.published())}
    assert not {name: year for name, year in known.items() if year and year > 2021}


@pytest.mark.parametrize("base", data.bases())
def test_no_stock_starts_with_a_figure_of_a_later_year(base):
    system = load(base)
    starts = {system.declarations[name].initial for name in system.of_kind(Stock)}
    known = {name: figure.year for name, figure in data.pack(base).items() if variable_of(name) in starts}
    assert known and not {name: year for name, year in known.items() if year and year > base}


def test_headlines_are_those_of_the_model(region):
    from model.results.label import HEADLINES

    assert len(set(data.headlines())) == len(data.headlines()) >= len(HEADLINES) >= 20
    assert list(HEADLINES) == [name for name in data.headlines() if name in region.declarations]


def test_a_year_without_a_pack_is_refused_with_the_nearest(write):
    with pytest.raises(ValueError, match="no figures of the base year 1999"):
        data.numbers(1999)
    for base, nearest in (
        (1999, min(data.bases())),
        (2060, max(data.bases())),
        ("'2020'", 2020),
        ("true", min(data.bases())),
    ):
        with pytest.raises(InputError) as refused:
            model.load_scenario(write("horizon: {start: 1999}\nlevers: {rain: {2001: 3}}\n", head=f"base: {base}\n"))
        [line] = refused.value.problems
        assert "early.yaml:3: base: found " in line and line.endswith(f"did you mean {nearest}?"), line


# -- a scenario from another base year -------------------------------------------------------------------------------------
def test_a_scenario_starts_from_its_base_year(from_2017, write):
    scenario = model.load_scenario(write("levers: {rain: {2019: 300}}\n"))
    assert (scenario.base, scenario.start, scenario.end) == (2017, 2017, 2022)
    rain = data.numbers(2017)["rain"].value
    assert list(scenario.levers["rain"]) == list(range(2017, 2023))
    assert [scenario.levers["rain"][year] for year in (2017, 2018, 2019)] == pytest.approx(
        [rain, (rain + 300) / 2, 300]
    )
    assert model.load_scenario(write("horizon: {start: 2017, end: 2040}\n")).end == 2040


def test_a_base_year_is_inherited_and_set(from_2017, write):
    write("horizon: {end: 2030}\n", name="parent")
    child = model.load_scenario(write(head="extends: parent.yaml\n", name="child"))
    assert (child.base, child.end) == (2017, 2030)
    assert model.load_scenario(BASELINE, ("base=2017",)).base == 2017
    assert model.load_scenario(child.path, ("base=2020",)).base == 2020


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("horizon: {start: 2020}\n", "4: horizon.start: found 2020; expected 2017, the base year"),
        (
            "horizon: {end: 2017}\n",
            "4: horizon.end: found 2017; expected a year after the base year 2017, at most 2060",
        ),
        (
            "levers: {rain: {2017: 3}}\n",
            "4: levers.rain.2017: found the year 2017; expected a whole year from 2018 to 2022",
        ),
        (
            "shocks: {dry: {on: rain, multiply: 0.5, start: 2017, end: 2018}}\n",
            "4: shocks.dry: found the years 2017 to",
        ),
        ("restatement: {pv_capacity: {2016: 3}}\n", "4: restatement.pv_capacity.2016: found the year 2016; expected"),
    ],
)
def test_years_are_held_against_the_base_year(from_2017, write, text, told):
    with pytest.raises(InputError) as refused:
        model.load_scenario(write(text))
    [line] = refused.value.problems
    assert f"early.yaml:{told}" in line


def test_a_model_of_another_base_year_is_refused(from_2017, write):
    with pytest.raises(ValueError, match="base year 2017 and a model of 2020"):
        integrate(model.load_scenario(write()), load(2020))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_run_says_its_base_year_and_judges_no_target(from_2017, write, tmp_path, capsys, lang):
    folder = tmp_path / "out"
    assert main(["run", str(write("horizon: {end: 2026}\n")), "-o", str(folder), "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert sum(SENTENCE[lang] in line for line in said.splitlines()) == 1 and "2017" in said
    results = model.open_results(folder)
    assert results["year"].values.tolist() == list(range(2017, 2027)) and results.attrs["base_year"] == 2017
    record = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert record["scenario"]["base"] == 2017 and "second-line" in record["assumptions"]
    assert "model/data/bases/2017/projects.csv" in record["sha256"]
    assert not [place for place in record["sha256"] if "bases/2020" in place]
    with (folder / "targets.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    told = {"en": ("projected", "met", "gap"), "zh": ("模拟值", "是否达到", "差距")}[lang]
    places = [heads.index(head) for head in told]
    assert len(rows) > 100 and not any(row[place] for row in rows for place in places)
    assert {path.stem for path in (folder / "figures").iterdir()} == {"overview", "dispatch"}
    text = (folder / "figures" / "overview.svg").read_text(encoding="utf-8")
    assert {"en": "base year 2017", "zh": "基准年：2017年"}[lang] in text


def test_solving_needs_the_plans_base_year(from_2017, write, tmp_path, capsys):
    assert main(["solve", str(write()), "-o", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert "early.yaml:3: base: found 2017; expected 2020" in told and not (tmp_path / "out").exists()


@pytest.fixture
def finished(from_2017, write, tmp_path):
    """A run from 2017 in its folder."""
    scenario = model.load_scenario(write("horizon: {end: 2026}\n"))
    model.run(scenario, tmp_path / "finished", figures=False)
    return tmp_path / "finished"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_report_says_that_no_target_is_judged(finished, lang):
    [path] = report(finished, lang)
    text = path.read_text(encoding="utf-8").replace("\n", " ")
    assert text.count(SENTENCE[lang]) == 2  # in the summary, and in the section on targets
    assert {"en": "GDP at prices of 2017", "zh": "地区生产总值（2017年价）"}[lang] in text


def cells(text):
    """The cells of a printed table, which stand two spaces apart."""
    return [re.split(r" {2,}", line) for line in text.splitlines()]


def test_figures_and_comparisons_begin_at_the_base_year(finished, shipped, runs, tmp_path, capsys):
    assert main(["figures", str(finished), "--kind", "svg", "-o", str(tmp_path / "again")]) == 0
    assert {path.stem for path in (tmp_path / "again").glob("*.svg")} == {"overview", "dispatch"}
    late = tmp_path / "late.nc"
    netcdf.write(runs["baseline"], late)
    assert main(["compare", str(finished), str(late), "-o", str(tmp_path / "both")]) == 0
    capsys.readouterr()
    table = tmp_path / "both" / "comparison.csv"
    years = {
        int(row["year"]) for row in csv.DictReader(table.open(encoding="utf-8-sig")) if row["series"] == "projection"
    }
    assert years == set(range(2020, 2026))
    assert main(["compare", str(finished)]) == 0
    assert {row[2] for row in cells(capsys.readouterr().out)[1:]} == {"2025", "2026"}


def test_cards_say_that_no_target_is_judged(finished, write):
    for html in (model.open_results(finished).plan._repr_html_(), model.load_scenario(write())._repr_html_()):
        assert SENTENCE["en"] in html and SENTENCE["zh"] in html
    assert model.open_results(finished).plan.targets()["met"].isna().all()


@pytest.mark.parametrize("command", ["check", "evidence", "loops"])
def test_other_commands_take_the_models_of_the_base_year(from_2017, write, capsys, command):
    assert main([command, str(write()), "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_the_page_starts_from_the_base_year(from_2017, write, tmp_path, shipped):
    scenario = model.load_scenario(write())
    content = content_of(scenario)
    assert (content["start"], content["years"], content["targets"], content["unjudged"]) == (
        2017,
        [*range(2018, 2023)],
        [],
        0,
    )
    assert SENTENCE["en"] in content["not_judged"]["en"] and SENTENCE["zh"] in content["not_judged"]["zh"]
    assert all(
        max(series["history"]["years"], default=2017) <= 2017
        for line in content["headlines"]
        for series in line["series"]
    )
    with pytest.raises(InputError, match="base: found 2020; expected 2017"):
        content_of(scenario, shipped["plan-consistent-solved"])
    shutil.copy(ROOT / "scenarios" / "plan-consistent-solved.yaml", tmp_path)
    assert main(["page", scenario.path, "-o", str(tmp_path / "page.html")]) == 0  # the solved plan beside it is of 2020


def test_a_record_of_a_year_without_a_pack_is_refused(finished):
    path = finished / "provenance.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"start": 2017', '"start": 1999'), encoding="utf-8")
    with pytest.raises(InputError, match="horizon.start: found 1999; expected one of .*2017"):
        read(finished)


# -- dated projects --------------------------------------------------------------------------------------------------------
def test_projects_add_to_the_figure_in_their_years(from_2017, write):
    figure, system = data.numbers(2017)[LINES].value, load(2017)
    usual = dict.fromkeys(range(2017, 2023), figure) | {2018: figure + 40, 2020: figure + 85}
    assert model.load_scenario(write()).levers[LINES] == pytest.approx(usual)
    assert {year: system.default(LINES, year) for year in usual} == pytest.approx(usual)
    assert load(2020).default(LINES, 2021) == pytest.approx(
        data.numbers()[LINES].value + data.completions(2020).get(LINES, {}).get(2021, 0)
    )
    given = model.load_scenario(write(f"levers: {{{LINES}: {{2020: 7, 2021: 9}}}}\n")).levers[LINES]
    assert given == pytest.approx(usual | {2020: 7, 2021: 9})
    assert set(list(model.load_scenario(write(f"levers: {{{LINES}: 7}}\n")).levers[LINES].values())[1:]) == {7}


def test_results_hold_the_projects_and_the_authority(from_2017, write):
    results = model.run(model.load_scenario(write()))
    figure = data.numbers(2017)[LINES].value
    assert results[LINES].sel(year=[2018, 2019, 2020]).values == pytest.approx([figure + 40, figure, figure + 85])
    assert {results[name].attrs["authority"] for name in ("policy_rate_change", "rain", "pv_approvals", LINES)} == {
        "national",
        "market",
        "regional",
    }
    assert "authority" not in results["gdp"].attrs


def test_a_scenario_of_projects_is_written_and_read_again(from_2017, write, tmp_path):
    scenario = model.load_scenario(write(f"levers: {{{LINES}: {{2020: 7}}}}\nuncertain: [{LINES}]\n"))
    write_scenario(scenario, tmp_path / "again.yaml")
    again = model.load_scenario(tmp_path / "again.yaml")
    assert (again.base, again.end, again.levers) == (scenario.base, scenario.end, scenario.levers)
    assert again.uncertain == scenario.uncertain == (LINES,)


def test_what_stands_as_the_projects_have_it_changes_nothing(from_2017, write):
    scenario, system = model.load_scenario(write()), load(2017)
    assert not without_effect(scenario, system)
    moved = model.load_scenario(write(f"levers: {{{LINES}: {{2020: 7}}}}\n"))
    assert not without_effect(moved, system)  # it moves something


def test_the_size_of_a_project_is_an_assumption_like_others(from_2017, write):
    scenario, system = model.load_scenario(write()), load(2017)
    row = next(row for row in ledger(scenario, system) if row["name"] == "second-line")
    assert row["weight"] > 0 and row["sector"] == system.sectors[LINES] and row["status"] == "assumption"
    found = model.ensemble(scenario, members=8, seed=0)
    assert "second-line" in found.attrs["sampled_assumptions"].split()
    sizes = found[LINES].sel(year=2020).values - found[LINES].sel(year=2019).values
    assert np.ptp(sizes) > 1 and (65 <= sizes).all() and (sizes <= 95).all()
    assert np.ptp(found[LINES].sel(year=2018).values) == 0
    told = swings(scenario, "export_line_capacity", 2021, top=500)
    place = told["assumption"].values.tolist().index("second-line")
    assert told["title_zh"].values[place] == "第二条线路" and float(told["value"][place]) == 80
    fixed = model.ensemble(model.load_scenario(write(f"levers: {{{LINES}: 7}}\n")), members=2, seed=0)
    assert "second-line" not in fixed.attrs["sampled_assumptions"].split()


def test_another_figure_of_a_dated_input_keeps_its_projects(from_2017, write):
    scenario, system = model.load_scenario(write()), load(2017)
    trajectory, ran, _ = run_members(
        scenario, system, {LINES: np.array([10.0, np.nan]), "first-line": np.array([np.nan, 30.0])}
    )
    figure = data.numbers(2017)[LINES].value
    assert trajectory.inputs[LINES][1:5, 0] == pytest.approx([50, 10, 95, 10])
    assert trajectory.inputs[LINES][1:5, 1] == pytest.approx([figure + 30, figure, figure + 85, figure])


def test_a_published_completion_says_nothing_of_later_years(from_2017, write):
    scenario, system = model.load_scenario(write()), load(2017)
    seen = [
        Observation(LINES, 2018, 33.0, "synthetic", "made"),
        Observation("pv_approvals", 2018, 300.0, "synthetic", "made"),
    ]
    levers = restate(scenario, system, seen).scenario.levers
    assert levers[LINES] == scenario.levers[LINES] | {2018: 33.0}
    assert levers["pv_approvals"][2020] > scenario.levers["pv_approvals"][2020]


def test_the_model_book_lists_projects_and_who_decides(from_2017, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    import model_book

    text = "\n".join(model_book._levers([LINES, "pv_approvals"], load(2017)))
    assert "Projects completed after 2017:" in text and "Second line · 第二条线路" in text and "80 (60 – 90)" in text
    assert "national, by single years" in text and "  - regional" in text


def test_projects_are_explained(from_2017, capsys):
    assert main(["explain", LINES]) == 0
    said = capsys.readouterr().out
    assert "a path says the years it names alone" in said and "set by    nat" in said
    assert "source, base year 2017" in said and "source, base year 2020" in said
    assert "projects after 2017\n    first-line: First line, 40 1e4 kW/year in 2018, statistics: A yearbook" in said
    assert "second-line: Second line, 80 1e4 kW/year in 2020, assumption, range 60 to 90: as announced" in said
    assert main(["variables", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert {2017, 2020} <= set(rows["gdp"]["base_years"]) and rows["gdp"]["authority"] is None
    assert rows["percent"]["base_years"] == [] and rows["water_quota"]["authority"] == "national"


FAULTY = {
    "a,A,甲,rain,2018,1,mm/year,statistics,,,x,": "'a' is no name of a project",
    "a-b,A,甲,rain,2018,1,mm/year,statistics,,,x,\na-b,A,甲,rain,2019,1,mm/year,statistics,,,x,": "a-b stands twice",
    "a-b,A,甲,rain,2018,1,mm/year,rumour,,,x,": "a-b needs a status",
    "a-b,A,甲,rain,2018,1,mm/year,assumption,,,x,": "a-b needs a status of .* an assumption a range",
}
UNFIT = {
    f"a-b,A,甲,{LINES[:-1]},2018,1,1e4 kW/year,statistics,,,x,": f"complete what is no lever or driver.*'{LINES}'",
    "a-b,A,甲,rain,2018,1,mm/year,statistics,,,x,": "rain: projects complete it, so it must be declared dated",
    f"a-b,A,甲,{LINES},2017,1,1e4 kW/year,statistics,,,x,": "a project of 2017, which is not after the base year 2017",
}


@pytest.mark.parametrize(("row", "told"), [*FAULTY.items(), *UNFIT.items()], ids=range(len(FAULTY | UNFIT)))
def test_a_fault_of_the_projects_is_named(from_2017, monkeypatch, tmp_path, row, told):
    shutil.copytree(from_2017, tmp_path / "bases")
    monkeypatch.setattr(data, "PACKS", tmp_path / "bases")
    table = tmp_path / "bases" / "2017" / "projects.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError if row in FAULTY else BuildError, match=told):
        load(2017)
