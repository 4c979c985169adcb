"""Insurance by hand."""

from model.sectors import insurance

CASES = [
    (
        insurance.insurance_density,
        dict(premium_income=216, population=720, hundred_million_per_ten_thousand=1e-4),
        3000,
    ),
    (insurance.insurance_spread, dict(insurance_use=4, insurance_spread_rate=0.2, insurance_use_limit=5), 0.16),
    (insurance.insurance_spread, dict(insurance_use=5, insurance_spread_rate=0.2, insurance_use_limit=5), 0),
    (
        insurance.premium_income,
        dict(insurance_use=5, percent=100, general_price=1.1, gdp=4000, added_farm_premiums=10),
        230,
    ),
    (insurance.farm_loss, dict(agriculture_water_adequacy=0.25, farming_water_elasticity=0.5), 0.5),
    (insurance.farm_loss, dict(agriculture_water_adequacy=1.2, farming_water_elasticity=0.5), 0),
    (
        insurance.farm_cover,
        dict(farm_premiums=12, sum_insured_per_premium=20, agriculture_value_added=160, general_price=2),
        0.6,
    ),
    (
        insurance.farm_claims,
        dict(farm_loss=0.5, farm_cover=0.6, farm_claims_trigger=0.7, agriculture_value_added=100, general_price=2),
        42,
    ),
    (insurance.uninsured_farm_loss, dict(farm_loss=0.5, farm_cover=0.6, farm_claims_trigger=0.5), 0.35),
    (insurance.claims, dict(claims_base=66, premium_income_base=220, premium_income=300, farm_claims=10), 100),
]
