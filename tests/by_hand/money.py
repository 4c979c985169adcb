"""Money by hand."""

from model.sectors import money

CASES = [
    (money.investment_outlay, dict(investment_price=1.1, investment_wanted=100, funded_share=0.8), 88),
    (money.group_funds, dict(investment_price=1.1, group_investment_demand=50, funded_share=0.8), 44),
]
