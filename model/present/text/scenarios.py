"""Scenario files as a user meets them first: a list of those that ship, and a commented one to begin from."""

import re
from importlib.resources import files
from pathlib import Path

from model.data import BASE_YEAR
from model.errors import InputError, Problems
from model.export.files import write_text
from model.present.text import words
from model.present.text.words import Say
from model.scenario.form import USUAL_YEARS, name_fault
from model.scenario.layers import gather
from model.scenario.shipped import SUFFIX, shipped


def scenario_rows(lang: str = "en") -> list[dict[str, str]]:
    """The shipped scenarios as rows: name, title, what each extends, its years."""
    say, rows = Say("commands", lang), []
    for name, path in shipped().items():
        settings = gather(str(path), (), Problems())
        start = settings.get("base", BASE_YEAR)
        end = settings.get("horizon", {}).get("end", start + USUAL_YEARS)
        extends = str(settings.get("extends") or "–").removesuffix(SUFFIX)
        cells = {
            "name": name,
            "title": settings["title"][lang],
            "extends": extends,
            "horizon": f"{start}{words.TO[lang]}{end}",
        }
        rows.append({say(f"head_{key}"): cell for key, cell in cells.items()})
    return rows


def write_new(name: str, lang: str = "en") -> Path:
    """Write a commented scenario that runs, ``NAME.yaml`` in the current folder.

    Raises
    ------
    InputError
        Where it is no name of a scenario, one of that name ships, or there is such a file.
    """
    path = Path(f"{name}{SUFFIX}")
    if fault := name_fault(name):
        latin = "" if name.isascii() else "; a title in any letters goes into the file that is written"
        raise InputError([f"found the name '{name}'; expected {fault}{latin}"])
    if name in shipped():
        raise InputError([f"{path}: a scenario of this name ships with the model; expected another name"])
    if path.exists():
        raise InputError([f"{path}: stands there already; expected another name"])
    template = files("model.present.text.words").joinpath(f"scenario.{lang}.yaml").read_text(encoding="utf-8")
    room = re.compile(r"NAME\.yaml +")  # before what the command does
    template = room.sub(lambda found: f"{name}.yaml".ljust(len(found[0]) - 1) + " ", template)
    write_text(template.replace("TITLE", name.replace("-", " ").capitalize()).replace("NAME", name), path)
    return path
