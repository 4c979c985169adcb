"""A figure is one file: a class in a new module of the package is drawn, and stands in a report, with nothing else said."""

import re
from pathlib import Path

import pytest

from model.cli import main
from model.present.figures import figures, run

DOC = Path(__file__).parents[1] / "docs" / "how-to" / "contribute.md"


@pytest.fixture
def decoupling(tmp_path, monkeypatch):
    """The figure that the contributing page shows, as a file of its own."""
    [code] = re.findall(r"## Add a figure.*?```python\n(.*?)```", DOC.read_text(encoding="utf-8"), re.S)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "decoupling.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(run, "__path__", [*run.__path__, str(tmp_path / "more")])


def test_it_is_found_drawn_and_reported(decoupling, tmp_path, capsys):
    place = tmp_path / "run"
    assert "decoupling" in [figure.name for figure in figures()]
    assert main(["run", "scenarios/baseline.yaml", "-o", str(place), "--no-figures"]) == 0
    assert main(["figures", str(place), "--kind", "svg"]) == 0
    assert {"decoupling.svg", "decoupling.csv", "overview.svg"} <= {path.name for path in (place / "figures").iterdir()}
    assert main(["report", str(place)]) == 0
    text = (place / "report.html").read_text(encoding="utf-8")
    assert "Further figures" in text and "Emissions against output" in text


def test_names_and_titles_are_told_once():
    found = [*figures()]
    assert len({figure.name for figure in found}) == len(found)
    assert all(re.search("[一-鿿]", figure.title[1]) and not re.search("[一-鿿]", figure.title[0]) for figure in found)
