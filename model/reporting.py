"""The report from Python: a folder of results read, checked, and written as one document."""

import csv
import json
import os
import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import xarray as xr
from pydantic import ValidationError

from model.api import open_results, wanted_targets
from model.data import bases
from model.data.catalogue import targets
from model.engine.build import System, nearest
from model.engine.declare import Driver, Lever, Parameter
from model.errors import InputError
from model.folder.files import write_whole
from model.folder.provenance import data_digests
from model.plan.solution import prices, wedges
from model.plan.targets import judge
from model.present.document import contents, write
from model.present.document.material import Material, Solved
from model.present.document.record import Record
from model.present.text.tables import target_cells
from model.results.run import run
from model.scenario.load import Scenario
from model.sectors import load

NEEDED = ("provenance.json", "results.nc", "targets.csv")
ATTRIBUTES = ("units", "long_name", "long_name_zh", "sector")
REVIEW = ("observed.csv", "restatement.csv", "gap_by_driver.csv")
AGAIN = "make the results again with this version"
PDF = 'PDF needs WeasyPrint, which is not installed: pip install "ningxia-plan-model[pdf]"'


def report(
    folder: str | os.PathLike,
    lang: str = "en",
    file: str | os.PathLike | None = None,
    pdf: bool = False,
    told: Callable[[str], None] = lambda line: None,
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
    told
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
    told("reading the results")
    material = read(folder)
    system = load(material.scenario.base)
    command = shlex.join(["simulate", "report", os.fspath(folder), *(["--lang", lang] if lang != "en" else [])])
    found = contents.document(material, system, lang, date.today().isoformat(), command, told)
    text = write.html(found)
    content = {place: text.encode() for place in places if place.suffix == ".html"}
    for place in places:
        if place.suffix == ".pdf":
            told("setting the pages of the PDF")
            content[place] = write.pdf(text)
    _write(content)
    return places


def _places(folder, file, pdf):
    """Where the document goes, HTML before PDF."""
    place = Path(file) if file else folder / "report.html"
    if place.suffix not in (".html", ".pdf"):
        raise InputError([f"{place}: found the ending '{place.suffix}'; expected .html or .pdf"])
    places = [place, *[place.with_suffix(".pdf")] * (pdf and place.suffix == ".html")]
    for each in places:
        if each.is_dir():
            raise InputError([f"{each}: found a folder; expected the name of a file to write"])
    if places[-1].suffix == ".pdf" and find_spec("weasyprint") is None:
        raise InputError([PDF])
    return places


def _write(content: Mapping[Path, bytes]):
    """Write files of one folder, all or none."""

    def write_all(passing):
        for place, data in content.items():
            (passing / place.name).write_bytes(data)
        return [passing / place.name for place in content]

    first = next(iter(content))
    try:
        first.parent.mkdir(parents=True, exist_ok=True)
        write_whole(first.parent, write_all)
    except OSError as error:
        raise InputError([f"{first}: cannot be written ({error.strerror})"]) from None


# -- reading -----------------------------------------------------------------------------------------------------------
def read(folder: str | os.PathLike) -> Material:
    """Read and check a folder of results.

    Raises
    ------
    InputError
        As :func:`report`.
    """
    folder = Path(folder)
    _check_folder(folder)
    record = _record(folder / NEEDED[0])
    system = _system(record["scenario"]["horizon"]["start"], folder / NEEDED[0])
    scenario = _scenario(record["scenario"], system, folder / NEEDED[0])
    dataset = _results(folder / "results.nc", scenario, system)
    wanted = wanted_targets(scenario)
    judged = judge(wanted, dataset)
    _check_targets(folder / "targets.csv", judged)
    return Material(
        record=record, scenario=scenario, results=dataset, wanted=wanted, judged=judged,
        plan={target.id: target for target in targets()},
        digests={name: sha256((folder / name).read_bytes()).hexdigest() for name in ("results.nc", "targets.csv")},
        changed=_changed(record["sha256"], scenario.base), solved=_solved(folder, record, scenario, wanted, system),
        review=_review(folder, record),
    )  # fmt: skip


def _check_folder(folder):
    if not folder.is_dir():
        found = "a file" if folder.exists() else "nothing"
        raise InputError([f"{folder}: found {found}; expected a folder of results, as simulate run and solve write it"])
    if absent := [name for name in NEEDED if not (folder / name).is_file()]:
        raise InputError(
            [
                f"{folder}: found no {' and no '.join(absent)}; expected a folder of results, as simulate run and solve write it"
            ]
        )


def _record(path):
    try:
        record = Record.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(map(str, first["loc"]))
        raise InputError(
            [f"{path}: {f'{at}: ' if at else ''}{first['msg']}; expected it as simulate run and solve write it"]
        ) from None
    return record.model_dump()


def _system(base, path) -> System:
    """The model of a base year."""
    if base not in bases():
        raise InputError(
            [f"{path}: scenario.horizon.start: found {base}; expected one of {', '.join(map(str, bases()))}; {AGAIN}"]
        )
    return load(base)


def _scenario(record, system: System, path) -> Scenario:
    """The scenario as resolved, from its record."""
    for key, kinds in (("parameters", Parameter), ("levers", (Lever, Driver))):
        found, expected = record[key], system.elements(system.of_kind(kinds))
        if odd := [name for name in (*expected, *found) if (name in found) != (name in expected)]:
            known = found if odd[0] in expected else expected
            raise InputError(
                [
                    f"{path}: scenario.{key}: '{odd[0]}' is of another version of the model{nearest(odd[0], known)}; {AGAIN}"
                ]
            )
    return Scenario(
        name=record["name"], title=record["title"], path=os.fspath(path), **record["horizon"], method=record["method"],
        step=record["step"], parameters=record["parameters"], levers=record["levers"], changed=tuple(record["set"]),
        targets=record["targets"], solve={}, origins={}, restatement=record["restatement"],
    )  # fmt: skip


def _results(path, scenario, system) -> xr.Dataset:
    dataset = open_results(path)
    if "member" in dataset.dims:
        raise InputError([f"{path}: found an ensemble of {dataset.sizes['member']} members; expected one run"])
    if absent := [name for name in system.declarations if name not in dataset]:
        more = f" and {len(absent) - 1} more" if len(absent) > 1 else ""
        raise InputError(
            [f"{path}: found no variable '{absent[0]}'{more}{nearest(absent[0], dataset.data_vars)}; {AGAIN}"]
        )
    for name in system.declarations:
        if bare := [key for key in ATTRIBUTES if key not in dataset[name].attrs]:
            raise InputError([f"{path}: {name}: found no attribute '{bare[0]}'; {AGAIN}"])
    years = dataset["year"].values.tolist()
    if years != list(range(scenario.start, scenario.end + 1)):
        raise InputError(
            [
                f"{path}: found the years {years[0]} to {years[-1]}; expected {scenario.start} to {scenario.end}, as provenance.json has them"
            ]
        )
    return dataset


def _check_targets(path, judged):
    """Refuse a table that is not what these results give, for then the files do not belong together."""
    rows, told = _rows(path), target_cells(judged)
    for found, expected in zip(rows, told, strict=False):
        if found != expected:
            odd = next((key for key in expected if found.get(key) != expected[key]), "id")
            raise InputError(
                [
                    f"{path}: {expected['id']}: found {odd} '{found.get(odd)}', and results.nc gives '{expected[odd]}'; {AGAIN}"
                ]
            )
    if len(rows) != len(told):
        raise InputError([f"{path}: found {len(rows)} targets, and results.nc gives {len(told)}; {AGAIN}"])


def _rows(path) -> list[dict[str, str]]:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except (ValueError, csv.Error) as error:
        raise InputError([f"{path}: no table to read ({error})"]) from None


def _changed(digests, base):
    """Files of the model's data that differ from those whose digests these are."""
    now = data_digests(base)
    return [name for name, digest in digests.items() if name.startswith("model/data/") and now.get(name) != digest]


def _solved(folder, record, scenario, wanted, system):
    search = record["solve"]
    if search is None:
        return None
    asked = {target.id: target for target in wanted}
    readers = {
        "levers.csv": _rows,
        "wedges.csv": lambda path: wedges.from_table(_rows(path), asked, system),
        "prices.csv": lambda path: prices.from_table(_rows(path), asked),
        "diagnosis.json": lambda path: json.loads(path.read_text(encoding="utf-8")),
    }
    found = {name.partition(".")[0]: _part(folder / name, reader) for name, reader in readers.items()}
    if found["levers"] is None:
        raise InputError([f"{folder}: found no levers.csv; expected it of a solution; {AGAIN}"])
    before = replace(scenario, levers=scenario.levers | search["levers_before"])
    return Solved(search=search, baseline=run(before, system), **found)


def _part(path, reader):
    """A file of a solution, None where there is none."""
    try:
        return reader(path) if path.is_file() else None
    except KeyError as error:
        raise InputError([f"{path}: found no {error}; {AGAIN}"]) from None
    except (ValueError, TypeError) as error:
        raise InputError([f"{path}: cannot be read ({error}); {AGAIN}"]) from None


def _review(folder, record):
    if record["observed"] is None or not all((folder / name).is_file() for name in REVIEW):
        return None
    return {name: _rows(folder / name) for name in REVIEW}
