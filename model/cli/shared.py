"""What the commands share: the group they belong to and the options that several of them take."""

import sys

import click

import model

settings = click.option("--set", "settings", metavar="KEY=VALUE", multiple=True, help="Lay a value over the scenario.")
engine = click.option(
    "--engine",
    type=click.Choice(["auto", "compiled", "numpy"]),
    default="auto",
    show_default=True,
    help="What integrates; auto is compiled where that was built.",
)
language = click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True)
scenario_file = click.Path(dir_okay=False)
output_folder = click.Path(file_okay=False, writable=True)


def _show_version(context, option, wanted):
    if wanted:
        click.echo(f"simulate {model.__version__}")
        context.exit()


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show it.")
def commands():
    """Project, check and explain the coupled development of Ningxia under its five-year plan."""


def show_line(text: str) -> None:
    """Show a line of progress over the last one, where there is a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text[:110]}", nl=False, err=True)
