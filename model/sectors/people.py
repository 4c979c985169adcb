"""People: six stages of age, births, deaths, ageing and migration, and who works.

Stocks   people by age; growth of output as perceived and as expected; growth of the nation, as it is and as expected, and its market
Told     gdp by economy
Gives    population, working_age_population, labour_ratio, employment, national_market

Three stages of childhood keep a birth from working for some fifteen years; one stage would leak it into work at once.
"""

import numpy as np

from model.engine.declare import Balance, Dimension, Parameter, Stock, auxiliary, derived, flow, smooth, total

PEOPLE, RATE = "1e4 person", "1e4 person/year"

age = Dimension(
    "age",
    {
        "0_4": ("0-4", "0—4岁"),
        "5_9": ("5-9", "5—9岁"),
        "10_14": ("10-14", "10—14岁"),
        "15_44": ("15-44", "15—44岁"),
        "45_64": ("45-64", "45—64岁"),
        "65_over": ("65 and over", "65岁及以上"),
    },
)

population_base = Parameter(PEOPLE, title="Resident population, base year", title_zh="常住人口（基年）")
age_weight_base = Parameter(
    PEOPLE, dimensions=(age,), title="People counted by age, base year", title_zh="分年龄普查人口（基年）"
)
birth_rate = Parameter("1/year", domain=(0, 1), title="Births by people of 15-44", title_zh="出生率（15—44岁人口）")
death_rate = Parameter("1/year", dimensions=(age,), title="Deaths by age", title_zh="分年龄死亡率")
ageing_rate = Parameter(
    "1/year", dimensions=(age,), title="Leaving an age for the next", title_zh="进入下一年龄段的比例"
)
newborn_share = Parameter("1", dimensions=(age,), title="Age at birth", title_zh="出生所入年龄段")
migrant_intensity = Parameter(
    "1", dimensions=(age,), title="Migration to that of people of 15-44", title_zh="各年龄迁移强度（15—44岁=1）"
)
migration_response = Parameter(
    "1", title="Migration of people of 15-44 per growth beyond the nation's", title_zh="迁移对增速差的反应"
)
migration_limit = Parameter(
    "1/year", title="Migration of people of 15-44 at the most", title_zh="15—44岁人口净迁移率上限"
)
migration_fading_time = Parameter(
    "year", title="Time in which a difference of growth wears off", title_zh="增速差效应衰减时间"
)
migration_habit = Parameter(
    "1",
    domain=(0, 1),
    title="Part of a lasting difference of growth that people get used to",
    title_zh="长期增速差中被习惯的部分",
)
growth_perception_time = Parameter("year", title="Time in which growth is perceived", title_zh="增速感知时间")
growth_expectation_time = Parameter("year", title="Time in which growth is got used to", title_zh="增速预期调整时间")
national_growth_limit = Parameter("1/year", title="Growth of the nation's GDP in the end", title_zh="全国GDP增速终值")
national_slowing_time = Parameter(
    "year", title="Time in which the nation's growth slows", title_zh="全国GDP增速放缓时间"
)
participation_rate = Parameter("1", title="Employed in people of working age", title_zh="劳动年龄人口就业比例")
employment_response = Parameter(
    "year", title="Employment gained per growth beyond what is expected", title_zh="就业对增速差的反应"
)

national_growth = Stock(
    "1/year", initial="national_growth_base", title="Trend growth of the nation's GDP", title_zh="全国GDP趋势增速"
)
expected_national_growth = Stock(
    "1/year", initial="expected_national_growth_base",
    title="Growth of the nation's GDP that was expected", title_zh="全国GDP预期增速",
)  # fmt: skip
national_market = Stock(
    "1", initial="national_market_base", title="The nation's market over that expected", title_zh="全国市场规模相对预期"
)
people = Stock(PEOPLE, initial="people_base", dimensions=(age,), title="People by age", title_zh="分年龄人口")
population_gain = Stock(
    PEOPLE, initial="population_gain_base", domain=(-1e9, 1e9),
    title="Births and migration less deaths since the base year", title_zh="基年以来出生、迁移与死亡净额",
)  # fmt: skip
total_age_weight = total(
    "age_weight_base", age, PEOPLE, title="People counted, base year", title_zh="普查人口合计（基年）"
)


@derived(PEOPLE, dimensions=(age,), title="People by age, base year", title_zh="分年龄人口（基年）")
def people_base(population_base, age_weight_base, total_age_weight):
    """The published population by the ages that were counted."""
    return population_base * age_weight_base / total_age_weight


population = total("people", age, PEOPLE, base="population_base", title="Resident population", title_zh="常住人口")
early_working_population = total(
    "people", age, PEOPLE, labels=("15_44",), title="People of 15-44", title_zh="15—44岁人口"
)
working_age_population = total(
    "people", age, PEOPLE, labels=("15_44", "45_64"), title="People of working age", title_zh="劳动年龄人口"
)
working_age_base = total(
    "people_base", age, PEOPLE, labels=("15_44", "45_64"),
    title="People of working age, base year", title_zh="劳动年龄人口（基年）",
)  # fmt: skip


@auxiliary("1", title="People of working age over those of the base year", title_zh="劳动年龄人口相对基年")
def labour_ratio(working_age_population, working_age_base, programme_workers, participation_rate, labour_skill):
    """Labour of the production function: the part that works in the base year, whom programmes add, and their schooling."""
    return (working_age_population + programme_workers / participation_rate) / working_age_base * labour_skill


@derived("1e8 CNY/year", title="GDP as perceived at the start", title_zh="期初感知GDP")
def perceived_gdp_start(gdp_start, gdp_growth_trend, growth_perception_time, one_year):
    """Behind the level by what growth at the trend adds in the time of perception."""
    return gdp_start / (1 + gdp_growth_trend * growth_perception_time / one_year)


perceived_gdp = smooth(
    "gdp", over="growth_perception_time", initial="perceived_gdp_start", units="1e8 CNY/year",
    title="GDP as perceived", title_zh="感知GDP",
)  # fmt: skip


@auxiliary("1/year", title="Growth of GDP as perceived", title_zh="感知GDP增速")
def perceived_growth(gdp, perceived_gdp, growth_perception_time):
    """How far output runs ahead of its mean of the last years."""
    return (gdp / perceived_gdp - 1) / growth_perception_time


expected_growth = smooth(
    "perceived_growth", over="growth_expectation_time", units="1/year",
    title="Growth that people expect", title_zh="预期增速",
)  # fmt: skip


@flow("1/year/year", out_of="national_growth", title="Slowing of the nation's growth", title_zh="全国GDP增速放缓")
def national_slowing(national_growth, national_growth_limit, national_slowing_time):
    """As incomes catch up and people grow older, in the nation as in the region."""
    return (national_growth - national_growth_limit) / national_slowing_time


@flow(
    "1/year/year", out_of="expected_national_growth",
    title="Slowing of the nation's growth as expected", title_zh="全国GDP预期增速放缓",
)  # fmt: skip
def expected_national_slowing(expected_national_growth, national_growth_limit, national_slowing_time):
    """By the same course: where the nation grows as expected, the two are one."""
    return (expected_national_growth - national_growth_limit) / national_slowing_time


@flow(
    "1/year", into="national_market", title="Gain of the nation's market on that expected", title_zh="全国市场规模变化"
)
def national_market_gain(national_market, national_growth, expected_national_growth):
    """What years of slow growth leave out is not made up for."""
    return national_market * (national_growth - expected_national_growth)


@auxiliary("1/year", title="Growth beyond the nation's", title_zh="相对全国的增速差")
def growth_gap(perceived_growth, expected_national_growth):
    """Against the nation's as expected: a slump closes jobs elsewhere too, and is felt through the region's own growth."""
    return perceived_growth - expected_national_growth


familiar_gap = smooth(
    "growth_gap", over="migration_fading_time", initial="familiar_gap_base", units="1/year",
    title="Growth beyond the nation's that people are used to", title_zh="已习惯的增速差",
)  # fmt: skip


@auxiliary("1/year", title="Rate of migration of people of 15-44", title_zh="15—44岁人口净迁入率")
def migration_rate(growth_gap, familiar_gap, migration_habit, migration_response, migration_limit):
    """People come while the region grows faster and go while it grows slower, most of them for good, up to a limit."""
    pull = migration_response * (growth_gap - migration_habit * familiar_gap)
    fullness = (pull / migration_limit) ** 2
    return pull / np.sqrt(np.sqrt(1 + fullness**2))


@auxiliary(RATE, title="Births", title_zh="出生人口")
def births(early_working_population, birth_rate):
    """By people of 15 to 44."""
    return early_working_population * birth_rate


@flow(RATE, into="people", dimensions=(age,), title="Births by age", title_zh="出生人口（按年龄段）")
def births_by_age(births, newborn_share):
    """All into the youngest."""
    return births * newborn_share


@flow(RATE, into="people", dimensions=(age,), title="Net migration by age", title_zh="分年龄净迁入人口")
def migration_by_age(people, migration_rate, migrant_intensity):
    """Mostly people of working age, some with children."""
    return people * migration_rate * migrant_intensity


net_migration = total("migration_by_age", age, RATE, title="Net migration", title_zh="净迁入人口")


@flow(RATE, out_of="people", into="people", along=age, dimensions=(age,), title="Growing older", title_zh="年龄增长")
def ageing(people, ageing_rate):
    """Out of each stage over its years; no stage follows the last."""
    return people * ageing_rate


@flow(RATE, out_of="people", dimensions=(age,), title="Deaths by age", title_zh="分年龄死亡人口")
def deaths_by_age(people, death_rate, death_ratio):
    """In proportion, less what better water, hygiene and doctors avoid."""
    return people * death_rate * death_ratio


deaths = total("deaths_by_age", age, RATE, title="Deaths", title_zh="死亡人口")


@flow(RATE, into="population_gain", title="Change of the population", title_zh="人口变化")
def population_change(births, net_migration, deaths):
    """Births and migration less deaths."""
    return births + net_migration - deaths


@auxiliary(PEOPLE, title="Employment", title_zh="就业人员")
def employment(
    working_age_population,
    participation_rate,
    employment_response,
    perceived_growth,
    expected_growth,
    programme_workers,
):
    """The part of working age that works, more in years of fast growth, and whom programmes put to work."""
    usual = working_age_population * participation_rate
    return usual * (1 + employment_response * (perceived_growth - expected_growth)) + programme_workers


people_account = Balance(
    PEOPLE, ("people",), ("population_base", "population_gain"),
    title="People by age are those of the base year, born since and come, less those who died", title_zh="人口平衡",
    counterpart="population_gain",
)  # fmt: skip
