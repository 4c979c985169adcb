"""Words of the report, in English and Chinese; read through :class:`model.present.document.parts.Say`."""

WORDS = {
    # what stands around the text
    "kicker": ("Ningxia under its five-year plan, {start}–{end}", "宁夏“十四五”规划情景推演，{start}—{end}年"),
    "report_run": ("Scenario report", "情景分析报告"),
    "report_solution": ("Report on a solution: paths to the plan’s targets", "求解报告：实现规划目标的路径"),
    "running": ("Ningxia plan model", "宁夏规划模型"),
    "contents": ("Contents", "目录"),
    "section": ("Section {number}", "第{number}节"),
    "appendix": ("Appendix {number}", "附录{number}"),
    "table": ("Table {number}", "表{number}"),
    "figure": ("Figure {number}", "图{number}"),
    "stop": (". ", "　"),
    "comma": (", ", "、"),
    "last_comma": (", and ", "，"),
    "clause": ("; ", "；"),
    "between_sentences": (" ", ""),
    "range": ("{low} – {high}", "{low} – {high}"),
    "in_place": ("{document} {place}", "{document} {place}"),
    "to_top": ("Back to the contents", "返回目录"),
    # facts of the title page
    "fact_scenario": ("Scenario", "情景"),
    "fact_horizon": ("Years", "模拟期"),
    "fact_results": ("Results made", "结果生成时间"),
    "fact_written": ("Report written", "报告生成日期"),
    "fact_version": ("Model", "模型版本"),
    "fact_assumptions": ("Assumptions in use", "采用的假设"),
    "horizon": ("{start}–{end}", "{start}—{end}年"),
    "assumptions_of": ("{count} of {all} figures", "{all}项数据中{count}项"),
    "version": ("{name} {version}", "{name} {version}"),
    # summary
    "summary": ("Summary", "摘要"),
    "met_of_judged": (
        "{met} of the {judged} targets that can be judged by {end} are met, and {missed} are not ({targets}).",
        "至{end}年可评判的{judged}项目标中，达到{met}项，未达到{missed}项（{targets}）。",
    ),
    "all_met": (
        "All {judged} targets that can be judged by {end} are met ({targets}).",
        "至{end}年可评判的{judged}项目标全部达到（{targets}）。",
    ),
    "none_judged": ("No target can be judged in these years.", "模拟期内没有可评判的目标。"),
    "open_targets": (
        "{count} more cannot be judged within these years.",
        "另有{count}项超出模拟期，未作评判。",
    ),
    "edited_targets": (
        "{count} of the targets are held at values or years that the scenario sets in place of the plan’s ({edits}): they are met or "
        "missed as edited, not as printed.",
        "其中{count}项采用情景设定的数值或年份，而非规划原值（{edits}），达到与否按调整后的数值评判。",
    ),
    "chosen_targets": (
        "The scenario asks for {count} of the {all} targets of the plan that the model tracks.",
        "本情景纳入模型可追踪的{all}项规划目标中的{count}项。",
    ),
    "no_forecast": (
        "A missed target is a statement about this scenario, not a forecast that the plan fails.",
        "未达到目标只说明本情景的结果，并不预示规划无法实现。",
    ),
    "binding_met": (
        "All {count} binding targets are met.",
        "{count}项约束性目标全部达到。",
    ),
    "binding_missed": (
        "{missed} of the {count} binding targets are missed: {each}.",
        "{count}项约束性目标中{missed}项未达到：{each}。",
    ),
    "binding_missed_all": (
        "None of the {count} binding targets is met: {each}.",
        "{count}项约束性目标均未达到：{each}。",
    ),
    "binding_none": (
        "None of the targets asked is marked as binding by the plan.",
        "所纳入的目标中没有规划标明的约束性目标。",
    ),
    "short_by": (
        "{title}, {projected} where {wanted} is wanted, a gap of {gap} {unit}",
        "{title}为{projected}，要求{wanted}，相差{gap}{unit}",
    ),
    "short_peak": ("{title} (no peak by {year})", "{title}（{year}年前未达峰）"),
    "growths": ("From {start} to {end}, {each} a year on average.", "{start}—{end}年年均：{each}。"),
    "gdp_grows": ("GDP at prices of {base}", "地区生产总值（{base}年价）"),
    "primary_energy_grows": ("energy consumption", "能源消费总量"),
    "co2_emissions_grows": ("CO₂ emissions from energy", "能源活动二氧化碳排放"),
    "total_social_financing_increment_grows": ("the increment of total social financing", "社会融资规模增量"),
    "grows": ("{title} grows by {rate} %", "{title}增长{rate}%"),
    "falls": ("{title} falls by {rate} %", "{title}下降{rate}%"),
    "paid_for": (
        "From {first} to {end} the model pays CNY {total} billion at current prices for investment, programmes and working capital. "
        "Another {short} billion, {share} % of what is wanted, finds no funding ({money}).",
        "{first}—{end}年，投资、专项工程与流动资金共落实资金{total}亿元（现价）；另有{short}亿元需求未落实资金，占全部需求的{share}%（{money}）。",
    ),
    "dearest": (
        "The dearest targets, by a move of one per cent ({prices}): {each}.",
        "按目标变动百分之一的代价计，代价最高的目标为（{prices}）：{each}。",
    ),
    "why_not": ("What stands in the way ({conflicts}): {why}.", "障碍所在（{conflicts}）：{why}。"),
    "out_of_reach": ("targets not reached even alone, {count}", "即使单独要求也未达到的目标{count}项"),
    "sets_found": ("sets of targets that conflict, though every smaller part of each is met, {count}", "相互冲突、但去掉任何一项即可实现的目标组{count}组"),
    "search_ended": ("How the search ended: {told} ({search}).", "求解结果：{told}（{search}）。"),
    "rests_on": (
        "{assumed} of the model’s {all} figures are assumptions of the modellers. The one that moves a headline result most is “{title}”: over its "
        "range, “{moved}” of {end} moves by {weight} ({evidence}). One run gives one path, without an error band.",
        "模型{all}项数据中有{assumed}项为建模者假设。对主要结果影响最大的是“{title}”：在其取值范围内，{end}年“{moved}”变动{weight}"
        "（{evidence}）。单次运行只给出一条路径，不含误差范围。",
    ),
    "per_cent": ("{value} %", "{value}%"),
    "points": ("{value} points", "{value}个百分点"),
    "headlines": ("Headline results, {base} and {end}", "主要结果：{base}年与{end}年"),
    "headlines_note": (
        "Change a year: average growth in per cent; of what is itself in per cent, points a year.",
        "年均变化：百分数指标为每年百分点，其余为年均增速。",
    ),
    "head_variable": ("Variable", "指标"),
    "head_base": ("{base}", "{base}年"),
    "head_before": ("{end}, as it stood", "{end}年（求解前）"),
    "head_end": ("{end}", "{end}年"),
    "head_solved": ("{end}, solved", "{end}年（求解后）"),
    "head_change": ("Change a year", "年均变化"),
    "head_unit": ("Unit", "单位"),
    # targets
    "targets": ("Targets, met and missed", "目标完成情况"),
    "targets_text": (
        "Each target is judged in the plan’s own reading and relation: ≥ at least, ≤ at most, ≈ about (within 5 %), ↑ a rise, ↓ a fall. The gap is "
        "what is projected less what is wanted. A target that the plan states twice stands where it is first stated. From {progress} on, dots show "
        "which share of its way from {base} each has come.",
        "各目标按规划本身的口径评判：≥ 不低于，≤ 不超过，≈ 约（5%以内），↑ 上升，↓ 下降。差距为预测值减目标值。重复表述的目标列于首次出现之处。"
        "自{progress}起，以圆点表示各目标自{base}年起的完成进度。",
    ),
    "by_sector": ("Targets met, by theme", "各领域目标完成情况"),
    "head_sector": ("Sector", "部门"),
    "head_theme": ("Theme", "领域"),
    "head_met": ("Met", "达到"),
    "head_missed": ("Not met", "未达到"),
    "head_open": ("Not judged", "未评判"),
    "head_listed": ("Listed in", "明细"),
    "all_sectors": ("All", "合计"),
    "sector_targets": ("{sector}: {met} of {judged} targets met", "{sector}：{judged}项目标中达到{met}项"),
    "head_target": ("Target", "目标"),
    "head_wanted": ("Wanted", "目标值"),
    "head_projected": ("Projected", "预测值"),
    "head_gap": ("Gap", "差距"),
    "head_year": ("Year", "年份"),
    "head_nature": ("Nature", "属性"),
    "head_result": ("Result", "结果"),
    "head_place": ("Document and place", "文件与位置"),
    "met": ("✓ met", "✓ 达到"),
    "missed": ("✗ not met", "✗ 未达到"),
    "open": ("○ not judged", "○ 未评判"),
    "years_late": ("late by {years} years", "晚{years}年"),
    "overview_text": (
        "{overview} shows the headline variables of every theme: what was published up to {base}, the projection, and the plan’s targets for levels.",
        "{overview}给出各领域主要指标：{base}年以前的公布值、预测值以及规划的水平类目标。",
    ),
    "dispatch_text": (
        "{dispatch} shows how electricity is made and where it goes, season by season and block by block of the day, with much wind and with little. "
        "What PV and wind could make and nobody takes is curtailed.",
        "{dispatch}分季节、时段与风况给出电力的生产与去向；光伏与风电可发而未能消纳的部分为弃风弃光。",
    ),
    "dispatch_caption": ("Electricity by slice of the year, {first} and {end}", "分时段电力平衡（{first}年与{end}年）"),
    "overview_caption": ("Headline variables by theme, {start}–{end}, with published history and targets", "各领域主要指标：历史值、预测值与目标（{start}—{end}年）"),
    "scorecard_caption": ("Progress of each target from {base} ({page} of {pages})", "各目标自{base}年起的完成进度（{page}/{pages}）"),
    # solution
    "solution": ("The solution", "求解结果"),
    "search": ("How the search ended", "求解过程与结果"),
    "search_text": (
        "The solver looks for the paths of {levers} levers over {first}–{last} that meet every target asked at least effort. Effort has no money in "
        "it; what the paths cost is told in {money}.",
        "求解器在{first}—{last}年内寻找{levers}个政策变量的路径，以最小努力实现全部所要求的目标。努力不是资金，资金情况见{money}。",
    ),
    "left_out": (
        "Targets that were not asked: {count} (restated elsewhere, without a variable, or of another year).",
        "未纳入求解的目标：{count}项（重复表述、没有变量或年份不符）。",
    ),
    "levers": ("Policy levers", "政策变量"),
    "levers_text": (
        "{first} draws each lever that may move, within its plausible range, with its share of the effort; {table} lists those that take most of it.",
        "{first}给出各可变动的政策变量及其合理区间与所占努力份额；{table}列出份额最大者。",
    ),
    "levers_caption": ("Levers of the solution with their limits ({page} of {pages})", "求解所得政策变量路径及其界限（{page}/{pages}）"),
    "levers_table": ("The {count} levers that take most of the effort", "所占努力最多的{count}个政策变量"),
    "head_lever": ("Lever", "政策变量"),
    "head_share": ("Share of effort, %", "所占努力（%）"),
    "head_path": ("{year}", "{year}年"),
    "contributions": ("What the levers contribute", "政策变量的贡献"),
    "wedges_text": (
        "{wedges} takes each headline target apart: from its value in the scenario as it stood to its value in the solution, by the themes whose "
        "levers move it. The contributions are Shapley values and add up.",
        "{wedges}将各主要目标由求解前到求解后的变化按各领域政策变量分解，采用夏普利值，各项之和等于总变化。",
    ),
    "wedges_text_one": (
        "{wedges} takes each headline target apart: from its value in the scenario as it stood to its value in the solution, one lever left out at "
        "a time. What is left over is shown as interaction.",
        "{wedges}将各主要目标由求解前到求解后的变化逐项剔除政策变量进行分解，余额列为交互作用。",
    ),
    "wedges_caption": ("What moves the headline targets ({page} of {pages})", "主要目标的贡献分解（{page}/{pages}）"),
    "prices": ("What the targets cost", "目标的代价"),
    "prices_text": (
        "A target binds where the least effort would be less without it. Its price is what one more unit adds to the effort. {count} targets bind; they "
        "stand by the price of a move of one per cent, the dearest first. A price that holds for tiny moves only says that the target is at the edge of "
        "what can be reached.",
        "若去掉某项目标可使最小努力降低，则该目标起约束作用；其价格为每增加一个单位所增加的努力。起约束作用的目标共{count}项，按变动百分之一的代价由高到低排列。"
        "仅在极小变动内成立的价格，说明该目标已处于可达范围的边缘。",
    ),
    "prices_none": ("No target binds: none has a price.", "没有起约束作用的目标，均无价格。"),
    "prices_table": ("Prices of the binding targets", "起约束作用目标的价格"),
    "head_price": ("What it costs", "代价"),
    "conflicts": ("What stands in the way", "目标冲突"),
    "conflicts_text": (
        "No path was found that meets every target. What is reached, and what holds it, is what was found from {starts} starts each, not a proof; how fast "
        "levers may move is an assumption of the model.",
        "未找到能实现全部目标的路径。以下所列可达数值及限制因素均由{starts}个起点搜索所得，并非证明；政策变量变动的快慢属模型假设。",
    ),
    "alone_table": ("Targets not reached even alone", "即使单独要求也未达到的目标"),
    "sets_table": ("Sets of targets that conflict, though every smaller part of each is met", "相互冲突、但去掉任何一项即可实现的目标组"),
    "relaxation_table": ("The least relaxation that lets all targets be met", "使全部目标得以实现的最小放宽"),
    "relaxation_note": ("It stands as a scenario in {file}; solve it next.", "已作为情景写入{file}，可接着求解。"),
    "search_complete": ("All sets were looked for.", "已全部搜索。"),
    "search_incomplete": ("More sets may exist.", "可能还有其他冲突组。"),
    "identity_finding": ("The audit, on the numbers of these targets alone: {message}", "核对（仅就这些目标自身的数值）：{message}"),
    "head_reaches": ("Reaches", "可达"),
    "head_held": ("Held by", "限制因素"),
    "head_set": ("Targets", "目标组"),
    "head_cheapest": ("Cheapest to move, and to", "最易调整者及其可达值"),
    "head_relaxed": ("Reached", "放宽至"),
    "paths_title": ("Required and solved paths", "目标要求的路径与求解路径"),
    "paths_text": (
        "From {first} on, for each variable that has targets: what was, the scenario as it stood, the solution, and the constant growth that the target "
        "requires.",
        "自{first}起，给出各目标指标的历史值、求解前与求解后的路径，以及目标要求的匀速增长。",
    ),
    "paths_caption": ("Required and solved paths ({page} of {pages})", "目标要求的路径与求解路径（{page}/{pages}）"),
    # review
    "review": ("Mid-term review", "中期评估"),
    "review_text": (
        "The model’s state was brought to the figures published up to {last} ({file}); the years from {next} on were solved anew. {observed} holds the "
        "figures against the model, {restatement} says what had to be adjusted, {gaps} splits the gap between plan and fact.",
        "模型状态已调整至截至{last}年的公布数据（{file}），{next}年及以后重新求解。{observed}对照公布值与模型值，{restatement}列出所作调整，"
        "{gaps}分解规划与实际的差距。",
    ),
    "observed_table": ("Published figures against plan and model", "公布值、规划值与模型值对照"),
    "restatement_table": ("Adjustments of stocks", "存量调整"),
    "gaps_table": ("The gap between plan and fact, by driver", "规划与实际差距的因素分解"),
    "head_observed": ("Published", "公布值"),
    "head_plan": ("Plan", "规划值"),
    "head_fact": ("Fact", "实际值"),
    "head_restated": ("Model", "模型值"),
    "head_matched": ("Matched", "是否吻合"),
    "yes": ("✓ yes", "✓ 是"),
    "no": ("✗ no", "✗ 否"),
    "head_stock": ("Stock", "存量"),
    "head_adjustment": ("Adjustment", "调整量"),
    "head_percent": ("% of the stock", "占存量（%）"),
    "head_driver": ("Total and driver", "总量与因素"),
    "head_contribution": ("Contribution", "贡献"),
    # money
    "money": ("Who pays for what", "资金来源与用途"),
    "money_text": (
        "Sources and uses are the model’s own account, which closes at every step. The instruments of social financing are pooled: none is tied to a "
        "use. What was wanted and found no funding stands below the account. Not in the account: the repayment of loans and the roll-over of bonds, "
        "interest, taxes and the rest of the public budget, household saving and consumption.",
        "来源与用途取自模型自身的资金账户，每一步均平衡。社会融资各渠道合并使用，不与具体用途对应。未落实资金的需求列于账户之后。账户未包括贷款偿还与债券续发、利息、"
        "税收及其余财政收支、居民储蓄与消费。",
    ),
    "money_table": ("Sources and uses of money, {first}–{end}, 100 million CNY, current prices", "资金来源与用途（{first}—{end}年，亿元，现价）"),
    "money_caption": ("Who pays for what, {first}–{end}: the scenario as it stood, and the solution", "资金由谁承担、用于何处（{first}—{end}年）：求解前后对照"),
    "flow_caption": ("Where the money of {year} comes from and where it goes", "资金流向（{year}年）"),
    "flow_text": ("{flow} draws the money of {year} as flows.", "{flow}以流向图表示{year}年资金的来源与去向。"),
    "head_item": ("Item", "项目"),
    "head_sum": ("{first}–{end}", "{first}—{end}年"),
    "sources": ("Sources", "来源"),
    "uses": ("Uses", "用途"),
    "green": ("Of which green investment, by purpose", "其中：绿色投资，按用途"),
    "programme_classes": ("Of which programmes, by class", "其中：专项工程，按类别"),
    "unfunded": ("Wanted and not funded", "未落实资金的需求"),
    "total": ("Total", "合计"),
    # audit
    "audit": ("Does the plan agree with itself?", "规划数据一致性核对"),
    "audit_text": (
        "Before anything is simulated, the plan’s own numbers are held against one another, within the rounding of what is printed. Of {count} tests, {agrees} "
        "agree and {within} agree within rounding; {disagrees} disagree, and {implausible} imply a third quantity outside its historical range.",
        "在模拟之前，先将规划各项数据相互核对，并计入舍入误差。共检验{count}处，其中一致{agrees}处，舍入范围内一致{within}处，不一致{disagrees}处，"
        "另有{implausible}处所推算的第三个量超出历史范围。",
    ),
    "audit_table": ("What the audit finds, the worst first", "核对发现的问题（由重到轻）"),
    "head_verdict": ("Verdict", "判断"),
    "head_finding": ("Finding", "内容"),
    "disagrees": ("disagrees", "不一致"),
    "implausible": ("implausible", "难以同时成立"),
    "within_rounding": ("within rounding", "舍入范围内一致"),
    # assumptions
    "assumptions": ("Assumptions used", "采用的假设"),
    "assumptions_text": (
        "Every number of the model has a status. {counts} counts them; {heaviest} shows the assumptions on which these results rest most. The weight of "
        "an assumption is how far the headline result that it moves most goes between its lowest and its highest value, all else as in the scenario. "
        "{all} lists them all.",
        "模型的每项数据均注明来源状态。{counts}为分类统计，{heaviest}列出对本结果影响最大的假设。假设的影响程度，指其由最低值变到最高值、其余不变时，变动最大的"
        "主要结果的变化幅度。全部假设见{all}。",
    ),
    "counts_table": ("Numbers by sector and status", "各部门数据按来源状态统计"),
    "counts_note": (
        "Numbers of the catalogue of the plan, which set no value of the model by themselves, count as gazette.",
        "规划目标目录中的数值本身不决定模型取值，计入“公报”。",
    ),
    "heaviest_table": ("The {count} assumptions on which the results rest most", "对结果影响最大的{count}项假设"),
    "head_assumption": ("Assumption", "假设"),
    "head_value": ("Value", "取值"),
    "head_range": ("Lowest – highest", "取值范围"),
    "head_moves": ("Result moved most, and by how much", "受影响最大的结果及变动幅度"),
    "head_note": ("Note", "说明"),
    "moves": ("{title}: {weight}", "{title}：{weight}"),
    "leaves": ("the run leaves its domain at {value}", "取{value}时模型超出定义域"),
    "notes_note": ("", "说明为数据文件原文，以英文记载。"),
    "assumptions_appendix": ("All assumptions", "全部假设"),
    "assumptions_appendix_text": (
        "{count} figures are assumptions, by sector. Each is sampled over its range in ensembles; none is a published statistic.",
        "共{count}项假设，按部门排列。不确定性分析在其取值范围内抽样；均非公开统计数据。",
    ),
    "all_table": ("Assumptions with their ranges", "假设及其取值范围"),
    # what is not in the model
    "limits": ("What the model does not represent", "模型未包含的内容"),
    "limits_text": ("Not in the model: {text}.", "模型未涵盖：{text}。"),
    "limits_more": (
        "What is left out bears on how these results may be read: a conclusion that turns on one of these is not supported by the model.",
        "使用本结果时应注意上述范围：凡取决于这些内容的结论，模型均不能支持。",
    ),
    "untracked_text": ("{count} targets have no variable in the model ({untracked}).", "{count}项目标在模型中没有对应变量（{untracked}）。"),
    "untracked_table": ("Targets without a variable, and why", "没有对应变量的目标及原因"),
    "head_reason": ("Why", "原因"),
    # how to reproduce
    "reproduce": ("How to reproduce", "复现方法"),
    "reproduce_text": (
        "The results were made by this command, in the folder of the model, with the versions of {versions} and the inputs of {hashes}:",
        "结果由以下命令在模型目录中生成，软件版本见{versions}，输入文件见{hashes}：",
    ),
    "report_command": ("This document was made from them by:", "本报告由以下命令生成："),
    "resolved_text": (
        "The scenario as resolved, every parameter and every lever by year, stands in {file} beside the results; {scenario} gives what the scenario sets.",
        "情景的全部参数及各年政策变量取值见结果目录中的 {file}；{scenario}列出情景所设定的部分。",
    ),
    "data_changed": (
        "The model’s data have changed since these results were made ({files}): what this report says of the plan and of the assumptions is of the data "
        "as they are now.",
        "结果生成后，模型数据已有改动（{files}）；本报告关于规划和假设的内容以现有数据为准。",
    ),
    "versions_table": ("Versions", "软件版本"),
    "hashes_table": ("Files and their SHA-256", "文件及其SHA-256校验值"),
    "hashes_inputs": ("Inputs", "输入"),
    "hashes_outputs": ("Results", "结果"),
    "head_package": ("Package", "软件包"),
    "head_version": ("Version", "版本"),
    "head_file": ("File", "文件"),
    "head_hash": ("SHA-256", "SHA-256"),
    # appendices
    "scenario": ("The scenario as resolved", "情景设定"),
    "scenario_text": (
        "Integrated from {start} to {end} by {method} in steps of {step} year. Levers and drivers that the scenario sets stand in {levers}; all others keep the figures "
        "of the model’s data.",
        "自{start}年至{end}年，采用{method}方法，步长{step}年。情景设定的政策变量与外部变量见{levers}，其余采用模型数据。",
    ),
    "scenario_text_bare": (
        "Integrated from {start} to {end} by {method} in steps of {step} year. The scenario sets no lever; all keep the figures of the model’s data.",
        "自{start}年至{end}年，采用{method}方法，步长{step}年。情景未设定政策变量，均采用模型数据。",
    ),
    "scenario_levers": ("Levers and drivers that the scenario sets", "情景设定的政策变量与外部变量"),
    "scenario_parameters": ("Parameters that the scenario sets", "情景设定的参数"),
    "scenario_edits": ("Targets that the scenario holds at other values than the plan", "情景调整的目标"),
    "scenario_restated": ("What was added to stocks at the opening of a year", "年初对存量的调整"),
    "head_plan_wanted": ("In the plan", "规划原值"),
    "head_scenario_wanted": ("In the scenario", "情景取值"),
    # small vocabulary of the catalogue and of the figures
    "nature_": ("–", "–"),
    "nature_binding": ("binding", "约束性"),
    "nature_expected": ("expected", "预期性"),
    "nature_striven for": ("striven for", "力争"),
    "status_gazette": ("Gazette", "公报"),
    "status_derived": ("Derived", "推算"),
    "status_statistics": ("Statistics", "统计"),
    "status_literature": ("Literature", "文献"),
    "status_assumption": ("Assumption", "假设"),
    "status_definition": ("Definition", "定义"),
}  # fmt: skip
