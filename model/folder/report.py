"""The report on a folder of results, as one document."""

import os
import shlex
from collections.abc import Callable, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from model.errors import InputError
from model.export.files import write_whole
from model.export.placing import check_file, writing_to
from model.folder.read import read
from model.present.canvas.canvas import DRAWING
from model.present.document import paged, write
from model.present.text.words import Say
from model.sectors import load

PDF = "PDF needs WeasyPrint, which is not installed: pip install weasyprint"


def report(
    folder: str | os.PathLike,
    lang: str = "en",
    file: str | os.PathLike | None = None,
    pdf: bool = False,
    tell: Callable[[str], None] = lambda line: None,
) -> list[Path]:
    """Write one document on a folder of results of ``run`` or ``solve``.

    Parameters
    ----------
    folder
        The results.
    lang
        ``en`` or ``zh``.
    file
        Where to write: PDF alone where its name ends in ``.pdf``, HTML where it ends in ``.html``; ``report.html`` in
        the folder where none is given.
    pdf
        Whether to write PDF too, beside the HTML and under its name.
    tell
        Called with lines of progress.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    InputError
        Where the folder is not one of results, its files do not belong together or to this version of the model, the
        document cannot be written there, or PDF is asked for without WeasyPrint.
    """
    places = _places(Path(folder), file, pdf)
    for place in places:
        check_file(place)
    say = Say("commands", lang)
    tell(say("reading"))
    material = read(folder)
    system = load(material.scenario.base)
    told = ["simulate", "report", os.fspath(folder), *(["--lang", lang] if lang != "en" else [])]
    told += [*(["-o", os.fspath(file)] if file else []), *["--pdf"] * pdf]
    commands = f"{material.record['command']} -o {shlex.quote(os.fspath(folder))}", shlex.join(told)
    with DRAWING:
        text = write.html(material, system, lang, date.today().isoformat(), commands, tell)
    content = {place: text.encode() for place in places if place.suffix == ".html"}
    for place in places:
        if place.suffix == ".pdf":
            tell(say("setting_pages"))
            content[place] = paged.pdf(text, lambda page: tell(say("setting_page", number=page)))
    _write(content)
    return places


def _places(folder: Path, file: str | os.PathLike | None, pdf: bool) -> list[Path]:
    """Where the document goes, HTML before PDF."""
    place = Path(file) if file else folder / "report.html"
    if place.suffix not in (".html", ".pdf"):
        raise InputError([f"{place}: found the ending '{place.suffix}'; expected .html or .pdf"])
    places = [place, *[place.with_suffix(".pdf")] * (pdf and place.suffix == ".html")]
    if places[-1].suffix == ".pdf" and find_spec("weasyprint") is None:
        raise InputError([PDF])
    return places


def _write(content: Mapping[Path, bytes]) -> None:
    """Write files of one folder, all or none."""

    def write_all(passing: Path) -> list[Path]:
        for place, data in content.items():
            (passing / place.name).write_bytes(data)
        return [passing / place.name for place in content]

    with writing_to(*content):
        write_whole(next(iter(content)).parent, write_all)
