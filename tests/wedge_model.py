"""A nonlinear model of four sectors, a lever each in three and two in one, whose stocks act on one another."""

import sys
from dataclasses import replace

from model.data.levers import Range
from model.engine.build import build
from model.engine.declare import Lever, Stock, auxiliary, flow
from model.scenario.load import Scenario

FIGURES = {"herd_base": 10.0, "pasture_base": 4.0} | dict.fromkeys(("births", "drain", "rain", "care", "trade"), 0.0)
SECTORS = {"births": "economy", "drain": "energy", "rain": "water", "care": "water", "trade": "finance"}
RANGES = {name: Range(name, -2, 2, 0.1) for name in SECTORS}

herd = Stock("1", initial="herd_base", title="Herd", title_zh="畜群", domain=(0.0, 1e9))
pasture = Stock("1", initial="pasture_base", title="Pasture", title_zh="草场", domain=(0.0, 1e9))
births, drain, rain, care, trade = (
    Lever("1/year", title=title, title_zh=title_zh)
    for title, title_zh in (
        ("Births", "出生"),
        ("Drain", "流失"),
        ("Rain", "降雨"),
        ("Care", "养护"),
        ("Trade", "贸易"),
    )
)


@flow("1/year", into="herd", title="Grown", title_zh="增长")
def grown(herd, pasture, births):
    """As far as the pasture feeds it."""
    return herd * pasture * births


@flow("1/year", into="pasture", title="Fed", title_zh="补充")
def fed(pasture, rain, care, drain):
    """Rain and care together, less what drains."""
    return rain * care + rain - drain + pasture * care


@auxiliary("1", title="Value", title_zh="价值")
def value(herd, pasture, trade):
    """Of the herd, as it is traded."""
    return herd * (1 + trade) + pasture * trade


_BUILT = build([sys.modules[__name__]], FIGURES)
SYSTEM = replace(_BUILT, sectors={name: SECTORS.get(name, "ecology") for name in _BUILT.sectors})
SCENARIO = Scenario(
    name="grazed",
    title={"en": "Grazed", "zh": "放牧"},
    path="grazed.yaml",
    start=2020,
    end=2025,
    method="rk4",
    step=1 / 4,
    parameters={"herd_base": 10.0, "pasture_base": 4.0},
    levers={name: dict.fromkeys(range(2020, 2026), 0.0) for name in SECTORS},
    changed=(),
    targets="all",
    solve={},
    origins={},
)
