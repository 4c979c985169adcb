"""Files are put into a folder all together or not at all: locked, full, on another disk, killed, by several at once."""

import errno
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

import model
from model.cli import main
from model.export import placing
from model.export.files import write_text
from model.export.placing import JOURNAL, LOCK, NEW, OLD, PASSING, move_in, passing_folder
from model.folder.read import read
from model.folder.record import KEPT, RECORD
from model.folder.staging import write_folder
from model.testing import assert_same_results

OWN = {"results.nc", "results.csv", "targets.csv", "provenance.json"}


def content(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(folder, *settings):
    return main(["run", "baseline", "-q", "-o", str(folder), "--no-figures", *settings])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a run; copied by those that change it."""
    place = tmp_path_factory.mktemp("made") / "run"
    assert run(place) == 0
    return place


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "run")


def write(folder, names, stale=(), text="new"):
    with passing_folder(folder) as new:
        for name in names:
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_text(text)
        return move_in(new, names, stale)


@pytest.fixture
def place(tmp_path):
    """A folder with two files that are to be replaced and one that is stale."""
    for name in ("a", "b", "stale", "mine"):
        (tmp_path / name).write_text("old")
    return tmp_path


def test_files_are_moved_in_and_stale_ones_out(place):
    assert write(place, ["a", "b", "sub/c"], ["stale"]) == [place / "a", place / "b", place / "sub/c"]
    assert content(place) == {"a": b"new", "b": b"new", "sub/c": b"new", "mine": b"old"}


@pytest.mark.parametrize("failing", range(1, 7))
def test_a_move_that_fails_leaves_all_as_it_was(place, failing, monkeypatch):
    before, moves, move = content(place), iter(range(1, 100)), placing._move

    def refuse(source, target):
        if next(moves) == failing:
            raise PermissionError(errno.EACCES, "in use", str(target))
        move(source, target)

    monkeypatch.setattr(placing, "_move", refuse)
    with pytest.raises(PermissionError):
        write(place, ["a", "b", "sub/c"], ["stale"])
    assert content(place) == before


@pytest.mark.parametrize("cut", range(1, 7))
def test_what_a_killed_one_has_left_is_undone_by_the_next(place, cut, monkeypatch):
    before, moves, move = content(place), iter(range(1, 100)), placing._move

    def die(source, target):
        if next(moves) == cut:
            os._exit(9)
        move(source, target)

    def work():
        placing._move = die
        write(place, ["a", "b", "sub/c"], ["stale"])

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    assert process.exitcode == 9 and list(place.glob(f"{PASSING}*/{JOURNAL}"))
    with pytest.raises(RuntimeError), passing_folder(place):
        raise RuntimeError
    assert content(place) == before


@pytest.fixture
def store(place):
    """A folder that is done as ``store.partial`` and is to replace ``store``."""
    for name in ("store", "store.partial"):
        (place / name / "in").mkdir(parents=True)
        (place / name / "in" / "x").write_text(name)
    return place


def renaming(folder):
    with passing_folder(folder) as new:
        (new / "a").write_text("new")
        return move_in(new, ["a"], renamed={"store": "store.partial"})


def test_a_folder_takes_its_place_with_the_files(store):
    assert renaming(store) == [store / "a"]
    assert (store / "store" / "in" / "x").read_text() == "store.partial" and (store / "a").read_text() == "new"
    assert sorted(path.name for path in store.iterdir()) == ["a", "b", "mine", "stale", "store"]


@pytest.mark.parametrize("dies", [False, True])
@pytest.mark.parametrize("failing", range(1, 5))
def test_a_folder_goes_back_with_the_files(failing, dies, store, monkeypatch):
    before, moves, move = content(store), iter(range(1, 100)), placing._move

    def refuse(source, target):
        if next(moves) == failing:
            os._exit(9) if dies else None
            raise PermissionError(errno.EACCES, "in use", str(target))
        move(source, target)

    def work():
        with monkeypatch.context() as patch, pytest.raises(PermissionError):
            patch.setattr(placing, "_move", refuse)
            renaming(store)

    if dies:
        process = multiprocessing.get_context("fork").Process(target=work)
        process.start()
        process.join()
        assert process.exitcode == 9
        with pytest.raises(RuntimeError), passing_folder(store):
            raise RuntimeError
    else:
        work()
    assert content(store) == before


def test_leftovers_that_hold_nothing_to_undo_are_removed(place):
    for text in (
        None,
        "5",
        "{",
        '{"names": 3}',
        '{"names": ["../../x", "/x", 1], "before": [".."]}',
        '{"renamed": [["a", "../../x"], 5]}',
    ):
        left = place / f"{PASSING}left"
        (left / NEW).mkdir(parents=True)
        (left / OLD).mkdir()
        if text:
            (left / JOURNAL).write_text(text)
        (place.parent / "x").write_text("mine")
        write(place, ["a"])
        assert not left.exists() and (place.parent / "x").read_text() == "mine"


def test_what_cannot_be_put_back_is_not_lost(place, monkeypatch):
    move = placing._move

    def refuse(source, target):
        if target.parent == place:  # neither in nor back
            raise OSError(errno.EIO, "gone")
        move(source, target)

    monkeypatch.setattr(placing, "_move", refuse)
    with pytest.raises(OSError):
        write(place, ["a", "b"])
    monkeypatch.undo()
    assert len(list(place.glob(f"{PASSING}*/{OLD}/*"))) == 2
    write(place, ["c"])
    assert (place / "a").read_text() == "old" and not list(place.glob(f"{PASSING}*"))


def test_a_folder_is_never_replaced_by_a_file(place):
    (place / "d").mkdir()
    (place / "d" / "mine").write_text("mine")
    before = content(place)
    with pytest.raises(IsADirectoryError):
        write(place, ["a", "d"])
    assert content(place) == before


def test_folders_that_were_made_for_nothing_are_removed(tmp_path):
    with pytest.raises(RuntimeError), passing_folder(tmp_path / "a" / "b"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_several_writers_take_turns(tmp_path):
    def once(number):
        with passing_folder(tmp_path / "out") as new:
            for name in ("a", "b"):
                (new / name).write_text(str(number))
                time.sleep(0.002)
            move_in(new, ["a", "b"])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(once, range(40)))
    found = content(tmp_path / "out")
    assert set(found) == {"a", "b"} and found["a"] == found["b"]


def test_a_writer_that_does_not_end_is_waited_for_and_told(tmp_path, monkeypatch):
    monkeypatch.setattr(placing, "WAIT", 0.1)
    with passing_folder(tmp_path), pytest.raises(OSError, match="another run"), passing_folder(tmp_path):
        pass
    assert not (tmp_path / LOCK).exists()


# -- the folder of a run -----------------------------------------------------------------------------------------------
def test_a_file_that_cannot_be_replaced_leaves_the_run_before(folder, monkeypatch, capsys):
    before, replace = content(folder), os.replace

    def refuse(source, target):
        if Path(source).name == "targets.csv" and Path(source).parent == folder:
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(source))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    assert run(folder, "--set", "levers.coal_price=2000") == 2
    said = capsys.readouterr()
    assert (
        f"{folder / 'targets.csv'}: cannot be written (The process cannot access the file)" in said.err
        and said.err.count("\n") == 1
    )
    assert content(folder) == before


def test_a_folder_in_the_place_of_a_file_is_told(folder, capsys):
    (folder / "targets.csv").unlink()
    (folder / "targets.csv").mkdir()
    before = content(folder)
    assert run(folder) == 2
    assert f"{folder / 'targets.csv'}: cannot be written (a folder stands where" in capsys.readouterr().err
    assert content(folder) == before and (folder / "targets.csv").is_dir()


def test_the_parent_need_not_be_written_to(folder, monkeypatch):
    made = []
    stub = SimpleNamespace(mkdtemp=lambda dir, prefix: made.append(dir) or _made(dir, prefix))
    monkeypatch.setattr(placing, "tempfile", stub)
    assert run(folder) == 0
    assert made == [folder]


def _made(dir, prefix):
    path = Path(dir) / f"{prefix}x"
    path.mkdir()
    return str(path)


@pytest.mark.skipif(not os.path.isdir("/dev/shm"), reason="no other disk here")
@pytest.mark.parametrize("linked", [".", "figures"])
def test_a_folder_on_another_disk_is_written_to(linked, tmp_path, monkeypatch):
    other = Path("/dev/shm") / f"simulate-{os.getpid()}"
    other.mkdir()
    try:
        place = tmp_path / "out"
        if linked == ".":
            place.symlink_to(other)
        else:
            place.mkdir()
            (place / linked).symlink_to(other)
        write(place, ["a", "figures/b"])
        write(place, ["a"], ["figures/b"])
        assert (place / "a").read_text() == "new" and not list(other.rglob("b"))
        assert run(place) == 0 and (place / "results.nc").is_file()
    finally:
        shutil.rmtree(other)


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on sizes of files stands for a disk that is full")
@pytest.mark.parametrize("kilobytes", [4, 64, 400])
def test_a_disk_that_is_full_is_told_in_a_line(kilobytes, folder):
    code = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from model.cli import main
import model.plan.run, model.folder.write
resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024}, {kilobytes * 1024}))
sys.exit(main(["run", "baseline", "-q", "-o", {str(folder)!r}, "--no-figures", "--set", "levers.coal_price=2000"]))
"""
    before = content(folder)
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert (
        done.stderr.startswith(f"error: {folder}") and "cannot be written" in done.stderr and PASSING not in done.stderr
    )
    assert content(folder) == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")
def test_an_answer_that_cannot_be_written_is_told():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "model", "variables"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and done.stderr == "error: No space left on device\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_a_run_that_is_killed_at_any_time_leaves_a_whole_folder(folder):
    """Killed at many moments, the folder holds one run or is refused; the next run puts it right."""
    command = [sys.executable, "-m", "model", "run", "baseline", "-q", "-o", str(folder), "--no-figures"]
    for tenths in range(8, 22):
        process = subprocess.Popen([*command, "--set", f"levers.coal_price={900 + tenths}"], stdout=subprocess.DEVNULL)
        time.sleep(tenths / 10)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = list(folder.glob(f"{PASSING}*"))
        if not any((place / JOURNAL).exists() for place in left):
            assert read(folder).verdicts
    assert run(folder) == 0
    assert {path.name for path in folder.iterdir()} == OWN


def test_results_that_are_not_of_the_record_are_refused(folder, tmp_path, capsys):
    assert run(tmp_path / "other", "--set", "levers.coal_price=2000") == 0
    shutil.copy(tmp_path / "other" / "results.nc", folder / "results.nc")
    for command in (["compare", str(folder)], ["compare", str(folder / "results.nc")], ["report", str(folder)]):
        capsys.readouterr()
        assert main(command) == 2
        assert "not the file of which provenance.json tells" in capsys.readouterr().err
    with pytest.raises(model.InputError, match="not the file"):
        model.open_results(folder)


def test_runs_in_threads_are_as_alone(tmp_path):
    scenario = model.load_scenario("baseline")

    def one(number):
        return model.run(scenario, tmp_path / str(number % 3), figures=False)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(one, range(9)))
    for number in range(3):
        assert {path.name for path in (tmp_path / str(number)).iterdir()} == OWN
        assert_same_results(model.open_results(tmp_path / str(number)), found[0])


def test_threads_load_scenarios_with_units_alike():
    code = """
from concurrent.futures import ThreadPoolExecutor
import model
settings = ("levers.pv_approvals=3 GW/year", "levers.coal_price=0.7 CNY/kgce")
with ThreadPoolExecutor(8) as pool:
    print(len({str(one.levers) for one in pool.map(lambda _: model.load_scenario("baseline", settings), range(8))}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "1\n", done.stderr


# -- records -----------------------------------------------------------------------------------------------------------
DAMAGED = ['{"files": [1]}', "5", '{"files": ["keep.txt"]}', "", "[]", "\ufeff{}", "{", "null", '"x"', "[" * 100_000]


RECORDED = {"scenario": {}, "versions": {}, "sha256": {}}


def write_small(folder, name="a"):
    write_folder(folder, {name: lambda path: path.write_text("a")}, RECORDED)


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_record_that_is_not_ours_is_set_aside(text, tmp_path):
    (tmp_path / "keep.txt").write_text("mine")
    (tmp_path / RECORD).write_text(text, encoding="utf-8")
    write_small(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"a", RECORD, "keep.txt", KEPT}
    assert (tmp_path / KEPT).read_text(encoding="utf-8") == text and (tmp_path / "keep.txt").read_text() == "mine"
    write_small(tmp_path)  # and once only
    assert {path.name for path in tmp_path.iterdir()} == {"a", RECORD, "keep.txt", KEPT}


def test_a_run_into_a_folder_with_a_damaged_record_runs(folder):
    (folder / RECORD).write_text('{"files": [1]}', encoding="utf-8")
    assert run(folder) == 0
    assert {path.name for path in folder.iterdir()} == OWN | {KEPT}


@pytest.mark.parametrize("name", ["keep.txt", "../keep.txt", "sub/../../keep.txt", "ABSOLUTE"])
def test_no_file_is_deleted_that_no_run_has_written(name, tmp_path):
    folder = tmp_path / "run"
    write_small(folder)
    mine = [folder / "keep.txt", tmp_path / "keep.txt"]
    for path in mine:
        path.write_text("mine")
    name = str(mine[1]) if name == "ABSOLUTE" else name
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    for outputs in ({name: "0" * 64}, {name: 5}, {name: None}, [name], 5):
        text = json.dumps(record | {"files": [name, 3, None], "outputs": outputs})
        (folder / RECORD).write_text(text, encoding="utf-8")
        write_small(folder)
        assert [path.read_text() for path in mine] == ["mine", "mine"]


def test_a_file_outside_is_not_deleted_whatever_the_record_says(tmp_path):
    folder = tmp_path / "run"
    write_small(folder)
    (tmp_path / "outside").write_text("mine")
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    text = json.dumps(record | {"outputs": {"../outside": sha256(b"mine").hexdigest()}})
    (folder / RECORD).write_text(text, encoding="utf-8")
    write_small(folder)
    assert (tmp_path / "outside").read_text() == "mine"


def test_a_stale_file_that_was_changed_since_is_kept(tmp_path):
    write_folder(tmp_path, {name: lambda path: path.write_text("a") for name in "ab"}, RECORDED)
    (tmp_path / "a").write_text("changed")
    write_small(tmp_path, "c")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "c", RECORD}
    assert (tmp_path / "a").read_text() == "changed"


@pytest.mark.parametrize("observed", [5, {"last": "2022"}, {"last": None}, [], {"file": 1}])
def test_a_review_bears_with_a_damaged_record(observed, folder):
    from model.folder.vintages import earlier

    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    (folder / RECORD).write_text(json.dumps(record | {"observed": observed}), encoding="utf-8")
    found, where, _ = earlier(folder, [2021])
    assert found is not None and where == folder


# -- provenance --------------------------------------------------------------------------------------------------------
def test_provenance_is_of_what_was_read(tmp_path, monkeypatch):
    text = "name: mine\ntitle: {en: Mine, zh: 我的}\nextends: parent.yaml\n"
    parent = "name: parent\ntitle: {en: P, zh: 父}\nlevers: {rain: 250}\n"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "parent.yaml").write_text(parent, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    scenario = model.load_scenario("mine.yaml")
    (tmp_path / "parent.yaml").write_text(parent.replace("250", "300"), encoding="utf-8")
    (tmp_path / "mine.yaml").unlink()
    monkeypatch.chdir(tmp_path.parent)
    model.run(scenario, tmp_path / "out", figures=False)
    hashes = json.loads((tmp_path / "out" / RECORD).read_text(encoding="utf-8"))["sha256"]
    own = {name: hashes[name] for name in hashes if not name.startswith("model/")}
    assert own == {"mine.yaml": sha256(text.encode()).hexdigest(), "parent.yaml": sha256(parent.encode()).hexdigest()}


def test_figures_that_are_changed_while_it_runs_are_recorded_as_read(monkeypatch):
    from model import data

    known = data.digests(2020)
    monkeypatch.setattr(data, "ROOT", Path("nowhere"))
    assert data.digests(2020) == known


# -- one file ----------------------------------------------------------------------------------------------------------
def test_a_text_is_written_whole(tmp_path, monkeypatch):
    write_text("one", tmp_path / "a.csv")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.EACCES, "in use")))
    with pytest.raises(model.InputError, match=r"a\.csv: cannot be written \(in use\)"):
        write_text("two", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "one" and [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_link_and_what_is_no_file_are_written_to_as_they_are(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_text("new", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "real.csv").read_text() == "new"
    write_text("new", os.devnull)
    assert not Path(os.devnull).is_file()
    with pytest.raises(model.InputError, match="Is a directory"):
        write_text("new", tmp_path)


def test_an_ensemble_and_runs_in_threads_do_not_crash(folder, tmp_path):
    """In a process of its own, which the library would end: quantiles are read while results are written."""
    program = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import model
from model.export import netcdf
from model.folder.ensemble import summary
results, place = model.open_results(sys.argv[1]), Path(sys.argv[1])
results.attrs.update(dict.fromkeys(summary.ATTRIBUTES, "x"))
netcdf.write(results, place / "bands.nc")
def one(number):
    return netcdf.write(results, place / f"{number}.nc") if number % 2 else summary.read(place / "bands.nc")
with ThreadPoolExecutor(4) as pool:
    list(pool.map(one, range(60)))
"""
    environment = os.environ | {"PYTHONPATH": os.fspath(Path(model.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_ensemble_goes_where_a_link_and_dots_lead(tmp_path):
    (tmp_path / "far" / "in").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "far" / "in")
    place = f"{tmp_path}/link/../ensemble"
    assert main(["ensemble", "baseline", "--members", "2", "-q", "--no-figures", "-o", place]) == 0
    assert (tmp_path / "far" / "ensemble" / "ensemble.zarr").is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["far", "link"]


def test_a_template_is_written_whole_and_into_a_new_folder(tmp_path, monkeypatch):
    place = tmp_path / "new" / "observed.csv"
    assert main(["observed-template", "-q", "-o", str(place)]) == 0
    before = place.read_bytes()
    monkeypatch.setattr(placing.os, "replace", failing_replace)
    assert main(["observed-template", "-q", "-o", str(place), "--lang", "zh"]) == 2
    assert place.read_bytes() == before and [path.name for path in place.parent.iterdir()] == [place.name]


def test_tables_of_an_estimate_are_written_all_or_none(tmp_path, monkeypatch):
    from model.analysis.past import past
    from model.export import estimates

    tables = {name: past.stored(name) for name in past.TABLES}
    estimates.write(tables, tmp_path)
    before = content(tmp_path)
    monkeypatch.setattr(estimates, "pack_of", failing_replace)
    with pytest.raises(OSError, match="locked"):
        estimates.write({name: table.head(1) for name, table in tables.items()}, tmp_path)
    assert content(tmp_path) == before


def failing_replace(*_arguments):
    raise PermissionError(errno.EACCES, "locked", "x")
