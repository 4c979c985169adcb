"""The money page of a solution: who pays for what by year, baseline beside solution, and sums over the years."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from model.data import base_year
from model.present.canvas.canvas import OUTDENT, SMALL, Canvas
from model.present.canvas.colours import SOFT, mixed
from model.present.canvas.sheet import Sheet
from model.present.canvas.types import Axes, Dataset, Drawn
from model.present.figures.figure import Figure, Page, Solution, numbered
from model.present.figures.money_account import COLOURS, Items, account, item_title, money
from model.present.figures.solution.levers import few_years
from model.present.text import words

Account = Mapping[str, Items]
Line = tuple[str, int, float, float]  # of the table: item, indent, baseline, solved

WHO = {"baseline": 0.42, "solved": 1.0}  # strength of the bars' colours
TABLE, COLUMNS = "table", 6  # cells of a row, which two or three panels share
SHEETS: dict[str, tuple[tuple[tuple[str, ...], ...], ...]] = {  # what goes on each page of a size, row by row
    "column": ((("sources",), ("uses",)), (("green",), ("programme_classes",), ("unfunded",)), ((TABLE,),)),
    "page": ((("sources", "uses"), ("green", "programme_classes", "unfunded"), (TABLE,)),),
    "slide": ((("sources", "uses"),), (("green", "programme_classes", "unfunded"),), ((TABLE,),)),
}
TALL = (2.3, 1.7)  # inches of the axes of the first and the other rows of panels
ROW, GUTTER = 0.158, 0.2  # inches of a line of the table, and between panels
BELOW, KEY = 15, 10.5  # points from a panel's axis to its key, and of a line of the key
ENDS = (0.73, 0.865, 1.0)  # of the width of a part of the table: where its columns end


class Money(Figure):
    """The money account: bars by source and use, and sums over the years."""

    name = "money"
    title = ("Who pays for what", "资金来源与用途")
    of = Solution

    def pages(self, material: Solution, canvas: Canvas) -> Iterator[Page]:
        """One on a page, elsewhere several."""
        accounts = {"baseline": account(material.baseline), "solved": account(material.results)}
        years = material.results["year"].values
        years = years[years > base_year(material.results)].astype(int)
        table = list(_rows(accounts, years, material.results, canvas))
        for number, rows in enumerate(SHEETS[canvas.size], 1):
            yield Page(numbered(self.name, number), _draw(rows, accounts, years, material.results, canvas), table)


def _rows(accounts: Mapping[str, Account], years: np.ndarray, results: Dataset, canvas: Canvas) -> Iterator[dict]:
    """The drawn numbers, one row each: by run, side and item, those of the years and their sums."""
    for who, sides in accounts.items():
        for side, items in sides.items():
            for item, values in items.items():
                known = {"run": who, "side": side, "item": item, "title": item_title(item, results, canvas.lang)}
                known |= {"unit": canvas.word("money_unit")}
                yield from (known | {"year": str(y), "value": float(v)} for y, v in zip(years, values, strict=True))
                yield known | {"year": f"{years[0]}-{years[-1]}", "value": float(values.sum())}


def _draw(
    rows: Sequence[Sequence[str]],
    accounts: Mapping[str, Account],
    years: np.ndarray,
    results: Dataset,
    canvas: Canvas,
) -> Drawn:
    bars = rows[0] != (TABLE,)
    seen = canvas.word("money", start=years[0], end=years[-1])
    subtitle = words.title(results, canvas.lang) + f"\n{canvas.word('money_bars')}" * bars
    left_out = results.attrs[canvas.choose("not_represented", "not_represented_zh")]
    caption = canvas.caption("money_caption", results, late=left_out)
    sheet = Sheet(canvas, seen, subtitle, {}, caption)
    keys = {
        name: _key(accounts["solved"][name], results, sheet, len(row)) for row in rows for name in row if name != TABLE
    }
    parts = lines(accounts)
    heights = [_height(row, number, keys, _lines(parts, canvas), sheet) for number, row in enumerate(rows)]
    figure, grid = sheet.lay_out(heights, COLUMNS, fill=bars)
    drawn = {}
    for number, row in enumerate(rows):
        each = COLUMNS // len(row)
        for place, name in enumerate(row):
            axes = drawn[name] = figure.add_subplot(grid[2 * number + 2, place * each : (place + 1) * each])
            if name == TABLE:
                _table(axes, parts, years, results, sheet)
                continue
            _bars(canvas, axes, {who: sides[name] for who, sides in accounts.items()}, years, keys[name])
            sheet.head_panel(axes, canvas.word(name), canvas.word("money_yearly"), sheet.columns(1 / len(row), GUTTER))
    if "sources" in drawn and "uses" in drawn:
        drawn["uses"].set_ylim(drawn["sources"].get_ylim())
    return figure


def _height(
    row: Sequence[str], number: int, keys: Mapping[str, Mapping[str, str]], table: float, sheet: Sheet
) -> tuple[float, float, float]:
    """What a row takes, as :meth:`Sheet.lay_out` takes it."""
    if row == (TABLE,):
        return 0, (table + 1) * ROW, 0.06
    deep = max(_deep(list(keys[name].values())) for name in row)
    around = sheet.around([sheet.canvas.word(name) for name in row], sheet.columns(1 / len(row), GUTTER))
    return 0, TALL[min(number, 1)], around + (deep * KEY + 6) / 72


def _key(items: Items, results: Dataset, sheet: Sheet, beside: int) -> dict[str, str]:
    """The labels of a panel's key, the item on top first, in lines that fit beside each other in two columns."""
    wide = sheet.canvas.columns((sheet.width / beside - GUTTER) / 2 - 0.22)
    lang = sheet.canvas.lang
    return {item: words.wrap(words.subscript(item_title(item, results, lang)), wide) for item in reversed(items)}


def _deep(labels: list[str]) -> int:
    """Lines of a key in two columns."""
    first = -(-len(labels) // 2)
    return max(sum(text.count("\n") + 1 for text in part) for part in (labels[:first], labels[first:]) if part)


def _bars(canvas: Canvas, axes: Axes, stacks: Account, years: np.ndarray, labels: Mapping[str, str]) -> None:
    from matplotlib.patches import Patch
    from matplotlib.ticker import FixedLocator, FuncFormatter

    for (who, items), shift in zip(stacks.items(), (-0.205, 0.205), strict=True):
        floor = np.zeros(len(years))
        for item, values in items.items():
            look = {"color": mixed(COLOURS[item], WHO[who]), "lw": canvas.pt(0.3), "edgecolor": "white"}
            axes.bar(years + shift, values, 0.37, floor, **look)
            floor = floor + values
    axes.set_xlim(years[0] - 0.55, years[-1] + 0.55)
    axes.margins(y=0.06)
    axes.xaxis.set_major_locator(FixedLocator(few_years(years)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    canvas.numbers(axes.yaxis, 5)
    axes.tick_params(axis="x", length=0)
    keys = [Patch(color=COLOURS[item], label=text) for item, text in labels.items()]
    how = {"frameon": False, "borderaxespad": 0, "borderpad": 0, "handlelength": 0.9, "handleheight": 0.9}
    how |= {"handletextpad": 0.5, "columnspacing": 1.0, "fontsize": canvas.pt(SMALL)}
    key = axes.legend(handles=keys, loc="upper left", ncols=2, **how)
    key.set_bbox_to_anchor((0, 0), transform=canvas.moved(axes, 0, -BELOW))


def lines(accounts: Mapping[str, Account]) -> dict[str, list[Line]]:
    """The table's parts: sums over the years, totals last."""

    def row(side: str, item: str, indent: int = 0) -> Line:
        baseline, solved = (float(accounts[who][side][item].sum()) for who in WHO)
        return item, indent, baseline, solved

    def total(side: str) -> Line:
        baseline, solved = (sum(float(v.sum()) for v in accounts[who][side].values()) for who in WHO)
        return "total", 0, baseline, solved

    sides = accounts["solved"]
    inside = {"green_all": "green", "programmes_all": "programme_classes"}
    uses = []
    for item in sides["uses"]:
        uses.append(row("uses", item))
        uses += [row(inside[item], part, 1) for part in sides.get(inside.get(item, ""), ())]
    parts = {side: [row(side, item) for item in sides[side]] for side in ("sources", "unfunded")} | {"uses": uses}
    return {side: [*part, total(side)] for side, part in parts.items()}


def _lines(parts: Mapping[str, Sequence[Line]], canvas: Canvas) -> float:
    """Lines of the table below its title."""
    uses, others = len(parts["uses"]) + 1, len(parts["sources"]) + len(parts["unfunded"]) + 2.6
    return uses + others + 1.6 if canvas.size == "column" else max(uses, others) + 0.6


def _table(axes: Axes, parts: Mapping[str, Sequence[Line]], years: np.ndarray, results: Dataset, sheet: Sheet) -> None:
    canvas = sheet.canvas
    axes.axis("off")
    axes.set(xlim=(0, 1), ylim=(_lines(parts, canvas), -1))
    sums = canvas.word("sums", start=years[0], end=years[-1], unit=canvas.word("money_unit"))
    canvas.cell(axes, 0, -0.5, sums, size=8, transform=canvas.outdent(axes, axes.get_yaxis_transform()))
    one, shift = canvas.size == "column", -OUTDENT / 72 / sheet.width  # to where titles begin
    right = 1 if one else 0.48
    below = 1.0
    for name in ("sources", "unfunded"):
        _part(canvas, axes, (shift, right, below), name, parts[name], results)
        below += len(parts[name]) + 1 + 0.6
    _part(canvas, axes, (shift if one else 0.53, 1, below if one else 1), "uses", parts["uses"], results)


def _part(
    canvas: Canvas, axes: Axes, place: tuple[float, float, float], name: str, rows: Sequence[Line], results: Dataset
) -> None:
    """One part of the table between two fractions of the width, from a line on."""
    left, right, y = place
    ends = [left + (right - left) * part for part in ENDS]
    canvas.cell(axes, left, y, canvas.word(name))
    for end, key in zip(ends, ("baseline", "solved", "change"), strict=True):
        canvas.cell(axes, end, y, canvas.word(key), fine=True, ha="right")
    for line in (y + 0.5, y + len(rows) - 0.5):  # under the heads, over the total
        axes.plot([left, right], [line, line], color=SOFT, lw=canvas.pt(0.6), clip_on=False)
    for number, (item, indent, before, after) in enumerate(rows, 1):
        at, title = y + number, words.subscript(item_title(item, results, canvas.lang))
        canvas.cell(axes, left + 0.02 * indent, at, title, fine=bool(indent))
        for end, value in zip(ends, (before, after, after - before), strict=True):
            canvas.cell(axes, end, at, money(value), fine=bool(indent), ha="right")
