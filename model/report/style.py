"""Looks and words of the figures: colours, fonts, unit names and labels in two languages, files written whole.

Everything a reader sees in a figure that is not a name or a number of the model's own stands in this file, in English
and Chinese side by side. Matplotlib is imported inside the functions that need it.
"""

import math
import os
import re
from contextlib import contextmanager
from pathlib import Path

from model.export.solution import write_table
from model.report import solution_words

FONT = Path(__file__).parent / "fonts" / "NotoSansCJKsc-Regular-GBK.otf"
FAMILIES = {"en": ["DejaVu Sans", "Noto Sans CJK SC"], "zh": ["Noto Sans CJK SC", "DejaVu Sans"]}
MARGINS = (0.03, 0.025, 0.93, 0.95)  # left, bottom, width, height of what is printed on a page
OUTDENT = 15  # points that titles of panels begin left of the axes, to stand over the tick labels
LOW, HIGH = -0.5, 2.0  # the drawn range of the share of the way
SMALL = 6.5  # points; nothing is printed smaller

INK, SOFT, FAINT, RED = "#1A1A1A", "#595959", "#DDDDDD", "#C1121F"
ASSUMED = {"color": INK, "marker": "o", "mfc": "white", "mec": INK, "mew": 0.8, "ms": 3.0}  # of a base year's value
PALE = "#8C8C8C"  # of a baseline beside a solution
MET, MISSED = "#009E73", "#E69F00"

# Okabe and Ito's palette; its yellow is too pale for a line on white, so carbon has the palette's grey, darkened.
SECTORS = {
    "economy": ("#0072B2", "Economy", "经济"),
    "energy": ("#D55E00", "Energy", "能源"),
    "power": ("#E69F00", "Power", "电力"),
    "grid": ("#E69F00", "Grid", "电网"),
    "carbon": ("#6B6B6B", "Carbon", "碳排放与碳汇"),
    "finance": ("#CC79A7", "Finance", "金融"),
    "credit": ("#CC79A7", "Credit", "信贷"),
    "capital_market": ("#CC79A7", "Insurance and capital market", "保险与资本市场"),
    "water": ("#56B4E9", "Water", "水资源"),
    "ecology": ("#009E73", "Ecology", "生态"),
    "programmes": ("#882255", "Programmes", "专项工程"),
}

SCALES = {
    "1e12": ("10¹²", "万亿"), "1e8": ("10⁸", "亿"), "1e6": ("10⁶", "百万"), "1e4": ("10⁴", "万"), "1e3": ("10³", "千"),
    "1e2": ("100", "百"), "100": ("100", "百"), "1000": ("10³", "千"), "10000": ("10⁴", "万"),
}  # fmt: skip
MONEY = {"1e12": "trillion", "1e8": "100 million", "1e6": "million"}  # English writes sums of money in words
UNITS = {
    "1": ("", ""), "%": ("%", "%"), "percentage_point": ("points", "百分点"), "count": ("number", "个"), "CNY": ("CNY", "元"),
    "year": ("yr", "年"), "day": ("day", "天"), "hour": ("h", "小时"), "h": ("h", "小时"), "person": ("persons", "人"),
    "tce": ("tce", "吨标准煤"), "kgce": ("kgce", "千克标准煤"), "gce": ("gce", "克标准煤"),
    "t": ("t", "吨"), "kg": ("kg", "千克"), "g": ("g", "克"), "CO2": ("CO₂", "二氧化碳"), "CO2e": ("CO₂e", "二氧化碳当量"),
    "kWh": ("kWh", "千瓦时"), "MWh": ("MWh", "兆瓦时"), "GWh": ("GWh", "吉瓦时"), "TWh": ("TWh", "太瓦时"),
    "kW": ("kW", "千瓦"), "MW": ("MW", "兆瓦"), "GW": ("GW", "吉瓦"),
    "kJ": ("kJ", "千焦"), "MJ": ("MJ", "兆焦"), "GJ": ("GJ", "吉焦"), "TJ": ("TJ", "太焦"), "PJ": ("PJ", "拍焦"),
    "m": ("m", "米"), "km": ("km", "千米"), "mm": ("mm", "毫米"), "m2": ("m²", "平方米"), "km2": ("km²", "平方千米"),
    "m3": ("m³", "立方米"), "ha": ("ha", "公顷"), "mu": ("mu", "亩"), "sheep_unit": ("sheep units", "羊单位"),
}  # fmt: skip
COUNTERS = {"listed_companies": ("companies", "家")}  # what a bare count counts, by variable

WORDS = {
    "assumed": ("Assumption", "假设"),
    "projection": ("Projection", "预测"),
    "history": ("History", "历史值"),
    "target": ("Target (≥ at least, ≤ at most)", "目标（≥ 不低于，≤ 不高于）"),
    "demand": ("Demand", "需求"),
    "funded": ("Funded", "到位"),
    "green_investment": ("Green investment: demand and funded", "绿色投资需求与到位资金"),
    "heading": ("Ningxia: history, projection and targets, {start}–{end}", "宁夏：历史、预测与目标，{start}–{end}年"),
    "scorecard": ("Ningxia: plan targets against the projection{page}", "宁夏：规划目标与预测对照{page}"),
    "page": (", page {page} of {pages}", "（第{page}页，共{pages}页）"),
    "caption": (
        "Scenario: {title}; base year 2020; sources: government gazette and public statistics; values marked "
        "assumption are the modellers' own{count}. Vertical axes need not start at zero.{late}",
        "情景：{title}；基准年：2020年；资料来源：政府公报与公开统计；标注为“假设”的数值由建模者自定{count}。纵轴未必始于零。{late}",
    ),
    "target_caption": (
        "Scenario: {title}; base year 2020; sources: government gazette and public statistics; values marked "
        "assumption are the modellers' own{count}.\nShare of the way = (projected − base) ÷ (target − base); ↑ a rise, "
        "↓ a fall. No dot: the target is no number to be reached from the base, or the base met it.",
        "情景：{title}；基准年：2020年；资料来源：政府公报与公开统计；标注为“假设”的数值由建模者自定{count}。\n"
        "完成进度 =（预测值 − 基准值）÷（目标值 − 基准值）；↑上升，↓下降。无圆点或方点者：目标不是由基准值起算的数值，或基准年已达到目标。",
    ),
    "count": (" (number of assumptions: {n})", "（假设共{n}项）"),
    "late": (" Targets beyond {end} are not drawn.", "{end}年以后的目标未绘出。"),
    "indicator": ("Indicator", "指标"),
    "base": ("2020", "2020年"),
    "projected": ("Projected", "预测值"),
    "target_value": ("Target", "目标值"),
    "unit": ("Unit", "单位"),
    "year": ("Year", "年份"),
    "result": ("Result", "结果"),
    "met": ("met", "达到"),
    "missed": ("not met", "未达到"),
    "open": ("not judged", "未评判"),
    "share": ("Share of the way from the 2020 base to the target", "自2020年基准值至目标值的完成进度"),
    "peak": ("peak", "达峰"),
    "wedges": ("What moves the headline targets from the baseline to the solution{page}", "主要目标由基准到求解结果的贡献分解{page}"),
    "wedge_caption": (
        "Scenario: {title}. Bars are Shapley values of each sector's levers: their contribution to the other sectors' "
        "coalitions, averaged over all orders; they add up to solved less baseline. Bars compare within a panel, not "
        "across panels; ◂ ▸ a target beyond the panel.{late}",
        "情景：{title}。条形为各部门政策变量的夏普利值，即按所有先后次序平均的边际贡献，合计等于求解值减基准值。"
        "条形长度只可在同一小图内比较；◂ ▸ 表示目标在图外。{late}",
    ),
    "leave_one_out_caption": (
        "Scenario: {title}. Bars are what is lost when one lever alone is put back on its baseline; they do not add up "
        "to solved less baseline, and the rest is shown as interaction. Bars compare within a panel, not across "
        "panels; ◂ ▸ a target beyond the panel.{late}",
        "情景：{title}。条形为仅将单项政策变量恢复至基准路径时的变化；各项之和不等于求解值减基准值，差额列为交互作用。"
        "条形长度只可在同一小图内比较；◂ ▸ 表示目标在图外。{late}",
    ),
    "undrawn": (" Below one half per cent of every panel and not drawn: {names}.", "各小图中均不足0.5%、未绘出：{names}。"),
    "from_baseline": ("Baseline", "基准"),
    "to_solved": ("Solved", "求解结果"),
    "wanted": ("Target", "目标"),
    "other_levers": ("Other levers", "其他政策变量"),
    "interaction": ("Interaction", "交互作用"),
    "interaction_unknown": ("Interaction, and levers not known", "交互作用及未知项"),
    "fall": ("{unit}, a fall", "{unit}，降幅"),
    "in_year": ("{year}", "{year}年"),
    "comma": (", ", "，"),
    "growth_lead": ("{unit}, above GDP growth", "{unit}，高于GDP增速部分"),
    "at_base": ("0%\nbase", "0%\n基准"),
    "at_target": ("100%\ntarget", "100%\n目标"),
    "none": ("No targets were given.", "未给出目标。"),
} | solution_words.WORDS


def word(key: str, lang: str, **parts: object) -> str:
    """A label of the figures in English or Chinese, with its parts filled in."""
    return WORDS[key][lang == "zh"].format(**parts)


def unit(text: str, lang: str, variable: str | None = None) -> str:
    """A declared unit as a reader writes it: ``1e4 kW`` as ``10⁴ kW`` or ``万千瓦``.

    Parameters
    ----------
    text
        Units as declared: number scales and names with ``*``, ``/`` and parentheses.
    lang
        ``en`` or ``zh``.
    variable
        The variable measured, for a bare count says nothing of what is counted.

    Raises
    ------
    KeyError
        Where a unit has no entry in ``UNITS``.
    """
    if text == "count" and variable in COUNTERS:
        return COUNTERS[variable][lang == "zh"]
    parts = [_product(part, lang) for part in text.replace("(", " ").replace(")", " ").split("/")]
    return "/".join([parts[0], *(part.removesuffix("s") for part in parts[1:] if part)])


def _product(text, lang):
    tokens = re.findall(r"[^\s*]+", text)
    if unknown := [token for token in tokens if token not in UNITS and token not in SCALES]:
        raise KeyError(f"unit {unknown[0]!r} has no name in English and Chinese; add it to model.report.style.UNITS")
    if lang == "zh":
        return "".join((SCALES.get(token) or UNITS[token])[1] for token in tokens)
    scales = {**{k: v[0] for k, v in SCALES.items()}, **(MONEY if "CNY" in tokens else {})}
    return " ".join(scales.get(token) or UNITS[token][0] for token in tokens).strip()


def scale(text: str) -> str:
    """What a unit text starts with that would move a number: ``1e8``, ``%`` or nothing."""
    return (re.match(r"\s*(%|percent|[\d.]+(?:e[+-]?\d+)?)?", text)[1] or "1").replace("percent", "%")


def number(value: float | None) -> str:
    """A number for a table cell: about four digits, thousands grouped, a true minus sign, a dash for nothing."""
    if value is None or value != value:
        return "–"
    size = abs(value)
    digits = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 3
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def wrap(text: str, width: int) -> str:
    """Break a label into lines of at most ``width`` columns, a Chinese character taking two."""
    lines, line = [], ""
    for piece in re.findall(r"[⺀-鿿＀-￯、。]|[^\s⺀-鿿＀-￯、。]+\s*|\s+", text):
        if line and columns(line + piece.rstrip()) > width and piece not in "，、。；：）":
            lines, line = [*lines, line.rstrip()], ""
        line += piece
    return "\n".join([*lines, line.rstrip()])


def columns(text: str) -> int:
    """Width of a text in columns of half a Chinese character."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def strong(lang: str) -> dict:
    """How a sector's heading is set; only the Latin font has a bold."""
    return {"size": 9, "weight": "bold", "family": "DejaVu Sans"} if lang == "en" else {"size": 9.5}


def name(series, lang: str) -> str:
    """A variable's title."""
    return subscript(series.attrs["long_name_zh" if lang == "zh" else "long_name"])


def subscript(text: str) -> str:
    """A title in print has CO₂ with its subscript."""
    return text.replace("CO2", "CO₂")


def title(results, lang: str) -> str:
    """The scenario's title."""
    return results.attrs[f"title_{lang}"]


def dot(met: bool | None) -> dict:
    """Marker of a result: shape as well as colour tells met from not met."""
    marker, face, edge = {True: ("o", MET, MET), False: ("s", MISSED, "#8A5F00"), None: ("o", "white", SOFT)}[met]
    return {"marker": marker, "mfc": face, "mec": edge, "mew": 0.7, "ms": 4.6, "color": SOFT if met is None else face}


def outdent(axes, transform=None):
    """The transform, fractions of the axes where none is given, moved left by ``OUTDENT``."""
    from matplotlib.transforms import ScaledTranslation

    return (transform or axes.transAxes) + ScaledTranslation(-OUTDENT / 72, 0, axes.figure.dpi_scale_trans)


def write(axes, x: float, y: float, text: str, **how):
    """Text in fractions of its axes that does not push the layout about."""
    artist = axes.text(x, y, text, **{"transform": axes.transAxes, **how})
    artist.set_in_layout(False)
    return artist


def cell(axes, x: float, y: float, text: str, **how):
    """Text at a row of a table: ``x`` in fractions of its axes, ``y`` in data."""
    return write(axes, x, y, text, transform=axes.get_yaxis_transform(), **how)


def head(axes, title: str, subtitle: str, looks: dict[str, dict], lang: str, left) -> None:
    """Title and subtitle from ``left``, a transform, and at the right the key: how each of ``WORDS`` looks."""
    from matplotlib.lines import Line2D

    axes.axis("off")
    write(axes, 0, 1, title, size=13, va="top", transform=left)
    write(axes, 0, 0.45, subtitle, size=8.5, color=SOFT, va="top", transform=left)
    keys = [Line2D([], [], label=word(key, lang), **look) for key, look in looks.items()]
    how = {"frameon": False, "borderaxespad": 0, "columnspacing": 1.2, "handletextpad": 0.5}
    key = axes.legend(handles=keys, loc="upper right", ncols=len(keys), **how)
    key.set_bbox_to_anchor((1, 0.45), transform=axes.transAxes)
    key.set_in_layout(False)


def heading(axes, results, subtitle: str, looks: dict[str, dict], lang: str) -> None:
    """Title, subtitle, and below them the key: how each of ``WORDS`` looks."""
    from matplotlib.lines import Line2D
    from matplotlib.transforms import ScaledTranslation

    axes.axis("off")
    left = outdent(axes)

    def down(points):
        return left + ScaledTranslation(0, -points / 72, axes.figure.dpi_scale_trans)

    write(axes, 0, 1, title(results, lang), size=13, va="top", transform=left)
    write(axes, 0, 1, subtitle, size=8.5, color=SOFT, va="top", transform=down(18))
    handles = [Line2D([], [], label=word(key, lang), **look) for key, look in looks.items()]
    how = {"frameon": False, "borderaxespad": 0, "columnspacing": 1.5, "handletextpad": 0.5, "borderpad": 0}
    key = axes.legend(handles=handles, loc="upper left", ncols=len(handles), **how)
    key.set_bbox_to_anchor((0, 1), transform=down(34))
    key.set_in_layout(False)


def caption(axes, key: str, results, lang: str, left: float, late: str = "") -> None:
    """The caption at the foot of a figure, with the number of assumptions where the results say it."""
    axes.axis("off")
    n = results.attrs.get("assumptions")
    count = "" if n is None else word("count", lang, n=int(n))
    text = word(key, lang, title=title(results, lang), count=count, late=late)
    how = {"size": SMALL, "color": SOFT, "linespacing": 1.35, "textcoords": "offset points", "va": "top"}
    text = "\n".join(wrap(line, 158 if lang == "en" else 164) for line in text.split("\n"))
    axes.annotate(text, (0, 0.8), xycoords="axes fraction", xytext=(-left, 0), **how).set_in_layout(False)


def share_axis(axes, lang: str) -> None:
    """The axis of shares of the way, with upright lines at the base and at the target."""
    from matplotlib.ticker import FixedFormatter, FixedLocator

    axes.set_xlim(LOW, HIGH)
    axes.xaxis.set_major_locator(FixedLocator([-0.5, 0, 0.5, 1, 1.5, 2]))
    marks = ["−50%", word("at_base", lang), "50%", word("at_target", lang), "150%", "200%"]
    axes.xaxis.set_major_formatter(FixedFormatter(marks))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    for x, look in ((0, {"color": SOFT, "lw": 0.7}), (1, {"color": RED, "lw": 0.9, "ls": ":"})):
        axes.plot([x, x], [0.4, axes.get_ylim()[0]], zorder=1, **look)
    axes.set_xlabel(word("share", lang), color=SOFT)


def frame(axes, start: int, end: int, levels: list[float]) -> None:
    """Limits, ticks and grid of a panel over years ``start`` to ``end`` that must hold ``levels``."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

    finite = [value for value in levels if math.isfinite(value)] or [0.0]
    low, high = min(finite), max(finite)
    slack = max((high - low) * 0.12, abs(high) * 0.02, 1e-9)  # a series that hardly moves must not look as if it did
    axes.set_ylim(0 if low >= 0 > low - slack else low - slack, high + slack)
    axes.set_xlim(start - 0.4, end + (end - start) * 0.1)
    axes.xaxis.set_major_locator(FixedLocator(range(start, end + 1, 5 if end - start <= 12 else 10)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.yaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}".replace("-", "−")))
    axes.grid(axis="y", color="#EEEEEE", lw=0.5)
    axes.set_axisbelow(True)
    axes.spines["bottom"].set_bounds(start - 0.4, end)


@contextmanager
def look(lang: str):
    """Matplotlib's settings of one figure, put back afterwards, with our own copy of the Chinese font in use."""
    import matplotlib

    use_font()
    settings = {
        "font.family": FAMILIES[lang], "font.size": 7.0, "axes.titlesize": 7.0, "axes.labelsize": SMALL,
        "xtick.labelsize": SMALL, "ytick.labelsize": SMALL, "legend.fontsize": 7.0, "text.color": INK,
        "axes.edgecolor": SOFT, "axes.linewidth": 0.6, "axes.spines.top": False, "axes.spines.right": False,
        "xtick.color": SOFT, "ytick.color": SOFT, "xtick.major.width": 0.6, "ytick.major.width": 0.6,
        "xtick.major.size": 2.2, "ytick.major.size": 2.2, "xtick.major.pad": 2.0, "ytick.major.pad": 1.8,
        "svg.fonttype": "path", "svg.hashsalt": "ningxia", "axes.unicode_minus": True, "text.usetex": False,
        "figure.facecolor": "white", "savefig.facecolor": "white", "savefig.bbox": None, "path.simplify": True,
    }  # fmt: skip
    with matplotlib.rc_context():
        defaults = {key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")}
        matplotlib.rcParams.update({**defaults, **settings})
        yield


def use_font() -> None:
    """Let 'Noto Sans CJK SC' be the file that comes with the model, whatever the machine has under that name."""
    from matplotlib.font_manager import fontManager

    ours = [entry for entry in fontManager.ttflist if entry.name == "Noto Sans CJK SC"]
    if [entry.fname for entry in ours] != [str(FONT)]:
        fontManager.ttflist[:] = [entry for entry in fontManager.ttflist if entry.name != "Noto Sans CJK SC"]
        fontManager.addfont(FONT)


def save(figure, folder: Path, name: str) -> list[Path]:
    """Write a figure as PNG (300 dpi) and SVG, each under a passing name and then renamed, so it is whole or absent."""
    metadata = {"png": {"Software": None}, "svg": {"Date": None}}
    return [_whole(figure, folder / f"{name}.{kind}", metadata[kind]) for kind in ("png", "svg")]


def save_with_rows(figure, rows: list[dict], folder: Path, name: str) -> list[Path]:
    """Write a figure as :func:`save` does, and beside it a CSV of the numbers that are drawn."""
    path = folder / f"{name}.csv"
    write_table(rows, path)
    return [*save(figure, folder, name), path]


def _whole(figure, path, metadata):
    passing = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        figure.savefig(passing, format=path.suffix[1:], dpi=300, metadata=metadata)
        os.replace(passing, path)
    finally:
        passing.unlink(missing_ok=True)
    return path
