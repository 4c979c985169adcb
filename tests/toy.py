"""A model small enough to work out by hand: a lake, its inflow and a ratio of its flows."""

import sys

from model.data import Number
from model.engine.build import build
from model.engine.declare import Dimension, Driver, Lever, Parameter, Stock, auxiliary, derived, flow, ratio, total

USE = Dimension("use", {"farm": ("Farms", "农业"), "town": ("Towns", "城镇")})

lake = Stock("1e8 m3", initial="lake_base", title="Lake", title_zh="湖")
rain = Driver("1e8 m3/year", title="Rain", title_zh="雨")
saving = Lever("%", title="Saving", title_zh="节水")
need = Parameter("1/year", dimensions=(USE,), title="Need", title_zh="需求")
unused = Parameter("1", title="Unused", title_zh="未用")
outflow_base = Parameter("1e8 m3/year", title="Outflow, 2020", title_zh="流出（2020年）")


@derived("1e8 m3/year", title="Use, 2020", title_zh="用水（2020年）")
def doubled(outflow_base):
    """Twice the outflow."""
    return 2 * outflow_base


@flow("1e8 m3/year", into="lake", title="Inflow", title_zh="流入")
def inflow(rain):
    """All the rain."""
    return rain


@auxiliary("1e8 m3/year", dimensions=(USE,), title="Demand", title_zh="用水需求")
def demand(lake, need, saving):
    """In proportion to the lake."""
    return lake * need * (1 - saving / 100)


demand_sum = total("demand", USE, "1e8 m3/year", title="Total demand", title_zh="总需求")


@flow("1e8 m3/year", out_of="lake", base="outflow_base", title="Outflow", title_zh="流出")
def outflow(demand_sum):
    """What is asked for."""
    return demand_sum


@ratio("1", title="Outflow over inflow", title_zh="流出流入比")
def share(outflow, inflow):
    """Of the year's totals."""
    return outflow / inflow


@auxiliary("1e8 m3", title="Half the lake", title_zh="半湖")
def half(lake):
    """At the end of the year."""
    return lake / 2


VALUES = {
    "lake_base": 100.0, "rain": 10.0, "saving": 0.0, "need[farm]": 0.08, "need[town]": 0.02, "unused": 1.0,
    "outflow_base": 9.0,
}  # fmt: skip
FIGURES = {
    name: Number(name, value, "1", 2020, status, 0.0, 1.0, "", "by hand", "")
    for name, value in VALUES.items()
    for status in ["assumption" if name == "lake_base" else "statistics"]
}


def system():
    """The toy, built."""
    return build([sys.modules[__name__]], VALUES)
