"""Fixtures that the tests of the whole model share: the model, its scenarios and one run of each."""

import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from browser import chromium  # noqa: F401  (a fixture)
from page_reader import page_file, watched  # noqa: F401  (fixtures)
from page_runs import browser, open_model  # noqa: F401  (fixtures)

from model import data, sectors
from model.api import load_scenario
from model.results.run import run
from model.sectors import load

ROOT = Path(__file__).parents[1]
PAST = "last-plan"  # the one from another base year
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml") if path.stem != PAST)


@pytest.fixture(scope="session")
def region():
    """The model of the region."""
    return load()


@pytest.fixture(scope="session")
def region_from_2017(tmp_path_factory):
    """A folder of packs, those of the model and one for 2017: the figures of 2020 under another year, and three projects."""
    packs = tmp_path_factory.mktemp("model") / "bases"
    shutil.copytree(data.PACKS, packs)
    shutil.copytree(packs / "2020", packs / "2017", ignore=shutil.ignore_patterns("projects.csv"))
    (packs / "2017" / "projects.csv").write_text(PROJECTS, encoding="utf-8")
    return packs


PROJECTS = """project,title,title_zh,input,year,size,units,status,low,high,source,note
first-line,First line,第一条线路,export_line_approvals,2018,40,1e4 kW/year,statistics,,,A yearbook,
second-line,Second line,第二条线路,export_line_approvals,2020,80,1e4 kW/year,assumption,60,90,,as announced
third-line,Third line,第三条线路,export_line_approvals,2020,5,1e4 kW/year,gazette,,,A gazette,
"""
CACHED = (data.bases, data.any_year, data.pack, data.numbers, data.projects, data.figures, sectors.load)


@pytest.fixture
def from_2017(region_from_2017, monkeypatch):
    """The packs of :func:`region_from_2017` in place of the model's, and its export lines as projects."""
    name = "export_line_approvals"
    home = import_module(f"model.sectors.{sectors.load().sectors[name]}")
    for cached in CACHED:
        cached.cache_clear()
    monkeypatch.setattr(data, "PACKS", region_from_2017)
    monkeypatch.setattr(home, name, replace(getattr(home, name), dated=True))
    yield region_from_2017
    for cached in CACHED:
        cached.cache_clear()


@pytest.fixture(scope="session")
def shipped():
    """Every shipped scenario by name."""
    return {name: load_scenario(ROOT / "scenarios" / f"{name}.yaml") for name in SCENARIOS}


@pytest.fixture(scope="session")
def runs(shipped, region):
    """The results of every shipped scenario by name."""
    return {name: run(scenario, region) for name, scenario in shipped.items()}
