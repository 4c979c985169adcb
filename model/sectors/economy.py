"""Economy: capital, people, structure and prices.

Stocks   capital, productivity, population, shares of manufacturing, services and strategic emerging industries
Told     funded_share and the loan rate by finance, adequacy by water and power, energy cost by energy
Gives    gdp, nominal_gdp, population, industrial_value_added, ordinary_investment_demand to all
"""

from model.engine.declare import Driver, Lever, Parameter, Stock, auxiliary, derived, flow, ratio, smooth

percent = Parameter("%", title="One, in per cent", title_zh="百分数换算")
hundred_million_per_ten_thousand = Parameter("1e8/1e4", title="One 1e8 in 1e4", title_zh="亿与万换算")
hours_per_year = Parameter("h/year", title="Hours in a year", title_zh="全年小时数")

capital = Stock("1e8 CNY", initial="capital_base", title="Productive capital", title_zh="生产性资本存量")
productivity = Stock(
    "1", initial="productivity_base", title="Total factor productivity, base year = 1", title_zh="全要素生产率（基年=1）"
)
population = Stock("1e4 person", initial="population_base", title="Resident population", title_zh="常住人口")
manufacturing_share = Stock(
    "%",
    initial="manufacturing_share_base",
    domain=(0, 100),
    title="Manufacturing, share of GDP",
    title_zh="制造业增加值占GDP比重",
)
services_share = Stock(
    "%",
    initial="services_share_base",
    domain=(0, 100),
    title="Services, share of GDP",
    title_zh="服务业增加值占GDP比重",
)
strategic_emerging_share = Stock(
    "%",
    initial="strategic_emerging_share_base",
    domain=(0, 100),
    title="Strategic emerging industries, share of GDP",
    title_zh="战略性新兴产业增加值占GDP比重",
)
general_price = Stock(
    "1", initial="general_price_base", title="General price level, base year = 1", title_zh="一般价格水平（基年=1）"
)

gdp_base = Parameter("1e8 CNY/year", title="GDP, base year", title_zh="地区生产总值（基年）")
gdp_growth_trend = Parameter(
    "1", title="Mean yearly growth of real GDP, 2016-2020", title_zh="2016-2020年GDP年均实际增速"
)
capital_output_ratio_base = Parameter("year", title="Capital over output, base year", title_zh="资本产出比（基年）")
capital_elasticity = Parameter("1", title="Output elasticity of capital", title_zh="资本产出弹性")
depreciation_rate = Parameter("1/year", title="Depreciation of capital", title_zh="资本折旧率")
productivity_growth = Parameter(
    "1/year", title="Growth of productivity at the structure of 2020", title_zh="全要素生产率增速"
)
productivity_elasticity = Parameter(
    "1", title="Response of productivity growth to emerging industries", title_zh="生产率增速对新兴产业比重的弹性"
)
ordinary_investment_share = Parameter(
    "1", title="Ordinary investment made, share of GDP, base year", title_zh="一般投资占GDP比重（基年）"
)
programme_investment_share = Parameter(
    "1", title="Green and coal-power investment over ordinary, base year", title_zh="绿色与煤电投资相对一般投资（基年）"
)
interest_elasticity = Parameter("1", title="Response of investment to the loan rate", title_zh="投资对贷款利率的弹性")
return_elasticity = Parameter(
    "1", title="Response of investment to output per capital", title_zh="投资对资本产出率的弹性"
)
inflation = Parameter("1/year", title="Rise of general prices", title_zh="一般价格涨幅")
inflation_base = Parameter(
    "1/year", title="Rise of general prices, base year's trends", title_zh="一般价格涨幅（基年趋势）"
)
coal_price_base = Parameter("CNY/tce", title="Coal price, base year", title_zh="煤炭价格（基年）")
coal_share_of_output = Parameter("1", title="Share of output priced with coal", title_zh="随煤价计价的产出比重")
crude_birth_rate = Parameter("1/year", title="Birth rate", title_zh="出生率")
crude_death_rate = Parameter("1/year", title="Death rate", title_zh="死亡率")
net_migration_rate = Parameter("1/year", title="Net migration at full use of capacity", title_zh="净迁入率")
migration_elasticity = Parameter(
    "1", title="Response of migration to use of capacity", title_zh="迁移对产能利用率的弹性"
)
industry_share_base = Parameter("%", title="Industry, share of GDP, base year", title_zh="工业增加值占GDP比重（基年）")
structure_adjustment_time = Parameter("year", title="Time in which structure follows income", title_zh="结构调整时间")
manufacturing_drift = Parameter("1/year", title="Drift of the manufacturing share", title_zh="制造业比重自然变化率")
strategic_emerging_drift = Parameter(
    "1/year", title="Drift of the emerging share", title_zh="战略性新兴产业比重自然变化率"
)
services_income_elasticity = Parameter(
    "1", title="Response of the services share to income", title_zh="服务业比重对收入的弹性"
)
utilisation_time = Parameter("year", title="Time in which use of capacity adjusts", title_zh="产能利用率调整时间")
water_elasticity = Parameter("1", title="Response of output to adequacy of water", title_zh="产出对供水保障的弹性")
energy_cost_elasticity = Parameter("1", title="Response of output to energy cost", title_zh="产出对能源成本的弹性")

investment_climate = Lever("1", domain=(0, 2), title="Investment climate, base year = 1", title_zh="投资环境（基年=1）")
manufacturing_support = Lever(
    "1", domain=(0, 10), title="Support of manufacturing, base year = 1", title_zh="制造业扶持力度（基年=1）"
)
innovation_support = Lever(
    "1", domain=(0, 10), title="Support of emerging industries, base year = 1", title_zh="新兴产业扶持力度（基年=1）"
)
coal_price = Driver("CNY/tce", domain=(100, 3000), title="Coal price", title_zh="煤炭价格")


@derived("1", title="Run rate at the end of 2020 over the total of 2020", title_zh="2020年末年化值与全年值之比")
def base_year_carry(gdp_growth_trend):
    """A year's total stands at mid-year; half a year of trend growth leads to its end."""
    return (1 + gdp_growth_trend) ** (1 / 2)


@derived("1e8 CNY/year", title="Run rate of GDP at the end of 2020", title_zh="2020年末GDP年化值")
def gdp_start(gdp_base, base_year_carry):
    """Output at the start."""
    return gdp_base * base_year_carry


@derived("1e8 CNY", title="Productive capital, base year", title_zh="生产性资本存量（基年）")
def capital_base(gdp_base, capital_output_ratio_base):
    """Capital from the capital-output ratio."""
    return gdp_base * capital_output_ratio_base


@derived("1e8 CNY/year", title="Ordinary investment wanted, base year", title_zh="一般投资需求（基年）")
def ordinary_investment_demand_base(ordinary_investment_share, gdp_start, funded_share_base):
    """Demand of which the funded share was made."""
    return ordinary_investment_share * gdp_start / funded_share_base


@derived("1e8 CNY/year", title="Investment wanted, base year", title_zh="投资总需求（基年）")
def investment_demand_base(ordinary_investment_demand_base, programme_investment_share):
    """Ordinary investment with the green and coal-power programmes on top."""
    return ordinary_investment_demand_base * (1 + programme_investment_share)


@derived("1e8 CNY/year", title="Industrial value added, base year", title_zh="工业增加值（基年）")
def industrial_value_added_base(gdp_base, industry_share_base, percent):
    """Industry's part of GDP."""
    return gdp_base * industry_share_base / percent


@auxiliary(
    "1e8 CNY/year",
    base="gdp_base",
    domain=(0, 1e7),
    title="GDP, constant 2020 prices",
    title_zh="地区生产总值（2020年价）",
)
def gdp(
    gdp_start,
    productivity,
    capital,
    capital_base,
    population,
    population_base,
    capital_elasticity,
    capacity_utilisation,
):
    """Cobb-Douglas in capital and people, by the use of capacity."""
    inputs = (capital / capital_base) ** capital_elasticity * (population / population_base) ** (1 - capital_elasticity)
    return gdp_start * productivity * inputs * capacity_utilisation


@auxiliary("1", title="Price of capital goods, base year = 1", title_zh="投资品价格（基年=1）")
def investment_price(general_price):
    """Capital goods rise with all prices."""
    return 1 * general_price


@auxiliary("1", title="General price level with coal, base year = 1", title_zh="价格总水平（基年=1）")
def gdp_deflator(general_price, coal_share_of_output, coal_price, coal_price_base):
    """The coal price moves the value of the output that is priced with it."""
    return general_price * (1 + coal_share_of_output * (coal_price / coal_price_base - 1))


@auxiliary("1e8 CNY/year", base="gdp_base", title="GDP, current prices", title_zh="地区生产总值（现价）")
def nominal_gdp(gdp, gdp_deflator):
    """GDP at the prices of the day."""
    return gdp * gdp_deflator


@auxiliary(
    "1e8 CNY/year",
    base="industrial_value_added_base",
    title="Industrial value added, constant prices",
    title_zh="工业增加值（2020年价）",
)
def industrial_value_added(gdp, industry_share_base, manufacturing_share, manufacturing_share_base, percent):
    """Industry moves with manufacturing; mining and utilities keep their share."""
    return gdp * (industry_share_base + manufacturing_share - manufacturing_share_base) / percent


@auxiliary(
    "1e8 CNY/year",
    base="industrial_value_added_base",
    title="Industrial value added, current prices",
    title_zh="工业增加值（现价）",
)
def nominal_industrial_value_added(industrial_value_added, general_price, coal_value_added):
    """The coal price adds to industry alone."""
    return industrial_value_added * general_price + coal_value_added


@auxiliary("1e8 CNY/year", title="Value that the coal price adds or takes since 2020", title_zh="煤价变动带来的增加值")
def coal_value_added(gdp, general_price, coal_share_of_output, coal_price, coal_price_base):
    """Zero at the coal price of 2020."""
    return gdp * general_price * coal_share_of_output * (coal_price / coal_price_base - 1)


@ratio("%", title="Industry, share of GDP at current prices", title_zh="工业增加值占GDP比重（现价）")
def industry_share(nominal_industrial_value_added, nominal_gdp, percent):
    """The industry share that a coal boom lifts."""
    return nominal_industrial_value_added / nominal_gdp * percent


@auxiliary("1", title="GDP per head over that at the start", title_zh="人均GDP相对期初")
def income_ratio(gdp, gdp_start, population, population_base):
    """Income, on which demand for water, insurance and services rests."""
    return gdp / gdp_start * population_base / population


@auxiliary("1e8 CNY/year", title="Ordinary investment wanted", title_zh="一般投资需求")
def ordinary_investment_demand(
    ordinary_investment_demand_base, gdp, gdp_start, capital, capital_base, return_elasticity,
    real_loan_rate, real_loan_rate_base, interest_elasticity, investment_climate,
):  # fmt: skip
    """Grows with output; less where credit is dear or capital earns little."""
    earning = (gdp / gdp_start * capital_base / capital) ** return_elasticity
    dearness = (real_loan_rate / real_loan_rate_base) ** interest_elasticity
    return ordinary_investment_demand_base * gdp / gdp_start * earning / dearness * investment_climate


@auxiliary("1e8 CNY/year", title="Investment wanted", title_zh="投资总需求")
def investment_demand(ordinary_investment_demand, green_investment_demand, coal_power_investment_demand):
    """What asks for money: the ordinary, the green and the coal-power part."""
    return ordinary_investment_demand + green_investment_demand + coal_power_investment_demand


@flow("1e8 CNY/year", into="capital", title="Investment made", title_zh="投资完成额")
def investment(investment_demand, funded_share):
    """What is paid for gets built."""
    return investment_demand * funded_share


@flow("1e8 CNY/year", out_of="capital", title="Depreciation", title_zh="资本折旧")
def depreciation(capital, depreciation_rate):
    """Capital wears out in proportion."""
    return capital * depreciation_rate


@flow("1/year", into="productivity", title="Gain in productivity", title_zh="生产率提升")
def productivity_gain(
    productivity, productivity_growth, strategic_emerging_share, strategic_emerging_share_base, productivity_elasticity
):
    """Faster where emerging industries weigh more."""
    return (
        productivity
        * productivity_growth
        * (strategic_emerging_share / strategic_emerging_share_base) ** productivity_elasticity
    )


@flow("1/year", into="general_price", title="Rise of prices", title_zh="价格上涨")
def price_rise(general_price, inflation):
    """General inflation, of which the region is a taker."""
    return general_price * inflation


@flow("1e4 person/year", into="population", title="Births", title_zh="出生人口")
def births(population, crude_birth_rate):
    """Births in proportion."""
    return population * crude_birth_rate


@flow("1e4 person/year", out_of="population", title="Deaths", title_zh="死亡人口")
def deaths(population, crude_death_rate):
    """Deaths in proportion."""
    return population * crude_death_rate


@flow("1e4 person/year", into="population", title="Net migration", title_zh="净迁入人口")
def net_migration(population, net_migration_rate, capacity_utilisation, migration_elasticity):
    """People come where capacity is used, for there is work."""
    return population * net_migration_rate * capacity_utilisation**migration_elasticity


@flow("%/year", into="manufacturing_share", title="Change of the manufacturing share", title_zh="制造业比重变化")
def manufacturing_share_change(
    manufacturing_share, percent, manufacturing_drift, manufacturing_support, funded_share, funded_share_base
):
    """New plants raise the share as far as they are funded; a large share has less room."""
    room = manufacturing_share * (1 - manufacturing_share / percent)
    return room * manufacturing_drift * manufacturing_support * funded_share / funded_share_base


@flow("%/year", into="services_share", title="Change of the services share", title_zh="服务业比重变化")
def services_share_change(
    services_share, services_share_base, income_ratio, services_income_elasticity, percent, structure_adjustment_time
):
    """Services follow income towards their indicated share, within the room left."""
    indicated = services_share_base * income_ratio**services_income_elasticity
    return (
        (indicated - services_share)
        * (1 - services_share / percent)
        / (1 - services_share_base / percent)
        / structure_adjustment_time
    )


@flow(
    "%/year", into="strategic_emerging_share", title="Change of the emerging share", title_zh="战略性新兴产业比重变化"
)
def strategic_emerging_share_change(
    strategic_emerging_share, percent, strategic_emerging_drift, innovation_support, funded_share, funded_share_base
):
    """As manufacturing: funded growth into the room left."""
    room = strategic_emerging_share * (1 - strategic_emerging_share / percent)
    return room * strategic_emerging_drift * innovation_support * funded_share / funded_share_base


@auxiliary(
    "1", title="Use of capacity that water, power and energy cost allow", title_zh="水电与能源成本允许的产能利用率"
)
def indicated_utilisation(water_adequacy, water_elasticity, power_adequacy, energy_cost_ratio, energy_cost_elasticity):
    """Short water or power idles capacity; so does dear energy."""
    return water_adequacy**water_elasticity * power_adequacy / energy_cost_ratio**energy_cost_elasticity


capacity_utilisation = smooth(
    "indicated_utilisation", over="utilisation_time",
    initial="capacity_utilisation_base", units="1", title="Use of capacity", title_zh="产能利用率"
)
