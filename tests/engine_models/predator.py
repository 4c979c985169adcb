"""Hares and lynxes (Lotka and Volterra): coupled and not linear."""

from model.engine.declare import Parameter, Stock, flow

hare_births = Parameter("1/year", title="hare births", title_zh="出生率")
encounter = Parameter("1/year", title="encounters", title_zh="相遇率")
conversion = Parameter("1", title="conversion", title_zh="转化率")
lynx_deaths = Parameter("1/year", title="lynx deaths", title_zh="死亡率")
hares = Stock("1", title="hares", title_zh="野兔", initial="hares_base")
lynxes = Stock("1", title="lynxes", title_zh="猞猁", initial="lynxes_base")


@flow("1/year", title="bearing", title_zh="出生", into="hares")
def bearing(hares, hare_births):
    """Hares breed."""
    return hares * hare_births


@flow("1/year", title="catching", title_zh="捕食", out_of="hares")
def catching(hares, lynxes, encounter):
    """Lynxes catch the hares they meet."""
    return encounter * hares * lynxes


@flow("1/year", title="rearing", title_zh="哺育", into="lynxes")
def rearing(catching, conversion):
    """Lynxes breed from what they catch."""
    return catching * conversion


@flow("1/year", title="starving", title_zh="死亡", out_of="lynxes")
def starving(lynxes, lynx_deaths):
    """Lynxes die."""
    return lynxes * lynx_deaths
