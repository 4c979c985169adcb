"""Credit: the loans that banks hold, green, coal and other, those that go bad, and what banks make of it.

Stranding loop: curtailment, coal margins and idle capacity -> defaults -> bad loans -> banks' perception -> credit
supply and loan rate (sector finance) -> investment. All flows are nominal; what is owed is renewed with inflation.
"""

import numpy as np

from model.engine.declare import Balance, Lever, Parameter, Stock, auxiliary, derived, flow, smooth

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

# -- assumptions -------------------------------------------------------------------------------------------------------
bad_loan_ratio_base = Parameter("%", title="Bad loan ratio, base year", title_zh="不良贷款率（基年）")
bad_loan_ratio_trend_base = Parameter(
    "%/year", title="Change of the bad loan ratio a year, base year", title_zh="不良贷款率年变化（基年）"
)
bank_perception_lag = Parameter("year", title="Lag of banks' view of risk", title_zh="银行风险感知滞后")
green_debt_share = Parameter("1", title="Bank debt in funded green investment", title_zh="绿色投资中的银行贷款比重")
coal_debt_share = Parameter("1", title="Bank debt in funded coal power investment", title_zh="煤电投资中的银行贷款比重")
coal_roll_over_share = Parameter("1", title="Share of coal repayments lent anew", title_zh="煤炭贷款续贷比例")
green_loan_maturity = Parameter("year", title="Maturity of green loans", title_zh="绿色贷款期限")
coal_loan_maturity = Parameter("year", title="Maturity of coal loans", title_zh="煤炭煤电贷款期限")
other_loan_maturity = Parameter("year", title="Maturity of other loans", title_zh="其他贷款期限")
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


@derived(MONEY, title="Bad loans, base year", title_zh="不良贷款余额（基年）")
def bad_loans_base(loans_base, bad_loan_ratio_base, percent):
    """Bad loans at the start, by the ratio."""
    return loans_base * bad_loan_ratio_base / percent


@derived(MONEY, title="Other loans, base year", title_zh="其他贷款余额（基年）")
def other_loans_base(loans_base, green_loans_base, coal_loans_base, bad_loans_base):
    """What is left of the published loans."""
    return loans_base - green_loans_base - coal_loans_base - bad_loans_base


@derived("1/year", title="Default rate of other loans, base year", title_zh="其他贷款违约率（基年）")
def other_default_rate(
    bad_loans_base, write_off_rate, recovery_rate, start_loan_growth, loans_base, bad_loan_ratio_trend_base, percent,
    green_loans_base, green_default_rate, coal_loans_base, coal_default_rate, other_loans_base,
):  # fmt: skip
    """The rate at which the bad loan ratio starts with its trend, as far as that needs defaults of other loans."""
    trend = bad_loans_base * start_loan_growth + loans_base * bad_loan_ratio_trend_base / percent
    defaults = bad_loans_base * (write_off_rate + recovery_rate) + trend
    projects = green_loans_base * green_default_rate + coal_loans_base * coal_default_rate
    return np.maximum(defaults - projects, 0) / other_loans_base


@auxiliary(MONEY, base="loans_base", title="Loans", title_zh="各项贷款余额")
def loans(green_loans, coal_loans, other_loans, bad_loans):
    """All loans on banks' books, bad ones among them."""
    return green_loans + coal_loans + other_loans + bad_loans


@auxiliary("%", title="Bad loan ratio", title_zh="不良贷款率", domain=(0.0, 100.0))
def bad_loan_ratio(bad_loans, loans, percent):
    """Bad loans over all loans."""
    return bad_loans / loans * percent


# -- what banks have to lend -------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Funds for lending", title_zh="可贷资金")
def lending_funds(loan_financing, green_repayment, coal_repayment, other_repayment, bad_loan_recovery, write_off):
    """New loans and everything that comes back or is written off."""
    return loan_financing + green_repayment + coal_repayment + other_repayment + bad_loan_recovery + write_off


@auxiliary(RATE, title="Green lending asked for", title_zh="绿色贷款需求")
def green_lending_demand(
    green_debt_share, investment_price, green_investment_demand, green_group_investment_demand, funded_share
):
    """Project debt, gross of repayment, in the green investment that is funded in the region."""
    volume = (green_investment_demand - green_group_investment_demand) * funded_share
    return green_debt_share * investment_price * volume


@auxiliary(RATE, title="Coal lending asked for", title_zh="煤炭煤电贷款需求")
def coal_lending_demand(
    coal_debt_share, investment_price, coal_power_investment_demand, group_finance_share, funded_share,
    coal_roll_over_share, coal_repayment,
):  # fmt: skip
    """Project debt of new coal power in the region, and repayments lent anew."""
    volume = coal_power_investment_demand * (1 - group_finance_share) * funded_share
    return coal_debt_share * investment_price * volume + coal_roll_over_share * coal_repayment


@auxiliary("1", title="Share of project lending that banks can make", title_zh="项目贷款满足率")
def project_lending_share(lending_funds, green_lending_demand, coal_lending_demand):
    """All of it, unless projects ask for more than banks have; the rest is then borrowed elsewhere."""
    return lending_funds / np.maximum(lending_funds, green_lending_demand + coal_lending_demand)


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
    green_loans,
    green_default_rate,
    curtailment_rate,
    curtailment_rate_base,
    curtailment_default_elasticity,
    default_ceiling,
):
    """Curtailed output pays no debt: the rate rises with curtailment, up to a ceiling."""
    rate = green_default_rate * (curtailment_rate / curtailment_rate_base) ** curtailment_default_elasticity
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


@auxiliary("1", title="Stress of coal borrowers", title_zh="煤炭企业偿债压力")
def coal_stress(
    coal_power_margin,
    coal_power_margin_base,
    coal_power_margin_scale,
    coal_price,
    coal_price_base,
    coal_mining_loan_share,
):
    """Power plants lose with their margin; miners lose when coal is cheap and gain when it is dear."""
    plants = (coal_power_margin_base - coal_power_margin) / coal_power_margin_scale
    miners = 1 - coal_price / coal_price_base
    return (1 - coal_mining_loan_share) * plants + coal_mining_loan_share * miners


@flow(RATE, out_of="coal_loans", into="bad_loans", title="Coal loans gone bad", title_zh="煤炭煤电贷款违约")
def coal_default(
    coal_loans, coal_default_rate, coal_stress, coal_default_sensitivity, coal_stress_limit, default_ceiling
):
    """The rate rises exponentially with stress, within limits."""
    exponent = np.clip(coal_default_sensitivity * coal_stress, -coal_stress_limit, coal_stress_limit)
    return coal_loans * np.minimum(coal_default_rate * np.exp(exponent), default_ceiling)


# -- other and bad loans -----------------------------------------------------------------------------------------------
@flow(RATE, into="other_loans", title="Other lending", title_zh="其他贷款发放")
def other_lending(lending_funds, green_lending, coal_lending):
    """What project lending leaves."""
    return lending_funds - green_lending - coal_lending


@flow(RATE, out_of="other_loans", title="Other repayment", title_zh="其他贷款偿还")
def other_repayment(other_loans, other_loan_maturity):
    """Over the loans' life."""
    return other_loans / other_loan_maturity


@flow(RATE, out_of="other_loans", into="bad_loans", title="Other loans gone bad", title_zh="其他贷款违约")
def other_default(
    other_loans, other_default_rate, capacity_utilisation, utilisation_default_elasticity, default_ceiling
):
    """The rate rises where capacity stands idle, up to a ceiling."""
    rate = other_default_rate * capacity_utilisation**-utilisation_default_elasticity
    return other_loans * np.minimum(rate, default_ceiling)


@flow(RATE, out_of="bad_loans", title="Bad loans written off", title_zh="不良贷款核销")
def write_off(bad_loans, write_off_rate, bad_loan_disposal):
    """By the effort at disposal."""
    return bad_loans * write_off_rate * bad_loan_disposal


@flow(RATE, out_of="bad_loans", title="Bad loans recovered", title_zh="不良贷款回收")
def bad_loan_recovery(bad_loans, recovery_rate, bad_loan_disposal):
    """By the effort at disposal."""
    return bad_loans * recovery_rate * bad_loan_disposal


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


# -- the banks' account ------------------------------------------------------------------------------------------------
@auxiliary(RATE, title="Net funding from outside the region", title_zh="区外净资金流入")
def net_outside_funding(
    net_new_loans, other_asset_acquisition, other_asset_revaluation, deposit_saving, deposit_creation,
    deposit_revaluation,
):  # fmt: skip
    """Residual: growth of assets that deposits of the region do not pay for (interbank, head offices, capital)."""
    assets = net_new_loans + other_asset_acquisition + other_asset_revaluation
    return assets - deposit_saving - deposit_creation - deposit_revaluation


bank_account = Balance(
    RATE,
    (
        "deposit_saving", "deposit_creation", "deposit_revaluation", "net_outside_funding", "green_repayment",
        "coal_repayment", "other_repayment", "bad_loan_recovery", "write_off",
    ),
    (
        "green_lending", "coal_lending", "other_lending", "loan_revaluation", "other_asset_acquisition",
        "other_asset_revaluation",
    ),
    "Banks' funds by origin and by use",
    "银行资金来源与运用",
)  # fmt: skip
