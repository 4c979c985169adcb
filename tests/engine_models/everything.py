"""A model without meaning that uses every kind of declaration and every function that an equation may use."""

import numpy as np

from model.engine.declare import (  # fmt: skip
    Dimension,
    Driver,
    Lever,
    Parameter,
    Stock,
    auxiliary,
    delay,
    derived,
    flow,
    ratio,
    smooth,
    stack,
    total,
)

fuel = Dimension("fuel", {"coal": ("coal", "煤"), "gas": ("gas", "气"), "wind": ("wind", "风")})
names = {"title": "x", "title_zh": "某"}

warmth = Parameter("1", **names)
elasticity = Parameter("1", **names)
low = Parameter("1", **names)
high = Parameter("1", **names)
half = Parameter("1", **names)
share = Parameter("1", dimensions=(fuel,), **names)
effort = Lever("1", **names)
rain = Driver("1", **names)

level = Stock("t", initial="start_level", **names)
store = Stock("t", initial="store_base", dimensions=(fuel,), **names)
seen = smooth("pull", over="half", units="1", order=3, **names)
late = delay("gain", over="half", units="t/year", order=2, **names)


@derived("t", **names)
def start_level(warmth, elasticity, half):
    """A start that takes a fractional power."""
    return 1 + np.exp(warmth) * np.sqrt(half) ** elasticity


@auxiliary("1", dimensions=(fuel,), **names)
def price(store, share, elasticity):
    """Of every fuel."""
    return np.log(1 + store) + share**elasticity - np.exp(-share * np.log1p(store))


price_sum = total("price", fuel, "1", **names)
parts = stack(fuel, "1", {"coal": "pull", "gas": "bound", "wind": "price_sum"}, **names)


@auxiliary("1", **names)
def bound(level, low, high):
    """Between two limits."""
    return np.clip(level / (1 + level), low, high)


@auxiliary("1", **names)
def pull(level, half, rain, effort, elasticity):
    """Both branches have a value."""
    slow = np.sqrt(level * rain) ** effort
    return np.where(level > half, np.exp(-level / half), slow) * level**elasticity


@flow("t/year", into="store", dimensions=(fuel,), **names)
def fill(price, price_sum, parts, rain):
    """At least something, at most rain."""
    part = np.minimum(np.maximum(price / (1 + price_sum**2), 0), rain)
    return part + np.where(parts <= price, rain, 0) / (1 + parts**2)


@flow("t/year", out_of="store", dimensions=(fuel,), **names)
def drain(store, half, effort):
    """In proportion, with saturation."""
    return effort * store / (half + store) * np.where(store >= half, 1, store / half)


@flow("t/year", into="late_stage_1", out_of="level", **names)
def gain(level, seen, bound):
    """A loss of the level, slowed."""
    return bound * level / (2 + seen)


@ratio("1", **names)
def quotient(price_sum, level, warmth):
    """For the annual reading."""
    return np.where(level < warmth, -price_sum, price_sum) / (1 + level)
