"""Logistic growth: x(t) = K / (1 + (K / x0 - 1) exp(-r t))."""

from model.engine.declare import Parameter, Stock, flow

capacity = Parameter("sheep", title="capacity", title_zh="承载力")
breeding_rate = Parameter("1/year", title="breeding", title_zh="繁殖率")
herd = Stock("sheep", title="herd", title_zh="羊群", initial="herd_base")


@flow("sheep/year", title="born", title_zh="出生", into="herd")
def born(herd, breeding_rate):
    """Births in proportion to the herd."""
    return herd * breeding_rate


@flow("sheep/year", title="dying", title_zh="死亡", out_of="herd")
def dying(herd, breeding_rate, capacity):
    """Deaths rise with crowding."""
    return breeding_rate * herd * herd / capacity
