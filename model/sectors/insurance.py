"""Insurance: premiums, claims and farm insurance.

Stocks   insurance_use
Told     output by economy and people, water of farming by water
Gives    premiums and claims to capital_market, uninsured_farm_loss to credit, farm_insurance_public_cost to government_debt

Insurance spreads like a habit, up to a part of output. Premiums follow output at trend prices: a year of dear coal sells
no policies. Farm insurance is bought for the subsidy, pays for lost harvests and so keeps farm loans sound.
"""

import numpy as np

from model.engine.declare import Lever, Parameter, Stock, auxiliary, derived, flow, ratio

RATE, SHARE = "1e8 CNY/year", (0.0, 1.0)

premium_income_base = Parameter(RATE, title="Insurance premiums, base year", title_zh="原保费收入（基年）")
claims_base = Parameter(RATE, title="Insurance claims, base year", title_zh="保险业赔付支出（基年）")
insurance_use_limit = Parameter("%", title="Premiums over output in the end", title_zh="保险深度饱和值")
insurance_spread_rate = Parameter("1/year", title="Rate at which insurance spreads", title_zh="保险深度扩散速率")
farm_insurance_base = Parameter(RATE, title="Farm premiums' subsidy, base year", title_zh="农业保险保费补贴（基年）")
farm_subsidy_share = Parameter(
    "1", title="Part of a farm premium that is subsidised", title_zh="农业保险保费补贴比例", domain=SHARE
)
farm_public_share = Parameter(
    "1", title="Part of the subsidy that the region pays", title_zh="补贴中地方财政承担比例", domain=SHARE
)
sum_insured_per_premium = Parameter("1", title="Sum insured per farm premium", title_zh="单位保费保额")
farm_claims_trigger = Parameter(
    "1", title="Part of an insured loss that is paid", title_zh="农业受损保额赔付比例", domain=SHARE
)

farm_insurance_subsidy = Lever(
    RATE,
    title="Subsidy of farm insurance (base-year prices)",
    title_zh="农业保险保费补贴（基年价）",
    domain=(0.0, 100.0),
)

insurance_use = Stock(
    "%", initial="insurance_use_base", title="Premiums over output at trend prices", title_zh="保费相对趋势价格产出比例"
)


@derived("%", title="Premiums over output, base year", title_zh="保费相对产出比例（基年）")
def insurance_use_base(premium_income_base, gdp_base, percent):
    """Insurance depth of the base year."""
    return premium_income_base / gdp_base * percent


@flow("%/year", into="insurance_use", title="Spread of insurance", title_zh="保险扩散")
def insurance_spread(insurance_use, insurance_spread_rate, insurance_use_limit):
    """Logistic, towards a part of output."""
    return insurance_spread_rate * insurance_use * (1 - insurance_use / insurance_use_limit)


@auxiliary(RATE, title="Farm premiums", title_zh="农业保险保费")
def farm_premiums(farm_insurance_subsidy, farm_subsidy_share, general_price):
    """What the subsidy calls forth, at the prices of the day."""
    return farm_insurance_subsidy / farm_subsidy_share * general_price


@auxiliary(RATE, title="Farm premiums beyond those of the base year", title_zh="新增农业保险保费")
def added_farm_premiums(farm_premiums, farm_insurance_base, farm_subsidy_share, general_price):
    """Those of the base year are in the published premiums."""
    return farm_premiums - farm_insurance_base / farm_subsidy_share * general_price


@auxiliary(RATE, base="premium_income_base", title="Insurance premiums", title_zh="原保费收入")
def premium_income(insurance_use, percent, general_price, gdp, added_farm_premiums):
    """A part of output at trend prices, and farm premiums."""
    return insurance_use / percent * general_price * gdp + added_farm_premiums


@auxiliary("1", title="Harvest lost for want of water", title_zh="缺水造成的农业损失率")
def farm_loss(agriculture_water_adequacy, farming_water_elasticity):
    """By the water that farming lacks."""
    return 1 - np.minimum(agriculture_water_adequacy, 1) ** farming_water_elasticity


@auxiliary("1", title="Part of farming's output that is insured", title_zh="农业产值承保比例", domain=SHARE)
def farm_cover(farm_premiums, sum_insured_per_premium, agriculture_value_added, general_price):
    """Smooth minimum of one and the sum insured over farming's value added."""
    cover = farm_premiums * sum_insured_per_premium / (agriculture_value_added * general_price)
    return cover / np.sqrt(1 + cover * cover)


@auxiliary(RATE, title="Claims of farms for want of water", title_zh="缺水造成的农业保险赔付")
def farm_claims(farm_loss, farm_cover, farm_claims_trigger, agriculture_value_added, general_price):
    """The insured part of what is lost."""
    return farm_loss * farm_cover * farm_claims_trigger * agriculture_value_added * general_price


@auxiliary("1", title="Harvest lost and not insured", title_zh="未获保险补偿的农业损失率")
def uninsured_farm_loss(farm_loss, farm_cover, farm_claims_trigger):
    """What farmers are left with."""
    return farm_loss * (1 - farm_cover * farm_claims_trigger)


@auxiliary(RATE, base="claims_base", title="Insurance claims", title_zh="保险业赔付支出")
def claims(claims_base, premium_income_base, premium_income, farm_claims):
    """The base year's share of premiums, and what farms claim where water is short."""
    return claims_base / premium_income_base * premium_income + farm_claims


@auxiliary(
    RATE, title="Farm insurance's cost to the region beyond that of the base year", title_zh="农业保险新增地方财政成本"
)
def farm_insurance_public_cost(farm_insurance_subsidy, farm_insurance_base, farm_public_share, general_price):
    """The region's part of the subsidy; the state pays the rest."""
    return farm_public_share * (farm_insurance_subsidy - farm_insurance_base) * general_price


@ratio("%", title="Insurance depth", title_zh="保险深度")
def insurance_depth(premium_income, nominal_gdp, percent):
    """Premiums over nominal GDP, as the plan defines it."""
    return premium_income / nominal_gdp * percent


@ratio("CNY/person/year", title="Insurance density", title_zh="保险密度")
def insurance_density(premium_income, population, hundred_million_per_ten_thousand):
    """Premiums over population, as the plan defines it."""
    return premium_income / population / hundred_million_per_ten_thousand
