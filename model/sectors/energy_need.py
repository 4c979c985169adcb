"""Energy need: what users ask for in fuel and electricity, by the need of the equipment that stands.

Stocks   fuel_index and electricity_index (need per activity, by user), their frontiers in new equipment,
         retrofitted_share, large_project_need
Told     value added by economy, capital formation by capital, prices of fuel and power by energy_prices, large projects by date
Gives    fuel_need to fuels, electricity_demand to dispatch, efficiency_investment_demand to finance

Need per output moves only as fast as equipment turns over, so a slump, which builds less, is no efficiency policy.
"""

import numpy as np

from model.engine.declare import Driver, Lever, Parameter, Stock, auxiliary, derived, flow, stack, total
from model.sectors.dimensions import capital_branch, energy_user

FUEL, POWER, RATE = "1e4 tce/year", "1e8 kWh/year", "1e8 CNY/year"

primary_energy_base = Parameter(FUEL, title="Energy consumption, base year", title_zh="能源消费总量（基年）")
electricity_demand_base = Parameter(POWER, title="Electricity consumption, base year", title_zh="全社会用电量（基年）")
electricity_growth_trend = Parameter(
    "1", title="Mean yearly growth of electricity, five years to the base year", title_zh="基年前五年用电量年均增速"
)
direct_fuel_growth_trend = Parameter(
    "1", title="Yearly growth of direct fuel, base year", title_zh="终端燃料消费年增速（基年）"
)
coal_equivalent = Parameter("1e4 tce/(1e8 kWh)", title="Coal equivalent of electricity", title_zh="电力折标煤系数")
fuel_weight_base = Parameter(
    "1", dimensions=(energy_user,), title="Weight of users in direct fuel, base year", title_zh="各用户燃料权重（基年）"
)
electricity_weight_base = Parameter(
    "1", dimensions=(energy_user,), title="Weight of users in electricity, base year", title_zh="各用户用电权重（基年）"
)
activity_elasticity = Parameter(
    "1", dimensions=(energy_user,), title="Response of quantities to value added", title_zh="实物量对增加值的弹性"
)
household_energy_elasticity = Parameter(
    "1", title="Response of households' energy to income", title_zh="居民用能的收入弹性"
)
equipment_turnover = Parameter("1/year", title="Turnover of equipment outside industry", title_zh="非工业设备年更新率")
scrapped_excess = Parameter(
    "1",
    title="Need of what is scrapped above the mean, to that of the mean above what is new",
    title_zh="淘汰设备高于均值的程度与均值高于新设备的程度之比",
)
fuel_frontier_floor = Parameter(
    "1",
    title="Fuel need of the best equipment in the end, to the mean of the base year",
    title_zh="先进设备燃料需求下限",
)
electricity_frontier_floor = Parameter(
    "1",
    title="Electricity need of the best equipment in the end, to the mean of the base year",
    title_zh="先进设备用电需求下限",
)
frontier_time = Parameter("year", title="Time in which the best equipment improves", title_zh="先进设备进步时间")
vintage_price_elasticity = Parameter(
    "1", title="Response of new equipment's need to energy cost", title_zh="新增设备能耗对能源成本的弹性"
)
strategic_energy_relief = Parameter(
    "1", title="Energy spared by emerging industries, per unit of share", title_zh="新兴产业节能效应"
)
review_reach = Parameter(
    "1", title="Need that strict reviews spare in new plants", title_zh="节能审查降低新项目能耗比例"
)
review_deterrence = Parameter("1", title="Investment that strict reviews keep away", title_zh="节能审查减少的投资比例")
large_project_value_added = Parameter(
    "1e8 CNY/(1e4 tce)", title="Value added of large projects beyond the trend, per need",
    title_zh="大型项目单位用能增加值（趋势之外）",
)  # fmt: skip
power_price_response = Parameter(
    "1", title="Response of electricity in use to its price", title_zh="现有设备用电的价格弹性"
)
retrofit_cost = Parameter(
    "CNY/tce*year", title="Cost of the first tonne saved by retrofit", title_zh="节能改造单位成本（首吨）"
)
shortest_retrofit_time = Parameter(
    "year", title="Shortest time in which industry is retrofitted", title_zh="工业节能改造最短时间"
)
retrofit_potential = Parameter(
    "1", domain=(0, 1), title="Share of industry's need that retrofits can spare", title_zh="工业节能改造技术潜力"
)
efficiency_programme = Lever(RATE, domain=(0, 400), title="Efficiency investment offered", title_zh="节能改造投资计划")
energy_review = Lever(
    "1", domain=(0, 1), title="Strictness of energy reviews of new projects", title_zh="项目节能审查严格程度"
)
large_project_admission = Lever(
    "1", domain=(0, 1), title="Large energy-intensive projects admitted", title_zh="“两高”项目准入比例"
)
large_projects = Driver(
    "1e4 tce/year/year", domain=(0, 1e4), dated=True, title="Large projects completed, energy need",
    title_zh="大型项目投产新增能耗",
)  # fmt: skip

fuel_index = Stock(
    "1", initial="fuel_index_base", dimensions=(energy_user,),
    title="Fuel need per activity, base year = 1", title_zh="单位活动燃料需求（基年=1）",
)  # fmt: skip
electricity_index = Stock(
    "1", initial="electricity_index_base", dimensions=(energy_user,),
    title="Electricity need per activity, base year = 1", title_zh="单位活动用电需求（基年=1）",
)  # fmt: skip
fuel_frontier = Stock(
    "1", initial="fuel_frontier_base", title="Fuel need of new equipment, mean of the base year = 1",
    title_zh="新设备燃料需求（基年均值=1）",
)  # fmt: skip
electricity_frontier = Stock(
    "1", initial="electricity_frontier_base", title="Electricity need of new equipment, mean of the base year = 1",
    title_zh="新设备用电需求（基年均值=1）",
)  # fmt: skip
retrofitted_share = Stock(
    "1", initial="retrofitted_share_base", domain=(0, 1),
    title="Share of industry's need spared by retrofits", title_zh="工业节能改造累计节能比例",
)  # fmt: skip
large_project_need = Stock(
    FUEL, initial="large_project_need_base", title="Need of large projects since the base year",
    title_zh="基年以来大型项目用能",
)  # fmt: skip


@derived(FUEL, title="Direct fuel consumption, base year", title_zh="终端燃料消费（基年）")
def direct_fuel_base(primary_energy_base, electricity_demand_base, coal_equivalent):
    """What is not electricity."""
    return primary_energy_base - electricity_demand_base * coal_equivalent


@derived(FUEL, title="Fuel need at the end of the base year", title_zh="基年末燃料需求")
def fuel_need_base(direct_fuel_base, direct_fuel_growth_trend):
    """The year's total carried half a year on."""
    return direct_fuel_base * (1 + direct_fuel_growth_trend) ** (1 / 2)


@derived(POWER, title="Electricity need at the end of the base year", title_zh="基年末用电需求")
def electricity_need_base(electricity_demand_base, electricity_growth_trend):
    """The year's total carried half a year on."""
    return electricity_demand_base * (1 + electricity_growth_trend) ** (1 / 2)


# -- activity ----------------------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Income that households' energy follows", title_zh="居民用能对应收入")
def household_activity(gdp_start, population, population_base, income_ratio, household_energy_elasticity):
    """People, and what they can afford."""
    return gdp_start * population / population_base * income_ratio**household_energy_elasticity


user_activity = stack(
    energy_user, RATE,
    {label: f"{label}_value_added" for label in energy_user.labels[:-1]}
    | {"other_industry": "industry_produced", "households": "household_activity"},
    title="Activity of energy users", title_zh="用能主体活动水平",
)  # fmt: skip
user_activity_base = stack(
    energy_user, RATE,
    {label: f"{label}_value_added_base" for label in energy_user.labels[:-1]} | {"households": "gdp_base"},
    title="Activity of energy users, base year", title_zh="用能主体活动水平（基年）",
)  # fmt: skip


@auxiliary("1", dimensions=(energy_user,), title="Activity over that at the start", title_zh="活动水平相对期初")
def activity_ratio(user_activity, user_activity_base, base_year_carry, activity_elasticity):
    """Output of the branch, of which quantities grow less than value; of households, people and income."""
    return (user_activity / (user_activity_base * base_year_carry)) ** activity_elasticity


# -- equipment ---------------------------------------------------------------------------------------------------------
@auxiliary("1/year", dimensions=(capital_branch,), title="Turnover of capital", title_zh="资本更新率")
def capital_turnover(capital_formation, capital):
    """New capital in all."""
    return capital_formation / capital


coal_turnover = total(
    "capital_turnover",
    capital_branch,
    "1/year",
    labels=("coal",),
    title="Turnover in mining",
    title_zh="煤炭采选设备更新率",
)
industry_turnover = total(
    "capital_turnover", capital_branch, "1/year", labels=("other_industry",),
    title="Turnover in other industry", title_zh="其他工业设备更新率",
)  # fmt: skip
turnover = stack(
    energy_user, "1/year",
    {
        "agriculture": "equipment_turnover", "coal": "coal_turnover", "other_industry": "industry_turnover",
        "construction": "equipment_turnover", "services": "equipment_turnover", "households": "equipment_turnover",
    },
    title="Turnover of equipment", title_zh="用能设备更新率",
)  # fmt: skip


@flow("1/year", out_of="fuel_frontier", title="Progress in fuel use", title_zh="燃料利用技术进步")
def fuel_progress(fuel_frontier, fuel_frontier_floor, frontier_time):
    """Towards what is physically in reach."""
    return (fuel_frontier - fuel_frontier_floor) / frontier_time


@flow("1/year", out_of="electricity_frontier", title="Progress in electricity use", title_zh="用电技术进步")
def electricity_progress(electricity_frontier, electricity_frontier_floor, frontier_time):
    """Towards what is physically in reach."""
    return (electricity_frontier - electricity_frontier_floor) / frontier_time


@auxiliary(
    "1", title="Need of new industrial plants by policy and product", title_zh="审查与产品结构对新项目能耗的影响"
)
def plant_effect(
    strategic_emerging_share,
    strategic_emerging_share_base,
    strategic_energy_relief,
    energy_review,
    review_reach,
    percent,
):
    """Emerging products and reviewed plants need less."""
    relief = strategic_energy_relief * (strategic_emerging_share - strategic_emerging_share_base) / percent
    return (1 - relief) * (1 - review_reach * energy_review)


equipment_effect = stack(
    energy_user, "1",
    dict.fromkeys(energy_user.labels, "even_push") | dict.fromkeys(("coal", "other_industry"), "plant_effect")
    | dict.fromkeys(("services", "households"), "new_building_need"),
    title="Need of new equipment to its frontier, by policy and product", title_zh="审查与产品结构对新设备能耗的影响（分用户）",
)  # fmt: skip


@flow("1/year", into="fuel_index", dimensions=(energy_user,), title="Change of fuel need", title_zh="单位燃料需求变化")
def fuel_index_change(
    fuel_frontier, equipment_effect, fuel_cost_ratio, vintage_price_elasticity, fuel_index, turnover, scrapped_excess,
    depreciation_rate,
):  # fmt: skip
    """New equipment comes in, shaped by policy and the price of fuel; the worst goes out, as far above the frontier as all stand."""
    bought = fuel_frontier * equipment_effect * fuel_cost_ratio**-vintage_price_elasticity
    scrapped = scrapped_excess * np.maximum(fuel_index - fuel_frontier, 0)
    return (bought - fuel_index) * turnover - scrapped * depreciation_rate


@flow(
    "1/year", into="electricity_index", dimensions=(energy_user,),
    title="Change of electricity need", title_zh="单位用电需求变化",
)  # fmt: skip
def electricity_index_change(
    electricity_frontier, equipment_effect, power_cost_ratio, vintage_price_elasticity, electricity_index, turnover,
    scrapped_excess, depreciation_rate,
):  # fmt: skip
    """New equipment comes in, shaped by policy and the price of power; the worst goes out, as far above the frontier as all stand."""
    bought = electricity_frontier * equipment_effect * power_cost_ratio**-vintage_price_elasticity
    scrapped = scrapped_excess * np.maximum(electricity_index - electricity_frontier, 0)
    return (bought - electricity_index) * turnover - scrapped * depreciation_rate


# -- retrofits ---------------------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Retrofits wanted", title_zh="节能改造投资需求")
def retrofit_demand(efficiency_programme, industry_energy_cost_ratio):
    """Dearer energy makes more retrofits pay."""
    return efficiency_programme * industry_energy_cost_ratio


@flow("1/year", into="retrofitted_share", title="Need spared by the year's retrofits", title_zh="当年节能改造节能比例")
def retrofit(
    retrofit_demand, funded_share, retrofit_cost, industry_need, retrofitted_share, retrofit_potential,
    shortest_retrofit_time, hundred_million_per_ten_thousand,
):  # fmt: skip
    """The cheap ones first: each yuan saves less than the one before, down to nothing at the potential."""
    first = retrofit_demand * funded_share / retrofit_cost / hundred_million_per_ten_thousand / industry_need
    return np.minimum(first, retrofit_potential / shortest_retrofit_time) * (1 - retrofitted_share / retrofit_potential)


@flow("1/year", out_of="retrofitted_share", title="Retrofitted plants scrapped", title_zh="改造设备淘汰")
def retrofit_loss(retrofitted_share, industry_turnover):
    """New plants dilute them; they save by their own frontier."""
    return retrofitted_share * industry_turnover


@auxiliary(
    "1e4 tce/year/year", annual="total", title="Energy saved by the year's retrofits", title_zh="当年节能改造节能量"
)
def energy_saving(retrofit, industry_need):
    """Of industry's need."""
    return retrofit * industry_need


@auxiliary("1", title="Industry's fuel need left by retrofits", title_zh="改造后工业燃料需求比例")
def industry_fuel_left(retrofitted_share, park_energy_left, industry_ration):
    """What neither retrofits nor recycling parks spare, within the quota."""
    return (1 - retrofitted_share) * park_energy_left * industry_ration


@auxiliary(
    "1", title="Industry's electricity need left by retrofits and price", title_zh="改造与电价后工业用电需求比例"
)
def industry_electricity_left(
    retrofitted_share, park_energy_left, perceived_industry_power_ratio, power_price_response, industry_ration
):
    """What is neither spared, too dear, nor beyond the quota: the dearer power is, the more of what is left stands still."""
    dear = np.exp(-power_price_response * (perceived_industry_power_ratio - 1))
    return (1 - retrofitted_share) * park_energy_left * dear * industry_ration


fuel_left = stack(
    energy_user, "1",
    dict.fromkeys(energy_user.labels, "even_push")
    | {"other_industry": "industry_fuel_left", "services": "office_energy_left", "households": "household_heat_left"},
    title="Fuel need left by retrofits", title_zh="改造后燃料需求比例",
)  # fmt: skip
electricity_left = stack(
    energy_user, "1",
    dict.fromkeys(energy_user.labels, "even_push")
    | {"other_industry": "industry_electricity_left", "services": "office_energy_left"},
    title="Electricity need left by retrofits and price", title_zh="改造与电价后用电需求比例",
)  # fmt: skip

# -- need --------------------------------------------------------------------------------------------------------------
total_fuel_weight = total("fuel_weight_base", energy_user, "1", title="Weights of fuel, all", title_zh="燃料权重合计")
total_electricity_weight = total(
    "electricity_weight_base", energy_user, "1", title="Weights of electricity, all", title_zh="用电权重合计"
)


@auxiliary(
    FUEL, dimensions=(energy_user,), title="Fuel need by user before retrofits", title_zh="分用户燃料需求（改造前）"
)
def fuel_before_retrofit(fuel_need_base, fuel_weight_base, total_fuel_weight, activity_ratio, fuel_index):
    """Activity by the need of the equipment that stands."""
    return fuel_need_base * fuel_weight_base / total_fuel_weight * activity_ratio * fuel_index


@auxiliary(
    POWER,
    dimensions=(energy_user,),
    title="Electricity need by user before retrofits",
    title_zh="分用户用电需求（改造前）",
)
def electricity_before_retrofit(
    electricity_need_base, electricity_weight_base, total_electricity_weight, activity_ratio, electricity_index
):
    """Activity by the need of the equipment that stands."""
    part = electricity_weight_base / total_electricity_weight
    return electricity_need_base * part * activity_ratio * electricity_index


industry_fuel = total(
    "fuel_before_retrofit", energy_user, FUEL, labels=("other_industry",),
    title="Industry's fuel need before retrofits", title_zh="其他工业燃料需求（改造前）",
)  # fmt: skip
industry_electricity = total(
    "electricity_before_retrofit", energy_user, POWER, labels=("other_industry",),
    title="Industry's electricity need before retrofits", title_zh="其他工业用电需求（改造前）",
)  # fmt: skip


@auxiliary(FUEL, title="Industry's need that retrofits can reach", title_zh="工业可改造用能")
def industry_need(industry_fuel, industry_electricity, coal_equivalent):
    """Fuel, and electricity at its coal equivalent."""
    return industry_fuel + industry_electricity * coal_equivalent


@auxiliary(FUEL, dimensions=(energy_user,), title="Fuel need by user", title_zh="分用户燃料需求")
def fuel_by_user(fuel_before_retrofit, fuel_left):
    """What retrofits leave."""
    return fuel_before_retrofit * fuel_left


@auxiliary(POWER, dimensions=(energy_user,), title="Electricity need by user", title_zh="分用户用电需求")
def electricity_by_user(electricity_before_retrofit, electricity_left):
    """What retrofits and price leave."""
    return electricity_before_retrofit * electricity_left


fuel_need = total("fuel_by_user", energy_user, FUEL, title="Fuel need of users", title_zh="用户燃料需求合计")
electricity_need = total(
    "electricity_by_user", energy_user, POWER, title="Electricity need of users", title_zh="用户用电需求合计"
)


@flow("1e4 tce/year/year", into="large_project_need", title="Large projects admitted", title_zh="大型项目新增用能")
def large_project_completion(
    large_projects, large_project_admission, primary_energy, energy_budget, energy_budget_sharpness
):
    """What is completed by date, as far as it was admitted; none as the budget of energy fills up."""
    room = np.clip(energy_budget_sharpness * (1 - primary_energy / energy_budget), 0, 1)
    return large_projects * large_project_admission * room


@auxiliary(RATE, title="Value added of large projects", title_zh="大型项目增加值")
def large_project_value(large_project_need, large_project_value_added):
    """By what they burn: a refused project makes nothing."""
    return large_project_need * large_project_value_added


# -- what policy on need does to investment ----------------------------------------------------------------------------
@auxiliary("1", title="Investment that strict reviews leave", title_zh="节能审查后的投资比例")
def project_gate_deterrence(energy_review, review_deterrence):
    """Some plants are not built."""
    return 1 - review_deterrence * energy_review
