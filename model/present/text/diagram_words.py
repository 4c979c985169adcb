"""Words of the diagrams, in English and Chinese; part of ``words.WORDS``."""

WORDS = {
    "causal": ("{sector}: causal structure", "{sector}：因果结构图"),
    "causal_stock": ("Stock", "存量"),
    "causal_flow": ("Flow", "流量"),
    "causal_auxiliary": ("Auxiliary", "辅助变量"),
    "causal_lever": ("Lever", "政策变量"),
    "causal_driver": ("Driver", "外部条件"),
    "causal_outside": ("From another sector", "其他部门变量"),
    "causal_positive": ("same way", "同向"),
    "causal_negative": ("opposite way", "反向"),
    "causal_both": ("either way", "方向不定"),
    "causal_none": ("no effect at these values", "在所取数值下无影响"),
    "causal_readers": ("→ {names}", "→ {names}"),
    "causal_many": ("{count} sectors", "{count}个部门"),
    "causal_variables": ("{count} variables", "{count}个变量"),
    "causal_variable": ("{count} variable", "{count}个变量"),
    "causal_folded": (
        "Arrows: what moves what, through {folded} flows and auxiliaries that are not drawn. A sign says which way all these "
        "chains move it when the first rises, at the values of {run}; ± where chains differ, or one of them does. Double "
        "lines: what flows between stocks. In grey, by sector, what is read of it; → names the other sectors that read a "
        "variable. Parameters stand still during a run and are not drawn.",
        "箭头表示影响关系，途经未绘出的{folded}项流量与辅助变量。符号表示前者上升时各条链使后者变动的方向，按{run}各年数值计算；"
        "各链方向不一或不定时为±。双线为存量之间的流量。灰色为所引用的其他部门；→后为引用该变量的其他部门。运行期间不变的参数未绘出。",
    ),
    "causal_alone": (" Not drawn, for it moves nothing that is: {names}.", "因不影响图中任何变量而未绘出：{names}。"),
    "causal_semicolon": ("; ", "；"),
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
    "flow_subtitle": (
        "Where the region's money comes from and what it pays for, {year}; {unit}, current prices",
        "{year}年资金来源与去向（{unit}，现价）",
    ),
    "flow_caption": (
        "Scenario: {title}; values marked assumption are the modellers' own{count}. Every ribbon is a variable of the results, "
        "and what enters a pool leaves it. Net funds from outside the region are the residual of the banks' account; loans "
        "repaid and lent anew are not drawn. The instruments of social financing are pooled: none is tied to a use. "
        "Hatched: wanted and not funded, no flow. What is under 0.05 is not drawn.",
        "情景：{title}；标注为“假设”的数值由建模者自定{count}。每条流均为模型结果变量，各资金池流入等于流出。区外净资金流入为银行账户的余项；"
        "贷款收回再贷未绘出。社会融资各渠道合并使用，不与具体用途对应。斜线部分为未落实的资金需求，不是资金流。不足0.05的未绘出。",
    ),
    "flow_deposit_saving": ("Deposits saved out of income", "收入储蓄存款"),
    "flow_net_outside_funding": ("Net funds from outside the region (residual)", "区外净资金流入（余项）"),
    "flow_net_outside_outflow": ("Net funds sent outside the region (residual)", "区外净资金流出（余项）"),
    "flow_other_asset_acquisition": ("Other assets acquired by banks", "银行其他资产增加"),
    "flow_other_asset_sale": ("Other assets parted with by banks", "银行其他资产减少"),
    "flow_loan_run_down": ("Loans not renewed in full at low inflation", "低通胀下贷款续贷减少"),
    "flow_deposit_run_down": ("Deposits not renewed in full at low inflation", "低通胀下存款续存减少"),
    "flow_other_asset_run_down": ("Other assets not renewed in full at low inflation", "低通胀下其他资产续投减少"),
    "flow_banks": ("Banks' new funds", "银行新增资金"),
    "flow_investment_pool": ("Investment", "投资"),
    "flow_working_capital": ("Working capital", "流动资金"),
    "flow_programmes": ("Programmes", "专项工程"),
    "flow_programme_public_outlay": ("Public money in programmes", "专项工程财政资金"),
    "flow_financing_met": ("Total social financing of new demand", "社会融资规模增量（新增需求）"),
    "flow_unfunded": ("{use}, not funded", "{use}（未落实）"),
    "map": ("What the themes pass to each other", "各领域之间的变量传递"),
    "map_pair": ("{giver} → {taker}", "{giver}→{taker}"),
    "map_names": ("{pair}: {names}", "{pair}：{names}"),
    "map_and": ("; ", "、"),
    "map_caption": (
        "A ribbon has the colour of the theme that gives and an arrow at the one that takes; it is as wide as the number of "
        "variables that pass, {count} in all, printed where it is more than one and there is room. A variable that several themes read counts "
        "for each. Left out: what stands still during a run.{themes}",
        "色带颜色为给出变量的领域，箭头指向引用变量的领域；宽度为传递的变量数（共{count}个，多于1个且位置足够的标出数目）。"
        "被多个领域引用的变量分别计数。运行期间不变的数值未计入。{themes}",
    ),
    "map_themes": (
        " Themes of several sectors, whose own diagrams show what passes between them: {themes}.",
        "含多个部门的领域（部门之间的传递见各部门因果结构图）：{themes}。",
    ),
}
