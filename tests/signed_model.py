"""A made model of two sectors' worth of wiring in one file, of which every sign is known."""

import sys

import numpy as np

from model.engine.build import build
from model.engine.declare import Driver, Lever, Parameter, Stock, auxiliary, delay, flow, smooth

names = {"title": "Some name", "title_zh": "某变量"}

store = Stock("t", initial="store_base", **names)
made = Stock("t", initial="made_base", **names)
effort = Lever("1", **names)
weather = Driver("1", **names)
lag = Parameter("year", **names)
limit = Parameter("t", **names)
seen = smooth("push", over="lag", units="1", order=3, **names)
late = delay("leaving", over="lag", units="t/year", order=2, into="made", **names)


@auxiliary("1", **names)
def push(effort, weather):
    """More with effort, less with weather."""
    return effort - 2 * weather


@auxiliary("1", **names)
def swing(store, limit):
    """Rises to the limit and falls beyond it, which the run passes."""
    return store * (2 * limit - store)


@auxiliary("1", **names)
def idle(weather, effort):
    """Weather is far under effort, so it does nothing."""
    return np.maximum(weather, effort)


@flow("t/year", into="store", **names)
def filling(seen, idle, swing):
    """At a steady pace, whatever is seen."""
    return 1 + 0 * seen + idle - idle + 0 * swing


@flow("t/year", out_of="store", into="late_stage_1", **names)
def leaving(store, lag):
    """In proportion."""
    return store / lag / 100


VALUES = {"store_base": 8.0, "made_base": 1.0, "effort": 5.0, "weather": 1.0, "lag": 2.0, "limit": 10.0}


def system():
    """The model, built."""
    return build([sys.modules[__name__]], VALUES)
