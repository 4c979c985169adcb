"""The file of checks: what ships can be read, sweeps are what they say, and each fault is told with its place."""

import pytest
import toy
from check_file import further, read, row, toys, written

from model.analysis.reality.checks import reality_checks
from model.analysis.reality.grammar import Unreadable
from model.analysis.reality.settings import Setting, split, swept
from model.data.levers import ranges
from model.errors import InputError
from model.sectors import SECTORS, load


@pytest.fixture(scope="module")
def shipped_checks():
    return {check.name: check for check in reality_checks()}


def test_the_shipped_file_has_no_fault_of_form(shipped_checks):
    assert len(shipped_checks) >= 20
    assert {check.sector for check in shipped_checks.values()} <= set(SECTORS)


def test_a_check_is_made_ready(tmp_path):
    (check,) = read(
        tmp_path, row(settings="levers.rain={2021: 5, 2022: 7}; parameters.unused=2", against="levers.saving=1")
    )
    (scenario,) = check.scenarios
    assert scenario.levers["rain"] == {2020: 10, 2021: 5, 2022: 7, 2023: 7, 2024: 7, 2025: 7}
    assert scenario.parameters["unused"] == 2 and scenario.levers["saving"][2025] == 0
    assert check.comparison.levers["saving"][2025] == 1 and check.comparison.levers["rain"][2025] == 10
    assert not check.swept and check.fault == ""


def test_a_further_row_reads_the_same_runs(tmp_path):
    (check,) = read(tmp_path, row(), further(reading="value(lake, 2025)", expectation="> 0"))
    assert [c.text for c in check.criteria] == ["change(lake, 2025)", "value(lake, 2025)"]


def test_a_check_without_settings_is_of_the_baseline(tmp_path):
    (check,) = read(tmp_path, row(settings=""))
    assert check.scenarios == (check.comparison,)


@pytest.mark.parametrize(
    ("cells", "column", "part"),
    [
        ({"name": ""}, "name", "found nothing"),
        ({"name": "Less rain"}, "name", "lower-case words"),
        ({"title_zh": ""}, "title_zh", "found nothing"),
        ({"source": ""}, "source", "found nothing"),
        ({"sector": "watr"}, "sector", "did you mean 'water'"),
        ({"horizon": "soon"}, "horizon", "expected a year"),
        ({"horizon": "2020"}, "horizon", "a year after 2020"),
        ({"base": "2013"}, "base", "found '2013'"),
        ({"mutation": "outflow = 0"}, "mutation", "equation: old text -> new text"),
        ({"settings": "levers.rain"}, "settings", "KEY=VALUE"),
        ({"settings": "levers.rain=[1, 2]; levers.saving=[1, 2]"}, "settings", "two sweeps"),
        ({"settings": "levers.rain=[1, 2"}, "settings", "[1, 2"),
        ({"settings": "levers.rain=[]"}, "settings", "[]"),
        ({"settings": "levers.rain=[1, , 2]"}, "settings", "[1, , 2]"),
        ({"settings": "levers.rain=[0, 2 .. 5]"}, "settings", "0, 2 .. 5"),
        ({"settings": "levers.rain=[0, 0 .. 5]"}, "settings", "0, 0 .. 5"),
        ({"settings": "levers.rain=[0, 1e-9 .. 5]"}, "settings", "1e-9"),
        ({"settings": "levers=all"}, "settings", "levers=bounds"),
        ({"settings": "scenario=basline"}, "settings", "did you mean 'baseline'"),
        ({"against": "rain"}, "against", "KEY=VALUE"),
        ({"reading": "chagne(lake, 2025)"}, "reading", "did you mean 'change'"),
        ({"reading": "change(lake, 2026)"}, "reading", "2020-2025"),
        ({"expectation": "falls"}, "expectation", "'within 0.5'"),
    ],
)
def test_a_fault_of_form_has_its_line_and_column(tmp_path, cells, column, part):
    with pytest.raises(InputError) as error:
        read(tmp_path, row(name="fine"), row(**cells))
    (problem,) = error.value.problems
    assert problem.startswith(f"checks.csv:3: {column}: ") and part in problem


def test_every_fault_of_form_is_told(tmp_path):
    with pytest.raises(InputError) as error:
        read(tmp_path, row(sector="watr", horizon=""), row(name="other", reading="lake", expectation="low"))
    assert len(error.value.problems) == 3  # a reading is not looked at where its expectation cannot be read


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"settings": "levers.rian=5"}, "settings: levers.rian: found no lever or driver 'rian'"),
        ({"settings": "levers.rain=wet"}, "settings: levers.rain: found 'wet'"),
        ({"settings": "colour=red"}, "settings: colour: found an unknown key"),
        ({"horizon": "2061"}, "settings: horizon.end: found 2061"),
        ({"against": "parameters.rain=5"}, "against: parameters.rain: found a driver"),
    ],
)
def test_what_the_model_has_not_stops_the_one_check(tmp_path, cells, part):
    cells = {"reading": "value(lake)"} | cells
    one, other = read(tmp_path, row(**cells), row(name="fine"))
    assert one.fault.startswith("checks.csv:2: ") and part in one.fault and "--set" not in one.fault
    assert other.fault == ""


def test_a_reading_of_what_the_model_has_not_stops_the_one_reading(tmp_path):
    (check,) = read(tmp_path, row(reading="change(laek, 2025)"), further(reading="value(lake)", expectation="> 0"))
    assert [c.fault for c in check.criteria] == [
        "checks.csv:2: reading: found no variable 'laek' of the model (did you mean 'lake'?)",
        "",
    ]


def test_rows_of_a_check_stand_together(tmp_path):
    with pytest.raises(InputError, match=r"checks.csv:4: name: found 'less-rain' again"):
        read(tmp_path, row(), row(name="other"), further(reading="value(lake)", expectation="> 0"))


def test_a_further_row_sets_nothing(tmp_path):
    with pytest.raises(InputError, match=r"checks.csv:3: settings: found 'levers.rain=6'"):
        read(
            tmp_path,
            row(),
            row(settings="levers.rain=6", **dict.fromkeys(("title", "title_zh", "sector", "horizon", "source"), "")),
        )


def test_a_file_with_other_columns_or_a_short_row_is_refused(tmp_path):
    path = tmp_path / "checks.csv"
    path.write_text("name,title\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"checks.csv:1: found the columns name, title"):
        reality_checks(toys, path)
    whole = written(tmp_path, row())
    whole.write_text(whole.read_text(encoding="utf-8") + "less-rain,,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"checks.csv:3: found 3 cells"):
        reality_checks(toys, whole)


def test_evenly_spaced_values():
    sweeps, runs = swept("levers.rain=[0, 0.2 .. 1]; levers.saving=3", toy.system())
    assert sweeps and [run.number for run in runs] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert [run.label for run in runs] == ["0", "0.2", "0.4", "0.6", "0.8", "1"]
    assert runs[3].texts == ("levers.saving=3", "levers.rain=0.6")
    assert [run.number for run in swept("a=[3, 2 .. 1]", toy.system())[1]] == [3, 2, 1]


def test_a_sweep_may_be_of_texts_with_units():
    _, runs = swept("levers.rain=[5 亿立方米, 7]", toy.system())
    assert [(run.label, run.number) for run in runs] == [("5 亿立方米", None), ("7", 7.0)]


def test_a_path_is_no_sweep():
    text = "levers.rain={2021: 1, 2022: 2}; shocks.a={on: rain, start: 2021, end: 2022, add: 1}"
    assert swept(text, toy.system()) == (False, [Setting(split(text))])


def test_each_lever_at_its_ends():
    _, runs = swept("levers=bounds", load())
    assert len(runs) == 2 * len(ranges())
    assert {run.texts[0].partition("=")[0] for run in runs} == {f"levers.{name}" for name in ranges()}
    _, runs = swept("levers=domain; horizon.end=2030", load())
    assert runs[0].texts[0] == "horizon.end=2030" and len(runs) > len(ranges())


def test_every_shipped_scenario(shipped):
    _, runs = swept("scenario=every", load())
    assert {run.label for run in runs} == set(shipped)
    assert all(run.path.is_file() for run in runs)


def test_a_setting_without_a_value_is_refused():
    with pytest.raises(Unreadable, match="KEY=VALUE"):
        split("levers.rain=5; saving")
