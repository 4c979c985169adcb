"""The effort at each programme in a scenario file: one value for all, or a value or path by programme."""

import jsonschema
import pytest

from model.errors import InputError
from model.scenario.load import load_scenario
from model.scenario.schema import json_schema
from model.sectors import load

HEAD = "name: test\ntitle: {en: Test, zh: 试验}\nlevers:\n  programme_effort: "


@pytest.fixture
def efforts(tmp_path):
    """The efforts that a text gives, by programme, where they are not one throughout."""

    def efforts(text, settings=()):
        path = tmp_path / "test.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        levers = load_scenario(path, load, settings).levers
        own = {name: values for name, values in levers.items() if name.startswith("programme_effort[")}
        return {name[17:-1]: values for name, values in own.items() if set(values.values()) != {1.0}}

    return efforts


def test_a_path_or_a_value_by_programme(efforts):
    found = efforts("{rural-tap-water: {2021: 1.2}, clean_heating: 2, migrant_villages: 0}")
    assert set(found) == {"rural_tap_water", "clean_heating", "migrant_villages"}
    assert found["rural_tap_water"] == {2020: 1.0} | dict.fromkeys(range(2021, 2026), 1.2)


@pytest.mark.parametrize("text", ["1.5", "{2021: 1.5}"])
def test_one_for_all(efforts, text):
    found = efforts(text)
    assert len(found) == 112 and {values[2025] for values in found.values()} == {1.5}


def test_a_setting_adds_to_what_the_file_says(efforts):
    found = efforts(
        "{clean_heating: 2}", ("levers.programme_effort.villages-5g.2023=1.5", "levers.programme_effort[straw_use]=3")
    )
    assert set(found) == {"clean_heating", "villages_5g", "straw_use"} and found["villages_5g"][2023] == 1.5


ELEMENT = "{straw_use: 1}\n  programme_effort[straw_use]: {2021: 2.0}"  # as the solver writes what it found
LABEL = "{straw-use: {2021: 2.0}}"


@pytest.mark.parametrize("text", [ELEMENT, LABEL])
@pytest.mark.parametrize(
    ("setting", "path"),
    [
        ("programme_effort.straw_use=0", [0, 0, 0, 0, 0]),
        ("programme_effort.straw-use=0", [0, 0, 0, 0, 0]),
        ("programme_effort[straw_use]=0", [0, 0, 0, 0, 0]),
        ("programme_effort=0", [0, 0, 0, 0, 0]),
        ("programme_effort.straw_use.2023=0", [2, 1, 0, 0, 0]),
        ("programme_effort[straw_use].2023=0", [2, 1, 0, 0, 0]),
        ("programme_effort.2023=0", [2, 1, 0, 0, 0]),
        ("programme_effort.villages_5g=0", [2, 2, 2, 2, 2]),
    ],
)
def test_the_later_layer_wins_in_whichever_form_each_names_a_programme(efforts, text, setting, path):
    found = efforts(text, (f"levers.{setting}",))
    assert [found["straw_use"][year] for year in range(2021, 2026)] == path
    assert ("villages_5g" in found) == (setting in ("programme_effort=0", "programme_effort.2023=0") or "5g" in setting)


@pytest.mark.parametrize("year", ["+2023", "02023"])
def test_a_year_of_a_setting_is_that_year_however_it_is_written(efforts, year):
    assert efforts("1.5", (f"levers.programme_effort.{year}=2",))["straw_use"][2023] == 2


@pytest.mark.parametrize(
    "setting", ["programme_effort=null", "programme_effort[straw_use]=null", "programme_effort={}"]
)
@pytest.mark.parametrize("text", [ELEMENT, LABEL])
def test_a_later_layer_that_says_nothing_is_refused_and_not_passed_over(efforts, text, setting):
    with pytest.raises(InputError, match="^--set .*found (nothing|an empty)"):
        efforts(text, (f"levers.{setting}",))


@pytest.mark.parametrize("setting", ["programme_effort.straw_use=0", "programme_effort[straw_use]=0"])
def test_what_all_programmes_are_given_stands_beside_one_that_is_set(efforts, setting):
    found = efforts("1.5", (f"levers.{setting}",))
    assert found.pop("straw_use")[2025] == 0 and {values[2025] for values in found.values()} == {1.5}


def test_a_child_file_overrules_what_the_solver_wrote_and_a_fault_names_its_line(tmp_path):
    (tmp_path / "solved.yaml").write_text(
        HEAD.removesuffix("  programme_effort: ") + "  programme_effort[straw_use]: {2021: 2.0}\n", encoding="utf-8"
    )
    child = tmp_path / "child.yaml"
    head = (
        "name: child\ntitle: {en: Child, zh: 子}\nextends: solved.yaml\nlevers:\n  programme_effort:\n    straw_use: "
    )
    child.write_text(head + "0\n", encoding="utf-8")
    assert load_scenario(child, load).levers["programme_effort[straw_use]"][2025] == 0
    child.write_text(head + "20\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"child.yaml:6: .*found 20; expected at least 0 and at most 5"):
        load_scenario(child, load)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{rural-tap-watr: 1}", "found no label 'rural-tap-watr' of programme_effort.*did you mean 'rural_tap_water'"),
        ("{clean_heating: 1, clean-heating: 2}", "found 'clean_heating' twice"),
        ("{clean_heating: 20}", "programme_effort.clean_heating: found 20; expected at least 0 and at most 5"),
        ("{clean_heating: {2031: 1}}", "programme_effort.clean_heating.2031: found the year 2031"),
        ("{}", "found an empty mapping"),
        ("often", "found 'often'; expected a number"),
    ],
)
def test_each_fault_is_told(efforts, text, message):
    with pytest.raises(InputError, match=message):
        efforts(text)


def test_the_schema_knows_each_programme():
    validator = jsonschema.Draft7Validator(json_schema(load()))
    head = {"name": "test", "title": {"en": "Test", "zh": "试验"}}
    for good in (1.5, {"2021": 1.5}, {"rural-tap-water": {"2021": 1.2}, "clean_heating": 2}):
        assert validator.is_valid(head | {"levers": {"programme_effort": good}}), good
    for bad in ({"rural-tap-watr": 1}, {"clean_heating": 20}, {}):
        assert not validator.is_valid(head | {"levers": {"programme_effort": bad}}), bad
