"""The model from Python: what ``import model`` offers, and what the command line calls."""

import os
from functools import partial
from pathlib import Path
from time import perf_counter

import xarray as xr

from model.data import history
from model.errors import InputError
from model.export import netcdf
from model.folder import files as folders
from model.folder.provenance import provenance
from model.plan.selection import wanted_targets
from model.plan.targets import judge
from model.present.notebook import accessor  # noqa: F401  (it gives results their ``.plan``)
from model.present.text.tables import write_targets
from model.results.run import run as project
from model.scenario.load import Scenario
from model.scenario.load import load_scenario as _load
from model.sectors import load


def load_scenario(path: str | os.PathLike, settings: tuple[str, ...] = ()) -> Scenario:
    """Read a scenario file.

    Parameters
    ----------
    settings
        ``KEY=VALUE`` texts laid over it, as ``--set`` does.

    Raises
    ------
    InputError
        Naming every fault of the file and of the settings.
    """
    return _load(os.fspath(path), load, settings)


def run(
    scenario: Scenario, folder: str | os.PathLike | None = None, figures: bool = True, lang: str = "en"
) -> xr.Dataset:
    """Project a scenario; given a folder, also write the files of a run there.

    Raises
    ------
    RunError
        Where a value leaves its domain or a balance does not close; nothing is written.
    """
    begun = perf_counter()
    wanted = wanted_targets(scenario)
    dataset = project(scenario)
    if folder is not None:
        write(scenario, dataset, judge(wanted, dataset), folder, begun, figures, lang)
    return dataset


def write(
    scenario,
    dataset,
    verdicts,
    folder,
    begun: float,
    figures: bool = True,
    lang: str = "en",
    others=None,
    draw_others=None,
    reviewed=None,
    search=None,
) -> list[Path]:
    """Write the files of a run, which began at ``begun`` on the clock of ``time.perf_counter``, and others with them.

    ``draw_others`` is called with the folder of the figures, after those of the run. ``reviewed`` is the mid-term review
    and ``search`` the record of the solver's search, where there was one.
    """

    def draw(path):
        from model.present.figures.overview import write_figures

        write_figures(dataset, verdicts, history(), path, lang)
        if draw_others:
            draw_others(path)

    options = ("--observed", reviewed.path) if reviewed else ()
    record = provenance(scenario, perf_counter() - begun, None, "solve" if search else "run", options)
    record |= {"observed": reviewed.record} if reviewed else {}
    record |= {"solve": search} if search else {}
    return folders.write_run(
        folder,
        dataset,
        partial(write_targets, verdicts),
        record,
        draw if figures else None,
        others,
        keep=reviewed is not None,
    )


def open_results(folder: str | os.PathLike) -> xr.Dataset:
    """The results in a folder of a run, or of a NetCDF file itself, in memory.

    Raises
    ------
    InputError
        Where there are none.
    """
    path = Path(folder)
    path = path / "results.nc" if path.is_dir() else path
    try:
        dataset = netcdf.read(path)
    except OSError as error:
        raise InputError([f"{path}: no results to read ({error.strerror or error})"]) from None
    if "year" not in dataset.coords:
        raise InputError([f"{path}: no results of this model, for it has no coordinate 'year'"])
    return dataset
