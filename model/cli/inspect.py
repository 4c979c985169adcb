"""Commands that look into the model: ``check``, ``variables``, ``evidence``, ``explain``."""

import click

from model.cli.shared import commands, language, scenario_file, settings, show_json
from model.engine.declare import Stock


@commands.command()
@click.argument("scenario", type=scenario_file, default="baseline")
@settings
def check(scenario, settings):
    """The model's own health: ordering, units, balances, extremes, and the error of the integration step."""
    from model.analysis import checks
    from model.engine.check import TOLERANCE
    from model.results.run import load_scenario
    from model.sectors import load

    plan = load_scenario(scenario, settings)
    system = load(plan.base)
    click.echo(f"ordering: {len(system.order)} flows and auxiliaries follow from {len(system.of_kind(Stock))} stocks")
    conflicts = checks.check_units(system)
    click.echo(f"units: {len(conflicts) or 'no'} conflicts")
    for conflict in conflicts:
        click.echo(f"  {conflict}")
    errors = checks.step_error(plan, system)
    click.echo(f"balances: all {len(system.balances)} close to {TOLERANCE:g} at every step to {plan.end}")
    click.echo(f"extremes: {checks.extremes(plan, system)} runs, each lever alone at an end of its domain, stay whole")
    click.echo(f"step: relative change in {plan.end} when the step of {plan.step:g} year is halved ({plan.method})")
    for name, error in errors.items():
        click.echo(f"  {name:36} {error:.1e}")
    return 1 if conflicts else 0


@commands.command()
@click.option("--sector", help="One sector only.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
def variables(sector, as_json):
    """Every variable: name, kind, units, titles; who sets it; the base years whose figures have it."""
    from model.present.text import explain
    from model.present.text.tables import as_text

    rows = explain.variables(sector)
    if as_json:
        show_json(rows)
        return
    plain = {
        "authority": lambda row: row["authority"] or "–",
        "base_years": lambda row: " ".join(map(str, row["base_years"])) or "–",
    }
    click.echo(as_text([row | {key: cell(row) for key, cell in plain.items()} for row in rows]))


@commands.command()
@click.argument("scenario", type=scenario_file, default="baseline")
@settings
@click.option("--json", "as_json", is_flag=True, help="Every number, as a JSON list.")
@click.option("--top", default=20, show_default=True, type=click.IntRange(1), help="Assumptions to show.")
@click.option("--over", type=click.FloatRange(0), help="Show all that weigh more, in place of the first of them.")
@click.option("--year", "years", type=int, multiple=True, help="Weigh in this year, or these.  [default: the last]")
@language
def evidence(scenario, settings, as_json, top, over, years, lang):
    """Every number by status, and the assumptions on which the results rest most."""
    from model.analysis.evidence import counts, ledger
    from model.present.text.tables import as_text, heaviest
    from model.results.run import load_scenario
    from model.sectors import load

    plan = load_scenario(scenario, settings)
    rows = ledger(plan, load(plan.base), years)
    if as_json:
        show_json(rows)
        return
    click.echo(as_text(counts(rows)))
    shown = top if over is None else sum((row["weight"] or 0.0) > over for row in rows)
    click.echo("\n" + as_text(heaviest(rows, shown, lang)))


@commands.command()
@click.argument("variable")
def explain(variable):
    """One variable's equation, inputs, uses, units and source."""
    from model.present.text.explain import explain

    click.echo(explain(variable))
