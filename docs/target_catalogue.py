"""The catalogue of targets as pages: how much of the plan the model answers, and every target by sector.

Run by itself, it prints the counts.
"""

from collections import Counter
from pathlib import Path

from markdown import link, plain, titles, unit, write

from model.data.catalogue import records, sentences, targets
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
    year = f", {target.year}" + " (not printed)" * target.year_inferred
    english, chinese = subject("catalogue")[f"relation_{target.relation}"]
    return f"{english} ({chinese}){number}{year}"


def _counts():
    """Tables that a page includes."""
    yield as_markdown([_linked(row) for row in coverage(targets())])
    yield "## By document, kind and nature"
    yield as_markdown([*_by_document()])
    yield "## The sentences of the documents"
    yield (
        "A list of the places that name a target was made from the text, apart from the catalogue. Each has a record, or a "
        "reason why not."
    )
    yield as_markdown([*_sentences()])
    reasons = Counter(sentence.reason for sentence in sentences() if sentence.reason)
    yield as_markdown([{"why there is no record": plain(name), "sentences": n} for name, n in reasons.most_common()])
    left = [
        {"target": link(t.id, "target"), "year": t.year, "why the model does not answer it": t.reason}
        for t in targets()
        if not t.variable
    ]
    yield "## Targets that the model does not answer"
    yield as_markdown(left)


def _by_document():
    """One row a document and one for all: targets with a number and in words, other figures, and natures."""
    for name in (*dict.fromkeys(record.document for record in records()), ""):
        own = [record for record in records() if name in ("", record.document)]
        wanted = [record for record in own if record.kind == "target"]
        natures = Counter(record.nature for record in wanted)
        yield {
            "document": name or "all",
            "targets": len(wanted),
            "with a number": sum(record.value is not None for record in wanted),
            "in words": sum(record.value is None for record in wanted),
            "said again": sum(bool(record.restates) for record in wanted),
            "year not printed": sum(record.year_inferred for record in wanted),
            "other figures": len(own) - len(wanted),
        } | {title: natures[nature] for nature, title in NATURES.items()}


def _sentences():
    """One row a document: its sentences with a target, by form, and how many have a record."""
    for name in dict.fromkeys(sentence.document for sentence in sentences()):
        own = [sentence for sentence in sentences() if sentence.document == name]
        forms = Counter((sentence.form, bool(sentence.records)) for sentence in own)
        yield {
            "document": name,
            "targets named": len(own),
            "numbered, recorded": forms["numbered", True],
            "numbered, with a reason": forms["numbered", False],
            "in words, recorded": forms["in words", True],
            "in words, with a reason": forms["in words", False],
        }


def _linked(row):
    return row | {
        "sector": f"[{THEMES[row['sector']][0]}]({row['sector']}.md)" if row["sector"] in THEMES else row["sector"]
    }


if __name__ == "__main__":
    print("\n\n".join(_counts()))
