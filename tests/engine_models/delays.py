"""Delays of the first and third order after a step at the start: the answer is the Erlang distribution function."""

from model.engine.declare import Parameter, Stock, delay, flow, smooth

before = Parameter("t/year", title="before", title_zh="之前")
supply = Parameter("t/year", title="supply", title_zh="供应")
lag = Parameter("year", title="lag", title_zh="时滞")
arrived_1 = Stock("t", title="arrived", title_zh="到达", initial="arrived_1_base")
arrived_3 = Stock("t", title="arrived", title_zh="到达", initial="arrived_3_base")

seen_1 = smooth("supply", over="lag", units="t/year", title="seen", title_zh="所见", initial="before")
seen_3 = smooth("supply", over="lag", units="t/year", title="seen", title_zh="所见", initial="before", order=3)
settled = smooth("supply", over="lag", units="t/year", title="settled", title_zh="稳定", order=3)


@flow("t/year", title="sent", title_zh="发出", into="coming_1_stage_1")
def sent_1(supply):
    """What is supplied is sent."""
    return supply


@flow("t/year", title="sent", title_zh="发出", into="coming_3_stage_1")
def sent_3(supply):
    """What is supplied is sent."""
    return supply


coming = {"over": "lag", "units": "t/year", "title": "coming", "title_zh": "在途", "initial": "before"}
coming_1 = delay("sent_1", into="arrived_1", **coming)
coming_3 = delay("sent_3", into="arrived_3", order=3, **coming)
