"""The command that draws: ``figures``."""

from pathlib import Path

import click

from model.cli.shared import commands, language

SAID = {"en": "wrote {folder} ({count} files)", "zh": "已写入{folder}（{count}个文件）"}
SIZES, KINDS = (
    ("column", "page", "slide"),
    ("png", "svg", "pdf"),
)  # as of model.present.figures.style, which is slow to import


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--size",
    type=click.Choice(SIZES),
    default="page",
    show_default=True,
    help="A column of a journal, a page, or a slide.",
)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, default=("png", "svg"), show_default=True)
@click.option(
    "-o", "--output", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), help="[default: DIR/figures]"
)
@language
def figures(folder, size, kinds, output, lang):
    """Draw the figures of the results in DIR again, of `run` or `solve`, with a CSV of its numbers beside each."""
    from model.drawing import draw_again

    files = draw_again(folder, output, tuple(dict.fromkeys(kinds)), lang, size)
    click.echo(SAID[lang].format(folder=files[0].parent, count=len(files)))
