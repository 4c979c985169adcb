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
