"""Words of the figures, tables and pages in English and Chinese, and numbers and units as a reader writes them.

Everything a reader sees that is not a name or a number of the model's own stands here, or in the ``..._words`` file of its
subject, in both languages side by side.
"""

import re

from model.data import BASE_YEAR
from model.present.text import card_words, diagram_words, dispatch_words, solution_words, uncertainty_words

SCALES = {
    "1e12": ("10¹²", "万亿"), "1e8": ("10⁸", "亿"), "1e6": ("10⁶", "百万"), "1e4": ("10⁴", "万"), "1e3": ("10³", "千"),
    "1e2": ("100", "百"), "100": ("100", "百"), "1000": ("10³", "千"), "10000": ("10⁴", "万"),
}  # fmt: skip
MONEY = {"1e12": "trillion", "1e8": "100 million", "1e6": "million"}  # English writes sums of money in words
UNITS = {
    "1": ("", ""), "%": ("%", "%"), "percentage_point": ("points", "百分点"), "count": ("number", "个"), "CNY": ("CNY", "元"),
    "class": ("class", "类别"),
    "year": ("yr", "年"), "day": ("day", "天"), "hour": ("h", "小时"), "h": ("h", "小时"), "person": ("persons", "人"),
    "tce": ("tce", "吨标准煤"), "kgce": ("kgce", "千克标准煤"), "gce": ("gce", "克标准煤"),
    "t": ("t", "吨"), "kg": ("kg", "千克"), "g": ("g", "克"), "CO2": ("CO₂", "二氧化碳"), "CO2e": ("CO₂e", "二氧化碳当量"),
    "kWh": ("kWh", "千瓦时"), "MWh": ("MWh", "兆瓦时"), "GWh": ("GWh", "吉瓦时"), "TWh": ("TWh", "太瓦时"),
    "kW": ("kW", "千瓦"), "MW": ("MW", "兆瓦"), "GW": ("GW", "吉瓦"),
    "kJ": ("kJ", "千焦"), "MJ": ("MJ", "兆焦"), "GJ": ("GJ", "吉焦"), "TJ": ("TJ", "太焦"), "PJ": ("PJ", "拍焦"),
    "m": ("m", "米"), "km": ("km", "千米"), "mm": ("mm", "毫米"), "m2": ("m²", "平方米"), "km2": ("km²", "平方千米"),
    "m3": ("m³", "立方米"), "ha": ("ha", "公顷"), "mu": ("mu", "亩"), "sheep_unit": ("sheep units", "羊单位"),
}  # fmt: skip
COUNTERS = {  # what a bare count counts, by variable
    "listed_companies": ("companies", "家"), "programme_count[degraded_farmland]": ("10⁴ mu", "万亩"),
    "programme_count[village_pipes]": ("km", "千米"),
}  # fmt: skip
WORDS = (
    {
        "assumed": ("Assumption", "假设"),
        "projection": ("Projection", "预测"),
        "history": ("History", "历史值"),
        "target": ("Target (≥ at least, ≤ at most)", "目标（≥ 不低于，≤ 不高于）"),
        "demand": ("Demand", "需求"),
        "funded": ("Funded", "到位"),
        "green_investment": ("Green investment: demand and funded (dashed)", "绿色投资需求与到位资金（虚线）"),
        "heading": (
            "Ningxia: history, projection and targets, {start}–{end}",
            "宁夏：历史、预测与目标，{start}–{end}年",
        ),
        "heading_bare": ("Ningxia: history and projection, {start}–{end}", "宁夏：历史与预测，{start}–{end}年"),
        "scorecard": ("Ningxia: plan targets against the projection{page}", "宁夏：规划目标与预测对照{page}"),
        "page": (", page {page} of {pages}", "（第{page}页，共{pages}页）"),
        "caption": (
            "Scenario: {title}; base year {base}; sources: government gazette and public statistics; values marked "
            "assumption are the modellers' own{count}. Vertical axes need not start at zero.{late}",
            "情景：{title}；基准年：{base}年；资料来源：政府公报与公开统计；标注为“假设”的数值由建模者自定{count}。纵轴未必始于零。{late}",
        ),
        "target_caption": (
            "Scenario: {title}; base year {base}; sources: government gazette and public statistics; values marked "
            "assumption are the modellers' own{count}.\nShare of the way = (projected − base) ÷ (target − base); ↑ a rise, "
            "↓ a fall. No dot: the target is no number to be reached from the base, or the base met it.",
            "情景：{title}；基准年：{base}年；资料来源：政府公报与公开统计；标注为“假设”的数值由建模者自定{count}。\n"
            "完成进度 =（预测值 − 基准值）÷（目标值 − 基准值）；↑上升，↓下降。无圆点或方点者：目标不是由基准值起算的数值，或基准年已达到目标。",
        ),
        "count": (" (number of assumptions: {n})", "（假设共{n}项）"),
        "late_base": (" {reason}", "{reason}"),
        "late": (" Targets beyond {end} are not drawn.", "{end}年以后的目标未绘出。"),
        "not_judged": (
            "The plan's targets are measured from {plan}; from the base year {base} none is judged.",
            "规划目标以{plan}年为基期；基年为{base}年时，各项目标均不作评判。",
        ),
        "indicator": ("Indicator", "指标"),
        "base": ("{base}", "{base}年"),
        "projected": ("Projected", "预测值"),
        "target_value": ("Target", "目标值"),
        "unit": ("Unit", "单位"),
        "year": ("Year", "年份"),
        "result": ("Result", "结果"),
        "met": ("met", "达到"),
        "missed": ("not met", "未达到"),
        "open": ("not judged", "未评判"),
        "share": ("Share of the way from the {base} base to the target", "自{base}年基准值至目标值的完成进度"),
        "peak": ("peak", "达峰"),
        "wedges": (
            "What moves the headline targets from the baseline to the solution{page}",
            "主要目标由基准到求解结果的贡献分解{page}",
        ),
        "wedge_caption": (
            "Scenario: {title}. Bars are Shapley values of each theme's levers: their contribution to the other themes' "
            "coalitions, averaged over all orders; they add up to solved less baseline. Bars compare within a panel, not "
            "across panels; ◂ ▸ a target beyond the panel.{late}",
            "情景：{title}。条形为各领域政策变量的夏普利值，即按所有先后次序平均的边际贡献，合计等于求解值减基准值。"
            "条形长度只可在同一小图内比较；◂ ▸ 表示目标在图外。{late}",
        ),
        "leave_one_out_caption": (
            "Scenario: {title}. Bars are what is lost when one lever alone is put back on its baseline; they do not add up "
            "to solved less baseline, and the rest is shown as interaction. Bars compare within a panel, not across "
            "panels; ◂ ▸ a target beyond the panel.{late}",
            "情景：{title}。条形为仅将单项政策变量恢复至基准路径时的变化；各项之和不等于求解值减基准值，差额列为交互作用。"
            "条形长度只可在同一小图内比较；◂ ▸ 表示目标在图外。{late}",
        ),
        "undrawn": (
            " Below one half per cent of every panel and not drawn: {names}.",
            "各小图中均不足0.5%、未绘出：{names}。",
        ),
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
        "explored": ("{title} (explored)", "{title}（调整后）"),
        "none": ("No targets were given.", "未给出目标。"),
    }
    | solution_words.WORDS
    | uncertainty_words.WORDS
    | diagram_words.WORDS
    | dispatch_words.WORDS
    | card_words.WORDS
)


def word(key: str, lang: str, **parts: object) -> str:
    """A label of the figures in English or Chinese, with its parts filled in."""
    return WORDS[key][lang == "zh"].format(**parts)


def not_judged(base: int, lang: str) -> str:
    """Why no target is judged of a scenario whose base year is not the plan's."""
    return word("not_judged", lang, plan=BASE_YEAR, base=base)


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
        raise KeyError(
            f"unit {unknown[0]!r} has no name in English and Chinese; add it to model.present.figures.style.UNITS"
        )
    if lang == "zh":
        return "".join((SCALES.get(token) or UNITS[token])[1] for token in tokens)
    scales = {**{k: v[0] for k, v in SCALES.items()}, **(MONEY if "CNY" in tokens else {})}
    return " ".join(scales.get(token) or UNITS[token][0] for token in tokens).strip()


def scale(text: str) -> str:
    """What a unit text starts with that would move a number: ``1e8``, ``%`` or nothing."""
    return (re.match(r"\s*(%|percent|[\d.]+(?:e[+-]?\d+)?)?", text)[1] or "1").replace("percent", "%")


def decimals(size: float) -> int:
    """How many decimals a number of this size is written with."""
    return 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 3


def number(value: float | None) -> str:
    """A number for a table cell: about four digits, thousands grouped, a true minus sign, a dash for nothing."""
    if value is None or value != value:
        return "–"
    text = f"{value:,.{decimals(abs(value))}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def wrap(text: str, width: int) -> str:
    """Break a label into lines of at most ``width`` columns, a Chinese character taking two."""
    lines, line = [], ""
    for piece in re.findall(r"[（《“]*(?:[⺀-鿿＀-￯、。]|[^\s⺀-鿿＀-￯、。]+\s*)|\s+", text):
        if line and columns(line + piece.rstrip()) > width and piece not in "，、。；：）":
            lines, line = [*lines, line.rstrip()], ""
        line += piece
    return "\n".join([*lines, line.rstrip()])


def balance(text: str, width: int) -> str:
    """Break a label as :func:`wrap` does, into as few lines, but of much the same length."""
    lines = wrap(text, width).count("\n")
    return next(found for narrow in range(1, width + 1) if (found := wrap(text, narrow)).count("\n") <= lines)


def columns(text: str) -> int:
    """Width of a text in columns of half a Chinese character."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def name(series, lang: str) -> str:
    """A variable's title."""
    return subscript(series.attrs["long_name_zh" if lang == "zh" else "long_name"])


def subscript(text: str) -> str:
    """A title in print has CO₂ with its subscript."""
    return text.replace("CO2", "CO₂")


def title(results, lang: str) -> str:
    """The scenario's title."""
    return results.attrs[f"title_{lang}"]
