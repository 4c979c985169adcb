"""``{typed}``: a command as a newcomer types it, with what it prints, both from running it while the page is read."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "_generated" / "typed"
SIMULATE = [sys.executable, "-c", "from model.cli import main; raise SystemExit(main())"]


def setup(app):
    """Add the directives, with a clean folder that all pages' commands share."""
    app.add_directive("typed", Typed)
    app.add_directive("saved", Saved)
    return {"parallel_read_safe": False, "parallel_write_safe": True}


def folder():
    """Where the commands run: a folder that has the shipped scenarios."""
    shutil.copytree(ROOT / "scenarios", FOLDER / "scenarios", dirs_exist_ok=True)
    return FOLDER


class Typed(SphinxDirective):
    """Run ``simulate ...``, which must end with the ``status`` given; show what it prints, its first ``lines`` lines."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"status": directives.nonnegative_int, "lines": directives.positive_int}

    def run(self):
        """The command and its output as one block."""
        command = self.arguments[0]
        program, *arguments = shlex.split(command)
        if program != "simulate":
            raise self.error(f"found {program!r}; expected simulate")
        path = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [*SIMULATE, *arguments],
            cwd=folder(),
            env=os.environ | path,
            text=True,
            encoding="utf-8",
            capture_output=True,
        )
        if done.returncode != self.options.get("status", 0):
            raise ExtensionError(f"{command} ended with {done.returncode}:\n{done.stderr}")
        lines = (done.stdout + done.stderr).rstrip().split("\n")
        most = self.options.get("lines", len(lines))
        shown = "\n".join([f"$ {command}", *lines[:most], *["..."] * (len(lines) > most)])
        return [nodes.literal_block(shown, shown, language="console", classes=["refused"] * (done.returncode != 0))]


class Saved(SphinxDirective):
    """A file that the reader saves under the name given; the commands that follow on the page find it."""

    required_arguments = 1
    has_content = True

    def run(self):
        """The file's text as a block with its name over it."""
        name, text = self.arguments[0], "\n".join(self.content) + "\n"
        (folder() / name).write_text(text, encoding="utf-8")
        block = nodes.literal_block(text, text, language=Path(name).suffix[1:])
        return [
            nodes.container("", nodes.caption("", name), block, literal_block=True, classes=["literal-block-wrapper"])
        ]
