"""Grid: what the plants make, what is curtailed, what is used here and what leaves on the lines.

Stocks   none; the plants are in power, the need for electricity in energy
Told     capacities by power, electricity_demand by energy, the carbon price by carbon
Gives    generation, curtailment_rate, coal_power_margin and power_adequacy
"""

import numpy as np

from model.engine.declare import Balance, Parameter, auxiliary, derived, ratio

hydro_generation = Parameter("1e8 kWh/year", title="Hydro generation", title_zh="水电发电量")
coal_generation_base = Parameter("1e8 kWh/year", title="Coal generation, base year", title_zh="煤电发电量（基年）")
curtailment_rate_base = Parameter("%", title="Curtailment, base year", title_zh="弃风弃光率（基年）")
pv_hours = Parameter("h/year", title="PV hours before curtailment", title_zh="光伏可利用小时")
wind_hours = Parameter("h/year", title="Wind hours before curtailment", title_zh="风电可利用小时")
coal_power_hours_limit = Parameter("h/year", title="Most hours a coal plant can run", title_zh="煤电最大利用小时")
power_price = Parameter("CNY/kWh", title="On-grid price of coal power", title_zh="燃煤上网电价")
coal_rate = Parameter("tce/kWh", title="Coal burnt per kWh", title_zh="煤电煤耗")
coal_power_fixed_cost = Parameter("CNY/kW/year", title="Fixed cost of coal power", title_zh="煤电固定成本")
curtailment_exponent = Parameter(
    "1", title="Steepness of curtailment in the variable ratio", title_zh="弃电对新能源渗透的陡度"
)
line_absorption = Parameter("1", title="Line capacity that absorbs variable power", title_zh="外送通道消纳系数")
storage_absorption = Parameter("1", title="Storage capacity that absorbs variable power", title_zh="储能消纳系数")
load_absorption = Parameter("1", title="Mean load that absorbs variable power", title_zh="负荷消纳系数")
power_adequacy_sharpness = Parameter("1", title="Sharpness of the limit of power supply", title_zh="电力供应约束锐度")


@derived("1e8 kWh/year", title="Renewable generation, base year", title_zh="可再生能源发电量（基年）")
def renewable_generation_base(pv_generation_base, wind_generation_base, hydro_generation):
    """PV, wind and hydro."""
    return pv_generation_base + wind_generation_base + hydro_generation


@derived("1e8 kWh/year", title="Net export of electricity, base year", title_zh="净外送电量（基年）")
def net_export_base(renewable_generation_base, coal_generation_base, electricity_demand_base):
    """What was generated and not used in the region."""
    return renewable_generation_base + coal_generation_base - electricity_demand_base


@derived("h/year", title="Hours of the export lines, base year", title_zh="外送通道利用小时（基年）")
def line_hours(net_export_base, export_line_capacity_base, hours_per_year, hundred_million_per_ten_thousand):
    """Net export over line capacity; a line carries no more than its capacity all year."""
    return np.minimum(net_export_base / export_line_capacity_base / hundred_million_per_ten_thousand, hours_per_year)


@derived("CNY/kWh", title="Margin of coal power, base year", title_zh="煤电利润（基年）")
def coal_power_margin_base(
    power_price,
    coal_price_base,
    coal_rate,
    coal_power_fixed_cost,
    coal_generation_base,
    coal_power_capacity_base,
    hundred_million_per_ten_thousand,
):
    """Price less fuel and fixed cost, at the hours of 2020."""
    hours = coal_generation_base / coal_power_capacity_base / hundred_million_per_ten_thousand
    return power_price - coal_price_base * coal_rate - coal_power_fixed_cost / hours


@derived("1", title="Variable capacity over what absorbs it, base year", title_zh="新能源与消纳能力之比（基年）")
def variable_ratio_base(
    pv_capacity_base, wind_capacity_base, storage_capacity_base, storage_absorption, export_line_capacity_base, line_absorption,
    electricity_need_base, load_absorption, hours_per_year, hundred_million_per_ten_thousand,
):  # fmt: skip
    """As ``variable_ratio``, at the start."""
    load = electricity_need_base / hours_per_year / hundred_million_per_ten_thousand * load_absorption
    absorbed = storage_capacity_base * storage_absorption + export_line_capacity_base * line_absorption + load
    return (pv_capacity_base + wind_capacity_base) / absorbed


@auxiliary("1", title="Variable capacity over what absorbs it", title_zh="新能源与消纳能力之比")
def variable_ratio(
    pv_capacity, wind_capacity, storage_capacity, storage_absorption, export_line_capacity, line_absorption,
    electricity_demand, load_absorption, hours_per_year, hundred_million_per_ten_thousand,
):  # fmt: skip
    """Storage, lines and load take variable power."""
    load = electricity_demand / hours_per_year / hundred_million_per_ten_thousand * load_absorption
    return (pv_capacity + wind_capacity) / (
        storage_capacity * storage_absorption + export_line_capacity * line_absorption + load
    )


@auxiliary("1", title="Share of variable power curtailed", title_zh="弃电比例")
def curtailed_share(variable_ratio, variable_ratio_base, curtailment_exponent, curtailment_rate_base, percent):
    """Logistic in the variable ratio, through the rate of 2020."""
    odds = (
        curtailment_rate_base
        / (percent - curtailment_rate_base)
        * (variable_ratio / variable_ratio_base) ** curtailment_exponent
    )
    return odds / (1 + odds)


@auxiliary("1e8 kWh/year", base="pv_potential_base", title="PV power before curtailment", title_zh="光伏可发电量")
def pv_potential(pv_capacity, pv_hours, hundred_million_per_ten_thousand):
    """Capacity by hours."""
    return pv_capacity * pv_hours * hundred_million_per_ten_thousand


@auxiliary("1e8 kWh/year", base="wind_potential_base", title="Wind power before curtailment", title_zh="风电可发电量")
def wind_potential(wind_capacity, wind_hours, hundred_million_per_ten_thousand):
    """Capacity by hours."""
    return wind_capacity * wind_hours * hundred_million_per_ten_thousand


@derived("1e8 kWh/year", title="PV power before curtailment, base year", title_zh="光伏可发电量（基年）")
def pv_potential_base(pv_generation_base, curtailment_rate_base, percent):
    """What was generated and what was curtailed."""
    return pv_generation_base / (1 - curtailment_rate_base / percent)


@derived("1e8 kWh/year", title="Wind power before curtailment, base year", title_zh="风电可发电量（基年）")
def wind_potential_base(wind_generation_base, curtailment_rate_base, percent):
    """What was generated and what was curtailed."""
    return wind_generation_base / (1 - curtailment_rate_base / percent)


@auxiliary("1e8 kWh/year", base="pv_generation_base", title="PV generation", title_zh="光伏发电量")
def pv_generation(pv_potential, curtailed_share):
    """What is not curtailed."""
    return pv_potential * (1 - curtailed_share)


@auxiliary("1e8 kWh/year", base="wind_generation_base", title="Wind generation", title_zh="风电发电量")
def wind_generation(wind_potential, curtailed_share):
    """What is not curtailed."""
    return wind_potential * (1 - curtailed_share)


@ratio("%", title="Curtailment of PV and wind", title_zh="弃风弃光率")
def curtailment_rate(pv_generation, wind_generation, pv_potential, wind_potential, percent):
    """Of the year's power before curtailment."""
    return (1 - (pv_generation + wind_generation) / (pv_potential + wind_potential)) * percent


@auxiliary("1e8 kWh/year", annual="equation", title="Renewable generation", title_zh="可再生能源发电量")
def renewable_generation(pv_generation, wind_generation, hydro_generation):
    """PV, wind and hydro."""
    return pv_generation + wind_generation + hydro_generation


@auxiliary("1e8 kWh/year", title="Power that could be supplied", title_zh="可供电量")
def available_power(
    renewable_generation, coal_power_capacity, coal_power_hours_limit, hundred_million_per_ten_thousand
):
    """Renewables, and coal at its most hours."""
    return renewable_generation + coal_power_capacity * coal_power_hours_limit * hundred_million_per_ten_thousand


@auxiliary("1", title="Adequacy of power supply", title_zh="电力保障程度")
def power_adequacy(
    available_power,
    electricity_demand,
    export_line_capacity,
    line_hours,
    hundred_million_per_ten_thousand,
    power_adequacy_sharpness,
):
    """A smooth minimum of one and the power available over that wanted."""
    wanted = electricity_demand + export_line_capacity * line_hours * hundred_million_per_ten_thousand
    return (1 + (wanted / available_power) ** power_adequacy_sharpness) ** (-1 / power_adequacy_sharpness)


@auxiliary(
    "1e8 kWh/year", base="electricity_demand_base", title="Electricity supplied in the region", title_zh="区内供电量"
)
def electricity_supplied(electricity_demand, available_power):
    """The region is served before export."""
    return np.minimum(electricity_demand, available_power)


@auxiliary("1e8 kWh/year", base="net_export_base", title="Export by contract", title_zh="合同外送电量")
def contract_export(
    export_line_capacity, line_hours, hundred_million_per_ten_thousand, available_power, electricity_supplied
):
    """What the lines carry, as far as power is left."""
    wanted = export_line_capacity * line_hours * hundred_million_per_ten_thousand
    return np.minimum(wanted, available_power - electricity_supplied)


@auxiliary("1e8 kWh/year", title="Renewable surplus sent out", title_zh="富余可再生电量外送")
def surplus_export(renewable_generation, electricity_supplied, contract_export):
    """Renewable power beyond demand and contracts leaves on the same lines."""
    return np.maximum(renewable_generation - electricity_supplied - contract_export, 0)


@auxiliary("1e8 kWh/year", base="net_export_base", title="Net export of electricity", title_zh="净外送电量")
def net_export(contract_export, surplus_export):
    """By contract and of surplus."""
    return contract_export + surplus_export


@auxiliary("1e8 kWh/year", base="coal_generation_base", title="Coal generation", title_zh="煤电发电量")
def coal_generation(electricity_supplied, contract_export, renewable_generation):
    """Coal fills what renewables leave."""
    return np.maximum(electricity_supplied + contract_export - renewable_generation, 0)


@auxiliary("1e8 kWh/year", annual="equation", title="Generation", title_zh="发电量")
def generation(coal_generation, renewable_generation):
    """All power made in the region."""
    return coal_generation + renewable_generation


@ratio("h/year", title="Hours of coal power", title_zh="煤电利用小时")
def coal_power_hours(coal_generation, coal_power_capacity, hundred_million_per_ten_thousand):
    """Generation over capacity."""
    return coal_generation / coal_power_capacity / hundred_million_per_ten_thousand


@auxiliary("CNY/kWh", title="Fixed cost of coal power per kWh", title_zh="煤电度电固定成本")
def coal_power_fixed_burden(
    coal_power_fixed_cost, coal_power_capacity, coal_generation, power_price, hundred_million_per_ten_thousand
):
    """Fixed cost over what is generated; a plant that idles loses its price at the most."""
    yearly = coal_power_fixed_cost * coal_power_capacity * hundred_million_per_ten_thousand
    return yearly / np.maximum(coal_generation, yearly / power_price)


@auxiliary("CNY/kWh", title="Margin of coal power", title_zh="煤电利润")
def coal_power_margin(
    power_price,
    coal_price,
    coal_rate,
    effective_carbon_price,
    coal_carbon_content,
    carbon_cost_share,
    coal_power_fixed_burden,
):
    """Price less fuel, carbon and fixed cost."""
    fuel = (coal_price + effective_carbon_price * coal_carbon_content * carbon_cost_share) * coal_rate
    return power_price - fuel - coal_power_fixed_burden


@auxiliary("1", title="Worth of a renewable kWh over that of 2020", title_zh="新能源电量价值相对2020年")
def renewable_worth(
    curtailed_share,
    curtailment_rate_base,
    percent,
    effective_carbon_price,
    coal_carbon_content,
    coal_rate,
    carbon_cost_share,
    power_price,
):
    """Less where power is curtailed, more where coal pays for carbon."""
    sold = (1 - curtailed_share) / (1 - curtailment_rate_base / percent)
    return sold * (1 + effective_carbon_price * carbon_cost_share * coal_carbon_content * coal_rate / power_price)


electricity_balance = Balance(
    "1e8 kWh/year",
    sources=("coal_generation", "pv_generation", "wind_generation", "hydro_generation"),
    uses=("electricity_supplied", "net_export"),
    title="Electricity: generation equals use and net export",
    title_zh="电力平衡：发电量等于区内用电与净外送",
)
