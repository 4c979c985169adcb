"""The command line on the shipped scenarios: what it writes and prints, and how it refuses."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

import model
from model.cli import main
from model.engine.declare import Equation
from model.present.text.explain import equation_text
from model.present.text.tables import COLUMNS
from model.results.label import HEADLINES
from model.sectors import load

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
BASELINE = str(SCENARIOS[0].with_name("baseline.yaml"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a baseline run."""
    place = tmp_path_factory.mktemp("runs") / "baseline"
    assert main(["run", BASELINE, "-o", str(place), "--no-figures"]) == 0
    return place


def content(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_every_shipped_scenario_runs_without_a_warning(scenario, tmp_path, capsys):
    assert main(["run", str(scenario), "-o", str(tmp_path / "run"), "--no-figures", "-q"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    judged = "none is judged" if scenario.stem == "last-plan" else "main indicators: "
    for part in (judged, "rk4", "keep their defaults", "results.nc"):
        assert part in said.out


def test_a_run_writes_the_files_of_the_contract(folder):
    assert {path.name for path in folder.iterdir()} == {"results.nc", "results.csv", "targets.csv", "provenance.json"}
    results = model.open_results(folder)
    assert set(HEADLINES) <= set(results.data_vars) and int(results["year"][0]) == 2020
    with open(folder / "targets.csv", encoding="utf-8-sig", newline="") as file:
        assert tuple(next(csv.reader(file))) == COLUMNS
    record = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert record["scenario"]["name"] == "baseline" and BASELINE in record["sha256"]


def test_a_run_from_python_gives_the_same_results(folder):
    assert model.run(model.load_scenario(BASELINE)).equals(model.open_results(folder))


@pytest.mark.slow
def test_figures_are_drawn_and_stale_ones_removed(tmp_path):
    place = tmp_path / "run"
    assert main(["run", BASELINE, "-o", str(place), "--lang", "zh"]) == 0
    assert {path.suffix for path in (place / "figures").iterdir()} == {".png", ".svg", ".csv"}
    (place / "figures" / "mine.png").write_bytes(b"mine")
    assert main(["run", BASELINE, "-o", str(place), "--no-figures"]) == 0
    assert [path.name for path in (place / "figures").iterdir()] == ["mine.png"]


def test_a_setting_that_moves_nothing_is_warned_of(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("model.analysis.checks.without_effect", lambda *_: ["rain"])
    assert main(["run", BASELINE, "-o", str(tmp_path / "run"), "--no-figures"]) == 0
    assert capsys.readouterr().err == "warning: rain is set by the scenario and changes no result\n"


def test_check_finds_the_model_in_health(capsys):
    assert main(["check", BASELINE]) == 0
    said = capsys.readouterr().out
    assert "units: no conflicts" in said and "balances: all" in said and "GDP, constant base-year prices" in said


def test_variables_are_listed(capsys):
    assert main(["variables", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"gdp", "pv_capacity"} <= {row["name"] for row in rows}
    assert main(["variables", "--sector", "water"]) == 0
    said = capsys.readouterr().out
    assert "water_intensity" in said and "pv_capacity" not in said


def test_one_variable_of_each_kind_is_explained(capsys):
    kinds = {declaration.kind: name for name, declaration in load().declarations.items()}
    for name in kinds.values():
        assert main(["explain", name]) == 0
        said = capsys.readouterr()
        assert said.err == "" and said.out.startswith(f"{name}: ") and "used by" in said.out


def test_the_equation_of_every_variable_can_be_shown():
    system = load()
    for name in system.of_kind(Equation):
        formula, _ = equation_text(system.declarations[name])
        assert formula


def test_the_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_compare_puts_runs_side_by_side(folder, tmp_path, capsys):
    assert main(["compare", str(folder), str(folder / "results.nc")]) == 0
    said = capsys.readouterr().out
    assert "gdp" in said and "100 million CNY/yr" in said and "1e8" not in said
    assert main(["compare", str(folder), "--csv", str(tmp_path / "table.csv")]) == 0
    rows = list(csv.DictReader((tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["variable"] for row in rows} == set(HEADLINES)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--nosuch"], "--nosuch"),
        (["rnu"], "'run'"),
        (["run"], "Missing argument"),
        (["run", BASELINE, "--lan", "zh"], "'--lang'"),
        (["run", BASELINE, "--lang", "fr"], "'en', 'zh'"),
        (["run", BASELINE, "extra"], "extra"),
        (["run", "nowhere.yaml"], "nowhere.yaml"),
        (["run", BASELINE, "--set", "levers.carbon_prise=3"], "'carbon_price'"),
        (["run", BASELINE, "--set", "targets.pv-capacity-2052.value=3"], "no target"),
        (["explain", "pv_capacty"], "'pv_capacity'"),
        (["variables", "--sector", "watr"], "'water'"),
        (["compare", "nowhere"], "nowhere"),
        (["targets", "--sector", "watr"], "'water'"),
        (["targets", "--document", "95"], "宁政办发〔2021〕94号"),
        (["targets", "--nature", "bindin"], "'binding'"),
        (["targets", "--gazette", "nowhere.txt"], "nowhere.txt"),
        (["evidence", "nowhere.yaml"], "nowhere.yaml"),
        (["check", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_bad_input_is_refused_in_one_line(arguments, part, folder, capsys):
    before = content(folder)
    output = ["-o", str(folder), "--no-figures"] if arguments[:1] == ["run"] and len(arguments) > 1 else []
    assert main([*arguments, *output]) == 2
    said = capsys.readouterr()
    assert part in said.err and said.err.count("\n") == 1 and said.out == ""
    assert content(folder) == before


def test_a_run_that_leaves_its_domain_says_where_and_writes_nothing(folder, capsys):
    before = content(folder)
    arguments = ["run", BASELINE, "-o", str(folder), "--no-figures", "--set", "parameters.gdp_base=1e300"]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "it must be" in said.err and said.err.count("\n") == 1
    assert content(folder) == before


def test_importing_the_package_and_its_command_line_is_light():
    heavy = {"xarray", "pandas", "matplotlib", "pint", "pydantic", "sympy"}
    code = "import sys, model.cli; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(found.stdout.split())


def test_the_catalogue_is_a_table_a_list_and_a_file(capsys):
    assert main(["targets", "--document", "102", "--lang", "zh"]) == 0
    assert "草原综合植被盖度" in capsys.readouterr().out
    assert main(["targets", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"id", "document", "place", "relation", "value", "restates", "variable", "reason"} <= set(rows[0])
    assert main(["targets", "--nature", "binding", "--csv"]) == 0
    lines = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [line["id"] for line in lines] == [row["id"] for row in rows if row["nature"] == "binding"]


def test_a_text_that_is_no_gazette_or_lacks_a_figure_is_told(tmp_path, capsys):
    text = tmp_path / "gazette.txt"
    text.write_text("一份别的文件", encoding="utf-8")
    assert main(["targets", "--gazette", str(text)]) == 2
    assert "found none of the documents" in capsys.readouterr().err
    text.write_text(
        "宁政办发〔2021〕102号\n（三）总体目标。2600万亩，57%，58%，保持稳定，本世纪中叶。\n", encoding="utf-8"
    )
    assert main(["targets", "--gazette", str(text)]) == 1
    out = capsys.readouterr().out
    assert "grassland-restoration-2025: found no '百万亩'" in out and "grassland-cover-2025" not in out


def test_the_audit_is_a_text_and_a_list(capsys):
    assert main(["audit"]) == 0
    assert "disagrees:" in capsys.readouterr().out
    assert main(["audit", "--lang", "zh"]) == 0
    assert "不一致：" in capsys.readouterr().out
    assert main(["audit", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["verdict"] for row in rows} == {"agrees", "within_rounding", "disagrees", "implausible"}


def test_the_evidence_is_counted_and_listed(capsys):
    assert main(["evidence", "--top", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    end = lines.index("")
    shown = [line for line in lines[end + 1 :] if not line.startswith("    ")]
    assert lines[0].startswith("sector") and lines[end - 1].startswith("all") and len(shown) == 1 + 3
    assert main(["evidence", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"name", "status", "weight", "moves", "source", "estimable"} <= set(rows[0])
    assert main(["evidence", "--over", "20"]) == 0
    heavy = [row["name"] for row in rows if (row["weight"] or 0) > 20]
    shown = [line for line in capsys.readouterr().out.splitlines()[end + 2 :] if not line.startswith("    ")]
    assert [line.split()[0] for line in shown] == heavy
    told = next(row for row in rows if row["name"] == heavy[0])["note"]
    assert told in " ".join(" ".join(lines[end + 1 :]).split())  # whole
