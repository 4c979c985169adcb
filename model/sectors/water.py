"""Water by user: what households, industry, farming and the environment need, and what they use.

Stocks   industrial_water_intensity
Told     adequacies by allocation, agriculture_water_use by allocation, agriculture_water_demand by irrigation,
         planting_water by forest
Gives    demands to allocation; water_use, water_intensity, water_investment_demand
Loops    scarcity -> industrial saving -> demand (balancing)
"""

from model.engine.declare import Lever, Parameter, Stock, auxiliary, derived, flow, ratio, stack, total
from model.sectors.dimensions import water_user

WATER, MONEY, INTENSITY = "1e8 m3/year", "1e8 CNY/year", "m3/1e4 CNY"

industrial_water_saving_investment = Lever(
    MONEY, title="Industrial saving", title_zh="工业节水计划投资", domain=(0, 200)
)
environmental_water_level = Lever(
    "1", title="Environmental water, base year = 1", title_zh="生态补水水平（基年=1）", domain=(0, 10)
)
water_use_base = Parameter(WATER, title="Water use, base year", title_zh="用水总量（基年）")
agriculture_water_base = Parameter(WATER, title="Agricultural water use, base year", title_zh="农业用水量（基年）")
industry_water_base = Parameter(WATER, title="Industrial water use, base year", title_zh="工业用水量（基年）")
household_water_base = Parameter(WATER, title="Household water use, base year", title_zh="生活用水量（基年）")
industrial_saving_rate = Parameter("1/year", title="Yearly fall of industrial intensity", title_zh="工业用水强度年降幅")
industrial_water_saving_investment_base = Parameter(
    MONEY, title="Industrial saving, base year", title_zh="工业节水计划投资（基年）"
)
saving_investment_elasticity = Parameter("1", title="Answer of saving to investment", title_zh="工业节水对投资的弹性")
scarcity_response = Parameter("1", title="Answer of saving to scarcity", title_zh="工业节水对缺水的弹性")
household_income_elasticity = Parameter("1", title="Income elasticity of household use", title_zh="生活用水收入弹性")
industrial_water_intensity = Stock(
    INTENSITY, initial="industrial_water_intensity_base", title="Industrial intensity", title_zh="工业用水强度")  # fmt: skip


@derived(WATER, title="Environmental water use, base year", title_zh="生态环境用水量（基年）")
def environmental_water_base(water_use_base, agriculture_water_base, industry_water_base, household_water_base):
    """The rest of the published total."""
    return water_use_base - agriculture_water_base - industry_water_base - household_water_base


@derived(INTENSITY, title="Water use per GDP, base year", title_zh="万元GDP用水量（基年）")
def water_intensity_base(water_use_base, gdp_base, hundred_million_per_ten_thousand):
    """Published water use over published GDP."""
    return water_use_base / gdp_base / hundred_million_per_ten_thousand


@derived(INTENSITY, title="Industrial water intensity, end of base year", title_zh="万元工业增加值用水量（基年末）")
def industrial_water_intensity_base(
    industry_water_base, industrial_value_added_base, base_year_carry, hundred_million_per_ten_thousand
):
    """Such that the run rate of output at the end of the base year uses what industry used in that year."""
    return industry_water_base / (industrial_value_added_base * base_year_carry) / hundred_million_per_ten_thousand


@derived("m3/person/year", title="Household water use per head, base year", title_zh="人均生活用水量（基年）")
def household_need_base(household_water_base, population_base, hundred_million_per_ten_thousand):
    """Published use over published population."""
    return household_water_base / population_base / hundred_million_per_ten_thousand


@flow("m3/1e4 CNY/year", out_of="industrial_water_intensity", title="Industrial saving", title_zh="工业节水")
def industrial_water_saving(
    industrial_water_intensity, industrial_saving_rate, industrial_water_saving_investment, funded_share,
    funded_share_base, industrial_water_saving_investment_base, saving_investment_elasticity, agriculture_water_adequacy,
    scarcity_response,
):  # fmt: skip
    """A yearly share, larger with funded investment and when water is scarce, which farming feels first."""
    invested = (
        industrial_water_saving_investment * funded_share / funded_share_base / industrial_water_saving_investment_base
    )
    answer = invested**saving_investment_elasticity * (1 + scarcity_response * (1 - agriculture_water_adequacy))
    return industrial_water_intensity * industrial_saving_rate * answer


@auxiliary(WATER, title="Industrial water demand", title_zh="工业需水量")
def industry_water_demand(industrial_value_added, industrial_water_intensity, hundred_million_per_ten_thousand):
    """Value added times intensity."""
    return industrial_value_added * industrial_water_intensity * hundred_million_per_ten_thousand


@auxiliary(WATER, title="Household water demand", title_zh="生活需水量")
def household_water_demand(
    population,
    household_need_base,
    income_ratio,
    household_income_elasticity,
    hundred_million_per_ten_thousand,
    tap_water_use,
):
    """People times need per head, which rises with income, and what new taps add."""
    need = household_need_base * income_ratio**household_income_elasticity
    return population * need * hundred_million_per_ten_thousand + tap_water_use


@auxiliary(WATER, title="Environmental water demand", title_zh="生态环境需水量")
def environment_water_demand(environmental_water_base, planting_water_base, environmental_water_level, planting_water):
    """What rivers, lakes and towns get as policy sets it, and what is planted takes."""
    return (environmental_water_base - planting_water_base) * environmental_water_level + planting_water


water_demand = stack(
    water_user, WATER, {label: f"{label}_water_demand" for label in water_user.labels},
    title="Water demand by user", title_zh="分用户需水量",
)  # fmt: skip
total_water_demand = total("water_demand", water_user, WATER, title="Water demand", title_zh="总需水量")


@auxiliary(WATER, title="Industrial water use", title_zh="工业用水量")
def industry_water_use(industry_water_demand, water_adequacy):
    """Demand, as far as there is water."""
    return industry_water_demand * water_adequacy


@auxiliary(WATER, title="Household water use", title_zh="生活用水量")
def household_water_use(household_water_demand, first_water_adequacy):
    """Demand, as far as there is water; nobody comes before households."""
    return household_water_demand * first_water_adequacy


@auxiliary(WATER, title="Environmental water use", title_zh="生态环境用水量")
def environment_water_use(environment_water_demand, water_adequacy):
    """Demand, as far as there is water."""
    return environment_water_demand * water_adequacy


water_use_by_user = stack(
    water_user, WATER, {label: f"{label}_water_use" for label in water_user.labels},
    title="Water use by user", title_zh="分用户用水量",
)  # fmt: skip
water_use = total("water_use_by_user", water_user, WATER, base="water_use_base", title="Water use", title_zh="用水总量")


@ratio(INTENSITY, title="Water use per GDP", title_zh="万元GDP用水量")
def water_intensity(water_use, gdp, hundred_million_per_ten_thousand):
    """Water use over GDP at constant prices."""
    return water_use / gdp / hundred_million_per_ten_thousand


@ratio("%", title="Change of water use per GDP since the base year", title_zh="万元GDP用水量较基年变化")
def water_intensity_change(water_intensity, water_intensity_base, percent):
    """A fall is negative."""
    return (water_intensity / water_intensity_base - 1) * percent


@auxiliary(MONEY, title="Investment demand of water programmes", title_zh="水利工程投资需求")
def water_investment_demand(
    efficient_irrigation_demand, efficient_irrigation_cost, farmland_demand, high_standard_farmland_cost,
    industrial_water_saving_investment, reuse_investment_demand, hundred_million_per_ten_thousand,
):  # fmt: skip
    """What the programmes cost, before funding; what buyers of water rights pay for among them."""
    land = efficient_irrigation_demand * efficient_irrigation_cost + farmland_demand * high_standard_farmland_cost
    return land * hundred_million_per_ten_thousand + industrial_water_saving_investment + reuse_investment_demand
