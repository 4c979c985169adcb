"""Coal power: plants of four classes, from the best coal rate to the worst, built and retired.

Stocks   coal plants under construction by class, and in service by class and age
Told     coal_uptake by plant_returns, thin_margin by adequacy, running cost and price by power_market, marginal_carbon_cost by carbon, plant_funded_share by capital, flexibility_demand by flexibility
Gives    coal_power_available to flexibility and generation, coal_plants to generation, coal_power_investment_demand to finance

New plants are of the best classes. Whoever must close early closes the worst first; a carbon cost closes those that burn
more than the fleet's mean.
"""

import numpy as np

from model.engine.declare import Driver, Lever, Parameter, Stock, ahead, auxiliary, derived, flow, total
from model.sectors.dimensions import plant_age, plant_class

BY_CLASS = (plant_class,)

coal_plants_under_construction = Stock(
    "1e4 kW",
    initial="coal_plants_under_construction_base",
    dimensions=BY_CLASS,
    title="Coal power under construction, by class",
    title_zh="在建煤电（分机组类型）",
)
coal_fleet = Stock(
    "1e4 kW", initial="coal_fleet_base", dimensions=(plant_class, plant_age),
    title="Coal power capacity, by class and age", title_zh="煤电装机（分机组类型与役龄）",
)  # fmt: skip
coal_plants = total(
    "coal_fleet", plant_age, "1e4 kW", dimensions=BY_CLASS,
    title="Coal power capacity, by class", title_zh="煤电装机（分机组类型）",
)  # fmt: skip

coal_power_capacity_base = Parameter("1e4 kW", title="Coal power capacity, base year", title_zh="煤电装机（基年）")
coal_plant_share_base = Parameter(
    "1", dimensions=BY_CLASS, title="Share of coal power, by class, base year", title_zh="各类煤电机组占比（基年）"
)
new_plant_share = Parameter(
    "1", dimensions=BY_CLASS, title="Share of new coal power, by class", title_zh="新建煤电机组构成"
)
coal_rate = Parameter("tce/kWh", dimensions=BY_CLASS, title="Coal burnt per kWh, by class", title_zh="各类煤电机组煤耗")
coal_age_share_base = Parameter(
    "1", dimensions=(plant_class, plant_age), title="Coal power by age, base year", title_zh="煤电役龄构成（基年）"
)
coal_power_under_construction_base = Parameter(
    "1e4 kW", title="Coal power under construction, base year", title_zh="在建煤电（基年）"
)
coal_power_construction_time = Parameter("year", title="Construction time of coal power", title_zh="煤电建设周期")
coal_power_closing_time = Parameter("year", title="Shortest time in which a class closes", title_zh="机组最短关停时间")
coal_power_hours_limit = Parameter("h/year", title="Most hours a coal plant can run", title_zh="煤电最大利用小时")
coal_power_unit_cost = Parameter("CNY/kW", title="Cost of coal power", title_zh="煤电单位造价")
loss_response = Parameter("1", title="Response of outages to running at a loss", title_zh="停机对亏损的响应")
least_availability = Parameter(
    "1", domain=(0, 1), title="Coal power that must run at any loss", title_zh="任何亏损下必须运行的煤电比例"
)
carbon_retirement_response = Parameter(
    "1/year", title="Retirement at a carbon disadvantage of one price", title_zh="退役对碳成本劣势的响应"
)
coal_power_approvals = Lever(
    "1e4 kW/year", domain=(0, 1000), title="Coal power approved a year", title_zh="煤电年核准规模"
)
coal_power_early_retirement = Lever(
    "1/year", domain=(0, 1), title="Coal power retired early", title_zh="煤电提前退役率"
)
age_kept = Parameter("1", dimensions=(plant_age,), title="Age at which plants may be kept on", title_zh="可延寿役龄")
life_extension = Parameter(
    "1", domain=(0, 1), title="Slower retirement where firm capacity is short", title_zh="可靠容量不足时延缓退役比例"
)
coal_power_projects = Driver(
    "1e4 kW/year", domain=(0, 2000), dated=True, title="Coal power commissioned, by date", title_zh="按期投产煤电"
)


@derived(
    "1e4 kW", dimensions=(plant_class, plant_age),
    title="Coal power capacity, by class and age, base year", title_zh="煤电装机（分类型与役龄，基年）",
)  # fmt: skip
def coal_fleet_base(coal_power_capacity_base, coal_plant_share_base, coal_age_share_base):
    """The published total by the classes' shares and their ages."""
    return coal_power_capacity_base * coal_plant_share_base * coal_age_share_base


@derived(
    "1e4 kW",
    dimensions=BY_CLASS,
    title="Coal power under construction, by class, base year",
    title_zh="在建煤电（分类型，基年）",
)
def coal_plants_under_construction_base(coal_power_under_construction_base, new_plant_share):
    """New plants are of the classes that are built today."""
    return coal_power_under_construction_base * new_plant_share


coal_power_capacity = total(
    "coal_plants",
    plant_class,
    "1e4 kW",
    base="coal_power_capacity_base",
    title="Coal power capacity",
    title_zh="煤电装机",
)
better_coal_plants = ahead(
    "coal_plants",
    plant_class,
    "1e4 kW",
    dimensions=BY_CLASS,
    title="Coal power of better classes",
    title_zh="煤耗更低的煤电装机",
)
worse_coal_plants = ahead(
    "coal_plants", plant_class, "1e4 kW", dimensions=BY_CLASS, behind=True,
    title="Coal power of worse classes", title_zh="煤耗更高的煤电装机",
)  # fmt: skip


@auxiliary("1", dimensions=BY_CLASS, title="Share of a class in coal power", title_zh="各类煤电机组占比")
def class_share(coal_plants, coal_power_capacity):
    """Of capacity."""
    return coal_plants / coal_power_capacity


@auxiliary("1", dimensions=BY_CLASS, title="Share of better classes in coal power", title_zh="煤耗更低机组占比")
def better_share(better_coal_plants, coal_power_capacity):
    """Of capacity."""
    return better_coal_plants / coal_power_capacity


# -- building ------------------------------------------------------------------------------------------------------------
@auxiliary("1e4 kW/year", title="Coal power wanted", title_zh="煤电开工意愿")
def coal_power_demand(coal_power_approvals, coal_uptake):
    """What is approved, as far as it pays."""
    return coal_power_approvals * coal_uptake


@flow(
    "1e4 kW/year",
    into="coal_plants_under_construction",
    dimensions=BY_CLASS,
    title="Coal power started",
    title_zh="煤电开工",
)
def coal_power_start(coal_power_demand, plant_funded_share, new_plant_share):
    """What is funded."""
    return coal_power_demand * plant_funded_share * new_plant_share


@flow(
    "1e4 kW/year", out_of="coal_plants_under_construction", dimensions=BY_CLASS,
    title="Coal power completed", title_zh="煤电投产",
)  # fmt: skip
def coal_power_completion(coal_plants_under_construction, coal_power_construction_time):
    """After the construction time."""
    return coal_plants_under_construction / coal_power_construction_time


@auxiliary("1e4 kW/year", dimensions=BY_CLASS, title="Dated coal power commissioned", title_zh="按期煤电投产")
def coal_power_commissioning(coal_power_projects, new_plant_share):
    """Projects that were under construction at the base year, by their dates."""
    return coal_power_projects * new_plant_share


@flow(
    "1e4 kW/year", into="coal_fleet", dimensions=(plant_class, plant_age),
    title="Coal power put in service, by class and age", title_zh="煤电投运（分类型与役龄）",
)  # fmt: skip
def coal_power_entry(coal_power_completion, coal_power_commissioning, age_of_new):
    """What is completed and commissioned, as the youngest."""
    return (coal_power_completion + coal_power_commissioning) * age_of_new


# -- closing: the worst first --------------------------------------------------------------------------------------------
@auxiliary("1e4 kW/year", dimensions=BY_CLASS, title="Coal power closed early, by class", title_zh="分类型煤电提前退役")
def early_closing(
    coal_power_early_retirement, coal_power_capacity, worse_coal_plants, coal_plants, coal_power_closing_time
):
    """Of what must close, the part that the worse classes cannot give."""
    left = coal_power_early_retirement * coal_power_capacity - worse_coal_plants / coal_power_closing_time
    return np.clip(left, 0, coal_plants / coal_power_closing_time)


@auxiliary(
    "1/year",
    dimensions=BY_CLASS,
    title="Coal power closed for its carbon cost, by class",
    title_zh="碳成本导致的退役率",
)
def carbon_closing_rate(
    coal_rate, coal_rate_mean, marginal_carbon_cost, coal_carbon_content, power_price, carbon_retirement_response,
    coal_power_closing_time,
):  # fmt: skip
    """A plant that burns more than the fleet's mean pays for the difference."""
    disadvantage = np.maximum(coal_rate - coal_rate_mean, 0) * coal_carbon_content * marginal_carbon_cost
    return np.minimum(carbon_retirement_response * disadvantage / power_price, 1 / coal_power_closing_time)


@flow(
    "1e4 kW/year", out_of="coal_fleet", into="coal_fleet", along=plant_age, dimensions=(plant_class, plant_age),
    title="Coal power growing older", title_zh="煤电役龄增长",
)  # fmt: skip
def coal_power_ageing(coal_fleet, coal_power_life, stages_of_life, age_kept, life_extension, thin_margin):
    """Out of each stage over its years; out of the last, out of service, later where firm capacity is short."""
    return coal_fleet * stages_of_life / coal_power_life * (1 - age_kept * life_extension * thin_margin)


@auxiliary("1/year", dimensions=BY_CLASS, title="Closing of a class before its age", title_zh="各类机组提前关停率")
def closing_rate(
    carbon_closing_rate,
    early_closing,
    coal_plants,
    smallest_capacity,
    coal_power_closing_time,
    stages_of_life,
    coal_power_life,
):
    """For its carbon cost, and early by policy; with those of age no more than stands."""
    asked = carbon_closing_rate + early_closing / np.maximum(coal_plants, smallest_capacity)
    return np.minimum(asked, 1 / coal_power_closing_time - stages_of_life / coal_power_life)


@flow(
    "1e4 kW/year", out_of="coal_fleet", dimensions=(plant_class, plant_age),
    title="Coal power closed before its age", title_zh="煤电提前关停",
)  # fmt: skip
def coal_power_closing(coal_fleet, closing_rate):
    """Young and old of a class alike."""
    return coal_fleet * closing_rate


coal_power_aged = total(
    "coal_power_ageing", plant_age, "1e4 kW/year", dimensions=BY_CLASS, labels=("old",),
    title="Coal power retired by age", title_zh="煤电到龄退役",
)  # fmt: skip
coal_power_closed = total(
    "coal_power_closing", plant_age, "1e4 kW/year", dimensions=BY_CLASS,
    title="Coal power closed before its age, by class", title_zh="煤电提前关停（分类型）",
)  # fmt: skip


@auxiliary("1e4 kW/year", dimensions=BY_CLASS, title="Coal power retired", title_zh="煤电退役")
def coal_power_retirement(coal_power_aged, coal_power_closed):
    """By age, for its carbon cost, and early by policy."""
    return coal_power_aged + coal_power_closed


coal_power_retired = total(
    "coal_power_retirement", plant_class, "1e4 kW/year", title="Coal power retired in all", title_zh="煤电退役合计"
)


# -- money and power ---------------------------------------------------------------------------------------------------
@auxiliary("1e8 CNY/year", title="Coal power investment wanted", title_zh="煤电投资需求")
def coal_power_investment_demand(
    coal_power_demand,
    coal_power_unit_cost,
    flexibility_demand,
    flexibility_unit_cost,
    hundred_million_per_ten_thousand,
):
    """New plants and retrofits at their cost."""
    new = coal_power_demand * coal_power_unit_cost
    retrofits = flexibility_demand * flexibility_unit_cost
    return (new + retrofits) * hundred_million_per_ten_thousand


@auxiliary("1e4 kW", title="Coal power at its most", title_zh="煤电最大出力")
def coal_power_available(coal_power_capacity, coal_power_hours_limit, hours_per_year, loss_availability):
    """The most hours, spread over the year, of plants that are willing to run."""
    return coal_power_capacity * coal_power_hours_limit / hours_per_year * loss_availability


@auxiliary("1", title="Coal power that runs though it loses money", title_zh="亏损时仍可用的煤电比例")
def loss_availability(running_cost, market_power_price, power_price, loss_response, least_availability):
    """All while the price covers fuel and carbon; the deeper the loss, the more plants report repairs."""
    loss = np.maximum(running_cost - market_power_price, 0) / power_price
    return least_availability + (1 - least_availability) * np.exp(-loss_response * loss)
