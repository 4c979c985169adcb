"""Targets met, scenario by scenario: a dot a target, by sector, with how many of those judged are met."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.plan.indicators import GROUPS, indicators
from model.plan.targets import judge
from model.present.canvas.canvas import SMALL, Canvas
from model.present.canvas.colours import INK, RESULTS, SECTORS, SOFT, dot
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, Drawn
from model.present.figures.comparison.comparison import by_name
from model.present.figures.figure import Comparison, Figure, Page
from model.present.text import words

NAMES = {"column": 0.75, "page": 1.6, "slide": 1.6}  # inches of the sectors' names
DOT, PITCH, LINE = 2.6, 4.4, 10.0  # points of a dot, from one to the next, and of a line of text
LINES, LETTERS = 3, "ABCDEFG"  # of a scenario's name over its column, at most; and what stands there for longer ones


@dataclass(frozen=True)
class Row:
    """A sector, or a group over all of them, with the results of its targets by scenario: met, missed, or not judged."""

    sector: str
    results: Mapping[str, Sequence[bool | None]]

    def height(self, across: int) -> float:
        """Points that it takes: its count, and its dots in lines of so many; a group over all sectors has no dots but a longer name."""
        most = max(map(len, self.results.values()))
        return LINE + 6 + (LINE if self.sector in GROUPS else PITCH * -(-most // across) + 2)


class TargetsMet(Figure):
    """Which targets each scenario meets, as dots by sector, and how many; one that is stated several times counts once."""

    name = "targets_met"
    title = ("Targets met by each scenario", "各情景达标情况")
    of = Comparison

    def pages(self, material: Comparison, canvas: Canvas) -> Iterator[Page]:
        """One."""
        rows = _rows(material, canvas)
        table = [
            {"scenario": name, "sector": row.sector} | {word: results.count(met) for met, word in RESULTS.items()}
            for row in rows
            for name, results in row.results.items()
        ]
        yield Page(self.name, _draw(rows, canvas), table)


def _rows(material: Comparison, canvas: Canvas) -> list[Row]:
    """The sectors in order, and last the main indicators and the programmes of all: of unlike things there is no sum."""
    runs = by_name(material.results, canvas.lang)
    wanted = {name: indicators(judge(material.targets, run)) for name, run in runs.items()}
    met = {part: {name: [] for name in wanted} for part in (*SECTORS, *GROUPS)}
    for name, judged in wanted.items():
        for indicator in judged:
            met[indicator.lead.target.sector][name].append(indicator.met)
            met[GROUPS[not indicator.main]][name].append(indicator.met)
    return [Row(part, results) for part, results in met.items() if any(results.values())]


def _draw(rows: Sequence[Row], canvas: Canvas) -> Drawn:
    names = list(rows[0].results)
    looks = {word: dot(met) | {"ls": ""} for met, word in RESULTS.items()}
    title, subtitle = canvas.word("targets_met"), canvas.word("targets_met_told")
    sheet = Sheet(canvas, title, subtitle, looks, canvas.word("targets_met_caption"), left=0.0)
    first = NAMES[canvas.size]
    cell = (sheet.width - first) / len(names)
    across = int((72 * cell - 6) / PITCH)
    heads = _heads(names, canvas.columns(cell - 0.08))
    if heads == list(LETTERS[: len(names)]):
        listed = canvas.listed(f"{letter} {name}" for letter, name in zip(heads, names, strict=True))
        sheet = replace(sheet, subtitle=f"{subtitle}\n{listed}")
    top = LINE * max(1 + head.count("\n") for head in heads) + 4
    heights = [row.height(across) for row in rows]
    tall = top + sum(heights)
    figure, grid = sheet.lay_out([(0, tall / 72, 0)], 1, fill=False)
    axes = figure.add_subplot(grid[2, 0])
    axes.axis("off")
    axes.set(xlim=(0, 72 * sheet.width), ylim=(tall, 0))  # in points of a page's type
    left = [72 * (first + place * cell) for place in range(len(names))]
    small = canvas.sized(size=SMALL)
    for x, head in zip(left, heads, strict=True):
        axes.text(x, top - 5, head, color=SOFT, va="bottom", linespacing=1.1, **small)
    wide = canvas.columns(first - 0.06, 7)
    for row, y in zip(rows, top + np.cumsum([0.0, *heights]), strict=False):
        _draw_row(canvas, axes, row, y, left, across, wide)
    return figure


def _heads(names: Sequence[str], wide: int) -> list[str]:
    """The names in lines of so many columns; letters, where a name is too long for its column."""
    heads = [words.wrap(name, wide) for name in names]
    fit = all(head.count("\n") < LINES and max(map(words.columns, head.split("\n"))) <= wide for head in heads)
    return heads if fit else list(LETTERS[: len(names)])


def _draw_row(canvas: Canvas, axes: Axes, row: Row, y: float, left: Sequence[float], across: int, wide: int) -> None:
    whole = row.sector in GROUPS
    colour = INK if whole else SECTORS[row.sector][0]
    title = canvas.word(f"group_{row.sector}") if whole else canvas.sector(row.sector)
    plain = canvas.sized(size=7, va="top")
    axes.plot([0, axes.get_xlim()[1]], [y, y], color=colour, lw=canvas.pt(1.0), clip_on=False)
    axes.text(0, y + 3, words.wrap(title, wide), linespacing=1.05, **plain)
    for x, results in zip(left, row.results.values(), strict=True):
        axes.text(x, y + 3, f"{results.count(True)}/{len(results) - results.count(None)}", **plain)
        if whole:
            continue
        ordered = sorted(results, key=list(RESULTS).index)
        for result in RESULTS:
            places = [place for place, each in enumerate(ordered) if each is result]
            look = canvas.sized(**dot(result) | {"ms": DOT, "mew": 0.4, "ls": ""})
            xs = [x + PITCH * (place % across) + PITCH / 2 for place in places]
            axes.plot(xs, [y + LINE + 5 + PITCH * (place // across) for place in places], **look)
