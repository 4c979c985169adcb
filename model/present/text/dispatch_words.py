"""Words of the figure of dispatch, in English and Chinese; part of ``words.WORDS``."""

WORDS = {
    "dispatch": ("Ningxia: electricity by slice of the year, mean power in {unit}", "宁夏：分时段电力平衡（平均功率，{unit}）"),
    "dispatch_year": (
        "{year}: {curtailed} % curtailed, coal plants run {hours} hours",
        "{year}年：弃风弃光率{curtailed}%，煤电利用{hours}小时",
    ),
    "dispatch_must_run": ("Coal that must run", "必开煤电"),
    "dispatch_flexible_coal": ("Flexible coal", "可调煤电"),
    "dispatch_hydro": ("Hydro", "水电"),
    "dispatch_wind": ("Wind", "风电"),
    "dispatch_pv": ("PV", "光伏"),
    "dispatch_released": ("From storage", "储能放电"),
    "dispatch_unserved": ("Load not served", "未满足负荷"),
    "dispatch_curtailed": ("Curtailed PV and wind", "弃风弃光"),
    "dispatch_export": ("Exports", "外送"),
    "dispatch_stored": ("Into storage", "储能充电"),
    "dispatch_electrolysis": ("Electrolysers", "电解制氢"),
    "dispatch_load": ("Load in the region", "区内负荷"),
    "dispatch_block": ("{number} {title} ({hours} h a day)", "{number} {title}（每日{hours}小时）"),
    "dispatch_caption": (
        "Scenario: {title}; base year {base}. A slice is a season, a state of the wind that lasts the day, and a block of the "
        "day: {blocks}. Widths are hours of the year. Power above zero, without what is curtailed, less that below zero is the "
        "load.",
        "情景：{title}；基准年：{base}年。时段由季节、风况（持续全日）与日内时段组成，日内时段为：{blocks}。"
        "柱宽表示全年小时数。零线以上各项（不含弃风弃光）减去零线以下各项，等于区内负荷。",
    ),
}  # fmt: skip
