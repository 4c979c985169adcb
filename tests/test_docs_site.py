"""The documentation builds without a warning, all of it, and every link, anchor and picture of it holds."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from model.data.catalogue import targets
from model.sectors import load

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "object": "data", "iframe": "src"}
FETCHED = ("link", "img", "script", "source", "object", "iframe")  # what a browser loads by itself


class Page(HTMLParser):
    """What a page has: anchors, what it refers to, pictures, and the words that are read."""

    def __init__(self, text):
        super().__init__()
        self.anchors, self.links, self.pictures, self.equations = set(), [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.anchors |= {found[key] for key in ("id", "name") if found.get(key)}
        if target := found.get(LINKS.get(tag, "")):
            self.links.append((tag, target))
        if tag == "img":
            self.pictures.append(found)
        self.equations += tag == "math"

    handle_startendtag = handle_starttag


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages by their path; nothing of an earlier build is used."""
    folder = tmp_path_factory.mktemp("site")
    cache = ["-D", f"nb_execution_cache_path={folder / 'notebooks'}", "-d", str(folder / "doctrees")]
    where = {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    built = subprocess.run(
        [*COMMAND, *cache, "docs", str(folder / "html")],
        cwd=ROOT,
        env=os.environ | where,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr + built.stdout
    html = folder / "html"
    return {path.relative_to(html): Page(path.read_text(encoding="utf-8")) for path in html.rglob("*.html")}, html


def test_links_of_the_pages_hold(site):
    pages, html = site
    wrong, outside = [], set()
    for path, page in pages.items():
        for tag, target in page.links:
            parts = urlsplit(target)
            if parts.scheme in ("http", "https", "mailto"):
                outside.add(target)
                wrong += [(str(path), tag, target)] * (tag in FETCHED)
            elif parts.scheme != "data" and not _holds(path, parts, pages, html):
                wrong.append((str(path), tag, target))
    print("links to other sites, not followed:", *sorted(outside), sep="\n  ")
    assert not wrong


def _holds(path, parts, pages, html):
    """Whether a file, and the anchor in it, is there."""
    there = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
    if there not in pages:
        return (html / there).is_file() and not parts.fragment
    return not parts.fragment or unquote(parts.fragment) in pages[there].anchors


def test_pictures_are_there_and_say_what_they_show(site):
    pages, html = site
    pictures = [(path, picture) for path, page in pages.items() for picture in page.pictures]
    assert len(pictures) >= 5
    mute = [(str(path), p["src"]) for path, p in pictures if len(p.get("alt") or "") < 12 or p["alt"] in p["src"]]
    assert not mute
    assert not re.search(r"\.(png|svg)$", " ".join(p["alt"] for _, p in pictures))


def test_style_sheets_load_nothing_from_elsewhere(site):
    _, html = site
    texts = {path.name: path.read_text(encoding="utf-8") for path in (html / "_static").rglob("*.css")}
    assert not [name for name, text in texts.items() if re.search(r"url\(['\"]?https?:|@import", text)]
    assert "data:font/woff2" in texts["fonts.css"]


def test_every_variable_and_target_has_an_entry(site):
    pages, _ = site
    book = {a for path, page in pages.items() if path.parent.name == "model-book" for a in page.anchors}
    missing = [
        name
        for name in load().declarations
        if f"variable-{name.replace('_', '-')}" not in {a.replace("_", "-") for a in book}
    ]
    assert not missing
    catalogue = {a for path, page in pages.items() if path.parent.name == "targets" for a in page.anchors}
    assert not [target.id for target in targets() if f"target-{target.id}" not in catalogue]


def test_every_equation_is_printed(site):
    pages, _ = site
    system = load()
    for sector in set(system.sectors.values()):
        wanted = [d for name, d in system.declarations.items() if system.sectors[name] == sector]
        wanted = [d for d in wanted if d.kind in ("stock", "flow", "auxiliary", "derived")]
        assert pages[Path("reference/model-book") / f"{sector}.html"].equations == len(wanted), sector


def test_notebooks_are_shown_with_what_they_give(site):
    pages, _ = site
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        page = pages[Path("tutorial/notebooks") / f"{notebook.stem}.html"]
        assert page.pictures, f"{notebook.name} shows no figure"
