"""Commands that project: ``run``, ``solve``, ``compare``."""

from pathlib import Path
from time import perf_counter

import click

from model.cli.shared import commands, language, output_folder, scenario_file, settings, show_line
from model.engine.declare import Driver, Lever, Parameter

SAID = {
    "en": {
        "idle": "warning: {name} is set by the scenario and changes no result",
        "horizon": "from {start} to {end} by {method}, step {step:g} year",
        "defaults": "defaults in force: levers {levers}; {drivers} drivers; {parameters} parameters "
        "({assumptions} figures are assumptions)",
        "none": "none",
        "left out": "not represented: {text}",
        "untracked": "targets without a variable: {count} (simulate targets says why)",
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
        "wrote": "已写入{files}",
        "drew": "{folder}（{count}个文件）",
    },
}


@commands.command()
@click.argument("scenario", type=scenario_file)
@click.option("-o", "--output", metavar="DIR", type=output_folder, help="[default: outputs/NAME]")
@settings
@click.option("--no-figures", is_flag=True, help="Leave the figures out.")
@language
def run(scenario, output, settings, no_figures, lang):
    """Project SCENARIO and write results.nc, targets.csv, provenance.json and figures/."""
    begun = perf_counter()
    from model import api
    from model.analysis import checks
    from model.data import of_plan
    from model.engine.kernel import Kernel
    from model.plan.targets import judge
    from model.present.text.tables import summary
    from model.present.text.words import not_judged
    from model.results.run import run as project
    from model.sectors import NOT_REPRESENTED, load

    plan = api.load_scenario(scenario, settings)
    system, wanted = load(plan.base), api.wanted_targets(plan)
    kernel = Kernel(system)
    dataset = project(plan, system, kernel)
    verdicts = judge(wanted, dataset)
    say = SAID[lang]
    for name in checks.without_effect(plan, system, kernel):
        click.echo(say["idle"].format(name=name), err=True)
    files = api.write(plan, dataset, verdicts, output or Path("outputs") / plan.name, begun, not no_figures, lang)
    click.echo(summary(verdicts, lang) if of_plan(dataset) else not_judged(plan.base, lang))
    if of_plan(dataset) and len(verdicts) < len(wanted):
        click.echo(say["untracked"].format(count=len(wanted) - len(verdicts)))
    click.echo(say["horizon"].format(**vars(plan)))
    click.echo(_defaults(plan, system, dataset, say))
    click.echo(say["left out"].format(text=NOT_REPRESENTED[lang]))
    click.echo(say["wrote"].format(files=_listed(files, say)))


@commands.command()
@click.argument("scenario", type=scenario_file)
@click.option("-o", "--output", metavar="DIR", type=output_folder, help="[default: outputs/NAME]")
@settings
@click.option(
    "--observed", metavar="FILE", type=click.Path(dir_okay=False), help="Published figures, as CSV: mid-term review."
)
@click.option("--no-figures", is_flag=True, help="Leave the figures out.")
@language
def solve(scenario, output, settings, observed, no_figures, lang):
    """Find the lever paths by which SCENARIO meets its targets at least effort; write them and a run of them.

    Exit status 1 where no path was found that meets them all: diagnosis.json then says which targets conflict.
    """
    begun = perf_counter()
    from model import api, solving
    from model.present.text.solution import outcome_text

    plan = api.load_scenario(scenario, settings)
    folder = output or Path("outputs") / plan.name
    outcome = solving.find(plan, observed, folder, _show_progress, show_line)
    show_line("")
    files = solving.write_outcome(outcome, folder, begun, not no_figures, lang)
    click.echo(outcome_text(outcome, folder, lang))
    click.echo(SAID[lang]["wrote"].format(files=_listed(files, SAID[lang])))
    return 130 if outcome.solution.message == "interrupted" else 0 if outcome.solution.met else 1


def _show_progress(progress):
    show_line(
        f"start {progress.start + 1}, {progress.phase} phase {progress.iteration}: effort {progress.effort:.6g}, "
        f"missed by {progress.miss:.3g}, {progress.runs} runs, {progress.seconds:.0f} s"
    )


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
@click.argument("results", metavar="RESULT...", nargs=-1, required=True)
@click.option("--csv", "csv_file", metavar="FILE", type=click.Path(dir_okay=False), help="Write the table there.")
@click.option(
    "-o", "--output", metavar="DIR", type=output_folder, help="Draw there, with CSV: comparison, targets_met."
)
@language
def compare(results, csv_file, output, lang):
    """Headline results side by side; each RESULT is a folder of a run or a results.nc."""
    from model.api import open_results
    from model.present.text.tables import as_csv, as_text, side_by_side

    runs = {}
    for path in results:
        dataset = open_results(path)
        name = dataset.attrs.get("title", path)
        runs[path if name in runs else name] = dataset
    say, rows = SAID[lang], side_by_side(runs)
    if csv_file:
        Path(csv_file).write_text(as_csv(rows), encoding="utf-8")
        click.echo(say["wrote"].format(files=csv_file))
    if output:
        from model.drawing import draw_comparison

        files = draw_comparison(runs, output, lang)
        click.echo(say["wrote"].format(files=", ".join(map(str, files))))
    if not csv_file and not output:
        click.echo(as_text(rows))
