"""Links of the README and of the pages hold in the repository, and what they say of files is so."""

import pkgutil
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest

import model
from model.present.text.tables import COLUMNS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s#]+)(#[^)\s]*)?\)")


def links(page):
    """Relative links of a page, outside its blocks of code."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [target for target, _ in LINK.findall(text) if not re.match(r"[a-z]+:", target)]


def test_files_that_the_readme_links_to_are_in_the_repository():
    found = links(ROOT / "README.md")
    assert found
    assert not [target for target in found if not (ROOT / target).exists()]
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if tracked.returncode == 0:
        names = tracked.stdout.splitlines()
        assert not [target for target in found if not any(name.startswith(target) for name in names)]


def test_the_page_of_files_names_every_file_of_a_run(tmp_path):
    model.run(model.load_scenario(ROOT / "scenarios/baseline.yaml"), tmp_path / "out", figures=False)
    text = (ROOT / "docs/reference/files.md").read_text(encoding="utf-8")
    assert not [path.name for path in (tmp_path / "out").iterdir() if f"`{path.name}`" not in text]
    assert not [column for column in COLUMNS if f"`{column}`" not in text]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_on_the_pages_are_commands(page):
    from model.cli import commands

    blocks = re.findall(r"```(?:sh|\{typed\})(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = {name for block in blocks for name in re.findall(r"\bsimulate ([a-z]+)", block)}
    assert not named - set(commands.commands)


def test_the_walk_of_a_run_is_the_code_as_it_is():
    text = (ROOT / "docs" / "how-to" / "contribute.md").read_text(encoding="utf-8")
    steps = re.search(r"in ten steps.*?\n\n(1\. .*?)\n\n##", text, re.S)[1]
    named = re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`(\\\*)?", steps)
    assert len(re.findall(r"^\d+\. ", steps, re.M)) == 10 and len(named) > 15
    for name, _ in named:
        assert pkgutil.resolve_name("model." + name.removeprefix("model.")) is not None
    assert sum(bool(again) for _, again in named) == 6 and "six times" in text


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder as a user has it: the scenarios, and results of two."""
    folder = tmp_path_factory.mktemp("workplace")
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    for name in ("baseline", "fast-build"):
        model.run(model.load_scenario(ROOT / f"scenarios/{name}.yaml"), folder / "outputs" / name, figures=False)
    return folder


@pytest.mark.parametrize("name", ["run-and-compare", "figure-in-a-report", "explore-in-jupyter"])
def test_python_on_the_pages_runs(name, workplace, monkeypatch):
    text = (ROOT / "docs" / "how-to" / f"{name}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^( *)```python\n(.*?)```", text, flags=re.DOTALL | re.MULTILINE)
    assert blocks
    monkeypatch.chdir(workplace)
    space = {}
    for _, block in blocks:
        exec(textwrap.dedent(block), space)


def test_python_of_the_readme_runs(workplace, monkeypatch):
    priced = SimpleNamespace(target=SimpleNamespace(label="PV capacity"), paid=3.0)
    solution = SimpleNamespace(results=None, conflicts=[], prices=[priced], figures=list)
    ensemble = model.ensemble
    monkeypatch.setattr(model, "solve", lambda scenario: solution)  # which takes minutes
    monkeypatch.setattr(model, "ensemble", lambda scenario, members, seed: ensemble(scenario, members=2, seed=seed))
    monkeypatch.chdir(workplace)
    space, text = {}, (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)```", text, flags=re.DOTALL | re.MULTILINE)
    for block in blocks:
        exec(block, space)
    assert len(blocks) == 2 and space["others"].sizes == space["results"].sizes


def test_a_picture_of_the_readme_is_drawn_by_one_command(tmp_path):
    done = subprocess.run(
        [sys.executable, "docs/pictures.py", "overview", "--to", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "overview.png").read_bytes().startswith(b"\x89PNG")
