"""The figures of a solution: paths by target, levers, and money, each with a CSV of its drawn numbers beside it."""

from pathlib import Path

from model.report import money, style
from model.report import solution_levers as levers
from model.report import solution_panels as panels
from model.report import solution_paths as paths


def write_solution_figures(solution, baseline, solved, history: dict, folder: Path, lang: str = "en") -> list[Path]:
    """Write ``paths_<n>``, ``levers_<n>`` and ``money``, each as PNG (300 dpi), SVG and CSV of the same stem.

    Parameters
    ----------
    solution
        ``model.plan.solve.Solution``; it may miss targets.
    baseline, solved
        ``xarray.Dataset`` of the scenario as it stands, and of the solution's levers: yearly values over ``year``.
    history
        Values before the base year, by variable and year.
    folder
        Where to write; made if absent.
    lang
        ``en`` or ``zh``.

    Returns
    -------
    list of Path
        Three files a figure.

    Raises
    ------
    ValueError
        Where ``lang`` is neither.
    """
    if lang not in style.FAMILIES:
        raise ValueError(f"lang: found {lang!r}; expected one of {', '.join(style.FAMILIES)}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with style.look(lang):
        drawn = draw(solution, baseline, solved, history, lang)
        return [path for name, (figure, rows) in drawn.items() for path in style.save_with_rows(figure, rows, folder, name)]


def draw(solution, baseline, solved, history: dict, lang: str) -> dict[str, tuple]:
    """Every figure with the rows of its CSV, by name; to be called within ``style.look``."""
    by_target = panels.panels(solution.problem.targets, baseline, solved, history, lang)
    pages = enumerate(paths.draw_paths(by_target, solved, lang), 1)
    found = {f"paths_{n}": (figure, panels.table(drawn)) for n, (figure, drawn) in pages}
    by_lever = levers.lever_panels(levers.lever_rows(solution), solved, lang)
    pages = enumerate(levers.draw_levers(by_lever, solved, solution.met, lang), 1)
    found |= {f"levers_{n}": (figure, levers.table(drawn)) for n, (figure, drawn) in pages}
    return found | {"money": (money.draw_money(baseline, solved, lang), money.table(baseline, solved, lang))}
