"""Power market: what a kWh sells for, what plants earn, what contracts take, and the value that power adds.

Stocks   the buyers' response to cost
Told     national_market by people, generation by dispatch and generation, firm_ratio by adequacy, capacities, coal_price, marginal_carbon_cost and net_carbon_cost by carbon
Gives    contract_export to dispatch, prices to plant_returns, coal_power_margin to credit, power_value_added to economy

Unit prices and margins are at base-year general prices. The price of coal power floats within limits around a benchmark.
"""

import numpy as np

from model.engine.declare import Parameter, auxiliary, derived, smooth

power_price = Parameter("CNY/kWh", title="Benchmark on-grid price of coal power", title_zh="燃煤发电基准价")
price_pass_through = Parameter("1", title="Fuel and carbon cost that the price takes up", title_zh="电价对成本的传导率")
price_scarcity_response = Parameter(
    "1", title="Response of the price to firm capacity", title_zh="电价对供需紧张的响应"
)
price_float_limit = Parameter("1", title="Limit of the float of the price", title_zh="市场电价浮动上限")
coal_power_fixed_cost = Parameter("CNY/kW/year", title="Fixed cost of coal power", title_zh="煤电固定成本")
coal_power_other_inputs = Parameter("CNY/kWh", title="Other inputs of coal power", title_zh="煤电其他中间投入")
renewable_input_share = Parameter(
    "1", title="Inputs of sun, wind and hydro, share of sales", title_zh="可再生发电中间投入占比"
)
network_value_added = Parameter("CNY/kWh", title="Value added of the network per kWh sold", title_zh="电网度电增加值")
line_contract_hours = Parameter("h/year", title="Hours that contracts fill a line", title_zh="外送通道合同利用小时")
line_loss = Parameter("1", title="Lost on the export lines", title_zh="外送线路损耗率")
delivery_cost = Parameter("CNY/kWh", title="Cost of delivery to the buyers", title_zh="跨省输电价格")
buyer_power_price = Parameter("CNY/kWh", title="Price of the buyers' own coal power", title_zh="受端燃煤基准价")
buyer_coal_rate = Parameter("tce/kWh", title="Coal rate of the buyers' own plants", title_zh="受端煤电煤耗")
export_elasticity = Parameter("1", title="Response of contracts to relative cost", title_zh="外送合同对相对成本的弹性")
export_market_elasticity = Parameter(
    "1", title="Response of contracts to the nation's market", title_zh="外送合同对全国市场的弹性"
)
contract_renewal_time = Parameter("year", title="Time in which contracts are renewed", title_zh="外送合同调整时间")
export_competitiveness_base = Parameter(
    "1", title="Contracts taken at the cost of the base year", title_zh="外送竞争力（基年）"
)


# -- contracts -----------------------------------------------------------------------------------------------------------
@auxiliary("1", title="Coal power of contracts that buyers would take", title_zh="买方煤电合同意愿")
def indicated_competitiveness(
    power_price, delivery_cost, coal_rate_mean, line_loss, buyer_power_price, buyer_coal_rate, marginal_carbon_cost,
    coal_carbon_content, export_elasticity,
):  # fmt: skip
    """Delivered cost against the buyers' own, where a tonne of carbon costs both: loss and coal rate decide."""
    carbon = marginal_carbon_cost * coal_carbon_content
    delivered = 1 + carbon * coal_rate_mean / (1 - line_loss) / (power_price + delivery_cost)
    own = 1 + carbon * buyer_coal_rate / buyer_power_price
    return (own / delivered) ** export_elasticity


export_competitiveness = smooth(
    "indicated_competitiveness",
    over="contract_renewal_time",
    initial="export_competitiveness_base",
    units="1",
    title="Coal power of contracts that buyers take",
    title_zh="买方煤电合同履约率",
)


@auxiliary("1e4 kW", title="Export by contract", title_zh="合同外送功率")
def contract_export(
    contracted_line_capacity, line_contract_hours, hours_per_year, export_line_capacity, national_market,
    export_market_elasticity,
):  # fmt: skip
    """What the lines that have filled carry, by the nation's need of power; a line carries no more than its capacity."""
    asked = contracted_line_capacity * line_contract_hours / hours_per_year * national_market**export_market_elasticity
    return np.minimum(asked, export_line_capacity)


# -- prices and margins --------------------------------------------------------------------------------------------------
@auxiliary("CNY/kWh", title="Price of power", title_zh="市场电价")
def market_power_price(power_price, free_power_price, price_float_limit):
    """Up to the limit of the float; down without one, for the benchmark is revised."""
    return np.minimum(free_power_price, power_price * (1 + price_float_limit))


@auxiliary("CNY/kWh", title="Price of power without a limit", title_zh="不受浮动限制的电价")
def free_power_price(
    power_price, price_pass_through, fuel_cost_rise, price_scarcity_response, firm_ratio_base, firm_ratio
):
    """Follows cost and scarcity; energy-intensive firms pay it."""
    scarcity = price_scarcity_response * (firm_ratio_base / firm_ratio - 1)
    return power_price * (1 + scarcity) + price_pass_through * fuel_cost_rise


@auxiliary("CNY/kWh", title="What plants sell for on the mean", title_zh="电厂平均售电价")
def power_sale_price(market_power_price, free_power_price, intensive_power, generation, smallest_energy):
    """The limited price, and that of energy-intensive firms for what they buy."""
    return market_power_price + (free_power_price - market_power_price) * intensive_power / np.maximum(
        generation, smallest_energy
    )


@auxiliary("CNY/kWh", title="Running cost of coal power", title_zh="煤电变动成本")
def running_cost(coal_price, net_carbon_cost, coal_carbon_content, coal_rate_base):
    """Fuel and carbon of the fleet of the base year."""
    return (coal_price + net_carbon_cost * coal_carbon_content) * coal_rate_base


@auxiliary("CNY/kWh", title="Rise of fuel and carbon cost since the base year", title_zh="燃料与碳成本上升")
def fuel_cost_rise(coal_price, coal_price_base, net_carbon_cost, coal_carbon_content, coal_rate_base):
    """Per kWh of the fleet of the base year."""
    return (coal_price - coal_price_base + net_carbon_cost * coal_carbon_content) * coal_rate_base


@derived("CNY/kWh", title="Margin of coal power, base year", title_zh="煤电利润（基年）")
def coal_power_margin_base(
    power_price, coal_price_base, coal_rate_base, coal_power_fixed_cost, coal_generation_base, coal_power_capacity_base,
    hundred_million_per_ten_thousand,
):  # fmt: skip
    """Price less fuel and fixed cost, at the hours of the base year."""
    hours = coal_generation_base / coal_power_capacity_base / hundred_million_per_ten_thousand
    return power_price - coal_price_base * coal_rate_base - coal_power_fixed_cost / hours


@auxiliary("CNY/kWh", title="Fixed cost of coal power per kWh", title_zh="煤电度电固定成本")
def coal_power_fixed_burden(
    coal_power_fixed_cost, coal_power_capacity, coal_generation, power_price, hundred_million_per_ten_thousand
):
    """Fixed cost over what is generated; a plant that idles loses its price at the most."""
    yearly = coal_power_fixed_cost * coal_power_capacity * hundred_million_per_ten_thousand
    return yearly / np.maximum(coal_generation, yearly / power_price)


@auxiliary("CNY/kWh", title="Fuel and carbon cost of coal power", title_zh="煤电燃料与碳成本")
def coal_power_fuel_cost(coal_price, net_carbon_cost, coal_carbon_content, coal_rate_mean):
    """Carbon at what is paid for a tonne on average."""
    return (coal_price + net_carbon_cost * coal_carbon_content) * coal_rate_mean


@auxiliary("CNY/kWh", title="Margin of coal power", title_zh="煤电利润")
def coal_power_margin(power_sale_price, coal_power_fuel_cost, coal_power_fixed_burden):
    """Price less fuel, carbon and fixed cost."""
    return power_sale_price - coal_power_fuel_cost - coal_power_fixed_burden


# -- value added ---------------------------------------------------------------------------------------------------------
@derived("CNY/kWh", title="Value added per kWh of coal power, base year", title_zh="煤电度电增加值（基年）")
def coal_power_unit_value(power_price, coal_price_base, coal_rate_base, coal_power_other_inputs):
    """Price less fuel and other inputs."""
    return power_price - coal_price_base * coal_rate_base - coal_power_other_inputs


@derived(
    "CNY/kWh", title="Value added per kWh of sun, wind and hydro, base year", title_zh="可再生发电度电增加值（基年）"
)
def renewable_unit_value(power_price, renewable_input_share):
    """No fuel."""
    return power_price * (1 - renewable_input_share)


@derived("1e8 CNY/year", title="Value added of power, base year", title_zh="电力增加值（基年）")
def power_value_added_base(
    coal_generation_base, coal_power_unit_value, renewable_generation_base, renewable_unit_value, electricity_demand_base,
    network_value_added,
):  # fmt: skip
    """Of plants and of the network."""
    plants = coal_generation_base * coal_power_unit_value + renewable_generation_base * renewable_unit_value
    return plants + electricity_demand_base * network_value_added


@auxiliary(
    "1e8 CNY/year",
    base="power_value_added_base",
    title="Value added of power, constant prices",
    title_zh="电力增加值（不变价）",
)
def power_value_added(
    coal_generation, coal_power_unit_value, renewable_generation, renewable_unit_value, electricity_supplied,
    electrolyser_use, network_value_added,
):  # fmt: skip
    """A volume: every kWh at its value of the base year."""
    plants = coal_generation * coal_power_unit_value + renewable_generation * renewable_unit_value
    return plants + (electricity_supplied + electrolyser_use) * network_value_added


@auxiliary("CNY/kWh", title="Value added per kWh of coal power", title_zh="煤电度电增加值")
def coal_power_value(power_sale_price, coal_price, coal_rate_mean, coal_power_other_inputs):
    """At the relative prices of the day; what is paid for carbon is a tax on production, and so a part of it."""
    return power_sale_price - coal_price * coal_rate_mean - coal_power_other_inputs


@auxiliary(
    "1e8 CNY/year",
    base="power_value_added_base",
    title="Value added of power, current prices",
    title_zh="电力增加值（现价）",
)
def nominal_power_value_added(
    coal_generation, coal_power_value, renewable_generation, power_sale_price, renewable_input_share,
    power_price, electricity_supplied, electrolyser_use, network_value_added, storage_payment, general_price,
):  # fmt: skip
    """Sales less fuel and other inputs, and what storage is paid, at the prices of the day."""
    renewables = renewable_generation * (power_sale_price - power_price * renewable_input_share)
    network = (electricity_supplied + electrolyser_use) * network_value_added
    return (coal_generation * coal_power_value + renewables + network + storage_payment) * general_price
