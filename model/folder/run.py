"""A scenario run or solved, in memory, and with the files of a folder where one is given."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import xarray as xr

from model.folder.record import check_place
from model.folder.vintages import earlier
from model.folder.write import write
from model.plan.run import project
from model.scenario.load import Scenario

if TYPE_CHECKING:  # slow to import, and a run has no need of it
    from model.plan.solution.outcome import Solution


def run(
    scenario: Scenario, folder: str | os.PathLike | None = None, figures: bool = True, lang: str = "en"
) -> xr.Dataset:
    """Project a scenario; given a folder, also write the files of a run there.

    Raises
    ------
    RunError
        Where a value leaves its domain or a balance does not close; nothing is written.
    InputError
        Where the files cannot be written there.
    """
    if folder is not None:
        check_place(Path(folder))
    outcome = project(scenario)
    if folder is not None:
        write(outcome, folder, figures, lang)
    return outcome.results


def solve(
    scenario: Scenario,
    folder: str | os.PathLike | None = None,
    figures: bool = True,
    lang: str = "en",
    observed: str | os.PathLike | None = None,
    confirmed: bool = False,
    tradeoff: str | None = None,
) -> "Solution":
    """Find the lever paths that meet the scenario's targets at least cost, and weigh what was found.

    Parameters
    ----------
    folder
        Where the files are written; none are where none is given.
    observed
        A CSV file of published figures, to which the model's state is restated; levers then move after them only.
    confirmed
        Whether figures that are far from what is projected are meant as they stand.
    tradeoff
        The name of a headline that is kept, or of a target, of which it is told what tightening it costs.

    Returns
    -------
    Solution
        ``results`` are those of :func:`model.run` with the levers that were found; where not every target was met,
        those that miss by least.

    Raises
    ------
    InputError
        Where the base year is not the plan's, a target cannot be asked for, the ``solve`` section names what there is not,
        or figures are at fault; or the files cannot be written there.
    RunError
        Where the scenario as it stands does not run.
    """
    from model.plan.solution.outcome import find

    if folder is not None:
        check_place(Path(folder))
    before = partial(earlier, Path(folder)) if folder is not None else None
    solution = find(scenario, observed, before, confirmed=confirmed, tradeoff=tradeoff)
    if folder is not None:
        write(solution, folder, figures, lang)
    return solution
