"""Goal seeking: x(t) = g + (x0 - g) exp(-t / T)."""

from model.engine.declare import Parameter, Stock, flow

room = Parameter("K", title="room", title_zh="室温")
lag = Parameter("year", title="lag", title_zh="时滞")
temperature = Stock("K", title="temperature", title_zh="温度", initial="temperature_base")


@flow("K/year", title="cooling", title_zh="冷却", out_of="temperature")
def cooling(temperature, room, lag):
    """The gap closes in proportion to itself."""
    return (temperature - room) / lag
