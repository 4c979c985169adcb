"""The command that estimates: ``estimate``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from model.cli.shared import commands, language, note, show_line
from model.present.text import words
from model.present.text.words import Say

if TYPE_CHECKING:
    import pandas as pd

    from model.engine.build import System

SHOWN = 0.05  # of the variance, learned, from which on an assumption is printed


@commands.command()
@click.option("--cut-off", metavar="YEAR", type=int, help="See nothing later; one estimate and its backtest.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="A folder for all tables, or a .csv for the posterior alone.  [default: outputs/estimate]",
)
@click.option("--observations", metavar="FILE", type=click.Path(exists=True, dir_okay=False), help="Rows of your own.")
@language
def estimate(cut_off: int | None, output: str | None, observations: str | None, lang: str) -> None:
    """Estimate the assumptions on the record, at each origin, and foresee from it the years that came after.

    What ships is made anew with `-o model/data/estimates`.
    """
    from model.analysis.past.past import make
    from model.data.own_observations import rows_of
    from model.export.estimates import text_of, write
    from model.export.files import write_text
    from model.export.placing import check_file, check_folder

    place = Path(output or Path("outputs") / "estimate")
    (check_file if place.suffix == ".csv" else check_folder)(place)
    say = Say("commands", lang)

    def show(key: str, parts: Mapping[str, Any]) -> None:
        show_line(say(key, **{k: say(f"outside_{v}") if k == "kind" else v for k, v in parts.items()}))

    own = rows_of(observations) if observations else ()
    note("estimate_start", lang)
    tables = make(own, cut_off, show)
    show_line("")
    if place.suffix == ".csv":
        write_text(text_of(tables["posterior"]), place)
        wrote = str(place)
    else:
        wrote = say("drew", folder=place, count=len(write(tables, place)))
    _print(tables, say)
    click.echo(say("wrote", files=wrote))


def _print(tables: "Mapping[str, pd.DataFrame]", say: Say) -> None:
    """What the record taught at the last cut-off, and how the backtests came out."""
    from model.analysis.past.skill import overall, table
    from model.data import belongs_to
    from model.scenario.element import title_of
    from model.sectors import load

    posterior = tables["posterior"]
    last = posterior.loc[posterior["cut_off"] == posterior["cut_off"].max()]
    click.echo(say("estimate_head", year=int(last["cut_off"].iloc[0]), count=len(last)))
    told = last[last["learned"] >= SHOWN].sort_values("learned", ascending=False, kind="stable")
    system = load()
    titles = {name: title_of(belongs_to(name), system, say.lang) for name in told["name"]}
    room = max(map(words.columns, titles.values()), default=0)
    for _, row in told.iterrows():
        title = titles[row["name"]]
        parts = {"name": title + " " * (room - words.columns(title)), "unit": _unit(row["name"], system, say)}
        parts |= {key: row[key] for key in ("prior", "mean", "learned")} | {"low": row["from"], "high": row["to"]}
        click.echo(say("estimate_factor" if row["form"] == "factor" else "estimate_row", **parts))
    unlearned = int((last["learned"] < SHOWN).sum())
    click.echo(say("estimate_unlearned_one" if unlearned == 1 else "estimate_unlearned", count=unlearned))
    if "backtests" in tables:
        foreseen = tables["backtests"].query("outside == 'foreseen' and origin < 2020")
        if len(foreseen):
            skill, years = overall(table(foreseen)), sorted(set(foreseen["origin"]))
            origins = words.TO[say.lang].join(str(int(year)) for year in dict.fromkeys((years[0], years[-1])))
            click.echo(say("backtest_overall", **skill | {"best": say(f"method_{skill['best']}"), "origins": origins}))


def _unit(figure: str, system: "System", say: Say) -> str:
    """The unit of an assumption's figure after its number."""
    from model.data import belongs_to
    from model.scenario.element import variable_of

    units = system.declarations[variable_of(belongs_to(figure))].units
    text = words.unit(units, say.lang, figure)
    return "" if units == "1" else text if say.zh else f" {text}"
