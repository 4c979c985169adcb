"""Energy quota by hand."""

from model.sectors import energy_quota

CASES = [
    (energy_quota.energy_budget_room, dict(primary_energy=8000, energy_budget=8000, energy_budget_sharpness=1), 0.5),
    (
        energy_quota.allowed_running,
        dict(
            industry_ration=0.9,
            energy_budget=8000,
            primary_energy=9000,
            industry_need=6250,
            retrofitted_share=0.2,
            least_ration=0.2,
        ),
        0.7,
    ),
    (
        energy_quota.allowed_running,
        dict(
            industry_ration=0.9,
            energy_budget=8000,
            primary_energy=14000,
            industry_need=6250,
            retrofitted_share=0.2,
            least_ration=0.2,
        ),
        0.2,
    ),
    (
        energy_quota.allowed_running,
        dict(
            industry_ration=0.9,
            energy_budget=8000,
            primary_energy=5000,
            industry_need=6250,
            retrofitted_share=0.2,
            least_ration=0.2,
        ),
        1,
    ),
    (energy_quota.ration_change, dict(allowed_running=0.7, industry_ration=0.9, rationing_time=2), -0.1),
    (energy_quota.rationed_output, dict(industry_ration=0.25, ration_output_elasticity=0.5), 0.5),
]
