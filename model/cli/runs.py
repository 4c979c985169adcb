"""Commands that project: ``run``, ``solve``, ``compare``."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from model.cli.figures import SIZES
from model.cli.shared import commands, engine, language, output, output_folder, scenario_file, settings, show_line
from model.engine.declare import Driver, Lever
from model.errors import InputError
from model.present.text.words import Say, method_name
from model.scenario.element import variable_of
from model.sectors import NOT_REPRESENTED

if TYPE_CHECKING:
    import xarray as xr

    from model.plan.question.options import Progress
    from model.plan.run import Run
    from model.scenario.load import Scenario

WIDTH = 120  # of a line that is broken
MOST = 100_000  # members that are held at once; `ensemble` runs more, in a store


@commands.command()
@click.argument("scenario", type=scenario_file)
@output
@settings
@engine
@click.option(
    "--members",
    type=click.IntRange(1, MOST),
    help="Run an ensemble of so many too: the probability of each target, and bands in the figures.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of its sample.")
@click.option("--no-figures", is_flag=True, help="Leave the figures out.")
@language
def run(
    scenario: str,
    output: str | None,
    settings: tuple[str, ...],
    engine: str,
    members: int | None,
    seed: int,
    no_figures: bool,
    lang: str,
) -> None:
    """Project SCENARIO and write results.nc, targets.csv, provenance.json and figures/."""
    from model.analysis import checks
    from model.data import of_plan
    from model.engine import compiled
    from model.folder.write import write
    from model.plan.run import project
    from model.present.text.targets.outcome import outcome_lines
    from model.present.text.words import not_judged
    from model.results.run import load_scenario

    plan, say = load_scenario(scenario, settings), Say("commands", lang)
    folder = _checked_folder(output, plan)
    if engine != "numpy" and not compiled.available():
        if engine == "compiled":
            raise InputError([say("not_built")])
        click.echo(say("slower"), err=True)
    projected = project(plan, engine)
    for name in checks.without_effect(plan, projected.kernel.system):
        click.echo(say("idle", name=name), err=True)
    projected, bands = _with_members(projected, members, seed) if members else (projected, None)
    files = write(projected, folder, not no_figures, lang, show_line, bands)
    show_line("")
    lines = outcome_lines(projected, lang) if of_plan(projected.results) else [not_judged(plan.base, lang)]
    lines += [_members_told(bands, lang)] if bands is not None else []
    for line in [
        plan.title[lang],
        "",
        *lines,
        say("horizon", **vars(plan) | {"method": method_name(plan.method, lang)}),
        *_notes(projected, lang),
    ]:
        click.echo(line)
    click.echo(say("wrote", files=_listed(files, say)))


@commands.command()
@click.argument("scenario", type=scenario_file)
@output
@settings
@click.option(
    "--observed", metavar="FILE", type=click.Path(dir_okay=False), help="Published figures, as CSV: mid-term review."
)
@click.option(
    "--confirm", is_flag=True, help="Take observed figures that are far from what is projected as they stand."
)
@click.option(
    "--tradeoff", metavar="NAME", help="Also what tightening a kept headline, or a target, costs: some minutes more."
)
@click.option("--no-figures", is_flag=True, help="Leave the figures out.")
@language
def solve(
    scenario: str,
    output: str | None,
    settings: tuple[str, ...],
    observed: str | None,
    confirm: bool,
    tradeoff: str | None,
    no_figures: bool,
    lang: str,
) -> int:
    """Find the lever paths by which SCENARIO meets its targets at least cost; write them and a run of them.

    Exit status 1 where no path was found that meets them all: diagnosis.json then says which targets conflict.
    """
    from model.plan.review.observations import table_in
    from model.results.run import load_scenario

    plan = load_scenario(scenario, settings)
    folder = _checked_folder(output, plan)
    if observed:
        table_in(observed)  # which refuses what cannot be read
    from model.folder.vintages import earlier  # slow to import, as all below
    from model.folder.write import write
    from model.plan.solution.outcome import find
    from model.present.text.solving.solution import outcome_text

    before, progress, tell = partial(earlier, folder), partial(_searched, lang=lang), partial(_show, lang=lang)
    solution = find(plan, observed, before, progress, tell, confirmed=confirm, tradeoff=tradeoff)
    show_line("")
    files = write(solution, folder, not no_figures, lang, show_line)
    show_line("")
    click.echo(outcome_text(solution, folder, lang))
    click.echo(Say("commands", lang)("wrote", files=_listed(files, Say("commands", lang))))
    return 130 if solution.best.message == "interrupted" else 0 if solution.met else 1


def _checked_folder(output: str | None, plan: "Scenario") -> Path:
    """Where results go, refused before anything is computed where nothing can be written there."""
    from model.folder.record import check_place

    folder = Path(output) if output else Path("outputs") / plan.name
    check_place(folder)
    return folder


def _with_members(projected: "Run", members: int, seed: int) -> "tuple[Run, xr.Dataset]":
    """The run with the probability of each target, and the quantiles of its ensemble."""
    from model.folder.ensemble.summary import of_run

    summary = of_run(projected.scenario, projected.targets, members, seed)
    return replace(projected, probabilities=summary.probabilities), summary.quantiles


def _members_told(bands: "xr.Dataset", lang: str) -> str:
    parts = {key: bands.attrs[key] for key in ("members", "seed", "sampled", "estimated")}
    return Say("outcome", lang)("members", ran=bands.attrs["members"] - bands.attrs["left_domain"], **parts)


def _searched(progress: "Progress", lang: str) -> None:
    numbers = {key: getattr(progress, key) for key in ("iteration", "cost", "miss", "runs", "seconds")}
    phase = Say("commands", lang)(f"phase_{progress.phase}")
    _show("searching", lang=lang, start=progress.start + 1, phase=phase, **numbers)


def _show(key: str, lang: str, **parts: Any) -> None:
    title = parts.get("title_zh" if lang == "zh" else "title")
    show_line(Say("commands", lang)(key, **parts | {"title": title}))


def _notes(run: "Run", lang: str) -> list[str]:
    """What a reader should know: how much the scenario sets of what it may set, and what the model leaves out."""
    changed, system = {variable_of(element) for element in run.scenario.changed}, run.kernel.system
    names = [name for kind in (Lever, Driver) for name in system.of_kind(kind)]
    say, counts = Say("outcome", lang), {"own": len(changed.intersection(names)), "all": len(names)}
    left_out = wrap(say("left_out", text=NOT_REPRESENTED[lang]), WIDTH, subsequent_indent="  ")
    return [say("defaults", **counts, assumptions=run.results.attrs["assumptions"]), *left_out]


def _listed(files: Sequence[Path], say: Say) -> str:
    """The files that were written, those in figures/ as one."""
    drawn = [path for path in files if path.parent.name == "figures"]
    texts = [str(path) for path in files if path not in drawn]
    return say.listed(texts + [say("drew", folder=path.parent, count=len(drawn)) for path in drawn[:1]])


@commands.command()
@click.argument("results", metavar="RESULT...", nargs=-1, required=True)
@click.option("--csv", "csv_file", metavar="FILE", type=click.Path(dir_okay=False), help="Write the table there.")
@click.option(
    "-o", "--output", metavar="DIR", type=output_folder, help="Draw there, with CSV: comparison, targets_met."
)
@click.option("--size", type=click.Choice(SIZES), default="page", show_default=True, help="Of what is drawn.")
@language
def compare(results: tuple[str, ...], csv_file: str | None, output: str | None, size: str, lang: str) -> None:
    """Headline results side by side; each RESULT is a folder of a run or a results.nc."""
    from model.export.files import write_text
    from model.export.placing import check_file, check_folder
    from model.folder.results import open_run
    from model.present.text.tables import as_csv, compared, in_columns
    from model.results.label import HEADLINES

    runs = {}
    for path in results:
        dataset = open_run(path, None if output else HEADLINES)
        name = dataset.attrs.get("title", path)
        if lang == "zh":
            name = dataset.attrs.get("title_zh", name).partition("：")[0]
        runs[path if name in runs else name] = dataset
    if csv_file:
        check_file(Path(csv_file))
    if output:
        check_folder(Path(output))
    say, rows = Say("commands", lang), compared(runs, lang)
    if not csv_file:
        click.echo(in_columns(rows, lang))
    else:
        write_text("\ufeff" + as_csv(rows, lang), csv_file)
        click.echo(say("wrote", files=csv_file))
    if output:
        from model.present import figures
        from model.present.canvas.canvas import Canvas
        from model.present.canvas.files import save_whole
        from model.present.figures.comparison.comparison import check
        from model.present.figures.figure import Comparison

        check(runs)
        files = save_whole(figures.draw(Comparison(runs), Canvas(lang, size)), output)
        click.echo(say("wrote", files=say.listed(map(str, files))))
