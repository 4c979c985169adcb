"""A mid-term review as text: figures matched and not, the largest adjustments, and the gap by driver."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.plan.review.mid_term import Review
from model.present.text import words
from model.present.text.tables import as_text
from model.present.text.words import Say

COLUMNS = ("title", "year", "adjustment", "unit", "percent")  # of an adjustment
OF = ("indicator", "stock", "total")  # what a row's unit is of, by table
LARGEST = 8  # adjustments shown
DRIVERS = 3  # of each total


def review_text(review: Review, lang: str = "en") -> str:
    """What ``simulate solve --observed`` prints of the review.

    Parameters
    ----------
    review : model.plan.review.mid_term.Review
    lang
        ``en`` or ``zh``.
    """
    say, figures = Say("review", lang), review.figures()
    last = review.restated.last
    matched, first = sum(row["matched"] for row in figures), min(row["year"] for row in figures)
    lines = [say("figures", file=review.path, count=len(figures), matched=matched, first=first, last=last)]
    lines += [say("unmatched", **_told(row, say)) for row in figures if not row["matched"]]
    lines += [say("rough", year=year) for year in review.restated.rough]
    lines += _adjusted(review.adjustments(), say)
    plan = {"place": review.plan_folder, "finished": review.plan_finished, "last": last}
    lines.append(say("kept" if review.plan_folder else "own", **plan))
    lines.append(say("gap", last=last))
    lines += _gaps([row for row in review.gaps if row["year"] == last], say)
    return "\n".join([*lines, say("left", year=review.first)])


def _titled(row: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """A row whose title and unit are those of the language."""
    title, of = row["title_zh" if say.zh else "title"], next(row[key] for key in OF if key in row)
    return {**row, "title": title, "unit": words.unit(row["unit"], say.lang, of)}


def _told(row: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """A row as a sentence has it, its numbers as texts."""
    texts = {
        key: words.figured(row[key]) for key in ("observed", "restated", "plan", "fact") if row.get(key) is not None
    }
    if "residual" in row:
        texts["residual"] = words.figured(row["residual"], 3)
    if "contribution" in row:
        texts["contribution"] = "+" * (row["contribution"] > 0) + words.figured(row["contribution"], 3)
    return _titled(row, say) | texts


def _adjusted(rows: Sequence[Mapping[str, Any]], say: Say) -> list[str]:
    if not rows:
        return [say("none")]
    largest = [_titled(row, say) for row in rows[:LARGEST]]
    shown = [{say(f"head_{key}"): "" if row[key] is None else row[key] for key in COLUMNS} for row in largest]
    head = say("adjusted", count=len(rows), stocks=len({row["stock"] for row in rows}))
    return [head, as_text(shown)]


def _gaps(rows: Sequence[Mapping[str, Any]], say: Say) -> list[str]:
    lines = []
    for name in dict.fromkeys(row["total"] for row in rows):
        total, *drivers = [row for row in rows if row["total"] == name]
        lines.append(say("total", **_told(total, say)))
        drivers = sorted(drivers, key=lambda row: -abs(row["contribution"]))[:DRIVERS]
        lines += [say("driver", **_told(row, say)) for row in drivers if row["contribution"]]
    return lines
