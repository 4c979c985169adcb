"""Commands about the plan: ``targets``, ``audit``."""

from pathlib import Path

import click

from model.cli.shared import commands, language, output_folder, scenario_file, settings, show_json
from model.errors import InputError, meant
from model.present.text.words import Say


@commands.command("targets")
@click.option("--sector", help="One sector only.")
@click.option("--document", help="One document only: its number, whole or bare, such as 94.")
@click.option("--nature", help="One nature only: binding, expected or 'striven for'.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@click.option("--csv", "to_csv", is_flag=True, help="As CSV.")
@click.option("--gazette", metavar="FILE", type=click.Path(dir_okay=False), help="Check every record against its text.")
@language
def list_targets(
    sector: str | None,
    document: str | None,
    nature: str | None,
    as_json: bool,
    to_csv: bool,
    gazette: str | None,
    lang: str,
) -> int:
    """The catalogue of the plan's targets."""
    from model.data.catalogue import targets
    from model.present.text.catalogue import title_of_filter, titles_of_filters
    from model.present.text.tables import as_csv, as_text, catalogue, target_rows

    if gazette:
        return _check_places(gazette, lang)
    bare = {number[number.index("〕") + 1 : -1]: number for number in dict.fromkeys(t.document for t in targets())}
    kept, titles = targets(), titles_of_filters()
    asked = {"sector": titles.get(sector or "", sector), "document": bare.get(document or "", document)}
    for key, value in (asked | {"nature": titles.get(nature or "", nature)}).items():
        known = dict.fromkeys(getattr(target, key) for target in targets() if getattr(target, key))
        if value and value not in known:
            shown = {name: title_of_filter(name, lang) for name in known}
            called = {title: shown[name] for title, name in titles.items() if name in known} | shown
            raise InputError([f"'{value}' is no {key}{meant(value, called)}; there are {', '.join(shown.values())}"])
        kept = [target for target in kept if value in (None, getattr(target, key))]
    if as_json or to_csv:
        rows = catalogue(kept)
        show_json(rows) if as_json else click.echo(as_csv(rows, lang), nl=False)
        return 0
    if kept:
        click.echo(as_text(target_rows(kept, lang)))
    click.echo(Say("commands", lang)("targets_of", count=len(kept), all=len(targets())))
    return 0


def _check_places(path: str, lang: str) -> int:
    """Hold every record of the catalogue, figures too, against a text of the gazette."""
    from model.data.catalogue import records
    from model.export.files import read_marked
    from model.plan.audit.gazette import misplaced
    from model.present.text.messages import told

    try:
        faults = misplaced(records(), read_marked(path))
    except (OSError, ValueError) as error:
        raise InputError([f"{path}: {getattr(error, 'strerror', None) or error}"]) from None
    for fault in faults:
        click.echo(told(fault, lang))
    click.echo(told(f"{len(records())} records, {len(faults)} not found in their place", lang))
    return 1 if faults else 0


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@language
def audit(as_json: bool, lang: str) -> None:
    """Where the plan's numbers disagree with one another, worst first."""
    from model.plan.audit.findings import audit
    from model.present.text.tables import audit_text

    findings = audit()
    rows = [finding.as_dict() for finding in findings]
    show_json(rows) if as_json else click.echo(audit_text(findings, lang))


@commands.command("observed-template")
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write it there.")
@language
def observed_template(output: str | None, lang: str) -> None:
    """A table of observations to fill in, for `simulate solve --observed`."""
    from model.export.files import write_text
    from model.present.text.solving.observed import template

    if output:
        write_text("\ufeff" + template(lang), output)  # marked, so that a spreadsheet knows the encoding
        click.echo(Say("commands", lang)("wrote", files=output))
    else:
        click.echo(template(lang), nl=False)


@commands.command()
@click.argument("scenario", type=scenario_file, default="baseline")
@settings
@click.option("-o", "--output", metavar="DIR", type=output_folder, help="Draw there: pace.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@click.option("--csv", "to_csv", is_flag=True, help="As CSV.")
@language
def pace(scenario: str, settings: tuple[str, ...], output: str | None, as_json: bool, to_csv: bool, lang: str) -> None:
    """How fast each target of SCENARIO must go, against what was ever done; nothing is solved.

    An ensemble's target_probability.csv in outputs/NAME gives each target its probability.
    """
    from model.export.placing import check_folder
    from model.folder.pace import paced
    from model.plan.pace.pace import money
    from model.present.text.tables import as_csv
    from model.present.text.targets.pace import csv_rows, pace_text
    from model.results.run import load_scenario

    if output:
        check_folder(Path(output))
    paces, results = paced(load_scenario(scenario, settings))
    if as_json:
        show_json([each.as_dict() for each in paces])
    elif to_csv:
        click.echo(as_csv(csv_rows(paces, lang), lang), nl=False)
    else:
        click.echo(pace_text(paces, money(paces, results), int(results["year"][-1]), lang))
    if output:
        from model.present.canvas.canvas import Canvas
        from model.present.canvas.files import save_whole
        from model.present.figures.figure import Run
        from model.present.figures.run.pace import Paces

        files = save_whole(Paces().draw(Run(results, [each.verdict for each in paces]), Canvas(lang)), output)
        say = Say("commands", lang)
        click.echo(say("wrote", files=say.listed(map(str, files))), err=as_json or to_csv)
