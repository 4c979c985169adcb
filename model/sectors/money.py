"""Money: what financing is used for; investment, programmes and working capital by who pays and for what.

Stocks   none
Told     demands by purpose, funded_share and financing by finance, plant_funded_share by capital, what falls due by credit, programmes' outlays by
         programmes, public_costs by government_debt
Gives    the accounts that the report shows
"""

from model.engine.declare import Balance, Dimension, auxiliary, stack

RATE = "1e8 CNY/year"


# -- what financing is used for ----------------------------------------------------------------------------------------
@auxiliary(RATE, title="Green investment funded", title_zh="已落实资金的绿色投资")
def green_investment_funded(green_investment_demand, green_group_investment_demand, funded_share, funded_share_base):
    """In the region and by groups from outside, at base-year prices."""
    local = (green_investment_demand - green_group_investment_demand) * funded_share
    return local + green_group_investment_demand * funded_share_base


@auxiliary(RATE, title="Financing of green investment", title_zh="绿色投资融资")
def green_investment_financing(
    external_finance_share, investment_price, green_investment_demand, green_group_investment_demand, funded_share
):
    """Financing in the region of the green investment that is funded."""
    volume = (green_investment_demand - green_group_investment_demand) * funded_share
    return external_finance_share * investment_price * volume


@auxiliary(RATE, title="Financing of ordinary investment", title_zh="一般投资融资")
def ordinary_investment_financing(external_finance_share, investment_price, ordinary_investment_demand, funded_share):
    """Outside financing of the ordinary investment that is funded."""
    return external_finance_share * investment_price * ordinary_investment_demand * funded_share


@auxiliary(RATE, title="Financing of coal power investment", title_zh="煤电投资融资")
def coal_power_investment_financing(
    external_finance_share, investment_price, coal_power_investment_demand, group_finance_share, funded_share
):
    """Financing in the region of the coal power investment that is funded."""
    volume = coal_power_investment_demand * (1 - group_finance_share) * funded_share
    return external_finance_share * investment_price * volume


@auxiliary(RATE, title="Financing of programmes", title_zh="专项工程融资")
def programme_financing(general_price, programme_credit_demand, funded_share):
    """Credit of programmes that is funded."""
    return general_price * programme_credit_demand * funded_share


@auxiliary(RATE, title="Working capital demand met", title_zh="已满足的流动资金需求（含到期续贷）")
def working_capital_met(working_capital_demand, funded_share):
    """Gross, with loans lent anew."""
    return working_capital_demand * funded_share


@auxiliary(RATE, title="Loans paid off out of earnings", title_zh="以经营收益偿还的贷款")
def earned_repayment(loan_exit, working_capital_share_of_financing_base):
    """What was lent for investment; working capital that falls due is asked for anew."""
    return loan_exit * (1 - working_capital_share_of_financing_base)


@auxiliary(RATE, title="Financing of working capital", title_zh="流动资金净融资")
def working_capital_financing(working_capital_met, loan_exit, earned_repayment):
    """What is left after working capital that falls due: below zero where more is paid back than borrowed."""
    return working_capital_met - (loan_exit - earned_repayment)


@auxiliary(RATE, title="New lending", title_zh="新增贷款投放（扣除流动资金续贷）")
def new_lending(loan_financing, earned_repayment):
    """What banks lend beside the renewal of working capital."""
    return loan_financing + earned_repayment


financing_account = Balance(
    RATE,
    (
        "net_new_loans", "earned_repayment", "government_bond_financing", "bonds_and_equity_financing",
        "other_financing",
    ),
    (
        "green_investment_financing", "ordinary_investment_financing", "coal_power_investment_financing",
        "programme_financing", "working_capital_financing", "loan_revaluation", "public_costs",
    ),
    "Social financing by instrument and by use",
    "社会融资来源与运用",
)  # fmt: skip


# -- who pays, and for what --------------------------------------------------------------------------------------------
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


purpose_funded_share = stack(
    purpose, "1",
    {
        "pv": "plant_funded_share", "wind": "plant_funded_share", "storage": "plant_funded_share",
        "export_lines": "plant_funded_share", "hydrogen": "plant_funded_share", "efficiency": "funded_share",
        "carbon_capture": "funded_share", "water": "funded_share", "ecology": "funded_share",
        "coal_power": "plant_funded_share", "ordinary": "funded_share",
    },
    title="Share of investment that is paid for, by purpose", title_zh="按用途投资资金到位率",
)  # fmt: skip


@auxiliary(RATE, dimensions=(purpose,), title="Investment paid for by purpose", title_zh="按用途到位投资（现价）")
def investment_outlay(investment_price, investment_wanted, purpose_funded_share):
    """At the prices of the day."""
    return investment_price * investment_wanted * purpose_funded_share


@auxiliary(RATE, dimensions=(purpose,), title="Investment not paid for by purpose", title_zh="按用途未到位投资（现价）")
def investment_shortfall(investment_price, investment_wanted, purpose_funded_share):
    """At the prices of the day."""
    return investment_price * investment_wanted * (1 - purpose_funded_share)


@auxiliary(RATE, title="Investors' own funds", title_zh="投资者自有资金")
def own_funds(
    external_finance_share, green_investment_financing, ordinary_investment_financing, coal_power_investment_financing
):
    """What investors add to the financing of investment in the region, at the prices of the day."""
    outside = green_investment_financing + ordinary_investment_financing + coal_power_investment_financing
    return outside * (1 - external_finance_share) / external_finance_share


@auxiliary(RATE, title="Funds of national groups", title_zh="区外集团资金")
def group_funds(investment_price, group_investment_demand, funded_share_base):
    """What groups of the nation bring in for plants and lines, at the prices of the day: local credit does not ration it."""
    return investment_price * group_investment_demand * funded_share_base


money_account = Balance(
    RATE,
    (
        "new_lending", "government_bond_financing", "bonds_and_equity_financing", "other_financing", "own_funds",
        "group_funds", "programme_public_outlay",
    ),
    ("investment_outlay", "programme_outlay", "working_capital_financing", "public_costs"),
    "Money for investment, programmes and working capital, by who pays and for what",
    "投资、专项工程与流动资金的来源与用途",
)  # fmt: skip
