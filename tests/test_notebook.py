"""The notebooks run from top to bottom and show what they should; each stands as text and as a notebook without outputs."""

from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
PICTURES = {"first_run": 2, "plan_and_audit": 1, "solving": 2, "uncertainty": 2}  # the least number of pictures
NAMES = sorted(PICTURES)


def read(name, ending):
    return jupytext.read(FOLDER / f"{name}.{ending}")


def test_every_notebook_is_tested():
    assert (
        sorted(path.stem for path in FOLDER.glob("*.py"))
        == sorted(path.stem for path in FOLDER.glob("*.ipynb"))
        == NAMES
    )


@pytest.fixture(scope="module", params=NAMES)
def outputs(request):
    """Name, and the outputs of every code cell of a notebook that has run in its own folder."""
    notebook = read(request.param, "py")
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()
    return request.param, [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_the_notebook_runs_and_draws(outputs):
    name, found = outputs
    pictures = [output for output in found if "image/png" in output.get("data", {})]
    assert len(pictures) >= PICTURES[name]
    assert any("ningxia-card" in output.get("data", {}).get("text/html", "") for output in found)


def test_the_notebook_says_nothing_on_stderr_and_names_no_folder(outputs):
    _, found = outputs
    assert not [output.text for output in found if output.output_type == "stream" and output.name == "stderr"]
    told = [str(output.get("text", "")) + str(output.get("data", {}).get("text/html", "")) for output in found]
    told += [str(output.get("data", {}).get("text/plain", "")) for output in found]
    assert not [text for text in told if str(FOLDER.parent) in text or " object at 0x" in text]


@pytest.mark.parametrize("name", NAMES)
def test_the_two_forms_of_the_notebook_are_the_same(name):
    text, cells = (read(name, ending).cells for ending in ("py", "ipynb"))
    assert [(cell.cell_type, cell.source) for cell in cells] == [(cell.cell_type, cell.source) for cell in text]


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_is_kept_without_outputs(name):
    code = [cell for cell in read(name, "ipynb").cells if cell.cell_type == "code"]
    assert code and not [cell for cell in code if cell.outputs or cell.execution_count]
