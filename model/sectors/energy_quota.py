"""Energy quota: how a region keeps to a budget of energy, and what that costs.

Stocks   industry_ration
Told     primary_energy by fuels, industry_need by energy_need
Gives    industry_ration to energy_need, rationed_output to economy and capital, energy_budget_room to capital

Projects are refused as the budget fills up. What is over it is rationed: industry's quota is cut, by what last was over, within
about a year. Those stand still first who burn most for what they make, so output falls by less than energy.
"""

import numpy as np

from model.engine.declare import Lever, Parameter, Stock, auxiliary, flow

FUEL = "1e4 tce/year"

rationing_time = Parameter("year", title="Time in which quota follows consumption", title_zh="用能配额调整时间")
least_ration = Parameter(
    "1", domain=(0, 1), title="Running that no quota takes from industry", title_zh="工业用能配额下限"
)
ration_output_elasticity = Parameter(
    "1", title="Response of output to the quota of energy", title_zh="产出对用能配额的弹性"
)
energy_budget_sharpness = Parameter("1", title="Sharpness of the energy budget", title_zh="能耗总量约束锐度")
energy_budget = Lever(FUEL, domain=(100, 1e5), title="Budget of energy consumption", title_zh="能源消费总量控制目标")
industry_ration = Stock(
    "1", initial="industry_ration_base", domain=(0, 1),
    title="Part of industry's need that its quota allows", title_zh="工业用能配额比例",
)  # fmt: skip


@auxiliary("1", title="Room in the energy budget", title_zh="能耗指标余量系数")
def energy_budget_room(primary_energy, energy_budget, energy_budget_sharpness):
    """Smooth: one far below the budget, budget over consumption beyond it."""
    return (1 + (primary_energy / energy_budget) ** energy_budget_sharpness) ** (-1 / energy_budget_sharpness)


@auxiliary("1", title="Running that the energy budget would allow", title_zh="总量控制下的工业用能比例")
def allowed_running(industry_ration, energy_budget, primary_energy, industry_need, retrofitted_share, least_ration):
    """What is over the budget is taken from industry, a part of which is never shut."""
    over = (primary_energy - energy_budget) / (industry_need * (1 - retrofitted_share))
    return np.clip(industry_ration - over, least_ration, 1)


@flow("1/year", into="industry_ration", title="Change of quota", title_zh="用能配额调整")
def ration_change(allowed_running, industry_ration, rationing_time):
    """The quota follows what was found over the budget."""
    return (allowed_running - industry_ration) / rationing_time


@auxiliary("1", title="Output of industry that its quota leaves", title_zh="用能配额下的工业产出比例")
def rationed_output(industry_ration, ration_output_elasticity):
    """Those stand still first who burn most for what they make; the deeper the cut, the more each tonne costs."""
    return industry_ration**ration_output_elasticity
