"""Banks by hand."""

from model.sectors import banks

CASES = [
    (banks.bank_capital_base, dict(bank_capital_ratio_base=12, local_bank_share=0.4, loans_base=1000, percent=100), 48),
    (
        banks.outside_funding_base,
        dict(financial_assets_base=1000, deposits_base=600, bank_capital_base=50, central_bank_funding_base=10),
        340,
    ),
    (
        banks.start_retention,
        dict(bank_capital_ratio_base=10, start_loan_growth=0.05, start_write_off=5, loans_base=1000, percent=100),
        0.01,
    ),
    (
        banks.payment_outflow_share,
        dict(
            deposits_base=650,
            deposits_five_years_before=500,
            loans_base=1000,
            loans_five_years_before=800,
            start_net_new_loans=80,
            start_write_off=20,
            start_retention=0.0125,
            local_bank_share=0.4,
        ),
        0.35,
    ),
    (banks.bank_capital_ratio, dict(bank_capital=48, loans=1000, local_bank_share=0.4, percent=100), 12),
    (
        banks.relending_support,
        dict(relending_reach=0.5, central_bank_funding=150, central_bank_funding_base=100, general_price=1.1),
        20,
    ),
    (banks.deposit_creation, dict(gross_lending=1700, loan_repayment=1100), 600),
    (banks.payment_outflow, dict(payment_outflow_share=0.3, deposit_creation=700), 210),
    (
        banks.retained_earnings,
        dict(
            start_retention=0.02,
            local_bank_share=0.4,
            loans=8000,
            bank_capital_ratio=16,
            bank_capital_ratio_base=12,
            real_loan_rate=4,
            real_loan_rate_base=1,
            margin_rate_elasticity=0.5,
        ),
        96,
    ),
    (banks.relending_draw, dict(relending=100, general_price=1.2, central_bank_funding=90, relending_term=1), 30),
    (
        banks.net_outside_funding,
        dict(
            payment_outflow=100, other_asset_funding=150, branch_loan_loss=40, relending_draw=10, outside_revaluation=5
        ),
        205,
    ),
]
