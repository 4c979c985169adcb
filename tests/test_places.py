"""Where every command writes: a place that cannot be written is bad input, told by its name before anything is computed."""

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest

from model.cli import main
from model.cli.shared import commands
from model.export import placing

FOLDERS = {
    "run": ["run", "baseline", "-q", "--no-figures", "-o", "{place}"],
    "solve": ["solve", "plan", "-q", "--no-figures", "-o", "{place}"],
    "ensemble": ["ensemble", "baseline", "-q", "--members", "2", "--no-figures", "-o", "{place}"],
    "estimate": ["estimate", "-q", "-o", "{place}"],
    "pace": ["pace", "-q", "-o", "{place}"],
    "figures": ["figures", "{made}", "-q", "-o", "{place}"],
    "compare": ["compare", "{made}", "-q", "-o", "{place}"],
}
FILES = {
    "compare --csv": ["compare", "{made}", "-q", "--csv", "{place}"],
    "loops --csv": ["loops", "-q", "--csv", "{place}"],
    "report": ["report", "{made}", "-q", "-o", "{place}"],
    "page": ["page", "baseline", "-q", "-o", "{place}"],
    "observed-template": ["observed-template", "-q", "-o", "{place}"],
    "estimate": ["estimate", "-q", "-o", "{place}"],
}
ENDINGS = {"report": ".html", "page": ".html"}
FILED = {  # what writes soon enough to be held here where a file is in use
    "run": "targets.csv", "ensemble": "quantiles.nc", "pace": "pace.svg", "compare": "comparison.svg",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("made") / "run"
    assert main(["run", "baseline", "-q", "--no-figures", "-o", str(place)]) == 0
    return place


def typed(arguments, made, place):
    return main([argument.format(made=made, place=place) for argument in arguments])


def refused(capsys, place):
    said = capsys.readouterr()
    assert said.err.startswith(f"error: {place}: cannot be written (") and said.err.count("\n") == 1, said
    assert not said.out


def test_every_command_that_writes_is_held_here():
    known = {command[0] for command in (*FOLDERS.values(), *FILES.values())}
    writers = {
        name
        for name, command in commands.commands.items()
        for option in command.params
        if {"-o", "--output", "--csv"}.intersection(option.opts) and not getattr(option, "is_flag", False)
    }
    assert known == writers


def no_place(folder, kind):
    if kind == "under a file":
        (folder / "file").write_text("mine")
        return folder / "file" / "x"
    if not Path("/proc").is_dir():
        pytest.skip("no such folder here")
    return Path("/proc/none")


@pytest.mark.parametrize("kind", ["under a file", "not to be written to"])
@pytest.mark.parametrize("command", FOLDERS)
def test_a_folder_that_cannot_be_written_is_bad_input(command, kind, made, tmp_path, monkeypatch, capsys):
    place = no_place(tmp_path, kind)
    before = sorted(tmp_path.rglob("*"))
    assert typed(FOLDERS[command], made, place) == 2
    refused(capsys, place)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", ["under a file", "not to be written to"])
@pytest.mark.parametrize("command", FILES)
def test_a_file_that_cannot_be_written_is_bad_input(command, kind, made, tmp_path, capsys):
    place = no_place(tmp_path, kind) / f"x{ENDINGS.get(command, '.csv')}"
    before = sorted(tmp_path.rglob("*"))
    assert typed(FILES[command], made, place) == 2
    refused(capsys, place)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", FILES)
def test_a_folder_in_the_place_of_a_file_is_bad_input(command, lang, made, tmp_path, capsys):
    place = tmp_path / f"x{ENDINGS.get(command, '.csv')}"
    place.mkdir()
    assert typed([*FILES[command], "--lang", lang], made, place) == 2
    said = capsys.readouterr()
    assert str(place) in said.err and said.err.count("\n") == 1 and not said.out


def test_a_link_that_leads_nowhere_is_bad_input(made, tmp_path, capsys):
    (tmp_path / "link").symlink_to(tmp_path / "none" / "far")
    assert typed(FOLDERS["run"], made, tmp_path / "link") == 2
    refused(capsys, tmp_path / "link")


@pytest.mark.parametrize("command", [*FILED, "compare --csv", "observed-template"])
def test_a_file_in_use_is_bad_input_and_told_by_its_name(command, made, tmp_path, monkeypatch, capsys):
    """As another program holds it open, on some systems; all that stood there stands."""
    kind = FOLDERS.get(command) or FILES[command]
    out = tmp_path / "out"
    place = out if command in FILED else out / "x.csv"
    name = FILED.get(command, "x.csv")
    assert typed(kind, made, place) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    replace = os.replace

    def refuse(source, target):
        if Path(source).name == name and Path(source).parent == out:
            raise PermissionError(errno.EACCES, "in use", str(source))
        replace(source, target)

    monkeypatch.setattr(placing.os, "replace", refuse)
    capsys.readouterr()
    assert typed([*kind, "--lang", "zh"], made, place) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"错误：{out / name}：无法写入（in use）") and said.count("\n") == 1, said
    kept = {path: path.read_bytes() for path in out.rglob("*") if path.is_file() and "partial" not in str(path)}
    assert kept == before


@pytest.mark.parametrize("command", ["compare", "compare --csv", "pace", "page", "observed-template"])
def test_folders_that_are_wanting_are_made(command, made, tmp_path):
    place = tmp_path / "new" / "newer" / f"x{ENDINGS.get(command, '.csv')}"
    assert typed(FOLDERS.get(command) or FILES[command], made, place) == 0
    assert place.exists() and not list(tmp_path.rglob(".writing*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such device")
@pytest.mark.parametrize("command", ["compare --csv", "observed-template"])
def test_a_device_is_written_to_as_it_is(command, made):
    assert typed(FILES[command], made, os.devnull) == 0


def test_an_ensemble_that_cannot_take_its_place_leaves_the_one_before(tmp_path, capsys):
    """The store, its quantiles and its figures are of one ensemble, and --resume goes on with the other."""
    ensemble = ["ensemble", "baseline", "-q", "--members", "2", "--no-figures", "-o", str(tmp_path)]
    assert main(ensemble) == 0
    (tmp_path / "quantiles.nc").rename(tmp_path / "kept")
    (tmp_path / "quantiles.nc").mkdir()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main([*ensemble, "--seed", "7"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: {tmp_path / 'quantiles.nc'}: cannot be written") and said.endswith(
        "--resume goes on\n"
    )
    partial = tmp_path / "ensemble.zarr.partial"
    assert {
        path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and partial not in path.parents
    } == before
    (tmp_path / "quantiles.nc").rmdir()
    assert main([*ensemble, "--seed", "7", "--resume"]) == 0
    assert not partial.exists() and (tmp_path / "quantiles.nc").is_file()
    shutil.rmtree(tmp_path / "ensemble.zarr")
