"""Green finance: what banks ask of green borrowers once they are assessed for it, and green bonds.

Stocks   green_bonds
Told     real_loan_rate by finance, loans by credit
Gives    green_loan_rate to renewables, ordinary_loan_rate to capital, green_bond_financing to finance

Assessment moves money from one borrower to another: what green borrowers are spared, all others pay. Green bonds are sold
to buyers outside the region, and are paid back.
"""

from model.engine.declare import Lever, Parameter, Stock, auxiliary, flow

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

green_discount_reach = Parameter("%", title="Discount on green loans at the most", title_zh="绿色贷款最大利率优惠")
green_discount_half = Parameter(
    "1", title="Assessment at which half the discount is given", title_zh="绿色信贷评价半效值"
)
green_bond_term = Parameter("year", title="Term of green bonds", title_zh="绿色债券期限")

green_credit_assessment = Lever(
    "1", authority="national", title="Weight of green credit in the assessment of banks", title_zh="绿色信贷业绩评价力度",
    domain=(0.0, 10.0),
)  # fmt: skip
green_bond_issuance = Lever(
    RATE,
    authority="market",
    title="Green bonds issued (base-year prices)",
    title_zh="绿色债券发行额（基年价）",
    domain=(0.0, 500.0),
)

green_bonds = Stock(MONEY, initial="green_bonds_base", title="Green bonds that stand", title_zh="绿色债券余额")


@auxiliary("%", title="Discount on green loans", title_zh="绿色贷款利率优惠")
def green_discount(green_discount_reach, green_credit_assessment, green_discount_half):
    """Beyond that of the base year, whose index is one; each further step of assessment gives less."""
    return green_discount_reach * (green_credit_assessment - 1) / (green_credit_assessment + green_discount_half)


@auxiliary("%", title="Rate of green loans at the inflation of the base year", title_zh="绿色贷款利率（扣除超额通胀）")
def green_loan_rate(real_loan_rate, green_discount):
    """The mean rate less the discount."""
    return real_loan_rate - green_discount


@auxiliary("%", title="Rate of other loans at the inflation of the base year", title_zh="其他贷款利率（扣除超额通胀）")
def ordinary_loan_rate(real_loan_rate, green_discount, green_loans, loans):
    """All others pay what green borrowers are spared, so that the mean stays."""
    return real_loan_rate + green_discount * green_loans / (loans - green_loans)


@flow(RATE, into="green_bonds", title="Green bonds issued", title_zh="绿色债券发行")
def green_bond_issue(green_bond_issuance, general_price):
    """At the prices of the day."""
    return green_bond_issuance * general_price


@flow(RATE, out_of="green_bonds", title="Green bonds paid back", title_zh="绿色债券兑付")
def green_bond_redemption(green_bonds, green_bond_term):
    """Over their term."""
    return green_bonds / green_bond_term


@flow(RATE, into="green_bonds", title="Green bonds renewed with inflation", title_zh="绿色债券随通胀续发")
def green_bond_revaluation(green_bonds, excess_inflation):
    """The part of interest that makes up for inflation is borrowed anew."""
    return green_bonds * excess_inflation


@auxiliary(RATE, title="Green bonds, net", title_zh="绿色债券净融资")
def green_bond_financing(green_bond_issue, green_bond_redemption):
    """Below zero where more is paid back than issued."""
    return green_bond_issue - green_bond_redemption
