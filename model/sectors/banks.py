"""Banks: the books of financial institutions, what they hold against what they owe, and the capital of local banks.

Stocks   deposits, outside_funding, bank_capital, central_bank_funding
Told     lending and what comes back by finance and credit, other assets by capital_market, losses by credit
Gives    deposits per loan and the capital ratio to finance, deposits as a headline, relending's support

Every entry is double. Lending makes deposits and repayment ends them; a part is paid to the rest of the country, where it
becomes funding from outside. Other assets are claims on the rest of the country, paid for with such funding, or what insurers
keep of premiums. What is written off is lost by those who own the bank. So the books close without a remainder.
"""

from model.engine.declare import Balance, Lever, Parameter, Stock, auxiliary, derived, flow, ratio

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

bank_capital_ratio_base = Parameter(
    "%", title="Capital ratio of local banks, base year", title_zh="地方法人银行资本充足率（基年）"
)
local_bank_share = Parameter(
    "1", title="Local banks' share of loans", title_zh="地方法人银行贷款占比", domain=(0.0, 1.0)
)
relending_term = Parameter("year", title="Term of relending", title_zh="再贷款期限")
relending_reach = Parameter(
    "1/year", title="Lending added a year per relending that stands", title_zh="单位再贷款余额年带动新增贷款"
)
central_bank_funding_base = Parameter(
    MONEY, title="Relending that stands, base year", title_zh="支农支小再贷款余额（基年）"
)

relending = Lever(
    MONEY, authority="national", title="Relending for farms and small firms (base-year prices)",
    title_zh="支农支小再贷款额度（基年价）", domain=(0.0, 2000.0),
)  # fmt: skip
bank_capital_injection = Lever(
    RATE,
    title="Capital put into local banks (base-year prices)",
    title_zh="地方法人银行资本补充（基年价）",
    domain=(0.0, 100.0),
)

deposits = Stock(MONEY, initial="deposits_base", title="Deposits", title_zh="各项存款余额")
outside_funding = Stock(
    MONEY, initial="outside_funding_base", title="Funding from outside the region and other liabilities",
    title_zh="区外资金与其他负债",
)  # fmt: skip
bank_capital = Stock(MONEY, initial="bank_capital_base", title="Capital of local banks", title_zh="地方法人银行资本")
central_bank_funding = Stock(
    MONEY, initial="central_bank_funding_base", title="Relending that stands", title_zh="支农支小再贷款余额"
)


# -- the start ---------------------------------------------------------------------------------------------------------
@derived(MONEY, title="Capital of local banks, base year", title_zh="地方法人银行资本（基年）")
def bank_capital_base(bank_capital_ratio_base, local_bank_share, loans_base, percent):
    """By the ratio of the base year."""
    return bank_capital_ratio_base / percent * local_bank_share * loans_base


@derived(MONEY, title="Funding from outside, base year", title_zh="区外资金与其他负债（基年）")
def outside_funding_base(financial_assets_base, deposits_base, bank_capital_base, central_bank_funding_base):
    """What published assets leave after deposits, capital and relending: head offices, interbank funds, insurers' reserves."""
    return financial_assets_base - deposits_base - bank_capital_base - central_bank_funding_base


@derived(RATE, title="Bad loans written off at the start", title_zh="起始不良贷款核销额")
def start_write_off(bad_loans_base, write_off_rate):
    """At the rate of the base year."""
    return bad_loans_base * write_off_rate


@derived(
    "1/year", title="Earnings kept per loan at the start, before losses", title_zh="起始单位贷款留存收益（损失前）"
)
def start_retention(bank_capital_ratio_base, start_loan_growth, start_write_off, loans_base, percent):
    """Of local banks: what lets capital bear the losses of the start and grow with loans."""
    return bank_capital_ratio_base / percent * start_loan_growth + start_write_off / loans_base


@derived("1", title="Part of new money that is paid to the rest of the country", title_zh="新增资金流出区外比例")
def payment_outflow_share(
    deposits_base, deposits_five_years_before, loans_base, loans_five_years_before, start_net_new_loans,
    start_write_off, start_retention, local_bank_share,
):  # fmt: skip
    """The part at which deposits at first rise by as much per new loan as in five years."""
    per_loan = (deposits_base - deposits_five_years_before) / (loans_base - loans_five_years_before)
    kept = per_loan * start_net_new_loans + start_retention * local_bank_share * loans_base
    return 1 - kept / (start_net_new_loans + start_write_off)


@derived("1", title="Deposits per loan, base year", title_zh="存贷比（存款/贷款，基年）")
def loan_funding_ratio_base(deposits_base, loans_base):
    """Published."""
    return deposits_base / loans_base


# -- what banks give to others -----------------------------------------------------------------------------------------
@auxiliary("1", title="Deposits per loan", title_zh="存款与贷款之比")
def loan_funding_ratio(deposits, loans):
    """What each loan has to rest on in the region."""
    return deposits / loans


@ratio("%", title="Capital ratio of local banks", title_zh="地方法人银行资本充足率")
def bank_capital_ratio(bank_capital, loans, local_bank_share, percent):
    """Capital over the loans of local banks."""
    return bank_capital / (loans * local_bank_share) * percent


@auxiliary(RATE, title="Lending added by relending", title_zh="再贷款带动的新增投放")
def relending_support(relending_reach, central_bank_funding, central_bank_funding_base, general_price):
    """By what stands beyond that of the base year; a part only takes the place of other funds."""
    return relending_reach * (central_bank_funding - central_bank_funding_base * general_price)


# -- deposits and what becomes of them ---------------------------------------------------------------------------------
@flow(RATE, into="deposits", title="Deposits created", title_zh="派生存款")
def deposit_creation(gross_lending, loan_repayment):
    """Lending makes deposits; repayment ends them."""
    return gross_lending - loan_repayment


@flow(
    RATE,
    out_of="deposits",
    into="outside_funding",
    title="Payments to the rest of the country, net",
    title_zh="对区外净支付",
)
def payment_outflow(payment_outflow_share, deposit_creation):
    """A part of new money buys what is made elsewhere; banks then owe it to banks outside."""
    return payment_outflow_share * deposit_creation


@flow(
    RATE,
    out_of="deposits",
    into="bank_capital",
    title="Earnings that local banks keep",
    title_zh="地方法人银行留存收益",
)
def retained_earnings(
    start_retention, local_bank_share, loans, bank_capital_ratio, bank_capital_ratio_base, real_loan_rate,
    real_loan_rate_base, margin_rate_elasticity,
):  # fmt: skip
    """With margins; banks that have capital enough pay more of it out."""
    margin = (real_loan_rate / real_loan_rate_base) ** margin_rate_elasticity
    return start_retention * local_bank_share * loans * margin * bank_capital_ratio_base / bank_capital_ratio


@flow(RATE, out_of="deposits", into="bank_capital", title="Capital put in", title_zh="注入资本（现价）")
def capital_put_in(bank_capital_injection, general_price):
    """At the prices of the day, from what the public has on its accounts and would have spent."""
    return bank_capital_injection * general_price


@flow(RATE, out_of="bank_capital", title="Losses that local banks bear", title_zh="地方法人银行承担的损失")
def local_loan_loss(write_off, local_bank_share):
    """Their share of what is written off."""
    return write_off * local_bank_share


@flow(RATE, out_of="outside_funding", title="Losses that head offices bear", title_zh="总行承担的损失")
def branch_loan_loss(write_off, local_loan_loss):
    """What branches write off, their head offices make good."""
    return write_off - local_loan_loss


@flow(RATE, into="outside_funding", title="Funding of other assets", title_zh="其他资产的资金来源")
def other_asset_funding(other_asset_acquisition):
    """What they cost is paid to the rest of the country, or was put by from premiums: no deposit is made here."""
    return other_asset_acquisition


@flow(
    RATE, out_of="outside_funding", into="central_bank_funding", title="Relending drawn, net", title_zh="再贷款净投放"
)
def relending_draw(relending, general_price, central_bank_funding, relending_term):
    """Banks draw what is allotted, in place of funds from outside, as what they drew before falls due."""
    return (relending * general_price - central_bank_funding) / relending_term


# -- renewal with inflation --------------------------------------------------------------------------------------------
@flow(RATE, into="deposits", title="Deposits renewed with inflation", title_zh="存款随通胀续存")
def deposit_revaluation(deposits, excess_inflation):
    """The part of interest that makes up for inflation is left on the account."""
    return deposits * excess_inflation


@flow(RATE, into="outside_funding", title="Funding from outside renewed with inflation", title_zh="区外资金随通胀续存")
def outside_revaluation(outside_funding, excess_inflation):
    """As deposits are."""
    return outside_funding * excess_inflation


@flow(RATE, into="bank_capital", title="Capital kept at its worth", title_zh="资本随通胀保值")
def capital_revaluation(bank_capital, excess_inflation):
    """The part of earnings that makes up for inflation is kept."""
    return bank_capital * excess_inflation


@flow(RATE, into="central_bank_funding", title="Relending renewed with inflation", title_zh="再贷款随通胀续借")
def relending_revaluation(central_bank_funding, excess_inflation):
    """As deposits are."""
    return central_bank_funding * excess_inflation


# -- the account -------------------------------------------------------------------------------------------------------
@auxiliary(RATE, title="New deposits", title_zh="新增存款")
def net_new_deposits(deposit_creation, payment_outflow, retained_earnings, capital_put_in, deposit_revaluation):
    """What deposits rise by."""
    return deposit_creation - payment_outflow - retained_earnings - capital_put_in + deposit_revaluation


@auxiliary(RATE, title="Net funding from outside the region", title_zh="区外净资金流入")
def net_outside_funding(payment_outflow, other_asset_funding, branch_loan_loss, relending_draw, outside_revaluation):
    """What it rises by: payments for what is made elsewhere and other assets, less losses borne there and relending drawn."""
    return payment_outflow + other_asset_funding - branch_loan_loss - relending_draw + outside_revaluation


@auxiliary(RATE, title="Net new capital of local banks", title_zh="地方法人银行新增资本")
def net_new_capital(retained_earnings, capital_put_in, local_loan_loss, capital_revaluation):
    """What capital rises by."""
    return retained_earnings + capital_put_in - local_loan_loss + capital_revaluation


@auxiliary(RATE, title="New relending", title_zh="新增再贷款")
def net_new_relending(relending_draw, relending_revaluation):
    """What relending rises by."""
    return relending_draw + relending_revaluation


bank_account = Balance(
    RATE,
    ("net_new_deposits", "net_outside_funding", "net_new_capital", "net_new_relending", "loan_exit"),
    (
        "green_lending", "coal_lending", "other_lending", "loan_revaluation", "other_asset_acquisition",
        "other_asset_revaluation",
    ),
    "Banks' funds by origin and by use",
    "银行资金来源与运用",
)  # fmt: skip
bank_books = Balance(
    MONEY,
    ("deposits", "outside_funding", "bank_capital", "central_bank_funding"),
    ("green_loans", "coal_loans", "other_loans", "bad_loans", "other_financial_assets"),
    "What financial institutions owe and own",
    "金融机构负债与资产",
    counterpart="outside_funding",
)  # fmt: skip
