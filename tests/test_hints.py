"""What a name that the model has not is taken for: in wide letters, by a part of a title, or nearly written."""

import pytest

import model
from model.cli import main
from model.errors import FEW, meant
from model.present.text.messages import told

CALLED = {"PV capacity": "pv", "光伏装机": "pv", "Wind capacity": "wind", "pv": "pv", "wind": "wind", "lake": "lake"}


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("ｐｖ", " (did you mean 'pv'?)"),
        ("WIND CAPACITY", " (did you mean 'wind'?)"),
        ("光伏", " (did you mean 'pv'?)"),
        ("capacity", " (did you mean one of 'pv' (PV capacity), 'wind' (Wind capacity)?)"),
        ("solar capacity", " (did you mean one of 'pv' (PV capacity), 'wind' (Wind capacity)?)"),
        ("laek", " (did you mean 'lake'?)"),
        ("l", ""),
        ("grass", ""),
        ("", ""),
    ],
)
def test_what_is_meant(word, hint):
    assert meant(word, CALLED) == hint


def test_a_long_list_is_cut_and_told_in_chinese():
    hint = meant("面积", {f"{'的' * n}面积": f"area_{n}" for n in range(1, FEW + 4)})
    assert hint.startswith(" (did you mean one of 'area_1' (的面积), 'area_2' (的的面积), ") and hint.endswith(
        ", or of 3 more?)"
    )
    said = told(f"'面积' is no variable{hint}", "zh")
    assert said.startswith("没有名为“面积”的变量（是否指以下之一：“area_1”（的面积）、“area_2”（的的面积）、")
    assert said.endswith("，或另外3个？）")


def refused(capsys, *arguments):
    assert main(list(arguments)) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("explain", "风电装"), "(did you mean one of 'wind_capacity' (风电装机), "),
        (("explain", "solar capacity"), "'pv_capacity' (PV capacity)"),
        (("variables", "--sector", "ｗａｔｅｒ"), "(did you mean 'water'?)"),
        (("targets", "--sector", "ｗａｔｅｒ"), "(did you mean 'water'?)"),
        (("targets", "--sector", "水资"), "(did you mean 'water'?)"),
        (("validate", "--only", "降水减半"), "(did you mean 'half-the-rain'?)"),
        (("run", "baseline", "--set", "levers.光伏年核准=3"), "did you mean 'pv_approvals'?"),
        (("run", "baseline", "--set", "levers.ｒａｉｎ=3"), "did you mean 'rain'?"),
        (("run", "baseline", "--set", "ｌｅｖｅｒｓ.rain=3"), "did you mean 'levers'?"),
        (("solve", "plan", "--tradeoff", "ＧＤＰ"), "(did you mean 'gdp'?)"),
    ],
)
def test_every_look_up_has_the_hint(arguments, part, capsys):
    said = refused(capsys, *arguments)
    assert part in said and "full-width" not in said


def test_a_variable_is_explained_by_a_name_in_wide_letters(capsys):
    assert main(["explain", "ｇｄｐ"]) == 0
    assert capsys.readouterr().out.startswith("gdp: ")


@pytest.mark.parametrize("setting", ["levers.rain：5", "levers.rain:5", "levers.rain＝5", "levers.rain ： 5"])
def test_a_setting_with_another_sign_for_equals(setting):
    with pytest.raises(model.InputError, match="expected KEY=VALUE, .*; did you mean 'levers.rain=5'.$"):
        model.load_scenario("baseline", [setting])


@pytest.mark.parametrize("word", ["基准情景", "基准情景：延续2015—2020年趋势", "Baseline"])
def test_a_title_of_a_shipped_scenario_hints_at_its_name(word, capsys):
    assert main(["run", word]) == 2
    assert capsys.readouterr().err.endswith("expected a scenario in YAML; did you mean 'baseline'?\n")


def test_a_new_scenario_is_named_in_latin_and_titled_in_its_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "我的方案", "--lang", "zh"]) == 2
    assert capsys.readouterr().err.endswith("至多64个；标题在写出的文件中填写，可用中文\n")
    assert main(["new", "my-plan"]) == 0
    lines = (tmp_path / "my-plan.yaml").read_text(encoding="utf-8").splitlines()
    assert {line.index(word) for line, word in zip(lines[1:4], ("runs", "what", "lets"), strict=True)} == {53}
    assert {"  en: My plan", "  zh: 我的情景（my-plan）"} <= set(lines)


def test_what_is_no_setting_is_called_no_file(capsys):
    assert main(["run", "baseline", "--set", "levers.rain"]) == 2
    assert capsys.readouterr().err.endswith(
        "error: --set levers.rain: found no setting; expected KEY=VALUE, such as levers.rain.2022=150\n"
    )
