"""Small models with known answers, one module each, and a way to write a faulty one in a test."""

from importlib import import_module
from types import ModuleType

from model.engine.build import System, build

HEADER = "import numpy as np\nfrom model.engine.declare import *\nt = {'title': 'x', 'title_zh': 'x'}\n"

FIGURES = {
    "growth": {"population_base": 100.0, "growth_rate": 0.03},
    "logistic": {"herd_base": 10.0, "capacity": 100.0, "breeding_rate": 0.8},
    "goal": {"temperature_base": 90.0, "room": 20.0, "lag": 2.0},
    "oscillator": {"position_base": 1.0, "velocity_base": 0.0, "frequency": 1.3},
    "delays": {"before": 0.0, "supply": 1.0, "lag": 3.0, "arrived_1_base": 0.0, "arrived_3_base": 0.0},
    "predator": {
        "hares_base": 8.0, "lynxes_base": 3.0, "hare_births": 1.1, "encounter": 0.3, "conversion": 0.5,
        "lynx_deaths": 0.7,
    },
    "everything": {
        "warmth": 0.4, "elasticity": 1.7, "low": 0.2, "high": 3.0, "half": 1.5, "share[coal]": 0.5, "share[gas]": 0.3,
        "share[wind]": 0.2, "store_base[coal]": 1.0, "store_base[gas]": 2.0, "store_base[wind]": 3.0, "effort": 1.2,
        "rain": 0.8,
    },
    "steered": {"tank_base": 2.0, "rate": 0.1, "inflow": 0.5, "level_base": 0.0},
}  # fmt: skip


def model(name: str, **figures: float) -> System:
    """The system of one module here, with its usual figures or others."""
    return build([import_module(f"engine_models.{name}")], FIGURES[name] | figures)


def written(text: str, name: str = "written") -> ModuleType:
    """A module of this source, after the usual imports; ``t`` holds the titles."""
    module = ModuleType(name)
    exec(HEADER + text, module.__dict__)
    return module
