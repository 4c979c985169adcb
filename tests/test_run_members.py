"""``simulate run --members``: the probability beside each verdict and the bands are those of ``simulate ensemble``."""

import csv
import json

import pytest
import xarray as xr

import model
from model.cli import main
from model.folder.read import read
from model.present.document.pictures import drawn_from
from model.present.figures import draw_all
from model.present.text.tables import COLUMNS
from model.present.text.words import share
from model.sectors import load

MEMBERS, SEED = 12, 5
OPTIONS = ("--members", str(MEMBERS), "--seed", str(SEED), "--no-figures", "-q")


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    assert main(["run", "baseline", *OPTIONS, "-o", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ensemble")
    assert main(["ensemble", "baseline", *OPTIONS, "-o", str(folder)]) == 0
    return folder


def test_the_probability_is_the_last_column_and_that_of_the_ensemble(folder, ensemble):
    rows = rows_of(folder / "targets.csv")
    assert tuple(rows[0]) == (*COLUMNS, "probability")
    told = {row["id"]: float(row["probability"]) for row in rows_of(ensemble / "target_probability.csv")}
    assert {row["id"]: float(row["probability"]) for row in rows if row["probability"]} == pytest.approx(told, rel=1e-9)
    assert len({*told.values()}) > 3


def test_the_bands_are_the_quantiles_of_the_ensemble(folder, ensemble):
    own, other = (xr.load_dataset(path) for path in (folder / "bands.nc", ensemble / "quantiles.nc"))
    for name in other.data_vars:
        xr.testing.assert_identical(own[name], other[name])
    assert own.attrs["members"] == MEMBERS and own.attrs["seed"] == SEED


def test_the_probability_stands_beside_each_verdict_in_both_languages(capsys, tmp_path):
    for lang, word in (("en", "probability"), ("zh", "达标概率")):
        assert main(["run", "baseline", *OPTIONS, "-o", str(tmp_path / lang), "--lang", lang]) == 0
        lines = capsys.readouterr().out.splitlines()
        table = lines[2 : lines.index("", 2)]
        assert word in table[0] and sum("%" in line.split("2025")[0] for line in table) > 30
        assert any(str(MEMBERS) in line and str(SEED) in line for line in lines[len(table) :])
    assert rows_of(tmp_path / "zh" / "targets.csv")[0]["达标概率"]


def test_without_members_nothing_is_added(tmp_path, capsys):
    assert main(["run", "baseline", "--no-figures", "-o", str(tmp_path)]) == 0
    assert tuple(rows_of(tmp_path / "targets.csv")[0]) == COLUMNS
    assert "probability" not in capsys.readouterr().out and not (tmp_path / "bands.nc").exists()


def test_a_run_without_members_takes_the_bands_of_the_one_before_away(folder, tmp_path):
    assert main(["run", "baseline", *OPTIONS, "-o", str(tmp_path)]) == 0
    assert (tmp_path / "bands.nc").exists()
    assert main(["run", "baseline", "--no-figures", "-q", "-o", str(tmp_path)]) == 0
    assert not (tmp_path / "bands.nc").exists()


def test_the_record_says_how_to_make_it_again(folder):
    record = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert record["command"].endswith(f"--members {MEMBERS} --seed {SEED}") and record["seed"] == SEED
    assert "bands.nc" in record["files"]


def test_the_figures_of_the_folder_carry_the_band(folder):
    material = drawn_from(read(folder), load())
    pages = {page.name: page.rows for page in draw_all(material)}
    bands = xr.load_dataset(folder / "bands.nc")
    for name in ("overview", "fan"):
        drawn = {(row["variable"], row["year"]): row["value"] for row in pages[name] if row["series"] == "quantile_95"}
        assert drawn["gdp", 2025] == float(bands["gdp"].sel(quantile=0.95, year=2025))
    assert {row["variable"] for row in pages["overview"] if row["series"] == "quantile_5"} == {
        row["variable"] for row in pages["overview"]
    }


@pytest.mark.parametrize("option", [["--members", "0"], ["--members", "ten"], ["--members", "4", "--seed", "one"]])
def test_bad_numbers_are_refused_and_nothing_is_written(option, tmp_path, capsys):
    assert main(["run", "baseline", *option, "-o", str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1 and not (tmp_path / "out").exists()


def test_a_share_is_all_or_nothing_only_where_it_is():
    assert [share(value) for value in (None, 0.0, 0.001, 0.5, 0.999, 1.0)] == ["–", "0%", "<1%", "50%", ">99%", "100%"]


def test_verdicts_of_python_have_no_probability(runs):
    assert all(verdict.probability is None for verdict in model.judge(model.targets(), runs["baseline"]))
