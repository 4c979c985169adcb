"""What ``import model`` offers: names and stub agree, it costs nothing, and notebooks and pages need nothing else."""

import ast
import os
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import numpy as np
import pytest

import model
from model.testing import assert_same_results

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))
CONTRIBUTING = "contribute.md"  # which shows code of the model itself
PAGES = [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").rglob("*.md") if path.name != CONTRIBUTING)]
INNER = re.compile(r"^\s*(?:from model\b|import model\.)", re.MULTILINE)


def test_every_name_is_there():
    for name in model.__all__:
        assert getattr(model, name) is not None
    assert set(model.__all__) <= set(dir(model))
    with pytest.raises(AttributeError, match="no attribute 'slove'"):
        _ = model.slove


def test_the_stub_says_the_same():
    tree = ast.parse((ROOT / "model" / "__init__.pyi").read_text(encoding="utf-8"))
    homes = {
        alias.asname: node.module for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert homes == model._HOMES
    (said,) = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    assert ast.literal_eval(said) == model.__all__


def test_importing_it_costs_nothing():
    code = "import sys; import model; print(len([name for name in sys.modules if name.startswith('model.')]), 'numpy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["0", "False"]


def test_it_is_a_command():
    done = subprocess.run([sys.executable, "-m", "model", "--version"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith("simulate ")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_imports_the_package_alone(path):
    assert not INNER.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_imports_the_package_alone(path):
    blocks = re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not [block for block in blocks if INNER.search(block)]


def test_a_figure_is_saved_by_its_ending(tmp_path, runs):
    figures = model.figures(runs["baseline"], size="column")
    assert "dispatch" in figures
    assert model.save(figures["dispatch"], tmp_path / "dispatch.svg").read_text(encoding="utf-8").startswith("<?xml")
    with pytest.raises(model.InputError, match="found the ending '.jpg'"):
        model.save(figures["dispatch"], tmp_path / "dispatch.jpg")


def test_variables_and_their_explanation():
    rows = model.variables("water")
    assert {row["sector"] for row in rows} == {"water"}
    assert model.explain(rows[0]["name"]).startswith(rows[0]["name"])
    for ask, near in ((lambda: model.variables("watr"), "water"), (lambda: model.explain("gpd"), "gdp")):
        with pytest.raises(model.InputError, match=near):
            ask()


def changed(results, **changes):
    return results.assign({name: results[name].copy(data=values) for name, values in changes.items()})


def test_the_same_results_are_the_same(runs):
    assert_same_results(runs["baseline"], runs["baseline"].assign_attrs(history="another day"))


def test_results_that_differ_are_told_apart(runs):
    base = runs["baseline"]
    other = base["gdp"].values * (1 + 1e-7)
    with pytest.raises(AssertionError, match="gdp: differs by up to 1e-07"):
        assert_same_results(changed(base, gdp=other), base)
    assert_same_results(changed(base, gdp=other), base, rtol=1e-6)
    with pytest.raises(AssertionError, match="gdp: differs"):
        assert_same_results(changed(base, gdp=np.full(base["gdp"].shape, np.nan)), base)
    with pytest.raises(AssertionError, match="only one of the two has gdp"):
        assert_same_results(base.drop_vars("gdp"), base)
    with pytest.raises(AssertionError, match="attributes differ: title"):
        assert_same_results(base.assign_attrs(title="x"), base)


def test_linear_algebra_has_one_thread_before_numpy_is_loaded():
    code = (
        "import os, sys\n"
        "import model\n"
        "assert 'numpy' not in sys.modules\n"
        "import model.cli\n"
        "names = list(sys.modules)\n"
        "print(os.environ['OPENBLAS_NUM_THREADS'], names.index('model.cli.blas') < names.index('numpy'))"
    )
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    found = [
        subprocess.run([sys.executable, "-c", code], env=kept | own, capture_output=True, text=True, check=True).stdout
        for own in ({}, {"OPENBLAS_NUM_THREADS": "3"})
    ]
    assert found == ["1 True\n", "3 True\n"]


def test_a_wheel_does_for_every_later_python():
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    _, minor = map(int, config["options"]["python_requires"].removeprefix(">=").split("."))
    assert config["bdist_wheel"]["py_limited_api"] == f"cp3{minor}"
    source = (ROOT / "model" / "engine" / "compiled" / "machine.c").read_text(encoding="utf-8")
    assert f"#define Py_LIMITED_API 0x03{minor:02X}0000" in source
