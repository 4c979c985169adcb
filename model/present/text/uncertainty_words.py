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
    "comparison": ("Scenarios side by side", "情景对比"),
    "compared": ("Ningxia: history, projections and targets, {start}–{end}", "宁夏：历史、预测与目标，{start}–{end}年"),
    "comparison_caption": (
        "Base year {base}; sources: government gazette and public statistics; one run a scenario, all on the modellers' own "
        "assumptions. Vertical axes need not start at zero.",
        "基准年：{base}年；资料来源：政府公报与公开统计；每个情景一次运行，均采用建模者自定的假设。纵轴未必始于零。",
    ),
    "targets_met": ("Targets met, scenario by scenario", "各情景目标达成情况"),
    "targets_met_told": ("Met, of those that the run can judge; a dot a target", "达到数/可评判数；每点代表一项目标"),
    "targets_met_caption": (
        "The plan's targets as printed; one that is stated twice counts once. Dots stand in order of the result, not of the target. "
        "Targets that the model does not represent are not counted.",
        "目标按规划原文，重复表述的只计一次。圆点与方点按结果排列，不对应目标次序。模型未包括的目标未计入。",
    ),
    "all_sectors": ("All", "合计"),
    "tornado": ("{name}, {year}", "{name}，{year}年"),
    "tornado_told": ("Ningxia: what each assumption alone moves; {title}", "宁夏：各项假设单独变动的影响；{title}"),
    "at_low": ("Assumption at its lowest", "假设取最低值"),
    "at_high": ("Assumption at its highest", "假设取最高值"),
    "assumption": ("Assumption", "假设"),
    "range": ("Range", "取值区间"),
    "as_run": ("Run: {value}", "本次运行：{value}"),
    "tornado_caption": (
        "Scenario: {title}. Each bar: the result with one assumption at the ends of its range and all else as in the run; the "
        "{shown} widest of {moved} assumptions.{left} Ranges are the modellers' own. What assumptions do together is not shown.",
        "情景：{title}。每一横条表示仅将一项假设取区间两端、其余不变时的结果；共{moved}项假设，列出影响最大的{shown}项。{left}"
        "取值区间由建模者自定；未反映多项假设的共同作用。",
    ),
    "ends_left": (
        " {count} leave the model's domain at an end and are not shown.", "另有{count}项在区间一端超出模型定义域，未列出。",
    ),
    "share_short": ("Share of the way", "完成进度"),
    "name_of": ("{name} ({rest})", "{name}（{rest}）"),
    "none_left": (" No member left the model's domain.", "没有成员超出模型定义域。"),
}  # fmt: skip
