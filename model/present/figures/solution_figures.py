"""The figures of a solution: paths by target, levers, and money, each with a CSV of its drawn numbers beside it."""

from pathlib import Path

from model.present.figures import money, style
from model.present.figures import solution_levers as levers
from model.present.figures import solution_panels as panels
from model.present.figures import solution_paths as paths


def write_solution_figures(
    solution, baseline, solved, history: dict, folder: Path, lang: str = "en", size: str = "page", kinds=("png", "svg")
) -> list[Path]:
    """Write ``paths_<n>``, ``levers_<n>`` and ``money``, each in every kind and with a CSV of what is drawn.

    Parameters
    ----------
    solution
        ``model.plan.solve.least_effort.Solution``; it may miss targets.
    baseline, solved
        ``xarray.Dataset`` of the scenario as it stands, and of the solution's levers: yearly values over ``year``.
    history
        Values before the base year, by variable and year.
    folder
        Where to write; made if absent.
    lang, size, kinds
        As of :func:`model.present.figures.style.look` and :func:`model.present.figures.style.save`.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    ValueError
        Where the language, the size or a kind is not known.
    """
    rows = levers.lever_rows(solution)
    drawn = draw(solution.problem.targets, rows, solution.met, baseline, solved, history, lang, size)
    return style.save_all(drawn, folder, kinds)


def draw(
    targets, lever_rows, met: bool, baseline, solved, history: dict, lang: str = "en", size: str = "page"
) -> dict[str, tuple]:
    """Every figure with the rows of its CSV, by name.

    Parameters
    ----------
    targets
        Records of what the solver was asked for.
    lever_rows
        As :func:`model.present.figures.solution_levers.lever_rows` gives them, or as read from ``levers.csv``.
    met
        Whether every target is met.
    baseline, solved, history, lang, size
        As of :func:`write_solution_figures`.
    """
    by_target = panels.panels(targets, baseline, solved, history, lang)
    pages = enumerate(paths.draw_paths(by_target, solved, lang, size), 1)
    found = {f"paths_{n}": (figure, panels.table(drawn)) for n, (figure, drawn) in pages}
    by_lever = levers.lever_panels(lever_rows, solved, lang)
    pages = enumerate(levers.draw_levers(by_lever, solved, met, lang, size), 1)
    found |= {f"levers_{n}": (figure, levers.table(drawn)) for n, (figure, drawn) in pages}
    pages = money.draw_money(baseline, solved, lang, size)
    return found | {name: (figure, money.table(baseline, solved, lang)) for name, figure in pages.items()}
