"""The model from Python: what ``import model`` offers, and what the command line calls."""

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

import xarray as xr

from model import results
from model.data import history
from model.data.catalogue import Record, targets
from model.engine.build import nearest
from model.export import folder as folders
from model.export import netcdf
from model.plan.targets import judge
from model.report.tables import write_targets
from model.scenario import Scenario
from model.scenario import load_scenario as _load
from model.scenario_file import InputError
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
    return _load(os.fspath(path), load(), settings)


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
    dataset = results.run(scenario)
    if folder is not None:
        write(scenario, dataset, judge(wanted, dataset), folder, begun, figures, lang)
    return dataset


def wanted_targets(scenario: Scenario) -> list[Record]:
    """The targets that the scenario is held against, with its edits.

    Raises
    ------
    InputError
        Where the scenario names a target that the plan has not.
    """
    known = {target.id: target for target in targets()}
    if scenario.targets == "all":
        return list(known.values())
    unknown = [name for name in scenario.targets if name not in known]
    if unknown:
        places = [scenario.origins.get(f"targets.{name}", scenario.path) for name in unknown]
        faults = [f"targets: found no target '{name}'{nearest(name, known)}" for name in unknown]
        raise InputError([f"{place}: {fault}" for place, fault in zip(places, faults, strict=True)])
    found = [(known[name], replace(known[name], **edit)) for name, edit in scenario.targets.items()]
    faults = [(edited.id, fault) for plain, edited in found if (fault := _fault_of_edit(plain, edited))]
    if faults:
        places = [scenario.origins.get(f"targets.{name}", scenario.path) for name, _ in faults]
        raise InputError([f"{at}: targets.{name}: {fault}" for at, (name, fault) in zip(places, faults, strict=True)])
    return [edited for _, edited in found]


def _fault_of_edit(plain, edited):
    if edited.upper != plain.upper and edited.relation != "between":
        return f"found 'upper' of a target that is {edited.relation}; expected it of one between two values alone"
    if edited.relation == "between" and not edited.value <= edited.upper:
        return f"found {edited.value:g} to {edited.upper:g}; expected them in order"
    return None


def solve(
    scenario: Scenario,
    folder: str | os.PathLike | None = None,
    figures: bool = True,
    lang: str = "en",
    observed: str | os.PathLike | None = None,
) -> xr.Dataset:
    """Find the lever paths that meet the scenario's targets at least effort, and project them.

    Parameters
    ----------
    observed
        A CSV file of published figures, to which the model's state is restated; levers then move after them only.

    Returns
    -------
    xarray.Dataset
        As of :func:`run`, with the attributes ``effort``, ``converged`` (0 or 1) and ``solver_message``. Where not
        every target was met, the levers are those that miss by least.

    Raises
    ------
    InputError
        Where a target cannot be asked for, or the ``solve`` section names what there is not.
    RunError
        Where the scenario as it stands does not run.
    """
    from model.plan.answers import solved

    begun, wanted = perf_counter(), wanted_targets(scenario)
    reviewed, scenario, first = review(scenario, observed, folder)
    found, dataset = solved(scenario, wanted, first=first)
    if folder is not None:
        write_solution(found, dataset, folder, begun, figures, lang, reviewed=reviewed)
    return dataset


def weigh(solution, told=None) -> tuple:
    """The wedges of a solution, and, where it meets its targets, their prices; else None.

    An interrupted solution is no least effort, so that it has no prices; ``told`` is called with the progress.
    """
    from model.plan.prices import prices
    from model.plan.wedges import wedges

    settled = solution.met and solution.message != "interrupted"
    return wedges(solution.problem, solution.deviations), prices(solution, told=told) if settled else None


def review(scenario: Scenario, observed: str | os.PathLike | None, folder: str | os.PathLike | None) -> tuple:
    """The review at published figures, the scenario restated to them, and the first year left; without figures, None."""
    if observed is None:
        return None, scenario, None
    from model.plan.review import review

    found = review(scenario, observed, folder)
    return found, found.restated.scenario, found.first


def write_solution(
    solution,
    dataset,
    folder,
    begun: float,
    figures: bool = True,
    lang: str = "en",
    told=None,
    weighed=None,
    reviewed=None,
) -> list[Path]:
    """Write the files of a run of the solution, and ``solution.yaml``, ``growth_paths.csv``, ``answers.csv``.

    ``wedges.csv`` where a headline target was asked, ``prices.csv`` where targets that were met bind. Where targets
    were missed, ``diagnosis.json`` too, which takes a while; ``told`` is called with its progress. ``weighed`` is what
    :func:`weigh` gives, if it is at hand. Of a review, its tables, and the run that stands in the folder is kept.
    """
    from model.export.solution import write_json, write_scenario, write_table
    from model.plan.answers import growth_paths, plain_answers
    from model.plan.diagnose import diagnose
    from model.plan.relax import comments, relaxed

    asked = solution.problem.targets
    found_wedges, found_prices = weighed or weigh(solution, told)
    baseline = results.run(solution.problem.scenario, solution.problem.system, solution.problem.kernel)
    prices = {name: answer.price for name, answer in solution.answers.items()}
    answers = plain_answers(asked, baseline, dataset, history(), prices)
    others = {
        "solution.yaml": partial(write_scenario, solution.scenario),
        "growth_paths.csv": partial(write_table, growth_paths(asked, dataset)),
        "answers.csv": partial(write_table, answers),
    }
    others |= _weighed_tables(found_wedges, found_prices, solution.problem.system)
    if reviewed:
        from model.export.review import writers

        others |= writers(reviewed)
    if not solution.met:
        others["diagnosis.json"] = partial(write_json, diagnose(solution, told))
        others["consistent.yaml"] = partial(write_scenario, relaxed(solution), comments=comments(solution))
    rows = judge(wanted_targets(solution.scenario), dataset)

    def draw(path):
        from model.report.solution_figures import write_solution_figures
        from model.report.wedges import write_wedges

        write_solution_figures(solution, baseline, dataset, history(), path, lang)
        write_wedges(found_wedges, solution.problem.system, dataset, path, lang)

    return write(solution.scenario, dataset, rows, folder, begun, figures, lang, others, draw, reviewed)


def _weighed_tables(found_wedges, found_prices, system):
    """Writers of ``wedges.csv`` and ``prices.csv``, of those that have rows."""
    from model.export.solution import write_table
    from model.plan import prices, wedges

    rows = {"wedges.csv": wedges.table(found_wedges, system), "prices.csv": prices.table(found_prices or [])}
    return {name: partial(write_table, own) for name, own in rows.items() if own}


def write(
    scenario,
    dataset,
    rows,
    folder,
    begun: float,
    figures: bool = True,
    lang: str = "en",
    others=None,
    draw_others=None,
    reviewed=None,
) -> list[Path]:
    """Write the files of a run, which began at ``begun`` on the clock of ``time.perf_counter``, and others with them.

    ``draw_others`` is called with the folder of the figures, after those of the run.
    """

    def draw(path):
        from model.report.figures import write_figures

        write_figures(dataset, rows, history(), path, lang)
        if draw_others:
            draw_others(path)

    record = results.provenance(scenario, perf_counter() - begun) | ({"observed": reviewed.record} if reviewed else {})
    return folders.write_run(
        folder,
        dataset,
        partial(write_targets, rows),
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
