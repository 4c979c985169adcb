"""The named feedback loops, and whether each is alive: cut one link, and see how far the headline results move."""

from dataclasses import dataclass

from model.engine.build import System
from model.engine.cut import cut
from model.results import HEADLINES, annual_values, integrate


@dataclass(frozen=True)
class Loop:
    """A feedback loop and the link that opens it: ``equation`` reads ``held``, which the cut holds at its start."""

    title: str
    title_zh: str
    equation: str
    held: str


LOOPS = {
    "saving": Loop("Growth and saving: GDP, deposits, loans, investment", "增长与储蓄", "deposit_saving", "nominal_gdp"),
    "credit": Loop("Credit: loans, deposits, loans", "信贷派生", "credit_supply", "deposits"),
    "capital": Loop("Growth and capital: output, investment, capital", "增长与资本", "ordinary_investment_demand", "gdp"),
    "leverage": Loop("Bad loans hold credit back", "不良贷款抑制信贷", "credit_supply", "perceived_bad_loan_ratio"),
    "loan-rate": Loop("Bad loans raise the loan rate", "不良贷款推高利率", "corporate_loan_rate", "perceived_bad_loan_ratio"),
    "funding": Loop("Green demand competes for financing", "绿色投资争夺资金", "investment_demand", "green_investment_demand"),
    "programmes": Loop("Programmes share public money and credit", "专项工程共享资金", "coverage_expansion", "programme_paid_share"),
    "learning-pv": Loop("Learning in PV", "光伏学习效应", "pv_unit_cost", "pv_experience"),
    "learning-wind": Loop("Learning in wind", "风电学习效应", "wind_unit_cost", "wind_experience"),
    "curtailment-pv": Loop("Curtailment lowers the worth of sun", "弃光抑制投资", "pv_worth", "pv_sold"),
    "curtailment-wind": Loop("Curtailment lowers the worth of wind", "弃风抑制投资", "wind_worth", "wind_sold"),
    "flexibility": Loop("Curtailment pays for flexible coal plants", "弃电推动煤电灵活性改造", "flexibility_demand", "unsold_share"),
    "coal-margin": Loop("Margins decide what coal plants are built", "利润决定煤电建设", "coal_power_demand", "coal_power_margin"),
    "firm-capacity": Loop("Scarce firm capacity raises the price of power", "供需紧张抬升电价", "market_power_price", "firm_ratio"),
    "vintage": Loop("New capital brings its energy need", "新增资本带来能耗", "fuel_need_added", "investment"),
    "energy-cost": Loop("Energy cost shapes new capital", "能源成本影响新增能耗", "new_vintage_effect", "energy_cost_ratio"),
    "carbon-price": Loop("Emissions move the carbon price", "排放影响碳价", "effective_carbon_price", "perceived_carbon_intensity"),
    "stranding": Loop("Idle coal plants default", "煤电闲置引发违约", "coal_stress", "coal_power_margin"),
    "green-credit": Loop("Curtailed plants default", "弃电引发绿色违约", "green_default", "curtailment_rate"),
    "water": Loop("Water scarcity reaches output", "缺水制约产出", "indicated_utilisation", "water_adequacy"),
    "irrigation": Loop("Irrigation efficiency spares water", "灌溉效率节水", "agriculture_water_demand", "irrigation_efficiency"),
    "grazing": Loop("Grazing lowers cover", "放牧降低盖度", "cover_loss", "grazing_pressure"),
    "forage": Loop("Short forage sells the herd", "饲草短缺促出栏", "livestock_sales", "feed_adequacy"),
    "collapse": Loop("Degradation lowers what the land can carry", "退化降低承载力", "cover_capacity", "degraded_grassland_area"),
    "restoration": Loop("Sink credits pay for restoration", "碳汇收益反哺修复", "restoration", "grassland_carbon_sink"),
    "sink": Loop("Recovering grassland stores carbon", "恢复草原增汇", "grassland_carbon_sink", "recovering_grassland_area"),
    "structure": Loop("Structure shapes energy need", "结构影响能耗", "new_vintage_effect", "structure_effect"),
    "jobs": Loop("Work draws people", "就业吸引人口", "net_migration", "capacity_utilisation"),
}  # fmt: skip


def opened(system: System, loop: Loop) -> System:
    """The model with the loop's link cut."""
    return cut(system, loop.equation, loop.held)


def alive(scenario, system: System) -> list[dict]:
    """One row a loop: how far each headline result of the scenario's last year moves when the loop is cut.

    Returns
    -------
    list of dict
        Keys ``loop``, ``title``, ``title_zh``, ``link``, ``headline`` (the result that moves most), ``move`` (its move
        in per cent of the uncut run, or in points where its units are %) and ``moves`` (of every headline).

    Raises
    ------
    RunError
        Where the model leaves its domain without the loop.
    """
    whole = _last(scenario, system)
    rows = []
    for name, loop in LOOPS.items():
        cut_open = _last(scenario, opened(system, loop))
        moves = {headline: _move(system, headline, cut_open[headline], value) for headline, value in whole.items()}
        headline = max(moves, key=lambda key: abs(moves[key]))
        rows.append(
            {
                "loop": name,
                "title": loop.title,
                "title_zh": loop.title_zh,
                "link": f"{loop.held} -> {loop.equation}",
                "headline": headline,
                "move": moves[headline],
                "moves": moves,
            }
        )
    return rows


def _move(system, headline, value, reference):
    points = system.declarations[headline].units == "%"  # a small change would make a relative move huge
    return value - reference if points else 100 * (value / reference - 1)


def _last(scenario, system):
    values = annual_values(integrate(scenario, system), system)
    return {headline: values[headline][-1].item() for headline in HEADLINES}
