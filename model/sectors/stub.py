"""Temporary."""
from model.engine.declare import Parameter, auxiliary, derived
power_value_added_base = Parameter("1e8 CNY/year", title="x", title_zh="x")
hydrogen_coal_relief = Parameter("1e4 tce/year", title="x", title_zh="x")
electrolyser_use = Parameter("1e8 kWh/year", title="x", title_zh="x")


@auxiliary("1e8 CNY/year", title="x", title_zh="x")
def power_value_added(generation, renewable_generation_base, coal_generation_base, power_value_added_base):
    """x."""
    return power_value_added_base * generation / (renewable_generation_base + coal_generation_base)


@auxiliary("1e8 CNY/year", title="x", title_zh="x")
def nominal_power_value_added(power_value_added, general_price):
    """x."""
    return power_value_added * general_price


@auxiliary("1e4 tce/year", title="x", title_zh="x")
def coal_burnt_for_power(coal_generation, coal_equivalent):
    """x."""
    return coal_generation * coal_equivalent


@auxiliary("CNY/t", title="x", title_zh="x")
def effective_carbon_price(carbon_price):
    """x."""
    return carbon_price


carbon_cost_share = Parameter("1", title="x", title_zh="x")
