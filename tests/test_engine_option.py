"""``simulate run --engine``: the engine that is asked for, and what is said where there is none."""

from pathlib import Path

import numpy as np
import pytest

import model
from model.cli import main
from model.engine import compiled

BASELINE = str(Path(__file__).parents[1] / "scenarios" / "baseline.yaml")


def run(engine, folder):
    return main(["run", BASELINE, "--engine", engine, "--no-figures", "-o", str(folder)])


@pytest.mark.skipif(not compiled.available(), reason="there was no C compiler")
def test_both_engines_give_the_same(tmp_path):
    assert run("numpy", tmp_path / "numpy") == 0 and run("compiled", tmp_path / "compiled") == 0
    reference, found = model.open_results(tmp_path / "numpy"), model.open_results(tmp_path / "compiled")
    assert set(reference) == set(found)
    for name, values in reference.items():
        largest = float(np.abs(values).max())
        assert np.abs(found[name] - values).max() <= 1e-12 * largest, name


def test_without_it_numpy_runs_and_says_so_once(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(compiled, "available", lambda: False)
    assert run("auto", tmp_path / "out") == 0
    assert capsys.readouterr().err.count("NumPy runs") == 1
    assert run("numpy", tmp_path / "out") == 0
    assert capsys.readouterr().err == ""


def test_an_engine_that_is_not_built_is_bad_input(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(compiled, "available", lambda: False)
    assert run("compiled", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert "--engine" in said and len(said.splitlines()) == 1 and not (tmp_path / "out").exists()


def test_an_unknown_engine_is_refused_by_name(tmp_path, capsys):
    assert run("fortran", tmp_path / "out") == 2
    assert "fortran" in capsys.readouterr().err and not (tmp_path / "out").exists()
