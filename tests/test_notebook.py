from pathlib import Path

import jupytext
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"


def test_the_notebook_runs_from_its_own_folder():
    notebook = jupytext.read(FOLDER / "first_run.py")
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert not [output for output in outputs if output.output_type == "stream" and output.name == "stderr"]


def test_the_two_forms_of_the_notebook_are_the_same():
    text, cells = (jupytext.read(FOLDER / f"first_run.{ending}").cells for ending in ("py", "ipynb"))
    assert [(cell.cell_type, cell.source) for cell in cells] == [(cell.cell_type, cell.source) for cell in text]
