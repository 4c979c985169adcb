"""Programmes: how far each reaches, in per cent or in number, and the public money and credit they share.

Stocks   programme_works (points of coverage built), programme_count
Told     funded_share by finance
Gives    programme_credit_demand to finance; outlays to money; coverage and numbers to programme_effects
Loop     works -> less left to do -> less money asked for -> more for all others (balancing)

Each is built at the pace of the years before the base year times its effort, as delivery and money allow, until nothing
is left. What is built is for people and land and is no part of productive capital.
"""

import numpy as np

from model.engine.declare import Balance, Dimension, Lever, Parameter, Stock, auxiliary, flow, stack, total
from model.sectors.dimensions import (
    RURAL,
    RURAL_ITEMS,
    SERVICE,
    SERVICE_ITEMS,
    URBAN,
    URBAN_ITEMS,
    any_programme,
    programme,
    programme_count_item,
)

MONEY, SHARE, PERCENT, EFFORT = "1e8 CNY/year", (0.0, 1.0), (0.0, 100.0), (0.0, 5.0)
ANY, PRICE, PACE = (0.0, 1e7), (1e-9, 1e3), (1e-9, 1e7)  # what is left is a time at the pace, so no pace is zero

public_purse = Dimension("public_purse", {
    "programme_budget": ("Budget of the region and its cities", "自治区及市县预算"),
    "bridging": ("Bridging funds for the countryside", "衔接推进乡村振兴补助资金"),
    "relocation": ("Support of relocated people", "易地搬迁后续扶持资金"),
    "fujian": ("Fujian's cooperation funds", "闽宁协作资金"),
})  # fmt: skip

# -- levers and parameters ---------------------------------------------------------------------------------------------
rural_programme_effort = Lever("1", title="Effort at all rural programmes", title_zh="农村工程推进力度", domain=EFFORT)
urban_programme_effort = Lever(
    "1", title="Effort at all programmes of towns and industry", title_zh="城镇与工业工程推进力度", domain=EFFORT
)
service_programme_effort = Lever(
    "1", title="Effort at all programmes of services and cooperation", title_zh="公共服务与协作推进力度", domain=EFFORT
)
programme_effort = Lever(
    "1", dimensions=(any_programme,), title="Effort at one programme, beside that at all of its kind",
    title_zh="单项工程推进力度", domain=EFFORT,
)  # fmt: skip
programme_public_budget = Lever(
    MONEY,
    title="Public money for programmes, beside the funds for the countryside",
    title_zh="专项工程财政预算",
    domain=(0.1, 1000.0),
)
bridging_fund = Lever(
    MONEY,
    authority="national",
    title="Bridging funds for the countryside",
    title_zh="衔接推进乡村振兴补助资金",
    domain=(0.0, 1000.0),
)
relocation_support = Lever(
    MONEY, title="Support of relocated people", title_zh="易地搬迁后续扶持资金", domain=(0.0, 1000.0)
)
fujian_fund = Lever(
    MONEY, authority="national", title="Fujian's cooperation funds", title_zh="闽宁协作资金", domain=(0.0, 1000.0)
)
rural_support_share = Parameter(
    "1",
    title="Part of the funds that goes to farms, workshops and jobs",
    title_zh="资金用于产业与就业的比例",
    domain=SHARE,
)
programme_public_share = Parameter(
    "1", title="Part of cost asked of public money", title_zh="工程投资财政承担比例", domain=SHARE
)
programme_delivery_headroom = Parameter(
    "1",
    title="Most that can be delivered, to the pace of the base year",
    title_zh="工程实施能力上限相对基年",
    domain=ANY,
)
finishing_time = Parameter(
    "year", title="Last works, in time at the usual pace", title_zh="收尾工程折合工期", domain=PACE
)
programme_credit_demand_base = Parameter(
    MONEY, title="Credit asked for by programmes at the start", title_zh="专项工程起始信贷需求", domain=ANY
)
programme_spending_base = Parameter(
    MONEY, title="Programmes paid for at the start", title_zh="专项工程起始到位投资", domain=ANY
)
coverage_saturation = Parameter(
    "%", title="Saturation of a coverage", title_zh="覆盖率饱和值", dimensions=(programme,), domain=PERCENT
)
programme_coverage_base = Parameter(
    "%",
    title="Coverage of programmes, base year",
    title_zh="专项工程覆盖率（基年）",
    dimensions=(programme,),
    domain=PERCENT,
)
coverage_pace = Parameter(
    "%/year", title="Points of coverage built a year", title_zh="覆盖率年提升", dimensions=(programme,), domain=PACE
)
coverage_unit_cost = Parameter(
    "1e8 CNY/%", title="Cost of a point of coverage", title_zh="每百分点投资", dimensions=(programme,), domain=PRICE
)
count_pace = Parameter(
    "count/year", title="Built a year", title_zh="年建设数量", dimensions=(programme_count_item,), domain=PACE
)
count_limit = Parameter(
    "count", title="Number at which nothing is left to build", title_zh="可建数量上限",
    dimensions=(programme_count_item,), domain=(0.0, 1e9),
)  # fmt: skip
count_unit_cost = Parameter(
    "1e8 CNY/count", title="Cost of one", title_zh="单位投资", dimensions=(programme_count_item,), domain=PRICE
)
programme_works = Stock(
    "%", initial="programme_coverage_base", title="Works of programmes, in points of coverage",
    title_zh="专项工程建成规模（折合覆盖率）", dimensions=(programme,), domain=(0.0, 200.0),
)  # fmt: skip
programme_count = Stock(
    "count", initial="programme_count_base", title="Number built or reached", title_zh="专项工程数量",
    dimensions=(programme_count_item,),
)  # fmt: skip


# -- how far each has come, and what is left ---------------------------------------------------------------------------
@auxiliary(
    "%", base="programme_coverage_base", dimensions=(programme,), domain=PERCENT,
    title="Coverage of programmes", title_zh="专项工程覆盖率",
)  # fmt: skip
def programme_coverage(programme_works, coverage_saturation):
    """What works reach, up to all that can be reached."""
    return np.minimum(programme_works, coverage_saturation)


@auxiliary(
    "1",
    dimensions=(programme,),
    domain=SHARE,
    title="Works that are left, by the room for a crew",
    title_zh="剩余工程可开展比例",
)
def coverage_room(coverage_saturation, programme_works, coverage_pace, finishing_time):
    """All until the last works; these slow down and end at a time: the root makes the end finite."""
    left = np.maximum(coverage_saturation - programme_works, 0 * programme_works)
    return np.minimum(1, np.sqrt(left / (coverage_pace * finishing_time)))


@auxiliary(
    "1",
    dimensions=(programme_count_item,),
    domain=SHARE,
    title="Numbers that are left, by the room for a crew",
    title_zh="剩余数量可开展比例",
)
def count_room(count_limit, programme_count, count_pace, finishing_time):
    """All until the last works; these slow down and end at a time."""
    left = np.maximum(count_limit - programme_count, 0 * programme_count)
    return np.minimum(1, np.sqrt(left / (count_pace * finishing_time)))


# -- what is asked for -------------------------------------------------------------------------------------------------
coverage_kind_effort = stack(
    programme, "1",
    dict.fromkeys(RURAL, "rural_programme_effort") | dict.fromkeys(URBAN, "urban_programme_effort")
    | dict.fromkeys(SERVICE, "service_programme_effort"),
    title="Effort at all programmes of the kind, coverage", title_zh="同类工程推进力度（覆盖率）",
)  # fmt: skip
count_kind_effort = stack(
    programme_count_item, "1",
    dict.fromkeys(RURAL_ITEMS, "rural_programme_effort") | dict.fromkeys(URBAN_ITEMS, "urban_programme_effort")
    | dict.fromkeys(SERVICE_ITEMS, "service_programme_effort"),
    title="Effort at all programmes of the kind, numbers", title_zh="同类工程推进力度（数量）",
)  # fmt: skip


@auxiliary("1", dimensions=(programme,), title="Coverage asked for, to what was done", title_zh="覆盖率计划强度")
def coverage_push(
    coverage_kind_effort, programme_effort, funded_share_base, programme_delivery_headroom, coverage_room
):
    """The effort before funding, of which the share met gave the pace; up to what can be delivered, while works are left."""
    wanted = coverage_kind_effort * programme_effort / funded_share_base
    return np.minimum(wanted, programme_delivery_headroom) * coverage_room


@auxiliary("1", dimensions=(programme_count_item,), title="Number asked for, to what was done", title_zh="数量计划强度")
def count_push(count_kind_effort, programme_effort, funded_share_base, programme_delivery_headroom, count_room):
    """The effort before funding, up to what can be delivered, while any are left."""
    return (
        np.minimum(count_kind_effort * programme_effort / funded_share_base, programme_delivery_headroom) * count_room
    )


@auxiliary(MONEY, dimensions=(programme,), title="Cost of the coverage planned", title_zh="覆盖率工程计划投资")
def coverage_cost(coverage_push, coverage_pace, coverage_unit_cost):
    """The pace at its price."""
    return coverage_push * coverage_pace * coverage_unit_cost


@auxiliary(MONEY, dimensions=(programme_count_item,), title="Cost of what is planned", title_zh="数量工程计划投资")
def count_cost(count_push, count_pace, count_unit_cost):
    """The pace at its price."""
    return count_push * count_pace * count_unit_cost


total_coverage_cost = total(
    "coverage_cost", programme, MONEY, title="Cost of all coverage planned", title_zh="覆盖率工程计划投资合计"
)
total_count_cost = total(
    "count_cost", programme_count_item, MONEY, title="Cost of all numbers planned", title_zh="数量工程计划投资合计"
)


@auxiliary(MONEY, title="Cost of works planned", title_zh="工程计划投资")
def works_cost(total_coverage_cost, total_count_cost):
    """Of all programmes."""
    return total_coverage_cost + total_count_cost


@auxiliary(MONEY, title="Funds for the countryside", title_zh="乡村振兴专项资金")
def rural_funds(bridging_fund, relocation_support, fujian_fund):
    """What the nation, the region and Fujian give for those lifted out of poverty and relocated."""
    return bridging_fund + relocation_support + fujian_fund


@auxiliary(MONEY, title="Support of farms, workshops and jobs planned", title_zh="产业与就业帮扶计划资金")
def rural_support_demand(rural_funds, rural_support_share):
    """The part of the funds that is not for works."""
    return rural_funds * rural_support_share


@auxiliary(MONEY, title="Cost of programmes planned", title_zh="专项工程计划投资")
def programme_cost(works_cost, rural_support_demand):
    """Works, and support."""
    return works_cost + rural_support_demand


# -- what is paid for --------------------------------------------------------------------------------------------------
@auxiliary(MONEY, title="Public money asked for by programmes", title_zh="专项工程财政资金需求")
def programme_public_demand(works_cost, programme_public_share, rural_support_demand):
    """The public part of the cost of works, and support."""
    return works_cost * programme_public_share + rural_support_demand


@auxiliary(MONEY, title="Credit asked for by programmes", title_zh="专项工程信贷需求")
def programme_credit_demand(programme_cost, programme_public_demand):
    """What is not asked of public money."""
    return programme_cost - programme_public_demand


@auxiliary(MONEY, title="Public money that programmes can draw on", title_zh="专项工程可用财政资金")
def programme_public_means(programme_public_budget, rural_funds):
    """The budget, and the funds for the countryside."""
    return programme_public_budget + rural_funds


@auxiliary("1", title="Share of public demand met", title_zh="财政资金满足率", domain=SHARE)
def programme_public_share_met(programme_public_means, programme_public_demand):
    """Smooth minimum of one and means over demand, of sharpness 4; one where nothing is asked."""
    means = programme_public_means * programme_public_means
    demand = programme_public_demand * programme_public_demand
    return programme_public_means / np.sqrt(np.sqrt(means * means + demand * demand))


@auxiliary("1", title="Share of works paid for", title_zh="工程资金到位率", domain=SHARE)
def programme_paid_share(programme_public_share, programme_public_share_met, funded_share):
    """Public money and credit by their parts of the cost."""
    return programme_public_share * programme_public_share_met + (1 - programme_public_share) * funded_share


@auxiliary(MONEY, title="Support of farms, workshops and jobs paid", title_zh="产业与就业帮扶到位资金")
def rural_support(rural_support_demand, programme_public_share_met):
    """What of it is met, at base-year prices."""
    return rural_support_demand * programme_public_share_met


@auxiliary(MONEY, title="Programmes paid for", title_zh="专项工程到位投资")
def programme_spending(works_cost, programme_paid_share, rural_support):
    """Works and support, at base-year prices."""
    return works_cost * programme_paid_share + rural_support


@auxiliary(MONEY, title="Programmes paid for, current prices", title_zh="专项工程到位投资（现价）")
def programme_outlay(general_price, programme_spending):
    """At the prices of the day."""
    return general_price * programme_spending


@auxiliary(MONEY, title="Public money in programmes", title_zh="专项工程财政资金")
def programme_public_outlay(general_price, programme_public_demand, programme_public_share_met):
    """What of the public part is met, at the prices of the day."""
    return general_price * programme_public_demand * programme_public_share_met


@auxiliary(MONEY, title="Public money that programmes lack", title_zh="专项工程财政资金缺口")
def programme_public_shortfall(general_price, programme_public_demand, programme_public_share_met):
    """What of the public part is not met, at the prices of the day."""
    return general_price * programme_public_demand * (1 - programme_public_share_met)


@auxiliary(MONEY, title="Credit that programmes lack", title_zh="专项工程信贷缺口")
def programme_credit_shortfall(general_price, programme_credit_demand, funded_share):
    """What of the credit asked for is not met, at the prices of the day."""
    return general_price * programme_credit_demand * (1 - funded_share)


public_purse_means = stack(
    public_purse, MONEY,
    {"programme_budget": "programme_public_budget", "bridging": "bridging_fund", "relocation": "relocation_support", "fujian": "fujian_fund"},
    title="Public money that programmes can draw on, by purse", title_zh="专项工程可用财政资金（分来源）",
)  # fmt: skip


@auxiliary(
    MONEY,
    dimensions=(public_purse,),
    title="Public money in programmes, by purse",
    title_zh="专项工程财政资金（分来源）",
)
def public_outlay_by_purse(programme_public_outlay, public_purse_means, programme_public_means):
    """Each gives in proportion to its means, at the prices of the day."""
    return programme_public_outlay * public_purse_means / programme_public_means


public_money_account = Balance(
    MONEY, ("public_outlay_by_purse",), ("programme_public_outlay",),
    title="Public money of programmes, by purse", title_zh="专项工程财政资金来源平衡",
)  # fmt: skip
programme_account = Balance(
    MONEY, ("programme_public_outlay", "programme_financing"), ("programme_outlay",),
    title="Programmes are paid by public money and credit", title_zh="专项工程资金来源与运用",
)  # fmt: skip


@flow("%/year", into="programme_works", dimensions=(programme,), title="Coverage gained", title_zh="覆盖率提升")
def coverage_expansion(coverage_push, coverage_pace, programme_paid_share):
    """What is paid for."""
    return coverage_push * coverage_pace * programme_paid_share


@flow(
    "count/year", into="programme_count", dimensions=(programme_count_item,), title="Number added", title_zh="数量增加"
)
def count_building(count_push, count_pace, programme_paid_share):
    """What is paid for."""
    return count_push * count_pace * programme_paid_share
