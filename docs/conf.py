"""How the documentation is built: `python -m sphinx -W --keep-going -b html docs docs/_build/html`."""

import shutil
import sys
from dataclasses import is_dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(HERE / "extensions"), str(ROOT)]

import model  # noqa: E402  (from this repository, installed or not)

project = "Ningxia plan model"
author = "The Ningxia plan model's authors"
release = model.__version__
language = "en"

extensions = [
    "myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_click",
    "mathml", "catalogue", "typed", "pictured", "fonts",
]  # fmt: skip
exclude_patterns = ["_build", "_generated", "**/.ipynb_checkpoints"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "attrs_inline", "dollarmath"]
myst_heading_anchors = 3
myst_update_mathjax = False  # equations are MathML
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(xarray|xr|numpy|np|os|pathlib|collections|click)(\..*)?"),
    ("py:class", r"Path|Callable|Mapping|Sequence|Target|Verdict|model\.plan\.audit\.identities\.\w+"),
    (
        "py:class",
        r"model\.plan\.(run\.Run|solve\.least_effort\.BestPaths|solution\.(wedges\.Wedges|prices\.Price|tradeoff\.Tradeoff))",
    ),
    ("py:class", r"model\.plan\.review\.mid_term\.Review|model\.engine\.build\.System"),
    ("py:class", r"model\.plan\.pace\.need\.Need|model\.data\.experience\.Experience"),
]

nb_execution_mode = "cache"
nb_execution_cache_path = str(HERE / "_build" / "notebooks")
nb_execution_raise_on_error = True
nb_execution_timeout = 600
nb_merge_streams = True

autodoc_typehints = "signature"
python_use_unqualified_type_names = True
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
html_math_renderer = "mathml"
html_theme = "furo"
html_title = "Ningxia plan model"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_show_search_summary = False  # it would fetch pages, which a browser does not from a disk
# the Chinese font stands first, with a range of its own: Chromium does not lay out again what it met before a later one came
FONTS = '"Chinese of the pages", -apple-system, BlinkMacSystemFont, "Segoe UI", Helvetica, Arial, sans-serif'
MONOSPACE = '"Chinese of the pages", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace'
html_theme_options = {"light_css_variables": {"font-stack": FONTS, "font-stack--monospace": MONOSPACE}}


def generate(app):
    """Write the pages that come from the model and bring in the notebooks, before Sphinx looks for its sources."""
    from backtests import write_backtests
    from checks_and_loops import write_checks, write_loops, write_readings
    from lever_responses import write_responses
    from model_book import write_book
    from pack_figures import write_figures
    from past_test import write_past_test
    from programme_sources import write_sources
    from scenario_keys import write_keys
    from target_catalogue import write_catalogue

    write_book(HERE / "reference" / "model-book")
    write_catalogue(HERE / "reference" / "targets")
    write_keys(HERE / "_generated" / "scenario-keys.md")
    write_checks(HERE / "_generated" / "reality-checks.md")
    write_readings(HERE / "_generated" / "readings.md")
    write_loops(HERE / "_generated" / "loops.md")
    write_responses(HERE / "_generated")
    write_figures(HERE / "_generated" / "pack-figures.md")
    write_past_test(HERE / "_generated" / "past-test.md")
    write_sources(HERE / "_generated" / "programme-sources.md")
    write_backtests(HERE / "_generated")
    bring_notebooks(ROOT / "notebooks", HERE / "tutorial" / "notebooks")


def bring_notebooks(source, folder):
    """Copy the notebooks, which stand without outputs, to where the build executes them."""
    folder.mkdir(exist_ok=True)
    for path in sorted(source.glob("*.ipynb")):
        copy = folder / path.name
        if not copy.exists() or copy.read_bytes() != path.read_bytes():
            shutil.copyfile(path, copy)
    for copy in folder.glob("*.ipynb"):
        if not (source / copy.name).exists():
            copy.unlink()


def sign(app, what, name, found, options, signature, returned):
    """Leave out the long signature of a class of data whose attributes are listed below it."""
    return ("", None) if what == "class" and is_dataclass(found) and "Attributes\n" in found.__doc__ else None


def setup(app):
    """Generate first."""
    app.connect("builder-inited", generate)
    app.connect("autodoc-process-signature", sign)
