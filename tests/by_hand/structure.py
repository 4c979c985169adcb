"""Structure by hand."""

from model.sectors import structure

CASES = [
    (
        structure.strategic_emerging_share_change,
        dict(
            strategic_emerging_share=10, strategic_emerging_saturation=25, strategic_emerging_drift=0.05,
            innovation_support=2, funded_share=0.8, funded_share_base=0.8,
        ),
        0.6,
    ),
    (
        structure.strategic_emerging_share_change,
        dict(
            strategic_emerging_share=25, strategic_emerging_saturation=25, strategic_emerging_drift=0.05,
            innovation_support=10, funded_share=1, funded_share_base=0.8,
        ),
        0,
    ),
    (
        structure.manufacturing_share,
        dict(nominal_other_industry_value_added=1000, manufacturing_part=0.9, nominal_gdp=4500, percent=100),
        20,
    ),
    (structure.services_share, dict(nominal_services_value_added=2000, nominal_gdp=4000, percent=100), 50),
]  # fmt: skip
