"""Words of the figures of a solution, in English and Chinese; part of ``words.WORDS``."""

WORDS = {
    "baseline": ("Baseline", "基准预测"),
    "solved": ("Solved", "求解结果"),
    "required": ("Constant growth to the target", "目标要求的匀速增长"),
    "target_met": ("Target, met", "目标（达到）"),
    "target_missed": ("Target, not met", "目标（未达到）"),
    "paths": (
        "Ningxia: required and solved paths, {start}–{end}{page}",
        "宁夏：目标要求的路径与求解路径，{start}–{end}年{page}",
    ),
    "growth": ("% a year: needed {needed}, solved {solved}", "年均增速（%）：需{needed}，解{solved}"),
    "growth_solved": ("% a year: solved {solved}", "年均增速（%）：解{solved}"),
    "cumulative": ("sum {start}–{end} {aim}, solved {value}", "{start}–{end}年累计{aim}，解{value}"),
    "yearly_increase": ("yearly rise {aim}, solved {value}", "年最小增量{aim}，解{value}"),
    "peak_by": ("peak by {aim}, solved {value}", "不迟于{aim}年达峰，解{value}"),
    "to": (" to ", "至"),
    "no_peak": ("none", "未达峰"),
    "paths_caption": (
        "Scenario: {title}; base year {base}; sources: government gazette and public statistics; values marked assumption are "
        "the modellers' own{count}.\nSmall print: growth from {base} to the target's year, at the constant rate that the target "
        "needs and on the solved path; none where a path starts or ends at 0 or below, or the target is no value of one "
        "year. A change that the plan asks for is drawn as the value it leads to. Vertical axes need not start at zero.{late}",
        "情景：{title}；基准年：{base}年；资料来源：政府公报与公开统计；标注为“假设”的数值由建模者自定{count}。\n"
        "小字：{base}年至目标年的年均增速，“需”为目标要求的匀速增长，“解”为求解路径；路径起点或终点不大于零、或目标不是某一年的数值时不列。"
        "以变化量表述的目标按其对应的数值绘出。纵轴未必始于零。{late}",
    ),
    "levers": (
        "Ningxia: policy levers of the solution, {start}–{end}{page}",
        "宁夏：求解的政策变量路径，{start}–{end}年{page}",
    ),
    "band": ("Plausible range", "合理区间"),
    "at_bound": ("Held at its highest or lowest value", "受上限或下限约束"),
    "at_ramp": ("Held by the change of a year", "受年变动幅度约束"),
    "effort_share": ("{share} of the effort", "占总努力的{share}"),
    "not_moved": ("not moved", "未变动"),
    "levers_caption": (
        "Scenario: {title}; values marked assumption are the modellers' own{count}, the plausible ranges among them. Effort: "
        "squared distance from the baseline in plausible yearly changes, and its bends; levers stand in the order of their "
        "share of it. {late}",
        "情景：{title}；标注为“假设”的数值由建模者自定{count}，合理区间亦属假设。努力：以合理年变动为单位的、相对基准路径距离的平方及其弯折；"
        "政策变量按其所占份额排列。{late}",
    ),
    "money": ("Ningxia: who pays for what, {start}–{end}", "宁夏：资金由谁承担、用于何处，{start}–{end}年"),
    "money_bars": ("Bars of a year: left, pale: baseline; right: solved", "每年左侧浅色柱为基准预测，右侧柱为求解结果"),
    "sources": ("Sources: who pays", "资金来源"),
    "uses": ("Uses: what is paid for", "资金用途"),
    "green": ("Green build-out by purpose", "绿色投资用途"),
    "programme_classes": ("Programmes by class", "各类专项工程"),
    "unfunded": ("Wanted and not funded", "未落实资金的需求"),
    "rural": ("Rural works", "农村工程"),
    "urban": ("Towns and industry", "城镇与工业"),
    "service": ("Services and cooperation", "公共服务与协作"),
    "green_all": ("Green investment", "绿色投资"),
    "programmes_all": ("Programmes", "专项工程"),
    "working_capital": ("Working capital", "流动资金"),
    "total": ("Total", "合计"),
    "sums": ("Sums of {start}–{end}, {unit}, current prices", "{start}–{end}年累计（{unit}，现价）"),
    "change": ("Change", "变化"),
    "money_unit": ("100 million CNY", "亿元"),
    "money_yearly": ("100 million CNY/yr, current prices", "亿元/年，现价"),
    "money_caption": (
        "Scenario: {title}; values marked assumption are the modellers' own{count}. Sources and uses are the model's own "
        "account, which closes at every step. The instruments of social financing are pooled: none is tied to a use. Money for "
        "programmes is split among their classes by planned cost. Not in the account: the repayment of loans and the roll-over of "
        "bonds, interest, taxes and the rest of the public budget, household saving and consumption. Not in the model: {late}.",
        "情景：{title}；标注为“假设”的数值由建模者自定{count}。来源与用途取自模型自身的资金账户，每一步均平衡。社会融资各渠道合并使用，不与具体用途对应；"
        "各类专项工程按计划投资分摊资金。账户未包括：贷款偿还与债券续发、利息、税收及其余财政收支、居民储蓄与消费。模型未涵盖：{late}。",
    ),
    "binds": (
        "Marked are the limits whose easing would lower the effort.",
        "所标为放宽后可减少努力的限制。",
    ),
    "touches": (
        "Not every target is met: marked are the limits that the path touches.",
        "目标未全部实现：所标为路径触及的限制。",
    ),
}
