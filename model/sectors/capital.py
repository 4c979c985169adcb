"""Capital: what branches wish to invest, what is paid for, and what stands.

Stocks   capital (by branch), dedicated_capital (power, energy saving, water and farmland, grassland and forest, programmes)
Told     funded_share by finance, ordinary_loan_rate by green_finance, prices by prices, value added by economy, demands by power,
         energy, water, ecology and programmes
Gives    capital to economy, investment_demand to finance, plant_funded_share to all who build plants, lines and storage

Dedicated assets yield through their own sectors: a solar plant through its kWh, a canal through its water. They are no
part of the capital that makes steel.
"""

import numpy as np

from model.engine.declare import Balance, Dimension, Lever, Parameter, Stock, auxiliary, derived, flow, stack, total
from model.sectors.dimensions import capital_branch

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

dedicated_asset = Dimension(
    "dedicated_asset",
    {
        "power": ("Plants, lines and storage", "电源、通道与储能"),
        "energy_saving": ("Energy saving and capture", "节能与碳捕集"),
        "water": ("Water saving and farmland", "节水与农田"),
        "ecology": ("Grassland and forest", "草原与造林"),
        "programmes": ("Programmes", "专项工程"),
    },
)

capital = Stock(
    MONEY, initial="capital_base", dimensions=(capital_branch,), title="Capital by branch", title_zh="分行业资本存量"
)
dedicated_capital = Stock(
    MONEY,
    initial="dedicated_capital_base",
    dimensions=(dedicated_asset,),
    title="Capital of its own kind",
    title_zh="专用资本存量",
)

fixed_asset_investment_base = Parameter(
    RATE, title="Fixed-asset investment, base year", title_zh="固定资产投资（基年）"
)
dedicated_investment_share_base = Parameter(
    "1", title="Power, saving, water, ecology in investment beside programmes, base year",
    title_zh="专用投资占专项工程以外投资比重（基年）",
)  # fmt: skip
capital_output_ratio_base = Parameter(
    "year",
    dimensions=(capital_branch,),
    title="Capital over output, base year",
    title_zh="资本产出比（基年）",
)
depreciation_rate = Parameter("1/year", title="Depreciation of capital", title_zh="资本折旧率")
dedicated_depreciation_rate = Parameter("1/year", title="Depreciation of dedicated capital", title_zh="专用资本折旧率")
investment_persistence = Parameter("1", title="Response of investment to capital", title_zh="投资对资本规模的弹性")
return_elasticity = Parameter("1", title="Response of investment to its return", title_zh="投资对回报率的弹性")
mine_return_elasticity = Parameter(
    "1", title="Response of investment in mines to its return", title_zh="煤矿投资对回报率的弹性"
)
interest_elasticity = Parameter(
    "1", title="Response of investment to the real loan rate", title_zh="投资对实际贷款利率的弹性"
)
support_reach = Parameter(
    "1", title="Investment that support of manufacturing adds at the most", title_zh="制造业扶持最多增加的投资比例"
)
support_half = Parameter("1", title="Support at which half its reach is used", title_zh="扶持效果半饱和值")
even_push = Parameter("1", title="Push where policy gives none", title_zh="无政策推动（=1）")
investment_climate = Lever("1", domain=(0, 2), title="Investment climate, base year = 1", title_zh="投资环境（基年=1）")
manufacturing_support = Lever(
    "1", domain=(0, 10), title="Support of manufacturing, base year = 1", title_zh="制造业扶持力度（基年=1）"
)


@derived(RATE, title="Investment made at the start", title_zh="期初投资完成额")
def investment_start(fixed_asset_investment_base, base_year_carry):
    """Run rate at the end of the base year, at the prices of that year."""
    return fixed_asset_investment_base * base_year_carry


@derived(RATE, title="Investment wanted at the start, beside programmes", title_zh="期初投资总需求（专项工程以外）")
def investment_demand_base(investment_start, programme_spending_base, funded_share_base):
    """Demand of which the funded share was made; programmes are a part of what was published, with money of their own."""
    return (investment_start - programme_spending_base) / funded_share_base


@derived(RATE, title="Ordinary investment wanted at the start", title_zh="期初一般投资需求")
def ordinary_investment_demand_base(investment_demand_base, dedicated_investment_share_base):
    """Without what goes into dedicated assets."""
    return investment_demand_base * (1 - dedicated_investment_share_base)


@derived(RATE, title="Value added that services' capital serves, base year", title_zh="服务业等资本对应增加值（基年）")
def services_group_base(services_value_added_base, construction_value_added_base, agriculture_value_added_base):
    """Services, and with them construction and farming."""
    return services_value_added_base + construction_value_added_base + agriculture_value_added_base


served_base = stack(
    capital_branch, RATE,
    {
        "coal": "coal_value_added_base", "other_industry": "other_industry_value_added_base",
        "services": "services_group_base",
    },
    title="Value added that capital serves, base year", title_zh="资本对应增加值（基年）",
)  # fmt: skip


@derived(MONEY, dimensions=(capital_branch,), title="Capital by branch, base year", title_zh="分行业资本存量（基年）")
def capital_base(served_base, capital_output_ratio_base):
    """Capital from the capital-output ratio."""
    return served_base * capital_output_ratio_base


total_capital_base = total(
    "capital_base", capital_branch, MONEY, title="Capital of branches, base year", title_zh="行业资本合计（基年）"
)


@derived(RATE, title="Ordinary investment made, base year", title_zh="一般投资完成额（基年）")
def branch_investment_base(fixed_asset_investment_base, programme_spending_base, dedicated_investment_share_base):
    """Without programmes, and without what else went into dedicated assets."""
    return (fixed_asset_investment_base - programme_spending_base) * (1 - dedicated_investment_share_base)


@derived(RATE, title="Investment in dedicated assets, base year", title_zh="专用投资完成额（基年）")
def dedicated_investment_base(fixed_asset_investment_base, programme_spending_base, dedicated_investment_share_base):
    """Programmes, and what else went into dedicated assets."""
    beside = (fixed_asset_investment_base - programme_spending_base) * dedicated_investment_share_base
    return programme_spending_base + beside


@derived(RATE, dimensions=(capital_branch,), title="Capital formation, base year", title_zh="分行业资本形成（基年）")
def capital_formation_base(branch_investment_base, capital_base, total_capital_base):
    """As capital stood."""
    return branch_investment_base * capital_base / total_capital_base


@auxiliary("1", title="Push of policy on investment in other industry", title_zh="政策对其他工业投资的推动")
def industry_push(
    manufacturing_support, support_reach, support_half, project_gate_deterrence, energy_budget_room, rationed_output,
    industry_levy_burden, return_elasticity,
):  # fmt: skip
    """Support adds less the more there is; reviews, a full energy budget, plants that stand still and levies hold back."""
    support = 1 + support_reach * (manufacturing_support - 1) / (manufacturing_support + support_half)
    earning = rationed_output**return_elasticity * np.exp(-industry_levy_burden * return_elasticity)
    return support * project_gate_deterrence * energy_budget_room * earning


investment_push = stack(
    capital_branch, "1", {"coal": "even_push", "other_industry": "industry_push", "services": "even_push"},
    title="Push of policy on investment", title_zh="政策对投资的推动",
)  # fmt: skip


branch_return_elasticity = stack(
    capital_branch, "1",
    {"coal": "mine_return_elasticity", "other_industry": "return_elasticity", "services": "return_elasticity"},
    title="Response of investment to its return by branch", title_zh="分行业投资对回报率的弹性",
)  # fmt: skip


@auxiliary(
    "1", dimensions=(capital_branch,), title="Return on capital over that at the start", title_zh="资本回报率相对期初"
)
def return_ratio(expected_price, produced, produced_base, base_year_carry, capital, capital_base):
    """Value added at expected prices per capital."""
    return expected_price * produced / (produced_base * base_year_carry) * capital_base / capital


@auxiliary("1", title="Dearness of credit over that at the start", title_zh="融资成本相对期初")
def dearness(ordinary_loan_rate, real_loan_rate_base, interest_elasticity):
    """By the rate of loans that are not green, less what inflation takes off it."""
    return (ordinary_loan_rate / real_loan_rate_base) ** interest_elasticity


@auxiliary(
    RATE, dimensions=(capital_branch,), title="Ordinary investment wanted by branch", title_zh="分行业一般投资需求"
)
def branch_investment_demand(
    ordinary_investment_demand_base, capital, capital_base, total_capital_base, investment_persistence, return_ratio,
    branch_return_elasticity, dearness, investment_climate, investment_push,
):  # fmt: skip
    """Grows less than capital does; more where capital earns, above all in mines, and less where credit is dear."""
    size = capital_base / total_capital_base * (capital / capital_base) ** investment_persistence
    earning = return_ratio**branch_return_elasticity / dearness
    return ordinary_investment_demand_base * size * earning * investment_climate * investment_push


ordinary_investment_demand = total(
    "branch_investment_demand", capital_branch, RATE, title="Ordinary investment wanted", title_zh="一般投资需求"
)


@auxiliary(RATE, title="Investment wanted, beside programmes", title_zh="投资总需求（专项工程以外）")
def investment_demand(ordinary_investment_demand, green_investment_demand, coal_power_investment_demand):
    """What asks for money: the ordinary, the green and the coal-power part."""
    return ordinary_investment_demand + green_investment_demand + coal_power_investment_demand


@flow(
    RATE, into="capital", base="capital_formation_base", dimensions=(capital_branch,),
    title="Capital formation", title_zh="分行业资本形成",
)  # fmt: skip
def capital_formation(branch_investment_demand, funded_share):
    """What is paid for gets built."""
    return branch_investment_demand * funded_share


@flow(RATE, out_of="capital", dimensions=(capital_branch,), title="Depreciation", title_zh="资本折旧")
def depreciation(capital, depreciation_rate):
    """Capital wears out in proportion."""
    return capital * depreciation_rate


@auxiliary("1", title="Share of plant investment that is paid for", title_zh="电源投资资金到位率", domain=(0.0, 1.0))
def plant_funded_share(group_finance_share, funded_share_base, funded_share):
    """What groups bring from outside comes as in the base year, however scarce the region's money; the rest comes as that does."""
    return group_finance_share * funded_share_base + (1 - group_finance_share) * funded_share


@auxiliary(RATE, title="Investment in plants, lines and storage", title_zh="电源、通道与储能投资完成额")
def power_investment(
    pv_investment_demand, wind_investment_demand, storage_investment_demand, export_line_investment_demand,
    hydrogen_investment_demand, coal_power_investment_demand, plant_funded_share,
):  # fmt: skip
    """What is paid for."""
    variable = pv_investment_demand + wind_investment_demand
    other = storage_investment_demand + export_line_investment_demand + hydrogen_investment_demand
    return (variable + other + coal_power_investment_demand) * plant_funded_share


@auxiliary(RATE, title="Investment in energy saving and capture", title_zh="节能与碳捕集投资完成额")
def energy_saving_investment(efficiency_investment_demand, carbon_capture_investment_demand, funded_share):
    """What is paid for."""
    return (efficiency_investment_demand + carbon_capture_investment_demand) * funded_share


@auxiliary(RATE, title="Investment in water saving and farmland", title_zh="节水与农田投资完成额")
def water_investment(water_investment_demand, funded_share):
    """What is paid for."""
    return water_investment_demand * funded_share


@auxiliary(RATE, title="Investment in grassland and forest", title_zh="草原与造林投资完成额")
def ecology_investment(ecology_investment_demand, funded_share):
    """What is paid for."""
    return ecology_investment_demand * funded_share


dedicated_investment = stack(
    dedicated_asset, RATE,
    {
        "power": "power_investment", "energy_saving": "energy_saving_investment", "water": "water_investment",
        "ecology": "ecology_investment", "programmes": "programme_spending",
    },
    title="Investment in dedicated assets", title_zh="专用投资完成额",
)  # fmt: skip


@flow(
    RATE, into="dedicated_capital", dimensions=(dedicated_asset,),
    title="Dedicated capital formation", title_zh="专用资本形成",
)  # fmt: skip
def dedicated_capital_formation(dedicated_investment):
    """What is paid for."""
    return dedicated_investment


@flow(
    RATE, out_of="dedicated_capital", dimensions=(dedicated_asset,),
    title="Depreciation of dedicated capital", title_zh="专用资本折旧",
)  # fmt: skip
def dedicated_depreciation(dedicated_capital, dedicated_depreciation_rate):
    """In proportion."""
    return dedicated_capital * dedicated_depreciation_rate


branch_investment = total(
    "capital_formation", capital_branch, RATE, base="branch_investment_base",
    title="Ordinary investment made", title_zh="一般投资完成额",
)  # fmt: skip
total_dedicated_investment = total(
    "dedicated_investment", dedicated_asset, RATE, base="dedicated_investment_base",
    title="Investment in dedicated assets, all", title_zh="专用投资完成额合计",
)  # fmt: skip


@auxiliary(RATE, base="fixed_asset_investment_base", title="Investment made", title_zh="投资完成额")
def investment(branch_investment, total_dedicated_investment):
    """Of branches and in dedicated assets, at base-year prices."""
    return branch_investment + total_dedicated_investment


@auxiliary(RATE, title="Coal power investment funded", title_zh="已落实资金的煤电投资")
def coal_power_investment_funded(coal_power_investment_demand, plant_funded_share):
    """At base-year prices."""
    return coal_power_investment_demand * plant_funded_share


capital_account = Balance(
    RATE,
    ("branch_investment", "green_investment_funded", "coal_power_investment_funded", "programme_spending"),
    ("capital_formation", "dedicated_capital_formation"),
    title="Investment paid for becomes capital of one kind or another", title_zh="投资完成额等于各类资本形成",
)  # fmt: skip
