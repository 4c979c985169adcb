"""``simulate ensemble``: the same members in any company, what is kept, and what stands after a run was cut off."""

import csv
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import model
from model.analysis.uncertainty import blocks
from model.analysis.uncertainty.quantiles import QUANTILES
from model.cli import main
from model.engine.errors import RunError
from model.folder.ensemble import store as folders
from model.results.label import HEADLINES

BASELINE = Path(__file__).parents[1] / "scenarios" / "baseline.yaml"
MEMBERS, SEED = 10, 3


def command(folder, *options, members=MEMBERS, seed=SEED):
    return main(
        [
            "ensemble",
            str(BASELINE),
            "--members",
            str(members),
            "--seed",
            str(seed),
            "-o",
            str(folder),
            "--no-figures",
            *options,
        ]
    )


def opened(folder):
    return xr.open_zarr(folder / "ensemble.zarr", consolidated=False)


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "SIZE", 4)
    monkeypatch.setattr(folders, "SIZE", 4)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    assert command(folder) == 0
    return folder


@pytest.fixture(scope="module")
def in_python():
    return model.ensemble(model.load_scenario(BASELINE), 4, SEED)


def test_members_are_those_of_python_to_the_bit(whole, in_python):
    found = opened(whole)
    assert list(found["member"]) == list(range(MEMBERS)) and (found["status"] == 1).all()
    for name in ("gdp", "co2_emissions", "loans", "programme_coverage"):
        own = in_python[name].transpose("member", "year", ...)
        assert found[name].dims == own.dims and found[name].attrs["units"] == own.attrs["units"]
        np.testing.assert_array_equal(found[name].values[:4], own.values)


def test_headlines_and_what_targets_read_are_kept(whole):
    names = set(opened(whole).data_vars)
    assert {*HEADLINES, "programme_coverage", "insurance_depth"} <= names
    assert "livestock" not in names


def test_all_keeps_every_variable_that_has_years(tmp_path):
    assert command(tmp_path, "--keep", "all", members=2) == 0
    assert {"livestock", "pv_approvals"} <= set(opened(tmp_path).data_vars)


def test_blocks_do_not_matter(whole, small_blocks, tmp_path):
    assert command(tmp_path) == 0
    for name, values in opened(whole).data_vars.items():
        np.testing.assert_array_equal(opened(tmp_path)[name].values, values.values)


def test_quantiles_and_probabilities_are_those_of_the_members(whole):
    members, quantiles = opened(whole).load(), xr.open_dataset(whole / "quantiles.nc")
    for name in ("gdp", "bad_loan_ratio"):
        expected = np.quantile(members[name], QUANTILES, axis=0)
        np.testing.assert_allclose(quantiles[name].transpose("quantile", "year"), expected, rtol=1e-12)
    rows = {
        r["id"]: float(r["probability"])
        for r in csv.DictReader(open(whole / "target_probability.csv", encoding="utf-8-sig"))
    }
    share = float((members["pv_capacity"].sel(year=2025) >= 3250).mean())
    assert rows["pv-capacity-2025"] == share and all(0 <= value <= 1 for value in rows.values())
    assert rows["strategic-emerging-share-2025"] > 0.5


def test_what_was_cut_off_goes_on_to_the_same_bits(whole, small_blocks, tmp_path, monkeypatch, capsys):
    def stop(done, total, seconds):
        if done >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folders.make(model.load_scenario(BASELINE), tmp_path, folders.Choice(MEMBERS, SEED), progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["ensemble.zarr.partial"]
    assert command(tmp_path) == 2 and "--resume" in capsys.readouterr().err
    assert command(tmp_path, "--resume", seed=SEED + 1) == 2 and "seed" in capsys.readouterr().err
    ran = []
    run_block = blocks.run_block
    monkeypatch.setattr(blocks, "run_block", lambda *a: ran.append(a[3]) or run_block(*a))
    assert command(tmp_path, "--resume") == 0
    assert ran == [8]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ensemble.zarr", "quantiles.nc", "target_probability.csv"]
    for name, values in opened(whole).data_vars.items():
        np.testing.assert_array_equal(opened(tmp_path)[name].values, values.values)
    assert command(tmp_path, "--resume") == 0 and ran == [8]


def test_resume_starts_where_there_is_nothing(tmp_path):
    assert command(tmp_path / "new", "--resume", members=1) == 0
    assert opened(tmp_path / "new").sizes["member"] == 1


def test_members_that_leave_are_recorded_with_their_reason(tmp_path, monkeypatch):
    run = blocks.those_who_ran

    def without_the_second(scenario, system, values, kept):
        trajectory, ran, _ = run(scenario, system, {n: np.delete(v, 1, axis=0) for n, v in values.items()}, kept)
        return trajectory, np.where(ran >= 1, ran + 1, ran), {1: RunError("gdp", 2021.0, 1, "gdp is not finite")}

    monkeypatch.setattr(blocks, "those_who_ran", without_the_second)
    assert command(tmp_path, members=4) == 0
    found = opened(tmp_path)
    assert list(found["status"]) == [1, 2, 1, 1] and found.attrs["reasons"] == {"1": "gdp is not finite"}
    assert np.isnan(found["gdp"][1]).all() and np.isfinite(found["gdp"][[0, 2, 3]]).all()
    assert xr.open_dataset(tmp_path / "quantiles.nc").attrs["left_domain"] == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--members", "0"], "members"),
        (["--seed", "one"], "seed"),
        (["--seed", "-1"], "seed"),
        (["--keep", "some"], "keep"),
    ],
)
def test_bad_options_are_refused_and_nothing_is_written(options, said, tmp_path, capsys):
    assert main(["ensemble", str(BASELINE), "-o", str(tmp_path / "out"), *options]) == 2
    assert said in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_a_folder_that_is_no_ensemble_is_not_gone_on_with(tmp_path, capsys):
    (tmp_path / "ensemble.zarr.partial").mkdir()
    (tmp_path / "ensemble.zarr.partial" / "mine.txt").write_text("mine")
    assert command(tmp_path, "--resume") == 2
    assert "found no ensemble" in capsys.readouterr().err
    assert (tmp_path / "ensemble.zarr.partial" / "mine.txt").read_text() == "mine"
