"""Scenarios: what resolves to what, and every way of getting one wrong told in one line."""

import json
import re
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_model import FIGURES, load

from model.scenario.load import InputError, Scenario, load_scenario
from model.scenario.schema import json_schema

HEAD = "name: test\ntitle: {en: Test, zh: 试验}\n"


@pytest.fixture
def write(tmp_path):
    """Write a scenario (after a sound head, unless it brings its own) and return its path."""

    def write(text, name="test.yaml", head=HEAD):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else (head + textwrap.dedent(text)).encode())
        return path

    return write


def problems(path, given=()):
    with pytest.raises(InputError) as caught:
        load_scenario(path, load, given)
    assert caught.value.problems
    assert all(line.isprintable() for line in caught.value.problems)
    return caught.value.problems


def test_defaults(write):
    scenario = load_scenario(write(""), load)
    assert (scenario.name, scenario.title) == ("test", {"en": "Test", "zh": "试验"})
    assert (scenario.start, scenario.end, scenario.method, scenario.step) == (2020, 2025, "rk4", 0.25)
    assert (scenario.changed, scenario.targets) == ((), "all")
    assert (scenario.solve["starts"], scenario.solve["levers"], scenario.solve["goals"]) == (2, "regional", {})
    assert scenario.levers["rain"] == dict.fromkeys(range(2020, 2026), 280.0)
    assert {**scenario.parameters} == {n: v for n, v in FIGURES.items() if n not in scenario.levers}


PATHS = {
    "300": [280, 300, 300, 300, 300, 300],
    "{2022: 300, 2024: 400}": [280, 290, 300, 350, 400, 400],
    "{2025: 380}": [280, 300, 320, 340, 360, 380],
    "{2024: 300, 2021: 0}": [280, 0, 100, 200, 300, 300],
    "300 毫米": [280, 300, 300, 300, 300, 300],
    "{2021: 0.3 m/year}": [280, 300, 300, 300, 300, 300],
}


@pytest.mark.parametrize("given", PATHS)
def test_paths_are_straight_lines_from_the_figure_of_base(write, given):
    scenario = load_scenario(write(f"levers: {{rain: {given}}}"), load)
    assert scenario.levers["rain"] == pytest.approx(dict(zip(range(2020, 2026), PATHS[given], strict=True)))
    assert scenario.changed == ("rain",)


DATED = {  # the figure is 4; two plants are completed, 30 in 2021 and 66 in 2024
    "": [4, 34, 4, 4, 70, 4],
    "levers: {plant_completions: {2022: 5}}": [4, 34, 5, 4, 70, 4],
    "levers: {plant_completions: {2021: 5, 2025: 6}}": [4, 5, 4, 4, 70, 6],
    "levers: {plant_completions: 7}": [4, 7, 7, 7, 7, 7],
    "shocks: {late: {on: plant_completions, multiply: 0.5, start: 2024, end: 2025}}": [4, 34, 4, 4, 35, 2],
}


@pytest.mark.parametrize("text", DATED)
def test_a_path_of_what_is_dated_says_the_years_it_names_alone(write, text):
    levers = load_scenario(write(text), load).levers
    assert levers["plant_completions"] == dict(zip(range(2020, 2026), DATED[text], strict=True))


def test_a_later_file_adds_years_to_a_dated_path(write):
    write("levers: {plant_completions: {2022: 5}}", "old.yaml")
    child = write("extends: old.yaml\nlevers: {plant_completions: {2023: 6}}", "child.yaml")
    assert list(load_scenario(child, load).levers["plant_completions"].values()) == [4, 34, 5, 6, 70, 4]


def test_chinese_units_and_elements(write):
    scenario = load_scenario(
        write("""
        parameters: {"emission_factor[coal]": 2700 千克/吨标准煤, runoff_share: 15 %, pv_capacity_base: 1.2 GW}
        levers: {pv_additions: 400 万千瓦/年, carbon_price: 120 元/吨, water_saving: 12}
        """),
        load,
    )
    assert scenario.parameters["emission_factor[coal]"] == 2.7
    assert scenario.parameters["emission_factor[gas]"] == 1.6
    assert scenario.parameters["runoff_share"] == 0.15
    assert scenario.parameters["pv_capacity_base"] == 120
    assert [scenario.levers[name][2025] for name in ("pv_additions", "carbon_price", "water_saving")] == [400, 120, 12]


def test_shocks_come_after_paths_in_order(write):
    text = """
    levers: {rain: 300}
    shocks:
      drought: {on: rain, multiply: 0.5, start: 2022, end: 2023, title: {en: Drought, zh: 干旱}}
      cloudburst: {on: rain, add: 20 毫米/年, start: 2023, end: 2023}
    """
    scenario = load_scenario(write(text), load)
    assert list(scenario.levers["rain"].values()) == [280, 300, 150, 170, 300, 300]
    assert scenario.changed == ("rain",)


def test_children_override_parents_and_settings_override_all(write):
    write("horizon: {end: 2030}\nlevers: {rain: {2021: 1, 2022: 2}, water_saving: 20}\ntargets: [a, b]", "old.yaml")
    write("extends: old.yaml\nlevers: {rain: {2022: 3}, water_saving: {2030: 30}}\ntargets: [c]", "middle.yaml")
    child = write("extends: middle.yaml\nlevers: {rain: {2023: 4}}", "child.yaml")
    scenario = load_scenario(child, load, ["levers.rain.2021=9", "step=0.125", "title.zh=改"])
    assert [scenario.levers["rain"][year] for year in (2021, 2022, 2023, 2030)] == [9, 3, 4, 4]
    assert scenario.levers["water_saving"][2025] == 20
    assert (scenario.end, scenario.step, scenario.title["zh"]) == (2030, 0.125, "改")
    assert scenario.targets == {"c": {}}
    assert scenario.origins["levers.rain.2021"] == "--set levers.rain.2021=9"
    assert scenario.origins["levers.rain.2022"].endswith("middle.yaml:4")
    assert scenario.origins["levers.rain.2023"].endswith("child.yaml:4")
    assert scenario.origins["horizon.end"].endswith("old.yaml:3")


def test_a_path_does_not_mix_with_a_grandparents_that_a_number_replaced(write):
    write("levers: {rain: {2021: 1}}", "old.yaml")
    write("extends: old.yaml\nlevers: {rain: 100}", "middle.yaml")
    child = write("extends: middle.yaml\nlevers: {rain: {2022: 300}}", "child.yaml")
    assert load_scenario(child, load).levers["rain"][2021] == 290


TARGETS = {
    "all": "all",
    "[a, b]": {"a": {}, "b": {}},
    "[]": {},
    "{a: {value: 3, year: 2024}, b: }": {"a": {"value": 3.0, "year": 2024}, "b": {}},
}


@pytest.mark.parametrize("given", TARGETS)
def test_targets(write, given):
    assert load_scenario(write(f"targets: {given}"), load).targets == TARGETS[given]


# What stands after the two lines of the head: the line blamed, the key, what was found, what was expected, the hint.
BROKEN = {
    "lever: {rain: 3}": "3: lever: found an unknown key; expected one of name, .*; did you mean 'levers'",
    "levers: {rian: 3}": "3: levers.rian: found no lever or driver 'rian'; expected .*; did you mean 'rain'",
    "levers:\n  carbon_prise: 3": "4: levers.carbon_prise: found no .*; expected .*; did you mean 'carbon_price'",
    "levers: {runoff_share: 0.2}": "3: levers.runoff_share: found a parameter; expected .* under 'parameters'",
    "levers: {rain: }": "3: levers.rain: found nothing; expected a finite number in mm/year",
    "levers: {rain: true}": "3: levers.rain: found true; expected a finite number in mm/year",
    "levers: {rain: [1, 2]}": "3: levers.rain: found a list of 2; expected a finite number in mm/year",
    "levers: {rain: {}}": "3: levers.rain: found an empty path; expected years from 2021 to 2025",
    "levers: {rain: -1}": "3: levers.rain: found -1; expected at least 0 and at most 2000, in mm/year",
    "levers: {rain: .nan}": "3: levers.rain: found nan; expected a finite number",
    "levers: {rain: -.inf}": "3: levers.rain: found -inf; expected a finite number",
    "levers: {rain: 1e999}": "3: levers.rain: found inf; expected a finite number",
    "levers: {rain: '5'}": "3: levers.rain: found '5', text without units; expected a plain number",
    "levers: {rain: 5 kg}": "3: levers.rain: found '5 kg', .*; expected units that convert to mm/year",
    "levers: {carbon_price: 5 元/顿}": "3: levers.carbon_price: found '5 元/顿', .*; expected .* CNY/t",
    "levers: {pv_additions: 4e3 万千瓦}": "3: levers.pv_additions: found '4e3 万千瓦'; expected .* at most 1000",
    "levers:\n  rain:\n    2019: 3": "5: levers.rain.2019: found the year 2019; expected .* from 2021 to 2025",
    "levers: {rain: {2020: 3}}": "3: levers.rain.2020: found the year 2020; expected .* from 2021 to 2025",
    "levers: {rain: {2021.5: 3}}": "3: levers.rain.2021.5: found the year '2021.5'; expected a whole year",
    "levers: {rain: {2022: x}}": "3: levers.rain.2022: found 'x'; expected a number in mm/year",
    "levers: 3": "3: levers: found 3; expected a mapping",
    "parameters: {runof_share: 1}": "3: parameters.runof_share: found no .*; expected .* mean 'runoff_share'",
    "parameters: {rain: 1}": "3: parameters.rain: found a driver; expected a parameter, and 'rain' under 'levers'",
    "parameters: {emission_factor: 1}": "3: parameters.emission_factor: found no .* 'emission_factor.gas.'",
    "parameters: {runoff_share: 2}": "3: parameters.runoff_share: found 2; expected at least 0 and at most 1, in 1",
    "parameters: {runoff_share: {2021: 1}}": "3: parameters.runoff_share: found a mapping of 1",
    "horizon: {start: 2021}": "3: horizon.start: found 2021; expected 2020",
    "horizon: {end: 2061}": "3: horizon.end: found 2061; expected .* 2060",
    "horizon: {end: 2025.5}": "3: horizon.end: found 2025.5; expected a whole number",
    "horizon: {ends: 2030}": "3: horizon.ends: found an unknown key; expected one of start, end; did you mean 'end'",
    "method: rk45": "3: method: found 'rk45'; expected 'rk4' or 'euler'",
    "step: 0.3": "3: step: found 0.3; expected a part of a year",
    "step: 0.01": "3: step: found 0.01; expected a part of a year, from 1 down to 1/64",
    "step: true": "3: step: found true; expected a part of a year",
    "uncertain: [rain]\nlevers: {plant_completions: 1}": "3: uncertain.0: found 'rain'; expected .* that the scenario sets",
    "levers: {rain: 200}\nuncertain: [rian]": "4: uncertain.0: found 'rian'.*did you mean 'rain'",
    "levers: {rain: 200}\nuncertain: rain": "4: uncertain: found 'rain'; expected a .*list",
    "shocks: {a: {on: rian, multiply: 2, start: 2021, end: 2021}}": "3: shocks.a.on: found no .*; expected .* 'rain'",
    "shocks: {a: {on: rain, start: 2021, end: 2021}}": "3: shocks.a: found a .*; expected exactly one of 'multiply'",
    "shocks: {a: {on: rain, multiply: 9, start: 2022, end: 2023}}": "3: shocks.a: found rain at 2520 in 2022; .*2000",
    "shocks: {a: {on: rain, multiply: 2, start: 2023, end: 2022}}": "3: shocks.a: found the years 2023 to 2022",
    "shocks: {a: {on: rain, add: 5 kg, start: 2022, end: 2022}}": "3: shocks.a.add: found '5 kg', .* mm/year",
    "shocks: {a: {on: rain, times: 2, start: 2021, end: 2021}}": "3: shocks.a.times: found an unknown key",
    "shocks: {a: {on: rain, multiply: 1}}": "3: shocks.a.start: found nothing; expected the key 'start'",
    "targets: some": "3: targets: found 'some'; expected 'all', a list of target ids",
    "targets: {a: {valeu: 3}}": "3: targets.a.valeu: found an unknown key; expected .*; did you mean 'value'",
    "targets: {a: {year: 2019}}": "3: targets.a.year: found 2019; expected greater than 2020",
    "solve: [1]": "3: solve: found a list of 1; expected a mapping",
    "extends: tset.yaml": "3: extends: found 'tset.yaml'; expected the path of .*, or a shipped one$",
    "extends: basline.yaml": "3: extends: found 'basline.yaml'; expected the path of .*; did you mean 'baseline'",
    "extends: [test.yaml]": "3: extends: found a list of 1; expected the path of a scenario file",
    "extends: test.yaml": "3: extends: found a cycle, test.yaml -> test.yaml; expected a chain of parents that ends",
    "levers:\n  rain: 1\n  rain: 2": "5: levers.rain: found twice, first at .*:4; expected each key once",
    "name: again": "3: name: found twice, first at .*:1; expected each key once",
    "levers: {rain: &a 1}": "3: levers.rain: found the anchor 'a'; expected a plain value",
    "levers: {rain: !!float 1}": "3: levers.rain: found the tag .*float'; expected a plain value",
    "levers: {<<: 3}": "3: levers: found the merge key '<<'; expected",
    "? [a]\n: 1": "3: file: found a key that is no plain text; expected",
    "---\nname: two": "3: file: found a second document; expected one in a file",
    "levers: {rain: 3": "3: file: found no YAML, .*; expected one YAML 1.2 mapping",
    "2021: 3": "3: 2021: found 2021; expected a name",
    "levers: {rain: ５００}": "3: levers.rain: found '５００', text without units; .*; '５００' is full-width: write '500'$",
    "levers: {rain: {２０２２: 5}}": "3: levers.rain.２０２２: found the year .*; '２０２２' is full-width: write '2022'$",
    "levers: {rain: '1，200'}": "3: levers.rain: found .*; '，' is full-width: write ','$",
    "levers：\n  rain： 3": "[34]: file: found no YAML, .*; '：' is full-width: write ':'$",
    "levers: {rain: {2021: 5，2022: 6}}": "3: file: found no YAML, .*; '，' is full-width: write ','$",
    "levers: {地区生产总值（不变价）: 3}": "3: levers.地区生产总值（不变价）: found (?!.*full-width)",
}


@pytest.mark.parametrize("text", BROKEN)
def test_each_fault_is_told_in_a_line(write, text):
    path = write(text)
    assert re.match(f"{re.escape(str(path))}:{BROKEN[text]}", problems(path)[0])


ALONE = {
    "name: ../../etc\ntitle: {en: a, zh: b}": ":1: name: found '../../etc'; expected text that matches",
    "name: Capital\ntitle: {en: a, zh: b}": ":1: name: found 'Capital'; expected text that matches",
    "name: a\n": ":1: title: found nothing; expected the key 'title' in every scenario file",
    "title: {en: a, zh: b}": ":1: name: found nothing; expected the key 'name' in every scenario file",
    "name: a\ntitle: A": ":2: title: found 'A'; expected a mapping",
    "name: a\ntitle: {en: A}": ":2: title.zh: found nothing; expected the key 'zh'",
    "": ":1: file: found nothing; expected a mapping",
    "- a": ":1: file: found a list of 1; expected a mapping",
    "hello": ":1: file: found 'hello'; expected a mapping",
}


@pytest.mark.parametrize("text", ALONE)
def test_each_fault_of_the_head_is_told_in_a_line(write, text):
    path = write(text, head="")
    lines = problems(path)
    assert len(lines) == 1
    assert lines[0].startswith(f"{path}{ALONE[text]}")


BOMB = "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 10}]\n" for n in range(1, 12))
HOSTILE = {
    "alias bomb": (BOMB, "found the anchor 'a0'"),
    "alias of itself": ("solve: &a {b: *a}", "found the alias 'a'"),
    "python object": ("levers: {rain: !!python/object/apply:os.system ['true']}", "found the tag"),
    "huge exponent": ("levers: {rain: '1e999999999 mm'}", "expected a finite number in mm/year"),
    "tower of powers": ("levers: {rain: '9**9**9 mm'}", "expected units that convert"),
    "huge integer": ("levers: {rain: " + "9" * 9000 + "}", "found inf"),
    "huge year": ("levers: {rain: {" + "9" * 900 + ": 1}}", "expected a whole year"),
    "nested lists": ("solve: " + "[" * 5000, "found more than 10 levels of nesting"),
    "nested mappings": ("solve: " + "{a: " * 2000, "found more than 10 levels of nesting"),
    "nested sequences": ("solve:\n " + "- " * 4000, "found more than 10 levels of nesting"),
    "long line": ("# " + "!" * 900_000, "found 900002 characters; expected at most 10000 a line"),
    "long tag": ("!" * 9_900, "found no YAML"),
    "too many bytes": (b"#\n" * 600_000, "found more than 1000000 bytes"),
    "many faults": ("levers:\n" + "".join(f"  carbon_pric{n}: 1\n" for n in range(15_000)), "did you mean"),
    "many values": ("solve: {a: [\n" + "1,\n" * 30_000 + "]}", "found more than 20000 values"),
    "not UTF-8": (HEAD.encode() + b"solve: {a: \xff}", "test.yaml:3: file: found bytes that are not UTF-8"),
    "control character": ("solve: \x00", "found no YAML"),
    "half a surrogate in a key": ('solve: {"\\ud800": 1}', "found a key with half a surrogate pair"),
    "half a surrogate": ('solve: {a: "\\ud800"}', "found half a surrogate pair"),
    "no such character": ('solve: {a: "\\U99999999"}', "found no YAML"),
    "newline in a key": ('"a\\nb": 1', "found a key with the character \\n"),
    "null in a path": ('extends: "a\\0b"', "found the character \\x00"),
    "device as parent": ("extends: /dev/zero", "expected the path of a scenario file"),
    "long parent": ("extends: " + "a" * 9000, "expected the path of a scenario file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_fast(write, name):
    text, expected = HOSTILE[name]
    start = time.process_time()
    lines = problems(write(text))
    assert time.process_time() - start < 5
    assert any(expected in line for line in lines)
    assert all(len(line) < 1000 for line in lines)


SETTINGS = {
    "levers.rian=3": "--set levers.rian=3: levers.rian: found no .*; expected .*; did you mean 'rain'",
    "levers.rain=5 kg": "--set levers.rain=5 kg: levers.rain: found '5 kg', .*; expected .* mm/year",
    "levers.rain.2019=5": "--set levers.rain.2019=5: levers.rain.2019: found the year 2019; expected .* 2021",
    "levers.rain=[": r"--set levers.rain=\[: found no YAML, .*; expected",
    "stp=1": "--set stp=1: stp: found an unknown key; expected .*; did you mean 'step'",
    "step": "--set step: found no setting; expected KEY=VALUE",
    "a\udcff=3": r"--set a.udcff=3: found no setting; expected KEY=VALUE",
    "=3": "--set =3: found no setting; expected KEY=VALUE",
    "a..b=3": "--set a..b=3: found no setting; expected KEY=VALUE",
    "name=../x": "--set name=../x: name: found '../x'; expected text that matches",
    "extends=x.yaml": "--set extends=x.yaml: extends: found a parent; expected 'extends' in a file only",
    ".".join("a" * 3000) + "=1": "--set a.*: found no setting; expected KEY=VALUE",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_bad_setting_is_told_as_such(write, setting):
    assert re.match(SETTINGS[setting], problems(write(""), [setting])[0])


def test_all_faults_are_found_in_one_pass(write):
    parent = write("levers: {rian: 3}\nstep: 0.3", "old.yaml")
    child = write("extends: old.yaml\nmethod: rk5\nlevers: {water_saving: 120 %}\nparameters: {a: 1}")
    places = [line.split(": found")[0] for line in problems(child, ["levers.carbon_price=x"])]
    assert sorted(places) == sorted([
        f"{parent}:3: levers.rian", f"{parent}:4: step", f"{child}:4: method", f"{child}:5: levers.water_saving",
        f"{child}:6: parameters.a", "--set levers.carbon_price=x: levers.carbon_price",
    ])  # fmt: skip


def test_a_missing_file_and_a_folder_are_bad_input(tmp_path):
    assert problems(tmp_path / "none.yaml")[0].startswith(f"{tmp_path}/none.yaml: file: found no file to read")
    assert "found no file to read" in problems(tmp_path)[0]


def test_a_cycle_names_its_files(write):
    write("extends: two.yaml", "one.yaml")
    path = write("extends: one.yaml", "two.yaml")
    assert "one.yaml:3: extends: found a cycle, two.yaml -> one.yaml -> two.yaml" in problems(path)[0]


def test_schema_completes_names_and_stays_in_draft_7(write):
    schema = json_schema(load())
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert set(schema["properties"]["levers"]["properties"]) == {
        "rain",
        "pv_additions",
        "water_saving",
        "carbon_price",
        "plant_completions",
    }
    assert "emission_factor[coal]" in schema["properties"]["parameters"]["properties"]
    described = schema["properties"]["levers"]["properties"]["plant_completions"]["description"]
    assert described.endswith("[1e4 kW/year]; market; by the years named alone")
    assert 2020 in schema["properties"]["base"]["enum"]
    assert schema["properties"]["levers"]["properties"]["rain"]["description"] == "Rain / 降水 [mm/year]; market"
    text = json.dumps(schema)
    assert not any(keyword in text for keyword in ("$defs", "prefixItems", "unevaluated", "dependentRequired"))


NUMBERS = st.none() | st.booleans() | st.integers() | st.floats()
SCALARS = NUMBERS | st.text(max_size=20) | st.sampled_from(["3 mm", "5 %"])
KEYS = st.text(max_size=8) | st.integers(2018, 2030) | st.sampled_from(
    ["name", "title", "en", "zh", "base", "levers", "rain", "shocks", "on", "add", "start", "end", "targets", "step", "horizon"]
)  # fmt: skip
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4))
TOP = st.fixed_dictionaries(
    {"name": st.just("fuzz"), "title": st.just({"en": "F", "zh": "试"}) | TREES},
    optional=dict.fromkeys(
        ("base", "levers", "shocks", "targets", "horizon", "step", "solve", "extends", "parameters"), TREES
    ),
)


def either(path, given=()):
    """Load, and see that it is a scenario or bad input told in single lines."""
    try:
        assert isinstance(load_scenario(path, load, given), Scenario)
    except InputError as error:
        assert error.problems
        assert all(line.isprintable() and "found" in line and "expected" in line for line in error.problems)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200) | st.text(alphabet="ab01: \n-[]{},&*!|>'\"%#?\\~<.x\t年", max_size=80).map(str.encode))
def test_any_bytes_are_a_scenario_or_bad_input(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(content)
    either(path)


@settings(deadline=None, max_examples=300)
@given(TOP | TREES)
def test_any_tree_is_a_scenario_or_bad_input(tmp_path_factory, tree):
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_text(json.dumps(tree).replace("NaN", ".nan").replace("Infinity", ".inf"), encoding="utf-8")
    either(path)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(max_size=30) | st.from_regex(r"(levers\.rain|step|title)(\.20[0-9]{2})?=.{0,9}"), max_size=3))
def test_any_settings_are_a_scenario_or_bad_input(tmp_path_factory, given):
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_text(HEAD, encoding="utf-8")
    either(path, given)
