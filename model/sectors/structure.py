"""Structure: shares of branches in GDP at current prices, and the parts that plans speak of.

Stocks   strategic_emerging_share
Told     nominal value added by economy, funded_share by finance
Gives    shares that add up to 100; strategic_emerging_share to economy, energy and capital_market
"""

from model.engine.declare import Balance, Lever, Parameter, Stock, derived, flow, ratio, total
from model.sectors.dimensions import branch

RATE = "1e8 CNY/year"

strategic_emerging_share = Stock(
    "%",
    initial="strategic_emerging_share_base",
    domain=(0, 100),
    title="Strategic emerging industries, share of GDP",
    title_zh="战略性新兴产业增加值占GDP比重",
)
manufacturing_part = Parameter(
    "1", domain=(0, 1), title="Manufacturing in other industry", title_zh="制造业占其他工业比重"
)
strategic_emerging_saturation = Parameter(
    "%", domain=(0, 100), title="Share that emerging industries do not exceed", title_zh="战略性新兴产业比重上限"
)
strategic_emerging_drift = Parameter(
    "1/year", title="Growth of the emerging share far from its ceiling", title_zh="战略性新兴产业比重自然增速"
)
innovation_support = Lever(
    "1", domain=(0, 10), title="Support of emerging industries, base year = 1", title_zh="新兴产业扶持力度（基年=1）"
)

nominal_agriculture_value_added = total(
    "nominal_value_added", branch, RATE, labels=("agriculture",), base="agriculture_value_added_base",
    title="Value added of farming, current prices", title_zh="农林牧渔业增加值（现价）",
)  # fmt: skip
nominal_other_industry_value_added = total(
    "nominal_value_added", branch, RATE, labels=("other_industry",), base="other_industry_value_added_base",
    title="Value added of other industry, current prices", title_zh="其他工业增加值（现价）",
)  # fmt: skip
nominal_construction_value_added = total(
    "nominal_value_added", branch, RATE, labels=("construction",), base="construction_value_added_base",
    title="Value added of construction, current prices", title_zh="建筑业增加值（现价）",
)  # fmt: skip
nominal_services_value_added = total(
    "nominal_value_added", branch, RATE, labels=("services",), base="services_value_added_base",
    title="Value added of services, current prices", title_zh="服务业增加值（现价）",
)  # fmt: skip


@ratio("%", domain=(0, 100), title="Farming, share of GDP", title_zh="农林牧渔业增加值占GDP比重")
def agriculture_share(nominal_agriculture_value_added, nominal_gdp, percent):
    """At current prices, as published shares are."""
    return nominal_agriculture_value_added / nominal_gdp * percent


@ratio("%", domain=(0, 100), title="Industry, share of GDP", title_zh="工业增加值占GDP比重")
def industry_share(nominal_industrial_value_added, nominal_gdp, percent):
    """Coal, power and other industry, at current prices: a coal boom lifts it."""
    return nominal_industrial_value_added / nominal_gdp * percent


@ratio("%", domain=(0, 100), title="Construction, share of GDP", title_zh="建筑业增加值占GDP比重")
def construction_share(nominal_construction_value_added, nominal_gdp, percent):
    """At current prices."""
    return nominal_construction_value_added / nominal_gdp * percent


@ratio("%", domain=(0, 100), title="Services, share of GDP", title_zh="服务业增加值占GDP比重")
def services_share(nominal_services_value_added, nominal_gdp, percent):
    """The tertiary sector, at current prices."""
    return nominal_services_value_added / nominal_gdp * percent


@ratio("%", domain=(0, 100), title="Manufacturing, share of GDP", title_zh="制造业增加值占GDP比重")
def manufacturing_share(nominal_other_industry_value_added, manufacturing_part, nominal_gdp, percent):
    """What of other industry is neither water supply nor mining of other minerals, at current prices."""
    return nominal_other_industry_value_added * manufacturing_part / nominal_gdp * percent


@derived("%", title="Industry, share of GDP, base year", title_zh="工业增加值占GDP比重（基年）")
def industry_share_base(industrial_value_added_base, gdp_base, percent):
    """Of the year's totals."""
    return industrial_value_added_base / gdp_base * percent


@derived("%", title="Services, share of GDP, base year", title_zh="服务业增加值占GDP比重（基年）")
def services_share_base(services_value_added_base, gdp_base, percent):
    """Of the year's totals."""
    return services_value_added_base / gdp_base * percent


@derived("%", title="Manufacturing, share of GDP, base year", title_zh="制造业增加值占GDP比重（基年）")
def manufacturing_share_base(other_industry_value_added_base, manufacturing_part, gdp_base, percent):
    """Of the year's totals."""
    return other_industry_value_added_base * manufacturing_part / gdp_base * percent


@flow(
    "%/year", into="strategic_emerging_share", title="Change of the emerging share", title_zh="战略性新兴产业比重变化"
)
def strategic_emerging_share_change(
    strategic_emerging_share, strategic_emerging_saturation, strategic_emerging_drift, innovation_support,
    funded_share, funded_share_base,
):  # fmt: skip
    """Logistic: support and finance speed it, and nothing lifts it beyond its ceiling."""
    room = strategic_emerging_share * (1 - strategic_emerging_share / strategic_emerging_saturation)
    return room * strategic_emerging_drift * innovation_support * funded_share / funded_share_base


shares_account = Balance(
    "%", ("agriculture_share", "industry_share", "construction_share", "services_share"), ("percent",),
    title="Shares of GDP add up to one hundred", title_zh="各产业比重合计为100%",
)  # fmt: skip
