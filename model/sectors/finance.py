"""Finance: what investment and business ask for, what can be supplied, the share that is met, and what a loan costs.

Stocks   perceived_funded_share
Told     loans and bad loans by credit, capital and deposits by banks, guarantees, public money by government_debt,
         bonds by capital_market and green_finance, demands by capital and programmes, output by economy
Gives    funded_share to all who build, real_loan_rate, gross_lending to credit

Flows are nominal and gross: what falls due is asked for anew. What is lent follows output at the prices of the day, less
than in proportion; what is repaid follows what is owed. So loans come back to their measure of output after any shock.
"""

import numpy as np

from model.engine.declare import Lever, Parameter, auxiliary, derived, smooth

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
loans_year_before = Parameter(MONEY, title="Loans, a year before", title_zh="各项贷款余额（前一年）")
loans_base = Parameter(MONEY, title="Loans, base year", title_zh="各项贷款余额（基年）")
deposits_five_years_before = Parameter(MONEY, title="Deposits, five years before", title_zh="各项存款余额（五年前）")
corporate_loan_rate_base = Parameter(
    "%", title="Loan rate of firms, base year", title_zh="企业贷款加权平均利率（基年）"
)
middle_gdp_base = Parameter(
    "1", title="Real GDP two years before over that of the base year", title_zh="两年前实际生产总值相对基年"
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
rate_scarcity_response = Parameter(
    "%", title="Loan rate rise where no demand were met, against where all is", title_zh="贷款利率对资金稀缺程度的反应"
)
group_finance_share = Parameter(
    "1", title="Plant investment financed outside the region", title_zh="电源投资由区外集团筹资比例", domain=(0.0, 1.0)
)
group_share_of_investment_base = Parameter(
    "1", title="Investment financed outside the region, base year", title_zh="区外集团筹资占投资比重（基年）"
)
loan_exit_rate = Parameter(
    "1/year",
    title="Share of loans that is repaid, recovered or written off a year",
    title_zh="贷款年到期偿还与核销比例",
)
credit_output_elasticity = Parameter(
    "1", title="Response of lending to real output", title_zh="信贷投放对实际产出的弹性"
)
recent_lending_weight = Parameter(
    "1", title="Weight of the base year in lending at the start", title_zh="起始信贷投放中基年的权重", domain=(0.0, 1.0)
)
bank_capital_elasticity = Parameter(
    "1",
    title="Elasticity of local banks' lending to their capital ratio",
    title_zh="地方法人银行放贷对资本充足率的弹性",
)

# -- levers ------------------------------------------------------------------------------------------------------------
credit_stance = Lever(
    "1", authority="market", title="Credit stance of banks", title_zh="信贷投放力度", domain=(0.0, 2.0)
)
policy_rate_change = Lever(
    "%", authority="national", title="Change of the policy rate", title_zh="政策利率变动", domain=(-3.0, 5.0)
)


# -- the start ---------------------------------------------------------------------------------------------------------
@derived("1/year", title="Inflation beyond that of the base year's trends", title_zh="超出基年趋势的通胀")
def excess_inflation(inflation, inflation_base):
    """Nominal trends were seen under the inflation of their time; only what departs from it is new."""
    return inflation - inflation_base


@derived(
    "1", title="Rise of lending from the middle of five years to their end", title_zh="信贷投放由五年中点至期末的增幅"
)
def lending_carry(base_year_carry, middle_gdp_base, credit_output_elasticity, inflation_base, five_years):
    """A mean stands in the middle year; growth of output and prices since then leads to the end."""
    output = (base_year_carry / middle_gdp_base) ** credit_output_elasticity
    return output * np.exp(inflation_base * five_years / 2)


@derived(RATE, title="Gross lending by the trend of five years", title_zh="五年趋势贷款投放额")
def trend_lending(loans_base, loans_five_years_before, five_years, loan_exit_rate, lending_carry):
    """The mean of five years, of what loans rose by and of what was repaid, carried to the end of the base year."""
    repaid = loan_exit_rate * (loans_base + loans_five_years_before) / 2
    return ((loans_base - loans_five_years_before) / five_years + repaid) * lending_carry


@derived(RATE, title="Gross lending in the base year", title_zh="基年贷款投放额")
def recent_lending(
    loans_base, loans_year_before, one_year, loan_exit_rate, base_year_carry, credit_output_elasticity, inflation_base
):
    """What loans rose by and what was repaid in the base year, carried from its middle to its end."""
    of_year = (loans_base - loans_year_before) / one_year + loan_exit_rate * (loans_base + loans_year_before) / 2
    return of_year * base_year_carry**credit_output_elasticity * np.exp(inflation_base * one_year / 2)


@derived(RATE, title="Gross lending at the start", title_zh="起始贷款投放额")
def start_gross_lending(trend_lending, recent_lending, recent_lending_weight):
    """Between the trend and the base year: lending neither turns at once nor goes on as it was."""
    return (1 - recent_lending_weight) * trend_lending + recent_lending_weight * recent_lending


@derived(RATE, title="Local government bonds at the start", title_zh="起始地方政府债券融资")
def government_bonds_base(government_bonds_last_five_years, five_years):
    """The mean of five years: the default of the lever."""
    return government_bonds_last_five_years / five_years


@derived(RATE, title="Other financing at the start", title_zh="起始其他融资")
def start_other_financing(
    total_social_financing_last_five_years, loans_base, loans_five_years_before, bonds_and_equity_last_five_years,
    government_bonds_last_five_years, five_years,
):  # fmt: skip
    """What is left of five years' financing: trust and entrusted loans, bills, write-offs and others."""
    loans = loans_base - loans_five_years_before
    known = loans + bonds_and_equity_last_five_years + government_bonds_last_five_years
    return (total_social_financing_last_five_years - known) / five_years


@derived(RATE, title="Gross financing at the start", title_zh="起始融资总额（含到期续贷）")
def start_financing(start_gross_lending, start_bonds_and_equity, government_bonds_base, start_other_financing):
    """All instruments, loans with what is lent anew."""
    return start_gross_lending + start_bonds_and_equity + government_bonds_base + start_other_financing


@derived(RATE, title="Financing demand at the start", title_zh="起始融资需求")
def start_financing_demand(start_financing, funded_share_base):
    """The demand of which the share met is the start's financing."""
    return start_financing / funded_share_base


@derived(RATE, title="Working capital demand at the start", title_zh="起始流动资金需求")
def working_capital_base(working_capital_share_of_financing_base, start_financing_demand):
    """Working capital's part of the demand at the start, loans that fall due among it."""
    return working_capital_share_of_financing_base * start_financing_demand


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


@auxiliary(
    "1", title="Output that lending follows, at the prices of the day, start = 1", title_zh="信贷所随名义产出（起始=1）"
)
def lending_scale(general_price, gdp, gdp_start, credit_output_elasticity):
    """Real output less than in proportion, for what is earned pays for more as a region grows rich; prices in full."""
    return general_price * (gdp / gdp_start) ** credit_output_elasticity


@auxiliary(RATE, title="Working capital demand", title_zh="流动资金需求（含到期续贷）")
def working_capital_demand(
    working_capital_base, lending_scale, real_loan_rate, real_loan_rate_base, working_capital_rate_elasticity
):
    """Gross, with loans that fall due and are asked for anew; scales with output, less at a dearer rate."""
    dearness = real_loan_rate / real_loan_rate_base
    return working_capital_base * lending_scale * dearness**-working_capital_rate_elasticity


@auxiliary(RATE, title="Financing demand", title_zh="融资需求")
def financing_demand(
    external_finance_share, investment_price, investment_demand, group_investment_demand, general_price,
    programme_credit_demand, working_capital_demand,
):  # fmt: skip
    """What investment, programmes and working capital ask of the region's banks and markets."""
    investment = external_finance_share * investment_price * (investment_demand - group_investment_demand)
    return investment + general_price * programme_credit_demand + working_capital_demand


# -- supply of financing -----------------------------------------------------------------------------------------------
@auxiliary("1", title="Bank capital's hold on lending", title_zh="资本充足对放贷的约束")
def capital_ease(bank_capital_ratio, bank_capital_ratio_base, bank_capital_elasticity, local_bank_share):
    """Local banks lend by their capital; branches of national banks by that of their head offices."""
    local = (bank_capital_ratio / bank_capital_ratio_base) ** bank_capital_elasticity
    return 1 + local_bank_share * (local - 1)


@auxiliary(RATE, title="Credit supply", title_zh="信贷供给")
def credit_supply(
    start_gross_lending, lending_scale, loan_funding_ratio, loan_funding_ratio_base, funding_elasticity,
    perceived_bad_loan_ratio, bad_loan_ratio_base, risk_elasticity, capital_ease, credit_stance, supported_lending,
):  # fmt: skip
    """Gross: with output; more with deposits and capital, less with perceived risk; what is lent under support besides."""
    funding = (loan_funding_ratio / loan_funding_ratio_base) ** funding_elasticity
    risk = (perceived_bad_loan_ratio / bad_loan_ratio_base) ** -risk_elasticity
    plain = start_gross_lending * lending_scale * funding * risk * capital_ease
    return (plain + supported_lending) * credit_stance


@auxiliary(RATE, title="Lending added by relending and guarantees", title_zh="再贷款与担保带动的新增投放")
def supported_lending(relending_support, guarantee_support):
    """Beyond that of the base year."""
    return relending_support + guarantee_support


@auxiliary(RATE, title="Supply of other financing", title_zh="其他融资供给")
def other_financing_supply(start_other_financing, nominal_gdp, gdp_start):
    """Scales with nominal output."""
    return start_other_financing * nominal_gdp / gdp_start


@auxiliary(RATE, title="Supply of banks and markets", title_zh="银行与市场融资供给")
def market_supply(credit_supply, bonds_and_equity_supply, other_financing_supply):
    """Instruments that give way to one another."""
    return credit_supply + bonds_and_equity_supply + other_financing_supply


@auxiliary(RATE, title="Money that comes whatever is asked for", title_zh="政府与绿色债券等既定资金")
def placed_money(public_money, green_bond_financing):
    """Public money and green bonds are placed in full; banks and markets meet the rest."""
    return public_money + green_bond_financing


@auxiliary(RATE, title="Financing supply capacity", title_zh="融资供给能力")
def financing_supply(market_supply, placed_money, supply_headroom):
    """The most that could be supplied, of which the start uses less than all."""
    return np.maximum(market_supply + placed_money, 0 * market_supply) * supply_headroom


@auxiliary("1", title="Share of financing demand met", title_zh="融资需求满足率", domain=(0.0, 1.0))
def funded_share(financing_supply, financing_demand, financing_sharpness):
    """Smooth minimum of one and supply over demand."""
    plenty = financing_supply / financing_demand
    return plenty / (1 + plenty**financing_sharpness) ** (1 / financing_sharpness)


@auxiliary(RATE, title="Financing demand met", title_zh="已满足的融资需求（含到期续贷）")
def financing_met(financing_demand, funded_share):
    """The demand that is met, gross."""
    return financing_demand * funded_share


@auxiliary("1", title="Use of what banks and markets offer, start = 1", title_zh="银行与市场供给使用率（起始=1）")
def market_use(financing_met, placed_money, market_supply):
    """What placed money leaves of the demand met, over what is offered."""
    return (financing_met - placed_money) / market_supply


@auxiliary(RATE, title="Gross lending", title_zh="贷款投放额")
def gross_lending(credit_supply, market_use):
    """Loans' part of what is met."""
    return credit_supply * market_use


@auxiliary(RATE, title="Loan financing", title_zh="贷款净投放")
def loan_financing(gross_lending, loan_exit):
    """What lending leaves after what is repaid, recovered and written off."""
    return gross_lending - loan_exit


@auxiliary(RATE, title="Net new loans", title_zh="新增贷款")
def net_new_loans(loan_financing, loan_revaluation):
    """What loans rise by."""
    return loan_financing + loan_revaluation


@auxiliary(RATE, title="Bonds and equity of firms", title_zh="企业债券和股票融资")
def bonds_and_equity_financing(bonds_and_equity_supply, market_use, green_bond_financing):
    """What is used of the market's supply, and green bonds."""
    return bonds_and_equity_supply * market_use + green_bond_financing


@auxiliary(RATE, title="Other financing", title_zh="其他融资")
def other_financing(other_financing_supply, market_use):
    """What is used of other instruments."""
    return other_financing_supply * market_use


@auxiliary(
    RATE,
    base="total_social_financing_increment_base",
    title="Increment of total social financing",
    title_zh="社会融资规模增量",
)
def total_social_financing_increment(
    net_new_loans, government_bond_financing, bonds_and_equity_financing, other_financing
):
    """What firms, households and the government owe and issue more than before."""
    return net_new_loans + government_bond_financing + bonds_and_equity_financing + other_financing


# -- what a loan costs --------------------------------------------------------------------------------------------------
@derived(
    "%",
    title="Loan rate of firms at the inflation of the base year, base year",
    title_zh="企业贷款利率（扣除超额通胀，基年）",
)
def real_loan_rate_base(corporate_loan_rate_base):
    """The published rate."""
    return corporate_loan_rate_base


perceived_funded_share = smooth(
    "funded_share", over="bank_perception_lag", initial="funded_share_base", units="1",
    title="Share of financing demand met, as lenders see it", title_zh="感知融资需求满足率",
)  # fmt: skip


@auxiliary("%", title="Loan rate of firms at the inflation of the base year", title_zh="企业贷款利率（扣除超额通胀）")
def real_loan_rate(
    real_loan_rate_base, policy_rate_change, rate_risk_response, perceived_bad_loan_ratio, bad_loan_ratio_base,
    rate_scarcity_response, perceived_funded_share, funded_share_base, excess_inflation, interest_period, percent,
):  # fmt: skip
    """That of the base year, the policy rate's change, premiums on risk and scarce money; nobody lends for less than cash yields."""
    risk = rate_risk_response * (perceived_bad_loan_ratio - bad_loan_ratio_base)
    scarcity = rate_scarcity_response * (funded_share_base - perceived_funded_share)
    least = -np.minimum(excess_inflation, 0) * interest_period * percent
    return np.maximum(real_loan_rate_base + policy_rate_change + risk + scarcity, least)


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
