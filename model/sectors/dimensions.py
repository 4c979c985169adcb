"""Dimensions that several sectors share: classes of coal plants, and the slices of the year in which power is dispatched."""

from model.engine.declare import Dimension

plant_class = Dimension(
    "plant_class",
    {
        "ultra_supercritical": ("Ultra-supercritical", "超超临界"),
        "supercritical": ("Supercritical", "超临界"),
        "subcritical": ("Subcritical", "亚临界"),
        "small": ("Small and captive", "小机组与自备机组"),
    },
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
