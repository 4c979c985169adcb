"""What tightening one limit costs: money and targets missed, by floor."""

from collections.abc import Iterator

from model.present.canvas.canvas import Canvas
from model.present.figures.figure import Figure, Page, Solution
from model.present.text import words
from model.scenario.element import title_of, variable_of

PANELS = {"money": "#0072B2", "targets_missed": "#D55E00"}  # Okabe and Ito's palette
HIGH = 2.4  # inches of a panel


class Tradeoff(Figure):
    """Floors that lie within one another, and what each costs."""

    name = "tradeoff"
    title = ("What tightening costs", "收紧的代价")
    of = Solution

    def pages(self, material: Solution, canvas: Canvas) -> Iterator[Page]:
        """One, of a solution that was asked for a trade-off."""
        found = material.tradeoff
        if found is None:
            return
        from matplotlib.figure import Figure as Drawn

        kept = [row for row in found.rows if row["kept"]]
        figure = Drawn(figsize=(canvas.inches, HIGH * canvas.scale), layout="constrained")
        axes = figure.subplots(1, len(PANELS))
        unit = words.unit(material.system.declarations[variable_of(found.variable)].units, canvas.lang, found.variable)
        for axis, (key, colour) in zip(axes, PANELS.items(), strict=True):
            axis.plot([row["floor"] for row in kept], [row[key] for row in kept], "o-", color=colour, ms=3.5)
            axis.set_xlabel(f"{title_of(found.variable, material.system, canvas.lang)}, {found.year} ({unit})")
            axis.set_title(
                canvas.word({"money": "tradeoff_money", "targets_missed": "tradeoff_missed"}[key]), loc="left"
            )
            if not found.less:
                axis.invert_xaxis()  # tighter to the right
        yield Page(self.name, figure, [dict(row) for row in found.rows])
