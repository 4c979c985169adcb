"""A mid-term review as text: figures matched and not, the largest adjustments, and the gap by driver."""

from model.present.text.tables import as_text

WORDS = {
    "en": {
        "figures": "{file}: {count} figures of {first}-{last}, {matched} given by the restated model",
        "unmatched": "not matched: {title}, {year}: published {observed:.6g}, the model gives {restated:.6g} {unit} "
        "(off by {residual:.3g})",
        "adjusted": "{count} adjustments of {stocks} stocks, all in restatement.csv; the largest:",
        "none": "no stock needs an adjustment",
        "head": ("stock", "year", "adjustment", "unit", "% of the stock"),
        "kept": "plan: the projection of {finished} in {place}",
        "own": "plan: the scenario's own projection, for the folder has none from before the figures of {last}",
        "gap": "plan and fact in {last}, and the drivers that part them most (all in gap_by_driver.csv):",
        "total": "  {title}: plan {plan:.6g}, fact {fact:.6g} {unit} ({contribution:+.3g})",
        "driver": "    {title} {contribution:+.3g}",
        "left": "levers move from {year} on; one with figures goes on from its last",
    },
    "zh": {
        "figures": "{file}：{first}—{last}年公布数据{count}项，调整后的模型吻合{matched}项",
        "unmatched": "未能吻合：{title_zh}（{year}年）：公布值{observed:.6g}，模型值{restated:.6g} {unit}（相差{residual:.3g}）",
        "adjusted": "对{stocks}个存量作{count}处调整，全部列于 restatement.csv；最大者：",
        "none": "无需调整任何存量",
        "head": ("存量", "年份", "调整量", "单位", "占存量%"),
        "kept": "规划值：{place} 中{finished}所作的预测",
        "own": "规划值：情景自身的预测（输出目录中没有{last}年数据公布之前的预测）",
        "gap": "{last}年规划值与实际值，及造成差距的主要因素（全部列于 gap_by_driver.csv）：",
        "total": "  {title_zh}：规划{plan:.6g}，实际{fact:.6g} {unit}（{contribution:+.3g}）",
        "driver": "    {title_zh} {contribution:+.3g}",
        "left": "政策变量自{year}年起可变动；有公布数据者由其最后一年的数值延续",
    },
}  # fmt: skip
LARGEST = 8  # adjustments shown
DRIVERS = 3  # of each total


def review_text(review, lang: str = "en") -> str:
    """What ``simulate solve --observed`` prints of the review.

    Parameters
    ----------
    review : model.plan.review.mid_term.Review
    lang
        ``en`` or ``zh``.
    """
    say, figures = WORDS[lang], review.figures()
    last = review.restated.last
    matched, first = sum(row["matched"] for row in figures), min(row["year"] for row in figures)
    lines = [say["figures"].format(file=review.path, count=len(figures), matched=matched, first=first, last=last)]
    lines += [say["unmatched"].format(**row) for row in figures if not row["matched"]]
    lines += _adjusted(review.adjustments(), say, lang)
    told = {"place": review.plan_folder, "finished": review.plan_finished, "last": last}
    lines.append(say["kept" if review.plan_folder else "own"].format(**told))
    lines.append(say["gap"].format(last=last))
    lines += _gaps([row for row in review.gaps if row["year"] == last], say)
    return "\n".join([*lines, say["left"].format(year=review.first)])


def _adjusted(rows, say, lang):
    if not rows:
        return [say["none"]]
    title = "title_zh" if lang == "zh" else "title"
    shown = [
        (row[title], row["year"], row["adjustment"], row["unit"], "" if row["percent"] is None else row["percent"])
        for row in rows[:LARGEST]
    ]
    told = say["adjusted"].format(count=len(rows), stocks=len({row["stock"] for row in rows}))
    return [told, as_text([dict(zip(say["head"], row, strict=True)) for row in shown])]


def _gaps(rows, say):
    lines = []
    for name in dict.fromkeys(row["total"] for row in rows):
        total, *drivers = [row for row in rows if row["total"] == name]
        lines.append(say["total"].format(**total))
        drivers = sorted(drivers, key=lambda row: -abs(row["contribution"]))[:DRIVERS]
        lines += [say["driver"].format(**row) for row in drivers if row["contribution"]]
    return lines
