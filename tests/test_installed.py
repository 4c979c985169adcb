"""The wheel, installed where nothing else of the model is: what it ships is found, from an empty folder."""

import os
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TAKEN = ("model", "scenarios", "setup.py", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")
LEFT = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}

pytestmark = pytest.mark.slow


def pip(*arguments, python=sys.executable):
    """Run pip without a network; nothing is downloaded."""
    command = [str(python), "-m", "pip", *arguments, "--no-deps", "--no-index", "--no-build-isolation", "-q"]
    subprocess.run(command, check=True, env=CLEAN, cwd=ROOT.anchor)


def tree(folder):
    """The repository's files from which it is built, without what an earlier build has left."""
    for name in TAKEN:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name, **({"ignore": LEFT} if (ROOT / name).is_dir() else {}))
    return folder


def environment(folder):
    """A fresh environment that has the packages of this one, and no model."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = next(folder.glob("[bS]*/python*"))
    inside = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True
    )
    packages = Path(inside.stdout.strip())
    (packages / "others.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    return python


@pytest.fixture(scope="module")
def simulate(tmp_path_factory):
    """Runs ``simulate`` of a wheel in an empty folder."""
    place = tmp_path_factory.mktemp("installed")
    source, wheels, empty = (place / name for name in ("source", "wheels", "empty"))
    for folder in (source, empty):
        folder.mkdir()
    pip("wheel", str(tree(source)), "-w", str(wheels))
    assert next(wheels.glob("*.whl")).name.split("-")[2:4] == ["cp311", "abi3"]  # later versions of Python take it too
    python = environment(place / "env")
    pip("install", str(next(wheels.glob("*.whl"))), python=python)

    def run(*arguments):
        command = [python.parent / "simulate", *arguments]
        done = subprocess.run(command, cwd=empty, env=CLEAN, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    run.folder, run.python = empty, python
    return run


def test_it_is_the_installed_one(simulate):
    code = "import model; print(model.__file__)"
    said = subprocess.run([simulate.python, "-c", code], cwd=simulate.folder, env=CLEAN, capture_output=True, text=True)
    assert "site-packages" in said.stdout and str(ROOT) not in said.stdout


def test_scenarios_ship_in_it(simulate):
    names = {line.split()[0] for line in simulate("scenarios").splitlines()[1:]}
    assert names == {path.stem for path in (ROOT / "scenarios").glob("*.yaml")}


def test_one_runs_by_its_name(simulate):
    simulate("run", "baseline", "--no-figures")
    assert (simulate.folder / "outputs" / "baseline" / "results.nc").is_file()


def test_a_new_one_runs(simulate):
    simulate("new", "mine")
    simulate("run", "mine.yaml", "--no-figures")


@pytest.mark.parametrize("command", ["check", "loops", "validate"])
def test_the_model_is_judged_in_it(simulate, command):
    assert simulate(command)


def test_a_source_archive_holds_them(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    code = "from setuptools import build_meta; print(build_meta.build_sdist('dist'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tree(source), env=CLEAN, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    shutil.unpack_archive(next((source / "dist").glob("*.tar.gz")), tmp_path / "unpacked")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    pip("wheel", str(unpacked), "-w", str(tmp_path / "wheels"))
    shutil.unpack_archive(next((tmp_path / "wheels").glob("*.whl")), tmp_path / "wheel", "zip")
    for path in (ROOT / "scenarios").iterdir():
        assert (tmp_path / "wheel" / "model" / "data" / "scenarios" / path.name).read_bytes() == path.read_bytes()


def test_an_editable_install_has_them(tmp_path):
    source, empty = tmp_path / "source", tmp_path / "empty"
    for folder in (source, empty):
        folder.mkdir()
    python = environment(tmp_path / "env")
    pip("install", "-e", str(tree(source)), python=python)
    done = subprocess.run(
        [python.parent / "simulate", "scenarios"], cwd=empty, env=CLEAN, capture_output=True, text=True
    )
    assert done.returncode == 0 and "baseline" in done.stdout, done.stderr
