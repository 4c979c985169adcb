"""The command that tells: ``report``."""

from pathlib import Path

import click

from model.cli.shared import commands, language, show_line
from model.present.text.words import Say


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A name in .html or .pdf.  [default: DIR/report.html]",
)
@click.option("--pdf", is_flag=True, help="Write PDF too, beside the HTML.")
@language
def report(folder: Path, output: str | None, pdf: bool, lang: str) -> None:
    """Write one document on the results in DIR, of `run` or `solve`: summary, targets, figures, money, assumptions.

    It is one HTML file that stands alone; PDF where the name given ends in .pdf.
    """
    from model.folder.record import check_results

    check_results(folder)
    from model.folder.report import report  # slow to import

    files = report(folder, lang, output, pdf, show_line)
    show_line("")
    say = Say("commands", lang)
    click.echo(say("wrote", files=say.listed(map(str, files))))
