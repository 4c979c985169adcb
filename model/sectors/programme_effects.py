"""What programmes do to energy, water, farms and guarantees: fuel spared, water used again, better practice, more cover.

Stocks   new_energy_bus_share; it sends flows into replaced_coal of fuels and efficient_irrigation_area of water
Told     coverage and numbers by programmes
Gives    transport_oil_saved, transport_electricity, industry_coal_saved and kitchen_biogas to fuels; park_energy_left,
         household_heat_left, office_energy_left and new_building_need to energy_need; treated_sewage_ratio to
         allocation; tap_water_use to water; farm_practice_value to economy; guarantee_reach to guarantees

All effects count from the base year: what was reached by then is in the figures of that year.
"""

import numpy as np

from model.engine.declare import Parameter, Stock, auxiliary, flow, total
from model.sectors.dimensions import farm_item, farm_practice, programme, programme_count_item

FUEL, POWER, WATER, MONEY = "1e4 tce/year", "1e8 kWh/year", "1e8 m3/year", "1e8 CNY/year"
SHARE = (0.0, 1.0)

clean_heating_coal = Parameter(
    "1e4 tce/year/%", title="Scattered coal that a point of clean heating replaces", title_zh="清洁取暖每百分点替代散煤"
)
old_dwelling_share = Parameter(
    "1",
    domain=SHARE,
    title="Old dwellings worth retrofitting, in households' fuel",
    title_zh="有改造价值既有住宅占居民燃料比例",
)
dwelling_retrofit_saving = Parameter(
    "1", domain=SHARE, title="Heat that the retrofit of a dwelling saves", title_zh="既有居住建筑改造节能率"
)
rural_homes = Parameter("count", domain=(1, 1e7), title="Rural homes", title_zh="农村住房（户）")
rural_home_fuel_share = Parameter(
    "1", domain=SHARE, title="Rural homes in households' fuel", title_zh="农村住房占居民燃料比例"
)
quake_safe_home_saving = Parameter(
    "1", domain=SHARE, title="Heat that a home made safe against earthquakes saves", title_zh="抗震宜居农房节能率"
)
green_building_saving = Parameter(
    "1", domain=SHARE, title="Energy that a green building saves", title_zh="绿色建筑较一般新建建筑节能率"
)
office_energy_share = Parameter(
    "1", domain=SHARE, title="Government offices in services' energy", title_zh="机关用能占服务业用能比例"
)
thrifty_office_saving = Parameter(
    "1", domain=SHARE, title="Energy that a thrifty office saves", title_zh="节约型机关节能率"
)
park_saving = Parameter(
    "1", domain=SHARE, title="Industry's energy that recycling parks save", title_zh="园区循环化改造节能率"
)
factory_saving = Parameter("1e4 tce/year/count", title="Coal that a green factory saves", title_zh="每家绿色工厂节煤量")
solid_waste_saving = Parameter(
    "1e4 tce/year/%",
    title="Coal that a point of industrial waste put to use saves",
    title_zh="工业固废利用率每百分点节煤量",
)
rail_freight_saving = Parameter(
    "1e4 tce/year/%", title="Diesel that a point of freight by rail saves", title_zh="铁路货运占比每百分点节油量"
)
rail_connection_saving = Parameter(
    "1e4 tce/year/%",
    title="Diesel that a point of sites joined to the railway saves",
    title_zh="铁路专用线接入率每百分点节油量",
)
bus_fuel = Parameter(FUEL, title="Fuel of a fleet without new energy", title_zh="公交车全部燃油时的油耗")
bus_life = Parameter("year", domain=(1, 100), title="Life of a bus", title_zh="公交车使用年限")
yinchuan_bus_share = Parameter("1", domain=SHARE, title="Buses of Yinchuan in all", title_zh="银川市公交车占全区比例")
transport_electricity_ratio = Parameter(
    "1e8 kWh/(1e4 tce)", title="Electricity in place of transport's oil", title_zh="交通以电代油用电量"
)
kitchen_biogas_yield = Parameter(
    "1e4 tce/year/%", title="Gas of a point of kitchen waste works", title_zh="餐厨垃圾处理每百分点产沼气"
)
tap_water_need = Parameter(
    "1e8 m3/year/%", title="Water that a point of tap water adds", title_zh="自来水普及率每百分点增加用水"
)
leakage_saving = Parameter(
    "1e8 m3/year/%", title="Leakage that a point of supply as one spares", title_zh="城乡供水一体化每百分点减少漏损"
)
suburban_sewage_part = Parameter(
    "1",
    domain=SHARE,
    title="Sewage of villages near towns, to that of towns",
    title_zh="城镇近郊农村污水与城镇污水之比",
)
hill_irrigated_area = Parameter(
    "1e4 mu/%", title="Land of a point of efficient irrigation in the hills", title_zh="南部山区高效节灌每百分点面积"
)
practice_value = Parameter(
    "1e8 CNY/year/%",
    dimensions=(farm_practice,),
    title="Value of a point of a practice to farms",
    title_zh="农业实践每百分点增加值",
)
farm_item_value = Parameter(
    "1e8 CNY/year/count", dimensions=(farm_item,), title="Value of one to farms", title_zh="农业项目单位增加值"
)

county_guarantee_capital = Parameter(
    "1e8 CNY/%", title="Capital of guarantee companies in a point of counties", title_zh="县域担保机构每百分点资本"
)
spared_guarantor_loss = Parameter(
    "1", domain=SHARE, title="Loss that the rule takes off a guarantor", title_zh="分险机制为担保机构减轻的损失比例"
)

new_energy_bus_share = Stock(
    "%",
    initial="new_energy_bus_share_base",
    domain=(0, 100),
    title="New energy in the fleet of buses",
    title_zh="公交车队新能源占比",
)


# -- gains since the base year -----------------------------------------------------------------------------------------
@auxiliary("%", dimensions=(programme,), title="Coverage gained since the base year", title_zh="覆盖率较基年提升")
def coverage_gain(programme_coverage, programme_coverage_base):
    """In points."""
    return programme_coverage - programme_coverage_base


@auxiliary(
    "count", dimensions=(programme_count_item,), title="Number gained since the base year", title_zh="数量较基年增加"
)
def count_gain(programme_count, programme_count_base):
    """Built since."""
    return programme_count - programme_count_base


dwelling_retrofit_gain = total(
    "coverage_gain", programme, "%", labels=("building_retrofit",),
    title="Old dwellings retrofitted since the base year", title_zh="既有居住建筑改造较基年提升",
)  # fmt: skip
green_building_gain = total(
    "coverage_gain", programme, "%", labels=("green_buildings",),
    title="Green buildings among new ones since the base year", title_zh="绿色建筑占比较基年提升",
)  # fmt: skip
thrifty_office_gain = total(
    "coverage_gain", programme, "%", labels=("green_offices",),
    title="Thrifty offices since the base year", title_zh="节约型机关较基年提升",
)  # fmt: skip
park_recycling_gain = total(
    "coverage_gain", programme, "%", labels=("park_recycling",),
    title="Parks rebuilt since the base year", title_zh="园区循环化改造较基年提升",
)  # fmt: skip
solid_waste_gain = total(
    "coverage_gain", programme, "%", labels=("industrial_solid_waste_use",),
    title="Industrial waste put to use since the base year", title_zh="工业固废利用率较基年提升",
)  # fmt: skip
rail_freight_gain = total(
    "coverage_gain", programme, "%", labels=("rail_freight_share",),
    title="Freight by rail since the base year", title_zh="铁路货运占比较基年提升",
)  # fmt: skip
rail_connection_gain = total(
    "coverage_gain", programme, "%", labels=("rail_connection",),
    title="Sites joined to the railway since the base year", title_zh="铁路专用线接入率较基年提升",
)  # fmt: skip
kitchen_waste_gain = total(
    "coverage_gain", programme, "%", labels=("kitchen_waste_facilities",),
    title="Kitchen waste works since the base year", title_zh="餐厨垃圾设施较基年提升",
)  # fmt: skip
tap_water_gain = total(
    "coverage_gain", programme, "%", labels=("rural_tap_water",),
    title="Tap water since the base year", title_zh="自来水普及率较基年提升",
)  # fmt: skip
integrated_supply_gain = total(
    "coverage_gain", programme, "%", labels=("integrated_water_supply",),
    title="Town and country supplied as one since the base year", title_zh="城乡供水一体化率较基年提升",
)  # fmt: skip
suburban_sewage_gain = total(
    "coverage_gain", programme, "%", labels=("suburban_sewage",),
    title="Villages near towns joined to their sewers since the base year", title_zh="城镇近郊农村污水治理较基年提升",
)  # fmt: skip
guarantee_county_gain = total(
    "coverage_gain", programme, "%", labels=("guarantee_counties",),
    title="Counties with a guarantee company since the base year", title_zh="担保县域覆盖较基年提升",
)  # fmt: skip
quake_safe_home_gain = total(
    "count_gain", programme_count_item, "count", labels=("quake_safe_homes",),
    title="Homes made safe against earthquakes since the base year", title_zh="抗震宜居农房较基年增加",
)  # fmt: skip
green_factory_gain = total(
    "count_gain", programme_count_item, "count", labels=("green_factories",),
    title="Green factories since the base year", title_zh="绿色工厂较基年增加",
)  # fmt: skip

# -- coal, oil, gas and electricity ------------------------------------------------------------------------------------
clean_heating_works = total(
    "coverage_expansion", programme, "%/year", labels=("clean_heating",),
    title="Clean heating built", title_zh="清洁取暖建设",
)  # fmt: skip


@flow(
    "1e4 tce/year/year", out_of="scattered_coal", into="replaced_coal",
    title="Scattered coal replaced by clean heating of county towns", title_zh="县城清洁取暖替代散煤",
)  # fmt: skip
def clean_heating_replacement(clean_heating_works, clean_heating_coal, scattered_coal, shortest_replacement_time):
    """With the houses that are joined, while stoves and small boilers are left."""
    return np.minimum(clean_heating_works * clean_heating_coal, scattered_coal / shortest_replacement_time)


@auxiliary(
    "1", title="Households' fuel that homes made safe against earthquakes save", title_zh="抗震宜居农房节约居民燃料比例"
)
def quake_safe_saving(quake_safe_home_gain, rural_homes, rural_home_fuel_share, quake_safe_home_saving):
    """New walls and roofs keep more heat in."""
    return quake_safe_home_gain / rural_homes * rural_home_fuel_share * quake_safe_home_saving


@auxiliary("1", title="Households' fuel left by retrofits of dwellings", title_zh="居住建筑改造后居民燃料比例")
def household_heat_left(
    dwelling_retrofit_gain, old_dwelling_share, dwelling_retrofit_saving, quake_safe_saving, percent
):
    """Less what the retrofit of old dwellings that are worth it saves, and what rural homes made safe save."""
    return 1 - dwelling_retrofit_gain / percent * old_dwelling_share * dwelling_retrofit_saving - quake_safe_saving


@auxiliary("1", title="Need of new buildings by how many are green", title_zh="绿色建筑对新建建筑用能的影响")
def new_building_need(green_building_gain, green_building_saving, percent):
    """More of them are green than in the base year."""
    return 1 - green_building_gain / percent * green_building_saving


@auxiliary("1", title="Services' energy left by thrifty offices", title_zh="节约型机关创建后服务业用能比例")
def office_energy_left(thrifty_office_gain, office_energy_share, thrifty_office_saving, percent):
    """Offices are a small part of services."""
    return 1 - thrifty_office_gain / percent * office_energy_share * thrifty_office_saving


@auxiliary("1", title="Industry's energy left by recycling parks", title_zh="园区循环化改造后工业用能比例")
def park_energy_left(park_recycling_gain, park_saving, percent):
    """Heat and by-products are used twice."""
    return 1 - park_recycling_gain / percent * park_saving


@auxiliary(FUEL, title="Coal that green factories and used waste save", title_zh="绿色工厂与固废利用节煤量")
def industry_coal_saved(green_factory_gain, factory_saving, solid_waste_gain, solid_waste_saving):
    """Ash and slag stand in for clinker and burnt brick."""
    return green_factory_gain * factory_saving + solid_waste_gain * solid_waste_saving


bus_coverage_yinchuan = total(
    "programme_coverage", programme, "%", labels=("new_energy_buses_yinchuan",),
    title="New energy among new buses of Yinchuan", title_zh="银川市新增公交车新能源占比",
)  # fmt: skip
bus_coverage_others = total(
    "programme_coverage", programme, "%", labels=("new_energy_buses_other_cities",),
    title="New energy among new buses of other cities", title_zh="其他地级市新增公交车新能源占比",
)  # fmt: skip


@flow("%/year", into="new_energy_bus_share", title="Renewal of buses", title_zh="公交车更新")
def bus_renewal(bus_coverage_yinchuan, bus_coverage_others, yinchuan_bus_share, new_energy_bus_share, bus_life):
    """The fleet follows what is bought, over the life of a bus."""
    bought = bus_coverage_yinchuan * yinchuan_bus_share + bus_coverage_others * (1 - yinchuan_bus_share)
    return (bought - new_energy_bus_share) / bus_life


@auxiliary(FUEL, title="Oil that buses and rail save", title_zh="公交与铁路节油量")
def transport_oil_saved(
    new_energy_bus_share, new_energy_bus_share_base, bus_fuel, rail_freight_gain, rail_freight_saving,
    rail_connection_gain, rail_connection_saving, percent,
):  # fmt: skip
    """Buses without diesel, freight off the road, and no lorry between works and station."""
    buses = bus_fuel * (new_energy_bus_share - new_energy_bus_share_base) / percent
    return buses + rail_freight_gain * rail_freight_saving + rail_connection_gain * rail_connection_saving


@auxiliary(POWER, title="Electricity in place of transport's oil", title_zh="交通以电代油用电量（合计）")
def transport_electricity(transport_oil_saved, transport_electricity_ratio):
    """Motors need a fraction of what engines do."""
    return transport_oil_saved * transport_electricity_ratio


@auxiliary(FUEL, title="Gas made of kitchen waste", title_zh="餐厨垃圾沼气")
def kitchen_biogas(kitchen_waste_gain, kitchen_biogas_yield):
    """In place of gas."""
    return kitchen_waste_gain * kitchen_biogas_yield


# -- water -------------------------------------------------------------------------------------------------------------
sewage_treated = total(
    "programme_coverage", programme, "%", labels=("urban_sewage_treatment",),
    title="City sewage treated", title_zh="城市生活污水集中处理率",
)  # fmt: skip
sewage_collected = total(
    "programme_coverage", programme, "%", labels=("urban_sewage_collection",),
    title="City sewage collected", title_zh="城市生活污水集中收集率",
)  # fmt: skip
sewage_treated_base = total(
    "programme_coverage_base", programme, "%", labels=("urban_sewage_treatment",),
    title="City sewage treated, base year", title_zh="城市生活污水集中处理率（基年）",
)  # fmt: skip
sewage_collected_base = total(
    "programme_coverage_base", programme, "%", labels=("urban_sewage_collection",),
    title="City sewage collected, base year", title_zh="城市生活污水集中收集率（基年）",
)  # fmt: skip


@auxiliary("1", title="Sewage cleaned, to that of the base year", title_zh="污水收集处理量相对基年")
def treated_sewage_ratio(
    sewage_treated, sewage_collected, sewage_treated_base, sewage_collected_base, suburban_sewage_gain,
    suburban_sewage_part, percent,
):  # fmt: skip
    """What towns collect and treat, with that of villages that are joined to their sewers; of it a part is used again."""
    towns = sewage_treated * sewage_collected / (sewage_treated_base * sewage_collected_base)
    return towns + suburban_sewage_gain / percent * suburban_sewage_part


@auxiliary(WATER, title="Water that more taps add, less leakage", title_zh="自来水普及增加用水（扣除漏损减少）")
def tap_water_use(tap_water_gain, tap_water_need, integrated_supply_gain, leakage_saving):
    """Who has a tap uses more than who fetches water; new pipes and meters of supply as one lose less."""
    return tap_water_gain * tap_water_need - integrated_supply_gain * leakage_saving


hill_irrigation_works = total(
    "coverage_expansion", programme, "%/year", labels=("mountain_efficient_irrigation",),
    title="Efficient irrigation built in the hills", title_zh="南部山区高效节灌建设",
)  # fmt: skip


@flow(
    "1e4 mu/year",
    into="efficient_irrigation_area",
    title="Efficient irrigation of the hills",
    title_zh="南部山区新增高效节灌",
)
def hill_irrigation(hill_irrigation_works, hill_irrigated_area):
    """Land of reservoirs and wells in the south, beside the programme of the plain."""
    return hill_irrigation_works * hill_irrigated_area


# -- farming -----------------------------------------------------------------------------------------------------------


@auxiliary(MONEY, dimensions=(farm_practice,), title="Value added by farm practices", title_zh="农业实践增加值（分项）")
def practice_income(coverage_gain, practice_value):
    """At base-year prices."""
    return coverage_gain * practice_value


@auxiliary(MONEY, dimensions=(farm_item,), title="Value added by farm projects", title_zh="农业项目增加值（分项）")
def farm_item_income(count_gain, farm_item_value):
    """At base-year prices."""
    return count_gain * farm_item_value


all_practice_income = total(
    "practice_income", farm_practice, MONEY, title="Value added by farm practices, all", title_zh="农业实践增加值合计"
)
all_farm_item_income = total(
    "farm_item_income", farm_item, MONEY, title="Value added by farm projects, all", title_zh="农业项目增加值合计"
)


@auxiliary(MONEY, title="Farming's value added by programmes", title_zh="专项工程带来的农业增加值")
def farm_practice_value(all_practice_income, all_farm_item_income):
    """Practices and projects."""
    return all_practice_income + all_farm_item_income


# -- guarantees --------------------------------------------------------------------------------------------------------
shared_risk = total(
    "programme_coverage", programme, "%", labels=("risk_sharing",),
    title="Guarantees with shared risk", title_zh="融资担保风险分担业务覆盖率",
)  # fmt: skip
shared_risk_base = total(
    "programme_coverage_base", programme, "%", labels=("risk_sharing",),
    title="Guarantees with shared risk, base year", title_zh="融资担保风险分担业务覆盖率（基年）",
)  # fmt: skip


@auxiliary(
    "1",
    title="Guarantees that capital carries by shared risk, base year = 1",
    title_zh="分险机制下单位资本担保能力（基年=1）",
)
def shared_risk_ease(shared_risk, shared_risk_base, spared_guarantor_loss, percent):
    """A guarantor that bears less of each loss can guarantee more with what it has."""
    return (1 - shared_risk_base / percent * spared_guarantor_loss) / (
        1 - shared_risk / percent * spared_guarantor_loss
    )


@auxiliary("1", title="What guarantors can carry, base year = 1", title_zh="担保机构承载能力（基年=1）")
def guarantee_reach(shared_risk_ease, guarantee_county_gain, county_guarantee_capital, guarantee_capital):
    """New companies bring capital, which the programme pays in, and capital that shares its risk carries more."""
    return shared_risk_ease * (1 + guarantee_county_gain * county_guarantee_capital / guarantee_capital)
