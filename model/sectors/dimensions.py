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
energy_user = Dimension(
    "energy_user",
    {
        "agriculture": ("Farming", "农业"),
        "coal": ("Coal mining", "煤炭采选"),
        "other_industry": ("Other industry", "其他工业"),
        "construction": ("Construction", "建筑业"),
        "services": ("Services and transport", "服务业与交通"),
        "households": ("Households", "居民生活"),
    },
)
plant_class = Dimension(
    "plant_class",
    {
        "ultra_supercritical": ("Ultra-supercritical", "超超临界"),
        "supercritical": ("Supercritical", "超临界"),
        "subcritical": ("Subcritical", "亚临界"),
        "small": ("Small and captive", "小机组与自备机组"),
    },
)
plant_age = Dimension(
    "plant_age", {"young": ("Young", "前期"), "middle": ("Middle-aged", "中期"), "old": ("Old", "后期")}
)
season = Dimension(
    "season",
    {
        "spring": ("Spring", "春季"),
        "summer": ("Summer", "夏季"),
        "autumn": ("Autumn", "秋季"),
        "winter": ("Winter", "冬季"),
    },
)
block = Dimension(
    "block", {"midday": ("Midday", "午间"), "shoulder": ("Morning and afternoon", "早晚"), "night": ("Night", "夜间")}
)
wind_state = Dimension(
    "wind_state", {"calm": ("Calm", "小风"), "breeze": ("Breeze", "中风"), "windy": ("Windy", "大风")}
)
SLICE = (season, block, wind_state)
DAY = (season, wind_state)
