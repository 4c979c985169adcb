"""Guarantees by hand."""

from model.sectors import guarantees

SAME = dict(guarantee_term=1, guarantee_capital=40, guarantee_sharpness=2)
CASES = [
    (guarantees.guaranteed_loans, SAME | dict(guarantee_volume=120, guarantee_limit=4), 96),
    (guarantees.guaranteed_loans, SAME | dict(guarantee_volume=0, guarantee_limit=4), 0),
    (
        guarantees.guarantee_limit,
        dict(guarantee_leverage=1.5, guarantee_reach=1.2),
        1.8,
    ),
    (guarantees.guaranteed_loans_base, SAME | dict(guarantee_volume_base=120, guarantee_leverage_base=4), 96),
    (
        guarantees.guarantee_support,
        dict(
            guaranteed_loans=100,
            guarantee_loss_share=1,
            guaranteed_loans_base=75,
            guarantee_loss_share_base=0.8,
            guarantee_term=1,
            guarantee_additionality=0.4,
            general_price=1.1,
        ),
        22,
    ),
    (
        guarantees.guaranteed_default,
        dict(
            guaranteed_loans=100,
            guarantee_default_rate=0.02,
            guarantee_loss_share=1,
            guarantee_loss_share_base=0.8,
            general_price=2,
        ),
        5,
    ),
    (
        guarantees.guarantee_moral_hazard,
        dict(guaranteed_default=5, guaranteed_loans=100, guarantee_default_rate=0.02, general_price=2),
        1,
    ),
    (
        guarantees.guarantee_compensation,
        dict(guaranteed_default=5, guarantee_loss_share=0.8, bad_loans=50, one_year=1),
        4,
    ),
    (
        guarantees.guarantee_compensation,
        dict(guaranteed_default=5, guarantee_loss_share=0.8, bad_loans=3, one_year=1),
        3,
    ),
    (
        guarantees.guarantee_public_cost,
        dict(
            guarantee_compensation=5,
            guarantee_compensation_base=1,
            guaranteed_loans=100,
            guaranteed_loans_base=50,
            guarantee_fee_rate=0.01,
            general_price=2,
        ),
        2,
    ),
]
