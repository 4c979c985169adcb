"""Carbon by hand."""

from model.sectors import carbon

CASES = [
    (carbon.paid_share, dict(net_payment_share=0.2, quota_decline=50, percent=100), 0.6),
    (carbon.paid_share, dict(net_payment_share=0.2, quota_decline=-50, percent=100), 0),
    (carbon.marginal_carbon_cost, dict(carbon_price=50, power_carbon_coverage=0.5), 25),
    (carbon.net_carbon_cost, dict(carbon_price=50, power_carbon_coverage=0.5, paid_share=0.2), 5),
    (carbon.carbon_captured, dict(carbon_capture_capacity=300, capturable_carbon=200), 200),
    (
        carbon.capturable_carbon,
        dict(capture_reach=0.9, power_co2_emissions=10000, industry_carbon=6000, carbon_in_fuels=15000),
        13500,
    ),
    (
        carbon.carbon_capture_demand,
        dict(carbon_capture_programme=100, capturable_carbon=300, carbon_capture_capacity=200, capture_building_time=2),
        50,
    ),
    (carbon.capture_power, dict(capture_in_use=400, capture_power_need=0.025), 10),
    (
        carbon.capture_expense,
        dict(
            capture_in_use=400, capture_running_cost=200, capture_power=10, industrial_power_price=0.4,
            hundred_million_per_ten_thousand=1e-4,
        ),
        12,
    ),
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
        dict(carbon_capture_demand=100, capture_cost=800, hundred_million_per_ten_thousand=1e-4),
        8,
    ),
]  # fmt: skip
