"""Exponential growth, or decay where the rate is negative: x(t) = x0 exp(r t)."""

from model.engine.declare import Parameter, Stock, flow

growth_rate = Parameter("1/year", title="growth", title_zh="增长率")
population = Stock("person", title="population", title_zh="人口", initial="population_base")


@flow("person/year", title="births", title_zh="出生", into="population")
def births(population, growth_rate):
    """What is there grows in proportion."""
    return population * growth_rate
