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
    "causal_readers": ("to {names}", "去向：{names}"),
    "causal_caption": (
        "Arrows: what each equation reads; the sign says which way the equation moves when that input rises, all else equal, "
        "in every year of {run} in which it moves. Double lines: what flows between stocks; a cloud is outside the model. "
        "Left out: {count} parameters and numbers derived from them, which stand still during a run.",
        "箭头表示方程的输入；符号表示其他条件不变时，该输入上升使方程结果变动的方向，取自{run}各年（无变动的年份除外）。"
        "双线为存量之间的流量，云形为模型之外。未绘出：运行期间不变的参数及由其推算的数值，共{count}项。",
    ),
    "causal_run": ("a run at the model's own figures, {start}–{end}", "按模型自身数值的参考运行（{start}–{end}年）"),
}
