"""Finance: what investment and business ask for, what can be supplied, and the loans that follow, good and bad.

Loops: loans -> deposits -> credit supply; bad loans (sector credit) -> banks' perception -> credit supply and loan rate
-> investment. Flows are nominal: demands at base-year prices times a price. What is owed and owned is renewed with
inflation beyond that of the base year's trends, so that nothing real depends on inflation.
"""

import numpy as np

from model.engine.declare import Balance, Lever, Parameter, Stock, auxiliary, derived, flow

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

# -- published figures -------------------------------------------------------------------------------------------------
total_social_financing_increment_base = Parameter(
    RATE, title="Increment of total social financing, base year", title_zh="社会融资规模增量（基年）"
)
total_social_financing_last_five_years = Parameter(
    MONEY, title="Total social financing, sum of five years", title_zh="社会融资规模增量（五年累计）"
)
bonds_and_equity_last_five_years = Parameter(
    MONEY,
    title="Bonds and equity of non-financial firms, sum of five years",
    title_zh="非金融企业债券和股票融资（五年累计）",
)
government_bonds_last_five_years = Parameter(
    MONEY, title="Local government bonds, sum of five years", title_zh="地方政府债券（五年累计）"
)
loans_five_years_before = Parameter(MONEY, title="Loans, five years before", title_zh="各项贷款余额（五年前）")
loans_base = Parameter(MONEY, title="Loans, base year", title_zh="各项贷款余额（基年）")
deposits_five_years_before = Parameter(MONEY, title="Deposits, five years before", title_zh="各项存款余额（五年前）")
corporate_loan_rate_base = Parameter(
    "%", title="Loan rate of firms, base year", title_zh="企业贷款加权平均利率（基年）"
)
interest_period = Parameter("year", title="Time that a loan rate is for", title_zh="利率计息期")
five_years = Parameter("year", title="Years of the trend", title_zh="趋势期年数")

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
group_finance_share = Parameter(
    "1", title="Plant investment financed outside the region", title_zh="电源投资由区外集团筹资比例", domain=(0.0, 1.0)
)
group_share_of_investment_base = Parameter(
    "1", title="Investment financed outside the region, base year", title_zh="区外集团筹资占投资比重（基年）"
)
loan_deposit_retention = Parameter(
    "1", title="Share of new loans kept as deposits here", title_zh="新增贷款区内派生存款比例"
)

# -- levers ------------------------------------------------------------------------------------------------------------
credit_stance = Lever(
    "1", authority="market", title="Credit stance of banks", title_zh="信贷投放力度", domain=(0.0, 2.0)
)
government_bond_issuance = Lever(
    RATE,
    domain=(0, 1000),
    title="Local government bond issuance (net, base-year prices)",
    title_zh="地方政府债券净发行额（基年价）",
)
policy_rate_change = Lever(
    "%", authority="national", title="Change of the policy rate", title_zh="政策利率变动", domain=(-3.0, 5.0)
)

# -- stocks ------------------------------------------------------------------------------------------------------------
deposits = Stock(MONEY, initial="deposits_base", title="Deposits", title_zh="各项存款余额")


@derived("1/year", title="Inflation beyond that of the base year's trends", title_zh="超出基年趋势的通胀")
def excess_inflation(inflation, inflation_base):
    """Nominal trends were seen under the inflation of their time; only what departs from it is new."""
    return inflation - inflation_base


@derived(RATE, title="Social financing at the start", title_zh="起始社会融资速率")
def start_financing(total_social_financing_last_five_years, five_years):
    """The mean of five years, for a single year stands high or low."""
    return total_social_financing_last_five_years / five_years


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
    investment_demand_base, group_share_of_investment_base,
):  # fmt: skip
    """What working capital and programmes leave of the demand at the start, over investment financed in the region."""
    investment = (1 - working_capital_share_of_financing_base) * start_financing_demand - programme_credit_demand_base
    return investment / (investment_demand_base * (1 - group_share_of_investment_base))


@derived("1", title="Supply capacity over use at the start", title_zh="起始融资供给能力与使用之比")
def supply_headroom(funded_share_base, financing_sharpness):
    """The smooth minimum solved for the supply that gives the funded share of the base year."""
    return (1 - funded_share_base**financing_sharpness) ** (-1 / financing_sharpness)


@derived(RATE, title="Net new loans at the start", title_zh="起始新增贷款")
def start_net_new_loans(start_financing, loans_base, loans_five_years_before, total_social_financing_last_five_years):
    """The start's financing by the share of loans in five years."""
    return start_financing * (loans_base - loans_five_years_before) / total_social_financing_last_five_years


@derived("1/year", title="Growth of loans at the start", title_zh="起始贷款增速")
def start_loan_growth(start_net_new_loans, loans_base):
    """Net new loans over loans."""
    return start_net_new_loans / loans_base


@derived(RATE, title="Local government bonds at the start", title_zh="起始地方政府债券融资")
def government_bonds_base(government_bonds_last_five_years, five_years):
    """The mean of five years: the default of the lever."""
    return government_bonds_last_five_years / five_years


@derived(RATE, title="Other financing at the start", title_zh="起始其他融资")
def start_other_financing(start_financing, start_net_new_loans, start_bonds_and_equity, government_bonds_base):
    """What is left of the start's financing: trust and entrusted loans, bills, write-offs and others."""
    return start_financing - start_net_new_loans - start_bonds_and_equity - government_bonds_base


@derived("1", title="Deposits saved out of GDP", title_zh="存款储蓄占生产总值比例")
def deposit_saving_share(
    deposits_base, deposits_five_years_before, five_years, loan_deposit_retention, start_net_new_loans, gdp_start
):
    """The share at which deposits at first rise by their mean step of five years."""
    growth = (deposits_base - deposits_five_years_before) / five_years
    return (growth - loan_deposit_retention * start_net_new_loans) / gdp_start


# -- demand for financing ----------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Green investment demand", title_zh="绿色投资需求")
def green_investment_demand(
    pv_investment_demand, wind_investment_demand, storage_investment_demand, export_line_investment_demand,
    hydrogen_investment_demand, efficiency_investment_demand, carbon_capture_investment_demand,
    water_investment_demand, ecology_investment_demand,
):  # fmt: skip
    """Investment that the power, energy, water and ecology sectors ask for, at base-year prices."""
    plants = pv_investment_demand + wind_investment_demand + hydrogen_investment_demand
    grid = storage_investment_demand + export_line_investment_demand
    saving = efficiency_investment_demand + carbon_capture_investment_demand
    return plants + grid + saving + water_investment_demand + ecology_investment_demand


@auxiliary(RATE, title="Green plant investment that national groups pay for", title_zh="中央企业自筹的绿色电源投资需求")
def green_group_investment_demand(
    pv_investment_demand, wind_investment_demand, hydrogen_investment_demand, storage_investment_demand,
    export_line_investment_demand, group_finance_share,
):  # fmt: skip
    """The part of plants and lines that their owners, groups of the nation, finance outside the region."""
    plants = pv_investment_demand + wind_investment_demand + hydrogen_investment_demand
    return (plants + storage_investment_demand + export_line_investment_demand) * group_finance_share


@auxiliary(RATE, title="Plant investment that national groups pay for", title_zh="中央企业自筹的电源投资需求")
def group_investment_demand(green_group_investment_demand, coal_power_investment_demand, group_finance_share):
    """Green plants, lines and coal plants."""
    return green_group_investment_demand + coal_power_investment_demand * group_finance_share


@auxiliary(RATE, title="Working capital demand", title_zh="流动资金需求")
def working_capital_demand(
    working_capital_per_gdp, nominal_gdp, real_loan_rate, real_loan_rate_base, working_capital_rate_elasticity
):
    """Scales with nominal output, less at a dearer rate."""
    dearness = real_loan_rate / real_loan_rate_base
    return working_capital_per_gdp * nominal_gdp * dearness**-working_capital_rate_elasticity


@auxiliary(RATE, title="Financing demand", title_zh="融资需求")
def financing_demand(
    external_finance_share, investment_price, investment_demand, group_investment_demand, general_price,
    programme_credit_demand, working_capital_demand,
):  # fmt: skip
    """What investment, programmes and working capital ask of the region's banks and markets."""
    investment = external_finance_share * investment_price * (investment_demand - group_investment_demand)
    return investment + general_price * programme_credit_demand + working_capital_demand


# -- supply of financing -----------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Credit supply", title_zh="信贷供给")
def credit_supply(
    loans, start_loan_growth, deposits, deposits_base, loans_base, funding_elasticity, perceived_bad_loan_ratio,
    bad_loan_ratio_base, risk_elasticity, credit_stance,
):  # fmt: skip
    """Loans that banks would grant at the use of the base year: more with deposits, less with perceived risk."""
    funding = (deposits / loans / (deposits_base / loans_base)) ** funding_elasticity
    risk = (perceived_bad_loan_ratio / bad_loan_ratio_base) ** -risk_elasticity
    return loans * start_loan_growth * funding * risk * credit_stance


@auxiliary(RATE, title="Supply of other financing", title_zh="其他融资供给")
def other_financing_supply(start_other_financing, nominal_gdp, gdp_start):
    """Scales with nominal output."""
    return start_other_financing * nominal_gdp / gdp_start


@auxiliary(RATE, title="Supply of local government bonds", title_zh="地方政府债券供给")
def government_bond_supply(government_bond_issuance, general_price):
    """At the prices of the day."""
    return government_bond_issuance * general_price


@auxiliary(RATE, title="Supply at the use of the base year", title_zh="融资供给（基年使用率）")
def total_supply(credit_supply, bonds_and_equity_supply, other_financing_supply, government_bond_supply):
    """All instruments together."""
    return credit_supply + bonds_and_equity_supply + other_financing_supply + government_bond_supply


@auxiliary(RATE, title="Financing supply capacity", title_zh="融资供给能力")
def financing_supply(total_supply, supply_headroom):
    """The most that could be supplied, of which the start uses less than all."""
    return total_supply * supply_headroom


@auxiliary("1", title="Share of financing demand met", title_zh="融资需求满足率", domain=(0.0, 1.0))
def funded_share(financing_supply, financing_demand, financing_sharpness):
    """Smooth minimum of one and supply over demand."""
    plenty = financing_supply / financing_demand
    return plenty / (1 + plenty**financing_sharpness) ** (1 / financing_sharpness)


@auxiliary(RATE, title="Financing demand met", title_zh="已满足的融资需求")
def financing_met(financing_demand, funded_share):
    """The demand that is met."""
    return financing_demand * funded_share


@auxiliary(
    RATE,
    base="total_social_financing_increment_base",
    title="Increment of total social financing",
    title_zh="社会融资规模增量",
)
def total_social_financing_increment(financing_met, loan_revaluation):
    """The demand that is met, and loans renewed with inflation."""
    return financing_met + loan_revaluation


@auxiliary(RATE, title="Loan financing", title_zh="贷款融资")
def loan_financing(financing_met, credit_supply, total_supply):
    """Loans' part of what is met, by their part of supply."""
    return financing_met * credit_supply / total_supply


@auxiliary(RATE, title="Net new loans", title_zh="新增贷款")
def net_new_loans(loan_financing, loan_revaluation):
    """What loans rise by."""
    return loan_financing + loan_revaluation


@auxiliary(RATE, title="Local government bonds taken up", title_zh="地方政府债券融资")
def government_bond_financing(financing_met, government_bond_supply, total_supply):
    """Government bonds' part of what is met, by their part of supply."""
    return financing_met * government_bond_supply / total_supply


@auxiliary(RATE, title="Bonds and equity of firms", title_zh="企业债券和股票融资")
def bonds_and_equity_financing(financing_met, bonds_and_equity_supply, total_supply):
    """Bonds' and equity's part of what is met, by their part of supply."""
    return financing_met * bonds_and_equity_supply / total_supply


@auxiliary(RATE, title="Other financing", title_zh="其他融资")
def other_financing(financing_met, other_financing_supply, total_supply):
    """Other instruments' part of what is met, by their part of supply."""
    return financing_met * other_financing_supply / total_supply


# -- uses of financing -------------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Green investment funded", title_zh="已落实资金的绿色投资")
def green_investment_funded(green_investment_demand, funded_share):
    """At base-year prices."""
    return green_investment_demand * funded_share


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


@auxiliary(RATE, title="Financing of working capital", title_zh="流动资金融资")
def working_capital_financing(working_capital_demand, funded_share):
    """Working capital that is funded."""
    return working_capital_demand * funded_share


financing_account = Balance(
    RATE,
    ("net_new_loans", "government_bond_financing", "bonds_and_equity_financing", "other_financing"),
    (
        "green_investment_financing", "ordinary_investment_financing", "coal_power_investment_financing",
        "programme_financing", "working_capital_financing", "loan_revaluation",
    ),
    "Social financing by instrument and by use",
    "社会融资来源与运用",
)  # fmt: skip


@derived(
    "%",
    title="Loan rate of firms at the inflation of the base year, base year",
    title_zh="企业贷款利率（扣除超额通胀，基年）",
)
def real_loan_rate_base(corporate_loan_rate_base):
    """The published rate."""
    return corporate_loan_rate_base


@auxiliary("%", title="Loan rate of firms at the inflation of the base year", title_zh="企业贷款利率（扣除超额通胀）")
def real_loan_rate(
    real_loan_rate_base, policy_rate_change, rate_risk_response, perceived_bad_loan_ratio, bad_loan_ratio_base, percent
):
    """The rate of the base year, the policy rate's change, and a premium on perceived risk."""
    premium = rate_risk_response * (perceived_bad_loan_ratio - bad_loan_ratio_base)
    return np.maximum(real_loan_rate_base + policy_rate_change + premium, 0 * percent)


@auxiliary(
    "%",
    base="corporate_loan_rate_base",
    title="Loan rate of firms",
    title_zh="企业贷款加权平均利率",
    domain=(-100, 100),
)
def corporate_loan_rate(real_loan_rate, excess_inflation, interest_period, percent):
    """Lenders ask for inflation on top."""
    return real_loan_rate + excess_inflation * interest_period * percent


# -- other accounts ----------------------------------------------------------------------------------------------------
@flow(RATE, into="deposits", title="Deposits saved out of income", title_zh="收入储蓄存款")
def deposit_saving(deposit_saving_share, nominal_gdp):
    """Saving out of nominal output."""
    return deposit_saving_share * nominal_gdp


@flow(RATE, into="deposits", title="Deposits created by lending", title_zh="贷款派生存款")
def deposit_creation(loan_deposit_retention, loan_financing):
    """The part of new loans that stays on accounts in the region."""
    return loan_deposit_retention * loan_financing


@flow(RATE, into="deposits", title="Deposits renewed with inflation", title_zh="存款随通胀续存")
def deposit_revaluation(deposits, excess_inflation):
    """The part of interest that makes up for inflation is left on the account."""
    return deposits * excess_inflation
