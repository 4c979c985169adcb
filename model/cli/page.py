"""The command ``page``: a scenario as one file that a browser opens, to be explored."""

from pathlib import Path

import click

from model.cli.shared import commands, language, scenario_file, settings
from model.present.text.words import Say

SOLVED = "plan-consistent-solved.yaml"


@commands.command()
@click.argument("scenario", type=scenario_file)
@click.option("-o", "--output", metavar="FILE.html", required=True, type=click.Path(), help="The page.")
@settings
@click.option(
    "--solved", metavar="FILE", type=scenario_file, help=f"The solved plan. [default: {SOLVED} beside SCENARIO]"
)
@language
def page(scenario: str, output: str, settings: tuple[str, ...], solved: str | None, lang: str) -> None:
    """Write SCENARIO as one HTML file in which its levers are moved: the model runs in the browser, without a network."""
    from model.export.placing import check_file
    from model.results.run import integrate, load_scenario
    from model.sectors import load

    check_file(Path(output))
    plan, say = load_scenario(scenario, settings), Say("commands", lang)
    from model.plan.selection import wanted_targets  # slow to import, as what writes
    from model.present.page.write import write_page

    beside = Path(scenario).with_name(SOLVED)
    solved_file = solved or (beside if beside.is_file() else None)
    other = load_scenario(solved_file) if solved_file else None
    if other and not solved and other.base != plan.base:
        solved_file = other = None
    integrate(plan, load(plan.base))  # what leaves its domain as it stands is no place to begin from
    written = write_page(plan, wanted_targets(plan), other, output, lang)
    click.echo(say("page_solved" if solved_file else "page_unsolved", path=solved_file or beside))
    click.echo(say("page_wrote", path=written, size=written.stat().st_size / 1e6))
