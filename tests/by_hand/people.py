"""People by hand."""

from model.sectors import people

CASES = [
    (people.people_base, dict(population_base=700, age_weight_base=35, total_age_weight=350), 70),
    (people.births, dict(early_working_population=300, birth_rate=0.03), 9),
    (people.ageing, dict(people=50, ageing_rate=0.2), 10),
    (people.growth_gap, dict(perceived_growth=0.06, expected_national_growth=0.04), 0.02),
    (
        people.migration_rate,
        dict(growth_gap=0.03, familiar_gap=0.02, migration_habit=0.5, migration_response=0.5, migration_limit=0.01),
        0.01 / 2**0.25,
    ),
    (
        people.expected_national_slowing,
        dict(expected_national_growth=0.06, national_growth_limit=0.02, national_slowing_time=8),
        0.005,
    ),
    (
        people.national_market_gain,
        dict(national_market=0.8, national_growth=0.01, expected_national_growth=0.06),
        -0.04,
    ),
    (people.national_slowing, dict(national_growth=0.06, national_growth_limit=0.02, national_slowing_time=8), 0.005),
    (people.migration_by_age, dict(people=300, migration_rate=-0.01, migrant_intensity=0.5), -1.5),
    (people.perceived_gdp_start, dict(gdp_start=4400, gdp_growth_trend=0.05, growth_perception_time=2, one_year=1), 4000),
    (people.perceived_growth, dict(gdp=4400, perceived_gdp=4000, growth_perception_time=2), 0.05),
    (
        people.employment,
        dict(
            working_age_population=500, participation_rate=0.6, employment_response=0.5, perceived_growth=0.03,
            expected_growth=0.05, programme_workers=3,
        ),
        300,
    ),
    (
        people.labour_ratio,
        dict(
            working_age_population=500, working_age_base=512, programme_workers=7.2, participation_rate=0.6, labour_skill=1.05
        ),
        1.05,
    ),
    (people.deaths_by_age, dict(people=100, death_rate=0.04, death_ratio=0.99), 3.96),
    (people.population_change, dict(births=9, net_migration=-2, deaths=4), 3),
]  # fmt: skip
