"""The command that draws: ``figures``."""

from pathlib import Path

import click

from model.cli.shared import commands, language, show_line
from model.present.text.words import Say

SIZES, KINDS = (
    ("column", "page", "slide"),
    ("png", "svg", "pdf"),
)  # as of model.present.canvas, which is slow to import


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--size",
    type=click.Choice(SIZES),
    default="page",
    show_default=True,
    help="A column of a journal, a page, or a slide.",
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    default=("png", "svg"),
    show_default=True,
    help="A kind of file; may be given again.",
)
@click.option(
    "-o", "--output", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), help="[default: DIR/figures]"
)
@language
def figures(folder: Path, size: str, kinds: tuple[str, ...], output: Path | None, lang: str) -> None:
    """Draw the figures of the results in DIR again, of `run`, `solve` or `ensemble`, with a CSV of its numbers beside each."""
    from model.export.placing import check_folder
    from model.folder.record import check_results

    of_ensemble = (folder / "quantiles.nc").exists() and not (folder / "results.nc").exists()
    if not of_ensemble:
        check_results(folder)
    place = output or folder / "figures"
    check_folder(place)
    from model.folder.ensemble import summary  # slow to import, as all below
    from model.folder.read import read
    from model.present.canvas.canvas import Canvas
    from model.present.canvas.files import save_whole
    from model.present.document.pictures import drawn_from
    from model.present.figures import draw_all, told
    from model.sectors import load

    show_line(Say("commands", lang)("reading"))
    if of_ensemble:
        drawn = summary.drawn_from(folder)
    else:
        material = read(folder)
        drawn = drawn_from(material, load(material.scenario.base))
    pages = draw_all(drawn, Canvas(lang, size), told(show_line, lang))
    files = save_whole(pages, place, tuple(dict.fromkeys(kinds)))
    show_line("")
    click.echo(Say("commands", lang)("drew_again", folder=files[0].parent, count=len(files)))
