"""Credit: the loans that banks hold, green, coal and other, those that go bad, and what banks make of it.

Stocks   green_loans, coal_loans, other_loans, bad_loans, perceived_bad_loan_ratio, contract_rate
Told     gross_lending and rates by finance, compensation and moral hazard by guarantees, curtailment, coal price and margins,
         use of capacity, growth by people, industry's price and quota, farm losses by insurance
Gives    loans, what falls due and what banks see of risk to finance, losses to banks

Stranding loop: curtailment, coal margins and idle capacity -> defaults -> bad loans -> banks' perception -> credit
supply and loan rate (sector finance) -> investment. All flows are nominal; what is owed is renewed with inflation.
"""

import numpy as np

from model.engine.declare import Lever, Parameter, Stock, auxiliary, derived, flow, smooth

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

# -- assumptions -------------------------------------------------------------------------------------------------------
bad_loan_ratio_base = Parameter("%", title="Bad loan ratio, base year", title_zh="不良贷款率（基年）")
bad_loan_ratio_trend_base = Parameter(
    "%/year", title="Change of the bad loan ratio a year, base year", title_zh="不良贷款率年变化（基年）"
)
loan_pricing_time = Parameter("year", title="Time for which the price of a loan stands", title_zh="贷款定价有效期")
bank_perception_lag = Parameter("year", title="Lag of banks' view of risk", title_zh="银行风险感知滞后")
green_debt_share = Parameter("1", title="Bank debt in funded green investment", title_zh="绿色投资中的银行贷款比重")
green_loan_growth = Parameter("1/year", title="Growth of green loans at the start", title_zh="起始绿色贷款增速")
green_plant_loan_share = Parameter(
    "1", title="Part of green loans that rests on sun and wind", title_zh="新能源电站占绿色贷款比重", domain=(0.0, 1.0)
)
coal_debt_share = Parameter("1", title="Bank debt in funded coal power investment", title_zh="煤电投资中的银行贷款比重")
coal_roll_over_share = Parameter("1", title="Share of coal repayments lent anew", title_zh="煤炭贷款续贷比例")
green_loan_maturity = Parameter("year", title="Maturity of green loans", title_zh="绿色贷款期限")
coal_loan_maturity = Parameter("year", title="Maturity of coal loans", title_zh="煤炭煤电贷款期限")
green_default_rate = Parameter(
    "1/year", title="Default rate of green loans, base year", title_zh="绿色贷款违约率（基年）"
)
coal_default_rate = Parameter(
    "1/year", title="Default rate of coal loans, base year", title_zh="煤炭贷款违约率（基年）"
)
curtailment_default_elasticity = Parameter(
    "1", title="Elasticity of green defaults to curtailment", title_zh="绿色贷款违约对弃电率的弹性"
)
coal_default_sensitivity = Parameter(
    "1", title="Response of coal defaults to stress", title_zh="煤炭贷款违约对压力的敏感度"
)
coal_stress_limit = Parameter("1", title="Limit of the coal default exponent", title_zh="煤炭违约指数上限")
coal_power_margin_scale = Parameter(
    "CNY/kWh", title="Margin loss that is one unit of stress", title_zh="煤电利润压力尺度"
)
coal_mining_loan_share = Parameter("1", title="Miners' share of coal loans", title_zh="煤炭采选贷款占煤炭贷款比重")
utilisation_default_elasticity = Parameter(
    "1", title="Elasticity of other defaults to idle capacity", title_zh="其他贷款违约对产能利用率的弹性"
)
growth_default_response = Parameter(
    "year",
    title="Response of other defaults to growth below what was expected",
    title_zh="其他贷款违约对增速落差的反应",
)
industry_loan_share = Parameter(
    "1", domain=(0, 1), title="Industry's loans, of other loans", title_zh="依赖工业收益的贷款占其他贷款比重"
)
industry_default_elasticity = Parameter(
    "1", title="Elasticity of such defaults to what industry earns", title_zh="此类贷款违约对工业收益的弹性"
)
debt_default_elasticity = Parameter(
    "1", title="Elasticity of other defaults to the burden of debt", title_zh="其他贷款违约对偿债负担的弹性"
)
farm_loan_share = Parameter(
    "1", title="Loans that rest on harvests, of other loans", title_zh="依赖农业收成的贷款占其他贷款比重"
)
farm_default_response = Parameter(
    "1", title="Rise of such defaults where a whole harvest is lost", title_zh="绝收时此类贷款违约增幅"
)
disposal_haste = Parameter(
    "1", title="Elasticity of what is recovered to the effort at disposal", title_zh="不良贷款回收对处置力度的弹性"
)
write_off_rate = Parameter("1/year", title="Rate of write-off of bad loans", title_zh="不良贷款核销率")
recovery_rate = Parameter("1/year", title="Rate of recovery of bad loans", title_zh="不良贷款回收率")
default_ceiling = Parameter("1/year", title="Highest default rate", title_zh="违约率上限")

bad_loan_disposal = Lever("1", title="Effort at disposing of bad loans", title_zh="不良贷款处置力度", domain=(0.0, 3.0))

# -- stocks ------------------------------------------------------------------------------------------------------------
green_loans = Stock(MONEY, initial="green_loans_base", title="Green loans", title_zh="绿色贷款余额")
coal_loans = Stock(MONEY, initial="coal_loans_base", title="Loans to coal and coal power", title_zh="煤炭煤电贷款余额")
other_loans = Stock(MONEY, initial="other_loans_base", title="Other loans", title_zh="其他贷款余额")
bad_loans = Stock(MONEY, initial="bad_loans_base", title="Bad loans", title_zh="不良贷款余额")
perceived_bad_loan_ratio = smooth(
    "bad_loan_ratio",
    over="bank_perception_lag",
    units="%",
    title="Bad loan ratio as banks see it",
    title_zh="感知不良贷款率",
)


contract_rate = smooth(
    "real_loan_rate", over="loan_pricing_time", initial="real_loan_rate_base", units="%",
    title="Rate that standing loans pay, at the inflation of the base year", title_zh="存量贷款利率（扣除超额通胀）",
)  # fmt: skip


@derived(RATE, title="Net new loans at the start", title_zh="起始新增贷款")
def start_net_new_loans(start_gross_lending, loan_exit_rate, loans_base):
    """Gross lending less what is repaid, recovered and written off."""
    return start_gross_lending - loan_exit_rate * loans_base


@derived("1/year", title="Growth of loans at the start", title_zh="起始贷款增速")
def start_loan_growth(start_net_new_loans, loans_base):
    """Net new loans over loans."""
    return start_net_new_loans / loans_base


@derived(MONEY, title="Bad loans, base year", title_zh="不良贷款余额（基年）")
def bad_loans_base(loans_base, bad_loan_ratio_base, percent):
    """Bad loans at the start, by the ratio."""
    return loans_base * bad_loan_ratio_base / percent


@derived(MONEY, title="Other loans, base year", title_zh="其他贷款余额（基年）")
def other_loans_base(loans_base, green_loans_base, coal_loans_base, bad_loans_base):
    """What is left of the published loans."""
    return loans_base - green_loans_base - coal_loans_base - bad_loans_base


@derived(RATE, title="Bad loans written off, recovered or made good at the start", title_zh="起始不良贷款处置额")
def start_disposal(bad_loans_base, write_off_rate, recovery_rate, guarantee_compensation_base):
    """What leaves the stock of bad loans."""
    return bad_loans_base * (write_off_rate + recovery_rate) + guarantee_compensation_base


@derived("1/year", title="Default rate of other loans, base year", title_zh="其他贷款违约率（基年）")
def other_default_rate(
    bad_loans_base, start_disposal, start_loan_growth, loans_base, bad_loan_ratio_trend_base, percent, green_loans_base,
    green_default_rate, coal_loans_base, coal_default_rate, other_loans_base,
):  # fmt: skip
    """The rate at which the bad loan ratio starts with its trend, as far as that needs defaults of other loans."""
    trend = bad_loans_base * start_loan_growth + loans_base * bad_loan_ratio_trend_base / percent
    projects = green_loans_base * green_default_rate + coal_loans_base * coal_default_rate
    return np.maximum(start_disposal + trend - projects, 0) / other_loans_base


@derived("1/year", title="Repayment of other loans", title_zh="其他贷款年偿还比例")
def other_repayment_rate(
    loan_exit_rate, loans_base, green_loans_base, green_loan_maturity, coal_loans_base, coal_loan_maturity, start_disposal,
    other_loans_base,
):  # fmt: skip
    """What all loans together need, beside green and coal loans and what is done with bad ones."""
    projects = green_loans_base / green_loan_maturity + coal_loans_base / coal_loan_maturity
    return (loan_exit_rate * loans_base - projects - start_disposal) / other_loans_base


@derived(RATE, title="Green lending at the start", title_zh="起始绿色贷款投放额")
def start_green_lending(green_loans_base, green_loan_growth, green_loan_maturity, green_default_rate):
    """What repays and replaces green loans and lets them grow as they did."""
    return green_loans_base * (green_loan_growth + 1 / green_loan_maturity + green_default_rate)


@derived(RATE, title="Lending to dedicated assets in the region at the start", title_zh="起始区内专用投资贷款")
def start_project_lending(
    green_debt_share, investment_start, programme_spending_base, dedicated_investment_share_base,
    group_share_of_investment_base,
):  # fmt: skip
    """Bank debt in what groups from outside do not pay for, beside programmes; coal plants are a tenth of it."""
    local = dedicated_investment_share_base - group_share_of_investment_base
    return green_debt_share * (investment_start - programme_spending_base) * local


@derived("1", title="Share of lending that is green beside such projects", title_zh="其他绿色用途占贷款投放比重")
def other_green_share(start_green_lending, start_project_lending, start_gross_lending):
    """The rest of green lending at the start: transport, water works, buildings and cleaner industry."""
    return np.maximum(start_green_lending - start_project_lending, 0) / start_gross_lending


@auxiliary(MONEY, base="loans_base", title="Loans", title_zh="各项贷款余额")
def loans(green_loans, coal_loans, other_loans, bad_loans):
    """All loans on banks' books, bad ones among them."""
    return green_loans + coal_loans + other_loans + bad_loans


@auxiliary("%", title="Bad loan ratio", title_zh="不良贷款率", domain=(0.0, 100.0))
def bad_loan_ratio(bad_loans, loans, percent):
    """Bad loans over all loans."""
    return bad_loans / loans * percent


# -- what projects borrow ----------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Green lending for other purposes", title_zh="其他用途绿色贷款需求")
def other_green_lending(other_green_share, gross_lending):
    """Transport, water works, buildings, cleaner industry: a part of what banks lend, as at the start."""
    return other_green_share * gross_lending


@auxiliary(RATE, title="Green lending asked for", title_zh="绿色贷款需求")
def green_lending_demand(
    green_debt_share, investment_price, green_investment_demand, green_group_investment_demand, funded_share,
    other_green_lending,
):  # fmt: skip
    """Project debt, gross of repayment, in the green investment that is funded in the region, and other purposes."""
    volume = (green_investment_demand - green_group_investment_demand) * funded_share
    return green_debt_share * investment_price * volume + other_green_lending


@auxiliary(RATE, title="Coal lending asked for", title_zh="煤炭煤电贷款需求")
def coal_lending_demand(
    coal_debt_share, investment_price, coal_power_investment_demand, group_finance_share, funded_share,
    coal_roll_over_share, coal_repayment,
):  # fmt: skip
    """Project debt of new coal power in the region, and repayments lent anew."""
    volume = coal_power_investment_demand * (1 - group_finance_share) * funded_share
    return coal_debt_share * investment_price * volume + coal_roll_over_share * coal_repayment


@auxiliary("1", title="Share of project lending that banks can make", title_zh="项目贷款满足率")
def project_lending_share(gross_lending, green_lending_demand, coal_lending_demand):
    """All of it, unless projects ask for more than banks lend; the rest is then borrowed elsewhere."""
    return gross_lending / np.maximum(gross_lending, green_lending_demand + coal_lending_demand)


# -- green loans -------------------------------------------------------------------------------------------------------
@flow(RATE, into="green_loans", title="Green lending", title_zh="绿色贷款发放")
def green_lending(green_lending_demand, project_lending_share):
    """What is asked for, as far as banks have it."""
    return green_lending_demand * project_lending_share


@flow(RATE, out_of="green_loans", title="Green repayment", title_zh="绿色贷款偿还")
def green_repayment(green_loans, green_loan_maturity):
    """Over the loans' life."""
    return green_loans / green_loan_maturity


@flow(RATE, out_of="green_loans", into="bad_loans", title="Green loans gone bad", title_zh="绿色贷款违约")
def green_default(
    green_loans, green_default_rate, green_plant_loan_share, curtailment_rate, curtailment_rate_base,
    curtailment_default_elasticity, default_ceiling,
):  # fmt: skip
    """Curtailed output pays no debt: the rate of plants rises with curtailment, up to a ceiling."""
    curtailed = (curtailment_rate / curtailment_rate_base) ** curtailment_default_elasticity
    rate = green_default_rate * (1 + green_plant_loan_share * (curtailed - 1))
    return green_loans * np.minimum(rate, default_ceiling)


# -- coal loans --------------------------------------------------------------------------------------------------------
@flow(RATE, into="coal_loans", title="Coal lending", title_zh="煤炭煤电贷款发放")
def coal_lending(coal_lending_demand, project_lending_share):
    """What is asked for, as far as banks have it."""
    return coal_lending_demand * project_lending_share


@flow(RATE, out_of="coal_loans", title="Coal repayment", title_zh="煤炭煤电贷款偿还")
def coal_repayment(coal_loans, coal_loan_maturity):
    """Over the loans' life."""
    return coal_loans / coal_loan_maturity


@auxiliary("1", title="Stress of miners", title_zh="煤炭采选企业偿债压力")
def miner_stress(coal_price, coal_price_base):
    """Where coal is cheap; relief where it is dear."""
    return 1 - coal_price / coal_price_base


@auxiliary("1", title="Stress of coal plants", title_zh="煤电企业偿债压力")
def coal_plant_stress(coal_power_margin, coal_power_margin_base, coal_power_margin_scale):
    """By the margin lost since the base year."""
    return (coal_power_margin_base - coal_power_margin) / coal_power_margin_scale


@auxiliary("1/year", title="Default rate of miners", title_zh="煤炭采选贷款违约率")
def miner_default_rate(coal_default_rate, coal_default_sensitivity, miner_stress, coal_stress_limit, default_ceiling):
    """Rises exponentially with stress, within limits."""
    exponent = np.clip(coal_default_sensitivity * miner_stress, -coal_stress_limit, coal_stress_limit)
    return np.minimum(coal_default_rate * np.exp(exponent), default_ceiling)


@auxiliary("1/year", title="Default rate of coal plants", title_zh="煤电贷款违约率")
def coal_plant_default_rate(
    coal_default_rate, coal_default_sensitivity, coal_plant_stress, coal_stress_limit, default_ceiling
):
    """Rises exponentially with stress, within limits."""
    exponent = np.clip(coal_default_sensitivity * coal_plant_stress, -coal_stress_limit, coal_stress_limit)
    return np.minimum(coal_default_rate * np.exp(exponent), default_ceiling)


@flow(RATE, out_of="coal_loans", into="bad_loans", title="Coal loans gone bad", title_zh="煤炭煤电贷款违约")
def coal_default(coal_loans, coal_mining_loan_share, miner_default_rate, coal_plant_default_rate):
    """Of either by its own result: what mines gain pays no debt of plants."""
    mean = coal_mining_loan_share * miner_default_rate + (1 - coal_mining_loan_share) * coal_plant_default_rate
    return coal_loans * mean


# -- other and bad loans -----------------------------------------------------------------------------------------------
@flow(RATE, into="other_loans", title="Other lending", title_zh="其他贷款发放")
def other_lending(gross_lending, green_lending, coal_lending):
    """What project lending leaves."""
    return gross_lending - green_lending - coal_lending


@flow(RATE, out_of="other_loans", title="Other repayment", title_zh="其他贷款偿还")
def other_repayment(other_loans, other_repayment_rate):
    """Over the loans' life."""
    return other_loans * other_repayment_rate


@auxiliary("1", title="Burden of debt over that at the start", title_zh="偿债负担（起始=1）")
def debt_burden(
    loans, loans_base, general_price, perceived_gdp, perceived_gdp_start, contract_rate, real_loan_rate_base
):
    """Interest on what is owed, over lasting income at trend prices."""
    owed = loans / loans_base * contract_rate / real_loan_rate_base
    return owed / (general_price * perceived_gdp / perceived_gdp_start)


@auxiliary("1", title="Distress of farm borrowers", title_zh="农业借款人偿债压力")
def farm_distress(farm_loan_share, farm_default_response, uninsured_farm_loss):
    """Where a harvest is lost and not insured, the loans that rest on it fail."""
    return 1 + farm_loan_share * farm_default_response * uninsured_farm_loss


@auxiliary("1", title="Distress of industrial borrowers", title_zh="工业借款人偿债压力")
def industry_distress(industry_loan_share, other_industry_relative_price, rationed_output, industry_default_elasticity):
    """Where what industry makes sells for less, or its quota stops it, the loans that rest on it fail."""
    earned = other_industry_relative_price * rationed_output
    return 1 + industry_loan_share * (earned**-industry_default_elasticity - 1)


@auxiliary("1", title="Distress of borrowers in a slump", title_zh="增速低于预期下的偿债压力")
def slump_distress(growth_default_response, expected_growth, perceived_growth):
    """Debts were made for the growth that was expected; relief where there is more."""
    return np.exp(growth_default_response * (expected_growth - perceived_growth))


@flow(RATE, out_of="other_loans", into="bad_loans", title="Other loans gone bad", title_zh="其他贷款违约")
def other_default(
    other_loans, other_default_rate, capacity_utilisation, utilisation_default_elasticity, debt_burden,
    debt_default_elasticity, farm_distress, industry_distress, slump_distress, default_ceiling, guarantee_moral_hazard,
):  # fmt: skip
    """The rate rises with idle capacity, the burden of debt, lost harvests, cheap products and slumps, up to a ceiling."""
    idle = capacity_utilisation**-utilisation_default_elasticity
    distress = farm_distress * industry_distress * slump_distress
    rate = other_default_rate * idle * debt_burden**debt_default_elasticity * distress
    return other_loans * np.minimum(rate, default_ceiling) + guarantee_moral_hazard


@flow(RATE, out_of="bad_loans", title="Bad loans recovered", title_zh="不良贷款回收")
def bad_loan_recovery(bad_loans, recovery_rate, bad_loan_disposal, disposal_haste):
    """By the effort at disposal, but less than in proportion: what is sold in haste fetches less."""
    return bad_loans * recovery_rate * bad_loan_disposal**disposal_haste


@flow(RATE, out_of="bad_loans", title="Bad loans written off", title_zh="不良贷款核销")
def write_off(bad_loans, write_off_rate, recovery_rate, bad_loan_disposal, bad_loan_recovery):
    """What is disposed of and not recovered."""
    return bad_loans * (write_off_rate + recovery_rate) * bad_loan_disposal - bad_loan_recovery


@auxiliary(RATE, title="Loans repaid, recovered and made good", title_zh="贷款收回额")
def loan_repayment(green_repayment, coal_repayment, other_repayment, bad_loan_recovery, guarantee_compensation):
    """What comes back to banks."""
    return green_repayment + coal_repayment + other_repayment + bad_loan_recovery + guarantee_compensation


@auxiliary(RATE, title="Loans repaid, recovered and written off", title_zh="贷款收回与核销额")
def loan_exit(loan_repayment, write_off):
    """What leaves banks' books."""
    return loan_repayment + write_off


# -- renewal with inflation --------------------------------------------------------------------------------------------
@flow(RATE, into="green_loans", title="Green loans renewed with inflation", title_zh="绿色贷款随通胀续贷")
def green_loan_revaluation(green_loans, excess_inflation):
    """The part of interest that makes up for inflation is lent anew as loans are rolled over."""
    return green_loans * excess_inflation


@flow(RATE, into="coal_loans", title="Coal loans renewed with inflation", title_zh="煤炭煤电贷款随通胀续贷")
def coal_loan_revaluation(coal_loans, excess_inflation):
    """The part of interest that makes up for inflation is lent anew as loans are rolled over."""
    return coal_loans * excess_inflation


@flow(RATE, into="other_loans", title="Other loans renewed with inflation", title_zh="其他贷款随通胀续贷")
def other_loan_revaluation(other_loans, excess_inflation):
    """The part of interest that makes up for inflation is lent anew as loans are rolled over."""
    return other_loans * excess_inflation


@flow(RATE, into="bad_loans", title="Bad loans raised with inflation", title_zh="不良贷款随通胀增加")
def bad_loan_revaluation(bad_loans, excess_inflation):
    """The part of interest that makes up for inflation is added to arrears."""
    return bad_loans * excess_inflation


@auxiliary(RATE, title="Loans renewed with inflation", title_zh="贷款随通胀续贷")
def loan_revaluation(green_loan_revaluation, coal_loan_revaluation, other_loan_revaluation, bad_loan_revaluation):
    """Lending that keeps what is owed at its worth; it pays the part of interest that makes up for inflation."""
    return green_loan_revaluation + coal_loan_revaluation + other_loan_revaluation + bad_loan_revaluation
