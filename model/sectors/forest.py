"""Forest: what is planted, its share of the land and what it takes up.

Stocks   forest_area
Told     funded_share by finance, rain as vegetation feels it by ecology
Gives    forest_cover; forest_carbon_sink to carbon; planting_water to water
"""

import numpy as np

from model.engine.declare import Lever, Parameter, Stock, auxiliary, derived, flow

PERCENT = (0.0, 100.0)
GRASS, AREA, SINK, WATER = "1e4 mu", "1e4 mu/year", "1e4 t/year", "1e8 m3/year"

afforestation_programme = Lever(AREA, title="Forest planted a year", title_zh="年造林规模", domain=(0, 2000))
afforestation_programme_base = Parameter(AREA, title="Forest planted a year, base year", title_zh="年造林规模（基年）")
planting_water_need = Parameter("m3/mu", title="Water that a planted mu takes root with", title_zh="造林亩均成活用水量")
afforestation_cost = Parameter("CNY/mu", title="Cost of afforestation", title_zh="造林亩均投资")
forest_limit = Parameter(GRASS, title="Land fit for forest", title_zh="宜林地上限")
forest_sink_rate = Parameter("t/ha/year", title="Carbon gain, forest", title_zh="森林碳积累率")
forest_cover_base = Parameter("%", title="Forest cover, base year", title_zh="森林覆盖率（基年）", domain=PERCENT)
forest_area = Stock(GRASS, initial="forest_area_base", title="Forest area", title_zh="森林面积")


@auxiliary(AREA, title="Afforestation planned", title_zh="计划造林面积")
def afforestation_demand(afforestation_programme, funded_share_base, forest_area, forest_limit):
    """The programme before funding; it tapers as land fit for forest runs out."""
    return afforestation_programme / funded_share_base * np.maximum(1 - forest_area / forest_limit, 0)


@flow(AREA, into="forest_area", title="Afforestation", title_zh="造林")
def afforestation(afforestation_demand, funded_share):
    """What of the plan is funded, net of losses."""
    return afforestation_demand * funded_share


@derived(GRASS, title="Land of the region", title_zh="区域土地面积")
def land_area(forest_area_base, forest_cover_base, percent):
    """Of which the published forest is the published share."""
    return forest_area_base / forest_cover_base * percent


@derived(AREA, title="Afforestation, base year", title_zh="造林（基年）")
def afforestation_base(afforestation_programme_base, forest_area_base, forest_limit):
    """The programme of the base year, with the land that was left."""
    return afforestation_programme_base * np.maximum(1 - forest_area_base / forest_limit, 0)


@derived(WATER, title="Water for planting, base year", title_zh="造林用水（基年）")
def planting_water_base(afforestation_base, planting_water_need, hundred_million_per_ten_thousand):
    """A part of the published use of the environment."""
    return afforestation_base * planting_water_need * hundred_million_per_ten_thousand


@auxiliary(WATER, title="Water for planting", title_zh="造林用水")
def planting_water(afforestation, planting_water_need, hundred_million_per_ten_thousand):
    """Trees are watered till they have taken root."""
    return afforestation * planting_water_need * hundred_million_per_ten_thousand


@auxiliary("%", base="forest_cover_base", title="Forest cover", title_zh="森林覆盖率")
def forest_cover(forest_area, land_area, percent):
    """Forest over all land."""
    return forest_area / land_area * percent


@auxiliary(SINK, title="Forest carbon sink", title_zh="森林碳汇")
def forest_carbon_sink(forest_area, forest_sink_rate, vegetation_rain_effect, ha_per_mu, co2_per_carbon):
    """CO2 taken up by forest, as rain allows."""
    return forest_area * forest_sink_rate * vegetation_rain_effect * ha_per_mu * co2_per_carbon
