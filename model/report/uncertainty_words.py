"""Words of the figures of uncertainty and comparison, in English and Chinese; part of ``words.WORDS``."""

WORDS = {
    "fan": ("Ningxia: what follows from the ranges of the assumptions, {start}–{end}", "宁夏：由假设取值区间推得的结果范围，{start}–{end}年"),
    "band_of": ("{low:g}–{high:g}% of members", "{low:g}%–{high:g}%分位区间"),
    "median": ("Median", "中位数"),
    "plan_target": ("Target of the plan", "规划目标"),
    "fan_caption": (
        "Scenario: {title}. Bands hold the middle {outer:g}% and {inner:g}% of n = {n} members, year by year; each member draws "
        "{sampled} assumptions from their ranges, independently (Sobol sequence, seed {seed}).{left} Ranges are the modellers' "
        "own, so bands are no forecast probabilities. Not sampled: levers, published figures, the structure of the model. "
        "Vertical axes need not start at zero.",
        "情景：{title}。色带为各年份n={n}个成员中间{outer:g}%与{inner:g}%的范围；每个成员从各自区间独立抽取{sampled}项假设（索博尔序列，种子{seed}）。{left}"
        "取值区间由建模者自定，色带并非预测概率。未抽样：政策变量、已公布数据与模型结构。纵轴未必始于零。",
    ),
    "left_out": (" {count} of {members} members left the model's domain and are left out.", "{members}个成员中有{count}个超出模型定义域，未计入。"),
    "share_short": ("Share of the way", "完成进度"),
    "name_of": ("{name} ({rest})", "{name}（{rest}）"),
    "none_left": (" No member left the model's domain.", "没有成员超出模型定义域。"),
}  # fmt: skip
