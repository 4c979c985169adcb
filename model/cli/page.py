"""The command ``page``: a scenario as one file that a browser opens, to be explored."""

import os
from pathlib import Path

import click

from model.cli.shared import commands, language, scenario_file, settings
from model.errors import InputError
from model.present.text.words import Say

SOLVED = "plan-consistent-solved.yaml"
EXPECTED = "expected the path of a file that can be written, such as explore.html"


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
    from model.plan.selection import wanted_targets
    from model.present.page.write import write_page
    from model.results.run import integrate, load_scenario
    from model.sectors import load

    _check_output(output)
    plan, say = load_scenario(scenario, settings), Say("commands", lang)
    beside = Path(scenario).with_name(SOLVED)
    solved_file = solved or (beside if beside.is_file() else None)
    other = load_scenario(solved_file) if solved_file else None
    if other and not solved and other.base != plan.base:
        solved_file = other = None
    integrate(plan, load(plan.base))  # what leaves its domain as it stands is no place to begin from
    try:
        written = write_page(plan, wanted_targets(plan), other, output, lang)
    except OSError as error:
        raise InputError([f"{output}: found no way to write ({error.strerror}); {EXPECTED}"]) from None
    click.echo(say("page_solved" if solved_file else "page_unsolved", path=solved_file or beside))
    click.echo(say("page_wrote", path=written, size=written.stat().st_size / 1e6))


def _check_output(output: str) -> None:
    """Refuse what can be no file of ours before any work is done."""
    path = Path(output)
    if path.is_dir():
        raise InputError([f"{output}: found a folder; {EXPECTED}"])
    if not path.parent.is_dir():
        raise InputError([f"{output}: found no folder {path.parent}; {EXPECTED}"])
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise InputError([f"{output}: found no right to write; {EXPECTED}"])
