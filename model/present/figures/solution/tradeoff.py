"""What tightening one limit costs beyond the loosest floor, what GDP becomes, and how many targets are missed, by floor."""

from collections.abc import Iterator, Sequence
from typing import Any

from model.plan.solution.tradeoff import Tradeoff as Floors
from model.plan.targets import at
from model.present.canvas.canvas import Canvas
from model.present.canvas.colours import SOFT
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, Drawn
from model.present.figures.figure import Figure, Page, Solution
from model.present.text import words
from model.scenario.element import title_of, variable_of

LOOKS = {
    "whole_cost": {"color": "#0072B2", "lw": 1.4, "marker": "o", "ms": 3.5},
    "money": {"color": "#56B4E9", "lw": 1.0, "marker": "o", "ms": 2.5},
    "gdp": {"color": "#009E73", "lw": 1.4, "marker": "o", "ms": 3.5},
    "targets_missed": {"color": "#D55E00", "lw": 1.4, "marker": "o", "ms": 3.5},
}  # Okabe and Ito's palette
PANELS = {"whole_cost": ("whole_cost", "money"), "gdp": ("gdp",), "targets_missed": ("targets_missed",)}
SOLVED = {"color": SOFT, "lw": 0.9, "ls": "--"}  # the plan as it is solved
HIGH, GUTTER = 1.9, 0.2  # inches of a panel, and between panels


class Tradeoff(Figure):
    """Floors that lie within one another, and what each costs."""

    name = "tradeoff"
    title = ("What tightening costs", "收紧的成本")
    of = Solution

    def fits(self, material: Any) -> bool:
        """Of a solution that was asked for a trade-off."""
        return super().fits(material) and material.tradeoff is not None

    def pages(self, material: Solution, canvas: Canvas) -> Iterator[Page]:
        """One."""
        if floors := material.tradeoff:
            yield Page(self.name, _draw(floors, material, canvas), [dict(row) for row in floors.rows])


def _draw(floors: Floors, material: Solution, canvas: Canvas) -> Drawn:
    unit = canvas.unit(material.system.declarations[variable_of(floors.variable)].units, floors.variable)
    name = title_of(floors.variable, material.system, canvas.lang)
    parts = {"name": name, "year": floors.year, "unit": unit}
    looks = {canvas.word(f"tradeoff_{key}"): LOOKS[key] for key in PANELS["whole_cost"]}
    looks |= {canvas.word("tradeoff_solved"): SOLVED}
    lost = [row for row in floors.rows if not row["kept"]]
    late = canvas.word("tradeoff_beyond", count=len(lost)) if lost else ""
    caption = canvas.caption("tradeoff_caption", material.results, late=late)
    title = words.title(material.results, canvas.lang)
    sheet = Sheet(canvas, canvas.word("tradeoff", **parts), title, looks, caption)
    known = {key for row in floors.rows for key in PANELS if row[key] is not None}
    panels = {key: of for key, of in PANELS.items() if key != floors.variable and key in known}
    beside = 1 if canvas.size == "column" else len(panels)
    wide = sheet.columns(1 / beside, GUTTER)
    titles = {key: canvas.word(f"tradeoff_panel_{key}", year=floors.year) for key in panels}
    around = sheet.around(list(titles.values()), wide, 1)
    figure, grid = sheet.lay_out([(0, HIGH, around)] * (len(panels) // beside), beside)
    now = at(material.results, floors.variable, floors.year)
    for place, (key, of) in enumerate(panels.items()):
        axes = figure.add_subplot(grid[2 * (place // beside) + 2, place % beside])
        _panel(canvas, axes, floors, of, now)
        sheet.head_panel(axes, titles[key], canvas.word(f"tradeoff_unit_{key}"), wide)
        axes.set_xlabel(f"{name} ({unit})", color=SOFT)
    return figure


def _panel(canvas: Canvas, axes: Axes, floors: Floors, of: Sequence[str], now: float) -> None:
    """One panel, tighter to the right."""
    kept = [row for row in floors.rows if row["kept"]]
    for key in of:
        least = floors.rows[0][key] if of == PANELS["whole_cost"] else 0
        axes.plot([row["floor"] for row in kept], [row[key] - least for row in kept], **canvas.sized(**LOOKS[key]))
    axes.axvline(now, zorder=1.8, **canvas.sized(**SOLVED))
    axes.margins(x=0.06, y=0.14)
    canvas.numbers(axes.xaxis, 4)
    counted = of == PANELS["targets_missed"]
    canvas.numbers(axes.yaxis, 4, whole=counted)
    if counted:
        axes.set_ylim(bottom=0)
    if not floors.less:
        axes.invert_xaxis()
