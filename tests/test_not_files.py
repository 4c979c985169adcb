"""What stands where a file is meant: pipes, devices, folders; and names that are refused before anything heavy is done."""

import errno
import os
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import model
from model.analysis import validation
from model.cli import main
from model.export import estimates, netcdf
from model.export.placing import passing_folder

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
PIPE = "a pipe or a device, not a file"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("made") / "run"
    assert main(["run", "baseline", "-q", "-o", str(place), "--no-figures"]) == 0
    return place


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.yaml")
    return tmp_path


@pytest.mark.parametrize("place", ["pipe.yaml", "/dev/zero"])
@pytest.mark.parametrize(
    "command",
    [
        "run {}",
        "solve {}",
        "solve plan -q --observed {}",
        "estimate --observations {}",
        "targets --gazette {}",
        "compare {}",
        "page baseline -q -o x.html --solved {}",
    ],
)
def test_a_pipe_or_a_device_is_refused_and_not_waited_for(command, place, here, capsys):
    assert main(command.format(place).split()) == 2
    said = capsys.readouterr().err
    assert place in said and PIPE in said and said.count("\n") == 1
    assert sorted(path.name for path in here.iterdir()) == ["pipe.yaml"]


def test_a_pipe_is_told_in_chinese(here, capsys):
    assert main(["run", "pipe.yaml", "--lang", "zh"]) == 2
    assert "是管道或设备，不是文件" in capsys.readouterr().err


@pytest.mark.parametrize("kind", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("name", ["provenance.json", "results.nc", "targets.csv", "results.csv"])
def test_a_folder_in_which_something_else_has_the_name_of_a_file(kind, name, made, tmp_path, capsys, monkeypatch):
    """Refused before a search of minutes; what reads it ends too."""
    monkeypatch.setattr("model.plan.solution.outcome.find", None)
    folder = shutil.copytree(made, tmp_path / "run")
    (folder / name).unlink()
    kind(folder / name)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    for command in (["run", "baseline", "--no-figures", "-o"], ["solve", "plan", "-o"]):
        capsys.readouterr()
        assert main([*command, str(folder), "-q"]) == 2
        said = capsys.readouterr().err
        assert str(folder / name) in said and "where a file is to be written" in said and said.count("\n") == 1
    with pytest.raises(model.InputError, match="where a file is to be written"):
        model.solve(model.load_scenario("plan"), folder)
    assert main(["compare", str(folder)]) in (0, 2)
    if name != "results.csv":  # which a report does not read
        assert main(["report", str(folder)]) == 2
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_pipe_in_the_place_of_any_file_is_kept(tmp_path):
    os.mkfifo(tmp_path / "own")
    with passing_folder(tmp_path) as new, pytest.raises(FileExistsError, match="a pipe or a device stands"):
        (new / "own").write_text("x")
        estimates.move_in(new, ["own"])
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


def test_a_disk_that_fills_while_an_estimate_is_written_leaves_the_old_one(tmp_path, monkeypatch):
    tables = {"posterior": pd.DataFrame({"cut_off": [2014], "mean": [1.0]})}
    estimates.write(tables, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    write_text = Path.write_text

    def full(path, text, **keys):
        write_text(path, text[: len(text) // 2], **keys)
        if path.name == "made.json":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(model.InputError, match=rf"^{tmp_path}: cannot be written \(No space left on device\)$"):
        estimates.write({"posterior": tables["posterior"] * 2}, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_the_library_says_of_a_full_disk_is_told_once(tmp_path, monkeypatch):
    def full(file, dataset):
        raise RuntimeError("NetCDF: HDF error")

    monkeypatch.setattr(netcdf, "_fill", full)
    with pytest.raises(OSError, match="the disk may be full: NetCDF: HDF error"):
        netcdf.write(pd.Series(np.arange(3.0), name="x").to_xarray().to_dataset(), tmp_path / "results.nc")
    assert not list(tmp_path.iterdir())


def test_a_check_that_is_none_is_refused_before_any_is_made_ready(monkeypatch, capsys):
    monkeypatch.setattr(validation, "reality_checks", None)
    assert main(["validate", "--only", "half-the-rainn"]) == 2
    assert "'half-the-rainn' is no check (did you mean 'half-the-rain'?)" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["report", "figures"])
def test_a_folder_that_is_none_is_refused_before_what_is_slow_is_imported(command, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "model.folder.read", None)
    assert main([command, str(tmp_path / "nowhere")]) == 2
    assert "expected a folder of results" in capsys.readouterr().err
