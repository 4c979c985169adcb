"""Money by hand."""

from model.sectors import money

CASES = [
    (
        money.green_investment_funded,
        dict(green_investment_demand=100, green_group_investment_demand=60, funded_share=0.5, funded_share_base=0.8),
        68,
    ),
    (money.investment_outlay, dict(investment_price=1.1, investment_wanted=100, purpose_funded_share=0.8), 88),
    (money.group_funds, dict(investment_price=1.1, group_investment_demand=50, funded_share_base=0.8), 44),
]
