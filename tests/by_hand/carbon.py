"""Carbon by hand."""

from model.sectors import carbon

CASES = [
    (carbon.paid_share, dict(net_payment_share=0.2, quota_decline=50, percent=100), 0.6),
    (carbon.paid_share, dict(net_payment_share=0.2, quota_decline=-50, percent=100), 0),
    (carbon.marginal_carbon_cost, dict(carbon_price=50, power_carbon_coverage=0.5), 25),
    (carbon.net_carbon_cost, dict(carbon_price=50, power_carbon_coverage=0.5, paid_share=0.2), 5),
    (carbon.carbon_captured, dict(carbon_capture_capacity=300, carbon_in_fuels=200), 200),
    (carbon.net_co2_emissions, dict(co2_emissions=1000, grassland_carbon_sink=30, forest_carbon_sink=20), 950),
    (
        carbon.territorial_co2_emissions,
        dict(
            power_co2_emissions=10000, direct_coal=4000, coal_carbon_content=2.5, oil_consumption=200, oil_carbon_content=2,
            gas_consumption=100, gas_carbon_content=1, combusted_share=0.5, process_co2_emissions=500, carbon_captured=50,
        ),
        15700,
    ),
    (
        carbon.carbon_capture_investment_demand,
        dict(carbon_capture_programme=100, capture_cost=800, hundred_million_per_ten_thousand=1e-4),
        8,
    ),
]  # fmt: skip
