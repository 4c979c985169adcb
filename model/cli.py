"""The command line: ``simulate COMMAND``. Each command parses, calls and prints.

Exit status: 0 done; 1 the model could not do it; 2 bad input, with nothing written; 130 interrupted.
"""

import json
import os
import sys
from pathlib import Path
from time import perf_counter

import click

import model
from model.engine.build import nearest
from model.engine.declare import Driver, Lever, Parameter, Stock
from model.engine.errors import BuildError, RunError
from model.scenario_file import InputError, printable

settings = click.option("--set", "settings", metavar="KEY=VALUE", multiple=True, help="Lay a value over the scenario.")
language = click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True)
scenario_file = click.Path(dir_okay=False)
output_folder = click.Path(file_okay=False, writable=True)


SAID = {
    "en": {
        "idle": "warning: {name} is set by the scenario and changes no result",
        "horizon": "from {start} to {end} by {method}, step {step:g} year",
        "defaults": "defaults in force: levers {levers}; {drivers} drivers; {parameters} parameters "
        "({assumptions} figures are assumptions)",
        "none": "none",
        "left out": "not represented: {text}",
        "untracked": "targets without a variable: {count} (simulate targets says why)",
        "of": "{count} of {all} targets",
        "wrote": "wrote {files}",
        "drew": "{folder} ({count} files)",
    },
    "zh": {
        "idle": "警告：情景设定了{name}，但没有任何结果随之变化",
        "horizon": "{start}—{end}年，{method}法，步长{step:g}年",
        "defaults": "采用默认值：政策变量{levers}；外部变量{drivers}个；参数{parameters}个"
        "（假设数据共{assumptions}项）",
        "none": "无",
        "left out": "未包含：{text}",
        "untracked": "没有对应变量的目标：{count}项（原因见 simulate targets）",
        "of": "共{all}项目标，列出{count}项",
        "wrote": "已写入{files}",
        "drew": "{folder}（{count}个文件）",
    },
}


def _show_version(context, option, wanted):
    if wanted:
        click.echo(f"simulate {model.__version__}")
        context.exit()


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show it.")
def commands():
    """Project, check and explain the coupled development of Ningxia under its five-year plan."""


@commands.command()
@click.argument("scenario", type=scenario_file)
@click.option("-o", "--output", metavar="DIR", type=output_folder, help="[default: outputs/NAME]")
@settings
@click.option("--no-figures", is_flag=True, help="Leave the figures out.")
@language
def run(scenario, output, settings, no_figures, lang):
    """Project SCENARIO and write results.nc, targets.csv, provenance.json and figures/."""
    begun = perf_counter()
    from model import api, checks, results
    from model.engine.kernel import Kernel
    from model.plan.targets import judge
    from model.report.tables import summary
    from model.sectors import NOT_REPRESENTED, load

    system, plan = load(), api.load_scenario(scenario, settings)
    wanted, kernel = api.wanted_targets(plan), Kernel(system)
    dataset = results.run(plan, system, kernel)
    rows = judge(wanted, dataset)
    say = SAID[lang]
    for name in checks.without_effect(plan, system, kernel):
        click.echo(say["idle"].format(name=name), err=True)
    files = api.write(plan, dataset, rows, output or Path("outputs") / plan.name, begun, not no_figures, lang)
    click.echo(summary(rows, lang))
    if len(rows) < len(wanted):
        click.echo(say["untracked"].format(count=len(wanted) - len(rows)))
    click.echo(say["horizon"].format(**vars(plan)))
    click.echo(_defaults(plan, system, dataset, say))
    click.echo(say["left out"].format(text=NOT_REPRESENTED[lang]))
    click.echo(say["wrote"].format(files=_listed(files, say)))


@commands.command()
@click.argument("scenario", type=scenario_file)
@click.option("-o", "--output", metavar="DIR", type=output_folder, help="[default: outputs/NAME]")
@settings
@click.option("--observed", metavar="FILE", type=click.Path(dir_okay=False), help="Published figures, as CSV: mid-term review.")
@click.option("--no-figures", is_flag=True, help="Leave the figures out.")
@language
def solve(scenario, output, settings, observed, no_figures, lang):
    """Find the lever paths by which SCENARIO meets its targets at least effort; write them and a run of them.

    Exit status 1 where no path was found that meets them all: diagnosis.json then says which targets conflict.
    """
    begun = perf_counter()
    from model import api, solving
    from model.report.solution import outcome_text

    plan = api.load_scenario(scenario, settings)
    folder = output or Path("outputs") / plan.name
    outcome = solving.find(plan, observed, folder, _show_progress, _show_line)
    _show_line("")
    files = solving.write_outcome(outcome, folder, begun, not no_figures, lang)
    click.echo(outcome_text(outcome, folder, lang))
    click.echo(SAID[lang]["wrote"].format(files=_listed(files, SAID[lang])))
    return 130 if outcome.solution.message == "interrupted" else 0 if outcome.solution.met else 1


def _show_progress(progress):
    _show_line(
        f"start {progress.start + 1}, {progress.phase} phase {progress.iteration}: effort {progress.effort:.6g}, "
        f"missed by {progress.miss:.3g}, {progress.runs} runs, {progress.seconds:.0f} s"
    )


def _show_line(text):
    """Show a line of progress over the last one, where there is a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text[:110]}", nl=False, err=True)


def _defaults(plan, system, dataset, say):
    """One line: what the scenario leaves as it is."""
    own = {element.partition("[")[0] for element in plan.changed}
    levers, drivers, parameters = (
        [name for name in system.of_kind(kind) if name not in own] for kind in (Lever, Driver, Parameter)
    )
    return say["defaults"].format(
        levers=", ".join(levers) or say["none"],
        drivers=len(drivers),
        parameters=len(parameters),
        assumptions=dataset.attrs["assumptions"],
    )


def _listed(files, say):
    """The files that were written, those in figures/ as one."""
    drawn = [path for path in files if path.parent.name == "figures"]
    texts = [str(path) for path in files if path not in drawn]
    return ", ".join(texts + [say["drew"].format(folder=path.parent, count=len(drawn)) for path in drawn[:1]])


@commands.command()
@click.argument("scenario", type=scenario_file, default="scenarios/baseline.yaml")
@settings
def check(scenario, settings):
    """The model's own health: ordering, units, balances, extremes, and the error of the integration step."""
    from model import api, checks
    from model.engine.run import TOLERANCE
    from model.sectors import load

    system = load()
    plan = api.load_scenario(scenario, settings)
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
    """Every variable: name, kind, units, titles."""
    from model.report.tables import as_text
    from model.sectors import SECTORS, load

    if sector and sector not in SECTORS:
        raise InputError([f"'{sector}' is no sector{nearest(sector, SECTORS)}; there are {', '.join(SECTORS)}"])
    system = load()
    rows = [
        {"name": name, "kind": d.kind, "units": d.units, "sector": system.sectors[name]}
        | {"title": d.title, "title_zh": d.title_zh}
        for name, d in system.declarations.items()
        if sector in (None, system.sectors[name])
    ]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else as_text(rows))


@commands.command("targets")
@click.option("--sector", help="One sector only.")
@click.option("--document", help="One document only: its number, whole or bare, such as 94.")
@click.option("--nature", help="One nature only: binding, expected or 'striven for'.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@click.option("--csv", "to_csv", is_flag=True, help="As CSV.")
@click.option("--gazette", metavar="FILE", type=click.Path(dir_okay=False), help="Check every record against its text.")
@language
def list_targets(sector, document, nature, as_json, to_csv, gazette, lang):
    """The catalogue of the plan's targets."""
    from model.data.catalogue import targets
    from model.report.tables import as_csv, as_text, catalogue, target_rows

    if gazette:
        return _check_places(gazette)
    bare = {number[number.index("〕") + 1 : -1]: number for number in dict.fromkeys(t.document for t in targets())}
    kept = targets()
    for key, wanted in {"sector": sector, "document": bare.get(document, document), "nature": nature}.items():
        known = dict.fromkeys(getattr(target, key) for target in targets() if getattr(target, key))
        if wanted and wanted not in known:
            raise InputError([f"'{wanted}' is no {key}{nearest(wanted, known)}; there are {', '.join(known)}"])
        kept = [target for target in kept if wanted in (None, getattr(target, key))]
    if as_json or to_csv:
        rows = catalogue(kept)
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else as_csv(rows), nl=not to_csv)
        return 0
    click.echo(as_text(target_rows(kept, lang)))
    click.echo(SAID[lang]["of"].format(count=len(kept), all=len(targets())))
    return 0


def _check_places(path):
    """Hold every record of the catalogue, figures too, against a text of the gazette."""
    from model.data.catalogue import records
    from model.plan.gazette import misplaced

    try:
        faults = misplaced(records(), Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError([f"{path}: {error}"]) from None
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(records())} records, {len(faults)} not found in their place")
    return 1 if faults else 0


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@language
def audit(as_json, lang):
    """Where the plan's numbers disagree with one another, worst first."""
    from model.plan.audit import audit
    from model.report.tables import audit_text

    findings = audit()
    rows = [finding.as_dict() for finding in findings]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else audit_text(findings, lang))


@commands.command()
@click.argument("scenario", type=scenario_file, default="scenarios/baseline.yaml")
@settings
@click.option("--json", "as_json", is_flag=True, help="Every number, as a JSON list.")
@click.option("--top", default=20, show_default=True, type=click.IntRange(1), help="Assumptions to show.")
@language
def evidence(scenario, settings, as_json, top, lang):
    """Every number by status, and the assumptions on which the results rest most."""
    from model import api
    from model.evidence import counts, ledger
    from model.report.tables import as_text, heaviest
    from model.sectors import load

    rows = ledger(api.load_scenario(scenario, settings), load())
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    click.echo(as_text(counts(rows)))
    click.echo("\n" + as_text(heaviest(rows, top, lang)))


@commands.command()
@click.argument("variable")
def explain(variable):
    """One variable's equation, inputs, uses, units and source."""
    from model.data import figures
    from model.report.explain import explain
    from model.sectors import load

    system, name = load(), variable.partition("[")[0]
    if name not in system.declarations:
        raise InputError([f"'{variable}' is no variable{nearest(variable, system.declarations)}"])
    click.echo(explain(name, system, figures()))


@commands.command()
@click.argument("scenario", type=scenario_file, default="scenarios/baseline.yaml")
@settings
@click.option("--csv", "csv_file", metavar="FILE", type=click.Path(dir_okay=False), help="Write every move there.")
@language
def loops(scenario, settings, csv_file, lang):
    """The feedback loops: cut one link of each, and see which headline result of the last year moves most."""
    from model import api
    from model.loops import alive
    from model.report.tables import as_csv, as_text
    from model.sectors import load

    plan = api.load_scenario(scenario, settings)
    rows = alive(plan, load())
    if csv_file:
        wide = [{"loop": row["loop"], "link": row["link"], **row["moves"]} for row in rows]
        Path(csv_file).write_text(as_csv(wide), encoding="utf-8")
        click.echo(f"wrote {csv_file}")
        return
    title = "title_zh" if lang == "zh" else "title"
    table = [
        {"loop": row[title], "link cut": row["link"], "moves most": row["headline"], "by % or points": f"{row['move']:.2g}"}
        for row in rows
    ]
    click.echo(as_text(table))


@commands.command()
def schema():
    """The JSON Schema of scenario files, for editors."""
    from model.scenario import json_schema
    from model.sectors import load

    click.echo(json.dumps(json_schema(load()), ensure_ascii=False, indent=2))


@commands.command()
@click.argument("results", metavar="RESULT...", nargs=-1, required=True)
@click.option("--csv", "csv_file", metavar="FILE", type=click.Path(dir_okay=False), help="Write the table there.")
def compare(results, csv_file):
    """Headline results side by side; each RESULT is a folder of a run or a results.nc."""
    from model.api import open_results
    from model.report.tables import as_csv, as_text, side_by_side

    runs = {}
    for path in results:
        dataset = open_results(path)
        name = dataset.attrs.get("title", path)
        runs[path if name in runs else name] = dataset
    rows = side_by_side(runs)
    if csv_file:
        Path(csv_file).write_text(as_csv(rows), encoding="utf-8")
        click.echo(f"wrote {csv_file}")
    else:
        click.echo(as_text(rows))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; what goes wrong is said on stderr, and how by the exit status.

    Parameters
    ----------
    arguments
        What follows ``simulate``; those of the process where none are given.
    """
    try:
        return commands.main(arguments, prog_name="simulate", standalone_mode=False) or 0
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "simulate"
        return _refuse([f"{printable(error.format_message())} ({command} --help says more)"], 2)
    except InputError as error:
        return _refuse(error.problems, 2)
    except (BuildError, RunError) as error:
        return _refuse([str(error)], 1)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough; nothing may be flushed at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _refuse([str(error)], 1)
    except click.Abort:
        return _refuse(["interrupted"], 130)


def _refuse(problems, status):
    for problem in problems:
        click.echo(f"error: {problem}", err=True)
    return status
