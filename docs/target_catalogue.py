"""The catalogue of targets as pages: how much of the plan the model answers, and every target by sector."""

from collections import Counter
from pathlib import Path

from markdown import link, plain, titles, unit, write

from model.data.catalogue import records, targets
from model.present.text.phrases import values_asked
from model.present.text.tables import as_markdown, coverage
from model.present.text.words import subject
from model.sectors import THEMES

NATURES = {
    "": "not said",
    "binding": "binding (约束性)",
    "expected": "expected (预期性)",
    "striven for": "striven for (力争)",
}


def write_catalogue(folder: Path) -> None:
    """Write the pages of the catalogue into ``folder``."""
    for sector in dict.fromkeys(target.sector for target in targets()):
        own = [target for target in targets() if target.sector == sector]
        write(folder / f"{sector}.md", [f"# {' · '.join(THEMES[sector])}: {len(own)} targets", *map(_entry, own)])
    write(folder / "counts.inc", _counts())


def _entry(target):
    fields = {
        "Wanted": _wanted(target),
        "Nature": NATURES[target.nature],
        "Stands in": f"{target.document} {plain(target.place)}",
        "Says again": link(target.restates, "target") if target.restates else "",
        "Answered by": f"{link(target.variable)}, read as {plain(target.reading)}" if target.variable else "",
        "Not answered": plain(target.reason),
    }
    lines = [f":{key}: {value}" for key, value in fields.items() if value]
    return "\n".join([f"````{{target}} {target.id} | {titles(target.label, target.label_zh)}", "", *lines, "````"])


def _wanted(target):
    number = f" {values_asked(target)} {unit(target.unit)}" if target.value is not None else ""
    year = f", {target.year}" if target.year else ""
    english, chinese = subject("catalogue")[f"relation_{target.relation}"]
    return f"{english} ({chinese}){number}{year}"


def _counts():
    """Tables that a page includes."""
    kinds = Counter((record.document, record.kind) for record in records())
    documents = [
        {"document": name, "targets": kinds[name, "target"], "other figures": kinds[name, "figure"]}
        for name in dict.fromkeys(record.document for record in records())
    ]
    natures = Counter(target.nature for target in targets())
    yield as_markdown([_linked(row) for row in coverage(targets())])
    yield as_markdown(documents)
    left = [
        {"target": link(t.id, "target"), "year": t.year, "why the model does not answer it": t.reason}
        for t in targets()
        if not t.variable
    ]
    yield as_markdown([{"nature": NATURES[name], "targets": count} for name, count in natures.most_common()])
    yield "## Targets that the model does not answer"
    yield as_markdown(left)


def _linked(row):
    return row | {
        "sector": f"[{THEMES[row['sector']][0]}]({row['sector']}.md)" if row["sector"] in THEMES else row["sector"]
    }
