"""The outlook as it follows from the record and the stored estimate: ``python docs/outlook.py`` writes scenarios/outlook.yaml."""

from pathlib import Path

from model.analysis.past.outlook import LAST, LEARNED, LINE, STORAGE, approvals, delivered_share, pace, prices
from model.analysis.past.past import stored
from model.data.estimates import with_references
from model.data.observations import Record
from model.sectors import load

PLACE = Path(__file__).parents[1] / "scenarios" / "outlook.yaml"
FORESEEN = ("coal_price", "producer_price", "river_inflow", "rain", "pv_approvals", "wind_approvals")
HEAD = """# yaml-language-server: $schema=./schema.json
# The best forecast that could be made at the end of 2021: what had been announced or was being built, times the share of such
# announcements that earlier plans delivered (model/data/estimates/deliveries.csv); prices of 2021 as they were, then going
# back to their mean of eight years by a tenth a year, the slowest return of those that the backtests tried but none at all;
# and what the record to 2021 taught of the assumptions. python docs/outlook.py writes this file.
name: outlook
title:
  en: "Outlook: the best forecast at the end of 2021"
  zh: 展望：2021年底所能作出的最佳预测
extends: baseline.yaml
"""


def text() -> str:
    """The scenario file."""
    record = Record(LAST)
    return "\n".join([HEAD + "levers:", *_levers(record), "parameters:", *_parameters(), *_uncertain(), ""])


def _levers(record):
    shown = {name: ", ".join(f"{y}: {v:.4g}" for y, v in path.items()) for name, path in prices(record).items()}
    yield f"  coal_price: {{{shown['coal_price']}}}  # Bohai-Rim index and Qinhuangdao spot, over general prices"
    yield f"  producer_price: {{{shown['producer_price']}}}  # NBS, national producer prices, over general prices"
    yield f"  river_inflow: {{2021: {record.values('river_inflow')[LAST]:.0f}, 2022: 330}}  # record: river_inflow, then its mean"
    yield "  rain: {2021: 274, 2022: 289}  # communique of 2021, then the mean of 1956-2000"
    yield "  policy_rate_change: -0.05  # loan prime rate: 3.85 % in the mean of 2021, 3.90 in 2020"
    for kind, title, now in (("pv", "3250", 209), ("wind", "1750", 100)):
        announced, going_on, mean = pace(kind, record)
        why = f"{title} by 2025 (宁政发〔2021〕39号 article 14) x {delivered_share(kind):.2f} is {announced:.0f} a year from 2022; "
        why += f"three years' pace going on {going_on:.0f}; mean {mean:.0f}, over the share that is paid for"
        yield f"  # {why}"
        yield f"  {kind}_approvals: {{2021: {now}, 2022: {approvals(kind, record):.0f}, 2025: {approvals(kind, record):.0f}}}"
    share = (1 + 0.5) / 2  # one line of one came in its year; half of the next one as if it did
    yield f"  # the line to Hunan, named in 宁政发〔2021〕39号 article 14; one of one line came in its year, shrunken to {share:.2f}"
    yield f"  export_line_projects: {{2025: {LINE * share:.0f}}}"
    yield f"  # the region's rule of January 2021 asks for {STORAGE:.2f}; no earlier rule shows what is kept of one: half"
    yield f"  storage_requirement: {{2021: 0, 2022: {STORAGE / 2:.2f}}}"


def _taught():
    """What the record taught, as it holds for the pack of 2020."""
    rows, declared = stored("posterior"), load().declarations
    rows = rows[(rows["cut_off"] == rows["cut_off"].max()) & (rows["form"] == "value") & (rows["learned"] >= LEARNED)]
    return [row for _, row in rows.iterrows() if row["name"].partition("[")[0] in declared]


def _parameters():
    for row in _taught():
        why = f"estimated on the record to {LAST}: {row['from']:.3g} to {row['to']:.3g}, learned {row['learned']:.0%}"
        for name in with_references({row["name"]: 0}):
            yield f'  "{name}": {row["mean"]:.4g}  # {why}'


def _uncertain():
    """What is foreseen and not decided: prices, the river, what is approved, and what the record taught."""
    yield "uncertain:  # foreseen, not decided: the members of an ensemble differ in it"
    for name in FORESEEN:
        yield f"  - {name}"
    for row in _taught():
        yield f'  - "{row["name"]}"'


if __name__ == "__main__":
    PLACE.write_text(text(), encoding="utf-8")
    print(f"wrote {PLACE}")
