"""Commands that look into the model: ``check``, ``variables``, ``evidence``, ``explain``."""

import click

from model.cli.shared import commands, language, scenario_file, settings, show_json
from model.engine.declare import Stock
from model.present.text.words import Say, columns, method_name


@commands.command()
@click.argument("scenario", type=scenario_file, default="baseline")
@settings
@language
def check(scenario: str, settings: tuple[str, ...], lang: str) -> int:
    """The model's own health: ordering, units, balances, extremes, and the error of the integration step."""
    from model.analysis import checks
    from model.engine.check import TOLERANCE
    from model.results.run import load_scenario
    from model.scenario.element import title_of
    from model.sectors import load

    plan, say = load_scenario(scenario, settings), Say("commands", lang)
    system = load(plan.base)
    click.echo(say("check_order", equations=len(system.order), stocks=len(system.of_kind(Stock))))
    conflicts = checks.check_units(system)
    click.echo(say("check_units", count=len(conflicts) or say("check_none")))
    for conflict in conflicts:
        click.echo(f"  {conflict}")
    errors = checks.step_error(plan, system)
    click.echo(say("check_balances", count=len(system.balances), tolerance=TOLERANCE, end=plan.end))
    click.echo(say("check_extremes", count=checks.extremes(plan, system)))
    click.echo(say("check_step", end=plan.end, step=plan.step, method=method_name(plan.method, lang)))
    titles = {name: title_of(name, system, lang) for name in errors}
    room = max(map(columns, titles.values()))
    for name, error in errors.items():
        click.echo(f"  {titles[name]}{' ' * (room - columns(titles[name]))}  {error:.1e}")
    return 1 if conflicts else 0


@commands.command()
@click.option("--sector", help="One sector only, by its name or title.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@language
def variables(sector: str | None, as_json: bool, lang: str) -> None:
    """Every variable: name, title, unit, kind, sector; who sets it; the base years whose figures have it."""
    from model.present.text import explain
    from model.present.text.tables import as_text

    if as_json:
        show_json(explain.variables(sector, lang))
    else:
        click.echo(as_text(explain.variable_rows(sector, lang)))


@commands.command()
@click.argument("scenario", type=scenario_file, default="baseline")
@settings
@click.option("--json", "as_json", is_flag=True, help="Every number, as a JSON list.")
@click.option("--top", default=20, show_default=True, type=click.IntRange(1), help="Assumptions to show.")
@click.option("--over", type=click.FloatRange(0), help="Show all that weigh more, in place of the first of them.")
@click.option("--year", "years", type=int, multiple=True, help="Weigh in this year, or these.  [default: the last]")
@language
def evidence(
    scenario: str,
    settings: tuple[str, ...],
    as_json: bool,
    top: int,
    over: float | None,
    years: tuple[int, ...],
    lang: str,
) -> None:
    """Every number by status, and the assumptions on which the results rest most."""
    from model.analysis.evidence import counts, ledger
    from model.present.text.tables import as_text, counted, heaviest
    from model.results.run import load_scenario
    from model.sectors import load

    plan = load_scenario(scenario, settings)
    system = load(plan.base)
    rows = ledger(plan, system, years)
    if as_json:
        show_json(rows)
        return
    click.echo(as_text(counted(counts(rows), lang)))
    shown = top if over is None else sum((row["weight"] or 0.0) > over for row in rows)
    click.echo("\n" + heaviest(rows, shown, system, lang))


@commands.command()
@click.argument("variable")
@language
def explain(variable: str, lang: str) -> None:
    """One variable's equation, inputs, uses, units and source; VARIABLE is its name or its title."""
    from model.present.text.explain import explain

    click.echo(explain(variable, lang=lang))
