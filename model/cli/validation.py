"""The commands that judge the model: ``validate``, ``loops``."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from model.cli.shared import commands, language, scenario_file, settings, show_json, show_line
from model.present.text import words
from model.present.text.words import Say, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.analysis.loops import Loop, Strength
    from model.analysis.validation import Finding
    from model.engine.build import System

BACKTEST = (  # of a row of the backtests, as other programs read it
    "variable", "origin", "year", "observed", "projected", "low", "high", "last", "linear", "damped", "growth",
)  # fmt: skip
LAST_ORIGIN = 2017  # before which five years have come
EXPECTED = (  # what the language of checks says in words
    (r"^between (\S+) and (\S+)$", r"介于\1与\2之间"),
    (r"^within (\S+) of (\S+)$", r"与\2相差不超过\1"),
    (r"^within (\S+)$", r"变动不超过\1"),
)
LOOP = ("title", "pulse", "moves", "size", "year", "alive")  # columns of the loops
HORIZON = "horizon.end=2035"  # of the baseline in which loops are shown where no scenario is given


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON object: checks, and backtests as stored.")
@click.option("--only", "names", metavar="NAME", multiple=True, help="This check only; may be given again.")
@language
def validate(as_json: bool, names: tuple[str, ...], lang: str) -> int:
    """Run the reality checks, by sector, and tell the backtests as stored. Exit status 1 where a check fails."""
    from model.analysis.validation import validate

    say = Say("commands", lang)

    def show(done: int, whole: int) -> None:
        show_line(say("check_running", done=done, whole=whole))

    findings = validate(names, progress=show)
    show_line("")
    if as_json:
        rows = [{"check": finding.check, **finding.as_dict()} for finding in findings]
        show_json({"checks": rows, "backtests": _backtests()})
    else:
        _print(findings, lang)
        if not names:
            _print_backtests(lang)
    return 0 if all(finding.passed for finding in findings) else 1


def _print(findings: "Sequence[Finding]", lang: str) -> None:
    """Every check under its sector, then how many passed and which did not."""
    from model.sectors import SECTORS

    say, chinese = Say("commands", lang), lang == "zh"
    sector = check = fault = None
    for finding in findings:
        if finding.sector != sector:
            click.echo(click.style(SECTORS[finding.sector][chinese], bold=True))
        if finding.check != check:
            click.echo(f"  {finding.check}  {finding.title_zh if chinese else finding.title}")
            click.echo(say("check_done", settings=_done(finding, say)))
        if not finding.fault or finding.fault != fault:  # what stops a check stops all its readings
            click.echo(_row(finding, say))
        sector, check, fault = finding.sector, finding.check, finding.fault
    checks = dict.fromkeys(finding.check for finding in findings)
    failed = dict.fromkeys(finding.check for finding in findings if not finding.passed)
    click.echo(say("checks_passed", passed=len(checks) - len(failed), all=len(checks)))
    if failed:
        click.echo(say("checks_failed", names=say.listed(failed)))


def _backtests() -> list[dict[str, Any]]:
    """The stored backtests, a row an indicator, origin and year."""
    from model.analysis.past.past import stored_backtests

    rows: Any = stored_backtests()[list(BACKTEST)]
    return rows.to_dict("records")


def _print_backtests(lang: str) -> None:
    """The error of every indicator and its ratio to that of the best naive method, as stored."""
    from model.analysis.past.past import stored_backtests
    from model.analysis.past.skill import table
    from model.scenario.element import title_of
    from model.sectors import load

    say = Say("commands", lang)
    rows: Any = stored_backtests()
    click.echo(click.style(say("backtest_head"), bold=True))
    errors: Any = table(rows[rows["origin"] < LAST_ORIGIN])
    system = load()
    room = max(columns(title_of(name, system, lang)) for name in errors.index)
    for name, row in errors.iterrows():
        title = title_of(name, system, lang)
        parts = {"name": title + " " * (room - columns(title)), "best": say(f"method_{row['best']}")}
        over = f"{row['over_best']:.2f}"
        parts |= {"coverage": row["coverage"], "over": over, "skill": "" if float(over) < 1 else say("no_skill")}
        parts["error"] = f"{row['projected_relative']:.3g}{'' if say.zh else ' '}%"
        click.echo(say("backtest_row", **parts).rstrip())


def _done(finding: "Finding", say: Say) -> str:
    text = finding.settings or say("check_baseline")
    text += say("check_against", against=finding.against) if finding.against else ""
    return text + say("check_horizon", horizon=finding.horizon)


def _expected(text: str, say: Say) -> str:
    """What is expected, as the language of checks has it, or in Chinese."""
    for pattern, chinese in EXPECTED if say.zh else ():
        text = re.sub(pattern, chinese, text)
    return text


def _row(finding: "Finding", say: Say) -> str:
    from model.present.text.messages import told

    found = told(finding.fault, say.lang) or f"{finding.found:.5g}"
    found += (
        say("check_at", where=finding.where.replace(", ", "，") if say.zh else finding.where) if finding.where else ""
    )
    parts = {"reading": finding.reading, "expected": _expected(finding.expected, say), "found": found}
    row = say("check_row", verdict=say("check_passed" if finding.passed else "check_failed"), **parts)
    return row if finding.passed else click.style(row, fg="red")


@commands.command()
@click.argument("scenario", type=scenario_file, required=False)
@settings
@click.option("--csv", "csv_file", metavar="FILE", type=click.Path(dir_okay=False), help="Write every move there.")
@language
def loops(scenario: str, settings: tuple[str, ...], csv_file: str | None, lang: str) -> None:
    """The feedback loops: what a pulse does with each loop closed, less what it does with the loop open.

    In the baseline to 2035, or in SCENARIO. A loop is alive where that is .1 % or more of a headline result outside its
    own sector.
    """
    from model.analysis.loops import strengths
    from model.export.files import write_text
    from model.export.placing import check_file
    from model.present.text.tables import as_csv, as_text
    from model.scenario.load import load_scenario
    from model.sectors import load

    plan = load_scenario(scenario, load, settings if scenario else (HORIZON, *settings))
    if csv_file:
        check_file(Path(csv_file))
    system = load(plan.base)
    rows = strengths(plan, system, progress=lambda loop: show_line(_loop_title(loop, lang)))
    show_line("")
    if csv_file:
        wide = [_loop_cells(row) for row in rows]
        write_text("\ufeff" + as_csv(wide, lang), csv_file)
        click.echo(Say("commands", lang)("wrote", files=csv_file))
    else:
        click.echo(as_text([_loop_row(row, system, lang) for row in rows]))


def _loop_cells(row: "Strength") -> dict[str, Any]:
    """The name, link and pulse of a loop, and every headline result, those of its own sector left empty."""
    from model.results.label import HEADLINES

    lead = {"loop": row.loop.name, "link": row.loop.link, "pulse": row.loop.pulse}
    return lead | {name: row.moves.get(name, "") for name in HEADLINES}


def _loop_title(loop: "Loop", lang: str) -> str:
    return loop.title_zh if lang == "zh" else loop.title


def _loop_row(row: "Strength", system: "System", lang: str) -> dict[str, Any]:
    from model.present.text.messages import told
    from model.scenario.element import title_of

    title = _loop_title(row.loop, lang)
    moved = row.headline and title_of(row.headline, system, lang)
    if row.fault or row.size is None:
        strength = (told(row.fault, lang), "", "")
    else:
        strength = (moved, words.figured(row.size, 2), row.year)
    say = Say("commands", lang)
    pulse = re.sub(r"(?<= )-(?=\d)", "−", row.loop.pulse_text)
    cells = (title, pulse, *strength, say("yes" if row.alive else "no"))
    return {say(f"loop_{key}"): cell for key, cell in zip(LOOP, cells, strict=True)}
