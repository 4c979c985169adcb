"""A model whose least efforts are known in closed form: three stocks, a lever each, and the sum of two."""

import sys

from model.data.levers import Range
from model.engine.build import build
from model.engine.declare import Lever, Stock, auxiliary, flow
from model.scenario.load import Scenario

FIGURES = {"left_base": 10.0, "right_base": 20.0, "herd_base": 100.0} | dict.fromkeys(
    ("left_rate", "right_rate", "growth"), 0.0
)
YEARS = range(2020, 2026)
RANGES = {
    "left_rate": Range("left_rate", -5, 5, 1.0),
    "right_rate": Range("right_rate", -5, 5, 2.0),
    "growth": Range("growth", -0.5, 0.5, 0.1),
}

left = Stock("1", initial="left_base", title="Left", title_zh="左")
right = Stock("1", initial="right_base", title="Right", title_zh="右")
herd = Stock("1", initial="herd_base", title="Herd", title_zh="畜群")
left_rate = Lever("1/year", title="Left rate", title_zh="左率")
right_rate = Lever("1/year", title="Right rate", title_zh="右率")
growth = Lever("1/year", title="Growth", title_zh="增长率")


@flow("1/year", into="left", title="Added left", title_zh="左增")
def added_left(left_rate):
    """As the lever says."""
    return left_rate


@flow("1/year", into="right", title="Added right", title_zh="右增")
def added_right(right_rate):
    """As the lever says."""
    return right_rate


@flow("1/year", into="herd", title="Births", title_zh="出生")
def births(herd, growth):
    """In proportion."""
    return herd * growth


@auxiliary("1", title="Both", title_zh="合计")
def both(left, right):
    """The sum of two stocks."""
    return left + right


SYSTEM = build([sys.modules[__name__]], FIGURES)
SCENARIO = Scenario(
    name="made",
    title={"en": "Made", "zh": "自拟"},
    path="made.yaml",
    start=2020,
    end=2025,
    method="rk4",
    step=1 / 16,
    parameters={name: value for name, value in FIGURES.items() if name.endswith("2020")},
    levers={name: dict.fromkeys(YEARS, 0.0) for name in RANGES},
    changed=(),
    targets="all",
    solve={},
    origins={},
)
