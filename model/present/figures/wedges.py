"""Wedges in print: what moves each headline target from its baseline to its solved value, as figures and as text."""

import math
from dataclasses import dataclass
from pathlib import Path

from model.plan.solution.wedges import titles
from model.present.figures import style
from model.present.figures.sheet import Sheet, caption
from model.present.figures.style import pt
from model.present.text import words
from model.present.text.phrases import SIGNS, WAYS
from model.scenario.element import variable_of

COLUMNS = {"column": 1, "page": 4, "slide": 3}  # panels beside each other
LEAST = 0.005  # of all that moves in a panel: a part that is less in every panel is not drawn
LEVERS = 10  # drawn one by one where there are no Shapley values
SHOWN, NAMED = 12, 3  # targets in the text, and parts of each
PITCH, HEAD = 0.148, 0.5  # inches a row of a panel takes, and what stands over the rows
LABELS = 0.72  # width of the labels, in panels
NUMBERS = 0.34  # the share of a panel that is kept for the numbers
DIGITS = 3  # of the way from the baseline to the solved value
WORDS = {
    "en": {
        "heading": "wedges, baseline to solved (Shapley values over {count} themes' levers, {runs} coalitions; the largest):",
        "one_out": "wedges, baseline to solved (one lever left out at a time; the largest):",
        "line": "  {target}: {baseline} to {solved}{unit}: {parts}",
        "more": "  and {count} more, in wedges.csv",
        "interaction": "interaction {value}",
        "leave_one_out": "left out of the wedges: {names}, without which the model leaves its domain ({message})",
        "shapley": "no Shapley values: with the levers of {names} alone the model leaves its domain ({message})",
        "peaks": "no wedges of peaks, for a year has no parts: {names}",
        "join": ", ",
    },
    "zh": {
        "heading": "贡献分解，由基准到求解结果（按{count}个领域的政策变量的夏普利值，{runs}种组合；列出最大项）：",
        "one_out": "贡献分解，由基准到求解结果（逐项剔除政策变量；列出最大项）：",
        "line": "  {target}：由{baseline}到{solved}{unit}：{parts}",
        "more": "  另有{count}项，见 wedges.csv",
        "interaction": "交互作用 {value}",
        "leave_one_out": "未作分解：{names}；剔除后模型超出定义域（{message}）",
        "shapley": "无夏普利值：仅{names}的政策变量变动时模型超出定义域（{message}）",
        "peaks": "达峰目标为年份，不作分解：{names}",
        "join": "、",
    },
}  # fmt: skip


def wedges_text(found, system, lang: str = "en") -> str:
    """The largest contributions to each headline target, and what could not be told; empty where nothing was asked."""
    say, lines = WORDS[lang], []
    if found.each:
        lines.append(
            say["heading" if found.each[0].shapley else "one_out"].format(
                count=len(found.groups), runs=2 ** len(found.groups)
            )
        )
        lines += [_line(wedge, system, say, lang) for wedge in found.each[:SHOWN]]
        lines += [say["more"].format(count=len(found.each) - SHOWN)] * (len(found.each) > SHOWN)
    for departure in found.departures:
        names = say["join"].join(titles(name, system)[lang == "zh"] for name in departure.names)
        lines.append(say[departure.kind].format(names=names, message=departure.message))
    if found.left_out:
        lines.append(say["peaks"].format(names=", ".join(found.left_out)))
    return "\n".join(lines)


def _line(wedge, system, say, lang):
    target, digits = wedge.target, _digits(wedge)
    parts = {name: value for name, value in (wedge.shapley or wedge.leave_one_out).items() if value is not None}
    largest = sorted(parts, key=lambda name: -abs(parts[name]))[:NAMED]
    told = [f"{titles(name, system)[lang == 'zh']} {fixed(parts[name], digits, '+')}" for name in largest]
    if not wedge.shapley and wedge.interaction is not None:
        told.append(say["interaction"].format(value=fixed(wedge.interaction, digits, "+")))
    unit = words.unit(target.unit or "1", lang, target.variable)
    return say["line"].format(
        target=target.label_zh if lang == "zh" else target.label,
        baseline=fixed(wedge.baseline, digits),
        solved=fixed(wedge.solved, digits),
        unit=f" {unit}" if unit and lang == "en" else unit,
        parts=say["join"].join(told),
    )


def _steps(wedge):
    """What moves the target, part by part, as far as it is known."""
    return [step for step in (wedge.shapley or wedge.leave_one_out).values() if step is not None]


def _digits(wedge):
    """Decimals at which the numbers of a target are told, so that the parts are seen to add up."""
    moved = max(abs(wedge.solved - wedge.baseline), *(abs(step) for step in _steps(wedge)), 0.0)
    return min(max(DIGITS - 1 - math.floor(math.log10(moved)), 0), 6) if moved else DIGITS - 1


def fixed(value: float, digits: int, sign: str = "") -> str:
    """A number at so many decimals, thousands grouped, with a true minus sign; with ``sign`` a plus where it is one."""
    text = f"{value:{sign},.{digits}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else "0"


@dataclass(frozen=True)
class Part:
    """A row of every panel: its label, its colour, and by target id what it contributes, None where it is not known."""

    key: str
    label: str
    colour: str
    values: dict[str, float | None]


def write_wedges(
    found, system, results, folder: Path, lang: str = "en", size: str = "page", kinds: tuple[str, ...] = ("png", "svg")
) -> list[Path]:
    """Write the pages of ``wedges``, each in every kind and with a CSV of what is drawn.

    Parameters
    ----------
    found
        ``model.plan.solution.wedges.Wedges``; without headline targets nothing is drawn.
    system, results
        The model, and the ``xarray.Dataset`` of the solution, for its titles.
    folder
        Where to write; made if absent.
    lang, size, kinds
        As of :func:`model.present.figures.style.look` and :func:`model.present.figures.style.save`.

    Returns
    -------
    list of Path
        The files.
    """
    return style.save_all(draw_wedges(found, system, results, lang, size), folder, kinds)


def draw_wedges(found, system, results, lang: str = "en", size: str = "page") -> dict[str, tuple]:
    """Every page, a ``matplotlib.figure.Figure``, with the rows of its CSV; arguments as of :func:`write_wedges`."""
    with style.look(lang, size):
        parts, undrawn = _parts(found, system, lang)
        late = words.word("undrawn", lang, names=WORDS[lang]["join"].join(undrawn)) if undrawn else ""
        per_page = (
            max(COLUMNS[size] * int(_sheet(found.each, "", late, results, lang, size).room / _tall(parts)), 1)
            if found.each
            else 1
        )
        pages = [found.each[first : first + per_page] for first in range(0, len(found.each), per_page)]
        drawn = {}
        for number, wedges in enumerate(pages, 1):
            page = words.word("page", lang, page=number, pages=len(pages)) if len(pages) > 1 else ""
            figure = style.finish(_page(_sheet(wedges, page, late, results, lang, size), wedges, parts))
            drawn["wedges" if number == 1 else f"wedges_{number}"] = figure, list(_table(wedges, parts))
        return drawn


def _sheet(wedges, page, late, results, lang, size):
    key = "wedge_caption" if wedges[0].shapley else "leave_one_out_caption"
    told = words.word("wedges", lang, page=page)
    return Sheet(size, lang, words.title(results, lang), told, {}, caption(key, results, lang, late=late), left=0.0)


def _parts(found, system, lang):
    """The rows of the panels; and the labels of what is too small to be drawn."""
    if all(wedge.shapley for wedge in found.each):
        parts = [
            Part(
                group,
                titles(group, system)[lang == "zh"],
                _colour(group),
                {w.target.id: w.shapley[group] for w in found.each},
            )
            for group in found.groups
        ]
        large = [part for part in parts if _size(part, found) >= LEAST]
        return large, [part.label for part in parts if part not in large]
    return _levers(found, system, lang), []


def _levers(found, system, lang):
    """The largest levers left out one by one, the others together, and the interaction."""
    parts = [
        Part(
            lever, titles(lever, system)[lang == "zh"], _colour(system.sectors[variable_of(lever)]),
            {w.target.id: w.leave_one_out[lever] for w in found.each},
        )
        for levers in found.groups.values() for lever in levers
    ]  # fmt: skip
    large = sorted(parts, key=lambda part: -_size(part, found))[:LEVERS]
    shown, others = [part for part in parts if part in large], [part for part in parts if part not in large]
    known = {w.target.id: [p.values[w.target.id] or 0.0 for p in parts] for w in found.each}
    rest = {w.target.id: w.solved - w.baseline - sum(known[w.target.id]) for w in found.each}
    if others:
        sums = {w.target.id: sum(p.values[w.target.id] or 0.0 for p in others) for w in found.each}
        shown.append(Part("other_levers", words.word("other_levers", lang), style.SOFT, sums))
    key = "interaction" if all(w.interaction is not None for w in found.each) else "interaction_unknown"
    return [*shown, Part(key, words.word(key, lang), style.INK, rest)]


def _colour(sector):
    return style.SECTORS[sector][0]


def _size(part, found):
    """The largest share that a part has of what is moved in any panel."""
    sizes = []
    for wedge in found.each:
        everything = sum(abs(step) for step in _steps(wedge)) or 1.0
        sizes.append(abs(part.values[wedge.target.id] or 0.0) / everything)
    return max(sizes)


def _table(wedges, parts):
    """What is drawn, a row a mark."""
    for wedge in wedges:
        lead = {"target": wedge.target.id, "unit": wedge.target.unit}
        marks = [
            ("baseline", wedge.baseline),
            *((part.key, part.values[wedge.target.id]) for part in parts),
            ("solved", wedge.solved),
        ]
        yield from (lead | {"part": key, "value": value} for key, value in marks)


def _tall(parts):
    """Inches that a row of panels takes."""
    return (len(parts) + 3) * PITCH + HEAD + 0.1


def _page(sheet, wedges, parts):
    columns = COLUMNS[sheet.size]
    rows = math.ceil(len(wedges) / columns)
    figure, grid = sheet.lay_out(
        [(0, (len(parts) + 3) * PITCH, HEAD)] * rows, columns + 1, [LABELS, *[1] * columns], fill=False
    )
    wide = sheet.columns(sheet.width / (columns + LABELS) - 0.1)
    for i, wedge in enumerate(wedges):
        row, column = divmod(i, columns)
        if not column:
            _labels(figure.add_subplot(grid[2 * row + 2, 0]), parts, sheet)
        _panel(figure.add_subplot(grid[2 * row + 2, column + 1]), wedge, parts, sheet.lang, wide)
    return figure


def _frame(axes, parts):
    axes.axis("off")
    axes.set_ylim(len(parts) + 2.5, -0.5)
    for line in (0.5, len(parts) + 0.5):
        axes.axhline(line, color=style.FAINT, lw=pt(0.6), clip_on=False)


def _labels(axes, parts, sheet):
    """The names of the rows, once for a row of panels."""
    _frame(axes, parts)
    lang, wide = sheet.lang, sheet.columns(sheet.width * LABELS / (COLUMNS[sheet.size] + LABELS) - 0.06)
    names = [
        words.word("from_baseline", lang),
        *(part.label for part in parts),
        words.word("to_solved", lang),
        words.word("wanted", lang),
    ]
    for y, name in enumerate(names):
        style.cell(axes, 0, y, words.wrap(name, wide), va="center", size=pt(7), linespacing=0.95)


def _panel(axes, wedge, parts, lang, wide):
    """The way from the baseline to the solved value, part by part, with every number at the right."""
    _frame(axes, parts)
    target, steps = wedge.target, [part.values[wedge.target.id] for part in parts]
    at = [wedge.baseline]
    for step in steps:
        at.append(at[-1] + (step or 0.0))
    low, high = min([*at, wedge.solved]), max([*at, wedge.solved])
    width, digits = (high - low) or abs(high) or 1.0, _digits(wedge)
    axes.set_xlim(low - 0.1 * width, low - 0.1 * width + 1.2 * width / (1 - NUMBERS))
    for y, (part, step, start) in enumerate(zip(parts, steps, at, strict=False), 1):
        axes.plot([start, start], [y - 1, y], color=style.SOFT, lw=pt(0.5), zorder=2)
        axes.barh(y, step or 0.0, left=start, height=0.66, color=part.colour, lw=0, zorder=3)
        _value(axes, y, words.number(None) if step is None else fixed(step, digits, "+"))
    last = len(parts) + 1
    axes.plot([at[-1], at[-1]], [last - 1, last], color=style.SOFT, lw=pt(0.5), zorder=2)
    axes.plot([wedge.baseline], [0], marker="o", ms=pt(3.4), mfc="white", mec=style.INK, mew=pt(0.8), zorder=4)
    axes.plot([wedge.solved], [last], marker="o", ms=pt(3.6), color=style.INK, zorder=4)
    _value(axes, 0, fixed(wedge.baseline, digits))
    _value(axes, last, fixed(wedge.solved, digits))
    for end in _ends(target):
        _mark_target(axes, end, last + 1, low - 0.1 * width, high + 0.1 * width)
    _value(axes, last + 1, _aim(target), color=style.RED)
    _title(axes, target, lang, wide)


def _mark_target(axes, end, y, low, high):
    """A diamond at the target; where it is off the panel, an arrowhead at that side."""
    at, marker = (low, "<") if end < low else (high, ">") if end > high else (end, "D")
    axes.plot([at], [y], color=style.RED, marker=marker, ms=pt(3.2), lw=0, zorder=4, clip_on=False)


def _value(axes, y, text, **how):
    style.cell(axes, 1, y, text, ha="right", va="center", size=pt(style.SMALL), **how)


def _ends(target):
    from model.plan.targets import aim

    return (target.value, target.upper) if target.relation == "between" else (aim(target),)


def _aim(target):
    sign = WAYS[target.relation][0] if target.relation in WAYS else SIGNS[target.relation]
    return f"{sign} {'–'.join(words.number(end) for end in _ends(target))}".strip()


def _title(axes, target, lang, wide):
    unit = words.unit(target.unit or "1", lang, target.variable)
    if target.relation == "falls by":
        unit = words.word("fall", lang, unit=unit)
    elif target.reading == "growth_above_gdp":
        unit = words.word("growth_lead", lang, unit=unit)
    when = words.word("in_year", lang, year=target.year)
    title = words.wrap(words.subscript(target.label_zh if lang == "zh" else target.label), wide)
    how = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "bottom"}
    unit = words.word("comma", lang).join([unit, when] if unit else [when])
    axes.annotate(unit, (0, 1), xytext=(0, pt(2.5)), size=pt(style.SMALL), color=style.SOFT, **how)
    axes.annotate(title, (0, 1), xytext=(0, pt(12)), size=pt(7), linespacing=1.1, **how)
