"""Green finance by hand."""

from model.sectors import green_finance

REACH = dict(green_discount_reach=0.4, green_discount_half=1)
CASES = [
    (green_finance.green_discount, REACH | dict(green_credit_assessment=1), 0),
    (green_finance.green_discount, REACH | dict(green_credit_assessment=3), 0.2),
    (green_finance.green_discount, REACH | dict(green_credit_assessment=0), -0.4),
    (green_finance.ordinary_loan_rate, dict(real_loan_rate=5, green_discount=0.2, green_loans=100, loans=1100), 5.02),
    (green_finance.green_bond_redemption, dict(green_bonds=100, green_bond_term=4), 25),
]
