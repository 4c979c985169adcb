"""Fixtures that the tests of the whole model share: the model, its scenarios and one run of each."""

from pathlib import Path

import pytest
from browser import chromium  # noqa: F401  (a fixture)
from page_reader import page_file, watched  # noqa: F401  (fixtures)
from page_runs import browser, open_model  # noqa: F401  (fixtures)

from model.api import load_scenario
from model.results import run
from model.sectors import load

ROOT = Path(__file__).parents[1]
SCENARIOS = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))


@pytest.fixture(scope="session")
def region():
    """The model of the region."""
    return load()


@pytest.fixture(scope="session")
def shipped():
    """Every shipped scenario by name."""
    return {name: load_scenario(ROOT / "scenarios" / f"{name}.yaml") for name in SCENARIOS}


@pytest.fixture(scope="session")
def runs(shipped, region):
    """The results of every shipped scenario by name."""
    return {name: run(scenario, region) for name, scenario in shipped.items()}
