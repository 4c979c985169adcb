"""The reality checks and the feedback loops as tables, from their files; the loops with what a pulse shows of them."""

from pathlib import Path

from markdown import link, plain, table, write

from model.analysis.loops import strengths
from model.analysis.reality.checks import reality_checks
from model.analysis.reality.readings import MEASURES, SUMMARIES
from model.scenario.load import load_scenario
from model.sectors import SECTORS, load

HORIZON = "horizon.end=2035"


def write_checks(path: Path) -> None:
    """Write every check by sector: what is done, what is read and expected, and why."""
    write(path, _checks())


def _checks():
    checks = reality_checks()
    for sector, titles in SECTORS.items():
        own = [check for check in checks if check.sector == sector]
        yield from [f"### {' · '.join(titles)}", *map(_check, own)] if own else []


def _check(check):
    done = (
        ", ".join(f"`{part.strip()}`" for part in check.settings.split(";") if part.strip()) or "nothing, the baseline"
    )
    against = (
        f", against {', '.join(f'`{part.strip()}`' for part in check.against.split(';'))}" if check.against else ""
    )
    lines = [
        f"**{check.name}** {plain(check.title)} · {plain(check.title_zh)}",
        "",
        f":Set: {done}{against}; to {check.horizon}",
    ]
    lines += [f":Expected: `{criterion.text}` `{criterion.expected.text}`" for criterion in check.criteria]
    lines += [f":Reason: {plain(check.source)}"]
    lines += [f":Fails with: `{check.mutation}`"] if check.mutation else []
    return "\n".join(lines)


def write_readings(path: Path) -> None:
    """Write what each reading is."""
    rows = [(f"`{name}(quantity, years)`", plain(f.__doc__.strip().splitlines()[0])) for name, f in MEASURES.items()]
    for name, function in SUMMARIES.items():
        arguments = "measure, measure" if name == "same_way" else "measure"
        rows.append((f"`{name}({arguments})`", plain(function.__doc__.strip().splitlines()[0])))
    rows.append(
        ("`imbalance(years)`", "By how much each balance is open at the end of the year, relative to its larger side.")
    )
    rows.append(
        ("`loop_strength()`", "The size of each named loop, in per cent or points of the headline that it moves most.")
    )
    write(path, [table(("reading", "what it is"), rows, (30, 70))])


def write_loops(path: Path) -> None:
    """Write how strong each loop is in the baseline."""
    system = load()
    rows = [_loop(row) for row in strengths(load_scenario(None, load, (HORIZON,)), system)]
    write(
        path,
        [
            table(
                ("loop", "pulse", "moves most", "by % or points"),
                rows,
                (30, 30, 24, 16),
            )
        ],
    )


def _loop(row):
    loop = row.loop
    titles = f"{plain(loop.title)} · {plain(loop.title_zh)}"
    if row.fault:
        return titles, plain(loop.pulse_text), plain(row.fault), ""
    size = f"{row.size:+.2g} in {row.year}{'' if row.alive else ', not alive'}"
    return titles, plain(loop.pulse_text), link(row.headline), size
