"""Capital by hand."""

from math import exp

from model.sectors import capital

CASES = [
    (capital.plant_funded_share, dict(group_finance_share=0.75, funded_share_base=0.8, funded_share=0.4), 0.7),
    (capital.plant_funded_share, dict(group_finance_share=0.75, funded_share_base=0.8, funded_share=0.8), 0.8),
    (
        capital.investment_demand_base,
        dict(investment_start=1800, programme_spending_base=100, funded_share_base=0.85),
        2000,
    ),
    (
        capital.branch_investment_base,
        dict(fixed_asset_investment_base=1100, programme_spending_base=100, dedicated_investment_share_base=0.1),
        900,
    ),
    (
        capital.dedicated_investment_base,
        dict(fixed_asset_investment_base=1100, programme_spending_base=100, dedicated_investment_share_base=0.1),
        200,
    ),
    (
        capital.ordinary_investment_demand_base,
        dict(investment_demand_base=2000, dedicated_investment_share_base=0.1),
        1800,
    ),
    (
        capital.branch_investment_demand,
        dict(
            ordinary_investment_demand_base=1000, capital=400, capital_base=100, total_capital_base=1000,
            investment_persistence=0.5, return_ratio=4, branch_return_elasticity=0.5, dearness=2, investment_climate=0.5,
            investment_push=3,
        ),
        300,
    ),
    (
        capital.return_ratio,
        dict(expected_price=1.5, produced=220, produced_base=100, base_year_carry=1.1, capital=300, capital_base=100),
        1,
    ),
    (
        capital.industry_push,
        dict(
            manufacturing_support=5, support_reach=0.3, support_half=3, project_gate_deterrence=0.5,
            energy_budget_room=0.8, rationed_output=0.25, industry_levy_burden=2, return_elasticity=0.5,
        ),
        1.15 * 0.4 * 0.5 * exp(-1),
    ),
    (capital.dearness, dict(ordinary_loan_rate=20, real_loan_rate_base=5, interest_elasticity=0.5), 2),
    (capital.depreciation, dict(capital=1000, depreciation_rate=0.06), 60),
    (capital.capital_base, dict(served_base=100, capital_output_ratio_base=4), 400),
]  # fmt: skip
