"""Commands about scenario files: ``scenarios``, ``new``, ``schema``."""

import click

from model.cli.shared import commands, language, language_option, show_json
from model.present.text.words import Say


@commands.command("scenarios")
@language
def list_scenarios(lang: str) -> None:
    """The scenarios that ship with the model; `simulate run NAME` runs one anywhere."""
    from model.present.text.scenarios import scenario_rows
    from model.present.text.tables import as_text

    click.echo(as_text(scenario_rows(lang)))


@commands.command()
@click.argument("name")
@language
def new(name: str, lang: str) -> None:
    """Write NAME.yaml here: a commented scenario that runs, to be changed into your own."""
    from model.present.text.scenarios import write_new

    path = write_new(name.removesuffix(".yaml"), lang)
    say = Say("commands", lang)
    click.echo(say("wrote", files=path))
    click.echo(say("new_next", path=path))


@commands.command()
@language_option(expose_value=False)  # of help and faults: what it describes has both
def schema() -> None:
    """The JSON Schema of scenario files, for editors."""
    from model.scenario.schema import json_schema
    from model.sectors import load

    show_json(json_schema(load()), indent=2)
