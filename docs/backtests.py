"""Estimates and backtests as stored, as tables and figures of the page on validation: ``python docs/backtests.py`` prints the tables."""

from pathlib import Path

import numpy as np
from markdown import link, plain, table, write

import model
from model.analysis.evidence import ESTIMATED, ledger
from model.analysis.past.held import draws_of
from model.analysis.past.held import kept as all_kept
from model.analysis.past.hindcast import listed, priors
from model.analysis.past.naive import METHODS
from model.analysis.past.past import stored, stored_backtests
from model.analysis.past.skill import overall
from model.analysis.past.skill import table as judged
from model.data import belongs_to
from model.data.observations import Record
from model.engine.declare import Lever
from model.sectors import load

ROOT = Path(__file__).parents[1]
HEAVY = 1  # per cent, or points, by which an assumption moves a headline result over its range
FIRST, LAST = 2013, 2016  # origins from which five years have come
WORSE = 1.3  # of the best naive method, from which on a reason is told
REASONS = {
    "gdp": "real GDP is on record almost a straight line; the miss is mainly 2020, the year of the epidemic",
    "services_share": "a share at current prices: producer prices fell further than a return to their mean has it; with prices known it is no worse than the line",
    "deposits": "deposits follow loans in the model; on record they slowed in 2018 and 2019 while loans did not",
    "agriculture_share": "a share at current prices, as that of services",
    "pv_capacity": "what was approved was not foreseen",
    "electricity_demand": "smelters stop and start by the year; the error is that of growth going on",
    "water_use": "the river of 2018 to 2020 was wetter than its mean; with it known the error is less than that of the best naive method",
    "irrigation_efficiency": "a straight line on record",
    "wind_capacity": "what was approved was not foreseen: the rush of 2015 went on as a pace",
    "coal_power_capacity": "which plants the line to Zhejiang would bring was not known before 2015",
}
CALM = ("territorial_co2_emissions", "coal_generation", "net_export")  # before some origins, so that they weigh most
PUBLISHED = (  # growth of 2021, in %: tolerance in points
    ("gdp", 1.5), ("primary_energy", 1.5), ("energy_intensity", 1.5), ("loans", 1.5), ("deposits", 1.5),
    ("water_use", 1.5), ("population", 1.5), ("nominal_gdp", 4.0), ("bad_loan_ratio", 0.3),
)  # fmt: skip


def write_backtests(folder: Path) -> None:
    """Write the tables, and draw the figures, to a folder."""
    write(folder / "backtests.md", parts())
    write(folder / "estimates.md", estimate_parts())
    write(folder / "unsourced.md", unsourced_parts())
    write(folder / "held.md", held_parts())
    folder.mkdir(exist_ok=True)
    draw_hindcasts(folder / "hindcasts.png")
    draw_skill(folder / "skill.png")


def five_years(outside: str = "foreseen"):
    """The stored backtests from origins of which five years have come."""
    rows = stored_backtests(outside)
    return rows[rows["origin"].between(FIRST, LAST)]


def parts():
    """What is judged and what is left out; errors and skill; 2021 from 2020."""
    found = judged(five_years())
    known = judged(five_years("prices known"))
    heads = (
        "indicator",
        "error, %",
        "prices known, %",
        "best naive, %",
        "over best naive",
        "covered, %",
        "bias, spread, rest",
        "where it is not better",
    )
    yield table(
        heads, [_row(name, row, known.loc[name]) for name, row in found.iterrows()], (20, 9, 9, 16, 9, 8, 13, 30)
    )
    yield _summary(found, known)
    heads = ("from", "indicators", "error over best naive", "in per cent", "against the best for each")
    yield table(heads, list(_by_origin()), (30, 14, 18, 18, 20))
    heads = ("2021 from 2020", "published, %", "prices known, %", "foreseen, %", "line, %", "apart, points", "within")
    yield table(heads, list(_next_year()), (22, 12, 12, 12, 12, 12, 12))
    yield _summary_of_next_year()
    left = [one for one in listed() if one.left_out in ("judged", "both")]
    yield table(("left out", "why"), [(link(one.variable), plain(one.reason)) for one in left], (30, 70))


def _row(name, row, known):
    best = row["best"]
    told = REASONS.get(name, "") if round(row["over_best"], 2) >= 1 else ""
    told = ("**no skill**: " if round(row["over_best"], 2) >= 1 else "") + plain(told)
    theil = ", ".join(f"{row[part]:.2f}" for part in ("bias", "spread", "rest"))
    naive = f"{row[best + '_relative']:.3g} ({best})"
    return (
        link(name),
        f"{row['projected_relative']:.3g}",
        f"{known['projected_relative']:.3g}",
        naive,
        f"{row['over_best']:.2f}",
        f"{row['coverage']:.0f}",
        theil,
        told,
    )


def _summary(found, known):
    """The means over all indicators."""
    a, b = overall(found), overall(known)
    return (
        f"Over all indicators the error, in mean changes of five years before the origin, is {a['over_best']:.2f} of that of the best naive "
        f"method ({a['best']}), {b['over_best']:.2f} where what is outside the region is known; in per cent of what came {a['over_best_relative']:.2f} and "
        f"{b['over_best_relative']:.2f}. Against the method that came out best for each indicator, which nobody could have chosen then, it is "
        f"{_geometric(found):.2f} in the geometric mean, and not below 1 for {_worse(found)} of {len(found)}. The 90 % intervals covered {a['coverage']:.0f} %; their mean score "
        f"(Gneiting and Raftery 2007, in the same scale) is {a['interval']:.1f}, that of a random walk with the variance of the years before {a['walk_interval']:.1f}."
    )


def _by_origin():
    """The errors of each origin by itself, and without the indicators that hardly moved before."""
    rows = five_years()
    parts = {str(year): group for year, group in rows.groupby("origin")}
    parts["all"] = rows
    parts[f"all, but for the {len(CALM)} that hardly moved before"] = rows[~rows["variable"].isin(CALM)]
    for name, group in parts.items():
        found = judged(group)
        a = overall(found)
        yield (
            name,
            str(len(found)),
            f"{a['over_best']:.2f}",
            f"{a['over_best_relative']:.2f}",
            f"{_geometric(found):.2f}",
        )


def _geometric(found):
    """The geometric mean over indicators of the error over that of the best naive method for each."""
    return np.exp(np.log(found["over_best"].astype(float)).mean())


def _worse(found):
    """How many indicators are foreseen no better than by the best naive method."""
    return int((found["over_best"].astype(float).round(2) >= 1).sum())


def _of_2021(kind):
    """The rows of 2021 from 2020."""
    return stored_backtests(kind).query("origin == 2020")


def _next_year():
    """What came in 2021, and what was made of it: those with a bar first, then all others."""
    known, blind = (_of_2021(kind).set_index("variable") for kind in ("prices known", "foreseen"))
    bars, measures = dict(PUBLISHED), {one.variable: one.measure for one in listed()}
    for name in [*(name for name in bars if name in known.index), *(name for name in known.index if name not in bars)]:
        row = dict(known.loc[name]) | {"foreseen": blind.loc[name, "projected"]}
        keys = ("observed", "projected", "foreseen", "linear")
        growth = ((row[key] if measures[name] == "points" else 100 * (row[key] / row["base"] - 1)) for key in keys)
        came, made, *others = growth
        within = f"{bars[name]:g}: {'yes' if abs(made - came) <= bars[name] else '**no**'}" if name in bars else ""
        yield link(name), *(f"{one:.2f}" for one in (came, made, *others)), f"{made - came:+.2f}", within


def _summary_of_next_year():
    """What 2021 comes to against naive methods."""
    blind, known = (judged(_of_2021(kind)) for kind in ("foreseen", "prices known"))
    a, b = overall(blind), overall(known)
    return (
        f"Rates, ratios, shares and cover are levels, all else growth. The bars were set for prices known. Over the {len(blind)} indicators the error of 2021 is "
        f"{a['over_best']:.2f} of that of the best naive method ({a['best']}), {b['over_best']:.2f} with prices known, and in per cent of what came "
        f"{a['over_best_relative']:.2f} and {b['over_best_relative']:.2f}. Against the method that came out best for each, of four that had one figure to hit, it is "
        f"{_geometric(blind):.2f} and {_geometric(known):.2f} in the geometric mean, and not below 1 for {_worse(blind)}: one year tells little, and this one shows no clear skill."
    )


def estimate_parts():
    """What the record taught of each assumption, and the noise of a year."""
    rows = stored("posterior")
    rows = rows[rows["cut_off"] == rows["cut_off"].max()].sort_values("learned", ascending=False, kind="stable")
    heads = ("assumption", "prior", "range", "estimate", "90 % range", "learned, %")
    yield table(heads, [_estimate(row) for _, row in rows.iterrows()], (34, 10, 18, 10, 18, 10))
    noise = stored("noise")
    noise = noise[noise["cut_off"] == noise["cut_off"].max()]
    measures = {one.variable: one.measure for one in listed()}
    cells = [
        (
            link(r["variable"]),
            _size(r["expected"], measures[r["variable"]]),
            _size(r["noise"], measures[r["variable"]]),
            str(r["count"]),
        )
        for _, r in noise.iterrows()
    ]
    yield table(("noise of a year", "expected", "on record", "observations"), cells, (40, 20, 20, 20))


def _estimate(row):
    name = row["name"] if row["form"] == "value" else f"{row['name']}, over the pack's"
    return (
        plain(name),
        f"{row['prior']:.3g}",
        f"{row['low']:.3g} to {row['high']:.3g}",
        f"{row['mean']:.3g}",
        f"{row['from']:.3g} to {row['to']:.3g}",
        f"{row['learned'] * 100:.0f}",
    )


def _size(value, measure):
    return f"{100 * value:.1f} %" if measure != "points" else f"{value:.2f} points"


def unsourced_parts():
    """What moves a headline result and is neither estimated nor from a publication, in the run of the last plan and of this one."""
    for name, years in (("last-plan", "2015 to 2020"), ("baseline", "2020 to 2025")):
        scenario = model.load_scenario(ROOT / "scenarios" / f"{name}.yaml")
        heavy = [
            row
            for row in ledger(scenario, load(scenario.base))
            if (row["weight"] or 0) > HEAVY and _of_the_world(row, scenario.base)
        ]
        estimated = sum(row["status"] == ESTIMATED for row in heavy)
        bare = [row for row in heavy if row["status"] != ESTIMATED and row["source"] in ("", "assumption")]
        told = ", ".join(f"{plain(row['name'])} ({row['weight']:.3g})" for row in bare)
        yield (
            f"From {years}, {len(heavy)} assumptions outside the programmes move a headline result by over {HEAVY} % (or point) over their range: "
            f"{estimated} were estimated, {len(heavy) - estimated - len(bare)} have a publication, {len(bare)} have neither: {told}."
        )


def _of_the_world(row, base):
    """Neither of a programme nor what a lever stands at."""
    system = load(base)
    owner = belongs_to(row["name"], base)
    decision = owner == row["name"] and isinstance(system.declarations[owner.partition("[")[0]], Lever)
    return not decision and not row["sector"].startswith("programme")


def held_parts():
    """Which reality checks hold at the posterior mean and at draws, and what the draws that are kept leave of the posterior."""
    rows = stored("held")
    draws, failing = int(rows["draws"].iloc[0]), rows[(rows["of_draws"] < 1) | ~rows["at_mean"]]
    whole = len(rows) - len(failing)
    left = stored("draws")
    yield (
        f"At the posterior mean {int(rows['at_mean'].sum())} of {len(rows)} checks hold, and {whole} at each of {draws} draws of what the record alone "
        f"leaves open. {len(left)} draws are kept, of {left['number'].max()} that were tried; at each of them all {len(rows)} hold."
    )
    if len(failing):
        cells = [_failing(row) for _, row in failing.sort_values("of_draws", kind="stable").iterrows()]
        heads = ("check that fails", "at the mean", "holds at, % of draws of the record", "lies apart where it fails")
        yield table(heads, cells, (34, 14, 18, 34))
    tried = int(left["number"].max())
    before = all_kept(int(left["cut_off"].iloc[0]), draws_of(int(left["cut_off"].iloc[0]), tried), range(1, tried + 1))
    names = [prior.name for prior in priors()]
    moved = (left[names].mean() - before[names].mean()) / before[names].std()
    narrowed = left[names].std() / before[names].std()
    heads = (
        "assumption that the checks move most",
        "mean of all draws",
        "of those kept",
        "apart, standard deviations",
        "spread over that before",
    )
    cells = [
        (plain(name), f"{before[name].mean():.3g}", f"{left[name].mean():.3g}", f"{moved[name]:+.2f}", f"{narrowed[name]:.2f}")
        for name in moved.abs().sort_values(ascending=False, kind="stable").index[:12]
    ]  # fmt: skip
    yield table(heads, cells, (40, 15, 15, 15, 15))


def _failing(row):
    apart = f"{plain(row['apart'])}, by {row['by']:+.1f} standard deviations" if isinstance(row["apart"], str) else ""
    return row["check"], "holds" if row["at_mean"] else "**fails**", f"{100 * row['of_draws']:.0f}", apart


# -- figures -----------------------------------------------------------------------------------------------------------
def draw_hindcasts(path: Path) -> None:
    """History, and what was foreseen from each origin with its 90 % band, by indicator."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rows, record = five_years(), Record()
    names = list(dict.fromkeys(rows["variable"]))
    colours = dict(zip(sorted(rows["origin"].unique()), ("#4477aa", "#66a61e", "#cc6677", "#aa7733"), strict=True))
    series = {one.variable: one for one in listed()}
    with mpl.rc_context({"font.size": 7, "axes.spines.top": False, "axes.spines.right": False}):
        figure = Figure(figsize=(8.27, 10.6), layout="constrained")
        panels = figure.subplots(6, 4).flat
        for panel, name in zip(panels, names, strict=False):
            known = record.values(name, series[name].series)
            for origin, own in rows[rows["variable"] == name].groupby("origin"):
                start = own["base"].iloc[0]
                years = [origin, *own["year"]]
                panel.fill_between(
                    years, [start, *own["low"]], [start, *own["high"]], color=colours[origin], alpha=0.13, lw=0
                )
                panel.plot(
                    years, [start, *own["projected"]], color=colours[origin], lw=1, label=f"foreseen from {origin}"
                )
            panel.plot(list(known), list(known.values()), "o-", color="black", ms=2, lw=0.6, label="record")
            panel.set_title(_title(name, series[name]), fontsize=7, loc="left")
            panel.set_xticks([2010, 2015, 2020])
        for panel in list(panels):
            panel.set_axis_off()
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=5, frameon=False)
        figure.savefig(path, dpi=150, metadata={"Software": None})


def draw_skill(path: Path) -> None:
    """Error over that of the best naive method by indicator, for each origin."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rows = five_years()
    names = list(dict.fromkeys(rows["variable"]))[::-1]
    with mpl.rc_context({"font.size": 7, "axes.spines.top": False, "axes.spines.right": False}):
        figure = Figure(figsize=(8.27, 5.6), layout="constrained")
        panel = figure.subplots()
        for origin, marker in zip(range(FIRST, LAST + 1), "osD^", strict=True):
            found = judged(rows[rows["origin"] == origin])
            values = [float(found["over_best"].get(name, np.nan)) for name in names]
            panel.plot(np.clip(values, 0.05, 8), range(len(names)), marker, ms=4, label=str(origin), alpha=0.8, ls="")
        panel.axvline(1, color="black", lw=0.8)
        panel.set_xscale("log")
        panel.set_xticks([0.1, 0.2, 0.5, 1, 2, 5], ["0.1", "0.2", "0.5", "1", "2", "5"])
        panel.set_yticks(range(len(names)), names)
        panel.set_xlabel(
            "error over that of the method that came out best of " + ", ".join(METHODS) + " (left of 1: skill)"
        )
        panel.legend(title="origin", frameon=False, loc="lower right")
        panel.grid(axis="y", lw=0.3)
        figure.savefig(path, dpi=150, metadata={"Software": None})


def _title(name, indicator):
    unit = Record().rows(name, indicator.series)
    return f"{name}\n{next(iter(unit.values())).unit}"


if __name__ == "__main__":
    print("\n\n".join([*parts(), *estimate_parts()]))
