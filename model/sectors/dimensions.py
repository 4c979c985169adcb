"""Dimensions that several sectors share: their labels and titles. A sector imports these, and no other sector."""

from model.engine.declare import Dimension

branch = Dimension(
    "branch",
    {
        "agriculture": ("Farming", "农林牧渔业"),
        "coal": ("Coal mining", "煤炭采选业"),
        "power": ("Electric power", "电力"),
        "other_industry": ("Other industry", "其他工业"),
        "construction": ("Construction", "建筑业"),
        "services": ("Services", "服务业"),
    },
)
capital_branch = Dimension(
    "capital_branch",
    {
        "coal": ("Coal mining", "煤炭采选业"),
        "other_industry": ("Other industry", "其他工业"),
        "services": ("Services, construction and farming", "服务业、建筑业与农业"),
    },
)
