"""Allocation of water: what the quota, the river, the region's own water and cleaned sewage give, and who comes first.

Stocks   reused_sewage_share, stored_inflow
Told     demands by water and irrigation
Gives    water_adequacy, agriculture_water_adequacy, agriculture_water_use; mean_rain and rain to ecology; stored_inflow to generation

The river's share falls in dry years by the rule of the allocation plan. Households are served first, then industry and
the environment, then farming; a part of the second rank may be put in line with farming.
"""

import numpy as np

from model.engine.declare import Balance, Driver, Lever, Parameter, Stock, auxiliary, derived, flow, smooth

ANY, SHARE = (0.0, 1e12), (0.0, 1.0)
WATER, MONEY = "1e8 m3/year", "1e8 CNY/year"

rain = Driver("mm/year", title="Rain", title_zh="年降水量", domain=(0, 3000))
mean_rain = Parameter("mm/year", title="Mean rain, 1956-2000", title_zh="多年平均降水量（1956-2000年）", domain=ANY)
river_inflow = Driver(
    WATER, title="Inflow of the Yellow River at Lanzhou", title_zh="黄河兰州站年来水量", domain=(0, 1500)
)
river_inflow_base = Parameter(WATER, title="Inflow at Lanzhou, base year", title_zh="黄河兰州站年来水量（基年）")
reservoir_lag = Parameter("year", title="Mean time that reservoirs hold water back", title_zh="水库调蓄滞后")
water_use_inflow_elasticity = Parameter(
    "1", title="Answer of water use to the river's inflow", title_zh="用水量对来水的弹性"
)
water_quota = Lever(
    WATER,
    authority="national",
    title="Water quota in a year as the base year",
    title_zh="取用水总量控制指标",
    domain=(0, 500),
)
inflow_sharing = Lever(
    "1", authority="national", title="How far the river's share follows its inflow, on record = 1",
    title_zh="取水指标随来水丰增枯减的程度（实录=1）", domain=(0, 5),
)  # fmt: skip
farming_rank = Lever(
    "1",
    title="Part of industry's and environment's water that ranks with farming",
    title_zh="与农业同序供水的工业和生态用水比例",
    domain=SHARE,
)
sewage_reuse = Lever(
    "1", title="Share of sewage that is to be used again", title_zh="污水再生利用目标比例", domain=SHARE
)
water_quota_base = Parameter(WATER, title="Water quota, base year", title_zh="取用水总量控制指标（基年）")
sewage_return_share = Parameter(
    "1", title="Sewage from a unit of urban and industrial water", title_zh="城镇与工业用水产污系数", domain=SHARE
)
reuse_building_time = Parameter("year", title="Time to build works of reuse", title_zh="再生水设施建设时间")
reuse_cost = Parameter(
    "CNY*year/m3", title="Cost of works that clean a m3 a year for reuse", title_zh="再生水年产能单位投资"
)
local_water_share = Parameter("1", title="Local water in the quota", title_zh="当地水占比", domain=SHARE)
local_water_elasticity = Parameter("1", title="Answer of local water to rain", title_zh="当地水资源对降水的弹性")
largest_river_share = Parameter(
    "1", title="Part of the river that can be drawn at the most", title_zh="黄河来水最大可引比例", domain=SHARE
)
adequacy_sharpness = Parameter("1", title="Sharpness of farming's limit", title_zh="农业水资源约束锐度")
reused_sewage_share = Stock(
    "1",
    initial="reused_sewage_share_base",
    domain=SHARE,
    title="Share of sewage used again",
    title_zh="污水再生利用比例",
)


@derived(WATER, title="Water left for farming, base year", title_zh="农业可用水量（基年）")
def agriculture_limit_base(
    water_quota_base, sewage_return_share, reused_sewage_share_base, industry_water_base, household_water_base,
    water_use_base, agriculture_water_base,
):  # fmt: skip
    """What those served first leave of the quota and of sewage used again."""
    reused = sewage_return_share * reused_sewage_share_base * (industry_water_base + household_water_base)
    return water_quota_base + reused - (water_use_base - agriculture_water_base)


@derived(WATER, title="Water that farming asked for, base year", title_zh="农业需水量（基年）")
def agriculture_need_base(agriculture_water_base, agriculture_limit_base, adequacy_sharpness):
    """The need of which the limit left the published use: the smooth minimum of need and limit, solved for the need."""
    used = (agriculture_water_base / agriculture_limit_base) ** adequacy_sharpness
    return agriculture_water_base / (1 - used) ** (1 / adequacy_sharpness)


@derived("1", title="Answer of the river's share to its inflow", title_zh="黄河可取水量对来水的弹性")
def river_share_elasticity(
    water_use_inflow_elasticity, water_use_base, agriculture_limit_base, agriculture_water_base, adequacy_sharpness,
    water_quota_base, local_water_share,
):  # fmt: skip
    """Such that at first all use answers the inflow as it did on record."""
    slope = (agriculture_water_base / agriculture_limit_base) ** (adequacy_sharpness + 1)
    return water_use_inflow_elasticity * water_use_base / (slope * water_quota_base * (1 - local_water_share))


stored_inflow = smooth(
    "river_inflow", over="reservoir_lag", initial="river_inflow_base", units=WATER,
    title="Inflow as reservoirs pass it on", title_zh="水库调蓄后的来水量",
)  # fmt: skip


@auxiliary(WATER, title="River water that may be drawn", title_zh="黄河可取水量")
def river_limit(
    water_quota, local_water_share, stored_inflow, river_inflow_base, river_share_elasticity, inflow_sharing,
    largest_river_share,
):  # fmt: skip
    """The quota less its local part, more in wet years and less in dry ones, by the rule, as far as the river has it."""
    share = (stored_inflow / river_inflow_base) ** (river_share_elasticity * inflow_sharing)
    return np.minimum(water_quota * (1 - local_water_share) * share, largest_river_share * stored_inflow)


@auxiliary(WATER, title="Local water that can be drawn", title_zh="当地可供水量")
def local_limit(water_quota, local_water_share, rain, mean_rain, local_water_elasticity):
    """The local part of the quota, as far as rain fills it."""
    return water_quota * local_water_share * (rain / mean_rain) ** local_water_elasticity


@auxiliary(WATER, title="Sewage", title_zh="污水排放量")
def sewage(industry_water_demand, household_water_demand, sewage_return_share):
    """What industry and households give back of what they ask for."""
    return (industry_water_demand + household_water_demand) * sewage_return_share


@auxiliary("1/year", title="Works of reuse built", title_zh="再生水设施建成")
def reuse_building(sewage_reuse, reused_sewage_share, reuse_building_time):
    """Towards what policy asks for; what is not wanted any more runs down."""
    return (sewage_reuse - reused_sewage_share) / reuse_building_time


@flow("1/year", into="reused_sewage_share", title="Change of reuse", title_zh="再生利用比例变化")
def reuse_change(reuse_building):
    """As works are built or run down."""
    return reuse_building


@auxiliary(MONEY, title="Investment demand of reuse", title_zh="再生水投资需求")
def reuse_investment_demand(reuse_building, sewage, reuse_cost):
    """New works."""
    return np.maximum(reuse_building, 0) * sewage * reuse_cost


@auxiliary(WATER, title="Reclaimed water used", title_zh="再生水利用量")
def reclaimed_water(sewage, reused_sewage_share, treated_sewage_ratio):
    """As far as it is cleaned; it stands outside the quota."""
    return np.minimum(sewage * reused_sewage_share * treated_sewage_ratio, sewage)


@auxiliary(WATER, title="Water that can be used", title_zh="可供水量")
def water_supply(river_limit, local_limit, reclaimed_water):
    """Of the river, of the region itself, and reclaimed."""
    return river_limit + local_limit + reclaimed_water


@auxiliary(WATER, title="Water demand served first", title_zh="优先保障需水量")
def first_water_demand(household_water_demand, industry_water_demand, environment_water_demand, farming_rank):
    """Households, and what of industry and environment comes before farming."""
    return household_water_demand + (industry_water_demand + environment_water_demand) * (1 - farming_rank)


@auxiliary(WATER, title="Water demand served last", title_zh="末序供水需水量")
def last_water_demand(agriculture_water_demand, industry_water_demand, environment_water_demand, farming_rank):
    """Farming, and what ranks with it."""
    return agriculture_water_demand + (industry_water_demand + environment_water_demand) * farming_rank


@auxiliary("1", title="Water adequacy of what is served first", title_zh="优先保障用水供水保障程度")
def first_water_adequacy(water_supply, first_water_demand):
    """All they ask for, while there is as much."""
    return np.minimum(1, water_supply / first_water_demand)


@auxiliary(WATER, title="Water left for farming and what ranks with it", title_zh="末序可用水量")
def last_water_limit(water_supply, first_water_demand):
    """What those served first leave."""
    return np.maximum(water_supply - first_water_demand, 0)


@auxiliary("1", title="Share of what is left that is taken", title_zh="末序可用水量使用率")
def last_taken_share(last_water_limit, last_water_demand, adequacy_sharpness):
    """Smooth minimum of need and limit, over the limit; scarcity is felt before the limit is reached."""
    closeness = (last_water_limit / last_water_demand) ** adequacy_sharpness
    return 1 / (1 + closeness) ** (1 / adequacy_sharpness)


@auxiliary("1", title="Water adequacy of what is served last", title_zh="末序用水供水保障程度")
def last_water_adequacy(last_water_limit, last_taken_share, last_water_demand):
    """Farming and what ranks with it share alike."""
    return last_water_limit * last_taken_share / last_water_demand


@auxiliary("1", title="Water adequacy of industry and environment", title_zh="工业与生态供水保障程度")
def water_adequacy(first_water_adequacy, last_water_adequacy, farming_rank):
    """By the rank of its parts."""
    return first_water_adequacy * (1 - farming_rank) + last_water_adequacy * farming_rank


@auxiliary(WATER, title="Agricultural water use", title_zh="农业用水量")
def agriculture_water_use(agriculture_water_demand, last_water_adequacy):
    """Need, as far as there is water."""
    return agriculture_water_demand * last_water_adequacy


@auxiliary("1", title="Water adequacy of farming, base year = 1", title_zh="农业供水保障程度（基年=1）")
def agriculture_water_adequacy(last_water_adequacy, agriculture_water_base, agriculture_need_base):
    """Use over need, to that of the base year."""
    return last_water_adequacy / (agriculture_water_base / agriculture_need_base)


@auxiliary("1", title="Share of the drawable water drawn", title_zh="可取水量使用率")
def drawn_share(last_taken_share, first_water_demand, reclaimed_water, river_limit, local_limit):
    """Those served first draw what reclaimed water does not cover, farming its share of the rest."""
    first = np.minimum(1, (first_water_demand - reclaimed_water) / (river_limit + local_limit))
    return first + last_taken_share * (1 - first)


@auxiliary(WATER, title="River withdrawal", title_zh="黄河取水量")
def river_withdrawal(river_limit, drawn_share):
    """River and local water are drawn in proportion to what each may give."""
    return river_limit * drawn_share


@auxiliary(WATER, title="Local and ground water drawn", title_zh="当地水与地下水取水量")
def local_withdrawal(local_limit, drawn_share):
    """River and local water are drawn in proportion to what each may give."""
    return local_limit * drawn_share


water_balance = Balance(
    WATER, ("river_withdrawal", "local_withdrawal", "reclaimed_water"), ("water_use_by_user",),
    title="Water drawn is water used", title_zh="供水等于用水",
)  # fmt: skip
