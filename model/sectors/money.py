"""Money: investment, programmes and working capital by who pays and for what.

Stocks   none
Told     demands by purpose, funded_share and financing by finance, programmes' outlays by programmes
Gives    the account that the report shows
"""

from model.engine.declare import Balance, Dimension, auxiliary, stack

RATE = "1e8 CNY/year"

purpose = Dimension(
    "purpose",
    {
        "pv": ("PV", "光伏"), "wind": ("Wind", "风电"), "storage": ("Storage", "储能"),
        "export_lines": ("Export lines", "外送通道"), "hydrogen": ("Hydrogen", "氢能"),
        "efficiency": ("Energy efficiency", "节能改造"), "carbon_capture": ("Carbon capture", "碳捕集"),
        "water": ("Water saving and farmland", "节水与农田"), "ecology": ("Grassland and forest", "草原与造林"),
        "coal_power": ("Coal power", "煤电"), "ordinary": ("Ordinary investment", "一般投资"),
    },
)  # fmt: skip
investment_wanted = stack(
    purpose, RATE, {label: f"{label.removesuffix('s')}_investment_demand" for label in purpose.labels},
    title="Investment wanted by purpose", title_zh="按用途投资需求",
)  # fmt: skip


@auxiliary(RATE, dimensions=(purpose,), title="Investment paid for by purpose", title_zh="按用途到位投资（现价）")
def investment_outlay(investment_price, investment_wanted, funded_share):
    """At the prices of the day."""
    return investment_price * investment_wanted * funded_share


@auxiliary(RATE, dimensions=(purpose,), title="Investment not paid for by purpose", title_zh="按用途未到位投资（现价）")
def investment_shortfall(investment_price, investment_wanted, funded_share):
    """At the prices of the day."""
    return investment_price * investment_wanted * (1 - funded_share)


@auxiliary(RATE, title="Investors' own funds", title_zh="投资者自有资金")
def own_funds(
    external_finance_share, green_investment_financing, ordinary_investment_financing, coal_power_investment_financing
):
    """What investors add to the financing of investment in the region, at the prices of the day."""
    outside = green_investment_financing + ordinary_investment_financing + coal_power_investment_financing
    return outside * (1 - external_finance_share) / external_finance_share


@auxiliary(RATE, title="Funds of national groups", title_zh="区外集团资金")
def group_funds(investment_price, group_investment_demand, funded_share):
    """What groups of the nation bring in for plants and lines, at the prices of the day."""
    return investment_price * group_investment_demand * funded_share


money_account = Balance(
    RATE,
    (
        "loan_financing", "government_bond_financing", "bonds_and_equity_financing", "other_financing", "own_funds",
        "group_funds", "programme_public_outlay",
    ),
    ("investment_outlay", "programme_outlay", "working_capital_financing"),
    "Money for investment, programmes and working capital, by who pays and for what",
    "投资、专项工程与流动资金的来源与用途",
)  # fmt: skip
