"""Government debt: bonds issued under a ceiling, the debt that stands, its interest, and what support costs the public.

Stocks   government_debt
Told     costs by guarantees, insurance and banks, output by economy
Gives    public_money to finance, government_debt as a headline

What the base year's ordinary budget paid for, it pays for in proportion to output. Whatever support costs beyond that is
taken from what bonds bring in, so that nothing is free.
"""

import numpy as np

from model.engine.declare import Lever, Parameter, Stock, auxiliary, derived, flow, ratio

MONEY, RATE = "1e8 CNY", "1e8 CNY/year"

government_bond_rate = Parameter("%", title="Interest on government bonds", title_zh="地方政府债券利率")
ceiling_time = Parameter("year", title="Time in which room under the ceiling is used", title_zh="债务限额空间使用时间")
innovation_support_cost = Parameter(
    RATE, title="Cost of support of innovation, for each step of its index", title_zh="创新扶持单位力度财政成本"
)
innovation_support_base = Parameter("1", title="Support of innovation, base year", title_zh="创新扶持力度（基年）")

government_bond_issuance = Lever(
    RATE,
    domain=(0, 1000),
    title="Local government bond issuance (net, base-year prices)",
    title_zh="地方政府债券净发行额（基年价）",
)
government_debt_ceiling = Lever(
    "%", authority="national", title="Ceiling of government debt, share of GDP", title_zh="政府债务限额占生产总值比重",
    domain=(0.0, 200.0),
)  # fmt: skip

government_debt = Stock(MONEY, initial="government_debt_base", title="Government debt", title_zh="政府债务余额")


@derived("1", title="Interest on government debt over GDP at the start", title_zh="起始政府债务利息占生产总值比例")
def start_interest_share(government_debt_base, government_bond_rate, interest_period, gdp_start, percent):
    """What the ordinary budget pays."""
    return government_debt_base * government_bond_rate / percent / interest_period / gdp_start


@auxiliary(RATE, title="Room under the ceiling of debt", title_zh="政府债务限额内可发行额")
def debt_room(government_debt_ceiling, percent, nominal_gdp, one_year, government_debt, ceiling_time):
    """What may still be issued; nothing where debt stands at its ceiling."""
    ceiling = government_debt_ceiling / percent * nominal_gdp * one_year
    return np.maximum(ceiling - government_debt, 0) / ceiling_time


@flow(RATE, into="government_debt", title="Local government bonds, net", title_zh="地方政府债券净融资")
def government_bond_financing(government_bond_issuance, general_price, debt_room):
    """What is to be issued, as far as the ceiling allows."""
    return np.minimum(government_bond_issuance * general_price, debt_room)


@flow(RATE, into="government_debt", title="Government debt renewed with inflation", title_zh="政府债务随通胀续借")
def government_debt_revaluation(government_debt, excess_inflation):
    """The part of interest that makes up for inflation is borrowed anew."""
    return government_debt * excess_inflation


@auxiliary(RATE, title="Interest on government debt", title_zh="政府债务利息")
def government_interest(government_debt, government_bond_rate, policy_rate_change, interest_period, percent):
    """At the inflation of the base year; bonds follow the policy rate."""
    rate = np.maximum(government_bond_rate + policy_rate_change, 0 * percent)
    return government_debt * rate / percent / interest_period


@auxiliary(RATE, title="Interest beyond what the ordinary budget pays", title_zh="超出常规预算的债务利息")
def added_interest(government_interest, start_interest_share, nominal_gdp):
    """Less than nothing where debt grows less than output."""
    return government_interest - start_interest_share * nominal_gdp


@auxiliary(RATE, title="Cost of support of innovation beyond that of the base year", title_zh="创新扶持新增财政成本")
def innovation_public_cost(innovation_support_cost, innovation_support, innovation_support_base, general_price):
    """In proportion to the index, at the prices of the day."""
    return innovation_support_cost * (innovation_support - innovation_support_base) * general_price


@auxiliary(RATE, title="Public costs beyond the ordinary budget", title_zh="常规预算外的公共支出")
def public_costs(
    added_interest, capital_put_in, guarantee_public_cost, farm_insurance_public_cost, innovation_public_cost
):
    """Interest, capital of banks, guarantees, farm insurance and innovation."""
    support = guarantee_public_cost + farm_insurance_public_cost + innovation_public_cost
    return added_interest + capital_put_in + support


@auxiliary(RATE, title="Public money for investment", title_zh="用于投资的公共资金")
def public_money(government_bond_financing, public_costs):
    """What bonds bring in less public costs; below zero the public takes money that others would have used."""
    return government_bond_financing - public_costs


@ratio("%", title="Government debt, share of GDP", title_zh="政府债务余额占生产总值比重")
def government_debt_ratio(government_debt, nominal_gdp, one_year, percent):
    """Debt over a year's output."""
    return government_debt / (nominal_gdp * one_year) * percent
