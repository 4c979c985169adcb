"""The shipped scenarios: found by name from anywhere, listed, extended, and a new one to begin from."""

import shutil
from pathlib import Path

import pytest

import model
from model.cli import main
from model.scenario.form import DEVICES
from model.scenario.shipped import find, home, shipped
from model.scenario.yaml import read_text

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    """An empty folder, the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_they_are_those_of_the_repository():
    assert home() == ROOT / "scenarios"
    assert {"baseline", "plan", "last-plan"} <= shipped().keys()


@pytest.mark.parametrize("name", ["baseline", "baseline.yaml"])
def test_a_name_is_found_anywhere(name):
    assert Path(find(name)) == ROOT / "scenarios" / "baseline.yaml"
    assert model.load_scenario(name).name == "baseline"


def test_a_file_of_ones_own_wins_and_is_told(capsys):
    Path("baseline.yaml").write_text("name: mine\ntitle: {en: Mine, zh: 我的}\n", encoding="utf-8")
    assert model.load_scenario("baseline").name == model.load_scenario("baseline.yaml").name == "mine"
    assert main(["run", "baseline", "--no-figures"]) == 0
    assert "scenario: baseline.yaml, of this folder" in capsys.readouterr().err
    assert Path("outputs/mine/results.nc").is_file()
    assert main(["run", "dry-years", "--no-figures", "--lang", "zh"]) == 0
    assert "随模型提供" in capsys.readouterr().err
    assert main(["run", "dry-years", "--no-figures", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_a_folder_in_the_name_means_that_folder(capsys):
    assert main(["run", "elsewhere/baseline.yaml", "--no-figures"]) == 2
    said = capsys.readouterr().err
    assert "elsewhere/baseline.yaml" in said and "did you mean 'baseline'?" in said
    Path("baseline").mkdir()
    assert Path(find("baseline")) == ROOT / "scenarios" / "baseline.yaml"


@pytest.mark.parametrize("parent", ["dry-years.yaml", "dry-years"])
def test_a_shipped_one_is_extended_from_anywhere(parent):
    Path("mine.yaml").write_text(f"name: mine\ntitle: {{en: M, zh: 我}}\nextends: {parent}\n", encoding="utf-8")
    assert model.load_scenario("mine").levers["rain"] == model.load_scenario("dry-years").levers["rain"]


def test_one_beside_it_is_extended_before_a_shipped_one():
    for name, more in (("dry-years", "levers: {rain: 250}"), ("mine", "extends: dry-years.yaml")):
        Path(f"{name}.yaml").write_text(f"name: {name}\ntitle: {{en: M, zh: 我}}\n{more}\n", encoding="utf-8")
    assert model.load_scenario("mine").levers["rain"][2023] == 250


def test_ones_own_of_a_shipped_name_may_extend_that():
    text = "name: baseline\ntitle: {en: M, zh: 我}\nextends: baseline.yaml\nhorizon: {end: 2031}\n"
    Path("baseline.yaml").write_text(text, encoding="utf-8")
    assert model.load_scenario("baseline").end == 2031
    Path("other.yaml").write_text(text.replace("baseline", "other"), encoding="utf-8")
    with pytest.raises(model.InputError, match="found a cycle"):
        model.load_scenario("other")


def test_they_are_listed(capsys):
    for lang, title, years in (("en", "Dry years", "2020–2025"), ("zh", "干旱年份", "2020—2025")):
        assert main(["scenarios", "--lang", lang]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 1 + len(shipped())
        row = next(line for line in lines if line.startswith("dry-years"))
        assert title in row and "baseline" in row and row.endswith(years)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_one_runs(lang, capsys):
    assert main(["new", "mine", "--lang", lang]) == 0
    assert "simulate run mine.yaml" in capsys.readouterr().out
    assert main(["run", "mine.yaml", "--no-figures"]) == 0
    assert capsys.readouterr().err == ""
    assert {"carbon_price", "pv_approvals"} <= set(model.load_scenario("mine").changed)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_new_one_has_in_comments_is_sound_too(lang):
    main(["new", "mine", "--lang", lang])
    lines = Path("mine.yaml").read_text(encoding="utf-8").splitlines()
    parts = "\n".join(lines).split("\n\n")
    for part in [part for part in parts if part.count("\n# ") and "# solve" not in part][1:]:
        bare = [line.removeprefix("# ") for line in part.splitlines() if line.startswith("# ") and ":" in line]
        keys = [n for n, line in enumerate(bare) if line.endswith(":") and not line.startswith(" ")]
        if keys:
            own = "\n".join(["name: a", "title: {en: A, zh: 甲}", "extends: baseline.yaml", *bare[keys[0] :]])
            Path("part.yaml").write_text(own, encoding="utf-8")
            assert model.load_scenario("part.yaml")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("plan", "ships with the model"),
        ("here", "stands there already"),
        ("Upper", "lower-case"),
        ("../up", "lower-case"),
        ("", "lower-case"),
        ("é", "lower-case"),
        ("a" * 65, "lower-case"),
        ("con", "Windows"),
    ],
)
def test_a_new_one_needs_a_name_of_its_own(name, part, empty, capsys):
    (empty / "here.yaml").write_text("mine", encoding="utf-8")
    assert main(["new", name]) == 2
    assert part in capsys.readouterr().err
    assert [path.name for path in empty.iterdir()] == ["here.yaml"]
    assert (empty / "here.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", DEVICES)
def test_no_scenario_has_the_name_of_a_device(name):
    Path("a.yaml").write_text(f"name: {name}\ntitle: {{en: M, zh: 我}}\n", encoding="utf-8")
    with pytest.raises(model.InputError, match="Windows"):
        model.load_scenario("a.yaml")


def test_commands_that_take_no_scenario_use_the_baseline_from_anywhere(capsys):
    assert main(["evidence", "--top", "1"]) == 0
    assert "assumption" in capsys.readouterr().out


def test_a_file_without_its_suffix_is_found_beside(empty):
    shutil.copy(ROOT / "scenarios" / "dry-years.yaml", empty / "own.yaml")
    assert find("own") == "own.yaml"
    assert read_text(Path("own.yaml").read_text(encoding="utf-8"), "own", model.errors.Problems())
