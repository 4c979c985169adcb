"""Targets met, scenario by scenario: a dot a target, by sector, with how many of those judged are met.

Figures are made with Matplotlib's ``Figure`` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.present.figures import style
from model.present.figures.comparison import by_name
from model.present.figures.scorecard import RESULTS
from model.present.figures.sheet import Sheet
from model.present.figures.style import pt
from model.present.text import words

NAMES = {"column": 0.75, "page": 1.6, "slide": 1.6}  # inches of the sectors' names
DOT, PITCH, LINE = 2.6, 4.4, 10.0  # points of a dot, from one to the next, and of a line of text
LINES, LETTERS = 3, "ABCDEFG"  # of a scenario's name over its column, at most; and what stands there for longer ones
ORDER = (True, False, None)


@dataclass(frozen=True)
class Row:
    """A sector, or all of them, with the results of its targets by scenario: met, missed, or not judged."""

    sector: str
    results: dict[str, list[bool | None]]

    def told(self, name: str) -> str:
        """How many are met of those that the run can judge."""
        own = self.results[name]
        return f"{own.count(True)}/{len(own) - own.count(None)}"


def targets_met(results, targets: Sequence, lang: str = "en", size: str = "page"):
    """Which targets each scenario meets, as dots by sector, and how many.

    Parameters
    ----------
    results
        As of :func:`model.present.figures.comparison.comparison`.
    targets
        Records of the catalogue, as ``model.targets()``; one that is stated twice counts once.
    lang, size
        As of :func:`model.present.figures.style.look`.

    Returns
    -------
    matplotlib.figure.Figure
    """
    with style.look(lang, size):
        return style.finish(_draw(rows(results, targets, lang), lang, size))


def rows(results, targets: Sequence, lang: str = "en") -> list[Row]:
    """The sectors in order, and last all of them."""
    from model.plan.targets import judge

    judged = {
        name: [verdict for verdict in judge(targets, run) if not verdict.target.restates]
        for name, run in by_name(results, lang).items()
    }
    found = {sector for own in judged.values() for sector in (verdict.target.sector for verdict in own)}
    each = [
        Row(sector, {name: [one.met for one in own if one.target.sector == sector] for name, own in judged.items()})
        for sector in style.SECTORS
        if sector in found
    ]
    return [*each, Row("all", {name: [verdict.met for verdict in own] for name, own in judged.items()})]


def table(results, targets: Sequence, lang: str = "en") -> list[dict]:
    """The drawn numbers: by scenario and sector, how many targets are met, missed and not judged."""
    return [
        {"scenario": name, "sector": row.sector} | {RESULTS[result]: own.count(result) for result in ORDER}
        for row in rows(results, targets, lang)
        for name, own in row.results.items()
    ]


def _draw(drawn, lang, size):
    looks = {RESULTS[result]: style.dot(result) | {"ls": ""} for result in ORDER}
    names = list(drawn[0].results)
    title, told = words.word("targets_met", lang), words.word("targets_met_told", lang)
    sheet = Sheet(size, lang, title, told, looks, words.word("targets_met_caption", lang), left=0.0)
    cell = (sheet.width - NAMES[size]) / len(names)
    across = int((72 * cell - 6) / PITCH)
    heads = _heads(names, sheet.columns(cell - 0.08, style.SMALL))
    if heads == list(LETTERS[: len(names)]):
        listed = words.word("comma", lang).join(f"{letter} {name}" for letter, name in zip(heads, names, strict=True))
        sheet = replace(sheet, subtitle=f"{told}\n{listed}")
    top = LINE * max(1 + head.count("\n") for head in heads) + 4
    heights = [_height(row, across) for row in drawn]
    tall = top + sum(heights)
    figure, grid = sheet.lay_out([(0, tall / 72, 0)], 1, fill=False)
    axes = figure.add_subplot(grid[2, 0])
    axes.axis("off")
    axes.set(xlim=(0, 72 * sheet.width), ylim=(tall, 0))  # in points of a page's type
    left = [72 * (NAMES[size] + place * cell) for place in range(len(names))]
    for x, head in zip(left, heads, strict=True):
        axes.text(x, top - 5, head, size=pt(style.SMALL), color=style.SOFT, va="bottom", linespacing=1.1)
    wide = sheet.columns(NAMES[size] - 0.06)
    for row, y in zip(drawn, top + np.cumsum([0.0, *heights]), strict=False):
        _row(axes, row, y, left, across, wide, lang)
    return figure


def _heads(names, wide):
    """The names in lines of so many columns; letters, where a name is too long for its column."""
    heads = [words.wrap(name, wide) for name in names]
    fit = all(head.count("\n") < LINES and max(map(words.columns, head.split("\n"))) <= wide for head in heads)
    return heads if fit else list(LETTERS[: len(names)])


def _height(row, across):
    """Points that a row takes: its count, and its dots in lines of so many; all sectors together have no dots."""
    most = max(len(own) for own in row.results.values())
    return LINE + 6 + (0 if row.sector == "all" else PITCH * -(-most // across) + 2)


def _row(axes, row, y, left, across, wide, lang):
    hue, *titles = style.SECTORS.get(
        row.sector, (style.INK, words.word("all_sectors", "en"), words.word("all_sectors", "zh"))
    )
    axes.plot([0, axes.get_xlim()[1]], [y, y], color=hue, lw=pt(1.0), clip_on=False)
    axes.text(0, y + 3, words.wrap(titles[lang == "zh"], wide), size=pt(7), va="top", linespacing=1.05)
    for x, (name, own) in zip(left, row.results.items(), strict=True):
        axes.text(x, y + 3, row.told(name), size=pt(7), va="top")
        if row.sector == "all":
            continue
        for result in ORDER:
            places = [place for place, each in enumerate(sorted(own, key=ORDER.index)) if each is result]
            look = style.sized(**style.dot(result) | {"ms": DOT, "mew": 0.4, "ls": ""})
            xs = [x + PITCH * (place % across) + PITCH / 2 for place in places]
            axes.plot(xs, [y + LINE + 5 + PITCH * (place // across) for place in places], **look)
