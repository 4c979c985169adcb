"""Government debt by hand."""

from model.sectors import government_debt

ROOM = dict(government_debt_ceiling=50, percent=100, nominal_gdp=4000, one_year=1, ceiling_time=0.5)
CASES = [
    (government_debt.debt_room, ROOM | dict(government_debt=1900), 200),
    (government_debt.debt_room, ROOM | dict(government_debt=2100), 0),
    (
        government_debt.government_bond_financing,
        dict(government_bond_issuance=100, general_price=1.2, debt_room=200),
        120,
    ),
    (
        government_debt.government_interest,
        dict(government_debt=2000, government_bond_rate=3, policy_rate_change=-1, interest_period=1, percent=100),
        40,
    ),
    (government_debt.added_interest, dict(government_interest=70, start_interest_share=0.015, nominal_gdp=4000), 10),
    (
        government_debt.public_costs,
        dict(
            added_interest=10,
            capital_put_in=20,
            guarantee_public_cost=1,
            farm_insurance_public_cost=-2,
            innovation_public_cost=28,
        ),
        57,
    ),
    (government_debt.public_money, dict(government_bond_financing=110, public_costs=150), -40),
    (government_debt.government_debt_ratio, dict(government_debt=2000, nominal_gdp=4000, one_year=1, percent=100), 50),
]
