"""The page as one file: template, looks, words, content and programs, with nothing to be fetched."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from model.data.catalogue import Record
from model.export.files import write_text
from model.present.page.content import page_content, scripts
from model.present.text.words import Say, subject
from model.scenario.load import Scenario

OWN = ("text.js", "levers.js", "controls.js", "charts.js", "board.js", "share.js", "explore.js")
FOLDER = files("model.present.page")


def write_page(
    scenario: Scenario, targets: Sequence[Record], solved: Scenario | None, path: str | PathLike, lang: str = "en"
) -> Path:
    """Write the page of a scenario, whole or not at all.

    Parameters
    ----------
    targets
        Those that the scenario is held against.
    solved
        Whose lever paths a button offers.
    lang
        ``en`` or ``zh``: the language in which the page opens.

    Raises
    ------
    InputError
        Where the file cannot be written.
    """
    write_text(page_text(page_content(scenario, targets, solved), lang), path)
    return Path(path)


def page_text(content: dict, lang: str) -> str:
    """The page that holds ``content``, as HTML that runs and shows only what stands in it."""
    from jinja2 import Environment
    from markupsafe import Markup

    programs = [_licensed(_read("uplot/uPlot.iife.min.js")), *scripts().values(), *map(_read, OWN)]
    styles = [_read("uplot/uPlot.min.css"), _read("explore.css")]
    template = Environment(autoescape=True, trim_blocks=True).from_string(_read("explore.html"))
    return template.render(
        lang=lang,
        title=content["title"][lang],
        word=Say("page", lang),
        policy=_policy(programs, styles),
        styles=map(Markup, styles),
        scripts=map(Markup, programs),
        words=_data({key: {"en": en, "zh": zh} for key, (en, zh) in subject("page").items()}),
        content=_data(content),
    )


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _licensed(program: str) -> str:
    """A vendored program with its licence, which must go where it goes."""
    return f"/*!\n{_read('uplot/LICENSE')}*/\n{program}"


def _policy(programs: Sequence[str], styles: Sequence[str]) -> str:
    """What a browser may do with the page: run and apply what stands in it, by hash, and nothing else."""
    allowed = {"script-src": programs, "style-src": styles}
    rules = [f"{kind} {' '.join(map(_hash, texts))}" for kind, texts in allowed.items()]
    return "; ".join(["default-src 'none'", *rules, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(content: Mapping[str, Any]) -> str:
    """JSON that no text in it can end: whatever a script element gives a meaning to is escaped."""
    from markupsafe import Markup

    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}))  # noqa: S704
