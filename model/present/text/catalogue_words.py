"""What the catalogue says in English words of its own, as a reader of either language has it: places, reasons, kinds."""

import re

REASONS_ZH = {
    "bases are parts of the capacities that are tracked": "基地容量已包含在所模拟的装机容量中",
    "other regions are not in the model": "模型不含其他地区",
    "incomes of groups of people are not in the model": "模型不含分人群收入",
    "trade by partner is not in the model": "模型不含分伙伴贸易",
    "data centres are not told apart from other industry": "数据中心未与其他产业区分",
    "water quality is not in the model": "模型不含水质",
    "air quality is not in the model": "模型不含大气质量",
    "pollutants other than CO2 are not in the model": "模型不含二氧化碳以外的污染物",
    "incomes of groups and of the country are not in the model": "模型不含分人群收入与全国收入",
    "land quotas are given, not brought about": "用地指标为给定，非模型所致",
    "health services are represented by coverage, not by disease": "卫生服务以覆盖率表示，不分病种",
    "the share of the base year is not published": "基准年占比未公布",
    "guarantees are not told apart from the loans behind them": "担保未与所担保贷款区分",
    "loans are not told apart by lender": "贷款不分贷款机构",
    "loans are not told apart by borrower": "贷款不分借款人",
    "the horizon ends in 2035": "期限为2035年",
}
QUANTITIES = {"gdp_per_person": ("GDP per person", "人均地区生产总值")}  # that only an identity names
KINDS_ZH = {"count": "个数", "points": "百分点", "%": "%"}  # of changes in a table's column
PLACES = (  # how the catalogue names a place, and how a reader does
    (r"\barticle (\d+)", r"art. \1", r"第\1条"),
    (r"\bchapter (\d+)", r"ch. \1", r"第\1章"),
    (r"\bsection (\d+)", r"sec. \1", r"第\1节"),
    (r"\btable (\d+)", r"table \1", r"表\1"),
    (r"\bbox (\d+)", r"box \1", r"专栏\1"),
    (r"\brow (\d+)", r"row \1", r"第\1行"),
    (r"\bcolumn (\d+)", r"col. \1", r"第\1列"),
    (r"\bitem (\d+)", r"item \1", r"第\1项"),
    (r"\bfootnote (\d+)", r"footnote \1", r"脚注\1"),
)


def place(text: str, lang: str) -> str:
    """A place in a document as a reader names it."""
    for pattern, english, chinese in PLACES:
        text = re.sub(pattern, chinese if lang == "zh" else english, text)
    return text.replace(" ", "") if lang == "zh" else text


def reason(text: str, lang: str) -> str:
    """Why a target has no variable."""
    return REASONS_ZH[text] if lang == "zh" else text
