"""The sectors: one file of equations each. They import NumPy and the declarations, and never each other."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from model.data import BASE_YEAR, completions, numbers
from model.engine.build import System, build
from model.sectors.dimensions import any_programme

SECTORS = {
    "economy": ("Economy", "经济"),
    "structure": ("Structure", "产业结构"),
    "prices": ("Prices", "价格"),
    "capital": ("Capital", "资本"),
    "people": ("People", "人口"),
    "energy_prices": ("Prices of energy", "能源价格"),
    "energy_need": ("Energy need", "能源需求"),
    "energy_quota": ("Energy quota", "用能配额"),
    "fuels": ("Fuels and accounts of energy", "能源品种与核算"),
    "renewables": ("Sun and wind", "风光电源"),
    "storage": ("Storage, lines and hydrogen", "储能、通道与绿氢"),
    "coal_power": ("Coal power", "煤电"),
    "flexibility": ("Flexible coal power", "煤电灵活性"),
    "slices": ("Slices of the year", "典型时段"),
    "dispatch": ("Dispatch", "电力调度"),
    "adequacy": ("Adequacy of power", "电力充裕度"),
    "generation": ("Generation", "发电"),
    "power_market": ("Power market", "电力市场"),
    "plant_returns": ("Returns of plants", "电源收益"),
    "carbon": ("Carbon", "碳"),
    "finance": ("Finance", "金融"),
    "money": ("Money", "资金"),
    "credit": ("Credit", "信贷"),
    "banks": ("Banks", "银行"),
    "guarantees": ("Guarantees", "融资担保"),
    "green_finance": ("Green finance", "绿色金融"),
    "government_debt": ("Government debt", "政府债务"),
    "insurance": ("Insurance", "保险"),
    "capital_market": ("Capital market", "资本市场"),
    "water": ("Water", "水资源"),
    "allocation": ("Allocation of water", "水量分配"),
    "irrigation": ("Irrigation and farmland", "灌溉与农田"),
    "ecology": ("Ecology", "生态"),
    "herd": ("Herd and feed", "畜牧与饲草"),
    "forest": ("Forest", "森林"),
    "programmes": ("Programmes", "专项工程"),
    "programme_effects": ("What programmes do to energy, water and farms", "专项工程的能源、水与农业效果"),
    "programme_people": ("What programmes do to people", "专项工程的就业、教育与健康效果"),
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
OF_FINANCE = ("finance", "money", "credit", "banks", "guarantees", "green_finance", "government_debt")
OF_POWER = (
    "renewables",
    "storage",
    "coal_power",
    "flexibility",
    "slices",
    "dispatch",
    "adequacy",
    "generation",
    "power_market",
    "plant_returns",
)
THEME = (  # by sector
    dict.fromkeys(OF_ECONOMY, "economy")
    | dict.fromkeys(("energy_prices", "energy_need", "energy_quota", "fuels"), "energy")
    | dict.fromkeys(OF_POWER, "power")
    | dict.fromkeys(OF_FINANCE, "finance")
    | dict.fromkeys(("insurance", "capital_market"), "capital_market")
    | dict.fromkeys(("water", "allocation", "irrigation"), "water")
    | dict.fromkeys(("ecology", "herd", "forest"), "ecology")
    | dict.fromkeys(("programme_effects", "programme_people"), "programmes")
    | {name: name for name in ("carbon", "programmes")}
)
TITLES = SECTORS | {name: titles for name, titles in THEMES.items() if name not in SECTORS}
NOT_REPRESENTED = {
    "en": (
        "counties and cities; trade in goods other than power; investment of large projects told apart; "
        "incomes of groups of people; air and water quality; the sharp limits of single companies, plants and lines; "
        "what those programmes do that are listed as catalogued only: they are built, counted and paid for"
    ),
    "zh": "县市；电力以外商品的贸易；大型项目的投资；分群体收入；大气与水环境质量；单个企业、电站与线路的具体限制；仅列入目录的专项工程的效果（只计进度与资金）",
}


def catalogued_only(system: System) -> tuple[str, ...]:
    """The programmes that act on nothing outside their own sector: they are built, counted and paid for, and no more."""
    known, acting = set(), set()
    for name, declaration in system.declarations.items():
        known.update(label for d in declaration.dimensions if d == any_programme for label in d.labels)
        if system.sectors[name] in ("programme_effects", "programme_people"):
            acting.update(getattr(declaration, "labels", ()))
            acting.update(
                label for d in declaration.dimensions if d.within not in (None, any_programme) for label in d.labels
            )
    return tuple(label for label in any_programme.labels if label in known - acting)


@cache
def load(base: int = BASE_YEAR) -> System:
    """The model of the region: every sector's equations, with the numbers and projects of ``model/data`` for a base year."""
    found = system_of(base, {name: number.value for name, number in numbers(base).items()}, completions(base))
    sectors = Path(__file__).parent
    found.kernel.sources = (*sorted(sectors.glob("*.py")), *sorted(sectors.with_name("engine").rglob("*.py")))
    return found


def system_of(
    base: int, figures: Mapping[str, float], completed: Mapping[str, Mapping[int, float]] | None = None
) -> System:
    """Every sector's equations with figures of one's own for a base year."""
    modules = [import_module(f"{__name__}.{sector}") for sector in SECTORS]
    return build(modules, figures, base, completed)
