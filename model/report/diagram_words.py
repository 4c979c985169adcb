"""Words of the diagrams, in English and Chinese; part of ``words.WORDS``."""

WORDS = {
    "causal": ("{sector}: causal structure", "{sector}：因果结构图"),
    "causal_stock": ("Stock", "存量"),
    "causal_flow": ("Flow", "流量"),
    "causal_auxiliary": ("Auxiliary", "辅助变量"),
    "causal_lever": ("Lever (policy)", "政策变量"),
    "causal_driver": ("Driver (outside world)", "外部变量"),
    "causal_outside": ("From another sector", "其他部门变量"),
    "causal_positive": ("moves the same way", "同向影响"),
    "causal_negative": ("moves the other way", "反向影响"),
    "causal_both": ("either way", "方向不定"),
    "causal_none": ("no effect in the reference run", "参考运行中无影响"),
    "causal_readers": ("→ {names}", "→ {names}"),
    "causal_many": ("{count} sectors", "{count}个部门"),
    "causal_and": (", ", "、"),
    "causal_stages": ("{title}: {count} stages of delay", "{title}（{count}级延迟）"),
    "causal_delay": ("Delay", "延迟"),
    "causal_caption": (
        "Arrows: what each equation reads. A sign says which way the equation moves when that input rises and all else stays, "
        "at the values of {run}, in every year in which it moves at all. Double lines: what flows between stocks; a cloud lies "
        "outside the model. → names the other sectors that read a variable. Not drawn: {count} parameters, and numbers derived "
        "from parameters, which stand still during a run.",
        "箭头表示方程的输入。符号表示其他条件不变时，该输入上升使方程结果变动的方向，按{run}各年数值计算（无变动的年份除外）。"
        "双线为存量之间的流量，云形表示模型之外。→后为引用该变量的其他部门。未绘出：运行期间不变的参数及由其推算的数值，共{count}项。",
    ),
    "causal_run": ("a run at the model's own figures, {start}–{end}", "以模型自身数值运行的{start}–{end}年"),
    "causal_of_scenario": ("the scenario “{title}”", "情景“{title}”"),
    "causal_loops": ("Feedback loops, by a link of each: {names}.", "反馈回路（以所经链接编号）：{names}。"),
}
