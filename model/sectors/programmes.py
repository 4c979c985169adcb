"""Programmes: how far each reaches, in per cent or in number, and the public money and credit they share.

Stocks   programme_coverage, programme_count
Told     funded_share by finance
Gives    programme_credit_demand to finance
Loop     coverage -> less left to do -> less money asked for -> more for all others (balancing)

A coverage closes its gap to saturation, and what is counted is built at a pace; both as effort, delivery and money allow.
What is built is for people and land and is no part of productive capital.
"""

import numpy as np

from model.engine.declare import Dimension, Lever, Parameter, Stock, auxiliary, flow, stack, total

MONEY, SHARE, PERCENT, EFFORT = "1e8 CNY/year", (0.0, 1.0), (0.0, 100.0), (0.0, 5.0)
ANY, PRICE = (0.0, 1e7), (1e-9, 1e3)  # what is paid for is money over price, so no price is zero

# -- what there is: rural works; towns and industry; services and cooperation ------------------------------------------
RURAL = {
    "straw_use": ("Straw put to use", "秸秆综合利用"),
    "film_recovery": ("Farm film recovered", "农用残膜回收"),
    "manure_use": ("Manure put to use", "畜禽粪污综合利用"),
    "pesticide_efficiency": ("Pesticide use efficiency", "农药利用率"),
    "pesticide_packaging_recovery": ("Pesticide packaging recovered", "农药包装废弃物回收"),
    "rural_waste_villages": ("Villages with waste collection", "农村生活垃圾治理村庄"),
    "rural_central_sewage": ("Sewage of townships and central villages treated", "集镇与中心村生活污水处理"),
    "rural_tap_water": ("Rural tap water", "农村自来水普及率"),
    "safe_housing": ("Rural homes out of danger", "农村住房安全"),
    "rural_toilets": ("Rural sanitary toilets", "农村卫生厕所普及率"),
    "rural_waste_treatment": ("Rural waste treated", "农村生活垃圾处理率"),
    "rural_sewage": ("Rural sewage treated", "农村生活污水治理率"),
    "water_supply_guarantee": ("Reliability of water supply", "城乡供水保证率"),
    "water_quality": ("Supplied water up to standard", "供水水质达标率"),
    "integrated_water_supply": ("Town and country supplied as one", "城乡供水一体化率"),
    "suburban_sewage": ("Sewage of villages near towns treated", "城镇近郊农村生活污水治理"),
    "rural_black_water": ("Rural black waters cleaned", "农村黑臭水体治理"),
    "hardened_roads": ("Larger hamlets on hard roads", "自然村通硬化路"),
    "township_roads": ("Townships on roads of class three", "乡镇通三级及以上公路"),
    "income_projects": ("Migrant households with an income project", "移民家庭增收项目"),
    "village_industry": ("Migrant villages with a leading industry", "移民村主导产业"),
    "mountain_efficient_irrigation": ("Efficient irrigation in the southern hills", "南部山区库井灌区高效节灌"),
    "waste_sorting_rural": ("Rural waste sorting", "农村生活垃圾分类"),
    "resettled_income": ("Income of resettled people to the rural mean", "搬迁群众收入相对农村平均"),
    "fujian_villages": ("Fujian-Ningxia villages at the rural mean", "闽宁示范村达到农村平均水平"),
}  # fmt: skip
URBAN = {
    "industrial_solid_waste_use": ("Industrial solid waste put to use", "一般工业固废综合利用"),
    "rail_connection": ("Large sites joined to the railway", "铁路专用线接入"),
    "rail_freight_share": ("Freight of large firms by rail", "重点企业铁路货运占比"),
    "new_energy_buses_yinchuan": ("New buses of Yinchuan with new energy", "银川市新增公交车新能源占比"),
    "new_energy_buses_other_cities": ("New buses of other cities with new energy", "其他地级市新增公交车新能源占比"),
    "park_recycling": ("Industrial parks rebuilt for recycling", "园区循环化改造"),
    "discharge_permits": ("Fixed sources with discharge permits", "固定污染源排污许可"),
    "waste_sorting_yinchuan": ("Waste sorting in Yinchuan", "银川市生活垃圾分类"),
    "waste_sorting_other_cities": ("Waste sorting in other cities", "其他地级市生活垃圾分类"),
    "sanitary_cities": ("Cities and county towns named sanitary", "国家卫生城市（县城）"),
    "clean_heating": ("Clean heating in county towns", "县级城市清洁取暖"),
    "urban_sewage_treatment": ("City sewage treated", "城市生活污水集中处理"),
    "urban_sewage_collection": ("City sewage collected", "城市生活污水集中收集"),
    "sludge_treatment": ("Sludge made harmless", "污泥无害化处理"),
    "waste_incineration": ("Prefecture cities with waste incineration", "地级市生活垃圾焚烧处理"),
    "raw_waste_diversion": ("Raw waste kept from landfill", "原生垃圾零填埋"),
    "kitchen_waste_facilities": ("Prefecture cities with kitchen waste works", "地级市餐厨垃圾处理设施"),
    "building_retrofit": ("Old dwellings worth it retrofitted", "既有居住建筑节能改造"),
    "green_buildings": ("Green buildings among new ones in towns", "城镇新建绿色建筑占比"),
    "urban_black_water": ("Black waters of prefecture cities cleaned", "地级市黑臭水体治理"),
}  # fmt: skip
SERVICE = {
    "green_offices": ("Government offices run thriftily", "节约型机关"),
    "green_schools_communities": ("Green schools, communities and families", "绿色学校、社区、家庭"),
    "rural_medical_insurance": ("Medical insurance of low-income villagers", "农村低收入人口医保参保"),
    "medical_staffing": ("Villages and townships with clinic and staff", "乡村医疗机构和人员配备"),
    "education_retention": ("Retention over nine years of school", "九年义务教育巩固率"),
    "disabled_children_enrolment": ("Disabled children at school", "残疾儿童少年义务教育入学率"),
    "balanced_education": ("Counties with good balanced schools", "义务教育优质均衡县"),
    "senior_secondary_enrolment": ("Senior secondary enrolment", "高中阶段毛入学率"),
    "class_size": ("Preschool classes of standard size", "幼儿园班额达标"),
    "preschool_enrolment": ("Preschool enrolment", "学前教育毛入园率"),
    "preschool_counties": ("Counties with preschool for all", "学前教育普及普惠县"),
    "county_hospital_visits": ("Visits to doctors within the county", "县域就诊率"),
    "township_doctor_training": ("Township doctors trained in turn", "乡镇卫生院医生轮训"),
    "gigabit_key_villages": ("Key villages with gigabit fibre", "重点村千兆光纤"),
    "villages_5g": ("Villages with 5G", "行政村通5G"),
    "household_jobs": ("Migrant households with a steady job", "移民家庭稳定就业"),
    "village_four_haves": ("Migrant villages with workshop, training, service and posts", "移民村就业“四有”"),
    "school_groups": ("Schools run in groups of town and country", "城乡集团化办学"),
    "guarantee_counties": ("Counties with a public guarantee company", "政府性融资担保县域覆盖"),
    "village_bank_counties": ("Counties with a village bank", "村镇银行县域覆盖"),
    "risk_sharing": ("Guarantees with shared risk", "融资担保风险分担业务覆盖"),
    "village_banks": ("Villages with a finance service point", "农村普惠金融服务覆盖"),
    "platform_coverage": ("Local finance firms on the supervision platform", "地方金融组织平台覆盖"),
}  # fmt: skip
programme = Dimension("programme", RURAL | URBAN | SERVICE)
RURAL_ITEMS = {
    "green_products": ("Certified green farm products, number", "绿色有机等农产品认证（个）"),
    "degraded_farmland": ("Degraded farmland treated, 1e4 mu", "治理退化耕地（万亩）"),
    "modern_farm_parks": ("National modern farm parks, number", "国家现代农业产业园（个）"),
    "tourism_villages": ("National tourism villages, number", "全国乡村旅游重点村镇（个）"),
    "beautiful_villages": ("Beautiful villages built, number", "美丽宜居村庄（个）"),
    "rural_water_sources": ("Rural water sources built, number", "农村水源工程（处）"),
    "drinking_water_projects": ("Drinking water works built, number", "饮水安全工程（处）"),
    "water_plants": ("Rural water plants built, number", "农村水厂（座）"),
    "village_pipes": ("Village water pipes laid, km", "村级配水管网（公里）"),
    "quake_safe_homes": ("Homes made safe against earthquakes, households", "抗震宜居农房改造（户）"),
    "migrant_villages": ("Migrant villages improved, number", "移民村（社区）提升（个）"),
    "traditional_villages": ("Traditional villages cared for, number", "特色保护类传统村落（个）"),
    "demonstration_villages": ("Demonstration villages of Minning, number", "闽宁镇示范村（个）"),
    "fujian_parks": ("Fujian-Ningxia parks upgraded, number", "闽宁产业园提档升级（个）"),
}  # fmt: skip
URBAN_ITEMS = {
    "green_parks": ("Green industrial parks, number", "绿色园区（个）"),
    "green_factories": ("Green factories, number", "绿色工厂（家）"),
    "technology_bases": ("Bases that show new technology, number", "科技成果转化示范基地（个）"),
    "green_technologies": ("Green techniques put to use, number", "绿色先进适用技术（项）"),
    "ecology_firms": ("Technology firms in ecology, number", "生态环境科技型企业（家）"),
}  # fmt: skip
SERVICE_ITEMS = {
    "ecology_platforms": ("Research platforms in ecology, number", "生态环境创新平台（家）"),
    "disease_types": ("Serious diseases with special care, number", "大病专项救治病种（种）"),
    "labour_transfers": ("Rural workers placed, person-times", "农村劳动力转移就业（人次）"),
    "lifted_labour_transfers": ("Workers lifted from poverty placed, person-times", "脱贫人口转移就业（人次）"),
    "digital_pilots": ("Pilots of digital villages, number", "数字乡村试点地区（个）"),
    "information_stations": ("Village information stations, number", "村级益农信息社（个）"),
    "fujian_firms": ("Fujian firms in Ningxia, number", "闽籍企业（商户）（家）"),
    "tertiary_hospitals": ("County hospitals of tertiary grade, number", "县级综合医院达三级乙等（家）"),
    "key_departments": ("Key departments of county hospitals, number", "县级医院重点专科（个）"),
    "fever_clinics": ("Fever clinics in central health centres, number", "中心卫生院发热门诊（个）"),
    "township_health_centres": ("Health centres of recommended standard, number", "乡镇卫生院达推荐标准（家）"),
    "cadres_in_fujian": ("Cadres sent to Fujian, persons", "赴闽挂职干部（人）"),
    "trained_in_fujian": ("Specialists trained in Fujian, persons", "赴闽培训人才（人次）"),
    "paired_departments": ("Hospital departments built with Fujian, number", "闽宁共建专科（个）"),
    "visiting_doctors": ("Senior doctors from Fujian, person-times", "闽籍专家医师来宁（人次）"),
    "media_visits": ("Joint press tours, number", "联合采访行动（次）"),
    "vocational_pairs": ("Pairs of vocational schools, number", "职业院校结对（对）"),
    "school_pairs": ("Pairs of schools, number", "中小学校结对（对）"),
    "university_pairs": ("Pairs of universities, number", "高等院校结对（对）"),
    "principals_trained": ("Principals trained in Fujian, persons", "校（园）长赴闽跟岗（人次）"),
    "visiting_experts": ("Experts from Fujian, person-times", "闽籍专家来宁（人次）"),
    "expert_bases": ("Bases of expert service, number", "专家服务基地（个）"),
    "exchanged_experts": ("Specialists exchanged, persons", "互派专业技术人才（人次）"),
    "small_loan_companies": ("Small-loan companies of 500 million CNY and more, number", "资本金5亿元以上小额贷款公司（家）"),
    "state_listed_companies": ("State firms newly listed, number", "新增国有上市企业（家）"),
}  # fmt: skip
programme_count_item = Dimension("programme_count_item", RURAL_ITEMS | URBAN_ITEMS | SERVICE_ITEMS)

# -- levers and parameters ---------------------------------------------------------------------------------------------
rural_programme_effort = Lever("1", title="Effort at rural programmes", title_zh="农村工程推进力度", domain=EFFORT)
urban_programme_effort = Lever(
    "1", title="Effort at programmes of towns and industry", title_zh="城镇与工业工程推进力度", domain=EFFORT
)
service_programme_effort = Lever(
    "1", title="Effort at programmes of services and cooperation", title_zh="公共服务与协作推进力度", domain=EFFORT
)
programme_public_budget = Lever(
    MONEY, title="Public money for programmes", title_zh="专项工程财政预算", domain=(0.1, 1000.0)
)
programme_public_share = Parameter(
    "1", title="Part of cost asked of public money", title_zh="工程投资财政承担比例", domain=SHARE
)
programme_delivery_headroom = Parameter(
    "1",
    title="Most that can be delivered, to the pace of the base year",
    title_zh="工程实施能力上限相对基年",
    domain=ANY,
)
programme_credit_demand_base = Parameter(
    MONEY, title="Credit asked for by programmes at the start", title_zh="专项工程起始信贷需求", domain=ANY
)
coverage_saturation = Parameter(
    "%", title="Saturation of a coverage", title_zh="覆盖率饱和值", dimensions=(programme,), domain=PERCENT
)
coverage_rate = Parameter(
    "1/year", title="Share of the gap closed a year", title_zh="差距年缩小比例", dimensions=(programme,), domain=ANY
)
coverage_unit_cost = Parameter(
    "1e8 CNY/%", title="Cost of a point of coverage", title_zh="每百分点投资", dimensions=(programme,), domain=PRICE
)
count_pace = Parameter(
    "count/year", title="Built a year", title_zh="年建设数量", dimensions=(programme_count_item,), domain=ANY
)
count_unit_cost = Parameter(
    "1e8 CNY/count", title="Cost of one", title_zh="单位投资", dimensions=(programme_count_item,), domain=PRICE
)
programme_coverage = Stock(
    "%", initial="programme_coverage_base", title="Coverage of programmes", title_zh="专项工程覆盖率",
    dimensions=(programme,), domain=PERCENT,
)  # fmt: skip
programme_count = Stock(
    "count", initial="programme_count_base", title="Number built or reached", title_zh="专项工程数量",
    dimensions=(programme_count_item,),
)  # fmt: skip


# -- what is asked for -------------------------------------------------------------------------------------------------
@auxiliary("1", title="Rural programmes asked for, to what was done", title_zh="农村工程计划强度")
def rural_programme_push(rural_programme_effort, funded_share_base, programme_delivery_headroom):
    """The effort before funding, of which the share met gave the pace of the base year; up to what can be delivered."""
    return np.minimum(rural_programme_effort / funded_share_base, programme_delivery_headroom)


@auxiliary("1", title="Town and industry programmes asked for, to what was done", title_zh="城镇与工业工程计划强度")
def urban_programme_push(urban_programme_effort, funded_share_base, programme_delivery_headroom):
    """The effort before funding, up to what can be delivered."""
    return np.minimum(urban_programme_effort / funded_share_base, programme_delivery_headroom)


@auxiliary("1", title="Service programmes asked for, to what was done", title_zh="公共服务与协作计划强度")
def service_programme_push(service_programme_effort, funded_share_base, programme_delivery_headroom):
    """The effort before funding, up to what can be delivered."""
    return np.minimum(service_programme_effort / funded_share_base, programme_delivery_headroom)


coverage_push = stack(
    programme, "1",
    dict.fromkeys(RURAL, "rural_programme_push") | dict.fromkeys(URBAN, "urban_programme_push")
    | dict.fromkeys(SERVICE, "service_programme_push"),
    title="Coverage asked for, to what was done", title_zh="覆盖率计划强度",
)  # fmt: skip
count_push = stack(
    programme_count_item, "1",
    dict.fromkeys(RURAL_ITEMS, "rural_programme_push") | dict.fromkeys(URBAN_ITEMS, "urban_programme_push")
    | dict.fromkeys(SERVICE_ITEMS, "service_programme_push"),
    title="Number asked for, to what was done", title_zh="数量计划强度",
)  # fmt: skip


@auxiliary(MONEY, dimensions=(programme,), title="Cost of the coverage planned", title_zh="覆盖率工程计划投资")
def coverage_cost(coverage_push, coverage_saturation, programme_coverage, coverage_rate, coverage_unit_cost):
    """A share of the gap at its price."""
    return coverage_push * (coverage_saturation - programme_coverage) * coverage_rate * coverage_unit_cost


@auxiliary(MONEY, dimensions=(programme_count_item,), title="Cost of what is planned", title_zh="数量工程计划投资")
def count_cost(count_push, count_pace, count_unit_cost):
    """The pace at its price."""
    return count_push * count_pace * count_unit_cost


total_coverage_cost = total(
    "coverage_cost", programme, MONEY, title="Cost of all coverage planned", title_zh="覆盖率工程计划投资合计"
)
total_count_cost = total(
    "count_cost", programme_count_item, MONEY, title="Cost of all numbers planned", title_zh="数量工程计划投资合计"
)


@auxiliary(MONEY, title="Cost of programmes planned", title_zh="专项工程计划投资")
def programme_cost(total_coverage_cost, total_count_cost):
    """Of all programmes."""
    return total_coverage_cost + total_count_cost


# -- what is paid for --------------------------------------------------------------------------------------------------
@auxiliary(MONEY, title="Public money asked for by programmes", title_zh="专项工程财政资金需求")
def programme_public_demand(programme_cost, programme_public_share):
    """The public part of the cost."""
    return programme_cost * programme_public_share


@auxiliary(MONEY, title="Credit asked for by programmes", title_zh="专项工程信贷需求")
def programme_credit_demand(programme_cost, programme_public_demand):
    """What is not asked of public money."""
    return programme_cost - programme_public_demand


@auxiliary("1", title="Share of public demand met", title_zh="财政资金满足率", domain=SHARE)
def programme_public_share_met(programme_public_budget, programme_public_demand):
    """Smooth minimum of one and budget over demand, of sharpness 4; one where nothing is asked."""
    budget = programme_public_budget * programme_public_budget
    demand = programme_public_demand * programme_public_demand
    return programme_public_budget / np.sqrt(np.sqrt(budget * budget + demand * demand))


@auxiliary("1", title="Share of programmes paid for", title_zh="专项工程资金到位率", domain=SHARE)
def programme_paid_share(programme_public_share, programme_public_share_met, funded_share):
    """Public money and credit by their parts of the cost."""
    return programme_public_share * programme_public_share_met + (1 - programme_public_share) * funded_share


@auxiliary(MONEY, title="Programmes paid for", title_zh="专项工程到位投资")
def programme_spending(programme_cost, programme_paid_share):
    """At base-year prices."""
    return programme_cost * programme_paid_share


@auxiliary(MONEY, title="Programmes paid for, current prices", title_zh="专项工程到位投资（现价）")
def programme_outlay(general_price, programme_spending):
    """At the prices of the day."""
    return general_price * programme_spending


@auxiliary(MONEY, title="Public money in programmes", title_zh="专项工程财政资金")
def programme_public_outlay(general_price, programme_public_demand, programme_public_share_met):
    """What of the public part is met, at the prices of the day."""
    return general_price * programme_public_demand * programme_public_share_met


@auxiliary(MONEY, title="Public money that programmes lack", title_zh="专项工程财政资金缺口")
def programme_public_shortfall(general_price, programme_public_demand, programme_public_share_met):
    """What of the public part is not met, at the prices of the day."""
    return general_price * programme_public_demand * (1 - programme_public_share_met)


@auxiliary(MONEY, title="Credit that programmes lack", title_zh="专项工程信贷缺口")
def programme_credit_shortfall(general_price, programme_credit_demand, funded_share):
    """What of the credit asked for is not met, at the prices of the day."""
    return general_price * programme_credit_demand * (1 - funded_share)


@flow("%/year", into="programme_coverage", dimensions=(programme,), title="Coverage gained", title_zh="覆盖率提升")
def coverage_expansion(coverage_cost, coverage_unit_cost, programme_paid_share):
    """What is paid for."""
    return coverage_cost / coverage_unit_cost * programme_paid_share


@flow(
    "count/year", into="programme_count", dimensions=(programme_count_item,), title="Number added", title_zh="数量增加"
)
def count_building(count_push, count_pace, programme_paid_share):
    """What is paid for."""
    return count_push * count_pace * programme_paid_share
