"""Energy prices: what each carrier costs its users, and what dear energy takes from what they earn.

Stocks   prices of fuel and of power as users perceive them
Told     prices of power by power_market, storage_payment by storage, coal_price by prices, use by energy_need and fuels, industry_carbon_cost by carbon
Gives    ratios of price to energy_need and fuels, burdens on value added to prices and capital

Households and farming keep their price of power; business shares what that costs. Energy-intensive firms buy at a price
without a limit of its float. Firms pass on what their rivals elsewhere pay too for dear coal, and nothing else.
"""

import numpy as np

from model.engine.declare import Balance, Lever, Parameter, auxiliary, derived, smooth, stack, total
from model.sectors.dimensions import energy_user

RATE, FUEL, POWER = "1e8 CNY/year", "1e4 tce/year", "1e8 kWh/year"
BUSINESS = ("coal", "other_industry", "construction", "services")

gas_price = Parameter("CNY/tce", title="Gas price over general prices", title_zh="天然气价格（相对一般价格）")
oil_price = Parameter(
    "CNY/tce", title="Price of oil products over general prices", title_zh="成品油价格（相对一般价格）"
)
industrial_power_price = Parameter("CNY/kWh", title="Power price of industry, base year", title_zh="工业电价（基年）")
protected_price_rise = Parameter(
    "CNY/kWh", title="Rise of the power price of households and farming", title_zh="居民与农业电价涨幅"
)
differential_price_cover = Parameter(
    "1", domain=(0, 1), title="Industrial electricity of energy-intensive firms", title_zh="高耗能企业占工业用电比例"
)
cost_passed_on = Parameter(
    "1", domain=(0, 1), title="Cost of dear coal that firms pass on", title_zh="煤价成本向区外转嫁比例"
)
energy_cost_perception_time = Parameter(
    "year", title="Time in which energy cost is perceived", title_zh="能源成本感知时间"
)
differential_power_price = Lever(
    "CNY/kWh", domain=(0, 1), title="Differential power price of energy-intensive firms", title_zh="高耗能差别电价加价"
)


# -- fuel --------------------------------------------------------------------------------------------------------------
@auxiliary("CNY/tce", title="Cost of coal to industry, carbon with it", title_zh="工业用煤成本（含碳成本）")
def industry_coal_cost(coal_price, industry_carbon_cost, coal_carbon_content):
    """Carbon adds where industry pays for it."""
    return coal_price + industry_carbon_cost * coal_carbon_content


@auxiliary("CNY/tce", title="Cost of gas to industry, carbon with it", title_zh="工业用气成本（含碳成本）")
def industry_gas_cost(gas_price, industry_carbon_cost, gas_carbon_content):
    """Carbon adds where industry pays for it."""
    return gas_price + industry_carbon_cost * gas_carbon_content


@auxiliary("CNY/tce", title="Cost of oil to industry, carbon with it", title_zh="工业用油成本（含碳成本）")
def industry_oil_cost(oil_price, industry_carbon_cost, oil_carbon_content):
    """Carbon adds where industry pays for it."""
    return oil_price + industry_carbon_cost * oil_carbon_content


@derived(RATE, title="Cost of direct fuel, base year", title_zh="终端燃料费用（基年）")
def fuel_cost_base(
    direct_coal_base, coal_price_base, gas_consumption_base, gas_price, oil_consumption_base, oil_price,
    hundred_million_per_ten_thousand,
):  # fmt: skip
    """Coal, gas and oil at their prices."""
    coal = direct_coal_base * coal_price_base
    return (
        coal + gas_consumption_base * gas_price + oil_consumption_base * oil_price
    ) * hundred_million_per_ten_thousand


@auxiliary("1", title="Fuel price of industry over that of the base year", title_zh="工业燃料价格相对基年")
def industry_fuel_ratio(
    direct_coal_base, industry_coal_cost, gas_consumption_base, industry_gas_cost, oil_consumption_base, industry_oil_cost,
    fuel_cost_base, hundred_million_per_ten_thousand,
):  # fmt: skip
    """The fuels of the base year at the cost of the day, carbon with it."""
    coal = direct_coal_base * industry_coal_cost
    other = gas_consumption_base * industry_gas_cost + oil_consumption_base * industry_oil_cost
    return (coal + other) * hundred_million_per_ten_thousand / fuel_cost_base


@auxiliary("1", title="Fuel price of other users over that of the base year", title_zh="其他用户燃料价格相对基年")
def other_fuel_ratio(direct_coal_base, coal_price, coal_price_base, fuel_cost_base, hundred_million_per_ten_thousand):
    """Nobody but industry pays for carbon; gas and oil keep their price."""
    return 1 + direct_coal_base * (coal_price - coal_price_base) * hundred_million_per_ten_thousand / fuel_cost_base


perceived_industry_fuel_ratio = smooth(
    "industry_fuel_ratio", over="energy_cost_perception_time", initial="even_push", units="1",
    title="Fuel price of industry as perceived", title_zh="感知的工业燃料价格",
)  # fmt: skip
perceived_other_fuel_ratio = smooth(
    "other_fuel_ratio", over="energy_cost_perception_time", initial="even_push", units="1",
    title="Fuel price of other users as perceived", title_zh="感知的其他用户燃料价格",
)  # fmt: skip
fuel_cost_ratio = stack(
    energy_user, "1",
    dict.fromkeys(energy_user.labels, "perceived_other_fuel_ratio") | {"other_industry": "perceived_industry_fuel_ratio"},
    title="Fuel price over that of the base year, as perceived", title_zh="感知燃料价格相对基年（分用户）",
)  # fmt: skip


# -- power: who pays what ----------------------------------------------------------------------------------------------
@auxiliary(POWER, dimensions=(energy_user,), title="Electricity that users get", title_zh="分用户实际用电")
def power_used(electricity_by_user, power_adequacy):
    """Need, as far as it is served."""
    return electricity_by_user * power_adequacy


business_power = total(
    "power_used", energy_user, POWER, labels=BUSINESS, title="Electricity of business", title_zh="工商业用电"
)
industry_power = total(
    "power_used",
    energy_user,
    POWER,
    labels=("other_industry",),
    title="Electricity of other industry",
    title_zh="其他工业用电",
)


@auxiliary(POWER, title="Electricity of energy-intensive firms", title_zh="高耗能企业用电")
def intensive_power(industry_power, differential_price_cover):
    """A part of industry's."""
    return industry_power * differential_price_cover


@auxiliary(POWER, title="Electricity sold in the region at a limited price", title_zh="区内限价售电量")
def limited_power(generation, net_export, intensive_power):
    """What stays in the region, losses of storage with it, less what energy-intensive firms buy."""
    return generation - net_export - intensive_power


@auxiliary("CNY/kWh", title="Storage in the power price of business", title_zh="工商业电价中的储能分摊")
def storage_price(storage_payment, business_power, smallest_energy):
    """Every kWh of business pays alike."""
    return storage_payment / np.maximum(business_power, smallest_energy)


@auxiliary("CNY/kWh", title="Rise of the power price of ordinary business", title_zh="一般工商业电价涨幅")
def business_power_rise(
    market_power_price, power_price, limited_power, business_power, intensive_power, smallest_energy, storage_price
):
    """Business shares what households and farming do not pay."""
    ordinary = np.maximum(business_power - intensive_power, smallest_energy)
    return (market_power_price - power_price) * limited_power / ordinary + storage_price


@auxiliary("CNY/kWh", title="Rise of the power price of other industry", title_zh="其他工业电价涨幅")
def industry_power_rise(business_power_rise, free_power_price, power_price, storage_price, differential_price_cover):
    """On the mean of ordinary and energy-intensive firms, before any surcharge."""
    intensive = free_power_price - power_price + storage_price
    return business_power_rise * (1 - differential_price_cover) + intensive * differential_price_cover


power_rise = stack(
    energy_user, "CNY/kWh",
    dict.fromkeys(BUSINESS, "business_power_rise")
    | {"agriculture": "protected_price_rise", "other_industry": "industry_power_rise", "households": "protected_price_rise"},
    title="Rise of the power price since the base year, by user", title_zh="电价较基年涨幅（分用户）",
)  # fmt: skip


@auxiliary(RATE, dimensions=(energy_user,), title="Rise of the power bill, by user", title_zh="电费增加额（分用户）")
def power_bill_rise(power_rise, power_used):
    """What users pay beyond the price of the base year."""
    return power_rise * power_used


@auxiliary(RATE, title="What dearer power earns in the region", title_zh="电价上涨的区内收入")
def power_income_rise(
    market_power_price, power_price, limited_power, free_power_price, intensive_power, storage_payment
):
    """By plants, of what is sold in the region, and by storage."""
    plants = (market_power_price - power_price) * limited_power + (free_power_price - power_price) * intensive_power
    return plants + storage_payment


power_payment_account = Balance(
    RATE, ("power_bill_rise",), ("power_income_rise",),
    title="What dearer power earns in the region, its users pay", title_zh="电价上涨的区内收入由用户支付",
)  # fmt: skip


@auxiliary("1", title="Power price of business over that of the base year", title_zh="一般工商业电价相对基年")
def business_power_ratio(business_power_rise, industrial_power_price):
    """Tariff and rise."""
    return 1 + business_power_rise / industrial_power_price


@auxiliary("1", title="Power price of industry over that of the base year", title_zh="工业电价相对基年")
def industry_power_ratio(
    industry_power_rise, differential_power_price, differential_price_cover, industrial_power_price
):
    """Tariff, rise, and the surcharge on the firms that it reaches."""
    return 1 + (industry_power_rise + differential_power_price * differential_price_cover) / industrial_power_price


perceived_business_power_ratio = smooth(
    "business_power_ratio", over="energy_cost_perception_time", initial="even_push", units="1",
    title="Power price of business as perceived", title_zh="感知的一般工商业电价",
)  # fmt: skip
perceived_industry_power_ratio = smooth(
    "industry_power_ratio", over="energy_cost_perception_time", initial="even_push", units="1",
    title="Power price of industry as perceived", title_zh="感知的工业电价",
)  # fmt: skip
power_cost_ratio = stack(
    energy_user, "1",
    dict.fromkeys(energy_user.labels, "perceived_business_power_ratio")
    | {"agriculture": "even_push", "other_industry": "perceived_industry_power_ratio", "households": "even_push"},
    title="Power price over that of the base year, as perceived", title_zh="感知电价相对基年（分用户）",
)  # fmt: skip


@auxiliary("1", title="Energy cost of industry over that of the base year", title_zh="工业能源成本相对基年")
def industry_energy_cost_ratio(
    perceived_industry_fuel_ratio, fuel_cost_base, perceived_industry_power_ratio, electricity_demand_base,
    industrial_power_price,
):  # fmt: skip
    """Fuel and power, by what was spent on each."""
    power = electricity_demand_base * industrial_power_price
    spent = perceived_industry_fuel_ratio * fuel_cost_base + perceived_industry_power_ratio * power
    return spent / (fuel_cost_base + power)


# -- what it takes from value added ------------------------------------------------------------------------------------
@auxiliary(
    "1",
    dimensions=(energy_user,),
    title="Rise of the power bill over value added",
    title_zh="电费增加额占增加值比重（分用户）",
)
def power_burden(power_bill_rise, user_activity):
    """At base-year prices."""
    return power_bill_rise / user_activity


coal_power_burden = total(
    "power_burden", energy_user, "1", labels=("coal",), title="Power burden of mining", title_zh="采煤业电费负担"
)
construction_power_burden = total(
    "power_burden",
    energy_user,
    "1",
    labels=("construction",),
    title="Power burden of construction",
    title_zh="建筑业电费负担",
)
services_power_burden = total(
    "power_burden", energy_user, "1", labels=("services",), title="Power burden of services", title_zh="服务业电费负担"
)
industry_power_burden = total(
    "power_burden",
    energy_user,
    "1",
    labels=("other_industry",),
    title="Power burden of industry",
    title_zh="工业电费负担",
)


@auxiliary(RATE, title="Rise of industry's coal bill", title_zh="工业煤炭费用增加额")
def coal_bill_rise(direct_coal, coal_price, coal_price_base, hundred_million_per_ten_thousand):
    """Tonnes by the rise of their price."""
    return direct_coal * (coal_price - coal_price_base) * hundred_million_per_ten_thousand


@auxiliary("CNY/kWh", title="Rise of the power price of rivals elsewhere", title_zh="区外同行电价涨幅")
def rivals_power_rise(
    price_pass_through, coal_price, coal_price_base, buyer_coal_rate, price_float_limit, buyer_power_price,
    differential_price_cover,
):  # fmt: skip
    """What coal adds; one float holds in the nation: ordinary firms pay up to its limit, energy-intensive ones all."""
    free = price_pass_through * (coal_price - coal_price_base) * buyer_coal_rate
    limited = np.minimum(free, price_float_limit * buyer_power_price)
    return limited * (1 - differential_price_cover) + free * differential_price_cover


@auxiliary(RATE, title="Cost of dear coal passed on to buyers", title_zh="向买方转嫁的煤价成本")
def passed_on(cost_passed_on, coal_bill_rise, industry_power, rivals_power_rise):
    """What rivals elsewhere pay too, for coal and for power made of it, goes into what products sell for."""
    return cost_passed_on * (coal_bill_rise + industry_power * rivals_power_rise)


@auxiliary("1", title="Energy burden of industry over its value added", title_zh="工业能源费用负担")
def industry_energy_burden(industry_power_burden, coal_bill_rise, passed_on, other_industry_value_added):
    """Power and coal beyond the prices of the base year, less what is passed on."""
    return industry_power_burden + (coal_bill_rise - passed_on) / other_industry_value_added


@auxiliary(
    "1",
    title="Carbon and surcharges that industry pays over its value added",
    title_zh="工业碳费与差别电价占增加值比重",
)
def industry_levy_burden(
    differential_power_price, intensive_power, industry_carbon_cost, paid_share, industry_carbon, other_industry_value_added,
    hundred_million_per_ten_thousand,
):  # fmt: skip
    """Both are taxes on production: a part of value added, and none of what owners keep."""
    surcharge = differential_power_price * intensive_power
    carbon = industry_carbon_cost * paid_share * industry_carbon * hundred_million_per_ten_thousand
    return (surcharge + carbon) / other_industry_value_added


@auxiliary("1e4 t/year", title="CO2 of industry's fuel", title_zh="工业燃料二氧化碳排放量")
def industry_carbon(direct_coal, coal_carbon_content, combusted_share):
    """Coal alone: nearly all of it."""
    return direct_coal * coal_carbon_content * combusted_share
