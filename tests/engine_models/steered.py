"""A tank steered by inputs that jump at the turn of a year: x' = rate x, and y' = inflow."""

from model.engine.declare import Driver, Lever, Stock, flow

rate = Driver("1/year", title="rate", title_zh="速率")
inflow = Lever("t/year", title="inflow", title_zh="流入")
tank = Stock("t", title="tank", title_zh="罐", initial="tank_base")
level = Stock("t", title="level", title_zh="水位", initial="level_base")


@flow("t/year", title="filling", title_zh="注入", into="tank")
def filling(tank, rate):
    """In proportion to what is there."""
    return tank * rate


@flow("t/year", title="pouring", title_zh="倒入", into="level")
def pouring(inflow):
    """As the lever says."""
    return inflow
