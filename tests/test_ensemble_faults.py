"""``simulate ensemble`` where the disk, the folder, the numbers or the cluster are at fault: one line, and nothing lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from model.analysis.uncertainty import batch, blocks, cluster
from model.cli import main
from model.engine.errors import RunError
from model.folder.ensemble import store as folders

MEMBERS = 12
QUIET = ("--members", str(MEMBERS), "-q", "--no-figures")
# blocks of four, and no file above so many bytes once the model is imported
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from model.analysis.uncertainty import blocks
from model.cli import main
from model.folder.ensemble import store
import model.present.text.targets.verdicts, scipy.stats, zarr
blocks.SIZE = store.SIZE = 4
run = blocks.run_block
def run_block(*arguments):
    if arguments[3] == {at}:
        resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))
    return run(*arguments)
blocks.run_block = run_block
sys.exit(main(["ensemble", "baseline", {options}, "-o", {folder!r}]))
"""


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "SIZE", 4)
    monkeypatch.setattr(folders, "SIZE", 4)


def ensemble(folder, *options, scenario="baseline"):
    return main(["ensemble", scenario, *QUIET, "-o", str(folder), *options])


def one_line(capsys):
    said = capsys.readouterr().err
    assert said.startswith("error: ") and said.count("\n") == 1, said
    return said


def assert_same_members(folder, other):
    one, two = (xr.open_zarr(place / "ensemble.zarr", consolidated=False).load() for place in (folder, other))
    for name, values in one.data_vars.items():
        np.testing.assert_array_equal(values, two[name])


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    assert ensemble(folder) == 0
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on sizes of files stands for a disk that is full")
@pytest.mark.parametrize("size", [0, 150, 4000])
def test_a_disk_that_is_full_leaves_what_is_done_and_the_rest_goes_on(size, whole, small_blocks, tmp_path, capsys):
    code = LIMITED.format(at=4, bytes=size, options=", ".join(map(repr, QUIET)), folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith(f"error: {tmp_path}") and "--resume" in done.stderr
    (store,) = tmp_path.glob("ensemble.zarr*")
    assert (xr.open_zarr(store, consolidated=False)["status"][:4] == 1).all()
    assert ensemble(tmp_path, "--resume") == 0
    assert_same_members(tmp_path, whole)


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_small_disk_that_fills_up_and_is_freed(small_disk, whole, small_blocks, monkeypatch, capsys):
    run, other = blocks.run_block, small_disk / "other"

    def filled(*arguments):
        if arguments[3] == 4:
            with pytest.raises(OSError, match="No space"), other.open("wb", buffering=0) as file:
                while True:
                    file.write(bytes(4096))
        return run(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(blocks, "run_block", filled)
        assert ensemble(small_disk / "run") == 2
    assert "No space left on device" in one_line(capsys)
    other.unlink()
    assert ensemble(small_disk / "run", "--resume") == 0
    assert_same_members(small_disk / "run", whole)


def test_a_folder_that_cannot_be_written_is_bad_input(tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "file" / "run", Path("/proc/run")):
        assert ensemble(place) == 2
        assert str(place) in (said := one_line(capsys)) and "cannot be written" in said
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_may_not_be_written_is_bad_input(tmp_path, capsys):
    tmp_path.chmod(0o500)
    try:
        assert ensemble(tmp_path / "run") == 2
    finally:
        tmp_path.chmod(0o700)
    assert "cannot be written" in one_line(capsys) and not list(tmp_path.iterdir())


@pytest.mark.parametrize("options", [("--members", "0"), ("--members", "2.5"), ("--seed", "one"), ("--seed", "1.5")])
def test_numbers_that_are_none_are_bad_input(options, tmp_path, capsys):
    assert ensemble(tmp_path / "run", *options) == 2
    assert options[0] in one_line(capsys) and not (tmp_path / "run").exists()


def test_another_scenario_is_not_gone_on_with(tmp_path, capsys):
    assert ensemble(tmp_path, scenario="dry-years") == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert ensemble(tmp_path, "--resume") == 2
    assert "another scenario" in one_line(capsys)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("address", ["nonsense", "nowhere:80", "tcp://127.0.0.1:9", ""])
def test_a_scheduler_that_is_not_there_is_bad_input(address, tmp_path):
    code = f"""
import sys
from model.analysis.uncertainty import cluster
from model.cli import main
cluster.PATIENCE = 0.5
sys.exit(main(["ensemble", "baseline", {", ".join(map(repr, QUIET))}, "--scheduler", {address!r}, "-o", {str(tmp_path / "run")!r}]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr  # nor a word when the process ends
    assert f"found no scheduler at {address}" in done.stderr and not (tmp_path / "run").exists()


def test_a_port_that_is_no_scheduler_is_bad_input(monkeypatch):
    import socket

    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(cluster.InputError, match="no scheduler"):
            cluster.Cluster(f"tcp://127.0.0.1:{other.getsockname()[1]}")


def test_where_no_member_runs_the_reason_is_told_and_nothing_stands(tmp_path, capsys, monkeypatch):
    assert ensemble(tmp_path / "run", "--set", "parameters.gdp_base=1e300") == 1
    assert f"none of {MEMBERS} members runs; of the first: gdp is" in one_line(capsys)
    assert not (tmp_path / "run").exists()


def test_what_stood_there_stands_where_no_member_runs(whole, capsys, monkeypatch):
    def never(*arguments, **keys):
        raise RunError("capital", 2021.0, 0, "capital left its domain")

    before = sorted(path.name for path in whole.iterdir())
    monkeypatch.setattr(batch, "integrate", never)
    assert ensemble(whole) == 1
    assert "of the first: capital left its domain" in one_line(capsys)
    assert sorted(path.name for path in whole.iterdir()) == before
    assert (xr.open_zarr(whole / "ensemble.zarr", consolidated=False)["status"] == 1).all()


def test_a_run_with_members_of_which_none_runs_says_why_and_writes_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(batch, "integrate", lambda *a, **k: (_ for _ in ()).throw(RunError("c", 2021.0, 0, "c left")))
    assert main(["run", "baseline", "--members", "3", "-q", "--no-figures", "-o", str(tmp_path / "run")]) == 1
    assert "c left" in one_line(capsys) and not (tmp_path / "run").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_an_interrupt_leaves_what_is_done(whole, small_blocks, tmp_path, monkeypatch, capsys):
    run = blocks.run_block

    def interrupted(*arguments):
        if arguments[3] == 8:
            os.kill(os.getpid(), signal.SIGINT)
        return run(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(blocks, "run_block", interrupted)
        assert ensemble(tmp_path) == 130
    assert capsys.readouterr().err.strip() == "error: interrupted"
    assert ensemble(tmp_path, "--resume") == 0
    assert_same_members(tmp_path, whole)


@pytest.mark.parametrize("fault", ["its description", "a variable", "a block"])
def test_a_damaged_store_is_told_and_left_as_it_is(fault, tmp_path, capsys):
    assert ensemble(tmp_path / "out") == 0
    store = tmp_path / "out" / "ensemble.zarr"
    if fault == "its description":
        (store / "zarr.json").write_text("{", encoding="utf-8")
    elif fault == "a variable":
        (store / "gdp").rename(tmp_path / "gdp")
    else:
        block = next(path for path in (store / "gdp").rglob("*") if path.is_file() and path.name != "zarr.json")
        block.write_bytes(block.read_bytes()[:20])
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert ensemble(tmp_path / "out", "--resume") == 2
    assert f"{store}: found an ensemble that cannot be read whole" in one_line(capsys)
    assert before == {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
