"""The sectors: one file of equations each. They import NumPy and the declarations, and never each other."""

from functools import cache
from importlib import import_module

from model.data import BASE_YEAR, completions, numbers
from model.engine.build import System, build

SECTORS = {
    "economy": ("Economy", "经济"),
    "structure": ("Structure", "产业结构"),
    "prices": ("Prices", "价格"),
    "capital": ("Capital", "资本"),
    "people": ("People", "人口"),
    "energy_prices": ("Prices of energy", "能源价格"),
    "energy_need": ("Energy need", "能源需求"),
    "fuels": ("Fuels and accounts of energy", "能源品种与核算"),
    "renewables": ("Sun and wind", "风光电源"),
    "storage": ("Storage, lines and hydrogen", "储能、通道与绿氢"),
    "coal_power": ("Coal power", "煤电"),
    "flexibility": ("Flexible coal power", "煤电灵活性"),
    "slices": ("Slices of the year", "典型时段"),
    "dispatch": ("Dispatch", "电力调度"),
    "generation": ("Generation", "发电"),
    "power_market": ("Power market", "电力市场"),
    "plant_returns": ("Returns of plants", "电源收益"),
    "carbon": ("Carbon", "碳"),
    "finance": ("Finance", "金融"),
    "money": ("Money", "资金"),
    "credit": ("Credit", "信贷"),
    "capital_market": ("Insurance and capital market", "保险与资本市场"),
    "water": ("Water", "水资源"),
    "ecology": ("Ecology", "生态"),
    "programmes": ("Programmes", "专项工程"),
}
THEMES = {  # what plans, targets and figures are ordered by
    "economy": ("Economy", "经济"),
    "energy": ("Energy", "能源"),
    "power": ("Power", "电力"),
    "carbon": ("Carbon", "碳"),
    "finance": ("Finance", "金融"),
    "capital_market": ("Insurance and capital market", "保险与资本市场"),
    "water": ("Water", "水资源"),
    "ecology": ("Ecology", "生态"),
    "programmes": ("Programmes", "专项工程"),
}
OF_ECONOMY = ("economy", "structure", "prices", "capital", "people")
OF_POWER = ("renewables", "storage", "coal_power", "flexibility", "slices", "dispatch", "generation", "power_market", "plant_returns")
THEME = (  # by sector
    dict.fromkeys(OF_ECONOMY, "economy")
    | dict.fromkeys(("energy_prices", "energy_need", "fuels"), "energy")
    | dict.fromkeys(OF_POWER, "power")
    | dict.fromkeys(("finance", "money", "credit"), "finance")
    | {name: name for name in ("carbon", "capital_market", "water", "ecology", "programmes")}
)
TITLES = SECTORS | {name: titles for name, titles in THEMES.items() if name not in SECTORS}
NOT_REPRESENTED = {
    "en": (
        "counties and cities; trade in goods other than power; investment of large projects told apart; "
        "government debt; incomes of groups of people; air and water quality; the sharp limits of single companies, plants and lines"
    ),
    "zh": "县市；电力以外商品的贸易；大型项目的投资；政府债务；分群体收入；大气与水环境质量；单个企业、电站与线路的具体限制",
}


@cache
def load(base: int = BASE_YEAR) -> System:
    """The model of the region: every sector's equations, with the numbers and projects of ``model/data`` for a base year."""
    modules = [import_module(f"{__name__}.{sector}") for sector in SECTORS]
    return build(modules, {name: number.value for name, number in numbers(base).items()}, base, completions(base))
