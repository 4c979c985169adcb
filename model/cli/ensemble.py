"""The command that asks how sure a projection is: ``ensemble``."""

from pathlib import Path
from typing import Any

import click

from model.cli.shared import commands, language, output, scenario_file, settings, show_line
from model.present.text.words import Say


@commands.command()
@click.argument("scenario", type=scenario_file)
@click.option("--members", type=click.IntRange(min=1), default=1024, show_default=True, help="How many.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of the sample.")
@output
@settings
@click.option(
    "--keep",
    type=click.Choice(["headline", "all"]),
    default="headline",
    show_default=True,
    help="The headlines and what targets read, or every variable.",
)
@click.option("--resume", is_flag=True, help="Go on with an ensemble that was cut off.")
@click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster to run on. Needs the extra cluster.")
@click.option("--no-figures", is_flag=True, help="Leave the figures out.")
@language
def ensemble(
    scenario: str,
    settings: tuple[str, ...],
    output: str | None,
    resume: bool,
    scheduler: str | None,
    no_figures: bool,
    lang: str,
    **choice: Any,
) -> None:
    """Run SCENARIO over the ranges of its assumptions; write ensemble.zarr, quantiles and probabilities.

    Member k is the same for any number of members. What was cut off goes on with --resume, to the same bits.
    """
    from model.analysis.uncertainty.quantiles import ran_in
    from model.folder.ensemble.store import Choice, make
    from model.folder.ensemble.summary import opened
    from model.results.run import load_scenario

    chosen = Choice(**choice)
    plan, say = load_scenario(scenario, settings), Say("commands", lang)
    folder = output or Path("outputs") / plan.name

    def tell(done: int, total: int, seconds: float) -> None:
        show_line(say("members_done", done=done, total=total, seconds=seconds))

    files = make(plan, folder, chosen, resume, tell, scheduler, not no_figures, lang)
    show_line("")
    with opened(files[0]) as members:
        ran = len(ran_in(members["status"]))
    click.echo(say("members_ran", ran=ran, left=chosen.members - ran))
    click.echo(say("wrote", files=say.listed(map(str, files))))
