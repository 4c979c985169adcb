"""Finance: what investment and business ask for, what can be supplied, and the loans that follow, good and bad.

Loops: loans -> deposits -> credit supply; bad loans (sector credit) -> banks' perception -> credit supply and loan rate
-> investment. Flows are nominal; investment demands are at 2020 prices.
"""

import numpy as np

from model.engine.declare import Balance, Dimension, Lever, Parameter, Stock, auxiliary, derived, flow, stack

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

# -- published figures -------------------------------------------------------------------------------------------------
total_social_financing_increment_base = Parameter(
    RATE, title="Increment of total social financing, base year", title_zh="社会融资规模增量（基年）"
)
total_social_financing_last_five_years = Parameter(
    MONEY, title="Total social financing, sum of 2016-2020", title_zh="社会融资规模增量（2016—2020年累计）"
)
bonds_and_equity_last_five_years = Parameter(
    MONEY,
    title="Bonds and equity of non-financial firms, 2016-2020",
    title_zh="非金融企业债券和股票融资（2016—2020年累计）",
)
government_bonds_last_five_years = Parameter(
    MONEY, title="Local government bonds, sum of 2016-2020", title_zh="地方政府债券（2016—2020年累计）"
)
loans_five_years_before = Parameter(MONEY, title="Loans, 2015", title_zh="各项贷款余额（2015年）")
loans_base = Parameter(MONEY, title="Loans, base year", title_zh="各项贷款余额（基年）")
deposits_five_years_before = Parameter(MONEY, title="Deposits, 2015", title_zh="各项存款余额（2015年）")
corporate_loan_rate_base = Parameter("%", title="Loan rate of firms, base year", title_zh="企业贷款加权平均利率（基年）")
five_years = Parameter("year", title="Years from 2015 to 2020", title_zh="2015至2020年的年数")

# -- assumptions -------------------------------------------------------------------------------------------------------
funded_share_base = Parameter("1", title="Share of financing demand met, base year", title_zh="融资需求满足率（基年）")
financing_sharpness = Parameter("1", title="Sharpness of the financing limit", title_zh="融资约束的尖锐度")
working_capital_share_of_financing_base = Parameter(
    "1", title="Working capital's share of financing demand, base year", title_zh="流动资金占融资需求比重（基年）"
)
working_capital_rate_elasticity = Parameter(
    "1", title="Elasticity of working capital demand to the loan rate", title_zh="流动资金需求对利率的弹性"
)
funding_elasticity = Parameter(
    "1", title="Elasticity of credit to deposits per loan", title_zh="信贷供给对存贷比的弹性"
)
risk_elasticity = Parameter("1", title="Elasticity of credit to perceived risk", title_zh="信贷供给对感知风险的弹性")
equity_market_elasticity = Parameter(
    "1", title="Elasticity of bond and equity supply to listed companies", title_zh="直接融资对上市公司数的弹性"
)
rate_risk_response = Parameter(
    "1", title="Loan rate rise per rise of the bad loan ratio", title_zh="贷款利率对不良率的反应"
)
loan_deposit_retention = Parameter(
    "1", title="Share of new loans kept as deposits here", title_zh="新增贷款区内派生存款比例"
)

# -- levers ------------------------------------------------------------------------------------------------------------
credit_stance = Lever("1", title="Credit stance of banks", title_zh="信贷投放力度", domain=(0.0, 2.0))
government_bond_issuance = Lever(
    RATE, title="Local government bond issuance (net)", title_zh="地方政府债券净发行额", domain=(0.0, 1000.0)
)
policy_rate_change = Lever("%", title="Change of the policy rate", title_zh="政策利率变动", domain=(-3.0, 5.0))

# -- stocks ------------------------------------------------------------------------------------------------------------
deposits = Stock(MONEY, initial="deposits_base", title="Deposits", title_zh="各项存款余额")


@derived(RATE, title="Social financing at the start", title_zh="起始社会融资速率")
def start_financing(total_social_financing_increment_base, base_year_carry):
    """Run rate at the end of 2020."""
    return total_social_financing_increment_base * base_year_carry


@derived(RATE, title="Financing demand at the start", title_zh="起始融资需求")
def start_financing_demand(start_financing, funded_share_base):
    """The demand of which the share met gives the published increment."""
    return start_financing / funded_share_base


@derived("1", title="Working capital asked for per GDP", title_zh="单位生产总值流动资金需求")
def working_capital_per_gdp(working_capital_share_of_financing_base, start_financing_demand, gdp_start):
    """Working capital's part of the demand at the start, over GDP."""
    return working_capital_share_of_financing_base * start_financing_demand / gdp_start


@derived("1", title="Outside financing per unit of investment", title_zh="投资外部融资比例")
def external_finance_share(
    working_capital_share_of_financing_base, start_financing_demand, programme_credit_demand_base,
    investment_demand_base,
):  # fmt: skip
    """What working capital and programmes leave of the demand at the start, over investment demand then."""
    investment = (1 - working_capital_share_of_financing_base) * start_financing_demand - programme_credit_demand_base
    return investment / investment_demand_base


@derived("1", title="Supply capacity over use at the start", title_zh="起始融资供给能力与使用之比")
def supply_headroom(funded_share_base, financing_sharpness):
    """The smooth minimum solved for the supply that gives the funded share of 2020."""
    return (1 - funded_share_base**financing_sharpness) ** (-1 / financing_sharpness)


@derived(RATE, title="Net new loans at the start", title_zh="起始新增贷款")
def start_net_new_loans(start_financing, loans_base, loans_five_years_before, total_social_financing_last_five_years):
    """The start's financing by the share of loans in 2016-2020."""
    return start_financing * (loans_base - loans_five_years_before) / total_social_financing_last_five_years


@derived("1/year", title="Growth of loans at the start", title_zh="起始贷款增速")
def start_loan_growth(start_net_new_loans, loans_base):
    """Net new loans over loans."""
    return start_net_new_loans / loans_base


@derived(
    RATE, title="Local government bonds in 2020, by five-year share", title_zh="地方政府债券（2020年，按五年比重）"
)
def government_bonds_base(
    total_social_financing_increment_base, government_bonds_last_five_years, total_social_financing_last_five_years
):
    """The increment of 2020 by the share of 2016-2020: the default of the lever."""
    return total_social_financing_increment_base * government_bonds_last_five_years / total_social_financing_last_five_years


@derived(RATE, title="Other financing at the start", title_zh="起始其他融资")
def start_other_financing(start_financing, start_net_new_loans, start_bonds_and_equity, government_bonds_base):
    """What is left of the start's financing: trust and entrusted loans, bills, write-offs and others."""
    return start_financing - start_net_new_loans - start_bonds_and_equity - government_bonds_base


@derived("1", title="Deposits saved out of GDP", title_zh="存款储蓄占生产总值比例")
def deposit_saving_share(
    deposits_base, deposits_five_years_before, five_years, loan_deposit_retention, start_net_new_loans, gdp_start
):
    """The share at which deposits at first grow as they did on average in 2015-2020."""
    growth = deposits_base * np.log(deposits_base / deposits_five_years_before) / five_years
    return (growth - loan_deposit_retention * start_net_new_loans) / gdp_start


# -- demand for financing ----------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Green investment demand", title_zh="绿色投资需求")
def green_investment_demand(
    pv_investment_demand, wind_investment_demand, storage_investment_demand, export_line_investment_demand,
    hydrogen_investment_demand, efficiency_investment_demand, water_investment_demand, ecology_investment_demand,
):  # fmt: skip
    """Investment that the power, energy, water and ecology sectors ask for, at 2020 prices."""
    plants = pv_investment_demand + wind_investment_demand
    network = storage_investment_demand + export_line_investment_demand
    return plants + network + hydrogen_investment_demand + efficiency_investment_demand + water_investment_demand + ecology_investment_demand


@auxiliary(RATE, title="Working capital demand", title_zh="流动资金需求")
def working_capital_demand(
    working_capital_per_gdp, nominal_gdp, corporate_loan_rate, corporate_loan_rate_base, working_capital_rate_elasticity
):
    """Scales with nominal output, less at a dearer rate."""
    dearness = corporate_loan_rate / corporate_loan_rate_base
    return working_capital_per_gdp * nominal_gdp * dearness**-working_capital_rate_elasticity


@auxiliary(RATE, title="Financing demand", title_zh="融资需求")
def financing_demand(
    external_finance_share, price_level, ordinary_investment_demand, green_investment_demand,
    coal_power_investment_demand, programme_credit_demand, working_capital_demand,
):  # fmt: skip
    """What investment, programmes and working capital ask of banks and markets."""
    investment = ordinary_investment_demand + green_investment_demand + coal_power_investment_demand
    projects = external_finance_share * investment + programme_credit_demand
    return projects * price_level + working_capital_demand


# -- supply of financing -----------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Credit supply", title_zh="信贷供给")
def credit_supply(
    loans, start_loan_growth, deposits, deposits_base, loans_base, funding_elasticity, perceived_bad_loan_ratio,
    bad_loan_ratio_base, risk_elasticity, credit_stance,
):  # fmt: skip
    """Growth of loans that banks would grant at the use of 2020: more with deposits, less with perceived risk."""
    funding = (deposits / loans / (deposits_base / loans_base)) ** funding_elasticity
    risk = (perceived_bad_loan_ratio / bad_loan_ratio_base) ** -risk_elasticity
    return loans * start_loan_growth * funding * risk * credit_stance


@auxiliary(RATE, title="Supply of other financing", title_zh="其他融资供给")
def other_financing_supply(start_other_financing, nominal_gdp, gdp_start):
    """Scales with nominal output."""
    return start_other_financing * nominal_gdp / gdp_start


@auxiliary(RATE, title="Supply at the use of 2020", title_zh="融资供给（2020年使用率）")
def total_supply(credit_supply, bonds_and_equity_supply, other_financing_supply, government_bond_issuance):
    """All instruments together."""
    return credit_supply + bonds_and_equity_supply + other_financing_supply + government_bond_issuance


@auxiliary(RATE, title="Financing supply capacity", title_zh="融资供给能力")
def financing_supply(total_supply, supply_headroom):
    """The most that could be supplied, of which the start uses less than all."""
    return total_supply * supply_headroom


@auxiliary("1", title="Share of financing demand met", title_zh="融资需求满足率", domain=(0.0, 1.0))
def funded_share(financing_supply, financing_demand, financing_sharpness):
    """Smooth minimum of one and supply over demand."""
    plenty = financing_supply / financing_demand
    return plenty / (1 + plenty**financing_sharpness) ** (1 / financing_sharpness)


@auxiliary(
    RATE,
    base="total_social_financing_increment_base",
    title="Increment of total social financing",
    title_zh="社会融资规模增量",
)
def total_social_financing_increment(financing_demand, funded_share):
    """The demand that is met."""
    return financing_demand * funded_share


@auxiliary(RATE, title="Net new loans", title_zh="新增贷款")
def net_new_loans(total_social_financing_increment, credit_supply, total_supply):
    """Loans' part of the increment, by their part of supply."""
    return total_social_financing_increment * credit_supply / total_supply


@auxiliary(RATE, title="Local government bonds taken up", title_zh="地方政府债券融资")
def government_bond_financing(total_social_financing_increment, government_bond_issuance, total_supply):
    """Government bonds' part of the increment, by their part of supply."""
    return total_social_financing_increment * government_bond_issuance / total_supply


@auxiliary(RATE, title="Bonds and equity of firms", title_zh="企业债券和股票融资")
def bonds_and_equity_financing(total_social_financing_increment, bonds_and_equity_supply, total_supply):
    """Bonds' and equity's part of the increment, by their part of supply."""
    return total_social_financing_increment * bonds_and_equity_supply / total_supply


@auxiliary(RATE, title="Other financing", title_zh="其他融资")
def other_financing(total_social_financing_increment, other_financing_supply, total_supply):
    """Other instruments' part of the increment, by their part of supply."""
    return total_social_financing_increment * other_financing_supply / total_supply


# -- uses of financing -------------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Green investment funded", title_zh="已落实资金的绿色投资")
def green_investment_funded(green_investment_demand, funded_share):
    """At 2020 prices."""
    return green_investment_demand * funded_share


@auxiliary(RATE, title="Financing of green investment", title_zh="绿色投资融资")
def green_investment_financing(external_finance_share, price_level, green_investment_funded):
    """Outside financing of the green investment that is funded."""
    return external_finance_share * price_level * green_investment_funded


@auxiliary(RATE, title="Financing of ordinary investment", title_zh="一般投资融资")
def ordinary_investment_financing(external_finance_share, price_level, ordinary_investment_demand, funded_share):
    """Outside financing of the ordinary investment that is funded."""
    return external_finance_share * price_level * ordinary_investment_demand * funded_share


@auxiliary(RATE, title="Financing of coal power investment", title_zh="煤电投资融资")
def coal_power_investment_financing(external_finance_share, price_level, coal_power_investment_demand, funded_share):
    """Outside financing of the coal power investment that is funded."""
    return external_finance_share * price_level * coal_power_investment_demand * funded_share


@auxiliary(RATE, title="Financing of programmes", title_zh="专项工程融资")
def programme_financing(price_level, programme_credit_demand, funded_share):
    """Credit of programmes that is funded."""
    return price_level * programme_credit_demand * funded_share


@auxiliary(RATE, title="Financing of working capital", title_zh="流动资金融资")
def working_capital_financing(working_capital_demand, funded_share):
    """Working capital that is funded."""
    return working_capital_demand * funded_share


financing_account = Balance(
    RATE,
    ("net_new_loans", "government_bond_financing", "bonds_and_equity_financing", "other_financing"),
    (
        "green_investment_financing", "ordinary_investment_financing", "coal_power_investment_financing",
        "programme_financing", "working_capital_financing",
    ),
    "Social financing by instrument and by use",
    "社会融资来源与运用",
)  # fmt: skip


# -- who pays for what -------------------------------------------------------------------------------------------------
purpose = Dimension(
    "purpose",
    {
        "pv": ("PV", "光伏"), "wind": ("Wind", "风电"), "storage": ("Storage", "储能"),
        "export_lines": ("Export lines", "外送通道"), "hydrogen": ("Hydrogen", "绿氢"), "efficiency": ("Energy efficiency", "节能改造"),
        "water": ("Water saving and farmland", "节水与农田"), "ecology": ("Grassland and forest", "草原与造林"),
        "coal_power": ("Coal power", "煤电"), "ordinary": ("Ordinary investment", "一般投资"),
    },
)  # fmt: skip
investment_wanted = stack(
    purpose, RATE, {label: f"{label.removesuffix('s')}_investment_demand" for label in purpose.labels},
    title="Investment wanted by purpose", title_zh="按用途投资需求",
)  # fmt: skip


@auxiliary(RATE, dimensions=(purpose,), title="Investment paid for by purpose", title_zh="按用途到位投资（现价）")
def investment_outlay(price_level, investment_wanted, funded_share):
    """At the prices of the day."""
    return price_level * investment_wanted * funded_share


@auxiliary(RATE, dimensions=(purpose,), title="Investment not paid for by purpose", title_zh="按用途未到位投资（现价）")
def investment_shortfall(price_level, investment_wanted, funded_share):
    """At the prices of the day."""
    return price_level * investment_wanted * (1 - funded_share)


@auxiliary(RATE, title="Investors' own funds", title_zh="投资者自有资金")
def own_funds(
    external_finance_share, green_investment_financing, ordinary_investment_financing, coal_power_investment_financing
):
    """What investors add to the outside financing of investment, at the prices of the day."""
    outside = green_investment_financing + ordinary_investment_financing + coal_power_investment_financing
    return outside * (1 - external_finance_share) / external_finance_share


money_account = Balance(
    RATE,
    (
        "net_new_loans", "government_bond_financing", "bonds_and_equity_financing", "other_financing", "own_funds",
        "programme_public_outlay",
    ),
    ("investment_outlay", "programme_outlay", "working_capital_financing"),
    "Money for investment, programmes and working capital, by who pays and for what",
    "投资、专项工程与流动资金的来源与用途",
)  # fmt: skip


@auxiliary(
    "%",
    base="corporate_loan_rate_base",
    title="Loan rate of firms",
    title_zh="企业贷款加权平均利率",
    domain=(0.0, 100.0),
)
def corporate_loan_rate(
    corporate_loan_rate_base,
    policy_rate_change,
    rate_risk_response,
    perceived_bad_loan_ratio,
    bad_loan_ratio_base,
    percent,
):
    """The rate of 2020, the policy rate's change, and a premium on perceived risk."""
    premium = rate_risk_response * (perceived_bad_loan_ratio - bad_loan_ratio_base) * percent
    return np.maximum(corporate_loan_rate_base + policy_rate_change + premium, 0 * percent)


# -- other accounts ----------------------------------------------------------------------------------------------------
@flow(RATE, into="deposits", title="Deposits saved out of income", title_zh="收入储蓄存款")
def deposit_saving(deposit_saving_share, nominal_gdp):
    """Saving out of nominal output."""
    return deposit_saving_share * nominal_gdp


@flow(RATE, into="deposits", title="Deposits created by lending", title_zh="贷款派生存款")
def deposit_creation(loan_deposit_retention, net_new_loans):
    """The part of new loans that stays on accounts in the region."""
    return loan_deposit_retention * net_new_loans
